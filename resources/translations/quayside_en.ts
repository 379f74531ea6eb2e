<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="zh_CN">
<context>
    <name>about.code</name>
    <message>
        <source>换一张恢复码</source>
        <translation>New recovery code</translation>
    </message>
</context>
<context>
    <name>about.code_kept</name>
    <message>
        <source>新的恢复码已生效，旧的作废。</source>
        <translation>The new recovery code is in force; the old one no longer opens anything.</translation>
    </message>
</context>
<context>
    <name>about.copy</name>
    <message>
        <source>复制诊断信息</source>
        <translation>Copy diagnostics</translation>
    </message>
</context>
<context>
    <name>about.diagnostics</name>
    <message>
        <source>诊断信息</source>
        <translation>Diagnostics</translation>
    </message>
</context>
<context>
    <name>about.licence</name>
    <message>
        <source>界面使用 Qt（LGPL），可自行替换其动态库。</source>
        <translation>The interface uses Qt (LGPL); its libraries may be replaced.</translation>
    </message>
</context>
<context>
    <name>about.logs</name>
    <message>
        <source>打开日志文件夹</source>
        <translation>Open the log folder</translation>
    </message>
</context>
<context>
    <name>about.version</name>
    <message>
        <source>版本 {version}</source>
        <translation>Version {version}</translation>
    </message>
</context>
<context>
    <name>activity.assigned</name>
    <message>
        <source>{who} 指派给 {to}</source>
        <translation>{who} assigned it to {to}</translation>
    </message>
</context>
<context>
    <name>activity.closed</name>
    <message>
        <source>{who} 不回复关闭：{reason}</source>
        <translation>{who} closed it without a reply: {reason}</translation>
    </message>
</context>
<context>
    <name>activity.forwarded</name>
    <message>
        <source>{who} 转发了一封邮件</source>
        <translation>{who} forwarded a mail</translation>
    </message>
</context>
<context>
    <name>activity.merged</name>
    <message>
        <source>{who} 并入了会话「{subject}」</source>
        <translation>{who} merged the conversation “{subject}” into this one</translation>
    </message>
</context>
<context>
    <name>activity.moved</name>
    <message>
        <source>{who} 从「{subject}」移来一条消息</source>
        <translation>{who} moved a message here from “{subject}”</translation>
    </message>
</context>
<context>
    <name>activity.no_response_needed</name>
    <message>
        <source>在平台标记了「无需回复」</source>
        <translation>Marked on the platform as needing no response</translation>
    </message>
</context>
<context>
    <name>activity.order_attached</name>
    <message>
        <source>{who} 关联了订单 {order}</source>
        <translation>{who} attached order {order}</translation>
    </message>
</context>
<context>
    <name>activity.order_detached</name>
    <message>
        <source>{who} 取消关联订单 {order}</source>
        <translation>{who} detached order {order}</translation>
    </message>
</context>
<context>
    <name>activity.refused</name>
    <message>
        <source>一封回复被平台拒收</source>
        <translation>A reply was refused by the platform</translation>
    </message>
</context>
<context>
    <name>activity.snoozed</name>
    <message>
        <source>{who} 设为稍后处理，{until} 提醒</source>
        <translation>{who} snoozed it until {until}</translation>
    </message>
</context>
<context>
    <name>activity.split</name>
    <message>
        <source>{who} 拆出 {count} 条消息</source>
        <translation>{who} split off {count} messages</translation>
    </message>
</context>
<context>
    <name>activity.status</name>
    <message>
        <source>{who} 把状态从「{before}」改为「{after}」</source>
        <translation>{who} changed the status from {before} to {after}</translation>
    </message>
</context>
<context>
    <name>activity.system</name>
    <message>
        <source>系统</source>
        <translation>Quayside</translation>
    </message>
</context>
<context>
    <name>activity.tagged</name>
    <message>
        <source>{who} 加了标签「{tag}」</source>
        <translation>{who} added the tag {tag}</translation>
    </message>
</context>
<context>
    <name>activity.taken</name>
    <message>
        <source>{who} 接手</source>
        <translation>{who} took it</translation>
    </message>
</context>
<context>
    <name>activity.unassigned</name>
    <message>
        <source>{who} 取消了指派</source>
        <translation>{who} unassigned it</translation>
    </message>
</context>
<context>
    <name>activity.untagged</name>
    <message>
        <source>{who} 去掉标签「{tag}」</source>
        <translation>{who} removed the tag {tag}</translation>
    </message>
</context>
<context>
    <name>activity.woke</name>
    <message>
        <source>到时间了，回到待处理</source>
        <translation>Back in the list</translation>
    </message>
</context>
<context>
    <name>admin.about</name>
    <message>
        <source>关于与支持</source>
        <translation>About and support</translation>
    </message>
</context>
<context>
    <name>admin.agents</name>
    <message>
        <source>客服</source>
        <translation>Agents</translation>
    </message>
</context>
<context>
    <name>admin.health</name>
    <message>
        <source>连接状态</source>
        <translation>Connections</translation>
    </message>
</context>
<context>
    <name>admin.quarantine</name>
    <message>
        <source>没进收件箱的</source>
        <translation>Not in the inbox</translation>
    </message>
</context>
<context>
    <name>admin.shops</name>
    <message>
        <source>店铺</source>
        <translation>Shops</translation>
    </message>
</context>
<context>
    <name>admin.title</name>
    <message>
        <source>店铺与设置</source>
        <translation>Shops and settings</translation>
    </message>
</context>
<context>
    <name>aftersale.cancellation</name>
    <message>
        <source>取消订单</source>
        <translation>Cancellation</translation>
    </message>
</context>
<context>
    <name>aftersale.claim</name>
    <message>
        <source>索赔</source>
        <translation>Claim</translation>
    </message>
</context>
<context>
    <name>aftersale.closed</name>
    <message>
        <source>已结束</source>
        <translation>Closed</translation>
    </message>
</context>
<context>
    <name>aftersale.due</name>
    <message>
        <source>还剩 {time}</source>
        <translation>{time} left</translation>
    </message>
</context>
<context>
    <name>aftersale.inquiry</name>
    <message>
        <source>未收到货</source>
        <translation>Not received</translation>
    </message>
</context>
<context>
    <name>aftersale.late</name>
    <message>
        <source>已超 {time}</source>
        <translation>{time} late</translation>
    </message>
</context>
<context>
    <name>aftersale.open</name>
    <message>
        <source>处理中</source>
        <translation>Open</translation>
    </message>
</context>
<context>
    <name>aftersale.refund</name>
    <message>
        <source>退款</source>
        <translation>Refund</translation>
    </message>
</context>
<context>
    <name>aftersale.return</name>
    <message>
        <source>退货</source>
        <translation>Return</translation>
    </message>
</context>
<context>
    <name>aftersale.state.accepted</name>
    <message>
        <source>已同意</source>
        <translation>agreed</translation>
    </message>
</context>
<context>
    <name>aftersale.state.asked</name>
    <message>
        <source>买家已申请</source>
        <translation>asked for by the buyer</translation>
    </message>
</context>
<context>
    <name>aftersale.state.awaited</name>
    <message>
        <source>等买家寄回</source>
        <translation>waiting for the buyer to send it back</translation>
    </message>
</context>
<context>
    <name>aftersale.state.back</name>
    <message>
        <source>退货已送到</source>
        <translation>came back</translation>
    </message>
</context>
<context>
    <name>aftersale.state.cancelled</name>
    <message>
        <source>已取消</source>
        <translation>cancelled</translation>
    </message>
</context>
<context>
    <name>aftersale.state.done</name>
    <message>
        <source>已完成</source>
        <translation>completed</translation>
    </message>
</context>
<context>
    <name>aftersale.state.judged</name>
    <message>
        <source>平台裁决中</source>
        <translation>being decided by the platform</translation>
    </message>
</context>
<context>
    <name>aftersale.state.on_the_way</name>
    <message>
        <source>买家已寄回</source>
        <translation>on its way back</translation>
    </message>
</context>
<context>
    <name>aftersale.state.ours</name>
    <message>
        <source>等我方处理</source>
        <translation>waiting for us</translation>
    </message>
</context>
<context>
    <name>aftersale.state.refunded</name>
    <message>
        <source>已退款</source>
        <translation>refunded</translation>
    </message>
</context>
<context>
    <name>aftersale.state.rejected</name>
    <message>
        <source>已拒绝</source>
        <translation>refused</translation>
    </message>
</context>
<context>
    <name>aftersale.state.running</name>
    <message>
        <source>处理中</source>
        <translation>in progress</translation>
    </message>
</context>
<context>
    <name>aftersale.state.theirs</name>
    <message>
        <source>等买家回复</source>
        <translation>waiting for the buyer</translation>
    </message>
</context>
<context>
    <name>agent.current</name>
    <message>
        <source>{name}（当前）</source>
        <translation>{name} (now)</translation>
    </message>
</context>
<context>
    <name>agent.me</name>
    <message>
        <source>你的名字</source>
        <translation>Your name</translation>
    </message>
</context>
<context>
    <name>agent.pin</name>
    <message>
        <source>{name} 的 PIN</source>
        <translation>PIN of {name}</translation>
    </message>
</context>
<context>
    <name>agent.pin_wrong</name>
    <message>
        <source>PIN 不对，再试一次。</source>
        <translation>That PIN does not fit. Try again.</translation>
    </message>
</context>
<context>
    <name>agent.switch</name>
    <message>
        <source>切换客服</source>
        <translation>Switch agent</translation>
    </message>
</context>
<context>
    <name>agent.who</name>
    <message>
        <source>现在是谁在用？</source>
        <translation>Who is working now?</translation>
    </message>
</context>
<context>
    <name>agents.active</name>
    <message>
        <source>在职（取消后不能再登录，记录保留）</source>
        <translation>Works here (otherwise no sign-in; the history stays)</translation>
    </message>
</context>
<context>
    <name>agents.add</name>
    <message>
        <source>添加客服</source>
        <translation>Add an agent</translation>
    </message>
</context>
<context>
    <name>agents.edit</name>
    <message>
        <source>修改</source>
        <translation>Edit</translation>
    </message>
</context>
<context>
    <name>agents.edit_title</name>
    <message>
        <source>修改「{name}」</source>
        <translation>Edit “{name}”</translation>
    </message>
</context>
<context>
    <name>agents.help</name>
    <message>
        <source>几个人可以共用这台电脑，各看各的待办和草稿。</source>
        <translation>Several people may share this computer, each with their own list and drafts.</translation>
    </message>
</context>
<context>
    <name>agents.inactive</name>
    <message>
        <source>已停用</source>
        <translation>Inactive</translation>
    </message>
</context>
<context>
    <name>agents.name</name>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
</context>
<context>
    <name>agents.pin</name>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
</context>
<context>
    <name>agents.pin_keep</name>
    <message>
        <source>留空则不变</source>
        <translation>Leave empty to keep it</translation>
    </message>
</context>
<context>
    <name>agents.pin_none</name>
    <message>
        <source>不设 PIN（可填 4–12 位数字）</source>
        <translation>No PIN (4 to 12 digits if you want one)</translation>
    </message>
</context>
<context>
    <name>agents.pin_remove</name>
    <message>
        <source>去掉 PIN</source>
        <translation>Remove the PIN</translation>
    </message>
</context>
<context>
    <name>agents.pin_short</name>
    <message>
        <source>PIN 至少 4 位数字。</source>
        <translation>A PIN has at least 4 digits.</translation>
    </message>
</context>
<context>
    <name>agents.role</name>
    <message>
        <source>角色</source>
        <translation>Role</translation>
    </message>
</context>
<context>
    <name>agents.you</name>
    <message>
        <source>当前</source>
        <translation>You</translation>
    </message>
</context>
<context>
    <name>aliexpress_route_rest</name>
    <message>
        <source>路径（/rest）</source>
        <translation>By path (/rest)</translation>
    </message>
</context>
<context>
    <name>aliexpress_route_sync</name>
    <message>
        <source>通用（/sync）</source>
        <translation>By name (/sync)</translation>
    </message>
</context>
<context>
    <name>app.name</name>
    <message>
        <source>码头客服</source>
        <translation>Quayside</translation>
    </message>
</context>
<context>
    <name>banner.affected</name>
    <message>
        <source>看受影响的会话 {n}</source>
        <translation>See affected conversations ({n})</translation>
    </message>
</context>
<context>
    <name>banner.aside</name>
    <message>
        <source>{n} 条消息没能进收件箱</source>
        <translation>{n} messages could not be put into the inbox</translation>
    </message>
</context>
<context>
    <name>banner.aside_button</name>
    <message>
        <source>去看看</source>
        <translation>Have a look</translation>
    </message>
</context>
<context>
    <name>banner.aside_text</name>
    <message>
        <source>程序读不懂它们，原文完整保留着。客户可能在等：请看一眼，必要时到平台后台回复。</source>
        <translation>They could not be read; their originals are kept whole. Customers may be waiting: have a look, and answer on the platform&apos;s own pages if need be.</translation>
    </message>
</context>
<context>
    <name>banner.checking</name>
    <message>
        <source>上次没有正常退出，正在检查数据</source>
        <translation>The program did not close properly; checking its data</translation>
    </message>
</context>
<context>
    <name>banner.checking_text</name>
    <message>
        <source>可以照常工作，检查在后台进行。</source>
        <translation>Work as usual, the check runs in the background.</translation>
    </message>
</context>
<context>
    <name>banner.clock_fast</name>
    <message>
        <source>电脑时间快了 {much}</source>
        <translation>This computer&apos;s clock is {much} fast</translation>
    </message>
</context>
<context>
    <name>banner.clock_fast_text</name>
    <message>
        <source>剩余时限会少显示 {much}，提醒会提前响。在系统的「日期和时间」里打开自动校时；时间对了，提示会自己消失。</source>
        <translation>Time left is shown {much} too short, and reminders come early. Turn on automatic time in the system&apos;s date and time settings; this notice goes by itself once the time is right.</translation>
    </message>
</context>
<context>
    <name>banner.clock_refused</name>
    <message>
        <source>时间差这么多，{platforms} 可能拒收请求，收发会变慢；写好的回复留在发件箱，不会丢失。</source>
        <translation>With so large a difference {platforms} may turn requests away, which slows receiving and sending. Replies wait in the outbox; none is lost.</translation>
    </message>
</context>
<context>
    <name>banner.clock_slow</name>
    <message>
        <source>电脑时间慢了 {much}</source>
        <translation>This computer&apos;s clock is {much} slow</translation>
    </message>
</context>
<context>
    <name>banner.clock_slow_text</name>
    <message>
        <source>剩余时限会多显示 {much}，可能已经超时。在系统的「日期和时间」里打开自动校时；时间对了，提示会自己消失。</source>
        <translation>Time left is shown {much} too long: what looks in time may be overdue. Turn on automatic time in the system&apos;s date and time settings; this notice goes by itself once the time is right.</translation>
    </message>
</context>
<context>
    <name>banner.damaged</name>
    <message>
        <source>数据检查发现问题</source>
        <translation>The check found damaged data</translation>
    </message>
</context>
<context>
    <name>banner.damaged_button</name>
    <message>
        <source>现在修复…</source>
        <translation>Repair now…</translation>
    </message>
</context>
<context>
    <name>banner.damaged_text</name>
    <message>
        <source>发送已暂停，避免重复或遗漏。现在修复只要几分钟，写过的内容都有另一份记录。</source>
        <translation>Sending is paused so that nothing goes out twice or gets lost. Repairing takes a few minutes; what you wrote is also recorded elsewhere.</translation>
    </message>
</context>
<context>
    <name>banner.disk_full</name>
    <message>
        <source>磁盘满了</source>
        <translation>The disk is full</translation>
    </message>
</context>
<context>
    <name>banner.disk_full_text</name>
    <message>
        <source>新消息暂停接收，已写的都已保存。腾出空间后点「再试」。客户的时限仍在走。</source>
        <translation>No new messages are taken in; all you wrote is saved. Free some space, then press “Try again”. Customers&apos; clocks keep running.</translation>
    </message>
</context>
<context>
    <name>banner.disk_low</name>
    <message>
        <source>磁盘快满了</source>
        <translation>The disk is nearly full</translation>
    </message>
</context>
<context>
    <name>banner.disk_low_text</name>
    <message>
        <source>收发照常。再少下去会先停下载附件，然后停收新消息：请腾出一些空间。</source>
        <translation>Messages still come and go. With less room files are no longer fetched, then no new messages: please make some room.</translation>
    </message>
</context>
<context>
    <name>banner.ending</name>
    <message>
        <source>{shop} 的登录 {day} 到期</source>
        <translation>The sign-in of {shop} ends on {day}</translation>
    </message>
</context>
<context>
    <name>banner.ending_text</name>
    <message>
        <source>还有 {n} 天。现在花两分钟重新登录，到时收发不会中断；会话和草稿都不受影响。</source>
        <translation>In {n:day|days}. Two minutes now, and receiving and sending go on without a break; conversations and drafts stay as they are.</translation>
    </message>
</context>
<context>
    <name>banner.held</name>
    <message>
        <source>{n} 封回复等你决定</source>
        <translation>{n:reply needs|replies need} your decision</translation>
    </message>
</context>
<context>
    <name>banner.held_button</name>
    <message>
        <source>去决定</source>
        <translation>Decide</translation>
    </message>
</context>
<context>
    <name>banner.held_text</name>
    <message>
        <source>客户在这期间又写来了，或不确定是否送达。看过再定，免得答非所问或重复发送。</source>
        <translation>The customer wrote again meanwhile, or it is unclear whether it arrived. Look before anything is sent.</translation>
    </message>
</context>
<context>
    <name>banner.imported</name>
    <message>
        <source>{n} 条连接店铺前的来信还没有回复</source>
        <translation>Still unanswered: {n:message|messages} from before the shop was connected</translation>
    </message>
</context>
<context>
    <name>banner.imported_button</name>
    <message>
        <source>计入时限</source>
        <translation>Count them</translation>
    </message>
</context>
<context>
    <name>banner.imported_no</name>
    <message>
        <source>不用</source>
        <translation>No</translation>
    </message>
</context>
<context>
    <name>banner.imported_text</name>
    <message>
        <source>它们在列表里，但没有计时。计入后按来信时间算时限，显示为未读，不弹通知；可以撤销。</source>
        <translation>They stand in the list without a deadline. Counted, their deadlines run from when the customer wrote, and they show as unread; nothing pops up, and it can be undone.</translation>
    </message>
</context>
<context>
    <name>banner.later</name>
    <message>
        <source>稍后提醒</source>
        <translation>Remind me later</translation>
    </message>
</context>
<context>
    <name>banner.no_line</name>
    <message>
        <source>连不上网络</source>
        <translation>No network</translation>
    </message>
</context>
<context>
    <name>banner.no_line_text</name>
    <message>
        <source>可以照常看信、写回复；{n} 封会在网络恢复后自动发出。客户的时限仍在走。</source>
        <translation>You can go on reading and writing; {n} replies leave by themselves once the network is back. Customers&apos; deadlines keep running.</translation>
    </message>
</context>
<context>
    <name>banner.no_response</name>
    <message>
        <source>已关闭，但 {channel} 的时限还在走（{n} 条）</source>
        <translation>Closed, but {channel}&apos;s clock runs on ({n})</translation>
    </message>
</context>
<context>
    <name>banner.no_response_button</name>
    <message>
        <source>打开标记页面</source>
        <translation>Open the page</translation>
    </message>
</context>
<context>
    <name>banner.no_response_no</name>
    <message>
        <source>不标记了</source>
        <translation>Leave it</translation>
    </message>
</context>
<context>
    <name>banner.no_response_text</name>
    <message>
        <source>{name} 这条要在 {channel} 上标记「无需回复」才停；平台不发邮件告诉我们标记过没有。</source>
        <translation>{name}: it stops once you mark “no response needed” on {channel}; no mail tells us whether that was done.</translation>
    </message>
</context>
<context>
    <name>banner.offline</name>
    <message>
        <source>现在离线</source>
        <translation>You are offline</translation>
    </message>
</context>
<context>
    <name>banner.offline_button</name>
    <message>
        <source>联网</source>
        <translation>Go online</translation>
    </message>
</context>
<context>
    <name>banner.offline_text</name>
    <message>
        <source>可以照常看信、写回复；{n} 封会在联网后自动发出。客户的时限仍在走。</source>
        <translation>Read and write as usual; {n} will leave by themselves once online. Customers&apos; clocks keep running.</translation>
    </message>
</context>
<context>
    <name>banner.retry</name>
    <message>
        <source>再试</source>
        <translation>Try again</translation>
    </message>
</context>
<context>
    <name>banner.sentences</name>
    <message>
        <source>{first}{second}{third}</source>
        <translation>{first} {second} {third}</translation>
    </message>
</context>
<context>
    <name>banner.sign_in</name>
    <message>
        <source>{shop} 需要重新登录</source>
        <translation>{shop} needs to sign in again</translation>
    </message>
</context>
<context>
    <name>banner.sign_in_button</name>
    <message>
        <source>重新登录</source>
        <translation>Sign in again</translation>
    </message>
</context>
<context>
    <name>banner.sign_in_due</name>
    <message>
        <source>最近的时限还剩 {time}：{name}。</source>
        <translation>Next due in {time}: {name}.</translation>
    </message>
</context>
<context>
    <name>banner.sign_in_late</name>
    <message>
        <source>{name} 的时限已过 {time}。</source>
        <translation>{name} has been overdue for {time}.</translation>
    </message>
</context>
<context>
    <name>banner.sign_in_since</name>
    <message>
        <source>{time} 起授权失效，收发暂停；客户的时限仍在走。</source>
        <translation>Access ended at {time}; receiving and sending are paused, customers&apos; clocks still run.</translation>
    </message>
</context>
<context>
    <name>banner.sign_in_text</name>
    <message>
        <source>授权已失效，收发暂停；客户的时限仍在走。</source>
        <translation>Access has ended; receiving and sending are paused, customers&apos; clocks still run.</translation>
    </message>
</context>
<context>
    <name>banner.sign_in_unsent</name>
    <message>
        <source>{n} 封回复留在发件箱，不会丢失。</source>
        <translation>{n:reply stays|replies stay} safe in the outbox.</translation>
    </message>
</context>
<context>
    <name>banner.two_desks</name>
    <message>
        <source>另一台电脑也在用这份资料</source>
        <translation>Another computer is using this profile</translation>
    </message>
</context>
<context>
    <name>banner.two_desks_text</name>
    <message>
        <source>为免重复发送，这里先不发信；收信照常。关掉另一台后点「再试」。</source>
        <translation>So that nothing is sent twice, sending is held here; receiving goes on. Close the other one, then press “Try again”.</translation>
    </message>
</context>
<context>
    <name>budget.acts</name>
    <message>
        <source>处理订单</source>
        <translation>Acting on orders</translation>
    </message>
</context>
<context>
    <name>budget.call</name>
    <message>
        <source>一般调用</source>
        <translation>Calls</translation>
    </message>
</context>
<context>
    <name>budget.calls</name>
    <message>
        <source>一般调用</source>
        <translation>Calls</translation>
    </message>
</context>
<context>
    <name>budget.catalogue</name>
    <message>
        <source>取商品图片</source>
        <translation>Pictures of goods</translation>
    </message>
</context>
<context>
    <name>budget.feed</name>
    <message>
        <source>提交退款或取消</source>
        <translation>Submitting refunds and cancellations</translation>
    </message>
</context>
<context>
    <name>budget.feed_place</name>
    <message>
        <source>准备提交</source>
        <translation>Preparing a submission</translation>
    </message>
</context>
<context>
    <name>budget.feed_report</name>
    <message>
        <source>取处理结果</source>
        <translation>Results of submissions</translation>
    </message>
</context>
<context>
    <name>budget.feed_state</name>
    <message>
        <source>查提交的进度</source>
        <translation>Progress of a submission</translation>
    </message>
</context>
<context>
    <name>budget.feeds</name>
    <message>
        <source>查提交列表</source>
        <translation>Lists of submissions</translation>
    </message>
</context>
<context>
    <name>budget.form</name>
    <message>
        <source>发固定格式的消息</source>
        <translation>Amazon&apos;s own messages</translation>
    </message>
</context>
<context>
    <name>budget.form_actions</name>
    <message>
        <source>查能发的消息</source>
        <translation>Messages on offer</translation>
    </message>
</context>
<context>
    <name>budget.form_language</name>
    <message>
        <source>查买家的语言</source>
        <translation>Buyer&apos;s language</translation>
    </message>
</context>
<context>
    <name>budget.lists</name>
    <message>
        <source>查会话列表</source>
        <translation>Lists of conversations</translation>
    </message>
</context>
<context>
    <name>budget.order</name>
    <message>
        <source>查单个订单</source>
        <translation>One order</translation>
    </message>
</context>
<context>
    <name>budget.orders</name>
    <message>
        <source>查订单列表</source>
        <translation>Lists of orders</translation>
    </message>
</context>
<context>
    <name>budget.participations</name>
    <message>
        <source>核对站点</source>
        <translation>Checking sites</translation>
    </message>
</context>
<context>
    <name>budget.points</name>
    <message>
        <source>查询点数</source>
        <translation>Query points</translation>
    </message>
</context>
<context>
    <name>budget.report</name>
    <message>
        <source>订退货报表</source>
        <translation>Ordering a returns report</translation>
    </message>
</context>
<context>
    <name>budget.report_document</name>
    <message>
        <source>取退货报表</source>
        <translation>Fetching a returns report</translation>
    </message>
</context>
<context>
    <name>budget.report_state</name>
    <message>
        <source>查报表进度</source>
        <translation>Progress of a report</translation>
    </message>
</context>
<context>
    <name>budget.returns</name>
    <message>
        <source>查退货</source>
        <translation>Returns</translation>
    </message>
</context>
<context>
    <name>budget.review</name>
    <message>
        <source>请买家评价</source>
        <translation>Review requests</translation>
    </message>
</context>
<context>
    <name>budget.review_actions</name>
    <message>
        <source>查能否请评价</source>
        <translation>Review requests on offer</translation>
    </message>
</context>
<context>
    <name>budget.ship</name>
    <message>
        <source>确认发货</source>
        <translation>Confirming shipments</translation>
    </message>
</context>
<context>
    <name>budget.upload</name>
    <message>
        <source>上传附件</source>
        <translation>Uploads</translation>
    </message>
</context>
<context>
    <name>budget.uploads</name>
    <message>
        <source>上传图片</source>
        <translation>Picture uploads</translation>
    </message>
</context>
<context>
    <name>button.cancel</name>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>button.close</name>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>button.ok</name>
    <message>
        <source>确定</source>
        <translation>OK</translation>
    </message>
</context>
<context>
    <name>card.arrival</name>
    <message>
        <source>客户从这里进入咨询</source>
        <translation>The customer came from here</translation>
    </message>
</context>
<context>
    <name>card.follow</name>
    <message>
        <source>邀请关注店铺</source>
        <translation>Invitation to follow the shop</translation>
    </message>
</context>
<context>
    <name>card.item</name>
    <message>
        <source>商品</source>
        <translation>Item</translation>
    </message>
</context>
<context>
    <name>card.order</name>
    <message>
        <source>订单</source>
        <translation>Order</translation>
    </message>
</context>
<context>
    <name>card.page</name>
    <message>
        <source>平台页面</source>
        <translation>Platform page</translation>
    </message>
</context>
<context>
    <name>card.refund</name>
    <message>
        <source>退款</source>
        <translation>Refund</translation>
    </message>
</context>
<context>
    <name>card.sticker</name>
    <message>
        <source>表情</source>
        <translation>Sticker</translation>
    </message>
</context>
<context>
    <name>card.unknown</name>
    <message>
        <source>平台消息：{name}</source>
        <translation>Platform message: {name}</translation>
    </message>
</context>
<context>
    <name>card.video</name>
    <message>
        <source>视频</source>
        <translation>Video</translation>
    </message>
</context>
<context>
    <name>card.voucher</name>
    <message>
        <source>优惠券</source>
        <translation>Voucher</translation>
    </message>
</context>
<context>
    <name>channel.aliexpress</name>
    <message>
        <source>速卖通</source>
        <translation>AliExpress</translation>
    </message>
</context>
<context>
    <name>channel.amazon</name>
    <message>
        <source>Amazon</source>
        <translation>Amazon</translation>
    </message>
</context>
<context>
    <name>channel.ebay</name>
    <message>
        <source>eBay</source>
        <translation>eBay</translation>
    </message>
</context>
<context>
    <name>channel.email</name>
    <message>
        <source>邮箱</source>
        <translation>E-mail</translation>
    </message>
</context>
<context>
    <name>channel.lazada</name>
    <message>
        <source>Lazada</source>
        <translation>Lazada</translation>
    </message>
</context>
<context>
    <name>channel.shopee</name>
    <message>
        <source>Shopee</source>
        <translation>Shopee</translation>
    </message>
</context>
<context>
    <name>channel.shopify</name>
    <message>
        <source>Shopify</source>
        <translation>Shopify</translation>
    </message>
</context>
<context>
    <name>channel.tiktok</name>
    <message>
        <source>TikTok Shop</source>
        <translation>TikTok Shop</translation>
    </message>
</context>
<context>
    <name>channel.walmart</name>
    <message>
        <source>Walmart</source>
        <translation>Walmart</translation>
    </message>
</context>
<context>
    <name>check.whose</name>
    <message>
        <source>登录的是：{name}</source>
        <translation>This opens: {name}</translation>
    </message>
</context>
<context>
    <name>check.works</name>
    <message>
        <source>正常</source>
        <translation>works</translation>
    </message>
</context>
<context>
    <name>close.answered_elsewhere</name>
    <message>
        <source>已在别处回复</source>
        <translation>Answered elsewhere</translation>
    </message>
</context>
<context>
    <name>close.duplicate</name>
    <message>
        <source>重复来信</source>
        <translation>Duplicate message</translation>
    </message>
</context>
<context>
    <name>close.no_answer_needed</name>
    <message>
        <source>无需回复</source>
        <translation>No reply needed</translation>
    </message>
</context>
<context>
    <name>close.notice</name>
    <message>
        <source>平台通知</source>
        <translation>Notice from the platform</translation>
    </message>
</context>
<context>
    <name>close.spam</name>
    <message>
        <source>垃圾信息</source>
        <translation>Spam</translation>
    </message>
</context>
<context>
    <name>close.thanks</name>
    <message>
        <source>客户只是道谢</source>
        <translation>Customer only said thanks</translation>
    </message>
</context>
<context>
    <name>code.count</name>
    <message>
        <source>已输入 {n} / {all} 组。大小写、空格和横线都不要紧。</source>
        <translation>{n} of {all} groups entered. Capitals, spaces and dashes do not matter.</translation>
    </message>
</context>
<context>
    <name>code.field</name>
    <message>
        <source>恢复码</source>
        <translation>Recovery code</translation>
    </message>
</context>
<context>
    <name>code.open</name>
    <message>
        <source>打开资料</source>
        <translation>Open my data</translation>
    </message>
</context>
<context>
    <name>code.text</name>
    <message>
        <source>系统钥匙串里没有这份资料的密钥，比如换了电脑或重装了系统。输入当初抄下的恢复码就能打开，密钥会重新放回钥匙串。资料没有改动。</source>
        <translation>The system keyring has no key for this data, perhaps because the computer is new or was set up again. The recovery code you wrote down opens it, and the key goes back into the keyring. Your data is unchanged.</translation>
    </message>
</context>
<context>
    <name>code.title</name>
    <message>
        <source>输入恢复码</source>
        <translation>Enter the recovery code</translation>
    </message>
</context>
<context>
    <name>command.assign</name>
    <message>
        <source>指派给…</source>
        <translation>Assign to…</translation>
    </message>
</context>
<context>
    <name>command.assign_me</name>
    <message>
        <source>指派给我</source>
        <translation>Assign to me</translation>
    </message>
</context>
<context>
    <name>command.close_silent</name>
    <message>
        <source>不回复，直接关闭</source>
        <translation>Close without a reply</translation>
    </message>
</context>
<context>
    <name>command.context</name>
    <message>
        <source>显示 / 收起右侧栏</source>
        <translation>Show / hide the right pane</translation>
    </message>
</context>
<context>
    <name>command.density</name>
    <message>
        <source>紧凑 / 宽松列表</source>
        <translation>Compact / roomy list</translation>
    </message>
</context>
<context>
    <name>command.diagnostics</name>
    <message>
        <source>复制诊断信息</source>
        <translation>Copy diagnostics</translation>
    </message>
</context>
<context>
    <name>command.go_due</name>
    <message>
        <source>去「即将超时」</source>
        <translation>Go to Due soon</translation>
    </message>
</context>
<context>
    <name>command.go_mine</name>
    <message>
        <source>去「我的待办」</source>
        <translation>Go to My work</translation>
    </message>
</context>
<context>
    <name>command.go_outbox</name>
    <message>
        <source>去「发件箱」</source>
        <translation>Go to the outbox</translation>
    </message>
</context>
<context>
    <name>command.go_unassigned</name>
    <message>
        <source>去「未分配」</source>
        <translation>Go to Unassigned</translation>
    </message>
</context>
<context>
    <name>command.health</name>
    <message>
        <source>连接状态</source>
        <translation>Connections</translation>
    </message>
</context>
<context>
    <name>command.inbox</name>
    <message>
        <source>打开收件箱</source>
        <translation>Open the inbox</translation>
    </message>
</context>
<context>
    <name>command.keys</name>
    <message>
        <source>快捷键一览</source>
        <translation>Keyboard shortcuts</translation>
    </message>
</context>
<context>
    <name>command.language</name>
    <message>
        <source>界面语言：中文 / English</source>
        <translation>Language: 中文 / English</translation>
    </message>
</context>
<context>
    <name>command.logs</name>
    <message>
        <source>打开日志文件夹</source>
        <translation>Open the log folder</translation>
    </message>
</context>
<context>
    <name>command.merge</name>
    <message>
        <source>合并已选会话</source>
        <translation>Merge the selected conversations</translation>
    </message>
</context>
<context>
    <name>command.next</name>
    <message>
        <source>下一条</source>
        <translation>Next</translation>
    </message>
</context>
<context>
    <name>command.note</name>
    <message>
        <source>写备注</source>
        <translation>Write a note</translation>
    </message>
</context>
<context>
    <name>command.offline</name>
    <message>
        <source>离线 / 联网</source>
        <translation>Offline / online</translation>
    </message>
</context>
<context>
    <name>command.open</name>
    <message>
        <source>打开会话</source>
        <translation>Open conversation</translation>
    </message>
</context>
<context>
    <name>command.palette</name>
    <message>
        <source>命令面板</source>
        <translation>Command palette</translation>
    </message>
</context>
<context>
    <name>command.previous</name>
    <message>
        <source>上一条</source>
        <translation>Previous</translation>
    </message>
</context>
<context>
    <name>command.quit</name>
    <message>
        <source>退出</source>
        <translation>Quit</translation>
    </message>
</context>
<context>
    <name>command.reply</name>
    <message>
        <source>回复</source>
        <translation>Reply</translation>
    </message>
</context>
<context>
    <name>command.resolve</name>
    <message>
        <source>标为已处理</source>
        <translation>Mark as done</translation>
    </message>
</context>
<context>
    <name>command.search</name>
    <message>
        <source>搜索</source>
        <translation>Search</translation>
    </message>
</context>
<context>
    <name>command.send</name>
    <message>
        <source>发送回复</source>
        <translation>Send the reply</translation>
    </message>
</context>
<context>
    <name>command.send_as</name>
    <message>
        <source>发送为平台的某种消息…</source>
        <translation>Send as one of the platform&apos;s messages…</translation>
    </message>
</context>
<context>
    <name>command.send_resolve</name>
    <message>
        <source>发送并标为已处理</source>
        <translation>Send and mark as done</translation>
    </message>
</context>
<context>
    <name>command.shops</name>
    <message>
        <source>打开店铺与设置</source>
        <translation>Open shops and settings</translation>
    </message>
</context>
<context>
    <name>command.snooze</name>
    <message>
        <source>稍后处理</source>
        <translation>Deal with later</translation>
    </message>
</context>
<context>
    <name>command.status</name>
    <message>
        <source>改状态</source>
        <translation>Change status</translation>
    </message>
</context>
<context>
    <name>command.sync</name>
    <message>
        <source>立即收信</source>
        <translation>Fetch messages now</translation>
    </message>
</context>
<context>
    <name>command.tag</name>
    <message>
        <source>加标签</source>
        <translation>Add a tag</translation>
    </message>
</context>
<context>
    <name>command.templates</name>
    <message>
        <source>打开模板</source>
        <translation>Open templates</translation>
    </message>
</context>
<context>
    <name>command.theme</name>
    <message>
        <source>浅色 / 深色 / 高对比</source>
        <translation>Light / dark / high contrast</translation>
    </message>
</context>
<context>
    <name>command.tick</name>
    <message>
        <source>勾选 / 取消</source>
        <translation>Select / unselect</translation>
    </message>
</context>
<context>
    <name>command.tick_all</name>
    <message>
        <source>全选找到的会话</source>
        <translation>Select all found</translation>
    </message>
</context>
<context>
    <name>command.tick_range</name>
    <message>
        <source>勾选到这里</source>
        <translation>Select up to here</translation>
    </message>
</context>
<context>
    <name>command.undo</name>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
</context>
<context>
    <name>command.unread</name>
    <message>
        <source>标为未读</source>
        <translation>Mark as unread</translation>
    </message>
</context>
<context>
    <name>command.untag</name>
    <message>
        <source>去掉标签</source>
        <translation>Remove a tag</translation>
    </message>
