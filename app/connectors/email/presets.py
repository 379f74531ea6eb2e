"""Mail servers of well-known providers, so that an agent types an address and a password and nothing else.

Data of 2026-11-22. `verified` tells what was read in the provider's own pages from what is common knowledge.
"""

from dataclasses import dataclass

GOOGLE_TOKEN = "https://oauth2.googleapis.com/token"
GOOGLE_CONSENT = "https://accounts.google.com/o/oauth2/v2/auth"
GOOGLE_SCOPE = "https://mail.google.com/"
MICROSOFT = "https://login.microsoftonline.com/common/oauth2/v2.0"
MICROSOFT_SCOPE = (
    "https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access"
)


@dataclass(frozen=True, slots=True)
class Preset:
    """One provider."""

    domains: tuple[str, ...]
    imap_host: str
    smtp_host: str
    smtp_port: int = 465
    smtp_security: str = "tls"
    auth: str = "password"
    files_copies: bool = False
    """the provider stores sent mail by itself"""
    hint: str = ""
    """key of a sentence about the password that this provider wants"""
    token_url: str = ""
    consent_url: str = ""
    scopes: str = ""
    verified: bool = False


PRESETS: tuple[Preset, ...] = (
    Preset(
        ("gmail.com", "googlemail.com"),
        "imap.gmail.com",
        "smtp.gmail.com",
        files_copies=True,
        hint="hint_app_password",
        token_url=GOOGLE_TOKEN,
        consent_url=GOOGLE_CONSENT,
        scopes=GOOGLE_SCOPE,
        verified=True,
    ),
    Preset(
        ("outlook.com", "hotmail.com", "live.com", "msn.com", "office365.com"),
        "outlook.office365.com",
        "smtp.office365.com",
        587,
        "starttls",
        auth="xoauth2",
        files_copies=True,
        token_url=f"{MICROSOFT}/token",
        consent_url=f"{MICROSOFT}/authorize",
        scopes=MICROSOFT_SCOPE,
        verified=True,
    ),
    Preset(("qq.com", "foxmail.com"), "imap.qq.com", "smtp.qq.com", hint="hint_authorisation_code"),
    Preset(("163.com",), "imap.163.com", "smtp.163.com", hint="hint_authorisation_code"),
    Preset(("126.com",), "imap.126.com", "smtp.126.com", hint="hint_authorisation_code"),
    Preset(("aliyun.com",), "imap.aliyun.com", "smtp.aliyun.com"),
    Preset(("exmail.qq.com",), "imap.exmail.qq.com", "smtp.exmail.qq.com", hint="hint_authorisation_code"),
    Preset(("qiye.aliyun.com",), "imap.qiye.aliyun.com", "smtp.qiye.aliyun.com"),
    Preset(("yahoo.com",), "imap.mail.yahoo.com", "smtp.mail.yahoo.com", hint="hint_app_password"),
    Preset(
        ("icloud.com", "me.com"),
        "imap.mail.me.com",
        "smtp.mail.me.com",
        587,
        "starttls",
        hint="hint_app_password",
    ),
    Preset(("zoho.com",), "imap.zoho.com", "smtp.zoho.com", hint="hint_app_password"),
)


def preset(address: str) -> dict[str, str]:
    """Settings for an address; for an unknown provider a guess that `check` will prove or not."""
    domain = address.strip().lower().rpartition("@")[2]
    if not domain:
        return {}
    found = next((one for one in PRESETS if domain in one.domains), None)
    known = found or Preset((domain,), f"imap.{domain}", f"smtp.{domain}")
    return {
        "imap_host": known.imap_host,
        "imap_port": "993",
        "imap_security": "tls",
        "smtp_host": known.smtp_host,
        "smtp_port": str(known.smtp_port),
        "smtp_security": known.smtp_security,
        "auth": known.auth,
        "files_copies": "yes" if known.files_copies else "no",
        "token_url": known.token_url,
        "consent_url": known.consent_url,
        "scopes": known.scopes,
        "hint": known.hint,
        "guessed": "no" if found else "yes",
    }
