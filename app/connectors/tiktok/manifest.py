"""Facts about TikTok Shop as a channel. Sources in NOTES.md."""

from datetime import timedelta

from app.connectors.manifests import FileLimits, Manifest, SlaFact, refresh_until
from app.connectors.tiktok.after_sales import TikTokAfterSales
from app.connectors.tiktok.messages import CLOSED
from app.connectors.tiktok.parts import CARDS, PICTURE_MAX, PICTURES, TEXT_MAX
from app.connectors.tiktok.practice import practice
from app.connectors.tiktok.sender import TikTokSender
from app.connectors.tiktok.sign_in import authorize_url, sign_in
from app.connectors.tiktok.source import TikTokSource
from app.domain.automatic import AutomationRule, Permission, everywhere
from app.domain.ports import FormField, LoginForm

PICTURES_AT_ONCE = 9
BEYOND_ASIA = frozenset({"GB", "IE", "DE", "FR", "IT", "ES", "MX", "BR", "JP"})
"""markets outside South-East Asia, for which no academy of their own was read"""

API = LoginForm(
    role="api",
    channel="tiktok",
    explanation="explain_tiktok_api",
    authorize_url=True,
    fields=(
        FormField(
            "market",
            "field_tiktok_market",
            kind="choice",
            default="world",
            choices=(("world", "tiktok_market_world"), ("us", "tiktok_market_us")),
        ),
        FormField("client_id", "field_tiktok_app_key"),
        FormField("client_secret", "field_tiktok_app_secret", kind="secret", hint="hint_tiktok_app_secret"),
        FormField("service_id", "field_tiktok_service_id", hint="hint_tiktok_service_id"),
        FormField("pasted", "field_pasted_address", kind="pasted", hint="hint_pasted_address"),
        FormField("api_url", "field_api_url", required=False, advanced=True),
        FormField("token_url", "field_token_url", required=False, advanced=True),
        FormField("auth_url", "field_auth_url", required=False, advanced=True),
    ),
)

BY_TIKTOK = AutomationRule(
    Permission.BY_PLATFORM, "TikTok Shop tells buyers about orders and parcels itself [memory]", "2026-11"
)

MANIFEST = Manifest(
    key="tiktok",
    title="TikTok Shop",
    monogram="T",
    forms=(API,),
    open_source=TikTokSource,
    open_sender=TikTokSender,
    open_after_sales=TikTokAfterSales,
    practice=practice,
    sites_are_shops=True,
    sign_in=sign_in,
    authorize_url=authorize_url,
    good_until=refresh_until,
    shutting=frozenset({CLOSED, "tiktok_may_not_start"}),
    reply_length=TEXT_MAX,
    files=FileLimits(PICTURES_AT_ONCE, PICTURE_MAX, PICTURES_AT_ONCE * PICTURE_MAX, PICTURES),
    cards=frozenset(CARDS),
    one_part=True,
    first_look=timedelta(seconds=180),
    signed_within=timedelta(minutes=5),
    sla=(
        SlaFact(
            "buyer_message", timedelta(hours=12), source="seller academy SEA, 2025-07; elsewhere assumed"
        ),
        SlaFact(
            "buyer_message",
            timedelta(hours=24),
            source="seller academy US, 2025-10",
            markets=frozenset({"US"}),
        ),
        SlaFact(
            "buyer_message",
            timedelta(hours=24),
            source="customer service API overview, targets in 24 h, 2026-11",
            markets=BEYOND_ASIA,
        ),
        SlaFact("return", None, source="seller_next_action_response of the case"),
        SlaFact("cancellation", None, source="seller_next_action_response of the case"),
    ),
    automation=everywhere(
        Permission.FORBIDDEN,
        "nothing published allows it through the API; robots' answers do not count in the US (seller academy, 2025-10)",
        "2026-11",
        order_note=BY_TIKTOK,
        shipping_note=BY_TIKTOK,
        delivery_note=BY_TIKTOK,
    ),
    manners=("manners_tiktok", "manners_tiktok_time", "manners_tiktok_content", "manners_tiktok_tone"),
    order_id=r"\b57\d{16}\b",
)