</context>
<context>
    <name>command.untick</name>
    <message>
        <source>取消全部勾选</source>
        <translation>Clear selection</translation>
    </message>
</context>
<context>
    <name>command.zoom_in</name>
    <message>
        <source>文字放大</source>
        <translation>Larger text</translation>
    </message>
</context>
<context>
    <name>command.zoom_out</name>
    <message>
        <source>文字缩小</source>
        <translation>Smaller text</translation>
    </message>
</context>
<context>
    <name>composer.add_note</name>
    <message>
        <source>存备注  Ctrl ⏎</source>
        <translation>Save note  Ctrl ⏎</translation>
    </message>
</context>
<context>
    <name>composer.addresses</name>
    <message>
        <source>邮箱地址，用逗号隔开</source>
        <translation>Addresses, separated by commas</translation>
    </message>
</context>
<context>
    <name>composer.attach</name>
    <message>
        <source>附件</source>
        <translation>Attach</translation>
    </message>
</context>
<context>
    <name>composer.bad_address</name>
    <message>
        <source>「{address}」不像邮箱地址，改一下再发。</source>
        <translation>“{address}” does not look like an address. Change it, then send.</translation>
    </message>
</context>
<context>
    <name>composer.bcc</name>
    <message>
        <source>密送</source>
        <translation>Bcc</translation>
    </message>
</context>
<context>
    <name>composer.blank</name>
    <message>
        <source>「{name}」还没填上，填好才能发。</source>
        <translation>“{name}” is still blank. Fill it in before sending.</translation>
    </message>
</context>
<context>
    <name>composer.bytes</name>
    <message>
        <source>{n} / {limit} 字节</source>
        <translation>{n} / {limit} bytes</translation>
    </message>
</context>
<context>
    <name>composer.cc</name>
    <message>
        <source>抄送</source>
        <translation>Cc</translation>
    </message>
</context>
<context>
    <name>composer.copies</name>
    <message>
        <source>抄送</source>
        <translation>Cc / Bcc</translation>
    </message>
</context>
<context>
    <name>composer.empty</name>
    <message>
        <source>还没有写内容。</source>
        <translation>Nothing has been written yet.</translation>
    </message>
</context>
<context>
    <name>composer.find_template</name>
    <message>
        <source>找模板：标题或内容</source>
        <translation>Find a template by title or words</translation>
    </message>
</context>
<context>
    <name>composer.find_variable</name>
    <message>
        <source>填入哪一项？</source>
        <translation>Fill in what?</translation>
    </message>
</context>
<context>
    <name>composer.hint</name>
    <message>
        <source>写回复。/ 选模板，Ctrl+Enter 发送</source>
        <translation>Write a reply. / for templates, Ctrl+Enter to send</translation>
    </message>
</context>
<context>
    <name>composer.look</name>
    <message>
        <source>看一眼</source>
        <translation>Look</translation>
    </message>
</context>
<context>
    <name>composer.manners_tip</name>
    <message>
        <source>{gist}（点开看全部要求）</source>
        <translation>{gist} (press to see everything)</translation>
    </message>
</context>
<context>
    <name>composer.manners_title</name>
    <message>
        <source>这个渠道对回复的要求</source>
        <translation>What this channel asks of a reply</translation>
    </message>
</context>
<context>
    <name>composer.more_send</name>
    <message>
        <source>更多发送方式</source>
        <translation>More ways to send</translation>
    </message>
</context>
<context>
    <name>composer.news</name>
    <message>
        <source>你写的时候客户又来了 {n} 条新消息</source>
        <translation>{n:new message|new messages} while you were writing</translation>
    </message>
</context>
<context>
    <name>composer.no_clock</name>
    <message>
        <source>客户没有在等回复</source>
        <translation>Nobody is waiting for an answer</translation>
    </message>
</context>
<context>
    <name>composer.no_files</name>
    <message>
        <source>这个渠道不能发附件。</source>
        <translation>This channel takes no files.</translation>
    </message>
</context>
<context>
    <name>composer.no_note_files</name>
    <message>
        <source>备注里放不了附件。</source>
        <translation>A note cannot hold files.</translation>
    </message>
</context>
<context>
    <name>composer.note</name>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
</context>
<context>
    <name>composer.note_hint</name>
    <message>
        <source>写内部备注，客户看不到。Ctrl+Enter 保存</source>
        <translation>Write a note the customer cannot see. Ctrl+Enter saves it</translation>
    </message>
</context>
<context>
    <name>composer.paused</name>
    <message>
        <source>店铺已暂停，回复先留在发件箱</source>
        <translation>Shop paused: replies wait in the outbox</translation>
    </message>
</context>
<context>
    <name>composer.pick_files</name>
    <message>
        <source>选择附件</source>
        <translation>Choose files</translation>
    </message>
</context>
<context>
    <name>composer.reply</name>
    <message>
        <source>回复</source>
        <translation>Reply</translation>
    </message>
</context>
<context>
    <name>composer.saved</name>
    <message>
        <source>草稿已保存 {time}</source>
        <translation>Draft saved {time}</translation>
    </message>
</context>
<context>
    <name>composer.send</name>
    <message>
        <source>发送  Ctrl ⏎</source>
        <translation>Send  Ctrl ⏎</translation>
    </message>
</context>
<context>
    <name>composer.send_resolve</name>
    <message>
        <source>发送并标为已处理</source>
        <translation>Send and resolve</translation>
    </message>
</context>
<context>
    <name>composer.show_blank</name>
    <message>
        <source>去填</source>
        <translation>Show it</translation>
    </message>
</context>
<context>
    <name>composer.stops_internal_late</name>
    <message>
        <source>发送后停止：内部时限（已超 {time}）</source>
        <translation>Sending stops the internal clock ({time} late)</translation>
    </message>
</context>
<context>
    <name>composer.stops_internal_left</name>
    <message>
        <source>发送后停止：内部时限（剩 {time}）</source>
        <translation>Sending stops the internal clock ({time} left)</translation>
    </message>
</context>
<context>
    <name>composer.stops_platform_late</name>
    <message>
        <source>发送后停止：平台时限（已超 {time}）</source>
        <translation>Sending stops the platform&apos;s clock ({time} late)</translation>
    </message>
</context>
<context>
    <name>composer.stops_platform_left</name>
    <message>
        <source>发送后停止：平台时限（剩 {time}）</source>
        <translation>Sending stops the platform&apos;s clock ({time} left)</translation>
    </message>
</context>
<context>
    <name>composer.templates</name>
    <message>
        <source>模板</source>
        <translation>Templates</translation>
    </message>
</context>
<context>
    <name>composer.too_long</name>
    <message>
        <source>超出 {n} 个字（最多 {limit}）。删短一些再发。</source>
        <translation>{n} characters too many (at most {limit}). Shorten it, then send.</translation>
    </message>
</context>
<context>
    <name>composer.waiting</name>
    <message>
        <source>{tab} · 有草稿</source>
        <translation>{tab} · draft</translation>
    </message>
</context>
<context>
    <name>context.attach</name>
    <message>
        <source>关联订单…</source>
        <translation>Attach an order…</translation>
    </message>
</context>
<context>
    <name>context.attach_hint</name>
    <message>
        <source>订单号、物流号或 SKU 的末尾几位</source>
        <translation>Ending of an order, tracking number or SKU</translation>
    </message>
</context>
<context>
    <name>context.attach_none</name>
    <message>
        <source>没有找到这样的订单</source>
        <translation>No such order</translation>
    </message>
</context>
<context>
    <name>context.composer</name>
    <message>
        <source>写回复时</source>
        <translation>While writing</translation>
    </message>
</context>
<context>
    <name>context.conversation</name>
    <message>
        <source>会话</source>
        <translation>Conversation</translation>
    </message>
</context>
<context>
    <name>context.customer</name>
    <message>
        <source>客户</source>
        <translation>Customer</translation>
    </message>
</context>
<context>
    <name>context.global</name>
    <message>
        <source>随处可用</source>
        <translation>Everywhere</translation>
    </message>
</context>
<context>
    <name>context.history</name>
    <message>
        <source>历史订单</source>
        <translation>Earlier orders</translation>
    </message>
</context>
<context>
    <name>context.list</name>
    <message>
        <source>列表</source>
        <translation>List</translation>
    </message>
</context>
<context>
    <name>context.matters</name>
    <message>
        <source>退货 {returns}  索赔 {claims}</source>
        <translation>Returns {returns}  Claims {claims}</translation>
    </message>
</context>
<context>
    <name>context.more</name>
    <message>
        <source>再显示 {n} 条</source>
        <translation>Show {n} more</translation>
    </message>
</context>
<context>
    <name>context.no_order</name>
    <message>
        <source>这条会话还没有关联订单。</source>
        <translation>No order is attached to this conversation yet.</translation>
    </message>
</context>
<context>
    <name>context.nothing</name>
    <message>
        <source>打开会话后，这里显示订单和客户</source>
        <translation>Open a conversation to see its order and customer here</translation>
    </message>
</context>
<context>
    <name>context.order</name>
    <message>
        <source>订单</source>
        <translation>Order</translation>
    </message>
</context>
<context>
    <name>context.order_missing</name>
    <message>
        <source>订单 {order} 还没有取到。</source>
        <translation>Order {order} has not been fetched yet.</translation>
    </message>
</context>
<context>
    <name>context.templates</name>
    <message>
        <source>模板</source>
        <translation>Templates</translation>
    </message>
</context>
<context>
    <name>context.templates_count</name>
    <message>
        <source>模板 {n}</source>
        <translation>Templates {n}</translation>
    </message>
</context>
<context>
    <name>context.title</name>
    <message>
        <source>订单与客户</source>
        <translation>Order and customer</translation>
    </message>
</context>
<context>
    <name>context.without.api</name>
    <message>
        <source>这家店没有添加平台接口，看不到订单。可以在「店铺与设置」里添加。</source>
        <translation>This shop has no platform API yet, so its orders cannot be shown. It can be added under “Shops and settings”.</translation>
    </message>
</context>
<context>
    <name>conversation.gone</name>
    <message>
        <source>这条会话已不在（可能被合并）。回到列表选另一条。</source>
        <translation>This conversation is gone (perhaps merged). Choose another one in the list.</translation>
    </message>
</context>
<context>
    <name>conversation.none</name>
    <message>
        <source>选一条会话，在这里看信和回复</source>
        <translation>Choose a conversation to read and answer it here</translation>
    </message>
</context>
<context>
    <name>conversation.title</name>
    <message>
        <source>会话</source>
        <translation>Conversation</translation>
    </message>
</context>
<context>
    <name>customer.conversations</name>
    <message>
        <source>其他会话</source>
        <translation>Other conversations</translation>
    </message>
</context>
<context>
    <name>customer.keep</name>
    <message>
        <source>保存备注</source>
        <translation>Save the note</translation>
    </message>
</context>
<context>
    <name>customer.language</name>
    <message>
        <source>语言</source>
        <translation>Language</translation>
    </message>
</context>
<context>
    <name>customer.note</name>
    <message>
        <source>客户备注</source>
        <translation>Note about the customer</translation>
    </message>
</context>
<context>
    <name>customer.note_hint</name>
    <message>
        <source>只有我们看得到，如：送礼客户，重视到货日期</source>
        <translation>Only we see it, e.g. buys gifts, dates matter</translation>
    </message>
</context>
<context>
    <name>customer.orders</name>
    <message>
        <source>{n} 单</source>
        <translation>{n:order|orders}</translation>
    </message>
</context>
<context>
    <name>customer.since</name>
    <message>
        <source>首次联系</source>
        <translation>First seen</translation>
    </message>
</context>
<context>
    <name>customer.total</name>
    <message>
        <source>累计</source>
        <translation>In all</translation>
    </message>
</context>
<context>
    <name>customer.vip</name>
    <message>
        <source>VIP</source>
        <translation>VIP</translation>
    </message>
</context>
<context>
    <name>done.diagnostics</name>
    <message>
        <source>诊断信息已复制，不含客户资料。</source>
        <translation>Diagnostics copied; they hold no customer data.</translation>
    </message>
</context>
<context>
    <name>done.merge_needs_two</name>
    <message>
        <source>先用 X 勾选同一店铺、同一客户的两条会话。</source>
        <translation>First select, with X, two conversations of one customer in one shop.</translation>
    </message>
</context>
<context>
    <name>done.nothing_selected</name>
    <message>
        <source>先选一条会话。</source>
        <translation>Choose a conversation first.</translation>
    </message>
</context>
<context>
    <name>ebay_rights_all</name>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
</context>
<context>
    <name>ebay_rights_basic</name>
    <message>
        <source>只要消息和订单</source>
        <translation>Messages and orders only</translation>
    </message>
</context>
<context>
    <name>empty.footer</name>
    <message>
        <source>{shops} 家店铺已同步 · 今日 {replied} 封</source>
        <translation>{shops:shop|shops} synced · {replied} replied today</translation>
    </message>
</context>
<context>
    <name>empty.next</name>
    <message>
        <source>下一个到期在 {time}（{left}后）</source>
        <translation>Next due at {time} (in {left})</translation>
    </message>
</context>
<context>
    <name>empty.next_now</name>
    <message>
        <source>还有已超时的会话，在别的视图里</source>
        <translation>Another view holds overdue conversations</translation>
    </message>
</context>
<context>
    <name>empty.nothing_due</name>
    <message>
        <source>目前没有等待回复的客户</source>
        <translation>No customer is waiting for a reply</translation>
    </message>
</context>
<context>
    <name>empty.see_snoozed</name>
    <message>
        <source>看稍后 {n}</source>
        <translation>See {n} for later</translation>
    </message>
</context>
<context>
    <name>empty.see_unassigned</name>
    <message>
        <source>看未分配 {n}</source>
        <translation>See {n} unassigned</translation>
    </message>
</context>
<context>
    <name>empty.title</name>
    <message>
        <source>都回复完了</source>
        <translation>All answered</translation>
    </message>
</context>
<context>
    <name>empty.view</name>
    <message>
        <source>这里现在没有会话</source>
        <translation>No conversations here now</translation>
    </message>
</context>
<context>
    <name>environment_production</name>
    <message>
        <source>正式</source>
        <translation>Production</translation>
    </message>
</context>
<context>
    <name>environment_sandbox</name>
    <message>
        <source>沙盒测试</source>
        <translation>Sandbox</translation>
    </message>
</context>
<context>
    <name>error.agent_gone</name>
    <message>
        <source>找不到这位客服，没有改动。请刷新后再选。</source>
        <translation>This agent is no longer here; nothing was changed. Refresh and choose again.</translation>
    </message>
</context>
<context>
    <name>error.already_running</name>
    <message>
        <source>这份资料已在另一个窗口打开。请到那个窗口继续。</source>
        <translation>This data is already open in another window. Go on in that window.</translation>
    </message>
</context>
<context>
    <name>error.any_bug</name>
    <message>
        <source>程序出了错（{key}）。你写的内容已保存；请复制诊断信息发给支持。</source>
        <translation>The program made a mistake ({key}). What you wrote is saved; please copy the diagnostics for support.</translation>
    </message>
</context>
<context>
    <name>error.any_outage</name>
    <message>
        <source>暂时连不上（{key}）。程序会自动重试，回复留在发件箱，不会丢失。</source>
        <translation>Cannot connect for now ({key}). It is tried again by itself; replies wait in the outbox and are not lost.</translation>
    </message>
</context>
<context>
    <name>error.any_problem</name>
    <message>
        <source>没有做成（{key}）。客户的时限照常计算；请检查后再试一次。</source>
        <translation>That did not work ({key}). The customer&apos;s clock keeps running; please check and try again.</translation>
    </message>
</context>
<context>
    <name>error.assigned_meanwhile</name>
    <message>
        <source>这条会话刚刚由 {name} 接手，没有改动。要接手请再按一次。</source>
        <translation>{name} has just taken this conversation; nothing was changed. Press again to take it over.</translation>
    </message>
</context>
<context>
    <name>error.backup_failed</name>
    <message>
        <source>备份没有做成（{reason}）。数据没有改动；请检查磁盘空间，稍后会再备份。</source>
        <translation>The backup was not made ({reason}). No data was changed; check the room on the disk. It is tried again later.</translation>
    </message>
</context>
<context>
    <name>error.blob_damaged</name>
    <message>
        <source>这个文件在磁盘上损坏了，没有打开。邮件可以重新取回；请检查磁盘。</source>
        <translation>This file was damaged on the disk and was not opened. Mails can be fetched again; please check the disk.</translation>
    </message>
</context>
<context>
    <name>error.blob_gone</name>
    <message>
        <source>这个文件已过保留期，本机没有了。需要时会再向平台取一次。</source>
        <translation>This file is past the time we keep it. It is fetched from the platform again when needed.</translation>
    </message>
</context>
<context>
    <name>error.cannot_reply</name>
    <message>
        <source>这条会话不能回复。可以写备注。</source>
        <translation>This conversation cannot be answered. You can write a note.</translation>
    </message>
</context>
<context>
    <name>error.changed_since</name>
    <message>
        <source>之后又有改动，无法原样撤销（{table}）。请手动改回。</source>
        <translation>It was changed since then and cannot be undone as it was ({table}). Change it back by hand.</translation>
    </message>
</context>
<context>
    <name>error.channel_unknown</name>
    <message>
        <source>不认识渠道「{channel}」。请更新程序。</source>
        <translation>The channel “{channel}” is not known. Please update the program.</translation>
    </message>
</context>
<context>
    <name>error.closing</name>
    <message>
        <source>程序正在关闭，这一步没有保存。请重新打开后再做一次。</source>
        <translation>The program is closing and did not save this. Open it again and repeat the step.</translation>
    </message>
</context>
<context>
    <name>error.command_malformed</name>
    <message>
        <source>这一步的内容不完整，没有执行。请再做一次；仍不行就复制诊断信息。</source>
        <translation>Something was missing from this step and it was not done. Try once more; if it stays, copy the diagnostics.</translation>
    </message>
</context>
<context>
    <name>error.conversation_gone</name>
    <message>
        <source>这条会话已不在（可能被合并）。回到列表选另一条。</source>
        <translation>This conversation is no longer here (perhaps merged). Choose another in the list.</translation>
    </message>
</context>
<context>
    <name>error.copy_damaged</name>
    <message>
        <source>这一份备份本身也有损坏，没有使用。请选另一份。</source>
        <translation>This copy is damaged too and was not used. Please choose another.</translation>
    </message>
</context>
<context>
    <name>error.customer_gone</name>
    <message>
        <source>这位客户已不在（可能被合并）。回到列表另选一条。</source>
        <translation>This customer is no longer here (perhaps merged). Go back to the list and choose another.</translation>
    </message>
</context>
<context>
    <name>error.database_damaged</name>
    <message>
        <source>资料文件有损坏。请先备份资料文件夹，再从最近的备份恢复；损坏的文件会保留。</source>
        <translation>The data file is damaged. Copy the profile folder first, then restore the newest backup; the damaged file is kept.</translation>
    </message>
</context>
<context>
    <name>error.database_key_wrong</name>
    <message>
        <source>这把密钥打不开资料文件。数据没有改动；请用恢复码打开，或从备份恢复。</source>
        <translation>This key does not open the data file. No data was changed; use the recovery code or restore a backup.</translation>
    </message>
</context>
<context>
    <name>error.database_missing</name>
    <message>
        <source>资料文件不见了。没有新建，以免盖住原来的；可以从备份放回。</source>
        <translation>The data file is gone. No new one was made, so that nothing is covered up; a copy can be put back.</translation>
    </message>
</context>
<context>
    <name>error.database_newer</name>
    <message>
        <source>这份数据来自更新的版本。请先更新程序，数据没有改动。</source>
        <translation>This data comes from a newer version. Please update the program; nothing was changed.</translation>
    </message>
</context>
<context>
    <name>error.decision_unknown</name>
    <message>
        <source>不认识这个决定（{decision}），没有改动。</source>
        <translation>This decision is not known ({decision}); nothing was changed.</translation>
    </message>
</context>
<context>
    <name>error.disk_crowded</name>
    <message>
        <source>磁盘快满了，这个文件先不下载。腾出空间后再打开；消息照常收发。</source>
        <translation>The disk is nearly full, so this file is not fetched now. Make room and open it again; messages still come and go.</translation>
    </message>
</context>
<context>
    <name>error.disk_error</name>
    <message>
        <source>磁盘读写出错，这一步没有保存。请检查磁盘，然后再试。</source>
        <translation>The disk could not be read or written and this step was not saved. Check the disk, then try again.</translation>
    </message>
</context>
<context>
    <name>error.disk_full</name>
    <message>
        <source>磁盘满了，这一步没有保存。腾出空间再试；客户的时限仍在走。</source>
        <translation>The disk is full; this step was not saved. Free some space and try again; the customer&apos;s clock keeps running.</translation>
    </message>
</context>
<context>
    <name>error.disk_readonly</name>
    <message>
        <source>资料文件不能写入，这一步没有保存。请检查文件夹的权限。</source>
        <translation>The data file cannot be written and this step was not saved. Check the permissions of the folder.</translation>
    </message>
</context>
<context>
    <name>error.file_gone</name>
    <message>
        <source>文件已经不在了。</source>
        <translation>The file is no longer here.</translation>
    </message>
</context>
<context>
    <name>error.file_not_read</name>
    <message>
        <source>文件读不出来，可能被别的程序占用。</source>
        <translation>The file cannot be read; perhaps another program is using it.</translation>
    </message>
</context>
<context>
    <name>error.file_not_written</name>
    <message>
        <source>存不进去。换个文件夹再试。</source>
        <translation>It could not be saved there. Try another folder.</translation>
    </message>
</context>
<context>
    <name>error.file_too_large</name>
    <message>
        <source>这个文件太大，渠道最多收 {limit}。压缩一下再加。</source>
        <translation>This file is too large; the channel takes {limit}. Make it smaller and add it again.</translation>
    </message>
</context>
<context>
    <name>error.file_type_not_allowed</name>
    <message>
        <source>这个渠道不收这种文件。换成图片或 PDF 试试。</source>
        <translation>This channel does not take such files. Try a picture or a PDF.</translation>
    </message>
</context>
<context>
    <name>error.files_not_allowed</name>
    <message>
        <source>这个渠道不能发附件。</source>
        <translation>This channel takes no files.</translation>
    </message>
</context>
<context>
    <name>error.files_too_large</name>
    <message>
        <source>附件加起来太大，渠道最多收 {limit}。去掉几个再加。</source>
        <translation>Together the files are too large; the channel takes {limit}. Remove some and add again.</translation>
    </message>
</context>
<context>
    <name>error.folder_on_network</name>
    <message>
        <source>资料放在网络磁盘上会损坏。请换到本机的文件夹。</source>
        <translation>Data on a network drive would be damaged. Choose a folder on this computer.</translation>
    </message>
</context>
<context>
    <name>error.folder_synced</name>
    <message>
        <source>资料放在「{service}」的同步文件夹里会损坏。请换到本机的普通文件夹。</source>
        <translation>Data inside the synced folder “{service}” would be damaged. Choose an ordinary folder on this computer.</translation>
    </message>
</context>
<context>
    <name>error.form_has_no_words</name>
    <message>
        <source>这种消息的文字由平台写，不能加自己的话。</source>
        <translation>The platform writes the text of this message; words of your own cannot be added.</translation>
    </message>
</context>
<context>
    <name>error.form_under_way</name>
    <message>
        <source>这个订单的这种消息还在路上，或还不知道有没有到，不会再发一次。</source>
        <translation>This kind of message for this order is still on its way, or nobody knows yet whether it arrived. It is not sent a second time.</translation>
    </message>
</context>
<context>
    <name>error.illegal_move</name>
    <message>
        <source>现在不能这样改状态。已处理的会话要先改回待处理。</source>
        <translation>That status is not possible now. Reopen a finished conversation first.</translation>
    </message>
</context>
<context>
    <name>error.key_missing</name>
    <message>
        <source>钥匙串里找不到这份资料的密钥。请输入打印的恢复码；资料原样保留，没有改动。</source>
        <translation>The keyring does not hold the key of this data. Enter the printed recovery code; the data is untouched.</translation>
    </message>
</context>
<context>
    <name>error.keyring_absent</name>
    <message>
        <source>这台电脑没有可信的系统钥匙串，密钥无处安放。请安装或启用后重开程序；数据没有改动。</source>
        <translation>This computer has no keyring that can be trusted with the key. Install or enable one and start again; no data was changed.</translation>
    </message>
</context>
<context>
    <name>error.keyring_forgets</name>
    <message>
        <source>系统钥匙串没有记住密钥，因此没有建立资料。请检查钥匙串后再试一次。</source>
        <translation>The system keyring did not keep the key, so nothing was set up. Check the keyring and try again.</translation>
    </message>
</context>
<context>
    <name>error.keyring_locked</name>
    <message>
        <source>系统钥匙串锁着，这份资料的密钥在里面。用系统登录密码解锁后再试；资料没有改动，期间收发暂停。</source>
        <translation>The system&apos;s keyring is locked, and the key to this data lies in it. Unlock it with your system password and try again; the data is unchanged, receiving and sending pause until then.</translation>
    </message>
</context>
<context>
    <name>error.last_admin</name>
    <message>
        <source>至少要留一位管理员，没有改动。</source>
        <translation>At least one administrator must stay; nothing was changed.</translation>
    </message>
</context>
<context>
    <name>error.login_gone</name>
    <message>
        <source>这个登录已被移除，没有改动。</source>
        <translation>This login was removed; nothing was changed.</translation>
    </message>
</context>
<context>
    <name>error.login_there</name>
    <message>
        <source>这家店已经有这个登录，没有改动。</source>
        <translation>This shop has such a login already; nothing was changed.</translation>
    </message>
</context>
<context>
    <name>error.mending_failed</name>
    <message>
        <source>新文件没有通过检查，没有使用；原来的文件没有动。请换一种办法。</source>
        <translation>The new file did not pass its check and was not used; the old one is untouched. Please choose another way.</translation>
    </message>
</context>
<context>
    <name>error.mending_needs_room</name>
    <message>
        <source>磁盘空间不够，大约要 {megabytes} MB。腾出空间再试；什么都没有改动。</source>
        <translation>Not enough room on the disk: about {megabytes} MB are needed. Make room and try again; nothing was changed.</translation>
    </message>
</context>
<context>
    <name>error.merge_differs</name>
    <message>
        <source>只能合并同一店铺、同一客户的会话。</source>
        <translation>Only conversations with the same customer of the same shop can be merged.</translation>
    </message>
</context>
<context>
    <name>error.merge_same</name>
    <message>
        <source>不能把会话与它自己合并。请另选一条。</source>
        <translation>A conversation cannot be merged with itself. Choose another.</translation>
    </message>
</context>
<context>
    <name>error.message_gone</name>
    <message>
        <source>这条消息已经不在了。</source>
        <translation>This message is no longer here.</translation>
    </message>
</context>
<context>
    <name>error.migration_failed</name>
    <message>
        <source>资料没有升级成功（{reason}），已恢复原样。升级前的备份是 {backup}。</source>
        <translation>The data could not be brought up to date ({reason}) and was put back as it was. The backup made before is {backup}.</translation>
    </message>
</context>
<context>
    <name>error.moment_past</name>
    <message>
        <source>这个时间已经过去。请选一个以后的时间。</source>
        <translation>That moment has passed. Choose a later one.</translation>
    </message>
</context>
<context>
    <name>error.move_between_shops</name>
    <message>
        <source>不能移到别的店铺的会话。</source>
        <translation>It cannot be moved to a conversation of another shop.</translation>
    </message>
</context>
<context>
    <name>error.name_empty</name>
    <message>
        <source>请先填名字。</source>
        <translation>Please fill in a name first.</translation>
    </message>
</context>
<context>
    <name>error.new_message</name>
    <message>
        <source>客户刚又来了新消息。看过再发一次。</source>
        <translation>The customer has just written again. Read it and send once more.</translation>
    </message>
</context>
<context>
    <name>error.no_cards_here</name>
    <message>
        <source>这个渠道不能发这种卡片。</source>
        <translation>This channel cannot show such a card.</translation>
    </message>
</context>
<context>
    <name>error.no_consent_page</name>
    <message>
        <source>这个渠道没有授权页面。请直接填写登录信息。</source>
        <translation>This channel has no consent page. Fill in the login instead.</translation>
    </message>
</context>
<context>
    <name>error.no_copies_here</name>
    <message>
        <source>这个渠道不能抄送或转发。</source>
        <translation>This channel knows neither copies nor forwarding.</translation>
    </message>
</context>
<context>
    <name>error.no_files_here</name>
    <message>
        <source>这个渠道不能发附件。去掉附件再发。</source>
        <translation>This channel takes no files. Remove them and send again.</translation>
    </message>
</context>
<context>
    <name>error.no_first_message_here</name>
    <message>
        <source>这个渠道不能主动写第一封消息，要等客户来信。</source>
        <translation>This channel does not let you write first; wait for the customer.</translation>
    </message>
</context>
<context>
    <name>error.no_practice_shop</name>
    <message>
        <source>这个渠道还没有练习店铺。</source>
        <translation>This channel has no practice shop yet.</translation>
    </message>
</context>
<context>
    <name>error.not_an_address</name>
    <message>
        <source>「{address}」不是邮箱地址，没有保存。改好再试。</source>
        <translation>“{address}” is no mail address; nothing was saved. Correct it and try again.</translation>
    </message>
</context>
<context>
    <name>error.note_gone</name>
    <message>
        <source>这条备注已不在，没有改动。</source>
        <translation>This note is no longer here; nothing was changed.</translation>
    </message>
</context>
<context>
    <name>error.nothing_to_find</name>
    <message>
        <source>这个渠道没有要查找的服务器。请直接填写登录信息。</source>
        <translation>This channel has no servers to look for. Fill in the sign-in details.</translation>
    </message>
</context>
<context>
    <name>error.nothing_to_undo</name>
    <message>
        <source>没有可撤销的操作。</source>
        <translation>There is nothing to undo.</translation>
    </message>
</context>
<context>
    <name>error.only_pictures_allowed</name>
    <message>
        <source>这个渠道只收图片：{kinds}。</source>
        <translation>This channel takes pictures only: {kinds}.</translation>
    </message>
</context>
<context>
    <name>error.order_gone</name>
    <message>
        <source>这个订单已经不在了。</source>
        <translation>This order is no longer here.</translation>
    </message>
</context>
<context>
    <name>error.order_other_shop</name>
    <message>
        <source>这个订单属于另一家店，不能从这家店发出。请在订单卡片上写。</source>
        <translation>This order belongs to another shop and cannot be written about from this one. Write from its order card.</translation>
    </message>
</context>
<context>
    <name>error.order_without_buyer</name>
    <message>
        <source>这个订单没有买家的联系方式，发不出去。</source>
        <translation>This order names no way to reach the buyer, so nothing can be sent.</translation>
    </message>
</context>
<context>
    <name>error.passphrase_needed</name>
    <message>
        <source>打开这份资料需要口令。</source>
        <translation>A passphrase is needed to open this data.</translation>
    </message>
</context>
<context>
    <name>error.passphrase_new</name>
    <message>
        <source>这台电脑没有可信的系统钥匙串，需要先设一个口令。</source>
        <translation>This computer has no keyring that can be trusted. A passphrase must be chosen first.</translation>
    </message>
</context>
<context>
    <name>error.passphrase_short</name>
    <message>
        <source>口令太短，至少要 {shortest} 个字符。</source>
        <translation>The passphrase is too short: at least {shortest} characters.</translation>
    </message>
</context>
<context>
    <name>error.passphrase_wrong</name>
    <message>
        <source>口令不对。注意大小写和输入法，再试一次；资料没有改动。</source>
        <translation>That is not the passphrase. Mind capitals and the keyboard layout, and try again; your data is unchanged.</translation>
    </message>
</context>
<context>
    <name>error.picture_unreadable</name>
    <message>
        <source>剪贴板里的图片读不出来。存成文件再添加。</source>
        <translation>The picture in the clipboard cannot be read. Save it as a file and add that.</translation>
    </message>
</context>
<context>
    <name>error.practice_not_started</name>
    <message>
        <source>练习店铺没有启动。请关闭程序再打开一次；这不影响真实店铺。</source>
        <translation>The practice shops did not start. Close the program and open it again; real shops are not affected.</translation>
    </message>
</context>
<context>
    <name>error.profile_name</name>
    <message>
        <source>「{name}」不能作为资料名。请只用文字、数字、空格、点和横线。</source>
        <translation>“{name}” cannot be the name of a profile. Use letters, digits, spaces, dots and dashes.</translation>
    </message>
</context>
<context>
    <name>error.pull_failed</name>
    <message>
        <source>平台发来的内容里有程序没料到的地方，会继续再试。请在「关于与支持」里复制诊断信息发给我们。</source>
        <translation>The platform sent something the program was not made for; it will keep trying. Please copy the diagnostics under “About and support” and send them to us.</translation>
    </message>
</context>
<context>
    <name>error.quarantine_gone</name>
    <message>
        <source>这一件已不在隔离列表里。</source>
        <translation>This item is no longer in quarantine.</translation>
    </message>
</context>
<context>
    <name>error.raw_gone</name>
    <message>
        <source>原始邮件已过保留期，邮箱里也没有了。</source>
        <translation>The original mail is past the time we keep it, and the mailbox no longer has it.</translation>
    </message>
</context>
<context>
    <name>error.recipient_missing</name>
    <message>
        <source>没有写收件人。</source>
        <translation>There is no recipient.</translation>
    </message>
</context>
<context>
    <name>error.recovery_code_mistyped</name>
    <message>
        <source>恢复码没有抄对：应有八组、每组四个字符。请对照纸面再看一遍。</source>
        <translation>The recovery code has a slip: it has eight groups of four characters. Compare it with the paper once more.</translation>
    </message>
</context>
<context>
    <name>error.recovery_code_wrong</name>
    <message>
        <source>这个恢复码不属于这份资料。请换一张纸再试；资料没有改动。</source>
        <translation>This recovery code belongs to other data. Try another sheet; the data is untouched.</translation>
    </message>
</context>
<context>
    <name>error.recovery_file_damaged</name>
    <message>
        <source>恢复文件损坏，恢复码暂时打不开资料。请从备份取回 recovery.json。</source>
        <translation>The recovery file is damaged, so the code cannot open the data. Bring recovery.json back from a backup.</translation>
    </message>
</context>
<context>
    <name>error.recovery_file_missing</name>
    <message>
        <source>恢复文件不见了，恢复码无从打开资料。请从备份取回 recovery.json。</source>
        <translation>The recovery file is missing, so the code has nothing to open. Bring recovery.json back from a backup.</translation>
    </message>
</context>
<context>
    <name>error.reply_gone</name>
    <message>
        <source>这封回复已经不在发件箱。</source>
        <translation>This reply is no longer in the outbox.</translation>
    </message>
</context>
<context>
    <name>error.reply_moved_on</name>
    <message>
        <source>这封回复的状态已经变了，刷新后再看。</source>
        <translation>The state of this reply has changed. Refresh and look again.</translation>
    </message>
</context>
<context>
    <name>error.reply_window_closed</name>
    <message>
        <source>平台的回复期已过，发不出去了。可以写备注，或到平台处理。</source>
        <translation>The platform&apos;s time to reply is over; it cannot be sent. Write a note, or act on the platform.</translation>
    </message>
</context>
<context>
    <name>error.role_missing</name>
    <message>
        <source>这一步需要「{role}」权限。请找有权限的同事。</source>
        <translation>This step needs the role “{role}”. Ask a colleague who has it.</translation>
    </message>
</context>
<context>
    <name>error.said_enough</name>
    <message>
        <source>买家一直没回话，平台这段时间不让再发了。等买家来信，或先刷新看有没有新消息。</source>
        <translation>The buyer has not answered, and the platform takes no more for now. Wait until they write, or refresh first to see whether they have.</translation>
    </message>
</context>
<context>
    <name>error.same_text_recently</name>
    <message>
        <source>十分钟内发过一样的内容。</source>
        <translation>The same text went out within ten minutes.</translation>
    </message>
</context>
<context>
    <name>error.search_value</name>
    <message>
        <source>「{operator}:」后面的「{value}」看不懂。改一下或删掉这个条件。</source>
        <translation>“{value}” after “{operator}:” means nothing here. Change it or drop the term.</translation>
    </message>
</context>
<context>
    <name>error.secret_unreadable</name>
    <message>
        <source>保存的登录（{kind}）打不开了。请在店铺页重新登录；期间这家店不收发。</source>
        <translation>The stored login ({kind}) can no longer be opened. Sign in again on the shop&apos;s page; until then this shop neither fetches nor sends.</translation>
    </message>
</context>
<context>
    <name>error.setting_value</name>
    <message>
        <source>「{setting}」应在 {least} 与 {most} 之间。</source>
        <translation>“{setting}” must be between {least} and {most}.</translation>
    </message>
</context>
<context>
    <name>error.shop_gone</name>
    <message>
        <source>这家店已被移除，没有改动。</source>
        <translation>This shop was removed; nothing was changed.</translation>
    </message>
</context>
<context>
    <name>error.shop_paused</name>
    <message>
        <source>这家店已暂停，没有连接平台。请先恢复这家店再试。</source>
        <translation>This shop is paused and was not connected. Resume it first and try again.</translation>
    </message>
</context>
<context>
    <name>error.shop_removed</name>
    <message>
        <source>这家店已被移除，不能发送。</source>
        <translation>This shop was removed and cannot send.</translation>
    </message>
</context>
<context>
    <name>error.shop_state_unknown</name>
    <message>
        <source>不认识店铺的这个状态，没有改动。</source>
        <translation>This state of a shop is not known; nothing was changed.</translation>
    </message>
