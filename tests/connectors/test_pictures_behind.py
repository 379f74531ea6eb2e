"""Pictures that a platform keeps: laid down before they are sent, fetched with our token from its own hosts only."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from app.connectors.contract import OutboundFile, Rejected, Unreachable
from app.connectors.orders import Pictures
from app.connectors.tiktok.pictures import fetch_own, is_guarded, upload
from app.net.http import HttpLine
from app.net.lines import Lines
from tests.fakes import FakeClock
from tests.net.scripted import a_server, answering

PICTURE = OutboundFile("cup.png", "image/png", b"\x89PNG")


class Api:
    """As much of TikTok's door as pictures need."""

    def __init__(self, line: HttpLine, answer: dict[str, object] | None = None) -> None:
        self.line, self.answer = line, answer or {}

    def ask(self, call: object) -> dict[str, object]:
        return self.answer

    def shop(self) -> dict[str, str]:
        return {"cipher": "c 1"}

    def token(self) -> str:
        return "t1"


@pytest.fixture
def line(clock: FakeClock) -> Iterator[HttpLine]:
    with closing(HttpLine(Lines(clock, loopback_only=True))) as line:
        yield line


def test_a_picture_that_got_no_address_was_not_taken(line: HttpLine) -> None:
    assert upload(Api(line, {"url": "https://p.example/1"}), PICTURE)["url"]  # type: ignore[arg-type]
    with pytest.raises(Rejected, match="file_refused"):
        upload(Api(line), PICTURE)  # type: ignore[arg-type]  # as much of it as is needed


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("https://p16.tiktokcdn.com/a.png", True),
        ("https://tiktokcdn.com/a.png", True),
        ("http://p16.tiktokcdn.com/a.png", False),
        ("https://tiktokcdn.com.evil.example/a.png", False),
        ("https://eviltiktokcdn.com/a.png", False),
        ("https://[broken", False),
    ],
)
def test_our_token_is_shown_to_tiktoks_own_hosts_only(url: str, own: bool) -> None:
    assert is_guarded(url) is own


@pytest.mark.parametrize("query", ["", "?x=1"])
def test_a_picture_of_the_shops_own_is_fetched_with_its_cipher_and_token(line: HttpLine, query: str) -> None:
    with a_server(answering(b"\x89PNG", kind="image/png")) as (port, heard):
        found = fetch_own(Api(line), f"http://127.0.0.1:{port}/a.png{query}")  # type: ignore[arg-type]
    assert found == b"\x89PNG"
    joint = "?x=1&" if query else "?"
    assert heard.requests[0].startswith(f"GET /a.png{joint}shop_cipher=c%201 ".encode())
    assert b"x-tts-access-token: t1" in heard.requests[0]


@pytest.mark.parametrize(
    ("status", "kind", "error", "key"),
    [
        ("429 Slow down", "text/plain", Unreachable, "server_trouble"),
        ("502 Bad", "text/plain", Unreachable, "server_trouble"),
        ("404 Gone", "text/plain", Rejected, "file_gone"),
        ("200 OK", "text/html", Unreachable, "captive_portal"),
    ],
)
def test_a_picture_that_does_not_come_says_why(
    line: HttpLine, status: str, kind: str, error: type[Exception], key: str
) -> None:
    with a_server(answering(b"no", status, kind)) as (port, _), pytest.raises(error, match=key):
        fetch_own(Api(line), f"http://127.0.0.1:{port}/a.png")  # type: ignore[arg-type]


def test_a_products_picture_is_looked_up_once_also_where_there_is_none() -> None:
    asked: list[str] = []

    def look_up(item: str) -> str:
        asked.append(item)
        if item == "gone":
            raise Rejected("no_such_item")
        return f"https://p.example/{item}" if item == "cup" else ""

    pictures = Pictures(look_up)
    for item, found in (("cup", 1), ("gone", 0), ("bare", 0)) * 2:
        assert len(pictures.of(item)) == found
    assert asked == ["cup", "gone", "bare"]
