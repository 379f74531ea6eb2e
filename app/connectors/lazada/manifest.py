"""Facts about Lazada as a channel. Sources in NOTES.md."""

from datetime import timedelta

from app.connectors.lazada.after_sales import LazadaAfterSales
from app.connectors.lazada.api import PACES
from app.connectors.lazada.pictures import MOST_BYTES
from app.connectors.lazada.practice import practice
from app.connectors.lazada.sender import CARDS, TEXT_MAX, LazadaSender
from app.connectors.lazada.sign_in import authorize_url, sign_in
from app.connectors.lazada.sites import VENTURES, daily_round
from app.connectors.lazada.source import LazadaSource
from app.connectors.manifests import FileLimits, Manifest, SlaFact, refresh_until
from app.domain.automatic import AutomationRule, Permission, everywhere
from app.domain.contact import Silence
from app.domain.ports import FormField, LoginForm

FIELDS = (
    FormField("client_id", "field_lazada_app_key"),
    FormField("client_secret", "field_lazada_app_secret", kind="secret"),
    FormField("redirect_uri", "field_lazada_redirect", hint="hint_lazada_redirect"),
    FormField("pasted", "field_pasted_address", kind="pasted", hint="hint_pasted_address"),
    FormField(
        "app_stage",
        "field_lazada_stage",
        kind="choice",
        default="live",
        choices=(("live", "lazada_stage_live"), ("test", "lazada_stage_test")),
        advanced=True,
    ),
    FormField("api_url", "field_api_url", required=False, advanced=True, hint="hint_lazada_api_url"),
    FormField("token_url", "field_token_url", required=False, advanced=True),
    FormField("auth_url", "field_auth_url", required=False, advanced=True),
)
ORDERS = LoginForm("api", "lazada", FIELDS, explanation="explain_lazada_orders", authorize_url=True)
CHAT = LoginForm(
    "chat", "lazada", FIELDS, required=False, explanation="explain_lazada_chat", authorize_url=True
)
BY_LAZADA = AutomationRule(
    Permission.BY_PLATFORM, "Lazada tells buyers about orders and parcels itself [memory]", "2026-11"
)

MANIFEST = Manifest(
    key="lazada",
    title="Lazada",
    monogram="L",
    forms=(ORDERS, CHAT),
    open_source=LazadaSource,
    open_sender=LazadaSender,
    open_after_sales=LazadaAfterSales,
    practice=practice,
    sign_in=sign_in,
    authorize_url=authorize_url,
    good_until=refresh_until,
    silence=Silence(
        timedelta(days=1), 5
    ),  # IM guide: a buyer silent for a day hears five more messages at most
    shutting=frozenset({"lazada_order_too_old"}),
    reply_length=TEXT_MAX,
    files=FileLimits(1, MOST_BYTES, MOST_BYTES, ("image/png", "image/jpeg")),
    pace=PACES,
    sends_per_minute=30,
    first_look=timedelta(minutes=3),
    signed_within=timedelta(hours=2),
    sla=(
        *(
            SlaFact(
                "buyer_message",
                daily_round(venture),
                source="community.lazada.com.ph 1120800: in by 18:00, out by 19:00 of the same day",
                markets=frozenset({country}),
            )
            for country, venture in VENTURES.items()
        ),
        SlaFact("return", None, source="sla of the reverse order"),
        SlaFact("cancellation", None, source="sla of the reverse order"),
    ),
    automation=everywhere(
        Permission.FORBIDDEN,
        "no rule published; automatic answers do not count for the response rate (community.lazada.com.ph 1120800)",
        "2026-11",
        order_note=BY_LAZADA,
        shipping_note=BY_LAZADA,
        delivery_note=BY_LAZADA,
    ),
    manners=(
        "manners_lazada",
        "manners_lazada_refresh",
        "manners_lazada_time",
        "manners_lazada_silence",
        "manners_lazada_content",
    ),
    cards=frozenset(CARDS),
    one_part=True,
    order_id=r"\b\d{14,16}\b",
    tracking=(("Lazada", r"\bL(?:EX|ZD|MP|XAD)[A-Z]{0,4}\d{8,16}[A-Z]{0,2}\b"),),
)