</context>
<context>
    <name>error.shop_twice</name>
    <message>
        <source>「{title}」已经连接过了，没有再添加。要换登录请在那家店里重新登录。</source>
        <translation>“{title}” is already connected and was not added again. To change its login, sign in again inside that shop.</translation>
    </message>
</context>
<context>
    <name>error.split_all</name>
    <message>
        <source>不能把全部消息都拆走。</source>
        <translation>Not all messages can be split off.</translation>
    </message>
</context>
<context>
    <name>error.split_twice</name>
    <message>
        <source>这些消息已经分出去过了。</source>
        <translation>These messages were split off already.</translation>
    </message>
</context>
<context>
    <name>error.sqlite_too_old</name>
    <message>
        <source>程序缺少需要的数据库版本（{version}）。请重新安装。</source>
        <translation>The database version the program needs is missing ({version}). Please install it again.</translation>
    </message>
</context>
<context>
    <name>error.status_move</name>
    <message>
        <source>会话不能从「{before}」改为「{after}」。已处理的要先改回待处理。</source>
        <translation>A conversation cannot go from “{before}” to “{after}”. A resolved one must be reopened first.</translation>
    </message>
</context>
<context>
    <name>error.tag_empty</name>
    <message>
        <source>请先写标签。</source>
        <translation>Please write a tag first.</translation>
    </message>
</context>
<context>
    <name>error.talk_is_here</name>
    <message>
        <source>和这位买家已经有一条会话，请在那条会话里回复。</source>
        <translation>There is a conversation with this buyer already: please reply there.</translation>
    </message>
</context>
<context>
    <name>error.template_empty</name>
    <message>
        <source>模板要有标题和内容。</source>
        <translation>A template needs a title and a text.</translation>
    </message>
</context>
<context>
    <name>error.template_file_unreadable</name>
    <message>
        <source>这个文件读不出模板。支持 CSV（title, body 两列起）、JSON 和文本。</source>
        <translation>No template can be read from this file. CSV (columns title, body …), JSON and text are understood.</translation>
    </message>
</context>
<context>
    <name>error.template_gone</name>
    <message>
        <source>这个模板已被删除。</source>
        <translation>This template was deleted.</translation>
    </message>
</context>
<context>
    <name>error.template_too_long</name>
    <message>
        <source>模板太长了，最多 {limit} 字节。</source>
        <translation>The template is too long; at most {limit} bytes.</translation>
    </message>
</context>
<context>
    <name>error.text_empty</name>
    <message>
        <source>还没有写内容。</source>
        <translation>Nothing is written yet.</translation>
    </message>
</context>
<context>
    <name>error.text_too_long</name>
    <message>
        <source>太长了：{length} 字，最多 {limit}。删短一些再发。</source>
        <translation>Too long: {length} characters, at most {limit}. Shorten it and send again.</translation>
    </message>
</context>
<context>
    <name>error.too_many_files</name>
    <message>
        <source>这个渠道一次最多 {limit} 个附件。请分开发送。</source>
        <translation>This channel takes {limit} files at once. Send them apart.</translation>
    </message>
</context>
<context>
    <name>error.unfilled_variable</name>
    <message>
        <source>「{variable}」还没填上，填好才能发。</source>
        <translation>“{variable}” is still empty. Fill it in to send.</translation>
    </message>
</context>
<context>
    <name>error.worker_closed</name>
    <message>
        <source>程序正在关闭，这一步没有做。下次打开会接着做。</source>
        <translation>The program is closing and did not do this. It goes on when you open it again.</translation>
    </message>
</context>
<context>
    <name>error.worker_not_started</name>
    <message>
        <source>读信的子程序没有启动，新邮件暂时读不出来；原件已保存，会再试。</source>
        <translation>The part that reads mail did not start. New mails are stored as they came and will be read later.</translation>
    </message>
</context>
<context>
    <name>explain_aliexpress_api</name>
    <message>
        <source>用来收发消息、读订单和纠纷。填好自己申请的应用，打开授权页面同意，再把停下的网址粘贴回来。</source>
        <translation>To read and send messages, and to read orders and disputes. Fill in the application you registered, agree on the consent page, then paste the address where the browser stops.</translation>
    </message>
</context>
<context>
    <name>explain_amazon_api</name>
    <message>
        <source>用来读订单和退货、发 Amazon 自己的消息。在卖家后台自建应用并自行授权，把三项内容抄过来。</source>
        <translation>Reads orders and returns, sends Amazon&apos;s own messages. Make a private app in Seller Central, authorise it yourself, copy three values here.</translation>
    </message>
</context>
<context>
    <name>explain_ebay_api</name>
    <message>
        <source>用来收发消息和图片、读订单、处理退货和纠纷。填好应用信息，打开授权页面同意，再把停下的网址粘贴回来。</source>
        <translation>For messages and pictures, orders, returns and cases. Fill in the application, open the consent page, agree, and paste back the address where the browser stops.</translation>
    </message>
</context>
<context>
    <name>explain_lazada_chat</name>
    <message>
        <source>用来收发聊天，要用聊天类应用，另外授权一次。Lazada 不允许自动查新消息，违者收回聊天权限，所以聊天只在你按 F5 时才去取：每按一次取一个国家的一页，同一国家至少隔 10 分钟。没有聊天应用可以跳过。</source>
        <translation>Sends and receives chat. It needs an application of the chat category and a consent of its own. Lazada does not allow programs to look for new messages by themselves and takes the right to chat away from those that do, so chat is fetched only when you press F5: one page of one country each time, the same country every 10 minutes at most. You can skip this if you have no chat application.</translation>
    </message>
</context>
<context>
    <name>explain_lazada_orders</name>
    <message>
        <source>用来读订单、处理退货和取消。填好订单类应用的信息，打开授权页面同意，再把停下的网址粘贴回来。跨境卖家在授权页选 Crossborder，一次授权可用于六个国家。</source>
        <translation>Reads orders and handles returns and cancellations. Fill in the details of your order application, open the consent page and agree, then paste the address you land on. Cross-border sellers choose Crossborder there; one consent then opens six countries.</translation>
    </message>
</context>
<context>
    <name>explain_mail_login</name>
    <message>
        <source>买家来信到的邮箱。填地址和密码，服务器一般会自动填好。</source>
        <translation>The mailbox that customers write to. Address and password; servers usually fill themselves in.</translation>
    </message>
</context>
<context>
    <name>explain_relay_mail_login</name>
    <message>
        <source>平台转来买家消息的邮箱。填地址和密码，服务器一般会自动填好。邮箱里别的来信不会显示；要一起收，再连接一家「邮箱」店铺，用同一个登录即可。</source>
        <translation>The mailbox that gets the platform&apos;s relayed customer mails. Enter address and password; the servers are usually found by themselves. Other mails in it are not shown: to receive them too, connect an “E-mail” shop with the same login.</translation>
    </message>
</context>
<context>
    <name>explain_shopee_api</name>
    <message>
        <source>先在 Shopee 开放平台自建「Seller In-house System」应用，只有它能聊天。</source>
        <translation>First create your own “Seller In-house System” application on the Shopee Open Platform; only that type may chat.</translation>
    </message>
</context>
<context>
    <name>explain_shopify_api</name>
    <message>
        <source>用来读订单、退货和付款争议。在 dev.shopify.com 给自己的店铺建一个应用，把 Client ID 和密钥抄到这里。</source>
        <translation>Reads orders, returns and payment disputes. Create an app for your own shop at dev.shopify.com and copy its client ID and secret here.</translation>
    </message>
</context>
<context>
    <name>explain_tiktok_api</name>
    <message>
        <source>用来收发消息、读订单。填好自建应用的信息，打开授权页面同意，再把停下的网址粘贴回来。一次授权可以接入同一卖家的几家店。</source>
        <translation>To read and answer messages and read orders. Fill in your own app, agree on the consent page, and paste the address you land on. One consent can bring several shops of the same seller.</translation>
    </message>
</context>
<context>
    <name>explain_walmart_api</name>
    <message>
        <source>用来读订单和退货。在 Walmart 开发者门户生成一对密钥，抄到这里。</source>
        <translation>Reads orders and returns. Make a pair of keys in Walmart’s developer portal and copy it here.</translation>
    </message>
</context>
<context>
    <name>field_address</name>
    <message>
        <source>邮箱地址</source>
        <translation>Address</translation>
    </message>
</context>
<context>
    <name>field_aliexpress_app_key</name>
    <message>
        <source>App Key</source>
        <translation>App Key</translation>
    </message>
</context>
<context>
    <name>field_aliexpress_app_secret</name>
    <message>
        <source>App Secret</source>
        <translation>App Secret</translation>
    </message>
</context>
<context>
    <name>field_aliexpress_callback</name>
    <message>
        <source>回调地址</source>
        <translation>Callback address</translation>
    </message>
</context>
<context>
    <name>field_aliexpress_route</name>
    <message>
        <source>消息接口的线路</source>
        <translation>Route of the chat&apos;s calls</translation>
    </message>
</context>
<context>
    <name>field_api_url</name>
    <message>
        <source>接口地址</source>
        <translation>API address</translation>
    </message>
</context>
<context>
    <name>field_apiz_url</name>
    <message>
        <source>接口地址（apiz）</source>
        <translation>API address (apiz)</translation>
    </message>
</context>
<context>
    <name>field_auth</name>
    <message>
        <source>登录方式</source>
        <translation>Sign-in method</translation>
    </message>
</context>
<context>
    <name>field_auth_password</name>
    <message>
        <source>密码</source>
        <translation>Password</translation>
    </message>
</context>
<context>
    <name>field_auth_url</name>
    <message>
        <source>授权地址</source>
        <translation>Consent address</translation>
    </message>
</context>
<context>
    <name>field_client_id</name>
    <message>
        <source>应用 ID（Client ID）</source>
        <translation>Client ID</translation>
    </message>
</context>
<context>
    <name>field_client_secret</name>
    <message>
        <source>应用密钥（Client Secret）</source>
        <translation>Client secret</translation>
    </message>
</context>
<context>
    <name>field_consent_url</name>
    <message>
        <source>授权页地址</source>
        <translation>Consent page</translation>
    </message>
</context>
<context>
    <name>field_ebay_rights</name>
    <message>
        <source>申请的权限</source>
        <translation>Rights to ask for</translation>
    </message>
</context>
<context>
    <name>field_environment</name>
    <message>
        <source>环境</source>
        <translation>Environment</translation>
    </message>
</context>
<context>
    <name>field_files_copies</name>
    <message>
        <source>服务器自动存已发送</source>
        <translation>Server keeps sent mail itself</translation>
    </message>
</context>
<context>
    <name>field_imap_host</name>
    <message>
        <source>收信服务器</source>
        <translation>Receiving server</translation>
    </message>
</context>
<context>
    <name>field_imap_port</name>
    <message>
        <source>收信端口</source>
        <translation>Receiving port</translation>
    </message>
</context>
<context>
    <name>field_imap_security</name>
    <message>
        <source>收信加密</source>
        <translation>Receiving security</translation>
    </message>
</context>
<context>
    <name>field_lazada_app_key</name>
    <message>
        <source>App Key</source>
        <translation>App key</translation>
    </message>
</context>
<context>
    <name>field_lazada_app_secret</name>
    <message>
        <source>App Secret</source>
        <translation>App secret</translation>
    </message>
</context>
<context>
    <name>field_lazada_redirect</name>
    <message>
        <source>回调网址</source>
        <translation>Redirect address</translation>
    </message>
</context>
<context>
    <name>field_lazada_stage</name>
    <message>
        <source>应用状态</source>
        <translation>State of the application</translation>
    </message>
</context>
<context>
    <name>field_marks_read</name>
    <message>
        <source>回复后在邮箱里标为已读</source>
        <translation>Mark as read in the mailbox after replying</translation>
    </message>
</context>
<context>
    <name>field_no</name>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
</context>
<context>
    <name>field_password</name>
    <message>
        <source>密码或授权码</source>
        <translation>Password or app password</translation>
    </message>
</context>
<context>
    <name>field_pasted_address</name>
    <message>
        <source>授权后的网址</source>
        <translation>Address after consent</translation>
    </message>
</context>
<context>
    <name>field_refresh_token</name>
    <message>
        <source>刷新令牌（Refresh Token）</source>
        <translation>Refresh token</translation>
    </message>
</context>
<context>
    <name>field_region</name>
    <message>
        <source>区域</source>
        <translation>Region</translation>
    </message>
</context>
<context>
    <name>field_ru_name</name>
    <message>
        <source>RuName（回调名称）</source>
        <translation>RuName</translation>
    </message>
</context>
<context>
    <name>field_scopes</name>
    <message>
        <source>授权范围</source>
        <translation>Scopes</translation>
    </message>
</context>
<context>
    <name>field_security_none</name>
    <message>
        <source>不加密（只限本机）</source>
        <translation>None (this machine only)</translation>
    </message>
</context>
<context>
    <name>field_seller_id</name>
    <message>
        <source>卖家编号</source>
        <translation>Seller ID</translation>
    </message>
</context>
<context>
    <name>field_sender_name</name>
    <message>
        <source>发件人名称</source>
        <translation>Sender&apos;s name</translation>
    </message>
</context>
<context>
    <name>field_shopee_email</name>
    <message>
        <source>纠纷联系邮箱</source>
        <translation>E-mail for disputes</translation>
    </message>
</context>
<context>
    <name>field_shopee_host</name>
    <message>
        <source>接入点</source>
        <translation>Access point</translation>
    </message>
</context>
<context>
    <name>field_shopee_partner_id</name>
    <message>
        <source>应用编号（Partner ID）</source>
        <translation>Partner ID</translation>
    </message>
</context>
<context>
    <name>field_shopee_partner_key</name>
    <message>
        <source>应用密钥（Live API Partner Key）</source>
        <translation>Live API Partner Key</translation>
    </message>
</context>
<context>
    <name>field_shopee_redirect</name>
    <message>
        <source>跳转网址（Redirect URL）</source>
        <translation>Redirect URL</translation>
    </message>
</context>
<context>
    <name>field_shopee_shop_id</name>
    <message>
        <source>店铺编号（Shop ID）</source>
        <translation>Shop ID</translation>
    </message>
</context>
<context>
    <name>field_shopify_redirect</name>
    <message>
        <source>回跳地址</source>
        <translation>Redirect address</translation>
    </message>
</context>
<context>
    <name>field_shopify_shop</name>
    <message>
        <source>店铺域名</source>
        <translation>Shop domain</translation>
    </message>
</context>
<context>
    <name>field_shopify_token</name>
    <message>
        <source>访问令牌</source>
        <translation>Access token</translation>
    </message>
</context>
<context>
    <name>field_smtp_host</name>
    <message>
        <source>发信服务器</source>
        <translation>Sending server</translation>
    </message>
</context>
<context>
    <name>field_smtp_port</name>
    <message>
        <source>发信端口</source>
        <translation>Sending port</translation>
    </message>
</context>
<context>
    <name>field_smtp_security</name>
    <message>
        <source>发信加密</source>
        <translation>Sending security</translation>
    </message>
</context>
<context>
    <name>field_tiktok_app_key</name>
    <message>
        <source>App Key</source>
        <translation>App key</translation>
    </message>
</context>
<context>
    <name>field_tiktok_app_secret</name>
    <message>
        <source>App Secret</source>
        <translation>App secret</translation>
    </message>
</context>
<context>
    <name>field_tiktok_market</name>
    <message>
        <source>店铺所在市场</source>
        <translation>The shop&apos;s market</translation>
    </message>
</context>
<context>
    <name>field_tiktok_service_id</name>
    <message>
        <source>Service ID</source>
        <translation>Service ID</translation>
    </message>
</context>
<context>
    <name>field_token_url</name>
    <message>
        <source>令牌地址</source>
        <translation>Token address</translation>
    </message>
</context>
<context>
    <name>field_username</name>
    <message>
        <source>登录用户名</source>
        <translation>User name</translation>
    </message>
</context>
<context>
    <name>field_yes</name>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
</context>
<context>
    <name>file.dangerous</name>
    <message>
        <source>这个文件可能有害</source>
        <translation>This file may be harmful</translation>
    </message>
</context>
<context>
    <name>file.dangerous_text</name>
    <message>
        <source>这类文件能在电脑上运行程序，不会直接打开。确认可信再另存。</source>
        <translation>Files of this kind can run programs, so it is not opened. Save it only if you trust it.</translation>
    </message>
</context>
<context>
    <name>file.dangerous_tip</name>
    <message>
        <source>{name}：可能有害，程序不会打开</source>
        <translation>{name}: may be harmful, is never opened here</translation>
    </message>
</context>
<context>
    <name>file.name</name>
    <message>
        <source>附件 {name}，{size}</source>
        <translation>File {name}, {size}</translation>
    </message>
</context>
<context>
    <name>file.open</name>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
</context>
<context>
    <name>file.picture</name>
    <message>
        <source>图片 {name}</source>
        <translation>Picture {name}</translation>
    </message>
</context>
<context>
    <name>file.remove</name>
    <message>
        <source>移除</source>
        <translation>Remove</translation>
    </message>
</context>
<context>
    <name>file.remove_name</name>
    <message>
        <source>移除 {name}</source>
        <translation>Remove {name}</translation>
    </message>
</context>
<context>
    <name>file.save_as</name>
    <message>
        <source>另存为…</source>
        <translation>Save as…</translation>
    </message>
</context>
<context>
    <name>file.tip</name>
    <message>
        <source>{name}。点击打开只读副本，右键另存</source>
        <translation>{name}. Click opens a read-only copy; right-click saves it</translation>
    </message>
</context>
<context>
    <name>filter.attachment</name>
    <message>
        <source>有附件</source>
        <translation>Has a file</translation>
    </message>
</context>
<context>
    <name>filter.channel</name>
    <message>
        <source>店铺</source>
        <translation>Shop</translation>
    </message>
</context>
<context>
    <name>filter.clear</name>
    <message>
        <source>清除筛选</source>
        <translation>Clear filters</translation>
    </message>
</context>
<context>
    <name>filter.draft</name>
    <message>
        <source>有草稿</source>
        <translation>Has a draft</translation>
    </message>
</context>
<context>
    <name>filter.language</name>
    <message>
        <source>语言</source>
        <translation>Language</translation>
    </message>
</context>
<context>
    <name>filter.note</name>
    <message>
        <source>有备注</source>
        <translation>Has a note</translation>
    </message>
</context>
<context>
    <name>filter.other</name>
    <message>
        <source>其他</source>
        <translation>Other</translation>
    </message>
</context>
<context>
    <name>filter.overdue</name>
    <message>
        <source>已超时</source>
        <translation>Overdue</translation>
    </message>
</context>
<context>
    <name>filter.status</name>
    <message>
        <source>状态</source>
        <translation>Status</translation>
    </message>
</context>
<context>
    <name>filter.tag</name>
    <message>
        <source>标签</source>
        <translation>Tag</translation>
    </message>
</context>
<context>
    <name>filter.title</name>
    <message>
        <source>筛选</source>
        <translation>Filter</translation>
    </message>
</context>
<context>
    <name>filter.unassigned</name>
    <message>
        <source>未分配</source>
        <translation>Unassigned</translation>
    </message>
</context>
<context>
    <name>filter.unread</name>
    <message>
        <source>未读</source>
        <translation>Unread</translation>
    </message>
</context>
<context>
    <name>filter.vip</name>
    <message>
        <source>VIP</source>
        <translation>VIP</translation>
    </message>
</context>
<context>
    <name>first.connect</name>
    <message>
        <source>连接我的店铺</source>
        <translation>Connect my shops</translation>
    </message>
</context>
<context>
    <name>first.connect_help</name>
    <message>
        <source>各大平台和自己的邮箱，每家约 2 分钟；密钥只存本机</source>
        <translation>Marketplaces and your own mailbox: about 2 minutes each; keys stay on this computer</translation>
    </message>
</context>
<context>
    <name>first.help</name>
    <message>
        <source>选一种方式开始，之后随时可以更改。</source>
        <translation>Choose how to begin; you can change it later.</translation>
    </message>
</context>
<context>
    <name>first.language</name>
    <message>
        <source>界面语言：简体中文</source>
        <translation>Language: English</translation>
    </message>
</context>
<context>
    <name>first.name</name>
    <message>
        <source>怎么称呼你？（同事和备注里看到的名字）</source>
        <translation>What should we call you? (colleagues see this name in notes)</translation>
    </message>
</context>
<context>
    <name>first.name_first</name>
    <message>
        <source>先写下名字，再选怎么开始：备注、回复和分配都要记在名下。</source>
        <translation>Write your name first, then choose how to begin: notes, replies and who has what go under it.</translation>
    </message>
</context>
<context>
    <name>first.practice</name>
    <message>
        <source>先用练习店铺试试</source>
        <translation>Try the practice shops first</translation>
    </message>
</context>
<context>
    <name>first.practice_help</name>
    <message>
        <source>虚构的店铺和客户，不连接任何平台，约 5 分钟上手</source>
        <translation>Invented shops and customers, no platform involved; about 5 minutes</translation>
    </message>
</context>
<context>
    <name>first.press</name>
    <message>
        <source>按 1、2 选择</source>
        <translation>Press 1 or 2</translation>
    </message>
</context>
<context>
    <name>first.title</name>
    <message>
        <source>欢迎使用码头客服</source>
        <translation>Welcome to Quayside</translation>
    </message>
</context>
<context>
    <name>first_message.hint</name>
    <message>
        <source>内容</source>
        <translation>Words</translation>
    </message>
</context>
<context>
    <name>first_message.send</name>
    <message>
        <source>发送</source>
        <translation>Send</translation>
    </message>
</context>
<context>
    <name>first_message.subject</name>
    <message>
        <source>Order {order}</source>
        <translation>Order {order}</translation>
    </message>
</context>
<context>
    <name>first_message.subject_name</name>
    <message>
        <source>主题</source>
        <translation>Subject</translation>
    </message>
</context>
<context>
    <name>first_message.title</name>
    <message>
        <source>写新消息</source>
        <translation>New message</translation>
    </message>
</context>
<context>
    <name>first_message.to</name>
    <message>
        <source>发给 {name}，订单 {order}，从「{shop}」发出</source>
        <translation>To {name}, order {order}, sent from “{shop}”</translation>
    </message>
</context>
<context>
    <name>folders.always</name>
    <message>
        <source>{name}（总是收）</source>
        <translation>{name} (always)</translation>
    </message>
</context>
<context>
    <name>folders.asking</name>
    <message>
        <source>正在读取邮箱里的文件夹…</source>
        <translation>Reading the mailbox&apos;s folders…</translation>
    </message>
</context>
<context>
    <name>folders.help</name>
    <message>
        <source>来信被邮箱规则放进别的文件夹时，在这里勾上。旧信按连接时选的时间补收。</source>
        <translation>If a rule in the mailbox moves customers&apos; mail into another folder, tick it here. Its old mail comes as far back as you chose when connecting.</translation>
    </message>
</context>
<context>
    <name>folders.junk</name>
    <message>
        <source>{name}（垃圾邮件，{n} 封未读）</source>
        <translation>{name} (junk, {n} unread)</translation>
    </message>
</context>
<context>
    <name>folders.title</name>
    <message>
        <source>收哪些文件夹：{name}</source>
        <translation>Which folders are fetched: {name}</translation>
    </message>
</context>
<context>
    <name>form.confirmCustomizationDetails</name>
    <message>
        <source>确认定制内容</source>
        <translation>Customization details</translation>
    </message>
</context>
<context>
    <name>form.confirmDeliveryDetails</name>
    <message>
        <source>商量送货</source>
        <translation>Delivery arrangements</translation>
    </message>
</context>
<context>
    <name>form.confirmOrderDetails</name>
    <message>
        <source>确认订单内容</source>
        <translation>Question about the order</translation>
    </message>
</context>
<context>
    <name>form.confirmServiceDetails</name>
    <message>
        <source>商量上门服务</source>
        <translation>Home service arrangements</translation>
    </message>
</context>
<context>
    <name>form.digitalAccessKey</name>
    <message>
        <source>数字商品密钥</source>
        <translation>Digital access key</translation>
    </message>
</context>
<context>
    <name>form.invoice</name>
    <message>
        <source>发票</source>
        <translation>Invoice</translation>
    </message>
</context>
<context>
    <name>form.legalDisclosure</name>
    <message>
        <source>法定文件</source>
        <translation>Legal documents</translation>
    </message>
</context>
<context>
    <name>form.productReviewAndSellerFeedback</name>
    <message>
        <source>请买家评价</source>
        <translation>Review request</translation>
    </message>
</context>
<context>
    <name>form.unexpectedProblem</name>
    <message>
        <source>订单出了意外</source>
        <translation>Unexpected problem</translation>
    </message>
</context>
<context>
    <name>form.warranty</name>
    <message>
        <source>保修说明</source>
        <translation>Warranty</translation>
    </message>
</context>
<context>
    <name>form_for.confirmCustomizationDetails</name>
    <message>
        <source>核对定制的名字、图片等。</source>
        <translation>Checks names, pictures and the like for made-to-order goods.</translation>
    </message>
</context>
<context>
    <name>form_for.confirmDeliveryDetails</name>
    <message>
        <source>约送货时间，或核对送货的联系方式。</source>
        <translation>Arranges a delivery time, or checks whom to call.</translation>
    </message>
</context>
<context>
    <name>form_for.confirmOrderDetails</name>
    <message>
        <source>发货前问一个和订单有关的问题。</source>
        <translation>Asks something about the order before it ships.</translation>
    </message>
</context>
<context>
    <name>form_for.confirmServiceDetails</name>
    <message>
        <source>约上门服务的时间，或事先问清楚。</source>
        <translation>Arranges a home visit, or asks what must be known before it.</translation>
    </message>
</context>
<context>
    <name>form_for.digitalAccessKey</name>
    <message>
        <source>把使用数字商品的密钥交给买家。</source>
        <translation>Gives the buyer the key to a digital product.</translation>
    </message>
</context>
<context>
    <name>form_for.invoice</name>
    <message>
        <source>把发票交给买家。</source>
        <translation>Gives the buyer the invoice.</translation>
    </message>
</context>
<context>
    <name>form_for.legalDisclosure</name>
    <message>
        <source>法律规定必须给买家的文件，别的不能用它发。</source>
        <translation>Only for papers that the law requires you to hand over.</translation>
    </message>
</context>
<context>
    <name>form_for.productReviewAndSellerFeedback</name>
    <message>
        <source>请买家评价商品和店铺，每个订单只能发一次。</source>
        <translation>Asks the buyer to rate the product and the shop; once per order.</translation>
    </message>
</context>
<context>
    <name>form_for.unexpectedProblem</name>
    <message>
        <source>订单可能完成不了，必须告诉买家。</source>
        <translation>Tells the buyer that the order may not be completed.</translation>
    </message>
</context>
<context>
    <name>form_for.warranty</name>
    <message>
        <source>把保修文件交给买家。</source>
        <translation>Gives the buyer the warranty papers.</translation>
    </message>
</context>
<context>
    <name>forms.asking</name>
    <message>
        <source>正在问平台…</source>
        <translation>Asking the platform…</translation>
    </message>
</context>
<context>
    <name>forms.back</name>
    <message>
        <source>改回普通文字</source>
        <translation>Back to plain words</translation>
    </message>
</context>
<context>
    <name>forms.choose</name>
    <message>
        <source>发送为…</source>
        <translation>Send as…</translation>
    </message>
</context>
<context>
    <name>forms.chosen</name>
    <message>
        <source>发送为：{title}</source>
        <translation>Send as: {title}</translation>
    </message>
</context>
<context>
    <name>forms.draft_stays</name>
    <message>
        <source>框里的草稿不会发出，会留着。</source>
        <translation>The draft in the box is not sent; it stays.</translation>
    </message>
</context>
<context>
    <name>forms.files_hint</name>
    <message>
        <source>这种消息的文字由平台写。添加附件后发送。</source>
        <translation>The platform writes the text of this message. Attach the file, then send.</translation>
    </message>
</context>
<context>
    <name>forms.files_only</name>
    <message>
        <source>只带附件，最多 {files} 个；文字由平台写。</source>
        <translation>Attachments only, up to {files}; the platform writes the text.</translation>
    </message>
</context>
<context>
    <name>forms.gone</name>
    <message>
        <source>「{title}」现在不能发：{reason}。写好的文字还在。</source>
        <translation>“{title}” cannot be sent now: {reason}. What you wrote is still here.</translation>
    </message>
</context>
<context>
    <name>forms.language</name>
    <message>
        <source>平台要求用{language}写。</source>
        <translation>The platform wants it in {language}.</translation>
    </message>
</context>
<context>
    <name>forms.no_words_hint</name>
    <message>
        <source>这种消息的文字由平台写，直接发送即可。</source>
        <translation>The platform writes the text of this message. Just send it.</translation>
    </message>
</context>
<context>
    <name>forms.none</name>
    <message>
        <source>平台现在不让就这个订单发别的消息；普通文字照常能发。</source>
        <translation>The platform offers no other message for this order now; plain words can be sent as always.</translation>
    </message>
</context>
<context>
    <name>forms.not_now</name>
    <message>
        <source>平台现在不提供</source>
        <translation>Not offered by the platform now</translation>
    </message>
</context>
<context>
    <name>forms.nothing_to_write</name>
    <message>
        <source>文字由平台写，你不用写，也改不了。</source>
        <translation>The platform writes the text; there is nothing for you to write or change.</translation>
    </message>
</context>
<context>
    <name>forms.plain</name>
    <message>
        <source>普通文字</source>
        <translation>Plain words</translation>
    </message>
</context>
<context>
    <name>forms.plain_under</name>
    <message>
        <source>像平常一样回复：发出的就是你写的。</source>
        <translation>A reply as always: what you write is what leaves.</translation>
    </message>
</context>
<context>
    <name>forms.takes_no_file</name>
    <message>
        <source>「{title}」不能带附件。请先移除附件，或改回普通文字。</source>
        <translation>“{title}” takes no attachments. Remove them, or go back to plain words.</translation>
    </message>
</context>
<context>
    <name>forms.title</name>
    <message>
        <source>作为哪种消息发送</source>
        <translation>Send as which kind of message</translation>
    </message>
</context>
<context>
    <name>forms.told</name>
    <message>
        <source>{so_far}{one}</source>
        <translation>{so_far} {one}</translation>
    </message>
</context>
<context>
    <name>forms.too_many_files</name>
    <message>
        <source>「{title}」最多带 {n} 个附件。</source>
        <translation>“{title}” takes at most {n} attachments.</translation>
    </message>
</context>
<context>
    <name>forms.wants_file</name>
    <message>
        <source>「{title}」要带一个附件才能发。</source>
        <translation>“{title}” needs a file before it can be sent.</translation>
    </message>
</context>
<context>
    <name>forms.wants_words</name>
    <message>
        <source>「{title}」要写文字才能发。</source>
        <translation>“{title}” needs a text before it can be sent.</translation>
    </message>
</context>
<context>
    <name>forms.words</name>
    <message>
        <source>你写文字，最多 {n} 字。</source>
        <translation>You write the text, up to {n} characters.</translation>
    </message>
</context>
<context>
    <name>forms.words_and_files</name>
    <message>
        <source>你写文字，最多 {n} 字；可带附件，最多 {files} 个。</source>
        <translation>You write the text, up to {n} characters; up to {files} attachments may go along.</translation>
    </message>
</context>
<context>
    <name>forward.date</name>
    <message>
        <source>时间：{time}</source>
        <translation>Date: {time}</translation>
    </message>
</context>
<context>
    <name>forward.done</name>
    <message>
        <source>已排队转发给 {to}</source>
        <translation>Queued for {to}</translation>
    </message>
</context>
<context>
    <name>forward.files</name>
    <message>
        <source>一起转发的附件</source>
        <translation>Files to send along</translation>
    </message>
</context>
<context>
    <name>forward.from</name>
    <message>
        <source>发件人：{name}</source>
        <translation>From: {name}</translation>
    </message>
</context>
<context>
    <name>forward.mark</name>
    <message>
        <source>---------- 转发的邮件 ----------</source>
        <translation>---------- Forwarded mail ----------</translation>
    </message>
</context>
<context>
    <name>forward.no_address</name>
    <message>
        <source>没有写收件人，或地址不对，没有转发。</source>
        <translation>No recipient, or a wrong address: nothing was forwarded.</translation>
    </message>
</context>
<context>
    <name>forward.send</name>
    <message>
        <source>转发</source>
        <translation>Forward</translation>
    </message>
</context>
<context>
    <name>forward.subject</name>
    <message>
        <source>主题：{subject}</source>
        <translation>Subject: {subject}</translation>
    </message>
</context>
<context>
    <name>forward.text</name>
    <message>
        <source>转给别人看，客户的时限照常走。</source>
        <translation>Sends it to somebody else; the customer&apos;s clock keeps running.</translation>
    </message>
</context>
<context>
    <name>forward.title</name>
    <message>
        <source>转发邮件</source>
        <translation>Forward the mail</translation>
    </message>
</context>
<context>
    <name>forward.to</name>
    <message>
        <source>收件人</source>
        <translation>To</translation>
    </message>
</context>
<context>
    <name>forward.words</name>
    <message>
        <source>附言（可不写）</source>
        <translation>A few words (optional)</translation>
    </message>
</context>
<context>
    <name>group.breached</name>
    <message>
        <source>已超时</source>
        <translation>Overdue</translation>
    </message>
</context>
<context>
    <name>group.day</name>
    <message>
        <source>24 小时内</source>
        <translation>Within 24 hours</translation>
    </message>
</context>
<context>
    <name>group.hour</name>
    <message>
        <source>1 小时内</source>
        <translation>Within 1 hour</translation>
    </message>
</context>
<context>
    <name>group.later</name>
    <message>
        <source>更晚</source>
        <translation>Later</translation>
    </message>
</context>
<context>
    <name>group.none</name>
    <message>
        <source>没有时限</source>
        <translation>No deadline</translation>
    </message>
</context>
<context>
    <name>head.copy_order</name>
    <message>
        <source>复制订单号</source>
        <translation>Copy the order number</translation>
    </message>
</context>
<context>
    <name>head.left</name>
    <message>
        <source>还剩 {time}</source>
        <translation>{time} left</translation>
    </message>
</context>
<context>
    <name>head.local</name>
    <message>
        <source>客户当地 {time}</source>
        <translation>Their time {time}</translation>
    </message>
</context>
<context>
    <name>head.merge</name>
    <message>
        <source>并入另一条会话…</source>
        <translation>Merge another conversation into this…</translation>
    </message>
</context>
<context>
    <name>head.merge_which</name>
    <message>
        <source>把哪条会话并进来？</source>
        <translation>Merge which conversation into this one?</translation>
    </message>
</context>
<context>
    <name>head.more</name>
    <message>
        <source>更多操作</source>
        <translation>More</translation>
    </message>
</context>
<context>
    <name>head.nameless</name>
    <message>
        <source>（没有名字）</source>
        <translation>(no name)</translation>
    </message>
</context>
<context>
    <name>head.status</name>
    <message>
        <source>状态：{status}</source>
        <translation>Status: {status}</translation>
    </message>
</context>
<context>
    <name>head.suspect</name>
    <message>
        <source>有来信没有通过发信服务器的验证，可能有人冒充平台。别点信里的链接，到平台后台核对。</source>
        <translation>A mail here was not vouched for by its sender&apos;s server; somebody may be posing as the platform. Do not press its links, look on the platform&apos;s own pages.</translation>
    </message>
</context>
<context>
    <name>head.tag</name>
    <message>
        <source>标签</source>
        <translation>Tag</translation>
    </message>
</context>
<context>
    <name>head.waiting</name>
    <message>
        <source>客户已等 {time}</source>
        <translation>Waiting for {time}</translation>
    </message>
</context>
<context>
    <name>health.broken</name>
    <message>
        <source>平台返回异常</source>
        <translation>The platform answers oddly</translation>
    </message>
</context>
<context>
    <name>health.ok</name>
    <message>
        <source>正常</source>
        <translation>Working</translation>
    </message>
</context>
<context>
    <name>health.sign_in</name>
    <message>
        <source>需要重新登录</source>
        <translation>Needs to sign in again</translation>
    </message>
</context>
<context>
    <name>health.slow</name>
    <message>
        <source>连接慢，自动重试中</source>
        <translation>Slow connection, retrying by itself</translation>
    </message>
</context>
<context>
    <name>health.unknown</name>
    <message>
        <source>尚未检查</source>
        <translation>Not checked yet</translation>
    </message>
</context>
<context>
    <name>held.edit</name>
    <message>
        <source>取回修改</source>
        <translation>Take back and edit</translation>
    </message>
</context>
<context>
    <name>held.news</name>
    <message>
        <source>{name} 新来的消息</source>
        <translation>New from {name}</translation>
    </message>
</context>
<context>
    <name>held.release</name>
    <message>
        <source>原样发出</source>
        <translation>Send as it is</translation>
    </message>
</context>
<context>
    <name>held.reply</name>
    <message>
        <source>你准备发出的回复</source>
        <translation>The reply you were about to send</translation>
    </message>
</context>
<context>
    <name>held.title</name>
    <message>
        <source>还没发出：你写的时候客户又来了新消息</source>
        <translation>Not sent yet: the customer wrote again while you were writing</translation>
    </message>
</context>
<context>
    <name>hint_aliexpress_app_key</name>
    <message>
        <source>速卖通开放平台 → 应用管理里的 App Key，消息权限要单独申请。</source>
        <translation>AliExpress Open Platform → App Management. The right to the chat is granted on application.</translation>
    </message>
