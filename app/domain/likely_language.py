"""Which language to try first for a customer whose language nobody has stated: a guess, never shown as a fact."""

USUAL = {
    "US": "en", "GB": "en", "IE": "en", "AU": "en", "ZA": "en", "DE": "de", "AT": "de", "FR": "fr", "ES": "es",
    "MX": "es", "IT": "it", "PT": "pt", "BR": "pt", "NL": "nl", "PL": "pl", "SE": "sv", "TR": "tr", "JP": "ja",
    "SA": "ar", "EG": "ar", "AE": "ar", "CN": "zh", "TW": "zh", "HK": "zh", "KR": "ko", "TH": "th",
}  # fmt: skip
"""Countries where one language is by far the most written; Belgium, Canada, India and Singapore are left out."""


def likely_language(stated: str, country: str) -> str:
    """The stated language; else the country's; '' where neither says anything."""
    return stated or USUAL.get(country, "")
