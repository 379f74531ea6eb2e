"""The list shows every view in every order, at any position, and its counts are always those of a recount."""

import subprocess
import sys
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, insert, select, update

from app.domain.drafts import Draft, DraftKind
from app.domain.outbox import SendState
from app.domain.readmodels import SortOrder, View, ViewKind
from app.domain.values import AgentId, ConversationId
from app.store import schema
from app.store.drafts import keep_draft, mark_read
from app.store.history import add_tag
from app.store.local_objects import recount
from app.store.queries import LocalReader
from app.store.unit_of_work import Work, unit_of_work
from tests.builders import Story, dump


class Crowd:
    """Many conversations, written in bulk, and what each view should hold, worked out the slow way."""

    def __init__(self, story: Story, seed: int) -> None:
        self.story, self.random = story, Random(seed)
        self.agents = [story.an_agent("林小码"), story.an_agent("Bea Kahn")]
        self.shops = [story.a_shop("码头一号"), story.a_shop("Pier Two", "email")]
        self.customer = story.a_customer(self.shops[0])
        self.rows: list[dict[str, Any]] = []

    def fill(self, count: int) -> None:
        self.rows += [self._row() for _ in range(count)]
        with unit_of_work(self.story.engine) as work:
            work.connection.execute(insert(schema.conversation), self.rows[-count:])

    def _row(self) -> dict[str, Any]:
        now, chance = self.story.clock.now(), self.random
        status = chance.choice(
            ["pending", "pending", "waiting", "snoozed", "resolved", "resolved", "transferred"]
        )
        at = now - timedelta(minutes=chance.randrange(500_000))
        due = (
            now + timedelta(minutes=chance.randrange(-200, 3000))
            if status == "pending" and chance.random() < 0.8
            else None
        )
        return {
            "id": self.story.ids.new(), "shop_id": chance.choice(self.shops), "customer_id": self.customer,
            "subject": "", "status": status, "assignee_id": chance.choice([None, *self.agents]),
            "snoozed_until": now + timedelta(minutes=chance.randrange(9000)) if status == "snoozed" else None,
            "country": "", "language": "", "order_key": "", "item_ref": "", "preview": "…",
            "last_n": (int(at.timestamp() * 1000) << 20) + chance.randrange(1 << 20), "last_at": at,
            "last_direction": "inbound", "last_message_id": None, "news_n": 0, "message_count": 1,
            "waiting_since": None, "platform_due": due, "internal_due": None, "due": due, "reply_refs": {},
            "can_reply": "", "created_at": at,
            "merged_into": self.story.ids.new() if chance.random() < 0.03 else None,
        }  # fmt: skip

    def expected(self, view: View, now: datetime) -> list[UUID]:
        rows = [row for row in self.rows if row["merged_into"] is None and self._belongs(row, view, now)]
        return [row["id"] for row in sorted(rows, key=lambda row: self._place(row, view))]

    def _belongs(self, row: dict[str, Any], view: View, now: datetime) -> bool:
        pending = row["status"] == "pending"
        soon = row["due"] is not None and row["due"] < now + timedelta(hours=1)
        return {
            ViewKind.MINE: pending and row["assignee_id"] == view.agent,
            ViewKind.UNASSIGNED: pending and row["assignee_id"] is None,
            ViewKind.DUE_SOON: pending and soon,
            ViewKind.OPEN: pending,
            ViewKind.WAITING: row["status"] == "waiting",
            ViewKind.TRANSFERRED: row["status"] == "transferred",
            ViewKind.SNOOZED: row["status"] == "snoozed",
            ViewKind.RESOLVED: row["status"] == "resolved",
            ViewKind.SHOP: row["status"] != "resolved" and row["shop_id"] == view.shop,
            ViewKind.SEARCH: True,
        }[view.kind]

    def _place(self, row: dict[str, Any], view: View) -> Any:
        if view.sort is SortOrder.OLDEST:
            return row["last_n"]
        if view.sort is SortOrder.NEWEST or view.kind in (
            ViewKind.WAITING,
            ViewKind.TRANSFERRED,
            ViewKind.RESOLVED,
            ViewKind.SEARCH,
        ):
            return -row["last_n"]
        if view.kind is ViewKind.SNOOZED:
            return row["snoozed_until"]
        return (1, -row["last_n"]) if row["due"] is None else (0, row["due"])


