"""A login with a proxy goes nowhere without it: reading, sending and renewing tokens alike."""

import gc
from dataclasses import replace

import pytest

from app.connectors.contract import AuthExpired, Unreachable
from app.domain.outbox import ReceiptKind
from app.domain.shops import Proxy, ProxyKind
from tests.contract.bench import Bench
from tests.net.proxies import a_proxy


def _ports(bench: Bench) -> set[int]:
    """Every port the channel's logins may want."""
    found: set[int] = set()
    for login in bench.logins.values():
        for name in ("imap_port", "smtp_port"):
            found |= {int(login.settings[name])} if name in login.settings else set()
        for name in ("api_url",):
            if name in login.settings:
                found.add(int(login.settings[name].split(":")[2].split("/")[0]))
    return found


@pytest.mark.parametrize("kind", list(ProxyKind))
def test_everything_goes_through_the_proxy(bench: Bench, kind: ProxyKind) -> None:
    with a_proxy(kind) as (proxy, ledger):
        bench.through(proxy)
        for role in bench.logins:
            bench.source(role).check()
        message = bench.inbound()
        reply = bench.reply(message, "Through the tunnel")
        sender, began = bench.sender(), bench.clock.now()
        assert sender.send(reply).kind is ReceiptKind.SENT
        sender.settle(reply)
        sender.find_sent(reply, began)
        assert {port for _, port in ledger.reached} == _ports(bench)
        assert ledger.refused == 0
        bench.close()


# httpcore leaves the socket of a refused SOCKS greeting to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
@pytest.mark.parametrize("kind", list(ProxyKind))
def test_a_proxy_that_wants_another_password_asks_for_a_sign_in(bench: Bench, kind: ProxyKind) -> None:
    message = bench.inbound()
    with a_proxy(kind) as (proxy, ledger):
        bench.through(replace(proxy, password="old"))
        bench.forget_tokens()
        for role in bench.logins:
            with pytest.raises(AuthExpired) as caught:
                bench.source(role).check()
            assert caught.value.key == "proxy_refused"
        receipt = bench.sender().send(bench.reply(message, "No way through"))
        assert receipt.kind is ReceiptKind.LATER
        assert receipt.needs_sign_in
        assert ledger.reached == []
        assert ledger.refused > 0
        bench.close()
    assert bench.received() == []
    del caught
    gc.collect()


@pytest.mark.parametrize("kind", list(ProxyKind))
def test_a_dead_proxy_is_a_matter_of_time_and_never_gone_round(bench: Bench, kind: ProxyKind) -> None:
    message = bench.inbound()
    bench.through(Proxy(kind, "127.0.0.1", 9, "shop", "secret"))
    bench.forget_tokens()
    for role in bench.logins:
        with pytest.raises(Unreachable):
            bench.source(role).check()
    receipt = bench.sender().send(bench.reply(message, "Nobody carries this"))
    assert receipt.kind is ReceiptKind.LATER
    assert bench.received() == []
