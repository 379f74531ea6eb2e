"""What a mail from Amazon's relay means, class by class, also where forwarders took the headers away."""

from datetime import timedelta

import pytest

from app.connectors.amazon import relay
from app.connectors.amazon.names import buyer_name, copied_to
from app.connectors.amazon.profile import BUYER, COPY, RelayMail
from app.connectors.amazon.sites import order_page
from app.connectors.amazon.topics import topics_of
from app.connectors.contract import AfterSale, DeliveryNews, RemoteMessage, Unserved
from app.connectors.mailprofiles import route
from app.connectors.registry import PROFILES
from app.domain.conversations import Direction, MessageKind
from app.domain.mail import AutoKind, BounceReport, Mailbox, MailPart, ParsedMail
from app.domain.orders import AfterSaleKind
from app.domain.shops import Shop
from tests.connectors.letters import ALIAS, AT, CASE, KEY, ORDER, OWN, a_mail, a_raw, a_shop, boxes

PROFILE = RelayMail()
TAGGED = f"k3j9x0example1+{CASE}@marketplace.amazon.com"
CENTRAL = "https://sellercentral.amazon.com"
NO_RESPONSE = f"{CENTRAL}/messaging/no-response-needed?t=1&m=2&mp=ATVPDKIKX0DER&c=S&h={'a' * 40}&s=1"
REPORT = f"{CENTRAL}/messaging/inbox?fi=caseId&ss={CASE}&cc={CASE}&ref=bsm_email_report&lc=pt_BR"
SURVEY = f"https://surveys.example/?customAttribute1Value={BUYER}"
BODY = f"""You have received a message.

# {ORDER}:
1 / Steel Bottle 1L [ASIN: B0EXAMPLE1]

------------- Message:  -------------

Where is my parcel?

------------- End message -------------

For Your Information: To help arbitrate disputes we retain all messages.
[commMgrTok:AF9E104T7W2Q2]
"""


def from_buyer(**changes: object) -> ParsedMail:
    usual: dict[str, object] = {
        "sender": Mailbox("Alisa - Amazon Marketplace", TAGGED),
        "subject": f"Order delivery inquiry from Amazon customer Alisa (Order: {ORDER})",
        "text": BODY,
        "headers": {"x-space-notification-type": BUYER, "x-marketplace-id": "ATVPDKIKX0DER"},
        "links": (REPORT, NO_RESPONSE),
    }
    return a_mail(**(usual | changes))


def shop(**settings: str) -> Shop:
    return a_shop("amazon", 5, "SELLER", **settings)


def one(mail: ParsedMail, **raw: object) -> RemoteMessage:
    (item,) = PROFILE.map(mail, a_raw(**raw), shop())
    assert isinstance(item, RemoteMessage)
    return item


def test_a_buyers_message_has_his_words_and_all_an_answer_needs() -> None:
    message = one(from_buyer())
    assert message.text == "Where is my parcel?"
    assert message.kind is MessageKind.CUSTOMER
    assert (message.customer.key, message.customer.name) == (ALIAS, "Alisa")
    assert message.thread_keys == (f"case:{CASE}", f"order:{ORDER}|{ALIAS}")
    assert message.also_keys == (f"weak30:alias:{ALIAS}", "weak:name:alisa")
    assert message.order_keys == (ORDER,)
    assert message.item_ref == "B0EXAMPLE1"
    assert (message.country, message.language) == ("US", "")  # nobody said what the buyer speaks
    assert message.tags == ("topic:delivery",)
    assert not message.low_confidence
    assert message.reply_refs == {
        "to": TAGGED,
        "message_id": "m1@b.example",
        "subject": message.subject,
        "no_response_url": NO_RESPONSE,
        "order_url": f"https://sellercentral.amazon.com/orders-v3/order/{ORDER}",
    }


def test_the_preformatted_block_wins_over_the_markers() -> None:
    assert (
        one(from_buyer(has_buyer_block=True, html_raw_marker=" Wo ist mein Paket? ")).text
        == "Wo ist mein Paket?"
    )


def test_a_photo_without_words_is_a_message_with_a_file() -> None:
    photo = MailPart("1.2", "photo.jpg", "image/jpeg", 5000)
    message = one(from_buyer(has_buyer_block=True, html_raw_marker="", parts=(photo,)))
    assert message.text == ""
    assert [file.name for file in message.files] == ["photo.jpg"]
    assert not message.low_confidence


