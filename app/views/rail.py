"""The rail at the left edge: the places of the program, and below them who sits at the desk."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QMenu, QVBoxLayout, QWidget

from app.domain.readmodels import AgentRow
from app.domain.values import AgentId
from app.views.icons import paint_icon
from app.views.theme import Theme
from app.views.typeface import Face
from app.views.words import say

PLACES = (("inbox", "inbox"), ("templates", "templates"), ("shops", "settings"))


class Rail(QFrame):
    """48 px; a place appears only with what fills it."""

    place_wanted = Signal(str)
    agent_wanted = Signal(object)
    """AgentRow: somebody else wants the desk"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._agents: tuple[AgentRow, ...] = ()
        self._me: AgentId | None = None
        self.setProperty("box", "rail")
        theme.changed.connect(self._resize)
        self._resize()
        self._places = {name: _RailButton(theme, icon, say(f"rail.{name}")) for name, icon in PLACES}
        group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(4), theme.px(8), theme.px(4), theme.px(8))
        layout.setSpacing(theme.px(4))
        for name, made in self._places.items():
            group.addButton(made)
            layout.addWidget(made)
            made.clicked.connect(lambda _=False, name=name: self.place_wanted.emit(name))
        layout.addStretch(1)
        self._mark = _AgentMark(theme)
        self._mark.clicked.connect(self._choose_agent)
        layout.addWidget(self._mark)

    def _resize(self) -> None:
        self.setFixedWidth(self._theme.px(48))

    def show_place(self, name: str) -> None:
        """Marks where we are."""
        if name in self._places:
            self._places[name].setChecked(True)

    def show_agents(self, agents: tuple[AgentRow, ...], me: AgentId) -> None:
        self._agents, self._me = agents, me
        mine = next((agent for agent in agents if agent.id == me), None)
        if mine is not None:
            self._mark.setText(mine.initials)
            words = say("rail.agent", name=mine.name, role=say(f"role.{mine.role}"))
            self._mark.setToolTip(words)
            self._mark.setAccessibleName(words)

    def agent_menu(self) -> QMenu:
        """Everybody who may sit here."""
        menu = QMenu(self)
        for agent in self._agents:
            if agent.active:
                own = agent.id == self._me
                title = say("agent.current", name=agent.name) if own else agent.name
                action = menu.addAction(title)
                action.triggered.connect(lambda _=False, agent=agent: self.agent_wanted.emit(agent))
                action.setEnabled(not own)
        return menu

    def _choose_agent(self) -> None:
        menu = self.agent_menu()
        menu.exec(self._mark.mapToGlobal(QPoint(self._mark.width(), 0)))
        menu.deleteLater()


class _RailButton(QAbstractButton):
    def __init__(self, theme: Theme, icon: str, title: str) -> None:
        super().__init__()
        self._theme, self._icon = theme, icon
        self.setCheckable(True)
        self.setToolTip(title)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(40), self._theme.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("focus"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        ground = "selected" if self.isChecked() else "hover" if self.underMouse() else "rail"
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), theme.px(4), theme.px(4))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if self.isChecked():
            painter.fillRect(
                0, theme.px(10), theme.px(3), self.height() - theme.px(20), theme.colour("accent")
            )
        side = theme.px(20)
        box = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        paint_icon(painter, box, self._icon, theme.colour("accent" if self.isChecked() else "text2"))


class _AgentMark(QAbstractButton):
    """The agent's initials in a ring, with a dot that says: at the desk."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(40), self._theme.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.px(32)
        ring = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        painter.setPen(
            QPen(theme.colour("focus" if self.hasFocus() else "control"), 2 if self.hasFocus() else 1)
        )
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(ring.adjusted(1, 1, -1, -1))
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font(Face.META, strong=True))
        painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, self.text())
        dot = theme.px(8)
        painter.setPen(QPen(theme.colour("rail"), 1))
        painter.setBrush(theme.colour("good"))
        painter.drawEllipse(ring.right() - dot + 1, ring.bottom() - dot + 1, dot, dot)
