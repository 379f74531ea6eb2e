"""A product's picture arrives when it can, and is given up only where the other side says that there is none."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, update

from app.domain.errors import AuthExpired, Problem, QuaysideError, Rejected, Surprise, Unreachable
from app.domain.values import ShopId
from app.host.blobs import BlobStore
from app.services.pictures import AFTER_OUTAGE_SECONDS, REST_SECONDS, PictureRound
from app.store import schema
from app.store.pictures import GONE
from tests.builders import Story
from tests.fakes import FakeClock
from tests.services.inline import InlineWriter

PICTURE = "https://pictures.example/lamp.png"


class Host:
    """Answers as the test says, and counts who asks."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answer: bytes | QuaysideError = b"\x89PNG lamp"
        self.meanwhile: Callable[[], None] = lambda: None

    def __call__(self, shop: ShopId, url: str) -> bytes:
        self.asked.append(url)
        self.meanwhile()
        if isinstance(self.answer, QuaysideError):
            raise self.answer
        return self.answer


@pytest.fixture
def host() -> Host:
    return Host()


@pytest.fixture
def story(desk: Engine, clock: FakeClock) -> Story:
    return Story(desk, clock)


@pytest.fixture
def shop(story: Story) -> ShopId:
    shop = story.a_shop()
    for number in ("302-1", "302-2"):
        order = story.an_order(shop, None, number)
        with story.work() as work:
            line = schema.order_line
            work.connection.execute(
                update(line)
                .where(line.c.order_id == order)
                .values(picture=PICTURE + number, item_ref=f"ITEM{number}")
            )
    return shop


@pytest.fixture
def round_(story: Story, shop: ShopId, host: Host, tmp_path: Path) -> PictureRound:
    blobs = BlobStore(tmp_path / "blobs", bytes(32), story.clock, story.ids)
    return PictureRound(InlineWriter(story.engine), blobs, host)


def kept(story: Story) -> list[str]:
    with story.work() as work:
        return list(work.connection.execute(select(schema.picture.c.blob_key)).scalars())


def test_every_picture_is_fetched_once(round_: PictureRound, host: Host, story: Story) -> None:
    assert (round_(), round_()) == (REST_SECONDS, REST_SECONDS)
    assert sorted(host.asked) == [PICTURE + "302-1", PICTURE + "302-2"]
    assert [round_.blobs.get(key) for key in kept(story)] == [host.answer] * 2


def test_on_a_crowded_disk_no_picture_is_fetched(round_: PictureRound, host: Host, story: Story) -> None:
    round_.crowded = lambda: True
    assert round_() == AFTER_OUTAGE_SECONDS
    assert (host.asked, kept(story)) == ([], [])


@pytest.mark.parametrize("answer", [Rejected("file_gone"), Surprise("invalid_url")])
def test_a_picture_that_the_other_side_denies_is_not_asked_for_again(
    round_: PictureRound, host: Host, story: Story, answer: QuaysideError
) -> None:
    host.answer = answer
    assert (round_(), round_()) == (REST_SECONDS, REST_SECONDS)
    assert (len(host.asked), kept(story)) == (2, [GONE, GONE])


@pytest.mark.parametrize(
    "trouble", [Unreachable("server_trouble"), AuthExpired("proxy_refused"), Problem("disk_full")]
)
def test_trouble_that_passes_costs_no_picture_and_its_host_is_left_in_peace_for_a_while(
    round_: PictureRound, host: Host, story: Story, trouble: QuaysideError
) -> None:
    host.answer = trouble
    assert round_() == AFTER_OUTAGE_SECONDS
    assert (len(host.asked), kept(story)) == (1, [])
    host.answer = b"\x89PNG"
    assert round_() == REST_SECONDS
    assert len(kept(story)) == 2


def test_a_paused_shop_asks_for_nothing_and_loses_nothing(
    round_: PictureRound, host: Host, story: Story, shop: ShopId
) -> None:
    with story.work() as work:
        work.connection.execute(update(schema.shop).values(state="paused"))
    round_()
    assert (host.asked, kept(story)) == ([], [])


def test_a_program_that_ends_fetches_no_further_picture(round_: PictureRound, host: Host) -> None:
    host.meanwhile = round_.interrupt
    round_()
    assert len(host.asked) == 1
