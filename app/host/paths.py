"""Where a profile keeps its files on each system, and which places are refused because they lose databases."""

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from app.domain.errors import Problem
from app.domain.identity import DATA_FOLDER

SYNCED = re.compile(
    r"^(onedrive( - .+)?|dropbox.*|google ?drive|my drive|icloud ?drive|mobile documents|nextcloud|owncloud"
    r"|syncthing|mega(sync)?|坚果云|nutstore|nutstore files|baidunetdisk.*|百度网盘.*|wps ?云盘)$",
    re.IGNORECASE,
)
"""Folder names of services that copy a database while it is being written."""

NETWORK_FILE_SYSTEMS = {
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "afs",
    "ceph",
    "fuse.sshfs",
    "fuse.rclone",
    "davfs",
}


@dataclass(frozen=True, slots=True)
class ProfilePaths:
    """The files of one independent data folder."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "quayside.db"

    @property
    def blobs(self) -> Path:
        return self.folder / "files"

    @property
    def backups(self) -> Path:
        return self.folder / "backups"

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    @property
    def settings(self) -> Path:
        return self.folder / "settings.json"

    @property
    def recovery(self) -> Path:
        return self.folder / "recovery.json"

    @property
    def passphrase(self) -> Path:
        """The key closed by a passphrase, where there is no keyring."""
        return self.folder / "passphrase.json"

    @property
    def lock(self) -> Path:
        return self.folder / "in-use.lock"

    @property
    def reserve(self) -> Path:
        return self.folder / "reserve.bin"

    @property
    def journal(self) -> Path:
        return self.folder / "journal.ndjson"

    @property
    def opened(self) -> Path:
        """Copies of attachments that other programs look at."""
        return self.folder / "opened"

    def create(self) -> None:
        """Makes the folder, for its owner only."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def data_root(environ: Mapping[str, str], home: Path, platform: str = sys.platform) -> Path:
    """The system's place for application data: `~/.local/share`, `~/Library/Application Support`, `%LOCALAPPDATA%`."""
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / DATA_FOLDER
    if platform == "darwin":
        return home / "Library" / "Application Support" / DATA_FOLDER
    return Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share") / DATA_FOLDER


def profile_paths(name: str, environ: Mapping[str, str], home: Path) -> ProfilePaths:
    """The named profile's files; refuses names that are no plain folder name, and folders that lose databases."""
    if not re.fullmatch(r"[\w][\w .-]{0,40}", name) or name.endswith((".", " ")):
        raise Problem("profile_name", name=name)
    folder = data_root(environ, home) / "profiles" / name
    refuse_unsafe(folder)
    return ProfilePaths(folder)


def refuse_unsafe(folder: Path) -> None:
    """Raises where a database would be copied half-written or locked by nobody."""
    if service := synced_by(folder):
        raise Problem("folder_synced", service=service)
    if on_network(folder):
        raise Problem("folder_on_network")


def synced_by(folder: PurePath) -> str:
    """The name of the folder whose service copies everything below it; '' when there is none."""
    return next((part for part in folder.parts if SYNCED.match(part)), "")


def on_network(folder: Path) -> bool:
    """Whether the folder lies on another machine's disk."""
    if str(folder).startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        import ctypes

        remote = 4  # DRIVE_REMOTE
        return bool(ctypes.windll.kernel32.GetDriveTypeW(folder.absolute().anchor) == remote)
    mounts = Path("/proc/mounts")
    return (
        mounts.exists() and file_system_of(folder, mounts.read_text(errors="replace")) in NETWORK_FILE_SYSTEMS
    )


def file_system_of(folder: Path, mounts: str) -> str:
    """The type of the file system that holds `folder`, by the longest mount point above it."""
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = fields[1].encode().decode("unicode_escape")
        inside = os.path.commonpath([point, folder.absolute()]) == point if point.startswith("/") else False
        if inside and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind
