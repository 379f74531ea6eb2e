"""The blanks of one login, drawn from what the channel's manifest declares, with a way out of its own."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.ports import FormField, LoginEntry, LoginForm
from app.domain.shops import Proxy, ProxyKind
from app.views.icons import icon
from app.views.shared.choice_box import ChoiceBox
from app.views.shared.widgets import button, label
from app.views.theme import Theme
from app.views.words import say, say_or

Input = QLineEdit | QComboBox | QPlainTextEdit


class Secret(QLineEdit):
    """A password: dots, and a button elsewhere to look at it."""

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)


class LoginFields(QWidget):
    """Fields in order, rarely needed ones folded away, the proxy below."""

    changed = Signal()
    address_typed = Signal(str)

    def __init__(self, theme: Theme, form: LoginForm, consent: QPushButton) -> None:
        """`consent` opens the consent page: it stands where the form's answer is pasted."""
        super().__init__()
        self.form, self._consent = form, consent
        self.inputs: dict[str, Input] = {}
        self._touched: set[str] = set()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(300)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addLayout(self._grid([field for field in form.fields if not field.advanced], theme))
        self._note = label(tone="amber", face="meta")
        self._note.setWordWrap(True)
        self._note.hide()
        column.addWidget(self._note)
        if consent.parent() is None:
            column.addWidget(consent)
            consent.setVisible(form.authorize_url)
        rare = [field for field in form.fields if field.advanced]
        self._folded = QWidget()
        self._folded.setLayout(folded := self._grid(rare, theme))
        folded.setContentsMargins(0, 0, 0, 0)
        self.proxy = ProxyFields(theme)
        for name, part, wanted in (("advanced", self._folded, bool(rare)), ("proxy", self.proxy, True)):
            fold = button(say(f"login.{name}"), "quiet", small=True)
            fold.setObjectName(f"fold_{name}")
            fold.setCheckable(True)
            fold.setIcon(icon(theme, "down"))
            fold.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            fold.toggled.connect(part.setVisible)
            fold.setVisible(wanted)
            part.hide()
            column.addWidget(fold)
            column.addWidget(part)

    def unfold_proxy(self, *, focus: bool) -> None:
        """There is a way out to be seen; `focus` where it is what the agent came for."""
        fold = self.findChild(QPushButton, "fold_proxy")
        if fold is not None:
            fold.setChecked(True)
        if focus:
            self.proxy.kind.setFocus()

    def _grid(self, fields: list[FormField], theme: Theme) -> QFormLayout:
        grid = QFormLayout()
        grid.setSpacing(theme.px(8))
        grid.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in fields:
            made = self._input(field, theme)
            self.inputs[field.key] = made
            name = say_or(field.label, field.label)
            made.setAccessibleName(name)
            made.setObjectName(f"field.{field.key}")
            if field.kind == "pasted" and self.form.authorize_url:
                grid.addRow(label(""), self._consent)
            words = name if field.required or field.instead else say("login.optional", name=name)
            grid.addRow(label(words, tone="text2"), made)
            if field.hint:
                hint = label(say_or(field.hint, ""), tone="text3", face="meta")
                hint.setWordWrap(True)
                grid.addRow(label(""), hint)
        return grid

    def _input(self, field: FormField, theme: Theme) -> Input:
        if field.kind == "choice":
            combo = ChoiceBox(theme)
            for value, words in field.choices:
                combo.addItem(say_or(words, words), value)
            combo.setCurrentIndex(max(0, combo.findData(field.default)))
            combo.activated.connect(lambda: self._touch(field.key))
            return combo
        if field.kind == "pasted":
            area = QPlainTextEdit(field.default)
            area.setMaximumHeight(theme.px(64))
            area.setTabChangesFocus(True)
            area.textChanged.connect(self.changed)
            return area
        line = Secret() if field.kind == "secret" else QLineEdit()
        line.setText(field.default)
        if field.kind == "number":
            line.setValidator(QIntValidator(1, 65535, line))
        line.textEdited.connect(lambda: self._touch(field.key))
        if field.key == "address":
            self._pause.timeout.connect(lambda: self.address_typed.emit(line.text().strip()))
            line.textEdited.connect(lambda: self._pause.start())
        return line

    def _touch(self, key: str) -> None:
        self._touched.add(key)
        self.changed.emit()

    def fill(self, values: dict[str, str]) -> None:
        """Puts known settings in, leaving alone what the agent has typed; `hint` says what this provider wants."""
        if hint := say_or(values.get("hint", ""), ""):
            self._note.setText(hint)
            self._note.show()
        for key, value in values.items():
            made = self.inputs.get(key)
            if made is None or key in self._touched:
                continue
            if isinstance(made, QComboBox):
                made.setCurrentIndex(max(0, made.findData(value)))
            elif isinstance(made, QPlainTextEdit):
                made.setPlainText(value)
            else:
                made.setText(value)

    def values(self) -> dict[str, str]:
        """What stands in the form."""
        found = {}
        for key, made in self.inputs.items():
            if isinstance(made, QComboBox):
                found[key] = str(made.currentData() or "")
            elif isinstance(made, QPlainTextEdit):
                found[key] = made.toPlainText().strip()
            else:
                found[key] = made.text() if isinstance(made, Secret) else made.text().strip()
        return found

    def missing(self, *, without: tuple[str, ...] = ()) -> list[str]:
        """Names of blanks that must be filled and are not."""
        values = self.values()
        return [
            say_or(field.label, field.label)
            for field in self.form.fields
            if not values[field.key] and field.key not in without and self._wanted(field, values)
        ]

    def _wanted(self, field: FormField, values: dict[str, str]) -> bool:
        """Some blanks are needed only where another says nothing that makes them needless."""
        other, _, value = field.instead.partition("=")
        return field.required if not other else values.get(other) != value

    def entry(self) -> LoginEntry:
        """What is tried and, when it works, sealed."""
        return LoginEntry(self.form.role, self.form.channel, self.values(), self.proxy.proxy())


class ProxyFields(QWidget):
    """None, HTTP or SOCKS5, with a password where the proxy wants one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.kind = ChoiceBox(theme)
        for words, value in ((say("proxy.none"), ""), ("HTTP", "http"), ("SOCKS5", "socks5")):
            self.kind.addItem(words, value)
        self.host, self.port, self.user, self.password = QLineEdit(), QLineEdit(), QLineEdit(), Secret()
        self.port.setValidator(QIntValidator(1, 65535, self.port))
        grid = QFormLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(8))
        for key, made in (("kind", self.kind), ("host", self.host), ("port", self.port), ("user", self.user),
                          ("password", self.password)):  # fmt: skip
            made.setAccessibleName(say(f"proxy.{key}"))
            made.setObjectName(f"proxy.{key}")
            grid.addRow(label(say(f"proxy.{key}"), tone="text2"), made)

    def fill(self, known: Proxy | None) -> None:
        """The way out as it is now; its password stays hidden, and stays where none is typed."""
        if known is None:
            return
        self.kind.setCurrentIndex(max(0, self.kind.findData(known.kind.value)))
        self.host.setText(known.host)
        self.port.setText(str(known.port))
        self.user.setText(known.username)
        if known.username:
            self.password.setPlaceholderText(say("proxy.password_stays"))

    def proxy(self) -> Proxy | None:
        """The way out as entered; None for none."""
        host, port = self.host.text().strip(), self.port.text().strip()
        if not self.kind.currentData() or not host:
            return None
        kind = ProxyKind(str(self.kind.currentData()))
        return Proxy(kind, host, int(port or "1080"), self.user.text().strip(), self.password.text())
