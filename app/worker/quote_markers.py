"""The words by which mail programs in many languages announce an older mail: data only, no rules.

Languages: en de fr es it pt nl pl cs sk da sv no fi hu ro ru uk bg el tr he ar ja ko zh (both scripts) th vi id.
Everything is lower case and free of surrounding punctuation, because the scanner compares it that way.
"""

FROM = "from"
SENT = "sent"
TO = "to"
SUBJECT = "subject"

_FIELDS = {
    FROM: (
        "from|von|de|da|van|od|fra|från|lähettäjä|feladó|expeditor|от|отправитель|від|"
        "από|kimden|gönderen|מאת|من|差出人|送信者|보낸 사람|보낸사람|发件人|寄件人|寄件者|發件人|"
        "发自|จาก|từ|người gửi|dari|remitente|expéditeur|mittente|remetente|absender|afzender|nadawca|"
        "odesílatel|odosielateľ"
    ),
    SENT: (
        "sent|date|gesendet|datum|envoyé|envoyé le|enviado|enviado el|enviada em|enviado em|fecha|"
        "data|inviato|verzonden|wysłano|wysłane|odesláno|odoslané|dátum|sendt|dato|skickat|"
        "lähetetty|päivämäärä|pvm|elküldve|trimis|дата|отправлено|надіслано|"
        "изпратено|ημερομηνία|στάλθηκε|tarih|gönderildi|gönderme tarihi|נשלח|"
        "תאריך|تاريخ|التاريخ|تم الإرسال|الإرسال|送信日時|日時|送信|日付|보낸 날짜|날짜|보낸날짜|"
        "发送时间|发送日期|日期|时间|寄件日期|發送時間|傳送時間|วันที่|ส่ง|đã gửi|ngày|gửi|tanggal|"
        "dikirim|terkirim"
    ),
    TO: (
        "to|an|à|a|para|aan|naar|do|til|till|vastaanottaja|címzett|către|catre|кому|до|προς|"
        "kime|alıcı|אל|إلى|الى|宛先|받는 사람|받는사람|收件人|收件者|ถึง|đến|tới|kepada|"
        "destinatario|destinataire|komu|pre"
    ),
    SUBJECT: (
        "subject|betreff|objet|asunto|oggetto|assunto|onderwerp|temat|předmět|predmet|emne|ämne|aihe|"
        "tárgy|subiect|тема|относно|θέμα|konu|נושא|الموضوع|موضوع|件名|제목|主题|主旨|"
        "主題|เรื่อง|หัวเรื่อง|chủ đề|tiêu đề|subjek|perihal"
    ),
}

FIELD_ROLES: dict[str, str] = {}
"""What a word before a colon names in the head of a quoted mail."""
for _role, _words in _FIELDS.items():
    for _word in _words.split("|"):
        FIELD_ROLES.setdefault(_word, _role)

_WROTE = (
    "wrote|writes|schrieb|geschrieben|schreef|a écrit|écrit|escribió|escribio|ha scritto|scrisse|"
    "escreveu|napisał|napisała|napisał(a)|napisał/a|napisal|napísal|napsal|napsal(a)|skrev|"
    "skrev följande|kirjoitti|ezt írta|írta|a scris|написал|написал(а)|"
    "написала|пишет|пише|написав|написа|έγραψε|yazdı|şunu yazdı|"
    "yazmış|כתב|כתבה|מאת|كتب|كتبت|さんは書きました|は書きました|のメール|님이 작성|님이 쓴 글|작성|"
    "写道|寫道|写了|เขียนว่า|เขียน|đã viết|viết|menulis"
)
WROTE = tuple(_WROTE.split("|"))
"""What the line above a quote ends with (before its colon)."""

_OPENERS = (
    "on |at |am |le |el |il |em |op |dnia |w dniu |dne |dňa |den |ons |tor |fre |lør |søn |man |"
    "tir |mån |tis |lör |sön |vào |pada |ב-|בתאריך|في |بتاريخ |在 |于 |於 |στις |в |вт|ср|"
    "чт|пт|сб|вс|пн|tarihinde|a(z) |ma |ke |to |pe |la |su |ti |pon|wt|śr|czw|pt|sob|niedz|"
    "po |út |st |čt |pá |so |ne |în |pe data "
)
OPENERS = tuple(_OPENERS.split("|"))
"""How a wrapped "On … wrote:" begins, to find its first line."""

