"""One order beside the conversation: what was bought, how far it has come, where it goes, what was opened about it."""

import re
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.bridge.desk import Desk
from app.domain.cards import Card as SentCard
from app.domain.cards import CardKind
from app.domain.errors import QuaysideError
from app.domain.orders import LADDER, AfterSale, OrderLine, OrderStatus, Recipient, Shipment
from app.domain.ports import Files, FirstWord
from app.domain.readmodels import OrderCard
from app.domain.values import Money
from app.views.amounts import money_words
from app.views.context.act_line import ActLine
from app.views.context.case_words import state_words
from app.views.context.ladder import Ladder
from app.views.context.parts import Card, Facts, Picture, selectable, value_with_button
from app.views.conversation.attachments import elided
from app.views.conversation.shortened import Shortened
from app.views.moments import ago, short_day, short_moment, span
from app.views.shared.widgets import BoxText, box, icon_button, label
from app.views.theme import Theme
from app.views.words import reason_words, say, say_or

_CODE = re.compile(r"[A-Z_]+")
"""a platform's own name of a state, which says no more than the ladder above it"""


class OrderBox(Card):
    """Everything an agent needs of an order while answering; nothing here needs a browser."""

    open_wanted = Signal(str)
    """an https address: the platform's or the carrier's own page"""
    detach_wanted = Signal(object)
    start_wanted = Signal(object)
    """OrderCard: write a first message about it"""
    card_wanted = Signal(object)
    """cards.Card: show it to the customer"""

    def __init__(
        self,
        desk: Desk,
        files: Files,
        theme: Theme,
        card: OrderCard,
        *,
        linked: bool,
        sends: frozenset[CardKind] = frozenset(),
        home: bool = True,
    ) -> None:
        """`home`: it is of the shop whose conversation stands beside it; where it is not, its shop is named."""
        number = Shortened(card.remote_key, strong=True, middle=True)
        super().__init__(theme, number)
        self.card, self._desk, self._files, self._sends = card, desk, files, sends
        copy = icon_button(theme, "copy", say("order.copy"))
        copy.setProperty("size", "small")
        copy.setObjectName("copy_number")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(card.remote_key))
        self.head_line.addWidget(copy)
        self.head_line.addStretch(1)
        self.head_line.addWidget(BoxText(theme, say(f"order.status.{card.status.value}")))
        self._lines()
        if card.status in (*LADDER, OrderStatus.PENDING):
            self.body.addWidget(Ladder(theme, card.status))
        self._add_facts(home)
        for matter in card.after_sales:
            self.body.addWidget(self._matter(matter))
        self._buttons(linked)

    def _lines(self) -> None:
        blobs = (*self.card.pictures, *("",) * len(self.card.lines))
        for line, blob in zip(self.card.lines, blobs, strict=False):
            self.body.addWidget(self._line(line, blob))

    def _line(self, line: OrderLine, blob: str) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.px(12))
        picture = Picture(self.theme, line.title)
        row.addWidget(picture)
        words = QVBoxLayout()
        words.setSpacing(self.theme.px(2))
        words.addWidget(selectable(line.title))
        price = (
            money_words(Money(line.price.minor * line.quantity, line.price.currency)) if line.price else ""
        )
        words.addWidget(
            selectable(f"{line.sku}  × {line.quantity}  {price}".strip(), tone="text2", face="meta")
        )
        words.addStretch(1)
        row.addLayout(words, 1)
        if blob:
            self._load(picture, blob)
        return holder

    def _load(self, picture: Picture, blob: str) -> None:
        def show(content: bytes | None) -> None:
            if isValid(picture):
                picture.show_bytes(content)

        self._desk.task(lambda: self._files.picture(blob), show, failed=_no_picture)

    # --- facts ------------------------------------------------------------------------------------------------------

    def _add_facts(self, home: bool) -> None:
        card, now = self.card, self._desk.now()
        facts = Facts(self.theme)
        facts.add(say("order.shop"), "" if home else card.shop_title)
        for parcel in card.shipments[-3:]:
            self._parcel(facts, parcel)
        if card.deliver_by is not None and card.status is not OrderStatus.DELIVERED:
            facts.add(say("order.eta"), short_day(card.deliver_by, now), strong=True)
        if card.ship_by is not None and card.status in (OrderStatus.PENDING, OrderStatus.PAID):
            late = card.ship_by < now
            facts.add(
                say("order.ship_by"), short_moment(card.ship_by, now), strong=True, tone="red" if late else ""
            )
        facts.add(say("order.recipient"), recipient_words(card.recipient))
        placed = say("order.placed_ago", day=short_day(card.placed_at, now), ago=ago(card.placed_at, now))
        facts.add(say("order.placed"), placed)
        facts.add(say("order.total"), money_words(card.total) if card.total else "")
        facts.add(say("order.buyer_note"), card.buyer_note)
        self.body.addWidget(facts)

    def _parcel(self, facts: Facts, parcel: Shipment) -> None:
        number = Shortened(f"{parcel.carrier} {parcel.tracking}".strip(), middle=True)
        if parcel.tracking_url.startswith("https://"):
            act: Callable[[], object] = partial(self.open_wanted.emit, parcel.tracking_url)
            shown = value_with_button(self.theme, number, "link", say("order.track"), act)
        else:
            act = partial(QGuiApplication.clipboard().setText, parcel.tracking)
            shown = value_with_button(self.theme, number, "copy", say("order.copy_tracking"), act)
        facts.add(say("order.carrier"), shown if parcel.tracking or parcel.carrier else "")
        when = short_moment(parcel.last_event_at, self._desk.now()) if parcel.last_event_at else ""
        told = "" if _CODE.fullmatch(parcel.last_event) else parcel.last_event
        event = told or (say(f"order.status.{parcel.status.value}") if when else "")
        facts.add(say("order.newest"), f"{when} {event}".strip())

    def _matter(self, matter: AfterSale) -> QWidget:
        """A return, inquiry, cancellation, claim or refund, with its own clock while it is open."""
        px, now = self.theme.px, self._desk.now()
        frame = box("sunken")
        column = QVBoxLayout(frame)
        column.setContentsMargins(px(8), px(6), px(8), px(6))
        column.setSpacing(px(2))
        line = QHBoxLayout()
        line.addWidget(label(say(f"aftersale.{matter.kind.value}"), strong=True))
        line.addWidget(BoxText(self.theme, say("aftersale.open" if matter.open else "aftersale.closed")))
        line.addStretch(1)
        if matter.open and matter.due is not None:
            late = matter.due <= now
            words = say("aftersale.late" if late else "aftersale.due", time=span(matter.due - now))
            line.addWidget(label(words, tone="red" if late else "amber", strong=True, face="meta"))
        column.addLayout(line)
        amount = money_words(matter.amount) if matter.amount else ""
        details = [part for part in (state_words(matter.state), matter.reason, amount) if part]
        column.addWidget(selectable(" · ".join(details), tone="text2", face="meta"))
        frame.setAccessibleName(f"{say(f'aftersale.{matter.kind.value}')} {' '.join(details)}")
        return frame

    # --- buttons ----------------------------------------------------------------------------------------------------

    def _buttons(self, linked: bool) -> None:
        card = self.card
        line = self._acts = ActLine(self.theme, say("order.more"), "order_more")
        if card.url.startswith("https://"):
            words = say("order.page", channel=say_or(f"channel.{card.channel}", card.channel))
            line.add_button("order_page", words, lambda: self.open_wanted.emit(card.url))
        for one in cards_to_send(card, self._sends):
            words = say(f"order.send_{one.kind.value}", title=elided(one.title or one.ref, 40))
            line.add_entry(words, partial(self.card_wanted.emit, one))
        if linked:
            line.add_entry(say("order.detach"), lambda: self.detach_wanted.emit(card))
        self.body.addWidget(line)

    def offer_first(self, word: FirstWord) -> None:
        """Its buyer may be written to, or there is a reason why not."""
        if not word.why_not:
            act = partial(self.start_wanted.emit, self.card)
            self._acts.add_button("write_about", say("order.write"), act, first=True)
        else:
            why = say("order.no_write", reason=reason_words(word.why_not))
            self.body.addWidget(selectable(why, tone="text3", face="meta"))


def cards_to_send(order: OrderCard, kinds: frozenset[CardKind]) -> list[SentCard]:
    """What of an order can be shown to the customer in the conversation: the order itself, and what was bought."""
    found = [SentCard(CardKind.ORDER, order.remote_key)] if CardKind.ORDER in kinds else []
    if CardKind.ITEM in kinds:
        items = {line.item_ref: line.title for line in order.lines if line.item_ref}
        found += [SentCard(CardKind.ITEM, ref, title) for ref, title in items.items()]
    return found


def recipient_words(recipient: Recipient) -> str:
    """`M. Schmidt, 04277 Leipzig, DE`; the street only where the platform tells it."""
    town = f"{recipient.postal_code} {recipient.city}".strip()
    parts = (recipient.name, *recipient.lines, town, recipient.region, recipient.country)
    return ", ".join(part for part in parts if part)


def _no_picture(error: QuaysideError) -> None:
    """A product without its picture is still the right product."""
