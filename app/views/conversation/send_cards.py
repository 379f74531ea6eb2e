"""Cards below a reply that needs a person: nobody knows whether it arrived, it waits for a look, or it was refused."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.conversations import Direction
from app.domain.outbox import SendState
from app.domain.readmodels import MessageItem
from app.views.conversation.flow import FlowLayout
from app.views.conversation.folding import fold
from app.views.conversation.form_words import form_words
from app.views.conversation.surroundings import Surroundings
from app.views.conversation.text_body import TextBody
from app.views.icons import icon
from app.views.moments import clock_time
from app.views.shared.widgets import box, button, label
from app.views.words import reason_words, say, say_or


def care_card(around: Surroundings, item: MessageItem) -> QWidget | None:
    """The card that belongs to the state of a reply, or None where nothing is asked of anybody."""
    if item.outbound is None:
        return None
    match item.send_state:
        case SendState.UNKNOWN | SendState.ASK_HUMAN:
            return _unsure_card(around, item)
        case SendState.NEEDS_REVIEW:
            return _held_card(around, item)
        case SendState.FAILED:
            return _refused_card(around, item)
        case _:
            return None


def _card(around: Surroundings, name: str) -> tuple[QWidget, QVBoxLayout]:
    card = box("card")
    card.setObjectName(name)
    column = QVBoxLayout(card)
    px = around.theme.px
    column.setContentsMargins(px(12), px(8), px(12), px(8))
    column.setSpacing(px(6))
    return card, column


def _sentence(text: str, tone: str = "") -> QWidget:
    made = label(text, tone=tone, face="" if not tone else "meta")
    made.setWordWrap(True)
    return made


def _buttons(around: Surroundings, *choices: tuple[str, str, str, Callable[[], object]]) -> QWidget:
    """Equal buttons in a row; (object name, key, look, act)."""
    holder = QWidget()
    row = FlowLayout(around.theme.px(8), holder)
    for name, key, look, act in choices:
        made = button(say(key), look)
        made.setObjectName(name)
        made.clicked.connect(act)
        row.addWidget(made)
    return holder


def _unsure_card(around: Surroundings, item: MessageItem) -> QWidget:
    """Three equal buttons and no default: nothing is ever sent again by itself."""
    card, column = _card(around, "unsure_card")
    outbound, replies = item.outbound, around.replies
    assert outbound is not None
    shop = around.view.row.shop_title
    column.addWidget(_sentence(say("unsure.what", shop=shop)))
    if item.send_state is SendState.UNKNOWN:
        look = clock_time(item.next_look) if item.next_look is not None else "…"
        column.addWidget(_sentence(say("unsure.next_look", time=look), "text2"))
        return card
    column.addWidget(_sentence(say("unsure.look_yourself"), "text2"))
    line = QHBoxLayout()
    choices = _buttons(
        around,
        ("it_arrived", "unsure.arrived", "plain", lambda: replies.settle(outbound, "arrived")),
        ("send_again", "unsure.send_again", "plain", lambda: replies.settle(outbound, "send_again")),
        ("discard", "unsure.discard", "danger", lambda: replies.settle(outbound, "discard")),
    )
    line.addWidget(choices, 1)
    if around.view.page.startswith("https://"):
        line.addWidget(_page_button(around))
    column.addLayout(line)
    return card


def _page_button(around: Surroundings) -> QWidget:
    """Where the agent looks before deciding."""
    channel = around.view.row.channel
    made = button(say("order.page", channel=say_or(f"channel.{channel}", channel)), "quiet")
    made.setObjectName("platform_page")
    made.setIcon(icon(around.theme, "link"))
    made.clicked.connect(around.open_page)
    return made


def _held_card(around: Surroundings, item: MessageItem) -> QWidget:
    """Both texts side by side: what the customer wrote meanwhile, and what we were about to say."""
    card, column = _card(around, "held_card")
    outbound, replies, view = item.outbound, around.replies, around.view
    assert outbound is not None
    heading = label(say("held.title"), tone="amber", strong=True)
    heading.setWordWrap(True)
    column.addWidget(heading)
    pair = QHBoxLayout()
    pair.setSpacing(around.theme.px(16))
    news = next((each for each in reversed(view.items) if _is_inbound(each)), None)
    for title, text in (
        (
            say("held.news", name=view.row.customer_name),
            fold(news.text, news.quoted_from).shown if isinstance(news, MessageItem) else "",
        ),
        (say("held.reply"), item.text or (form_words(item.form) if item.form else "")),
    ):
        side = QVBoxLayout()
        side.addWidget(label(title, tone="text2", face="meta"))
        side.addWidget(TextBody(around.theme, text[:2000]))
        side.addStretch(1)
        pair.addLayout(side, 1)
    column.addLayout(pair)
    seen = view.row.last_message
    column.addWidget(
        _buttons(
            around,
            ("release", "held.release", "plain", lambda: replies.release(outbound, item.text, seen)),
            ("take_back", "held.edit", "plain", lambda: around.take_back(item)),
        )
    )
    return card


def _refused_card(around: Surroundings, item: MessageItem) -> QWidget:
    card, column = _card(around, "refused_card")
    outbound, replies = item.outbound, around.replies
    assert outbound is not None
    column.addWidget(_sentence(reason_words(item.send_reason) or say("refused.no_reason"), "red"))
    column.addWidget(_sentence(say("refused.clock"), "text2"))
    column.addWidget(
        _buttons(
            around,
            ("edit_again", "refused.edit", "plain", lambda: around.take_back(item)),
            ("retry", "refused.retry", "plain", lambda: replies.retry(outbound, item.text)),
        )
    )
    return card


def _is_inbound(item: object) -> bool:
    return isinstance(item, MessageItem) and item.direction is Direction.INBOUND
