"""The rules every test plays by, and the fixtures all of them may use."""

import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

# A home of our own, before anything asks where home is. Children inherit it.
_HOME = Path(tempfile.mkdtemp(prefix="quayside-tests-"))
for _name in ("HOME", "USERPROFILE"):
    os.environ[_name] = str(_HOME)
for _name, _folder in {
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "XDG_RUNTIME_DIR": "run",
}.items():
    (_HOME / _folder).mkdir(mode=0o700)
    os.environ[_name] = str(_HOME / _folder)
os.environ["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"  # the agent's real keyring lives behind it
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("QUAYSIDE_PROFILE", None)

import keyring  # noqa: E402 - after the environment is safe
import pytest  # noqa: E402
from hypothesis import settings  # noqa: E402
from xdist.remote import Producer  # noqa: E402

from tests.fakes import FakeClock, MemoryKeyring, SeededIds  # noqa: E402
from tests.guards import LogWatch, LoopbackOnly, left_threads, qt_running, threads, watched_log  # noqa: E402
from tests.sharing import LongestFirst  # noqa: E402

pytest_plugins = [
    "tests.servers.postgres",
    "tests.servers.dovecot",
    "tests.servers.smtp",
    "tests.servers.gnome_keyring",
    "tests.servers.screen",
]

settings.register_profile("quayside", deadline=None, database=None, print_blob=True)
settings.load_profile("quayside")
keyring.set_keyring(MemoryKeyring())

IN_CI = os.environ.get("CI", "").lower() in ("1", "true")
SEED = int(
    os.environ.setdefault("QUAYSIDE_SEED", str(secrets.randbelow(2**31)))
)  # parallel workers inherit it
LOOPBACK = LoopbackOnly()


def pytest_report_header() -> str:
    return f"seed of random tests: {SEED} (QUAYSIDE_SEED={SEED} python3 dev.py test … replays it)"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests that read published contracts are left out, and counted aloud, where there are none."""
    if os.environ.get("QUAYSIDE_CONTRACTS"):
        return
    left_out = [item for item in items if item.get_closest_marker("contracts")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
        config.stash[_LEFT_OUT] = len(left_out)


_LEFT_OUT = pytest.StashKey[int]()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if count := config.stash.get(_LEFT_OUT, 0):
        terminalreporter.write_line(
            f"{count} tests compare us with published API contracts and were left out: "
            "QUAYSIDE_CONTRACTS names no folder"
        )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LongestFirst | None:
    """How `dev.py test` shares the whole suite among the cores."""
    return LongestFirst(config, log) if config.getoption("dist") == "loadfile" else None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failing random test says how to play it again; in CI a skip is a failure."""
    report = yield
    if report.failed and "seed" in getattr(item, "fixturenames", ()):
        report.sections.append(("Replay", f"QUAYSIDE_SEED={SEED} python3 dev.py test '{item.nodeid}'"))
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI=true forbids: {report.longrepr}"
    return report


def pytest_sessionfinish(session: pytest.Session) -> None:
    """No child process outlives the run."""
    shutil.rmtree(_HOME, ignore_errors=True)
    leads_workers = bool(getattr(session.config.option, "numprocesses", None))  # each looks after its own
    if children := [] if leads_workers else _children():
        sys.stderr.write(f"\nprocesses left behind: {children}\n")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _children() -> list[str]:
    """Our living children, where the system lists them (Linux)."""
    lists = Path("/proc/self/task").glob("*/children") if sys.platform == "linux" else ()
    pids = [pid for path in lists for pid in path.read_text().split()]
    states = {pid: Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1) for pid in pids}
    return [f"{pid} {head})" for pid, (head, tail) in states.items() if tail.split()[0] != "Z"]


@pytest.fixture(autouse=True)
def expected_log() -> Iterator[LogWatch]:
    """Any warning or error fails its test, unless `expected_log.announce("regular expression")` foretold it."""
    with watched_log() as watch:
        yield watch
    if complaints := watch.complaints():
        pytest.fail("\n".join(complaints), pytrace=False)


@pytest.fixture(autouse=True)
def _loopback_only() -> Iterator[None]:
    """A refused address fails the test even where the product swallowed the error."""
    LOOPBACK.refused.clear()
    yield
    if LOOPBACK.refused:
        pytest.fail(f"left this machine: {LOOPBACK.refused}", pytrace=False)


@pytest.fixture(autouse=True)
def _nothing_left_running(request: pytest.FixtureRequest) -> Iterator[None]:
    """No thread, QThread or timer survives its test."""
    uses_qt = "qapp" in request.fixturenames or "qtbot" in request.fixturenames
    threads_before, qt_before = threads(), qt_running() if uses_qt else {}
    yield
    late = [] if request.node.get_closest_marker("leaves_threads") else left_threads(threads_before)
    late += [name for key, name in (qt_running() if uses_qt else {}).items() if key not in qt_before]
    if late:
        pytest.fail(f"left running: {late}", pytrace=False)


@pytest.fixture
def clock() -> FakeClock:
    """Monday, 2 March 2026, 09:00 UTC, until the test moves it."""
    return FakeClock()


@pytest.fixture
def ids(clock: FakeClock) -> SeededIds:
    """The same ids in every run, in the order of the test's clock."""
    return SeededIds(1, clock)


@pytest.fixture
def seed() -> int:
    """A new number in every run, printed at its start and when the test fails."""
    return SEED


@pytest.fixture(scope="session")
def contracts() -> Path:
    """The folder of published API contracts; for tests marked `contracts`."""
    return Path(os.environ["QUAYSIDE_CONTRACTS"])
