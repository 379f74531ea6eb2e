"""Amazon's sites: marketplace ids, regions, mail domains. Data of 2026-11-22, sources in
NOTES.md."""

from dataclasses import dataclass

REGIONS = {
    "na": "https://sellingpartnerapi-na.amazon.com",
    "eu": "https://sellingpartnerapi-eu.amazon.com",
    "fe": "https://sellingpartnerapi-fe.amazon.com",
}
TOKEN_URL = "https://api.amazon.com/auth/o2/token"


@dataclass(frozen=True, slots=True)
class Site:
    """One marketplace."""

    country: str
    marketplace: str
    region: str
    tld: str


SITES: tuple[Site, ...] = (
    Site("US", "ATVPDKIKX0DER", "na", "com"),
    Site("CA", "A2EUQ1WTGCTBG2", "na", "ca"),
    Site("MX", "A1AM78C64UM0Y8", "na", "com.mx"),
    Site("BR", "A2Q3Y263D00KWC", "na", "com.br"),
    Site("ES", "A1RKKUPIHCS9HS", "eu", "es"),
    Site("GB", "A1F83G8C2ARO7P", "eu", "co.uk"),
    Site("FR", "A13V1IB3VIYZZH", "eu", "fr"),
    Site("BE", "AMEN7PMS3EDWL", "eu", "com.be"),
    Site("NL", "A1805IZSGTT6HS", "eu", "nl"),
    Site("DE", "A1PA6795UKMFR9", "eu", "de"),
    Site("IT", "APJ6JRA9NG5V4", "eu", "it"),
    Site("SE", "A2NODRKZP88ZB9", "eu", "se"),
    Site("PL", "A1C3SOZRARQ6R3", "eu", "pl"),
    Site("TR", "A33AVAJ2PDY3EV", "eu", "com.tr"),
    Site("AE", "A2VIGQ35RCS4UG", "eu", "ae"),
    Site("SA", "A17E79C6D8DWNP", "eu", "sa"),
    Site("EG", "ARBP9OOSHTCHU", "eu", "eg"),
    Site("ZA", "AE08WJ6YKNBMC", "eu", "co.za"),
    Site("IN", "A21TJRUUN4KGV", "eu", "in"),
    Site("IE", "A28R8C7NBKEWEA", "eu", "ie"),
    Site("SG", "A19VAU5U5O7RUS", "fe", "sg"),
    Site("AU", "A39IBJ37TRP1C6", "fe", "com.au"),
    Site("JP", "A1VC38T7YXB528", "fe", "co.jp"),
)
BY_MARKETPLACE = {site.marketplace: site for site in SITES}
BY_TLD = {site.tld: site for site in SITES}
NOT_STATED = Site("", "", "", "")


def by_address(address: str) -> Site:
    """The site behind a relay address."""
    return BY_TLD.get(address.rpartition("@")[2].removeprefix("marketplace.amazon."), NOT_STATED)


def order_page(marketplace: str, order_id: str) -> str:
    """The order in Seller Central."""
    site = BY_MARKETPLACE.get(marketplace)
    return f"https://sellercentral.amazon.{site.tld}/orders-v3/order/{order_id}" if site else ""