_ORIGINAL = (
    "original message|original|original appointment|original email|originalnachricht|"
    "ursprüngliche nachricht|message d'origine|message original|message initial|mensaje original|"
    "messaggio originale|mensagem original|oorspronkelijk bericht|oorspronkelijke bericht|"
    "wiadomość oryginalna|oryginalna wiadomość|původní zpráva|pôvodná správa|oprindelig meddelelse|"
    "original meddelelse|ursprungligt meddelande|originalmeddelande|opprinnelig melding|"
    "alkuperäinen viesti|eredeti üzenet|mesaj original|исходное сообщение|"
    "оригинальное сообщение|оригінальне повідомлення|"
    "оригинално съобщение|αρχικό μήνυμα|orijinal mesaj|özgün ileti|"
    "הודעה מקורית|الرسالة الأصلية|رسالة أصلية|元のメッセージ|オリジナルメッセージ|"
    "original message 元のメール|원본 메시지|원본 메일|원본메일|原始邮件|原始郵件|原邮件|原郵件|"
    "回复的原邮件|回复的邮件|回覆的原郵件|原始信息|原始訊息|原始消息|ข้อความต้นฉบับ|ข้อความเดิม|"
    "thư gốc|tin nhắn gốc|pesan asli|replied message|reply message|reply above this line|"
    "please type your reply above this line|reply to this email above this line"
)
ORIGINAL = frozenset(_ORIGINAL.split("|"))
"""Words between dashes above a quoted mail."""

_FORWARDED = (
    "forwarded message|begin forwarded message|forwarded mail|weitergeleitete nachricht|"
    "anfang der weitergeleiteten nachricht|message transféré|début du message transféré|"
    "début du message réexpédié|mensaje reenviado|inicio del mensaje reenviado|messaggio inoltrato|"
    "inizio messaggio inoltrato|mensagem encaminhada|mensagem reencaminhada|"
    "início da mensagem encaminhada|doorgestuurd bericht|begin doorgestuurd bericht|"
    "przekazana wiadomość|wiadomość przekazana dalej|přeposlaná zpráva|preposlaná správa|"
    "videresendt meddelelse|videresendt melding|vidarebefordrat meddelande|vidarebefordrat brev|"
    "välitetty viesti|edelleenlähetetty viesti|továbbított üzenet|mesaj redirecționat|"
    "пересылаемое сообщение|"
    "начало переадресованного сообщения|"
    "переслане повідомлення|препратено съобщение|"
    "προωθημένο μήνυμα|yönlendirilmiş ileti|iletilen mesaj|הודעה שהועברה|"
    "رسالة معاد توجيهها|رسالة محولة|転送メッセージ|転送されたメッセージ|전달된 메시지|전달된 메일|"
    "转发邮件|转发的邮件|轉寄郵件|轉發郵件|转发邮件信息|转发的邮件信息|轉寄的郵件|已轉寄郵件|"
    "ข้อความที่ส่งต่อ|thư đã chuyển tiếp|tin nhắn được chuyển tiếp|pesan terusan|"
    "pesan yang diteruskan"
)
FORWARDED = frozenset(_FORWARDED.split("|"))
"""The same above a forwarded mail: there the older mail is the matter itself and stays visible."""

_FORWARD_SUBJECTS = (
    "fw:|fwd:|wg:|tr:|rv:|i:|enc:|rvs:|vs:|vb:|pd:|doorst:|转发:|转发：|轉寄:|轉寄：|轉發:|転送:|전달:|"
    "пересл:"
)
FORWARD_SUBJECTS = tuple(_FORWARD_SUBJECTS.split("|"))
"""How a forward's subject begins."""

_SENT_FROM = (
    "sent from my |sent from mail for |sent from outlook|sent from yahoo mail|sent via |"
    "get outlook for |von meinem |gesendet von |von meiner |gesendet mit |envoyé de mon |"
    "envoyé depuis |envoyé à partir |télécharger outlook|enviado desde mi |enviado desde |"
    "obtener outlook|inviato da |inviato dal |enviado do meu |enviado a partir |verzonden vanaf |"
    "verstuurd vanaf |wysłane z |wysłano z |odesláno z |odoslané z |sendt fra min|sendt fra |"
    "skickat från |lähetetty |küldve az |trimis de pe |отправлено с |"
    "отправлено из |надіслано з |изпратено от |στάλθηκε από |"
    "iphone'umdan gönderildi|نرسل من|أرسلت من |נשלח מה|iphoneから送信|android から|ipadから送信|"
    "나의 iphone에서 보냄|iphone에서 보냄|발신: |发自我的|發自我的|从我的 |來自我的|"
    "从 windows 版邮件发送|获取 outlook|发自 outlook|ส่งจาก|được gửi từ |gửi từ |dikirim dari "
)
SENT_FROM = tuple(_SENT_FROM.split("|"))
"""How a phone or program signs under a reply; the line must also name a device or program."""

_DEVICES = (
    "iphone|ipad|ipod|android|galaxy|samsung|huawei|honor|xiaomi|redmi|oppo|vivo|oneplus|pixel|nokia|sony|"
    "motorola|blackberry|smartphone|phone|handy|mobil|móvil|móviles|celular|cellulare|telefon|téléphone|"
    "teléfono|telefone|телефон|tablet|mail|outlook|yahoo|gmx|web.de|windows|proton|spark|手机|手機|邮箱|郵件|邮件|"
    "iphone'umdan|스마트폰|携帯|スマホ|هاتف|جوال|الآيفون|נייד|มือถือ|điện thoại|ponsel"
)
DEVICES = tuple(_DEVICES.split("|"))
"""What such a line names."""
