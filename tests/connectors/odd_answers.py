"""Practice marketplaces that answer some calls in another way: as platforms may, and the town never does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from app.simulator.running import RunningTown
from app.simulator.wire import Json, Request, Response, answer

__all__ = ["Json", "says"]


def says(town: RunningTown, about: str, value: Json | Callable[[Request], Json], status: int = 200) -> None:
    """From now on every call that has these words in its address or body is answered with `value`."""
    serve = town.service.town.handle

    def handle(request: Request, now: datetime) -> Response:
        written = f"{request.path} {request.query} {request.body.decode('utf-8', 'replace')}"
        if about not in written:
            return serve(request, now)
        return answer(value(request) if callable(value) else value, status)

    town.service.town.handle = handle  # type: ignore[method-assign]
