"""How eBay words its troubles: throttling, failures, a final no, and a page whose next one is itself."""

from __future__ import annotations

from app.simulator.wire import Json, Request, Response, answer, asking_to_wait


class EbayDialect:
    """Implements `platform.Dialect`."""

    lists = ("conversations", "messages", "orders", "members", "cancellations")
    misses = ("conversations",)

    def busy(self, request: Request, wait: int | None) -> Response:
        """429; Post-Order has an envelope of its own."""
        row: dict[str, Json] = {"errorId": 2001, "message": "Too many requests"}
        body: dict[str, Json]
        if "/post-order/" in request.path:
            body = {"errorMessage": {"error": [{**row, "severity": "ERROR"}]}}
        else:
            body = {"errors": [{**row, "domain": "ACCESS", "category": "REQUEST"}]}
        return asking_to_wait(answer(body, 429), wait)

    def broken(self, request: Request, status: int) -> Response:
        """500 or 503."""
        row: Json = {
            "errorId": 335000,
            "domain": "API_MESSAGE",
            "category": "APPLICATION",
            "message": "Internal server error encountered.",
        }
        return answer({"errors": [row]}, status)

    def refused(self, request: Request) -> Response:
        """A final no."""
        sentence = "The message was not accepted."
        row: Json = {"errorId": 355006, "domain": "API_MESSAGE", "category": "REQUEST", "message": sentence}
        return answer({"errors": [row]}, 400)

    def loop(self, body: dict[str, Json], request: Request) -> None:
        """The next page is this one."""
        if "next" in body:
            body["next"] = body["href"]
