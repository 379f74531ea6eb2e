"""The Message API's rules: parameters, pages, sending, reading, archiving."""

import pytest

from app.simulator.stamps import millis
from tests.simulator.practice import MESSAGE, START, Client, a_town, at, error_id, field, rows, talk_of

LIST = f"{MESSAGE}/conversation"
SEND = f"{MESSAGE}/send_message"
MEMBERS = {"conversation_type": "FROM_MEMBERS"}
PICTURE = {"mediaName": "a.png", "mediaType": "IMAGE", "mediaUrl": "https://pictures.example/a.png"}


@pytest.fixture
def client() -> Client:
    return Client(a_town())


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"conversation_type": "FROM_FRIENDS"}, 355017),
        ({"conversation_status": "OPEN"}, 355001),
        ({"reference_type": "ORDER"}, 355003),
        ({"reference_id": "12"}, 355022),
        ({"reference_type": "LISTING", "reference_id": "-4"}, 355016),
        ({"other_party_username": ""}, 355006),
        ({"limit": "51"}, 355009),
        ({"limit": "0"}, 355009),
        ({"limit": "20", "offset": "30"}, 355008),
        ({"offset": "x"}, 355008),
        ({"start_time": "last week"}, 355005),
        ({"start_time": "2026-11-01T00:00:00.000"}, 355005),
        ({"start_time": "2026-11-02T00:00:00.000Z", "end_time": "2026-11-01T00:00:00.000Z"}, 355004),
    ],
)
def test_a_wrong_parameter_has_its_documented_number(
    client: Client, changed: dict[str, str], error: int
) -> None:
    answer = client.ebay(LIST, {**MEMBERS, **changed})
    assert (answer.status, error_id(answer)) == (400, error)


def test_walking_the_pages_meets_every_conversation_once(client: Client) -> None:
    path, query, seen = LIST, {**MEMBERS, "limit": "2"}, []
    answer = client.ebay(path, query)
    while True:
        seen += [row["conversationId"] for row in rows(answer, "conversations")]
        following = at(answer).get("next")
        if not following:
            break
        assert isinstance(following, str)
        answer = client.ebay(following.removeprefix(client.town.base))
    mine = [t.id for t in client.town.world.conversations.values() if t.shop.key == "ebay-uk"]
    system = [t.id for t in client.town.world.conversations.values() if t.topic == "platform"]
    assert sorted(map(str, seen)) == sorted(set(mine) - set(system))
    assert at(answer, "total") == len(seen)


def test_a_conversation_is_found_by_party_reference_and_time(client: Client) -> None:
    talk = talk_of(client.town, "Grace Turner")
    assert talk.product is not None
    by_party = {**MEMBERS, "other_party_username": talk.customer.handle.upper()}
    assert [row["conversationId"] for row in rows(client.ebay(LIST, by_party), "conversations")] == [talk.id]
    by_item = {**MEMBERS, "reference_type": "LISTING", "reference_id": talk.product.item_id}
    assert talk.id in [row["conversationId"] for row in rows(client.ebay(LIST, by_item), "conversations")]
    after = {**MEMBERS, "start_time": millis(talk.utterances[-1].at)}
    found = rows(client.ebay(LIST, after), "conversations")
    assert talk.id in [row["conversationId"] for row in found]
    assert len(found) < len(rows(client.ebay(LIST, MEMBERS), "conversations"))


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"messageText": "Hi"}, 355018),
        ({"conversationId": "1", "messageText": "Hi"}, 355007),
        ({"conversationId": "", "otherPartyUsername": "nobody", "messageText": "Hi"}, 355006),
        ({"messageText": "  "}, 355015),
        ({"messageText": "x" * 2001}, 355013),
        ({"messageText": "Hi", "messageMedia": [PICTURE] * 6}, 355010),
        ({"messageText": "Hi", "messageMedia": [{**PICTURE, "mediaType": "GIF"}]}, 355011),
        ({"messageText": "Hi", "messageMedia": [{"mediaName": "a"}]}, 355012),
        ({"messageText": "Hi", "messageMedia": [{**PICTURE, "mediaUrl": "http://far.example/a"}]}, 355014),
        ({"messageText": "Hi", "reference": {"referenceType": "LISTING"}}, 355021),
        ({"messageText": "Hi", "reference": {"referenceType": "ORDER", "referenceId": "1"}}, 355003),
        ({"messageText": "Hi", "reference": {"referenceType": "LISTING", "referenceId": "x"}}, 355016),
        ({"messageText": "Hi", "reference": {"referenceType": "LISTING", "referenceId": "9"}}, 355020),
    ],
)
def test_a_message_that_may_not_go_reaches_nobody(client: Client, body: dict[str, str], error: int) -> None:
    talk = talk_of(client.town, "Grace Turner")
    named = body if error == 355018 else {"conversationId": talk.id, **body}
    answer = client.ebay(SEND, method="POST", body=named)
    assert (answer.status, error_id(answer)) == (400, error)
    assert talk.last_from("shop") is None


