"""What the channels share: cursors, allowances, careful reading, letters that are built twice alike."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest

from app.connectors import paging
from app.connectors.contract import (
    Outbound,
    OutboundFile,
    RateLimited,
    Rejected,
    Surprise,
    Unreachable,
    holds_for,
)
from app.connectors.files_behind import fetch_behind
from app.connectors.limits import Buckets, Pace
from app.connectors.mail_letters import build, own_key, references, reply_subject
from app.connectors.manifests import keep_secrets, never_ends, refresh_until
from app.connectors.reading import money, rows, sub, text, whole
from app.connectors.registry import CHANNELS, PROFILES
from app.domain.addresses import is_address
from app.domain.canonical import canonical, canonical_hash
from app.domain.customers import Party
from app.domain.shops import Login
from app.domain.terms import Term
from app.domain.values import LoginId, Money
from app.net.http import HttpLine
from app.net.lines import Lines
from tests.fakes import FakeClock
from tests.net.scripted import a_server, answering

KEY = "0123456789abcdef0123456789abcdef"
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def an_outbound(**changes: object) -> Outbound:
    usual: dict[str, object] = {
        "key": KEY,
        "text": "Hello",
        "customer": Party("ann@b.example", "Ann"),
        "thread_key": "mid:m1@b.example",
        "subject": "Question",
        "reply_refs": {"to": "ann@b.example", "message_id": "m1@b.example", "subject": "Question"},
        "queued_at": AT,
    }
    return Outbound(**(usual | changes))  # type: ignore[arg-type]


# --- letters ---


def test_a_letter_built_twice_has_the_same_bytes() -> None:
    files = (
        OutboundFile("发票.pdf", "application/pdf", b"%PDF"),
        OutboundFile("a.png", "image/png", b"\x89PNG"),
    )
    one, two = (
        build(an_outbound(files=files, text="您好 😀"), "care@shop.example", "北岸") for _ in range(2)
    )
    assert one == two
    mail = message_from_bytes(one.content, policy=default)
    assert mail["Message-ID"] == f"<{KEY}@shop.example>"
    assert mail["In-Reply-To"] == "<m1@b.example>"
    assert mail["Subject"] == "Re: Question"
    assert mail["From"].addresses[0].display_name == "北岸"
    assert [part.get_filename() for part in mail.iter_attachments()] == ["发票.pdf", "a.png"]
    body = mail.get_body()
    assert body is not None
    assert body.get_content().strip() == "您好 😀"


def test_copies_are_in_the_envelope_and_blind_ones_in_no_header() -> None:
    letter = build(
        an_outbound(cc=("c@x.example",), bcc=("hidden@x.example", "c@x.example")), "care@shop.example"
    )
    assert letter.recipients == ("ann@b.example", "c@x.example", "hidden@x.example")
    assert b"hidden@x.example" not in letter.content
    assert b"Cc: c@x.example" in letter.content


def test_a_new_letter_answers_nothing() -> None:
    letter = build(an_outbound(reply_refs={}, subject="  Your\torder\n1 "), "care@shop.example")
    assert letter.recipients == ("ann@b.example",)
    assert b"Subject: Your order 1\r\n" in letter.content
    assert b"In-Reply-To" not in letter.content


def test_a_name_cannot_smuggle_a_header() -> None:
    letter = build(an_outbound(), "care@shop.example", 'Care"\r\nBcc: x@y.example')
    assert b"\nBcc:" not in letter.content


@pytest.mark.parametrize("body", ["plain", "Grüße aus Kiel", "字" * 50, "x" * 5000, "a\n.\nb", "😀"])
def test_any_text_survives_its_encoding(body: str) -> None:
    letter = build(an_outbound(text=body), "care@shop.example")
    assert max(len(line) for line in letter.content.split(b"\r\n")) <= 998
    mail = message_from_bytes(letter.content, policy=default)
    assert mail.get_content().replace("\r\n", "\n").strip() == body


def test_strange_file_types_are_sent_as_bytes() -> None:
    letter = build(an_outbound(files=(OutboundFile("", "", b"x"),)), "care@shop.example")
    (part,) = message_from_bytes(letter.content, policy=default).iter_attachments()
    assert (part.get_content_type(), part.get_filename()) == ("application/octet-stream", "file")


def test_references_keep_the_first_and_the_newest() -> None:
    chain = " ".join(f"r{number}@x" for number in range(40))
    kept = references(chain, "r39@x")
    assert (len(kept), kept[0], kept[-1]) == (21, "r0@x", "r39@x")
    assert references("a@x b@x a@x", "a@x") == ["b@x", "a@x"]
    assert references("", "") == []


def test_addresses_and_subjects() -> None:
    assert is_address("a+b@c.example")
    assert not any(is_address(bad) for bad in ("", "a", "a b@c", "ä@c.example", "a@b\n", "<a@b>", "a@b,c@d"))
    assert reply_subject("RE: x") == "RE: x"
    assert reply_subject("") == "Re:"
    assert own_key(f"{KEY}@x") == KEY
    assert own_key("someone@x") == ""


# --- cursors ---


def test_a_cursor_of_nonsense_is_a_fresh_start() -> None:
    for cursor in (None, "", "{", "[1]", "7", "[" * 100_000):
        assert paging.load(cursor) == {}
    fields = paging.load('{"n": true, "w": 7, "list": ["a", 1], "other": "x"}')
    assert paging.number(fields, "n", 5) == 5
    assert paging.word(fields, "w") == ""
    assert paging.words(fields, "list") == ["a"]
    assert paging.words(fields, "other") == []


def test_a_cursor_that_loops_or_never_ends_is_noticed() -> None:
    assert paging.step_on({"steps": 3, "token": "a"}, "b") == 4
    with pytest.raises(Surprise, match="cursor_loops"):
        paging.step_on({"token": "a"}, "a")
    with pytest.raises(Surprise, match="cursor_never_ends"):
        paging.step_on({"steps": paging.LONGEST}, "b")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-03-02T09:00:00Z", AT),
        ("2026-03-02T10:00:00+01:00", AT),
        ("2026-03-02T09:00:00.000", AT),
        ("0001-01-01T00:00:00+23:00", None),
        ("soon", None),
        (7, None),
    ],
)
def test_moments_as_platforms_write_them(written: object, read: datetime | None) -> None:
    assert paging.moment(written) == read


def test_moments_are_written_as_every_platform_reads_them() -> None:
    assert paging.stamp(AT) == "2026-03-02T09:00:00.000Z"


def test_weak_names_hold_for_a_while() -> None:
    assert holds_for("weak:a") == timedelta(days=7)
    assert holds_for("weak30:a") == timedelta(days=30)
    assert holds_for("mid:weak") is None


# --- allowances ---


def test_a_bucket_empties_and_fills_at_its_pace(clock: FakeClock) -> None:
    buckets = Buckets(clock, {"orders": Pace(0.5, 2)})
    buckets.take("orders")
    buckets.take("orders")
    with pytest.raises(RateLimited) as caught:
        buckets.take("orders")
    assert caught.value.retry_after == timedelta(seconds=2)
    clock.advance(timedelta(seconds=2))
    buckets.take("orders")
    clock.advance(timedelta(days=1))
    assert buckets.wait_for("orders") == timedelta(0)
    buckets.take("anything else")
    assert buckets.wait_for("anything else") == timedelta(0)


def test_the_platforms_own_word_changes_the_pace(clock: FakeClock) -> None:
    buckets = Buckets(clock, {"orders": Pace(0.5, 1)})
    for said in ("", "fast", "-1", "0", "nan", "5000"):
        buckets.announced("orders", said)
    buckets.announced("orders", "2.0")
    buckets.announced("unknown", "2.0")
    buckets.take("orders")
    assert buckets.wait_for("orders") == timedelta(seconds=0.5)
    assert buckets.refused("orders") == timedelta(seconds=0.5)
    assert buckets.refused("unknown") == timedelta(minutes=1)


# --- reading ---


def test_a_field_of_the_wrong_type_is_an_absent_field() -> None:
    value = {"a": {"b": {"c": 1}}, "list": [{"x": 1}, 2, None], "n": 5, "t": True, "s": "x"}
    assert sub(value, "a", "b") == {"c": 1}
    assert sub(value, "a", "n") == {}
    assert rows(value, "list") == [{"x": 1}]
    assert rows(value, "n") == []
    assert (text(value, "n"), text(value, "t"), text(value, "gone")) == ("5", "", "")
    assert (whole(value, "n"), whole(value, "t"), whole(value, "s", 3)) == (5, 0, 3)


@pytest.mark.parametrize(
    ("amount", "currency", "found"),
    [
        ("12.34", "eur", Money(1234, "EUR")),
        (12.5, "USD", Money(1250, "USD")),
        ("1500", "JPY", Money(1500, "JPY")),
        ("1.234", "KWD", Money(1234, "KWD")),
        ("x", "EUR", None),
        ("1", "", None),
        (True, "EUR", None),
        (None, "EUR", None),
        ("1e99", "EUR", None),
        ("Infinity", "EUR", None),
        ("NaN", "EUR", None),
    ],
)
def test_amounts_are_exact_or_absent(amount: object, currency: str, found: Money | None) -> None:
    assert money({"a": amount, "c": currency}, "a", "c") == found  # type: ignore[dict-item]


def test_texts_that_a_platform_tidied_are_still_the_same() -> None:
    assert canonical("Ｈｅｌｌｏ\r\n\n  World ") == "hello world"
    assert canonical_hash("Tom &amp; Jerry") == canonical_hash("tom & jerry")
    assert canonical_hash("a\ud800") == canonical_hash("A\ud800")
    assert canonical_hash("a") != canonical_hash("b")


# --- manifests ---


@pytest.mark.parametrize("key", sorted(CHANNELS))
def test_a_manifest_is_complete(key: str) -> None:
    manifest = CHANNELS[key]
    assert manifest.key == key
    assert manifest.title
    assert 1 <= len(manifest.monogram) <= 2
    assert manifest.first_look >= timedelta(seconds=120)
    assert manifest.forms
    for form in manifest.forms:
        names = [one.key for one in form.fields]
        assert len(set(names)) == len(names)
        assert any(one.kind == "secret" for one in form.fields)
    assert any(fact.event == "buyer_message" for fact in manifest.sla)


def test_the_profile_that_takes_everything_stands_last() -> None:
    channels = [profile.channel for profile in PROFILES]
    assert channels[-1] == "email"
    assert len(set(channels)) == len(channels)


def test_secrets_are_what_was_filled_in_and_end_when_the_platform_said() -> None:
    login = Login(LoginId(__import__("uuid").UUID(int=1)), "ebay", "", {})
    assert never_ends(login, {}) is None
    assert refresh_until(login, {"refresh_until": AT.isoformat()}) == Term(AT)
    kept = {"refresh_until": AT.isoformat(), "granted_at": (AT - timedelta(days=9)).isoformat()}
    assert refresh_until(login, kept) == Term(AT, AT - timedelta(days=9))
    assert refresh_until(login, {}) is None
    values = {"password": "p", "client_secret": "", "address": "a"}
    assert keep_secrets(values, None, None, print) == {"password": "p"}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("status", "content_type", "body", "trouble"),
    [
        ("503 Service Unavailable", "text/plain", b"later", Unreachable),
        ("429 Too Many Requests", "text/plain", b"later", Unreachable),
        ("200 OK", "text/html", b"<html>Welcome to the hotel", Unreachable),
        ("404 Not Found", "text/plain", b"", Rejected),
        ("403 Forbidden", "text/plain", b"", Rejected),
    ],
)
def test_a_file_is_given_up_only_where_the_other_side_denies_it(
    clock: FakeClock, status: str, content_type: str, body: bytes, trouble: type[Exception]
) -> None:
    line = HttpLine(Lines(clock, loopback_only=True))
    with a_server(answering(body, status, content_type)) as (port, _), pytest.raises(trouble):
        fetch_behind(line, f"http://127.0.0.1:{port}/photo.png")
    line.close()


@pytest.mark.parametrize("url", ["file:///etc/passwd", "//server/share/a.png", "ftp://files.example/a"])
def test_an_address_that_is_not_the_web_is_never_followed(clock: FakeClock, url: str) -> None:
    with pytest.raises(Rejected, match="file_gone"):
        fetch_behind(HttpLine(Lines(clock, loopback_only=True)), url)
