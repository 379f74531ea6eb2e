"""The machine we run on: folders, settings, clock, log, keyring, sealed secrets, disk."""
