"""The real servers of the test rig come up, answer, and keep apart."""

import imaplib
import os
import subprocess
import sys
from collections.abc import Callable

import psycopg
import pytest

from tests.servers.dovecot import Dovecot
from tests.servers.postgres import Postgres

pytestmark = pytest.mark.server


def test_postgres_gives_each_test_an_empty_database(postgres: Postgres) -> None:
    first, second = postgres.new_database(), postgres.new_database()
    with psycopg.connect(postgres.dsn(first)) as connection:
        connection.execute("CREATE TABLE quay (name text)")
    with psycopg.connect(postgres.dsn(second)) as connection, pytest.raises(psycopg.errors.UndefinedTable):
        connection.execute("SELECT * FROM quay")


def test_dovecot_offers_what_our_mail_code_wants(dovecot: Dovecot) -> None:
    with imaplib.IMAP4(dovecot.host, dovecot.port) as mailbox:
        mailbox.login("ann@harbour.example", dovecot.password)
        assert {"IDLE", "CONDSTORE", "UIDPLUS", "SPECIAL-USE"} <= set(
            mailbox.capability()[1][0].decode().split()
        )


def test_dovecot_takes_a_good_token_and_refuses_a_bad_one(dovecot: Dovecot) -> None:
    def answer(token: str) -> bytes:
        return f"user=buyers@harbour.example\x01auth=Bearer {token}\x01\x01".encode()

    with imaplib.IMAP4(dovecot.host, dovecot.port) as mailbox:
        assert mailbox.authenticate("XOAUTH2", lambda _: answer(dovecot.token))[0] == "OK"
    with imaplib.IMAP4(dovecot.host, dovecot.port) as mailbox, pytest.raises(imaplib.IMAP4.error):
        mailbox.authenticate("XOAUTH2", lambda _: answer("bad"))


def test_a_plain_dovecot_hides_the_newer_extensions(plain_dovecot: Dovecot) -> None:
    with imaplib.IMAP4(plain_dovecot.host, plain_dovecot.port) as mailbox:
        mailbox.login("ann@harbour.example", plain_dovecot.password)
        assert not {"IDLE", "CONDSTORE"} & set(mailbox.capability()[1][0].decode().split())


def test_a_keyring_session_keeps_a_secret(in_keyring_session: Callable[[str], str]) -> None:
    source = (
        "import keyring\n"
        "keyring.set_password('Quayside', 'test', 'x' * 44)\n"
        "print(type(keyring.get_keyring()).__module__, len(keyring.get_password('Quayside', 'test')))\n"
    )
    assert in_keyring_session(source).split() == ["keyring.backends.SecretService", "44"]


def test_a_window_can_be_opened_on_the_x_screen(x_screen: str) -> None:
    source = (
        "from PySide6.QtGui import QGuiApplication, QWindow\n"
        "app = QGuiApplication([]); window = QWindow(); window.show(); app.processEvents()\n"
        "print(app.platformName(), app.primaryScreen().size().width())\n"
    )
    environment = os.environ | {"DISPLAY": x_screen, "QT_QPA_PLATFORM": "xcb"}
    done = subprocess.run(
        [sys.executable, "-c", source],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.split() == ["xcb", "1600"], done.stderr
