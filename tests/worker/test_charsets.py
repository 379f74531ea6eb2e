"""Words stay readable when a mail lies about its character set."""

import pytest

from app.worker.charsets import GUESSED, REPAIRED, codec_for, decode, tidy

CHINESE = "你好，我的包裹还没有收到，请问什么时候到"


@pytest.mark.parametrize(
    ("words", "really"),
    [
        (CHINESE, "gbk"),
        (CHINESE, "utf-8"),
        ("我的包裹還沒有收到，請問什麼時候到", "big5"),
        ("안녕하세요 제 소포가 아직 도착하지 않았습니다", "euc-kr"),
        ("商品がまだ届きません。確認してください", "euc-jp"),
        ("商品がまだ届きません。確認してください", "shift_jis"),
        ("Où est mon colis déjà expédié", "iso-8859-1"),
        ("Где моя посылка? Прошу ответить", "windows-1251"),
        ("Где моя посылка? Прошу ответить", "koi8-r"),
    ],
)
@pytest.mark.parametrize("declared", ["", "us-ascii", "x-unknown", "hex"])
def test_what_a_label_hides_is_guessed(words: str, really: str, declared: str) -> None:
    assert decode(words.encode(really), declared) == (words, GUESSED)


@pytest.mark.parametrize(
    ("words", "really", "declared"),
    [
        (CHINESE, "gbk", "gb2312"),
        (CHINESE, "gb18030", "GBK"),
        ("パッケージ", "cp932", "Shift_JIS"),
        ("パッケージ①", "cp932", "windows-31j"),
        ("it’s", "cp1252", "iso-8859-1"),
        ("소포", "cp949", "ks_c_5601-1987"),
        ("שלום", "iso-8859-8", "iso-8859-8-i"),
        ("Grüße", "utf-8", '"utf-8"'),
        ("荷物", "iso-2022-jp", "ISO-2022-JP"),
        ("Grüße", "utf-7", "unicode-1-1-utf-7"),
        ("plain", "ascii", "koi8-r"),
        ("Grüße", "utf-16", "utf-16"),
        ("Grüße", "utf-16-le", "utf-16le"),
    ],
)
def test_an_honest_label_is_believed(words: str, really: str, declared: str) -> None:
    assert decode(words.encode(really), declared) == (words, "")


@pytest.mark.parametrize("declared", ["iso-8859-1", "gbk", "cp1251"])
def test_utf8_under_a_wrong_label_is_recognised(declared: str) -> None:
    assert decode(CHINESE.encode(), declared) == (CHINESE, REPAIRED)


def test_a_few_characters_of_gbk_that_look_like_utf8_stay_gbk() -> None:
    assert decode("联通".encode("gbk"), "gbk") == ("联通", "")


def test_chinese_labelled_as_western_is_not_shown_as_accents() -> None:
    assert decode(CHINESE.encode("gbk"), "iso-8859-1") == (CHINESE, GUESSED)


def test_one_broken_character_is_replaced_and_the_rest_kept() -> None:
    text, problem = decode(("Grüße " * 20).encode() + b"\xff", "utf-8")
    assert text == "Grüße " * 20 + "\ufffd"
    assert problem == REPAIRED


def test_a_label_that_fits_nothing_gives_way_to_a_guess() -> None:
    assert decode(CHINESE.encode("gbk"), "utf-8") == (CHINESE, GUESSED)


def test_a_broken_escape_sequence_is_repaired_in_its_own_encoding() -> None:
    text, problem = decode("荷物".encode("iso-2022-jp") + b"\xff", "iso-2022-jp")
    assert text.startswith("荷物")
    assert problem == REPAIRED


def test_a_byte_order_mark_outranks_the_label() -> None:
    assert decode(b"\xef\xbb\xbfGr\xc3\xbc\xc3\x9fe", "koi8-r") == ("Grüße", "")
    assert decode("你".encode("utf-16"), "utf-8") == ("你", "")


def test_noise_becomes_some_text_and_never_an_error() -> None:
    for data in (bytes(range(128, 256)) * 3, b"\x80\x81", b"\xff" * 40, b"\xa1" * 9):
        text, problem = decode(data, "us-ascii")
        assert text
        assert problem == GUESSED


@pytest.mark.parametrize(
    "label", ["hex", "zip", "punycode", "idna", "undefined", "unicode_escape", "a" * 50, "", "\x00"]
)
def test_only_text_encodings_are_ever_used(label: str) -> None:
    assert codec_for(label) == ""


def test_control_characters_and_half_surrogates_are_removed() -> None:
    assert tidy("a\x00b\x1bc\ud800d\r\ne\rf\tg") == "abcd\ne\nf\tg"
    assert decode(b"a\x00b\x07c", "us-ascii") == ("abc", "")
