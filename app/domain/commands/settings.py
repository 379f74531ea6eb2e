"""Templates, people and shops."""

from dataclasses import dataclass

from app.domain.commands.base import Command
from app.domain.team import Role
from app.domain.values import AgentId, ShopId, TemplateId


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveTemplate(Command):
    """Creates a template or changes it."""

    template: TemplateId
    title: str
    body: str
    language: str = ""
    channel: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteTemplate(Command):
    """Removes a template."""

    template: TemplateId


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveAgent(Command):
    """Adds a person of this profile or changes one."""

    subject: AgentId
    name: str
    role: Role
    active: bool = True
    pin_hash: str | None = None
    """None leaves the PIN as it is; '' removes it"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetShopState(Command):
    """Pauses or resumes a shop."""

    shop: ShopId
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveShop(Command):
    """Takes a shop away, with or without what it brought."""

    shop: ShopId
    with_data: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EditShop(Command):
    """Renames a shop or changes its colour and settings."""

    shop: ShopId
    title: str
    settings: dict[str, str]
    colour: int | None = None
    """index of the stripe colour; None: stays as it is"""
