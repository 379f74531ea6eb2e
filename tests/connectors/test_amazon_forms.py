"""Amazon's ready-made messages: what is offered and why not, what leaves, and what nobody can know afterwards."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from app.connectors.amazon.api import AmazonApi
from app.connectors.amazon.form_sender import judged
from app.connectors.amazon.forms import KINDS, REVIEW, forms_of
from app.connectors.amazon.market import market_of
from app.connectors.amazon.uploads import attach
from app.connectors.contract import (
    Ability,
    AuthExpired,
    Form,
    Found,
    OutboundFile,
    RateLimited,
    Rejected,
    Sender,
    Surprise,
    Unreachable,
)
from app.connectors.contract import forms_of as kit_forms
from app.domain.outbox import ReceiptKind
from app.simulator.amazon_messaging import MUST_HAVE_FILES, TEXT_LIMITS
from app.simulator.running import RunningTown
from tests.connectors.amazon_bench import (
    PDF,
    a_form,
    an_answer,
    arrived,
    placed,
    told_by,
    town_api,
    with_api,
)
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.fakes import FakeClock
from tests.net.scripted import a_server, answering

LOST = ["reset_after", "error_after", "reset_midway", "truncated", "garbage", "late_accept"]
"""done, but the answer did not arrive as it left"""
NEVER = ["reset_before", "error_before", "gateway", "portal"]
"""not done, and nobody can tell from the answer"""


@pytest.fixture
def amazon(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    bench = open_bench("amazon", town, clock)
    yield bench
    bench.close()


@pytest.fixture
def sender(amazon: Bench) -> Sender:
    return amazon.sender()


def offers(sender: Sender, order: str) -> dict[str, Form]:
    return {form.key: form for form in kit_forms(sender, order)}


def off(forms: dict[str, Form]) -> dict[str, str]:
    return {key: form.reason for key, form in forms.items() if not form.offered}


# --- what is offered ------------------------------------------------------------------------------------------------


def test_before_shipping_an_order_may_be_asked_about_and_not_be_reviewed(
    amazon: Bench, sender: Sender
) -> None:
    found = offers(sender, placed(amazon).id)
    assert [key for key, form in found.items() if form.offered] == [
        "confirmOrderDetails", "confirmDeliveryDetails", "unexpectedProblem", "warranty", "legalDisclosure",
    ]  # fmt: skip
    assert off(found) == {
        REVIEW: "amazon_review_window",
        "invoice": "amazon_not_offered",
        "confirmCustomizationDetails": "amazon_only_customised",
        "digitalAccessKey": "amazon_only_digital",
        "confirmServiceDetails": "amazon_only_services",
    }


def test_an_order_that_arrived_long_ago_may_be_reviewed_and_not_be_asked_about(
    amazon: Bench, sender: Sender
) -> None:
    found = offers(sender, placed(amazon, "settled").id)
    assert next(iter(found)) == REVIEW
    assert off(found)["confirmOrderDetails"] == "amazon_before_shipping"


def test_nine_kinds_of_messages_and_one_request_are_known(amazon: Bench, sender: Sender) -> None:
    assert set(offers(sender, placed(amazon).id)) == {*TEXT_LIMITS, *MUST_HAVE_FILES, REVIEW}


def test_each_kind_says_what_may_be_written_attached_and_in_which_language(
    amazon: Bench, sender: Sender
) -> None:
    found = offers(sender, placed(amazon).id)
    assert {key: form.text_limit for key, form in found.items() if form.wants_text} == TEXT_LIMITS
    assert {key for key, form in found.items() if form.wants_files} == set(MUST_HAVE_FILES)
    with_files = {key for key, form in found.items() if form.most_files == 5}
    assert with_files == {*MUST_HAVE_FILES, "confirmCustomizationDetails", "digitalAccessKey"}
    assert {form.language for form in found.values()} == {"ja"}


def test_what_amazon_names_without_an_operation_is_not_offered(amazon: Bench, sender: Sender) -> None:
    assert "negativeFeedbackRemoval" not in offers(sender, placed(amazon).id)
    assert "amazonMotors" not in KINDS


def test_a_cancelled_order_is_offered_nothing_and_says_so(amazon: Bench, sender: Sender) -> None:
    order = placed(amazon)
    order.plan = replace(order.plan, cancelled=amazon.clock.now())
    found = offers(sender, order.id)
    assert len(off(found)) == len(found) == 10


def test_an_order_of_another_site_is_asked_where_it_was_placed(amazon: Bench) -> None:
    amazon.shop = replace(amazon.shop, settings={})
    assert "confirmOrderDetails" in offers(amazon.sender(), placed(amazon).id)
    with pytest.raises(Rejected):
        kit_forms(amazon.sender(), "250-0000000-0000000")


def test_an_order_that_names_no_site_is_told_as_unknown_rather_than_looked_for_on_a_wrong_one(
    amazon: Bench,
) -> None:
    both = replace(amazon.shop, settings={"marketplaces": "A1PA6795UKMFR9 A1RKKUPIHCS9HS"})

    def use(api: AmazonApi) -> None:
        with pytest.raises(Rejected, match="amazon_order_unknown"):
            market_of(api, both, "250-9900000-0000001")

    with a_server(answering(b'{"order": {"orderId": "250-9900000-0000001", "salesChannel": {}}}')) as (
        port,
        _,
    ):
        told_by(amazon, port)
        with_api(amazon, use)


def test_without_the_api_nothing_is_offered_and_nothing_leaves(amazon: Bench) -> None:
    order = placed(amazon)
    amazon.logins.pop("api")
    sender = amazon.sender()
    assert sender.capabilities().cannot[Ability.SENDS_FORMS] == "api_login_missing"
    assert kit_forms(sender, order.id) == ()
    assert sender.send(a_form(amazon, order, REVIEW)).reason == "api_login_missing"
    assert sender.find_sent(a_form(amazon, order, REVIEW), amazon.clock.now()).found is Found.UNSURE


def test_the_language_may_stay_unknown(amazon: Bench, sender: Sender) -> None:
    amazon.town.tell("force", fault="error_before", path="/attributes", times=1)
    assert {form.language for form in offers(sender, placed(amazon).id).values()} == {""}
    assert {form.language for form in forms_of((), "")} == {""}


def test_a_missing_role_is_told_and_an_empty_allowance_waited_for(amazon: Bench, sender: Sender) -> None:
    order = placed(amazon)
    amazon.town.tell("force", fault="refused", path="/messaging", times=2)
    with pytest.raises(AuthExpired) as caught:
        kit_forms(sender, order.id)
    assert caught.value.key == "amazon_role_or_region"
    for _ in range(3):
        kit_forms(sender, order.id)
    with pytest.raises(RateLimited):
        kit_forms(sender, order.id)


# --- what leaves ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", sorted(TEXT_LIMITS))
def test_words_reach_the_buyer_as_this_kind_of_message(amazon: Bench, sender: Sender, form: str) -> None:
    order = placed(
        amazon, number="D01-9900000-0000001" if form == "digitalAccessKey" else "250-9900000-0000001"
    )
    town_api(amazon).desk.customised.add(order.id)
    town_api(amazon).desk.services.add(order.id)
    receipt = sender.send(a_form(amazon, order, form, "  ご確認ください。 "))
    assert (receipt.kind, receipt.evidence) == (ReceiptKind.SENT, "201")
    assert [(one.kind, one.text) for one in arrived(amazon, order)] == [
        (f"template/{form}", "ご確認ください。")
    ]


@pytest.mark.parametrize("form", sorted(MUST_HAVE_FILES))
def test_files_are_uploaded_and_reach_the_buyer_whole(amazon: Bench, sender: Sender, form: str) -> None:
    order = placed(amazon, "shipped")
    two = replace(PDF, name="copy.pdf", content=b"%PDF-1.7 second")
    assert sender.send(a_form(amazon, order, form, "", PDF, two)).kind is ReceiptKind.SENT
    (said,) = arrived(amazon, order)
    assert [(file.name, file.media_type, file.data) for file in said.attachments] == [
        ("領収書.pdf", "application/pdf", PDF.content),
        ("copy.pdf", "application/pdf", two.content),
    ]


def test_words_and_files_travel_together_where_both_may(amazon: Bench, sender: Sender) -> None:
    order = placed(amazon)
    town_api(amazon).desk.customised.add(order.id)
    assert (
        sender.send(a_form(amazon, order, "confirmCustomizationDetails", "名前は？", PDF)).kind
        is ReceiptKind.SENT
    )
    (said,) = arrived(amazon, order)
    assert (said.text, len(said.attachments)) == ("名前は？", 1)


def test_a_review_is_asked_for_once(amazon: Bench, sender: Sender) -> None:
    order = placed(amazon, "settled")
    assert sender.send(a_form(amazon, order, REVIEW)).kind is ReceiptKind.SENT
    assert offers(sender, order.id)[REVIEW].reason == "amazon_review_window"
    again = sender.send(a_form(amazon, order, REVIEW))
    assert (again.kind, again.reason) == (ReceiptKind.REFUSED, "amazon_review_window")
    assert [one.kind for one in arrived(amazon, order)] == [f"template/{REVIEW}"]


def test_a_plain_reply_still_leaves_as_a_mail(amazon: Bench, sender: Sender) -> None:
    receipt = sender.send(amazon.reply(amazon.inbound(), "By mail"))
    assert receipt.kind is ReceiptKind.SENT
    assert [row["kind"] for row in amazon.received()] == ["message"]


# --- what must not leave --------------------------------------------------------------------------------------------


def test_what_does_not_fit_is_refused_before_anything_is_asked(amazon: Bench, sender: Sender) -> None:
    order, heard = placed(amazon), amazon.town.ask("weather")
    six = (PDF,) * 6
    for form, text, files, reason in (
        ("amazonMotors", "x", (), "form_unknown"),
        ("confirmOrderDetails", "  ", (), "nothing_to_send"),
        ("confirmOrderDetails", "x" * 2001, (), "too_long"),
        ("confirmOrderDetails", "x", (PDF,), "too_many_files"),
        ("digitalAccessKey", "x" * 401, (), "too_long"),
        ("invoice", "", (), "form_wants_file"),
        ("invoice", "", six, "too_many_files"),
        ("invoice", "words", (PDF,), "form_has_no_words"),
        (REVIEW, "words", (), "form_has_no_words"),
    ):
        receipt = sender.send(a_form(amazon, order, form, text, *files))
        assert (receipt.kind, receipt.reason) == (ReceiptKind.REFUSED, reason)
    nameless = replace(a_form(amazon, order, "confirmOrderDetails", "x"), order_key="")
    assert sender.send(nameless).reason == "form_unknown"
    assert amazon.town.ask("weather") == heard


def test_what_amazon_no_longer_offers_does_not_leave(amazon: Bench, sender: Sender) -> None:
    order = placed(amazon)
    assert offers(sender, order.id)["confirmOrderDetails"].offered
    order.plan = replace(order.plan, shipped=amazon.clock.now())
    receipt = sender.send(a_form(amazon, order, "confirmOrderDetails", "Farbe?"))
    assert (receipt.kind, receipt.reason) == (ReceiptKind.REFUSED, "amazon_before_shipping")
    assert arrived(amazon, order) == []


def test_a_refusal_at_the_door_is_a_refusal(amazon: Bench, sender: Sender) -> None:
    order = placed(amazon)
    amazon.town.tell("force", fault="refused", path="/messages/", times=1)
    receipt = sender.send(a_form(amazon, order, "confirmOrderDetails", "Farbe?"))
    assert (receipt.kind, receipt.reason) == (ReceiptKind.REFUSED, "amazon_form_refused")
    assert receipt.evidence == "403/Unauthorized"


def test_a_login_that_fails_refuses_the_message_and_asks_nobody_to_sign_in_to_the_mailbox(
    amazon: Bench,
) -> None:
    order = placed(amazon)
    amazon.town.tell("revoke", seller="A3JPNORTHSHORE")
    receipt = amazon.sender().send(a_form(amazon, order, "confirmOrderDetails", "Farbe?"))
    assert receipt.kind is ReceiptKind.REFUSED
    assert receipt.reason
    assert not receipt.needs_sign_in


def test_an_attachment_that_amazon_does_not_take_keeps_the_message_back(
    amazon: Bench, sender: Sender
) -> None:
    order = placed(amazon, "shipped")
    amazon.town.tell("force", fault="refused", path="/amazon-s3/", times=1)
    receipt = sender.send(a_form(amazon, order, "invoice", "", PDF))
    assert (receipt.kind, receipt.reason) == (ReceiptKind.REFUSED, "amazon_upload_refused")
    amazon.town.tell("force", fault="unavailable", path="/amazon-s3/", times=1)
    assert sender.send(a_form(amazon, order, "invoice", "", PDF)).kind is ReceiptKind.LATER
    assert arrived(amazon, order) == []


def test_a_hotels_page_in_the_place_of_the_files_is_no_upload(amazon: Bench, sender: Sender) -> None:
    order = placed(amazon, "shipped")
    amazon.town.tell("force", fault="portal", path="/amazon-s3/", times=1)
    assert sender.send(a_form(amazon, order, "invoice", "", PDF)).kind is ReceiptKind.LATER
    assert arrived(amazon, order) == []
    assert sender.send(a_form(amazon, order, "invoice", "", PDF)).kind is ReceiptKind.SENT
    (said,) = arrived(amazon, order)
    assert [file.data for file in said.attachments] == [PDF.content]


def test_a_file_that_gets_no_place_goes_nowhere(amazon: Bench) -> None:
    def use(api: AmazonApi) -> None:
        with pytest.raises(Surprise, match="amazon_no_place"):
            attach(api, "250-9900000-0000001", "invoice", "A1VC38T7YXB528", PDF)

    with a_server(answering(b'{"payload": {"url": "http://127.0.0.1:9/"}}')) as (port, heard):
        told_by(amazon, port)
        with_api(amazon, use)
    (asked,) = heard.requests
    assert PDF.content not in asked


def test_a_busy_amazon_is_asked_later(amazon: Bench, sender: Sender) -> None:
    order = placed(amazon)
    amazon.town.tell("force", fault="busy_until", path="/messages/", times=1)
    receipt = sender.send(a_form(amazon, order, "confirmOrderDetails", "Farbe?"))
    assert receipt.kind is ReceiptKind.LATER
    assert receipt.retry_after
    assert arrived(amazon, order) == []


def test_a_token_that_ended_meanwhile_is_renewed_at_the_next_attempt(amazon: Bench, sender: Sender) -> None:
    order = placed(amazon)
    reply = a_form(amazon, order, "confirmOrderDetails", "Farbe?")
    amazon.town.tell("force", fault="token_expires", path="/messages/", times=1)
    assert sender.send(reply).kind is ReceiptKind.LATER
    assert sender.send(reply).kind is ReceiptKind.SENT
    assert len(arrived(amazon, order)) == 1


def test_no_line_proves_that_nothing_left(amazon: Bench) -> None:
    order = placed(amazon)
    login = amazon.logins["api"]
    amazon.logins["api"] = replace(login, settings={**login.settings, "api_url": "http://127.0.0.1:9"})
    assert amazon.sender().send(a_form(amazon, order, "confirmOrderDetails", "x")).kind is ReceiptKind.LATER


# --- outcomes nobody knows ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", [fault for fault in LOST if fault != "late_accept"])
def test_a_review_request_that_went_unseen_is_found_and_never_doubled(amazon: Bench, fault: str) -> None:
    sender, order, began = amazon.sender(), placed(amazon, "settled"), amazon.clock.now()
    amazon.town.tell("force", fault=fault, path="/productReview", times=1)
    assert sender.send(a_form(amazon, order, REVIEW)).kind is ReceiptKind.UNKNOWN
    assert sender.find_sent(a_form(amazon, order, REVIEW), began).found is Found.YES
    assert sender.send(a_form(amazon, order, REVIEW)).kind is ReceiptKind.REFUSED
    assert len(arrived(amazon, order)) == 1


@pytest.mark.parametrize("fault", NEVER)
def test_a_review_request_that_never_left_is_proven_absent(amazon: Bench, fault: str) -> None:
    sender, order, began = amazon.sender(), placed(amazon, "settled"), amazon.clock.now()
    amazon.town.tell("force", fault=fault, path="/productReview", times=1)
    assert sender.send(a_form(amazon, order, REVIEW)).kind is ReceiptKind.UNKNOWN
    assert sender.find_sent(a_form(amazon, order, REVIEW), began).found is Found.NO
    assert sender.send(a_form(amazon, order, REVIEW)).kind is ReceiptKind.SENT
    assert len(arrived(amazon, order)) == 1


@pytest.mark.parametrize("fault", [*LOST[:5], *NEVER])
def test_of_a_message_that_went_unseen_nobody_claims_to_know(amazon: Bench, fault: str) -> None:
    sender, order = amazon.sender(), placed(amazon)
    reply = a_form(amazon, order, "confirmOrderDetails", "Farbe?")
    amazon.town.tell("force", fault=fault, path="/messages/", times=1)
    assert sender.send(reply).kind is ReceiptKind.UNKNOWN
    assert sender.find_sent(reply, amazon.clock.now()).found is Found.UNSURE
    sender.settle(reply)


def test_only_a_whole_answer_is_a_yes() -> None:
    assert judged(an_answer(201), "", "201").kind is ReceiptKind.SENT
    assert judged(an_answer(201, b""), "", "201").kind is ReceiptKind.SENT
    for answer in (an_answer(201, b"{"), an_answer(201, b"[]"), an_answer(200), an_answer(201, b"<html>")):
        assert judged(answer, "", "").kind is ReceiptKind.UNKNOWN
    assert judged(an_answer(403), "Unauthorized", "").kind is ReceiptKind.REFUSED
    assert judged(an_answer(403), "", "").kind is ReceiptKind.UNKNOWN
    assert judged(an_answer(500), "InternalFailure", "").kind is ReceiptKind.UNKNOWN


# --- rates ----------------------------------------------------------------------------------------------------------


def test_the_rate_that_amazon_announces_is_kept_also_where_something_was_posted(amazon: Bench) -> None:
    sender, order = amazon.sender(), placed(amazon, "shipped")
    sender.send(a_form(amazon, order, "invoice", "", PDF))
    known = {one.operation: one for one in amazon.tools.budgets(amazon.logins["api"].id)}
    assert (known["form"].left, known["form"].per_second) == (4, 1.0)
    assert known["upload"].left == 9
    assert known["form_actions"].left == 4


def test_places_are_asked_for_in_the_form_that_amazon_wants(amazon: Bench) -> None:
    order = placed(amazon, "shipped")

    def use(api: AmazonApi) -> None:
        file = OutboundFile(" a\n b.pdf ", "application/pdf", b"x")
        named = attach(api, order.id, "invoice", "A1VC38T7YXB528", file)
        assert named["fileName"] == "a b.pdf"
        assert town_api(amazon).desk.documents.known[str(named["uploadDestinationId"])].content == b"x"

    with_api(amazon, use)


def test_a_broken_line_while_looking_is_told(amazon: Bench, sender: Sender) -> None:
    order = placed(amazon, "settled")
    amazon.town.tell("force", fault="unavailable", path="/solicitations", times=1)
    with pytest.raises(Unreachable):
        sender.find_sent(a_form(amazon, order, REVIEW), amazon.clock.now())
    amazon.clock.advance(timedelta(seconds=5))
    assert sender.find_sent(a_form(amazon, order, REVIEW), amazon.clock.now()).found is Found.NO
