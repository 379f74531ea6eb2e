"""Facts about eBay as a channel. Sources in NOTES.md."""

from datetime import timedelta

from app.connectors.ebay.after_sales import EbayAfterSales
from app.connectors.ebay.hosts import BASIC
from app.connectors.ebay.pictures import FILES, PACES
from app.connectors.ebay.practice import practice
from app.connectors.ebay.sender import EbaySender
from app.connectors.ebay.sign_in import authorize_url, sign_in
from app.connectors.ebay.source import EbaySource
from app.connectors.manifests import Calendar, Manifest, SlaFact, refresh_until
from app.domain.automatic import AutomationRule, Permission, everywhere
from app.domain.ports import FormField, LoginForm

API = LoginForm(
    role="api",
    channel="ebay",
    explanation="explain_ebay_api",
    authorize_url=True,
    fields=(
        FormField(
            "environment",
            "field_environment",
            kind="choice",
            default="production",
            choices=(("production", "environment_production"), ("sandbox", "environment_sandbox")),
            advanced=True,
        ),
        FormField("client_id", "field_client_id"),
        FormField("client_secret", "field_client_secret", kind="secret"),
        FormField("ru_name", "field_ru_name", hint="hint_ru_name"),
        FormField("pasted", "field_pasted_address", kind="pasted", hint="hint_pasted_address"),
        FormField(
            "rights",
            "field_ebay_rights",
            kind="choice",
            default="all",
            hint="hint_ebay_rights",
            choices=(("all", "ebay_rights_all"), (BASIC, "ebay_rights_basic")),
            advanced=True,
        ),
        FormField("api_url", "field_api_url", required=False, advanced=True),
        FormField("apiz_url", "field_apiz_url", required=False, advanced=True),
        FormField("auth_url", "field_auth_url", required=False, advanced=True),
    ),
)

BY_EBAY = AutomationRule(
    Permission.BY_PLATFORM, "eBay tells buyers about orders and parcels itself", "2026-11"
)

MANIFEST = Manifest(
    key="ebay",
    title="eBay",
    monogram="e",
    forms=(API,),
    open_source=EbaySource,
    open_sender=EbaySender,
    open_after_sales=EbayAfterSales,
    practice=practice,
    sign_in=sign_in,
    authorize_url=authorize_url,
    good_until=refresh_until,
    reply_length=2000,
    length_margin=20,
    files=FILES,
    pace=PACES,
    first_look=timedelta(seconds=180),
    sla=(
        SlaFact("buyer_message", None, source="none published"),
        SlaFact("inquiry", timedelta(days=3), Calendar.SITE_BUSINESS_DAYS, source="ebay.com help, INR"),
        SlaFact("return", timedelta(days=3), Calendar.SITE_BUSINESS_DAYS, source="ebay.com help, returns"),
        SlaFact("cancellation", None, source="sellerResponseDueDate of the case"),
        SlaFact("claim", None, source="respondByDate of the case or payment dispute"),
    ),
    automation=everywhere(
        Permission.ALLOWED,
        "member-to-member contact policy: about the transaction only, never advertising",
        "2026-11",
        order_note=BY_EBAY,
        shipping_note=BY_EBAY,
        delivery_note=BY_EBAY,
    ),
    manners=(  # the member-to-member contact policy
        "manners_ebay",
        "manners_ebay_time",
        "manners_ebay_content",
        "manners_ebay_tone",
    ),
    order_id=r"\b\d{2}-\d{5}-\d{5}\b",
    order_page="https://www.ebay.com/sh/ord/details?orderid={order}",
)
