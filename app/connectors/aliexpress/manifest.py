"""Facts about AliExpress as a channel. Sources in NOTES.md."""

from datetime import timedelta

from app.connectors.aliexpress import pictures
from app.connectors.aliexpress.after_sales import AliExpressAfterSales
from app.connectors.aliexpress.api import PACES
from app.connectors.aliexpress.orders import PAGE
from app.connectors.aliexpress.practice import practice
from app.connectors.aliexpress.sender import CARDS, AliExpressSender
from app.connectors.aliexpress.sign_in import authorize_url, sign_in
from app.connectors.aliexpress.source import AliExpressSource
from app.connectors.aliexpress.tokens import good_until
from app.connectors.manifests import FileLimits, Manifest, SlaFact
from app.domain.automatic import Permission, everywhere
from app.domain.ports import FormField, LoginForm

API = LoginForm(
    role="api",
    channel="aliexpress",
    explanation="explain_aliexpress_api",
    authorize_url=True,
    fields=(
        FormField("client_id", "field_aliexpress_app_key", hint="hint_aliexpress_app_key"),
        FormField("client_secret", "field_aliexpress_app_secret", kind="secret"),
        FormField("redirect_uri", "field_aliexpress_callback", hint="hint_aliexpress_callback"),
        FormField("pasted", "field_pasted_address", kind="pasted", hint="hint_pasted_address"),
        FormField(
            "message_route",
            "field_aliexpress_route",
            kind="choice",
            default="sync",
            choices=(("sync", "aliexpress_route_sync"), ("rest", "aliexpress_route_rest")),
            hint="hint_aliexpress_route",
            required=False,
            advanced=True,
        ),
        FormField("api_url", "field_api_url", required=False, advanced=True),
    ),
)

MANIFEST = Manifest(
    key="aliexpress",
    title="AliExpress",
    monogram="AE",
    forms=(API,),
    open_source=AliExpressSource,
    open_sender=AliExpressSender,
    open_after_sales=AliExpressAfterSales,
    practice=practice,
    sign_in=sign_in,
    authorize_url=authorize_url,
    good_until=good_until,
    shutting=frozenset({"aliexpress_chat_refused"}),
    reply_length=1000,
    length_margin=20,
    files=FileLimits(5, pictures.EACH_MAX, 5 * pictures.EACH_MAX, pictures.TYPES),
    cards=frozenset(CARDS),
    one_part=True,
    pace=PACES,
    first_look=timedelta(seconds=180),
    signed_within=timedelta(hours=2),
    sla=(
        SlaFact(
            "buyer_message",
            timedelta(hours=24),
            source="not confirmed: remembered, 2026-11; one page says 72 h",
        ),
        SlaFact("return", None, source="timeout_trigger_time of the dispute"),
        SlaFact("cancellation", None, source="none published"),
    ),
    automation=everywhere(
        Permission.FORBIDDEN,
        "every message says scene_id 1, a person's reception; scenes for machines are not ours (the platform's kit)",
        "2026-11",
    ),
    manners=(  # remembered, 2026-11: the rules' own text was not found
        "manners_aliexpress",
        "manners_aliexpress_time",
        "manners_aliexpress_content",
        "manners_aliexpress_tone",
    ),
    order_id=r"\b[1358]\d{15}\b",
    order_page=PAGE,
    tracking=(("Cainiao", r"\bLP\d{14}\b"),),
)