</context>
<context>
    <name>hint_aliexpress_callback</name>
    <message>
        <source>和开放平台里登记的回调地址完全一样。</source>
        <translation>Exactly the callback address registered there.</translation>
    </message>
</context>
<context>
    <name>hint_aliexpress_route</name>
    <message>
        <source>平时不用改；订单能读、消息总是失败时再换。</source>
        <translation>Leave it as it is; change it only when orders can be read and messages always fail.</translation>
    </message>
</context>
<context>
    <name>hint_amazon_self_authorize</name>
    <message>
        <source>卖家后台 → 应用与服务 → 开发应用 → 授权，复制得到的令牌。</source>
        <translation>Seller Central → Apps and services → Develop apps → Authorise; copy the token.</translation>
    </message>
</context>
<context>
    <name>hint_app_password</name>
    <message>
        <source>这家邮箱要用「应用专用密码」，在邮箱的安全设置里生成。</source>
        <translation>This provider wants an app password, made in its security settings.</translation>
    </message>
</context>
<context>
    <name>hint_authorisation_code</name>
    <message>
        <source>这家邮箱要用「授权码」：在网页邮箱的设置里开启 IMAP/SMTP 后生成。</source>
        <translation>This provider wants an authorisation code: switch IMAP/SMTP on in its web settings to get one.</translation>
    </message>
</context>
<context>
    <name>hint_ebay_rights</name>
    <message>
        <source>全部还包括图片、退款和付款争议。授权页面说 invalid_scope 时，请改成只要消息和订单。</source>
        <translation>All also covers pictures, refunds and payment disputes. If the consent page says invalid_scope, choose messages and orders only.</translation>
    </message>
</context>
<context>
    <name>hint_lazada_api_url</name>
    <message>
        <source>用自己的签名中转服务时才填。</source>
        <translation>Only if you run a signing relay of your own.</translation>
    </message>
</context>
<context>
    <name>hint_lazada_redirect</name>
    <message>
        <source>和 Lazada 开放平台应用里登记的回调网址一字不差。</source>
        <translation>Exactly as it stands in the application on Lazada Open Platform.</translation>
    </message>
</context>
<context>
    <name>hint_mail_password</name>
    <message>
        <source>多数邮箱要用「应用专用密码」或「授权码」，在网页邮箱的安全设置里生成。</source>
        <translation>Most providers want an app password or authorisation code, made in the security settings of their web mail.</translation>
    </message>
</context>
<context>
    <name>hint_pasted_address</name>
    <message>
        <source>同意后浏览器停在的那个网址，整段复制到这里。</source>
        <translation>Copy the whole address on which the browser stops after you agree.</translation>
    </message>
</context>
<context>
    <name>hint_ru_name</name>
    <message>
        <source>eBay 开发者后台 → User Tokens 里的 RuName。</source>
        <translation>The RuName under User Tokens in eBay&apos;s developer account.</translation>
    </message>
</context>
<context>
    <name>hint_seller_id</name>
    <message>
        <source>在卖家后台「账户信息」里，以 A 开头。</source>
        <translation>In Seller Central under account info; it begins with A.</translation>
    </message>
</context>
<context>
    <name>hint_shopee_email</name>
    <message>
        <source>对退货提出争议时，Shopee 要一个联系邮箱。</source>
        <translation>Shopee asks for a contact e-mail when you dispute a return.</translation>
    </message>
</context>
<context>
    <name>hint_shopee_partner_id</name>
    <message>
        <source>Shopee 开放平台 → App List → 应用详情。正式环境的编号，不是测试编号。</source>
        <translation>Shopee Open Platform → App List → the app’s details. The live number, not the test one.</translation>
    </message>
</context>
<context>
    <name>hint_shopee_pasted</name>
    <message>
        <source>同意后浏览器停在的网址，10 分钟内整段粘贴，只能用一次。</source>
        <translation>The address the browser stopped at. Paste all of it within 10 minutes; it works once.</translation>
    </message>
</context>
<context>
    <name>hint_shopee_redirect</name>
    <message>
        <source>任意一个你打得开的 https 网址，授权后浏览器会停在那里。</source>
        <translation>Any https address that opens for you; the browser ends there after consent.</translation>
    </message>
</context>
<context>
    <name>hint_shopee_shop_id</name>
    <message>
        <source>用主账号授权时，名下的店会一起列出；只接其中一家才填。</source>
        <translation>A main account&apos;s consent lists all of its shops. Fill this in only to connect one of them.</translation>
    </message>
</context>
<context>
    <name>hint_shopify_keys</name>
    <message>
        <source>应用和店铺要属于同一个组织。只有 shpat_ 令牌的，展开下面的“服务器和其他设置”填写，这两项不用填。</source>
        <translation>App and shop must belong to the same organization. With only a shpat_ token, enter it under “Servers and more” below and leave these two empty.</translation>
    </message>
</context>
<context>
    <name>hint_shopify_pasted</name>
    <message>
        <source>同意之后浏览器停下的网址，整条粘贴过来。</source>
        <translation>The whole address on which the browser stops after you agreed.</translation>
    </message>
</context>
<context>
    <name>hint_shopify_redirect</name>
    <message>
        <source>应用属于别的组织时才需要：要和应用设置里登记的完全一致。</source>
        <translation>Only for an app of another organization: exactly as registered in the app&apos;s settings.</translation>
    </message>
</context>
<context>
    <name>hint_shopify_shop</name>
    <message>
        <source>myshopify.com 结尾的那个，例如 my-shop.myshopify.com；后台网址也可以。</source>
        <translation>The one that ends in myshopify.com, such as my-shop.myshopify.com; the address of the admin will do.</translation>
    </message>
</context>
<context>
    <name>hint_shopify_token</name>
    <message>
        <source>以前在店铺后台建的自定义应用才有，以 shpat_ 开头。</source>
        <translation>Only custom apps made in the shop&apos;s admin in the past have one; it begins with shpat_.</translation>
    </message>
</context>
<context>
    <name>hint_tiktok_app_secret</name>
    <message>
        <source>TikTok Shop Partner Center → 应用与服务 → 你的应用，和 App Key 在同一页。</source>
        <translation>TikTok Shop Partner Center → App &amp; Service → your app, on the same page as the app key.</translation>
    </message>
</context>
<context>
    <name>hint_tiktok_service_id</name>
    <message>
        <source>授权链接里 service_id= 后面的数字。</source>
        <translation>The number after service_id= in the authorization link.</translation>
    </message>
</context>
<context>
    <name>hint_username</name>
    <message>
        <source>和邮箱地址一样就不用填。</source>
        <translation>Leave empty when it is the address itself.</translation>
    </message>
</context>
<context>
    <name>hint_walmart_keys</name>
    <message>
        <source>登录 developer.walmart.com，在 My Account 的密钥页里生成。</source>
        <translation>Sign in at developer.walmart.com; the keys are made under My Account.</translation>
    </message>
</context>
<context>
    <name>hint_walmart_seller_id</name>
    <message>
        <source>卖家后台里的 Seller ID 或 Partner ID，可以不填。</source>
        <translation>Seller ID or Partner ID in Seller Center. May stay empty.</translation>
    </message>
</context>
<context>
    <name>keys.ask</name>
    <message>
        <source>给「{title}」设新按键（如 J、Ctrl+J、G U）</source>
        <translation>New key for “{title}” (such as J, Ctrl+J, G U)</translation>
    </message>
</context>
<context>
    <name>keys.help</name>
    <message>
        <source>双击一行可改按键。按 Esc 关闭。</source>
        <translation>Double-click a line to change its key. Esc closes.</translation>
    </message>
</context>
<context>
    <name>keys.hint</name>
    <message>
        <source>已按 {keys}，接着按：{next}</source>
        <translation>{keys} pressed, now: {next}</translation>
    </message>
</context>
<context>
    <name>keys.reset</name>
    <message>
        <source>恢复默认</source>
        <translation>Restore defaults</translation>
    </message>
</context>
<context>
    <name>keys.taken</name>
    <message>
        <source>这个按键已经用于「{title}」，请换一个。</source>
        <translation>This key already belongs to “{title}”. Choose another.</translation>
    </message>
</context>
<context>
    <name>keys.then</name>
    <message>
        <source>{first} 然后 {second}</source>
        <translation>{first} then {second}</translation>
    </message>
</context>
<context>
    <name>keys.title</name>
    <message>
        <source>快捷键</source>
        <translation>Keyboard shortcuts</translation>
    </message>
</context>
<context>
    <name>language.ar</name>
    <message>
        <source>阿语</source>
        <translation>Arabic</translation>
    </message>
</context>
<context>
    <name>language.cs</name>
    <message>
        <source>捷克语</source>
        <translation>Czech</translation>
    </message>
</context>
<context>
    <name>language.da</name>
    <message>
        <source>丹麦语</source>
        <translation>Danish</translation>
    </message>
</context>
<context>
    <name>language.de</name>
    <message>
        <source>德语</source>
        <translation>German</translation>
    </message>
</context>
<context>
    <name>language.el</name>
    <message>
        <source>希腊语</source>
        <translation>Greek</translation>
    </message>
</context>
<context>
    <name>language.en</name>
    <message>
        <source>英语</source>
        <translation>English</translation>
    </message>
</context>
<context>
    <name>language.es</name>
    <message>
        <source>西语</source>
        <translation>Spanish</translation>
    </message>
</context>
<context>
    <name>language.fi</name>
    <message>
        <source>芬兰语</source>
        <translation>Finnish</translation>
    </message>
</context>
<context>
    <name>language.fr</name>
    <message>
        <source>法语</source>
        <translation>French</translation>
    </message>
</context>
<context>
    <name>language.he</name>
    <message>
        <source>希伯来语</source>
        <translation>Hebrew</translation>
    </message>
</context>
<context>
    <name>language.hi</name>
    <message>
        <source>印地语</source>
        <translation>Hindi</translation>
    </message>
</context>
<context>
    <name>language.hu</name>
    <message>
        <source>匈牙利语</source>
        <translation>Hungarian</translation>
    </message>
</context>
<context>
    <name>language.id</name>
    <message>
        <source>印尼语</source>
        <translation>Indonesian</translation>
    </message>
</context>
<context>
    <name>language.it</name>
    <message>
        <source>意语</source>
        <translation>Italian</translation>
    </message>
</context>
<context>
    <name>language.ja</name>
    <message>
        <source>日语</source>
        <translation>Japanese</translation>
    </message>
</context>
<context>
    <name>language.ko</name>
    <message>
        <source>韩语</source>
        <translation>Korean</translation>
    </message>
</context>
<context>
    <name>language.ms</name>
    <message>
        <source>马来语</source>
        <translation>Malay</translation>
    </message>
</context>
<context>
    <name>language.nl</name>
    <message>
        <source>荷兰语</source>
        <translation>Dutch</translation>
    </message>
</context>
<context>
    <name>language.no</name>
    <message>
        <source>挪威语</source>
        <translation>Norwegian</translation>
    </message>
</context>
<context>
    <name>language.pl</name>
    <message>
        <source>波兰语</source>
        <translation>Polish</translation>
    </message>
</context>
<context>
    <name>language.pt</name>
    <message>
        <source>葡语</source>
        <translation>Portuguese</translation>
    </message>
</context>
<context>
    <name>language.ro</name>
    <message>
        <source>罗马尼亚语</source>
        <translation>Romanian</translation>
    </message>
</context>
<context>
    <name>language.ru</name>
    <message>
        <source>俄语</source>
        <translation>Russian</translation>
    </message>
</context>
<context>
    <name>language.sv</name>
    <message>
        <source>瑞典语</source>
        <translation>Swedish</translation>
    </message>
</context>
<context>
    <name>language.th</name>
    <message>
        <source>泰语</source>
        <translation>Thai</translation>
    </message>
</context>
<context>
    <name>language.tr</name>
    <message>
        <source>土耳其语</source>
        <translation>Turkish</translation>
    </message>
</context>
<context>
    <name>language.uk</name>
    <message>
        <source>乌克兰语</source>
        <translation>Ukrainian</translation>
    </message>
</context>
<context>
    <name>language.vi</name>
    <message>
        <source>越南语</source>
        <translation>Vietnamese</translation>
    </message>
</context>
<context>
    <name>language.zh</name>
    <message>
        <source>中文</source>
        <translation>Chinese</translation>
    </message>
</context>
<context>
    <name>lazada_stage_live</name>
    <message>
        <source>已上线</source>
        <translation>Online</translation>
    </message>
</context>
<context>
    <name>lazada_stage_test</name>
    <message>
        <source>测试中（每天 1 万次调用）</source>
        <translation>In test (10,000 calls a day)</translation>
    </message>
</context>
<context>
    <name>link.bare_number</name>
    <message>
        <source>网址是一串数字，正规网站很少这样。</source>
        <translation>The address is a bare number, which honest sites rarely use.</translation>
    </message>
</context>
<context>
    <name>link.foreign_letters</name>
    <message>
        <source>网址含有非英文字母，可能是仿冒网站。</source>
        <translation>The address has letters of other alphabets: it may imitate another site.</translation>
    </message>
</context>
<context>
    <name>link.hidden_user</name>
    <message>
        <source>@ 前面的部分是伪装，真正的网站在 @ 后面。</source>
        <translation>What stands before the @ is a disguise; the real site follows it.</translation>
    </message>
</context>
<context>
    <name>link.leads_to</name>
    <message>
        <source>实际打开的网站</source>
        <translation>It leads to</translation>
    </message>
</context>
<context>
    <name>link.mixed_scripts</name>
    <message>
        <source>网址混用了不同文字的相似字母，很可能是仿冒网站。</source>
        <translation>The address mixes look-alike letters of several alphabets: most likely an imitation.</translation>
    </message>
</context>
<context>
    <name>link.not_secure</name>
    <message>
        <source>不是 https 加密链接，程序不打开。需要时复制链接自己判断。</source>
        <translation>This is not an https link, so it is not opened here. Copy it if you must.</translation>
    </message>
</context>
<context>
    <name>link.open</name>
    <message>
        <source>在浏览器打开</source>
        <translation>Open in the browser</translation>
    </message>
</context>
<context>
    <name>link.real_host</name>
    <message>
        <source>真实地址 {host}</source>
        <translation>Real address {host}</translation>
    </message>
</context>
<context>
    <name>link.title</name>
    <message>
        <source>打开这个链接？</source>
        <translation>Open this link?</translation>
    </message>
</context>
<context>
    <name>list.between</name>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>list.fold</name>
    <message>
        <source>折叠列表</source>
        <translation>Fold the list</translation>
    </message>
</context>
<context>
    <name>list.loading</name>
    <message>
        <source>正在读取…</source>
        <translation>Reading…</translation>
    </message>
</context>
<context>
    <name>list.name</name>
    <message>
        <source>会话列表</source>
        <translation>Conversations</translation>
    </message>
</context>
<context>
    <name>list.ticked</name>
    <message>
        <source>已选 {n} 条</source>
        <translation>{n} selected</translation>
    </message>
</context>
<context>
    <name>list.untick</name>
    <message>
        <source>取消选择</source>
        <translation>Clear selection</translation>
    </message>
</context>
<context>
    <name>login.advanced</name>
    <message>
        <source>服务器和其他设置</source>
        <translation>Servers and more</translation>
    </message>
</context>
<context>
    <name>login.authorize</name>
    <message>
        <source>打开授权页面</source>
        <translation>Open the consent page</translation>
    </message>
</context>
<context>
    <name>login.find</name>
    <message>
        <source>查找收发信服务器</source>
        <translation>Find the mail servers</translation>
    </message>
</context>
<context>
    <name>login.find_needs</name>
    <message>
        <source>先填邮箱地址和密码：找到的服务器要真实登录一次才算数。</source>
        <translation>Fill in the address and the password first: a server that is found only counts after a real sign-in.</translation>
    </message>
</context>
<context>
    <name>login.finding</name>
    <message>
        <source>正在向邮箱自己的域名查找，并逐个真实登录…</source>
        <translation>Asking the address&apos;s own domain and trying each server with a real sign-in…</translation>
    </message>
</context>
<context>
    <name>login.found</name>
    <message>
        <source>找到：收信 {imap}，发信 {smtp}</source>
        <translation>Found: receives through {imap}, sends through {smtp}</translation>
    </message>
</context>
<context>
    <name>login.new</name>
    <message>
        <source>填写新的登录</source>
        <translation>Enter a new login</translation>
    </message>
</context>
<context>
    <name>login.not_found</name>
    <message>
        <source>没有找到。请向邮箱服务商要收信和发信服务器地址，填在「服务器和其他设置」里。</source>
        <translation>Nothing found. Ask the mail provider for the addresses of both servers and enter them under “Servers and more”.</translation>
    </message>
</context>
<context>
    <name>login.optional</name>
    <message>
        <source>{name}（可不填）</source>
        <translation>{name} (optional)</translation>
    </message>
</context>
<context>
    <name>login.proxy</name>
    <message>
        <source>代理（这个登录单独使用）</source>
        <translation>Proxy (for this login only)</translation>
    </message>
</context>
<context>
    <name>login.role.api</name>
    <message>
        <source>平台接口</source>
        <translation>Platform access</translation>
    </message>
</context>
<context>
    <name>login.role.chat</name>
    <message>
        <source>聊天应用</source>
        <translation>Chat application</translation>
    </message>
</context>
<context>
    <name>login.role.mail</name>
    <message>
        <source>邮箱</source>
        <translation>Mailbox</translation>
    </message>
</context>
<context>
    <name>login.skip</name>
    <message>
        <source>先不填，以后再说</source>
        <translation>Not now</translation>
    </message>
</context>
<context>
    <name>login.use</name>
    <message>
        <source>使用已有的登录：{name}</source>
        <translation>Use an existing login: {name}</translation>
    </message>
</context>
<context>
    <name>login.which</name>
    <message>
        <source>使用哪个登录</source>
        <translation>Which login</translation>
    </message>
</context>
<context>
    <name>manners_aliexpress</name>
    <message>
        <source>24 小时内回，勿引导站外</source>
        <translation>Answer within 24 h, stay on the platform</translation>
    </message>
</context>
<context>
    <name>manners_aliexpress_content</name>
    <message>
        <source>不留邮箱、电话或社交账号，不谈站外付款；不要求提前确认收货，不用好处换撤销纠纷或好评。</source>
        <translation>No e-mail, phone or social accounts, no payment elsewhere. Never ask to confirm receipt early, or offer something for dropping a dispute or for a good review.</translation>
    </message>
</context>
<context>
    <name>manners_aliexpress_time</name>
    <message>
        <source>一般认为要在 24 小时内回复，平台的正式规定没有查到，时限可在店铺设置里改。</source>
        <translation>24 hours are commonly expected. The platform&apos;s own rule was not found; the shop&apos;s settings can change it.</translation>
    </message>
</context>
<context>
    <name>manners_aliexpress_tone</name>
    <message>
        <source>买家来自各国，句子简短，一次说一件事。</source>
        <translation>Buyers come from everywhere: short sentences, one thing at a time.</translation>
    </message>
</context>
<context>
    <name>manners_amazon</name>
    <message>
        <source>24 小时内答，勿放外链</source>
        <translation>Within 24 h, no outside links</translation>
    </message>
</context>
<context>
    <name>manners_amazon_content</name>
    <message>
        <source>只谈订单和售后。不推广，不放站外链接、邮箱或电话，不索要好评，不单独道谢。</source>
        <translation>Orders and service only. No promotion, no outside links, mail addresses or phone numbers, no asking for reviews, no note that only says thanks.</translation>
    </message>
</context>
<context>
    <name>manners_amazon_last</name>
    <message>
        <source>最后一条要是我们的回复，或标为无需回复；客户再来信会重新计时。</source>
        <translation>The last message must be ours or be marked “no response needed”; when the customer writes again, the time starts again.</translation>
    </message>
</context>
<context>
    <name>manners_amazon_time</name>
    <message>
        <source>每天 24 小时计时，周末和节假日也算，从最早一条没回的来信算起。</source>
        <translation>The 24 hours run every day, weekends and holidays too, from the oldest message without an answer.</translation>
    </message>
</context>
<context>
    <name>manners_amazon_tone</name>
    <message>
        <source>语气正式、简短、无错别字；错字多也算违规。</source>
        <translation>Formal, short and without spelling mistakes; mistakes alone count against us.</translation>
    </message>
</context>
<context>
    <name>manners_ebay</name>
    <message>
        <source>24 小时内先回，勿留联系方式</source>
        <translation>First reply within 24 h, no contact details</translation>
    </message>
</context>
<context>
    <name>manners_ebay_content</name>
    <message>
        <source>不谈站外交易，不留邮箱、电话或社交账号，不放站外链接；平台会检查消息内容。</source>
        <translation>No deals outside eBay, no mail address, phone number or social account, no outside links; messages are checked.</translation>
    </message>
</context>
<context>
    <name>manners_ebay_time</name>
    <message>
        <source>eBay 没有公布固定时限，买家期望 24 小时内先得到回应；退货和纠纷另有期限。</source>
        <translation>eBay publishes no fixed time; buyers expect a first reply within 24 hours. Returns and cases have deadlines of their own.</translation>
    </message>
</context>
<context>
    <name>manners_ebay_tone</name>
    <message>
        <source>语气友好、直接，先给结论。</source>
        <translation>Friendly and direct; the answer first.</translation>
    </message>
</context>
<context>
    <name>manners_email</name>
    <message>
        <source>没有平台时限，按店铺时限</source>
        <translation>No platform deadline, our own counts</translation>
    </message>
</context>
<context>
    <name>manners_email_time</name>
    <message>
        <source>没有平台规定；店铺自己的时限可在店铺设置里改。</source>
        <translation>No platform rule; the shop’s own promise can be changed in its settings.</translation>
    </message>
</context>
<context>
    <name>manners_email_tone</name>
    <message>
        <source>可以放链接和附件；语气按自己的品牌。核对收件人、抄送和密送。</source>
        <translation>Links and files are fine; the tone is your brand’s. Check the recipient, Cc and Bcc.</translation>
    </message>
</context>
<context>
    <name>manners_lazada</name>
    <message>
        <source>当天 18:00 前来信，19:00 前回</source>
        <translation>In by 18:00, answer by 19:00</translation>
    </message>
</context>
<context>
    <name>manners_lazada_content</name>
    <message>
        <source>不留电话、邮箱、社交账号和站外链接，不引导站外付款；违规会扣分。</source>
        <translation>No phone numbers, e-mail, social accounts or outside links, no payment elsewhere; breaches cost points.</translation>
    </message>
</context>
<context>
    <name>manners_lazada_refresh</name>
    <message>
        <source>新消息不会自己出现：按 F5 才会去取，同一国家至少隔 10 分钟。</source>
        <translation>New messages do not appear by themselves: press F5 to fetch them, every 10 minutes at most for each country.</translation>
    </message>
</context>
<context>
    <name>manners_lazada_silence</name>
    <message>
        <source>买家一天没回话，最多再发 5 条。</source>
        <translation>While the buyer is silent for a day, 5 more messages at most.</translation>
    </message>
</context>
<context>
    <name>manners_lazada_time</name>
    <message>
        <source>按当地时间算回复率：18:00 前收到的，19:00 前回；周末也算，自动回复不算。</source>
        <translation>The response rate counts in local time: what came by 18:00 is answered by 19:00. Weekends count, automatic replies do not.</translation>
    </message>
</context>
<context>
    <name>manners_shopee</name>
    <message>
        <source>12 小时内亲手回，勿自动发送</source>
        <translation>Answer by hand within 12 hours, nothing automatic</translation>
    </message>
</context>
<context>
    <name>manners_shopee_content</name>
    <message>
        <source>不留联系方式或银行账户，不放 Shopee 以外的链接，不劝买家取消，不拿礼物换好评。</source>
        <translation>No contact or bank details, no links outside Shopee, do not ask buyers to cancel, no gifts for good reviews.</translation>
    </message>
</context>
<context>
    <name>manners_shopee_machine</name>
    <message>
        <source>Shopee 禁止自动聊天：不自动回复，不群发，不主动推送订单进展。</source>
        <translation>Shopee forbids automatic chat: no automatic replies, no mass messages, no unasked order news.</translation>
    </message>
</context>
<context>
    <name>manners_shopee_time</name>
    <message>
        <source>12 小时内要有人工回复，自动回复不算。时限出自卖家帮助页的转述，可在店铺设置里改。</source>
        <translation>A person must answer within 12 hours; automatic answers do not count. The target is quoted from seller help pages and can be changed in the shop’s settings.</translation>
    </message>
</context>
<context>
    <name>manners_shopify</name>
    <message>
        <source>没有平台时限，按店铺时限</source>
        <translation>No platform deadline; the shop&apos;s own counts</translation>
    </message>
</context>
<context>
    <name>manners_shopify_content</name>
    <message>
        <source>可以放链接和附件。客户没同意接收推广时，服务邮件里不要做推广。</source>
        <translation>Links and attachments are fine. No advertising in service mail to customers who did not agree to it.</translation>
    </message>
</context>
<context>
    <name>manners_shopify_time</name>
    <message>
        <source>Shopify 不规定多久回复；店铺自己的时限可在店铺设置里改。付款争议另有举证期限。</source>
        <translation>Shopify sets no time to answer; the shop&apos;s own can be changed in its settings. Payment disputes have a date of their own.</translation>
    </message>
</context>
<context>
    <name>manners_shopify_tone</name>
    <message>
        <source>语气按自己的品牌；说清订单号、做了什么、下一步是什么。</source>
        <translation>In your brand&apos;s own voice; say the order, what was done and what comes next.</translation>
    </message>
</context>
<context>
    <name>manners_tiktok</name>
    <message>
        <source>12 小时内人工回复，勿放链接</source>
        <translation>Answer in person within 12 h, no links</translation>
    </message>
</context>
<context>
    <name>manners_tiktok_content</name>
    <message>
        <source>不放链接和联系方式，不谈站外交易，不群发推广；平台会拦下敏感内容。</source>
        <translation>No links or contact details, no dealing outside TikTok, no mass marketing; sensitive words are blocked.</translation>
    </message>
</context>
<context>
    <name>manners_tiktok_time</name>
    <message>
        <source>从买家第一条消息起计时：东南亚 12 小时，美国 24 小时；机器人回复不算。</source>
        <translation>The clock starts with the buyer&apos;s first message: 12 hours in South-East Asia, 24 in the US. Robots&apos; answers do not count.</translation>
    </message>
</context>
<context>
    <name>manners_tiktok_tone</name>
    <message>
        <source>口语、简短；只回一句 Hi 或 Hello 不算回复。文字、图片和卡片要分开发。</source>
        <translation>Short and friendly; a bare Hi or Hello does not count. Words, pictures and cards leave one by one.</translation>
    </message>
</context>
<context>
    <name>manners_walmart</name>
    <message>
        <source>48 小时内必须回，勿放外链</source>
        <translation>Answer within 48 hours, no outside links</translation>
    </message>
</context>
<context>
    <name>manners_walmart_content</name>
    <message>
        <source>每封来信都要回，自动回复不算。不推广，不索评，不引导到站外；发货通知由 Walmart 发。</source>
        <translation>Answer every message; automatic replies do not count. No promotion, no asking for reviews, nothing that leads away from Walmart. Walmart itself tells of shipping.</translation>
    </message>
</context>
<context>
    <name>manners_walmart_time</name>
    <message>
        <source>每天都计时，周末、节假日也算；超时 Walmart 可能直接取消或退款，不能申诉。</source>
        <translation>Every day counts, weekends and holidays too. When late, Walmart may cancel or refund; this cannot be disputed.</translation>
    </message>
</context>
<context>
    <name>manners_walmart_tone</name>
    <message>
        <source>用英文写，礼貌、直接，先说已经做了什么、下一步是什么。</source>
        <translation>In English, polite and direct: first what was done, then what comes next.</translation>
    </message>
</context>
<context>
    <name>mend.anew</name>
    <message>
        <source>重新开始</source>
        <translation>Begin anew</translation>
    </message>
</context>
<context>
    <name>mend.anew_help</name>
    <message>
        <source>文件读不出，也没有备份。建一份空的；你写的内容会显示出来。</source>
        <translation>The file is unreadable and there is no copy. Starts empty; what you wrote is shown.</translation>
    </message>
</context>
<context>
    <name>mend.aside</name>
    <message>
        <source>损坏的文件还在，名为 {name}。</source>
        <translation>The damaged file is kept as {name}.</translation>
    </message>
</context>
<context>
    <name>mend.copy</name>
    <message>
        <source>放回备份</source>
        <translation>Put back a copy</translation>
    </message>
</context>
<context>
    <name>mend.copy_help</name>
    <message>
        <source>用下面选中的备份，再补上此后你写的内容；来信会重新收取。</source>
        <translation>The copy chosen below, plus what you wrote since; incoming mail is fetched again.</translation>
    </message>
</context>
<context>
    <name>mend.copy_of</name>
    <message>
        <source>{date} 的备份 · {size}</source>
        <translation>Copy of {date} · {size}</translation>
    </message>
</context>
<context>
    <name>mend.copy_words</name>
    <message>
        <source>复制这些话</source>
        <translation>Copy these words</translation>
    </message>
</context>
<context>
    <name>mend.database_damaged</name>
    <message>
        <source>文件里有读不出来的地方，多半是突然断电或磁盘出错造成的。不着急，先看看怎样修最好。</source>
        <translation>Parts of the file cannot be read, most likely after a power cut or a disk error. There is no hurry: choose how to put it right.</translation>
    </message>
</context>
<context>
    <name>mend.database_key_wrong</name>
    <message>
        <source>文件的关键部分读不出来，或者手上的密钥不是这份资料的。可以放回备份；如果密钥不对，可以输入恢复码。</source>
        <translation>A vital part of the file cannot be read, or the key at hand belongs to other data. You can put back a copy, or enter the recovery code if the key is the wrong one.</translation>
    </message>
</context>
<context>
    <name>mend.database_missing</name>
    <message>
        <source>资料文件不见了，可能被移走，或者上次修到一半断了电。可以这样找回来。</source>
        <translation>The data file is gone: it was moved, or the power failed in the middle of an earlier repair. This brings it back.</translation>
    </message>
</context>
<context>
    <name>mend.done</name>
    <message>
        <source>修好了</source>
        <translation>Repaired</translation>
    </message>
</context>
<context>
    <name>mend.done_text</name>
    <message>
        <source>新文件检查过，完好无损。来信会从各平台补收。</source>
        <translation>The new file was checked and is sound. Incoming messages will be fetched from the platforms.</translation>
    </message>
</context>
<context>
    <name>mend.gaps</name>
    <message>
        <source>有 {n} 处读不出来；平台还留着的消息会重新收取。</source>
        <translation>Places that could not be read: {n}. Messages the platforms still have will be fetched again.</translation>
    </message>
</context>
<context>
    <name>mend.homeless</name>
    <message>
        <source>这 {n} 段话所在的会话还没有收回来，先抄下来：</source>
        <translation>The conversations of these {n:text|texts} are not back yet; copy the words first:</translation>
    </message>
</context>
<context>
    <name>mend.no_gaps</name>
    <message>
        <source>没有丢失任何内容。</source>
        <translation>Nothing was lost.</translation>
    </message>
</context>
<context>
    <name>mend.open</name>
    <message>
        <source>打开收件箱</source>
        <translation>Open the inbox</translation>
    </message>
</context>
<context>
    <name>mend.repair</name>
    <message>
        <source>修复文件</source>
        <translation>Repair the file</translation>
    </message>
</context>
<context>
    <name>mend.repair_help</name>
    <message>
        <source>读出每一行还能读的，放进新文件。一般只少损坏的那几处。</source>
        <translation>Takes every readable row into a new file. Usually only the damaged places are lost.</translation>
    </message>
</context>
<context>
    <name>mend.replayed</name>
    <message>
        <source>核对了你写的 {n} 条内容，都在。</source>
        <translation>Checked against what you wrote: {n}. All of it is there.</translation>
    </message>
</context>
<context>
    <name>mend.rows</name>
    <message>
        <source>读出了 {n} 行。</source>
        <translation>{n} rows were read.</translation>
    </message>
</context>
<context>
    <name>mend.safe_file</name>
    <message>
        <source>损坏的文件原样留着，只是改个名字，什么都不会被覆盖。</source>
        <translation>The damaged file is kept under another name; nothing is overwritten.</translation>
    </message>
</context>
<context>
    <name>mend.safe_sending</name>
    <message>
        <source>修好之前什么都不会发出；可能已经发过的回复会请你先看，不会自动再发。</source>
        <translation>Nothing is sent until then. Replies that may already have gone out are shown to you first, never sent again by themselves.</translation>
    </message>
</context>
<context>
    <name>mend.safe_words</name>
    <message>
        <source>你写的回复、备注和草稿另有一份记录（{n} 条），修好后会补回来。</source>
        <translation>Your replies, notes and drafts are also recorded elsewhere ({n:entry|entries}) and come back after the repair.</translation>
    </message>
</context>
<context>
    <name>mend.stage.checking</name>
    <message>
        <source>正在检查整个文件</source>
        <translation>Checking the whole file</translation>
    </message>
</context>
<context>
    <name>mend.stage.copying</name>
    <message>
        <source>正在复制备份</source>
        <translation>Copying</translation>
    </message>
</context>
<context>
    <name>mend.stage.placing</name>
    <message>
        <source>正在放到位</source>
        <translation>Putting it in place</translation>
    </message>
</context>
<context>
    <name>mend.stage.reading</name>
    <message>
        <source>正在读出还能读的内容：{n} 行</source>
        <translation>Reading what can be read: {n} rows</translation>
    </message>
</context>
<context>
    <name>mend.stage.replaying</name>
    <message>
        <source>正在补回你写的内容：{n} 条</source>
        <translation>Bringing back what you wrote: {n}</translation>
    </message>
</context>
<context>
    <name>mend.title</name>
    <message>
        <source>资料文件需要修复</source>
        <translation>Your data file needs repair</translation>
    </message>
</context>
<context>
    <name>mend.to_decide</name>
    <message>
        <source>{n} 封回复在发件箱里等你决定：它们可能已经发过，先看看会话。</source>
        <translation>Replies waiting in the outbox for your decision: {n}. They may have been sent already; look at the conversation first.</translation>
    </message>
</context>
<context>
    <name>mend.use_code</name>
    <message>
        <source>密钥不对？输入恢复码</source>
        <translation>Wrong key? Enter the recovery code</translation>
    </message>
</context>
<context>
    <name>mend.which_copy</name>
    <message>
        <source>用哪一份备份</source>
        <translation>Which copy</translation>
    </message>
</context>
<context>
    <name>mend.working</name>
    <message>
        <source>正在修复</source>
        <translation>Repairing</translation>
    </message>
</context>
<context>
    <name>mend.working_text</name>
    <message>
        <source>可以先做别的。万一中途断电也不要紧：原来的文件没有动，重新打开会再问一次。</source>
        <translation>You can do something else meanwhile. Should the power fail, the old file is untouched and you will be asked again.</translation>
    </message>
</context>
<context>
    <name>message.copy</name>
    <message>
        <source>复制文字</source>
        <translation>Copy the text</translation>
    </message>
</context>
<context>
    <name>message.elsewhere</name>
    <message>
        <source>在平台上回复</source>
        <translation>Answered on the platform</translation>
    </message>
</context>
<context>
    <name>message.forward</name>
    <message>
        <source>转发…</source>
        <translation>Forward…</translation>
    </message>
</context>
<context>
    <name>message.kind.auto_reply</name>
    <message>
        <source>自动回复</source>
        <translation>Automatic reply</translation>
    </message>
</context>
<context>
    <name>message.kind.bounce</name>
    <message>
        <source>退信</source>
        <translation>Bounced</translation>
    </message>
</context>
<context>
    <name>message.kind.system</name>
    <message>
        <source>平台通知</source>
        <translation>Platform notice</translation>
    </message>
</context>
<context>
    <name>message.low_confidence</name>
    <message>
        <source>这封信可能没读全，看原信</source>
        <translation>May be incomplete: see the original</translation>
    </message>
</context>
<context>
    <name>message.mailbox_answered</name>
    <message>
        <source>邮箱里已标为「已回复」，但没有看到回信</source>
        <translation>Marked as answered in the mailbox, but no reply was found</translation>
    </message>
</context>
<context>
    <name>message.mailbox_gone</name>
    <message>
        <source>邮箱里已删除或移走，这里保留</source>
        <translation>Deleted or moved in the mailbox; kept here</translation>
    </message>
</context>
<context>
    <name>message.more</name>
    <message>
        <source>这条消息的操作</source>
        <translation>Actions on this message</translation>
    </message>
</context>
<context>
    <name>message.move</name>
    <message>
        <source>移到另一条会话…</source>
        <translation>Move to another conversation…</translation>
    </message>
</context>
<context>
    <name>message.move_nowhere</name>
    <message>
        <source>这位客户在这家店铺没有别的会话</source>
        <translation>This customer has no other conversation with this shop</translation>
    </message>
</context>
<context>
    <name>message.move_search</name>
    <message>
        <source>没有找到。换个词试试</source>
        <translation>Nothing found. Try other words</translation>
    </message>
</context>
<context>
    <name>message.move_where</name>
    <message>
        <source>移到哪条会话？输入客户名、订单号或内容来找</source>
        <translation>To which conversation? Type a name, an order number or words</translation>
    </message>
</context>
<context>
    <name>message.no_text</name>
    <message>
        <source>（没有文字）</source>
        <translation>(no text)</translation>
    </message>
</context>
<context>
    <name>message.original</name>
    <message>
        <source>看原始邮件</source>
        <translation>Show the original mail</translation>
    </message>
