"""The kinds of messages that a platform offers for an order, beside plain words: chosen here, sent like any reply."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QPushButton

from app.bridge.desk import Desk
from app.domain.errors import QuaysideError
from app.domain.forms import Form
from app.domain.ports import ShopFloor
from app.domain.readmodels import ConversationView
from app.domain.values import ConversationId, ShopId
from app.views.conversation.alive import while_alive
from app.views.icons import icon
from app.views.theme import Theme
from app.views.words import explain, say, say_or

SENDS_FORMS = "sends_forms"


def form_words(key: str) -> str:
    """What a kind of message is called; a new one of the platform's under its own name."""
    return say_or(f"form.{key}", key)


class FormChoice(QPushButton):
    """There only where the shop can send such messages and the conversation has an order."""

    changed = Signal()
    told = Signal(str)
    """what stands in the way"""

    def __init__(self, theme: Theme, desk: Desk, floor: ShopFloor | None) -> None:
        super().__init__()
        self._desk, self._floor = desk, floor
        self._able: dict[ShopId, bool] = {}
        self._conversation: ConversationId | None = None
        self._shop: ShopId | None = None
        """whose abilities count here; None where none does"""
        self.chosen: Form | None = None
        self.menu_shown: QMenu | None = None
        self.setObjectName("send_as")
        self.setProperty("look", "quiet")
        self.setProperty("size", "small")
        self.setIcon(icon(theme, "list"))
        self.setAutoDefault(False)
        self.clicked.connect(self._ask)
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

    def _ask(self) -> None:
        conversation, floor = self._conversation, self._floor
        if conversation is None or floor is None:
            return
        self.setEnabled(False)

        def show(forms: tuple[Form, ...]) -> None:
            self.setEnabled(True)
            if conversation == self._conversation:
                self._offer(forms)

        def failed(error: QuaysideError) -> None:
            self.setEnabled(True)
            self.told.emit(explain(error))

        self._desk.task(
            lambda: floor.forms(conversation), while_alive(self, show), failed=while_alive(self, failed)
        )

    def _offer(self, forms: tuple[Form, ...]) -> None:
        if not forms and self.chosen is None:
            self.told.emit(say("forms.none"))
            return
        menu = self.menu_shown = QMenu(self)
        for form in (None, *forms):
            title = form_words(form.key) if form else say("forms.plain")
            action = menu.addAction(title)
            action.triggered.connect(self._chooser(form))
            action.setCheckable(True)
            action.setChecked((self.chosen.key if self.chosen else "") == (form.key if form else ""))
        menu.popup(self.mapToGlobal(QPoint(0, 0)) - QPoint(0, menu.sizeHint().height()))

    def _chooser(self, form: Form | None) -> Callable[[], None]:
        return lambda: self.choose(form)

    def _dress(self) -> None:
        title = form_words(self.chosen.key) if self.chosen else ""
        self.setText(say("forms.chosen", title=title) if title else say("forms.choose"))
        self.setAccessibleName(self.text())
