"""The worked examples of the platforms' own documents, and ours for what they leave out."""

from app.connectors.signing import hex_hmac, joined, sign_sorted

LAZADA = {
    "access_token": "test", "app_key": "123456", "order_id": "1234", "sign_method": "sha256",
    "timestamp": "1517820392000",
}  # fmt: skip


def test_lazadas_own_example_is_reproduced() -> None:
    expected = "4190D32361CFB9581350222F345CB77F3B19F0E31D162316848A2C1FFD5FAB4A"
    assert sign_sorted("helloworld", "/order/get", LAZADA) == expected


def test_neither_order_nor_an_old_signature_nor_empty_values_matter() -> None:
    shuffled = dict(reversed(LAZADA.items())) | {"sign": "old", "remark": ""}
    assert sign_sorted("helloworld", "/order/get", shuffled) == sign_sorted(
        "helloworld", "/order/get", LAZADA
    )


def test_text_in_any_script_is_signed_as_it_is() -> None:
    message = {
        "access_token": "test", "session_id": "100094063_2_1011822749_1_103", "app_key": "123456",
        "sign_method": "sha256", "template_id": "1", "timestamp": "1700000000000", "txt": "您好 👋",
    }  # fmt: skip
    assert joined(message).endswith("txt您好 👋")
    assert sign_sorted("helloworld", "/im/message/send", message) != sign_sorted(
        "helloworld", "/im/message/send", {**message, "txt": "%E6%82%A8"}
    )


def test_a_push_is_checked_over_its_raw_bytes() -> None:
    assert hex_hmac("secret", b"body") == hex_hmac("secret", "body")
