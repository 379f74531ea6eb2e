"""Amazon's ready-made messages: what each is called, what it takes, and when Amazon usually offers it.

Which of them may leave for an order is asked of Amazon each time; it gives no reasons, so the reasons here are what
its documents say of each kind. Sources in NOTES.md.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from app.connectors.contract import Form
from app.connectors.reading import Fields, rows, sub, text

REVIEW = "productReviewAndSellerFeedback"
MOST_FILES = 5


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of message: how it looks to an agent, and why Amazon may not offer it."""

    form: Form
    usually: str
    """key of the reason when it is not offered"""


def _kind(key: str, usually: str, *, limit: int | None = None, files: int = 0, needs: bool = False) -> Kind:
    form = Form(key, wants_text=limit is not None, wants_files=needs, text_limit=limit, most_files=files)
    return Kind(form, usually)


KINDS: Mapping[str, Kind] = {
    kind.form.key: kind
    for kind in (
        _kind(REVIEW, "amazon_review_window"),
        _kind("invoice", "amazon_not_offered", files=MOST_FILES, needs=True),
        _kind("confirmOrderDetails", "amazon_before_shipping", limit=2000),
        _kind("confirmDeliveryDetails", "amazon_not_offered", limit=2000),
        _kind("unexpectedProblem", "amazon_not_offered", limit=2000),
        _kind("confirmCustomizationDetails", "amazon_only_customised", limit=800, files=MOST_FILES),
        _kind("warranty", "amazon_not_offered", files=MOST_FILES, needs=True),
        _kind("legalDisclosure", "amazon_not_offered", files=MOST_FILES, needs=True),
        _kind("digitalAccessKey", "amazon_only_digital", limit=400, files=MOST_FILES),
        _kind("confirmServiceDetails", "amazon_only_services", limit=2000),
    )
}


def offered_in(answer: Fields) -> frozenset[str]:
    """The names of what may leave now; Amazon also names what has no operation any more."""
    names = {text(row, "name") for row in rows(sub(answer, "_links"), "actions")}
    return frozenset(names & KINDS.keys())


def forms_of(offered: Collection[str], locale: str) -> tuple[Form, ...]:
    """Every kind: what Amazon offers first, then the rest with its reason."""
    language = locale.partition("-")[0].lower()
    made = [_dressed(kind, kind.form.key in offered, language) for kind in KINDS.values()]
    return tuple(sorted(made, key=lambda form: not form.offered))


def _dressed(kind: Kind, offered: bool, language: str) -> Form:
    return replace(kind.form, language=language, reason="" if offered else kind.usually)


def objection(kind: Kind, words: str, files: int) -> str:
    """Why something may not leave as this kind of message; '' where it may."""
    form = kind.form
    if form.wants_text and not words:
        return "nothing_to_send"
    if not form.wants_text and words:
        return "form_has_no_words"
    if form.text_limit and len(words) > form.text_limit:
        return "too_long"
    if form.wants_files and not files:
        return "form_wants_file"
    return "too_many_files" if files > form.most_files else ""
