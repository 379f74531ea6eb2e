"""How the program was asked to start: what stood on its command line."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RunOptions:
    """Everything `run` understands. '' and None leave the choice to the settings."""

    profile: str = "default"
    demo: bool = False
    """practice shops, a throw-away key, a folder that is deleted at the end, and no address but loopback"""
    screenshot: Path | None = None
    """wait until the first messages stand in the list, save the window there, and end"""
    language: str = ""
    """zh | en"""
    theme: str = ""
    """light | dark | high"""
    scale: int | None = None
    """percent"""