def test_a_body_that_does_not_call_itself_json_is_refused(client: Client) -> None:
    client.ebay(LIST, MEMBERS)
    token = client.tokens["northshore_uk"]
    answer = client.form(SEND, {"messageText": "Hi"}, authorization=f"Bearer {token}")
    assert answer.status == 415


def test_a_reply_reaches_the_buyer_and_is_listed_with_the_other_spelling(client: Client) -> None:
    talk = talk_of(client.town, "Grace Turner")
    sent = client.ebay(
        SEND, method="POST", body={"conversationId": talk.id, "messageText": "Here it is.\r\n"}
    )
    assert sent.status == 201
    assert at(sent, "senderUserName") == "northshore_uk"
    assert at(sent, "recipientUserName") == talk.customer.handle
    received = client.town.world.received()[-1]
    assert (received.text, received.id) == ("Here it is.", field(sent, "messageId"))
    newest = rows(client.ebay(f"{LIST}/{talk.id}", MEMBERS), "messages")[0]
    assert newest["messageId"] == received.id
    assert newest["senderUsername"] == "northshore_uk"


def test_writing_first_opens_a_conversation_about_the_listing(client: Client) -> None:
    talk = talk_of(client.town, "Grace Turner")
    other = client.town.world.products["basket"]
    reference = {"referenceType": "LISTING", "referenceId": other.item_id}
    body = {"otherPartyUsername": talk.customer.handle, "messageText": "Hello", "reference": reference}
    assert client.ebay(SEND, method="POST", body=body).status == 201
    assert client.town.world.received()[-1].conversation is not talk
    again = client.ebay(SEND, method="POST", body=body)
    first, second = client.town.world.received()[-2:]
    assert again.status == 201
    assert first.conversation is second.conversation


def test_system_mail_can_be_read_and_never_answered(client: Client) -> None:
    system = rows(client.ebay(LIST, {"conversation_type": "FROM_EBAY"}), "conversations")
    assert len(system) == 1
    body = {"conversationId": system[0]["conversationId"], "messageText": "Thanks"}
    answer = client.ebay(SEND, method="POST", body=body)
    assert error_id(answer) == 355007


def test_unread_falls_when_marked_and_only_read_counts_when_both_are_given(client: Client) -> None:
    talk = talk_of(client.town, "Grace Turner")
    body = {"conversationId": talk.id, "conversationType": "FROM_MEMBERS"}
    update = f"{MESSAGE}/update_conversation"
    answer = client.ebay(update, method="POST", body={**body, "read": True, "conversationStatus": "ARCHIVE"})
    assert (answer.status, answer.body) == (204, b"")
    assert talk.status == "ACTIVE"
    unread = rows(client.ebay(LIST, {**MEMBERS, "conversation_status": "UNREAD"}), "conversations")
    assert talk.id not in [row["conversationId"] for row in unread]
    assert client.ebay(update, method="POST", body={**body, "conversationStatus": "ARCHIVE"}).status == 204
    archived = rows(client.ebay(LIST, {**MEMBERS, "conversation_status": "ARCHIVE"}), "conversations")
    assert [row["conversationId"] for row in archived] == [talk.id]
    wrong = client.ebay(update, method="POST", body={**body, "conversationStatus": "READ"})
    assert error_id(wrong) == 355001


def test_bulk_update_answers_for_each_and_takes_ten(client: Client) -> None:
    talk = talk_of(client.town, "Grace Turner")
    good = {"conversationId": talk.id, "conversationType": "FROM_MEMBERS", "conversationStatus": "ARCHIVE"}
    bad = {**good, "conversationId": "1"}
    path = f"{MESSAGE}/bulk_update_conversation"
    answer = client.ebay(path, method="POST", body={"conversations": [good, bad]})
    outcomes = [row["updateStatus"] for row in rows(answer, "conversationsResponse")]
    assert outcomes == ["SUCCESSFUL", "FAILED"]
    assert at(answer, "conversationsMetadata", "updateFailureCount") == 1
    assert error_id(client.ebay(path, method="POST", body={"conversations": [good] * 11})) == 355019


def test_a_conversation_of_another_store_is_not_ours(client: Client) -> None:
    other = talk_of(client.town, "Daniel Ortiz")
    assert client.ebay(f"{LIST}/{other.id}", MEMBERS).status == 404
    assert client.ebay(f"{LIST}/{other.id}", MEMBERS, seller="northshore_us").status == 200
    assert error_id(client.ebay(f"{LIST}/{other.id}")) == 355017


def test_new_messages_arrive_with_the_script(client: Client) -> None:
    talk = talk_of(client.town, "Grace Turner")
    before = rows(client.ebay(f"{LIST}/{talk.id}", MEMBERS), "messages")
    client.wait(minutes=3)
    after = rows(client.ebay(f"{LIST}/{talk.id}", MEMBERS), "messages")
    assert len(after) == len(before) + 1
    assert talk.utterances[-1].at > START
