"""A relay's mail that does not come from where it says is marked; what nobody has judged is not."""

import pytest

from app.connectors.mail_trust import SUSPECT, suspicion
from tests.connectors.letters import a_mail


@pytest.mark.parametrize(
    ("found", "suspected"),
    [
        ("", False),
        ("mx.example; spf=pass smtp.mailfrom=a.example; dkim=pass header.d=a.example", False),
        ("mx.example; spf=fail; dkim=pass", False),  # forwarded
        ("mx.example; spf=softfail; dkim=none", False),
        ("mx.example; spf=fail; dkim=none", True),
        ("mx.example; SPF=Fail; DKIM=FAIL", True),
        ("mx.example; spf=none; dkim=permerror", True),
        ("mx.example; spf=pass; dkim=pass; dmarc=fail (p=reject)", True),
    ],
)
def test_only_what_failed_and_nothing_vouches_for_is_suspected(found: str, suspected: bool) -> None:
    mail = a_mail(headers={"authentication-results": found} if found else {})
    assert suspicion(mail) == ((SUSPECT,) if suspected else ())
