"""Meaning: what a conversation, an order, a shop is. Standard library only; no I/O, no clock, no randomness."""
