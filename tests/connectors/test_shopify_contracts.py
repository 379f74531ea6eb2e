"""Everything we ask of Shopify, and every answer of the practice shop, is what its published schema describes."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from graphql import OperationDefinitionNode, parse

from app.connectors.aftersales import Parcel, Verb
from app.connectors.contract import Found
from app.connectors.shopify import act_questions, questions
from app.connectors.shopify.after_sales import ShopifyAfterSales
from app.connectors.shopify.questions import Question
from app.domain.outbox import ReceiptKind
from app.domain.values import Money
from app.simulator.shopify_api import SINGLE, schema
from app.simulator.shopify_cost import requested
from app.simulator.wire import Fate, Request, Response
from tests.connectors.shopify_bench import a_case, an_act, placed
from tests.contract.bench import Bench
from tests.contract.graphql_contract import complaints, strangers

pytestmark = pytest.mark.contracts
Exchange = tuple[Request, Response]


@pytest.fixture
def heard(shopify: Bench) -> list[Exchange]:
    """Every question and its answer."""
    found: list[Exchange] = []
    serve = shopify.town.service.town.handle

    def handle(request: Request, now: datetime) -> Response:
        response = serve(request, now)
        if request.path.endswith("graphql.json") and response.fate is Fate.ANSWERED:
            found.append((request, response))
        return response

    shopify.town.service.town.handle = handle  # type: ignore[method-assign]
    return found


def hold(heard: list[Exchange]) -> set[str]:
    """Holds every exchange; returns the names of the questions that were asked."""
    met = set()
    for request, response in heard:
        asked, answered = request.json() or {}, response.json()
        assert isinstance(answered, dict)
        wrong = complaints(asked, answered)
        assert not wrong, f"{asked['operationName']}: {wrong}"
        met.add(str(asked["operationName"]))
    return met


def names(module: object) -> set[str]:
    return {one.name for one in vars(module).values() if isinstance(one, Question)}


def test_the_practice_shop_says_nothing_that_the_schema_does_not() -> None:
    assert list(strangers(schema())) == []


def test_all_reading_keeps_to_the_schema(shopify: Bench, heard: list[Exchange]) -> None:
    line = placed(shopify).lines[0]
    placed(shopify, name="#7002", lines=tuple(replace(line, id=str(number)) for number in range(130)))
    source = shopify.source("api")
    source.check()
    for stream in source.streams():
        cursor = None
        for _ in range(60):
            page = source.pull(stream, cursor)
            cursor = page.next_cursor
            shopify.clock.advance(timedelta(seconds=9))
            if not page.more:
                break
    assert source.find_order("#7001")  # type: ignore[attr-defined]
    assert hold(heard) == names(questions)


def test_all_acting_keeps_to_the_schema(shopify: Bench, heard: list[Exchange]) -> None:
    door = ShopifyAfterSales(shopify.shop, shopify.logins, shopify.tools)
    fresh, arrived = placed(shopify), placed(shopify, "delivered", "#7101")
    case, dispute = a_case(shopify, "return"), a_case(shopify, "inquiry")
    parcel = Parcel("DHL", "JJD1", shopify.clock.now(), url="https://t.example/1")
    acts = [
        an_act(Verb.SHIP, fresh, shopify, parcel=parcel),
        an_act(Verb.CORRECT_TRACKING, fresh, shopify, parcel=replace(parcel, tracking="JJD2")),
        an_act(Verb.CANCEL, placed(shopify, name="#7201"), shopify, reason="INVENTORY", comment="sold out"),
        an_act(Verb.REFUND, arrived, shopify, amount=Money(200, "EUR"), comment="Sorry"),
        an_act(Verb.REFUND, arrived, shopify, key="f" * 32),
        an_act(Verb.ACCEPT_RETURN, case.order, shopify, case_key=case.id),
        an_act(Verb.REFUND_RETURN, case.order, shopify, case_key=case.id),
        an_act(Verb.CONTEST_DISPUTE, dispute.order, shopify, case_key=dispute.id, comment="Signed for."),
    ]
    refused = an_act(Verb.REFUSE_RETURN, case.order, shopify, case_key=case.id, reason="OTHER", comment="x")
    shopify.town.tell("force", fault="reset_before", path="/Decline", times=1)
    assert door.act(refused).kind is ReceiptKind.UNKNOWN
    for act in acts:
        began = shopify.clock.now()
        receipt = door.act(act)
        held = replace(act, ticket=receipt.remote_key)
        if receipt.kind is ReceiptKind.UNKNOWN:
            assert door.find_act(held, began).found is Found.UNSURE
            shopify.clock.advance(timedelta(seconds=20))
        assert door.find_act(held, began).found is Found.YES
    door.close()
    assert hold(heard) >= names(act_questions) - {"Decline"}


SOME = "query Some($id: ID!) { order(id: $id) { name email } }"


@pytest.mark.parametrize(
    ("query", "variables", "data", "complaint"),
    [
        (SOME, {"id": "1"}, {"order": {"name": "#1", "email": None}}, ""),
        (SOME, {}, {"order": None}, "to be provided"),
        (SOME, {"id": "1"}, {"order": {"name": None, "email": "a@b"}}, ".order.name is null"),
        (SOME, {"id": "1"}, {"order": {"name": 7, "email": "a@b"}}, ".order.name is no String"),
        (SOME, {"id": "1"}, {"order": {"name": "#1"}}, ".order.email is missing"),
        (SOME, {"id": "1"}, {"order": {"name": "#1", "email": None, "x": 1}}, ".order.x was not asked for"),
        (SOME.replace("email", "mail"), {"id": "1"}, {}, "Cannot query field"),
        (SOME.replace("email", "totalPrice"), {"id": "1"}, {}, "deprecated"),
    ],
)
def test_what_the_schema_does_not_allow_is_noticed(
    query: str, variables: dict[str, str], data: dict[str, object], complaint: str
) -> None:
    asked = {"query": query, "variables": variables, "operationName": "Some"}
    found = complaints(asked, {"data": data})
    assert complaint in " ".join(found)
    assert bool(found) is bool(complaint)


def test_no_question_costs_more_than_the_platform_allows() -> None:
    for module in (questions, act_questions):
        for one in vars(module).values():
            if isinstance(one, Question):
                document = parse(one.text)
                operation = document.definitions[0]
                assert isinstance(operation, OperationDefinitionNode)
                most = {"first": questions.MOST_LINES if "Lines" in one.name else questions.ORDERS_A_PAGE}
                assert requested(schema(), document, operation, most) <= SINGLE, one.name
