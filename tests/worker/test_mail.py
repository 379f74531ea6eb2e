"""One mail, read as a whole: what agents see, what the rest of the program is told, and every limit."""

from datetime import UTC, datetime

import pytest

from app.domain.mail import Mailbox, MailPart
from app.worker.attachments import NoSuchPart, cut_out
from app.worker.bodies import MAX_TEXT, unflowed
from app.worker.mail import MAX_KEPT, parse_mail
from tests.worker.letters import both, container, file_part, head, html_letter, inner, letter, part

PNG = b"\x89PNG\r\n\x1a\n" + b"pixels" * 50


def test_an_ordinary_mail_is_read_completely() -> None:
    raw = letter(
        "Hello,\r\nwhere is my parcel?\r\nsee https://track.example/1, please.",
        In_Reply_To="<ours@shop.example>",
        References="<first@shop.example> <ours@shop.example>",
        Reply_To="anna2@buyer.example",
        Cc="b@c.example",
        Delivered_To="shop+us@shop.example",
        Original_Recipient="rfc822;relay@shop.example",
        Return_Path="<anna@buyer.example>",
        X_Marketplace_ID="=?utf-8?Q?A1?=",
        Received="from x by y",
    )
    mail = parse_mail(raw)
    assert mail.message_id == "one@buyer.example"
    assert mail.in_reply_to == ("ours@shop.example",)
    assert mail.references == ("first@shop.example", "ours@shop.example")
    assert mail.sender == Mailbox("Anna Buyer", "anna@buyer.example")
    assert mail.to == (Mailbox("Shop", "shop@shop.example"),)
    assert mail.cc == (Mailbox("", "b@c.example"),)
    assert mail.reply_to == (Mailbox("", "anna2@buyer.example"),)
    assert mail.delivered_to == ("shop+us@shop.example", "relay@shop.example", "anna@buyer.example")
    assert mail.subject == "Where is my parcel?"
    assert mail.date == datetime(2026, 11, 23, 10, tzinfo=UTC)
    assert mail.text == "Hello,\nwhere is my parcel?\nsee https://track.example/1, please."
    assert mail.links == ("https://track.example/1",)
    assert mail.headers == {"return-path": "<anna@buyer.example>", "x-marketplace-id": "A1"}
    assert (mail.quoted_from, mail.html, mail.parts, mail.problems) == (None, "", (), ())


def test_of_two_versions_the_plain_one_is_the_text_and_html_the_formatted_view() -> None:
    mail = parse_mail(both("Hello *you*", "<p>Hello <b>you</b></p>"))
    assert mail.text == "Hello *you*"
    assert mail.html == "<p>Hello <b>you</b></p>"
    assert mail.parts == ()


@pytest.mark.parametrize("stub", ["", "\n \n", "This mail is in HTML format."])
def test_a_plain_version_that_says_nothing_is_not_taken(stub: str) -> None:
    mail = parse_mail(both(stub, "<p>Hello you</p>" * 30))
    assert mail.text.startswith("Hello you")


def test_a_mail_without_words_has_none() -> None:
    assert parse_mail(both("", "<p></p>")).text == ""
    assert parse_mail(b"").text == ""


def test_the_html_with_its_quote_marks_beats_the_plain_version() -> None:
    html = '<p>Thanks</p><p>On 23/11/2026 10:00, Shop wrote:</p><blockquote type="cite">old</blockquote>'
    mail = parse_mail(both("Thanks\n\nold", html))
    assert mail.text[: mail.quoted_from].strip() == "Thanks"


def test_text_around_a_picture_is_one_text() -> None:
    parts = [part("text/plain", "above"), file_part("image/png", "x.png", PNG), part("text/plain", "below")]
    mail = parse_mail(container("mixed", parts))
    assert mail.text == "above\nbelow"
    assert [found.name for found in mail.parts] == ["x.png"]


def test_plain_words_beside_html_appear_in_the_formatted_view_too() -> None:
    parts = [part("text/html", "<p>main</p>"), part("text/plain", "foot <er>")]
    mail = parse_mail(container("mixed", parts))
    assert mail.html == "<p>main</p>\n<pre>foot &lt;er&gt;</pre>"
    assert mail.text == "foot <er>"