def test_without_block_and_markers_the_whole_body_is_shown_with_a_way_to_the_original() -> None:
    message = one(from_buyer(text="Where is it?\n\nFor Your Information: footer\nmore footer"))
    assert message.text == "Where is it?"
    assert message.low_confidence
    assert one(from_buyer(text="Just words")).text == "Just words"


@pytest.mark.parametrize(
    "caption", ["Message:", "Begin message / Début du message", "Mensagem:", "Nachricht", "メッセージ:"]
)
def test_markers_of_any_language_are_markers(caption: str) -> None:
    assert (
        relay.between_markers(f"head\n------------- {caption} -------------\nwords\n--- end ---\nfoot")
        == "words"
    )


@pytest.mark.parametrize(
    "line", ["-----", "--- x --", "-- x ---", "---  ---", "--- " + "x" * 61 + " ---", "-" * 90000]
)
def test_lines_that_are_no_markers(line: str) -> None:
    assert not relay.is_marker(line)


def test_one_marker_alone_cuts_nothing() -> None:
    assert relay.between_markers("a\n--- x ---\nb") is None


def test_the_case_is_found_wherever_it_survived() -> None:
    bare = Mailbox("Alisa", ALIAS)
    by_link = one(from_buyer(sender=bare))
    assert by_link.thread_keys[0] == f"case:{CASE}"
    assert by_link.reply_refs["to"] == ALIAS
    by_envelope = one(from_buyer(sender=bare, delivered_to=(TAGGED,), links=()))
    assert by_envelope.thread_keys[0] == f"case:{CASE}"
    assert by_envelope.reply_refs["to"] == ALIAS
    hidden = one(from_buyer(sender=Mailbox("x", "x@amazon.com"), delivered_to=(TAGGED,), links=()))
    assert hidden.reply_refs["to"] == TAGGED
    by_reply_to = one(from_buyer(sender=Mailbox("x", "x@amazon.com"), reply_to=boxes(TAGGED), links=()))
    assert by_reply_to.reply_refs["to"] == TAGGED


def test_without_a_case_order_and_alias_name_the_conversation_and_without_an_order_the_alias_for_a_while() -> (
    None
):
    bare = Mailbox("Alisa", ALIAS)
    assert one(from_buyer(sender=bare, links=())).thread_keys == (f"order:{ORDER}|{ALIAS}",)
    asked = one(
        from_buyer(
            sender=bare, links=(), subject="Product details inquiry from Amazon customer Alisa", text="hm"
        )
    )
    assert asked.thread_keys == (f"weak30:alias:{ALIAS}",)
    assert asked.order_keys == ()
    assert "order_url" not in asked.reply_refs


def test_a_forwarded_mail_without_headers_is_known_by_its_address_or_its_survey_link() -> None:
    assert one(from_buyer(headers={})).kind is MessageKind.CUSTOMER
    stripped = from_buyer(headers={}, links=("http://[bad", SURVEY))
    assert relay.class_of(stripped) == BUYER
    assert (
        relay.class_of(from_buyer(headers={}, links=("https://x.example/?customAttribute1Value=OTHER",)))
        == ""
    )


def test_a_message_without_any_alias_still_stands_somewhere() -> None:
    mail = from_buyer(
        sender=Mailbox("Alisa", "fw@b.example"), links=(), subject="Hi", text="x", message_id=""
    )
    message = one(mail)
    assert message.thread_keys == (f"mid:body:{'b' * 64}",)
    assert message.refs == ()
    assert "to" not in message.reply_refs


def test_amazons_service_on_a_buyers_behalf_counts_as_the_buyer() -> None:
    text = f"Hello,\nWe've been contacted by a customer regarding the order below.\nOrder#: {ORDER}\nReason: late"
    mail = a_mail(sender=Mailbox("Amazon", "cs@amazon.com"), subject="Customer contact", text=text)
    message = one(mail)
    assert message.kind is MessageKind.CUSTOMER
    assert message.order_keys == (ORDER,)


def test_an_order_number_in_the_buyers_words_is_not_taken_for_the_order() -> None:
    text = "# head\n--- Message ---\nsee 111-1111111-1111111\n--- End ---"
    assert relay.orders_of(from_buyer(subject="Inquiry", text=text)) == ()
    assert relay.orders_of(from_buyer(subject="(Order: D01-1234567-1234567)")) == ("D01-1234567-1234567",)
    assert relay.orders_of(from_buyer(subject="9114-1234567-7654321 114-1234567-76543210")) == (ORDER,)


