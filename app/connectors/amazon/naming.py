"""How Amazon's mails name a conversation, a site, themselves and their files."""

from app.connectors.amazon import relay
from app.connectors.amazon.sites import BY_MARKETPLACE, NOT_STATED, Site, by_address
from app.connectors.contract import RemoteFile
from app.connectors.mail_letters import own_key
from app.domain.mail import ParsedMail


def site_of(mail: ParsedMail) -> Site:
    """The marketplace header first: `.com` mail may come from anywhere in North America."""
    stated = BY_MARKETPLACE.get(mail.headers.get("x-marketplace-id", "").strip())
    if stated is not None:
        return stated
    alias = relay.inbound_alias(mail) or relay.alias_of(box.address for box in mail.to)
    return by_address(alias.base) if alias is not None else NOT_STATED


def keys_of(
    case_id: str, alias: relay.Alias | None, orders: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(names to join by, names the conversation gets besides): the case, else order and alias, else the alias
    alone."""
    base = alias.base if alias is not None else ""
    strong = [f"case:{case_id}"] if case_id else []
    strong += [f"order:{order}|{base}" for order in orders if base]
    lone = [f"weak30:alias:{base}"] if base else []
    return (tuple(strong), tuple(lone)) if strong else (tuple(lone), ())


def answered(mail: ParsedMail) -> list[str]:
    """Names by the mails this one answers; buyers' mails name none, Amazon's notices sometimes do."""
    parents = (*mail.in_reply_to, *mail.references)
    return [f"own:{key}" for parent in parents if (key := own_key(parent))]


def mail_key(mail: ParsedMail) -> str:
    """The dedupe key."""
    return f"mid:{mail.message_id}" if mail.message_id else f"body:{mail.body_key}"


def files(mail: ParsedMail) -> tuple[RemoteFile, ...]:
    """Attached files and photos."""
    return tuple(
        RemoteFile(
            part.name,
            part.content_type,
            part.size,
            mail_part=part.path,
            content_id=part.content_id,
            inline=part.inline,
        )
        for part in mail.parts
    )
