"""What an agent does to conversations without writing: assign, status, snooze, tag, close, merge."""

from collections.abc import Callable
from datetime import datetime
from typing import TypedDict

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from app.bridge.desk import Desk
from app.domain.commands import (
    AddTag,
    Assign,
    CloseWithoutReply,
    Command,
    MarkRead,
    MergeConversations,
    RemoveTag,
    SetStatus,
    Snooze,
)
from app.domain.conversations import CloseReason, Status, may_move
from app.domain.readmodels import AgentRow, InboxRow
from app.domain.values import ActivityId, AgentId, CommandId, ConversationId, MessageId
from app.views.moments import short_moment
from app.views.shared.choice_popup import Choice, ChoicePopup
from app.views.snooze_times import snooze_times
from app.views.theme import Theme
from app.views.words import say, tag_words

Rows = tuple[InboxRow, ...]


class Common(TypedDict):
    """What every command carries."""

    id: CommandId
    agent: AgentId


class Actions(QObject):
    """Acts on the ticked conversations, or on the current one."""

    told = Signal(str)
    """a sentence for the agent"""

    def __init__(
        self, desk: Desk, theme: Theme, targets: Callable[[], tuple[ConversationId, ...]], anchor: QWidget
    ) -> None:
        super().__init__(anchor)
        self._desk, self._theme, self._targets, self._anchor = desk, theme, targets, anchor
        self.tags: tuple[str, ...] = ()
        """tags worth offering"""
        self.popup: ChoicePopup | None = None

    # --- at once ------------------------------------------------------------------------------------------------------

    def assign_me(self) -> None:
        self._with_rows(lambda rows: self._assign(rows, self._desk.agent))

    def resolve(self) -> None:
        self.set_status(Status.RESOLVED)

    def set_status(self, status: Status) -> None:
        """Moves those that may move; the others are left as they are."""
        self._with_rows(lambda rows: self._set_status(rows, status))

    def mark_unread(self) -> None:
        self._do(MarkRead(**self._common(), conversations=self._targets(), read=False))

    def merge(self) -> None:
        """The conversation written to last swallows the other."""
        if len(self._targets()) != 2:
            self.told.emit(say("done.merge_needs_two"))
            return
        self._with_rows(self._merge)

    # --- after a question ---------------------------------------------------------------------------------------------

    def assign(self) -> None:
        self._if_any(
            lambda: self._desk.ask(lambda reader: reader.agents(), self._ask_assignee, slot="actions.agents")
        )

    def snooze(self) -> None:
        self._with_rows(self._ask_snooze)

    def tag(self) -> None:
        choices = [Choice(tag_words(tag), tag, "", "tag") for tag in self.tags]
        self._if_any(
            lambda: self._open(say("popup.tag"), choices, lambda tag: self._tag(str(tag)), free=True)
        )

    def untag(self) -> None:
        self._with_rows(self._ask_untag)

    def status(self) -> None:
        wanted = (Status.PENDING, Status.WAITING, Status.TRANSFERRED, Status.RESOLVED)
        choices = [Choice(say(f"status.{status}"), status) for status in wanted]
        self._if_any(
            lambda: self._open(
                say("popup.status"), choices, lambda status: self.set_status(Status(str(status)))
            )
        )

    def close_silently(self) -> None:
        choices = [Choice(say(f"close.{reason}"), reason) for reason in CloseReason]
        self._if_any(lambda: self._open(say("popup.close"), choices, self._close))

    # --- inside -------------------------------------------------------------------------------------------------------

    def _ask_snooze(self, rows: Rows) -> None:
        """A moment after the platform's deadline says so: asleep, the conversation would be late there."""
        now = self._desk.now()
        deadline = min((row.platform_due for row in rows if row.platform_due is not None), default=None)

        def hint(moment: datetime) -> str:
            time = short_moment(moment, now)
            return say("snooze.late", time=time) if deadline is not None and moment > deadline else time

        choices = [Choice(say(key), moment, hint(moment), "moon") for key, moment in snooze_times(now)]
        choices.append(Choice(say("snooze.pick"), None, "", "calendar"))
        self._open(say("popup.snooze"), choices, self._snooze_or_pick)

    def _ask_assignee(self, agents: tuple[AgentRow, ...]) -> None:
        choices = [
            Choice(agent.name, agent.id, say("row.me") if agent.id == self._desk.agent else "", "user")
            for agent in agents
            if agent.active
        ]
        choices.append(Choice(say("popup.nobody"), None, "", "unassigned"))
        known = {agent.id for agent in agents}

        def taken(value: object) -> None:
            chosen = next((agent for agent in known if agent == value), None)
            self._with_rows(lambda rows: self._assign(rows, chosen))

        self._open(say("popup.assign"), choices, taken)

    def _assign(self, rows: Rows, assignee: AgentId | None) -> None:
        bases = tuple(row.assignee for row in rows)
        self._do(
            Assign(
                **self._common(), conversations=_ids(rows), assignee=assignee,
                activities=self._activities(rows), base_assignees=bases,
            )
        )  # fmt: skip

    def _set_status(self, rows: Rows, status: Status) -> None:
        movable = tuple(row for row in rows if may_move(row.status, status))
        if movable:
            self._do(
                SetStatus(
                    **self._common(), conversations=_ids(movable), status=status,
                    activities=self._activities(movable), base_last_messages=_bases(movable),
                )
            )  # fmt: skip

    def _snooze_or_pick(self, moment: object) -> None:
        if isinstance(moment, datetime):
            self._snooze_until(moment)
        else:
            from app.views.shared.date_popup import DatePopup

            picker = DatePopup(self._theme, self._desk.now(), self._snooze_until, parent=self._anchor)
            picker.open_at(self._place())

    def _snooze_until(self, moment: datetime) -> None:
        def snooze(rows: Rows) -> None:
            activities = self._activities(rows)
            self._do(Snooze(**self._common(), conversations=_ids(rows), until=moment, activities=activities))

        self._with_rows(snooze)

    def _close(self, reason: object) -> None:
        def close(rows: Rows) -> None:
            self._do(
                CloseWithoutReply(
                    **self._common(), conversations=_ids(rows), reason=CloseReason(str(reason)),
                    activities=self._activities(rows), base_last_messages=_bases(rows),
                )
            )  # fmt: skip

        self._with_rows(close)

    def _tag(self, tag: str) -> None:
        def add(rows: Rows) -> None:
            activities = self._activities(rows)
            self._do(AddTag(**self._common(), conversations=_ids(rows), tag=tag, activities=activities))

        self._with_rows(add)

    def _ask_untag(self, rows: Rows) -> None:
        tags = sorted({tag for row in rows for tag in row.tags})

        def taken(value: object) -> None:
            having = tuple(row for row in rows if str(value) in row.tags)
            activities = self._activities(having)
            self._do(
                RemoveTag(**self._common(), conversations=_ids(having), tag=str(value), activities=activities)
            )

        if tags:
            self._open(say("popup.untag"), [Choice(tag_words(tag), tag, "", "tag") for tag in tags], taken)

    def _merge(self, rows: Rows) -> None:
        if len(rows) == 2:
            older, newer = sorted(rows, key=lambda row: row.last_at)
            self._do(
                MergeConversations(
                    **self._common(), into=newer.id, merged=older.id, activity=ActivityId(self._desk.new_id())
                )
            )

    def _with_rows(self, act: Callable[[Rows], None]) -> None:
        """Reads the rows meant, as they are now, and acts on them."""
        ids, agent = self._targets(), self._desk.agent
        if not ids:
            self.told.emit(say("done.nothing_selected"))
            return
        self._desk.ask(lambda reader: reader.inbox_rows(ids, agent), lambda rows: act(rows) if rows else None)

    def _if_any(self, act: Callable[[], None]) -> None:
        if self._targets():
            act()
        else:
            self.told.emit(say("done.nothing_selected"))

    def _open(
        self, title: str, choices: list[Choice], taken: Callable[[object], None], *, free: bool = False
    ) -> None:
        popup = ChoicePopup(self._theme, title, choices, taken, free=free, parent=self._anchor)
        popup.open_at(self._place())
        self.popup = popup

    def _place(self) -> QPoint:
        return self._anchor.mapToGlobal(QPoint(self._theme.px(24), self._theme.px(84)))

    def _do(self, command: Command) -> None:
        self._desk.do(command)

    def _common(self) -> Common:
        return Common(id=CommandId(self._desk.new_id()), agent=self._desk.agent)

    def _activities(self, rows: Rows) -> tuple[ActivityId, ...]:
        return tuple(ActivityId(self._desk.new_id()) for _ in rows)


def _ids(rows: Rows) -> tuple[ConversationId, ...]:
    return tuple(row.id for row in rows)


def _bases(rows: Rows) -> tuple[MessageId | None, ...]:
    return tuple(row.last_message for row in rows)
