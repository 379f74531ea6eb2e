"""How Shopify words its troubles: throttling, failures, a final no, and a page whose next one is itself."""

from __future__ import annotations

from app.simulator.platform import Asked
from app.simulator.shopify_api import MOST, RATE, beside, throttled
from app.simulator.wire import Json, Request, Response, answer, text


class ShopifyDialect:
    """Implements `platform.Dialect`."""

    lists = ("nodes",)
    misses = ()

    def busy(self, request: Request, wait: int | None) -> Response:
        """Status 200; how long to wait follows from the bucket."""
        return throttled(int(MOST / 4), max(MOST / 4 - RATE * (wait or 1), 0.0))

    def broken(self, request: Request, status: int) -> Response:
        """An inner failure is told with status 200 as well, a closed house with its own."""
        if status == 500:
            return beside(
                "Internal error. Looks like something went wrong.", "INTERNAL_SERVER_ERROR", 1, MOST
            )
        return text("<html><body><h1>Service Unavailable</h1></body></html>", status)

    def refused(self, request: Request) -> Response:
        """A final no."""
        errors: list[Json] = [
            {"message": "The request was not accepted.", "extensions": {"code": "BAD_REQUEST"}}
        ]
        return answer({"errors": errors})

    def loop(self, body: dict[str, Json], request: Request) -> None:
        """The next page is this one."""
        data, after = body.get("data"), variables(request).get("after")
        for listed in data.values() if isinstance(data, dict) and after else ():
            info = listed.get("pageInfo") if isinstance(listed, dict) else None
            if isinstance(info, dict):
                info |= {"hasNextPage": True, "endCursor": after}


def variables(request: Request) -> dict[str, Json]:
    """What a question is asked with."""
    found = (request.json() or {}).get("variables")
    return found if isinstance(found, dict) else {}


def asked(request: Request) -> Asked:
    """Every question comes to one path: it is known by its name."""
    body = request.json() or {}
    name, query = str(body.get("operationName") or ""), str(body.get("query") or "")
    reads = bool(query) and not query.lstrip().startswith("mutation")
    return Asked(f"{request.path}/{name}", reads, bool(variables(request).get("after")))