def test_only_amazons_own_links_outside_the_buyers_words_are_trusted() -> None:
    fake = "https://sellercentral.amazon.com.evil.example/messaging/no-response-needed?x"
    plain = NO_RESPONSE.replace("https", "http")
    assert relay.no_response_link(from_buyer(links=(fake, plain, "http://[bad", REPORT))) == ""
    inside = from_buyer(has_buyer_block=True, html_raw_marker=f"click {NO_RESPONSE}")
    assert relay.no_response_link(inside) == ""
    assert relay.case_in_links((fake, f"{CENTRAL}/x?ss=short")) == ""


def test_a_copy_of_our_own_reply_proves_its_delivery() -> None:
    mail = a_mail(
        sender=Mailbox("Amazon", "donotreply@amazon.com"),
        subject="Your e-mail to Alisa",
        headers={"x-space-notification-type": COPY, "x-original-messageid": f"<{KEY}@shop.example>"},
    )
    (news,) = PROFILE.map(mail, a_raw(), shop())
    assert isinstance(news, DeliveryNews)
    assert (news.delivered, news.refers_to, news.thread_keys) == (
        True,
        f"{KEY}@shop.example",
        (f"own:{KEY}",),
    )


@pytest.mark.parametrize("headers", [{"x-space-notification-type": COPY}, {}])
def test_a_copy_of_a_reply_made_elsewhere_is_our_message(headers: dict[str, str]) -> None:
    mail = a_mail(
        sender=Mailbox("Amazon", "donotreply@amazon.com"),
        subject="Seu e-mail para Maria Silva",
        text="x\n--- Iniciar mensagem ---\nJá enviamos.\n--- Mensagem final ---",
        headers=headers,
    )
    message = one(mail)
    assert message.direction is Direction.OUTBOUND
    assert message.text == "Já enviamos."
    assert message.thread_keys == ("weak:name:maria silva",)
    assert message.remote_key.startswith("copy:mid:")
    assert message.customer.name == "Maria Silva"
    nameless = one(a_mail(sender=mail.sender, headers={"x-space-notification-type": COPY}, message_id=""))
    assert nameless.thread_keys == ()
    assert nameless.refs == ()


def test_a_reply_from_another_mail_program_is_ours() -> None:
    mail = a_mail(
        sender=Mailbox("Care", OWN), to=boxes(TAGGED), subject=f"Re: {ORDER}", message_id="w@shop.example"
    )
    message = one(mail, sent_folder=True)
    assert message.direction is Direction.OUTBOUND
    assert message.thread_keys == (f"case:{CASE}", f"order:{ORDER}|{ALIAS}")
    assert message.own_key == ""
    mine = one(a_mail(to=boxes(ALIAS), message_id=f"{KEY}@shop.example"), sent_folder=True)
    assert mine.thread_keys == (f"own:{KEY}", f"weak30:alias:{ALIAS}")
    assert mine.own_key == KEY
    assert one(a_mail(to=(), message_id=""), sent_folder=True).customer.key == ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The buyer has chosen to opt out of receiving messages.", "amazon_opted_out"),
        ("We were unable to deliver the message you sent to the buyer.", "amazon_undelivered"),
    ],
)
def test_a_refusal_that_comes_later_is_news_about_our_reply(text: str, reason: str) -> None:
    mail = a_mail(
        sender=Mailbox("Amazon", "donotreply@amazon.com"), text=text, in_reply_to=(f"{KEY}@shop.example",)
    )
    (news,) = PROFILE.map(mail, a_raw(), shop())
    assert isinstance(news, DeliveryNews)
    assert (news.delivered, news.reason, news.thread_keys) == (False, reason, (f"own:{KEY}",))
    foreign = a_mail(sender=mail.sender, text=text, references=("w@shop.example",))
    (news,) = PROFILE.map(foreign, a_raw(), shop())
    assert isinstance(news, DeliveryNews)
    assert news.thread_keys == ()


def test_a_bounce_of_the_mail_host_is_a_refusal_too() -> None:
    report = BounceReport(
        f"{KEY}@shop.example", ALIAS, "failed", "5.7.1", "sender not approved", permanent=True
    )
    mail = a_mail(
        sender=Mailbox("", "mailer-daemon@amazon.com"), text="x", bounce=report, auto=AutoKind.BOUNCE
    )
    (news,) = PROFILE.map(mail, a_raw(), shop())
    assert isinstance(news, DeliveryNews)
    assert news.reason == "bounced_for_good"
    passing = BounceReport("", ALIAS, "delayed", "4.0.0", "", permanent=False)
    assert one(a_mail(sender=mail.sender, text="x", bounce=passing)).kind is MessageKind.SYSTEM


