"""A real Dovecot for the run: any user name, password `pw`, and XOAUTH2 with the token `good-token`."""

import json
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from tests.servers.processes import find_program, free_port, running, server_folder, wait_for_port

CONFIG = """\
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2 oauthbearer
default_internal_user = {owner}
default_login_user = {owner}
default_internal_group = {group}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:{folder}/mail/%u
mail_max_userip_connections = 100
passdb {{
  driver = static
  args = password=pw
  mechanisms = plain login
}}
passdb {{
  driver = oauth2
  args = {folder}/oauth2.conf
  mechanisms = xoauth2 oauthbearer
}}
userdb {{
  driver = static
  args = uid={owner} gid={group} home={folder}/home/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Sent {{
    special_use = \\Sent
    auto = create
  }}
  mailbox Drafts {{
    special_use = \\Drafts
    auto = create
  }}
  mailbox Junk {{
    special_use = \\Junk
    auto = create
  }}
}}
{extra}
"""

OAUTH2 = """\
introspection_mode = post
introspection_url = http://127.0.0.1:{port}/introspect
username_attribute = username
active_attribute = active
active_value = true
"""


@dataclass(frozen=True)
class Dovecot:
    """Where it listens and where it keeps the mails (Maildir, one folder per user)."""

    host: str
    port: int
    mail: Path
    password: str = "pw"
    token: str = "good-token"

    def renumber(self, user: str) -> None:
        """Gives a user's inbox another UIDVALIDITY, as a restored backup does; no session may hold it open."""
        listed = self.mail / user / "dovecot-uidlist"
        lines = listed.read_text().splitlines()
        head = lines[0].split(" ")
        head[1] = f"V{int(head[1][1:]) + 100}"
        listed.write_text("\n".join([" ".join(head), *lines[1:]]) + "\n")
        for name in ("dovecot.index", "dovecot.index.log", "dovecot.index.cache"):
            (listed.parent / name).unlink(missing_ok=True)


class _Introspection(BaseHTTPRequestHandler):
    """Answers Dovecot's question whether a token is good, and whose it is: `good-token` or `good-token:NAME`."""

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        token, _, name = form.get("token", [""])[0].partition(":")
        good = token == Dovecot.token
        answer = {"active": good, "username": name or "buyers@harbour.example"} if good else {"active": False}
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Says nothing: tests read their own output."""


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """A running Dovecot with its extensions: IDLE, CONDSTORE, QRESYNC, MOVE, SPECIAL-USE."""
    yield from start_dovecot()


@pytest.fixture(scope="session")
def plain_dovecot() -> Iterator[Dovecot]:
    """A Dovecot that hides what many hosters do not have: no IDLE, CONDSTORE, QRESYNC, MOVE or UIDPLUS."""
    yield from start_dovecot(
        "protocol imap {\n  imap_capability = IMAP4rev1 LITERAL+ ID AUTH=PLAIN SASL-IR\n}"
    )


def start_dovecot(extra: str = "") -> Iterator[Dovecot]:
    """Starts one as the plain user `nobody`-like owner; only root may hand processes to others."""
    program = find_program("dovecot")
    if program is None:
        pytest.skip("Dovecot is not installed")
    if os.getuid() != 0:
        pytest.skip("Dovecot is started as root only")
    answers = ThreadingHTTPServer(("127.0.0.1", 0), _Introspection)
    thread = threading.Thread(target=answers.serve_forever, name="introspection", daemon=True)
    thread.start()
    try:
        with server_folder("dovecot") as folder:
            folder.chmod(0o755)
            yield from _serve(program, folder, answers.server_address[1], extra)
    finally:
        answers.shutdown()
        answers.server_close()
        thread.join()


def _serve(program: Path, folder: Path, introspection_port: int, extra: str) -> Iterator[Dovecot]:
    owner, group = "nobody", "nogroup"
    port, config = free_port(), folder / "dovecot.conf"
    config.write_text(CONFIG.format(folder=folder, port=port, owner=owner, group=group, extra=extra))
    (folder / "oauth2.conf").write_text(OAUTH2.format(port=introspection_port))
    for name in ("mail", "home"):
        (folder / name).mkdir()
        os.chown(folder / name, *_numbers(owner, group))
    log = folder / "start.log"
    with running([str(program), "-F", "-c", str(config)], log) as child:
        wait_for_port(port, child, log)
        yield Dovecot("127.0.0.1", port, folder / "mail")


def _numbers(owner: str, group: str) -> tuple[int, int]:
    import grp
    import pwd

    return pwd.getpwnam(owner).pw_uid, grp.getgrnam(group).gr_gid
