"""Templates: saved, deleted, brought in from a file and written out again."""

from datetime import datetime

from app.domain.commands import DeleteTemplate, SaveTemplate
from app.domain.errors import Problem
from app.services.handling import Handled, undoable
from app.store.templates import put_template, remove_template
from app.store.unit_of_work import Work

LONGEST = 8_192
"""bytes of a template"""


def save_template(work: Work, command: SaveTemplate, now: datetime) -> Handled:
    """Adds or changes a template."""
    title = command.title.strip()
    if not title or not command.body.strip():
        raise Problem("template_empty")
    if len(command.body.encode("utf-8", "surrogatepass")) > LONGEST:
        raise Problem("template_too_long", limit=LONGEST)
    put_template(
        work, command.template, title=title, body=command.body, language=command.language, channel=command.channel,
        category=command.category, changed_at=now,
    )  # fmt: skip
    return undoable(work, command)


def delete_template(work: Work, command: DeleteTemplate, now: datetime) -> Handled:
    """Deletes a template."""
    remove_template(work, command.template)
    return undoable(work, command)
