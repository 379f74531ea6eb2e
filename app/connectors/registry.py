"""Every channel the program knows. Adding one is a folder and a line here."""

from app.connectors.aliexpress.manifest import MANIFEST as ALIEXPRESS
from app.connectors.amazon.manifest import MANIFEST as AMAZON
from app.connectors.contract import MailProfile
from app.connectors.ebay.manifest import MANIFEST as EBAY
from app.connectors.email.manifest import MANIFEST as EMAIL
from app.connectors.lazada.manifest import MANIFEST as LAZADA
from app.connectors.manifests import Manifest
from app.connectors.shopee.manifest import MANIFEST as SHOPEE
from app.connectors.shopify.manifest import MANIFEST as SHOPIFY
from app.connectors.tiktok.manifest import MANIFEST as TIKTOK
from app.connectors.walmart.manifest import MANIFEST as WALMART

CHANNELS: dict[str, Manifest] = {
    AMAZON.key: AMAZON,
    EBAY.key: EBAY,
    LAZADA.key: LAZADA,
    SHOPEE.key: SHOPEE,
    TIKTOK.key: TIKTOK,
    ALIEXPRESS.key: ALIEXPRESS,
    WALMART.key: WALMART,
    SHOPIFY.key: SHOPIFY,
    EMAIL.key: EMAIL,
}

PROFILES: tuple[MailProfile, ...] = tuple(
    manifest.mail_profile for manifest in CHANNELS.values() if manifest.mail_profile is not None
)
"""In order: relays know their mails, the plain profile takes what is left, so e-mail stands last."""
