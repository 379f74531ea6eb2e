"""Templates: reply texts that agents write, keep and count."""

from typing import Any

from sqlalchemy import select

from app.domain.errors import Problem
from app.domain.readmodels import TemplateRow
from app.domain.values import TemplateId
from app.store.rows import add_row, change_row, find_row, remove_row
from app.store.schema import template
from app.store.unit_of_work import Work


def find_template(work: Work, wanted: TemplateId) -> dict[str, Any] | None:
    """All columns of one template, None where it is gone."""
    return find_row(work, template, {"id": wanted})


def put_template(work: Work, saved: TemplateId, **values: object) -> None:
    """Adds a template, or changes it."""
    if find_template(work, saved) is None:
        add_row(work, template, id=saved, uses=0, **values)
    else:
        change_row(work, template, {"id": saved}, **values)


def remove_template(work: Work, removed: TemplateId) -> None:
    """Deletes a template. Raises Problem `template_gone`."""
    if not remove_row(work, template, {"id": removed}):
        raise Problem("template_gone")


def count_use(work: Work, used: TemplateId) -> None:
    """One more use; a template deleted meanwhile is no trouble."""
    row = find_template(work, used)
    if row is not None:
        change_row(work, template, {"id": used}, uses=row["uses"] + 1)


def all_templates(work: Work) -> tuple[TemplateRow, ...]:
    """Every template by title."""
    rows = work.connection.execute(
        select(
            template.c.id, template.c.title, template.c.body, template.c.language, template.c.channel,
            template.c.category, template.c.uses,
        ).order_by(template.c.title, template.c.id)
    )  # fmt: skip
    return tuple(TemplateRow(TemplateId(row[0]), *row[1:]) for row in rows)
