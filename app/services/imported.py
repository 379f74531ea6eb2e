"""A shop was connected today, its customers wrote yesterday: an agent may take them into the list of what is due."""

from datetime import datetime

from app.domain.commands import CountImported
from app.domain.conversations import Status
from app.domain.sla import running_from
from app.domain.values import ShopId
from app.services.handling import Handled, undoable
from app.services.ingest_placed import OPEN_HISTORY
from app.store.conversations import change_conversation, clock_columns, promises_of
from app.store.imported import imported_waiting, make_news
from app.store.unit_of_work import Work


def count_imported(work: Work, command: CountImported, now: datetime) -> Handled:
    """Clocks run from when each customer wrote, as if the shop had been connected before. Nothing is announced."""
    for shop in command.shops:
        count_waiting(work, shop, now)
    return undoable(work, command)


def count_waiting(work: Work, shop: ShopId, now: datetime) -> None:
    """The same for whoever waits in one shop now."""
    promises = promises_of(work, shop)
    for talk in imported_waiting(work, shop):
        unanswered = make_news(work, talk, now - OPEN_HISTORY)
        if unanswered is not None:
            clocks = running_from(unanswered.since, promises)
            change_conversation(work, talk, news_n=unanswered.newest, **clock_columns(clocks, Status.PENDING))
