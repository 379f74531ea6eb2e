"""Lazada: orders and returns in the background, chat only when a person asks, one consent for six countries."""
