"""Real servers for tests: PostgreSQL, Dovecot and gnome-keyring, started on free ports and stopped by pid."""
