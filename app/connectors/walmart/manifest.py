"""Facts about Walmart Marketplace as a channel. Sources in NOTES.md."""

from datetime import timedelta
from functools import partial

from app.connectors.mail_form import RELAY_MAILBOX
from app.connectors.manifests import FileLimits, Manifest, SlaFact
from app.connectors.shop_mail import ShopMail
from app.connectors.walmart.after_sales import WalmartAfterSales
from app.connectors.walmart.api import PACES
from app.connectors.walmart.practice import practice
from app.connectors.walmart.profile import RelayMail
from app.connectors.walmart.sender import TERMS
from app.connectors.walmart.source import WalmartSource
from app.domain.automatic import AutomationRule, Permission, everywhere
from app.domain.ports import FormField, LoginForm

API = LoginForm(
    role="api",
    channel="walmart",
    required=False,
    explanation="explain_walmart_api",
    fields=(
        FormField("client_id", "field_client_id", hint="hint_walmart_keys"),
        FormField("client_secret", "field_client_secret", kind="secret"),
        FormField("seller_id", "field_seller_id", required=False, hint="hint_walmart_seller_id"),
        FormField(
            "environment",
            "field_environment",
            kind="choice",
            default="production",
            choices=(("production", "environment_production"), ("sandbox", "environment_sandbox")),
            advanced=True,
        ),
        FormField("api_url", "field_api_url", required=False, advanced=True),
    ),
)

BY_WALMART = AutomationRule(
    Permission.BY_PLATFORM,
    "Customer Care Policy: Walmart mails customers at every stage of an order",
    "2026-11",
)

MANIFEST = Manifest(
    key="walmart",
    title="Walmart",
    monogram="W",
    forms=(RELAY_MAILBOX, API),
    open_source=WalmartSource,
    open_sender=partial(ShopMail, terms=TERMS),
    open_after_sales=WalmartAfterSales,
    practice=practice,
    mail_profile=RelayMail(),
    reply_length=4000,
    files=FileLimits(
        count=10,
        each_bytes=7 * 1024 * 1024,
        total_bytes=7 * 1024 * 1024,
        types=("image/png", "image/jpeg", "image/gif", "application/pdf"),
    ),
    pace=PACES,
    sends_per_minute=20,
    first_look=timedelta(seconds=300),
    sla=(SlaFact("buyer_message", timedelta(hours=48), source="Customer Care Policy: every day counts"),),
    manners=(  # Customer Care Policy and the guide to Seller Center's inbox
        "manners_walmart",
        "manners_walmart_time",
        "manners_walmart_content",
        "manners_walmart_tone",
    ),
    order_id=r"\b(?:\d{13}|2000\d{11})\b",
    automation=everywhere(
        Permission.FORBIDDEN,
        "Customer Care Policy: every message wants a high-quality answer; automatic ones do not count",
        "2026-11",
        order_note=BY_WALMART,
        shipping_note=BY_WALMART,
        delivery_note=BY_WALMART,
    ),
)
