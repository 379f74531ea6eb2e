"""Words for steps that could not be done: somebody was faster, something is gone, something is missing or too long."""

from app.views.vocabulary.entry import word

WORDS: tuple[tuple[str, str], ...] = (
    word("error.agent_gone", "找不到这位客服，没有改动。请刷新后再选。"),
    word("error.assigned_meanwhile", "这条会话刚刚由 {name} 接手，没有改动。要接手请再按一次。"),
    word("error.changed_since", "之后又有改动，无法原样撤销（{table}）。请手动改回。"),
    word("error.channel_unknown", "不认识渠道「{channel}」。请更新程序。"),
    word("error.command_malformed", "这一步的内容不完整，没有执行。请再做一次；仍不行就复制诊断信息。"),
    word("error.customer_gone", "这位客户已不在（可能被合并）。回到列表另选一条。"),
    word("error.decision_unknown", "不认识这个决定（{decision}），没有改动。"),
    word("error.too_many_files", "这个渠道一次最多 {limit} 个附件。请分开发送。"),
    word("error.last_admin", "至少要留一位管理员，没有改动。"),
    word("error.login_gone", "这个登录已被移除，没有改动。"),
    word("error.merge_same", "不能把会话与它自己合并。请另选一条。"),
    word("error.moment_past", "这个时间已经过去。请选一个以后的时间。"),
    word("error.name_empty", "请先填名字。"),
    word("error.nothing_to_find", "这个渠道没有要查找的服务器。请直接填写登录信息。"),
    word("error.no_consent_page", "这个渠道没有授权页面。请直接填写登录信息。"),
    word("error.note_gone", "这条备注已不在，没有改动。"),
    word("error.role_missing", "这一步需要「{role}」权限。请找有权限的同事。"),
    word("error.setting_value", "「{setting}」应在 {least} 与 {most} 之间。"),
    word("error.shop_gone", "这家店已被移除，没有改动。"),
    word("error.shop_removed", "这家店已被移除，不能发送。"),
    word("error.shop_state_unknown", "不认识店铺的这个状态，没有改动。"),
    word("error.shop_twice", "「{title}」已经连接过了，没有再添加。要换登录请在那家店里重新登录。"),
    word("error.split_twice", "这些消息已经分出去过了。"),
    word("error.status_move", "会话不能从「{before}」改为「{after}」。已处理的要先改回待处理。"),
    word("error.tag_empty", "请先写标签。"),
    word("error.template_gone", "这个模板已被删除。"),
    word("error.shop_paused", "这家店已暂停，没有连接平台。请先恢复这家店再试。"),
)
