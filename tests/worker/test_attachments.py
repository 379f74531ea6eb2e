"""Attachments are judged before anyone opens them, and pictures redrawn before anyone sees them."""

import io
import struct
import zlib

import pytest
from PIL import Image

from app.worker.names import MAX_NAME, safe_name, warnings
from app.worker.pictures import DISPLAY_EDGE, MAX_BYTES, THUMBNAIL_EDGE, UnreadablePicture, redraw
from app.worker.sniff import content_type, family


@pytest.mark.parametrize(
    ("claimed", "safe"),
    [
        ("invoice.pdf", "invoice.pdf"),
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\x\photo.jpg", "photo.jpg"),
        ("a<b>:c|d?.txt", "a_b__c_d_.txt"),
        ("tab\tand\nline.txt", "tab_and_line.txt"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("CON.txt", "_CON.txt"),
        ("com1", "_com1"),
        ("nul .tar.gz", "_nul .tar.gz"),
        ("trailing. . ", "trailing"),
        ("   ", "attachment.png"),
        ("发票.pdf", "发票.pdf"),
        ("x" * 300 + ".jpeg", "x" * (MAX_NAME - 5) + ".jpeg"),
        ("x" * 300, "x" * MAX_NAME),
        ("a." + "y" * 300, ("a." + "y" * 300)[:MAX_NAME]),
    ],
)
def test_names_are_safe_on_every_system(claimed: str, safe: str) -> None:
    assert safe_name(claimed, "image/png") == safe


def test_a_nameless_file_is_named_after_its_type() -> None:
    assert safe_name("", "message/rfc822") == "attachment.eml"
    assert safe_name("", "x/y") == "attachment.bin"


@pytest.mark.parametrize(
    ("claimed", "content", "found"),
    [
        ("photo.jpg", b"\xff\xd8\xff\xe0", ()),
        ("notes.txt", b"hello", ()),
        ("noname", b"hello", ()),
        ("setup.exe", b"MZ", ("dangerous_type",)),
        ("invoice.pdf.exe", b"MZ", ("dangerous_type", "disguised_name")),
        ("notes.txt.js", b"x", ("dangerous_type", "disguised_name")),
        ("archive.tar.sh", b"#!/bin/sh", ("dangerous_type",)),
        ("photo\u202egpj.scr", b"x", ("dangerous_type", "disguised_name")),
        ("photo.jpg             .exe", b"x", ("dangerous_type", "disguised_name")),
        ("photo.jpg", b"MZ\x90", ("dangerous_type", "type_mismatch")),
        ("photo.jpg", b" <HTML><script>", ("dangerous_type", "type_mismatch")),
        ("table.xlsm", b"PK\x03\x04..xl/vbaProject.bin", ("dangerous_type", "has_macros")),
        ("letter.docx", b"PK\x03\x04..word/vbaProject.bin", ("has_macros",)),
        ("photo.png", b"\xff\xd8\xff", ("type_mismatch",)),
    ],
)
def test_tricks_are_flagged(claimed: str, content: bytes, found: tuple[str, ...]) -> None:
    assert warnings(claimed, content) == found


def test_content_outranks_the_claimed_type() -> None:
    assert content_type(b"RIFF....WEBPVP8 ", "image/jpeg") == "image/webp"
    assert content_type(b"....ftypheic", "") == "video/mp4"
    assert content_type(b"words", "") == "application/octet-stream"
    assert content_type(b"MZ", "text/plain") == "text/plain"
    assert family(b"words") == ""


def _encoded(picture: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def _size(data: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(data)) as opened:
        return opened.size


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP"])
def test_pictures_are_redrawn_small_and_large(form: str) -> None:
    picture = redraw(_encoded(Image.new("RGB", (3000, 1500), "red"), form))
    assert (picture.width, picture.height) == (3000, 1500)
    assert _size(picture.thumbnail) == (THUMBNAIL_EDGE, THUMBNAIL_EDGE // 2)
    assert _size(picture.display) == (DISPLAY_EDGE, DISPLAY_EDGE // 2)
    assert picture.thumbnail.startswith(b"\x89PNG")
    assert picture.display_type == "image/jpeg"


def test_small_pictures_are_not_blown_up_and_stay_see_through() -> None:
    picture = redraw(_encoded(Image.new("RGBA", (10, 20), (255, 0, 0, 100)), "PNG"))
    assert _size(picture.thumbnail) == (10, 20)
    assert picture.display_type == "image/png"


def test_a_photo_taken_sideways_is_turned_upright_and_tells_no_place() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x8825] = {1: "N"}
    picture = redraw(_encoded(Image.new("RGB", (400, 200), "blue"), "JPEG", exif=exif))
    assert (picture.width, picture.height) == (200, 400)
    assert _size(picture.display) == (200, 400)
    with Image.open(io.BytesIO(picture.display)) as opened:
        assert dict(opened.getexif()) == {}


def _png_that_claims(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    data = b"IDAT" + zlib.compress(b"\0" * 1000)
    pieces = [struct.pack(">I", 13), chunk, struct.pack(">I", zlib.crc32(chunk))]
    pieces += [struct.pack(">I", len(data) - 4), data, struct.pack(">I", zlib.crc32(data))]
    return b"\x89PNG\r\n\x1a\n" + b"".join(pieces)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
        _png_that_claims(30_000, 30_000),
        _png_that_claims(8_000, 8_000),
        _encoded(Image.new("RGB", (10, 10)), "BMP"),
        _encoded(Image.effect_noise((200, 200), 50), "PNG")[:300],
        b"x" * (MAX_BYTES + 1),
    ],
)
def test_what_is_no_picture_of_ours_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadablePicture):
        redraw(content)
