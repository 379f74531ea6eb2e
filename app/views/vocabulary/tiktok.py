"""Words of TikTok Shop: its login form, what it asks of a reply, and why it takes something not."""

from app.views.vocabulary.entry import word

WORDS: tuple[tuple[str, str], ...] = (
    word("channel.tiktok", "TikTok Shop"),
    word(
        "explain_tiktok_api",
        "用来收发消息、读订单。填好自建应用的信息，打开授权页面同意，再把停下的网址粘贴回来。一次授权可以接入同一卖家的几家店。",
    ),
    word("field_tiktok_market", "店铺所在市场"),
    word("tiktok_market_world", "美国以外"),
    word("tiktok_market_us", "美国"),
    word("field_tiktok_app_key", "App Key"),
    word("field_tiktok_app_secret", "App Secret"),
    word("field_tiktok_service_id", "Service ID"),
    word(
        "hint_tiktok_app_secret", "TikTok Shop Partner Center → 应用与服务 → 你的应用，和 App Key 在同一页。"
    ),
    word("hint_tiktok_service_id", "授权链接里 service_id= 后面的数字。"),
    word("manners_tiktok", "12 小时内人工回复，勿放链接"),
    word("manners_tiktok_time", "从买家第一条消息起计时：东南亚 12 小时，美国 24 小时；机器人回复不算。"),
    word("manners_tiktok_content", "不放链接和联系方式，不谈站外交易，不群发推广；平台会拦下敏感内容。"),
    word("manners_tiktok_tone", "口语、简短；只回一句 Hi 或 Hello 不算回复。文字、图片和卡片要分开发。"),
    word("reason.tiktok_chat_not_granted", "TikTok 没有给这个应用客服消息权限，只能看订单。批准后请重新授权"),
    word("reason.tiktok_right_missing", "授权范围不够，请在 Partner Center 勾选后重新授权"),
    word(
        "reason.tiktok_address_not_listed",
        "这台电脑的 IP 不在应用的白名单里。请在 Partner Center 添加，或设置代理",
    ),
    word("reason.tiktok_no_shop", "这次授权里没有店铺，请用店铺主账号重新授权"),
    word("reason.tiktok_no_such_shop", "授权里没有这家店了。授权包含：{shops}"),
    word("reason.tiktok_rejected", "TikTok 没有接受"),
    word("reason.tiktok_conversation_unknown", "TikTok 上已没有这段会话"),
    word("reason.tiktok_buyer_unknown", "不知道发给哪位买家，没有发出"),
    word("reason.tiktok_sensitive", "TikTok 认为内容敏感，没有发出。去掉链接、联系方式等再发"),
    word(
        "reason.tiktok_window_closed", "TikTok 现在不让给这位买家发消息：30 天内没有会话，60 天内也没有订单"
    ),
    word("reason.tiktok_may_not_start", "TikTok 不让主动联系这位买家：要有近期的订单、会话或退货"),
    word("reason.tiktok_one_thing", "TikTok 一条消息只能是文字、一张图片或一张卡片，请分开发"),
    word("reason.tiktok_card_unknown", "TikTok 没有接受这张卡片"),
    word("reason.tiktok_picture_too_large", "图片超过 10 MB，TikTok 不收"),
    word("reason.tiktok_case_unknown", "找不到这个退货或取消申请"),
    word("reason.tiktok_choice_unknown", "TikTok 没有这个选项"),
    word("reason.tiktok_amount_missing", "请先填要退的金额"),
    word("reason.tiktok_reason_missing", "请先选一个原因"),
    word("reason.tiktok_no_evidence", "这里不能给 TikTok 交图片凭证，请在卖家中心处理"),
    word("reason.tiktok_parcel_missing", "请先填包裹和运单号"),
    word("reason.tiktok_carrier_unknown", "TikTok 不认识这家物流公司，请从列表里选"),
    word("reason.tiktok_cannot_do", "TikTok 不支持这个操作"),
    word("reason.daily_quota", "今天的接口次数已用完，明天自动继续；回复留在发件箱，不会丢失"),
    word("reason.platform_tells_servers_only", "平台只通知有公网地址的服务器，这里定时查看"),
)
