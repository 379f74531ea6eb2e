"""Does to a call what the weather says: before it is answered, to its pages, and to its bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from app.simulator.weather import LONGEST_LATE, Fault
from app.simulator.wire import Fate, Json, Request, Response, answer, text

Serve = Callable[[Request, datetime], Response]
LISTS = ("conversations", "messages", "orders", "members", "cancellations")
PORTAL = (
    "<!doctype html><html><head><title>Welcome to Harbour WLAN</title></head>"
    "<body><h1>Please accept our terms</h1></body></html>"
)
GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
STALLED = Response(504, fate=Fate.STALLED)
RESET = Response(502, fate=Fate.RESET)


def busy(request: Request, wait: int | None) -> Response:
    """429 in the dialect of the host."""
    if "/post-order/" in request.path:
        entry: Json = {"errorId": 2001, "message": "Too many requests", "severity": "ERROR"}
        body: Json = {"errorMessage": {"error": [entry]}}
    elif "x-amz-access-token" in request.headers:
        message = "You exceeded your quota for the requested resource."
        body = {"errors": [{"code": "QuotaExceeded", "message": message, "details": ""}]}
    else:
        row: Json = {
            "errorId": 2001,
            "domain": "ACCESS",
            "category": "REQUEST",
            "message": "Too many requests",
        }
        body = {"errors": [row]}
    response = answer(body, 429)
    return response.with_headers(("Retry-After", str(wait))) if wait is not None else response


def broken(request: Request, status: int) -> Response:
    """500 or 503 in the dialect of the host."""
    if "x-amz-access-token" in request.headers:
        code = "InternalFailure" if status == 500 else "ServiceUnavailable"
        return answer({"errors": [{"code": code, "message": "We encountered an internal error."}]}, status)
    row: Json = {
        "errorId": 335000,
        "domain": "API_MESSAGE",
        "category": "APPLICATION",
        "message": "Internal server error encountered.",
    }
    return answer({"errors": [row]}, status)


def refused(request: Request) -> Response:
    """A final no in the dialect of the host."""
    sentence = "The message was not accepted."
    if "x-amz-access-token" in request.headers:
        return answer({"errors": [{"code": "Unauthorized", "message": sentence, "details": ""}]}, 403)
    row: Json = {"errorId": 355006, "domain": "API_MESSAGE", "category": "REQUEST", "message": sentence}
    return answer({"errors": [row]}, 400)


def paged(fault: Fault, request: Request, response: Response, rng: Random) -> Response:
    """A list that repeats, misses or reverses entries, or whose next page is itself."""
    try:
        body = response.json()
    except ValueError:
        return response
    if not isinstance(body, dict):
        return response
    name = next((key for key in LISTS if isinstance(body.get(key), list)), "")
    rows = body.get(name)
    if not isinstance(rows, list) or not rows:
        return response
    if fault is Fault.DUPLICATES:
        body[name] = [*rows, rng.choice(rows)]
    elif fault is Fault.SHUFFLED:
        body[name] = rows[::-1]
    elif fault is Fault.MISSING and name == "conversations":
        lost = rng.randrange(len(rows))
        body[name] = [row for index, row in enumerate(rows) if index != lost]
    elif fault is Fault.LOOP and "next" in body:
        body["next"] = body["href"]
    elif fault is Fault.LOOP and "pagination" in body and request.one("paginationToken"):
        body["pagination"] = {"nextToken": request.one("paginationToken")}
    data = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    return replace(response, body=data)


def through(
    fault: Fault,
    request: Request,
    now: datetime,
    serve: Serve,
    later: Callable[[timedelta], None],
    rng: Random,
) -> Response:
    """Serves one call under a fault. `later` performs the call after a while, unanswered."""
    match fault:
        case Fault.SLOW:
            return replace(serve(request, now), delay=timedelta(seconds=rng.uniform(0.1, 4.0)))
        case Fault.BUSY | Fault.BUSY_UNTIL:
            return busy(request, rng.randrange(1, 20) if fault is Fault.BUSY_UNTIL else None)
        case Fault.ERROR_BEFORE | Fault.UNAVAILABLE:
            return broken(request, 500 if fault is Fault.ERROR_BEFORE else 503)
        case Fault.ERROR_AFTER:
            serve(request, now)
            return broken(request, 500)
        case Fault.REFUSED:
            return refused(request)
        case Fault.GATEWAY:
            return text(GATEWAY, 502)
        case Fault.PORTAL:
            return text(PORTAL)
        case Fault.STALL_BEFORE:
            return STALLED
        case Fault.STALL_AFTER:
            serve(request, now)
            return STALLED
        case Fault.LATE_ACCEPT:
            later(LONGEST_LATE * rng.random())
            return STALLED
        case Fault.RESET_BEFORE:
            return RESET
        case Fault.RESET_AFTER:
            serve(request, now)
            return RESET
    return mangled(fault, request, serve(request, now), rng)


def mangled(fault: Fault, request: Request, response: Response, rng: Random) -> Response:
    """Faults that touch the answer's bytes only."""
    cut = rng.randrange(1, max(2, len(response.body)))
    match fault:
        case Fault.RESET_MIDWAY:
            return replace(response, fate=Fate.RESET, cut_at=cut)
        case Fault.TRUNCATED:
            return replace(response, body=response.body[:cut])
        case Fault.GARBAGE:
            return replace(response, body=rng.randbytes(200))
        case Fault.BAD_GZIP:
            return response.with_headers(("Content-Encoding", "gzip"))
        case Fault.DRIFT:
            return drifted(response, rng)
        case Fault.WRONG_TYPE:
            return replace(response, headers=(("Content-Type", "text/plain"),))
    return paged(fault, request, response, rng)


def drifted(response: Response, rng: Random) -> Response:
    """One value becomes an unknown word or null, and one object says something new."""
    try:
        body = response.json()
    except ValueError:
        return response
    objects = list(inner(body))
    if not objects:
        return response
    rng.choice(objects)["brandNewField"] = {"added": True}
    victim = rng.choice(objects)
    words = [key for key, value in victim.items() if isinstance(value, str) and value.isupper()]
    if words:
        victim[rng.choice(words)] = "SOMETHING_NEW"
    elif victim:
        victim[rng.choice(sorted(victim))] = None
    return replace(response, body=json.dumps(body, ensure_ascii=False).encode())


def inner(value: Json) -> Iterator[dict[str, Json]]:
    """Every object inside a JSON value."""
    if isinstance(value, dict):
        yield value
        for one in list(value.values()):
            yield from inner(one)
    elif isinstance(value, list):
        for one in value:
            yield from inner(one)
