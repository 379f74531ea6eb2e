"""Everything a person (or the clock) can ask the program to change: small frozen values that travel as JSON.

A command names its ids itself, so that it means the same on every machine. `base_…` is what the person saw.
The handler of `Name` is found in `app/services/handlers.py`.
"""

from app.domain.commands.base import Command, Undo
from app.domain.commands.conversation import (
    AddNote,
    AddTag,
    Assign,
    AttachOrder,
    CloseWithoutReply,
    CountImported,
    DeleteNote,
    DetachOrder,
    MergeConversations,
    MoveMessage,
    NoteNoResponse,
    RemoveTag,
    SetCustomerNote,
    SetStatus,
    Snooze,
    SplitConversation,
    WakeSnoozed,
)
from app.domain.commands.own import AddFile, KeepDraft, KeepFirstDraft, MarkRead
from app.domain.commands.replying import (
    CancelReply,
    EditQueuedReply,
    ForwardMessage,
    QueueReply,
    ReleaseReply,
    RetryFailed,
    SettleUnknown,
    StartConversation,
)
from app.domain.commands.settings import (
    DeleteTemplate,
    EditShop,
    RemoveShop,
    SaveAgent,
    SaveTemplate,
    SetShopState,
)

__all__ = [
    "AddFile",
    "AddNote",
    "AddTag",
    "Assign",
    "AttachOrder",
    "CancelReply",
    "CloseWithoutReply",
    "Command",
    "CountImported",
    "DeleteNote",
    "DeleteTemplate",
    "DetachOrder",
    "EditQueuedReply",
    "EditShop",
    "ForwardMessage",
    "KeepDraft",
    "KeepFirstDraft",
    "MarkRead",
    "MergeConversations",
    "MoveMessage",
    "NoteNoResponse",
    "QueueReply",
    "ReleaseReply",
    "RemoveShop",
    "RemoveTag",
    "RetryFailed",
    "SaveAgent",
    "SaveTemplate",
    "SetCustomerNote",
    "SetShopState",
    "SetStatus",
    "SettleUnknown",
    "Snooze",
    "SplitConversation",
    "StartConversation",
    "Undo",
    "WakeSnoozed",
]
