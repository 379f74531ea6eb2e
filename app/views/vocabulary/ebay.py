"""Words about eBay: what it does not take, and why something about an order was not done."""

from app.views.vocabulary.entry import word

WORDS: tuple[tuple[str, str], ...] = (
    word("budget.uploads", "上传图片"),
    word(
        "reason.ebay_pictures_only", "eBay 消息里只能带图片（JPG、PNG、GIF、WebP 等），请换成图片或去掉附件"
    ),
    word(
        "reason.ebay_picture_refused",
        "eBay 没有收下这张图片。请换一张：不超过 12 MB，长宽相加不超过 12000 像素，不要动图",
    ),
    word("step.disputes", "付款争议"),
    word("reason.ebay_no_dispute_scope", "授权里没有查看付款争议的权限；需要时请重新授权"),
    word("reason.ebay_no_picture_scope", "授权里还没有上传图片的权限。请重新授权这家店，再重发"),
    word("reason.ebay_signature_refused", "eBay 不认这次操作的数字签名，没有执行。请重新授权这家店"),
    word("reason.signing_key_unreadable", "eBay 给的签名密钥读不出来"),
    word("reason.ebay_cannot_do", "eBay 没有这项操作"),
    word("reason.ebay_not_offered", "eBay 现在不允许这一步。请到 eBay 页面查看这件事的进展"),
    word("reason.ebay_case_unknown", "没有写明是哪一件退货、取消或纠纷"),
    word("reason.ebay_case_closed", "这件事在 eBay 上已经有结果，不能再处理"),
    word("reason.ebay_case_first", "这个订单有退货或纠纷，请在那里退款"),
    word("reason.ebay_case_on_site", "eBay 已介入裁决，只能在 eBay 页面处理，或在裁决后申诉"),
    word("reason.ebay_reason_unknown", "请从 eBay 的原因里选一个"),
    word("reason.ebay_comment_too_long", "说明太长，请写短些"),
    word("reason.ebay_line_unknown", "订单里没有这件商品"),
    word("reason.ebay_parcel_missing", "请填承运商和运单号"),
    word("reason.ebay_already_sent", "已经发货，不能取消"),
    word("reason.ebay_whole_order_only", "eBay 只能取消整个订单"),
    word("reason.ebay_cancellation_there", "这个订单已经有一件取消申请，请先处理它"),
    word("reason.ebay_cannot_cancel", "eBay 不允许取消这个订单"),
    word("reason.ebay_amount_missing", "请写明退多少"),
    word("reason.ebay_amount_wrong", "金额或币种不对"),
    word("reason.ebay_more_than_paid", "比买家付的还多"),
    word("reason.ebay_partly_refunded", "已经退过一部分，请写明这次退多少"),
    word("reason.ebay_already_refunded", "这个订单已经退过款"),
    word("reason.ebay_refund_under_way", "上一笔退款还在处理，请等它完成再看"),
    word("reason.ebay_payment_under_way", "买家的付款还在处理，暂时不能退"),
    word("reason.ebay_refund_failed", "eBay 没能退款，请到 eBay 页面检查付款方式"),
    word("reason.ebay_too_late", "订单太久，不能再退款"),
    word("reason.ebay_whole_refund_only", "没收到货时只能全额退款"),
    word("reason.ebay_tracking_or_refund", "请填承运商和运单号，或选择退款"),
    word("reason.ebay_return_address_missing", "买家说货不对版，eBay 要求填退货地址。请到 eBay 页面申辩"),
    word("reason.ebay_evidence_missing", "请附上证据图片"),
    word("reason.ebay_evidence_pictures", "证据只能是 JPG 或 PNG 图片"),
    word("reason.ebay_evidence_too_large", "证据图片加起来不能超过 1.5 MB"),
)
