"""The log: what happened to which id, how often, how long. Never a text, a name, an address or a token."""

import logging
import re
from collections import deque
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from enum import Enum
from logging.handlers import RotatingFileHandler
from pathlib import Path
from uuid import UUID

from app.domain.errors import QuaysideError
from app.host.redaction import Redactor

Field = UUID | int | float | bool | None | Enum | timedelta | datetime | str

FIELDS = frozenset(
    "agent attachment backup batch bytes channel command conversation count cursor customer error folder from_state "
    "held job key kind lag lane level login lost message milliseconds number order outbound page platform pid provider "
    "reason room rows shop state status stream template to_state tries version wait worker".split()
)
"""The names a fact may have. A new one is added here, in the light, not where it is logged."""

STATE_NAME = re.compile(r"[A-Za-z0-9_.:/+-]{1,48}")
REFUSED = "refused"
FILE_NAME = "quayside.log"
FILE_SIZE, FILES_KEPT = 1_000_000, 5
TALKATIVE = ("httpx", "httpcore", "imapclient", "asyncio", "PIL", "keyring", "alembic")


class EventLog:
    """One component's voice in the log: `log.event("page_stored", shop=shop.id, count=40)`."""

    def __init__(self, component: str) -> None:
        self._logger = logging.getLogger(f"quayside.{component}")

    def event(self, name: str, **fields: Field) -> None:
        """Something ordinary happened."""
        self._logger.info("%s", _line(name, fields))

    def warn(self, name: str, **fields: Field) -> None:
        """Something a developer should look at one day; the agent need not."""
        self._logger.warning("%s", _line(name, fields))

    def trouble(self, name: str, error: BaseException, **fields: Field) -> None:
        """Something went wrong: our own errors by their key, others by type and place, never by what they say."""
        known = error.key if isinstance(error, QuaysideError) else type(error).__name__
        self._logger.error("%s at %s", _line(name, {**fields, "error": known}), _places(error))


def _line(name: str, fields: Mapping[str, Field]) -> str:
    facts = (f"{key}={_fact(value) if key in FIELDS else REFUSED}" for key, value in fields.items())
    return " ".join([name if STATE_NAME.fullmatch(name) else REFUSED, *facts])


def _fact(value: Field) -> str:
    """A value as it may stand in the log: ids, numbers and single words; whatever is longer is refused."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, timedelta):
        return f"{value.total_seconds():g}s"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds")
    if isinstance(value, str) and not STATE_NAME.fullmatch(value):
        return REFUSED
    return str(value)


def _places(error: BaseException) -> str:
    """File, line and function of each step: enough to find the mistake, without a value in it."""
    steps, trace = [], error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        steps.append(f"{Path(code.co_filename).name}:{trace.tb_lineno}:{code.co_name}")
        trace = trace.tb_next
    return " < ".join(reversed(steps[-12:])) or "nowhere"


class _Formatter(logging.Formatter):
    """Time, level, component, line; redacted last, so that nothing slips in behind."""

    def __init__(self, redactor: Redactor) -> None:
        super().__init__()
        self._redactor = redactor

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = self._redactor.clean(record.getMessage())
        if record.exc_info and record.exc_info[1] is not None:
            line += f" {type(record.exc_info[1]).__name__} at {_places(record.exc_info[1])}"
        return f"{moment} {record.levelname} {record.name} {line}".replace("\n", " ")


def start_logging(folder: Path, redactor: Redactor) -> logging.Handler:
    """Writes everything from INFO up into rotating files in `folder`; give the handler to `stop_logging`."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / FILE_NAME
    path.touch(mode=0o600)
    handler = RotatingFileHandler(path, maxBytes=FILE_SIZE, backupCount=FILES_KEPT, encoding="utf-8")
    handler.setFormatter(_Formatter(redactor))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    for name in TALKATIVE:  # they write addresses at INFO
        logging.getLogger(name).setLevel(logging.WARNING)
    return handler


def stop_logging(handler: logging.Handler) -> None:
    """Closes the file."""
    logging.getLogger().removeHandler(handler)
    handler.close()


def diagnostics(facts: Mapping[str, Field], folder: Path, redactor: Redactor, lines: int = 200) -> str:
    """What support asks for, ready for the clipboard: facts and the newest log lines, without a person in them."""
    path = folder / FILE_NAME
    newest: deque[str] = deque(maxlen=lines)
    if path.exists():
        with path.open(encoding="utf-8", errors="replace") as file:
            newest.extend(redactor.clean(line.rstrip("\n")) for line in file)
    return "\n".join([*(f"{name}: {_fact(value)}" for name, value in facts.items()), "", *newest])
