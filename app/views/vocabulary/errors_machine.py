"""Words for trouble with this computer: keyring, key, recovery code, disk, folders, files."""

from app.views.vocabulary.entry import word

WORDS: tuple[tuple[str, str], ...] = (
    word(
        "error.keyring_absent",
        "这台电脑没有可信的系统钥匙串，密钥无处安放。请安装或启用后重开程序；数据没有改动。",
    ),
    word("error.keyring_forgets", "系统钥匙串没有记住密钥，因此没有建立资料。请检查钥匙串后再试一次。"),
    word("error.key_missing", "钥匙串里找不到这份资料的密钥。请输入打印的恢复码；资料原样保留，没有改动。"),
    word("error.passphrase_wrong", "口令不对。注意大小写和输入法，再试一次；资料没有改动。"),
    word("error.passphrase_short", "口令太短，至少要 {shortest} 个字符。"),
    word("error.passphrase_needed", "打开这份资料需要口令。"),
    word("error.passphrase_new", "这台电脑没有可信的系统钥匙串，需要先设一个口令。"),
    word("error.database_missing", "资料文件不见了。没有新建，以免盖住原来的；可以从备份放回。"),
    word("error.copy_damaged", "这一份备份本身也有损坏，没有使用。请选另一份。"),
    word("error.mending_failed", "新文件没有通过检查，没有使用；原来的文件没有动。请换一种办法。"),
    word("error.mending_needs_room", "磁盘空间不够，大约要 {megabytes} MB。腾出空间再试；什么都没有改动。"),
    word("error.recovery_code_mistyped", "恢复码没有抄对：应有八组、每组四个字符。请对照纸面再看一遍。"),
    word("error.recovery_code_wrong", "这个恢复码不属于这份资料。请换一张纸再试；资料没有改动。"),
    word("error.recovery_file_damaged", "恢复文件损坏，恢复码暂时打不开资料。请从备份取回 recovery.json。"),
    word("error.recovery_file_missing", "恢复文件不见了，恢复码无从打开资料。请从备份取回 recovery.json。"),
    word("error.secret_unreadable", "保存的登录（{kind}）打不开了。请在店铺页重新登录；期间这家店不收发。"),
    word("error.profile_name", "「{name}」不能作为资料名。请只用文字、数字、空格、点和横线。"),
    word("error.folder_synced", "资料放在「{service}」的同步文件夹里会损坏。请换到本机的普通文件夹。"),
    word("error.folder_on_network", "资料放在网络磁盘上会损坏。请换到本机的文件夹。"),
    word("error.blob_gone", "这个文件已过保留期，本机没有了。需要时会再向平台取一次。"),
    word("error.blob_damaged", "这个文件在磁盘上损坏了，没有打开。邮件可以重新取回；请检查磁盘。"),
    word("error.practice_not_started", "练习店铺没有启动。请关闭程序再打开一次；这不影响真实店铺。"),
    word("error.worker_closed", "程序正在关闭，这一步没有做。下次打开会接着做。"),
    word("error.worker_not_started", "读信的子程序没有启动，新邮件暂时读不出来；原件已保存，会再试。"),
    word("error.closing", "程序正在关闭，这一步没有保存。请重新打开后再做一次。"),
    word("error.already_running", "这份资料已在另一个窗口打开。请到那个窗口继续。"),
    word("error.backup_failed", "备份没有做成（{reason}）。数据没有改动；请检查磁盘空间，稍后会再备份。"),
    word(
        "error.database_damaged", "资料文件有损坏。请先备份资料文件夹，再从最近的备份恢复；损坏的文件会保留。"
    ),
    word("error.database_key_wrong", "这把密钥打不开资料文件。数据没有改动；请用恢复码打开，或从备份恢复。"),
    word("error.disk_error", "磁盘读写出错，这一步没有保存。请检查磁盘，然后再试。"),
    word("error.disk_readonly", "资料文件不能写入，这一步没有保存。请检查文件夹的权限。"),
    word("error.migration_failed", "资料没有升级成功（{reason}），已恢复原样。升级前的备份是 {backup}。"),
    word("error.quarantine_gone", "这一件已不在隔离列表里。"),
    word(
        "error.pull_failed",
        "平台发来的内容里有程序没料到的地方，会继续再试。请在「关于与支持」里复制诊断信息发给我们。",
    ),
    word("error.raw_gone", "原始邮件已过保留期，邮箱里也没有了。"),
)
