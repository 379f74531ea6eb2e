"""Words of Lazada: its logins, what it forbids, and why it did not take something."""

from app.views.vocabulary.entry import word

WORDS: tuple[tuple[str, str], ...] = (
    word("channel.lazada", "Lazada"),
    word("login.role.chat", "聊天应用"),
    word("field_lazada_app_key", "App Key"),
    word("field_lazada_app_secret", "App Secret"),
    word("field_lazada_redirect", "回调网址"),
    word("field_lazada_stage", "应用状态"),
    word("lazada_stage_live", "已上线"),
    word("lazada_stage_test", "测试中（每天 1 万次调用）"),
    word("hint_lazada_redirect", "和 Lazada 开放平台应用里登记的回调网址一字不差。"),
    word("hint_lazada_api_url", "用自己的签名中转服务时才填。"),
    word(
        "explain_lazada_orders",
        "用来读订单、处理退货和取消。填好订单类应用的信息，打开授权页面同意，再把停下的网址粘贴回来。"
        "跨境卖家在授权页选 Crossborder，一次授权可用于六个国家。",
    ),
    word(
        "explain_lazada_chat",
        "用来收发聊天，要用聊天类应用，另外授权一次。Lazada 不允许自动查新消息，违者收回聊天权限，"
        "所以聊天只在你按 F5 时才去取：每按一次取一个国家的一页，同一国家至少隔 10 分钟。没有聊天应用可以跳过。",
    ),
    word("manners_lazada", "当天 18:00 前来信，19:00 前回"),
    word("manners_lazada_refresh", "新消息不会自己出现：按 F5 才会去取，同一国家至少隔 10 分钟。"),
    word("manners_lazada_time", "按当地时间算回复率：18:00 前收到的，19:00 前回；周末也算，自动回复不算。"),
    word("manners_lazada_silence", "买家一天没回话，最多再发 5 条。"),
    word("manners_lazada_content", "不留电话、邮箱、社交账号和站外链接，不引导站外付款；违规会扣分。"),
    word("reason.lazada_no_right", "这个应用没有需要的权限。请在 Lazada 开放平台查看应用类别和授权"),
    word("reason.lazada_rejected", "Lazada 没有接受"),
    word(
        "reason.lazada_address_refused", "Lazada 不认识这个网络地址。请在应用设置里清空 IP 白名单，或加上它"
    ),
    word("reason.lazada_no_country", "这次授权里没有任何国家的店铺"),
    word("reason.lazada_no_chat", "没有连接聊天应用，只能处理订单"),
    word("reason.lazada_no_orders", "没有连接订单应用"),
    word("reason.lazada_lists_forbidden", "Lazada 不允许程序自己查聊天记录。按 F5 取回后就知道是否送达"),
    word("reason.lazada_press_f5", "Lazada 不允许自动查新消息。按 F5 去取，同一国家至少隔 10 分钟"),
    word("reason.lazada_session_unknown", "找不到这段 Lazada 会话"),
    word("reason.lazada_one_part", "Lazada 的一条消息只能是文字、一张图片或一张卡片"),
    word("reason.lazada_card_unknown", "Lazada 不能发送这种卡片"),
    word("reason.lazada_image_too_large", "图片超过 1 MB，Lazada 不收。请压缩后再发"),
    word("reason.lazada_order_too_old", "订单太久了，Lazada 不再允许由卖家开始会话"),
    word("reason.lazada_package_unknown", "还没有包裹号，请先打包"),
    word("reason.lazada_items_unknown", "没有选择订单里的商品"),
    word("reason.lazada_case_unknown", "Lazada 上找不到这个售后单"),
    word("reason.lazada_not_for_this_case", "这个售后单不能这样处理"),
    word("reason.lazada_reason_missing", "请先选择原因"),
    word("reason.lazada_comment_missing", "请写明理由"),
    word("reason.lazada_picture_missing", "请附上图片凭证"),
)
