"""A raw mail that is older than the store keeps is fetched from its server again."""

from app.connectors.email.letters_again import fetch_by_message_id
from app.connectors.manifests import Tools
from app.domain.errors import Problem
from app.services.writing import Writer
from app.store.files import Whereabouts
from app.store.shops import load_login


def fetch_again(place: Whereabouts, tools: Tools, writer: Writer) -> bytes:
    """The bytes of a mail. Problem `raw_gone` where the server has it no longer, or where it never was a mail."""
    kind, _, message_id = place.remote_key.partition(":")
    if place.mail_login is None or kind != "mid":
        raise Problem("raw_gone")
    login_id = place.mail_login
    login = writer.run(lambda work: load_login(work, login_id))
    found = fetch_by_message_id(login, tools, message_id)
    if found is None:
        raise Problem("raw_gone")
    return found
