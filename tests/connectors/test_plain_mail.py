"""What a plain mail means: who wrote, which conversation, whether it is somebody writing at all."""

from datetime import timedelta

import pytest

from app.connectors.contract import DeliveryNews, RemoteMessage
from app.connectors.email.presets import preset
from app.connectors.email.profile import PlainMail
from app.connectors.mailprofiles import Routed, route
from app.connectors.plain_mail import normalised
from app.connectors.registry import PROFILES
from app.domain.conversations import Direction, MessageKind
from app.domain.mail import AutoKind, BounceReport, Mailbox, MailPart, ParsedMail
from app.domain.shops import Shop
from tests.connectors.letters import AT, KEY, OWN, a_mail, a_raw, a_shop, boxes

PROFILE = PlainMail()


def read(mail: ParsedMail, shop: Shop | None = None, **raw: object) -> RemoteMessage:
    (item,) = PROFILE.map(mail, a_raw(**raw), shop or a_shop())
    assert isinstance(item, RemoteMessage)
    return item


def test_a_customers_mail_names_who_what_and_how_to_answer() -> None:
    part = MailPart("1.2", "photo.jpg", "image/jpeg", 99, "cid1", inline=True)
    mail = a_mail(references=("r1@x",), cc=boxes("boss@b.example", OWN), parts=(part,), quoted_from=3)
    message = read(mail)
    assert message.direction is Direction.INBOUND
    assert message.kind is MessageKind.CUSTOMER
    assert (message.customer.key, message.customer.name) == ("ann@b.example", "Ann")
    assert message.sent_at == AT
    assert message.reply_refs == {
        "to": "ann@b.example",
        "message_id": "m1@b.example",
        "references": "r1@x",
        "subject": "Question",
        "cc": "boss@b.example",
    }
    assert message.files[0].mail_part == "1.2"
    assert message.files[0].inline
    assert message.remote_key == "mid:m1@b.example"
    assert message.quoted_from == 3


@pytest.mark.parametrize(
    ("stated", "language"),
    [("fr-FR", "fr"), ("de, de-AT", "de"), ("en, fr", ""), ("", ""), ("i-klingon", ""), ("中文", "")],
)
def test_only_the_customers_own_program_tells_a_language(stated: str, language: str) -> None:
    assert read(a_mail(headers={"content-language": stated})).language == language
    ours = a_mail(sender=Mailbox("", OWN), to=boxes("ann@b.example"), headers={"content-language": stated})
    assert read(ours).language == ""


def test_an_answer_goes_where_it_is_asked_to_go() -> None:
    message = read(a_mail(reply_to=boxes("desk@b.example")))
    assert message.reply_refs["to"] == "desk@b.example"
    assert message.customer.key == "ann@b.example"


def test_a_form_on_our_own_site_names_the_customer_in_reply_to() -> None:
    mail = a_mail(sender=Mailbox("Form", "noreply@b.example"), reply_to=boxes("kim@c.example"))
    assert read(mail).customer.key == "noreply@b.example"
    sent_by_us = a_mail(sender=Mailbox("", ""), reply_to=boxes("kim@c.example"))
    assert read(sent_by_us).customer.key == "kim@c.example"


def test_a_mail_without_an_id_is_known_by_its_content() -> None:
    message = read(a_mail(message_id=""))
    assert message.remote_key == "body:" + "b" * 64
    assert message.refs == ()
    assert not any(key.startswith("mid:") for key in message.thread_keys)


def test_names_of_a_conversation_come_strongest_first() -> None:
    mail = a_mail(
        in_reply_to=("p@x", f"{KEY}@shop.example"),
        references=("root@x", "mid@x", "p@x"),
        to=boxes(f"care+{'f' * 32}@shop.example"),
        subject="AW: Re: [#1234] Vase",
    )
    assert read(mail).thread_keys == (
        "mid:m1@b.example",
        "mid:p@x",
        f"mid:{KEY}@shop.example",
        "mid:mid@x",
        "mid:root@x",
        f"own:{KEY}",
        f"own:{'f' * 32}",
        "tag:1234|ann@b.example",
        "weak:ann@b.example|[#1234] vase",
    )


def test_a_subject_alone_joins_nothing() -> None:
    mail = a_mail(sender=Mailbox("", ""), reply_to=(), subject="[#12] Hello", message_id="")
    assert read(mail).thread_keys == ()
    assert read(a_mail(subject="")).thread_keys == ("mid:m1@b.example",)


@pytest.mark.parametrize(
    ("subject", "bare"),
    [
        ("Re: RE: Fwd: Vase", "vase"),
        ("回复：答复: 转发: 花瓶", "花瓶"),
        ("AW: WG: Re[2]: Vase", "vase"),
        ("Réf: Vase", "réf: vase"),
        ("返信: Re:Re: 花瓶", "花瓶"),
        ("", ""),
        ("Regarding: Vase", "regarding: vase"),
        ("re" * 400, ("re" * 250)),
    ],
)
def test_answers_and_forwards_have_the_subject_of_what_they_answer(subject: str, bare: str) -> None:
    assert normalised(subject) == bare


@pytest.mark.parametrize(
    ("auto", "kind"),
    [
        (AutoKind.AUTO_REPLY, MessageKind.AUTO_REPLY),
        (AutoKind.BULK, MessageKind.SYSTEM),
        (AutoKind.BOUNCE, MessageKind.BOUNCE),
    ],
)
def test_machines_start_no_clock(auto: AutoKind, kind: MessageKind) -> None:
    assert read(a_mail(auto=auto)).kind is kind


