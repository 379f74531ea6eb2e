"""Replies on their way: what can be done with each, here and in the conversation."""
