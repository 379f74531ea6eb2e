"""Doors to the places customers write from; a folder in here is a channel."""
