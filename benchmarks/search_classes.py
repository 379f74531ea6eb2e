"""What is searched for, class by class, and an independent way to tell which conversations must be found."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random
from unicodedata import combining, normalize

from app.domain.query import SearchQuery, parse_query
from app.domain.readmodels import View, ViewKind
from app.domain.values import AgentId
from benchmarks.corpus import RARE_TAG, Corpus, Said, has_rare_tag
from benchmarks.desk_file import NOW
from benchmarks.vocabulary import Vocabulary

Test = Callable[["Haystack"], bool]


@dataclass(frozen=True, slots=True)
class Haystack:
    """One message as a plain scan sees it."""

    said: Said
    bare: str
    """lower case, accents removed: what spaced scripts are compared by"""
    plain: str
    """lower case only: what scripts without spaces are compared by"""


@dataclass(frozen=True, slots=True)
class Sample:
    """One thing an agent may type."""

    typed: str
    test: Test | None
    """None where only the time is measured"""
    standing: str = ""
    """what must hold of the conversation `c` besides, asked of the tables of the desk as it stands"""

    @property
    def query(self) -> SearchQuery:
        return parse_query(self.typed, NOW)


@dataclass(frozen=True, slots=True)
class SearchClass:
    """Several searches of one kind."""

    name: str
    samples: tuple[Sample, ...]
    kind: ViewKind = ViewKind.SEARCH

    def view(self, agent: AgentId, typed: str = "") -> View:
        return View(self.kind, agent, query=typed)


def haystack(said: Said) -> Haystack:
    """Everything of a message that is promised to be searchable."""
    photo = "photo.jpg" if said.photo else ""
    whole = "\n".join((said.name, said.address, said.subject, said.text, photo, said.order))
    plain = normalize("NFKC", whole).casefold()
    return Haystack(said, _bare(plain), plain)


def classes(seed: int) -> list[SearchClass]:
    """Every class of the table, with samples from the corpus' own words and numbers."""
    random = Random(seed)
    vocabulary = Vocabulary(seed)
    said = list(Corpus().messages(2000))[500:]
    orders = [random.choice(said).order for _ in range(4)]
    refund = _words("refund")
    return [
        SearchClass("order number", _samples(orders, lambda o: lambda h: h.said.order == o)),
        SearchClass("number suffix", _samples([o[-6:] for o in orders], _suffix)),
        SearchClass(
            "English pair, common", _samples(["refund because", "tracking number", "size of"], _words)
        ),
        SearchClass("English pair, rarer", _samples(_pairs(random, vocabulary, "en"), _words)),
        SearchClass("German word with umlaut", _samples(["Rückerstattung", "beschädigt", "möchte"], _words)),
        SearchClass("Chinese 2 characters, common", _samples(["退款", "订单", "发货", "收到"], _part)),
        SearchClass("Chinese 2 characters, rare", _samples(_rare(random, vocabulary, "zh", 2), _part)),
        SearchClass("Chinese 1 character", _samples(["退", "款", "单", "货"], _part)),
        SearchClass(
            "Chinese 4 characters", _samples(["快递单号", "要求退款", "没有更新", "已经收到"], _part)
        ),
        SearchClass("Japanese 2 characters", _samples(["返金", "注文", "破損", "番号"], _part)),
        SearchClass("Thai word", _samples(["คืนเงิน", "คำสั่งซื้อ", "สินค้า"], _part)),
        SearchClass("prefix", _samples(["ref", "track", "inv", "par"], _words)),
        SearchClass(
            "common word + rare tag",
            (Sample(f"refund tag:{RARE_TAG}", lambda h: refund(h) and has_rare_tag(h.said)),),
        ),
        SearchClass(
            "common word + language",
            (
                Sample("order lang:de", lambda h: _words("order")(h) and h.said.language == "de"),
                Sample("refund lang:en", lambda h: refund(h) and h.said.language == "en"),
            ),
        ),
        SearchClass(
            "common word + view",
            tuple(
                replace(one, standing=_PENDING)
                for one in _samples(["refund"], _words)
                + _samples(["退款"], _part)
                + _samples(["Rückerstattung"], _words)
            ),
            ViewKind.OPEN,
        ),
        SearchClass(
            "common word + state",
            (
                Sample("refund is:pending", refund, _PENDING),
                Sample("退款 is:waiting", _part("退款"), _standing("waiting")),
            ),
        ),
        SearchClass(
            "operators only",
            (
                Sample("is:pending", _anything, _PENDING),
                Sample("is:unread", _anything, "c.news_n > 0 AND c.merged_into IS NULL"),
                Sample("has:attachment", lambda h: h.said.photo),
                Sample(f"tag:{RARE_TAG}", lambda h: has_rare_tag(h.said)),
            ),
        ),
    ]


def _standing(status: str) -> str:
    return f"c.status = '{status}' AND c.merged_into IS NULL"


_PENDING = _standing("pending")


def _anything(_: Haystack) -> bool:
    return True


def _samples(typed: Sequence[str], test: Callable[[str], Test]) -> tuple[Sample, ...]:
    return tuple(Sample(one, test(one)) for one in typed)


def _pairs(random: Random, vocabulary: Vocabulary, language: str) -> list[str]:
    return [f"broken {vocabulary.word(random, language)}" for _ in range(4)]


def _rare(random: Random, vocabulary: Vocabulary, language: str, length: int) -> list[str]:
    return [vocabulary.word(random, language)[:length] for _ in range(4)]


# --- truth ------------------------------------------------------------------------------------------------------------


def _words(typed: str) -> Test:
    """Every word stands whole; the last may go on."""
    words = _bare(typed.casefold()).split()
    *whole, last = [re.escape(word) for word in words]
    edge, end = r"(?<![^\W_])", r"(?![^\W_])"
    patterns = [re.compile(edge + word + end) for word in whole] + [re.compile(edge + last)]
    return lambda h: all(word in h.bare for word in words) and all(p.search(h.bare) for p in patterns)


def _part(typed: str) -> Test:
    part = normalize("NFKC", typed).casefold()
    return lambda h: part in h.plain


def _suffix(typed: str) -> Test:
    bare = typed.replace("-", "")
    return lambda h: h.said.order.replace("-", "").endswith(bare)


@lru_cache(maxsize=4096)
def _bare_character(character: str) -> str:
    return "".join(c for c in normalize("NFKD", character) if not combining(c))


def _bare(text: str) -> str:
    if text.isascii():
        return text
    return "".join(c if c.isascii() else _bare_character(c) for c in text)
