"""From what was said to what is drawn: a day when it changes, a row for every message, note and line of history."""

from collections.abc import Callable, Sequence
from functools import partial

from app.domain.readmodels import ActivityItem, MessageItem, NoteItem, TimelineItem
from app.views.conversation.message_row import MessageRow
from app.views.conversation.other_rows import DayRow, activity_row, note_row
from app.views.conversation.surroundings import Surroundings
from app.views.conversation.timeline import Entry
from app.views.moments import day_words

DeleteNote = Callable[[NoteItem], None]


def timeline_entries(around: Surroundings, items: Sequence[TimelineItem], delete: DeleteNote) -> list[Entry]:
    """Entries for the timeline, oldest first."""
    entries: list[Entry] = []
    day = ""
    for item in items:
        moment = item.sent_at if isinstance(item, MessageItem) else item.at
        words = day_words(moment, around.now())
        if words != day:
            day = words
            entries.append(Entry(("day", words), words, partial(DayRow, around.theme, words), 32))
        entries.append(_entry(around, item, delete))
    return entries


def _entry(around: Surroundings, item: TimelineItem, delete: DeleteNote) -> Entry:
    """`state` holds everything the row shows, so that a row is built anew only when it would look different."""
    if isinstance(item, MessageItem):
        row, page = around.view.row, around.view.page
        ours = (row.last_message, page) if item.outbound else None
        state = (item, ours, row.waiting_since == item.sent_at)
        guess = 76 + 20 * min(20, len(item.text) // 60 + item.text.count("\n"))
        return Entry(item.id, state, partial(MessageRow, around, item), guess)
    if isinstance(item, NoteItem):
        guess = 64 + 20 * min(20, len(item.text) // 60)
        return Entry(item.id, item, partial(note_row, around, item, partial(delete, item)), guess)
    assert isinstance(item, ActivityItem)
    return Entry(("activity", item.at, item.kind, item.who), item, partial(activity_row, around, item), 24)
