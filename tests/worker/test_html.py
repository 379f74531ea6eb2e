"""HTML becomes readable text and a harmless formatted view; nothing is ever fetched."""

import pytest

from app.worker.html_clean import MAX_CLEAN, clean, host_of
from app.worker.html_limits import MAX_DEPTH, MAX_SOURCE, MAX_TAGS, limited
from app.worker.html_text import MAX_LINKS, MAX_TEXT, plain, read

TRACKER = "https://track.example/open.gif?id=7"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("one<br>two<br><br>three", "one\ntwo\n\nthree"),
        ("<br><br>first", "first"),
        ("<div>one</div>two<div>three</div>", "one\ntwo\nthree"),
        ("a <b>bold</b>  word\n and&nbsp;more", "a bold word and more"),
        ("<b>a</b> <i>b</i>", "a b"),
        ("<ul><li>one<li>two</ul>", "- one\n- two"),
        ("<ol><li>one<li>two<ul><li>in</ul></ol>", "1. one\n2. two\n- in"),
        ("<li>loose", "- loose"),
        ("<table><tr><th>a<td>b<tr><td>c<td>d</table>", "a b\nc d"),
        ("<pre>  kept\n   as is\n\nhere</pre>after", "  kept\n   as is\n\nhere\n\nafter"),
        ("above<hr>below", "above\n-----\nbelow"),
        ("seen<script>alert(1)</script><style>x</style><title>t</title>", "seen"),
        ("seen<span style='display : none'>hidden</span><p style='mso-hide:all'>no</p>", "seen"),
        ("<a href='https://x.example/'>x.example</a>", "x.example"),
        ("<a href='https://x.example/a'>here</a>!", "here <https://x.example/a>!"),
        ("<a href='https://x.example/a'><img src=cid:1></a>", ""),
        ("<a href='javascript:alert(1)'>here</a> <a>b</a>", "here b"),
        (
            "<a href='https://x.example/" + "y" * 200 + "'>here</a>",
            "here <https://x.example/" + "y" * 102 + "…>",
        ),
        ("a&#0;b&#1;c&#x202e;", "a\ufffdbc\u202e"),
        ("<!doctype html><html><head><title>t</title></head><body>b</body></html>", "b"),
        ("", ""),
        ("<p></p>x<span></span>", "x"),
    ],
)
def test_html_reads_as_text(html: str, text: str) -> None:
    assert plain(html) == text


def test_links_are_gathered_once_and_not_without_end() -> None:
    reading = read("".join(f"<a href='https://x.example/{number // 2}'>x</a>" for number in range(300)))
    assert len(reading.links) == MAX_LINKS
    assert reading.links[:2] == ["https://x.example/0", "https://x.example/1"]


def test_text_without_end_is_cut() -> None:
    reading = read(f"<div>{'x' * (MAX_TEXT + 10)}</div><p>more</p>")
    assert reading.cut
    assert len(reading.text) == MAX_TEXT


def test_the_buyers_block_of_a_relay_mail_is_found() -> None:
    html = (
        "<pre>other</pre><pre style='color:red'>x</pre><p>You have received a message.</p>"
        "<pre style='white-space: -moz-pre-wrap; white-space: -o-pre-wrap;'>Hello,<br>my parcel &amp; me\n\nBye</pre>"
    )
    assert read(html).buyer_block == "Hello,\nmy parcel & me\n\nBye"
    assert read("<pre style='white-space: -o-pre-wrap'></pre>").buyer_block == ""
    assert read("<pre>-o-pre-wrap</pre>").buyer_block is None


