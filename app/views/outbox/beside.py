"""What leaves with the words of a reply: files, a card, copies, the platform's own kind of message."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.readmodels import AttachmentRow, OutboxRow
from app.views.amounts import size_words
from app.views.conversation.attachments import elided
from app.views.conversation.cards import CardChip, kind_words
from app.views.conversation.flow import FlowLayout
from app.views.conversation.form_words import form_words
from app.views.shared.widgets import IconMark, box, label
from app.views.theme import Theme
from app.views.words import say


def beside(theme: Theme, row: OutboxRow) -> QWidget | None:
    """Everything but the words; None where there is nothing else."""
    lines = [*_copies(row)]
    if not (row.files or row.card or lines):
        return None
    holder = QWidget()
    holder.setObjectName("beside")
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(4))
    if row.files:
        files = QWidget()
        flow = FlowLayout(theme.px(8), files)
        for file in row.files:
            flow.addWidget(_file(theme, file))
        column.addWidget(files)
    if row.card is not None:
        column.addWidget(CardChip(theme, row.card))
    for text in lines:
        made = label(text, tone="text3", face="meta")
        made.setWordWrap(True)
        column.addWidget(made)
    return holder


def spoken(row: OutboxRow) -> str:
    """The same for ears."""
    parts = [form_words(row.form)] if row.form else []
    parts += [say("file.name", name=file.name, size=size_words(file.size)) for file in row.files]
    parts += [f"{kind_words(row.card)} {row.card.title}".strip()] if row.card else []
    return "; ".join([*parts, *_copies(row)])


def _copies(row: OutboxRow) -> list[str]:
    pairs = (("outbox.cc", row.cc), ("outbox.bcc", row.bcc))
    return [say(key, addresses=", ".join(several)) for key, several in pairs if several]


def _file(theme: Theme, file: AttachmentRow) -> QWidget:
    chip = box("sunken")
    line = QHBoxLayout(chip)
    line.setContentsMargins(theme.px(8), theme.px(2), theme.px(8), theme.px(2))
    line.setSpacing(theme.px(4))
    line.addWidget(IconMark(theme, "image" if file.content_type.startswith("image/") else "file"))
    line.addWidget(label(f"{elided(file.name, 28)}  {size_words(file.size)}", tone="text2", face="meta"))
    return chip