def test_a_buyer_who_quotes_a_refusal_is_still_a_buyer() -> None:
    quoted = from_buyer(text="We were unable to deliver the message you sent", in_reply_to=("x@y",))
    assert one(quoted).kind is MessageKind.CUSTOMER
    nothing_named = a_mail(
        sender=Mailbox("", "donotreply@amazon.com"), text="unable to deliver the message you sent"
    )
    assert one(nothing_named).kind is MessageKind.SYSTEM


@pytest.mark.parametrize(
    ("kind", "what", "is_open", "hours"),
    [
        ("RETURN_REQUEST", AfterSaleKind.RETURN, True, 48),
        ("A_Z_CLAIM_RESPONDENT_NOTIFY", AfterSaleKind.CLAIM, True, 72),
        ("A_Z_CLAIM_RESPONDENT_CLOSE", AfterSaleKind.CLAIM, False, None),
        ("BRC_SELLER_NOTIFICATION", AfterSaleKind.CANCELLATION, True, None),
        ("REFUND_ISSUED", AfterSaleKind.REFUND, False, None),
    ],
)
def test_cases_are_facts_about_the_order_beside_a_notice(
    kind: str, what: AfterSaleKind, is_open: bool, hours: int | None
) -> None:
    mail = a_mail(
        sender=Mailbox("Amazon", "no-reply@amazon.com"),
        subject=f"Case {ORDER}",
        headers={"x-space-notification-type": kind},
    )
    fact, told = PROFILE.map(mail, a_raw(), shop())
    assert isinstance(fact, AfterSale)
    assert (fact.kind, fact.open, fact.order_remote_key, fact.state) == (what, is_open, ORDER, kind)
    assert fact.due == (AT + timedelta(hours=hours) if hours else None)
    assert isinstance(told, RemoteMessage)
    assert told.kind is MessageKind.SYSTEM
    assert told.thread_keys == (f"notices:{ORDER}",)
    assert told.reply_refs == {"no_reply": "amazon_notice"}


def test_a_claims_own_deadline_wins_and_an_order_in_the_body_is_enough() -> None:
    headers = {"x-space-notification-type": "A_Z_CLAIM_RESPONDENT_NOTIFY"}
    text = f"Order {ORDER}: respond within (2) calendar days."
    fact, _ = PROFILE.map(a_mail(subject="Claim", text=text, headers=headers), a_raw(), shop())
    assert isinstance(fact, AfterSale)
    assert fact.due == AT + timedelta(days=2)
    (told,) = PROFILE.map(a_mail(subject="Claim", text="no order", headers=headers), a_raw(), shop())
    assert isinstance(told, RemoteMessage)
    assert told.thread_keys == ("notices:",)


def test_any_other_mail_of_amazon_is_a_notice() -> None:
    mail = from_buyer(
        headers={"x-space-notification-type": "SOMETHING_NEW", "x-marketplace-id": "?"}, message_id=""
    )
    message = one(mail)
    assert message.kind is MessageKind.SYSTEM
    assert message.tags == ("notice:something_new",)
    assert message.customer.name == "Alisa"
    assert message.country == "US"
    assert message.refs == ()
    plain = one(a_mail(sender=Mailbox("", "news@amazon.de"), in_reply_to=(f"{KEY}@shop.example",)))
    assert plain.author.name == "Amazon"
    assert plain.thread_keys == (f"own:{KEY}",)
    assert plain.tags == ()
    assert plain.country == ""


@pytest.mark.parametrize(
    ("mail", "claimed"),
    [
        (from_buyer(), True),
        (a_mail(headers={"x-amazon-mail-relay-type": "notification"}), True),
        (a_mail(sender=Mailbox("", "x@email.amazon.co.jp")), True),
        (a_mail(to=boxes(TAGGED), sender=Mailbox("", OWN)), True),
        (a_mail(), False),
        (a_mail(sender=Mailbox("", "x@notamazon.com")), False),
        (a_mail(sender=Mailbox("", "x@amazon.com.evil.example")), False),
    ],
)
def test_which_mails_are_amazons(mail: ParsedMail, claimed: bool) -> None:
    assert PROFILE.claims(mail) is claimed


def test_a_mailbox_of_several_sellers_gives_each_its_own() -> None:
    us = a_shop("amazon", 1, "S1", address="cs+us@shop.example", marketplaces="ATVPDKIKX0DER")
    de = a_shop("amazon", 2, "S2", address="cs+de@shop.example", marketplaces="A1PA6795UKMFR9")
    assert PROFILE.chooses(from_buyer(to=boxes("cs+de@shop.example")), (us, de)) is de
    assert PROFILE.chooses(from_buyer(), (us, de)) is us
    german = Mailbox("x", "k3j9x0example1@marketplace.amazon.de")
    assert PROFILE.chooses(from_buyer(sender=german, headers={}), (us, de)) is de
    notice = a_mail(sender=Mailbox("", "x@amazon.com"))
    assert PROFILE.chooses(notice, (us, de)) is us


