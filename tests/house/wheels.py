"""Checks that every lock can be installed from wheels alone on every system we promise: `dev.py check locks`.

Asks the package index, so it belongs to `check` and not to the tests, which never leave this machine.
"""

import subprocess
import sys
import tempfile

from tests.house.source import ROOT

SYSTEMS = {
    "Windows x86_64": "x86_64-pc-windows-msvc",
    "macOS arm64": "aarch64-apple-darwin",
    "macOS x86_64": "x86_64-apple-darwin",
    "Linux x86_64": "x86_64-manylinux_2_34",
}
PYTHONS = ("3.11", "3.13")


def resolves(lock: str, platform: str, python: str) -> str:
    """What stands in the way of installing `lock` there; '' when nothing does."""
    with tempfile.TemporaryDirectory() as target:
        command = [
            sys.executable,
            "-m",
            "uv",
            "--no-config",
            "--system-certs",
            "pip",
            "install",
            "--dry-run",
            "--quiet",
        ]
        command += ["--target", target, "--python-platform", platform, "--python-version", python]
        command += [
            "--only-binary",
            ":all:",
            "--no-deps",
            "--require-hashes",
            "-r",
            f"requirements/{lock}.txt",
        ]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stderr.strip() if done.returncode else ""


def main() -> int:
    """Tries the largest lock, which contains the others, on every system and at both ends of our Pythons."""
    failed = 0
    for system, platform in SYSTEMS.items():
        for python in PYTHONS:
            trouble = resolves("dev", platform, python)
            sys.stdout.write(f"{system}, Python {python}: {trouble or 'wheels for everything'}\n")
            sys.stdout.flush()
            failed += bool(trouble)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
