"""Every marketplace of the practice town. Adding one is a file of its own and a line here."""

from __future__ import annotations

from app.simulator import (
    aliexpress_platform,
    amazon_platform,
    ebay_platform,
    lazada_platform,
    mail_platform,
    shopee_platform,
    shopify_platform,
    tiktok_platform,
    walmart_platform,
)
from app.simulator.platform import Platform

PLATFORMS: dict[str, Platform] = {
    one.channel: one
    for one in (
        amazon_platform.PLATFORM,
        ebay_platform.PLATFORM,
        lazada_platform.PLATFORM,
        shopee_platform.PLATFORM,
        tiktok_platform.PLATFORM,
        aliexpress_platform.PLATFORM,
        mail_platform.PLATFORM,
        walmart_platform.PLATFORM,
        shopify_platform.PLATFORM,
    )
}
