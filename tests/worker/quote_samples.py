"""Replies as many mail programs write them, in many languages, each with the part an agent should see first."""

# ruff: noqa: E501 - a mail's lines are as long as they are

from dataclasses import dataclass


@dataclass(frozen=True)
class Sample:
    """One reply; exactly one of `text` and `html` holds it."""

    name: str
    visible: str
    text: str = ""
    html: str = ""
    subject: str = "Re: order"


OLD = "We have sent your parcel today.\n\nKind regards\nYour shop"
MARKED = "> We have sent your parcel today.\n>\n> Kind regards\n> Your shop"
OLD_HTML = "<div>We have sent your parcel today.</div><div>Your shop</div>"


def _gmail(answer: str, attribution: str) -> str:
    return (
        f'<div dir="ltr">{answer}</div><br><div class="gmail_quote gmail_quote_container">'
        f'<div dir="ltr" class="gmail_attr">{attribution}<br></div>'
        f'<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex">{OLD_HTML}</blockquote></div>'
    )


def _outlook_text(answer: str, sender: str, sent: str, to: str, subject: str, rule: str = "_" * 32) -> str:
    return (
        f"{answer}\n\n{rule}\n{sender}: Shop <shop@shop.example>\n{sent}: Monday, 23 November 2026 10:00\n"
        f"{to}: Anna <anna@buyer.example>\n{subject}: Re: order\n\n{OLD}"
    )


