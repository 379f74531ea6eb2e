"""Words of the outbox: where each unsent reply stands."""

from app.views.vocabulary.entry import word

WORDS: tuple[tuple[str, str], ...] = (
    word("outbox.title", "发件箱"),
    word("outbox.count", "{n} 封还没送达"),
    word("outbox.help", "每封只发一次；不确定的绝不自动重发"),
    word("outbox.empty", "发件箱是空的"),
    word("outbox.empty_help", "所有回复都已送达。"),
    word("outbox.left", "时限还剩 {time}"),
    word("outbox.late", "时限已超 {time}"),
    word("outbox.queued", "{ago}写好。"),
    word("outbox.blocked", "前面还有一封没结果，按顺序等它。"),
    word("outbox.because", "原因：{reason}。"),
    word("outbox.undo_until", "{time} 前可以撤销。"),
    word("outbox.not_before", "{time} 再试。"),
    word("outbox.next_look", "{time} 去平台核对，此前不会重发。"),
    word("outbox.attempts", "已试 {n} 次。"),
    word("outbox.edit", "修改"),
    word("outbox.cancel", "撤回到草稿"),
    word("outbox.cancel_forward", "不转发了"),
    word("outbox.forward", "转发"),
    word("outbox.cc", "抄送：{addresses}"),
    word("outbox.bcc", "密送：{addresses}"),
    word("outbox.paused", "这家店已暂停，恢复后才会发出。"),
    word("outbox.open", "打开会话"),
)
