"""Every operator and every view narrows a search to the conversations it names, and to no others."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.domain import commands as c
from app.domain.conversations import Status
from app.domain.readmodels import View, ViewKind
from app.domain.values import ConversationId, ShopId
from app.store.conversations import change_conversation
from app.store.queries import LocalReader
from tests.builders import Story
from tests.services.scenes import SCENES, Stage


@pytest.fixture
def stage(story: Story) -> Stage:
    """Two conversations of one customer; each test does something to the first."""
    return Stage(story)


def found(
    reader: LocalReader,
    stage: Stage,
    typed: str,
    kind: ViewKind = ViewKind.SEARCH,
    shop: ShopId | None = None,
) -> set[ConversationId]:
    view = View(kind, stage.agent, shop=shop, query=typed)
    return set(reader.inbox_ids(view, stage.story.clock.now()))


def tag(stage: Stage) -> None:
    line = (stage.new(),)
    stage.do(stage.named(c.AddTag, conversations=(stage.talk,), activities=line, tag="退款"))


def assign(stage: Stage) -> None:
    line = (stage.new(),)
    stage.do(
        stage.named(
            c.Assign,
            conversations=(stage.talk,),
            activities=line,
            assignee=stage.agent,
            base_assignees=(None,),
        )
    )


def make_vip(stage: Stage) -> None:
    """Another customer's conversation; this one's customer buys much."""
    stranger = stage.story.a_customer(stage.shop, "Jo Berg", "jo@buyer.example")
    stage.second = stage.story.a_conversation(stage.shop, stranger)
    stage.do(stage.named(c.SetCustomerNote, customer=stage.customer, text="Stammkundin", vip=True))


def be_late(stage: Stage) -> None:
    stage.story.clock.advance(timedelta(days=2))
    stage.second = stage.story.a_conversation(stage.shop, stage.customer)


@pytest.mark.parametrize(
    ("typed", "act"),
    [
        ("has:note", Stage.with_note),
        ("has:tag", tag),
        ("has:order", Stage.with_link),
        ("has:draft", lambda stage: stage.do(SCENES["KeepDraft"](stage))),
        ("tag:退款", tag),
        ("is:mine", assign),
        ("is:vip", make_vip),
        ("is:overdue", be_late),
        ("含:备注", Stage.with_note),
        ("状态:我的", assign),
    ],
)
def test_what_was_done_to_a_conversation_finds_it_alone_or_beside_words(
    stage: Stage, reader: LocalReader, typed: str, act: Callable[[Stage], object]
) -> None:
    assert stage.talk not in found(reader, stage, typed)
    act(stage)
    assert stage.talk in found(reader, stage, typed)
    assert stage.second not in found(reader, stage, typed)
    assert found(reader, stage, f"paket {typed}") == {stage.talk}


def test_whoever_has_nobody_yet_is_found_until_somebody_takes_him(stage: Stage, reader: LocalReader) -> None:
    assert found(reader, stage, "is:unassigned") == {stage.talk, stage.second}
    assign(stage)
    assert found(reader, stage, "is:unassigned") == {stage.second}


def test_a_conversation_that_was_read_is_no_longer_unread(stage: Stage, reader: LocalReader) -> None:
    assert found(reader, stage, "is:unread") == {stage.talk, stage.second}
    stage.do(stage.named(c.MarkRead, conversations=(stage.talk,), read=True))
    assert found(reader, stage, "is:unread") == {stage.second}
    assert found(reader, stage, "paket is:unread") == set()


def test_several_languages_mean_any_of_them(stage: Stage, reader: LocalReader) -> None:
    everything = {stage.talk, stage.second}
    assert found(reader, stage, "lang:fr lang:DE") == everything
    assert found(reader, stage, "lang:fr") == set()
    assert found(reader, stage, "paket lang:fr lang:de") == {stage.talk}


def test_our_own_reply_is_found_by_its_file_alone_or_beside_words(stage: Stage, reader: LocalReader) -> None:
    assert found(reader, stage, "has:attachment") == set()
    stage.do(stage.a_reply(files=(stage.story.a_file(stage.talk, "etikett.pdf"),)))
    for typed in ("has:attachment", "etikett", "morgen has:attachment", "etikett has:attachment"):
        assert found(reader, stage, typed) == {stage.talk}, typed


def test_a_shop_is_named_by_part_of_its_title_or_by_its_channel(stage: Stage, reader: LocalReader) -> None:
    letter = stage.story.a_conversation(stage.mail, stage.story.a_customer(stage.mail))
    assert found(reader, stage, "shop:一号") == {stage.talk, stage.second}
    assert found(reader, stage, "shop:EMAIL") == found(reader, stage, "shop:pos") == {letter}
    assert found(reader, stage, "shop:一号 shop:Post") == {stage.talk, stage.second, letter}


def test_an_order_is_named_by_its_end(stage: Stage, reader: LocalReader) -> None:
    stage.with_link()
    assert found(reader, stage, "order:6677001") == {stage.talk}
    assert found(reader, stage, "order:6677002") == set()
    assert found(reader, stage, "paket order:6677001") == {stage.talk}


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (ViewKind.OPEN, Status.PENDING),
        (ViewKind.WAITING, Status.WAITING),
        (ViewKind.SNOOZED, Status.SNOOZED),
        (ViewKind.RESOLVED, Status.RESOLVED),
    ],
)
def test_a_search_stays_inside_the_open_view(
    stage: Stage, reader: LocalReader, kind: ViewKind, status: Status
) -> None:
    own = stage.story.a_conversation(stage.shop, stage.customer, "Mein Paket", status=status)
    with stage.story.work() as work:
        for other in (stage.talk, stage.second):
            elsewhere = Status.RESOLVED if status is not Status.RESOLVED else Status.PENDING
            change_conversation(work, other, status=elsewhere.value)
    assert found(reader, stage, "paket", kind) == {own}


def test_a_search_in_a_shops_view_and_among_what_is_due_soon(stage: Stage, reader: LocalReader) -> None:
    letter = stage.story.a_conversation(stage.mail, stage.story.a_customer(stage.mail), "Wo ist mein Paket?")
    assert found(reader, stage, "paket", ViewKind.SHOP, stage.mail) == {letter}
    assert found(reader, stage, "paket", ViewKind.SHOP) == {letter, stage.talk}
    assert found(reader, stage, "paket", ViewKind.DUE_SOON) == set()
    with stage.story.work() as work:
        change_conversation(work, letter, due=stage.story.clock.now() + timedelta(minutes=20))
    assert found(reader, stage, "paket", ViewKind.DUE_SOON) == {letter}
