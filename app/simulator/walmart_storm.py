"""How Walmart words its troubles: throttling, failures, a final no, and a page whose next one is itself."""

from __future__ import annotations

from app.simulator.walmart_words import fault
from app.simulator.wire import Json, Request, Response, asking_to_wait


class WalmartDialect:
    """Implements `platform.Dialect`."""

    lists = ("order", "returnOrders")
    misses = ()

    def busy(self, request: Request, wait: int | None) -> Response:
        """429."""
        return asking_to_wait(
            fault("REQUEST_THRESHOLD_VIOLATED.GMP_GATEWAY_API", "Too many requests", 429), wait
        )

    def broken(self, request: Request, status: int) -> Response:
        """500 or 503; a gateway in front says 520 for the first."""
        return fault("SYSTEM_ERROR.GMP_GATEWAY_API", "Internal error", 520 if status == 500 else status)

    def refused(self, request: Request) -> Response:
        """A final no."""
        return fault("INVALID_REQUEST_CONTENT.GMP_ORDER_API", "The request was not accepted", 400, older=True)

    def loop(self, body: dict[str, Json], request: Request) -> None:
        """The next page is this one."""
        listed = body.get("list")
        meta = (listed if isinstance(listed, dict) else body).get("meta")
        if isinstance(meta, dict) and (request.one("poIndex") or request.one("offset")):
            meta["nextCursor"] = "?" + "&".join(f"{name}={value}" for name, value in request.query)