</context>
<context>
    <name>message.quoted</name>
    <message>
        <source>引用的旧邮件</source>
        <translation>Quoted earlier mail</translation>
    </message>
</context>
<context>
    <name>message.rest</name>
    <message>
        <source>其余 {size}，展开</source>
        <translation>Show the other {size}</translation>
    </message>
</context>
<context>
    <name>message.save_files</name>
    <message>
        <source>全部附件另存为…</source>
        <translation>Save all files…</translation>
    </message>
</context>
<context>
    <name>message.split</name>
    <message>
        <source>从这里拆成新会话</source>
        <translation>Split off from here</translation>
    </message>
</context>
<context>
    <name>message.undo</name>
    <message>
        <source>撤销（{seconds} 秒）</source>
        <translation>Undo ({seconds} s)</translation>
    </message>
</context>
<context>
    <name>message.waiting</name>
    <message>
        <source>等待我方 {time}</source>
        <translation>Waiting for us {time}</translation>
    </message>
</context>
<context>
    <name>moment.day</name>
    <message>
        <source>{month} {day} 日 {weekday}</source>
        <translation>{weekday}, {day} {month}</translation>
    </message>
</context>
<context>
    <name>moment.day_year</name>
    <message>
        <source>{year} 年 {month} {day} 日 {weekday}</source>
        <translation>{weekday}, {day} {month} {year}</translation>
    </message>
</context>
<context>
    <name>moment.days</name>
    <message>
        <source>{n} 天</source>
        <translation>{n:day|days}</translation>
    </message>
</context>
<context>
    <name>moment.days_ago</name>
    <message>
        <source>{n} 天前</source>
        <translation>{n:day|days} ago</translation>
    </message>
</context>
<context>
    <name>moment.days_hours</name>
    <message>
        <source>{days} 天 {hours} 小时</source>
        <translation>{days} d {hours} h</translation>
    </message>
</context>
<context>
    <name>moment.fri</name>
    <message>
        <source>周五</source>
        <translation>Fri</translation>
    </message>
</context>
<context>
    <name>moment.hours_ago</name>
    <message>
        <source>{n} 小时前</source>
        <translation>{n} h ago</translation>
    </message>
</context>
<context>
    <name>moment.hours_minutes</name>
    <message>
        <source>{hours} 小时 {minutes} 分</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
</context>
<context>
    <name>moment.minutes</name>
    <message>
        <source>{n} 分钟</source>
        <translation>{n} min</translation>
    </message>
</context>
<context>
    <name>moment.minutes_ago</name>
    <message>
        <source>{n} 分钟前</source>
        <translation>{n} min ago</translation>
    </message>
</context>
<context>
    <name>moment.mon</name>
    <message>
        <source>周一</source>
        <translation>Mon</translation>
    </message>
</context>
<context>
    <name>moment.month.1</name>
    <message>
        <source>1 月</source>
        <translation>Jan</translation>
    </message>
</context>
<context>
    <name>moment.month.10</name>
    <message>
        <source>10 月</source>
        <translation>Oct</translation>
    </message>
</context>
<context>
    <name>moment.month.11</name>
    <message>
        <source>11 月</source>
        <translation>Nov</translation>
    </message>
</context>
<context>
    <name>moment.month.12</name>
    <message>
        <source>12 月</source>
        <translation>Dec</translation>
    </message>
</context>
<context>
    <name>moment.month.2</name>
    <message>
        <source>2 月</source>
        <translation>Feb</translation>
    </message>
</context>
<context>
    <name>moment.month.3</name>
    <message>
        <source>3 月</source>
        <translation>Mar</translation>
    </message>
</context>
<context>
    <name>moment.month.4</name>
    <message>
        <source>4 月</source>
        <translation>Apr</translation>
    </message>
</context>
<context>
    <name>moment.month.5</name>
    <message>
        <source>5 月</source>
        <translation>May</translation>
    </message>
</context>
<context>
    <name>moment.month.6</name>
    <message>
        <source>6 月</source>
        <translation>Jun</translation>
    </message>
</context>
<context>
    <name>moment.month.7</name>
    <message>
        <source>7 月</source>
        <translation>Jul</translation>
    </message>
</context>
<context>
    <name>moment.month.8</name>
    <message>
        <source>8 月</source>
        <translation>Aug</translation>
    </message>
</context>
<context>
    <name>moment.month.9</name>
    <message>
        <source>9 月</source>
        <translation>Sep</translation>
    </message>
</context>
<context>
    <name>moment.only_day</name>
    <message>
        <source>{month} {day} 日</source>
        <translation>{day} {month}</translation>
    </message>
</context>
<context>
    <name>moment.only_day_year</name>
    <message>
        <source>{year} 年 {month} {day} 日</source>
        <translation>{day} {month} {year}</translation>
    </message>
</context>
<context>
    <name>moment.sat</name>
    <message>
        <source>周六</source>
        <translation>Sat</translation>
    </message>
</context>
<context>
    <name>moment.seconds_ago</name>
    <message>
        <source>{n} 秒前</source>
        <translation>{n} s ago</translation>
    </message>
</context>
<context>
    <name>moment.short_day</name>
    <message>
        <source>{month} {day} 日 {time}</source>
        <translation>{day} {month} {time}</translation>
    </message>
</context>
<context>
    <name>moment.short_day_year</name>
    <message>
        <source>{year} 年 {month} {day} 日 {time}</source>
        <translation>{day} {month} {year} {time}</translation>
    </message>
</context>
<context>
    <name>moment.short_tomorrow</name>
    <message>
        <source>明天 {time}</source>
        <translation>tomorrow {time}</translation>
    </message>
</context>
<context>
    <name>moment.short_weekday</name>
    <message>
        <source>{weekday} {time}</source>
        <translation>{weekday} {time}</translation>
    </message>
</context>
<context>
    <name>moment.short_yesterday</name>
    <message>
        <source>昨天 {time}</source>
        <translation>yesterday {time}</translation>
    </message>
</context>
<context>
    <name>moment.sun</name>
    <message>
        <source>周日</source>
        <translation>Sun</translation>
    </message>
</context>
<context>
    <name>moment.thu</name>
    <message>
        <source>周四</source>
        <translation>Thu</translation>
    </message>
</context>
<context>
    <name>moment.today</name>
    <message>
        <source>今天 {day}</source>
        <translation>Today, {day}</translation>
    </message>
</context>
<context>
    <name>moment.tue</name>
    <message>
        <source>周二</source>
        <translation>Tue</translation>
    </message>
</context>
<context>
    <name>moment.wed</name>
    <message>
        <source>周三</source>
        <translation>Wed</translation>
    </message>
</context>
<context>
    <name>moment.yesterday</name>
    <message>
        <source>昨天 {day}</source>
        <translation>Yesterday, {day}</translation>
    </message>
</context>
<context>
    <name>no_response.go</name>
    <message>
        <source>标记无需回复</source>
        <translation>No answer needed: say so there</translation>
    </message>
</context>
<context>
    <name>no_response.words</name>
    <message>
        <source>不用回的，要在 {channel} 上标记才停时限</source>
        <translation>{channel} still waits</translation>
    </message>
</context>
<context>
    <name>note.delete</name>
    <message>
        <source>删除备注</source>
        <translation>Delete the note</translation>
    </message>
</context>
<context>
    <name>note.spoken</name>
    <message>
        <source>内部备注，{name}：{text}</source>
        <translation>Internal note by {name}: {text}</translation>
    </message>
</context>
<context>
    <name>note.title</name>
    <message>
        <source>内部备注</source>
        <translation>Internal note</translation>
    </message>
</context>
<context>
    <name>note.unseen</name>
    <message>
        <source>客户看不到</source>
        <translation>Hidden from the customer</translation>
    </message>
</context>
<context>
    <name>notice.held_for_review</name>
    <message>
        <source>你写的时候客户又来了新消息，回复先留着。看过再决定发不发。</source>
        <translation>The customer wrote again while you were writing, so the reply is held. Look first, then decide.</translation>
    </message>
</context>
<context>
    <name>notice.queued_again</name>
    <message>
        <source>已重新排队发送。</source>
        <translation>Queued again.</translation>
    </message>
</context>
<context>
    <name>notice.some_left_alone</name>
    <message>
        <source>{count} 条没有改动：{reason}</source>
        <translation>{count} left as they were: {reason}</translation>
    </message>
</context>
<context>
    <name>notices.arrived</name>
    <message>
        <source>{name}：{preview}</source>
        <translation>{name}: {preview}</translation>
    </message>
</context>
<context>
    <name>notices.arrived_many</name>
    <message>
        <source>{n} 位客户发来新消息</source>
        <translation>{n:customer wrote|customers wrote}</translation>
    </message>
</context>
<context>
    <name>notices.arrived_title</name>
    <message>
        <source>新消息 · {shop}</source>
        <translation>New message · {shop}</translation>
    </message>
</context>
<context>
    <name>notices.clear</name>
    <message>
        <source>全部清除</source>
        <translation>Clear all</translation>
    </message>
</context>
<context>
    <name>notices.late_many</name>
    <message>
        <source>{n} 条会话已超过回复时限</source>
        <translation>{n} conversations are past their deadline</translation>
    </message>
</context>
<context>
    <name>notices.late_own</name>
    <message>
        <source>{name}：已超过店铺时限，还没有回复</source>
        <translation>{name}: past the shop’s own promise and not answered yet</translation>
    </message>
</context>
<context>
    <name>notices.late_platform</name>
    <message>
        <source>{name}：已超过平台时限，还没有回复</source>
        <translation>{name}: past the platform’s deadline and not answered yet</translation>
    </message>
</context>
<context>
    <name>notices.late_title</name>
    <message>
        <source>回复超时 · {shop}</source>
        <translation>Answer late · {shop}</translation>
    </message>
</context>
<context>
    <name>notices.none</name>
    <message>
        <source>没有通知</source>
        <translation>No notifications</translation>
    </message>
</context>
<context>
    <name>notices.title</name>
    <message>
        <source>通知</source>
        <translation>Notifications</translation>
    </message>
</context>
<context>
    <name>notices.woken</name>
    <message>
        <source>{name} 的会话到了提醒时间：{preview}</source>
        <translation>{name} is back from snooze: {preview}</translation>
    </message>
</context>
<context>
    <name>notices.woken_many</name>
    <message>
        <source>{n} 条会话到了提醒时间</source>
        <translation>{n} conversations are back from snooze</translation>
    </message>
</context>
<context>
    <name>notices.woken_title</name>
    <message>
        <source>提醒时间到 · {shop}</source>
        <translation>Back from snooze · {shop}</translation>
    </message>
</context>
<context>
    <name>opening.again</name>
    <message>
        <source>再试一次</source>
        <translation>Try again</translation>
    </message>
</context>
<context>
    <name>opening.leave</name>
    <message>
        <source>退出程序</source>
        <translation>Quit</translation>
    </message>
</context>
<context>
    <name>opening.still</name>
    <message>
        <source>还是不行。原因写在上面；资料没有改动。</source>
        <translation>Still no luck. The reason is above; your data is unchanged.</translation>
    </message>
</context>
<context>
    <name>opening.trouble</name>
    <message>
        <source>暂时打不开资料</source>
        <translation>Your data cannot be opened right now</translation>
    </message>
</context>
<context>
    <name>opening.working</name>
    <message>
        <source>请稍候…</source>
        <translation>One moment…</translation>
    </message>
</context>
<context>
    <name>order.buyer_note</name>
    <message>
        <source>买家留言</source>
        <translation>Buyer&apos;s note</translation>
    </message>
</context>
<context>
    <name>order.carrier</name>
    <message>
        <source>承运商</source>
        <translation>Carrier</translation>
    </message>
</context>
<context>
    <name>order.copy</name>
    <message>
        <source>复制订单号</source>
        <translation>Copy the order number</translation>
    </message>
</context>
<context>
    <name>order.copy_tracking</name>
    <message>
        <source>复制物流单号</source>
        <translation>Copy the tracking number</translation>
    </message>
</context>
<context>
    <name>order.detach</name>
    <message>
        <source>取消关联这个订单</source>
        <translation>Detach this order</translation>
    </message>
</context>
<context>
    <name>order.eta</name>
    <message>
        <source>预计</source>
        <translation>Expected</translation>
    </message>
</context>
<context>
    <name>order.ladder</name>
    <message>
        <source>订单进度：{status}</source>
        <translation>Order: {status}</translation>
    </message>
</context>
<context>
    <name>order.more</name>
    <message>
        <source>更多</source>
        <translation>More</translation>
    </message>
</context>
<context>
    <name>order.newest</name>
    <message>
        <source>最新</source>
        <translation>Newest</translation>
    </message>
</context>
<context>
    <name>order.no_write</name>
    <message>
        <source>不能写新消息：{reason}</source>
        <translation>No new message: {reason}</translation>
    </message>
</context>
<context>
    <name>order.page</name>
    <message>
        <source>在 {channel} 打开</source>
        <translation>Open on {channel}</translation>
    </message>
</context>
<context>
    <name>order.placed</name>
    <message>
        <source>下单</source>
        <translation>Ordered</translation>
    </message>
</context>
<context>
    <name>order.placed_ago</name>
    <message>
        <source>{day}，{ago}</source>
        <translation>{day}, {ago}</translation>
    </message>
</context>
<context>
    <name>order.recipient</name>
    <message>
        <source>收件人</source>
        <translation>Recipient</translation>
    </message>
</context>
<context>
    <name>order.send_item</name>
    <message>
        <source>把商品卡片发给客户：{title}</source>
        <translation>Send the item card: {title}</translation>
    </message>
</context>
<context>
    <name>order.send_order</name>
    <message>
        <source>把订单卡片发给客户：{title}</source>
        <translation>Send the order card: {title}</translation>
    </message>
</context>
<context>
    <name>order.ship_by</name>
    <message>
        <source>发货期限</source>
        <translation>Ship by</translation>
    </message>
</context>
<context>
    <name>order.shop</name>
    <message>
        <source>店铺</source>
        <translation>Shop</translation>
    </message>
</context>
<context>
    <name>order.status.cancelled</name>
    <message>
        <source>已取消</source>
        <translation>Cancelled</translation>
    </message>
</context>
<context>
    <name>order.status.delivered</name>
    <message>
        <source>已签收</source>
        <translation>Delivered</translation>
    </message>
</context>
<context>
    <name>order.status.in_transit</name>
    <message>
        <source>运输中</source>
        <translation>In transit</translation>
    </message>
</context>
<context>
    <name>order.status.other</name>
    <message>
        <source>其他</source>
        <translation>Other</translation>
    </message>
</context>
<context>
    <name>order.status.out_for_delivery</name>
    <message>
        <source>派送中</source>
        <translation>Out for delivery</translation>
    </message>
</context>
<context>
    <name>order.status.paid</name>
    <message>
        <source>已付款</source>
        <translation>Paid</translation>
    </message>
</context>
<context>
    <name>order.status.pending</name>
    <message>
        <source>待付款</source>
        <translation>Awaiting payment</translation>
    </message>
</context>
<context>
    <name>order.status.shipped</name>
    <message>
        <source>已发货</source>
        <translation>Shipped</translation>
    </message>
</context>
<context>
    <name>order.title</name>
    <message>
        <source>订单 {order}</source>
        <translation>Order {order}</translation>
    </message>
</context>
<context>
    <name>order.total</name>
    <message>
        <source>合计</source>
        <translation>Total</translation>
    </message>
</context>
<context>
    <name>order.track</name>
    <message>
        <source>打开物流页面</source>
        <translation>Open the carrier&apos;s page</translation>
    </message>
</context>
<context>
    <name>order.write</name>
    <message>
        <source>写新消息</source>
        <translation>New message</translation>
    </message>
</context>
<context>
    <name>original.formatted</name>
    <message>
        <source>带格式</source>
        <translation>Formatted</translation>
    </message>
</context>
<context>
    <name>original.note</name>
    <message>
        <source>外部图片和跟踪代码都不加载；只显示邮件自带的图片。</source>
        <translation>No outside picture or tracker is loaded; only pictures inside the mail are shown.</translation>
    </message>
</context>
<context>
    <name>original.raw</name>
    <message>
        <source>原文</source>
        <translation>Source</translation>
    </message>
</context>
<context>
    <name>original.title</name>
    <message>
        <source>原始邮件</source>
        <translation>Original mail</translation>
    </message>
</context>
<context>
    <name>outbox.attempts</name>
    <message>
        <source>已试 {n} 次。</source>
        <translation>Tried {n} times.</translation>
    </message>
</context>
<context>
    <name>outbox.bcc</name>
    <message>
        <source>密送：{addresses}</source>
        <translation>Bcc: {addresses}</translation>
    </message>
</context>
<context>
    <name>outbox.because</name>
    <message>
        <source>原因：{reason}。</source>
        <translation>Reason: {reason}.</translation>
    </message>
</context>
<context>
    <name>outbox.blocked</name>
    <message>
        <source>前面还有一封没结果，按顺序等它。</source>
        <translation>An earlier reply must be settled first.</translation>
    </message>
</context>
<context>
    <name>outbox.cancel</name>
    <message>
        <source>撤回到草稿</source>
        <translation>Take back to draft</translation>
    </message>
</context>
<context>
    <name>outbox.cancel_forward</name>
    <message>
        <source>不转发了</source>
        <translation>Do not forward</translation>
    </message>
</context>
<context>
    <name>outbox.cc</name>
    <message>
        <source>抄送：{addresses}</source>
        <translation>Cc: {addresses}</translation>
    </message>
</context>
<context>
    <name>outbox.count</name>
    <message>
        <source>{n} 封还没送达</source>
        <translation>{n:reply|replies} not delivered yet</translation>
    </message>
</context>
<context>
    <name>outbox.edit</name>
    <message>
        <source>修改</source>
        <translation>Edit</translation>
    </message>
</context>
<context>
    <name>outbox.empty</name>
    <message>
        <source>发件箱是空的</source>
        <translation>The outbox is empty</translation>
    </message>
</context>
<context>
    <name>outbox.empty_help</name>
    <message>
        <source>所有回复都已送达。</source>
        <translation>Every reply has been delivered.</translation>
    </message>
</context>
<context>
    <name>outbox.forward</name>
    <message>
        <source>转发</source>
        <translation>Forward</translation>
    </message>
</context>
<context>
    <name>outbox.help</name>
    <message>
        <source>每封只发一次；不确定的绝不自动重发</source>
        <translation>Each goes out once; an uncertain one is never sent again by itself</translation>
    </message>
</context>
<context>
    <name>outbox.late</name>
    <message>
        <source>时限已超 {time}</source>
        <translation>{time} late</translation>
    </message>
</context>
<context>
    <name>outbox.left</name>
    <message>
        <source>时限还剩 {time}</source>
        <translation>{time} left</translation>
    </message>
</context>
<context>
    <name>outbox.next_look</name>
    <message>
        <source>{time} 去平台核对，此前不会重发。</source>
        <translation>We look for it on the platform at {time}; nothing is sent before that.</translation>
    </message>
</context>
<context>
    <name>outbox.not_before</name>
    <message>
        <source>{time} 再试。</source>
        <translation>Next try at {time}.</translation>
    </message>
</context>
<context>
    <name>outbox.open</name>
    <message>
        <source>打开会话</source>
        <translation>Open the conversation</translation>
    </message>
</context>
<context>
    <name>outbox.paused</name>
    <message>
        <source>这家店已暂停，恢复后才会发出。</source>
        <translation>This shop is paused; it leaves once the shop is resumed.</translation>
    </message>
</context>
<context>
    <name>outbox.queued</name>
    <message>
        <source>{ago}写好。</source>
        <translation>Written {ago}.</translation>
    </message>
</context>
<context>
    <name>outbox.title</name>
    <message>
        <source>发件箱</source>
        <translation>Outbox</translation>
    </message>
</context>
<context>
    <name>outbox.undo_until</name>
    <message>
        <source>{time} 前可以撤销。</source>
        <translation>It can be taken back until {time}.</translation>
    </message>
</context>
<context>
    <name>palette.nothing</name>
    <message>
        <source>没有这样的命令</source>
        <translation>No such command</translation>
    </message>
</context>
<context>
    <name>palette.placeholder</name>
    <message>
        <source>输入命令名称或拼写</source>
        <translation>Type the name of a command</translation>
    </message>
</context>
<context>
    <name>passphrase.again</name>
    <message>
        <source>再输入一遍</source>
        <translation>The same again</translation>
    </message>
</context>
<context>
    <name>passphrase.differ</name>
    <message>
        <source>两次输入的不一样。再输入一遍。</source>
        <translation>The two are not the same. Enter it again.</translation>
    </message>
</context>
<context>
    <name>passphrase.field</name>
    <message>
        <source>口令</source>
        <translation>Passphrase</translation>
    </message>
</context>
<context>
    <name>passphrase.keep</name>
    <message>
        <source>就用它</source>
        <translation>Use it</translation>
    </message>
</context>
<context>
    <name>passphrase.new_field</name>
    <message>
        <source>口令（至少 10 个字符，几个不相干的词最好记）</source>
        <translation>Passphrase (10 characters or more; a few unrelated words are easiest)</translation>
    </message>
</context>
<context>
    <name>passphrase.new_text</name>
    <message>
        <source>这台电脑没有可信的系统钥匙串，密钥改用口令锁住，每次打开程序都要输入。口令不会存在任何地方；忘了它，只有恢复码能打开资料。</source>
        <translation>This computer has no keyring that can be trusted. The key will be locked by a passphrase instead, asked each time you start. It is stored nowhere; if you forget it, only the recovery code opens your data.</translation>
    </message>
</context>
<context>
    <name>passphrase.new_title</name>
    <message>
        <source>设一个口令</source>
        <translation>Choose a passphrase</translation>
    </message>
</context>
<context>
    <name>passphrase.open</name>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
</context>
<context>
    <name>passphrase.text</name>
    <message>
        <source>这台电脑没有可信的系统钥匙串，这份资料用口令锁着。每次打开程序都要输入。</source>
        <translation>This computer has no keyring that can be trusted, so this data is locked by a passphrase. It is asked each time you start.</translation>
    </message>
</context>
<context>
    <name>passphrase.title</name>
    <message>
        <source>输入口令</source>
        <translation>Enter the passphrase</translation>
    </message>
</context>
<context>
    <name>passphrase.use_code</name>
    <message>
        <source>改用恢复码</source>
        <translation>Use the recovery code</translation>
    </message>
</context>
<context>
    <name>past.go</name>
    <message>
        <source>开始取</source>
        <translation>Fetch</translation>
    </message>
</context>
<context>
    <name>past.text</name>
    <message>
        <source>从今天往回算。已经取回的不会重复，停掉的从停下的地方接着取。</source>
        <translation>Counted back from today. What is here already does not come twice; what was stopped goes on from where it stopped.</translation>
    </message>
</context>
<context>
    <name>past.title</name>
    <message>
        <source>取回更早的消息：{name}</source>
        <translation>Fetch older messages: {name}</translation>
    </message>
</context>
<context>
    <name>period.0</name>
    <message>
        <source>不取旧消息</source>
        <translation>Nothing old</translation>
    </message>
</context>
<context>
    <name>period.30</name>
    <message>
        <source>30 天</source>
        <translation>30 days</translation>
    </message>
</context>
<context>
    <name>period.365</name>
    <message>
        <source>一年</source>
        <translation>One year</translation>
    </message>
</context>
<context>
    <name>period.7</name>
    <message>
        <source>7 天</source>
        <translation>7 days</translation>
    </message>
</context>
<context>
    <name>period.90</name>
    <message>
        <source>90 天</source>
        <translation>90 days</translation>
    </message>
</context>
<context>
    <name>popup.assign</name>
    <message>
        <source>指派给谁？</source>
        <translation>Assign to whom?</translation>
    </message>
</context>
<context>
    <name>popup.close</name>
    <message>
        <source>为什么不回复？</source>
        <translation>Why no reply?</translation>
    </message>
</context>
<context>
    <name>popup.nobody</name>
    <message>
        <source>不指派</source>
        <translation>Nobody</translation>
    </message>
</context>
<context>
    <name>popup.snooze</name>
    <message>
        <source>什么时候再提醒？</source>
        <translation>When should it return?</translation>
    </message>
</context>
<context>
    <name>popup.status</name>
    <message>
        <source>改成什么状态？</source>
        <translation>Which status?</translation>
    </message>
</context>
<context>
    <name>popup.tag</name>
    <message>
        <source>标签名，回车确定</source>
        <translation>Tag, then Enter</translation>
    </message>
</context>
<context>
    <name>popup.untag</name>
    <message>
        <source>去掉哪个标签？</source>
        <translation>Remove which tag?</translation>
    </message>
</context>
<context>
    <name>practice.about</name>
    <message>
        <source>不用账号，不连外网。消息、订单和买家都是编的；标着「练习」，关闭程序就自动移除，随时可删。</source>
        <translation>No account, no internet. Messages, orders and buyers are invented; it is marked as practice, goes away when the program closes, and can be removed at any time.</translation>
    </message>
</context>
<context>
    <name>practice.opening</name>
    <message>
        <source>正在准备练习店铺…</source>
        <translation>Preparing the practice shop…</translation>
    </message>
</context>
<context>
    <name>practice.shop</name>
    <message>
        <source>练习 · {channel}</source>
        <translation>Practice · {channel}</translation>
    </message>
</context>
<context>
    <name>practice.try</name>
    <message>
        <source>先连一家练习店铺看看</source>
        <translation>Connect a practice shop first</translation>
    </message>
</context>
<context>
    <name>preparing.changing</name>
    <message>
        <source>正在更新格式</source>
        <translation>Changing the form</translation>
    </message>
</context>
<context>
    <name>preparing.checking</name>
    <message>
        <source>正在检查副本</source>
        <translation>Checking the copy</translation>
    </message>
</context>
<context>
    <name>preparing.copying</name>
    <message>
        <source>正在复制旧文件：{done} / {all}</source>
        <translation>Copying the old file: {done} of {all}</translation>
    </message>
</context>
<context>
    <name>preparing.text</name>
    <message>
        <source>新版本要更新资料文件的格式：先完整复制一份旧的，再更新。资料多的话要几分钟。现在退出也不会丢失任何内容，下次打开时重新开始。</source>
        <translation>This version stores data in a newer form: first the old file is copied whole, then it is changed. With much data this takes some minutes. Leaving now loses nothing; the next start begins again.</translation>
    </message>
</context>
<context>
    <name>preparing.title</name>
    <message>
        <source>正在更新资料</source>
        <translation>Bringing your data up to date</translation>
    </message>
</context>
<context>
    <name>proxy.host</name>
    <message>
        <source>地址</source>
        <translation>Host</translation>
    </message>
</context>
<context>
    <name>proxy.kind</name>
    <message>
        <source>类型</source>
        <translation>Kind</translation>
    </message>
</context>
<context>
    <name>proxy.none</name>
    <message>
        <source>不用代理</source>
        <translation>None</translation>
    </message>
</context>
<context>
    <name>proxy.password</name>
    <message>
        <source>密码</source>
        <translation>Password</translation>
    </message>
</context>
<context>
    <name>proxy.password_stays</name>
    <message>
        <source>留空则不变</source>
        <translation>Leave empty to keep it</translation>
    </message>
</context>
<context>
    <name>proxy.port</name>
    <message>
        <source>端口</source>
        <translation>Port</translation>
    </message>
</context>
<context>
    <name>proxy.user</name>
    <message>
        <source>用户名</source>
        <translation>User name</translation>
    </message>
</context>
<context>
    <name>pulse.about</name>
    <message>
        <source>{about}：{words}</source>
        <translation>{about}: {words}</translation>
    </message>
</context>
<context>
    <name>pulse.all_calls</name>
    <message>
        <source>全部调用</source>
        <translation>All calls</translation>
    </message>
</context>
<context>
    <name>pulse.aside</name>
    <message>
        <source>{n} 条没能放进收件箱，原文都留着。</source>
        <translation>{n:item|items} could not be put into the inbox; the originals are kept.</translation>
    </message>
</context>
<context>
    <name>pulse.ask</name>
    <message>
        <source>现在看一次</source>
        <translation>Look now</translation>
    </message>
</context>
<context>
    <name>pulse.budget</name>
    <message>
        <source>平台额度</source>
        <translation>Platform allowance</translation>
    </message>
</context>
<context>
    <name>pulse.button</name>
    <message>
        <source>{act}：{about}</source>
        <translation>{act}: {about}</translation>
    </message>
</context>
<context>
    <name>pulse.by_hand</name>
    <message>
        <source>只由你手动查看：平台不许程序自己去看</source>
        <translation>Only when you ask: the platform does not let programs look by themselves</translation>
    </message>
</context>
<context>
    <name>pulse.calm</name>
    <message>
        <source>{n} 家店铺都在正常收信，没有要处理的。</source>
        <translation>{n:shop is|shops are} receiving as usual. Nothing to do.</translation>
    </message>
</context>
<context>
    <name>pulse.card</name>
    <message>
        <source>{title}：{state}</source>
        <translation>{title}: {state}</translation>
    </message>
</context>
<context>
    <name>pulse.close</name>
    <message>
        <source>收起：{title}</source>
        <translation>Fold: {title}</translation>
    </message>
</context>
<context>
    <name>pulse.close_all</name>
    <message>
        <source>全部收起</source>
        <translation>Fold all</translation>
    </message>
</context>
<context>
    <name>pulse.day</name>
    <message>
        <source>今天还剩 {left} / {most}，{time} 重新计</source>
        <translation>{left} / {most} left today, whole again at {time}</translation>
    </message>
</context>
<context>
    <name>pulse.ended</name>
    <message>
        <source>登录到期了。重新登录后，会自动补收这段时间的来信。</source>
        <translation>This sign-in has ended. After you sign in again, everything since is fetched.</translation>
    </message>
</context>
<context>
    <name>pulse.ends</name>
    <message>
        <source>登录 {day} 到期，还有 {n} 天。提前重新登录，收发不会中断。</source>
        <translation>This sign-in ends on {day}, in {n:day|days}. Sign in again before, and nothing is interrupted.</translation>
    </message>
</context>
<context>
    <name>pulse.last</name>
    <message>
        <source>上次看</source>
        <translation>Last look</translation>
    </message>
</context>
<context>
    <name>pulse.looked</name>
    <message>
        <source>{ago}看过</source>
        <translation>looked {ago}</translation>
    </message>
</context>
<context>
    <name>pulse.low</name>
    <message>
        <source>今天的额度快用完了：先留给你发回复，看新消息会慢一些。</source>
        <translation>Today&apos;s allowance is nearly used up: it is kept for your replies, new messages come a little later.</translation>
    </message>
</context>
<context>
    <name>pulse.never</name>
    <message>
        <source>还没看过</source>
        <translation>not yet</translation>
    </message>
</context>
<context>
    <name>pulse.next</name>
    <message>
        <source>下次看</source>
        <translation>Next look</translation>
    </message>
</context>
<context>
    <name>pulse.none</name>
    <message>
        <source>还没有连接店铺。</source>
        <translation>No shop is connected yet.</translation>
    </message>
</context>
<context>
    <name>pulse.note</name>
    <message>
        <source>说明</source>
        <translation>Note</translation>
    </message>
</context>
<context>
    <name>pulse.now</name>
    <message>
        <source>马上</source>
        <translation>any moment</translation>
    </message>
</context>
<context>
    <name>pulse.open</name>
    <message>
        <source>展开：{title}</source>
        <translation>Unfold: {title}</translation>
    </message>
</context>
<context>
    <name>pulse.open_all</name>
    <message>
        <source>全部展开</source>
        <translation>Unfold all</translation>
    </message>
</context>
<context>
    <name>pulse.paused</name>
    <message>
        <source>已暂停，不收也不发</source>
        <translation>Paused: neither receives nor sends</translation>
    </message>
</context>
<context>
    <name>pulse.proxy</name>
    <message>
        <source>检查代理</source>
        <translation>Check the proxy</translation>
    </message>
</context>
<context>
    <name>pulse.rate</name>
    <message>
        <source>现在可连用 {left} / {most}，每 {span}恢复 1 次</source>
        <translation>{left} / {most} at once now, one more every {span}</translation>
    </message>
</context>
<context>
    <name>pulse.rate_fast</name>
    <message>
        <source>现在可连用 {left} / {most}，每秒恢复 {n} 次</source>
        <translation>{left} / {most} at once now, {n} more a second</translation>
    </message>
</context>
<context>
    <name>pulse.rests</name>
    <message>
        <source>{time} 自动继续</source>
        <translation>goes on by itself at {time}</translation>
    </message>
</context>
<context>
    <name>pulse.seconds</name>
    <message>
        <source>{n} 秒</source>
        <translation>{n} s</translation>
    </message>
</context>
<context>
    <name>pulse.see</name>
    <message>
        <source>去看看</source>
        <translation>Have a look</translation>
    </message>
</context>
<context>
    <name>pulse.sign_in</name>
    <message>
        <source>重新登录</source>
        <translation>Sign in again</translation>
    </message>
</context>
<context>
    <name>pulse.some</name>
    <message>
        <source>{n} 家店铺要看一下，其余正常。</source>
        <translation>{n:shop needs|shops need} a look; the others are fine.</translation>
    </message>
</context>
<context>
    <name>pulse.stream</name>
    <message>
        <source>内容</source>
        <translation>What</translation>
    </message>
</context>
<context>
    <name>pulse.try</name>
    <message>
        <source>现在再试</source>
        <translation>Try now</translation>
    </message>
</context>
<context>
    <name>pulse.waits</name>
    <message>
        <source>平台要求放慢，{time} 自动继续；发送回复不受影响。</source>
        <translation>The platform asks us to slow down; goes on by itself at {time}. Replies still leave.</translation>
    </message>
</context>
<context>
    <name>pulse.way.past</name>
    <message>
        <source>正在补取旧消息</source>
        <translation>fetching old messages</translation>
    </message>
</context>
<context>
    <name>pulse.well</name>
    <message>
        <source>正常</source>
        <translation>Fine</translation>
    </message>
</context>
<context>
    <name>quarantine.again</name>
    <message>
        <source>再试一次</source>
        <translation>Try again</translation>
    </message>
</context>
<context>
    <name>quarantine.comes_again</name>
    <message>
        <source>平台再发来时会自动放进收件箱</source>
        <translation>Moves into the inbox by itself when the platform sends it again</translation>
    </message>
</context>
<context>
    <name>quarantine.dismiss</name>
    <message>
        <source>不再显示</source>
        <translation>Stop showing</translation>
    </message>
</context>
<context>
    <name>quarantine.facts</name>
    <message>
        <source>{time} · {size} · 试过 {n} 次</source>
        <translation>{time} · {size} · {n:try|tries}</translation>
    </message>
</context>
<context>
    <name>quarantine.none</name>
    <message>
        <source>没有落下的消息：收到的每一封都在收件箱里。</source>
        <translation>Nothing is left out: everything that came is in the inbox.</translation>
    </message>
</context>
<context>
    <name>quarantine.raw</name>
    <message>
        <source>看原文</source>
        <translation>Show raw</translation>
    </message>
</context>
<context>
    <name>quarantine.read</name>
    <message>
        <source>读出来了，已放进收件箱。</source>
        <translation>It could be read now and stands in the inbox.</translation>
    </message>
</context>
<context>
    <name>quarantine.some</name>
    <message>
        <source>{n} 条没能放进收件箱，原文完整保留着。可以看原文；原因解决后再试一次。</source>
        <translation>{n} could not go into the inbox; the originals are kept whole. Look at them, and try again once the reason is gone.</translation>
    </message>
</context>
<context>
    <name>quarantine.still</name>
    <message>
        <source>还是读不懂，原文继续保留。</source>
        <translation>It still cannot be read; it is kept.</translation>
    </message>
</context>
<context>
    <name>quit.now</name>
    <message>
        <source>仍然退出</source>
        <translation>Quit anyway</translation>
    </message>
</context>
<context>
    <name>quit.stay</name>
    <message>
        <source>返回</source>
        <translation>Go back</translation>
    </message>
</context>
<context>
    <name>quit.text</name>
    <message>
        <source>现在退出，它们会留在发件箱，下次打开时再发；客户的时限仍在走。</source>
        <translation>If you quit now they wait in the outbox until the next start; customers&apos; clocks keep running.</translation>
    </message>
</context>
<context>
    <name>quit.title</name>
    <message>
        <source>还有 {n} 封回复没发出</source>
        <translation>{n:reply has|replies have} not left yet</translation>
    </message>
</context>
<context>
    <name>quit.tray</name>
    <message>
        <source>留在托盘继续发送</source>
        <translation>Keep sending from the tray</translation>
    </message>
</context>
<context>
    <name>rail.agent</name>
    <message>
        <source>{name}，{role}。切换客服</source>
        <translation>{name}, {role}. Switch agent</translation>
    </message>
</context>
<context>
    <name>rail.inbox</name>
    <message>
        <source>收件箱</source>
        <translation>Inbox</translation>
    </message>
</context>
<context>
    <name>rail.shops</name>
    <message>
        <source>店铺与设置</source>
        <translation>Shops and settings</translation>
    </message>
</context>
<context>
    <name>rail.templates</name>
    <message>
        <source>模板</source>
        <translation>Templates</translation>
    </message>
</context>
<context>
    <name>reason.address_invalid</name>
    <message>
        <source>收件地址不对，没有发出。请检查地址</source>
        <translation>The address is wrong; nothing was sent. Check the address</translation>
    </message>
</context>
<context>
    <name>reason.after_loss</name>
    <message>
        <source>资料修复过，可能已经发出，看过会话再定</source>
        <translation>Came back after a repair and may already have been sent; look at the conversation first</translation>
    </message>
