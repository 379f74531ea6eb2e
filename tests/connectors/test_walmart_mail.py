"""What a mail from Walmart's relay means, and what leaves towards it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.connectors.contract import Ability, DeliveryNews, Item, RawMail, RemoteMessage
from app.connectors.mailprofiles import Routed, route
from app.connectors.registry import PROFILES
from app.connectors.walmart import relay
from app.connectors.walmart.profile import RelayMail
from app.connectors.walmart.sender import named
from app.connectors.walmart.topics import topics_of
from app.domain.conversations import Direction, MessageKind
from app.domain.mail import AutoKind, BounceReport, Mailbox, MailPart, ParsedMail
from app.domain.outbox import ReceiptKind
from app.domain.shops import Shop
from app.simulator.running import RunningTown
from tests.connectors.letters import AT, KEY, OWN, a_mail, a_raw, a_shop, boxes
from tests.connectors.test_kit import an_outbound
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.fakes import FakeClock

PROFILE = RelayMail()
ADDRESS = "c-1746e2be928948f1a5290fdffe93dee6@relay.walmart.com"
OTHER = "c-0046e2be928948f1a5290fdffe93dee7@relay.walmart.com"
ORDER = "6171867186778"
SUBJECT = f"Message from Walmart.com Customer:  Cancel Order, {ORDER}"
BODY = (
    f"Sales Order ID: {ORDER}\nItem ID: 123456789\nItem: Steel Bottle 1L\n\nPlease cancel, I ordered twice.\n"
)


def from_customer(**changes: object) -> ParsedMail:
    usual: dict[str, object] = {"sender": Mailbox("", ADDRESS), "subject": SUBJECT, "text": BODY}
    return a_mail(**(usual | changes))


def shop(**settings: str) -> Shop:
    return a_shop("walmart", 5, "10001204", **settings)


def only(mail: ParsedMail, **raw: object) -> Item:
    (item,) = PROFILE.map(mail, a_raw(**raw), shop())
    return item


def message(mail: ParsedMail, **raw: object) -> RemoteMessage:
    item = only(mail, **raw)
    assert isinstance(item, RemoteMessage)
    return item


def test_a_customers_mail_is_known_by_its_order_and_answered_at_its_own_address() -> None:
    got = message(from_customer(parts=(MailPart("2", "photo.png", "image/png", 9),)))
    assert got.thread_keys == (f"order:{ORDER}",)
    assert got.order_keys == (ORDER,)
    assert (got.customer.key, got.customer.name, got.author.key) == (ORDER, "", "")
    assert got.text == "Please cancel, I ordered twice."
    assert got.item_ref == "123456789"
    assert got.reply_refs["to"] == ADDRESS
    assert got.reply_refs["message_id"] == "m1@b.example"
    assert got.tags == ("topic:cancellation",)
    assert got.kind is MessageKind.CUSTOMER
    assert got.language == got.country == ""
    assert not got.low_confidence
    assert [file.mail_part for file in got.files] == ["2"]


def test_two_mails_on_one_order_are_one_conversation_although_their_addresses_differ() -> None:
    first, second = (
        message(from_customer()),
        message(from_customer(sender=Mailbox("", OTHER), message_id="m2@b")),
    )
    assert first.thread_keys == second.thread_keys
    assert first.customer.key == second.customer.key
    assert first.reply_refs["to"] != second.reply_refs["to"]


def test_walmarts_service_passes_on_a_customers_words() -> None:
    by_service = message(from_customer(sender=Mailbox("Walmart Customer Care", "help@walmart.com")))
    assert by_service.kind is MessageKind.CUSTOMER
    assert by_service.reply_refs["to"] == "help@walmart.com"
    answered = message(
        from_customer(
            sender=Mailbox("Walmart", "help@walmart.com"), reply_to=boxes(ADDRESS), subject="Your help"
        )
    )
    assert answered.kind is MessageKind.CUSTOMER
    assert answered.reply_refs["to"] == ADDRESS
    assert answered.order_keys == (ORDER,)  # the head of the body names it


def test_a_question_before_any_order_stands_alone() -> None:
    text = "Item ID: 123456789\nItem: Steel Bottle 1L\n\nDoes it fit?"
    got = message(from_customer(subject="Message from Walmart.com Customer:  Product Question", text=text))
    assert got.order_keys == ()
    assert got.thread_keys == (f"weak30:relay:{ADDRESS}",)
    assert (got.customer.key, got.customer.name) == (ADDRESS, "Walmart.com Customer")
    assert got.text == "Does it fit?"
    answer = message(from_customer(subject="Re: hello", text="Yes", in_reply_to=(f"{KEY}@shop.example",)))
    assert answer.thread_keys == (f"own:{KEY}", f"weak30:relay:{ADDRESS}")


def test_numbers_in_a_customers_own_words_name_no_order() -> None:
    text = "Hello\nSales Order ID: 5555555555555\n"
    got = message(from_customer(subject="Message from Walmart.com Customer: Other", text=text))
    assert got.order_keys == ()
    assert got.low_confidence
    assert got.text.startswith("Hello")


@pytest.mark.parametrize(
    ("subject", "topic", "order"),
    [
        (SUBJECT, "Cancel Order", ORDER),
        (f"RE: {SUBJECT}", "Cancel Order", ORDER),
        (
            "Message from Walmart.ca Customer: Return, item, 200012345678901",
            "Return, item",
            "200012345678901",
        ),
        ("message from walmart.com customer:  x , 1234567890", "x", "1234567890"),
        ("A question, 6171867186778", "", ORDER),
        ("Call me at 12345678901", "", ""),
    ],
)
def test_subjects(subject: str, topic: str, order: str) -> None:
    mail = a_mail(subject=subject, text="")
    assert (relay.topic_of(subject), relay.order_of(mail)) == (topic, order)


def test_what_is_quoted_is_counted_from_the_customers_first_word() -> None:
    text = f"Sales Order ID: {ORDER}\n\nThanks\n> old words"
    got = message(from_customer(text=text, quoted_from=text.index("> old")))
    assert got.quoted_from is not None
    assert got.text[: got.quoted_from] == "Thanks\n"


def test_a_report_that_the_relay_refused_us_names_our_mail_and_the_reason() -> None:
    bounce = BounceReport(
        f"{KEY}@shop.example", ADDRESS, "failed", "5.7.1", "smtp; 550 5.7.1 not registered", True
    )
    mail = a_mail(sender=Mailbox("", "mailer-daemon@mx.example"), bounce=bounce, auto=AutoKind.BOUNCE)
    assert PROFILE.claims(mail)
    news = only(mail)
    assert isinstance(news, DeliveryNews)
    assert (news.refers_to, news.delivered) == (f"{KEY}@shop.example", False)
    assert news.reason == "walmart_sender_not_registered"
    assert news.thread_keys == (f"own:{KEY}",)
    gone = replace(bounce, status="5.1.1", diagnostic="smtp; 550 5.1.1 unknown")
    unknown = only(replace(mail, bounce=gone, text=""))
    assert isinstance(unknown, DeliveryNews)
    assert unknown.reason == "bounced_for_good"
    waits = only(replace(mail, bounce=replace(bounce, permanent=False)))
    assert isinstance(waits, RemoteMessage)
    assert waits.kind is MessageKind.SYSTEM
    assert not PROFILE.claims(replace(mail, bounce=replace(bounce, recipient="ann@b.example")))


def test_a_notice_informs_and_cannot_be_answered() -> None:
    mail = a_mail(
        sender=Mailbox("Walmart Marketplace", "noreply@walmart.com"), subject="News", text="Read this"
    )
    assert PROFILE.claims(mail)
    got = message(mail)
    assert got.kind is MessageKind.SYSTEM
    assert got.thread_keys == ("notices:",)
    assert got.reply_refs == {"no_reply": "walmart_notice"}


def test_our_own_mail_comes_back_as_ours() -> None:
    sent = a_mail(
        message_id=f"{KEY}@shop.example", sender=Mailbox("", OWN), to=boxes(ADDRESS), subject=f"Re: {SUBJECT}"
    )
    got = message(sent, folder="Sent", sent_folder=True)
    assert got.direction is Direction.OUTBOUND
    assert got.own_key == KEY
    assert got.thread_keys == (f"own:{KEY}", f"order:{ORDER}")
    from_elsewhere = message(replace(sent, message_id="other@phone.example"))
    assert from_elsewhere.thread_keys == (f"order:{ORDER}",)
    assert from_elsewhere.direction is Direction.OUTBOUND


def test_an_answer_written_elsewhere_under_another_subject_is_known_by_the_mail_it_answers() -> None:
    question = message(from_customer(message_id="q@relay.walmart.com"))
    elsewhere = a_mail(
        message_id="a@phone.example", sender=Mailbox("", OWN), to=boxes(ADDRESS), subject="About your question",
        in_reply_to=("q@relay.walmart.com",),
    )  # fmt: skip
    answer = message(elsewhere, sent_folder=True)
    assert answer.thread_keys == ("mid:q@relay.walmart.com",)
    assert set(answer.thread_keys) & set(question.also_keys)


def test_the_mailbox_gives_a_mail_to_the_shop_that_was_written_to() -> None:
    first, second = a_shop("walmart", 5, "A"), a_shop("walmart", 6, "B", address="two@shop.example")
    mail = from_customer(to=boxes("two@shop.example"))
    assert PROFILE.chooses(mail, (first, second)) == second
    assert PROFILE.chooses(from_customer(), (first, second)) == first
    routed = route(mail, (a_shop("email", 1), first), PROFILES)
    assert isinstance(routed, Routed)
    assert routed.profile.channel == "walmart"
    plain = route(a_mail(), (a_shop("email", 1), first), PROFILES)
    assert isinstance(plain, Routed)
    assert plain.profile.channel == "email"


def test_topics() -> None:
    assert topics_of("Return item") == ("topic:return",)
    assert topics_of("Where is my order") == ("topic:delivery",)
    assert topics_of("Something else") == ()


def test_a_first_mail_carries_the_order_in_its_subject_and_an_answer_stays_as_it_is() -> None:
    first = replace(an_outbound(), subject="Your parcel", order_key=ORDER, reply_refs={})
    assert named(first).subject == f"Your parcel, {ORDER}"
    assert named(replace(first, subject="")).subject == ORDER
    assert named(replace(first, subject=f"About {ORDER}")).subject == f"About {ORDER}"
    assert named(replace(first, reply_refs={"message_id": "m@b"})).subject == "Your parcel"


# --- the way out ----------------------------------------------------------------------------------------------------


@pytest.fixture
def walmart(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    bench = open_bench("walmart", town, clock)
    yield bench
    bench.close()


def test_only_relay_addresses_are_written_to_and_only_one_at_a_time(walmart: Bench) -> None:
    reply = walmart.reply(walmart.inbound(), "Hello")
    sender = walmart.sender()
    elsewhere = replace(reply, reply_refs={**reply.reply_refs, "to": "ann@b.example"})
    assert sender.send(elsewhere).reason == "walmart_no_relay_address"
    assert sender.send(replace(reply, cc=("x@y.example",))).reason == "walmart_relay_serves_one"
    assert sender.send(replace(reply, reply_refs={"no_reply": "walmart_notice"})).reason == "walmart_notice"
    assert walmart.received() == []


def test_a_sender_that_seller_center_does_not_know_is_refused_minutes_later(walmart: Bench) -> None:
    message = walmart.inbound()
    walmart.shop = replace(walmart.shop, settings={"address": "stranger@northshore.example"})
    reply = walmart.reply(message, "From the wrong address")
    source = walmart.source()
    _, cursor = walmart.drain(source, walmart.live(source), None)
    assert walmart.sender().send(reply).kind is ReceiptKind.SENT
    walmart.town.tell("time", seconds=240)
    items, _ = walmart.drain(walmart.source(), walmart.live(source), cursor)
    walmart.shop = replace(walmart.shop, settings={})
    read = [one for item in items if isinstance(item, RawMail) for one in walmart.read(item)]
    assert [one.reason for one in read if isinstance(one, DeliveryNews)] == ["walmart_sender_not_registered"]
    assert walmart.received() == []


def test_what_the_shop_can_do_depends_on_its_logins(walmart: Bench) -> None:
    with_api = walmart.sender().capabilities()
    assert {Ability.READS_ORDERS, Ability.ACTS_ON_ORDERS, Ability.FINDS_SENT} <= with_api.can
    del walmart.logins["api"]
    without = walmart.sender().capabilities()
    assert without.cannot[Ability.READS_ORDERS] == "api_login_missing"
    assert without.cannot[Ability.ACTS_ON_ORDERS] == "api_login_missing"


def test_the_first_mail_of_a_mailbox_says_when_it_arrived() -> None:
    assert message(from_customer()).sent_at == AT
