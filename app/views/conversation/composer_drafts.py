"""What is being written: a reply and a note, each in a box of its own from the first key to the last."""

from app.bridge.desk import Desk
from app.domain.drafts import NOTHING, Draft, DraftKind
from app.domain.ports import Files, ShopFloor
from app.domain.readmodels import AttachmentRow, ConversationView, KeptDraft
from app.views.conversation.composer_inserts import ComposerInserts
from app.views.conversation.composer_layout import NOTE, REPLY
from app.views.conversation.composer_parts import addresses
from app.views.conversation.draft import DraftKeeper
from app.views.moments import clock_time
from app.views.theme import Theme
from app.views.words import say


class ComposerDrafts(ComposerInserts):
    """The composer as far as it remembers words; `Composer` adds what is said around them, and sending."""

    def __init__(self, desk: Desk, files: Files, theme: Theme, floor: ShopFloor | None = None) -> None:
        super().__init__(desk, files, theme, floor)
        self.keepers = (
            DraftKeeper(desk, DraftKind.REPLY, self.reply_words, self._draft_saved, self),
            DraftKeeper(desk, DraftKind.NOTE, self.note_words, self._draft_saved, self),
        )

    def reply_words(self) -> Draft:
        """Everything that would leave as a reply."""
        form = self.forms.chosen
        return Draft(
            self.edits[REPLY].toPlainText(), self.files.ids(), addresses(self.copies.cc.text()),
            addresses(self.copies.bcc.text()), form.key if form else "", self.card.card,
        )  # fmt: skip

    def note_words(self) -> Draft:
        """What only colleagues would see."""
        return Draft(self.edits[NOTE].toPlainText())

    def keep_now(self) -> None:
        """Saves both boxes, as far as anything differs."""
        for keeper in self.keepers:
            keeper.keep_now()

    def touched(self) -> None:
        """Something was changed in the box on screen: it is saved at the next pause."""
        self.keepers[self.tabs.currentIndex()].touched()

    # --- what stands in the boxes -----------------------------------------------------------------------------------

    def _begin(self, view: ConversationView | None) -> None:
        """Another conversation, with what was being written there."""
        reply = view.reply_draft if view else KeptDraft()
        note = view.note_draft if view else KeptDraft()
        for edit, kept in zip(self.edits, (reply, note), strict=True):
            edit.blockSignals(True)
            edit.setPlainText(kept.words.text)
            edit.moveCursor(edit.textCursor().MoveOperation.End)
            edit.blockSignals(False)
        self._put_beside(reply.words, reply.files)
        for keeper, kept in zip(self.keepers, (reply, note), strict=True):
            keeper.begin(view.row.id if view else None, kept)
        self.saved.set_text("")

    def _weave(self, view: ConversationView) -> None:
        """Words that came back from elsewhere join those in their own box."""
        self._weave_box(REPLY, view.reply_draft, self.reply_words())
        self._weave_box(NOTE, view.note_draft, self.note_words())

    def _weave_box(self, tab: int, stored: KeptDraft, shown: Draft) -> None:
        words = self.keepers[tab].news(stored, shown)
        if words is None:
            return
        if words.text != shown.text:
            self.edits[tab].set_words(words.text)
        if tab == REPLY:
            self._put_beside(words, (*self.files.files, *stored.files))
        self.keepers[tab].touched()

    def _put_beside(self, words: Draft, known: tuple[AttachmentRow, ...]) -> None:
        """What a reply has besides its text."""
        rows = {row.id: row for row in known}
        self.files.show_files(tuple(rows[file] for file in words.files if file in rows))
        self.copies.show_copies(words.cc, words.bcc)
        self.card.show_card(words.card)
        self.forms.restore(words)

    def _empty(self, tab: int, stays: str) -> None:
        """What was in a box has left it, but for words that a message of the platform's own making leaves behind."""
        self.edits[tab].blockSignals(True)
        self.edits[tab].setPlainText(stays)
        self.edits[tab].blockSignals(False)
        if tab == REPLY:
            self._put_beside(NOTHING, ())
        self.keepers[tab].gone(Draft(stays))
        self.saved.set_text("")

    def _draft_saved(self) -> None:
        self.saved.set_text(say("composer.saved", time=clock_time(self._desk.now())) if self.text() else "")
