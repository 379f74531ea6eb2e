"""How Amazon words its troubles: throttling, failures, a final no, and a page whose next one is itself."""

from __future__ import annotations

from app.simulator.wire import Json, Request, Response, answer, asking_to_wait


class AmazonDialect:
    """Implements `platform.Dialect`."""

    lists = ("orders",)
    misses = ()

    def busy(self, request: Request, wait: int | None) -> Response:
        """429."""
        message = "You exceeded your quota for the requested resource."
        row: Json = {"code": "QuotaExceeded", "message": message, "details": ""}
        return asking_to_wait(answer({"errors": [row]}, 429), wait)

    def broken(self, request: Request, status: int) -> Response:
        """500 or 503."""
        code = "InternalFailure" if status == 500 else "ServiceUnavailable"
        return answer({"errors": [{"code": code, "message": "We encountered an internal error."}]}, status)

    def refused(self, request: Request) -> Response:
        """A final no."""
        row: Json = {"code": "Unauthorized", "message": "The message was not accepted.", "details": ""}
        return answer({"errors": [row]}, 403)

    def loop(self, body: dict[str, Json], request: Request) -> None:
        """The next page is this one."""
        if "pagination" in body and request.one("paginationToken"):
            body["pagination"] = {"nextToken": request.one("paginationToken")}
