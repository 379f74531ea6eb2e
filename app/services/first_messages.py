"""Writing first: a message to the buyer of an order before he wrote, with the files that were prepared for it."""

from datetime import datetime, timedelta

from app.domain.commands import StartConversation
from app.domain.conversations import Direction, Status
from app.domain.customers import Party
from app.domain.drafts import DraftKind
from app.domain.errors import Problem
from app.domain.files import NewFile, is_dangerous
from app.domain.outbox import SendState
from app.domain.shops import ShopState
from app.domain.values import ConversationId, CustomerId
from app.services.handling import Handled, derived
from app.services.outbox_commands import taking_back
from app.services.replies import store_reply
from app.services.wording import check_words
from app.store.conversations import ConversationRecord, change_conversation, load_conversation, talks_with
from app.store.customers import customer_of
from app.store.drafts import drop_draft
from app.store.history import link_order
from app.store.messages import add_file
from app.store.orders import load_order
from app.store.outbound import NewOutbound, clocks_as_json
from app.store.rows import add_row, find_row
from app.store.schema import attachment, conversation
from app.store.shops import load_shop
from app.store.unit_of_work import Work


def start_conversation(work: Work, command: StartConversation, now: datetime) -> Handled:
    """Writes to the buyer of an order before he wrote."""
    shop = load_shop(work, command.shop)
    facts = work.channels(shop.channel)
    if facts.no_first_message:
        raise Problem(facts.no_first_message)
    check_words(work, shop, command.text, command.files)
    order = load_order(work, command.order)
    if order.shop_id != command.shop:
        raise Problem("order_other_shop")
    if shop.state is ShopState.REMOVED:
        raise Problem("shop_removed")
    if not order.buyer_keys:
        raise Problem("order_without_buyer")
    to = Party(order.buyer_keys[0], order.buyer_name)
    fresh = CustomerId(order.customer_id or derived(command.conversation, b"customer"))
    customer = customer_of(work, shop.id, to, fresh, order.country, now)
    if not facts.letters and talks_with(work, shop.id, customer) - {command.conversation}:
        raise Problem("talk_is_here")
    record = _opened(work, command, customer, order.remote_key, order.country, now)
    link_order(work, record.id, command.order, by_hand=False)
    _register(work, command.files, record.id)
    store_reply(work, _first(record, command, to, now, shop.undo))
    drop_draft(work, command.agent, command.order, DraftKind.FIRST)
    drop_draft(work, command.agent, record.id)  # where its words lay if it was taken back before
    change_conversation(work, record.id, status=Status.WAITING.value)
    return Handled(taking_back(command, command.outbound))


def _opened(
    work: Work, command: StartConversation, customer: CustomerId, order_key: str, country: str, now: datetime
) -> ConversationRecord:
    if find_row(work, conversation, {"id": command.conversation}) is None:
        add_row(
            work, conversation, id=command.conversation, shop_id=command.shop, customer_id=customer,
            subject=command.subject, status=Status.WAITING.value, assignee_id=command.agent, snoozed_until=None,
            country=country, language="", order_key=order_key, item_ref="", preview="", last_n=0, last_at=now,
            last_direction=Direction.OUTBOUND.value, last_message_id=None, news_n=0, message_count=0,
            waiting_since=None, platform_due=None, internal_due=None, due=None, reply_refs={}, can_reply="",
            created_at=now, merged_into=None,
        )  # fmt: skip
    return load_conversation(work, command.conversation)


def _register(work: Work, files: tuple[NewFile, ...], owner: ConversationId) -> None:
    for file in files:
        if find_row(work, attachment, {"id": file.id}) is None:
            add_file(
                work, id=file.id, conversation_id=owner, name=file.name, size=file.size,
                content_type=file.content_type, blob_key=file.blob_key, dangerous=is_dangerous(file.name),
            )  # fmt: skip


def _first(
    record: ConversationRecord, command: StartConversation, to: Party, now: datetime, undo: timedelta
) -> NewOutbound:
    return NewOutbound(
        id=command.outbound, conversation_id=record.id, shop_id=record.shop_id, message_id=command.message,
        agent_id=command.agent, kind="first", base_last_message_id=None, recipient_key=to.key,
        recipient_name=to.name, thread_key="", subject=command.subject, text=command.text, reply_refs={},
        files=[file.id.hex for file in command.files], cc=[], bcc=[], order_key=record.order_key, item_ref="",
        form="", resolve=False, state=SendState.QUEUED, reason="", queued_at=now, undo_until=now + undo,
        clock_before=clocks_as_json(record.clocks, Status.RESOLVED.value),
    )  # fmt: skip
