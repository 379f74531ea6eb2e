"""An order without a conversation: its card in a window of its own, from which a first message can be written."""

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from app.bridge.desk import Desk
from app.domain.ports import Files, FirstWord, ShopFloor
from app.domain.readmodels import OrderCard
from app.views.context.first_message import FirstMessage
from app.views.context.order_card import OrderBox
from app.views.context.parts import scroll_column
from app.views.conversation.alive import while_alive
from app.views.theme import Theme
from app.views.words import say


class OrderDialog(QDialog):
    """Closes when a conversation has begun."""

    wants_conversation = Signal(object)
    """ConversationId"""

    def __init__(
        self, desk: Desk, files: Files, theme: Theme, floor: ShopFloor, parent: QWidget, card: OrderCard
    ) -> None:
        super().__init__(parent)
        self._desk, self._files, self._theme, self._word = desk, files, theme, FirstWord()
        self.first_message: FirstMessage | None = None
        self.setWindowTitle(say("order.title", order=card.remote_key))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(theme.px(380), theme.px(520))
        self.box = OrderBox(desk, files, theme, card, linked=False, home=False)
        self.box.open_wanted.connect(self._open_page)
        self.box.start_wanted.connect(self._write)
        inside, column = scroll_column(theme)
        column.addWidget(self.box)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

        desk.task(lambda: floor.first_word(card.shop), while_alive(self, self._offer))

    def _offer(self, word: FirstWord) -> None:
        """Whether a first message may be written, or why not."""
        self._word = word
        self.box.offer_first(word)

    def _open_page(self, address: str) -> None:
        if address.startswith("https://"):
            QDesktopServices.openUrl(QUrl(address))

    def _write(self, card: OrderCard) -> None:
        self.first_message = FirstMessage(
            self._desk, self._files, self._theme, self, card, letters=self._word.letters
        )
        self.first_message.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.first_message.started.connect(self._begun)
        self.first_message.open()

    def _begun(self, conversation: object) -> None:
        self.wants_conversation.emit(conversation)
        self.accept()
