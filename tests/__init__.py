"""Tests of Quayside; a regular package, so that no library's own `tests` folder can stand in front of it."""
