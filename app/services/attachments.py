"""Attachments and pictures: fetched once, looked at in the worker, opened as copies, checked before they are sent."""

import mimetypes
import stat
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from app.connectors.contract import OutboundFile
from app.connectors.manifests import FileLimits
from app.domain.commands import AddFile
from app.domain.errors import Problem, QuaysideError
from app.domain.files import NewFile, is_dangerous, safe_name
from app.domain.mail import ParsedMail
from app.domain.moments import IdSource
from app.domain.readmodels import AttachmentRow
from app.domain.values import AgentId, AttachmentId, CommandId, ConversationId, MessageId, ShopId
from app.host.blobs import BlobStore, Shelf
from app.services.shop_doors import manifest_of
from app.services.writing import Writer
from app.store import files as rows
from app.store.shops import load_shop
from app.worker.client import WorkerClient

FetchFile = Callable[[ShopId, str], bytes]
"""bytes of a file that a shop's channel named by address"""
FetchMail = Callable[[rows.Whereabouts], bytes]
"""a raw mail, from its server again"""
PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/*")
"""what may be made small; a platform that only says 'a picture' leaves it to the worker to find out which"""


@dataclass(slots=True)
class FileDesk:
    """Implements `app.domain.ports.Files`."""

    writer: Writer
    blobs: BlobStore
    worker: WorkerClient
    ids: IdSource
    agent: Callable[[], AgentId]
    add_file: Callable[[AddFile], object]
    """carries the command out and waits for its commit"""
    fetch_file: FetchFile
    fetch_mail: FetchMail
    opened: Path
    """private folder of copies, emptied at every start"""
    crowded: Callable[[], bool] = lambda: False
    """whether the disk has no room for files that can be fetched later as well"""

    def thumbnail(self, attachment: AttachmentId) -> bytes | None:
        """A PNG of at most 320 px, made in the worker; None where the file is no picture."""
        file = self._load(attachment)
        if file.content_type not in PICTURES:
            return None
        return self._redrawn(self._bytes(file))

    def picture(self, blob_key: str) -> bytes | None:
        """A product picture from the blob store, redrawn."""
        try:
            return self._redrawn(self.blobs.get(blob_key))
        except Problem:
            return None

    def open_copy(self, attachment: AttachmentId) -> Path:
        """A read-only copy with a safe name in a private folder, marked as coming from the internet."""
        file = self._load(attachment)
        folder = self.opened / attachment.hex
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / safe_name(file.name)
        if not path.exists():
            write_whole(path, self._bytes(file))
            mark_as_foreign(path)
            path.chmod(stat.S_IRUSR)
        return path

    def save_as(self, attachment: AttachmentId, target: Path) -> None:
        """Writes the bytes where the agent wants them."""
        write_whole(target, self._bytes(self._load(attachment)))
        mark_as_foreign(target)

    def add(self, source: Path, conversation: ConversationId) -> AttachmentRow:
        """Takes a file into the draft. Raises Problem with the channel's limit before anything is sent."""
        content, content_type = _read(source), _type_of(source)
        self._check(conversation, len(content), content_type)
        file = self._kept(source, content)
        self.add_file(
            AddFile(
                id=CommandId(self.ids.new()), agent=self.agent(), attachment=file.id, conversation=conversation,
                name=file.name, content_type=content_type, size=file.size, blob_key=file.blob_key,
            )
        )  # fmt: skip
        return AttachmentRow(
            file.id, file.name, content_type, file.size, False, "", file.blob_key, is_dangerous(file.name)
        )

    def prepare(self, source: Path, shop: ShopId, beside: Sequence[NewFile]) -> NewFile:
        """Takes a file for a message that begins a conversation, beside others; raises as `add` does."""
        content = _read(source)
        channel = self.writer.run(lambda work: load_shop(work, shop)).channel
        total = len(content) + sum(file.size for file in beside)
        check_limits(manifest_of(channel).files, len(beside) + 1, len(content), total, _type_of(source))
        return self._kept(source, content)

    def _kept(self, source: Path, content: bytes) -> NewFile:
        key = self.blobs.put(Shelf.FILES, content)
        file = AttachmentId(self.ids.new())
        return NewFile(file, safe_name(source.name), _type_of(source), len(content), key)

    def original(self, message: MessageId) -> str:
        """The raw mail as text; fetched again when it is older than the store keeps."""
        return self._raw(message).decode("utf-8", "backslashreplace")

    def formatted(self, message: MessageId) -> str:
        """Sanitised HTML of the mail, without a single address that Qt would fetch."""
        return self._parsed(message).html

    def inline_picture(self, message: MessageId, content_id: str) -> bytes | None:
        """The bytes behind a `cid:` address of the formatted view, redrawn by us."""
        file = self.writer.run(lambda work: rows.inline_file(work, message, content_id))
        if file is None:
            return None
        try:
            return self.worker.picture(self._bytes(file)).display
        except QuaysideError:
            return None

    def outbound_files(self, ids: Sequence[str]) -> tuple[OutboundFile, ...]:
        """The bytes of a reply's files, by id as the outbox keeps them; Problem `file_gone` where one is missing."""
        files = [self._load(AttachmentId(UUID(one))) for one in ids]
        return tuple(OutboundFile(file.name, file.content_type, self._bytes(file)) for file in files)

    # --- bytes --------------------------------------------------------------------------------------------------

    def _load(self, attachment: AttachmentId) -> rows.FileRecord:
        return self.writer.run(lambda work: rows.load_file(work, attachment))

    def _bytes(self, file: rows.FileRecord) -> bytes:
        if file.blob_key and self.blobs.has(file.blob_key):
            return self.blobs.get(file.blob_key)
        if file.message is None:
            raise Problem("file_gone")
        if self.crowded():
            raise Problem("disk_crowded")
        content = self._fetched(file, file.message)
        key = self.blobs.put(Shelf.FILES, content)
        self.writer.run(lambda work: rows.note_bytes(work, file.id, key, len(content)))
        return content

    def _fetched(self, file: rows.FileRecord, message: MessageId) -> bytes:
        if file.mail_part:
            return self.worker.attachment(self._raw(message), file.mail_part).content
        place = self.writer.run(lambda work: rows.whereabouts(work, message))
        return self.fetch_file(place.shop, file.url)

    def _raw(self, message: MessageId) -> bytes:
        place = self.writer.run(lambda work: rows.whereabouts(work, message))
        if place.raw_key and self.blobs.has(place.raw_key):
            return self.blobs.get(place.raw_key)
        content = self.fetch_mail(place)
        key = self.blobs.put(Shelf.RAW, content)
        self.writer.run(lambda work: rows.note_raw(work, message, key))
        return content

    def _parsed(self, message: MessageId) -> ParsedMail:
        return self.worker.parse_mail(self._raw(message))

    def _redrawn(self, content: bytes) -> bytes | None:
        try:
            return self.worker.picture(content).thumbnail
        except QuaysideError:
            return None

    # --- limits -------------------------------------------------------------------------------------------------

    def _check(self, conversation: ConversationId, size: int, content_type: str) -> None:
        channel, (count, total) = self.writer.run(
            lambda work: (rows.channel_of(work, conversation), rows.files_of_draft(work, conversation))
        )
        check_limits(manifest_of(channel).files, count + 1, size, total + size, content_type)


def _read(source: Path) -> bytes:
    try:
        return source.read_bytes()
    except OSError as error:
        raise Problem("file_not_read", reason=error.strerror or "") from error


def _type_of(source: Path) -> str:
    return mimetypes.guess_type(source.name)[0] or "application/octet-stream"


def check_limits(limits: FileLimits, count: int, size: int, total: int, content_type: str) -> None:
    """Raises the Problem that names which limit of the channel a file would break."""
    if limits.count == 0:
        raise Problem("files_not_allowed")
    if count > limits.count:
        raise Problem("too_many_files", limit=limits.count)
    if size > limits.each_bytes:
        raise Problem("file_too_large", limit=limits.each_bytes)
    if total > limits.total_bytes:
        raise Problem("files_too_large", limit=limits.total_bytes)
    if limits.types and not any(_fits(content_type, wanted) for wanted in limits.types):
        if all(wanted.startswith("image/") for wanted in limits.types):
            kinds = " ".join(wanted.removeprefix("image/").upper() for wanted in limits.types)
            raise Problem("only_pictures_allowed", kinds=kinds)
        raise Problem("file_type_not_allowed", type=content_type)


def _fits(content_type: str, wanted: str) -> bool:
    return content_type == wanted or (wanted.endswith("/*") and content_type.startswith(wanted[:-1]))


def write_whole(path: Path, content: bytes) -> None:
    """Writes a copy, or leaves none: half a file would be opened as if it were all. Raises `file_not_written`."""
    part = path.with_name(f".{path.name[:100]}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Problem("file_not_written", reason=error.strerror or "") from error


def mark_as_foreign(path: Path) -> None:
    """Tells the system that a file came from a stranger, where it can be told: Windows' zone, macOS' quarantine."""
    if sys.platform == "win32":
        Path(f"{path}:Zone.Identifier").write_text("[ZoneTransfer]\nZoneId=3\n", encoding="ascii")
    elif sys.platform == "darwin":
        command = ["/usr/bin/xattr", "-w", "com.apple.quarantine", "0081;00000000;Quayside;", str(path)]
        subprocess.run(command, check=False, capture_output=True, timeout=10)
