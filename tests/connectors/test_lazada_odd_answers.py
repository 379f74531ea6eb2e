"""Lazada says less than its documents promise: nothing is called sent, decided or found that was not."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from app.connectors.aftersales import Act, Verb
from app.connectors.contract import Ability, Found, OutboundFile, Rejected
from app.connectors.lazada.after_sales import LazadaAfterSales, accepted
from app.connectors.lazada.sender import LazadaSender
from app.domain.outbox import ReceiptKind
from app.simulator.pictures import product_picture
from app.simulator.running import RunningTown
from tests.connectors.test_kit import an_outbound
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.fakes import FakeClock
from tests.net.scripted import Heard, a_server, answering

REFS = {"session_id": "s", "site": "SG"}
CUP = OutboundFile("cup.png", "image/png", product_picture("mug", "1f4e79", 24))


@pytest.fixture
def lazada(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    bench = open_bench("lazada", town, clock)
    yield bench
    bench.close()


@contextmanager
def saying(lazada: Bench, value: object) -> Iterator[Heard]:
    """Every call is answered with the same."""
    with a_server(answering(json.dumps({"code": "0"} | value).encode())) as (port, heard):  # type: ignore[operator]
        for role, login in lazada.logins.items():
            own = {**login.settings, "api_url": f"http://127.0.0.1:{port}"}
            lazada.logins[role] = replace(login, settings=own)
        yield heard


def decider(lazada: Bench, *roles: str) -> LazadaAfterSales:
    logins = {role: lazada.logins[role] for role in roles or ("api", "chat")}
    return LazadaAfterSales(lazada.shop, logins, lazada.tools)


def act(lazada: Bench, verb: Verb, **more: object) -> Act:
    return Act("0" * 32, verb, "1", lazada.clock.now(), case_key="reverse:9", **more)  # type: ignore[arg-type]


def test_a_shop_can_do_what_its_logins_allow(lazada: Bench) -> None:
    chat = LazadaSender(lazada.shop, {"chat": lazada.logins["chat"]}, lazada.tools).capabilities()
    assert chat.cannot[Ability.READS_ORDERS] == "lazada_no_orders"
    orders = LazadaSender(lazada.shop, {"api": lazada.logins["api"]}, lazada.tools).capabilities()
    assert orders.cannot[Ability.STARTS_CONVERSATIONS] == "lazada_no_chat"
    assert not chat.can & orders.can


@pytest.mark.parametrize(
    ("value", "changed", "reason"),
    [
        ({}, {"reply_refs": {"site": "SG"}, "order_key": "1"}, "lazada_session_unknown"),
        ({}, {"reply_refs": REFS, "text": "", "files": (CUP,)}, "file_refused"),
        ({"data": {"message_id": "7", "process_msg": "Only you see it."}}, {"reply_refs": REFS},
         "remote:Only you see it."),
    ],
)  # fmt: skip
def test_what_does_not_reach_the_customer_is_refused_with_its_reason(
    lazada: Bench, value: object, changed: dict[str, object], reason: str
) -> None:
    with saying(lazada, value):
        receipt = lazada.sender().send(an_outbound(**changed))
    assert (receipt.kind, receipt.reason) == (ReceiptKind.REFUSED, reason)


def test_a_conversation_without_a_last_message_cannot_be_marked_as_read(lazada: Bench) -> None:
    with saying(lazada, {}) as heard:
        lazada.sender().mark_read("session:SG:s")
        lazada.sender().mark_read("conv:7")
    assert [b"/im/session/get" in one for one in heard.requests] == [True]


def test_a_case_that_is_not_there_has_no_reasons_and_proves_nothing(lazada: Bench) -> None:
    with saying(lazada, {}):
        door = decider(lazada)
        assert door.reasons(act(lazada, Verb.REFUND)) == ()
        for verb in (Verb.REFUND, Verb.CANCEL):
            assert door.find_act(act(lazada, verb), lazada.clock.now()).found is Found.UNSURE
        door.close()


def test_without_an_order_application_nothing_can_be_decided(lazada: Bench) -> None:
    door = decider(lazada, "chat")
    assert door.verbs() == frozenset()
    with pytest.raises(Rejected, match="lazada_no_orders"):
        door.reasons(act(lazada, Verb.REFUND))
    door.close()


def test_a_batch_of_which_a_part_was_refused_is_no_yes() -> None:
    parts = [{"item_err_code": "0", "package_id": "P1"}, {"item_err_code": "5", "msg": "No."}]

    def judged(*rows: dict[str, str]) -> tuple[ReceiptKind, str]:
        value = {"result": {"data": {"packages": list(rows)}}}
        receipt = accepted(value, "200")  # type: ignore[arg-type]  # as it came
        return receipt.kind, receipt.remote_key if receipt.kind is ReceiptKind.SENT else receipt.reason

    assert judged(parts[0]) == (ReceiptKind.SENT, "P1")
    assert judged(*parts)[0] is ReceiptKind.UNKNOWN
    assert judged(parts[1]) == (ReceiptKind.REFUSED, "remote:No.")
    assert judged({"item_err_code": "5"}) == (ReceiptKind.REFUSED, "lazada_rejected")