def test_apples_nesting_of_alternatives_is_understood() -> None:
    rich = inner(
        "mixed",
        [
            part("text/html", "<p>one</p>"),
            file_part("application/pdf", "a.pdf", b"%PDF-"),
            part("text/plain", "two"),
        ],
        "in",
    )
    mail = parse_mail(
        container("alternative", [part("text/plain", "one two"), rich, part("text/calendar", "BEGIN")])
    )
    assert mail.text == "one two"
    assert mail.html == "<p>one</p>\n<pre>two</pre>"
    assert [(found.path, found.name) for found in mail.parts] == [("2.2", "a.pdf"), ("3", "attachment.ics")]


def test_an_alternative_of_two_plain_versions_shows_one() -> None:
    assert (
        parse_mail(container("alternative", [part("text/plain", "a"), part("text/plain", "b")])).text == "a"
    )


def test_an_alternative_of_files_only_shows_the_files() -> None:
    mail = parse_mail(container("alternative", [file_part("image/png", "x.png", PNG)]))
    assert mail.text == ""
    assert len(mail.parts) == 1


def test_inline_pictures_are_known_by_their_content_id() -> None:
    picture = file_part(
        "image/png", "logo.png", PNG, Content_ID="<logo@x>", Content_Disposition="inline; filename=logo.png"
    )
    bare = part("image/gif", "R0lGOD==", Content_Transfer_Encoding="base64", Content_ID="<dot@x>")
    mail = parse_mail(container("related", [part("text/html", "<img src='cid:logo@x'>"), picture, bare]))
    assert mail.html == '<img src="cid:logo@x">'
    assert mail.parts == (
        MailPart("2", "logo.png", "image/png", len(PNG), "logo@x", True),
        MailPart("3", "attachment.gif", "image/gif", 4, "dot@x", True),
    )


def test_text_files_and_forwarded_mails_are_attachments() -> None:
    inner_mail = "Subject: =?utf-8?B?5L2g5aW9?=\r\n\r\nhello"
    parts = [
        part("text/plain", "see files"),
        part("text/plain", "a log", Content_Disposition="attachment; filename=log.txt"),
        part("text/html", "page", Content_Disposition="inline; filename=page.html"),
        part("message/rfc822", inner_mail),
        part("message/rfc822", "no subject\r\n\r\n"),
    ]
    mail = parse_mail(container("mixed", parts))
    assert mail.text == "see files"
    assert [found.name for found in mail.parts] == ["log.txt", "page.html", "你好.eml", "message.eml"]


def test_an_encrypted_mail_says_so() -> None:
    parts = [part("application/pgp-encrypted", "Version: 1"), part("application/octet-stream", "xyz")]
    mail = parse_mail(container("encrypted", parts))
    assert mail.problems == ("encrypted",)
    assert len(mail.parts) == 2


def test_a_mail_that_is_one_file_keeps_it() -> None:
    mail = parse_mail(letter(b"%PDF-1.4", Content_Type="application/pdf; name=invoice.pdf"))
    assert [(found.path, found.name) for found in mail.parts] == [("1", "invoice.pdf")]
    assert parse_mail(letter(b"  ", Content_Type="application/pdf")).parts == ()


@pytest.mark.parametrize(
    ("fields", "sender"),
    [
        ({"From": None, "Sender": "S <s@x.example>"}, Mailbox("S", "s@x.example")),
        ({"From": "Only a name", "Return_Path": "<r@x.example>"}, Mailbox("Only a name", "r@x.example")),
        ({"From": None}, Mailbox("", "")),
    ],
)
def test_a_missing_sender_is_looked_for_elsewhere(fields: dict[str, str | None], sender: Mailbox) -> None:
    mail = parse_mail(letter("x", **fields))
    assert mail.sender == sender
    assert "sender_missing" in mail.problems


def test_repairs_are_named() -> None:
    mail = parse_mail(
        letter("你好，我的包裹还没有收到", "gbk", Content_Type="text/plain; charset=us-ascii", Date="soon")
    )
    assert mail.text == "你好，我的包裹还没有收到"
    assert mail.problems == ("charset_guessed", "date_unreadable")
    assert mail.date is None


