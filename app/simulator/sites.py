"""The places a practice shop can stand: a platform's site with its currency, language and region."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Site:
    """One site of one platform. `region` is the SP-API region, empty elsewhere."""

    country: str
    marketplace: str
    domain: str
    name: str
    currency: str
    language: str
    region: str = ""
    zone: str = "UTC"


AMAZON = {
    site.country: site
    for site in (
        Site("US", "ATVPDKIKX0DER", "amazon.com", "Amazon.com", "USD", "en_US", "na"),
        Site("CA", "A2EUQ1WTGCTBG2", "amazon.ca", "Amazon.ca", "CAD", "en_CA", "na"),
        Site("MX", "A1AM78C64UM0Y8", "amazon.com.mx", "Amazon.com.mx", "MXN", "es_MX", "na"),
        Site("BR", "A2Q3Y263D00KWC", "amazon.com.br", "Amazon.com.br", "BRL", "pt_BR", "na"),
        Site("DE", "A1PA6795UKMFR9", "amazon.de", "Amazon.de", "EUR", "de_DE", "eu"),
        Site("ES", "A1RKKUPIHCS9HS", "amazon.es", "Amazon.es", "EUR", "es_ES", "eu"),
        Site("FR", "A13V1IB3VIYZZH", "amazon.fr", "Amazon.fr", "EUR", "fr_FR", "eu"),
        Site("IT", "APJ6JRA9NG5V4", "amazon.it", "Amazon.it", "EUR", "it_IT", "eu"),
        Site("UK", "A1F83G8C2ARO7P", "amazon.co.uk", "Amazon.co.uk", "GBP", "en_GB", "eu"),
        Site("NL", "A1805IZSGTT6HS", "amazon.nl", "Amazon.nl", "EUR", "nl_NL", "eu"),
        Site("SE", "A2NODRKZP88ZB9", "amazon.se", "Amazon.se", "SEK", "sv_SE", "eu"),
        Site("AE", "A2VIGQ35RCS4UG", "amazon.ae", "Amazon.ae", "AED", "ar_AE", "eu"),
        Site("JP", "A1VC38T7YXB528", "amazon.co.jp", "Amazon.co.jp", "JPY", "ja_JP", "fe"),
        Site("AU", "A39IBJ37TRP1C6", "amazon.com.au", "Amazon.com.au", "AUD", "en_AU", "fe"),
    )
}

EBAY = {
    site.country: site
    for site in (
        Site("US", "EBAY_US", "ebay.com", "eBay US", "USD", "en_US"),
        Site("GB", "EBAY_GB", "ebay.co.uk", "eBay UK", "GBP", "en_GB"),
        Site("DE", "EBAY_DE", "ebay.de", "eBay DE", "EUR", "de_DE"),
        Site("FR", "EBAY_FR", "ebay.fr", "eBay FR", "EUR", "fr_FR"),
        Site("IT", "EBAY_IT", "ebay.it", "eBay IT", "EUR", "it_IT"),
        Site("ES", "EBAY_ES", "ebay.es", "eBay ES", "EUR", "es_ES"),
    )
}

SHOPEE = {
    site.country: site
    for site in (
        Site("MY", "MY", "shopee.com.my", "Shopee MY", "MYR", "en_MY"),
        Site("TW", "TW", "shopee.tw", "Shopee TW", "TWD", "zh_TW"),
    )
}


WALMART = {"US": Site("US", "WALMART_US", "walmart.com", "Walmart.com", "USD", "en_US")}

LAZADA = {
    site.country: site
    for site in (
        Site("SG", "SG", "lazada.sg", "Lazada SG", "SGD", "en_SG", zone="Asia/Singapore"),
        Site("MY", "MY", "lazada.com.my", "Lazada MY", "MYR", "ms_MY", zone="Asia/Kuala_Lumpur"),
    )
}

SHOPIFY = Site("DE", "", "northshore-home.example", "Northshore Home", "EUR", "de_DE")

MAIL = Site("DE", "", "", "", "EUR", "de_DE")

RATES = {
    "EUR": 100,
    "USD": 108,
    "GBP": 86,
    "JPY": 162,
    "SEK": 1130,
    "AED": 397,
    "CAD": 149,
    "MXN": 2010,
    "BRL": 590,
    "AUD": 166,
    "SGD": 145,
    "MYR": 480,
    "TWD": 3500,
}
"""Made-up exchange: hundredths of each currency's major unit per euro."""
NO_MINOR = frozenset({"JPY"})
"""Currencies counted in whole units."""


def priced(cents: int, currency: str) -> int:
    """A euro price in the minor units of another currency."""
    return cents * RATES[currency] // 100


def amount(minor: int, currency: str) -> str:
    """Minor units as platforms write them: a decimal string."""
    return str(minor) if currency in NO_MINOR else f"{minor // 100}.{minor % 100:02d}"
