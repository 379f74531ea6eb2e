"""The life of a shop after it was connected: pause, rename, remove."""

from datetime import datetime
from uuid import UUID

from app.domain.addresses import is_address
from app.domain.commands import EditShop, RemoveShop, SetShopState
from app.domain.errors import Problem
from app.domain.shops import STRIPES, Shop, ShopState
from app.domain.sla import running_from
from app.domain.team import Role
from app.domain.values import AgentId, ShopId
from app.services.handling import Handled, require_role, undoable
from app.store.agents import find_agent
from app.store.conversations import (
    change_conversation,
    clock_columns,
    load_conversation,
    promises_of,
    waiting_in,
)
from app.store.shops import change_shop, load_shop, remove_shop
from app.store.unit_of_work import Work

_NUMBERS = {"undo_seconds": (0, 60), "internal_target_hours": (0, 720)}
"""settings that are numbers, and their bounds"""
_ADDRESSES = ("address", "aliases")
"""settings that are mail addresses, separated by blanks"""


def set_shop_state(work: Work, command: SetShopState, now: datetime) -> Handled:
    """Pauses or resumes a shop."""
    require_role(work, command, Role.SUPERVISOR)
    allowed = (ShopState.ACTIVE.value, ShopState.PAUSED.value)
    if command.state not in allowed or load_shop(work, command.shop).state is ShopState.REMOVED:
        raise Problem("shop_state_unknown")
    change_shop(work, command.shop, state=command.state)
    return undoable(work, command)


def edit_shop(work: Work, command: EditShop, now: datetime) -> Handled:
    """Renames a shop or changes its colour and settings; a new promise holds for customers who wait already, too."""
    require_role(work, command, Role.SUPERVISOR)
    title = command.title.strip()
    if not title:
        raise Problem("name_empty")
    _check_settings(command.settings)
    shop = load_shop(work, command.shop)
    _check_assignee(work, shop, command.settings)
    colour = shop.colour if command.colour is None else command.colour
    if not 0 <= colour < STRIPES:
        raise Problem("setting_value", setting="colour", least=0, most=STRIPES - 1)
    settings = {**shop.settings, **command.settings}
    change_shop(work, command.shop, title=title, colour=colour, settings=settings)
    if load_shop(work, command.shop).internal_target != shop.internal_target:
        _set_clocks_anew(work, command.shop)
    return undoable(work, command)


def _set_clocks_anew(work: Work, shop: ShopId) -> None:
    promises = promises_of(work, shop)
    for one in waiting_in(work, shop):
        record = load_conversation(work, one)
        if record.waiting_since is not None:
            clocks = running_from(record.waiting_since, promises, record.platform_due)
            change_conversation(work, one, **clock_columns(clocks, record.status))


def _check_assignee(work: Work, shop: Shop, settings: dict[str, str]) -> None:
    """New conversations go to somebody who works here; whoever had them before may stay written down."""
    wanted = settings.get("assignee", "")
    if wanted and wanted != shop.settings.get("assignee"):
        agent = find_agent(work, AgentId(UUID(wanted)))
        if agent is None or not agent.active:
            raise Problem("agent_gone")


def _check_settings(settings: dict[str, str]) -> None:
    for name in _ADDRESSES:
        for address in settings.get(name, "").split():
            if not is_address(address):
                raise Problem("not_an_address", address=address)
    for name, (least, most) in _NUMBERS.items():
        if name not in settings:
            continue
        try:
            fits = least <= float(settings[name]) <= most
        except ValueError:
            fits = False
        if not fits:
            raise Problem("setting_value", setting=name, least=least, most=most)


def take_shop_away(work: Work, command: RemoveShop, now: datetime) -> Handled:
    """Removes a shop, with or without what it brought. Nobody can take this back."""
    require_role(work, command, Role.ADMIN)
    remove_shop(work, command.shop, with_data=command.with_data)
    return Handled()
