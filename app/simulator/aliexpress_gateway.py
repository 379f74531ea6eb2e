"""AliExpress's two gateways: whose call it is, whether its signature and time are right, how the answer is wrapped."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from email import message_from_bytes
from email.message import Message
from functools import partial

from app.simulator import (
    aliexpress_chat,
    aliexpress_feed,
    aliexpress_issues,
    aliexpress_login,
    aliexpress_orders,
)
from app.simulator.aliexpress_words import Body, Books, Call, RefusalError
from app.simulator.grants import Grants
from app.simulator.quota import DayCount
from app.simulator.trade import Shop
from app.simulator.wire import Json, Request, Response, answer
from app.simulator.world import World

WINDOW = timedelta(seconds=7200)
UNTOLD = 10_000_000
"""calls a day: the platform has a number and tells nobody"""
SYSTEM = frozenset(
    {
        "method", "app_key", "sign_method", "timestamp", "v", "format", "simplify", "session", "access_token",
        "partner_id", "sign",
    }
)  # fmt: skip
TOKENS = ("/auth/token/create", "/auth/token/refresh")
INNER = {
    "target_list": "aeop_order_item_dto",
    "product_list": "aeop_order_product_dto",
    "data_list": "issue_api_issue_dto",
}
"""what a list is called inside its object, where `simplify` is not asked for"""
Operation = Callable[[Call], Body]
BY_GET = frozenset({"aliexpress/message/list"})


def given(request: Request) -> tuple[dict[str, str], tuple[str, bytes] | None]:
    """All parameters, from address and body alike, and the file, if one came along."""
    parameters = dict(request.query)
    kind = request.header("content-type")
    if not kind.startswith("multipart/form-data"):
        return parameters | request.form(), None
    head = f"Content-Type: {kind}\r\nMIME-Version: 1.0\r\n\r\n".encode()
    form: Message = message_from_bytes(head + request.body)
    file = None
    for part in form.walk():
        name, data = part.get_param("name", header="content-disposition"), part.get_payload(decode=True)
        if not name or not isinstance(data, bytes):
            continue
        if part.get_filename():
            file = (part.get_filename() or "", data)
        else:
            parameters[str(name)] = data.decode().removesuffix("\r\n")
    return parameters, file


def signature(secret: str, path: str, parameters: dict[str, str]) -> str:
    """Path, then each name with its value by the order of names; upper-case hex."""
    text = path
    for name, value in sorted(parameters.items()):
        if name != "sign" and value != "":
            text += name + value
    return hmac.digest(secret.encode(), text.encode(), hashlib.sha256).hex().upper()


def nested(value: Json) -> Json:
    """Every list of objects inside an object of its own."""
    if isinstance(value, list):
        return [nested(one) for one in value]
    if not isinstance(value, dict):
        return value
    wrapped: Body = {}
    for name, inner in value.items():
        deep = nested(inner)
        wrapped[name] = {INNER.get(name, f"{name}_item"): deep} if isinstance(deep, list) else deep
    return wrapped


class Gateway:
    """Both gateways of one town."""

    def __init__(
        self, world: World, keys: Grants, stores: tuple[Shop, ...], media: Callable[[], str]
    ) -> None:
        self.world, self.keys, self.stores, self.media = world, keys, stores, media
        self.books = Books()
        self.feed = aliexpress_feed.Feed()
        self.garbled: set[str] = set()
        """calls that answer in a shape nobody wrote down"""
        self.no_chat = False
        """the application was not granted the chat"""
        self.count = 0
        self.day = DayCount(timezone(timedelta(hours=8)), UNTOLD)
        world.hearers.append(self.feed.hear)

    def sync(self, request: Request, now: datetime) -> Response:
        """POST /sync: the call's name is a parameter; errors stand in `error_response`."""
        parameters, file = given(request)
        method, marks = parameters.get("method", ""), self._marks()
        try:
            self._admit(parameters, "", now)
            result = self._perform(request, method, parameters.get("session", ""), parameters, file, now)
        except RefusalError as refusal:
            said: Body = self._error(refusal, "msg") | marks
            return answer({"error_response": said})
        body: Body = {"result": result, **marks}
        if parameters.get("simplify") != "true":
            untyped = "/" in method
            body = {"result": result if untyped else nested(result), **marks}
            body = {method.replace(".", "_").replace("/", "_") + "_response": body}
        return answer(body)

    def rest(self, request: Request, path: str, now: datetime) -> Response:
        """/rest: the call's name is the path; errors are flat."""
        parameters, file = given(request)
        try:
            self._admit(parameters, path, now)
            if path in TOKENS:
                client = parameters["app_key"]
                return answer(aliexpress_login.token(self.keys, path, client, parameters, now, self.stores))
            token = parameters.get("access_token", "")
            result = self._perform(request, path.removeprefix("/"), token, parameters, file, now)
        except RefusalError as refusal:
            return answer(self._error(refusal, "message") | self._marks())
        body: Body = {"result": result, "code": "0"}
        return answer(body | self._marks())

    def _admit(self, parameters: dict[str, str], path: str, now: datetime) -> None:
        secret = self.keys.clients.get(parameters.get("app_key", ""))
        if secret is None:
            raise RefusalError("InvalidAppKey", "The specified app key is invalid")
        stamp = parameters.get("timestamp", "")
        at = datetime.fromtimestamp(int(stamp) / 1000, UTC) if stamp.isdigit() and len(stamp) == 13 else None
        if at is None or abs(now - at) > WINDOW:
            raise RefusalError("InvalidTimestamp", "The timestamp lies outside of the allowed range")
        signed = signature(secret, path, parameters)
        if parameters.get("sign_method") != "sha256" or not hmac.compare_digest(
            signed, parameters.get("sign", "")
        ):
            raise RefusalError(
                "IncompleteSignature", "The request signature does not conform to platform standards"
            )

    def _perform(
        self,
        request: Request,
        method: str,
        token: str,
        parameters: dict[str, str],
        file: tuple[str, bytes] | None,
        now: datetime,
    ) -> Body:
        operation = self.operations().get(method)
        if operation is None:
            raise RefusalError("InvalidApiPath", "The specified api path is invalid")
        if (request.method == "GET") is not (method in BY_GET):
            raise RefusalError("UnsupportedMethod", "This http method is not supported")
        access = self.keys.valid(token, now)
        shop = next((one for one in self.stores if access and one.seller == access.owner), None)
        if access is None or shop is None or access.client != parameters["app_key"]:
            raise RefusalError("IllegalAccessToken", "The specified access token is invalid or expired")
        if not self.day.take(access.client, now):
            raise RefusalError("AppCallLimit", "The application's calls of the day are used up")
        if self.no_chat and "/" in method:
            raise RefusalError("InsufficientPermission", "The app has no permission to access this api")
        if method in self.garbled:
            return {"success": True, "data": {"ticks": [{"n": 1}]}}
        own = {name: value for name, value in parameters.items() if name not in SYSTEM}
        return operation(Call(self.world, self.books, shop, now, self.media(), own, file))

    def operations(self) -> dict[str, Operation]:
        """By name."""
        return {
            "aliexpress/message/sync": self._news,
            "aliexpress/message/sync/rebase": self.feed.now_at,
            "aliexpress/message/history/buyer/list": aliexpress_feed.buyers,
            "aliexpress/message/list": aliexpress_feed.messages,
            "aliexpress/message/session/get": aliexpress_feed.session,
            "aliexpress/message/session/open": aliexpress_chat.open_session,
            "aliexpress/message/send": aliexpress_chat.send,
            "aliexpress.photobank.redefining.uploadimageforsdk": aliexpress_chat.upload,
            "aliexpress.trade.seller.orderlist.get": aliexpress_orders.orders,
            "aliexpress.trade.new.redefining.findorderbyid": aliexpress_orders.one,
            "aliexpress.trade.seller.order.acceptcancel": partial(
                aliexpress_orders.answer_cancel, accept=True
            ),
            "aliexpress.trade.seller.order.refusecancel": partial(
                aliexpress_orders.answer_cancel, accept=False
            ),
            "aliexpress.logistics.redefining.listlogisticsservice": aliexpress_orders.services,
            "aliexpress.solution.order.fulfill": aliexpress_orders.fulfil,
            "aliexpress.issue.issuelist.get": aliexpress_issues.listed,
            "aliexpress.issue.detail.get": aliexpress_issues.detail,
            "aliexpress.issue.solution.agree": aliexpress_issues.agree,
            "aliexpress.issue.solution.save": aliexpress_issues.save,
        }

    def _news(self, call: Call) -> Body:
        asked = call.packed("im_sync_data_dto")
        number = str(asked.get("sync_id") or 0)
        return self.feed.after(call, int(number) if number.isdigit() else 0)

    def _error(self, refusal: RefusalError, sentence: str) -> Body:
        return {"type": refusal.kind, "code": refusal.code, sentence: refusal.words}

    def _marks(self) -> Body:
        self.count += 1
        return {"request_id": f"2140{self.count:012d}"}
