"""The jobs a worker knows: read a batch of mails, cut out an attachment, redraw a picture.

Each job answers with frames. A job that refuses says why by a key; what it was given never appears in an answer.
"""

from collections.abc import Callable, Iterator
from typing import Protocol

from app.domain.mail import ParsedMail
from app.worker import codec
from app.worker.attachments import NoSuchPart, cut_out
from app.worker.frames import Frame, Json, pack
from app.worker.mail import parse_mail
from app.worker.pictures import UnreadablePicture, redraw

Job = Callable[[Frame], Iterator[bytes]]

MAX_MAIL = 128 * 1024 * 1024


def read_mails(request: Frame) -> Iterator[bytes]:
    """One answer per mail, as soon as it is read: so the program knows which one stopped us."""
    ask_library = request.head.get("careful") is not True
    for raw in request.blobs:
        yield pack(read_one(raw, ask_library))


class Reader(Protocol):
    """Reads one mail; tests give one that fails."""

    def __call__(self, raw: bytes, *, ask_library: bool) -> ParsedMail:
        """The mail read."""


def read_one(raw: bytes, ask_library: bool, reader: Reader = parse_mail) -> Json:
    """The answer for one mail: the mail itself or the reason why there is none."""
    if len(raw) > MAX_MAIL:
        return {"refused": "too_large"}
    try:
        return {"mail": codec.mail_to_json(reader(raw, ask_library=ask_library))}
    except (RecursionError, MemoryError):
        return {"refused": "too_large"}
    except Exception as error:  # noqa: BLE001 - the process boundary: whatever it is, this mail goes to quarantine
        return {"refused": "crashed", "error": type(error).__name__}


def cut_attachment(request: Frame) -> Iterator[bytes]:
    """The content of one part."""
    try:
        yield pack(*codec.attachment_frame(cut_out(request.blobs[0], str(request.head.get("path")))))
    except NoSuchPart:
        yield pack({"refused": "no_such_part"})


def redraw_picture(request: Frame) -> Iterator[bytes]:
    """Thumbnail and display version."""
    try:
        yield pack(*codec.picture_frame(redraw(request.blobs[0])))
    except UnreadablePicture:
        yield pack({"refused": "unreadable_picture"})


JOBS: dict[str, Job] = {
    "mails": read_mails,
    "attachment": cut_attachment,
    "picture": redraw_picture,
}


def answers(request: Frame, jobs: dict[str, Job]) -> Iterator[bytes]:
    """The frames that answer one request."""
    job = jobs.get(str(request.head.get("job")))
    if job is None:
        yield pack({"refused": "unknown_job"})
        return
    yield from job(request)
