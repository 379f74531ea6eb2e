"""Takes what customers and we have said into the desk: each utterance once, in the conversation where it belongs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from app.connectors.contract import RemoteMessage, holds_for
from app.domain.canonical import canonical_hash
from app.domain.conversations import ActivityKind, Direction
from app.domain.moments import IdSource
from app.domain.sla import Promises
from app.domain.values import ConversationId, ShopId, message_number
from app.services.ingest_clock import settle_clocks
from app.services.ingest_copies import Copies
from app.services.ingest_echoes import said_in
from app.services.ingest_orders import tie_new, ties_of, want_missing
from app.services.ingest_placed import (
    Arrival,
    Placed,
    document,
    file_rows,
    first_status,
    message_row,
    spoken,
    tell,
)
from app.store import ingest as rows
from app.store import schema
from app.store.cards import card_rows
from app.store.order_rows import tie
from app.store.outbox_echoes import Echo, adopt_echoes
from app.store.own_words import become_letters
from app.store.search_index import index_documents
from app.store.standing import Standing, load_standings, save_standings
from app.store.unit_of_work import Work


@dataclass(slots=True)
class MessageIntake:
    """One shop's messages of one batch. Everything is asked first, decided in memory, and written at the end."""

    work: Work
    shop: ShopId
    now: datetime
    ids: IdSource
    promises: Promises
    assignee: UUID | None = None
    """who answers this shop: new conversations are his"""
    owners: dict[str, rows.Owner] = field(default_factory=dict)
    standings: dict[UUID, Standing] = field(default_factory=dict)
    customers: dict[str, UUID] = field(default_factory=dict)
    placed: list[Placed] = field(default_factory=list)
    replies: list[rows.Ours] = field(default_factory=list)
    ours: list[RemoteMessage] = field(default_factory=list)
    """messages of ours that have not been recognised yet"""
    echoes: list[tuple[rows.Ours, RemoteMessage]] = field(default_factory=list)
    copies: Copies = field(default_factory=Copies)
    new_keys: dict[str, rows.Owner] = field(default_factory=dict)
    new_customers: list[rows.Row] = field(default_factory=list)
    new_identities: list[rows.Row] = field(default_factory=list)

    def take(self, arrivals: Iterable[Arrival]) -> None:
        """Stores what is new; what is known already changes nothing."""
        fresh = self._unknown(sorted(arrivals, key=lambda a: a.message.sent_at))
        if not fresh:
            return
        self._ask(fresh)
        for arrival in fresh:
            self._place(arrival)
        self._write()

    def _unknown(self, arrivals: Sequence[Arrival]) -> list[Arrival]:
        keys = {arrival.message.remote_key for arrival in arrivals}
        seen = set(rows.known_messages(self.work.connection, self.shop, keys))
        fresh: list[Arrival] = []
        for arrival in arrivals:
            if arrival.message.remote_key not in seen:
                seen.add(arrival.message.remote_key)
                fresh.append(arrival)
        return fresh

    def _ask(self, fresh: Sequence[Arrival]) -> None:
        connection = self.work.connection
        messages = [arrival.message for arrival in fresh]
        ours = self.ours = [message for message in messages if message.direction is Direction.OUTBOUND]
        self.owners = rows.owners(
            connection, self.shop, {key for m in messages for key in (*m.thread_keys, *m.also_keys)}
        )
        self.customers = rows.identities(connection, self.shop, {identity_key(m) for m in messages})
        touched = {owner.conversation_id for owner in self.owners.values()}
        if ours:
            named = {UUID(hex=message.own_key) for message in ours if message.own_key}
            self.replies = rows.ours_named(connection, self.shop, named, {m.remote_key for m in ours})
            touched |= {reply.conversation_id for reply in self.replies}
            known = {reply.id for reply in self.replies}
            more = rows.ours_of(connection, self.shop, touched)
            self.replies += [reply for reply in more if reply.id not in known]
        self.copies = Copies.among(connection, touched, ours)
        self.standings = load_standings(connection, touched)

    # --- one message --------------------------------------------------------------------------------------------

    def _place(self, arrival: Arrival) -> None:
        message = arrival.message
        standing = self._owner_of(message)
        if message.direction is Direction.OUTBOUND and (reply := self._echo_of(message, standing)):
            self.echoes.append((reply, message))
            self._own_keys(self.standings[reply.conversation_id], message)
            return
        standing = standing or self._begin(arrival)
        self._own_keys(standing, message)
        placed = Placed(self.ids.new(), arrival, standing)
        if message.direction is Direction.OUTBOUND:
            if self.copies.repeats(message, standing.id):
                return
            self.copies.add(placed.id, standing.id, message)
        self.placed.append(placed)

    def _owner_of(self, message: RemoteMessage) -> Standing | None:
        for key in message.thread_keys:
            owner = self.owners.get(key)
            standing = self.standings.get(owner.conversation_id) if owner else None
            if owner and standing and _still_holds(key, message.sent_at, owner.seen_at, standing):
                return standing
        return None

    def _echo_of(self, message: RemoteMessage, standing: Standing | None) -> rows.Ours | None:
        """The reply of ours that this message is: by our marker, by the channel's key, or by its very words."""
        for reply in self.replies:
            if reply.id.hex == message.own_key or reply.remote_key == message.remote_key:
                return reply
        if standing is None or message.own_key:
            return None
        here = [reply for reply in self.replies if reply.conversation_id == standing.id]
        if not here:
            return None
        words = _words_of(message)
        found = said_in(message, words, here, lambda: sum(_words_of(one) == words for one in self.ours))
        if found is not None:
            self.ours.remove(message)
            found.echoed, found.state, found.remote_key = True, "sent", message.remote_key
        return found

    def _begin(self, arrival: Arrival) -> Standing:
        message = arrival.message
        standing = Standing(
            id=self.ids.new(),
            shop_id=self.shop,
            customer_id=self._customer_of(message),
            subject=message.subject,
            status=first_status(arrival).value,
            assignee_id=self.assignee,
            snoozed_until=None,
            country=message.country,
            language=message.language,
            order_key="",
            item_ref="",
            preview="",
            last_n=0,
            last_at=message.sent_at,
            last_direction=message.direction.value,
            last_message_id=None,
            news_n=0,
            message_count=0,
            waiting_since=None,
            platform_due=None,
            internal_due=None,
            due=None,
            reply_refs={},
            can_reply="",
            created_at=message.sent_at,
            merged_into=None,
            fresh=True,
        )
        self.standings[standing.id] = standing
        return standing

    def _customer_of(self, message: RemoteMessage) -> UUID:
        key = identity_key(message)
        known = self.customers.get(key)
        if known is not None:
            return known
        name = message.customer.name or message.customer.key
        one = self.customers[key] = self.ids.new()
        self.new_customers.append(
            rows.new_customer(one, name, message.country, message.language, message.sent_at)
        )
        if key:
            self.new_identities.append(
                {"shop_id": self.shop, "key": key, "customer_id": one, "name": message.customer.name}
            )
        else:
            del self.customers[key]
        return one

    def _own_keys(self, standing: Standing, message: RemoteMessage) -> None:
        for key in dict.fromkeys((*message.thread_keys, *message.also_keys)):
            owner = self.owners.get(key)
            if owner is None or (holds_for(key) is not None and owner.seen_at < message.sent_at):
                self.owners[key] = self.new_keys[key] = rows.Owner(standing.id, message.sent_at)

    # --- writing ------------------------------------------------------------------------------------------------

    def _write(self) -> None:
        connection = self.work.connection
        numbers = rows.free_numbers(
            connection, [message_number(p.arrival.message.sent_at, p.id) for p in self.placed]
        )
        for placed, n in zip(self.placed, numbers, strict=True):
            placed.n = n
            tell(placed, self.now, self.assignee)
        changed = {placed.standing.id: placed.standing for placed in self.placed}
        woken = settle_clocks(self.work.connection, [spoken(placed) for placed in self.placed], self.promises)
        rows.add_rows(connection, schema.customer, self.new_customers)
        rows.add_missing(connection, schema.identity, self.new_identities)
        talks = [(p.standing, p.arrival.message.order_keys) for p in self.placed]
        missing = tie_new(self.work, self.shop, talks)
        named = [(p.arrival.message.order_keys, p.arrival.imported) for p in self.placed]
        want_missing(self.work, self.shop, missing, named, self.now)
        save_standings(connection, changed.values())
        tie(connection, ties_of(self.work, self.shop, talks))
        rows.add_rows(connection, schema.message, [message_row(p, self.shop, self.now) for p in self.placed])
        told = [(p.standing.id, p.id, p.arrival.message) for p in self.placed]
        files = [*file_rows(self.ids, (*told, *self.copies.letters))]
        rows.add_rows(connection, schema.attachment, files)
        cards = [*card_rows((p.id, p.arrival.message.cards) for p in self.placed if p.arrival.message.cards)]
        rows.add_rows(connection, schema.card, cards)
        become_letters(connection, [(one, m.remote_key, m.raw_key) for _, one, m in self.copies.letters])
        rows.add_or_replace(connection, schema.thread_key, [*self._keys()])
        rows.add_rows(connection, schema.activity, [self._woke(one) for one in woken])
        rows.add_tags(
            connection, {(p.standing.id, tag) for p in self.placed for tag in p.arrival.message.tags}
        )
        adopt_echoes(self.work, [Echo(r.id, r.message_id, m.remote_key, m.sent_at) for r, m in self.echoes])
        index_documents(self.work, [document(placed) for placed in self.placed])
        self._log(changed.values())

    def _log(self, changed: Iterable[Standing]) -> None:
        self.work.log.conversations.update(ConversationId(standing.id) for standing in changed)
        self.work.log.conversations.update(ConversationId(r.conversation_id) for r, _ in self.echoes)
        self.work.log.arrived.extend(dict.fromkeys(p.standing.id for p in self.placed if p.is_news))
        if self.echoes:
            self.work.log.subjects.add("outbox")

    def _woke(self, standing: Standing) -> rows.Row:
        return {
            "id": self.ids.new(),
            "conversation_id": standing.id,
            "agent_id": None,
            "at": self.now,
            "kind": ActivityKind.WOKE.value,
            "detail": {},
        }

    def _keys(self) -> Iterable[rows.Row]:
        for key, owner in self.new_keys.items():
            yield {
                "shop_id": self.shop,
                "key": key,
                "conversation_id": owner.conversation_id,
                "seen_at": owner.seen_at,
            }


def identity_key(message: RemoteMessage) -> str:
    """How the shop's channel names the customer; by name alone where it has nothing better."""
    customer = message.customer
    return customer.key or (f"name:{customer.name.casefold()}" if customer.name else "")


def _still_holds(key: str, at: datetime, seen_at: datetime, standing: Standing) -> bool:
    hold = holds_for(key)
    return hold is None or min(abs(at - seen_at), abs(at - standing.last_at)) <= hold


def _words_of(message: RemoteMessage) -> str:
    return canonical_hash(message.text[: message.quoted_from])
