"""No reply waits behind the past: reading and sending share no lock, no line and no allowance."""

import threading

from app.connectors.contract import Source, StreamMode
from app.domain.outbox import ReceiptKind
from tests.contract.bench import Bench


def with_past(bench: Bench) -> Source:
    """A login that reads the past by itself: the one that brings messages, else another of the shop's."""
    sources = [bench.source(role) for role in (bench.listens, *bench.logins)]
    return next(one for one in sources if any(s.mode is StreamMode.BACKFILL for s in one.streams()))


def test_replies_leave_while_the_past_is_being_read(bench: Bench) -> None:
    message = bench.inbound()
    source, sender = with_past(bench), bench.sender()
    stream = next(one for one in source.streams() if one.mode is StreamMode.BACKFILL)
    enough, under_way = threading.Event(), threading.Event()

    def read_the_past() -> None:
        while not enough.is_set():
            bench.drain(source, stream, None)
            under_way.set()

    reader = threading.Thread(target=read_the_past, name="reader of the past")
    reader.start()
    try:
        assert under_way.wait(30)
        under_way.clear()
        receipts = [sender.send(bench.reply(message, f"reply {number}", number)) for number in range(1, 6)]
        assert under_way.wait(30)  # the reader was not held up either
    finally:
        enough.set()
        reader.join(30)
    assert [receipt.kind for receipt in receipts] == [ReceiptKind.SENT] * 5
    assert [row["text"] for row in bench.received()] == [f"reply {number}" for number in range(1, 6)]
