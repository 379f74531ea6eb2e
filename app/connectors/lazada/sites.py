"""Lazada's six countries and its addresses. Data of 2026-11-22, sources in NOTES.md."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, timedelta, timezone

from app.domain.shops import SITES, Site
from app.domain.sla import DailyRound


@dataclass(frozen=True, slots=True)
class Venture:
    """One country of Lazada: a host, a currency, and a clock of its own."""

    key: str
    title: str
    api: str
    currency: str
    hours: int
    """its distance from UTC; none of the six changes its clocks"""
    seller_centre: str

    @property
    def zone(self) -> timezone:
        """Its wall clock."""
        return timezone(timedelta(hours=self.hours))


VENTURES = {
    one.key: one
    for one in (
        Venture("SG", "Singapore", "https://api.lazada.sg/rest", "SGD", 8, "sellercenter.lazada.sg"),
        Venture("MY", "Malaysia", "https://api.lazada.com.my/rest", "MYR", 8, "sellercenter.lazada.com.my"),
        Venture("TH", "Thailand", "https://api.lazada.co.th/rest", "THB", 7, "sellercenter.lazada.co.th"),
        Venture(
            "PH", "Philippines", "https://api.lazada.com.ph/rest", "PHP", 8, "sellercenter.lazada.com.ph"
        ),
        Venture("VN", "Vietnam", "https://api.lazada.vn/rest", "VND", 7, "sellercenter.lazada.vn"),
        Venture("ID", "Indonesia", "https://api.lazada.co.id/rest", "IDR", 7, "sellercenter.lazada.co.id"),
    )
}
IN_BY, OUT_BY = time(18), time(19)
"""of every day, weekends too; a country's holidays and a shop's holiday mode count as well here, which is stricter"""


def daily_round(venture: Venture) -> DailyRound:
    """The chat response rate: in by six, out by seven, on the country's own clock."""
    return DailyRound(IN_BY, OUT_BY, venture.zone)


AUTH = "https://auth.lazada.com/rest"
CONSENT = "https://auth.lazada.com/oauth/authorize"


def api_of(settings: Mapping[str, str], site: str) -> str:
    """A country's host. A signing relay of the seller's own, or the practice town, may stand in for all of them:
    `{site}` in its address becomes the country."""
    own = settings.get("api_url", "").strip()
    return own.replace("{site}", site.lower()).rstrip("/") if own else VENTURES[site].api


def auth_of(settings: Mapping[str, str]) -> str:
    """The token host."""
    return (settings.get("token_url", "").strip() or AUTH).rstrip("/")


def ventures_of(settings: Mapping[str, str]) -> tuple[str, ...]:
    """The countries that a login opens, as its first call found out."""
    named = set(settings.get(SITES, "").split())
    return tuple(key for key in VENTURES if key in named)


def as_sites(sellers: Mapping[str, str]) -> tuple[Site, ...]:
    """The countries as shops to choose from."""
    return tuple(Site(key, f"Lazada {VENTURES[key].title}", key) for key in VENTURES if key in sellers)
