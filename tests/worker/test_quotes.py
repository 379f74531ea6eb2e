"""An agent sees what is new in a reply, whatever program and language it was written in."""

import pytest

from app.worker import quotes, second_opinion
from app.worker.mail import parse_mail
from tests.worker.letters import html_letter, letter
from tests.worker.quote_samples import ALL_VISIBLE, ALL_VISIBLE_HTML, HTMLS, TEXTS, Sample


def _parsed(sample: Sample) -> tuple[str, int | None]:
    raw = (
        html_letter(sample.html, Subject=sample.subject)
        if sample.html
        else letter(sample.text, Subject=sample.subject)
    )
    mail = parse_mail(raw)
    return mail.text, mail.quoted_from


@pytest.mark.parametrize("sample", [*TEXTS, *HTMLS], ids=lambda sample: sample.name)
def test_only_the_new_words_are_visible(sample: Sample) -> None:
    text, hidden = _parsed(sample)
    assert text[:hidden].strip() == sample.visible
    assert hidden is not None


@pytest.mark.parametrize("sample", [*ALL_VISIBLE, *ALL_VISIBLE_HTML], ids=lambda sample: sample.name)
def test_everything_stays_visible_when_in_doubt(sample: Sample) -> None:
    text, hidden = _parsed(sample)
    assert text.strip()
    assert hidden is None


@pytest.mark.parametrize("sample", TEXTS, ids=lambda sample: sample.name)
def test_nothing_of_a_reply_is_lost_by_hiding(sample: Sample) -> None:
    assert _parsed(sample)[0] == sample.text.strip("\n")


def test_the_samples_cover_many_programs_and_languages() -> None:
    assert len(TEXTS) + len(HTMLS) >= 60


REPLY = {"In_Reply_To": "<ours@shop.example>"}


def test_the_librarys_opinion_is_asked_where_ours_is_none() -> None:
    words = "Takk!\n\n2026-11-23 skrev Butikken (shop@shop.example):\n"
    assert second_opinion.smells_quoted(words)
    unknown = "Thanks!\n\nOn Monday Shop wrote to me@shop.example:\nold words"
    assert parse_mail(letter(unknown, **REPLY)).text == unknown


def test_the_library_finds_a_quote() -> None:
    text = "Fine.\n\nOn Mon, Nov 23, 2026 at 10:00 AM Shop <shop@shop.example> wrote:\n\n> old\n> words"
    found = second_opinion.quoted_from(text)
    assert found is not None
    assert text[:found].strip() == "Fine."


@pytest.mark.parametrize(
    "text",
    [
        "just words",
        "x" * 9000,
        "y" * 301 + "\n> z",
        "> only quote",
        "On Mon, Nov 23, 2026 at 10:00 AM S <s@x.example> wrote:\n> old",
    ],
)
def test_the_library_has_no_opinion_on_other_texts(text: str) -> None:
    assert second_opinion.quoted_from(text) is None


def test_a_library_that_takes_too_long_is_stopped() -> None:
    hostile = "\n".join(["On a " * 50 + "<"] * 30)
    assert second_opinion.quoted_from(hostile, seconds=0.01) is None


def test_a_long_text_is_not_shown_to_the_library() -> None:
    assert not second_opinion.smells_quoted("> x\n" * 5000)
    assert not second_opinion.smells_quoted("x\n\ny")
    assert second_opinion.smells_quoted("1 January 2026:\n")


def test_beside_the_main_thread_the_library_runs_without_a_timer() -> None:
    import threading

    found: list[int | None] = []
    beside = threading.Thread(target=lambda: found.append(second_opinion.quoted_from("just words")))
    beside.start()
    beside.join()
    assert found == [None]


def test_one_line_of_forty_kilobytes_is_passed_over() -> None:
    line = "On a " * 8000 + "wrote:"
    assert quotes.quoted_from(f"new\n{line}\n> old") == len(f"new\n{line}\n")
    assert not quotes.is_attribution(line)
    assert parse_mail(letter(f"new\n{line}\nold", **REPLY)).quoted_from is None


def test_only_the_first_64_kilobytes_are_scanned() -> None:
    assert quotes.quoted_from("word " * 20_000 + "\n> old") is None


@pytest.mark.parametrize(
    "text",
    [
        "new\n\n" + ">" * 3000,
        "new\n> a\n> b" + "\n" * 50_000,
        "new\n" + "From: a\n" * 9000,
        "new\n" + "wrote:\n" * 9000,
        "new\n" + "-- \n" * 9000,
        "new\n" + "x@y> 10:00:\n" * 5000,
        ":" * 60_000,
        "_" * 60_000,
        "a\n" + "-" * 500 + "\n" * 5000,
    ],
)
def test_hostile_repetition_is_scanned_without_trouble(text: str) -> None:
    hidden = quotes.hidden_from(text, quotes.quoted_from(text))
    assert hidden is None or text[:hidden].strip()
