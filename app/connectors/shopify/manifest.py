"""Facts about Shopify as a channel. Sources in NOTES.md."""

from datetime import timedelta
from functools import partial

from app.connectors.mail_form import MAILBOX
from app.connectors.manifests import FileLimits, Manifest, SlaFact
from app.connectors.shop_mail import ShopMail
from app.connectors.shopify.after_sales import ShopifyAfterSales
from app.connectors.shopify.api import PACES
from app.connectors.shopify.practice import practice
from app.connectors.shopify.profile import SupportMail
from app.connectors.shopify.sender import TERMS
from app.connectors.shopify.sign_in import authorize_url, sign_in
from app.connectors.shopify.source import ShopifySource
from app.domain.automatic import AutomationRule, Permission, everywhere
from app.domain.ports import FormField, LoginForm

API = LoginForm(
    role="api",
    channel="shopify",
    required=False,
    explanation="explain_shopify_api",
    authorize_url=True,
    fields=(
        FormField("shop", "field_shopify_shop", hint="hint_shopify_shop"),
        FormField("client_id", "field_client_id", required=False, hint="hint_shopify_keys"),
        FormField("client_secret", "field_client_secret", kind="secret", required=False),
        FormField(
            "access_token",
            "field_shopify_token",
            kind="secret",
            required=False,
            hint="hint_shopify_token",
            advanced=True,
        ),
        FormField(
            "redirect_url",
            "field_shopify_redirect",
            required=False,
            hint="hint_shopify_redirect",
            advanced=True,
        ),
        FormField(
            "pasted",
            "field_pasted_address",
            kind="pasted",
            required=False,
            hint="hint_shopify_pasted",
            advanced=True,
        ),
        FormField("api_url", "field_api_url", required=False, advanced=True),
    ),
)

BY_SHOPIFY = AutomationRule(
    Permission.BY_PLATFORM,
    "Shopify's own notifications: order confirmed, on its way, delivered",
    "2026-11",
)

MANIFEST = Manifest(
    key="shopify",
    title="Shopify",
    monogram="S",
    forms=(MAILBOX, API),
    open_source=ShopifySource,
    open_sender=partial(ShopMail, terms=TERMS),
    open_after_sales=ShopifyAfterSales,
    practice=practice,
    mail_profile=SupportMail(),
    sign_in=sign_in,
    authorize_url=authorize_url,
    files=FileLimits(count=50, each_bytes=18 * 1024 * 1024, total_bytes=18 * 1024 * 1024),
    pace=PACES,
    sends_per_minute=20,
    first_look=timedelta(seconds=120),
    sla=(
        SlaFact("buyer_message", None, source="none published; the shop's own target counts"),
        SlaFact("claim", None, source="the dispute itself says until when evidence is taken"),
    ),
    has_cc=True,
    order_id=r"(?<![\w#])#\d{3,9}\b",
    automation=everywhere(
        Permission.ALLOWED,
        "our own mailbox; the law on advertising still holds",
        "2026-11",
        order_note=BY_SHOPIFY,
        shipping_note=BY_SHOPIFY,
        delivery_note=BY_SHOPIFY,
    ),
    manners=("manners_shopify", "manners_shopify_time", "manners_shopify_content", "manners_shopify_tone"),
)
