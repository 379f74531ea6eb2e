"""Words of AliExpress: its login form, what it asks of a reply, why it did not take something."""

from app.views.vocabulary.entry import word

WORDS: tuple[tuple[str, str], ...] = (
    word("channel.aliexpress", "速卖通"),
    word(
        "explain_aliexpress_api",
        "用来收发消息、读订单和纠纷。填好自己申请的应用，打开授权页面同意，再把停下的网址粘贴回来。",
    ),
    word("field_aliexpress_app_key", "App Key"),
    word("field_aliexpress_app_secret", "App Secret"),
    word("field_aliexpress_callback", "回调地址"),
    word("field_aliexpress_route", "消息接口的线路"),
    word("aliexpress_route_sync", "通用（/sync）"),
    word("aliexpress_route_rest", "路径（/rest）"),
    word("hint_aliexpress_app_key", "速卖通开放平台 → 应用管理里的 App Key，消息权限要单独申请。"),
    word("hint_aliexpress_callback", "和开放平台里登记的回调地址完全一样。"),
    word("hint_aliexpress_route", "平时不用改；订单能读、消息总是失败时再换。"),
    word("manners_aliexpress", "24 小时内回，勿引导站外"),
    word(
        "manners_aliexpress_time",
        "一般认为要在 24 小时内回复，平台的正式规定没有查到，时限可在店铺设置里改。",
    ),
    word(
        "manners_aliexpress_content",
        "不留邮箱、电话或社交账号，不谈站外付款；不要求提前确认收货，不用好处换撤销纠纷或好评。",
    ),
    word("manners_aliexpress_tone", "买家来自各国，句子简短，一次说一件事。"),
    word("reason.aliexpress_permission_missing", "应用没有这项权限。请在速卖通开放平台申请"),
    word(
        "reason.aliexpress_address_refused",
        "速卖通不允许这个 IP 访问。请在开放平台的 IP 白名单里加上，或换用固定代理",
    ),
    word("reason.aliexpress_rejected", "速卖通没有接受"),
    word("reason.aliexpress_buyer_unknown", "速卖通上找不到这位买家"),
    word("reason.aliexpress_chat_refused", "速卖通不让对这位买家发起会话"),
    word("reason.aliexpress_issue_unknown", "速卖通上找不到这个纠纷"),
    word("reason.aliexpress_proposal_unknown", "买家的这个方案已经不在了。请重新打开纠纷"),
    word("reason.aliexpress_proposal_changed", "买家改了方案金额。请重新看过再同意"),
    word("reason.aliexpress_needs_return_address", "同意退货要选退货地址"),
    word("reason.aliexpress_refusal_is_a_proposal", "速卖通不能只拒绝：请写出自己的方案，包括金额和说明"),
    word("reason.aliexpress_too_much_money", "金额或币种不对，超出了这个纠纷可退的范围"),
    word("reason.aliexpress_act_unknown", "速卖通的接口做不了这件事。请到卖家后台操作"),
    word("reason.aliexpress_tracking_missing", "没有填物流单号"),
    word("reason.aliexpress_tracking_shape", "物流单号不符合这家物流的格式"),
    word("reason.aliexpress_service_unknown", "速卖通没有这种物流方式"),
)
