"""What an eBay shop can do about an order, and about the returns, inquiries, cases and disputes that come of it."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from app.connectors.aftersales import Act, Choice, Verb
from app.connectors.contract import Found, FoundSent, Receipt
from app.connectors.ebay import (
    cancellation_acts,
    dispute_acts,
    inquiry_acts,
    order_acts,
    return_acts,
)
from app.connectors.ebay.acting import Way, choices
from app.connectors.ebay.posting import Poster, not_posted
from app.connectors.manifests import Tools
from app.domain.errors import QuaysideError
from app.domain.shops import Login, Shop

WAYS: Mapping[Verb, Way] = {
    **order_acts.WAYS,
    **cancellation_acts.WAYS,
    **return_acts.WAYS,
    **dispute_acts.WAYS,
    Verb.ANSWER_INQUIRY: inquiry_acts.ANSWER,
}
STEP_IN = {
    return_acts.KIND: return_acts.ESCALATION,
    inquiry_acts.KIND: inquiry_acts.ESCALATION,
    inquiry_acts.CASE: inquiry_acts.APPEAL,
}
"""how eBay is asked to decide, by the kind of case, which its key begins with"""
BEFORE = timedelta(minutes=5)
GRACE = timedelta(seconds=2)
"""clocks are compared by the second"""


class EbayAfterSales:
    """One shop's third door."""

    def __init__(self, shop: Shop, logins: Mapping[str, Login], tools: Tools) -> None:
        self._poster = Poster(logins["api"], tools)
        self._api = self._poster.api

    def verbs(self) -> frozenset[Verb]:
        """What this shop can do."""
        return frozenset({*WAYS, Verb.DISPUTE})

    def reasons(self, act: Act) -> tuple[Choice, ...]:
        """eBay's closed lists, which no call names; only a dispute says itself what evidence it wants."""
        way = way_of(act)
        if isinstance(way, str):
            return ()
        if act.verb is Verb.CONTEST_DISPUTE:
            return choices(dispute_acts.asked(way.look(self._api, act)), needs_picture=True)
        return choices(way.reasons)

    def act(self, act: Act) -> Receipt:
        """Looks, then posts once."""
        way = way_of(act)
        if isinstance(way, str):
            return Receipt.refused(way)
        try:
            decided = self._on_its_clock(act.decided_at) - GRACE
            seen = way.look(self._api, act)
            if way.shown(act, seen, decided) is Found.YES:
                return Receipt.sent(act.case_key or act.order_key, "done already")
            plan = way.plan(self._api, act, seen)
        except QuaysideError as error:
            return not_posted(error)
        return Receipt.refused(plan) if isinstance(plan, str) else self._poster.post(plan)

    def find_act(self, act: Act, since: datetime) -> FoundSent:
        """Looks at the matter: it shows the act, or it does not, or that is unclear."""
        way = way_of(act)
        if isinstance(way, str):
            return FoundSent(Found.UNSURE)
        found = way.shown(act, way.look(self._api, act), self._on_its_clock(since) - BEFORE)
        return FoundSent(found, (act.case_key or act.order_key) if found is Found.YES else "")

    def _on_its_clock(self, moment: datetime) -> datetime:
        """One of our moments as eBay's clock shows it."""
        return moment + self._api.offset()

    def close(self) -> None:
        """Drops the line."""
        self._api.close()


def way_of(act: Act) -> Way | str:
    """How an act is done, or the key of why it cannot be."""
    kind = act.case_key.partition(":")[0]
    if act.verb is Verb.DISPUTE:
        return STEP_IN.get(kind, "ebay_cannot_do")
    if kind == inquiry_acts.CASE:
        return "ebay_case_on_site"
    way = WAYS.get(act.verb, "ebay_cannot_do")
    needs_case = isinstance(way, Way) and act.verb not in order_acts.WAYS
    return "ebay_case_unknown" if needs_case and not act.case_key else way
