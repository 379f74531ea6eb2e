"""Shops and settings: connecting, keeping connected, people, what could not be read, and what support asks for."""
