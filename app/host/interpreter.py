"""How this process runs Python: threads take turns often, and the search for dead circles is rare."""

import gc
import sys

TURN = 0.0005
"""seconds after which a thread lets another one run: with the usual 5 ms the screen stutters while mail is read"""
YOUNG = 50_000
"""new objects before circles among them are looked for: what is read from the store makes none, and looking after every
700 took a twentieth of taking in"""


def tune() -> None:
    """For the program's own process, at its start."""
    sys.setswitchinterval(TURN)
    gc.set_threshold(YOUNG, 20, 50)
