"""Does to a call what the weather says: before it is answered, to its pages, and to its bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from app.simulator.platform import Dialect
from app.simulator.weather import LONGEST_LATE, Fault
from app.simulator.wire import Fate, Json, Request, Response, asking_to_wait, empty, text

Serve = Callable[[Request, datetime], Response]
PORTAL = (
    "<!doctype html><html><head><title>Welcome to Harbour WLAN</title></head>"
    "<body><h1>Please accept our terms</h1></body></html>"
)
GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
STALLED = Response(504, fate=Fate.STALLED)
RESET = Response(502, fate=Fate.RESET)


class PlainDialect:
    """Troubles of hosts that belong to nobody in particular."""

    lists = ()
    misses = ()

    def busy(self, request: Request, wait: int | None) -> Response:
        """429."""
        return asking_to_wait(empty(429), wait)

    def broken(self, request: Request, status: int) -> Response:
        """500 or 503."""
        return empty(status)

    def refused(self, request: Request) -> Response:
        """A final no."""
        return empty(403)

    def loop(self, body: dict[str, Json], request: Request) -> None:
        """Nothing has pages here."""


def the_list(body: Json, names: tuple[str, ...]) -> tuple[dict[str, Json], str] | None:
    """The first list of one of these names, and the object that holds it; the names' order counts."""
    for name in names:
        for holder in inner(body):
            if isinstance(holder.get(name), list) and holder[name]:
                return holder, name
    return None


def paged(fault: Fault, request: Request, response: Response, dialect: Dialect, rng: Random) -> Response:
    """A list that repeats, misses or reverses entries, or whose next page is itself."""
    try:
        body = response.json()
    except ValueError:
        return response
    found = the_list(body, dialect.lists)
    if found is None or not isinstance(body, dict):
        return response
    holder, name = found
    rows = holder[name]
    if not isinstance(rows, list):
        return response
    if fault is Fault.DUPLICATES:
        holder[name] = [*rows, rng.choice(rows)]
    elif fault is Fault.SHUFFLED:
        holder[name] = rows[::-1]
    elif fault is Fault.MISSING and name in dialect.misses:
        lost = rng.randrange(len(rows))
        holder[name] = [row for index, row in enumerate(rows) if index != lost]
    elif fault is Fault.LOOP:
        dialect.loop(body, request)
    data = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    return replace(response, body=data)


def through(
    fault: Fault,
    request: Request,
    now: datetime,
    serve: Serve,
    later: Callable[[timedelta], None],
    dialect: Dialect,
    rng: Random,
) -> Response:
    """Serves one call under a fault. `later` performs the call after a while, unanswered."""
    match fault:
        case Fault.SLOW:
            return replace(serve(request, now), delay=timedelta(seconds=rng.uniform(0.1, 4.0)))
        case Fault.BUSY | Fault.BUSY_UNTIL:
            return dialect.busy(request, rng.randrange(1, 20) if fault is Fault.BUSY_UNTIL else None)
        case Fault.ERROR_BEFORE | Fault.UNAVAILABLE:
            return dialect.broken(request, 500 if fault is Fault.ERROR_BEFORE else 503)
        case Fault.ERROR_AFTER:
            serve(request, now)
            return dialect.broken(request, 500)
        case Fault.REFUSED:
            return dialect.refused(request)
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
    return mangled(fault, request, serve(request, now), dialect, rng)


def mangled(fault: Fault, request: Request, response: Response, dialect: Dialect, rng: Random) -> Response:
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
    return paged(fault, request, response, dialect, rng)


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