TEXTS = (
    Sample("an attribution and nothing below", "Right", "Right\n\nOn Mon, Nov 23, 2026 at 10:00 AM Shop <shop@shop.example> wrote:\n"),
    Sample("a name alone wrote", "Right", f"Right\n\nThe shop wrote:\n\n{MARKED}"),
    Sample("weekday on the line above", "Right", f"Right\n\nOn Monday,\n23 November 2026 10:00 Shop <shop@shop.example> wrote:\n{MARKED}"),
    Sample("gmail en", "Thanks!", f"Thanks!\n\nOn Mon, Nov 23, 2026 at 10:00 AM Shop <shop@shop.example> wrote:\n\n{MARKED}"),
    Sample("gmail en wrapped", "Thanks!", f"Thanks!\n\nOn Mon, Nov 23, 2026 at 10:00 AM The Very Long Shop Name <\nshop@shop.example> wrote:\n\n{MARKED}"),
    Sample("gmail es", "Gracias", f"Gracias\n\nEl lun, 23 nov 2026 a las 10:00, Tienda (<shop@shop.example>) escribió:\n\n{MARKED}"),
    Sample("gmail zh-CN", "谢谢", f"谢谢\n\nShop <shop@shop.example> 于2026年11月23日周一 10:00写道：\n\n{MARKED}"),
    Sample("gmail zh-TW", "謝謝", f"謝謝\n\nShop <shop@shop.example> 於 2026年11月23日 週一 上午10:00寫道：\n\n{MARKED}"),
    Sample("gmail pt-BR", "Obrigado", f"Obrigado\n\nEm seg., 23 de nov. de 2026 às 10:00, Loja <shop@shop.example> escreveu:\n\n{MARKED}"),
    Sample("gmail pl", "Dziękuję", f"Dziękuję\n\npon., 23 lis 2026 o 10:00 Sklep <shop@shop.example> napisał(a):\n\n{MARKED}"),
    Sample("gmail fr", "Merci", f"Merci\n\nLe lun. 23 nov. 2026 à 10:00, Boutique <shop@shop.example> a écrit :\n\n{MARKED}"),
    Sample("gmail de", "Danke", f"Danke\n\nAm Mo., 23. Nov. 2026 um 10:00 Uhr schrieb Laden <shop@shop.example>:\n\n{MARKED}"),
    Sample("gmail it", "Grazie", f"Grazie\n\nIl giorno lun 23 nov 2026 alle ore 10:00 Negozio <shop@shop.example> ha\nscritto:\n\n{MARKED}"),
    Sample("gmail nl", "Dank je", f"Dank je\n\nOp ma 23 nov 2026 om 10:00 schreef Winkel <shop@shop.example>:\n\n{MARKED}"),
    Sample("gmail ja", "ありがとう", f"ありがとう\n\n2026年11月23日(月) 10:00 Shop <shop@shop.example>:\n\n{MARKED}"),
    Sample("gmail ko", "감사합니다", f"감사합니다\n\n2026년 11월 23일 (월) 오전 10:00, Shop <shop@shop.example>님이 작성:\n\n{MARKED}"),
    Sample("gmail ru", "Спасибо", f"Спасибо\n\nпн, 23 нояб. 2026 г. в 10:00, Shop <shop@shop.example>:\n\n{MARKED}"),
    Sample("gmail ar", "شكرا", f"شكرا\n\n‫في الاثنين، 23 نوفمبر 2026 في 10:00 ص تمت كتابة ما يلي بواسطة ‪Shop‬‏ <‪shop@shop.example‬‏>:‬\n\n{MARKED}"),
    Sample("gmail he", "תודה", f"תודה\n\n‫בתאריך יום ב׳, 23 בנוב׳ 2026 ב-10:00 מאת ‪Shop‬‏ <‪shop@shop.example‬‏>:‬\n\n{MARKED}"),
    Sample("gmail tr", "Teşekkürler", f"Teşekkürler\n\nShop <shop@shop.example>, 23 Kas 2026 Pzt, 10:00 tarihinde şunu yazdı:\n\n{MARKED}"),
    Sample("gmail vi", "Cảm ơn", f"Cảm ơn\n\nVào Th 2, 23 thg 11, 2026 vào lúc 10:00 Shop <shop@shop.example> đã viết:\n\n{MARKED}"),
    Sample("gmail th", "ขอบคุณ", f"ขอบคุณ\n\nในวันที่ จ. 23 พ.ย. 2026 เวลา 10:00 Shop <shop@shop.example> เขียนว่า:\n\n{MARKED}"),
    Sample("apple en", "Fine, thanks", f"Fine, thanks\n\nSent from my iPhone\n\n> On 23 Nov 2026, at 10:00, Shop <shop@shop.example> wrote:\n> \n{MARKED}"),
    Sample("apple de", "Alles klar", f"Alles klar\n\nVon meinem iPhone gesendet\n\n> Am 23.11.2026 um 10:00 schrieb Shop <shop@shop.example>:\n> \n{MARKED}"),
    Sample("apple zh", "好的，谢谢", f"好的，谢谢\n\n发自我的iPhone\n\n> 在 2026年11月23日，10:00，Shop <shop@shop.example> 写道：\n> \n{MARKED}"),
    Sample("apple de, no address", "Gut", f"Gut\n\nAm 23. November 2026 um 10:00 schrieb Der Laden:\n\n{MARKED}"),
    Sample("outlook en", "Fine", _outlook_text("Fine", "From", "Sent", "To", "Subject")),
    Sample("outlook de", "Gut", _outlook_text("Gut", "Von", "Gesendet", "An", "Betreff")),
    Sample("outlook fr", "Bien", _outlook_text("Bien", "De ", "Envoyé ", "À ", "Objet ")),
    Sample("outlook es", "Bien", _outlook_text("Bien", "De", "Enviado", "Para", "Asunto")),
    Sample("outlook it", "Bene", _outlook_text("Bene", "Da", "Inviato", "A", "Oggetto")),
    Sample("outlook pt", "Bem", _outlook_text("Bem", "De", "Enviado", "Para", "Assunto")),
    Sample("outlook nl", "Goed", _outlook_text("Goed", "Van", "Verzonden", "Aan", "Onderwerp")),
    Sample("outlook pl", "Dobrze", _outlook_text("Dobrze", "Od", "Wysłano", "Do", "Temat")),
    Sample("outlook sv", "Bra", _outlook_text("Bra", "Från", "Skickat", "Till", "Ämne")),
    Sample("outlook cs", "Dobře", _outlook_text("Dobře", "Od", "Odesláno", "Komu", "Předmět")),
    Sample("outlook zh", "好的", _outlook_text("好的", "发件人", "发送时间", "收件人", "主题")),
    Sample("outlook ja", "了解です", _outlook_text("了解です", "差出人", "送信日時", "宛先", "件名")),
    Sample("outlook ko", "네", _outlook_text("네", "보낸 사람", "보낸 날짜", "받는 사람", "제목")),
    Sample("outlook ru", "Хорошо", _outlook_text("Хорошо", "От", "Отправлено", "Кому", "Тема")),
    Sample("outlook bold, no rule", "Fine", "Fine\n\n*From:* Shop <shop@shop.example>\n*Sent:* Monday, 23 November 2026 10:00\n*To:* Anna\n*Subject:* order\n\n" + OLD),
    Sample("outlook classic", "Fine", f"Fine\n\n-----Original Message-----\nFrom: Shop\nSent: Monday\n\n{OLD}"),
    Sample("outlook classic de", "Gut", f"Gut\n\n-----Ursprüngliche Nachricht-----\nVon: Shop\n\n{OLD}"),
    Sample("qq", "收到了，谢谢", f"收到了，谢谢\n\n\n------------------ 原始邮件 ------------------\n发件人: \"Shop\" <shop@shop.example>;\n发送时间: 2026年11月23日(星期一) 上午10:00\n收件人: \"Anna\"<anna@buyer.example>;\n主题: 订单\n\n{OLD}"),
    Sample("qq, original in english", "收到", f"收到\n\n------------------ Original ------------------\nFrom: \"Shop\" <shop@shop.example>;\n\n{OLD}"),
    Sample("163 web", "还没有收到货", f"还没有收到货\n\n\n\n\n\n在 2026-11-23 10:00:00，\"Shop\" <shop@shop.example> 写道：\n\n{OLD}"),
    Sample("163 web en", "Not yet", f"Not yet\n\nAt 2026-11-23 10:00:00, \"Shop\" <shop@shop.example> wrote:\n\n{OLD}"),
    Sample("netease master", "好", f"好\n\n---- 回复的原邮件 ----\n| 发件人 | Shop<shop@shop.example> |\n| 日期 | 2026年11月23日 10:00 |\n\n{OLD}"),
    Sample("foxmail", "已收到", f"已收到\n\n发件人： Shop\n发送时间： 2026-11-23 10:00\n收件人： anna\n主题： 订单\n{OLD}"),
    Sample("yahoo", "No, not yet", f"No, not yet\n\n    On Monday, November 23, 2026, 10:00:00 AM GMT+1, Shop <shop@shop.example> wrote:  \n \n {OLD}"),
    Sample("yahoo ja", "まだです", f"まだです\n\n----- Original Message -----\n> From: Shop\n{MARKED}"),
    Sample("thunderbird en", "Hello again", f"Hello again\n\nOn 23/11/2026 10:00, Shop wrote:\n{MARKED}"),
    Sample("thunderbird fr", "Re-bonjour", f"Re-bonjour\n\nLe 23/11/2026 à 10:00, Boutique a écrit :\n{MARKED}"),
    Sample("mutt", "Indeed.", f"Indeed.\n\nShop <shop@shop.example> wrote:\n{MARKED}"),
    Sample("no attribution", "Yes please", f"Yes please\n\n{MARKED}"),
    Sample("a wrapped quote", "Yes", "Yes\n\n> This marked line is so long that some relay has wrapped it and left the\nrest unmarked\n> and it goes on"),
    Sample("signature before the quote", "Thanks", f"Thanks\n\n-- \nAnna Buyer\nTel. 123\n\nOn Mon, Nov 23, 2026 at 10:00 AM Shop <shop@shop.example> wrote:\n{MARKED}"),
    Sample("signature alone", "Where is it?", "Where is it?\n\n-- \nAnna Buyer\nBuyer street 1"),
    Sample("phone signature alone", "Where is it?", "Where is it?\n\nSent from my iPhone"),
    Sample("signature after the quote", "Top answer", f"Top answer\n\nOn Mon, Nov 23, 2026 at 10:00 AM Shop <shop@shop.example> wrote:\n{MARKED}\n\n-- \nAnna"),
    Sample("short signature", "Where is it?", "Where is it?\n--\nAnna Buyer\nTel. 123"),
    Sample("samsung de", "Wo?", "Wo?\n\nVon meinem Samsung Galaxy gesendet"),
    Sample("huawei zh", "在哪里", "在哪里\n\n发自我的华为手机"),
    Sample("outlook zh", "在哪里", "在哪里\n\n获取 Outlook for iOS"),
    Sample("russian separator", "Да", f"Да\n\n-------- Исходное сообщение --------\nОт: Shop\n\n{OLD}"),
)  # fmt: skip

