"""Words for all that can go wrong: what happened, what it means for the customer's clock, what to press."""

from app.views.vocabulary.entry import word

WORDS: tuple[tuple[str, str], ...] = (
    word("error.any_problem", "没有做成（{key}）。客户的时限照常计算；请检查后再试一次。"),
    word("error.any_outage", "暂时连不上（{key}）。程序会自动重试，回复留在发件箱，不会丢失。"),
    word("error.any_bug", "程序出了错（{key}）。你写的内容已保存；请复制诊断信息发给支持。"),
    word("error.search_value", "「{operator}:」后面的「{value}」看不懂。改一下或删掉这个条件。"),
    word("error.disk_crowded", "磁盘快满了，这个文件先不下载。腾出空间后再打开；消息照常收发。"),
    word("error.disk_full", "磁盘满了，这一步没有保存。腾出空间再试；客户的时限仍在走。"),
    word("error.database_newer", "这份数据来自更新的版本。请先更新程序，数据没有改动。"),
    word("error.sqlite_too_old", "程序缺少需要的数据库版本（{version}）。请重新安装。"),
    word(
        "error.keyring_locked",
        "系统钥匙串锁着，这份资料的密钥在里面。用系统登录密码解锁后再试；资料没有改动，期间收发暂停。",
    ),
    word("error.conversation_gone", "这条会话已不在（可能被合并）。回到列表选另一条。"),
    word("error.illegal_move", "现在不能这样改状态。已处理的会话要先改回待处理。"),
    word("reason.after_loss", "资料修复过，可能已经发出，看过会话再定"),
    word("reason.proven_absent", "已确认没有送到，重新排队"),
    word("reason.any", "平台没有接受（{key}）"),
)