@pytest.fixture
def crowd(story: Story, seed: int) -> Crowd:
    crowd = Crowd(story, seed)
    crowd.fill(700)
    return crowd


def same_order(found: list[UUID], crowd: Crowd, view: View) -> bool:
    """Whether the places of `found` never fall; rows at one place may stand in any order."""
    rows = {row["id"]: row for row in crowd.rows}
    places = [crowd._place(rows[one], view) for one in found]
    return places == sorted(places)


@pytest.mark.parametrize("sort", list(SortOrder))
@pytest.mark.parametrize("kind", list(ViewKind))
def test_every_view_in_every_order_at_any_position(
    crowd: Crowd, reader: LocalReader, kind: ViewKind, sort: SortOrder
) -> None:
    now = crowd.story.clock.now()
    view = View(kind, crowd.agents[0], sort, crowd.shops[0] if kind is ViewKind.SHOP else None)
    whole = list(reader.inbox_ids(view, now))
    assert set(whole) == set(crowd.expected(view, now))
    assert same_order(whole, crowd, view)
    for first in (0, 1, len(whole) // 3, len(whole) // 2, len(whole) - 7, len(whole)):
        page = reader.inbox_page(view, max(first, 0), 20, now)
        assert page.total == len(whole)
        assert [row.id for row in page.rows] == whole[max(first, 0) : max(first, 0) + 20]
    for place in (0, len(whole) // 2, len(whole) - 1):
        assert reader.position(view, ConversationId(whole[place]), now) == place


def test_a_position_is_only_told_inside_the_view(crowd: Crowd, reader: LocalReader) -> None:
    now = crowd.story.clock.now()
    resolved = next(row["id"] for row in crowd.rows if row["status"] == "resolved")
    assert reader.position(View(ViewKind.OPEN, crowd.agents[0]), resolved, now) is None
    assert reader.position(View(ViewKind.OPEN, crowd.agents[0]), ConversationId(UUID(int=1)), now) is None


def _heading(due: datetime | None, now: datetime) -> str:
    if due is None:
        return "none"
    spans = {"breached": timedelta(0), "hour": timedelta(hours=1), "day": timedelta(days=1)}
    return next((key for key, span in spans.items() if due < now + span), "later")


def test_headings_divide_a_view_by_due_moment(crowd: Crowd, reader: LocalReader) -> None:
    now = crowd.story.clock.now()
    view = View(ViewKind.OPEN, crowd.agents[0])
    groups = reader.inbox_groups(view, now)
    due = {row["id"]: row["due"] for row in crowd.rows}
    expected = dict.fromkeys(_heading(due[one], now) for one in crowd.expected(view, now))
    assert [group.key for group in groups] == list(expected)
    assert sum(group.count for group in groups) == len(crowd.expected(view, now))
    for group in groups:
        first = reader.inbox_page(view, group.first, 1, now).rows[0]
        assert (first.due is None) == (group.key == "none")
        if group.key == "breached":
            assert first.due is not None
            assert first.due < now
    assert reader.inbox_groups(View(ViewKind.OPEN, crowd.agents[0], SortOrder.NEWEST), now) == ()
    assert reader.inbox_groups(View(ViewKind.RESOLVED, crowd.agents[0]), now) == ()


def test_badges_count_what_the_views_show(crowd: Crowd, reader: LocalReader) -> None:
    now = crowd.story.clock.now()
    badges = reader.badges(crowd.agents[0], now)
    for kind, count in badges.counts.items():
        assert count == len(crowd.expected(View(kind, crowd.agents[0]), now)), kind
    for badge in badges.shops:
        view = View(ViewKind.SHOP, crowd.agents[0], shop=badge.id)
        assert badge.open_count == len(crowd.expected(view, now))


def counters(work: Work) -> dict[tuple[str, bytes], int]:
    rows = dump(work)["counter"]
    return {(kind, key): n for kind, key, n in rows}


def test_counts_equal_a_recount_after_any_change(crowd: Crowd, engine: Engine) -> None:
    columns = schema.conversation.c
    for _ in range(300):
        row = crowd.random.choice(crowd.rows)
        fresh = {
            name: crowd._row()[name]
            for name in ("status", "assignee_id", "shop_id", "due", "last_n", "merged_into")
        }
        chosen = crowd.random.sample(sorted(fresh), crowd.random.randint(1, 6))
        with unit_of_work(engine) as work:
            statement = update(schema.conversation).where(columns.id == row["id"])
            work.connection.execute(statement.values({name: fresh[name] for name in chosen}))
            if crowd.random.random() < 0.1:
                gone = crowd.random.choice(crowd.rows)["id"]
                work.connection.execute(schema.conversation.delete().where(columns.id == gone))
    with unit_of_work(engine) as work:
        kept = counters(work)
        recount(work)
        assert kept == counters(work), "exact, and no row counts nothing"


def test_a_row_tells_all_that_one_line_shows(story: Story, reader: LocalReader) -> None:
    agent, shop = story.an_agent(), story.a_shop()
    talk = story.a_conversation(shop, story.a_customer(shop), assignee=agent)
    with story.work() as work:
        add_tag(work, talk, "物流")
        keep_draft(work, agent, talk, Draft("Halb"), story.ids.new(), story.clock.now())
        keep_draft(work, agent, talk, Draft("?"), story.ids.new(), story.clock.now(), DraftKind.NOTE)
    (row,) = reader.inbox_rows([talk], agent)
    assert (row.customer_name, row.tags, row.has_draft, row.unread) == (
        "Maria Schmidt",
        ("物流",),
        True,
        True,
    )
    assert (row.assignee_initials, row.preview, row.send_state) == ("林", "Wo ist mein Paket?", None)
    assert row.due == story.clock.now() + timedelta(hours=7)
    with story.work() as work:
        mark_read(work, agent, talk, read=True)
    (read,) = reader.inbox_rows([talk], agent)
    assert not read.unread
    assert read.stamp != row.stamp
    assert reader.inbox_rows([talk], AgentId(UUID(int=9)))[0].unread


def test_the_most_worrying_reply_is_shown(story: Story, reader: LocalReader) -> None:
    from tests.services.test_replies import Talk

    agent, shop = story.an_agent(), story.a_shop()
    talk = Talk(story, agent, shop, story.a_conversation(shop, story.a_customer(shop)))
    first = talk.reply("eins")
    talk.do(first)
    talk.do(talk.reply("zwei"))
    talk.force(first.outbound, SendState.SENDING, SendState.UNKNOWN)
    assert reader.inbox_rows([talk.id], agent)[0].send_state is SendState.UNKNOWN
    (second,) = [row for row in reader.outbox() if row.id != first.outbound]
    assert second.blocked_by == first.outbound
    assert reader.badges(agent, story.clock.now()).outbox == 2


def test_a_searched_view_is_paged_like_any_other(story: Story, reader: LocalReader) -> None:
    agent, shop = story.an_agent(), story.a_shop()
    customer = story.a_customer(shop)
    found = [
        story.a_conversation(shop, customer, f"Rückgabe {n}", age=timedelta(hours=n)) for n in range(1, 5)
    ]
    story.a_conversation(shop, customer, "etwas anderes")
    view, now = View(ViewKind.OPEN, agent, query="rückgabe"), story.clock.now()
    page = reader.inbox_page(view, 1, 2, now)
    assert ([row.id for row in page.rows], page.total, page.coverage) == (found[1:3], 4, (None, True))
    assert list(reader.inbox_ids(view, now)) == found
    assert reader.position(view, found[3], now) == 3
    assert reader.inbox_groups(view, now) == ()


def test_asking_needs_no_sqlalchemy() -> None:
    program = (
        "import sys, app.store.queries; print([n for n in ('sqlalchemy', 'alembic') if n in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


def test_statuses_are_counted_as_stored(crowd: Crowd, engine: Engine) -> None:
    with unit_of_work(engine) as work:
        stored = (
            work.connection.execute(
                select(schema.conversation.c.status).where(schema.conversation.c.merged_into.is_(None))
            )
            .scalars()
            .all()
        )
        kept = {key: n for (kind, key), n in counters(work).items() if kind == "view"}
    assert kept == {status.encode(): stored.count(status) for status in set(stored)}