HTMLS = (
    Sample("gmail html", "Thanks!", html=_gmail("Thanks!", "On Mon, Nov 23, 2026 at 10:00 AM Shop &lt;<a href='mailto:shop@shop.example'>shop@shop.example</a>&gt; wrote:")),
    Sample("other ids and comments", "Yes", html=f'<div id="reply"><!-- x -->Yes</div><blockquote type="cite">{OLD_HTML}</blockquote>'),
    Sample("gmail html hi", "धन्यवाद", html=_gmail("धन्यवाद", "सोम, 23 नव॰ 2026 को 10:00 पर Shop ने लिखा")),
    Sample("apple html", "Fine, thanks", html=f'<html><body>Fine, thanks<div><br><blockquote type="cite"><div>On 23 Nov 2026, at 10:00, Shop wrote:</div><br>{OLD_HTML}</blockquote></div></body></html>'),
    Sample("iphone html", "Fine", html=f'<div dir="ltr">Fine</div><div dir="ltr"><br>Sent from my iPhone</div><div dir="ltr"><br><blockquote type="cite">On 23 Nov 2026, at 10:00, Shop wrote:<br></blockquote></div><blockquote type="cite">{OLD_HTML}</blockquote>'),
    Sample("outlook.com html", "Yes, please", html=f'<div>Yes, please</div><div id="appendonsend"></div><hr style="width:98%"><div id="divRplyFwdMsg" dir="ltr"><b>From:</b> Shop<br><b>Sent:</b> Monday</div>{OLD_HTML}'),
    Sample("outlook desktop html", "Yes, please", html=f'<div class=WordSection1><p class=MsoNormal>Yes, please</p><div><div style=\'border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in\'><p class=MsoNormal><b>Von:</b> Laden<br><b>Gesendet:</b> Montag</p></div></div>{OLD_HTML}</div>'),
    Sample("outlook desktop cm", "Ja bitte", html=f'<p>Ja bitte</p><div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p><b>Von:</b> Laden</p></div>{OLD_HTML}'),
    Sample("outlook forwarded through exchange", "Yes", html=f'<div>Yes</div><div id="x_divRplyFwdMsg">From: Shop</div>{OLD_HTML}'),
    Sample("new outlook mac", "Sure", html=f'<div>Sure</div><div id="mail-editor-reference-message-container"><div><b>From: </b>Shop</div>{OLD_HTML}</div>'),
    Sample("outlook mobile", "Sure", html=f'<div>Sure</div><div id="ms-outlook-mobile-body-separator-line"><br></div>{OLD_HTML}'),
    Sample("yahoo html", "Not here yet", html=f'<div>Not here yet</div><div id="yahoo_quoted_123" class="yahoo_quoted"><div>On Monday, Shop wrote:</div>{OLD_HTML}</div>'),
    Sample("gmx html", "Noch nicht da", html=f'<div>Noch nicht da<div name="quote" style="margin:10px">Gesendet: Montag{OLD_HTML}</div></div>'),
    Sample("proton html", "Thanks", html=f'<div>Thanks</div><div class="protonmail_quote">On Monday, Shop wrote:{OLD_HTML}</div>'),
    Sample("thunderbird html", "Hello again", html=f'<p>Hello again</p><div class="moz-cite-prefix">On 23/11/2026 10:00, Shop wrote:<br></div><blockquote type="cite" cite="mid:x">{OLD_HTML}</blockquote>'),
    Sample("older thunderbird", "Hello", html=f'<p>Hello</p>Am 23.11.2026 um 10:00 schrieb Laden (shop@shop.example):<blockquote type="cite">{OLD_HTML}</blockquote>'),
    Sample("qq html", "已收到", html=f'<div>已收到</div><div><br></div><div style="font-size: 12px;padding:2px 0 2px 0;">------------------&nbsp;原始邮件&nbsp;------------------</div><div style="font-size: 12px;background:#efefef;padding:8px;"><div><b>发件人:</b>&nbsp;Shop</div></div>{OLD_HTML}'),
    Sample("qq html comment", "已收到", html=f"<div>已收到</div><!-- originalMessage --><div>From: Shop</div>{OLD_HTML}"),
    Sample("163 html", "谢谢", html=f'<div>谢谢</div><blockquote id="isReplyContent" style="PADDING-LEFT: 1ex">在 2026-11-23，"Shop" 写道：{OLD_HTML}</blockquote>'),
    Sample("netease master html", "好", html=f'<div>好</div><div class="ntes-mailmaster-quote"><div>---- 回复的原邮件 ----</div>{OLD_HTML}</div>'),
    Sample("mail.ru html", "Да", html=f'<div>Да</div><blockquote id="mail-app-auto-quote">{OLD_HTML}</blockquote>'),
    Sample("zimbra html", "Yes", html=f'<div>Yes</div><hr id="zwchr"><div>From: Shop</div>{OLD_HTML}'),
    Sample("spark html", "Yes", html=f'<div>Yes</div><div name="messageReplySection">On Monday, Shop wrote:{OLD_HTML}</div>'),
    Sample("webmail html without marks", "Bien", html=f"<div>Bien</div><div>-----Message d'origine-----</div>{OLD_HTML}"),
)  # fmt: skip

