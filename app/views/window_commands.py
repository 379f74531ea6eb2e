"""Registers every command of the window: this table is the menus, the palette, the keys and the help."""

from collections.abc import Callable
from typing import Protocol

from app.bridge.desk import Desk
from app.domain.ports import Shops
from app.domain.readmodels import ViewKind
from app.views.actions import Actions
from app.views.boxes import Boxes
from app.views.inbox.list_view import InboxList
from app.views.inbox.page import InboxPage
from app.views.look import Look
from app.views.offline import OfflineSwitch
from app.views.places import Places
from app.views.registry import Registry, UiCommand, Where
from app.views.support import Support
from app.views.undo import UndoStack


class Window(Protocol):
    """What the commands reach. Page and acts are new after a change of language."""

    desk: Desk
    shops: Shops
    registry: Registry
    page: InboxPage
    acts: Actions
    undo: UndoStack
    look: Look
    boxes: Boxes
    support: Support
    offline: OfflineSwitch
    places: Places

    def go(self, kind: ViewKind) -> None: ...
    def show_place(self, name: str) -> None: ...
    def show_outbox(self) -> None: ...
    def focus_search(self) -> None: ...
    def quit(self) -> None: ...


def register(window: Window) -> None:
    """Every command once."""
    _register_acts(window)
    _register_moves(window)
    _register_writing(window)
    _register_everywhere(window)


def _register_acts(window: Window) -> None:
    """What is done to the ticked conversations, or to the current one."""

    def anything() -> bool:
        return bool(window.page.targets())

    def one(name: str, key: str, action: Callable[[], None], icon: str = "") -> UiCommand:
        return UiCommand(name, (key,), Where.LIST, action, anything, icon)

    window.registry.add(
        one("open", "Enter", lambda: window.page.enter_conversation()),
        one("reply", "R", lambda: window.page.with_conversation(lambda pane: pane.start_reply()), "reply"),
        one("note", "N", lambda: window.page.with_conversation(lambda pane: pane.start_note()), "note"),
        UiCommand(
            "send_as",
            (),
            Where.LIST,
            lambda: window.page.with_conversation(lambda pane: pane.send_as()),
            anything,
            "list",
        ),
        one("resolve", "E", lambda: window.acts.resolve(), "resolved"),
        one("snooze", "S", lambda: window.acts.snooze(), "moon"),
        one("assign", "A", lambda: window.acts.assign(), "assign"),
        one("assign_me", "I", lambda: window.acts.assign_me(), "mine"),
        one("tag", "T", lambda: window.acts.tag(), "tag"),
        one("untag", "Shift+T", lambda: window.acts.untag()),
        one("status", "B", lambda: window.acts.status()),
        one("unread", "U", lambda: window.acts.mark_unread(), "mail"),
        one("close_silent", "Shift+E", lambda: window.acts.close_silently(), "stop"),
        one("merge", "M", lambda: window.acts.merge(), "merge"),
    )


def _register_moves(window: Window) -> None:
    """Keys that move, tick, look and go back."""

    def rows() -> InboxList:
        return window.page.list_pane.list

    def one(name: str, key: str, action: Callable[[], None], icon: str = "") -> UiCommand:
        return UiCommand(name, (key,), Where.LIST, action, icon=icon)

    window.registry.add(
        one("next", "J", lambda: rows().step(1)),
        one("previous", "K", lambda: rows().step(-1)),
        one("tick", "X", lambda: rows().tick_current()),
        one("tick_range", "Shift+X", lambda: rows().tick_range()),
        one("tick_all", "* A", lambda: rows().rows.tick_all()),
        one("untick", "Esc", lambda: _escape(window.page)),
        one("search", "/", window.focus_search, "search"),
        one("undo", "Z", window.undo.undo, "undo"),
        one("keys", "?", window.boxes.show_keys, "keyboard"),
        one("go_mine", "G I", lambda: window.go(ViewKind.MINE), "mine"),
        one("go_unassigned", "G U", lambda: window.go(ViewKind.UNASSIGNED), "unassigned"),
        one("go_due", "G D", lambda: window.go(ViewKind.DUE_SOON), "due_soon"),
        one("go_outbox", "G O", window.show_outbox, "outbox"),
    )


def _register_writing(window: Window) -> None:
    """While the cursor stands in a reply; in other fields the same keys mean nothing."""

    def writing() -> bool:
        return window.page.conversation is not None and window.page.conversation.writing()

    def one(name: str, key: str, resolve: bool) -> UiCommand:
        def send() -> None:
            window.page.with_conversation(lambda pane: pane.send(resolve))

        return UiCommand(name, (key,), Where.COMPOSER, send, writing, "send")

    window.registry.add(one("send", "Ctrl+Enter", False), one("send_resolve", "Ctrl+Shift+Enter", True))


def _register_everywhere(window: Window) -> None:
    """What works while writing too; some have no key until the agent gives them one."""

    def one(name: str, key: str, action: Callable[[], None], icon: str = "") -> UiCommand:
        return UiCommand(name, (key,) if key else (), Where.GLOBAL, action, icon=icon)

    window.registry.add(
        one("palette", "Ctrl+K", window.boxes.show_palette),
        one("context", "Ctrl+I", lambda: window.page.toggle_context(), "package"),
        one("inbox", "Ctrl+1", lambda: window.show_place("inbox"), "inbox"),
        one("templates", "Ctrl+2", lambda: window.show_place("templates"), "templates"),
        one("shops", "Ctrl+3", lambda: window.show_place("shops"), "settings"),
        one("health", "", lambda: window.places.show_health(), "online"),
        one("sync", "F5", lambda: window.desk.task(window.shops.sync_now, lambda _: None), "refresh"),
        one("offline", "", window.offline.toggle, "offline"),
        one("zoom_in", "Ctrl+=", lambda: window.look.zoom(1)),
        one("zoom_out", "Ctrl+-", lambda: window.look.zoom(-1)),
        one("density", "", window.look.toggle_density, "list"),
        one("theme", "", window.look.next_mode, "sun"),
        one("language", "", window.look.toggle_language, "globe"),
        one("diagnostics", "", window.support.copy_diagnostics, "copy"),
        one("logs", "", window.support.open_logs, "folder"),
        one("quit", "Ctrl+Q", window.quit),
    )


def _escape(page: InboxPage) -> None:
    """Ticks first, then the search, then back to the list."""
    if page.list_pane.list.rows.ticked:
        page.list_pane.list.untick_all()
    elif page.list_pane.searching():
        page.list_pane.head.field.clear_search()
    else:
        page.back_to_list()
