"""Where a platform can be told what was read, it believes us; where it cannot, nothing happens, for a reason."""

from app.connectors.contract import Ability
from tests.contract.bench import Bench


def _unread(bench: Bench) -> list[str]:
    talk = bench.written()[0]["conversation"]
    return [str(row["text"]) for row in bench.written() if row["conversation"] == talk and not row["read"]]


def test_what_was_read_here_is_read_there(bench: Bench) -> None:
    message, sender = bench.inbound(), bench.sender()
    able = sender.capabilities()
    before = _unread(bench)
    sender.mark_read(message.thread_keys[0])
    if Ability.MARKS_READ in able.can:
        assert before
        assert _unread(bench) == []
    else:
        assert able.cannot[Ability.MARKS_READ]
        assert _unread(bench) == before


def test_telling_twice_is_telling_once(bench: Bench) -> None:
    message, sender = bench.inbound(), bench.sender()
    sender.mark_read(message.thread_keys[0])
    sender.mark_read(message.thread_keys[0])
    assert bench.received() == []
