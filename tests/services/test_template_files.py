"""Templates come in from what other programs write, and go out so that they come in again."""

import json
from pathlib import Path
from uuid import UUID

import pytest

from app.domain.errors import Problem
from app.domain.readmodels import TemplateRow
from app.domain.values import TemplateId
from app.services.template_files import (
    LARGEST,
    FoundTemplate,
    parse_templates,
    read_templates,
    write_templates,
)


def template(title: str, body: str, language: str = "") -> TemplateRow:
    return TemplateRow(TemplateId(UUID(int=1)), title, body, language, "", "", 0)


@pytest.mark.parametrize("name", ["out.csv", "out.json"])
def test_what_goes_out_comes_in_again(name: str, tmp_path: Path) -> None:
    rows = (template("Delay", "Sorry, {{customer.name}}\nsoon"), template("延误", '您好，"再等等"', "zh"))
    path = tmp_path / name
    assert write_templates(path, rows) == len(rows)
    again = read_templates(path)
    assert [(each.title, each.body, each.language) for each in again] == [
        (r.title, r.body, r.language) for r in rows
    ]


def test_chinese_headings_and_gb18030_are_understood() -> None:
    found = parse_templates("t.csv", "标题,内容\n延误,您好\n".encode("gb18030"))
    assert found == (FoundTemplate("延误", "您好"),)


def test_a_text_file_is_one_template() -> None:
    assert parse_templates("delay.txt", b"Delay\n\nHello there\n") == (FoundTemplate("Delay", "Hello there"),)
    assert parse_templates("delay.txt", b"Hello there") == (FoundTemplate("delay", "Hello there"),)
    assert parse_templates("delay.txt", b"  ") == ()


@pytest.mark.parametrize("content", [b'{"templates": 5}', b"\xff\xfe\x00", b"[" * 5000, b"nonsense"])
def test_odd_json_is_refused(content: bytes) -> None:
    with pytest.raises(Problem, match="template_file_unreadable"):
        parse_templates("t.json", content)


def test_a_list_of_something_else_holds_no_template() -> None:
    assert parse_templates("t.json", b"[1, 2]") == ()


def test_json_may_be_a_bare_list() -> None:
    text = json.dumps([{"name": "A", "text": "B", "lang": "de"}, {"name": "", "text": "C"}])
    assert parse_templates("t.json", text.encode()) == (FoundTemplate("A", "B", "de"),)


def test_a_field_that_says_nothing_is_no_word() -> None:
    text = json.dumps([{"title": "A", "body": "B", "language": None}, {"title": "C", "body": None}])
    assert parse_templates("t.json", text.encode()) == (FoundTemplate("A", "B", ""),)


def test_a_spreadsheet_may_write_utf_16_and_tabs() -> None:
    found = parse_templates("t.TSV", "Name\tText\textra\nHi\tThere\tx\n\tno title\n".encode("utf-16"))
    assert found == (FoundTemplate("Hi", "There"),)


@pytest.mark.parametrize("content", [b"a,b\n1,2\n", b'title,body\n"' + b"x" * 200_000 + b'",y\n'])
def test_a_table_without_our_columns_or_with_a_monstrous_field_is_refused(content: bytes) -> None:
    with pytest.raises(Problem, match="template_file_unreadable"):
        parse_templates("t.csv", content)


def test_an_empty_table_holds_nothing() -> None:
    assert parse_templates("t.csv", b"title,body\n") == ()


def test_a_file_that_is_too_large_gone_or_in_a_folder_that_is_not_there_is_a_calm_sentence(
    tmp_path: Path,
) -> None:
    large = tmp_path / "large.csv"
    large.write_bytes(b"x" * (LARGEST + 1))
    with pytest.raises(Problem, match="template_file_unreadable"):
        read_templates(large)
    with pytest.raises(Problem, match="file_not_read"):
        read_templates(tmp_path / "gone.csv")
    for name in ("out.csv", "out.json"):
        with pytest.raises(Problem, match="file_not_written"):
            write_templates(tmp_path / "nowhere" / name, [template("A", "B")])
