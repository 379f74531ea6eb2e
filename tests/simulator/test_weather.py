"""Weather: every fault does what its name says, follows its seed, and ends."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.simulator.mail_platform import OWN_BOX
from app.simulator.town import SILENT, Town
from app.simulator.weather import PAGES, STORM, STREAK, Fault, Weather
from app.simulator.wire import Fate, Response
from tests.simulator.practice import FULFILLMENT, MESSAGE, START, Client, a_reply, a_town, at, rows, talk_of

LIST = f"{MESSAGE}/conversation"
MEMBERS = {"conversation_type": "FROM_MEMBERS", "limit": "2"}


def send(client: Client, fault: Fault) -> tuple[Response, Town]:
    """One reply under one fault."""
    talk = talk_of(client.town, "Grace Turner")
    client.ebay(LIST, MEMBERS)
    client.town.weather.force(fault, "send_message")
    body = {"conversationId": talk.id, "messageText": "Under weather"}
    return client.ebay(f"{MESSAGE}/send_message", method="POST", body=body), client.town


def arrived(town: Town) -> int:
    """How often the customer received it."""
    return sum(said.text == "Under weather" for said in town.world.received())


@pytest.mark.parametrize(
    ("fault", "status", "fate", "count"),
    [
        (Fault.SLOW, 201, Fate.ANSWERED, 1),
        (Fault.BUSY, 429, Fate.ANSWERED, 0),
        (Fault.BUSY_UNTIL, 429, Fate.ANSWERED, 0),
        (Fault.ERROR_BEFORE, 500, Fate.ANSWERED, 0),
        (Fault.ERROR_AFTER, 500, Fate.ANSWERED, 1),
        (Fault.UNAVAILABLE, 503, Fate.ANSWERED, 0),
        (Fault.GATEWAY, 502, Fate.ANSWERED, 0),
        (Fault.PORTAL, 200, Fate.ANSWERED, 0),
        (Fault.STALL_BEFORE, 504, Fate.STALLED, 0),
        (Fault.STALL_AFTER, 504, Fate.STALLED, 1),
        (Fault.RESET_BEFORE, 502, Fate.RESET, 0),
        (Fault.RESET_AFTER, 502, Fate.RESET, 1),
        (Fault.RESET_MIDWAY, 201, Fate.RESET, 1),
        (Fault.TRUNCATED, 201, Fate.ANSWERED, 1),
        (Fault.GARBAGE, 201, Fate.ANSWERED, 1),
        (Fault.WRONG_TYPE, 201, Fate.ANSWERED, 1),
        (Fault.BAD_GZIP, 201, Fate.ANSWERED, 1),
        (Fault.DRIFT, 201, Fate.ANSWERED, 1),
        (Fault.REFUSED, 400, Fate.ANSWERED, 0),
        (Fault.TOKEN_EXPIRES, 401, Fate.ANSWERED, 0),
    ],
)
def test_a_fault_decides_what_is_heard_and_what_is_done(
    fault: Fault, status: int, fate: Fate, count: int
) -> None:
    answer, town = send(Client(a_town()), fault)
    assert (answer.status, answer.fate) == (status, fate)
    assert arrived(town) == count
    assert (answer.header("Retry-After") != "") == (fault is Fault.BUSY_UNTIL)
    assert (answer.delay > timedelta(0)) == (fault is Fault.SLOW)


def test_a_late_acceptance_happens_within_ninety_seconds_and_once() -> None:
    client = Client(a_town())
    answer, town = send(client, Fault.LATE_ACCEPT)
    assert answer.fate is Fate.STALLED
    assert arrived(town) == 0
    client.wait(seconds=90)
    town.world.advance(client.now)
    assert arrived(town) == 1
    client.wait(hours=1)
    town.world.advance(client.now)
    assert arrived(town) == 1


def test_a_list_repeats_misses_turns_or_loops() -> None:
    client = Client(a_town())
    calm = [row["conversationId"] for row in rows(client.ebay(LIST, MEMBERS), "conversations")]
    seen = {}
    for fault in (Fault.DUPLICATES, Fault.SHUFFLED, Fault.MISSING, Fault.LOOP):
        client.town.weather.force(fault, "/conversation")
        answer = client.ebay(LIST, MEMBERS)
        seen[fault] = [row["conversationId"] for row in rows(answer, "conversations")]
        if fault is Fault.LOOP:
            assert at(answer, "next") == at(answer, "href")
    assert len(seen[Fault.DUPLICATES]) == 3
    assert seen[Fault.SHUFFLED] == calm[::-1]
    assert len(seen[Fault.MISSING]) == 1
    assert seen[Fault.LOOP] == calm


def test_a_drifted_answer_is_json_with_something_unknown() -> None:
    client = Client(a_town())
    client.ebay(LIST, MEMBERS)
    client.town.weather.force(Fault.DRIFT, "/conversation", 5)
    bodies = [client.ebay(LIST, MEMBERS).body.decode() for _ in range(5)]
    assert all("brandNewField" in body for body in bodies)
    assert len(set(bodies)) > 1


def test_something_new_arrives_between_two_pages() -> None:
    client = Client(a_town())
    first = rows(client.ebay(LIST, MEMBERS), "conversations")
    client.town.weather.force(Fault.SHIFT, "/conversation")
    client.wait(seconds=1)
    second = rows(client.ebay(LIST, {**MEMBERS, "offset": "2"}), "conversations")
    assert len(client.town.world.written()) == len(a_town().world.written()) + 1
    assert first[1]["conversationId"] in [row["conversationId"] for row in second] or second


def test_a_loop_of_amazon_pages_repeats_the_same_token() -> None:
    client = Client(a_town())
    query = {"createdAfter": "2025-01-01T00:00:00Z", "maxResultsPerPage": "2"}
    path = "/orders/2026-01-01/orders"
    token = str(at(client.amazon(path, query), "pagination", "nextToken"))
    client.town.weather.force(Fault.LOOP, "/orders")
    assert at(client.amazon(path, {"paginationToken": token}), "pagination", "nextToken") == token
    assert at(client.amazon(path, {"paginationToken": token}), "pagination", "nextToken") != token


def test_listing_lags_but_the_customer_has_it() -> None:
    client = Client(a_town())
    client.town.weather = Weather(seed=3, lag=timedelta(seconds=60))
    talk = talk_of(client.town, "Grace Turner")
    body = {"conversationId": talk.id, "messageText": "Patience"}
    assert client.ebay(f"{MESSAGE}/send_message", method="POST", body=body).status == 201
    path, query = f"{LIST}/{talk.id}", {"conversation_type": "FROM_MEMBERS"}
    assert client.town.world.received()[-1].text == "Patience"
    assert "Patience" not in client.ebay(path, query).body.decode()
    client.wait(seconds=60)
    assert "Patience" in client.ebay(path, query).body.decode()


def test_a_skewed_platform_dates_its_answers_by_its_own_clock() -> None:
    client = Client(a_town())
    client.town.weather = Weather(skew=timedelta(minutes=-10))
    answer = client.ebay(f"{FULFILLMENT}/order")
    assert answer.header("Date") == "Mon, 23 Nov 2026 11:50:00 GMT"


def test_rewriting_changes_what_is_listed_and_received() -> None:
    client = Client(a_town())
    client.town.weather = Weather(rewrites=True)
    body = {"conversationId": talk_of(client.town, "Grace Turner").id, "messageText": "You  &  me"}
    client.ebay(f"{MESSAGE}/send_message", method="POST", body=body)
    assert client.town.world.received()[-1].text == "You &amp; me"


def test_the_same_seed_brings_the_same_weather(seed: int) -> None:
    first, second = Weather(seed, dict(STORM)), Weather(seed, dict(STORM))
    other = Weather(seed + 1, dict(STORM))

    def drawn(weather: Weather) -> list[Fault | None]:
        return [weather.pick(f"/path/{i % 7}", START, page=i % 2 == 0) for i in range(400)]

    faults = drawn(first)
    assert faults == drawn(second)
    assert faults != drawn(other)
    assert not PAGES & {fault for fault in faults[1::2] if fault}


def test_no_path_suffers_more_than_a_few_faults_in_a_row_and_the_sky_clears() -> None:
    weather = Weather(5, {Fault.BUSY: 1.0}, until=START + timedelta(minutes=1))
    faults = [weather.pick("/a", START, page=False) for _ in range(20)]
    assert faults[: STREAK + 1] == [Fault.BUSY] * STREAK + [None]
    assert weather.pick("/b", START + timedelta(minutes=1), page=False) is None


@pytest.mark.parametrize(
    ("fault", "code", "silent", "count"),
    [
        (Fault.BUSY, 451, False, 0),
        (Fault.REFUSED, 554, False, 0),
        (Fault.ERROR_AFTER, 451, False, 1),
        (Fault.RESET_BEFORE, 421, True, 0),
        (Fault.RESET_AFTER, 250, True, 1),
        (Fault.STALL_AFTER, 250, True, 1),
        (Fault.SLOW, 250, False, 1),
    ],
)
def test_mail_weather_decides_whether_the_reply_is_heard(
    fault: Fault, code: int, silent: bool, count: int
) -> None:
    town = a_town()
    talk = talk_of(town, "Rui Tavares")
    town.weather.force(fault, "smtp/data")
    mail = a_reply(talk, "Under weather", sender=OWN_BOX)
    verdict, heard = town.submit(OWN_BOX, (talk.customer.handle,), mail.as_bytes(), START)
    assert (verdict.code, heard in SILENT) == (code, silent)
    assert arrived(town) == count


def test_a_mail_accepted_late_arrives_once() -> None:
    town = a_town()
    talk = talk_of(town, "Rui Tavares")
    town.weather.force(Fault.LATE_ACCEPT, "smtp/data")
    mail = a_reply(talk, "Under weather", sender=OWN_BOX)
    _, heard = town.submit(OWN_BOX, (talk.customer.handle,), mail.as_bytes(), START)
    assert heard in SILENT
    assert arrived(town) == 0
    town.world.advance(START + timedelta(seconds=90))
    assert arrived(town) == 1