</context>
<context>
    <name>reason.aliexpress_act_unknown</name>
    <message>
        <source>速卖通的接口做不了这件事。请到卖家后台操作</source>
        <translation>AliExpress&apos;s interface cannot do this. Use Seller Center</translation>
    </message>
</context>
<context>
    <name>reason.aliexpress_address_refused</name>
    <message>
        <source>速卖通不允许这个 IP 访问。请在开放平台的 IP 白名单里加上，或换用固定代理</source>
        <translation>AliExpress does not let this IP address in. Add it to the IP list on the open platform, or use a proxy with a fixed address</translation>
    </message>
</context>
<context>
    <name>reason.aliexpress_buyer_unknown</name>
    <message>
        <source>速卖通上找不到这位买家</source>
        <translation>AliExpress does not know this buyer</translation>
    </message>
</context>
<context>
    <name>reason.aliexpress_chat_refused</name>
    <message>
        <source>速卖通不让对这位买家发起会话</source>
        <translation>AliExpress does not allow a conversation with this buyer</translation>
    </message>
</context>
<context>
    <name>reason.aliexpress_issue_unknown</name>
    <message>
        <source>速卖通上找不到这个纠纷</source>
        <translation>AliExpress does not know this dispute</translation>
    </message>
</context>
<context>
    <name>reason.aliexpress_needs_return_address</name>
    <message>
        <source>同意退货要选退货地址</source>
        <translation>Agreeing to a return needs an address for it</translation>
    </message>
</context>
<context>
    <name>reason.aliexpress_permission_missing</name>
    <message>
        <source>应用没有这项权限。请在速卖通开放平台申请</source>
        <translation>The application lacks this right. Apply for it on the AliExpress Open Platform</translation>
    </message>
</context>
<context>
    <name>reason.aliexpress_proposal_changed</name>
    <message>
        <source>买家改了方案金额。请重新看过再同意</source>
        <translation>The buyer changed the amount. Look again before you agree</translation>
    </message>
</context>
<context>
    <name>reason.aliexpress_proposal_unknown</name>
    <message>
        <source>买家的这个方案已经不在了。请重新打开纠纷</source>
        <translation>The buyer&apos;s proposal is gone. Open the dispute again</translation>
    </message>
</context>
<context>
    <name>reason.aliexpress_refusal_is_a_proposal</name>
    <message>
        <source>速卖通不能只拒绝：请写出自己的方案，包括金额和说明</source>
        <translation>AliExpress takes no bare refusal: write a proposal of your own, with amount and reason</translation>
    </message>
</context>
<context>
    <name>reason.aliexpress_rejected</name>
    <message>
        <source>速卖通没有接受</source>
        <translation>AliExpress did not accept it</translation>
    </message>
</context>
<context>
    <name>reason.aliexpress_service_unknown</name>
    <message>
        <source>速卖通没有这种物流方式</source>
        <translation>AliExpress does not know this shipping service</translation>
    </message>
</context>
<context>
    <name>reason.aliexpress_too_much_money</name>
    <message>
        <source>金额或币种不对，超出了这个纠纷可退的范围</source>
        <translation>Amount or currency is outside of what this dispute allows</translation>
    </message>
</context>
<context>
    <name>reason.aliexpress_tracking_missing</name>
    <message>
        <source>没有填物流单号</source>
        <translation>The tracking number is missing</translation>
    </message>
</context>
<context>
    <name>reason.aliexpress_tracking_shape</name>
    <message>
        <source>物流单号不符合这家物流的格式</source>
        <translation>The tracking number does not have this service&apos;s shape</translation>
    </message>
</context>
<context>
    <name>reason.amazon_already_sent</name>
    <message>
        <source>订单已发货，不能取消</source>
        <translation>The order has shipped and cannot be cancelled</translation>
    </message>
</context>
<context>
    <name>reason.amazon_amount_per_line</name>
    <message>
        <source>部分退款要按商品分别填金额</source>
        <translation>For a partial refund, give an amount for each item</translation>
    </message>
</context>
<context>
    <name>reason.amazon_amount_wrong</name>
    <message>
        <source>金额或币种不对</source>
        <translation>The amount or its currency is wrong</translation>
    </message>
</context>
<context>
    <name>reason.amazon_before_shipping</name>
    <message>
        <source>只在发货前可用</source>
        <translation>Only before the order ships</translation>
    </message>
</context>
<context>
    <name>reason.amazon_cancel_instead</name>
    <message>
        <source>还没发货，不能退款，请改为取消订单</source>
        <translation>The order has not shipped yet: cancel it instead of refunding it</translation>
    </message>
</context>
<context>
    <name>reason.amazon_cannot_do</name>
    <message>
        <source>Amazon 不支持这个操作</source>
        <translation>Amazon does not support this</translation>
    </message>
</context>
<context>
    <name>reason.amazon_feed_refused</name>
    <message>
        <source>Amazon 没有接受这次提交</source>
        <translation>Amazon did not accept what was submitted</translation>
    </message>
</context>
<context>
    <name>reason.amazon_form_refused</name>
    <message>
        <source>Amazon 没有接受这条消息。请在卖家后台查看这个订单</source>
        <translation>Amazon did not accept this message. Please look at the order in Seller Central</translation>
    </message>
</context>
<context>
    <name>reason.amazon_line_unknown</name>
    <message>
        <source>订单里没有这件商品</source>
        <translation>The order has no such item</translation>
    </message>
</context>
<context>
    <name>reason.amazon_more_than_paid</name>
    <message>
        <source>金额超过买家为这件商品付的钱</source>
        <translation>The amount is more than the buyer paid for this item</translation>
    </message>
</context>
<context>
    <name>reason.amazon_name_the_amount</name>
    <message>
        <source>各项加起来和订单总额不一致，请填要退的金额</source>
        <translation>The parts do not add up to the order&apos;s total; please give the amount to refund</translation>
    </message>
</context>
<context>
    <name>reason.amazon_no_alias</name>
    <message>
        <source>这位买家没有 Amazon 转发地址，不能用邮件回复</source>
        <translation>This buyer has no Amazon relay address and cannot be answered by mail</translation>
    </message>
</context>
<context>
    <name>reason.amazon_no_marketplace</name>
    <message>
        <source>这个卖家在该区域没有店铺</source>
        <translation>This seller has no shop in that region</translation>
    </message>
</context>
<context>
    <name>reason.amazon_not_offered</name>
    <message>
        <source>Amazon 现在不让就这个订单发这种消息</source>
        <translation>Amazon does not allow this message for this order now</translation>
    </message>
</context>
<context>
    <name>reason.amazon_notice</name>
    <message>
        <source>这是 Amazon 的通知，不能回复</source>
        <translation>A notice from Amazon; it takes no replies</translation>
    </message>
</context>
<context>
    <name>reason.amazon_only_customised</name>
    <message>
        <source>只用于定制商品的订单</source>
        <translation>Only for orders of made-to-order goods</translation>
    </message>
</context>
<context>
    <name>reason.amazon_only_digital</name>
    <message>
        <source>只用于数字商品的订单</source>
        <translation>Only for orders of digital products</translation>
    </message>
</context>
<context>
    <name>reason.amazon_only_services</name>
    <message>
        <source>只用于上门服务的订单</source>
        <translation>Only for orders of home services</translation>
    </message>
</context>
<context>
    <name>reason.amazon_opted_out</name>
    <message>
        <source>买家选择不接收卖家消息，Amazon 没有转交</source>
        <translation>The buyer takes no messages from sellers; Amazon did not pass it on</translation>
    </message>
</context>
<context>
    <name>reason.amazon_order_cancelled</name>
    <message>
        <source>订单已取消</source>
        <translation>The order is cancelled</translation>
    </message>
</context>
<context>
    <name>reason.amazon_order_unknown</name>
    <message>
        <source>Amazon 找不到这个订单</source>
        <translation>Amazon does not know this order</translation>
    </message>
</context>
<context>
    <name>reason.amazon_parcel_missing</name>
    <message>
        <source>请先填物流公司和运单号</source>
        <translation>Please fill in the carrier and the tracking number first</translation>
    </message>
</context>
<context>
    <name>reason.amazon_pieces_wrong</name>
    <message>
        <source>件数不对</source>
        <translation>The number of pieces is wrong</translation>
    </message>
</context>
<context>
    <name>reason.amazon_reason_unknown</name>
    <message>
        <source>请先选一个 Amazon 认识的原因</source>
        <translation>Please choose one of Amazon&apos;s reasons first</translation>
    </message>
</context>
<context>
    <name>reason.amazon_rejected</name>
    <message>
        <source>Amazon 没有接受</source>
        <translation>Amazon did not accept it</translation>
    </message>
</context>
<context>
    <name>reason.amazon_review_window</name>
    <message>
        <source>已经请过，或不在期限内：预计送达后 5 到 30 天，已发货的订单</source>
        <translation>Already asked, or outside the time: 5 to 30 days after the expected delivery of a shipped order</translation>
    </message>
</context>
<context>
    <name>reason.amazon_role_or_region</name>
    <message>
        <source>应用没有需要的权限，或区域选错了</source>
        <translation>The app lacks a role, or the region is wrong</translation>
    </message>
</context>
<context>
    <name>reason.amazon_seller_id_missing</name>
    <message>
        <source>请先在这家店的登录里填写卖家编号</source>
        <translation>Please fill in the seller ID in this shop&apos;s login first</translation>
    </message>
</context>
<context>
    <name>reason.amazon_undelivered</name>
    <message>
        <source>Amazon 没有把回复交给买家。请在卖家后台查看</source>
        <translation>Amazon did not pass the reply on. Look in seller centre</translation>
    </message>
</context>
<context>
    <name>reason.amazon_upload_refused</name>
    <message>
        <source>Amazon 没有接受附件，消息没有发出</source>
        <translation>Amazon did not accept the attachment; the message was not sent</translation>
    </message>
</context>
<context>
    <name>reason.answer_too_large</name>
    <message>
        <source>回答太大</source>
        <translation>The answer is too large</translation>
    </message>
</context>
<context>
    <name>reason.any</name>
    <message>
        <source>平台没有接受（{key}）</source>
        <translation>The platform did not accept it ({key})</translation>
    </message>
</context>
<context>
    <name>reason.api_login_missing</name>
    <message>
        <source>缺少平台接口的登录</source>
        <translation>The platform access is missing</translation>
    </message>
</context>
<context>
    <name>reason.bad_port</name>
    <message>
        <source>端口不对</source>
        <translation>Wrong port</translation>
    </message>
</context>
<context>
    <name>reason.bounced_for_good</name>
    <message>
        <source>信被退回，没有送到</source>
        <translation>The mail came back undelivered</translation>
    </message>
</context>
<context>
    <name>reason.bounced_for_now</name>
    <message>
        <source>信暂时没有送到</source>
        <translation>The mail could not be delivered yet</translation>
    </message>
</context>
<context>
    <name>reason.broken_answer</name>
    <message>
        <source>对方的回答看不懂，已保留原文</source>
        <translation>Their answer makes no sense; it has been kept</translation>
    </message>
</context>
<context>
    <name>reason.captive_portal</name>
    <message>
        <source>网络要求先在浏览器里登录（如酒店 Wi-Fi）</source>
        <translation>The network wants a sign-in page first (as in hotels)</translation>
    </message>
</context>
<context>
    <name>reason.card_refused</name>
    <message>
        <source>这个平台不能发这种卡片</source>
        <translation>This kind of card cannot be sent here</translation>
    </message>
</context>
<context>
    <name>reason.case_incomplete</name>
    <message>
        <source>平台给的售后单缺少编号或订单号</source>
        <translation>The platform&apos;s case lacks its number or its order</translation>
    </message>
</context>
<context>
    <name>reason.certificate</name>
    <message>
        <source>服务器的证书不可信</source>
        <translation>The server&apos;s certificate is not trusted</translation>
    </message>
</context>
<context>
    <name>reason.certificate_date</name>
    <message>
        <source>服务器的证书日期不对，多半是电脑时间错了。请先校准电脑时间</source>
        <translation>The server&apos;s certificate is out of date, most likely because this computer&apos;s clock is wrong. Please set the clock first</translation>
    </message>
</context>
<context>
    <name>reason.client_refused</name>
    <message>
        <source>应用 ID 或密钥不对</source>
        <translation>Client ID or secret refused</translation>
    </message>
</context>
<context>
    <name>reason.clock_differs</name>
    <message>
        <source>电脑的时间和平台不一样，已按平台的时间重试</source>
        <translation>The computer’s clock differs from the platform’s; trying again by the platform’s time</translation>
    </message>
</context>
<context>
    <name>reason.closed</name>
    <message>
        <source>连接断了，会自动重试</source>
        <translation>The line was cut; we try again</translation>
    </message>
</context>
<context>
    <name>reason.consent_refused</name>
    <message>
        <source>授权页面上没有同意</source>
        <translation>Consent was not given</translation>
    </message>
</context>
<context>
    <name>reason.consent_timed_out</name>
    <message>
        <source>授权超时了，重新打开授权页面</source>
        <translation>The consent timed out: open the page again</translation>
    </message>
</context>
<context>
    <name>reason.cursor_loops</name>
    <message>
        <source>平台的翻页在打转，已停下</source>
        <translation>The platform&apos;s pages go in circles; stopped</translation>
    </message>
</context>
<context>
    <name>reason.cursor_never_ends</name>
    <message>
        <source>平台的翻页没有尽头，已停下</source>
        <translation>The platform&apos;s pages never end; stopped</translation>
    </message>
</context>
<context>
    <name>reason.daily_quota</name>
    <message>
        <source>今天的接口次数已用完，明天自动继续；回复留在发件箱，不会丢失</source>
        <translation>Today&apos;s calls are used up; it goes on tomorrow by itself. Replies stay in the outbox, nothing is lost</translation>
    </message>
</context>
<context>
    <name>reason.ebay_already_refunded</name>
    <message>
        <source>这个订单已经退过款</source>
        <translation>This order has been refunded already</translation>
    </message>
</context>
<context>
    <name>reason.ebay_already_sent</name>
    <message>
        <source>已经发货，不能取消</source>
        <translation>Already shipped; it cannot be cancelled</translation>
    </message>
</context>
<context>
    <name>reason.ebay_amount_missing</name>
    <message>
        <source>请写明退多少</source>
        <translation>Say how much to give back</translation>
    </message>
</context>
<context>
    <name>reason.ebay_amount_wrong</name>
    <message>
        <source>金额或币种不对</source>
        <translation>The amount or its currency is wrong</translation>
    </message>
</context>
<context>
    <name>reason.ebay_buyer_unknown</name>
    <message>
        <source>eBay 不认识这位买家</source>
        <translation>eBay does not know this buyer</translation>
    </message>
</context>
<context>
    <name>reason.ebay_cancellation_there</name>
    <message>
        <source>这个订单已经有一件取消申请，请先处理它</source>
        <translation>There is a request to cancel this order already; deal with that first</translation>
    </message>
</context>
<context>
    <name>reason.ebay_cannot_cancel</name>
    <message>
        <source>eBay 不允许取消这个订单</source>
        <translation>eBay does not let this order be cancelled</translation>
    </message>
</context>
<context>
    <name>reason.ebay_cannot_do</name>
    <message>
        <source>eBay 没有这项操作</source>
        <translation>eBay has no such action</translation>
    </message>
</context>
<context>
    <name>reason.ebay_case_closed</name>
    <message>
        <source>这件事在 eBay 上已经有结果，不能再处理</source>
        <translation>eBay has settled this already; nothing more can be done</translation>
    </message>
</context>
<context>
    <name>reason.ebay_case_first</name>
    <message>
        <source>这个订单有退货或纠纷，请在那里退款</source>
        <translation>This order has a return or a case; give the money back there</translation>
    </message>
</context>
<context>
    <name>reason.ebay_case_on_site</name>
    <message>
        <source>eBay 已介入裁决，只能在 eBay 页面处理，或在裁决后申诉</source>
        <translation>eBay is deciding this case. It can only be handled on eBay’s page, or appealed afterwards</translation>
    </message>
</context>
<context>
    <name>reason.ebay_case_unknown</name>
    <message>
        <source>没有写明是哪一件退货、取消或纠纷</source>
        <translation>It was not said which return, cancellation or case is meant</translation>
    </message>
</context>
<context>
    <name>reason.ebay_comment_too_long</name>
    <message>
        <source>说明太长，请写短些</source>
        <translation>The note is too long; please shorten it</translation>
    </message>
</context>
<context>
    <name>reason.ebay_conversation_unknown</name>
    <message>
        <source>eBay 上已没有这段会话</source>
        <translation>eBay no longer has this conversation</translation>
    </message>
</context>
<context>
    <name>reason.ebay_evidence_missing</name>
    <message>
        <source>请附上证据图片</source>
        <translation>Please attach pictures as evidence</translation>
    </message>
</context>
<context>
    <name>reason.ebay_evidence_pictures</name>
    <message>
        <source>证据只能是 JPG 或 PNG 图片</source>
        <translation>Evidence can only be JPG or PNG pictures</translation>
    </message>
</context>
<context>
    <name>reason.ebay_evidence_too_large</name>
    <message>
        <source>证据图片加起来不能超过 1.5 MB</source>
        <translation>Evidence pictures may be 1.5 MB together at most</translation>
    </message>
</context>
<context>
    <name>reason.ebay_line_unknown</name>
    <message>
        <source>订单里没有这件商品</source>
        <translation>This product is not in the order</translation>
    </message>
</context>
<context>
    <name>reason.ebay_listing_unknown</name>
    <message>
        <source>eBay 上找不到这件商品</source>
        <translation>eBay cannot find this item</translation>
    </message>
</context>
<context>
    <name>reason.ebay_more_than_paid</name>
    <message>
        <source>比买家付的还多</source>
        <translation>More than the buyer paid</translation>
    </message>
</context>
<context>
    <name>reason.ebay_no_dispute_scope</name>
    <message>
        <source>授权里没有查看付款争议的权限；需要时请重新授权</source>
        <translation>The consent does not cover payment disputes; authorise again if you need them</translation>
    </message>
</context>
<context>
    <name>reason.ebay_no_picture_scope</name>
    <message>
        <source>授权里还没有上传图片的权限。请重新授权这家店，再重发</source>
        <translation>The consent does not cover uploading pictures yet. Authorise this shop again, then resend</translation>
    </message>
</context>
<context>
    <name>reason.ebay_not_offered</name>
    <message>
        <source>eBay 现在不允许这一步。请到 eBay 页面查看这件事的进展</source>
        <translation>eBay does not allow this step now. Look at the matter on eBay’s page</translation>
    </message>
</context>
<context>
    <name>reason.ebay_parcel_missing</name>
    <message>
        <source>请填承运商和运单号</source>
        <translation>Fill in carrier and tracking number</translation>
    </message>
</context>
<context>
    <name>reason.ebay_partly_refunded</name>
    <message>
        <source>已经退过一部分，请写明这次退多少</source>
        <translation>Part of it was refunded already; say how much this time</translation>
    </message>
</context>
<context>
    <name>reason.ebay_payment_under_way</name>
    <message>
        <source>买家的付款还在处理，暂时不能退</source>
        <translation>The buyer’s payment is still under way; it cannot be refunded yet</translation>
    </message>
</context>
<context>
    <name>reason.ebay_picture_refused</name>
    <message>
        <source>eBay 没有收下这张图片。请换一张：不超过 12 MB，长宽相加不超过 12000 像素，不要动图</source>
        <translation>eBay did not take this picture. Try another: 12 MB at most, width and height 12,000 pixels together, not animated</translation>
    </message>
</context>
<context>
    <name>reason.ebay_pictures_only</name>
    <message>
        <source>eBay 消息里只能带图片（JPG、PNG、GIF、WebP 等），请换成图片或去掉附件</source>
        <translation>eBay messages take pictures only (JPG, PNG, GIF, WebP …). Use a picture, or remove the file</translation>
    </message>
</context>
<context>
    <name>reason.ebay_reason_unknown</name>
    <message>
        <source>请从 eBay 的原因里选一个</source>
        <translation>Choose one of eBay’s reasons</translation>
    </message>
</context>
<context>
    <name>reason.ebay_refund_failed</name>
    <message>
        <source>eBay 没能退款，请到 eBay 页面检查付款方式</source>
        <translation>eBay could not give the money back. Check the payment method on eBay’s page</translation>
    </message>
</context>
<context>
    <name>reason.ebay_refund_under_way</name>
    <message>
        <source>上一笔退款还在处理，请等它完成再看</source>
        <translation>An earlier refund is still under way; wait until it is done</translation>
    </message>
</context>
<context>
    <name>reason.ebay_rejected</name>
    <message>
        <source>eBay 没有接受</source>
        <translation>eBay did not accept it</translation>
    </message>
</context>
<context>
    <name>reason.ebay_return_address_missing</name>
    <message>
        <source>买家说货不对版，eBay 要求填退货地址。请到 eBay 页面申辩</source>
        <translation>The buyer says the goods are not as described, so eBay wants a return address. Contest it on eBay’s page</translation>
    </message>
</context>
<context>
    <name>reason.ebay_scope_missing</name>
    <message>
        <source>授权范围不够，请重新授权</source>
        <translation>The consent does not cover enough: authorise again</translation>
    </message>
</context>
<context>
    <name>reason.ebay_signature_refused</name>
    <message>
        <source>eBay 不认这次操作的数字签名，没有执行。请重新授权这家店</source>
        <translation>eBay did not accept the digital signature; nothing was done. Authorise this shop again</translation>
    </message>
</context>
<context>
    <name>reason.ebay_system_message</name>
    <message>
        <source>这是 eBay 的系统消息，不能回复</source>
        <translation>A message from eBay itself; it takes no replies</translation>
    </message>
</context>
<context>
    <name>reason.ebay_too_late</name>
    <message>
        <source>订单太久，不能再退款</source>
        <translation>The order is too old to be refunded</translation>
    </message>
</context>
<context>
    <name>reason.ebay_tracking_or_refund</name>
    <message>
        <source>请填承运商和运单号，或选择退款</source>
        <translation>Fill in carrier and tracking number, or choose a refund</translation>
    </message>
</context>
<context>
    <name>reason.ebay_whole_order_only</name>
    <message>
        <source>eBay 只能取消整个订单</source>
        <translation>eBay cancels whole orders only</translation>
    </message>
</context>
<context>
    <name>reason.ebay_whole_refund_only</name>
    <message>
        <source>没收到货时只能全额退款</source>
        <translation>For a parcel that did not arrive, only the whole amount can be refunded</translation>
    </message>
</context>
<context>
    <name>reason.file_gone</name>
    <message>
        <source>文件在平台上已经没有了</source>
        <translation>The file is gone from the platform</translation>
    </message>
</context>
<context>
    <name>reason.file_refused</name>
    <message>
        <source>平台没有接受附件</source>
        <translation>The platform did not take the attachment</translation>
    </message>
</context>
<context>
    <name>reason.file_type_refused</name>
    <message>
        <source>平台不收这种附件</source>
        <translation>The platform does not take this kind of attachment</translation>
    </message>
</context>
<context>
    <name>reason.fill_client_first</name>
    <message>
        <source>先填好应用信息</source>
        <translation>Fill in the app&apos;s values first</translation>
    </message>
</context>
<context>
    <name>reason.folder_gone</name>
    <message>
        <source>邮箱里的文件夹不见了</source>
        <translation>A mail folder is gone</translation>
    </message>
</context>
<context>
    <name>reason.form_has_no_words</name>
    <message>
        <source>这种消息不能带文字，没有发出</source>
        <translation>This kind of message takes no text; it was not sent</translation>
    </message>
</context>
<context>
    <name>reason.form_sent_already</name>
    <message>
        <source>这个订单已经发过了，平台不让再发</source>
        <translation>Already sent for this order; the platform allows no second one</translation>
    </message>
</context>
<context>
    <name>reason.form_unknown</name>
    <message>
        <source>平台没有这种消息，没有发出</source>
        <translation>The platform has no such kind of message; it was not sent</translation>
    </message>
</context>
<context>
    <name>reason.form_wants_file</name>
    <message>
        <source>这种消息要带附件，没有发出</source>
        <translation>This kind of message needs an attachment; it was not sent</translation>
    </message>
</context>
<context>
    <name>reason.imap_nonsense</name>
    <message>
        <source>收信服务器的回答看不懂</source>
        <translation>The receiving server talks nonsense</translation>
    </message>
</context>
<context>
    <name>reason.imap_refused</name>
    <message>
        <source>收信服务器拒绝了</source>
        <translation>The receiving server refused</translation>
    </message>
</context>
<context>
    <name>reason.invalid_url</name>
    <message>
        <source>网址不对</source>
        <translation>The address is not valid</translation>
    </message>
</context>
<context>
    <name>reason.item_failed</name>
    <message>
        <source>程序没能存下这一条</source>
        <translation>The program could not store this one</translation>
    </message>
</context>
<context>
    <name>reason.lazada_address_refused</name>
    <message>
        <source>Lazada 不认识这个网络地址。请在应用设置里清空 IP 白名单，或加上它</source>
        <translation>Lazada does not know this network address. Empty the IP whitelist of the application, or add it there</translation>
    </message>
</context>
<context>
    <name>reason.lazada_card_unknown</name>
    <message>
        <source>Lazada 不能发送这种卡片</source>
        <translation>Lazada cannot send a card of this kind</translation>
    </message>
</context>
<context>
    <name>reason.lazada_case_unknown</name>
    <message>
        <source>Lazada 上找不到这个售后单</source>
        <translation>Lazada has no such case</translation>
    </message>
</context>
<context>
    <name>reason.lazada_comment_missing</name>
    <message>
        <source>请写明理由</source>
        <translation>Write down why</translation>
    </message>
</context>
<context>
    <name>reason.lazada_image_too_large</name>
    <message>
        <source>图片超过 1 MB，Lazada 不收。请压缩后再发</source>
        <translation>Lazada takes no picture over 1 MB. Make it smaller and send it again</translation>
    </message>
</context>
<context>
    <name>reason.lazada_items_unknown</name>
    <message>
        <source>没有选择订单里的商品</source>
        <translation>No items of the order were chosen</translation>
    </message>
</context>
<context>
    <name>reason.lazada_lists_forbidden</name>
    <message>
        <source>Lazada 不允许程序自己查聊天记录。按 F5 取回后就知道是否送达</source>
        <translation>Lazada does not allow the program to look into the chat by itself. Press F5, and you will see whether it arrived</translation>
    </message>
</context>
<context>
    <name>reason.lazada_no_chat</name>
    <message>
        <source>没有连接聊天应用，只能处理订单</source>
        <translation>No chat application is connected; only orders can be handled</translation>
    </message>
</context>
<context>
    <name>reason.lazada_no_country</name>
    <message>
        <source>这次授权里没有任何国家的店铺</source>
        <translation>This consent opens no shop in any country</translation>
    </message>
</context>
<context>
    <name>reason.lazada_no_orders</name>
    <message>
        <source>没有连接订单应用</source>
        <translation>No order application is connected</translation>
    </message>
</context>
<context>
    <name>reason.lazada_no_right</name>
    <message>
        <source>这个应用没有需要的权限。请在 Lazada 开放平台查看应用类别和授权</source>
        <translation>This application lacks the right it needs. Check its category and consent on Lazada Open Platform</translation>
    </message>
</context>
<context>
    <name>reason.lazada_not_for_this_case</name>
    <message>
        <source>这个售后单不能这样处理</source>
        <translation>This case cannot be handled in this way</translation>
    </message>
</context>
<context>
    <name>reason.lazada_one_part</name>
    <message>
        <source>Lazada 的一条消息只能是文字、一张图片或一张卡片</source>
        <translation>A Lazada message is words, one picture or one card, never several together</translation>
    </message>
</context>
<context>
    <name>reason.lazada_order_too_old</name>
    <message>
        <source>订单太久了，Lazada 不再允许由卖家开始会话</source>
        <translation>The order is too old: Lazada no longer lets the seller begin a conversation about it</translation>
    </message>
</context>
<context>
    <name>reason.lazada_package_unknown</name>
    <message>
        <source>还没有包裹号，请先打包</source>
        <translation>There is no package number yet; pack first</translation>
    </message>
</context>
<context>
    <name>reason.lazada_picture_missing</name>
    <message>
        <source>请附上图片凭证</source>
        <translation>Add a picture as proof</translation>
    </message>
</context>
<context>
    <name>reason.lazada_press_f5</name>
    <message>
        <source>Lazada 不允许自动查新消息。按 F5 去取，同一国家至少隔 10 分钟</source>
        <translation>Lazada does not allow looking for new messages automatically. Press F5, every 10 minutes at most for each country</translation>
    </message>
</context>
<context>
    <name>reason.lazada_reason_missing</name>
    <message>
        <source>请先选择原因</source>
        <translation>Choose a reason first</translation>
    </message>
</context>
<context>
    <name>reason.lazada_rejected</name>
    <message>
        <source>Lazada 没有接受</source>
        <translation>Lazada did not accept it</translation>
    </message>
</context>
<context>
    <name>reason.lazada_session_unknown</name>
    <message>
        <source>找不到这段 Lazada 会话</source>
        <translation>This Lazada conversation cannot be found</translation>
    </message>
</context>
<context>
    <name>reason.loopback_only</name>
    <message>
        <source>练习资料不能连接外网</source>
        <translation>The practice profile may not leave this machine</translation>
    </message>
</context>
<context>
    <name>reason.mail_deferred</name>
    <message>
        <source>对方服务器请我们稍后再送，会自动重试</source>
        <translation>Their server asks us to come back later; we will</translation>
    </message>
</context>
<context>
    <name>reason.mail_has_no_orders</name>
    <message>
        <source>邮箱里没有订单</source>
        <translation>A mailbox has no orders</translation>
    </message>
</context>
<context>
    <name>reason.mail_refused</name>
    <message>
        <source>对方服务器拒收了这封信</source>
        <translation>Their server refused the mail</translation>
    </message>
</context>
<context>
    <name>reason.mail_too_large</name>
    <message>
        <source>信太大，服务器不收。请减少附件</source>
        <translation>The mail is too large for the server. Remove attachments</translation>
    </message>
</context>
<context>
    <name>reason.mailbox_cannot_be_read</name>
    <message>
        <source>只填了发信服务器，不能查看已发送的信</source>
        <translation>Only the outgoing server is set; sent mail cannot be looked up</translation>
    </message>
</context>
<context>
    <name>reason.message_incomplete</name>
    <message>
        <source>平台给的消息缺少编号或时间</source>
        <translation>The platform&apos;s message lacks its number or time</translation>
    </message>
</context>
<context>
    <name>reason.new_message</name>
    <message>
        <source>客户又来了新消息</source>
        <translation>The customer wrote again</translation>
    </message>
</context>
<context>
    <name>reason.no_answer</name>
    <message>
        <source>服务器没有回应</source>
        <translation>The server does not answer</translation>
    </message>
</context>
<context>
    <name>reason.no_code_in_address</name>
    <message>
        <source>粘贴的网址里没有授权码，请复制完整</source>
        <translation>The pasted address holds no code: copy all of it</translation>
    </message>
</context>
<context>
    <name>reason.no_line</name>
    <message>
        <source>连不上，请检查网络和服务器地址</source>
        <translation>No connection: check the network and the server&apos;s address</translation>
    </message>
</context>
<context>
    <name>reason.no_refresh_token</name>
    <message>
        <source>没有得到刷新令牌</source>
        <translation>No refresh token came back</translation>
    </message>
</context>
<context>
    <name>reason.no_shop_for_site</name>
    <message>
        <source>这个站点还没有店铺：连接店铺时勾上它，就会自动放进收件箱</source>
        <translation>This site has no shop yet. Tick it under Connect a shop and its mail goes into the inbox by itself.</translation>
    </message>
</context>
<context>
    <name>reason.no_token</name>
    <message>
        <source>没有得到令牌</source>
        <translation>No token came back</translation>
    </message>
</context>
<context>
    <name>reason.not_an_object</name>
    <message>
        <source>回答的格式不对</source>
        <translation>The answer has the wrong form</translation>
    </message>
</context>
<context>
    <name>reason.not_json</name>
    <message>
        <source>回答的格式不对</source>
        <translation>The answer has the wrong form</translation>
    </message>
</context>
<context>
    <name>reason.nothing_to_fetch</name>
    <message>
        <source>没有可以下载的文件</source>
        <translation>There is no file to download</translation>
    </message>
</context>
<context>
    <name>reason.nothing_to_send</name>
    <message>
        <source>内容是空的，没有发出</source>
        <translation>Empty; nothing was sent</translation>
    </message>
</context>
<context>
    <name>reason.one_thing_at_a_time</name>
    <message>
        <source>这个平台一条消息只能放文字、图片或卡片中的一样</source>
        <translation>A message here holds text, a picture or a card, one of them only</translation>
    </message>
</context>
<context>
    <name>reason.order_incomplete</name>
    <message>
        <source>平台给的订单缺少编号</source>
        <translation>The platform&apos;s order lacks its number</translation>
    </message>
</context>
<context>
    <name>reason.order_line_unknown</name>
    <message>
        <source>订单里没有这件商品</source>
        <translation>This item is not in the order</translation>
    </message>
</context>
<context>
    <name>reason.other_shop</name>
    <message>
        <source>这个登录打开的是另一家店铺，没有更改</source>
        <translation>This login opens another shop; nothing was changed</translation>
    </message>
</context>
<context>
    <name>reason.plain_text_refused</name>
    <message>
        <source>拒绝用不加密的方式发送密码</source>
        <translation>A password is not sent without encryption</translation>
    </message>
</context>
<context>
    <name>reason.platform_cannot</name>
    <message>
        <source>平台不能这样做</source>
        <translation>The platform cannot do this</translation>
    </message>
</context>
<context>
    <name>reason.platform_has_no_copies</name>
    <message>
        <source>这个平台不能抄送或转发</source>
        <translation>This platform knows no copies or forwarding</translation>
    </message>
</context>
<context>
    <name>reason.platform_has_no_forms</name>
    <message>
        <source>这个平台没有固定格式的消息</source>
        <translation>This platform has no ready-made kinds of messages</translation>
    </message>
</context>
<context>
    <name>reason.platform_tells_servers_only</name>
    <message>
        <source>平台只通知有公网地址的服务器，这里定时查看</source>
        <translation>The platform tells only servers with a public address; here it is asked regularly</translation>
    </message>
</context>
<context>
    <name>reason.proven_absent</name>
    <message>
        <source>已确认没有送到，重新排队</source>
        <translation>Proven not to have arrived, queued again</translation>
    </message>
</context>
<context>
    <name>reason.proxy_failed</name>
    <message>
        <source>代理连不上</source>
        <translation>The proxy cannot be reached</translation>
    </message>
</context>
<context>
    <name>reason.proxy_refused</name>
    <message>
        <source>代理拒绝了用户名或密码</source>
        <translation>The proxy refused the user name or password</translation>
    </message>
</context>
<context>
    <name>reason.quota_not_written</name>
    <message>
        <source>额度没能记下来，先不调用平台，马上再试</source>
        <translation>The allowance could not be written down; the platform is not called, we try again at once</translation>
    </message>
</context>
<context>
    <name>reason.rate_limited</name>
    <message>
        <source>平台要求放慢，稍后自动继续</source>
        <translation>The platform asks us to slow down; we go on by ourselves</translation>
    </message>
</context>
<context>
    <name>reason.reading_stays_here</name>
    <message>
        <source>已读只记在这里，平台不会知道</source>
        <translation>Read marks stay here; the platform is not told</translation>
    </message>
</context>
<context>
    <name>reason.recipient_refused</name>
    <message>
        <source>对方服务器说没有这个收件人。请检查地址</source>
        <translation>Their server knows no such recipient. Check the address</translation>
    </message>
</context>
<context>
    <name>reason.relay_serves_one_buyer</name>
    <message>
        <source>Amazon 转发地址只给一位买家，不能抄送</source>
        <translation>An Amazon relay address serves one buyer; no copies</translation>
    </message>
</context>
<context>
    <name>reason.sender_refused</name>
    <message>
        <source>服务器不让用这个发件地址。请在邮箱或卖家后台登记它</source>
        <translation>The server does not allow this sender. Register it with the mailbox or in seller centre</translation>
    </message>
</context>
<context>
    <name>reason.server_trouble</name>
    <message>
        <source>对方服务器出了故障，会自动重试</source>
        <translation>Their server is in trouble; we try again by ourselves</translation>
    </message>
</context>
<context>
    <name>reason.settings_not_found</name>
    <message>
        <source>没有找到能登录的服务器</source>
        <translation>No server was found that lets you in</translation>
    </message>
</context>
<context>
    <name>reason.shopee_address_undeclared</name>
    <message>
        <source>Shopee 没有登记这个网络地址。请加进应用的 IP 白名单，或用固定地址的代理</source>
        <translation>This network address is not declared at Shopee. Add it to the application’s IP Address Whitelist, or use a proxy with a fixed address</translation>
    </message>
</context>
<context>
    <name>reason.shopee_blocked</name>
    <message>
        <source>Shopee 拦下了这条消息，买家没有看到。去掉联系方式或站外链接再发</source>
        <translation>Shopee stopped this message; the buyer did not see it. Remove contact details or outside links and send again</translation>
    </message>
</context>
<context>
    <name>reason.shopee_buyer_closed</name>
    <message>
        <source>买家现在不能收消息（会话已关闭或对方屏蔽了店铺）</source>
        <translation>The buyer cannot receive messages now (conversation closed, or the shop is blocked)</translation>
    </message>
</context>
<context>
    <name>reason.shopee_buyer_unknown</name>
    <message>
        <source>不知道该发给 Shopee 上的哪位买家</source>
        <translation>It is not known which Shopee buyer this goes to</translation>
    </message>
