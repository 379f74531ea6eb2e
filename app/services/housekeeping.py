"""What support asks for: versions, counts and states, without a name, an address or a text."""

import platform
from collections.abc import Sequence

from app.domain.identity import VERSION
from app.host.diskspace import free_bytes
from app.host.paths import ProfilePaths
from app.store.counts import desk_counts
from app.store.unit_of_work import Work


def diagnostics(work: Work, paths: ProfilePaths, lanes: Sequence[str], worker_restarts: int) -> str:
    """One fact a line, ready for the clipboard."""
    counts = desk_counts(work)
    facts = {
        "quayside": VERSION,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "free_bytes": free_bytes(paths.folder),
        "lanes": len(lanes),
        "worker_restarts": worker_restarts,
        **counts,
    }
    return "\n".join(f"{name}: {value}" for name, value in facts.items())