def test_line_ends_of_an_old_macintosh_are_line_ends() -> None:
    mail = parse_mail(letter("one\r\ntwo").replace(b"\r\n", b"\r"))
    assert mail.subject == "Where is my parcel?"
    assert mail.text == "one\ntwo"


def test_the_same_mail_has_the_same_key_and_another_has_another() -> None:
    raw = letter("Hello", Message_ID=None)
    assert parse_mail(raw).body_key == parse_mail(raw).body_key
    assert parse_mail(raw).message_id == ""
    others = [
        letter("Hello!"),
        letter("Hello", Subject="x"),
        letter("Hello", Date=None),
        letter("Hello", From="b@x.example"),
    ]
    assert len({parse_mail(other).body_key for other in [raw, *others]}) == 5


def test_flowed_text_is_put_together_again() -> None:
    flowed = "This line goes \non here.\n> quoted \n> lines stay\n  indented\n-- \nAnna "
    assert (
        unflowed(flowed, False) == "This line goes on here.\n> quoted \n> lines stay\n indented\n-- \nAnna "
    )
    assert unflowed("你 \n好", True) == "你好"
    mail = parse_mail(letter("one \ntwo", Content_Type="text/plain; format=flowed"))
    assert mail.text == "one two"


def test_a_body_of_many_megabytes_is_cut_and_the_cut_named() -> None:
    mail = parse_mail(letter("😀" * 2_000_000))
    assert len(mail.text) <= MAX_TEXT
    assert "text_cut" in mail.problems
    assert "text_cut" in parse_mail(html_letter("<p>" + "x" * 1_500_000)).problems


def test_a_megabyte_of_emoji_is_read() -> None:
    mail = parse_mail(letter("😀" * 262_144))
    assert len(mail.text) == 262_144
    assert mail.problems == ()


def test_links_without_end_are_cut() -> None:
    assert (
        len(parse_mail(letter(" ".join(f"https://x.example/{number}" for number in range(200)))).links) == 50
    )


def test_a_link_is_listed_once() -> None:
    html = "<a href='https://x.example/a'>here</a> https://x.example/a https://y.example"
    assert parse_mail(html_letter(html)).links == ("https://x.example/a", "https://y.example")


def test_headers_that_connectors_read_are_kept_up_to_a_kilobyte() -> None:
    mail = parse_mail(letter("x", X_Big="y" * 5000, List_Id="<a.b>"))
    assert len(mail.headers["x-big"]) == 1024
    assert mail.headers["list-id"] == "<a.b>"
    many = b"".join(b"X-%d: y\r\n" % number for number in range(500))
    assert len(parse_mail(many + head() + b"\r\nx").headers) == MAX_KEPT


def test_a_buyers_block_is_told_apart_from_its_mail() -> None:
    html = "<p>You have received a message.</p><pre style='white-space: -o-pre-wrap;'>Where is it?</pre>"
    mail = parse_mail(html_letter(html))
    assert (mail.has_buyer_block, mail.html_raw_marker) == (True, "Where is it?")
    mail = parse_mail(html_letter("<pre style='white-space: -o-pre-wrap;'></pre>"))
    assert (mail.has_buyer_block, mail.html_raw_marker) == (True, "")


def test_an_attachment_is_cut_out_by_its_path() -> None:
    raw = container(
        "mixed",
        [
            part("text/plain", "x"),
            file_part("image/jpeg", "p.jpg", PNG),
            part("message/rfc822", "Subject: s\r\n\r\nb"),
        ],
    )
    cut = cut_out(raw, "2")
    assert (cut.name, cut.content_type, cut.content, cut.warnings) == (
        "p.jpg",
        "image/png",
        PNG,
        ("type_mismatch",),
    )
    assert cut_out(raw, "3").name == "s.eml"
    with pytest.raises(NoSuchPart):
        cut_out(raw, "7")
    assert cut_out(letter("x\r\ny").replace(b"\r\n", b"\r"), "1").content == b"x\ny"
