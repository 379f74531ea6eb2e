"""One connected shop: how it feels in words, when it was last heard, and what can be done with it."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.domain.ports import LoginForm
from app.domain.readmodels import LoginRow, ShopRow
from app.domain.shops import PRACTICE, Health, ShopState
from app.views.conversation.flow import FlowLayout
from app.views.conversation.shortened import Shortened
from app.views.moments import ago, short_moment
from app.views.shared.widgets import BoxText, IconMark, Monogram, ShopSquare, box, button, label
from app.views.theme import Theme
from app.views.words import listed, reason_words, say, say_or

SIGNS = {
    Health.OK: ("resolved", "good"),
    Health.SLOW: ("clock", "amber"),
    Health.SIGN_IN: ("key", "red"),
    Health.BROKEN: ("alert", "red"),
    Health.UNKNOWN: ("question", "text3"),
}


class ShopCard(QWidget):
    """Emits what was pressed; the page acts."""

    pressed = Signal(str)
    """pause, resume, edit, remove"""
    sign_in_wanted = Signal(object)
    """LoginRow"""
    stop_backfill = Signal(object)
    folders_wanted = Signal(object)
    past_wanted = Signal(object)
    login_wanted = Signal(object)
    """LoginForm: the shop has worked without this login"""

    def __init__(
        self, theme: Theme, row: ShopRow, now: datetime, missing: tuple[LoginForm, ...] = ()
    ) -> None:
        super().__init__()
        self.theme, self.row, self._now = theme, row, now
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame = box("card")
        outer.addWidget(frame)
        column = QVBoxLayout(frame)
        column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        column.setSpacing(theme.px(8))
        column.addLayout(self._head())
        for role, login in row.logins.items():
            column.addWidget(self._login(role, login))
        for form in missing:
            column.addLayout(self._without(form))
        column.addWidget(self._buttons())
        self.setAccessibleName(f"{row.title}, {say(f'shop.{row.state.value}')}")

    def _head(self) -> QHBoxLayout:
        row = self.row
        line = QHBoxLayout()
        line.setSpacing(self.theme.px(8))
        line.addWidget(Monogram(self.theme, row.channel))
        line.addWidget(ShopSquare(self.theme, row.colour))
        line.addWidget(Shortened(row.title, strong=True))
        if row.sites:
            line.addWidget(Shortened(listed(row.sites), tone="text2"))
        line.addWidget(Shortened(row.seller, tone="text3", face="meta"))
        line.addStretch(1)
        line.addWidget(label(say("shops.conversations", n=row.conversations), tone="text3", face="meta"))
        if row.settings.get(PRACTICE) == "yes":
            line.addWidget(BoxText(self.theme, say("shops.practice")))
        line.addWidget(BoxText(self.theme, say(f"shop.{row.state.value}")))
        return line

    def _login(self, role: str, login: LoginRow) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(4))
        line = QHBoxLayout()
        line.setSpacing(self.theme.px(8))
        sign, token = SIGNS[login.health]
        line.addWidget(IconMark(self.theme, sign, token))
        line.addWidget(label(say_or(f"login.role.{role}", role)))
        line.addWidget(Shortened(login.label, tone="text2"))
        state = label(say(f"health.{login.health.value}"), tone="text2" if token == "good" else token)
        line.addWidget(state)
        line.addStretch(1)
        heard = ago(login.last_pull_at, self._now) if login.last_pull_at else say("shops.never")
        when = label(say("shops.last_pull", ago=heard), tone="text3", face="meta")
        when.setToolTip(short_moment(login.last_pull_at, self._now) if login.last_pull_at else "")
        line.addWidget(when)
        if login.has_folders:
            folders = button(say("shops.folders"), small=True)
            folders.setObjectName("folders")
            folders.clicked.connect(lambda: self.folders_wanted.emit(login))
            line.addWidget(folders)
        again = button(
            say("shops.sign_in"), "primary" if login.health is Health.SIGN_IN else "plain", small=True
        )
        again.setObjectName(f"sign_in.{role}")
        again.clicked.connect(lambda: self.sign_in_wanted.emit(login))
        line.addWidget(again)
        column.addLayout(line)
        if login.reason and login.health is not Health.OK:
            why = label(reason_words(login.reason), tone="text2", face="meta")
            why.setWordWrap(True)
            column.addWidget(why)
        if login.backfill_all and login.backfill_done < login.backfill_all and not login.past_ended:
            column.addLayout(self._progress(login))
        elif login.past_ended:
            column.addLayout(self._past(login))
        return holder

    def _without(self, form: LoginForm) -> QHBoxLayout:
        """What the shop does without, as long as this login is missing."""
        line = QHBoxLayout()
        line.setSpacing(self.theme.px(8))
        name = say_or(f"login.role.{form.role}", form.role)
        line.addWidget(IconMark(self.theme, "question", "text3"))
        line.addWidget(label(name))
        why = label(say_or(f"shops.without.{form.role}", ""), tone="text2", face="meta")
        why.setWordWrap(True)
        line.addWidget(why, 1)
        add = button(say("shops.add_login", login=name), small=True)
        add.setObjectName(f"add_login.{form.role}")
        add.clicked.connect(lambda: self.login_wanted.emit(form))
        line.addWidget(add)
        return line

    def _progress(self, login: LoginRow) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(self.theme.px(8))
        bar = QProgressBar()
        bar.setRange(0, login.backfill_all)
        bar.setValue(login.backfill_done)
        bar.setFormat("")
        bar.setMaximumHeight(self.theme.px(8))
        bar.setAccessibleName(say("shops.backfill", done=login.backfill_done, all=login.backfill_all))
        line.addWidget(
            label(
                say("shops.backfill", done=login.backfill_done, all=login.backfill_all),
                tone="text2",
                face="meta",
            )
        )
        line.addWidget(bar, 1)
        stop = button(say("shops.stop_backfill"), small=True)
        stop.setObjectName("stop_backfill")
        stop.clicked.connect(lambda: self.stop_backfill.emit(login))
        line.addWidget(stop)
        return line

    def _past(self, login: LoginRow) -> QHBoxLayout:
        """How far back was fetched, and the way further."""
        line = QHBoxLayout()
        line.setSpacing(self.theme.px(8))
        days = login.settings.get("backfill_days", "0")
        words = say_or(f"period.{days}", "")
        told = say("shops.past", period=words) if days != "0" and words else say("shops.past_none")
        line.addWidget(label(told, tone="text3", face="meta"))
        line.addStretch(1)
        more = button(say("shops.past_more"), "quiet", small=True)
        more.setObjectName("fetch_past")
        more.clicked.connect(lambda: self.past_wanted.emit(login))
        line.addWidget(more)
        return line

    def _buttons(self) -> QWidget:
        holder = QWidget()
        row = FlowLayout(self.theme.px(8), holder)
        paused = self.row.state is ShopState.PAUSED
        names = ("resume" if paused else "pause", "edit", "remove")
        for name in names:
            made = button(say(f"shops.{name}"), "danger" if name == "remove" else "plain", small=True)
            made.setObjectName(name)
            made.clicked.connect(self._presser(name))
            row.addWidget(made)
        return holder

    def _presser(self, name: str) -> Callable[[], None]:
        return lambda: self.pressed.emit(name)
