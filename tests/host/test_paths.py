"""Profiles lie where each system wants them, and never where another program copies or shares them."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from app.domain.errors import Problem
from app.host.paths import ProfilePaths, data_root, file_system_of, on_network, profile_paths, synced_by

HOME = Path("/home/ann")


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("linux", {}, "/home/ann/.local/share/Quayside"),
        ("linux", {"XDG_DATA_HOME": "/data"}, "/data/Quayside"),
        ("darwin", {"XDG_DATA_HOME": "/data"}, "/home/ann/Library/Application Support/Quayside"),
        ("win32", {}, "/home/ann/AppData/Local/Quayside"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/Quayside"),
    ],
)
def test_each_system_has_its_place(platform: str, environ: dict[str, str], expected: str) -> None:
    assert data_root(environ, HOME, platform).as_posix() == expected


def test_a_profile_is_one_folder_with_everything_in_it(tmp_path: Path) -> None:
    paths = profile_paths(
        "night shift", {"XDG_DATA_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path)}, tmp_path
    )
    paths.create()
    places = [
        getattr(paths, name)
        for name in dir(ProfilePaths)
        if isinstance(getattr(ProfilePaths, name), property)
    ]
    assert len(set(places)) == 11
    assert all(place.parent == paths.folder for place in places)
    assert paths.folder.is_dir()


@pytest.mark.parametrize("name", ["", "..", "a/b", "a\\b", ".hidden", "end.", "end ", "x" * 60, "nul\0"])
def test_a_profile_name_is_a_plain_folder_name(name: str, tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        profile_paths(name, {}, tmp_path)
    assert caught.value.key == "profile_name"


@pytest.mark.parametrize(
    "folder",
    [
        PureWindowsPath(r"C:\Users\ann\OneDrive - Harbour Ltd\Quayside"),
        PureWindowsPath(r"C:\Users\ann\OneDrive\Documents"),
        PurePosixPath("/Users/ann/Library/Mobile Documents/com~apple~CloudDocs/q"),
        PurePosixPath("/home/ann/Dropbox (Personal)/q"),
        PurePosixPath("/home/ann/Nextcloud/q"),
        PureWindowsPath(r"D:\坚果云\q"),
        PureWindowsPath(r"D:\BaiduNetdiskWorkspace\q"),
    ],
)
def test_a_folder_that_a_service_copies_is_recognised(folder: PurePosixPath | PureWindowsPath) -> None:
    assert synced_by(folder)


def test_an_ordinary_folder_is_not_taken_for_a_synced_one() -> None:
    assert synced_by(PurePosixPath("/home/ann/onedrive-notes/megaphone/Quayside")) == ""


def test_a_synced_place_is_refused_by_name(tmp_path: Path) -> None:
    place = str(tmp_path / "Dropbox")
    with pytest.raises(Problem) as caught:
        profile_paths("default", {"XDG_DATA_HOME": place, "LOCALAPPDATA": place}, tmp_path / "Dropbox")
    assert (caught.value.key, caught.value.values) == ("folder_synced", {"service": "Dropbox"})


def test_a_network_share_is_refused() -> None:
    assert on_network(Path("//server/share/q"))
    assert on_network(Path("\\\\server\\share\\q"))


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/home /home/ann nfs4 rw 0 0
//nas/x /mnt/my\\040files cifs rw 0 0
broken line
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [("/var/q", "ext4"), ("/home/ann/q", "nfs4"), ("/home/annabel/q", "ext4"), ("/mnt/my files/q", "cifs")],
)
def test_the_nearest_mount_point_decides(folder: str, kind: str) -> None:
    assert file_system_of(Path(folder), MOUNTS) == kind


def test_a_local_disk_is_no_network(tmp_path: Path) -> None:
    assert not on_network(tmp_path)