def test_a_mail_of_ours_in_sent_is_our_reply_and_knows_which() -> None:
    mail = a_mail(
        message_id=f"{KEY}@shop.example", sender=Mailbox("Care", OWN), to=boxes(OWN, "ann@b.example")
    )
    message = read(mail, sent_folder=True)
    assert message.direction is Direction.OUTBOUND
    assert message.kind is MessageKind.AGENT
    assert message.own_key == KEY
    assert message.customer.key == "ann@b.example"
    assert f"own:{KEY}" in message.thread_keys


def test_a_mail_of_ours_that_came_back_to_the_inbox_is_ours_too() -> None:
    mail = a_mail(sender=Mailbox("Care", OWN), to=boxes("ann@b.example"), auto=AutoKind.AUTO_REPLY)
    message = read(mail)
    assert message.direction is Direction.OUTBOUND
    assert message.kind is MessageKind.AUTO_REPLY
    assert message.own_key == ""


def test_a_mail_of_ours_to_nobody_else_has_no_customer() -> None:
    message = read(a_mail(sender=Mailbox("", OWN), message_id=""), sent_folder=True)
    assert message.customer.key == ""
    assert message.refs == ()


def test_the_date_header_is_believed_only_where_we_wrote_it() -> None:
    forged = a_mail(date=AT + timedelta(hours=5))
    assert read(forged).sent_at == AT
    assert read(forged, sent_folder=True).sent_at == AT + timedelta(hours=5)
    assert read(a_mail(date=AT + timedelta(days=9)), sent_folder=True).sent_at == AT
    assert read(a_mail(date=None), sent_folder=True).sent_at == AT


def bounce(
    action: str = "failed", original: str = f"{KEY}@shop.example", *, permanent: bool = True
) -> BounceReport:
    return BounceReport(original, "ann@b.example", action, "5.1.1", "no such user", permanent)


def test_a_bounce_is_news_about_our_mail() -> None:
    (news,) = PROFILE.map(a_mail(bounce=bounce(), auto=AutoKind.BOUNCE), a_raw(), a_shop())
    assert isinstance(news, DeliveryNews)
    assert (news.refers_to, news.delivered, news.reason) == (f"{KEY}@shop.example", False, "bounced_for_good")
    assert news.thread_keys == (f"own:{KEY}", f"mid:{KEY}@shop.example")
    (passing,) = PROFILE.map(a_mail(bounce=bounce(permanent=False)), a_raw(), a_shop())
    assert isinstance(passing, DeliveryNews)
    assert passing.reason == "bounced_for_now"


def test_a_bounce_that_names_no_id_is_traced_by_its_references() -> None:
    (news,) = PROFILE.map(a_mail(bounce=bounce(original=""), references=("other@x",)), a_raw(), a_shop())
    assert isinstance(news, DeliveryNews)
    assert news.refers_to == "other@x"
    assert news.thread_keys == ("mid:other@x",)


def test_a_bounce_that_names_nothing_or_says_nothing_final_is_a_notice() -> None:
    assert read(a_mail(bounce=bounce(original=""))).kind is MessageKind.BOUNCE
    assert read(a_mail(bounce=bounce("delayed"), message_id="")).kind is MessageKind.BOUNCE
    (news,) = PROFILE.map(a_mail(bounce=bounce("delivered")), a_raw(), a_shop())
    assert isinstance(news, DeliveryNews)
    assert news.delivered


def test_a_mailbox_of_two_shops_gives_each_its_own() -> None:
    one, two = (
        a_shop(number=1),
        a_shop(number=2, remote_key="two@shop.example", aliases="second@shop.example"),
    )
    assert PROFILE.chooses(a_mail(), (one, two)) is one
    assert PROFILE.chooses(a_mail(to=boxes("second@shop.example")), (one, two)) is two
    assert PROFILE.chooses(a_mail(to=boxes("two+tag@shop.example")), (one, two)) is two
    assert PROFILE.chooses(a_mail(to=(), delivered_to=("two@shop.example",)), (one, two)) is two
    assert PROFILE.chooses(a_mail(to=boxes("list@x.example")), (one, two)) is None
    assert PROFILE.chooses(a_mail(to=boxes("list@x.example")), (one,)) is one


def test_each_mail_goes_to_one_shop_by_the_first_profile_that_knows_it() -> None:
    plain, amazon = a_shop(number=1), a_shop("amazon", 2, "SELLER")
    relay = a_mail(sender=Mailbox("Alisa", "k3j9x0example1@marketplace.amazon.com"))
    routed = route(relay, (plain, amazon), PROFILES)
    assert isinstance(routed, Routed)
    assert routed.shop is amazon
    ordinary = route(a_mail(), (plain, amazon), PROFILES)
    assert isinstance(ordinary, Routed)
    assert ordinary.shop is plain
    assert route(a_mail(), (amazon,), PROFILES) is None
    handed_on = route(relay, (plain,), PROFILES)
    assert isinstance(handed_on, Routed)
    assert handed_on.shop is plain
    assert (
        route(a_mail(to=boxes("x@y.example")), (plain, a_shop(number=3, remote_key="z@y.example")), PROFILES)
        is None
    )


def test_known_providers_need_no_servers_typed_in() -> None:
    assert preset("Me@Gmail.com")["imap_host"] == "imap.gmail.com"
    assert preset("me@gmail.com")["files_copies"] == "yes"
    assert preset("me@outlook.com")["auth"] == "xoauth2"
    assert preset("me@163.com")["hint"] == "hint_authorisation_code"
    guess = preset("me@harbour.example")
    assert (guess["imap_host"], guess["guessed"]) == ("imap.harbour.example", "yes")
    assert preset("nonsense") == {} or preset("nonsense")["guessed"] == "yes"
    assert preset("@") == {}
