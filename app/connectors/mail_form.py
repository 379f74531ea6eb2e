"""The form of a mailbox login; every channel that reads or sends mail asks for the same."""

from dataclasses import replace

from app.domain.ports import FormField, LoginForm

SECURITY = (("tls", "TLS"), ("starttls", "STARTTLS"), ("none", "field_security_none"))
MAILBOX = LoginForm(
    role="mail",
    channel="email",
    explanation="explain_mail_login",
    finds_settings=True,
    fields=(
        FormField("address", "field_address"),
        FormField(
            "password",
            "field_password",
            kind="secret",
            hint="hint_mail_password",
            required=False,
            instead="auth=xoauth2",
        ),
        FormField("sender_name", "field_sender_name", required=False),
        FormField("username", "field_username", required=False, hint="hint_username", advanced=True),
        FormField(
            "auth",
            "field_auth",
            kind="choice",
            default="password",
            choices=(("password", "field_auth_password"), ("xoauth2", "OAuth 2")),
            advanced=True,
        ),
        FormField("client_id", "field_client_id", required=False, advanced=True),
        FormField("client_secret", "field_client_secret", kind="secret", required=False, advanced=True),
        FormField("consent_url", "field_consent_url", required=False, advanced=True),
        FormField("token_url", "field_token_url", required=False, advanced=True),
        FormField("scopes", "field_scopes", required=False, advanced=True),
        FormField("imap_host", "field_imap_host", advanced=True),
        FormField("imap_port", "field_imap_port", kind="number", default="993", advanced=True),
        FormField(
            "imap_security",
            "field_imap_security",
            kind="choice",
            default="tls",
            choices=SECURITY,
            advanced=True,
        ),
        FormField("smtp_host", "field_smtp_host", advanced=True),
        FormField("smtp_port", "field_smtp_port", kind="number", default="465", advanced=True),
        FormField(
            "smtp_security",
            "field_smtp_security",
            kind="choice",
            default="tls",
            choices=SECURITY,
            advanced=True,
        ),
        FormField(
            "files_copies",
            "field_files_copies",
            kind="choice",
            default="no",
            choices=(("no", "field_no"), ("yes", "field_yes")),
            advanced=True,
        ),
        FormField(
            "marks_read",
            "field_marks_read",
            kind="choice",
            default="no",
            choices=(("no", "field_no"), ("yes", "field_yes")),
            advanced=True,
        ),
    ),
)
RELAY_MAILBOX = replace(MAILBOX, explanation="explain_relay_mail_login")
"""of a platform whose mails are all that is wanted from the mailbox"""
