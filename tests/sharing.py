"""How tests are shared out among the cores: long ones first, proofs one by one, everything else file by file.

A proof runs for many seconds and shares nothing with the next one. Begun last, or kept together as a file, long tests
would leave the other cores idle at the end; the many small files fill what gaps they leave.
"""

from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController

PROOFS = "tests/faults/"
LONG = (PROOFS, "tests/flows/", "tests/migrations/")


class LongestFirst(LoadFileScheduling):
    """What `--dist loadfile` means here."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid if nodeid.startswith(PROOFS) else super()._split_scope(nodeid)

    def _assign_work_unit(self, node: WorkerController) -> None:
        long = next((unit for unit in self.workqueue if unit.startswith(LONG)), None)
        if long is not None:
            self.workqueue.move_to_end(long, last=False)
        super()._assign_work_unit(node)
