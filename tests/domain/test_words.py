"""Subjects, names and files as strangers write them."""

from uuid import UUID

import pytest

from app.domain.files import LONGEST_NAME, is_dangerous, safe_name
from app.domain.subjects import bare_subject
from app.domain.team import Agent, Role
from app.domain.templates import blanks, render
from app.domain.values import AgentId


@pytest.mark.parametrize(
    ("subject", "bare"),
    [
        ("Re: AW: Fwd: My lamp", "My lamp"),
        ("回复: 我的订单", "我的订单"),
        (" re : x", "x"),
        ("Order: 302-1", "Order: 302-1"),
        ("PS: urgent", "PS: urgent"),
        ("Re:", ""),
    ],
)
def test_a_subject_is_the_same_with_and_without_its_prefixes(subject: str, bare: str) -> None:
    assert bare_subject(subject) == bare


@pytest.mark.parametrize(
    ("name", "danger"),
    [
        ("invoice.pdf", False),
        ("invoice.pdf.exe", True),
        ("invoice.EXE. .", True),
        ("photo", False),
        ("bill\u202efdp.png", True),
    ],
)
def test_a_name_that_could_run_something_is_marked(name: str, danger: bool) -> None:
    assert is_dangerous(name) is danger


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "_._etc_passwd"),
        ("C:\\Windows\\evil.dll", "C_Windows_evil.dll"),
        ("con.txt", "_con.txt"),
        ("LPT1", "_LPT1"),
        (" . ", "file"),
        ("", "file"),
        (".png", "png"),
        ("照片.jpg", "照片.jpg"),
    ],
)
def test_a_stranger_s_name_becomes_one_that_every_system_accepts(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_name_without_end_is_cut_and_keeps_its_ending() -> None:
    name = safe_name("a" * 5000 + ".pdf")
    assert (len(name), name[-4:]) == (LONGEST_NAME, ".pdf")


def test_what_a_template_could_not_fill_still_stands_in_the_text_and_is_named_once() -> None:
    found = render("Hi {{ customer.name }}, {{order.number}} / {{order.number}}", {"customer.name": "Bea"})
    assert found.text == "Hi Bea, {{order.number}} / {{order.number}}"
    assert found.missing == ("order.number",)
    assert [name for _, _, name in blanks(found.text)] == ["order.number", "order.number"]
    assert render("{{shop.name}}", {"shop.name": ""}).missing == ("shop.name",)


@pytest.mark.parametrize(
    ("name", "mark"), [("林小码", "林"), ("Bea Kahn", "BK"), ("ada", "A"), ("  ", "?"), ("Émile Zola", "É")]
)
def test_a_name_fits_into_a_small_round_mark(name: str, mark: str) -> None:
    assert Agent(AgentId(UUID(int=1)), name, Role.AGENT).initials == mark
