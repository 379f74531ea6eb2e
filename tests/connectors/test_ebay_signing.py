"""Signed calls to eBay: the published examples to the letter, and a key that is made once and kept."""

import base64
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from app.connectors.ebay.api import EbayApi
from app.connectors.ebay.signatures import SigningKey, authority, base_of, digest, opened, signed
from app.connectors.ebay.signing_keys import IN_GOOD_TIME, JWE, PRIVATE, UNTIL, KeyRing
from app.domain.errors import Surprise
from app.domain.outbox import ReceiptKind
from app.simulator.running import RunningTown
from tests.connectors.ebay_bench import american, back, door, refund, third
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.fakes import FakeClock

PRIVATE_KEY = "MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF"
"""the test key of RFC 9421 (B.1.4), which eBay's documents use as well"""
PUBLISHED_JWE = (
    "eyJ6aXAiOiJERUYiLCJlbmMiOiJBMjU2R0NNIiwidGFnIjoiSGdLcjNSSWFlZll0Mkd4blBUUTEwUSIsImFsZyI6IkEyNTZHQ01LVyIsIml2Ijoi"
    "QTVOQXFYUXlITkNIT01GVSJ9.z3JcS0vvxrYboqpySAq_Znww-3V6AllxmJP5JEMkuLY.K1f4MVMEc8ylbfSS.fASwJyMCk2tXZsNWk13IcuVg"
    "SWTOcynSdAoJrK4WApZANlxAP9J0qr0Jz_4aFldFDSZ5tfuxLGqzJmWU7CiZWwNjk2XoVy8q5ogMrFNFwFXP4SrX1XORhNLZPTyS5DEqLDPYn2N"
    "X944xendEwfcxxXsTSeNCUnmSyfitiscUC04GYOfn0UWQ2buSWx7Yod0IR2GtTGUsM9o3J-riuNDKhw.rRsWM1Sl_2stTnZLJkWVmQ"
)


