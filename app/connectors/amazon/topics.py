"""What a buyer's mail is about, from the subject that Amazon itself writes. Patterns per language; data of
2026-11-22.

English, French, German, Japanese and Portuguese subjects were seen in samples; the other languages are
translations of them and marked so. A wrong guess costs a tag, nothing else.
"""

import re

TOPICS: tuple[tuple[str, str], ...] = (
    (
        "cancellation",
        r"cancellation request|order cancel|annulation|stornier|キャンセル|cancelamento|cancelación|annull",
    ),
    ("return", r"return policy|return request|retour|rückgabe|rücksend|返品|devolu|devoluci|\breso\b"),
    ("exchange", r"exchange request|échange|umtausch|交換|troca|cambio de"),
    (
        "delivery",
        r"delivery inquiry|ship faster|where is my|nicht angekommen|livraison|lieferung|配送|配達|届|entrega|consegna",
    ),
    (
        "product",
        r"product details|product inquiry|produktdetail|商品|detalhes do produto|détails du produit|producto",
    ),
    ("refund", r"refund|gutschrift|erstattung|remboursement|返金|reembolso|rimborso"),
)
_COMPILED = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in TOPICS)


def topics_of(subject: str) -> tuple[str, ...]:
    """The first topic whose pattern the subject shows; none where it shows none."""
    return next((("topic:" + name,) for name, pattern in _COMPILED if pattern.search(subject[:300])), ())
