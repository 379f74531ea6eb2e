"""What a mail in a Shopify shop's own mailbox means, which order it belongs to, and what leaves towards a customer."""

from dataclasses import replace

import pytest

from app.connectors.contract import Ability, RemoteMessage
from app.connectors.mail_trust import SUSPECT
from app.connectors.mailprofiles import Routed, route
from app.connectors.registry import CHANNELS, PROFILES
from app.connectors.shopify import notices
from app.connectors.shopify.profile import SupportMail
from app.connectors.shopify.sender import named, objection
from app.domain.conversations import Direction, MessageKind
from app.domain.mail import AutoKind, Mailbox, ParsedMail
from app.domain.outbox import ReceiptKind
from app.domain.shops import Shop
from tests.connectors.letters import KEY, OWN, a_mail, a_raw, a_shop, boxes
from tests.connectors.test_kit import an_outbound
from tests.contract.bench import Bench

PROFILE = SupportMail()
HOST = "northshore-home.myshopify.com"
FORM = (
    "You received a new message from your online store's contact form.\n\n"
    "Country Code:\nDE\n\nName:\nMaria Schmidt\n\nEmail:\nmaria@post.example\n\n"
    "Body:\nWhere is it?\nThank you: Maria\n"
)


def shop(**settings: str) -> Shop:
    usual = {"support_address": OWN, "order_prefix": "#", "order_suffix": ""}
    return a_shop("shopify", 7, HOST, **(usual | settings))


def message(mail: ParsedMail, own: Shop | None = None, **raw: object) -> RemoteMessage:
    (item,) = PROFILE.map(mail, a_raw(**raw), own or shop())
    assert isinstance(item, RemoteMessage)
    return item


def test_a_customers_mail_is_a_plain_mail_that_knows_its_order() -> None:
    got = message(a_mail(subject="Re: Order #1001 confirmed", in_reply_to=("c1@shopifyemail.com",)))
    assert got.kind is MessageKind.CUSTOMER
    assert got.order_keys == ("#1001",)
    assert (got.customer.key, got.customer.name) == ("ann@b.example", "Ann")
    assert got.thread_keys[:3] == ("mid:m1@b.example", "mid:c1@shopifyemail.com", "order:#1001|ann@b.example")
    assert got.reply_refs["to"] == "ann@b.example"


def test_an_order_joins_a_conversation_only_together_with_the_writer() -> None:
    mine = message(a_mail(subject="Order #1001"))
    stranger = message(a_mail(subject="Order #1001", sender=Mailbox("", "eve@c.example"), message_id="m2@c"))
    again = message(a_mail(subject="once more: #1001", message_id="m3@b"))
    assert not set(mine.thread_keys) & set(stranger.thread_keys)
    assert "order:#1001|ann@b.example" in set(mine.thread_keys) & set(again.thread_keys)


def test_an_order_in_the_customers_own_words_is_not_taken() -> None:
    assert message(a_mail(subject="Question", text="My order is #1001")).order_keys == ()


@pytest.mark.parametrize(
    ("prefix", "suffix", "subject", "order"),
    [
        ("#", "", "Where is #1001?", "#1001"),
        ("#", "", "Where is #1001-2?", "#1001"),
        ("#", "", "##1001", ""),
        ("#", "", "[#12] Hello", ""),
        ("#", "", "Order 1001", ""),
        ("#NS", "", "about #ns1001", "#NS1001"),
        ("", "-A", "about 1001-A please", "1001-A"),
        ("EN", "", "EN1001 and EN1002", "EN1001"),
        ("", "", "Bestellung: 10012", "10012"),
        ("", "", "call 4930123456", ""),
    ],
)
def test_each_shop_names_its_orders_in_its_own_way(
    prefix: str, suffix: str, subject: str, order: str
) -> None:
    assert notices.order_in(subject, {"order_prefix": prefix, "order_suffix": suffix}) == order


def test_a_visitor_of_the_contact_form_is_the_customer() -> None:
    mail = a_mail(
        sender=Mailbox("Harbour Goods (Shopify)", "mailer@shopify.com"),
        reply_to=boxes("maria@post.example"),
        subject="New customer message on March 2, 2026 at 9:00 am",
        text=FORM,
        auto=AutoKind.BULK,
    )
    got = message(mail)
    assert got.kind is MessageKind.CUSTOMER
    assert (got.customer.key, got.customer.name) == ("maria@post.example", "Maria Schmidt")
    assert got.text == "Where is it?\nThank you: Maria"
    assert got.reply_refs["to"] == "maria@post.example"
    assert not any(key.startswith("weak") for key in got.thread_keys)  # two visitors are two conversations
    assert not got.low_confidence
    odd = message(replace(mail, text="just words"))
    assert (odd.text, odd.low_confidence) == ("just words", True)


def test_who_only_pretends_to_be_shopify_is_marked_and_a_customers_mail_never() -> None:
    failed = {"authentication-results": "mx.example; dkim=fail; spf=fail; dmarc=fail"}
    pretender = a_mail(sender=Mailbox("Shopify", "mailer@shopify.com"), headers=failed)
    assert message(pretender).tags == (SUSPECT,)
    assert message(replace(pretender, headers={"authentication-results": "mx.example; dkim=pass"})).tags == ()
    assert message(a_mail(headers=failed)).tags == ()


