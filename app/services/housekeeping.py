"""What support asks for: versions, counts and states, without a name, an address or a text."""

import platform
from collections.abc import Sequence

from app.domain.identity import VERSION
from app.host.diskspace import free_bytes
from app.host.log import Field
from app.host.paths import ProfilePaths
from app.store.backup import kept_copies
from app.store.checks import check_facts
from app.store.counts import desk_counts
from app.store.unit_of_work import Work


def facts_for_support(
    work: Work, paths: ProfilePaths, lanes: Sequence[str], worker_restarts: int
) -> dict[str, Field]:
    """What to know of this desk before anybody looks into its log."""
    copies = kept_copies(paths.backups)
    return {
        "quayside": VERSION,
        "python": platform.python_version(),
        "system": platform.system(),
        "release": platform.release(),
        "machine": platform.machine(),
        "free_bytes": free_bytes(paths.folder),
        "lanes": len(lanes),
        "worker_restarts": worker_restarts,
        **desk_counts(work),
        **check_facts(work),
        "copies": len(copies),
        "newest_copy": copies[0][0] if copies else None,
    }
