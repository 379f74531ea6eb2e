"""The list of conversations: what is waiting, for whom, and how long it may."""
