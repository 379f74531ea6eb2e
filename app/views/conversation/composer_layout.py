"""How the composer is put together: tabs, text, files, tools, and the line below that names the clock."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from app.bridge.desk import Desk
from app.domain.ports import ShopFloor
from app.views.conversation.composer_parts import Bar, CopyLines, DraftFiles, Frame
from app.views.conversation.draft_card import DraftCard
from app.views.conversation.form_bar import FormBar
from app.views.conversation.form_choice import FormChoice
from app.views.conversation.manners import MannersHint
from app.views.conversation.reply_edit import ReplyEdit
from app.views.conversation.shortened import Shortened, WordyButton
from app.views.icons import icon
from app.views.shared.widgets import IconMark, button, icon_button, label
from app.views.theme import Theme
from app.views.words import say

REPLY, NOTE = 0, 1
"""places of the two boxes, and of their tabs"""


class ComposerParts(QWidget):
    """The widgets of the composer in their places; what they do is said in `Composer`."""

    def __init__(self, theme: Theme, desk: Desk, floor: ShopFloor | None) -> None:
        super().__init__()
        self.theme = theme
        self.forms = FormChoice(theme, desk, floor)
        self._build()

    def _build(self) -> None:
        px = self.theme.px
        self.setObjectName("composer")
        self.setProperty("box", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(px(16), px(8), px(16), px(8))
        outer.setSpacing(px(6))
        self.fresh, self.trouble = Bar(self.theme, "news_bar"), Bar(self.theme, "trouble_bar")
        self.frame = Frame(self.theme)
        inside = QVBoxLayout(self.frame)
        inside.setContentsMargins(px(2), px(2), px(2), px(2))
        inside.setSpacing(px(4))
        self.edits = (ReplyEdit(self.theme), ReplyEdit(self.theme))
        for edit, name in zip(self.edits, ("composer.reply", "composer.note"), strict=True):
            edit.setAccessibleName(say(name))
        self.edits[NOTE].hide()
        self.files, self.copies = DraftFiles(self.theme), CopyLines(self.theme)
        self.form_bar, self.card = FormBar(self.theme), DraftCard(self.theme)
        inside.addLayout(self._tab_line())
        for part in (self.copies, self.form_bar, *self.edits, self.files, self.card):
            holder = QHBoxLayout()
            holder.setContentsMargins(px(12), 0, px(12), 0)
            holder.addWidget(part)
            inside.addLayout(holder)
        inside.addWidget(self.trouble)
        inside.addLayout(self._tool_line())
        self.frame.installEventFilter(self)
        outer.addWidget(self.fresh)
        outer.addWidget(self.frame)
        outer.addLayout(self._under_line())

    @property
    def edit(self) -> ReplyEdit:
        """The box on screen."""
        return self.edits[self.tabs.currentIndex()]

    def text(self) -> str:
        """The words of the box on screen."""
        return self.edit.toPlainText()

    def is_note(self) -> bool:
        return self.tabs.currentIndex() == NOTE

    def _tab_line(self) -> QHBoxLayout:
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.addTab(say("composer.reply"))
        self.tabs.addTab(icon(self.theme, "note"), say("composer.note"))
        self.tabs.setIconSize(QSize(self.theme.px(16), self.theme.px(16)))
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.copy_button = button(say("composer.copies"), "quiet", small=True)
        self.copy_button.setObjectName("copies")
        self.copy_button.clicked.connect(self.copies.toggle)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, self.theme.px(8), 0)
        line.addWidget(self.tabs)
        line.addStretch(1)
        line.addWidget(self.copy_button)
        return line

    def _tool_line(self) -> QHBoxLayout:
        px = self.theme.px
        line = QHBoxLayout()
        line.setContentsMargins(px(8), 0, px(4), px(4))
        line.setSpacing(px(8))
        self.templates = self._tool("templates", f"{say('composer.templates')}  /")
        self.attach = self._tool("attach", say("composer.attach"))
        self.counter = label(tone="text3")
        self.send_button = button(say("composer.send"), "primary")
        self.send_button.setObjectName("send")
        self.send_button.setToolTip("Ctrl+Enter")
        self.menu_button = icon_button(self.theme, "down", say("composer.more_send"), look="plain")
        self.menu_button.setObjectName("send_more")
        self._tools = line
        line.addWidget(self.templates)
        line.addWidget(self.attach)
        line.addWidget(self.forms)
        line.addStretch(1)
        for part in (self.counter, self.send_button, self.menu_button):
            line.addWidget(part)
        return line

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.frame and event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Where the line is short, words beside icons give way one after the other, so that nothing is cut off."""
        parts = [self.counter, self.send_button, self.menu_button]
        wordy = [tool for tool in (self.attach, self.forms, self.templates) if not tool.isHidden()]
        margins = self._tools.contentsMargins()
        wanted = sum(part.sizeHint().width() for part in parts if not part.isHidden())
        wanted += sum(tool.wordy_width() for tool in wordy) + self._tools.spacing() * (len(wordy) + 3)
        short = wanted + margins.left() + margins.right() + self.theme.px(4) - self.frame.width()
        for tool in wordy:
            tool.set_terse(short > 0)
            short -= tool.room_for_words()

    def _tool(self, name: str, text: str) -> WordyButton:
        made = WordyButton(text)
        made.setProperty("look", "quiet")
        made.setProperty("size", "small")
        made.setObjectName(name)
        made.setIcon(icon(self.theme, name))
        made.setIconSize(QSize(self.theme.px(16), self.theme.px(16)))
        return made

    def _under_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(self.theme.px(8))
        self.hourglass = IconMark(self.theme, "hourglass", "text3", 14)
        self.clock = Shortened(tone="text3", face="meta")
        self.saved = Shortened(tone="text3", face="meta")
        self.saved.setObjectName("draft_saved")
        line.addWidget(self.hourglass)
        self.manners = MannersHint(self.theme)
        line.addWidget(self.clock)
        line.addStretch(1)
        line.addWidget(self.saved)
        line.addWidget(self.manners)
        return line
