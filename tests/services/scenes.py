"""One small situation for every command: a desk on which it can be carried out."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from app.domain import commands as c
from app.domain.conversations import CloseReason, Status
from app.domain.files import NewFile
from app.domain.outbox import SendState
from app.domain.team import Role
from app.domain.values import (
    ActivityId,
    AgentId,
    AttachmentId,
    CommandId,
    ConversationId,
    MessageId,
    NoteId,
    OutboundId,
    TemplateId,
)
from app.services.handlers import handle
from app.store import schema
from app.store.outbound import load_outbound, move_outbound
from tests.builders import Story


@dataclass
class Stage:
    """A shop, two agents, two conversations of one customer, an order."""

    story: Story
    made: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        story = self.story
        self.agent, self.other = story.an_agent("林小码"), story.an_agent("Bea Kahn", Role.AGENT)
        self.shop = story.a_shop()
        self.mail = story.a_shop("Post", "email")
        self.customer = story.a_customer(self.shop)
        self.talk = story.a_conversation(self.shop, self.customer)
        self.second = story.a_conversation(self.shop, self.customer, "Nochmal ich", age=timedelta(minutes=30))
        self.order = story.an_order(self.shop, self.customer)

    def new(self) -> Any:
        return self.story.ids.new()

    def named(self, kind: Any, **fields: Any) -> Any:
        return kind(id=CommandId(self.new()), agent=self.agent, **fields)

    def do(self, command: c.Command) -> Any:
        with self.story.work() as work:
            return handle(work, command, self.story.clock.now())

    def many(self, kind: Any, **fields: Any) -> Any:
        lines = (ActivityId(self.new()), ActivityId(self.new()))
        return self.named(kind, conversations=(self.talk, self.second), activities=lines, **fields)

    @property
    def bases(self) -> tuple[MessageId, ...]:
        return self.story.newest(self.talk), self.story.newest(self.second)

    def a_reply(self, **more: Any) -> c.QueueReply:
        fields = {"text": "Kommt morgen.", "base_last_message": self.story.newest(self.talk), **more}
        return self.named(  # type: ignore[no-any-return]  # built by kind
            c.QueueReply,
            conversation=self.talk,
            outbound=OutboundId(self.new()),
            message=MessageId(self.new()),
            **fields,
        )

    def queued(self, *states: SendState, **more: Any) -> OutboundId:
        """A reply in the outbox, moved on through `states` as the send lane would."""
        command = self.a_reply(**more)
        self.do(command)
        for state in states:
            with self.story.work() as work:
                record = load_outbound(work, command.outbound)
                move_outbound(work, record, (record.state,), state)
        return command.outbound

    def held(self) -> OutboundId:
        base = self.story.newest(self.talk)
        self.story.clock.advance(timedelta(seconds=3))
        self.story.a_message(self.talk, "Und?")
        return self.queued(base_last_message=base)

    def with_note(self) -> NoteId:
        note = NoteId(self.new())
        self.do(self.named(c.AddNote, conversation=self.talk, note=note, text="Kennt Chef"))
        return note

    def with_template(self) -> TemplateId:
        template = TemplateId(self.new())
        self.do(
            self.named(c.SaveTemplate, template=template, title="Hallo", body="Guten Tag {{customer_name}}")
        )
        return template

    def with_tag(self) -> str:
        self.do(self.many(c.AddTag, tag="物流"))
        return "物流"

    def with_link(self) -> Any:
        line = ActivityId(self.new())
        self.do(self.named(c.AttachOrder, conversation=self.talk, order=self.order, activity=line))
        return self.order

    def with_imported(self) -> None:
        """Both conversations came with the past of the shop."""
        with self.story.work() as work:
            work.connection.execute(schema.message.update().values(imported=True))
            still = {
                "waiting_since": None,
                "platform_due": None,
                "internal_due": None,
                "due": None,
                "news_n": 0,
            }
            work.connection.execute(schema.conversation.update().values(**still))

    def with_two_messages(self) -> MessageId:
        self.story.clock.advance(timedelta(seconds=3))
        return self.story.a_message(self.talk, "Gehört nicht hierher")

    def a_new_file(self) -> NewFile:
        return NewFile(AttachmentId(self.new()), "label.pdf", "application/pdf", 1200, "ab12")

    def put_aside(self) -> None:
        self.do(self.many(c.Snooze, until=self.story.clock.now() + timedelta(hours=1)))

    def a_forward(self) -> Any:
        talk = self.story.a_conversation(self.mail, self.story.a_customer(self.mail))
        return self.named(
            c.ForwardMessage, conversation=talk, outbound=OutboundId(self.new()), message=MessageId(self.new()),
            forwarded=self.story.newest(talk), to=("lager@shop.example", "chef@shop.example"), text="Bitte",
        )  # fmt: skip


def _ids(stage: Stage, *names: str) -> dict[str, Any]:
    return {name: stage.new() for name in names}


SCENES: dict[str, Callable[[Stage], c.Command]] = {
    "QueueReply": lambda s: s.a_reply(files=(s.story.a_file(s.talk),), template=s.with_template()),
    "StartConversation": lambda s: s.named(
        c.StartConversation, **_ids(s, "conversation", "outbound", "message"), shop=s.shop, order=s.order,
        subject="Ihre Bestellung", text="Guten Tag", files=(s.a_new_file(),),
    ),
    "ForwardMessage": Stage.a_forward,
    "CancelReply": lambda s: s.named(c.CancelReply, outbound=s.queued()),
    "EditQueuedReply": lambda s: s.named(c.EditQueuedReply, outbound=s.queued(), text="Übermorgen."),
    "ReleaseReply": lambda s: s.named(
        c.ReleaseReply, outbound=s.held(), text="Doch.", base_last_message=s.story.newest(s.talk)
    ),
    "SettleUnknown": lambda s: s.named(
        c.SettleUnknown, outbound=s.queued(SendState.SENDING, SendState.UNKNOWN, SendState.ASK_HUMAN),
        decision="discard",
    ),
    "RetryFailed": lambda s: s.named(
        c.RetryFailed, outbound=s.queued(SendState.SENDING, SendState.FAILED), text="Anders."
    ),
    "AddNote": lambda s: s.named(c.AddNote, conversation=s.talk, note=NoteId(s.new()), text="Kennt Chef"),
    "DeleteNote": lambda s: s.named(c.DeleteNote, conversation=s.talk, note=s.with_note()),
    "Assign": lambda s: s.many(c.Assign, assignee=s.other, base_assignees=(None, None)),
    "SetStatus": lambda s: s.many(c.SetStatus, status=Status.RESOLVED, base_last_messages=s.bases),
    "Snooze": lambda s: s.many(c.Snooze, until=s.story.clock.now() + timedelta(hours=3)),
    "WakeSnoozed": lambda s: (s.put_aside(), s.named(c.WakeSnoozed, until=s.story.clock.now() + timedelta(days=1)))[1],
    "CloseWithoutReply": lambda s: s.many(
        c.CloseWithoutReply, reason=CloseReason.THANKS, base_last_messages=s.bases
    ),
    "NoteNoResponse": lambda s: s.named(c.NoteNoResponse, conversation=s.talk, activity=ActivityId(s.new())),
    "AddTag": lambda s: s.many(c.AddTag, tag="退款"),
    "RemoveTag": lambda s: s.many(c.RemoveTag, tag=s.with_tag()),
    "MergeConversations": lambda s: s.named(
        c.MergeConversations, into=s.talk, merged=_crowded(s), activity=ActivityId(s.new())
    ),
    "SplitConversation": lambda s: s.named(
        c.SplitConversation, conversation=s.talk, messages=(s.with_two_messages(),),
        new_conversation=ConversationId(s.new()), activity=ActivityId(s.new()),
    ),
    "MoveMessage": lambda s: s.named(
        c.MoveMessage, message=s.with_two_messages(), to=s.second, activity=ActivityId(s.new())
    ),
    "AttachOrder": lambda s: s.named(
        c.AttachOrder, conversation=s.talk, order=s.order, activity=ActivityId(s.new())
    ),
    "DetachOrder": lambda s: s.named(
        c.DetachOrder, conversation=s.talk, order=s.with_link(), activity=ActivityId(s.new())
    ),
    "SetCustomerNote": lambda s: s.named(c.SetCustomerNote, customer=s.customer, text="Stammkundin", vip=True),
    "MarkRead": lambda s: s.named(c.MarkRead, conversations=(s.talk, s.second), read=True),
    "KeepDraft": lambda s: s.named(c.KeepDraft, conversation=s.talk, text="Halb"),
    "KeepFirstDraft": lambda s: s.named(
        c.KeepFirstDraft, order=s.order, subject="", text="Guten Tag", files=(s.a_new_file(),)
    ),
    "AddFile": lambda s: s.named(
        c.AddFile, attachment=AttachmentId(s.new()), conversation=s.talk, name="a.exe", content_type="x/y", size=3,
        blob_key="cd",
    ),
    "SaveTemplate": lambda s: s.named(c.SaveTemplate, template=s.with_template(), title="Neu", body="Moin"),
    "DeleteTemplate": lambda s: s.named(c.DeleteTemplate, template=s.with_template()),
    "SaveAgent": lambda s: s.named(c.SaveAgent, subject=AgentId(s.new()), name="Ada", role=Role.SENIOR),
    "SetShopState": lambda s: s.named(c.SetShopState, shop=s.shop, state="paused"),
    "RemoveShop": lambda s: (s.with_note(), s.queued(), s.named(c.RemoveShop, shop=s.shop, with_data=True))[2],
    "CountImported": lambda s: (s.with_imported(), s.named(c.CountImported, shops=(s.shop,)))[1],
    "EditShop": lambda s: s.named(
        c.EditShop, shop=s.shop, title="码头二号", colour=5,
        settings={"undo_seconds": "20", "internal_target_hours": "2"},
    ),
}  # fmt: skip


def _crowded(s: Stage) -> ConversationId:
    """A conversation with a note, a tag, an order and a reply of its own."""
    talk, s.talk = s.talk, s.second
    s.with_note(), s.with_tag(), s.with_link(), s.queued()
    s.talk = talk
    return s.second
