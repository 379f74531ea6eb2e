"""Texts and queries are cut the same way, in every script."""

import pytest

from app.domain.segment import Phrase, fold, identifier_key, index_terms, query_phrases


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Where is it", "Where is it"),
        ("退款申请", " 退款 款申 申请 请 "),
        ("退", " 退 "),
        ("ABC退款x", "abc 退款 款 x"),
        ("คืนเงิน", " คื ืน นเ เง งิ ิน น "),
        ("Straße", "strasse"),
        ("ＡＢＣ　１２３", "abc 123"),
        ("مُحَمَّد", "محمد"),
        ("שָׁלוֹם", "שלום"),
    ],
)
def test_a_text_is_indexed_by_words_and_by_pairs_of_unspaced_scripts(text: str, terms: str) -> None:
    assert index_terms(text) == terms


@pytest.mark.parametrize(
    ("typed", "phrases"),
    [
        ("refund", [Phrase(("refund",), prefix=True)]),
        ("late refund", [Phrase(("late",)), Phrase(("refund",), prefix=True)]),
        ("ref* late", [Phrase(("ref",), prefix=True), Phrase(("late",), prefix=True)]),
        ("302-4471906", [Phrase(("302", "4471906"), prefix=True)]),
        ("退款", [Phrase(("退款",))]),
        ("退款申请", [Phrase(("退款", "款申", "申请"))]),
        ("退", [Phrase(("退",), prefix=True)]),
        ("iPhone手机壳15", [Phrase(("iphone",)), Phrase(("手机", "机壳")), Phrase(("15",), prefix=True)]),
        ("नमस्ते", [Phrase(("नमस्ते",), prefix=True)]),
        ("...", []),
        ("", []),
    ],
)
def test_a_query_asks_for_phrases_and_lets_the_last_word_go_on(typed: str, phrases: list[Phrase]) -> None:
    assert list(query_phrases(typed)) == phrases


def test_only_a_starred_word_goes_on_where_prefixes_are_off() -> None:
    assert query_phrases("late refund", prefix_last=False) == (Phrase(("late",)), Phrase(("refund",)))


def test_folding_ignores_case_width_and_optional_marks() -> None:
    assert fold("ÄPFEL") == fold("äpfel")
    assert fold("ﬁn") == "fin"
    assert fold("ABC") == "abc"


def test_a_number_is_stored_backwards_without_its_punctuation() -> None:
    assert identifier_key("302-44-AB") == "ba44203"
