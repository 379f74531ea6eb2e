"""Writes a `ParsedMail` as JSON and reads it back, field by field: what the worker says is checked, not believed."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from app.domain.mail import Attachment, AutoKind, BounceReport, Mailbox, MailPart, ParsedMail, Picture
from app.worker.frames import BrokenFrame, Frame, Json

T = TypeVar("T")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def mail_to_json(mail: ParsedMail) -> Json:
    """Every field by name; moments as seconds since 1970."""
    bounce = mail.bounce
    return {
        "message_id": mail.message_id,
        "in_reply_to": mail.in_reply_to,
        "references": mail.references,
        "sender": _box(mail.sender),
        "reply_to": [_box(box) for box in mail.reply_to],
        "to": [_box(box) for box in mail.to],
        "cc": [_box(box) for box in mail.cc],
        "delivered_to": mail.delivered_to,
        "subject": mail.subject,
        "date": None if mail.date is None else int((mail.date - _EPOCH).total_seconds()),
        "text": mail.text,
        "quoted_from": mail.quoted_from,
        "html": mail.html,
        "html_raw_marker": mail.html_raw_marker,
        "has_buyer_block": mail.has_buyer_block,
        "parts": [[p.path, p.name, p.content_type, p.size, p.content_id, p.inline] for p in mail.parts],
        "headers": mail.headers,
        "links": mail.links,
        "auto": mail.auto.value,
        "bounce": None if bounce is None else _bounce_to_json(bounce),
        "body_key": mail.body_key,
        "problems": mail.problems,
    }


def mail_from_json(data: Json) -> ParsedMail:
    """The same value again; `BrokenFrame` where a field is missing or of another kind."""
    return _checked(_mail, data)


def attachment_frame(attachment: Attachment) -> tuple[Json, list[bytes]]:
    """Head and blobs for an attachment."""
    head: Json = {
        "name": attachment.name,
        "content_type": attachment.content_type,
        "warnings": attachment.warnings,
    }
    return head, [attachment.content]


def attachment_from(frame: Frame) -> Attachment:
    """The attachment in a frame."""
    return _checked(
        lambda head: Attachment(
            _text(head["name"]), _text(head["content_type"]), frame.blobs[0], _texts(head["warnings"])
        ),
        frame.head,
    )


def picture_frame(picture: Picture) -> tuple[Json, list[bytes]]:
    """Head and blobs for a picture."""
    head: Json = {"width": picture.width, "height": picture.height, "display_type": picture.display_type}
    return head, [picture.thumbnail, picture.display]


def picture_from(frame: Frame) -> Picture:
    """The picture in a frame."""
    return _checked(
        lambda head: Picture(
            width=_number(head["width"]),
            height=_number(head["height"]),
            thumbnail=frame.blobs[0],
            display=frame.blobs[1],
            display_type=_text(head["display_type"]),
        ),
        frame.head,
    )


def _mail(data: Json) -> ParsedMail:
    date = data["date"]
    quoted = data["quoted_from"]
    return ParsedMail(
        message_id=_text(data["message_id"]),
        in_reply_to=_texts(data["in_reply_to"]),
        references=_texts(data["references"]),
        sender=_mailbox(data["sender"]),
        reply_to=_mailboxes(data["reply_to"]),
        to=_mailboxes(data["to"]),
        cc=_mailboxes(data["cc"]),
        delivered_to=_texts(data["delivered_to"]),
        subject=_text(data["subject"]),
        date=None if date is None else _EPOCH + timedelta(seconds=_number(date)),
        text=_text(data["text"]),
        quoted_from=None if quoted is None else _number(quoted),
        html=_text(data["html"]),
        html_raw_marker=_text(data["html_raw_marker"]),
        has_buyer_block=data["has_buyer_block"] is True,
        parts=tuple(_part(row) for row in _rows(data["parts"])),
        headers={_text(name): _text(value) for name, value in _table(data["headers"]).items()},
        links=_texts(data["links"]),
        auto=AutoKind(_text(data["auto"])),
        bounce=None if data["bounce"] is None else _bounce(_table(data["bounce"])),
        body_key=_text(data["body_key"]),
        problems=_texts(data["problems"]),
    )


def _bounce_to_json(bounce: BounceReport) -> Json:
    return {
        "original_message_id": bounce.original_message_id,
        "recipient": bounce.recipient,
        "action": bounce.action,
        "status": bounce.status,
        "diagnostic": bounce.diagnostic,
        "permanent": bounce.permanent,
    }


def _bounce(data: Mapping[str, object]) -> BounceReport:
    return BounceReport(
        original_message_id=_text(data["original_message_id"]),
        recipient=_text(data["recipient"]),
        action=_text(data["action"]),
        status=_text(data["status"]),
        diagnostic=_text(data["diagnostic"]),
        permanent=data["permanent"] is True,
    )


def _checked(build: Callable[[Json], T], data: Json) -> T:
    try:
        return build(data)
    except (KeyError, TypeError, ValueError, IndexError, OverflowError) as error:
        raise BrokenFrame from error


def _box(box: Mailbox) -> list[str]:
    return [box.name, box.address]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError
    return value


def _rows(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _table(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TypeError
    return value


def _texts(value: object) -> tuple[str, ...]:
    return tuple(_text(item) for item in _rows(value))


def _mailbox(value: object) -> Mailbox:
    name, address = _texts(value)
    return Mailbox(name, address)


def _mailboxes(value: object) -> tuple[Mailbox, ...]:
    return tuple(_mailbox(item) for item in _rows(value))


def _part(value: object) -> MailPart:
    path, name, content_type, size, content_id, inline = _rows(value)
    return MailPart(
        _text(path), _text(name), _text(content_type), _number(size), _text(content_id), inline is True
    )