@pytest.fixture
def ebay(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    bench = open_bench("ebay", town, clock)
    yield bench
    bench.close()


def test_ebays_own_published_example_is_signed_to_the_letter() -> None:
    at = datetime.fromtimestamp(1659651955, UTC)
    key = SigningKey(PUBLISHED_JWE, PRIVATE_KEY)
    headers = signed(key, "POST", "http://localhost:8080/verifysignature", b'{"hello": "world"}', at)
    assert headers == {
        "content-digest": "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:",
        "x-ebay-signature-key": PUBLISHED_JWE,
        "signature-input": (
            'sig1=("content-digest" "x-ebay-signature-key" "@method" "@path" "@authority");created=1659651955'
        ),
        "signature": (
            "sig1=:uunxYrXKC8KaoupD5D1DKdmQmrOhz6b4Xbhb3o9d4x4xFIpg++XzEZztOyeOI59rMMjM3NIcFgxBH0c1ckpfBw==:"
        ),
    }


def test_a_refund_is_signed_as_it_was_worked_out_by_hand() -> None:
    url = "https://apiz.ebay.com/sell/fulfillment/v1/order/12-34567-89012/issue_refund"
    body = b'{"reasonForRefund":"BUYER_CANCEL","orderLevelRefundAmount":{"value":"10.00","currency":"GBP"}}'
    key = SigningKey("eyJ.JWE.EXAMPLE", PRIVATE_KEY)
    headers = signed(key, "POST", url, body, datetime.fromtimestamp(1758800000, UTC))
    assert headers["content-digest"] == "sha-256=:XEtbBy6H7X2oFdZcEHAdJ67ZQmBLDYYigUdzWY1DEXY=:"
    assert headers["signature"] == (
        "sig1=:v2UuZfgAguq56yVn4e26eufQ0LNbk+Ieh3hpB7296aEo7dZET4Jyc0ND5A0XBwnLdnIpX6Cplp5Zub3nZjmGDA==:"
    )


def test_the_standards_own_ed25519_example_comes_out() -> None:
    """RFC 9421, B.2.6."""
    covered = {
        "date": "Tue, 20 Apr 2021 02:07:55 GMT",
        "@method": "POST",
        "@path": "/foo",
        "@authority": "example.com",
        "content-type": "application/json",
        "content-length": "18",
    }
    names = " ".join(f'"{name}"' for name in covered)
    base = base_of(covered, f'({names});created=1618884473;keyid="test-key-ed25519"')
    signature = base64.b64encode(opened(PRIVATE_KEY).sign(base.encode())).decode()
    assert signature == (
        "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw=="
    )


def test_a_call_without_a_body_names_no_digest() -> None:
    url = "https://api.ebay.com/post-order/v2/cancellation/5/approve"
    headers = signed(SigningKey("jwe", PRIVATE_KEY), "POST", url, b"", datetime(2026, 11, 27, tzinfo=UTC))
    assert "content-digest" not in headers
    assert headers["signature-input"].startswith(
        'sig1=("x-ebay-signature-key" "@method" "@path" "@authority")'
    )


def test_a_path_is_signed_without_its_query_and_a_usual_port_is_not_named() -> None:
    at = datetime(2026, 11, 27, tzinfo=UTC)
    key = SigningKey("jwe", PRIVATE_KEY)
    first = signed(key, "POST", "https://api.ebay.com:443/a?b=c", b"{}", at)
    assert first == signed(key, "POST", "https://API.ebay.com/a", b"{}", at)
    assert authority("http://127.0.0.1:8080/x") == "127.0.0.1:8080"
    assert digest(b"{}") == "sha-256=:RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=:"


def test_a_key_is_read_with_and_without_the_lines_of_a_file() -> None:
    framed = f"-----BEGIN PRIVATE KEY-----\n{PRIVATE_KEY}\n-----END PRIVATE KEY-----\n"
    assert opened(framed).private_bytes_raw() == opened(PRIVATE_KEY).private_bytes_raw()


@pytest.mark.parametrize("wrong", ["", "nonsense", "AAAA", PRIVATE_KEY[:-8]])
def test_what_is_no_key_is_not_taken_for_one(wrong: str) -> None:
    with pytest.raises(Surprise, match="signing_key_unreadable"):
        opened(wrong)


def test_a_good_key_of_another_kind_signs_nothing_at_ebay() -> None:
    curve = derive_private_key(7, SECP256R1())
    other = curve.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    with pytest.raises(Surprise, match="signing_key_unreadable"):
        opened(other)


# --- the key ---


def ring(ebay: Bench) -> KeyRing:
    login = ebay.logins["api"]
    api = EbayApi(login, ebay.tools)
    ebay.open_doors.append(api)
    return KeyRing(api, login, ebay.tools)


def kept(ebay: Bench) -> dict[str, str]:
    return ebay.keeper.secrets[ebay.logins["api"].id]


def test_a_key_is_made_once_and_stored_before_it_is_used(ebay: Bench) -> None:
    first = ring(ebay).key()
    assert (kept(ebay)[JWE], kept(ebay)[PRIVATE]) == (first.jwe, first.private)
    ebay.forget_tokens()
    assert ring(ebay).key() == first
    assert len(door(ebay).signing.by_jwe) == 1


def test_a_key_is_renewed_in_good_time(ebay: Bench, clock: FakeClock) -> None:
    first = ring(ebay).key()
    until = datetime.fromisoformat(kept(ebay)[UNTIL])
    assert until - clock.now() > timedelta(days=3 * 364)
    kept(ebay)[UNTIL] = (clock.now() + IN_GOOD_TIME - timedelta(hours=1)).isoformat()
    assert ring(ebay).key() != first


def test_a_key_that_ebay_took_back_is_replaced_at_the_next_attempt(ebay: Bench) -> None:
    act, took_place = refund(ebay)
    ring(ebay).key()
    door(ebay).signing.take_back()
    opened_door = third(ebay)
    first = opened_door.act(act)
    assert (first.kind, first.needs_sign_in) == (ReceiptKind.LATER, False)
    assert not took_place()
    assert opened_door.act(act).kind is ReceiptKind.SENT
    assert took_place()


def test_a_signature_that_is_refused_again_needs_a_person(ebay: Bench) -> None:
    act, took_place = refund(ebay)
    opened_door = third(ebay)
    for expected in (ReceiptKind.LATER, ReceiptKind.REFUSED):
        ring(ebay).key()
        door(ebay).signing.take_back()
        receipt = opened_door.act(act)
        assert receipt.kind is expected
    assert receipt.reason == "ebay_signature_refused"
    assert not took_place()


def test_without_a_key_nothing_is_posted(ebay: Bench) -> None:
    act, took_place = refund(ebay)
    ebay.town.tell("force", fault="unavailable", path="signing_key", times=1)
    receipt = third(ebay).act(act)
    assert receipt.kind is ReceiptKind.LATER
    assert not took_place()


def test_where_nobody_must_sign_a_signature_does_no_harm(ebay: Bench) -> None:
    american(ebay)
    act, took_place = refund(ebay)
    assert third(ebay).act(act).kind is ReceiptKind.SENT
    assert took_place()
    assert back(ebay.town.service.town.world.orders[act.order_key]) > 0
