"""How words leave the composer: what is checked first, which command carries them, what happens when it is refused."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.bridge.desk import Desk
from app.domain.cards import Card
from app.domain.commands import AddNote, QueueReply
from app.domain.errors import QuaysideError
from app.domain.forms import Form
from app.domain.outcome import Outcome
from app.domain.templates import blanks
from app.domain.values import CommandId, ConversationId, MessageId, NoteId, OutboundId
from app.views.conversation.composer_layout import NOTE, REPLY
from app.views.conversation.composer_parts import plausible
from app.views.conversation.dialogs import AskDialog
from app.views.conversation.form_words import form_words
from app.views.words import explain, say, say_or

if TYPE_CHECKING:
    from app.views.conversation.composer import Composer


class Sending(QObject):
    """One reply or note at a time; the words stay in the box until they are safely stored."""

    def __init__(self, desk: Desk, composer: "Composer") -> None:
        super().__init__(composer)
        self._desk, self._composer = desk, composer
        self._busy = False
        self.asking: AskDialog | None = None

    def send(self, resolve: bool, *, repeat: bool = False) -> None:
        """Ctrl+Enter; with `resolve`, the conversation is done with."""
        composer, view = self._composer, self._composer.view
        if view is None or self._busy or composer.locked or not self._fit():
            return
        self._busy = True
        box = NOTE if composer.is_note() else REPLY
        if composer.wordless():
            composer.keepers[box].keep_now()  # what stays behind is the newest
        composer.keepers[box].pause()
        command = self._note() if box == NOTE else self._reply(resolve, repeat)
        of = view.row.id
        self._desk.do(
            command,
            lambda outcome: self._done(of, box, outcome),
            failed=lambda error: self._failed(of, box, error, resolve),
        )

    def send_card(self, card: Card) -> None:
        """Shows the customer an order or an item; what is being written stays in the box."""
        view = self._composer.view
        if view is None or view.cannot_reply:
            return
        command = QueueReply(
            id=CommandId(self._desk.new_id()), agent=self._desk.agent, conversation=view.row.id,
            outbound=OutboundId(self._desk.new_id()), message=MessageId(self._desk.new_id()), text="",
            base_last_message=self._composer.seen, card=card,
        )  # fmt: skip
        self._desk.do(command, failed=lambda error: self._composer.tell(explain(error)))

    def _fit(self) -> bool:
        """Whether the words may leave; says why not."""
        composer = self._composer
        form, wordless = composer.form(), composer.wordless()
        beside = bool(composer.files.files) or composer.card.card is not None
        if not composer.text().strip() and not wordless and (composer.is_note() or not beside):
            composer.tell(say("composer.empty"))
            return False
        if composer.is_note():
            return True
        if form is not None and (why := self._unfit_form(form)):
            composer.tell(why)
            return False
        if not wordless and not self._fit_words():
            return False
        words = composer.reply_words()
        wrong = next((each for each in (*words.cc, *words.bcc) if not plausible(each)), None)
        if wrong is not None:
            composer.tell(say("composer.bad_address", address=wrong))
        return wrong is None

    def _unfit_form(self, form: Form) -> str:
        """What the kind of message wants and has not, or has and cannot take; '' where all is well."""
        title, files = form_words(form.key), len(self._composer.files.files)
        if form.wants_text and not self._composer.text().strip():
            return say("forms.wants_words", title=title)
        if form.wants_files and not files:
            return say("forms.wants_file", title=title)
        if files and not form.most_files:
            return say("forms.takes_no_file", title=title)
        return say("forms.too_many_files", title=title, n=form.most_files) if files > form.most_files else ""

    def _fit_words(self) -> bool:
        composer = self._composer
        if standing := blanks(composer.text()):
            name = standing[0][2]
            composer.tell(
                say("composer.blank", name=say_or(f"variable.{name}", name)), say("composer.show_blank")
            )
            return False
        limit, length = composer.limit(), composer.length()
        if limit and length > limit:
            composer.tell(say("composer.too_long", n=length - limit, limit=limit))
            return False
        return True

    def _reply(self, resolve: bool, repeat: bool) -> QueueReply:
        composer, view = self._composer, self._composer.view
        assert view is not None
        words, wordless = composer.reply_words(), composer.wordless()
        text = "" if wordless else words.text
        return QueueReply(
            id=CommandId(self._desk.new_id()), agent=self._desk.agent, conversation=view.row.id,
            outbound=OutboundId(self._desk.new_id()), message=MessageId(self._desk.new_id()), text=text,
            base_last_message=composer.seen, files=words.files, cc=words.cc, bcc=words.bcc, card=words.card,
            resolve=resolve, template=composer.template if text else None, repeat_confirmed=repeat, form=words.form,
        )  # fmt: skip

    def _note(self) -> AddNote:
        view = self._composer.view
        assert view is not None
        return AddNote(
            id=CommandId(self._desk.new_id()), agent=self._desk.agent, conversation=view.row.id,
            note=NoteId(self._desk.new_id()), text=self._composer.note_words().text,
        )  # fmt: skip

    def _done(self, of: ConversationId, box: int, outcome: Outcome) -> None:
        self._busy = False
        if not self._still(of):
            return
        self._composer.cleared(box)
        for notice in outcome.notices:
            if words := say_or(f"notice.{notice.key}", "", **notice.values):
                self._composer.tell(words)

    def _still(self, of: ConversationId) -> bool:
        """Whether the agent is still where the words were written; drafts of other conversations stay untouched."""
        return self._composer.view is not None and self._composer.view.row.id == of

    def _failed(self, of: ConversationId, box: int, error: QuaysideError, resolve: bool) -> None:
        self._busy = False
        if not self._still(of):
            self._desk.troubled.emit(error)
            return
        self._composer.keepers[box].touched()
        if error.key == "same_text_recently":
            self._ask_repeat(resolve)
        else:
            self._composer.tell(explain(error))

    def _ask_repeat(self, resolve: bool) -> None:
        composer = self._composer
        form = composer.form()
        words = form_words(form.key) if form is not None and composer.wordless() else composer.text()[:240]
        sentences = ((say("repeat.text"), ""), (words, "text2"))
        dialog = AskDialog(composer.theme, composer, say("repeat.title"), sentences)
        dialog.add_button("repeat", say("repeat.send"), lambda: self.send(resolve, repeat=True))
        dialog.add_cancel()
        self.asking = dialog
        dialog.open()