def test_a_mail_of_a_site_without_a_shop_belongs_to_nobody_yet() -> None:
    german = Mailbox("x", "k3j9x0example1@marketplace.amazon.de")
    mail = from_buyer(sender=german, headers={})
    us = a_shop("amazon", 1, "S1", marketplaces="ATVPDKIKX0DER")
    assert PROFILE.chooses(mail, (us,)) == Unserved("Amazon.de")
    without_api = a_shop("amazon", 2, "S2")
    assert PROFILE.chooses(mail, (us, without_api)) is without_api
    plain = a_shop("email", 3, "S3")
    assert route(mail, (us, plain), PROFILES) == Unserved("Amazon.de")


def test_names_that_are_none() -> None:
    assert buyer_name("Maria Silva - Amazon Marketplace", "", "Shop") == "Maria Silva"
    assert (
        buyer_name(
            "Shop - Amazon Marketplace", f"Inquiry from Amazon customer Alisa (Order: {ORDER})", "Shop"
        )
        == "Alisa"
    )
    assert buyer_name("", "Order delivery inquiry from Amazon customer  (Order: 1)", "Shop") == ""
    assert buyer_name("a@b.example", "Hello", "Shop") == ""
    assert copied_to("Your email to Kim") == "Kim"
    assert copied_to("Hello") == ""


def test_a_buyer_without_a_name_gets_no_name_as_key() -> None:
    nameless = one(from_buyer(sender=Mailbox("", TAGGED), subject=f"Inquiry (Order: {ORDER})"))
    assert nameless.also_keys == (f"weak30:alias:{ALIAS}",)
    assert nameless.customer.name == ""


def test_topics_and_pages() -> None:
    assert topics_of("Order cancellation request from Amazon customer") == ("topic:cancellation",)
    assert topics_of("Paket nicht angekommen: Gutschrift anfordern") == ("topic:delivery",)
    assert topics_of("Hello") == ()
    assert order_page("unknown", ORDER) == ""


# --- claims ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Please respond to this claim within 3 calendar days.", 3),
        ("Bitte antworten Sie innerhalb von 2 Kalendertagen.", 2),
        ("Veuillez répondre dans les 4 jours.", 4),
        ("Responda en un plazo de 5 días.", 5),
        ("2日以内に回答してください。", 2),
        ("Please respond soon.", 3),
    ],
)
def test_a_claim_says_in_its_own_language_how_long_there_is_to_answer(text: str, days: int) -> None:
    mail = a_mail(
        sender=Mailbox("Amazon", "atoz-guarantee-no-reply@amazon.de"),
        subject=f"A-to-z Guarantee claim received for order {ORDER}",
        text=text,
        headers={"x-space-notification-type": "A_Z_CLAIM_RESPONDENT_NOTIFY"},
    )
    fact, told = PROFILE.map(mail, a_raw(), shop())
    assert isinstance(fact, AfterSale)
    assert (fact.kind, fact.remote_key, fact.open) == (AfterSaleKind.CLAIM, f"claim:{ORDER}", True)
    assert fact.due == AT + timedelta(days=days)
    assert isinstance(told, RemoteMessage)


@pytest.mark.parametrize(
    ("subject", "is_open"),
    [
        (f"A-to-z Guarantee claim received for order {ORDER}", True),
        (f"A-to-z Guarantee claim closed for order {ORDER}", False),
        (f"Ihr A-bis-Z-Antrag wurde entschieden: {ORDER}", False),
    ],
)
def test_a_claim_whose_headers_a_forwarder_took_is_known_by_its_sender(subject: str, is_open: bool) -> None:
    mail = a_mail(sender=Mailbox("", "atoz-guarantee-no-reply@amazon.co.uk"), subject=subject)
    assert PROFILE.claims(mail)
    fact, _ = PROFILE.map(mail, a_raw(), shop())
    assert isinstance(fact, AfterSale)
    assert (fact.kind, fact.open) == (AfterSaleKind.CLAIM, is_open)


def test_a_buyer_who_writes_of_a_claim_is_no_claim() -> None:
    mail = from_buyer(subject="A-to-z Guarantee claim received")
    assert one(mail).kind is MessageKind.CUSTOMER
