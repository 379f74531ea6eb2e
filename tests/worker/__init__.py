"""What the worker process makes of strangers' mails, and what happens to it when they are hostile."""
