"""Facts about plain e-mail as a channel. Sources in NOTES.md."""

from datetime import timedelta

from app.connectors.email.discovery import candidates
from app.connectors.email.practice import practice
from app.connectors.email.profile import PlainMail
from app.connectors.email.sender import MailSender
from app.connectors.email.sign_in import sign_in
from app.connectors.email.source import MailSource
from app.connectors.mail_form import MAILBOX
from app.connectors.manifests import FileLimits, Manifest, SlaFact
from app.domain.automatic import Permission, everywhere

MANIFEST = Manifest(
    key="email",
    title="E-mail",
    monogram="@",
    forms=(MAILBOX,),
    open_source=MailSource,
    open_sender=MailSender,
    practice=practice,
    mail_profile=PlainMail(),
    sign_in=sign_in,
    find_settings=candidates,
    files=FileLimits(count=50, each_bytes=18 * 1024 * 1024, total_bytes=18 * 1024 * 1024),
    sends_per_minute=20,
    first_look=timedelta(seconds=120),
    sla=(SlaFact("buyer_message", None, source="none published; the shop's own target counts"),),
    has_cc=True,
    has_folders=True,
    own_addresses=True,
    automation=everywhere(
        Permission.ALLOWED, "our own mailbox; the law on advertising still holds", "2026-11"
    ),
    manners=("manners_email", "manners_email_time", "manners_email_tone"),
)
