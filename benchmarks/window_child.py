"""Starts the whole program on a prepared profile as `run` does, with the key handed in, and says what it saw.

`python -m benchmarks.window_child FOLDER BEGAN`: one JSON object with moments in milliseconds since BEGAN (the
system's monotonic clock when the process was asked for).
"""

import sys
from time import monotonic, process_time

ARRIVED = monotonic()

import json  # noqa: E402 - nothing may be imported before the clock was read
from base64 import b64encode  # noqa: E402
from pathlib import Path  # noqa: E402

LOOK_MS = 5
REST_MS = 2_500
"""from the first rows to the look at memory: children and doors are up by then"""
HEAVY = ("sqlalchemy", "alembic", "httpx", "keyring", "cryptography", "PIL", "sqlcipher3", "asyncio", "imapclient",
         "liquid")  # fmt: skip
PROFILE_KEY = bytes(range(32))


def main(folder: Path, began: float) -> int:
    """Until the first rows are painted, and a rest."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication

    from app.bootstrap import Program
    from app.host.interpreter import tune
    from app.host.keyring import MemoryKeyStore
    from app.host.options import RunOptions
    from app.host.paths import ProfilePaths

    tune()
    application = QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    paths = ProfilePaths(folder)
    store = MemoryKeyStore()
    store.set(f"profile {folder.name}", b64encode(PROFILE_KEY).decode())
    program = Program(RunOptions(profile=folder.name, language="zh"), paths, store)
    seen: dict[str, object] = {"python": _since(began, ARRIVED)}
    shown = program.window.page.list_pane.list

    class Eye(QObject):
        """Notices the window's first paint, and the first paint of the list with rows in it."""

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint:
                if "skeleton" not in seen and watched is program.window:
                    seen["skeleton"] = _since(began, monotonic())
                    seen["skeleton, CPU"] = round(process_time() * 1000, 1)
                    seen["loaded"] = [name for name in HEAVY if name in sys.modules]
                elif "rows" not in seen and watched is shown.viewport() and shown.rows.row_at(0) is not None:
                    seen["rows"] = _since(began, monotonic())
                    seen["rows, CPU"] = round(process_time() * 1000, 1)
                    QTimer.singleShot(REST_MS, finish)
            return False

    def finish() -> None:
        seen["total"] = shown.rows.total
        seen["pss_mb"] = pss_megabytes("self")
        print(json.dumps(seen), flush=True)
        application.quit()

    eye = Eye()
    program.window.installEventFilter(eye)
    shown.viewport().installEventFilter(eye)
    program.start()
    QTimer.singleShot(60_000, application.quit)
    application.exec()
    program.close()
    return 0 if "rows" in seen else 1


def _since(began: float, moment: float) -> float:
    return round((moment - began) * 1000, 1)


def pss_megabytes(process: str) -> float:
    """A process' own share of memory."""
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")) / 1024


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), float(sys.argv[2])))
