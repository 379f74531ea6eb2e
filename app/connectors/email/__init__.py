"""Plain e-mail: any mailbox that speaks IMAP and SMTP."""
