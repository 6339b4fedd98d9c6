"""Folders for what must not stay are gone at the end, and after a kill with the next one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from pora.config import ROOT
from pora.temporary import name_prefix, open_temporary_folder, remove_left_folders

SCRIPT = """
import os, signal
from pora.temporary import open_temporary_folder
with open_temporary_folder() as folder:
    (folder / "nama.csv").write_text("berkas")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the system has its temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def test_a_folder_is_its_owners_alone_and_gone_at_the_end(folder: Path) -> None:
    with open_temporary_folder() as own:
        assert (own.parent, own.name.startswith(name_prefix()), own.stat().st_mode & 0o077) == (folder, True, 0)
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_what_a_killed_process_left_goes_and_what_others_use_stays(folder: Path) -> None:
    assert subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, check=False).returncode == -signal.SIGKILL
    (left,) = folder.iterdir()
    foreign = folder / "pora-tmp-data"
    link = folder / f"pora-tmp-{left.name.split('-')[2]}-x"
    foreign.mkdir()
    target = folder / "target"
    target.mkdir()
    (target / "file").touch()
    link.symlink_to(target)
    with open_temporary_folder() as own:
        remove_left_folders()
        assert {path.name for path in folder.iterdir()} == {own.name, foreign.name, target.name, link.name}
    assert os.listdir(target) == ["file"]  # noqa: PTH208
