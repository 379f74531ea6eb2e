"""Templates in files: a table, JSON or plain text comes in; a table or JSON goes out. No template is overwritten."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import Problem
from app.domain.readmodels import TemplateRow

LARGEST = 5_000_000
"""bytes of a file worth reading"""
_NAMES = {
    "title": ("title", "name", "subject", "标题", "名称"),
    "body": ("body", "text", "content", "message", "内容", "正文"),
    "language": ("language", "lang", "语言"),
    "channel": ("channel", "platform", "渠道", "平台"),
    "category": ("category", "group", "folder", "分类"),
}


@dataclass(frozen=True, slots=True)
class FoundTemplate:
    """A template as a file names it."""

    title: str
    body: str
    language: str = ""
    channel: str = ""
    category: str = ""


def read_templates(path: Path) -> tuple[FoundTemplate, ...]:
    """Everything in a file that has a title and a body; raises Problem where the file is none of ours."""
    try:
        if path.stat().st_size > LARGEST:
            raise Problem("template_file_unreadable")
        content = path.read_bytes()
    except OSError as error:
        raise Problem("file_not_read") from error
    return parse_templates(path.name, content)


def parse_templates(name: str, content: bytes) -> tuple[FoundTemplate, ...]:
    """The same from bytes; the file's ending says what they are."""
    text = _decoded(content)
    if name.lower().endswith(".json"):
        return _from_json(text)
    if name.lower().endswith((".csv", ".tsv")):
        return _from_table(text)
    return _from_text(name, text)


def _decoded(content: bytes) -> str:
    """UTF-8 with or without a mark, UTF-16 with one, else what Chinese spreadsheets write."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")


def _from_json(text: str) -> tuple[FoundTemplate, ...]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Problem("template_file_unreadable") from error
    if isinstance(data, dict):
        data = data.get("templates", [])
    if not isinstance(data, list):
        raise Problem("template_file_unreadable")
    return _found(
        {str(key): str(value) for key, value in row.items() if value is not None}
        for row in data
        if isinstance(row, dict)
    )


def _from_table(text: str) -> tuple[FoundTemplate, ...]:
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise Problem("template_file_unreadable") from error
    found = _found(
        {str(key): value or "" for key, value in row.items() if isinstance(value, str)} for row in rows
    )
    if rows and not found:
        raise Problem("template_file_unreadable")
    return found


def _from_text(name: str, text: str) -> tuple[FoundTemplate, ...]:
    """One template to a file; its first line is the title unless it is the only one."""
    lines = text.strip().split("\n", 1)
    if len(lines) == 1:
        return (FoundTemplate(Path(name).stem, lines[0].strip()),) if lines[0].strip() else ()
    return (FoundTemplate(lines[0].strip()[:120], lines[1].strip()),)


def _found(rows: Iterable[dict[str, str]]) -> tuple[FoundTemplate, ...]:
    found = []
    for row in rows:
        plain = {key.strip().lower(): value.strip() for key, value in row.items()}
        fields = {
            field: next((plain[name] for name in names if plain.get(name)), "")
            for field, names in _NAMES.items()
        }
        if fields["title"] and fields["body"]:
            found.append(FoundTemplate(**fields))
    return tuple(found)


def write_templates(path: Path, rows: Sequence[TemplateRow]) -> int:
    """Writes them so that they can be read back; the ending chooses JSON or a table."""
    values = [
        {
            "title": row.title,
            "body": row.body,
            "language": row.language,
            "channel": row.channel,
            "category": row.category,
        }
        for row in rows
    ]
    try:
        if path.suffix.lower() == ".json":
            path.write_text(json.dumps({"templates": values}, ensure_ascii=False, indent=2) + "\n", "utf-8")
        else:
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                table = csv.DictWriter(file, ["title", "body", "language", "channel", "category"])
                table.writeheader()
                table.writerows(values)
    except OSError as error:
        raise Problem("file_not_written") from error
    return len(values)