ALL_VISIBLE = (
    Sample("interleaved answers", "", "On Mon, Nov 23, 2026 at 10:00 AM Shop <shop@shop.example> wrote:\n> Did it come?\n\nNo.\n\n> Shall we send another?\n\nYes."),
    Sample("answers between, greeting above", "", "Hi,\n\n> Did it come?\n\nNo.\n\n> Shall we send another?\n\nYes."),
    Sample("answer below", "", f"On 23/11/2026 10:00, Shop wrote:\n{MARKED}\n\nNo, nothing came."),
    Sample("all quote", "", MARKED),
    Sample("forward", "", f"Please see below.\n\n---------- Forwarded message ---------\nFrom: Shop <shop@shop.example>\nDate: Mon, Nov 23, 2026\nSubject: order\nTo: anna\n\n{OLD}"),
    Sample("forward zh", "", f"请看下面\n\n---------- 转发邮件 ----------\n发件人: Shop\n日期: 2026\n主题: x\n\n{OLD}"),
    Sample("outlook forward", "", _outlook_text("Please see below", "From", "Sent", "To", "Subject"), subject="FW: order"),
    Sample("apple forward", "", f"Hi\n\nBegin forwarded message:\n\n--- Begin forwarded message: ---\n\n{OLD}"),
    Sample("words about writing", "", "Your colleague wrote on 3 March 2026 to me, see here:\n\nWe will refund you.\n\nPlease do."),
    Sample("a list that ends in a colon", "", "My address is anna@buyer.example since 2026, and I want:\n\n- one\n- two"),
    Sample("a greeting", "", "Dear shop:\n\nwhere is my parcel 2026?"),
    Sample("one field only", "", "From: my house to yours it took 3 days.\n\nBye"),
    Sample("a signature alone", "", "-- \nAnna"),
    Sample("a last line like a phone's", "", "Hallo,\n\nVon meinem Konto wurde zweimal abgebucht"),
    Sample("a line drawn by hand", "", "Hello\n--\nOrder 1 came broken.\nWhat now?"),
    Sample("a long text below a drawn line", "", "Hello\n--\na\nb\nc\nd\ne\nf"),
)  # fmt: skip

ALL_VISIBLE_HTML = (
    Sample("gmail interleaved", "", html=f'<div class="gmail_quote"><div class="gmail_attr">On Monday, Shop wrote:</div><blockquote class="gmail_quote">{OLD_HTML}</blockquote><div>No, not yet.</div><blockquote class="gmail_quote">More</blockquote></div>'),
    Sample("answer below a cite", "", html=f'<div>Hi</div><blockquote type="cite">{OLD_HTML}</blockquote><div>Nothing came.</div>'),
    Sample("gmail forward", "", html=f'<div>See below</div><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>From: Shop</div>{OLD_HTML}</div>'),
    Sample("thunderbird forward", "", html=f'<div>See below</div><div class="moz-forward-container">-------- Forwarded Message --------{OLD_HTML}</div>'),
    Sample("all quote html", "", html=f'<blockquote type="cite">{OLD_HTML}</blockquote>'),
)  # fmt: skip
