"""The one way out: HTTP, IMAP, SMTP and sign-in, each over its login's own proxy."""
