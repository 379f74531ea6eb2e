"""The kinds of messages that a platform offers for an order, beside plain words: chosen here, sent like any reply."""

from PySide6.QtCore import QPoint, Qt, Signal

from app.bridge.desk import Desk
from app.domain.drafts import Draft
from app.domain.errors import QuaysideError
from app.domain.forms import Form
from app.domain.ports import ShopFloor
from app.domain.readmodels import ConversationView
from app.domain.values import ConversationId, ShopId
from app.views.conversation.alive import while_alive
from app.views.conversation.form_words import choices, form_words
from app.views.conversation.shortened import WordyButton
from app.views.icons import icon
from app.views.shared.choice_popup import ChoicePopup
from app.views.theme import Theme
from app.views.words import explain, reason_words, say

SENDS_FORMS = "sends_forms"
WIDTH = 480


class FormChoice(WordyButton):
    """There only where the shop can send such messages and the conversation has an order."""

    changed = Signal()
    taken = Signal()
    """an agent chose: the keys belong to the words again"""
    told = Signal(str)
    """what stands in the way"""

    def __init__(self, theme: Theme, desk: Desk, floor: ShopFloor | None) -> None:
        super().__init__()
        self._theme, self._desk, self._floor = theme, desk, floor
        self._able: dict[ShopId, bool] = {}
        self._conversation: ConversationId | None = None
        self._shop: ShopId | None = None
        """whose abilities count here; None where none does"""
        self.chosen: Form | None = None
        self.popup: ChoicePopup | None = None
        self.setObjectName("send_as")
        self.setProperty("look", "quiet")
        self.setProperty("size", "small")
        self.setIcon(icon(theme, "list"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self.ask)
        self._dress()
        self.hide()

    def show_view(self, view: ConversationView | None, *, note: bool) -> None:
        """Another conversation begins with plain words; the same one keeps what was chosen."""
        wanted = view.row.id if view else None
        if wanted != self._conversation:
            self._conversation = wanted
            self.choose(None)
        fits = view is not None and not note and bool(view.row.order_key) and not view.cannot_reply
        self._shop = view.row.shop if fits and view is not None else None
        self._show_where_able()
        if self._shop is not None and self._floor is not None and self._shop not in self._able:
            self._learn(self._floor, self._shop)

    def choose(self, form: Form | None) -> None:
        """None: plain words."""
        self.chosen = form
        self._dress()
        self.changed.emit()

    def ask(self) -> None:
        """Asks the platform what it offers now, and shows that."""
        conversation, floor = self._conversation, self._floor
        if conversation is None or floor is None or self._shop is None or not self.isEnabled():
            return
        self.setEnabled(False)
        self.setText(say("forms.asking"))

        def show(forms: tuple[Form, ...]) -> None:
            self._asked()
            if conversation == self._conversation:
                self._offer(forms)

        def failed(error: QuaysideError) -> None:
            self._asked()
            self.told.emit(explain(error))

        self._desk.task(
            lambda: floor.forms(conversation), while_alive(self, show), failed=while_alive(self, failed)
        )

    def _asked(self) -> None:
        self.setEnabled(True)
        self._dress()

    def restore(self, words: Draft) -> None:
        """What was chosen for words that are on screen again; what it wants is asked of the platform once more."""
        key = words.form
        if key == (self.chosen.key if self.chosen else ""):
            return
        wants_text = bool(words.text.strip())
        self.choose(Form(key, wants_text, most_files=len(words.files)) if key else None)
        conversation, floor = self._conversation, self._floor
        if not key or conversation is None or floor is None:
            return

        def learned(forms: tuple[Form, ...]) -> None:
            still = conversation == self._conversation and self.chosen is not None and self.chosen.key == key
            if still and (form := next((form for form in forms if form.key == key), None)):
                self.choose(form if form.offered else None)
                if not form.offered:
                    self.told.emit(say("forms.gone", title=form_words(key), reason=reason_words(form.reason)))

        self._desk.task(
            lambda: floor.forms(conversation), while_alive(self, learned), slot="composer.form_again",
            failed=lambda error: None,  # whether it may leave is then said when it is sent
        )  # fmt: skip

    def _show_where_able(self) -> None:
        self.setVisible(self._shop is not None and self._able.get(self._shop, False))

    def _learn(self, floor: ShopFloor, shop: ShopId) -> None:
        def learned(abilities: frozenset[str]) -> None:
            self._able[shop] = SENDS_FORMS in abilities
            self._show_where_able()

        self._desk.task(
            lambda: floor.abilities(shop), while_alive(self, learned), slot="composer.abilities",
            failed=lambda error: None,  # asked again with the next conversation
        )  # fmt: skip

    def _offer(self, forms: tuple[Form, ...]) -> None:
        if not forms and self.chosen is None:
            self.told.emit(say("forms.none"))
            return
        popup = self.popup = ChoicePopup(
            self._theme, say("forms.title"), choices(forms, self.chosen), self._take, width=WIDTH, parent=self
        )
        popup.destroyed.connect(self._forget)
        popup.open_at(self.mapToGlobal(QPoint(0, 0)) - QPoint(0, popup.height()))

    def _take(self, value: object) -> None:
        self.choose(value if isinstance(value, Form) else None)
        self.taken.emit()

    def _forget(self) -> None:
        self.popup = None

    def _dress(self) -> None:
        """The bar above the words says what was chosen; here is only the way to choose."""
        self.setText(say("forms.choose"))
        if self.chosen:
            self.setAccessibleName(say("forms.chosen", title=form_words(self.chosen.key)))
