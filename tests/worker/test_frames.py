"""What travels between program and worker arrives whole, or is refused."""

import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.domain.mail import Attachment, BounceReport, ParsedMail, Picture
from app.worker import codec, jobs
from app.worker.frames import BrokenFrame, Frame, Json, pack, read
from app.worker.mail import parse_mail
from app.worker.main import serve
from tests.worker.letters import container, file_part, letter, part


def _through(frame: bytes) -> Frame:
    found = read(io.BytesIO(frame))
    assert found is not None
    return found


@pytest.mark.parametrize("blobs", [(), (b"",), (b"one", b"", b"\x00\xff" * 100)])
def test_frames_arrive_whole(blobs: tuple[bytes, ...]) -> None:
    assert _through(pack({"job": "你好", "n": 1}, blobs)) == Frame({"job": "你好", "n": 1}, blobs)


def test_the_end_of_the_stream_is_no_frame() -> None:
    assert read(io.BytesIO(b"")) is None


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\x00",
        b"\xff\xff\xff\xff\x00\x00\x00\x01",
        b"\x00\x00\x00\x02\x00\x00\x00\x02",
        pack({"a": 1})[:-1],
        pack({"a": 1}, [b"abc"])[:-1],
        b"\x00\x00\x00\x07\x00\x00\x00\x03nah",
        b"\x00\x00\x00\x06\x00\x00\x00\x02{}",
        b"\x00\x00\x00\x06\x00\x00\x00\x02[]",
        b"\x00\x00\x00\x11\x00\x00\x00\x0d" + b'{"blobs":[1]}',
        b"\x00\x00\x00\x14\x00\x00\x00\x10" + b'{"blobs":[-1,1]}',
    ],
)
def test_half_frames_and_nonsense_are_refused(data: bytes) -> None:
    with pytest.raises(BrokenFrame):
        read(io.BytesIO(data))


def _rich() -> ParsedMail:
    raw = container(
        "mixed",
        [part("text/plain", "你好 https://x.example"), file_part("image/png", "x.png", b"png")],
        Cc="c@d.example",
        X_Y="z",
    )
    bounce = BounceReport("a@b", "c@d.example", "failed", "5.1.1", "gone", True)
    return replace(parse_mail(raw), bounce=bounce, quoted_from=3, date=datetime(2026, 11, 23, tzinfo=UTC))


@pytest.mark.parametrize(
    "mail", [_rich(), parse_mail(letter("x")), parse_mail(b"")], ids=["rich", "plain", "empty"]
)
def test_a_mail_survives_the_journey(mail: ParsedMail) -> None:
    assert codec.mail_from_json(_through(pack(codec.mail_to_json(mail))).head) == mail


@pytest.mark.parametrize(
    "change",
    [
        {"subject": None},
        {"quoted_from": "3"},
        {"to": "x"},
        {"to": [["only a name"]]},
        {"headers": []},
        {"headers": {"x": 1}},
        {"parts": [["1"]]},
        {"auto": "nonsense"},
        {"date": 10**30},
        {"bounce": []},
        {"bounce": {}},
    ],
)
def test_an_answer_of_another_shape_is_refused(change: Json) -> None:
    sound = _through(pack(codec.mail_to_json(_rich()))).head
    with pytest.raises(BrokenFrame):
        codec.mail_from_json({**sound, **change})


def test_attachments_and_pictures_survive_the_journey() -> None:
    attachment = Attachment("a.pdf", "application/pdf", b"%PDF", ("dangerous_type",))
    picture = Picture(1, 2, b"small", b"large", "image/png")
    assert codec.attachment_from(_through(pack(*codec.attachment_frame(attachment)))) == attachment
    assert codec.picture_from(_through(pack(*codec.picture_frame(picture)))) == picture
    with pytest.raises(BrokenFrame):
        codec.picture_from(Frame({"width": 1, "height": 1, "display_type": ""}, (b"",)))


def test_a_worker_serves_until_its_input_ends_and_leaves_at_nonsense() -> None:
    replies = io.BytesIO()
    assert (
        serve(io.BytesIO(pack({"job": "mails"}, [letter("a")]) + pack({"job": "x"})), replies, jobs.JOBS) == 0
    )
    replies.seek(0)
    first, second = read(replies), read(replies)
    assert first is not None
    assert "mail" in first.head
    assert second == Frame({"refused": "unknown_job"})
    assert serve(io.BytesIO(b"nonsense"), replies, jobs.JOBS) == 1


def _answer(request: Frame) -> list[Frame]:
    return [_through(answer) for answer in jobs.answers(request, jobs.JOBS)]


def test_unknown_jobs_and_unreadable_inputs_are_refused_by_name() -> None:
    assert _answer(Frame({"job": "cook"})) == [Frame({"refused": "unknown_job"})]
    assert _answer(Frame({"job": "picture"}, (b"x",))) == [Frame({"refused": "unreadable_picture"})]
    assert _answer(Frame({"job": "attachment", "path": "9"}, (letter("x"),))) == [
        Frame({"refused": "no_such_part"})
    ]


def test_each_mail_has_its_answer() -> None:
    answers = _answer(Frame({"job": "mails", "careful": True}, (letter("a"), letter("b"))))
    assert ["mail" in answer.head for answer in answers] == [True, True]
    assert "content_type" in _answer(Frame({"job": "attachment", "path": "1"}, (letter("x"),)))[0].head


@pytest.mark.parametrize(
    ("error", "reason"),
    [(RecursionError(), "too_large"), (MemoryError(), "too_large"), (ValueError("secret words"), "crashed")],
)
def test_a_reader_that_fails_says_why_and_nothing_of_the_mail(error: Exception, reason: str) -> None:
    def failing(raw: bytes, *, ask_library: bool) -> ParsedMail:
        raise error

    told = jobs.read_one(b"x", True, failing)
    assert told["refused"] == reason
    assert "secret" not in str(told)


def test_a_mail_beyond_all_measure_is_refused_unread() -> None:
    assert jobs.read_one(bytes(jobs.MAX_MAIL + 1), True) == {"refused": "too_large"}
