"""Knows by which HTML elements mail programs wrap or announce the older mail: data and one question per element.

A *wrapper* holds old words (a cited block); a *shell* holds wrappers and perhaps answers between them (Gmail); a
*divider* stands before old words (Outlook's reply header), and everything after it is old; a *forward* stays visible.
"""

import re

WRAPPER = "wrapper"
SHELL = "shell"
DIVIDER = "divider"
FORWARD = "forward"

CLUES = (
    "gmail_",
    "cite",
    "appendonsend",
    "divRplyFwdMsg",
    "name=\"quote\"",
    "name=quote",
    "protonmail_quote",
    "yahoo_quoted",
    "reference-message",
    "body-separator-line",
    "border-top:solid",
    "border-top: solid",
    "border-top:1",
    "riginal",
    "moz-",
    "isReplyContent",
    "ntes",
    "zwchr",
    "zmail_extra",
    "tutanota_quote",
    "messageReplySection",
    "mail-quote",
    "mail-app-auto-quote",
    "OutlookMessageHeader",
    "front-blockquote",
    "reply-intro",
    "qt\"",
    "background:#efefef",
    "background: #efefef",
    "blockquote",
    "stopSpelling",
    "tabindex=\"-1\"",
)  # fmt: skip
"""A body with none of these needs no look at its elements."""

_IDS = {
    "appendonsend": DIVIDER,
    "divrplyfwdmsg": DIVIDER,
    "mail-editor-reference-message-container": DIVIDER,
    "ms-outlook-mobile-body-separator-line": DIVIDER,
    "stopspelling": DIVIDER,
    "zwchr": DIVIDER,
    "isreplycontent": WRAPPER,
    "original-content": WRAPPER,
    "mail-app-auto-quote": WRAPPER,
    "reply-intro": DIVIDER,
    "qt": WRAPPER,
}
_CLASSES = {
    "gmail_quote": SHELL,
    "gmail_quote_container": SHELL,
    "gmail_attr": WRAPPER,
    "gmail_extra": SHELL,
    "protonmail_quote": WRAPPER,
    "tutanota_quote": WRAPPER,
    "yahoo_quoted": WRAPPER,
    "zmail_extra": WRAPPER,
    "moz-cite-prefix": WRAPPER,
    "moz-forward-container": FORWARD,
    "moz-email-headers-table": FORWARD,
    "ntes-mailmaster-quote": WRAPPER,
    "mail-quote-collapse": WRAPPER,
    "outlookmessageheader": DIVIDER,
    "front-blockquote": WRAPPER,
}
_NAMES = {"quote": WRAPPER, "messagereplysection": WRAPPER}
_COMMENTS = ("originalmessage", "[original]", "original message")
_OUTLOOK_RULE = re.compile(
    r"border:none;border-top:solid#[0-9a-f]{3,6}1\.0pt;padding:3\.0pt0(?:in|cm)0(?:in|cm)0"
)


def kind_of(tag: str, attributes: dict[str, str | None]) -> str:
    """One of the four kinds, or '', for one element."""
    element_id = (attributes.get("id") or "").lower().removeprefix("x_")
    if element_id:
        if element_id.startswith("yahoo_quoted_"):
            return WRAPPER
        if element_id in _IDS:
            return _IDS[element_id]
    for name in (attributes.get("class") or "").lower().split():
        kind = _CLASSES.get(name.removeprefix("x_"))
        if kind:
            return WRAPPER if tag == "blockquote" else kind
    if (attributes.get("name") or "").lower() in _NAMES:
        return WRAPPER
    if tag == "blockquote" and (attributes.get("type") or "").lower() == "cite":
        return WRAPPER
    return _by_style(attributes.get("style") or "")


def _by_style(style: str) -> str:
    if "border-top" not in style:
        return ""
    squeezed = "".join(style.lower().split())
    return DIVIDER if _OUTLOOK_RULE.search(squeezed) else ""


def comment_kind(text: str) -> str:
    """Some programs announce the older mail only in a comment."""
    return DIVIDER if text.strip().lower() in _COMMENTS else ""
