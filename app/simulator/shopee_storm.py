"""How Shopee words its troubles: throttling, failures, a final no, and a page whose next one is itself."""

from __future__ import annotations

from app.simulator.shopee_words import fault
from app.simulator.wire import Json, Request, Response, asking_to_wait

TOO_FAST = "Too many requests. You have reached the rate limit. Please try again later."


class ShopeeDialect:
    """Implements `platform.Dialect`."""

    lists = ("conversations", "messages", "order_list", "return")
    misses = ("conversations",)

    def busy(self, request: Request, wait: int | None) -> Response:
        """A word of its own; how long to wait it never says, but a proxy before it may."""
        return asking_to_wait(fault(request, "error_rate_limit", TOO_FAST, 429), wait)

    def broken(self, request: Request, status: int) -> Response:
        """500 or 503."""
        return fault(request, "error_server", "Something wrong. Please try later.", status)

    def refused(self, request: Request) -> Response:
        """A final no."""
        return fault(request, "user_is_forbidden", "You can not send message to this user.", 403)

    def loop(self, body: dict[str, Json], request: Request) -> None:
        """The next page is this one."""
        response = body.get("response")
        if not isinstance(response, dict):
            return
        result, asked = response.get("page_result"), request.one("next_timestamp_nano")
        if isinstance(result, dict) and asked:
            result |= {"more": True, "next_cursor": {"next_message_time_nano": asked, "conversation_id": ""}}
        elif isinstance(result, dict) and request.one("offset"):
            result["next_offset"] = request.one("offset")
        elif "order_list" in response and request.one("cursor"):
            response |= {"more": True, "next_cursor": request.one("cursor")}
