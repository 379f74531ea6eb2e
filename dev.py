#!/usr/bin/env python3
"""One command for everything: `python3 dev.py demo` shows the app, `python3 dev.py test` passes the tests.

Standard library only. It needs Python 3.11 to 3.13 with pip and nothing else; it makes `.venv` beside itself and
installs the hashed locks of `requirements/` there. On Debian and Ubuntu it installs, as root, the system packages
that are missing.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCKS = ("app", "practice", "dev")
"""Each lock contains the one before."""

QT_PACKAGES = (
    "libegl1 libgl1 libglib2.0-0 libfontconfig1 libdbus-1-3 libgssapi-krb5-2 libxkbcommon-x11-0 libxcb-cursor0 "
    "libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xinerama0 fonts-noto-cjk fonts-noto-core"
).split()
FONTS = {"fonts-noto-cjk": "zh", "fonts-noto-core": "th"}
"""A font package, and a language that any other font may speak as well (fonts-noto-core is also Arabic)."""
SERVER_PACKAGES = ["xvfb", "xauth", "dovecot-imapd", "postgresql", "gnome-keyring", "dbus"]
NO_SERVICES = Path("/usr/sbin/policy-rc.d")

if TYPE_CHECKING:
    Word = str | Path
    Words = Sequence[Word]


def main(arguments: Sequence[str]) -> int:
    """Reads the command line and runs one command."""
    parser = argparse.ArgumentParser(prog="dev.py", description="Everything a developer of Quayside needs.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    demo = commands.add_parser("demo", help="set up and open the app on the practice shops")
    demo.add_argument("--screenshot", metavar="FILE", help="save a picture of the window and exit")
    for name, text in {
        "run": "open the app on your own profile",
        "test": "set up and run the tests; arguments go to pytest",
        "check": "format, lint, types, arrows, translations, locks",
        "bench": "NAME [--n N]: measure something, one JSON object per figure",
        "prove": "NAME [--seed N] [--n N]: run what is too long for CI",
        "build": "make the PyInstaller folder in dist/",
        "lock": "resolve requirements/*.txt again from pyproject.toml",
    }.items():
        commands.add_parser(name, help=text, add_help=False)
    options, rest = parser.parse_known_args(arguments)
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        return say(f"Python 3.11, 3.12 or 3.13 is needed; this is {sys.version.split()[0]}.")
    os.environ.setdefault(
        "PATH", os.pathsep.join(["/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"])
    )
    if options.command == "demo":
        return show_demo(options.screenshot, rest)
    return COMMANDS[options.command](rest)


# --- commands


def show_demo(picture: str | None, rest: Words) -> int:
    """Opens the app on the practice shops: no login, no network, nothing kept."""
    if not install_packages(QT_PACKAGES):
        return 1
    set_up("practice")
    screen = sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    if picture is None and not screen:
        return say(
            "There is no screen here. For a picture of the window: python3 dev.py demo --screenshot demo.png"
        )
    if not screen:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    words: list[Word] = ["-m", "app", "run", "--demo", *rest]
    with runtime_folder():
        if picture:
            words += ["--screenshot", Path(picture).absolute()]
        return python(*words)


def open_app(rest: Words) -> int:
    """Opens the app as an agent would."""
    if not install_packages(QT_PACKAGES):
        return 1
    set_up("practice")
    with runtime_folder():
        return python("-m", "app", "run", *rest)


def test(rest: Words) -> int:
    """Runs the tests; what needs a server that is absent says so and is skipped."""
    if not install_packages(QT_PACKAGES):
        return 1
    install_packages(SERVER_PACKAGES)
    set_up("dev")
    whole = not any(not str(word).startswith("-") for word in rest)
    side_by_side = ["-n", "2", "--dist", "loadfile"] if whole and (os.cpu_count() or 1) > 1 else []
    return python("-m", "pytest", *side_by_side, *rest)


def check(rest: Words) -> int:
    """Everything that can be said about the code without running it."""
    set_up("dev")
    steps: dict[str, Words] = {
        "format": ["-m", "ruff", "format", "--check", "."],
        "lint": ["-m", "ruff", "check", "."],
        "types": ["-m", "mypy"],
        "arrows": ["-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache"],
        "translations": ["-m", "tests.house.translations"],
        "locks": ["-m", "tests.house.wheels"],
    }
    chosen = [str(word) for word in rest] or list(steps)
    failed = []
    for name in chosen:
        print(f"\n== {name}", flush=True)
        if python(*steps[name]):
            failed.append(name)
    return say(f"\ncheck failed: {', '.join(failed)}") if failed else say("\ncheck passed", 0)


def bench(rest: Words) -> int:
    """Measures; never judges a time."""
    set_up("dev")
    return python("-m", "benchmarks", *rest)


def prove(rest: Words) -> int:
    """Runs a long proof under tests/faults/."""
    set_up("dev")
    return python("-m", "tests.faults", *rest)


def build(rest: Words) -> int:
    """Freezes the app into dist/Quayside."""
    set_up("dev")
    return python("-m", "PyInstaller", "--noconfirm", *rest, "packaging/quayside.spec")


def lock(rest: Words) -> int:
    """Resolves for every system at once; neither addresses nor options enter the files."""
    set_up("dev")
    command = [
        "-m",
        "uv",
        "--no-config",
        "--system-certs",
        "pip",
        "compile",
        "pyproject.toml",
        "--quiet",
        "--universal",
    ]
    command += [
        "--generate-hashes",
        "--no-header",
        "--no-annotate",
        "--no-emit-index-url",
        "--python-version",
        "3.11",
    ]
    extras: list[str] = []
    for number, name in enumerate(LOCKS):
        extras += ["--extra", name] if number else []
        before = ["-c", f"requirements/{LOCKS[number - 1]}.txt"] if number else []
        if code := python(*command, *extras, *before, *rest, "-o", f"requirements/{name}.txt"):
            return code
    return 0


COMMANDS = {
    "run": open_app, "test": test, "check": check, "bench": bench, "prove": prove, "build": build, "lock": lock
}  # fmt: skip


# --- setting up


def set_up(lock_name: str) -> None:
    """Makes `.venv` hold exactly what the lock names. Instant when nothing changed since the last time."""
    stamp = VENV / "quayside-stamp.txt"
    wanted = {name: hashlib.sha256(lock_file(name).read_bytes()).hexdigest() for name in LOCKS}
    done = dict(line.split() for line in stamp.read_text().splitlines()) if stamp.exists() else {}
    larger = LOCKS[LOCKS.index(lock_name) :]
    if works(PYTHON) and any(done.get(name) == wanted[name] for name in larger):
        return
    if not works(PYTHON):
        print("Making .venv ...", flush=True)
        run(sys.executable, "-m", "venv", "--clear", "--without-pip", VENV)  # Debian's Python lacks ensurepip
    print(f"Installing requirements/{lock_name}.txt ...", flush=True)
    pip = [
        a_python_with_pip(),
        "-m",
        "pip",
        "--python",
        str(PYTHON),
        "--quiet",
        "--disable-pip-version-check",
    ]
    run(*pip, "install", "--no-input", "--no-deps", "--require-hashes", "-r", lock_file(lock_name))
    stamp.write_text(f"{lock_name} {wanted[lock_name]}\n")


def lock_file(name: str) -> Path:
    return ROOT / "requirements" / f"{name}.txt"


def works(interpreter: Word) -> bool:
    """An interpreter that is there and can start; a moved or upgraded Python leaves dead ones behind."""
    try:
        return subprocess.run([str(interpreter), "-c", ""], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def a_python_with_pip() -> str:
    """This interpreter, or the one it was made from: a virtual environment of ours has no pip."""
    for candidate in (sys.executable, str(getattr(sys, "_base_executable", sys.executable))):
        if (
            subprocess.run([candidate, "-m", "pip", "--version"], capture_output=True, check=False).returncode
            == 0
        ):
            return candidate
    sys.exit("pip is needed (on Debian and Ubuntu: apt-get install python3-pip).")


def install_packages(names: Sequence[str]) -> bool:
    """Installs what is missing on Debian and Ubuntu, or says the line to run; true when all is there."""
    if sys.platform != "linux" or not shutil.which("apt-get") or not shutil.which("dpkg-query"):
        return True
    missing = [name for name in names if not installed(name)]
    if not missing:
        return True
    if os.getuid() != 0:
        say(
            f"Missing system packages. Run once: sudo apt-get install --no-install-recommends {' '.join(missing)}"
        )
        return False
    print(f"Installing {' '.join(missing)} ...", flush=True)
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    with services_kept_from_starting():
        run("apt-get", "update", "-qq")
        run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing, stdout=subprocess.DEVNULL)
    return True


def installed(package: str) -> bool:
    """Newer distributions renamed some libraries by the suffix t64; any font that speaks the language will do."""
    if package in FONTS and shutil.which("fc-list"):
        found = subprocess.run(["fc-list", f":lang={FONTS[package]}"], capture_output=True, check=False)
        if found.stdout.strip():
            return True
    query = ["dpkg-query", "-W", "-f", "${Status}\n", package, f"{package}t64"]
    answer = subprocess.run(query, capture_output=True, text=True, check=False)
    return "install ok installed" in answer.stdout


@contextmanager
def services_kept_from_starting(policy: Path = NO_SERVICES) -> Iterator[None]:
    """Debian starts a server as soon as it is installed, unless this file says no."""
    before = policy.read_bytes() if policy.exists() else None
    mode = policy.stat().st_mode if before is not None else 0o755
    policy.write_text("#!/bin/sh\nexit 101\n")
    policy.chmod(0o755)
    try:
        yield
    finally:
        if before is None:
            policy.unlink()
        else:
            policy.write_bytes(before)
            policy.chmod(mode)


@contextmanager
def runtime_folder() -> Iterator[None]:
    """Qt wants XDG_RUNTIME_DIR, which a bare machine lacks."""
    if sys.platform != "linux" or os.environ.get("XDG_RUNTIME_DIR"):
        yield
        return
    with tempfile.TemporaryDirectory(prefix="quayside-run-") as folder:
        os.environ["XDG_RUNTIME_DIR"] = folder
        yield


# --- small things


def python(*words: Word) -> int:
    """Runs the environment's Python in the checkout, streaming, and gives its exit code."""
    command = [str(PYTHON), *map(str, words)]
    try:
        return subprocess.run(command, cwd=ROOT, check=False).returncode
    except KeyboardInterrupt:
        return 130


def run(*words: Word, stdout: int | None = None) -> None:
    """Runs a step of the set-up; its failure ends everything."""
    code = subprocess.run(list(map(str, words)), check=False, stdout=stdout).returncode
    if code:
        sys.exit(f"set-up failed ({code}): {' '.join(map(str, words))}")


def say(text: str, code: int = 1) -> int:
    """Prints a sentence and gives the exit code that goes with it."""
    print(text, flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
