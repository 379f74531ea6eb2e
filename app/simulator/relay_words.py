"""The words around a buyer's text in Amazon's relay mails, per site language; only some were ever seen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RelayWords:
    """One language of the relay. `{name}` and `{order}` stand for what they say."""

    received: str
    begin: str
    end: str
    info: str
    no_reply: str
    subjects: dict[str, str]
    confirmation: str
    order: str


_INFO_EN = (
    "For Your Information: To help arbitrate disputes and preserve trust and safety, we retain all "
    "messages buyers and sellers send through Amazon for two years."
)
WORDS = {
    "en": RelayWords(
        "You have received a message.",
        "Message:",
        "End message",
        _INFO_EN,
        "No response needed",
        {
            "": "Inquiry from Amazon customer {name}",
            "where": "Order delivery inquiry from Amazon customer {name}",
            "presale": "Product details inquiry from Amazon customer {name}",
            "return": "Return policy inquiry from Amazon customer {name}",
            "cancel": "Order cancellation request from Amazon customer {name}",
            "wrong_colour": "Exchange request for order",
        },
        "Your e-mail to {name}",
        " (Order: {order})",
    ),
    "de": RelayWords(
        "Sie haben eine Nachricht erhalten.",
        "Nachricht:",
        "Ende der Nachricht",
        "Zu Ihrer Information: Zur Klärung von Streitfällen bewahren wir alle Nachrichten zwei Jahre auf.",
        "Keine Antwort erforderlich",
        {
            "": "Anfrage von Amazon-Kunde {name}",
            "where": "Paket nicht angekommen: Anfrage von Amazon-Kunde {name}",
            "presale": "Frage zu Produktdetails von Amazon-Kunde {name}",
            "return": "Anfrage zur Rückgabe von Amazon-Kunde {name}",
        },
        "Ihre E-Mail an {name}",
        "(Bestellung: {order})",
    ),
    "es": RelayWords(
        "Ha recibido un mensaje.",
        "Mensaje:",
        "Finalizar mensaje",
        "Para su información: conservamos todos los mensajes durante dos años para resolver disputas.",
        "No se necesita respuesta",
        {
            "": "Consulta del cliente de Amazon {name}",
            "where": "Consulta sobre la entrega del cliente de Amazon {name}",
            "presale": "Consulta sobre el producto del cliente de Amazon {name}",
        },
        "Su mensaje a {name}",
        " (Pedido: {order})",
    ),
    "ja": RelayWords(
        "メッセージが届いています。",
        "メッセージ:",
        "メッセージの終わり",
        "参考: 紛争の解決のため、Amazonはすべてのメッセージを2年間保存します。",
        "返信不要",
        {
            "": "Amazonのお客様 {name} からのお問い合わせ",
            "where": "配送に関するお問い合わせ",
            "presale": "商品の詳細に関するお問い合わせ",
        },
        "{name} 様へのEメール",
        "(注文: {order})",
    ),
    "fr": RelayWords(
        "Vous avez reçu un message.",
        "Message :",
        "Fin du message",
        "Pour votre information : nous conservons tous les messages pendant deux ans.",
        "Aucune réponse nécessaire",
        {"": "Demande de renseignements de la part du client Amazon {name}"},
        "Votre e-mail à {name}",
        " (Commande : {order})",
    ),
    "pt": RelayWords(
        "Você recebeu uma mensagem.",
        "Mensagem:",
        "Encerrar mensagem",
        "Para sua informação: guardamos todas as mensagens durante dois anos.",
        "Nenhuma resposta necessária",
        {"": "Detalhes do produto Amazon {name} pergunta do cliente"},
        "Seu e-mail para {name}",
        " (Pedido: {order})",
    ),
}


def words(language: str) -> RelayWords:
    """The relay's words for a site's language, else English."""
    return WORDS.get(language[:2], WORDS["en"])


def subject(language: str, topic: str, name: str, order: str) -> str:
    """The subject of a buyer's message; the order is missing before a purchase."""
    said = words(language)
    base = said.subjects.get(topic) or said.subjects[""]
    return base.format(name=name) + (said.order.format(order=order) if order else "")
