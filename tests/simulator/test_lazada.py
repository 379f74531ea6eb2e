"""Everything our doors ask of Lazada, and every answer of its practice town, is what its published pages describe."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from app.connectors.aftersales import Act, ActLine, Verb
from app.connectors.registry import CHANNELS
from app.simulator.lazada_words import parameters
from app.simulator.running import RunningTown
from app.simulator.town import Setting
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.contract.published import Exchange, listen
from tests.fakes import FakeClock

pytestmark = pytest.mark.contracts
COMMON = {"app_key", "timestamp", "sign_method", "access_token", "sign"}
ENVELOPE = {"code", "request_id", "type", "message"}
MISSING = {
    "/im/session/read": set(),
    "/order/items/get": {"data"},
    "/orders/get": {"data.orders[].address_shipping.addressDsitrict"},
}
"""what real answers carry beside what their pages list"""


@pytest.fixture
def lazada(clock: FakeClock) -> Iterator[Bench]:
    with RunningTown(Setting(7, clock.now()), clock.now) as town:
        bench = open_bench("lazada", town, clock)
        yield bench
        bench.close()


def pages() -> dict[str, dict[str, Any]]:
    """Every published call by its path."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted((Path(os.environ["QUAYSIDE_CONTRACTS"]) / "lazada").glob("*-api/*.json")):
        for one in json.loads(path.read_text("utf-8"))["data"].get("apiList") or []:
            found[one["path"]] = one
    return found


def listed(value: Any) -> list[Mapping[str, Any]]:
    rows = value.get("data") if isinstance(value, dict) else value
    return [row for row in rows or [] if isinstance(row, dict)]


def names(rows: list[Mapping[str, Any]], place: str = "") -> Iterator[str]:
    """Every field of an answer by its place: `data.orders[].order_id`."""
    for row in rows:
        name = str(row.get("paramName") or row.get("name"))
        mark = "[]" if str(row.get("type", "")).endswith("[]") else ""
        yield f"{place}{name}"
        yield from names(listed(row.get("children")), f"{place}{name}{mark}.")


def said(value: Any, place: str = "") -> Iterator[str]:
    """Every field of an answer that was really given."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield f"{place}{name}"
            yield from said(inner, f"{place}{name}.")
    elif isinstance(value, list):
        for inner in value:
            yield from said(inner, f"{place[:-1]}[].")


def complaints(exchange: Exchange, page: Mapping[str, Any], path: str) -> Iterator[str]:
    request, given = exchange.request, parameters(exchange.request)
    if request.method.lower() not in str(page["method"]).lower():
        yield f"{request.method} where the page says {page['method']}"
    known = listed(page["parameters"])
    allowed = {str(row["name"]) for row in known if row.get("name")} | {
        str(row.get("paramName")) for row in known
    }
    yield from (f"unknown parameter {name}" for name in sorted(set(given) - COMMON - allowed))
    wanted = {str(row.get("paramName") or row["name"]) for row in known if row.get("required")}
    yield from (f"missing parameter {name}" for name in sorted(wanted - set(given) - {"image"}))
    fields = set(names(listed(page["outputParameters"])))
    top = ENVELOPE | {"err_code", "err_message", "success"}
    if "type" in (exchange.response.json() or {}):  # type: ignore[operator]
        return  # a refusal has a page of its own
    for name in sorted(set(said(exchange.response.json()))):
        if name not in top and name not in fields and name not in MISSING.get(path, set()):
            yield f"unknown field {name}"


def a_day(bench: Bench) -> None:
    """Everything our program can ask."""
    reply = bench.reply(bench.inbound(), "It left this morning.")
    sender = bench.sender()
    sender.send(reply)
    sender.mark_read(reply.thread_key)
    source = bench.source("api")
    source.check()
    for stream in source.streams():
        bench.drain(source, stream, None)
    make = CHANNELS["lazada"].open_after_sales
    assert make is not None
    door = make(bench.shop, bench.logins, bench.tools)
    world = bench.town.service.town.world
    case = next(case for case in world.cases.values() if case.order.shop.key == "lazada-sg")
    now, key = bench.clock.now(), f"reverse:{case.id}"
    act = Act("0" * 32, Verb.REFUSE_CANCELLATION, case.order.id, now, case_key=key, reason="1")
    door.reasons(act)
    assert door.act(act).kind.value == "sent"
    lines = tuple(ActLine(f"{line.id}0") for line in case.order.lines)
    packing = Act("1" * 32, Verb.ACKNOWLEDGE, case.order.id, now, lines=lines)
    door.reasons(packing)
    assert door.act(packing).kind.value == "sent"
    door.find_act(packing, now)
    door.reasons(Act("2" * 32, Verb.CANCEL, case.order.id, now, lines=lines))
    door.close()


def test_a_day_of_asking_keeps_to_the_published_pages(lazada: Bench) -> None:
    heard = listen(lazada.town)
    a_day(lazada)
    known, found, met = pages(), [], set()
    for exchange in heard:
        path = exchange.request.path.partition("/rest")[2]
        if not path:
            continue
        met.add(path)
        found += [f"{path}: {one}" for one in complaints(exchange, known[path], path)]
    complaint = "\n".join(sorted(set(found)))
    assert not complaint, complaint
    assert len(met) >= 15
