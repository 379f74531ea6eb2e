"""What every source promises: the right shop, finite steps, nothing lost, nothing skipped, calm in bad weather."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.connectors.contract import (
    AuthExpired,
    RateLimited,
    RemoteMessage,
    Source,
    Stream,
    StreamMode,
    Unreachable,
)
from app.domain.conversations import Direction, MessageKind
from app.domain.errors import QuaysideError
from tests.contract.bench import Bench


def test_a_right_login_says_whose_shop_it_opens(bench: Bench) -> None:
    identity = bench.source().check()
    assert identity.remote_key
    assert identity.title
    assert identity.report
    assert all(worked for _, worked, _ in identity.report)


def test_a_wrong_secret_asks_for_a_sign_in(bench: Bench) -> None:
    for role, login in bench.logins.items():
        known = bench.keeper.secrets[login.id]
        bench.keeper.secrets[login.id] = {name: f"wrong{value[:3]}" for name, value in known.items()}
        with pytest.raises(AuthExpired):
            bench.source(role).check()


def test_a_dead_server_is_a_matter_of_time(bench: Bench) -> None:
    for role, login in bench.logins.items():
        dead = {
            "imap_port": "9",
            "smtp_port": "9",
            "api_url": "http://127.0.0.1:9",
            "token_url": "http://127.0.0.1:9",
        }
        settings = {name: value for name, value in dead.items() if name in login.settings}
        with pytest.raises(Unreachable):
            bench.source(role, **settings).check()


def test_streams_have_names_of_their_own_and_the_live_ones_come_first(bench: Bench) -> None:
    for role in bench.logins:
        streams = bench.source(role).streams()
        assert len({stream.name for stream in streams}) == len(streams)
        modes = [stream.mode for stream in streams]
        assert modes == sorted(modes, key=lambda mode: mode is StreamMode.BACKFILL)


def test_the_first_look_brings_nothing_old_as_new(bench: Bench) -> None:
    source = bench.source()
    items, cursor = bench.drain(source, bench.live(source), None)
    assert bench.messages(tuple(items)) == []
    assert cursor


def test_a_new_message_arrives_once_with_everything_an_answer_needs(bench: Bench) -> None:
    message = bench.inbound()
    assert message.direction is Direction.INBOUND
    assert message.kind is MessageKind.CUSTOMER
    assert message.thread_keys
    assert message.remote_key
    assert message.reply_refs
    assert message.customer.key
    assert message.sent_at.utcoffset() == timedelta(0)


def test_the_same_cursor_twice_gives_the_same_messages(bench: Bench) -> None:
    source = bench.source()
    stream = bench.live(source)
    _, cursor = bench.drain(source, stream, None)
    bench.say("one")
    bench.say("two")
    first = {one.remote_key for one in bench.messages(tuple(bench.drain(source, stream, cursor)[0]))}
    again = {one.remote_key for one in bench.messages(tuple(bench.drain(bench.source(), stream, cursor)[0]))}
    assert first == again
    assert len(first) == 2


def _past(bench: Bench, *, restarting: bool = False) -> list[RemoteMessage]:
    """Every message that the past brings, in order of arrival."""
    source = bench.source()
    for stream in source.streams():
        if stream.mode is StreamMode.LIVE:
            source.pull(stream, None)
    walks = [bench.walk_back(source, one, restarting=restarting)[0] for one in bench.past_streams(source)]
    return [message for walk in walks for message in walk]


def _keys(messages: list[RemoteMessage]) -> set[str]:
    return {one.remote_key for one in messages}


MACHINES = ("newsletter", "auto_reply")


def test_the_past_holds_every_message_the_customers_wrote(bench: Bench) -> None:
    texts = {
        " ".join(message.text.split())[:40]
        for message in _past(bench)
        if message.direction is Direction.INBOUND and message.kind is MessageKind.CUSTOMER
    }
    wanted = [
        row
        for row in bench.written()
        if row["kind"] not in MACHINES and row["text"] and "system" not in str(row["conversation"])
    ]
    missing = [row["text"] for row in wanted if not any(_like(str(row["text"]), seen) for seen in texts)]
    assert missing == []
    assert wanted


def _like(written: str, seen: str) -> bool:
    return " ".join(written.split())[:20] in seen or seen[:20] in " ".join(written.split())


def test_the_past_can_be_resumed_at_every_step(bench: Bench) -> None:
    whole = _keys(_past(bench))
    assert whole
    assert _keys(_past(bench, restarting=True)) == whole


def test_a_finished_past_stays_finished(bench: Bench) -> None:
    source = bench.source()
    stream = bench.past_streams(source)[0]
    _, cursor = bench.walk_back(source, stream)
    bench.clock.advance(bench.facts.between_looks)
    page = source.pull(stream, cursor)
    assert (page.items, page.more) == ((), False)


def test_a_cursor_of_nonsense_starts_over_instead_of_failing(bench: Bench) -> None:
    source = bench.source()
    for cursor in ("", "{", "[]", '"x"', '{"offset":"no","since":7,"uidvalidity":"a","wanted":3}'):
        source.pull(bench.live(source), cursor)


def test_a_backfill_of_no_days_brings_nothing(bench: Bench) -> None:
    source = bench.source(backfill_days="0")
    stream = bench.past_streams(source)[0]
    assert bench.drain(source, stream, None)[0] == []


PASSING = ("reset_before", "reset_midway", "unavailable")
HTTP_PASSING = (
    "truncated",
    "portal",
    "busy_until",
    "busy",
    "error_before",
    "gateway",
    "garbage",
    "wrong_type",
)


def _failure(bench: Bench, source: Source, stream: Stream, cursor: str) -> QuaysideError | None:
    try:
        bench.drain(source, stream, cursor)
    except QuaysideError as error:
        return error
    return None


@pytest.mark.parametrize("fault", PASSING)
def test_trouble_on_the_way_is_told_by_its_kind_and_passes(bench: Bench, fault: str) -> None:
    _passes(bench, fault)


@pytest.mark.assumes(by_mail=False)
@pytest.mark.parametrize("fault", HTTP_PASSING)
def test_trouble_with_the_web_is_told_by_its_kind_and_passes(bench: Bench, fault: str) -> None:
    _passes(bench, fault)


def _passes(bench: Bench, fault: str) -> None:
    source = bench.source()
    stream = bench.live(source)
    _, cursor = bench.drain(source, stream, None)
    source.close()
    bench.say("still here")
    path = "imap/connect" if bench.facts.by_mail else bench.facts.list_path
    bench.town.tell("force", fault=fault, path=path, times=1)
    fresh = bench.source()
    error = _failure(bench, fresh, stream, cursor)
    if error is not None:
        assert not isinstance(error, AuthExpired)
        assert error.key == "captive_portal" or fault != "portal"
        waits = isinstance(error, RateLimited) and bool(error.retry_after)
        assert waits or fault not in ("busy", "busy_until")
        bench.clock.advance(getattr(error, "retry_after", None) or timedelta(0))
    bench.town.tell("weather", profile="calm")
    items, _ = bench.drain(bench.source(), stream, cursor)
    assert "still here" in " ".join(one.text for one in bench.messages(tuple(items)))


@pytest.mark.assumes(by_mail=False)
@pytest.mark.parametrize("fault", ["duplicates", "shuffled", "shift"])
def test_pages_that_change_under_our_hands_lose_nothing(bench: Bench, fault: str) -> None:
    whole = _keys(_past(bench))
    assert whole
    bench.town.tell("weather", rates={fault: 0.7}, seed=3)
    assert whole <= _keys(_past(bench))


def test_a_token_that_ends_in_the_middle_is_renewed(bench: Bench) -> None:
    for role, login in bench.logins.items():
        if "client_id" not in login.settings:
            continue
        source = bench.source(role)
        stream = source.streams()[0]
        page = source.pull(stream, None)
        bench.town.tell("expire", seller=bench.shop.remote_key)
        source.pull(stream, page.next_cursor)


def test_a_consent_taken_back_asks_for_a_sign_in(bench: Bench) -> None:
    for role, login in bench.logins.items():
        if "client_id" not in login.settings:
            continue
        bench.town.tell("revoke", seller=bench.shop.remote_key)
        with pytest.raises(AuthExpired) as caught:
            bench.source(role).check()
        assert caught.value.key == bench.facts.taken_back


def test_a_closed_source_does_not_open_again_by_itself(bench: Bench) -> None:
    source = bench.source()
    stream = bench.live(source)
    source.close()
    assert source.wait(stream, timedelta(seconds=30)) is False


def test_a_login_of_the_demo_goes_nowhere_but_here(bench: Bench) -> None:
    for role, login in bench.logins.items():
        away = {
            "imap_host": "mail.example",
            "imap_security": "tls",
            "api_url": "https://api.example",
            "token_url": "https://api.example/t",
        }
        settings = {name: value for name, value in away.items() if name in login.settings}
        bench.forget_tokens()
        with pytest.raises(Unreachable) as caught:
            bench.source(role, **settings).check()
        assert caught.value.key == "loopback_only"


def test_the_shop_is_the_same_after_a_new_sign_in(bench: Bench) -> None:
    first = bench.source().check()
    bench.logins = {role: replace(login, label="renamed") for role, login in bench.logins.items()}
    bench.forget_tokens()
    assert bench.source().check().remote_key == first.remote_key
