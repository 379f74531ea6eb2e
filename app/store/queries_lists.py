"""Questions of the smaller pages: templates, shops, quarantine, agents, status bar."""

import json
from datetime import datetime, timedelta, tzinfo
from uuid import UUID

from app.domain.channel_facts import ChannelFacts, Channels
from app.domain.readmodels import (
    AgentRow,
    LoginRow,
    QuarantineRow,
    ShopRow,
    SyncState,
    TemplateRow,
)
from app.domain.segment import fold
from app.domain.shops import SITES, Health, Proxy, ShopState
from app.domain.team import Agent, Role
from app.domain.values import AgentId, LoginId, ShopId, TemplateId
from app.store.inbox_rows import moment
from app.store.micros import from_micros, to_micros
from app.store.queries_inbox import shop_badges
from app.store.reading import Cells, ReadConnection

ENDS = "good_until:"
"""begins the name of the fact that says when a login ends"""


def read_templates(
    connection: ReadConnection, channel: str, language: str, text: str
) -> tuple[TemplateRow, ...]:
    """Templates whose title or body holds every word of `text`; fitting channel and language first, then most used."""
    rows = connection.execute(
        "SELECT id, title, body, language, channel, category, uses FROM template"
    ).fetchall()
    words = fold(text).split()
    found = [
        TemplateRow(TemplateId(UUID(bytes=row[0])), *row[1:])
        for row in rows
        if all(word in fold(f"{row[1]}\n{row[2]}\n{row[5]}") for word in words)
    ]

    def rank(row: TemplateRow) -> tuple[object, ...]:
        in_title = all(word in fold(row.title) for word in words)
        fits = _fit(row.channel, channel), _fit(row.language, language)
        return (not in_title, *fits, -row.uses, row.title, row.id)

    return tuple(sorted(found, key=rank))


def _fit(own: str, wanted: str) -> int:
    """0 made for it, 1 made for everything, 2 made for something else."""
    if not wanted:
        return 0
    return 0 if own == wanted else 1 if not own else 2


# --- shops ----------------------------------------------------------------------------------------------------------


def read_shops(connection: ReadConnection, channels: Channels) -> tuple[ShopRow, ...]:
    """Every shop that has not been removed."""
    rows = connection.execute(
        """SELECT s.id, s.channel, s.title, s.remote_key, s.colour, s.state, s.settings,
             COALESCE((SELECT n.n FROM counter n WHERE n.kind = 'all' AND n.key = s.id), 0)
           FROM shop s WHERE s.state <> 'removed' ORDER BY s.added_at, s.id"""
    ).fetchall()
    return tuple(
        ShopRow(
            ShopId(UUID(bytes=row[0])), row[1], row[2], row[3], row[4], ShopState(row[5]), json.loads(row[6]),
            _logins(connection, row[0], channels), row[7],
            *_owner(row[3], json.loads(row[6]), channels(row[1])), channels(row[1]).own_addresses,
        )
        for row in rows
    )  # fmt: skip


def _owner(remote_key: str, settings: dict[str, str], facts: ChannelFacts) -> tuple[str, tuple[str, ...]]:
    """Seller and sites: on a platform whose sites are shops, the shop's key ends in its site."""
    sites = settings.get(SITES, "").split()
    seller = next(
        (remote_key.removesuffix(f"@{site}") for site in sites if remote_key.endswith(f"@{site}")), ""
    )
    # A site with a number of its own is the shop itself.
    places = [site for site in sites if site != remote_key]
    return seller or remote_key, tuple(facts.site_names.get(site, site) for site in places)


def _logins(connection: ReadConnection, shop: bytes, channels: Channels) -> dict[str, LoginRow]:
    ends = _ends(connection)
    rows = connection.execute(
        """SELECT x.role, l.id, l.channel, l.label, l.health, l.health_reason, l.checked_at, l.settings,
             (SELECT max(ok_at) FROM cursor u WHERE u.login_id = l.id),
             (SELECT COALESCE(sum(done), 0) FROM cursor u WHERE u.login_id = l.id AND u."all" > 0),
             (SELECT COALESCE(sum("all"), 0) FROM cursor u WHERE u.login_id = l.id AND u."all" > 0), l.proxy,
             (SELECT min(finished) FROM cursor u WHERE u.login_id = l.id AND u.stream GLOB 'backfill:*')
           FROM shop_login x JOIN login l ON l.id = x.login_id WHERE x.shop_id = ? ORDER BY x.role""",
        (shop,),
    )
    return {
        row[0]: LoginRow(
            LoginId(UUID(bytes=row[1])), row[2], row[3], Health(row[4]), row[5], moment(row[6]), moment(row[8]),
            row[9], row[10], json.loads(row[7]), *ends.get(str(UUID(bytes=row[1])), NEVER),
            channels(row[2]).has_folders, _proxy(row[11]), bool(row[12]),
        )
        for row in rows
    }  # fmt: skip


