"""What is shown of a message's words, and what is said about the links in them."""

import pytest

from app.domain.drafts import Draft, DraftKind
from app.domain.readmodels import KeptDraft
from app.domain.subjects import bare_subject
from app.domain.templates import blanks, render
from app.views.conversation.composer_parts import addresses, plausible
from app.views.conversation.draft import DraftKeeper
from app.views.conversation.folding import FOLD_AFTER, SHOWN_LINES, fold
from app.views.conversation.links import find_links, inspect
from app.views.templates.values import first_name
from tests.views.fakes import an_id, fake_desk


def test_a_quotation_is_folded_and_the_new_words_stay() -> None:
    parts = fold("Danke!\n\n> alt\n> noch älter", 8)
    assert (parts.shown, parts.rest, parts.quoted) == ("Danke!", "", "> alt\n> noch älter")


def test_a_mail_that_is_only_a_quotation_is_shown() -> None:
    assert fold("> nur Zitat", 0).shown == "> nur Zitat"


@pytest.mark.parametrize("letter", ["a ", "字", "😀"])
def test_text_over_64_kb_folds_at_a_whole_character(letter: str) -> None:
    text = (letter * FOLD_AFTER) + "end"
    parts = fold(text, None)
    assert len(parts.shown.encode()) <= FOLD_AFTER
    assert parts.shown + parts.rest == text
    assert parts.rest


def test_letters_without_a_break_fold_early() -> None:
    parts = fold("See " + "a" * 20_000, None)
    assert len(parts.shown) == 3004
    assert parts.shown + parts.rest == "See " + "a" * 20_000


def test_very_many_short_lines_fold_as_well() -> None:
    parts = fold("\n".join("x" * 3 for _ in range(SHOWN_LINES * 3)), None)
    assert parts.shown.count("\n") == SHOWN_LINES - 1
    assert parts.rest


def test_an_ordinary_link_raises_no_warning() -> None:
    (link,) = find_links("See https://tracking.example/a?b=1.")
    assert (link.url, link.host, link.secure, link.warnings) == (
        "https://tracking.example/a?b=1",
        "tracking.example",
        True,
        (),
    )


def test_chinese_punctuation_ends_a_link() -> None:
    (link,) = find_links("请看https://a.example/x，谢谢")
    assert link.url == "https://a.example/x"


@pytest.mark.parametrize(
    ("url", "warning"),
    [
        ("https://xn--pypal-4ve.example/pay", "link.mixed_scripts"),
        ("https://pаypal.example/pay", "link.mixed_scripts"),
        ("https://münchen.example/", "link.foreign_letters"),
        ("https://bank.example@evil.example/", "link.hidden_user"),
        ("https://192.0.2.7/login", "link.bare_number"),
    ],
)
def test_a_disguised_link_is_warned_about(url: str, warning: str) -> None:
    link = inspect(url)
    assert link is not None
    assert warning in link.warnings


def test_a_link_shows_both_its_spellings() -> None:
    link = inspect("https://xn--mnchen-3ya.example/")
    assert link is not None
    assert (link.host, link.shown_host) == ("xn--mnchen-3ya.example", "münchen.example")


def test_what_is_no_address_is_no_link() -> None:
    assert find_links("javascript:alert(1) file:///etc/passwd https:// http://[bad") == ()


def test_plain_http_is_known_to_be_insecure() -> None:
    (link,) = find_links("http://shop.example")
    assert not link.secure


def test_blanks_are_filled_and_missing_ones_named_once() -> None:
    made = render(
        "Hi {{ customer.name }}, {{order.eta}} {{order.eta}}", {"customer.name": "Ana", "order.eta": ""}
    )
    assert made.text == "Hi Ana, {{order.eta}} {{order.eta}}"
    assert made.missing == ("order.eta",)
    assert [name for _, _, name in blanks(made.text)] == ["order.eta", "order.eta"]


def test_a_value_with_braces_is_not_filled_again() -> None:
    assert render("{{a}}", {"a": "{{b}}", "b": "x"}).text == "{{b}}"


def test_family_first_names_stay_whole() -> None:
    assert first_name("Maria Schmidt", "de") == "Maria"
    assert first_name("田中 美咲", "ja") == "田中 美咲"
    assert first_name("Cher", "en") == "Cher"


def test_addresses_may_be_separated_by_anything() -> None:
    assert addresses("a@b.example, c@d.example；e@f.example") == ("a@b.example", "c@d.example", "e@f.example")
    assert plausible("a@b.example")
    assert not any(map(plausible, ("a", "a@b", "@b.example", "a@b@c.example", "a@b.")))


def test_subjects_are_compared_without_their_prefixes() -> None:
    assert bare_subject("Re: AW: Wo ist mein Paket?") == "Wo ist mein Paket?"


@pytest.fixture
def keeper(qapp: object) -> DraftKeeper:
    """A draft without a desk, to show what counts as news."""
    return DraftKeeper(fake_desk(), DraftKind.REPLY, Draft, lambda: None)


def stored(text: str, by: str = "undo") -> KeptDraft:
    return KeptDraft(Draft(text), (), an_id(by))


def test_a_reply_that_was_taken_back_returns_to_an_empty_composer(keeper: DraftKeeper) -> None:
    assert keeper.news(stored("taken back"), Draft()) == Draft("taken back")
    assert keeper.news(stored("taken back"), Draft("taken back and changed")) is None


def test_a_reply_that_was_taken_back_stands_before_what_is_being_written(keeper: DraftKeeper) -> None:
    assert keeper.news(stored("taken back"), Draft("new words")) == Draft("new words\n\ntaken back")


def test_an_old_answer_of_the_store_never_replaces_what_is_being_written(keeper: DraftKeeper) -> None:
    keeper.begin(None, stored("first", "earlier"))
    assert keeper.news(stored("first", "earlier"), Draft("first and more")) is None
    assert keeper.news(KeptDraft(), Draft("first and more")) is None
