"""eBay's consent and tokens as its documents describe them."""

from urllib.parse import parse_qs, urlsplit

from app.simulator.ebay_login import ROOT
from tests.simulator.practice import MESSAGE, Client, a_town, at, ebay_door, error_id, field

RU_NAME = "Northshore-Quayside-practice"
SCOPE = f"{ROOT}/commerce.message {ROOT}/sell.fulfillment"


def consent(client: Client, **changed: str) -> dict[str, list[str]]:
    """Walks through the consent page; returns the query of the page where the browser lands."""
    query = {
        "client_id": ebay_door(client.town).client[0],
        "response_type": "code",
        "redirect_uri": RU_NAME,
        "scope": SCOPE,
        "state": "s1",
        **changed,
    }
    answer = client.call("GET", "/ebay/auth/oauth2/authorize", query)
    assert answer.status == 302
    return parse_qs(urlsplit(answer.header("Location")).query)


def test_the_consent_page_lands_with_a_code_that_buys_both_tokens_once() -> None:
    client = Client(a_town())
    landed = consent(client)
    assert landed["state"] == ["s1"]
    assert landed["expires_in"] == ["299"]
    fields = {"grant_type": "authorization_code", "code": landed["code"][0], "redirect_uri": RU_NAME}
    answer = client.ebay_token(fields)
    assert at(answer, "expires_in") == 7200
    assert at(answer, "refresh_token_expires_in") == 47304000
    assert at(answer, "token_type") == "User Access Token"
    assert field(answer, "access_token").startswith("v^1.1#")
    assert at(client.ebay_token(fields), "error") == "invalid_grant"


def test_a_code_is_too_late_after_299_seconds_and_bound_to_its_redirect() -> None:
    client = Client(a_town())
    code = consent(client)["code"][0]
    fields = {"grant_type": "authorization_code", "code": code}
    assert at(client.ebay_token({**fields, "redirect_uri": "another"}), "error") == "invalid_grant"
    late = consent(client)["code"][0]
    client.wait(seconds=300)
    answer = client.ebay_token({"grant_type": "authorization_code", "code": late, "redirect_uri": RU_NAME})
    assert at(answer, "error") == "invalid_grant"


def test_refreshing_gives_no_new_refresh_token_and_no_wider_scope() -> None:
    client = Client(a_town())
    fields = {
        "grant_type": "refresh_token",
        "refresh_token": ebay_door(client.town).consents["northshore_uk"],
    }
    answer = client.ebay_token(fields)
    assert "refresh_token" not in at(answer)
    assert at(client.ebay_token({**fields, "scope": f"{ROOT}/buy.order"}), "error") == "invalid_scope"
    assert at(client.ebay_token({**fields, "refresh_token": "x"}), "error") == "invalid_grant"
    assert client.form("/ebay/api/identity/v1/oauth2/token", fields).status == 401


def test_an_application_token_reads_no_messages() -> None:
    client = Client(a_town())
    answer = client.ebay_token({"grant_type": "client_credentials", "scope": ROOT})
    assert at(answer, "token_type") == "Application Access Token"
    client.tokens["northshore_uk"] = field(answer, "access_token")
    refused = client.ebay(f"{MESSAGE}/conversation", {"conversation_type": "FROM_MEMBERS"})
    assert (refused.status, error_id(refused)) == (403, 1100)


def test_an_access_token_dies_after_two_hours() -> None:
    client = Client(a_town())
    query = {"conversation_type": "FROM_MEMBERS"}
    assert client.ebay(f"{MESSAGE}/conversation", query).status == 200
    client.wait(seconds=7201)
    refused = client.ebay(f"{MESSAGE}/conversation", query)
    assert (refused.status, error_id(refused)) == (401, 1001)
