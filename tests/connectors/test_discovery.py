"""Finding a mailbox's servers: what its own domain publishes, then the usual names, nobody else."""

import pytest

from app.connectors.email.discovery import candidates, page, read_published, settings_for
from app.net.http import HttpLine
from tests.contract.bench import Keeper, fresh_tools
from tests.fakes import FakeClock
from tests.net.scripted import a_server, answering

PUBLISHED = b"""<?xml version="1.0"?>
<clientConfig version="1.1"><emailProvider id="shop.example"><domain>shop.example</domain>
<incomingServer type="pop3"><hostname>pop.host.example</hostname><port>995</port><socketType>SSL</socketType>
</incomingServer>
<incomingServer type="imap"><hostname>%EMAILDOMAIN%.Host.example</hostname><port>993</port>
<socketType>SSL</socketType><username>%EMAILLOCALPART%</username><authentication>password-cleartext</authentication>
</incomingServer>
<incomingServer type="imap"><hostname>plain.host.example</hostname><port>143</port><socketType>plain</socketType>
</incomingServer>
<outgoingServer type="smtp"><hostname>out.host.example</hostname><port>587</port><socketType>STARTTLS</socketType>
<username>%EMAILADDRESS%</username></outgoingServer>
<outgoingServer type="smtp"><hostname>oauth.host.example</hostname><port>465</port><socketType>SSL</socketType>
<authentication>OAuth2</authentication></outgoingServer>
</emailProvider></clientConfig>"""
FOUND = {
    "auth": "password",
    "imap_host": "shop.example.host.example",
    "imap_port": "993",
    "imap_security": "tls",
    "username": "care",
    "smtp_host": "out.host.example",
    "smtp_port": "587",
    "smtp_security": "starttls",
}


def test_published_servers_are_taken_where_they_are_encrypted_and_want_a_password() -> None:
    assert read_published(PUBLISHED, "care@shop.example") == [FOUND]


@pytest.mark.parametrize(
    "content",
    [
        b"<html>not found</html>",
        b"<clientConfig",
        b"",
        b'<!DOCTYPE a [<!ENTITY b "c">]>' + PUBLISHED,
        PUBLISHED.replace(b"993", b"99x"),
        PUBLISHED.replace(b"%EMAILDOMAIN%", b"http://"),
        PUBLISHED.replace(b"<port>993</port>", b""),
        PUBLISHED + b" " * 70_000,
        b'<?xml version="1.0" encoding="nonsense"?>' + PUBLISHED[21:],
    ],
)
def test_what_is_no_such_file_finds_nothing(content: bytes) -> None:
    assert read_published(content, "care@shop.example") == []


def test_only_the_addresss_own_domain_is_asked_and_not_told_the_address() -> None:
    asked: list[str] = []

    def fetch(url: str) -> bytes | None:
        asked.append(url)
        return None

    found = list(settings_for(" Care@Shop.Example", fetch))
    assert asked == [
        "https://autoconfig.shop.example/mail/config-v1.1.xml",
        "https://shop.example/.well-known/autoconfig/mail/config-v1.1.xml",
    ]
    assert [
        (one["imap_host"], one["smtp_host"], one["smtp_port"], one["smtp_security"]) for one in found
    ] == [
        ("imap.shop.example", "smtp.shop.example", "465", "tls"),
        ("imap.shop.example", "smtp.shop.example", "587", "starttls"),
        ("mail.shop.example", "mail.shop.example", "465", "tls"),
        ("mail.shop.example", "mail.shop.example", "587", "starttls"),
    ]


def test_what_is_published_comes_first_and_the_second_page_is_not_needed() -> None:
    asked: list[str] = []

    def fetch(url: str) -> bytes | None:
        asked.append(url)
        return PUBLISHED

    assert next(settings_for("care@shop.example", fetch)) == FOUND
    assert len(list(settings_for("care@shop.example", fetch))) == 5
    assert asked == ["https://autoconfig.shop.example/mail/config-v1.1.xml"] * 2


@pytest.mark.parametrize("address", ["", "care", "care@", "care@evil/path", "care@a b", "care@-x.example"])
def test_what_is_no_domain_is_not_asked(address: str) -> None:
    assert list(settings_for(address, lambda url: pytest.fail(url))) == []


def test_a_page_is_taken_only_when_it_is_there(clock: FakeClock) -> None:
    line = HttpLine(fresh_tools(clock, Keeper()).lines)
    with a_server(answering(PUBLISHED)) as (port, _):
        assert page(line, f"http://127.0.0.1:{port}/mail/config-v1.1.xml") == PUBLISHED
    with a_server(answering(b"no", "404 Not Found")) as (port, _):
        assert page(line, f"http://127.0.0.1:{port}/") is None
    with a_server(answering(b"x" * 70_000)) as (port, _):
        assert page(line, f"http://127.0.0.1:{port}/") is None
    assert page(line, "http://127.0.0.1:9/") is None
    line.close()


def test_a_user_name_that_was_typed_is_kept(clock: FakeClock) -> None:
    tools = fresh_tools(clock, Keeper())
    found = list(candidates({"address": "care@localhost", "username": "me"}, None, tools))
    assert [one["username"] for one in found] == ["me"] * 4
    assert "username" not in next(candidates({"address": "care@localhost"}, None, tools))
