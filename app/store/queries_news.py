"""What notifications and banners tell: a customer's own newest words, and what waits while a shop needs a sign-in."""

from collections.abc import Sequence

from app.domain.previews import preview_of
from app.domain.readmodels import Standstill
from app.domain.values import ConversationId, ShopId
from app.store.inbox_rows import moment
from app.store.local_objects import SORT_DUE
from app.store.reading import ReadConnection


def read_customer_words(
    connection: ReadConnection, ids: Sequence[ConversationId]
) -> dict[ConversationId, str]:
    """The newest customer message of each conversation, on one line, or the name of its file; those without one are
    left out."""
    found = {}
    for one in ids:
        newest = connection.execute(
            """SELECT text, quoted_from,
                      (SELECT name FROM attachment WHERE message_id = message.id AND NOT inline ORDER BY position)
               FROM message INDEXED BY message_conversation
               WHERE conversation_id = ? AND direction = 'inbound' AND kind = 'customer' ORDER BY n DESC LIMIT 1""",
            (one.bytes,),
        ).fetchone()
        if newest is not None:
            text, quoted_from, file = newest
            found[one] = preview_of(text, quoted_from) or file or ""
    return found


def read_standstill(connection: ReadConnection, shop: ShopId) -> Standstill:
    """Since when a shop needs a sign-in, how many replies wait in its outbox, and who is due first."""
    (since,) = connection.execute(
        """SELECT min(l.checked_at) FROM shop_login x JOIN login l ON l.id = x.login_id
           WHERE x.shop_id = ? AND l.health = 'sign_in'""",
        (shop.bytes,),
    ).fetchone()
    (unsent,) = connection.execute(
        """SELECT count(*) FROM outbound INDEXED BY outbound_listed
           WHERE shop_id = ? AND state NOT IN ('sent', 'cancelled') AND state <> 'failed'""",
        (shop.bytes,),
    ).fetchone()
    first = connection.execute(
        f"""SELECT c.due, k.name FROM conversation c INDEXED BY list_shop_due JOIN customer k ON k.id = c.customer_id
            WHERE c.shop_id = ? AND c.status <> 'resolved' AND c.merged_into IS NULL ORDER BY {SORT_DUE} LIMIT 1""",
        (shop.bytes,),
    ).fetchone()
    due, name = first or (None, "")
    return Standstill(moment(since), int(unsent), moment(due), name if due is not None else "")
