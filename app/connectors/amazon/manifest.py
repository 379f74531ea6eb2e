"""Facts about Amazon as a channel. Sources in NOTES.md."""

from datetime import timedelta

from app.connectors.amazon.after_sales import AmazonAfterSales
from app.connectors.amazon.paces import PACES
from app.connectors.amazon.practice import practice
from app.connectors.amazon.profile import RelayMail
from app.connectors.amazon.sender import AmazonSender
from app.connectors.amazon.sites import SITES
from app.connectors.amazon.source import AmazonSource
from app.connectors.mail_form import RELAY_MAILBOX
from app.connectors.manifests import FileLimits, Manifest, SlaFact
from app.domain.automatic import AutomationRule, Permission, everywhere
from app.domain.ports import FormField, LoginForm

API = LoginForm(
    role="api",
    channel="amazon",
    required=False,
    explanation="explain_amazon_api",
    fields=(
        FormField(
            "region",
            "field_region",
            kind="choice",
            default="na",
            choices=(("na", "region_na"), ("eu", "region_eu"), ("fe", "region_fe")),
        ),
        FormField("seller_id", "field_seller_id", required=False, hint="hint_seller_id"),
        FormField("client_id", "field_client_id"),
        FormField("client_secret", "field_client_secret", kind="secret"),
        FormField("refresh_token", "field_refresh_token", kind="secret", hint="hint_amazon_self_authorize"),
        FormField("api_url", "field_api_url", required=False, advanced=True),
        FormField("token_url", "field_token_url", required=False, advanced=True),
    ),
)

BY_AMAZON = AutomationRule(
    Permission.BY_PLATFORM, "Communication Guidelines: no confirmations of orders or shipping", "2026-11"
)

MANIFEST = Manifest(
    key="amazon",
    title="Amazon",
    monogram="a",
    forms=(RELAY_MAILBOX, API),
    open_source=AmazonSource,
    open_sender=AmazonSender,
    open_after_sales=AmazonAfterSales,
    practice=practice,
    mail_profile=RelayMail(),
    reply_length=4000,
    files=FileLimits(
        count=10,
        each_bytes=7 * 1024 * 1024,
        total_bytes=7 * 1024 * 1024,
        types=(
            "text/plain",
            "application/pdf",
            "application/msword",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "image/png",
            "image/jpeg",
            "image/gif",
            "image/bmp",
            "image/tiff",
        ),
    ),
    pace=PACES,
    sends_per_minute=20,
    first_look=timedelta(seconds=300),
    sla=(
        SlaFact("buyer_message", timedelta(hours=24), source="seller help 200549770, 202152030"),
        SlaFact("return", timedelta(hours=48), source="seller help G202041210"),
        SlaFact("claim", timedelta(hours=72), source="text of the claim mail: 3 calendar days"),
    ),
    manners=(  # seller help 200549770, 202152030 and the communication guidelines for sellers
        "manners_amazon",
        "manners_amazon_time",
        "manners_amazon_last",
        "manners_amazon_content",
        "manners_amazon_tone",
    ),
    order_id=r"\b(?:\d{3}|D\d{2})-\d{7}-\d{7}\b",
    order_page="https://sellercentral.amazon.{site}/orders-v3/order/{order}",
    site_names={site.marketplace: f"Amazon.{site.tld}" for site in SITES},
    automation=everywhere(
        Permission.FORBIDDEN,
        "Communication Guidelines: permitted messages answer a buyer or complete an order; Amazon writes the rest",
        "2026-11",
        order_note=BY_AMAZON,
        shipping_note=BY_AMAZON,
        delivery_note=BY_AMAZON,
        feedback_request=AutomationRule(
            Permission.ALLOWED, "Solicitations API: once, 5 to 30 days after delivery", "2026-11"
        ),
    ),
)
