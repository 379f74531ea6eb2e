"""Shops, the logins they use, and the sealed secrets of those logins."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update

from app.domain.errors import Problem
from app.domain.outbox import SendState
from app.domain.shops import Health, Login, Proxy, Shop, ShopState
from app.domain.values import LoginId, ShopId
from app.store.rows import change_row, find_row
from app.store.schema import (
    attachment,
    command_log,
    conversation,
    customer,
    draft,
    identifier,
    identity,
    login,
    message,
    note,
    orders,
    outbound,
    read_mark,
    secret,
    shop,
    shop_login,
)
from app.store.search_index import forget_documents
from app.store.statements import ask
from app.store.unit_of_work import Work

_LOGINS = (
    select(shop_login.c.role, shop_login.c.login_id)
    .where(shop_login.c.shop_id == bindparam("shop"))
    .order_by(shop_login.c.role)
)


def load_shop(work: Work, wanted: ShopId) -> Shop:
    """One shop with its logins by role. Raises Problem `shop_gone`."""
    row = find_row(work, shop, {"id": wanted})
    if row is None:
        raise Problem("shop_gone")
    return _shop(work, row)


def all_shops(work: Work) -> tuple[Shop, ...]:
    """Every shop that was not removed, in the order of their adding."""
    rows = work.connection.execute(
        select(shop).where(shop.c.state != ShopState.REMOVED.value).order_by(shop.c.added_at, shop.c.id)
    ).mappings()
    return tuple(_shop(work, dict(row)) for row in rows.all())


def _shop(work: Work, row: dict[str, Any]) -> Shop:
    logins = ask(work.connection, _LOGINS, shop=row["id"])
    return Shop(
        ShopId(row["id"]),
        row["channel"],
        row["title"],
        row["remote_key"],
        ShopState(row["state"]),
        row["colour"],
        {role: LoginId(found) for role, found in logins},
        dict(row["settings"]),
        row["added_at"],
    )


def add_shop(work: Work, added: Shop, now: datetime) -> None:
    """Stores a shop that was just connected. Raises Problem `shop_twice` where it is connected already."""
    twin = work.connection.execute(
        select(shop.c.id).where(
            shop.c.channel == added.channel,
            shop.c.remote_key == added.remote_key,
            shop.c.state != ShopState.REMOVED.value,
        )
    ).first()
    if twin is not None:
        raise Problem("shop_twice", title=added.title)
    work.connection.execute(
        insert(shop).values(
            id=added.id, channel=added.channel, title=added.title, remote_key=added.remote_key,
            state=added.state.value, colour=added.colour, settings=dict(added.settings), added_at=now,
        )
    )  # fmt: skip
    for role, used in added.logins.items():
        work.connection.execute(insert(shop_login).values(shop_id=added.id, role=role, login_id=used))
    work.log.shops.add(added.id)
    work.log.subjects.add("logins")


def add_shop_login(work: Work, shop_id: ShopId, role: str, used: LoginId) -> None:
    """A shop that was connected without this login has it from now on."""
    work.connection.execute(insert(shop_login).values(shop_id=shop_id, role=role, login_id=used))
    work.log.shops.add(shop_id)
    work.log.subjects.add("logins")


def change_shop(work: Work, changed: ShopId, **values: object) -> None:
    """Changes columns of a shop, noted for undo."""
    load_shop(work, changed)
    change_row(work, shop, {"id": changed}, **values)


# --- logins ---------------------------------------------------------------------------------------------------------


def load_login(work: Work, wanted: LoginId) -> Login:
    """One login without its secrets. Raises Problem `login_gone`."""
    row = find_row(work, login, {"id": wanted})
    if row is None:
        raise Problem("login_gone")
    way = Proxy.stored(row["proxy"]) if row["proxy"] else None
    return Login(LoginId(row["id"]), row["channel"], row["label"], dict(row["settings"]), way)


def add_login(work: Work, added: Login, now: datetime) -> None:
    """Stores what may be shown of a login; its secrets are stored sealed by `put_secrets`."""
    work.connection.execute(
        insert(login).values(
            id=added.id, channel=added.channel, label=added.label, settings=dict(added.settings),
            proxy=_proxy(added.proxy), health=Health.UNKNOWN.value, health_reason="", checked_at=None, created_at=now,
        )
    )  # fmt: skip
    work.log.subjects.add("logins")


def change_login(work: Work, changed: LoginId, settings: dict[str, str], proxy: Proxy | None) -> None:
    """Replaces what may be shown of a login."""
    work.connection.execute(
        update(login).where(login.c.id == changed).values(settings=dict(settings), proxy=_proxy(proxy))
    )
    work.log.subjects.add("logins")


def set_login(work: Work, changed: LoginId, **settings: str) -> None:
    """Changes single settings of a login; an empty one goes."""
    known = load_login(work, changed)
    kept = {name: value for name, value in {**known.settings, **settings}.items() if value}
    change_login(work, changed, kept, known.proxy)


def set_health(work: Work, judged: LoginId, health: Health, reason: str, at: datetime) -> bool:
    """Notes how a login is doing, and since when; True where that is news."""
    before = work.connection.execute(
        select(login.c.health, login.c.health_reason).where(login.c.id == judged)
    ).one_or_none()
    if before is None:
        return False
    if tuple(before) == (health.value, reason):
        return False
    work.connection.execute(
        update(login)
        .where(login.c.id == judged)
        .values(health=health.value, health_reason=reason, checked_at=at)
    )
    work.log.subjects.add("logins")
    return True


def _proxy(proxy: Proxy | None) -> dict[str, object] | None:
    if proxy is None:
        return None
    return {"kind": proxy.kind.value, "host": proxy.host, "port": proxy.port, "username": proxy.username}


def put_secrets(work: Work, owner: LoginId, sealed: dict[str, bytes], version: int) -> None:
    """Replaces the sealed secrets of a login."""
    work.connection.execute(delete(secret).where(secret.c.login_id == owner))
    for kind, content in sealed.items():
        work.connection.execute(
            insert(secret).values(login_id=owner, kind=kind, version=version, sealed=content)
        )


def put_secret(work: Work, owner: LoginId, kind: str, sealed: bytes, version: int) -> None:
    """Replaces one sealed secret, such as a rotated token."""
    work.connection.execute(delete(secret).where(secret.c.login_id == owner, secret.c.kind == kind))
    work.connection.execute(insert(secret).values(login_id=owner, kind=kind, version=version, sealed=sealed))


def sealed_secrets(work: Work, owner: LoginId) -> dict[str, tuple[int, bytes]]:
    """(version, sealed bytes) of each secret of a login."""
    rows = work.connection.execute(
        select(secret.c.kind, secret.c.version, secret.c.sealed).where(secret.c.login_id == owner)
    )
    return {kind: (version, bytes(sealed)) for kind, version, sealed in rows}


# --- removal --------------------------------------------------------------------------------------------------------


def remove_shop(work: Work, removed: ShopId, *, with_data: bool) -> None:
    """Takes a shop away; its logins go where no other shop uses them, and with them their secrets and cursors."""
    logins = tuple(load_shop(work, removed).logins.values())
    work.connection.execute(delete(shop_login).where(shop_login.c.shop_id == removed))
    _remove_unused(work, logins)
    if with_data:
        _remove_content(work, removed)
        work.connection.execute(delete(shop).where(shop.c.id == removed))
    else:
        _cancel_queued(work, removed)
        work.connection.execute(
            update(shop).where(shop.c.id == removed).values(state=ShopState.REMOVED.value)
        )
    work.log.shops.add(removed)
    work.log.subjects.update({"logins", "outbox"})


def _remove_unused(work: Work, logins: Iterable[LoginId]) -> None:
    for one in logins:
        used = work.connection.execute(select(shop_login.c.role).where(shop_login.c.login_id == one)).first()
        if used is None:
            work.connection.execute(delete(login).where(login.c.id == one))


def _cancel_queued(work: Work, removed: ShopId) -> None:
    waiting = [SendState.QUEUED.value, SendState.NEEDS_REVIEW.value]
    work.connection.execute(
        update(outbound)
        .where(outbound.c.shop_id == removed, outbound.c.state.in_(waiting))
        .values(state=SendState.CANCELLED.value, reason="shop_removed")
    )


def _remove_content(work: Work, removed: ShopId) -> None:
    owned = select(conversation.c.id).where(conversation.c.shop_id == removed)
    customers = [one for (one,) in work.connection.execute(
        select(identity.c.customer_id).where(identity.c.shop_id == removed).distinct()
    )]  # fmt: skip
    if work.is_desk:
        numbers = select(message.c.n).where(message.c.shop_id == removed)
        noted = select(note.c.n).where(note.c.conversation_id.in_(owned))
        forget_documents(work, [n for (n,) in work.connection.execute(numbers.union_all(noted))])
        sold = select(orders.c.id).where(orders.c.shop_id == removed)
        work.connection.execute(delete(draft).where(draft.c.owner_id.in_(owned.union_all(sold))))
        work.connection.execute(delete(read_mark).where(read_mark.c.conversation_id.in_(owned)))
        work.connection.execute(delete(identifier).where(identifier.c.order_id.in_(owned)))
        work.connection.execute(
            update(command_log).values(inverse=None).where(command_log.c.inverse.is_not(None))
        )
    work.connection.execute(delete(attachment).where(attachment.c.conversation_id.in_(owned)))
    work.connection.execute(delete(conversation).where(conversation.c.shop_id == removed))
    work.connection.execute(delete(identity).where(identity.c.shop_id == removed))
    for one in customers:
        known = work.connection.execute(select(identity.c.key).where(identity.c.customer_id == one)).first()
        others = work.connection.execute(
            select(conversation.c.id).where(conversation.c.customer_id == one)
        ).first()
        if known is None and others is None:
            work.connection.execute(delete(customer).where(customer.c.id == one))
