"""Statements that run thousands of times: compiled once, and on a desk handed to the driver as plain tuples.

SQLAlchemy looks at every statement, every value and every row for about as long as SQLite works on them. So on SQLite
its text is kept, and only the types' own conversions are applied; on PostgreSQL it does everything itself. Statements
given to these functions are built once per program, never per call: each is kept for good.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy import CompoundSelect, Connection, Dialect, Insert, Select, Update
from sqlalchemy.types import TypeEngine

Row = Mapping[str, object]
Question: TypeAlias = "Select[Any] | CompoundSelect[Any]"
Value = Any
"""what goes into a place, or a list of it"""
Convert: TypeAlias = "Callable[[Any], Any] | None"


def ask(connection: Connection, question: Question, **values: object) -> list[tuple[Any, ...]]:
    """Every row of the answer. A list is the value of an expanding parameter, and may be empty."""
    if connection.dialect.name != "sqlite":
        return [tuple(row) for row in connection.execute(question, values)]
    given = {name: _padded(value) if isinstance(value, list) else value for name, value in values.items()}
    sizes = tuple((name, len(value) if isinstance(value, list) else None) for name, value in given.items())
    asking = _asking(connection.dialect, question, sizes)
    bound = tuple([_bound(given.get(name, fixed), at, bind) for name, at, bind, fixed in asking.places])
    rows = [tuple(row) for row in connection.exec_driver_sql(asking.text, bound)]
    for at, read in asking.reading:
        rows = [(*row[:at], read(row[at]), *row[at + 1 :]) for row in rows]
    return rows


def write(connection: Connection, statement: Insert | Update, rows: Sequence[Row]) -> None:
    """Runs the statement once for each row; all rows have the same names."""
    if not rows:
        return
    if connection.dialect.name != "sqlite":
        connection.execute(statement, list(rows))
        return
    text, places = _writing(connection.dialect, statement, tuple(rows[0]))
    connection.exec_driver_sql(
        text, [tuple([bind(row[name]) if bind else row[name] for name, bind in places]) for row in rows]
    )


@dataclass(frozen=True, slots=True)
class _Asking:
    """A question as text: what goes into its places, and which columns of the answer are read how."""

    text: str
    places: tuple[tuple[str, int | None, Convert, object], ...]
    """name of the value, its place in the list where it is one, how it is bound, and what it is by itself"""
    reading: tuple[tuple[int, Callable[[Any], Any]], ...]


@cache
def _asking(dialect: Dialect, question: Question, sizes: tuple[tuple[str, int | None], ...]) -> _Asking:
    compiled = question.compile(dialect=dialect)
    values = compiled.params | {name: size if size is None else [None] * size for name, size in sizes}
    expanded = compiled.construct_expanded_state(values)
    origin: dict[str, tuple[str, int | None]] = {name: (name, None) for name in values}
    for name, parts in expanded.parameter_expansion.items():
        origin.update((part, (name, at)) for at, part in enumerate(parts))
    places = tuple(
        (*origin[place], _binding(dialect, compiled.binds[origin[place][0]].type), values[origin[place][0]])
        for place in expanded.positiontup or ()
    )
    readers = [
        (at, column.type.dialect_impl(dialect).result_processor(dialect, None))
        for at, column in enumerate(question.selected_columns)
    ]
    return _Asking(expanded.statement, places, tuple((at, read) for at, read in readers if read))


@cache
def _writing(
    dialect: Dialect, statement: Insert | Update, names: tuple[str, ...]
) -> tuple[str, tuple[tuple[str, Convert], ...]]:
    """The statement as text, and for each of its places the value's name and how it is bound."""
    compiled = statement.compile(dialect=dialect, column_keys=list(names))
    places = compiled.positiontup or ()
    return str(compiled), tuple((name, _binding(dialect, compiled.binds[name].type)) for name in places)


def _binding(dialect: Dialect, kind: TypeEngine[Any]) -> Convert:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _padded(values: list[object]) -> list[object]:
    """Up to the next power of two, the last value again and again: few texts serve lists of every length."""
    wanted = 1 << max(len(values) - 1, 0).bit_length()
    return values + [values[-1] if values else None] * (wanted - len(values))


def _bound(value: Value, at: int | None, bind: Convert) -> object:
    one = value if at is None else value[at]
    return bind(one) if bind else one
