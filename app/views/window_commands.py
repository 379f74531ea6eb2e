"""Registers every command of the window: this table is the menus, the palette, the keys and the help."""

from collections.abc import Callable
from typing import Protocol

from app.domain.readmodels import ViewKind
from app.views.actions import Actions
from app.views.inbox.page import InboxPage
from app.views.registry import Registry, UiCommand, Where
from app.views.undo import UndoStack


class WindowActs(Protocol):
    """What the window itself can do."""

    def go(self, kind: ViewKind) -> None: ...
    def show_place(self, name: str) -> None: ...
    def show_outbox(self) -> None: ...
    def show_palette(self) -> None: ...
    def show_keys(self) -> None: ...
    def sync_now(self) -> None: ...
    def toggle_offline(self) -> None: ...
    def toggle_density(self) -> None: ...
    def zoom(self, steps: int) -> None: ...
    def next_mode(self) -> None: ...
    def toggle_language(self) -> None: ...
    def copy_diagnostics(self) -> None: ...
    def open_logs(self) -> None: ...
    def quit(self) -> None: ...
    def focus_search(self) -> None: ...


def register(
    registry: Registry,
    page: Callable[[], InboxPage],
    actions: Callable[[], Actions],
    undo: UndoStack,
    window: WindowActs,
) -> None:
    """Every command once."""

    def anything() -> bool:
        return bool(page().targets())

    def one(name: str, key: str, action: Callable[[], None], icon: str = "", needs: bool = True) -> UiCommand:
        return UiCommand(
            name, (key,) if key else (), Where.LIST, action, anything if needs else lambda: True, icon
        )

    registry.add(
        one("next", "J", lambda: page().list_pane.list.step(1), needs=False),
        one("previous", "K", lambda: page().list_pane.list.step(-1), needs=False),
        one("open", "Enter", lambda: page().enter_conversation()),
        one("reply", "R", lambda: page().with_conversation(lambda pane: pane.start_reply()), "reply"),
        one("note", "N", lambda: page().with_conversation(lambda pane: pane.start_note()), "note"),
        one("resolve", "E", lambda: actions().resolve(), "resolved"),
        one("snooze", "S", lambda: actions().snooze(), "moon"),
        one("assign", "A", lambda: actions().assign(), "assign"),
        one("assign_me", "I", lambda: actions().assign_me(), "mine"),
        one("tag", "T", lambda: actions().tag(), "tag"),
        one("untag", "Shift+T", lambda: actions().untag()),
        one("status", "B", lambda: actions().status()),
        one("unread", "U", lambda: actions().mark_unread(), "mail"),
        one("close_silent", "Shift+E", lambda: actions().close_silently(), "stop"),
        one("merge", "M", lambda: actions().merge(), "merge"),
        one("tick", "X", lambda: page().list_pane.list.tick_current()),
        one("tick_range", "Shift+X", lambda: page().list_pane.list.tick_range()),
        one("tick_all", "* A", lambda: page().list_pane.list.tick_all(), needs=False),
        one("untick", "Esc", lambda: _escape(page()), needs=False),
        one("search", "/", window.focus_search, "search", needs=False),
        one("undo", "Z", undo.undo, "undo", needs=False),
        one("keys", "?", window.show_keys, "keyboard", needs=False),
        one("go_mine", "G I", lambda: window.go(ViewKind.MINE), "mine", needs=False),
        one("go_unassigned", "G U", lambda: window.go(ViewKind.UNASSIGNED), "unassigned", needs=False),
        one("go_due", "G D", lambda: window.go(ViewKind.DUE_SOON), "due_soon", needs=False),
        one("go_outbox", "G O", window.show_outbox, "outbox", needs=False),
    )
    _register_everywhere(registry, page, window)


def _register_everywhere(registry: Registry, page: Callable[[], InboxPage], window: WindowActs) -> None:
    def one(name: str, key: str, action: Callable[[], None], icon: str = "") -> UiCommand:
        return UiCommand(name, (key,) if key else (), Where.GLOBAL, action, icon=icon)

    registry.add(
        one("palette", "Ctrl+K", window.show_palette),
        one("context", "Ctrl+I", lambda: page().toggle_context(), "package"),
        one("inbox", "Ctrl+1", lambda: window.show_place("inbox"), "inbox"),
        one("templates", "Ctrl+2", lambda: window.show_place("templates"), "templates"),
        one("shops", "Ctrl+3", lambda: window.show_place("shops"), "settings"),
        one("sync", "F5", window.sync_now, "refresh"),
        one("offline", "", window.toggle_offline, "offline"),
        one("zoom_in", "Ctrl+=", lambda: window.zoom(1)),
        one("zoom_out", "Ctrl+-", lambda: window.zoom(-1)),
        one("density", "", window.toggle_density, "list"),
        one("theme", "", window.next_mode, "sun"),
        one("language", "", window.toggle_language, "globe"),
        one("diagnostics", "", window.copy_diagnostics, "copy"),
        one("logs", "", window.open_logs, "folder"),
        one("quit", "Ctrl+Q", window.quit),
    )


def _escape(page: InboxPage) -> None:
    """Ticks first, then back to the list."""
    if page.list_pane.list.rows.ticked:
        page.list_pane.list.untick_all()
    else:
        page.back_to_list()
