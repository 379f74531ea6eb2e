"""Sentences and invented words in six languages, from which the benchmark corpus is mixed."""

from random import Random

SENTENCES: dict[str, tuple[str, ...]] = {
    "en": (
        "My parcel for order {order} has not arrived, can you check {word}?",
        "The tracking number {tracking} shows no movement since Monday, {word} {word}.",
        "I want a refund because the {word} was broken when I opened it.",
        "Could you send the invoice with our company name {word} on it?",
        "Thank you for the quick answer, {word} works now.",
        "Which size of {word} fits a door of ninety centimetres?",
        "Please cancel my order, I chose the wrong colour {word}.",
    ),
    "zh": (
        "您好，订单{order}还没有收到，麻烦查一下{word}。",
        "快递单号{tracking}三天没有更新，{word}什么情况？",
        "收到的商品坏了，我要求退款，{word}也少了一个。",
        "请问{word}有现货吗？什么时候可以发货？",
        "尺码不对，想换一个大一点的{word}，运费谁出？",
        "谢谢客服，{word}已经收到了。",
    ),
    "de": (
        "Guten Tag, mein Paket zur Bestellung {order} ist noch nicht da, {word}.",
        "Die Sendungsnummer {tracking} ändert sich seit Tagen nicht, bitte prüfen Sie {word}.",
        "Der Artikel kam beschädigt an, ich möchte eine Rückerstattung für {word}.",
        "Könnten Sie mir eine Rechnung mit {word} schicken?",
        "Vielen Dank für die schnelle Hilfe bei {word}.",
    ),
    "es": (
        "Hola, el pedido {order} todavía no ha llegado, {word}.",
        "El número {tracking} no se actualiza, ¿pueden mirar {word}?",
        "Quiero un reembolso porque {word} llegó roto.",
        "Necesito la factura de {word} con mi número fiscal.",
    ),
    "ja": (
        "注文{order}がまだ届きません。{word}を確認してください。",
        "追跡番号{tracking}が更新されていません。{word}はどうなっていますか。",
        "届いた{word}が破損していました。返金をお願いします。",
        "領収書の宛名を{word}に変更していただけますか。",
    ),
    "th": (
        "สวัสดีค่ะ คำสั่งซื้อ {order} ยังไม่ได้รับ ช่วยตรวจสอบ{word}ด้วยค่ะ",
        "เลขพัสดุ {tracking} ไม่อัปเดต {word}",
        "สินค้าชำรุด ขอคืนเงิน {word}",
    ),
}
LANGUAGES = ("en",) * 43 + ("zh",) * 19 + ("de",) * 14 + ("es",) * 11 + ("ja",) * 10 + ("th",) * 3
SPACED = frozenset({"en", "de", "es"})
FIRST_NAMES = ("Anna", "Bruno", "Clara", "David", "Elif", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Keiko", "Léa",
               "Marek", "Nora", "Oskar", "Paula", "Rémi", "Sofía", "Tomás", "Wei", "Yara", "Zoé")  # fmt: skip
_SYLLABLES = (
    "ka",
    "lo",
    "mi",
    "ter",
    "ber",
    "sen",
    "ro",
    "vi",
    "na",
    "du",
    "gel",
    "pan",
    "tor",
    "li",
    "su",
    "mar",
)
_ACCENTED = {"de": ("grö", "für", "mäl", "ßen"), "es": ("ción", "ña", "jé"), "en": ("ing", "ness")}
_RANGES = {"zh": (0x4E00, 0x6E00), "ja": (0x5200, 0x6200), "th": (0x0E01, 0x0E2E)}


class Vocabulary:
    """Invented words of every language, frequent ones first (Zipf-like picking)."""

    def __init__(self, seed: int, size: int = 20_000) -> None:
        random = Random(seed)
        self._words = {language: [_invent(random, language) for _ in range(size)] for language in SENTENCES}

    def word(self, random: Random, language: str) -> str:
        """One word; low ranks come far more often than high ones."""
        words = self._words[language]
        return words[int(len(words) * random.random() ** 3)]

    def sentence(self, random: Random, language: str, order: str, tracking: str) -> str:
        """One sentence with its blanks filled."""
        text = random.choice(SENTENCES[language]).replace("{order}", order).replace("{tracking}", tracking)
        while "{word}" in text:
            text = text.replace("{word}", self.word(random, language), 1)
        return text


def _invent(random: Random, language: str) -> str:
    if language in _RANGES:
        low, high = _RANGES[language]
        return "".join(chr(random.randrange(low, high)) for _ in range(random.randint(2, 4)))
    syllables = _SYLLABLES + _ACCENTED[language]
    return "".join(random.choice(syllables) for _ in range(random.randint(2, 4)))
