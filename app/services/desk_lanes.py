"""What connecting and keeping shops may ask of the lanes that run meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.values import LoginId


@dataclass(slots=True)
class Lanes:
    """What the shop desk may ask of the running lanes; bootstrap fills it in."""

    changed: Callable[[LoginId | None], None]
    """shops or logins came, went or changed; a login that has new credentials is named"""
    sync_now: Callable[[], None]
    cancel_backfill: Callable[[LoginId], None]
    retry_quarantined: Callable[[int], bool]
    quarantined_raw: Callable[[int], bytes]
    dismiss_quarantined: Callable[[int], None]
    shop_joined: Callable[[LoginId], None]
    """a login that ran already has another shop: what waited for it finds it"""
