"""What every flow that opens a profile of its own needs."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.host.paths import ProfilePaths


@pytest.fixture
def paths(tmp_path: Path) -> Iterator[ProfilePaths]:
    """Where an empty profile may lie."""
    switch = sys.getswitchinterval()
    paths = ProfilePaths(tmp_path / "profile")
    paths.create()
    yield paths
    sys.setswitchinterval(switch)
