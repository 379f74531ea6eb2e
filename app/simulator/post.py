"""The post: turns what is said into mails, and mails we hand over into what customers receive."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.simulator import inbound, plain_letter, relay_letter
from app.simulator.inbound import Handed
from app.simulator.mailroom import Mailroom
from app.simulator.mime import date
from app.simulator.platform import Letters
from app.simulator.platforms import PLATFORMS
from app.simulator.talk import SHOP, Conversation, Utterance
from app.simulator.trade import Shop
from app.simulator.world import World

COPY_AFTER = timedelta(seconds=25)
REFUSAL_AFTER = timedelta(minutes=3)
BOUNCE_AFTER = timedelta(seconds=20)
SMTP_MAX = 25 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Verdict:
    """An SMTP reply."""

    code: int
    text: str

    @property
    def line(self) -> str:
        """The reply as one line."""
        return f"{self.code} {self.text}"


@dataclass(slots=True)
class Ledger:
    """Everything handed over, in order, for the oracle: also what nobody received."""

    handed: list[tuple[datetime, str, tuple[str, ...], str]] = field(default_factory=list)
    copies: list[tuple[datetime, str, str]] = field(default_factory=list)
    """Mails to addresses that are no customer of ours: Cc, Bcc, forwards."""
    refused: list[tuple[datetime, str, str]] = field(default_factory=list)


RELAYS = tuple(one.letters for one in PLATFORMS.values() if one.letters is not None and one.letters.relay)


def letters_of(shop: Shop) -> Letters:
    """How the mails of a shop look."""
    letters = PLATFORMS[shop.channel].letters
    if letters is None:
        raise LookupError(f"{shop.channel} lives without mail")
    return letters


class Post:
    """Carries mail between the world and the mailroom."""

    def __init__(self, world: World, mailroom: Mailroom) -> None:
        self.world = world
        self.mailroom = mailroom
        self.ledger = Ledger()
        self.outsiders = ("@partner.example", "@colleague.example")
        """Addresses that accept mail and belong to nobody in the world."""
        world.hearers.append(self.hear)

    # --- from the world into the mailboxes

    def hear(self, said: Utterance) -> None:
        """Something was said in a shop that lives by mail."""
        shop = said.conversation.shop
        if not shop.mailbox:
            return
        if said.author == SHOP:
            self._file_ours(said, shop)
        else:
            self._deliver(said, shop)

    def _deliver(self, said: Utterance, shop: Shop) -> None:
        letters = letters_of(shop)
        said.message_id = said.message_id or letters.message_id(said)
        raw = said.raw or letters.letter(said, shop.mailbox)
        self.mailroom.deliver(shop.mailbox, raw, said.at)

    def _file_ours(self, said: Utterance, shop: Shop) -> None:
        if not said.message_id and said.at < self.world.start:
            said.message_id = f"<{relay_letter.digest('ours/' + said.id)[:24]}@northshore.example>"
            to = said.conversation.customer.handle
            raw = plain_letter.our_letter(said, shop.mailbox, to)
            self.mailroom.deliver(shop.mailbox, raw, said.at, "Sent")
        if letters_of(shop).confirms and said.text:
            at = said.at + COPY_AFTER
            if at < self.world.start:
                self._confirm(said, shop, at)
            else:
                self.world.timeline.plan(at, lambda now: self._confirm(said, shop, now))

    def _confirm(self, said: Utterance, shop: Shop, at: datetime) -> None:
        self.mailroom.deliver(shop.mailbox, letters_of(shop).confirmation(said, shop.mailbox, at), at)

    # --- from us to the customers

    def recipient(self, address: str) -> Verdict:
        """What RCPT TO answers: our mail house refuses only what is no address."""
        local, _, domain = address.partition("@")
        if not local or "." not in domain:
            return Verdict(501, "5.1.3 Bad recipient address syntax")
        if domain == "refused.example":
            return Verdict(550, "5.1.1 User unknown")
        return Verdict(250, "2.1.5 Ok")

    def submit(self, login: str, recipients: tuple[str, ...], raw: bytes, now: datetime) -> Verdict:
        """Takes a mail after its final dot, from the mailbox that signed in."""
        if len(raw) > SMTP_MAX:
            return Verdict(552, "5.3.4 Message size exceeds fixed limit")
        handed = inbound.read(raw)
        self.ledger.handed.append((now, login, recipients, handed.message_id))
        box = self.mailroom.boxes.get(login.lower())
        if box is not None and box.keeps_sent:
            self.mailroom.deliver(login, raw, now, "Sent")
        for address in recipients:
            self._carry(login, address, handed, raw, now)
        return Verdict(250, "2.0.0 Ok: queued as " + relay_letter.digest(handed.message_id)[:10].upper())

    def _carry(self, login: str, address: str, handed: Handed, raw: bytes, now: datetime) -> None:
        relay = next((one for one in RELAYS if one.relay in address.lower()), None)
        if relay is not None:
            self._relay(relay, login, address, handed, raw, now)
        elif address.lower() in self.mailroom.boxes:
            self.mailroom.deliver(address, raw, now)
        else:
            self._plain(login, address, handed, raw, now)

    def _relay(
        self, relay: Letters, login: str, address: str, handed: Handed, raw: bytes, now: datetime
    ) -> None:
        """A platform's relay carries a mail on, or says by mail some minutes later why it does not."""
        talk = self._by_alias(relay, address.lower(), handed)
        why = relay.objection(talk, handed, len(raw))
        if talk is not None and not why:
            self._received(talk, handed, raw, now)
            return
        self.ledger.refused.append((now, address, handed.message_id))

        def refuse(at: datetime) -> None:
            letter = relay.refusal(why, handed.message_id, login, at, handed.subject)
            self.mailroom.deliver(login, letter, at)

        self.world.timeline.plan(now + REFUSAL_AFTER, refuse)

    def _plain(self, login: str, address: str, handed: Handed, raw: bytes, now: datetime) -> None:
        """An ordinary address: a customer of ours, an outsider, or nobody."""
        talk = self._by_address(address, handed)
        if talk is not None:
            self._received(talk, handed, raw, now)
            return
        if address.lower().endswith(self.outsiders):
            self.ledger.copies.append((now, address, handed.message_id))
            return
        self.ledger.refused.append((now, address, handed.message_id))

        def bounce(at: datetime) -> None:
            number = len(self.ledger.refused)
            letter = plain_letter.bounce(handed.message_id, address, login, number, date(at), raw)
            self.mailroom.deliver(login, letter, at)

        self.world.timeline.plan(now + BOUNCE_AFTER, bounce)

    def _received(self, talk: Conversation, handed: Handed, raw: bytes, now: datetime) -> None:
        self.world.say(
            talk,
            SHOP,
            handed.text.strip(),
            now,
            attachments=handed.attachments,
            message_id=handed.message_id,
            subject=handed.subject,
            raw=raw,
        )

    # --- whose conversation is it

    def _by_alias(self, relay: Letters, address: str, handed: Handed) -> Conversation | None:
        local, _, domain = address.partition("@")
        base, _, case = local.partition("+")
        talks = self.world.conversations.values()
        ours = (talk for talk in talks if PLATFORMS[talk.shop.channel].letters is relay)
        mine = [talk for talk in ours if relay.leads(talk, address)]
        for talk in mine:
            if case and talk.id == case:
                return talk
        if mine:
            return self._referred(mine, handed) or mine[-1]
        return self._order_alias(f"{base}@{domain}", handed)

    def _order_alias(self, alias: str, handed: Handed) -> Conversation | None:
        """A buyer who never wrote: we know the alias from the order alone."""
        order = next((o for o in self.world.orders.values() if o.customer.handle == alias), None)
        if order is None:
            return None
        now = self.world.now()
        return self.world.open_conversation(order.shop, order.customer, handed.subject, now, order)

    def _by_address(self, address: str, handed: Handed) -> Conversation | None:
        mine = [
            talk
            for talk in self.world.conversations.values()
            if talk.shop.mailbox and talk.customer.handle.lower() == address.lower()
        ]
        return self._referred(mine, handed) or (mine[-1] if mine else None)

    def _referred(self, talks: list[Conversation], handed: Handed) -> Conversation | None:
        """The conversation whose mails ours refers to."""
        for talk in talks:
            if any(said.message_id in handed.references for said in talk.utterances if said.message_id):
                return talk
        return None