</context>
<context>
    <name>reason.shopee_buyer_writes_first</name>
    <message>
        <source>Shopee 上要买家先来信才能回复</source>
        <translation>On Shopee the buyer must write first</translation>
    </message>
</context>
<context>
    <name>reason.shopee_call_gone</name>
    <message>
        <source>Shopee 停掉了这个接口，请更新程序</source>
        <translation>Shopee has ended this interface; please update the program</translation>
    </message>
</context>
<context>
    <name>reason.shopee_choose_handover</name>
    <message>
        <source>请先选交货方式：上门取件的地址和时间，或送到网点</source>
        <translation>First choose how to hand over: pickup address and time, or a drop-off point</translation>
    </message>
</context>
<context>
    <name>reason.shopee_choose_solution</name>
    <message>
        <source>请先选方案：退货退款，或仅退款</source>
        <translation>First choose a solution: return and refund, or refund only</translation>
    </message>
</context>
<context>
    <name>reason.shopee_code_spent</name>
    <message>
        <source>授权码已用过或过期了，请重新打开授权页面</source>
        <translation>The code was used already or has expired; open the consent page again</translation>
    </message>
</context>
<context>
    <name>reason.shopee_email_missing</name>
    <message>
        <source>提出争议要有联系邮箱，请在登录里填上</source>
        <translation>A dispute needs a contact e-mail; fill it in at the login</translation>
    </message>
</context>
<context>
    <name>reason.shopee_key_expired</name>
    <message>
        <source>应用密钥到期了。请在开放平台重设 Live API Partner Key，再登录</source>
        <translation>The application’s key has expired. Reset the Live API Partner Key on the Open Platform, then sign in again</translation>
    </message>
</context>
<context>
    <name>reason.shopee_no_chat</name>
    <message>
        <source>这个应用没有聊天权限，只能读订单。要聊天请用「Seller In-house System」应用</source>
        <translation>This application may not chat; only orders are read. To chat, use a “Seller In-house System” application</translation>
    </message>
</context>
<context>
    <name>reason.shopee_no_right</name>
    <message>
        <source>这个类型的应用没有这项权限</source>
        <translation>This type of application does not have this right</translation>
    </message>
</context>
<context>
    <name>reason.shopee_no_shops</name>
    <message>
        <source>这次授权里没有店铺，请在授权页勾选要接入的店铺</source>
        <translation>This consent holds no shop. Tick the shops to connect on the consent page</translation>
    </message>
</context>
<context>
    <name>reason.shopee_reason_unknown</name>
    <message>
        <source>Shopee 没有这个争议理由</source>
        <translation>Shopee does not have this reason for a dispute</translation>
    </message>
</context>
<context>
    <name>reason.shopee_region_cannot_send</name>
    <message>
        <source>Shopee 台湾站不让程序发消息，请在卖家中心回复</source>
        <translation>Shopee Taiwan takes no messages from programs; answer in Seller Centre</translation>
    </message>
</context>
<context>
    <name>reason.shopee_rejected</name>
    <message>
        <source>Shopee 没有接受</source>
        <translation>Shopee did not accept it</translation>
    </message>
</context>
<context>
    <name>reason.shopee_return_unknown</name>
    <message>
        <source>不知道是哪一笔退货</source>
        <translation>It is not known which return this is about</translation>
    </message>
</context>
<context>
    <name>reason.shopee_shop_closed</name>
    <message>
        <source>Shopee 停用了这家店或它的授权</source>
        <translation>Shopee has suspended this shop or its consent</translation>
    </message>
</context>
<context>
    <name>reason.shopee_shop_missing</name>
    <message>
        <source>看不出是哪家店。请粘贴带 shop_id 的完整网址，或填写店铺编号</source>
        <translation>It is not clear which shop this is. Paste the whole address with shop_id in it, or fill in the Shop ID</translation>
    </message>
</context>
<context>
    <name>reason.shopify_address_not_genuine</name>
    <message>
        <source>这个网址不是 Shopify 发来的，或者密钥不对</source>
        <translation>This address does not come from Shopify, or the secret is wrong</translation>
    </message>
</context>
<context>
    <name>reason.shopify_amount_wrong</name>
    <message>
        <source>金额不对</source>
        <translation>The amount is wrong</translation>
    </message>
</context>
<context>
    <name>reason.shopify_buyers_hidden</name>
    <message>
        <source>店铺没有向应用开放买家姓名、地址和邮箱，来信不能按邮箱对上订单</source>
        <translation>The shop does not show buyers&apos; names, addresses and e-mails to the app: mails find no order by address</translation>
    </message>
</context>
<context>
    <name>reason.shopify_cancels_whole</name>
    <message>
        <source>只能取消整个订单；要退一部分，请用退款</source>
        <translation>Only a whole order can be cancelled; to give back a part, refund it</translation>
    </message>
</context>
<context>
    <name>reason.shopify_cannot_do</name>
    <message>
        <source>Shopify 没有这项操作</source>
        <translation>Shopify has no such action</translation>
    </message>
</context>
<context>
    <name>reason.shopify_dispute_decided</name>
    <message>
        <source>这笔付款争议已经举证或了结</source>
        <translation>Evidence was handed in already, or the dispute is over</translation>
    </message>
</context>
<context>
    <name>reason.shopify_dispute_unknown</name>
    <message>
        <source>Shopify 上找不到这笔付款争议</source>
        <translation>Shopify has no such dispute</translation>
    </message>
</context>
<context>
    <name>reason.shopify_domain_wrong</name>
    <message>
        <source>这不是 Shopify 店铺域名，应以 myshopify.com 结尾</source>
        <translation>This is no Shopify shop&apos;s domain; it should end in myshopify.com</translation>
    </message>
</context>
<context>
    <name>reason.shopify_keys_missing</name>
    <message>
        <source>请填 Client ID 和密钥，或者填访问令牌</source>
        <translation>Enter client ID and secret, or an access token</translation>
    </message>
</context>
<context>
    <name>reason.shopify_line_unknown</name>
    <message>
        <source>订单里没有这件商品</source>
        <translation>The order has no such item</translation>
    </message>
</context>
<context>
    <name>reason.shopify_more_than_paid</name>
    <message>
        <source>比还能退的多</source>
        <translation>More than can still be refunded</translation>
    </message>
</context>
<context>
    <name>reason.shopify_no_address</name>
    <message>
        <source>这位买家没有留邮箱，不能写信</source>
        <translation>This buyer left no e-mail address and cannot be written to</translation>
    </message>
</context>
<context>
    <name>reason.shopify_no_disputes</name>
    <message>
        <source>应用没有付款争议权限，付款争议要在 Shopify 后台看</source>
        <translation>The app may not see payment disputes; look at them in the Shopify admin</translation>
    </message>
</context>
<context>
    <name>reason.shopify_no_files_here</name>
    <message>
        <source>这里不能上传举证文件，请在 Shopify 后台上传</source>
        <translation>Files cannot be handed in here; upload them in the Shopify admin</translation>
    </message>
</context>
<context>
    <name>reason.shopify_not_installed</name>
    <message>
        <source>应用没有安装在这家店铺，请在 Shopify 安装后再试</source>
        <translation>The app is not installed in this shop; install it in Shopify and try again</translation>
    </message>
</context>
<context>
    <name>reason.shopify_nothing_to_refund</name>
    <message>
        <source>没有可以退的钱</source>
        <translation>There is no money left to refund</translation>
    </message>
</context>
<context>
    <name>reason.shopify_nothing_to_send</name>
    <message>
        <source>没有要发的商品，或者由别的仓库发货</source>
        <translation>There is nothing left to send, or another warehouse sends it</translation>
    </message>
</context>
<context>
    <name>reason.shopify_notice</name>
    <message>
        <source>这是 Shopify 的通知，不能回复</source>
        <translation>This is a notice from Shopify and cannot be answered</translation>
    </message>
</context>
<context>
    <name>reason.shopify_order_cancelled</name>
    <message>
        <source>订单已经取消</source>
        <translation>The order is cancelled already</translation>
    </message>
</context>
<context>
    <name>reason.shopify_order_unknown</name>
    <message>
        <source>Shopify 上找不到这个订单</source>
        <translation>Shopify has no such order</translation>
    </message>
</context>
<context>
    <name>reason.shopify_other_organization</name>
    <message>
        <source>应用和店铺不在同一个组织，请改用授权页面</source>
        <translation>App and shop are not in the same organization; use the consent page instead</translation>
    </message>
</context>
<context>
    <name>reason.shopify_other_shop</name>
    <message>
        <source>这个网址是另一家店的授权</source>
        <translation>This address is another shop&apos;s consent</translation>
    </message>
</context>
<context>
    <name>reason.shopify_parcel_missing</name>
    <message>
        <source>请填承运商和运单号</source>
        <translation>Enter carrier and tracking number</translation>
    </message>
</context>
<context>
    <name>reason.shopify_parcel_unknown</name>
    <message>
        <source>找不到这个包裹</source>
        <translation>There is no such parcel</translation>
    </message>
</context>
<context>
    <name>reason.shopify_pieces_wrong</name>
    <message>
        <source>件数不对</source>
        <translation>The number of pieces is wrong</translation>
    </message>
</context>
<context>
    <name>reason.shopify_reason_unknown</name>
    <message>
        <source>请从 Shopify 的原因里选一个</source>
        <translation>Choose one of Shopify&apos;s reasons</translation>
    </message>
</context>
<context>
    <name>reason.shopify_rejected</name>
    <message>
        <source>Shopify 没有接受</source>
        <translation>Shopify did not accept it</translation>
    </message>
</context>
<context>
    <name>reason.shopify_return_decided</name>
    <message>
        <source>这次退货已经处理过了</source>
        <translation>This return is decided already</translation>
    </message>
</context>
<context>
    <name>reason.shopify_return_done</name>
    <message>
        <source>这次退货已经办完</source>
        <translation>This return is done</translation>
    </message>
</context>
<context>
    <name>reason.shopify_return_not_open</name>
    <message>
        <source>请先同意退货，再收货或退款</source>
        <translation>Accept the return first, then take it in or refund it</translation>
    </message>
</context>
<context>
    <name>reason.shopify_return_unknown</name>
    <message>
        <source>Shopify 上找不到这次退货</source>
        <translation>Shopify has no such return</translation>
    </message>
</context>
<context>
    <name>reason.shopify_scope_missing</name>
    <message>
        <source>应用的权限不够，请在 Shopify 里给它订单权限</source>
        <translation>The app may not do this; give it access to orders in Shopify</translation>
    </message>
</context>
<context>
    <name>reason.shopify_several_places</name>
    <message>
        <source>这些商品从几处发货，请一次只选一处的</source>
        <translation>These items leave from several places; choose those of one at a time</translation>
    </message>
</context>
<context>
    <name>reason.shopify_shop_frozen</name>
    <message>
        <source>这家店铺已停用或被冻结</source>
        <translation>This shop is closed or frozen</translation>
    </message>
</context>
<context>
    <name>reason.shopify_shop_unknown</name>
    <message>
        <source>找不到这家店铺，请检查域名</source>
        <translation>There is no such shop; check the domain</translation>
    </message>
</context>
<context>
    <name>reason.shopify_sixty_days</name>
    <message>
        <source>只能看最近 60 天的订单；要看更早的，请给应用 read_all_orders</source>
        <translation>Only orders of the last 60 days; for older ones give the app read_all_orders</translation>
    </message>
</context>
<context>
    <name>reason.shopify_token_refused</name>
    <message>
        <source>Shopify 不接受这个令牌，请重新登录</source>
        <translation>Shopify does not accept this token; please sign in again</translation>
    </message>
</context>
<context>
    <name>reason.shopify_which_parcel</name>
    <message>
        <source>这个订单有几个包裹，请选一个</source>
        <translation>This order has several parcels; choose one</translation>
    </message>
</context>
<context>
    <name>reason.shopify_words_missing</name>
    <message>
        <source>请写明举证的理由</source>
        <translation>Say why you contest it</translation>
    </message>
</context>
<context>
    <name>reason.sign_in_again</name>
    <message>
        <source>登录已失效，需要重新登录</source>
        <translation>The login has expired: sign in again</translation>
    </message>
</context>
<context>
    <name>reason.sign_in_method_missing</name>
    <message>
        <source>服务器不支持这种登录方式</source>
        <translation>The server does not offer this sign-in method</translation>
    </message>
</context>
<context>
    <name>reason.signing_key_unreadable</name>
    <message>
        <source>eBay 给的签名密钥读不出来</source>
        <translation>eBay’s signing key cannot be read</translation>
    </message>
</context>
<context>
    <name>reason.some_recipients_refused</name>
    <message>
        <source>已发出，但有的收件人被对方服务器拒绝</source>
        <translation>Sent, but their server refused some recipients</translation>
    </message>
</context>
<context>
    <name>reason.tiktok_address_not_listed</name>
    <message>
        <source>这台电脑的 IP 不在应用的白名单里。请在 Partner Center 添加，或设置代理</source>
        <translation>This computer&apos;s IP address is not on the app&apos;s list. Add it in Partner Center, or set a proxy</translation>
    </message>
</context>
<context>
    <name>reason.tiktok_amount_missing</name>
    <message>
        <source>请先填要退的金额</source>
        <translation>Enter the amount first</translation>
    </message>
</context>
<context>
    <name>reason.tiktok_buyer_unknown</name>
    <message>
        <source>不知道发给哪位买家，没有发出</source>
        <translation>There is no buyer to send this to; nothing was sent</translation>
    </message>
</context>
<context>
    <name>reason.tiktok_cannot_do</name>
    <message>
        <source>TikTok 不支持这个操作</source>
        <translation>TikTok does not offer this</translation>
    </message>
</context>
<context>
    <name>reason.tiktok_card_unknown</name>
    <message>
        <source>TikTok 没有接受这张卡片</source>
        <translation>TikTok did not accept this card</translation>
    </message>
</context>
<context>
    <name>reason.tiktok_carrier_unknown</name>
    <message>
        <source>TikTok 不认识这家物流公司，请从列表里选</source>
        <translation>TikTok does not know this carrier; choose one from the list</translation>
    </message>
</context>
<context>
    <name>reason.tiktok_case_unknown</name>
    <message>
        <source>找不到这个退货或取消申请</source>
        <translation>This return or cancellation cannot be found</translation>
    </message>
</context>
<context>
    <name>reason.tiktok_chat_not_granted</name>
    <message>
        <source>TikTok 没有给这个应用客服消息权限，只能看订单。批准后请重新授权</source>
        <translation>TikTok has not granted this app the right to messages; only orders are shown. Sign in again once it is approved</translation>
    </message>
</context>
<context>
    <name>reason.tiktok_choice_unknown</name>
    <message>
        <source>TikTok 没有这个选项</source>
        <translation>TikTok does not offer this choice</translation>
    </message>
</context>
<context>
    <name>reason.tiktok_conversation_unknown</name>
    <message>
        <source>TikTok 上已没有这段会话</source>
        <translation>This conversation no longer exists on TikTok</translation>
    </message>
</context>
<context>
    <name>reason.tiktok_may_not_start</name>
    <message>
        <source>TikTok 不让主动联系这位买家：要有近期的订单、会话或退货</source>
        <translation>TikTok does not let you write to this buyer first: it takes a recent order, conversation or return</translation>
    </message>
</context>
<context>
    <name>reason.tiktok_no_evidence</name>
    <message>
        <source>这里不能给 TikTok 交图片凭证，请在卖家中心处理</source>
        <translation>Pictures as evidence cannot be handed to TikTok from here; use Seller Center</translation>
    </message>
</context>
<context>
    <name>reason.tiktok_no_shop</name>
    <message>
        <source>这次授权里没有店铺，请用店铺主账号重新授权</source>
        <translation>This consent holds no shop. Consent again with the shop&apos;s main account</translation>
    </message>
</context>
<context>
    <name>reason.tiktok_no_such_shop</name>
    <message>
        <source>授权里没有这家店了。授权包含：{shops}</source>
        <translation>The consent does not hold this shop any more. It holds: {shops}</translation>
    </message>
</context>
<context>
    <name>reason.tiktok_one_thing</name>
    <message>
        <source>TikTok 一条消息只能是文字、一张图片或一张卡片，请分开发</source>
        <translation>A message on TikTok is words, one picture or one card; send them one by one</translation>
    </message>
</context>
<context>
    <name>reason.tiktok_parcel_missing</name>
    <message>
        <source>请先填包裹和运单号</source>
        <translation>Enter the parcel and its tracking number first</translation>
    </message>
</context>
<context>
    <name>reason.tiktok_picture_too_large</name>
    <message>
        <source>图片超过 10 MB，TikTok 不收</source>
        <translation>The picture is larger than 10 MB; TikTok does not take it</translation>
    </message>
</context>
<context>
    <name>reason.tiktok_reason_missing</name>
    <message>
        <source>请先选一个原因</source>
        <translation>Choose a reason first</translation>
    </message>
</context>
<context>
    <name>reason.tiktok_rejected</name>
    <message>
        <source>TikTok 没有接受</source>
        <translation>TikTok did not accept it</translation>
    </message>
</context>
<context>
    <name>reason.tiktok_right_missing</name>
    <message>
        <source>授权范围不够，请在 Partner Center 勾选后重新授权</source>
        <translation>A right is missing. Tick it in Partner Center, then sign in again</translation>
    </message>
</context>
<context>
    <name>reason.tiktok_sensitive</name>
    <message>
        <source>TikTok 认为内容敏感，没有发出。去掉链接、联系方式等再发</source>
        <translation>TikTok found something sensitive; nothing was sent. Take out links and contact details and send again</translation>
    </message>
</context>
<context>
    <name>reason.tiktok_window_closed</name>
    <message>
        <source>TikTok 现在不让给这位买家发消息：30 天内没有会话，60 天内也没有订单</source>
        <translation>TikTok does not let you write to this buyer now: no conversation in 30 days, no order in 60</translation>
    </message>
</context>
<context>
    <name>reason.token_refused</name>
    <message>
        <source>令牌被拒绝</source>
        <translation>The token was refused</translation>
    </message>
</context>
<context>
    <name>reason.too_long</name>
    <message>
        <source>文字太长，平台没有接受</source>
        <translation>Too long for the platform</translation>
    </message>
</context>
<context>
    <name>reason.too_many_files</name>
    <message>
        <source>附件太多，平台没有接受</source>
        <translation>Too many attachments for the platform</translation>
    </message>
</context>
<context>
    <name>reason.truncated</name>
    <message>
        <source>回答没有传完，会自动重试</source>
        <translation>The answer was cut short; we try again</translation>
    </message>
</context>
<context>
    <name>reason.unknown_error</name>
    <message>
        <source>平台回了没见过的错误</source>
        <translation>The platform answered with an error not seen before</translation>
    </message>
</context>
<context>
    <name>reason.unknown_status</name>
    <message>
        <source>平台回了没见过的状态</source>
        <translation>The platform answered with an unknown status</translation>
    </message>
</context>
<context>
    <name>reason.walmart_acknowledge_first</name>
    <message>
        <source>请先确认订单，再发货</source>
        <translation>Acknowledge the order before shipping it</translation>
    </message>
</context>
<context>
    <name>reason.walmart_already_sent</name>
    <message>
        <source>已经发货，不能取消</source>
        <translation>It has left already and cannot be cancelled</translation>
    </message>
</context>
<context>
    <name>reason.walmart_amount_fixed</name>
    <message>
        <source>退货退多少由 Walmart 计算，不能填金额</source>
        <translation>Walmart works out what a return is worth; leave the amount empty</translation>
    </message>
</context>
<context>
    <name>reason.walmart_amount_missing</name>
    <message>
        <source>只退几件时，请写明金额</source>
        <translation>Say the amount when only some pieces are refunded</translation>
    </message>
</context>
<context>
    <name>reason.walmart_amount_per_line</name>
    <message>
        <source>几件商品一起退时，请分别写明金额</source>
        <translation>Say an amount for each item when several are refunded</translation>
    </message>
</context>
<context>
    <name>reason.walmart_amount_wrong</name>
    <message>
        <source>金额不对</source>
        <translation>The amount is wrong</translation>
    </message>
</context>
<context>
    <name>reason.walmart_buyer_wants_to_cancel</name>
    <message>
        <source>买家想取消，确定还要发货吗？</source>
        <translation>The customer wants to cancel. Ship it all the same?</translation>
    </message>
</context>
<context>
    <name>reason.walmart_cancel_instead</name>
    <message>
        <source>还没发货，买家没有付款；请改为取消</source>
        <translation>It has not left and is not paid yet. Cancel it instead</translation>
    </message>
</context>
<context>
    <name>reason.walmart_cannot_do</name>
    <message>
        <source>Walmart 没有这项操作</source>
        <translation>Walmart has no such action</translation>
    </message>
</context>
<context>
    <name>reason.walmart_line_unknown</name>
    <message>
        <source>订单里没有这件商品</source>
        <translation>This item is not in the order</translation>
    </message>
</context>
<context>
    <name>reason.walmart_more_than_paid</name>
    <message>
        <source>比买家付的还多</source>
        <translation>That is more than the customer paid</translation>
    </message>
</context>
<context>
    <name>reason.walmart_no_relay_address</name>
    <message>
        <source>这位买家没有 Walmart 转发地址，不能用邮件回复</source>
        <translation>This customer has no Walmart relay address, so no mail can reach them</translation>
    </message>
</context>
<context>
    <name>reason.walmart_nothing_paid</name>
    <message>
        <source>这件商品没有付过款</source>
        <translation>Nothing was paid for this item</translation>
    </message>
</context>
<context>
    <name>reason.walmart_notice</name>
    <message>
        <source>这是 Walmart 的通知，不能回复</source>
        <translation>This is a notice from Walmart; it cannot be answered</translation>
    </message>
</context>
<context>
    <name>reason.walmart_one_purchase_order</name>
    <message>
        <source>这个订单由几处发货，请一次只选一处的商品</source>
        <translation>This order is sent from several places. Choose the items of one at a time</translation>
    </message>
</context>
<context>
    <name>reason.walmart_order_unknown</name>
    <message>
        <source>Walmart 上找不到这个订单</source>
        <translation>Walmart does not know this order</translation>
    </message>
</context>
<context>
    <name>reason.walmart_parcel_missing</name>
    <message>
        <source>请填承运商和运单号</source>
        <translation>Fill in the carrier and the tracking number</translation>
    </message>
</context>
<context>
    <name>reason.walmart_partly_refunded</name>
    <message>
        <source>已经退过一部分，请写明这次退多少</source>
        <translation>A part was refunded already. Say how much to refund now</translation>
    </message>
</context>
<context>
    <name>reason.walmart_pieces_wrong</name>
    <message>
        <source>件数不对</source>
        <translation>The number of pieces is wrong</translation>
    </message>
</context>
<context>
    <name>reason.walmart_reason_unknown</name>
    <message>
        <source>请从 Walmart 的原因里选一个</source>
        <translation>Choose one of Walmart’s reasons</translation>
    </message>
</context>
<context>
    <name>reason.walmart_rejected</name>
    <message>
        <source>Walmart 没有接受</source>
        <translation>Walmart did not accept it</translation>
    </message>
</context>
<context>
    <name>reason.walmart_relay_serves_one</name>
    <message>
        <source>Walmart 转发地址只给一位买家，不能抄送</source>
        <translation>A Walmart relay address serves one customer; copies are not possible</translation>
    </message>
</context>
<context>
    <name>reason.walmart_return_unknown</name>
    <message>
        <source>Walmart 上找不到这次退货</source>
        <translation>Walmart does not know this return</translation>
    </message>
</context>
<context>
    <name>reason.walmart_scope_missing</name>
    <message>
        <source>这对密钥没有读订单的权限，请在开发者门户里打开</source>
        <translation>These keys may not read orders. Allow it in the developer portal</translation>
    </message>
</context>
<context>
    <name>reason.walmart_sender_not_registered</name>
    <message>
        <source>Walmart 没有转交：请在卖家后台登记这个发件邮箱</source>
        <translation>Walmart did not pass it on. Register this sender’s address in Seller Center</translation>
    </message>
</context>
<context>
    <name>reason.walmart_sent_by_walmart</name>
    <message>
        <source>这件商品由 Walmart 发货，不能由店铺处理</source>
        <translation>Walmart sends this item; the shop cannot act on it</translation>
    </message>
</context>
<context>
    <name>reason.walmart_tracking_link_missing</name>
    <message>
        <source>Walmart 不认识这家承运商，请填查询链接</source>
        <translation>Walmart does not know this carrier. Add a tracking link</translation>
    </message>
</context>
<context>
    <name>reason.wrong_password</name>
    <message>
        <source>密码或授权码不对</source>
        <translation>Wrong password or authorisation code</translation>
    </message>
</context>
<context>
    <name>reason.wrong_state</name>
    <message>
        <source>粘贴的网址不是这次授权的，重新打开授权页面</source>
        <translation>That address belongs to another consent: open the page again</translation>
    </message>
</context>
<context>
    <name>recovery.ask</name>
    <message>
        <source>核对一下</source>
        <translation>Let us check</translation>
    </message>
</context>
<context>
    <name>recovery.ask_text</name>
    <message>
        <source>填入抄下的这三组，确认没有抄错。大小写都可以。</source>
        <translation>Enter these three groups from your paper. Upper or lower case does not matter.</translation>
    </message>
</context>
<context>
    <name>recovery.done</name>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>recovery.group</name>
    <message>
        <source>第 {n} 组</source>
        <translation>Group {n}</translation>
    </message>
</context>
<context>
    <name>recovery.look</name>
    <message>
        <source>回去看</source>
        <translation>Look again</translation>
    </message>
</context>
<context>
    <name>recovery.text</name>
    <message>
        <source>电脑坏了或系统钥匙串丢失时，只有它能打开你的数据。只显示这一次：抄在纸上，放在安全的地方，不要拍照上传。</source>
        <translation>When the computer or its keyring is lost, only this opens your data. It is shown once: write it on paper and keep it safe.</translation>
    </message>
</context>
<context>
    <name>recovery.title</name>
    <message>
        <source>抄下恢复码</source>
        <translation>Write down the recovery code</translation>
    </message>
</context>
<context>
    <name>recovery.written</name>
    <message>
        <source>抄好了</source>
        <translation>Written down</translation>
    </message>
</context>
<context>
    <name>recovery.wrong</name>
    <message>
        <source>第 {n} 组不对。再看一眼纸上的，或回去重看。</source>
        <translation>Group {n} differs. Look at your paper, or go back and look again.</translation>
    </message>
</context>
<context>
    <name>refused.clock</name>
    <message>
        <source>客户没有收到，时限重新在走。</source>
        <translation>The customer has not received it; the clock is running again.</translation>
    </message>
</context>
<context>
    <name>refused.edit</name>
    <message>
        <source>改一改再发</source>
        <translation>Edit and send again</translation>
    </message>
</context>
<context>
    <name>refused.no_reason</name>
    <message>
        <source>平台拒收了这封回复</source>
        <translation>The platform refused this reply</translation>
    </message>
</context>
<context>
    <name>refused.retry</name>
    <message>
        <source>原样再发</source>
        <translation>Send again as it is</translation>
    </message>
</context>
<context>
    <name>region_eu</name>
    <message>
        <source>欧洲</source>
        <translation>Europe</translation>
    </message>
</context>
<context>
    <name>region_fe</name>
    <message>
        <source>远东（日本、新加坡、澳洲）</source>
        <translation>Far East (Japan, Singapore, Australia)</translation>
    </message>
</context>
<context>
    <name>region_na</name>
    <message>
        <source>北美</source>
        <translation>North America</translation>
    </message>
</context>
<context>
    <name>repeat.send</name>
    <message>
        <source>再发一次</source>
        <translation>Send once more</translation>
    </message>
</context>
<context>
    <name>repeat.text</name>
    <message>
        <source>十分钟内已经给这位客户发过一样的回复。确定再发一次吗？</source>
        <translation>This customer got the same reply within the last ten minutes. Send it once more?</translation>
    </message>
</context>
<context>
    <name>repeat.title</name>
    <message>
        <source>刚发过同样的内容</source>
        <translation>The same words went out just now</translation>
    </message>
</context>
<context>
    <name>role.admin</name>
    <message>
        <source>管理员</source>
        <translation>Administrator</translation>
    </message>
</context>
<context>
    <name>role.agent</name>
    <message>
        <source>客服</source>
        <translation>Agent</translation>
    </message>
</context>
<context>
    <name>role.senior</name>
    <message>
        <source>资深客服</source>
        <translation>Senior agent</translation>
    </message>
</context>
<context>
    <name>role.supervisor</name>
    <message>
        <source>主管</source>
        <translation>Supervisor</translation>
    </message>
</context>
<context>
    <name>row.draft</name>
    <message>
        <source>草稿</source>
        <translation>Draft</translation>
    </message>
</context>
<context>
    <name>row.me</name>
    <message>
        <source>我</source>
        <translation>Me</translation>
    </message>
</context>
<context>
    <name>row.more_tags</name>
    <message>
        <source>+{n}</source>
        <translation>+{n}</translation>
    </message>
</context>
<context>
    <name>row.no_preview</name>
    <message>
        <source>（没有文字）</source>
        <translation>(no text)</translation>
    </message>
</context>
<context>
    <name>row.say.assignee</name>
    <message>
        <source>负责人 {name}</source>
        <translation>assigned to {name}</translation>
    </message>
</context>
<context>
    <name>row.say.late</name>
    <message>
        <source>已超时 {left}</source>
        <translation>overdue by {left}</translation>
    </message>
</context>
<context>
    <name>row.say.left</name>
    <message>
        <source>还剩 {left}</source>
        <translation>{left} left</translation>
    </message>
</context>
<context>
    <name>row.say.order</name>
    <message>
        <source>订单 {order}</source>
        <translation>order {order}</translation>
    </message>
</context>
<context>
    <name>row.say.snoozed</name>
    <message>
        <source>稍后，{time} 提醒</source>
        <translation>later, returns {time}</translation>
    </message>
</context>
<context>
    <name>row.say.tags</name>
    <message>
        <source>标签 {tags}</source>
        <translation>tags {tags}</translation>
    </message>
</context>
<context>
    <name>row.say.ticked</name>
    <message>
        <source>已勾选</source>
        <translation>ticked</translation>
    </message>
</context>
<context>
    <name>row.say.unread</name>
    <message>
        <source>未读</source>
        <translation>unread</translation>
    </message>
</context>
<context>
    <name>row.tip.internal</name>
    <message>
        <source>内部时限：{time}</source>
        <translation>Our own deadline: {time}</translation>
    </message>
</context>
<context>
    <name>row.tip.late</name>
    <message>
        <source>{moment}（已超 {left}）</source>
        <translation>{moment} (overdue by {left})</translation>
    </message>
</context>
<context>
    <name>row.tip.left</name>
    <message>
        <source>{moment}（还剩 {left}）</source>
        <translation>{moment} ({left} left)</translation>
    </message>
</context>
<context>
    <name>row.tip.local</name>
    <message>
        <source>客户当地时间 {time}</source>
        <translation>Customer&apos;s local time {time}</translation>
    </message>
</context>
<context>
    <name>row.tip.none</name>
    <message>
        <source>没有</source>
        <translation>none</translation>
    </message>
</context>
<context>
    <name>row.tip.platform</name>
    <message>
        <source>平台时限：{time}</source>
        <translation>Platform deadline: {time}</translation>
    </message>
</context>
<context>
    <name>row.tip.shop</name>
    <message>
        <source>{channel} · {shop}</source>
        <translation>{channel} · {shop}</translation>
    </message>
</context>
<context>
    <name>row.tip.waiting</name>
    <message>
        <source>客户已等 {left}</source>
        <translation>Customer has waited {left}</translation>
    </message>
</context>
<context>
    <name>row.unassigned</name>
    <message>
        <source>未分配</source>
        <translation>Unassigned</translation>
    </message>
</context>
<context>
    <name>row.us</name>
    <message>
        <source>我们：</source>
        <translation>Us: </translation>
    </message>
</context>
<context>
    <name>row.vip</name>
    <message>
        <source>VIP</source>
        <translation>VIP</translation>
    </message>
</context>
<context>
    <name>rung.delivered</name>
    <message>
        <source>签收</source>
        <translation>Delivered</translation>
    </message>
</context>
<context>
    <name>rung.in_transit</name>
    <message>
        <source>运输中</source>
        <translation>On its way</translation>
    </message>
</context>
<context>
    <name>rung.out_for_delivery</name>
    <message>
        <source>派送</source>
        <translation>Out</translation>
    </message>
</context>
<context>
    <name>rung.paid</name>
    <message>
        <source>付款</source>
        <translation>Paid</translation>
    </message>
</context>
<context>
    <name>rung.shipped</name>
    <message>
        <source>发货</source>
        <translation>Shipped</translation>
    </message>
</context>
<context>
    <name>sample.agent.name</name>
    <message>
        <source>王晓</source>
        <translation>Wang Xiao</translation>
    </message>
</context>
<context>
    <name>sample.customer.first_name</name>
    <message>
        <source>Maria</source>
        <translation>Maria</translation>
    </message>
</context>
<context>
    <name>sample.customer.name</name>
    <message>
        <source>Maria Schmidt</source>
        <translation>Maria Schmidt</translation>
    </message>
</context>
<context>
    <name>sample.order.carrier</name>
    <message>
        <source>DHL</source>
        <translation>DHL</translation>
    </message>
</context>
<context>
    <name>sample.order.eta</name>
    <message>
        <source>2026-05-14</source>
        <translation>2026-05-14</translation>
    </message>
</context>
<context>
    <name>sample.order.item</name>
    <message>
        <source>不锈钢保温杯 1 L 钛灰</source>
        <translation>Steel bottle 1 L titanium</translation>
    </message>
</context>
<context>
    <name>sample.order.number</name>
    <message>
        <source>302-4471906-8825114</source>
        <translation>302-4471906-8825114</translation>
    </message>
</context>
<context>
    <name>sample.order.sku</name>
    <message>
        <source>TB-1000-GR</source>
        <translation>TB-1000-GR</translation>
    </message>
</context>
<context>
    <name>sample.order.tracking</name>
    <message>
        <source>00340434161094048815</source>
        <translation>00340434161094048815</translation>
    </message>
</context>
<context>
    <name>sample.order.tracking_url</name>
    <message>
        <source>https://tracking.example/0034</source>
        <translation>https://tracking.example/0034</translation>
    </message>
</context>
<context>
    <name>sample.shop.name</name>
    <message>
        <source>北岸家居</source>
        <translation>North Quay Home</translation>
    </message>
</context>
<context>
    <name>search.clear</name>
    <message>
        <source>清空搜索</source>
        <translation>Clear the search</translation>
    </message>
</context>
<context>
    <name>search.coverage</name>
    <message>
        <source>已能搜到 {date} 以来的消息，更早的还在建立索引</source>
        <translation>Messages since {date} can be found; older ones are still being indexed</translation>
    </message>
</context>
<context>
    <name>search.everywhere</name>
    <message>
        <source>搜索全部会话</source>
        <translation>Search all conversations</translation>
    </message>
</context>
<context>
    <name>search.hint</name>
    <message>
        <source>可用条件（按 ↓ 选择）</source>
        <translation>Terms you can use (press ↓ to choose)</translation>
    </message>
</context>
<context>
    <name>search.hint.after</name>
    <message>
        <source>after:  某天之后</source>
        <translation>after:  a day</translation>
    </message>
</context>
<context>
    <name>search.hint.before</name>
    <message>
        <source>before:  某天之前，如 2026-05-01 或 7d</source>
        <translation>before:  a day such as 2026-05-01, or 7d</translation>
    </message>
</context>
<context>
    <name>search.hint.from</name>
    <message>
        <source>from:  客户名或邮箱</source>
        <translation>from:  customer name or address</translation>
    </message>
</context>
<context>
    <name>search.hint.has</name>
    <message>
        <source>has:  附件、备注、订单、草稿</source>
        <translation>has:  attachment, note, order, draft</translation>
    </message>
</context>
<context>
    <name>search.hint.is</name>
    <message>
        <source>is:  未读、待处理、已超时…</source>
        <translation>is:  unread, pending, overdue…</translation>
    </message>
</context>
<context>
    <name>search.hint.lang</name>
    <message>
        <source>lang:  语言，如 de</source>
        <translation>lang:  language, such as de</translation>
    </message>
</context>
<context>
    <name>search.hint.order</name>
    <message>
        <source>order:  订单号、物流号或 SKU，末尾几位也行</source>
        <translation>order:  order, tracking or SKU; its last digits will do</translation>
    </message>
</context>
<context>
    <name>search.hint.shop</name>
    <message>
        <source>shop:  店铺名或平台</source>
        <translation>shop:  shop name or platform</translation>
    </message>
</context>
<context>
    <name>search.hint.tag</name>
    <message>
        <source>tag:  标签</source>
        <translation>tag:  tag</translation>
    </message>
</context>
<context>
    <name>search.nothing</name>
    <message>
        <source>没有找到</source>
        <translation>Nothing found</translation>
    </message>
</context>
<context>
    <name>search.nothing_help</name>
    <message>
        <source>换个词试试，或去掉一个条件。订单号输末尾 4 位就能找到。</source>
        <translation>Try another word or drop a term. The last 4 digits of an order number are enough.</translation>
    </message>
</context>
<context>
    <name>search.only_orders</name>
    <message>
        <source>没有找到会话，找到的订单在上面</source>
        <translation>No conversation found; the orders found stand above</translation>
    </message>
</context>
<context>
    <name>search.orders</name>
    <message>
        <source>还没有来信的订单</source>
        <translation>Orders nobody has written about yet</translation>
    </message>
