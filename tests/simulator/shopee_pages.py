"""Holds calls and answers against Shopee's own pages, one JSON file for each call, in QUAYSIDE_CONTRACTS."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from app.simulator.wire import Request, Response

WHOLE = ("int", "int32", "int64", "uint64", "timestamp")
KINDS: dict[str, tuple[type, ...]] = {
    **dict.fromkeys(WHOLE, (int,)),
    "float": (int, float),
    "string": (str,),
    "boolean": (bool,),
    "object": (dict,),
}
OURSELVES = ("warning",)


@cache
def pages() -> dict[str, dict[str, Any]]:
    """Every published call by its path."""
    folder = Path(os.environ["QUAYSIDE_CONTRACTS"]) / "shopee"
    read = (json.loads(path.read_text("utf-8")) for path in folder.glob("v2.*.json"))
    return {page["path"]: page for page in read}


def held(request: Request, response: Response) -> str:
    """The published name of a call; fails where the call or its answer is not what its page describes. '' for chat,
    which has no page."""
    path = request.path.removeprefix("/shopee")
    if path.startswith(("/api/v2/sellerchat/", "/api/v2/shop/auth_partner")):
        return ""
    page = pages()[path]
    troubles = [*asked(request, page), *answered(response, page)]
    assert not troubles, f"{page['api_name']}: {troubles}"
    return str(page["api_name"])


def asked(request: Request, page: dict[str, Any]) -> Iterator[str]:
    """What a request does that its page does not allow."""
    common = {one["name"] for one in page["common_params"]}
    listed = page["params"]["request_params"] or []
    sent = dict(request.query)
    yield from (f"missing {name}" for name in sorted(common - set(sent)))
    own: dict[str, Any] = {name: value for name, value in sent.items() if name not in common}
    if request.method == "POST":
        yield from (f"stray in the query: {name}" for name in own)
        own = request.json() or {}
    if "multipart" in request.header("content-type"):
        return
    for one in listed:
        if str(one["required"]) == "True" and one["name"] not in own:
            yield f"missing {one['name']}"
    in_words = request.method == "GET"
    yield from unlike(own, listed, "request", in_words=in_words)


def answered(response: Response, page: dict[str, Any]) -> Iterator[str]:
    """What an answer says that its page does not know."""
    yield from unlike(response.json(), page["params"]["response_params"], "answer")


def unlike(value: Any, listed: list[dict[str, Any]], place: str, *, in_words: bool = False) -> Iterator[str]:
    """Names and types that are not those of the page; what is absent or null is fine."""
    known = {one["name"].strip(): one for one in listed}
    for name, inner in value.items():
        one = known.get(name)
        if one is None:
            if name not in ("request_id", "error", "message", *OURSELVES):
                yield f"{place}.{name} is unknown"
        elif inner is not None and not in_words:
            yield from mistyped(inner, one, f"{place}.{name}")


def mistyped(value: Any, one: dict[str, Any], place: str) -> Iterator[str]:
    """Whether a value has the type its page gives it."""
    kind = one["type"]
    if kind.endswith("[]"):
        if not isinstance(value, list):
            yield f"{place} is no list"
            return
        for inner in value:
            yield from mistyped(inner, {**one, "type": kind[:-2]}, f"{place}[]")
        return
    if not isinstance(value, KINDS[kind]) or (isinstance(value, bool) and kind != "boolean"):
        yield f"{place} is no {kind}"
    elif kind == "object":
        yield from unlike(value, one.get("children") or [], place)
