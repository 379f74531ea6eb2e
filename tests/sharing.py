"""How tests are shared out among the cores: proofs first and one by one, everything else file by file.

A proof runs for many seconds and shares nothing with the next one. Begun last, or kept together as a file, they would
leave the other cores idle at the end; the small files fill what gaps the proofs leave.
"""

from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController

PROOFS = "tests/faults/"


class ProofsFirst(LoadFileScheduling):
    """What `--dist loadfile` means here."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid if nodeid.startswith(PROOFS) else super()._split_scope(nodeid)

    def _assign_work_unit(self, node: WorkerController) -> None:
        proof = next((unit for unit in self.workqueue if unit.startswith(PROOFS)), None)
        if proof is not None:
            self.workqueue.move_to_end(proof, last=False)
        super()._assign_work_unit(node)