</context>
<context>
    <name>search.placeholder</name>
    <message>
        <source>搜索客户、订单号、原文</source>
        <translation>Search customer, order, text</translation>
    </message>
</context>
<context>
    <name>search.value.mine</name>
    <message>
        <source>我负责的</source>
        <translation>assigned to me</translation>
    </message>
</context>
<context>
    <name>search.value.order</name>
    <message>
        <source>有订单</source>
        <translation>has an order</translation>
    </message>
</context>
<context>
    <name>search.value.tag</name>
    <message>
        <source>有标签</source>
        <translation>has a tag</translation>
    </message>
</context>
<context>
    <name>send.ask_human</name>
    <message>
        <source>不确定是否送达</source>
        <translation>Unsure whether it arrived</translation>
    </message>
</context>
<context>
    <name>send.cancelled</name>
    <message>
        <source>已撤回</source>
        <translation>Taken back</translation>
    </message>
</context>
<context>
    <name>send.failed</name>
    <message>
        <source>未送出</source>
        <translation>Not sent</translation>
    </message>
</context>
<context>
    <name>send.needs_review</name>
    <message>
        <source>等你确认</source>
        <translation>Waiting for your OK</translation>
    </message>
</context>
<context>
    <name>send.paused</name>
    <message>
        <source>店铺已暂停</source>
        <translation>Shop paused</translation>
    </message>
</context>
<context>
    <name>send.queued</name>
    <message>
        <source>排队中</source>
        <translation>Queued</translation>
    </message>
</context>
<context>
    <name>send.sending</name>
    <message>
        <source>发送中</source>
        <translation>Sending</translation>
    </message>
</context>
<context>
    <name>send.sent</name>
    <message>
        <source>已发送</source>
        <translation>Sent</translation>
    </message>
</context>
<context>
    <name>send.unknown</name>
    <message>
        <source>核对是否送达</source>
        <translation>Checking whether it arrived</translation>
    </message>
</context>
<context>
    <name>shop.active</name>
    <message>
        <source>收发正常</source>
        <translation>Sending and receiving</translation>
    </message>
</context>
<context>
    <name>shop.paused</name>
    <message>
        <source>已暂停</source>
        <translation>Paused</translation>
    </message>
</context>
<context>
    <name>shop.removed</name>
    <message>
        <source>已移除</source>
        <translation>Removed</translation>
    </message>
</context>
<context>
    <name>shopee_host_br</name>
    <message>
        <source>巴西、美洲</source>
        <translation>Brazil and the Americas</translation>
    </message>
</context>
<context>
    <name>shopee_host_cn</name>
    <message>
        <source>中国大陆</source>
        <translation>Mainland China</translation>
    </message>
</context>
<context>
    <name>shopee_host_sg</name>
    <message>
        <source>新加坡及附近</source>
        <translation>Singapore and nearby</translation>
    </message>
</context>
<context>
    <name>shops.add</name>
    <message>
        <source>添加</source>
        <translation>Add</translation>
    </message>
</context>
<context>
    <name>shops.add_login</name>
    <message>
        <source>添加{login}</source>
        <translation>Add: {login}</translation>
    </message>
</context>
<context>
    <name>shops.add_login_text</name>
    <message>
        <source>会话和设置都不受影响。测试通过后马上开始读取，旧的按连接时选的时间补收。</source>
        <translation>Conversations and settings stay as they are. Once the test has passed, reading begins; the past comes as far back as you chose when connecting.</translation>
    </message>
</context>
<context>
    <name>shops.add_login_title</name>
    <message>
        <source>给「{title}」添加{login}</source>
        <translation>{login} for “{title}”</translation>
    </message>
</context>
<context>
    <name>shops.address</name>
    <message>
        <source>这家店的收信地址</source>
        <translation>Address customers write to</translation>
    </message>
</context>
<context>
    <name>shops.addresses_help</name>
    <message>
        <source>写给这些地址的来信归这家店，回信用收信地址发出。几个地址用空格或逗号隔开。</source>
        <translation>Mail to these addresses belongs to this shop; replies leave from the first. Separate several by blanks or commas.</translation>
    </message>
</context>
<context>
    <name>shops.aliases</name>
    <message>
        <source>其他收信地址</source>
        <translation>Further addresses</translation>
    </message>
</context>
<context>
    <name>shops.assignee</name>
    <message>
        <source>新会话给谁</source>
        <translation>New conversations go to</translation>
    </message>
</context>
<context>
    <name>shops.assignee_none</name>
    <message>
        <source>先不分配</source>
        <translation>Nobody yet</translation>
    </message>
</context>
<context>
    <name>shops.backfill</name>
    <message>
        <source>正在取旧消息 {done} / {all}</source>
        <translation>Fetching old messages {done} / {all}</translation>
    </message>
</context>
<context>
    <name>shops.colour</name>
    <message>
        <source>标记颜色</source>
        <translation>Colour</translation>
    </message>
</context>
<context>
    <name>shops.colour_one</name>
    <message>
        <source>颜色 {n}</source>
        <translation>Colour {n}</translation>
    </message>
</context>
<context>
    <name>shops.connect</name>
    <message>
        <source>连接店铺</source>
        <translation>Connect a shop</translation>
    </message>
</context>
<context>
    <name>shops.conversations</name>
    <message>
        <source>{n} 条会话</source>
        <translation>{n:conversation|conversations}</translation>
    </message>
</context>
<context>
    <name>shops.count</name>
    <message>
        <source>{n} 家店铺</source>
        <translation>{n:shop|shops}</translation>
    </message>
</context>
<context>
    <name>shops.edit</name>
    <message>
        <source>修改</source>
        <translation>Edit</translation>
    </message>
</context>
<context>
    <name>shops.edit_title</name>
    <message>
        <source>修改「{title}」</source>
        <translation>Edit “{title}”</translation>
    </message>
</context>
<context>
    <name>shops.empty</name>
    <message>
        <source>还没有连接店铺。每家约 2 分钟，密钥只存在这台电脑。</source>
        <translation>No shop is connected yet. Each takes about 2 minutes; secrets stay on this computer.</translation>
    </message>
</context>
<context>
    <name>shops.folders</name>
    <message>
        <source>文件夹</source>
        <translation>Folders</translation>
    </message>
</context>
<context>
    <name>shops.hours</name>
    <message>
        <source>内部时限（小时）</source>
        <translation>Our own promise (hours)</translation>
    </message>
</context>
<context>
    <name>shops.last_pull</name>
    <message>
        <source>收信 {ago}</source>
        <translation>Last mail check {ago}</translation>
    </message>
</context>
<context>
    <name>shops.marks_read</name>
    <message>
        <source>在这里读过，也告诉平台（买家可能看到「已读」）</source>
        <translation>Tell the platform what was read here (buyers may see it as read)</translation>
    </message>
</context>
<context>
    <name>shops.name</name>
    <message>
        <source>店铺名</source>
        <translation>Name</translation>
    </message>
</context>
<context>
    <name>shops.never</name>
    <message>
        <source>还没有过</source>
        <translation>never</translation>
    </message>
</context>
<context>
    <name>shops.no_form</name>
    <message>
        <source>这个渠道没有登录表单。</source>
        <translation>This channel has no login form.</translation>
    </message>
</context>
<context>
    <name>shops.past</name>
    <message>
        <source>旧消息：{period}</source>
        <translation>Old messages: {period}</translation>
    </message>
</context>
<context>
    <name>shops.past_more</name>
    <message>
        <source>取回更早的</source>
        <translation>Fetch older ones</translation>
    </message>
</context>
<context>
    <name>shops.past_none</name>
    <message>
        <source>旧消息：没有取</source>
        <translation>Old messages: none fetched</translation>
    </message>
</context>
<context>
    <name>shops.pause</name>
    <message>
        <source>暂停</source>
        <translation>Pause</translation>
    </message>
</context>
<context>
    <name>shops.practice</name>
    <message>
        <source>练习</source>
        <translation>Practice</translation>
    </message>
</context>
<context>
    <name>shops.remove</name>
    <message>
        <source>移除…</source>
        <translation>Remove…</translation>
    </message>
</context>
<context>
    <name>shops.remove_data</name>
    <message>
        <source>连同会话、订单和附件一起删除（不能恢复）</source>
        <translation>Delete its conversations, orders and files too (for good)</translation>
    </message>
</context>
<context>
    <name>shops.remove_text</name>
    <message>
        <source>收发会停止，登录密钥会删掉。{n} 条会话默认留着，仍能搜到。</source>
        <translation>Receiving and sending stop and the login is deleted. {n:conversation|conversations} stay by default and can still be found.</translation>
    </message>
</context>
<context>
    <name>shops.remove_title</name>
    <message>
        <source>移除「{title}」</source>
        <translation>Remove “{title}”</translation>
    </message>
</context>
<context>
    <name>shops.remove_type</name>
    <message>
        <source>输入店铺名「{title}」确认</source>
        <translation>Type the name “{title}” to confirm</translation>
    </message>
</context>
<context>
    <name>shops.resume</name>
    <message>
        <source>恢复收发</source>
        <translation>Resume</translation>
    </message>
</context>
<context>
    <name>shops.sign_in</name>
    <message>
        <source>重新登录</source>
        <translation>Sign in again</translation>
    </message>
</context>
<context>
    <name>shops.sign_in_text</name>
    <message>
        <source>会话、时限和草稿都不受影响；登录后自动补收这段时间的来信。</source>
        <translation>Conversations, clocks and drafts stay as they are; mail of the meantime is fetched afterwards.</translation>
    </message>
</context>
<context>
    <name>shops.sign_in_title</name>
    <message>
        <source>重新登录：{name}</source>
        <translation>Sign in again: {name}</translation>
    </message>
</context>
<context>
    <name>shops.stop_backfill</name>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
</context>
<context>
    <name>shops.undo</name>
    <message>
        <source>发送后可撤销（秒）</source>
        <translation>Undo after sending (seconds)</translation>
    </message>
</context>
<context>
    <name>shops.without.api</name>
    <message>
        <source>还没有：订单不会显示，取消和退货也看不到。</source>
        <translation>Missing: orders are not shown, and neither are cancellations and returns.</translation>
    </message>
</context>
<context>
    <name>snooze.evening</name>
    <message>
        <source>今天傍晚</source>
        <translation>This evening</translation>
    </message>
</context>
<context>
    <name>snooze.hour</name>
    <message>
        <source>1 小时后</source>
        <translation>In 1 hour</translation>
    </message>
</context>
<context>
    <name>snooze.late</name>
    <message>
        <source>{time} · 晚于平台时限</source>
        <translation>{time} · after the platform&apos;s deadline</translation>
    </message>
</context>
<context>
    <name>snooze.monday</name>
    <message>
        <source>下周一上午</source>
        <translation>Monday morning</translation>
    </message>
</context>
<context>
    <name>snooze.pick</name>
    <message>
        <source>选时间…</source>
        <translation>Choose a time…</translation>
    </message>
</context>
<context>
    <name>snooze.pick_title</name>
    <message>
        <source>提醒时间</source>
        <translation>Return at</translation>
    </message>
</context>
<context>
    <name>snooze.three_hours</name>
    <message>
        <source>3 小时后</source>
        <translation>In 3 hours</translation>
    </message>
</context>
<context>
    <name>snooze.tomorrow</name>
    <message>
        <source>明天上午</source>
        <translation>Tomorrow morning</translation>
    </message>
</context>
<context>
    <name>snooze.week</name>
    <message>
        <source>一周后</source>
        <translation>In a week</translation>
    </message>
</context>
<context>
    <name>sort.best</name>
    <message>
        <source>最相关（最近 2000 条里）</source>
        <translation>Best match (newest 2,000)</translation>
    </message>
</context>
<context>
    <name>sort.due_first</name>
    <message>
        <source>最先到期</source>
        <translation>Due first</translation>
    </message>
</context>
<context>
    <name>sort.newest</name>
    <message>
        <source>最新来信</source>
        <translation>Newest</translation>
    </message>
</context>
<context>
    <name>sort.oldest</name>
    <message>
        <source>最早来信</source>
        <translation>Oldest</translation>
    </message>
</context>
<context>
    <name>sort.title</name>
    <message>
        <source>排序</source>
        <translation>Sort</translation>
    </message>
</context>
<context>
    <name>status.bar.keys</name>
    <message>
        <source>快捷键</source>
        <translation>Keys</translation>
    </message>
</context>
<context>
    <name>status.bar.never</name>
    <message>
        <source>{n} 家店铺，还没收过信</source>
        <translation>{n:shop|shops}, nothing fetched yet</translation>
    </message>
</context>
<context>
    <name>status.bar.no_line</name>
    <message>
        <source>没有网络，可继续写</source>
        <translation>No network, writing works</translation>
    </message>
</context>
<context>
    <name>status.bar.no_shop</name>
    <message>
        <source>还没有连接店铺</source>
        <translation>No shop connected yet</translation>
    </message>
</context>
<context>
    <name>status.bar.notices</name>
    <message>
        <source>{n} 条通知</source>
        <translation>{n:notification|notifications}</translation>
    </message>
</context>
<context>
    <name>status.bar.offline</name>
    <message>
        <source>离线中，可继续写</source>
        <translation>Offline, you can keep writing</translation>
    </message>
</context>
<context>
    <name>status.bar.offline_tip</name>
    <message>
        <source>点一下切换。离线时照常写回复，联网后自动发出。</source>
        <translation>Click to switch. Offline you write as usual; replies leave once online.</translation>
    </message>
</context>
<context>
    <name>status.bar.ok</name>
    <message>
        <source>{n} 家店铺已同步（{ago}）</source>
        <translation>{n:shop|shops} synced ({ago})</translation>
    </message>
</context>
<context>
    <name>status.bar.online</name>
    <message>
        <source>已联网</source>
        <translation>Online</translation>
    </message>
</context>
<context>
    <name>status.bar.outbox</name>
    <message>
        <source>发件箱 {n}</source>
        <translation>Outbox {n}</translation>
    </message>
</context>
<context>
    <name>status.bar.replied</name>
    <message>
        <source>今日已回复 {n}</source>
        <translation>Replied today {n}</translation>
    </message>
</context>
<context>
    <name>status.bar.sign_in</name>
    <message>
        <source>{n} 家需要登录</source>
        <translation>{n} to sign in</translation>
    </message>
</context>
<context>
    <name>status.bar.slow</name>
    <message>
        <source>{n} 家连接慢</source>
        <translation>{n} slow</translation>
    </message>
</context>
<context>
    <name>status.pending</name>
    <message>
        <source>待处理</source>
        <translation>To do</translation>
    </message>
</context>
<context>
    <name>status.resolved</name>
    <message>
        <source>已处理</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>status.snoozed</name>
    <message>
        <source>稍后</source>
        <translation>Later</translation>
    </message>
</context>
<context>
    <name>status.transferred</name>
    <message>
        <source>已转交</source>
        <translation>Handed over</translation>
    </message>
</context>
<context>
    <name>status.waiting</name>
    <message>
        <source>等待客户</source>
        <translation>Waiting</translation>
    </message>
</context>
<context>
    <name>step.buyers</name>
    <message>
        <source>买家信息</source>
        <translation>Buyer details</translation>
    </message>
</context>
<context>
    <name>step.disputes</name>
    <message>
        <source>付款争议</source>
        <translation>Payment disputes</translation>
    </message>
</context>
<context>
    <name>step.identity</name>
    <message>
        <source>店铺身份</source>
        <translation>Whose shop</translation>
    </message>
</context>
<context>
    <name>step.imap</name>
    <message>
        <source>收信（IMAP）</source>
        <translation>Receiving (IMAP)</translation>
    </message>
</context>
<context>
    <name>step.messages</name>
    <message>
        <source>消息</source>
        <translation>Messages</translation>
    </message>
</context>
<context>
    <name>step.orders</name>
    <message>
        <source>订单</source>
        <translation>Orders</translation>
    </message>
</context>
<context>
    <name>step.owner</name>
    <message>
        <source>店铺核对</source>
        <translation>Same shop</translation>
    </message>
</context>
<context>
    <name>step.sign_in</name>
    <message>
        <source>登录</source>
        <translation>Signing in</translation>
    </message>
</context>
<context>
    <name>step.smtp</name>
    <message>
        <source>发信（SMTP）</source>
        <translation>Sending (SMTP)</translation>
    </message>
</context>
<context>
    <name>step.token</name>
    <message>
        <source>授权</source>
        <translation>Authorisation</translation>
    </message>
</context>
<context>
    <name>stream.cases</name>
    <message>
        <source>售后</source>
        <translation>After-sales</translation>
    </message>
</context>
<context>
    <name>stream.conversations</name>
    <message>
        <source>会话</source>
        <translation>Conversations</translation>
    </message>
</context>
<context>
    <name>stream.disputes</name>
    <message>
        <source>纠纷</source>
        <translation>Disputes</translation>
    </message>
</context>
<context>
    <name>stream.folder</name>
    <message>
        <source>邮箱「{name}」</source>
        <translation>Mail folder “{name}”</translation>
    </message>
</context>
<context>
    <name>stream.messages</name>
    <message>
        <source>消息</source>
        <translation>Messages</translation>
    </message>
</context>
<context>
    <name>stream.notices</name>
    <message>
        <source>平台通知</source>
        <translation>Platform notices</translation>
    </message>
</context>
<context>
    <name>stream.orders</name>
    <message>
        <source>订单</source>
        <translation>Orders</translation>
    </message>
</context>
<context>
    <name>stream.past</name>
    <message>
        <source>旧{name}</source>
        <translation>Old: {name}</translation>
    </message>
</context>
<context>
    <name>stream.returns</name>
    <message>
        <source>退货</source>
        <translation>Returns</translation>
    </message>
</context>
<context>
    <name>stream.sessions</name>
    <message>
        <source>会话</source>
        <translation>Conversations</translation>
    </message>
</context>
<context>
    <name>tag.phishing_suspect</name>
    <message>
        <source>可能冒充</source>
        <translation>Possibly forged</translation>
    </message>
</context>
<context>
    <name>tag.topic:cancellation</name>
    <message>
        <source>取消</source>
        <translation>Cancellation</translation>
    </message>
</context>
<context>
    <name>tag.topic:delivery</name>
    <message>
        <source>物流</source>
        <translation>Delivery</translation>
    </message>
</context>
<context>
    <name>tag.topic:exchange</name>
    <message>
        <source>换货</source>
        <translation>Exchange</translation>
    </message>
</context>
<context>
    <name>tag.topic:product</name>
    <message>
        <source>商品</source>
        <translation>Product</translation>
    </message>
</context>
<context>
    <name>tag.topic:refund</name>
    <message>
        <source>退款</source>
        <translation>Refund</translation>
    </message>
</context>
<context>
    <name>tag.topic:return</name>
    <message>
        <source>退货</source>
        <translation>Return</translation>
    </message>
</context>
<context>
    <name>templates.any</name>
    <message>
        <source>不限</source>
        <translation>Any</translation>
    </message>
</context>
<context>
    <name>templates.body</name>
    <message>
        <source>内容</source>
        <translation>Words</translation>
    </message>
</context>
<context>
    <name>templates.category</name>
    <message>
        <source>分类</source>
        <translation>Category</translation>
    </message>
</context>
<context>
    <name>templates.channel</name>
    <message>
        <source>渠道</source>
        <translation>Channel</translation>
    </message>
</context>
<context>
    <name>templates.delete</name>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
</context>
<context>
    <name>templates.delete_ask</name>
    <message>
        <source>删除模板「{title}」？</source>
        <translation>Delete the template “{title}”?</translation>
    </message>
</context>
<context>
    <name>templates.delete_text</name>
    <message>
        <source>删除后可以用 Z 撤销。</source>
        <translation>Z brings it back.</translation>
    </message>
</context>
<context>
    <name>templates.discard</name>
    <message>
        <source>有改动没保存</source>
        <translation>There are unsaved changes</translation>
    </message>
</context>
<context>
    <name>templates.discard_no</name>
    <message>
        <source>不保存</source>
        <translation>Do not save</translation>
    </message>
</context>
<context>
    <name>templates.discard_text</name>
    <message>
        <source>要保存对「{title}」的改动吗？</source>
        <translation>Save the changes to “{title}”?</translation>
    </message>
</context>
<context>
    <name>templates.empty</name>
    <message>
        <source>还没有模板</source>
        <translation>No templates yet</translation>
    </message>
</context>
<context>
    <name>templates.empty_help</name>
    <message>
        <source>新建一个，或从表格、JSON、文本文件导入。</source>
        <translation>Create one, or import a table, a JSON or a text file.</translation>
    </message>
</context>
<context>
    <name>templates.export</name>
    <message>
        <source>导出…</source>
        <translation>Export…</translation>
    </message>
</context>
<context>
    <name>templates.exported</name>
    <message>
        <source>导出了 {n} 个模板</source>
        <translation>{n:template|templates} exported</translation>
    </message>
</context>
<context>
    <name>templates.import</name>
    <message>
        <source>导入…</source>
        <translation>Import…</translation>
    </message>
</context>
<context>
    <name>templates.import_skipped</name>
    <message>
        <source>导入了 {n} 个模板，跳过 {skipped} 个（没有标题或内容、太长或重复）</source>
        <translation>{n:template|templates} imported, {skipped} skipped (no title or words, too long, or there already)</translation>
    </message>
</context>
<context>
    <name>templates.imported</name>
    <message>
        <source>导入了 {n} 个模板</source>
        <translation>{n:template|templates} imported</translation>
    </message>
</context>
<context>
    <name>templates.insert</name>
    <message>
        <source>插入</source>
        <translation>Insert</translation>
    </message>
</context>
<context>
    <name>templates.language</name>
    <message>
        <source>语言</source>
        <translation>Language</translation>
    </message>
</context>
<context>
    <name>templates.name</name>
    <message>
        <source>标题</source>
        <translation>Title</translation>
    </message>
</context>
<context>
    <name>templates.new</name>
    <message>
        <source>新建模板</source>
        <translation>New template</translation>
    </message>
</context>
<context>
    <name>templates.none</name>
    <message>
        <source>没有合适的模板。在「模板」页新建一个。</source>
        <translation>No template fits. Create one on the templates page.</translation>
    </message>
</context>
<context>
    <name>templates.preview</name>
    <message>
        <source>预览</source>
        <translation>Preview</translation>
    </message>
</context>
<context>
    <name>templates.preview_note</name>
    <message>
        <source>用虚构的客户填写；实际发送时换成真实内容。</source>
        <translation>Filled with an invented customer; the real one is filled in when you use it.</translation>
    </message>
</context>
<context>
    <name>templates.save</name>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
</context>
<context>
    <name>templates.saved</name>
    <message>
        <source>已保存</source>
        <translation>Saved</translation>
    </message>
</context>
<context>
    <name>templates.search</name>
    <message>
        <source>搜索标题或内容</source>
        <translation>Search titles and words</translation>
    </message>
</context>
<context>
    <name>templates.title</name>
    <message>
        <source>模板</source>
        <translation>Templates</translation>
    </message>
</context>
<context>
    <name>templates.unknown</name>
    <message>
        <source>不认识的变量：{names}</source>
        <translation>Unknown blanks: {names}</translation>
    </message>
</context>
<context>
    <name>templates.uses</name>
    <message>
        <source>用过 {n} 次</source>
        <translation>Used {n} times</translation>
    </message>
</context>
<context>
    <name>templates.variables</name>
    <message>
        <source>可填的变量（点一下插入）</source>
        <translation>Blanks to fill (click to insert)</translation>
    </message>
</context>
<context>
    <name>text.copy</name>
    <message>
        <source>复制</source>
        <translation>Copy</translation>
    </message>
</context>
<context>
    <name>text.copy_all</name>
    <message>
        <source>复制全文</source>
        <translation>Copy all</translation>
    </message>
</context>
<context>
    <name>text.copy_link</name>
    <message>
        <source>复制链接</source>
        <translation>Copy link</translation>
    </message>
</context>
<context>
    <name>tiktok_market_us</name>
    <message>
        <source>美国</source>
        <translation>United States</translation>
    </message>
</context>
<context>
    <name>tiktok_market_world</name>
    <message>
        <source>美国以外</source>
        <translation>Outside the US</translation>
    </message>
</context>
<context>
    <name>tray.open</name>
    <message>
        <source>打开码头客服</source>
        <translation>Open Quayside</translation>
    </message>
</context>
<context>
    <name>tray.tip</name>
    <message>
        <source>码头客服 · 待办 {n}</source>
        <translation>Quayside · {n} to do</translation>
    </message>
</context>
<context>
    <name>undo.assign</name>
    <message>
        <source>{n} 条已指派</source>
        <translation>{n:conversation|conversations} assigned</translation>
    </message>
</context>
<context>
    <name>undo.button</name>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
</context>
<context>
    <name>undo.closed</name>
    <message>
        <source>{n} 条已关闭，未回复</source>
        <translation>{n:conversation|conversations} closed without a reply</translation>
    </message>
</context>
<context>
    <name>undo.counted</name>
    <message>
        <source>连接前的来信已计入时限</source>
        <translation>Earlier messages now have their deadlines</translation>
    </message>
</context>
<context>
    <name>undo.done</name>
    <message>
        <source>已撤销</source>
        <translation>Undone</translation>
    </message>
</context>
<context>
    <name>undo.merge</name>
    <message>
        <source>两条会话已合并</source>
        <translation>Two conversations merged</translation>
    </message>
</context>
<context>
    <name>undo.move</name>
    <message>
        <source>消息已移到另一条会话</source>
        <translation>Message moved to another conversation</translation>
    </message>
</context>
<context>
    <name>undo.note</name>
    <message>
        <source>备注已删除</source>
        <translation>Note deleted</translation>
    </message>
</context>
<context>
    <name>undo.nothing</name>
    <message>
        <source>没有可撤销的操作</source>
        <translation>Nothing to undo</translation>
    </message>
</context>
<context>
    <name>undo.order</name>
    <message>
        <source>订单关联已更改</source>
        <translation>Order link changed</translation>
    </message>
</context>
<context>
    <name>undo.other</name>
    <message>
        <source>已完成</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>undo.reply</name>
    <message>
        <source>已排队发送，{seconds} 秒内可撤销</source>
        <translation>Queued; can be undone for {seconds} s</translation>
    </message>
</context>
<context>
    <name>undo.reply_resolved</name>
    <message>
        <source>已排队发送并标为已处理，{seconds} 秒内可撤销</source>
        <translation>Queued and marked as done; can be undone for {seconds} s</translation>
    </message>
</context>
<context>
    <name>undo.snooze</name>
    <message>
        <source>{n} 条稍后提醒：{time}</source>
        <translation>{n:conversation|conversations} will return {time}</translation>
    </message>
</context>
<context>
    <name>undo.split</name>
    <message>
        <source>已拆成两条会话</source>
        <translation>Split into two conversations</translation>
    </message>
</context>
<context>
    <name>undo.status</name>
    <message>
        <source>{n} 条已改为「{status}」</source>
        <translation>{n:conversation|conversations} now “{status}”</translation>
    </message>
</context>
<context>
    <name>undo.tag</name>
    <message>
        <source>已给 {n} 条加上「{tag}」</source>
        <translation>“{tag}” added to {n:conversation|conversations}</translation>
    </message>
</context>
<context>
    <name>undo.too_late</name>
    <message>
        <source>这封回复已经发出，撤不回来了。需要更正，请再写一封。</source>
        <translation>This reply has already left and cannot be taken back. To correct it, write another.</translation>
    </message>
</context>
<context>
    <name>undo.unassign</name>
    <message>
        <source>{n} 条已取消指派</source>
        <translation>{n:conversation|conversations} unassigned</translation>
    </message>
</context>
<context>
    <name>undo.untag</name>
    <message>
        <source>已从 {n} 条去掉「{tag}」</source>
        <translation>“{tag}” removed from {n:conversation|conversations}</translation>
    </message>
</context>
<context>
    <name>unsure.arrived</name>
    <message>
        <source>已送达</source>
        <translation>It arrived</translation>
    </message>
</context>
<context>
    <name>unsure.discard</name>
    <message>
        <source>放弃</source>
        <translation>Discard</translation>
    </message>
</context>
<context>
    <name>unsure.look_yourself</name>
    <message>
        <source>请先到平台看一眼。为避免重复，程序不会自动重发；客户的时限继续走。</source>
        <translation>Please look on the platform first. To avoid sending twice, nothing is sent again by itself; the customer&apos;s clock keeps running.</translation>
    </message>
</context>
<context>
    <name>unsure.next_look</name>
    <message>
        <source>{time} 会去平台核对，找到就标为已送达。此前不会重发。</source>
        <translation>At {time} we look for it on the platform. Nothing is sent again before that.</translation>
    </message>
</context>
<context>
    <name>unsure.send_again</name>
    <message>
        <source>重新发送</source>
        <translation>Send again</translation>
    </message>
</context>
<context>
    <name>unsure.what</name>
    <message>
        <source>发送时断线，{shop} 没有确认是否收到。</source>
        <translation>The line broke while sending; {shop} has not confirmed that it arrived.</translation>
    </message>
</context>
<context>
    <name>variable.agent.name</name>
    <message>
        <source>客服姓名</source>
        <translation>Your name</translation>
    </message>
</context>
<context>
    <name>variable.customer.first_name</name>
    <message>
        <source>客户名字</source>
        <translation>First name</translation>
    </message>
</context>
<context>
    <name>variable.customer.name</name>
    <message>
        <source>客户姓名</source>
        <translation>Customer&apos;s name</translation>
    </message>
</context>
<context>
    <name>variable.order.carrier</name>
    <message>
        <source>承运商</source>
        <translation>Carrier</translation>
    </message>
</context>
<context>
    <name>variable.order.eta</name>
    <message>
        <source>预计送达</source>
        <translation>Expected on</translation>
    </message>
</context>
<context>
    <name>variable.order.item</name>
    <message>
        <source>商品</source>
        <translation>Item</translation>
    </message>
</context>
<context>
    <name>variable.order.number</name>
    <message>
        <source>订单号</source>
        <translation>Order number</translation>
    </message>
</context>
<context>
    <name>variable.order.sku</name>
    <message>
        <source>SKU</source>
        <translation>SKU</translation>
    </message>
</context>
<context>
    <name>variable.order.tracking</name>
    <message>
        <source>物流单号</source>
        <translation>Tracking number</translation>
    </message>
</context>
<context>
    <name>variable.order.tracking_url</name>
    <message>
        <source>物流链接</source>
        <translation>Tracking link</translation>
    </message>
</context>
<context>
    <name>variable.shop.name</name>
    <message>
        <source>店铺名</source>
        <translation>Shop&apos;s name</translation>
    </message>
</context>
<context>
    <name>variable.unknown</name>
    <message>
        <source>这里没有</source>
        <translation>Not known here</translation>
    </message>
</context>
<context>
    <name>view.due_soon</name>
    <message>
        <source>即将超时</source>
        <translation>Due soon</translation>
    </message>
</context>
<context>
    <name>view.mine</name>
    <message>
        <source>我的待办</source>
        <translation>My work</translation>
    </message>
</context>
<context>
    <name>view.open</name>
    <message>
        <source>全部待处理</source>
        <translation>All to do</translation>
    </message>
</context>
<context>
    <name>view.resolved</name>
    <message>
        <source>已处理</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>view.search</name>
    <message>
        <source>搜索</source>
        <translation>Search</translation>
    </message>
</context>
<context>
    <name>view.shop</name>
    <message>
        <source>店铺</source>
        <translation>Shop</translation>
    </message>
</context>
<context>
    <name>view.snoozed</name>
    <message>
        <source>稍后</source>
        <translation>Later</translation>
    </message>
</context>
<context>
    <name>view.transferred</name>
    <message>
        <source>已转交</source>
        <translation>Transferred</translation>
    </message>
</context>
<context>
    <name>view.unassigned</name>
    <message>
        <source>未分配</source>
        <translation>Unassigned</translation>
    </message>
</context>
<context>
    <name>view.waiting</name>
    <message>
        <source>等待客户</source>
        <translation>Waiting</translation>
    </message>
</context>
<context>
    <name>views.add_shop</name>
    <message>
        <source>连接店铺</source>
        <translation>Connect a shop</translation>
    </message>
</context>
<context>
    <name>views.count</name>
    <message>
        <source>{title}，{n} 条</source>
        <translation>{title}, {n}</translation>
    </message>
</context>
<context>
    <name>views.delete</name>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
</context>
<context>
    <name>views.edit_query</name>
    <message>
        <source>改条件</source>
        <translation>Change its terms</translation>
    </message>
</context>
<context>
    <name>views.edit_query_ask</name>
    <message>
        <source>搜索条件</source>
        <translation>Search terms</translation>
    </message>
</context>
<context>
    <name>views.heading</name>
    <message>
        <source>视图</source>
        <translation>Views</translation>
    </message>
</context>
<context>
    <name>views.health</name>
    <message>
        <source>连接状态</source>
        <translation>Connections</translation>
    </message>
</context>
<context>
    <name>views.outbox</name>
    <message>
        <source>发件箱</source>
        <translation>Outbox</translation>
    </message>
</context>
<context>
    <name>views.rename</name>
    <message>
        <source>改名</source>
        <translation>Rename</translation>
    </message>
</context>
<context>
    <name>views.rename_ask</name>
    <message>
        <source>筛选的名称</source>
        <translation>Name of the filter</translation>
    </message>
</context>
<context>
    <name>views.save_search</name>
    <message>
        <source>存为我的筛选</source>
        <translation>Save as my filter</translation>
    </message>
</context>
<context>
    <name>views.saved</name>
    <message>
        <source>我的筛选</source>
        <translation>My filters</translation>
    </message>
</context>
<context>
    <name>views.shop_tip</name>
    <message>
        <source>{channel} · {title} · {health}</source>
        <translation>{channel} · {title} · {health}</translation>
    </message>
</context>
<context>
    <name>views.shops</name>
    <message>
        <source>店铺</source>
        <translation>Shops</translation>
    </message>
</context>
<context>
    <name>views.trouble</name>
    <message>
        <source>{n} 条要你看</source>
        <translation>{n} need you</translation>
    </message>
</context>
<context>
    <name>wizard.address</name>
    <message>
        <source>买家写信到哪个地址</source>
        <translation>Address customers write to</translation>
    </message>
</context>
<context>
    <name>wizard.address_note</name>
    <message>
        <source>同一个邮箱可以连几家店，各用一个地址；只有一家时不用改。</source>
        <translation>Several shops can share one mailbox, each with an address of its own. With a single shop, leave it.</translation>
    </message>
</context>
<context>
    <name>wizard.back</name>
    <message>
        <source>上一步</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>wizard.check</name>
    <message>
        <source>测试并继续</source>
        <translation>Test and go on</translation>
    </message>
</context>
<context>
    <name>wizard.checking</name>
    <message>
        <source>正在真实登录测试…</source>
        <translation>Trying the login for real…</translation>
    </message>
</context>
<context>
    <name>wizard.connect</name>
    <message>
        <source>连接</source>
        <translation>Connect</translation>
    </message>
</context>
<context>
    <name>wizard.connecting</name>
    <message>
        <source>正在连接…</source>
        <translation>Connecting…</translation>
    </message>
</context>
<context>
    <name>wizard.failed</name>
    <message>
        <source>还没有登录成功。改一改再测；什么都没有保存。</source>
        <translation>It did not open yet. Change something and try again; nothing has been stored.</translation>
    </message>
</context>
<context>
    <name>wizard.missing</name>
    <message>
        <source>还没填：{names}</source>
        <translation>Still blank: {names}</translation>
    </message>
</context>
<context>
    <name>wizard.name</name>
    <message>
        <source>店铺名（自己看的）</source>
        <translation>Name of the shop (only you see it)</translation>
    </message>
</context>
<context>
    <name>wizard.name_it</name>
    <message>
        <source>给店铺起个名字。</source>
        <translation>Give the shop a name.</translation>
    </message>
</context>
<context>
    <name>wizard.period</name>
    <message>
        <source>取回多久以前的旧消息</source>
        <translation>How far back to fetch</translation>
    </message>
</context>
<context>
    <name>wizard.period_note</name>
    <message>
        <source>旧消息在后台慢慢取，随时可停；不会触发时限和提醒。新来信总是优先。</source>
        <translation>Old messages are fetched in the background and can be stopped; they start no clock and no notification. New mail always goes first.</translation>
    </message>
</context>
<context>
    <name>wizard.site_name</name>
    <message>
        <source>{site} 的店铺名</source>
        <translation>Name of the shop on {site}</translation>
    </message>
</context>
<context>
    <name>wizard.site_taken</name>
    <message>
        <source>已连接</source>
        <translation>Connected</translation>
    </message>
</context>
<context>
    <name>wizard.sites</name>
    <message>
        <source>这个登录能打开的站点和店铺，勾选的各接成一家店</source>
        <translation>The sites and shops that this login opens; each ticked one becomes a shop</translation>
    </message>
</context>
<context>
    <name>wizard.step</name>
    <message>
        <source>第 {n} 步，共 {all} 步</source>
        <translation>Step {n} of {all}</translation>
    </message>
</context>
<context>
    <name>wizard.tick_one</name>
    <message>
        <source>至少勾选一个还没连接的站点。</source>
        <translation>Tick at least one site that is not connected yet.</translation>
    </message>
</context>
<context>
    <name>wizard.title</name>
    <message>
        <source>连接店铺</source>
        <translation>Connect a shop</translation>
    </message>
</context>
<context>
    <name>wizard.which</name>
    <message>
        <source>你的店铺在哪个平台？</source>
        <translation>Where is your shop?</translation>
    </message>
</context>
</TS>