def _proxy(stored: str | None) -> Proxy | None:
    columns = json.loads(stored or "null")
    return Proxy.stored(columns) if columns else None


Ends = tuple[datetime | None, datetime | None]
"""when a login ends, and from when on that is told"""
NEVER: Ends = (None, None)


def _ends(connection: ReadConnection) -> dict[str, Ends]:
    """When logins end and from when on that is told, by id; most never do."""
    rows = connection.execute("SELECT key, value FROM fact WHERE key GLOB ?", (f"{ENDS}*",)).fetchall()
    moments = {key.removeprefix(ENDS): [*map(datetime.fromisoformat, value.split())] for key, value in rows}
    return {login: (found[0], found[1] if len(found) > 1 else None) for login, found in moments.items()}


def read_quarantine(connection: ReadConnection) -> tuple[QuarantineRow, ...]:
    """What could not be read, newest first."""
    rows = connection.execute(
        "SELECT n, login_id, stream, remote_key, reason, at, tries, blob_key, size FROM quarantine ORDER BY n DESC"
    )
    return tuple(
        QuarantineRow(
            row[0],
            LoginId(UUID(bytes=row[1])),
            row[2],
            row[3],
            row[4],
            from_micros(row[5]),
            row[6],
            row[7],
            row[8],
        )
        for row in rows
    )


_NEXT_TAG = "SELECT min(tag) FROM conversation_tag INDEXED BY conversation_tag_tag"


def read_tags(connection: ReadConnection) -> tuple[str, ...]:
    """Every tag in use, from one to the next along its index: there are few, on however many conversations."""
    rows = connection.execute(
        f"""WITH RECURSIVE used(tag) AS ({_NEXT_TAG} UNION ALL
              SELECT ({_NEXT_TAG} WHERE tag > used.tag) FROM used WHERE used.tag IS NOT NULL)
            SELECT tag FROM used WHERE tag IS NOT NULL"""
    )
    return tuple(tag for (tag,) in rows)


def read_agents(connection: ReadConnection) -> tuple[AgentRow, ...]:
    """The people of this profile, active ones first."""
    rows = connection.execute(
        "SELECT id, name, role, active, pin_hash <> '' FROM agent ORDER BY active DESC, created_at, id"
    )
    return tuple(_agent(row) for row in rows)


def _agent(row: Cells) -> AgentRow:
    agent = Agent(AgentId(UUID(bytes=row[0])), row[1], Role(row[2]), bool(row[3]), bool(row[4]))
    return AgentRow(agent.id, agent.name, agent.initials, agent.role, agent.active, agent.has_pin)


# --- status bar -----------------------------------------------------------------------------------------------------


def read_sync_state(connection: ReadConnection, now: datetime, zone: tzinfo | None) -> SyncState:
    """The left half of the status bar. A day begins at midnight in `zone`; None: where this machine stands."""
    health = [badge.health for badge in shop_badges(connection) if badge.state is ShopState.ACTIVE]
    last_sync = connection.execute("SELECT max(ok_at) FROM cursor").fetchone()[0]
    unsent = connection.execute(
        "SELECT count(*) FROM outbound INDEXED BY outbound_listed"
        " WHERE state NOT IN ('sent', 'cancelled') AND state <> 'failed'"
    ).fetchone()[0]
    due = connection.execute(
        """SELECT c.due, k.name FROM conversation c INDEXED BY list_due JOIN customer k ON k.id = c.customer_id
           WHERE c.status = 'pending' AND c.merged_into IS NULL AND c.due >= ? ORDER BY c.due LIMIT 1""",
        (to_micros(now),),
    ).fetchone()
    midnight = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    today = connection.execute(
        """SELECT count(*) FROM outbound INDEXED BY outbound_sent
           WHERE sent_at IS NOT NULL AND sent_at >= ? AND sent_at < ? AND kind <> 'forward'""",
        (to_micros(midnight), to_micros(midnight + timedelta(days=1))),
    ).fetchone()[0]
    return SyncState(
        shops_ok=health.count(Health.OK), shops_sign_in=health.count(Health.SIGN_IN),
        shops_slow=health.count(Health.SLOW) + health.count(Health.BROKEN), last_sync=moment(last_sync),
        unsent=unsent, next_due=moment(due[0]) if due else None, next_due_customer=due[1] if due else "",
        replied_today=today,
    )  # fmt: skip
