"""Money and sizes as people write them."""

from app.domain.values import Money

_SIGNS = {
    "EUR": "€", "USD": "US$", "GBP": "£", "JPY": "¥", "CNY": "CN¥", "PLN": "zł ", "SEK": "SEK ", "CAD": "CA$",
    "AUD": "A$", "MXN": "MX$", "BRL": "R$", "INR": "₹", "KRW": "₩", "TRY": "₺", "SGD": "S$", "CHF": "CHF ",
}  # fmt: skip
_DECIMALS = {
    "JPY": 0,
    "KRW": 0,
    "VND": 0,
    "CLP": 0,
    "ISK": 0,
    "BHD": 3,
    "KWD": 3,
    "JOD": 3,
    "OMR": 3,
    "TND": 3,
}


def money_words(money: Money) -> str:
    """`€59.98`, `¥3,200`; exact, from whole minor units."""
    places = _DECIMALS.get(money.currency, 2)
    whole, part = divmod(abs(money.minor), 10**places)
    figure = f"{whole:,}" + (f".{part:0{places}}" if places else "")
    return f"{'-' if money.minor < 0 else ''}{_SIGNS.get(money.currency, money.currency + ' ')}{figure}"


def size_words(size: int) -> str:
    """`184 KB`, `2.4 MB`."""
    if size < 1024:
        return f"{size} B"
    if size < 1024 * 1024:
        return f"{round(size / 1024)} KB"
    return f"{size / 1024 / 1024:,.1f} MB"
