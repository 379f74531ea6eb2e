"""Makes a stranger's HTML harmless for the formatted view: an allow-list of tags, nothing is ever fetched.

Pictures inside the mail keep their `cid:`; every remote picture becomes `blocked:HOST`, an address that nothing can
load and from which the screen draws a named placeholder. Style keeps colours and weights only.
"""

import re
from functools import lru_cache
from urllib.parse import urlsplit

import nh3

MAX_CLEAN = 1_000_000
MAX_ENTITIES = 20_000
"""The sanitiser takes quadratic time over the `&` of one text; the readable text holds them all."""
MAX_DATA_URI = 2 * 1024 * 1024 * 4 // 3
BLOCKED = "blocked:"
_EMBEDDED = "data"
"""stands for the host of a picture written into the HTML itself that is none of ours to draw"""

_TAGS = set(
    "a abbr address article b bdi bdo big blockquote br caption center cite code col colgroup dd del "
    "details dfn div dl dt em figcaption figure font h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main "
    "mark nav ol p pre q s samp section small span strike strong sub summary sup table tbody td tfoot th "
    "thead tr tt u ul var".split()
)
_DROPPED_WITH_CONTENT = {
    "script",
    "style",
    "title",
    "template",
    "noscript",
    "iframe",
    "object",
    "svg",
    "math",
}
_STYLE = {
    "color", "background-color", "font-weight", "font-style", "text-decoration", "text-align",
    "white-space", "direction",
}  # fmt: skip
_SIZES = {"width", "height"}
_ATTRIBUTES = {
    "*": {"style", "dir", "lang", "title", "align"},
    "a": {"href"},
    "img": {"src", "alt", *_SIZES},
    "font": {"color"},
    "td": {"colspan", "rowspan", "bgcolor", "valign", *_SIZES},
    "th": {"colspan", "rowspan", "bgcolor", "valign", *_SIZES},
    "tr": {"bgcolor", "valign"},
    "table": {"bgcolor", "border", "cellpadding", "cellspacing", *_SIZES},
    "col": {"span", "width"},
    "ol": {"start"},
}
_SCHEMES = {"http", "https", "mailto", "tel", "cid", "data", "blocked"}
_NUMBER = re.compile(r"\d{1,4}%?")
_COLOUR = re.compile(r"#?[a-zA-Z0-9]{1,30}")
_PICTURE_DATA = re.compile(r"data:image/(?:png|jpeg|jpg|gif|webp);base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE)
_COUNTED = frozenset(("colspan", "rowspan", "span", "start", "border", "cellpadding", "cellspacing", *_SIZES))
_HOST = re.compile(r"[^a-z0-9.-]")
_REMOTE_STYLE = ("background=", "BACKGROUND=", "url(", "URL(", "@import", "image-set")


def clean(html: str) -> tuple[str, tuple[str, ...]]:
    """The harmless body and the keys of what was changed: `remote_blocked`, `html_cut`."""
    problems: list[str] = []
    if html.count("&") > MAX_ENTITIES:
        html = "&".join(html.split("&", MAX_ENTITIES)[:MAX_ENTITIES])
        problems.append("html_cut")
    harmless = _CLEANER.clean(html).strip()
    if _REMOTE_SOURCE.search(harmless) or _remote_background(html):
        problems.append("remote_blocked")
    if len(harmless) > MAX_CLEAN:
        harmless = harmless[:MAX_CLEAN].rpartition("<")[0]
        problems.append("html_cut")
    return harmless, tuple(dict.fromkeys(problems))


_REMOTE_SOURCE = re.compile(f' src="{BLOCKED}(?!{_EMBEDDED}")')


def _remote_background(html: str) -> bool:
    """Backgrounds and style sheets are dropped whole; the screen should still say that something is missing."""
    return any(sign in html for sign in _REMOTE_STYLE)


def _filtered(tag: str, name: str, value: str) -> str | None:
    """Asked once for every attribute that the allow-list keeps; None drops it."""
    if name == "style":
        return _calm_style(value[:2000])
    if name == "src":
        return _source(value.strip())
    if name == "href":
        return _target(value.strip())
    if name in _COUNTED:
        return _count(name, value)
    if name in ("color", "bgcolor"):
        return value if _COLOUR.fullmatch(value) else None
    return value[:500]


def _source(value: str) -> str:
    """A picture inside the mail keeps its address, any other one is blocked under its host's name."""
    scheme = value[:5].lower()
    if scheme.startswith("cid:"):
        return value[:300]
    if scheme == "data:":
        whole = len(value) <= MAX_DATA_URI and _PICTURE_DATA.fullmatch(value)
        return value if whole else f"{BLOCKED}{_EMBEDDED}"
    return f"{BLOCKED}{host_of(value)}"


def _count(name: str, value: str) -> str | None:
    """Sizes up to four digits, spans up to two: a cell over 99,999 columns would cost the screen minutes."""
    longest = 2 if name in ("colspan", "rowspan") else 5
    return value if len(value) <= longest and _NUMBER.fullmatch(value) else None


@lru_cache(maxsize=1024)
def _calm_style(value: str) -> str | None:
    """The declarations that cannot refer to anything outside."""
    if not _LOADING.search(value):
        return value
    kept = [part for part in value.split(";") if not _LOADING.search(part)]
    return ";".join(kept) or None


_LOADING = re.compile(r"[\\@/]|[uU][rR][lL]|expression|image")


def _target(value: str) -> str | None:
    """Links lead to the web or to a mail program, never to files, shares or scripts."""
    return value[:2000] if value[:8].lower().startswith(("http://", "https://", "mailto:", "tel:")) else None


def host_of(url: str) -> str:
    """The host a picture would have been fetched from; `unknown` for files, shares and nonsense."""
    try:
        parts = urlsplit("https:" + url if url.startswith("//") else url)
        host = parts.hostname if parts.scheme in ("http", "https") else None
    except ValueError:
        host = None
    return _HOST.sub("", (host or "").lower())[:100] or "unknown"


_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags=_DROPPED_WITH_CONTENT,
    attributes=_ATTRIBUTES,
    attribute_filter=_filtered,
    url_schemes=_SCHEMES,
    filter_style_properties=_STYLE,
    link_rel="noopener noreferrer",
)
