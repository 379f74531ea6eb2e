"""What each screen is given to show: complete, ready, and cheap to paint."""

from app.domain.readmodels.context import ContextView, CustomerCard, OrderCard, TemplateRow
from app.domain.readmodels.conversation import (
    ActivityItem,
    AttachmentRow,
    ConversationView,
    MailboxMark,
    MessageItem,
    NoteItem,
    TimelineItem,
)
from app.domain.readmodels.lists import (
    MOST_FOUND,
    Badges,
    Group,
    ImportedWaiting,
    InboxPage,
    InboxRow,
    ShopBadge,
    SortOrder,
    Standstill,
    Tally,
    View,
    ViewKind,
)
from app.domain.readmodels.pages import AgentRow, LoginRow, OutboxRow, QuarantineRow, ShopRow, SyncState

__all__ = [
    "MOST_FOUND",
    "ActivityItem",
    "AgentRow",
    "AttachmentRow",
    "Badges",
    "ContextView",
    "ConversationView",
    "CustomerCard",
    "Group",
    "ImportedWaiting",
    "InboxPage",
    "InboxRow",
    "LoginRow",
    "MailboxMark",
    "MessageItem",
    "NoteItem",
    "OrderCard",
    "OutboxRow",
    "QuarantineRow",
    "ShopBadge",
    "ShopRow",
    "SortOrder",
    "Standstill",
    "SyncState",
    "Tally",
    "TemplateRow",
    "TimelineItem",
    "View",
    "ViewKind",
]
