"""Which function carries out which command, and the one way to run it: once, whole, with its inverse on record."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from app.domain import commands as c
from app.domain.channel_facts import Channels, no_facts
from app.domain.commands import Command
from app.domain.errors import Bug, Problem
from app.domain.outcome import Outcome
from app.domain.restoring import Restore
from app.services import (
    agents,
    conversations,
    drafts,
    first_messages,
    gathering,
    imported,
    notes,
    outbox_commands,
    replies,
    shop_commands,
    templates,
    undo,
)
from app.services.handling import Handled, Handler
from app.store.command_log import find_logged, log_command, mark_undone
from app.store.engine import Engine
from app.store.unit_of_work import Work, unit_of_work

HANDLERS: Mapping[type[Command], Handler] = {
    c.QueueReply: replies.queue_reply,
    c.StartConversation: first_messages.start_conversation,
    c.ForwardMessage: replies.forward_message,
    c.CancelReply: outbox_commands.cancel_reply,
    c.EditQueuedReply: outbox_commands.edit_queued_reply,
    c.ReleaseReply: outbox_commands.release_reply,
    c.SettleUnknown: outbox_commands.settle_unknown,
    c.RetryFailed: outbox_commands.retry_failed,
    c.AddNote: notes.write_note,
    c.DeleteNote: notes.delete_note,
    c.Assign: conversations.assign,
    c.SetStatus: conversations.change_status,
    c.Snooze: conversations.snooze,
    c.WakeSnoozed: conversations.wake_snoozed,
    c.CloseWithoutReply: conversations.close_without_reply,
    c.NoteNoResponse: conversations.note_no_response,
    c.AddTag: conversations.tag,
    c.RemoveTag: conversations.untag,
    c.SetCustomerNote: conversations.set_customer_note,
    c.MergeConversations: gathering.merge,
    c.SplitConversation: gathering.split,
    c.MoveMessage: gathering.move_message,
    c.AttachOrder: gathering.attach_order,
    c.DetachOrder: gathering.detach_order,
    c.MarkRead: drafts.mark,
    c.KeepDraft: drafts.save_draft,
    c.KeepFirstDraft: drafts.save_first_draft,
    c.AddFile: drafts.register_file,
    c.SaveTemplate: templates.save_template,
    c.DeleteTemplate: templates.delete_template,
    c.SaveAgent: agents.save_agent,
    c.SetShopState: shop_commands.set_shop_state,
    c.RemoveShop: shop_commands.take_shop_away,
    c.EditShop: shop_commands.edit_shop,
    c.CountImported: imported.count_imported,
    Restore: undo.restore,
}
UNLOGGED = (c.MarkRead, c.KeepDraft, c.KeepFirstDraft)
"""a desk's own business: repeating it does no harm, and it happens at every pause of typing"""


def handle(work: Work, command: Command, now: datetime) -> Handled:
    """Runs the handler of `command` in the open transaction."""
    if isinstance(command, c.Undo):
        return _undo(work, command, now)
    handler = HANDLERS.get(type(command))
    if handler is None:
        raise Bug("command_unknown", kind=type(command).__name__)
    return handler(work, command, now)


def _undo(work: Work, command: c.Undo, now: datetime) -> Handled:
    logged = find_logged(work, command.undone)
    if logged is None or logged.inverse is None or logged.undone:
        raise Problem("nothing_to_undo")
    handled = handle(work, replace(logged.inverse, id=command.id, agent=command.agent), now)
    mark_undone(work, command.undone)
    return handled


def carry_out(engine: Engine, command: Command, now: datetime, channels: Channels = no_facts) -> Outcome:
    """One transaction: the handler, the record of the command, and what it touched.

    The same command again changes nothing and gives the same answer.
    """
    with unit_of_work(engine, channels) as work:
        if isinstance(command, UNLOGGED):
            handled = handle(work, command, now)
        elif logged := find_logged(work, command.id):
            return Outcome(
                work.log.freeze(), logged.inverse is not None and not logged.undone, logged.notices
            )
        else:
            handled = handle(work, command, now)
            log_command(work, command, now, handled.inverse, handled.notices)
    return Outcome(work.log.freeze(), handled.inverse is not None, handled.notices)