def test_shopify_itself_informs_and_cannot_be_answered() -> None:
    mail = a_mail(
        sender=Mailbox("Harbour Goods (Shopify)", "mailer@shopify.com"),
        subject="[Harbour Goods] Order #1001 placed by Ann",
    )
    got = message(mail)
    assert got.kind is MessageKind.SYSTEM
    assert got.order_keys == ("#1001",)
    assert got.reply_refs == {"no_reply": "shopify_notice"}
    customers = message(a_mail(subject="Re: Order #1001 confirmed", message_id="m9@b.example"))
    assert not set(got.thread_keys) & set(customers.thread_keys)


def test_a_copy_of_a_confirmation_is_nobodys_answer_and_joins_what_answers_it() -> None:
    copy = a_mail(
        sender=Mailbox("Harbour Goods", OWN), to=boxes("ann@b.example"), subject="Order #1001 confirmed",
        message_id="c1@t.shopifyemail.com",
    )  # fmt: skip
    got = message(copy)
    assert (got.direction, got.kind) == (Direction.OUTBOUND, MessageKind.AUTO_REPLY)
    answer = message(a_mail(subject="Re: Order #1001 confirmed", in_reply_to=("c1@t.shopifyemail.com",)))
    assert set(got.thread_keys) & set(answer.thread_keys)
    ours = message(replace(copy, message_id=f"{KEY}@shop.example"), sent_folder=True)
    assert (ours.kind, ours.own_key) == (MessageKind.AGENT, KEY)


def test_the_mailbox_gives_a_mail_to_the_shop_it_was_written_to() -> None:
    first, second = shop(), replace(shop(support_address="two@shop.example"), remote_key="two.myshopify.com")
    to_second = a_mail(to=boxes("two@shop.example"))
    assert PROFILE.chooses(to_second, (first, second)) == second
    assert PROFILE.chooses(a_mail(), (first, second)) == first
    assert PROFILE.chooses(a_mail(to=()), (first, second)) is None
    assert PROFILE.chooses(a_mail(to=()), (first,)) == first


def test_relays_come_first_and_plain_e_mail_last() -> None:
    amazon, mine, plain = a_shop("amazon", 1), shop(), a_shop("email", 2, "care@other.example")
    keys = list(CHANNELS)
    assert keys.index("amazon") < keys.index("walmart") < keys.index("shopify") < keys.index("email")
    relayed = a_mail(sender=Mailbox("", "abc123@marketplace.amazon.de"))
    for mail, shops, channel in (
        (relayed, (amazon, mine, plain), "amazon"),
        (a_mail(), (amazon, mine, plain), "shopify"),
        (a_mail(to=boxes("care@other.example")), (replace(mine, settings={"address": OWN}), plain), "email"),
    ):
        routed = route(mail, shops, PROFILES)
        assert isinstance(routed, Routed)
        assert routed.profile.channel == channel


# --- the way out ----------------------------------------------------------------------------------------------------


def test_a_first_mail_carries_the_order_so_that_its_answer_does() -> None:
    first = replace(an_outbound(), subject="Your parcel", order_key="#1001", reply_refs={})
    assert named(first).subject == "Your parcel (#1001)"
    assert named(replace(first, subject="")).subject == "#1001"
    assert named(replace(first, subject="About #1001")).subject == "About #1001"
    assert named(replace(first, reply_refs={"message_id": "m@b"})).subject == "Your parcel"


def test_who_has_no_address_and_who_is_no_person_is_not_written_to() -> None:
    reply = an_outbound()
    nobody = replace(reply, customer=replace(reply.customer, key="customer:77"), reply_refs={})
    assert objection(nobody) == "shopify_no_address"
    assert objection(replace(reply, reply_refs={"no_reply": "shopify_notice"})) == "shopify_notice"
    assert objection(replace(reply, reply_refs={"to": "ann@b.example"})) == ""


def test_copies_may_be_sent_and_our_name_stands_in_front(shopify: Bench) -> None:
    mail = shopify.logins["mail"]
    shopify.logins["mail"] = replace(mail, settings={**mail.settings, "sender_name": "Northshore Home"})
    reply = replace(shopify.reply(shopify.inbound(), "Hello"), cc=("boss@partner.example",))
    sender = shopify.sender()
    assert sender.send(reply).kind is ReceiptKind.SENT
    handed = shopify.town.ask("handed")
    assert isinstance(handed, dict)
    assert [row["to"] for row in handed["copies"]] == ["boss@partner.example"]  # type: ignore[union-attr,index,call-overload]
    assert shopify.received()[0]["subject"]
    assert Ability.SENDS_COPIES in sender.capabilities().can


def test_what_the_shop_can_do_depends_on_its_logins(shopify: Bench) -> None:
    assert {Ability.READS_ORDERS, Ability.ACTS_ON_ORDERS} <= shopify.sender().capabilities().can
    del shopify.logins["api"]
    without = shopify.sender().capabilities()
    assert without.cannot[Ability.READS_ORDERS] == "api_login_missing"
    assert without.cannot[Ability.ACTS_ON_ORDERS] == "api_login_missing"
