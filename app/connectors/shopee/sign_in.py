"""Signing in to Shopee: the seller's own application, a consent page good for five minutes, and where it ends."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

from app.connectors.contract import Rejected
from app.connectors.manifests import Tools
from app.connectors.reading import Fields, text
from app.connectors.shopee.answers import fault_of, read
from app.connectors.shopee.hosts import CONSENT, TOKEN_GET, base_of, sign
from app.connectors.shopee.tokens import as_number, pair_of
from app.domain.shops import Proxy
from app.net.http import HttpLine, with_query
from app.net.oauth import pasted_code


def consent_at(values: Mapping[str, str], now: datetime) -> str:
    """The consent page, signed for this moment."""
    partner, key = values.get("client_id", "").strip(), values.get("client_secret", "").strip()
    if not partner or not key or not values.get("redirect_url"):
        raise Rejected("fill_client_first")
    at = int(now.timestamp())
    query = {
        "partner_id": partner,
        "timestamp": str(at),
        "sign": sign(key, partner, CONSENT, at),
        "redirect": values["redirect_url"].strip(),
    }
    return with_query(base_of(values) + CONSENT, query)


def sign_in(
    values: Mapping[str, str], proxy: Proxy | None, tools: Tools, open_browser: Callable[[str], None]
) -> dict[str, str]:
    """Exchanges the pasted address for the first pair of tokens; its code is good once and for ten minutes."""
    secrets = {"client_secret": values.get("client_secret", "").strip()}
    if values.get("refresh_token"):
        return secrets | {"refresh_token": values["refresh_token"], "shops": values.get("shops", "")}
    code, owner = pasted(values)
    body = {"code": code, "partner_id": as_number(values.get("client_id", "").strip()), **owner}
    line = HttpLine(tools.lines, proxy)
    try:
        value, content, now = _exchanged(line, values, body, tools)
    finally:
        line.close()
    pair = pair_of(value, now, content)
    shops = covered(value, values, str(owner.get("shop_id", "")))
    for shop in shops:
        secrets |= pair.kept(shop, now)
    return secrets | {"shops": " ".join(shops)}


def _exchanged(
    line: HttpLine, values: Mapping[str, str], body: Mapping[str, object], tools: Tools
) -> tuple[Fields, bytes, datetime]:
    """The answer to the code. A clock that is wrong is set by the first answer; the code is not spent by it."""
    partner, key = values.get("client_id", "").strip(), values.get("client_secret", "").strip()
    for _ in range(2):
        now = tools.clock.now() + line.clock_offset
        at = int(now.timestamp())
        query = {"partner_id": partner, "timestamp": str(at), "sign": sign(key, partner, TOKEN_GET, at)}
        answer = line.ask(
            "POST",
            with_query(base_of(values) + TOKEN_GET, query),
            headers={"content-type": "application/json"},
            content=json.dumps(body).encode(),
        )
        if not fault_of(answer).wrong_clock:
            break
    fault = fault_of(answer)
    if fault.word == "invalid_code" or (fault.word == "error_auth" and "code" in fault.sentence):
        raise Rejected("shopee_code_spent")
    return read(answer), answer.body, now


def pasted(values: Mapping[str, str]) -> tuple[str, dict[str, int | str]]:
    """The code and whose it is: a shop's, or a main account's that has several shops."""
    address = values.get("pasted", "").strip()
    query = parse_qs(urlsplit(address).query or address.partition("?")[2] or address)
    code = pasted_code(address)
    for name in ("shop_id", "main_account_id"):
        found = query.get(name, [""])[0].strip()
        if found:
            return code, {name: as_number(found)}
    if values.get("shop_id", "").strip():
        return code, {"shop_id": as_number(values["shop_id"].strip())}
    raise Rejected("shopee_shop_missing")


def covered(value: Fields, values: Mapping[str, str], named: str) -> tuple[str, ...]:
    """The shops of this login: the one that was named, or every one that the consent of a main account covers."""
    wanted = named or values.get("shop_id", "").strip()
    found = value.get("shop_id_list")
    listed = [text({"id": one}, "id") for one in found] if isinstance(found, list) else []
    if wanted and (not listed or wanted in listed):
        return (wanted,)
    if listed and not wanted:
        return tuple(dict.fromkeys(one for one in listed if one))
    raise Rejected("shopee_shop_missing" if listed else "shopee_no_shops")
