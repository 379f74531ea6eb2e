"""The sites that a login opens: a tick and a name for each; what is a shop of ours already says so."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.domain.ports import NewShop
from app.domain.shops import Site
from app.views.shared.tick import Tick
from app.views.shared.widgets import BoxText, label
from app.views.theme import Theme
from app.views.words import say


@dataclass(frozen=True, slots=True)
class _Row:
    site: Site
    tick: Tick
    name: QLineEdit


class SiteTicks(QWidget):
    """One line a site, in the platform's order; each ticked one becomes a shop."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._sites: tuple[Site, ...] = ()
        self._rows: list[_Row] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(theme.px(6))
        self._grid.setColumnStretch(2, 1)

    def offer(self, sites: Sequence[Site]) -> None:
        """Shows the sites; the same ones again keep what was ticked and typed."""
        if tuple(sites) == self._sites:
            return
        self._sites = tuple(sites)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = [self._row(number, site) for number, site in enumerate(self._sites)]

    def _row(self, number: int, site: Site) -> _Row:
        tick, name = Tick(self._theme, site.title), QLineEdit(site.title)
        tick.setObjectName(f"site.{site.key}")
        name.setObjectName(f"site_name.{site.key}")
        name.setAccessibleName(say("wizard.site_name", site=site.title))
        tick.setChecked(site.usual and not site.taken)
        tick.setEnabled(not site.taken)
        name.setEnabled(tick.isChecked())
        tick.toggled.connect(name.setEnabled)
        self._grid.addWidget(tick, number, 0)
        if site.country:
            self._grid.addWidget(BoxText(self._theme, site.country), number, 1)
        if site.taken:
            self._grid.addWidget(label(say("wizard.site_taken"), tone="text3"), number, 2)
        else:
            self._grid.addWidget(name, number, 2)
        return _Row(site, tick, name)

    def wanted(self) -> tuple[NewShop, ...]:
        """The ticked sites under the names that stand beside them; an emptied name is the site's own."""
        return tuple(
            NewShop(row.name.text().strip() or row.site.title, row.site.key, country=row.site.country)
            for row in self._rows
            if row.tick.isChecked() and not row.site.taken
        )
