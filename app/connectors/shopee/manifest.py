"""Facts about Shopee as a channel. Sources in NOTES.md."""

from collections.abc import Mapping
from datetime import timedelta

from app.connectors.manifests import Manifest, SlaFact, term_of
from app.connectors.shopee.after_sales import ShopeeAfterSales
from app.connectors.shopee.api import PACES
from app.connectors.shopee.practice import practice
from app.connectors.shopee.sender import CARDS, FILES, NO_FIRST_MESSAGE, TEXT_MAX, ShopeeSender
from app.connectors.shopee.sign_in import consent_at, sign_in
from app.connectors.shopee.source import ShopeeSource
from app.domain.automatic import Permission, everywhere
from app.domain.ports import FormField, LoginForm
from app.domain.shops import Login
from app.domain.terms import Term

API = LoginForm(
    role="api",
    channel="shopee",
    explanation="explain_shopee_api",
    authorize_url=True,
    fields=(
        FormField(
            "host",
            "field_shopee_host",
            kind="choice",
            default="cn",
            choices=(
                ("cn", "shopee_host_cn"),
                ("sg", "shopee_host_sg"),
                ("br", "shopee_host_br"),
                ("sandbox", "environment_sandbox"),
            ),
            advanced=True,
        ),
        FormField("client_id", "field_shopee_partner_id", hint="hint_shopee_partner_id"),
        FormField("client_secret", "field_shopee_partner_key", kind="secret"),
        FormField("redirect_url", "field_shopee_redirect", hint="hint_shopee_redirect"),
        FormField("pasted", "field_pasted_address", kind="pasted", hint="hint_shopee_pasted"),
        FormField(
            "shop_id", "field_shopee_shop_id", required=False, hint="hint_shopee_shop_id", advanced=True
        ),
        FormField(
            "contact_email", "field_shopee_email", required=False, hint="hint_shopee_email", advanced=True
        ),
        FormField("api_url", "field_api_url", required=False, advanced=True),
    ),
)


def consent_ends(login: Login, secrets: Mapping[str, str]) -> Term | None:
    """The shop's consent lasts a year at most; the tokens renew themselves meanwhile."""
    return term_of(login.settings, "authorised_until", "authorised_from")


MANIFEST = Manifest(
    key="shopee",
    title="Shopee",
    monogram="SP",
    forms=(API,),
    open_source=ShopeeSource,
    open_sender=ShopeeSender,
    open_after_sales=ShopeeAfterSales,
    practice=practice,
    sites_are_shops=True,
    sign_in=sign_in,
    consent_at=consent_at,
    good_until=consent_ends,
    shutting=frozenset({"shopee_buyer_closed"}),
    reply_length=TEXT_MAX,
    files=FILES,
    cards=CARDS,
    one_part=True,
    no_first_message=NO_FIRST_MESSAGE,
    pace=PACES,
    sends_per_minute=20,
    first_look=timedelta(seconds=180),
    signed_within=timedelta(minutes=5),
    sla=(
        SlaFact("buyer_message", timedelta(hours=12), source="seller help, quoted by third parties; assumed"),
        SlaFact("return", None, source="due_date of the return"),
        SlaFact("cancellation", None, source="none published"),
    ),
    automation=everywhere(
        Permission.FORBIDDEN,
        "Shopee Open Platform partner rules: no automatic chat, no proactive order news, no chatbots",
        "2026-11",
    ),
    manners=("manners_shopee", "manners_shopee_time", "manners_shopee_content", "manners_shopee_machine"),
    order_id=r"\b\d{6}[0-9A-Z]{8}\b",
    tracking=(("SPX", r"\bSPX[A-Z]{2}\d{10,14}\b"),),
)
