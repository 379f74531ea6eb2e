"""What stands before the first rows when a person must help: the key, the passphrase, a damaged file."""
