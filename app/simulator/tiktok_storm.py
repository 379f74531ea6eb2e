"""How TikTok Shop words its troubles: throttling, failures, a final no, and a page whose next one is itself."""

from __future__ import annotations

from app.simulator.tiktok_words import encoded, fault
from app.simulator.wire import Json, Request, Response, asking_to_wait

FIRST = encoded(0)
"""a token that leads to the first page"""


class TikTokDialect:
    """Implements `platform.Dialect`."""

    lists = ("conversations", "messages", "orders", "return_orders", "cancellations")
    misses = ("conversations",)

    def busy(self, request: Request, wait: int | None) -> Response:
        """429."""
        return asking_to_wait(fault(36009002, status=429), wait)

    def broken(self, request: Request, status: int) -> Response:
        """500 or 503."""
        return fault(36009003, status=status)

    def refused(self, request: Request) -> Response:
        """A final no."""
        return fault(45101006)

    def loop(self, body: dict[str, Json], request: Request) -> None:
        """The next page is this one."""
        data = body.get("data")
        if isinstance(data, dict) and data.get("next_page_token"):
            data["next_page_token"] = request.one("page_token") or FIRST
