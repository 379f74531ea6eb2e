"""Where the answer is written: reply or note, templates at the cursor, files, the counter, the clock."""

from datetime import timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFontMetrics, QHideEvent
from PySide6.QtWidgets import QMenu

from app.bridge.desk import Desk
from app.domain.channel_facts import MEASURES
from app.domain.conversations import Direction
from app.domain.drafts import NOTHING
from app.domain.forms import Form
from app.domain.ports import Files, ShopFloor
from app.domain.readmodels import ConversationView, MessageItem
from app.domain.values import MessageId
from app.views.conversation.composer_drafts import ComposerDrafts
from app.views.conversation.composer_layout import NOTE, REPLY
from app.views.conversation.sending import Sending
from app.views.moments import span
from app.views.shared.widgets import set_look
from app.views.theme import Theme
from app.views.typeface import Face
from app.views.words import reason_words, say


class Composer(ComposerDrafts):
    """Knows the words; `Sending` knows how they leave."""

    news_seen = Signal()
    """the agent wants to look at what arrived meanwhile"""
    left = Signal()
    """Escape: back to reading"""

    def __init__(self, desk: Desk, files: Files, theme: Theme, floor: ShopFloor | None = None) -> None:
        super().__init__(desk, files, theme, floor)
        self.locked = True
        """nothing can be written or sent here"""
        self.seen: MessageId | None = None
        """the last message the agent has had on screen: the base of the reply"""
        self.sending = Sending(desk, self)
        self._connect()
        self.show_view(None)

    # --- what is shown ----------------------------------------------------------------------------------------------

    def show_view(self, view: ConversationView | None) -> None:
        """Another conversation, or None. What was being written is saved first."""
        self.keep_now()
        self.view = view
        self.template = None
        self.seen = view.row.last_message if view else None
        self.forms.show_view(view, note=False)
        self._begin(view)
        self.tabs.setCurrentIndex(_opened_at(view))
        self.tell("")
        self.fresh.tell("")
        self._dress()

    def refresh(self, view: ConversationView) -> None:
        """The same conversation, read again: words, cursor and selection stay."""
        before, self.view = self.view, view
        if before is not None and view.row.last_message != before.row.last_message:
            self._meet_news(before, view)
        self._weave(view)
        self._dress()

    def acknowledge(self) -> None:
        """The agent has seen everything that stands in the timeline."""
        if self.view is not None:
            self.seen = self.view.row.last_message
        self.fresh.tell("")

    def focus(self, *, note: bool = False) -> None:
        """Puts the cursor into the reply, where one can be sent, or into the note."""
        note = note or (self.view is not None and bool(self.view.cannot_reply))
        self.tabs.setCurrentIndex(NOTE if note else REPLY)
        self.edit.setFocus()

    def send_as(self) -> None:
        """Asks as which of the platform's kinds of messages the reply shall leave."""
        self.focus()
        self.forms.ask()

    def form(self) -> Form | None:
        """The kind of message that would leave now; None for plain words and notes."""
        return None if self.is_note() else self.forms.chosen

    def wordless(self) -> bool:
        """Whether what stands in the box stays here: the platform writes such a message itself."""
        form = self.form()
        return form is not None and not form.wants_text

    def limit(self) -> int | None:
        """How long the platform lets this reply be; a kind of message may have a limit of its own."""
        if self.view is None or self.is_note():
            return None
        form = self.form()
        own = form is not None and (form.text_limit or not form.wants_text)
        return form.text_limit if form is not None and own else self.view.reply_limit

    def length(self) -> int:
        """How long the platform takes the words to be: it may count bytes, or halves of an emoji."""
        return MEASURES[self.view.reply_unit](self.text()) if self.view else 0

    def cleared(self, tab: int) -> None:
        """The words of a box have left; what is written next is a reply, wherever one can be sent."""
        form = self.forms.chosen
        stay = tab == REPLY and form is not None and not form.wants_text
        self._empty(tab, self.edits[tab].toPlainText() if stay else "")
        if self.view is not None and not self.view.cannot_reply:
            self.tabs.setCurrentIndex(REPLY)
        if tab == REPLY:
            self.template = None
        self.tell("")
        self.acknowledge()
        self._dress()

    def hideEvent(self, event: QHideEvent) -> None:
        """The window goes away: what was typed is kept first."""
        self.keep_now()
        super().hideEvent(event)

    def tick(self) -> None:
        """Another minute has begun."""
        self._show_clock()

    def _meet_news(self, before: ConversationView, view: ConversationView) -> None:
        if not self.edits[REPLY].toPlainText().strip():
            self.seen = view.row.last_message
            return
        known = {item.id for item in before.items if isinstance(item, MessageItem)}
        messages = (item for item in view.items if isinstance(item, MessageItem))
        fresh = [item for item in messages if item.direction is Direction.INBOUND and item.id not in known]
        if fresh:
            self.fresh.tell(say("composer.news", n=len(fresh)), say("composer.look"))

    # --- states -----------------------------------------------------------------------------------------------------

    def _typed(self) -> None:
        self.touched()
        self.tell("")
        self._count()

    def _tab_changed(self) -> None:
        """The other box, with its own words; whoever was typing goes on there."""
        self.keep_now()
        before, now = self.edits[NOTE - self.tabs.currentIndex()], self.edit
        typing = before.hasFocus()
        now.show()
        if typing:
            now.setFocus()
        before.hide()
        self.saved.set_text("")
        self.tell("")
        self._dress()

    def _dress(self) -> None:
        view, note = self.view, self.is_note()
        reason = view.cannot_reply if view else ""
        locked = self.locked = view is None or (bool(reason) and not note)
        self.frame.show_state(note=note)
        self.forms.show_view(view, note=note)
        self._show_form()
        self.edit.setPlaceholderText(reason_words(reason) if locked and reason else self._hint())
        for part in (self.files, self.copies, self.card):
            part.offer(not note)
        self._mark_tabs()
        self.send_button.setEnabled(not locked)
        self.send_button.setText(say("composer.add_note" if note else "composer.send"))
        self.send_button.setMinimumWidth(self._send_width())
        self.menu_button.setVisible(not note)
        self.menu_button.setEnabled(not locked)
        self.copy_button.setVisible(view is not None and view.can_copy and not note)
        self.attach.setVisible(view is not None and view.can_attach and not note)
        self.manners.show_manners(view.manners if view and not note else ())
        self._count()
        self._show_clock()

    def _show_form(self) -> None:
        """As which kind of message the words leave; words that stay here are grey and left alone."""
        self.form_bar.show_form(self.form(), draft=bool(self.text().strip()))
        self.edit.setReadOnly(self.locked or self.wordless())
        # Who sends such a message types at it all the same: letters must not mean the list's commands.
        self.edit.setProperty("place", "composer" if self.wordless() else "")
        set_look(self.edit, "tone", "text3" if self.wordless() else "")

    def _mark_tabs(self) -> None:
        """The tab that is not on screen says so when words wait in it."""
        for tab, key in ((REPLY, "composer.reply"), (NOTE, "composer.note")):
            waits = tab != self.tabs.currentIndex() and self.edits[tab].toPlainText().strip()
            self.tabs.setTabText(tab, say("composer.waiting", tab=say(key)) if waits else say(key))

    def _drop_form(self) -> None:
        self.forms.choose(None)
        self.edit.setFocus()

    def _hint(self) -> str:
        """What the empty box asks for."""
        form = self.form()
        if form is not None and not form.wants_text:
            return say("forms.files_hint" if form.wants_files else "forms.no_words_hint")
        return say("composer.note_hint" if self.is_note() else "composer.hint")

    def _send_width(self) -> int:
        """Room for the words in their strong weight, which the style does not reckon with."""
        metrics = QFontMetrics(self.theme.font(Face.BODY, strong=True))
        return metrics.horizontalAdvance(self.send_button.text()) + self.theme.px(28)

    def _count(self) -> None:
        limit, length = self.limit(), self.length()
        unit = self.view.reply_unit if self.view else ""
        counted = say("composer.bytes", n=length, limit=limit) if unit == "bytes" else f"{length} / {limit}"
        self.counter.setText(counted if limit else "")
        set_look(self.counter, "tone", "red" if limit and length > limit else "text3")

    def _show_clock(self) -> None:
        row = self.view.row if self.view else None
        if self.view is not None and self.view.cannot_reply:
            self.clock.set_text(reason_words(self.view.cannot_reply))
        elif self.view is not None and self.view.paused and not self.is_note():
            self.clock.set_text(say("composer.paused"))
        elif row is None or self.is_note():
            self.clock.set_text("")
        elif row.due is None:
            self.clock.set_text(say("composer.no_clock"))
        else:
            left = row.due - self._desk.now()
            kind = "internal" if row.due == row.internal_due else "platform"
            late = "late" if left <= timedelta() else "left"
            self.clock.set_text(say(f"composer.stops_{kind}_{late}", time=span(left)))
        self.hourglass.setVisible(bool(self.clock.full_text()))

    def _connect(self) -> None:
        self.templates.clicked.connect(lambda: self.inserts.open_templates())
        self.attach.clicked.connect(self._pick_files)
        for edit in self.edits:
            edit.textChanged.connect(self._typed)
            edit.send.connect(self.sending.send)
            edit.slash_typed.connect(self.inserts.open_templates)
            edit.braces_typed.connect(self.inserts.offer_variables)
            edit.files_given.connect(self.add_files)
            edit.picture_given.connect(self.add_picture)
            edit.left.connect(self.keep_now)
            edit.entered.connect(lambda: self.frame.show_state(active=True))
            edit.left.connect(lambda: self.frame.show_state(active=False))
            edit.escaped.connect(self.left)
        for part in (self.files, self.card):
            part.changed.connect(self.keep_now)
        self.copies.changed.connect(self.keepers[REPLY].touched)
        self.forms.changed.connect(self.keepers[REPLY].touched)
        self.tabs.currentChanged.connect(self._tab_changed)
        self.send_button.clicked.connect(lambda: self.sending.send(False))
        self.menu_button.clicked.connect(self._open_send_menu)
        self.forms.changed.connect(self._dress)
        self.forms.taken.connect(lambda: self.edit.setFocus())
        self.form_bar.dropped.connect(self._drop_form)
        self.forms.told.connect(self.tell)
        self.fresh.pressed.connect(self._look_at_news)
        self.trouble.pressed.connect(self.inserts.select_first_blank)

    def _open_send_menu(self) -> None:
        menu = QMenu(self)
        menu.addAction(say("composer.send_resolve"), lambda: self.sending.send(True)).setShortcut(
            "Ctrl+Shift+Return"
        )
        menu.popup(self.menu_button.mapToGlobal(self.menu_button.rect().topLeft()) - menu.rect().bottomLeft())

    def _look_at_news(self) -> None:
        self.acknowledge()
        self.news_seen.emit()
        QTimer.singleShot(0, self.edit.setFocus)


def _opened_at(view: ConversationView | None) -> int:
    """Where the agent finds himself: at the reply, unless none can be sent or only a note was begun."""
    if view is None:
        return REPLY
    only_note = view.note_draft.words.text and view.reply_draft.words == NOTHING
    return NOTE if view.cannot_reply or only_note else REPLY
