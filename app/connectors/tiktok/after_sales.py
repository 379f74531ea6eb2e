"""Acting on TikTok's orders: returns, cancellations and parcels, one attempt at a time."""

from collections.abc import Mapping
from datetime import datetime

from app.connectors.aftersales import Act, Choice, Verb
from app.connectors.contract import FoundSent, Receipt, Rejected
from app.connectors.manifests import Tools
from app.connectors.reading import rows, text
from app.connectors.several import shop_number
from app.connectors.tiktok.api import Call, TikTokApi, written
from app.connectors.tiktok.deeds import DEEDS, HANDOVERS, Deed, number_of, parcel_in
from app.connectors.tiktok.hosts import REJECT_REASONS
from app.connectors.tiktok.traces import LOOKS, order_row
from app.connectors.tiktok.verdicts import judge
from app.domain.errors import QuaysideError
from app.domain.shops import Login, Shop
from app.net.http import Answer
from app.net.sending import not_started

REFUSING = (Verb.REFUSE_RETURN, Verb.REFUSE_CANCELLATION)
WITH_PARCEL = (Verb.SHIP, Verb.CORRECT_TRACKING)
CANCEL_REASONS = (
    "seller_cancel_reason_out_of_stock",
    "seller_cancel_reason_wrong_price",
    "seller_cancel_paid_reason_address_not_deliver",
)
"""reasons a seller may give for cancelling; hearsay, and different from market to market"""


class TikTokAfterSales:
    """One shop's way to act."""

    def __init__(self, shop: Shop, logins: Mapping[str, Login], tools: Tools) -> None:
        self._api = TikTokApi(logins["api"], tools, shop_number(shop))

    def verbs(self) -> frozenset[Verb]:
        """What TikTok lets a seller do by its interface."""
        return frozenset(DEEDS)

    def reasons(self, act: Act) -> tuple[Choice, ...]:
        """Reasons for a refusal and carriers for a parcel are asked of TikTok."""
        if act.verb in REFUSING:
            query = {"return_or_cancel_id": number_of(act)}
            listed = rows(self._api.get(REJECT_REASONS, query), "reasons")
            return tuple(Choice(text(row, "name"), text(row, "text")) for row in listed)
        if act.verb in WITH_PARCEL:
            return tuple(Choice(key, name) for key, name in self._carriers(act.order_key).items())
        if act.verb is Verb.CANCEL:
            return tuple(Choice(name, name) for name in CANCEL_REASONS)
        return ()

    def act(self, act: Act) -> Receipt:
        """One post over a fresh connection; which carrier is meant is asked before it."""
        if act.verb not in DEEDS:
            return Receipt.refused("tiktok_cannot_do")
        try:
            deed = DEEDS[act.verb](act, self._carrier(act))
            body = written(deed.body)
            signed = self._api.signed(Call("POST", deed.path, deed.query(), body))
        except Rejected as error:
            return Receipt.refused(error.key, str(error.values.get("code", "")))
        except QuaysideError as error:
            return not_started(error)
        return self._api.post_once(
            signed.url, signed.headers, body, lambda answer: self._judge(answer, deed, signed.token)
        )

    def _judge(self, answer: Answer, deed: Deed, token: str) -> Receipt:
        found = judge(answer, self._api.day_is_spent, names_itself=deed.names_itself)
        if found.spoils_token:
            self._api.spoiled(token)
        return found.receipt(a_person=not found.spoils_token)

    def _carrier(self, act: Act) -> str:
        """The carrier's number: chosen, or found by name among those that serve the order."""
        if act.verb not in WITH_PARCEL or not parcel_in(act).tracking or act.choice in HANDOVERS:
            return ""
        if act.choice.isdigit():
            return act.choice
        wanted = parcel_in(act).carrier.strip().casefold()
        found = (key for key, name in self._carriers(act.order_key).items() if name.casefold() == wanted)
        return next(found, "")

    def _carriers(self, order: str) -> dict[str, str]:
        """Names of the carriers that serve an order, by TikTok's number."""
        option = text(order_row(self._api, order), "delivery_option_id")
        if not option.isdigit():
            raise Rejected("tiktok_carrier_unknown")
        found = self._api.get(f"/logistics/202309/delivery_options/{option}/shipping_providers")
        return {text(row, "id"): text(row, "name") for row in rows(found, "shipping_providers")}

    def find_act(self, act: Act, since: datetime) -> FoundSent:
        """Looks at the case or the order for what the act would have left."""
        return LOOKS[act.verb](self._api, act, since)

    def close(self) -> None:
        """Drops the line."""
        self._api.close()
