"""What a mailbox says about mails that are here already: where they lie, that they went, that they were answered."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from app.connectors.contract import FolderNews, RemoteMessage
from app.domain.values import LoginId, ShopId
from app.store.mail_places import keep_places, miss, note_answered
from app.store.unit_of_work import Work


def take_places(work: Work, login: LoginId, shop: ShopId, messages: Iterable[RemoteMessage]) -> None:
    """Notes where mails lie; one that was moved is found again under its own name."""
    rows = {
        (place.folder, message.remote_key): {
            "login_id": login,
            "folder": place.folder,
            "shop_id": shop,
            "remote_key": message.remote_key,
            "epoch": place.epoch,
            "uid": place.uid,
            "answered": place.answered,
            "gone_at": None,
        }
        for message in messages
        if (place := message.lies_at) is not None
    }
    keep_places(work, list(rows.values()))


def take_folder_news(work: Work, login: LoginId, news: Sequence[FolderNews], now: datetime) -> None:
    """Marks only: what an agent has read or answered here stays as it is."""
    for one in news:
        if one.present is not None:
            miss(work, login, one.folder, one.epoch, one.present, now)
        if one.answered:
            note_answered(work, login, one.folder, one.epoch, one.answered)