@pytest.mark.parametrize(
    ("html", "harmless"),
    [
        (f"<img src='{TRACKER}' width=1 height=1>", '<img src="blocked:track.example" width="1" height="1">'),
        ("<img src='//track.example/x'>", '<img src="blocked:track.example">'),
        ("<img src='cid:part1@x'>", '<img src="cid:part1@x">'),
        ("<img src='picture.png'>", '<img src="blocked:unknown">'),
        (r"<img src='\\server\share\x.png'>", '<img src="blocked:unknown">'),
        ("<img src='file:///etc/passwd'>", "<img>"),
        ("<img src='file://server/share/x.png'>", "<img>"),
        ("<img src='data:image/png;base64,iVBORw0KGgo='>", '<img src="data:image/png;base64,iVBORw0KGgo=">'),
        ("<img src='data:image/svg+xml;base64,PHN2Zz4='>", '<img src="blocked:data">'),
        ("<img srcset='https://track.example/x 2x'>", "<img>"),
        ("<a href='tel:1' onclick='x()'>x</a>", '<a href="tel:1" rel="noopener noreferrer">x</a>'),
        ("<a href='javascript:x()'>x</a>", '<a rel="noopener noreferrer">x</a>'),
        ("<a href='cid:x'>x</a>", '<a rel="noopener noreferrer">x</a>'),
        ("<a href='/relative'>x</a>", '<a rel="noopener noreferrer">x</a>'),
        ("<p style='color:red;position:fixed;font-weight:bold'>x</p>", '<p style="color:red;font-weight:bold">x</p>'),
        ("<p style='color:rgb(1, 2, 3)'>x</p>", '<p style="color:rgb(1, 2, 3)">x</p>'),
        ("<p style='color:red;background-color:url(https://t.example)'>x</p>", '<p style="color:red">x</p>'),
        ("<p style='background-color:u\\72l(https://t.example)'>x</p>", "<p>x</p>"),
        ("<table background='https://t.example'><tr><td bgcolor='#fff' colspan=2 rowspan=9999>x</table>",
         '<table><tbody><tr><td bgcolor="#fff" colspan="2">x</td></tr></tbody></table>'),
        ("<font color='expression(1)' size=7>x</font>", "<font>x</font>"),
        ("<form action='https://x.example'><input name=a>x</form>", "x"),
        ("<iframe src='https://x.example'></iframe><svg><image href='https://x.example'/></svg>x", "x"),
        ("<base href='https://x.example'><link rel=stylesheet href='https://x.example'>x", "x"),
        ("<p title='a note'>x</p>", '<p title="a note">x</p>'),
    ],
)  # fmt: skip
def test_html_is_made_harmless(html: str, harmless: str) -> None:
    assert clean(html)[0] == harmless


@pytest.mark.parametrize(
    "html",
    [
        f"<img src='{TRACKER}'>",
        "<table background='https://t.example/x'></table>",
        "<div style='background:url(https://t.example)'></div>",
        "<style>@import 'https://t.example'</style>",
    ],
)
def test_what_was_not_loaded_is_said(html: str) -> None:
    harmless, problems = clean(html)
    assert problems == ("remote_blocked",)
    assert "https" not in harmless


def test_a_formatted_view_without_end_is_cut() -> None:
    harmless, problems = clean("<p>word</p>" * (MAX_CLEAN // 11 + 10))
    assert problems == ("html_cut",)
    assert len(harmless) <= MAX_CLEAN


def test_an_address_that_is_none_has_no_host() -> None:
    assert host_of("https://[broken/x") == "unknown"
    assert host_of("https:///x") == "unknown"
    assert host_of("HTTPS://Shop.Example:8/x") == "shop.example"


@pytest.mark.parametrize("tag", ["div", "b", "span", "table", "font", "blockquote", "a"])
def test_a_hundred_thousand_nested_tags_are_flattened_and_their_words_kept(tag: str) -> None:
    bomb = f"<{tag}>" * 100_000 + "words" + f"</{tag}>" * 60_000 + "after"
    flat, problems = limited(bomb)
    assert "html_flattened" in problems
    assert flat.count("<") <= 4 * MAX_DEPTH
    assert plain(flat).split() == ["words", "after"]
    assert "words" in clean(flat)[0]


def test_a_huge_table_loses_cells_but_no_words() -> None:
    flat, problems = limited("<table>" + "<tr><td>x</td></tr>" * 50_000 + "</table>")
    assert problems == ("html_flattened",)
    assert flat.count("<") <= MAX_TAGS
    assert flat.count("x") == 50_000


def test_a_body_of_many_megabytes_is_cut() -> None:
    flat, problems = limited("x" * (MAX_SOURCE + 1))
    assert problems == ("html_cut",)
    assert len(flat) == MAX_SOURCE


def test_an_ordinary_long_mail_is_left_alone() -> None:
    html = "<div><p>one<br>two<b>three</b></p></i></div>" * 300
    assert limited(html) == (html, ())


def test_a_tag_inside_a_dropped_tag_and_one_never_closed_do_no_harm() -> None:
    flat, problems = limited("<div>" * 500 + "<div title='<b>'>x</div>" + "words<div title='never")
    assert problems == ("html_flattened",)
    assert flat.count("<") == MAX_DEPTH
    assert flat.endswith("words ")


def test_a_flood_of_entities_is_cut_in_the_formatted_view_and_whole_in_the_text() -> None:
    harmless, problems = clean("<p>a</p>" + "&" * 500_000)
    assert problems == ("html_cut",)
    assert harmless.startswith("<p>a</p>&amp;")
    assert plain("&amp;" * 100_000) == "&" * 100_000
