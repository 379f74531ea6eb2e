"""How Lazada words its troubles: throttling and inner failures come with status 200, as everything does."""

from __future__ import annotations

from app.simulator.lazada_words import refuse
from app.simulator.wire import Json, Request, Response, asking_to_wait, empty


class LazadaDialect:
    """Implements `platform.Dialect`."""

    lists = ("session_list", "message_list", "orders", "items")
    misses = ("session_list",)

    def busy(self, request: Request, wait: int | None) -> Response:
        """The wait stands in the sentence."""
        message = f"Api access frequency exceeds the limit. this ban will last {wait or 1} seconds."
        return asking_to_wait(refuse("ApiCallLimit", message), None)

    def broken(self, request: Request, status: int) -> Response:
        """A service behind the gateway failed, or the gateway itself."""
        return refuse("SystemError", "System Error", "ISP") if status == 500 else empty(status)

    def refused(self, request: Request) -> Response:
        """A final no."""
        return refuse("InvalidParameter", "The message was not accepted")

    def loop(self, body: dict[str, Json], request: Request) -> None:
        """The next page begins where this one did."""
        data = body.get("data")
        if isinstance(data, dict) and "next_start_time" in data:
            data["next_start_time"] = request.one("start_time")
            data["last_session_id"] = request.one("last_session_id") or ""
            data["last_message_id"] = request.one("last_message_id") or ""
