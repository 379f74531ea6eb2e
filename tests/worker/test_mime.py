"""A mail is taken apart completely, however its parts are nested, broken or mislabelled."""

import email
from email.message import Message

import pytest

from app.worker.mime import MAX_DEPTH, MAX_PARTS, Node, find, take_apart
from tests.worker.letters import BOUNDARY, container, file_part, head, inner, joined, letter, part

PLAIN = part("text/plain", "one")
HTML = part("text/html", "<p>two</p>")


def _shape(node: Node) -> list[tuple[str, str]]:
    return [(leaf.path, leaf.content_type) for leaf in node.leaves()]


def test_paths_are_those_of_imap() -> None:
    raw = container(
        "mixed", [inner("alternative", [PLAIN, HTML], "in"), file_part("image/png", "x.png", b"png")]
    )
    tree = take_apart(raw)
    assert _shape(tree.root) == [("1.1", "text/plain"), ("1.2", "text/html"), ("2", "image/png")]
    found = find(tree, "2")
    assert found is not None
    assert tree.content(found) == b"png"
    assert tree.size(found) == 3
    assert find(tree, "9") is None
    assert tree.problems == []


def test_a_mail_of_one_part_has_the_path_one() -> None:
    tree = take_apart(letter("hello"))
    assert _shape(tree.root) == [("1", "text/plain")]
    assert tree.content(tree.root) == b"hello"


@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_the_line_break_before_a_boundary_is_not_content(newline: bytes) -> None:
    raw = container("mixed", [PLAIN, HTML]).replace(b"\r\n", newline)
    tree = take_apart(raw)
    assert [tree.content(leaf) for leaf in tree.root.leaves()] == [b"one", b"<p>two</p>"]


def test_a_missing_last_boundary_is_forgiven() -> None:
    tree = take_apart(
        head(Content_Type=f'multipart/mixed; boundary="{BOUNDARY}"') + b"\r\n" + joined([PLAIN], close=False)
    )
    assert tree.problems == ["boundary_unclosed"]
    assert tree.content(next(tree.root.leaves())).strip() == b"one"


def test_an_undeclared_boundary_is_taken_from_the_first_line() -> None:
    tree = take_apart(head(Content_Type="multipart/mixed") + b"\r\n" + joined([PLAIN, HTML]))
    assert tree.problems == ["boundary_missing"]
    assert len(_shape(tree.root)) == 2


@pytest.mark.parametrize("content_type", ["multipart/mixed", 'multipart/mixed; boundary="never"'])
def test_a_container_without_boundaries_is_shown_as_it_stands(content_type: str) -> None:
    tree = take_apart(head(Content_Type=content_type) + b"\r\nwords")
    assert tree.problems == ["boundary_missing"]
    assert _shape(tree.root) == [("1", "text/plain")]


def test_a_longer_boundary_of_an_inner_container_is_not_mistaken_for_the_outer_one() -> None:
    raw = container("mixed", [inner("alternative", [PLAIN, HTML], "edge-longer"), PLAIN], boundary="edge")
    assert _shape(take_apart(raw).root) == [("1.1", "text/plain"), ("1.2", "text/html"), ("2", "text/plain")]


def test_a_boundary_at_the_very_start_of_a_headless_file_is_text() -> None:
    assert _shape(take_apart(b"--edge\n\nwords").root) == [("1", "text/plain")]


def test_text_after_the_last_boundary_is_not_a_part() -> None:
    assert len(_shape(take_apart(container("mixed", [PLAIN]) + b"epilogue").root)) == 1


def test_nesting_ends_somewhere() -> None:
    piece = PLAIN
    for number in range(40):
        piece = inner("mixed", [piece], f"b{number}")
    tree = take_apart(container("mixed", [piece]))
    assert tree.problems == ["parts_too_deep"]
    assert _shape(tree.root)[0][0].count(".") == MAX_DEPTH - 1


def test_a_thousand_parts_are_cut() -> None:
    tree = take_apart(container("mixed", [PLAIN] * 1000))
    assert tree.problems == ["parts_cut"]
    assert len(_shape(tree.root)) == MAX_PARTS


def test_the_parts_of_a_digest_are_mails() -> None:
    tree = take_apart(container("digest", [b"\r\nSubject: inner\r\n\r\nx"]))
    assert _shape(tree.root) == [("1", "message/rfc822")]


@pytest.mark.parametrize(
    ("declared", "meant"),
    [
        ("text", "text/plain"),
        ("nonsense", "text/plain"),
        ("a/b/c", "text/plain"),
        ("TEXT/HTML", "text/html"),
        (None, "text/plain"),
    ],
)
def test_a_type_that_is_none_is_text(declared: str | None, meant: str) -> None:
    assert take_apart(head(Content_Type=declared) + b"\r\nx").root.content_type == meant


@pytest.mark.parametrize(
    ("encoding", "body", "meant"),
    [
        ("base64", b"aGVsbG8=", b"hello"),
        ("BASE64 ; x", b"aGVsbG8", b"hello"),
        ("quoted-printable", b"h=65llo=\r\n you=ZZ", b"hello you=ZZ"),
        ("7bit", b"hello", b"hello"),
        ("x-uuencode", b"begin 644 x\r\n%:&5L;&\\\r\n\r\n\xff\xffbroken\r\nend", b"hello"),
    ],
)
def test_every_transfer_encoding_is_undone(encoding: str, body: bytes, meant: bytes) -> None:
    tree = take_apart(letter(body, Content_Transfer_Encoding=encoding))
    assert tree.content(tree.root) == meant
    assert tree.problems == []


def test_an_unknown_encoding_is_named_and_shown_as_it_is() -> None:
    tree = take_apart(letter("hello", Content_Transfer_Encoding="rot13"))
    assert tree.content(tree.root) == b"hello"
    assert tree.problems == ["encoding_unknown"]
    assert tree.size(tree.root) == 5


def _witness(message: Message) -> list[tuple[str, bytes]]:
    if message.is_multipart() and message.get_content_maintype() == "multipart":
        return [leaf for child in message.get_payload() for leaf in _witness(child)]  # type: ignore[union-attr, arg-type]
    payload = message.get_payload(decode=True)
    return [(message.get_content_type(), payload if isinstance(payload, bytes) else b"")]


@pytest.mark.parametrize(
    "raw",
    [
        letter("hello"),
        container("mixed", [PLAIN, file_part("image/png", "x.png", bytes(range(256)) * 9)]),
        container(
            "mixed", [inner("alternative", [PLAIN, HTML], "in"), inner("related", [HTML, PLAIN], "re"), PLAIN]
        ),
        container(
            "alternative", [part("text/plain", "a=3D", Content_Transfer_Encoding="quoted-printable"), HTML]
        ),
    ],
)
def test_the_standard_library_sees_the_same_parts(raw: bytes) -> None:
    tree = take_apart(raw)
    ours = [(leaf.content_type, tree.content(leaf)) for leaf in tree.root.leaves()]
    assert ours == _witness(email.message_from_bytes(raw))
