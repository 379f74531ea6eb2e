"""Widgets: they ask the desk, paint what they are given, and never wait."""
