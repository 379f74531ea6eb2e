"""What the customer's platform asks of a reply: its gist under the composer, all of it one press away."""

from PySide6.QtWidgets import QPushButton, QSizePolicy

from app.views.conversation.dialogs import AskDialog
from app.views.icons import icon
from app.views.theme import Theme
from app.views.words import say


class MannersHint(QPushButton):
    """Quiet until it is needed; a note to colleagues has no manners to keep."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._keys: tuple[str, ...] = ()
        self.dialog: AskDialog | None = None
        self.setObjectName("manners")
        self.setProperty("look", "quiet")
        self.setProperty("size", "small")
        self.setIcon(icon(theme, "shield", "text3"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.clicked.connect(self._open)
        self.hide()

    def show_manners(self, keys: tuple[str, ...]) -> None:
        """The gist comes first; without any the hint is gone."""
        self._keys = keys
        self.setVisible(bool(keys))
        if keys:
            self.setText(say(keys[0]))
            self.setToolTip(say("composer.manners_tip", gist=say(keys[0])))

    def _open(self) -> None:
        sentences = tuple((say(key), "") for key in self._keys[1:])
        self.dialog = AskDialog(self._theme, self.window(), say("composer.manners_title"), sentences)
        self.dialog.add_cancel(say("button.close"))
        self.dialog.open()
