"""How AliExpress words its troubles: a ban for some seconds, a failing backend, a final no, a page without an end."""

from __future__ import annotations

import json

from app.simulator.platform import Asked
from app.simulator.wire import Json, Request, Response, answer

PAGED = frozenset(
    {
        "aliexpress/message/sync",
        "aliexpress/message/history/buyer/list",
        "aliexpress/message/list",
        "aliexpress.trade.seller.orderlist.get",
        "aliexpress.issue.issuelist.get",
    }
)
LATER = ("last_message_id", "last_buyer_id")


def inside(request: Request) -> dict[str, Json]:
    """The structured parameter of a call."""
    pairs = [value for _, value in request.query] + list(request.form().values())
    for value in pairs:
        try:
            found = json.loads(value) if value.startswith("{") else None
        except ValueError:
            continue
        if isinstance(found, dict):
            return found
    return {}


def asks(request: Request) -> Asked:
    """The call's name stands in a parameter on one gateway, in the path on the other."""
    method = request.one("method") or request.path.partition("/rest/")[2]
    fields = inside(request)
    page = fields.get("current_page")
    later = any(fields.get(name) for name in LATER) or (isinstance(page, int) and page > 1)
    return Asked(f"{request.path.partition('?')[0]}/{method}", method in PAGED, later)


class AliExpressDialect:
    """Implements `platform.Dialect`."""

    lists = ("sync_list", "session_list", "message_list", "target_list", "data_list")
    misses = ("session_list", "data_list")

    def busy(self, request: Request, wait: int | None) -> Response:
        """The seconds stand in the sentence."""
        words = f"Api access frequency exceeds the limit. this ban will last {wait or 1} seconds."
        return self._wrong(request, "ISV", "ApiCallLimit", words, 200)

    def broken(self, request: Request, status: int) -> Response:
        """500 or 503."""
        return self._wrong(request, "ISP", "ServiceUnavailable", "The backend does not answer", status)

    def refused(self, request: Request) -> Response:
        """A final no."""
        body: Json = {
            "success": False,
            "error_code": "CONTENT_REFUSED",
            "error_message": "The content was not accepted.",
        }
        return answer({"result": body, "request_id": "2140"})

    def loop(self, body: dict[str, Json], request: Request) -> None:
        """The next page is this one."""
        result = body.get("result")
        data = result.get("data") if isinstance(result, dict) else None
        if not isinstance(data, dict):
            return
        asked = inside(request)
        for name in ("sync_id", "next_start_time", "last_message_id", "last_buyer_id"):
            if name in data:
                data[name] = asked.get(name.removeprefix("next_"), "")
        data["has_more"] = True

    def _wrong(self, request: Request, kind: str, code: str, words: str, status: int) -> Response:
        if "/rest/" in request.path:
            return answer({"type": kind, "code": code, "message": words, "request_id": "2140"}, status)
        return answer(
            {"error_response": {"type": kind, "code": code, "msg": words, "request_id": "2140"}}, status
        )
