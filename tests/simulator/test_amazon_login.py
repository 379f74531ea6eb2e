"""Login with Amazon as its documents describe it."""

from datetime import timedelta

import pytest

from tests.simulator.practice import EU_SELLER, START, Client, a_town, amazon_door, at, field


def test_a_refresh_token_buys_an_access_token_for_one_hour() -> None:
    client = Client(a_town())
    answer = client.lwa()
    assert answer.status == 200
    assert at(answer, "expires_in") == 3600
    assert at(answer, "token_type") == "bearer"
    assert field(answer, "access_token").startswith("Atza|")
    assert at(answer, "refresh_token") == amazon_door(client.town).consents[EU_SELLER]


@pytest.mark.parametrize(
    ("changed", "status", "error"),
    [
        ({"refresh_token": "Atzr|wrong"}, 400, "invalid_grant"),
        ({"client_secret": "wrong"}, 401, "invalid_client"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"refresh_token": ""}, 400, "invalid_request"),
        ({"client_id": ""}, 400, "invalid_request"),
    ],
)
def test_a_wrong_request_gets_its_oauth_error(changed: dict[str, str], status: int, error: str) -> None:
    answer = Client(a_town()).lwa(**changed)
    assert (answer.status, at(answer, "error")) == (status, error)
    assert field(answer, "error_description")


def test_an_access_token_dies_after_an_hour_and_refreshing_heals() -> None:
    client = Client(a_town())
    assert client.amazon("/sellers/v1/marketplaceParticipations").status == 200
    client.wait(minutes=61)
    refused = client.amazon("/sellers/v1/marketplaceParticipations")
    assert refused.status == 403
    assert at(refused, "errors", 0, "code") == "Unauthorized"
    client.tokens.clear()
    assert client.amazon("/sellers/v1/marketplaceParticipations").status == 200


def test_a_revoked_consent_answers_invalid_grant() -> None:
    client = Client(a_town())
    amazon_door(client.town).keys.revoke(EU_SELLER)
    assert at(client.lwa(), "error") == "invalid_grant"


def test_a_consent_code_is_exchanged_once_within_its_life() -> None:
    client = Client(a_town())
    book, name = amazon_door(client.town).keys, amazon_door(client.town).client[0]
    grant = book.consent(EU_SELLER, name)
    code = book.code(grant, START, timedelta(minutes=5))
    first = client.lwa(grant_type="authorization_code", code=code)
    assert at(first, "refresh_token") == grant.refresh
    assert at(client.lwa(grant_type="authorization_code", code=code), "error") == "invalid_grant"
    late = book.code(grant, START, timedelta(minutes=5))
    client.wait(minutes=6)
    assert at(client.lwa(grant_type="authorization_code", code=late), "error") == "invalid_grant"
