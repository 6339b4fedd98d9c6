"""What is private is readable by its owner only, and a start with open rights says so."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pora import paths
from pora.access.audit import SIGN_IN, record
from pora.access.open_rights import list_open_paths
from pora.config import ROOT
from pora.ui.sign_in import sign_in_mode
from pora.ui.sign_in.sign_in_mode import SignInMode, require_safe_start

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")


@pytest.fixture(autouse=True)
def usual_mask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def modes(folder: Path) -> set[str]:
    """Of everything in a folder that others may use."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.stat().st_mode & 0o077}


def test_what_commands_write_is_their_owners_alone(empty: Path, tmp_path: Path) -> None:
    file = tmp_path / "kasus.csv"
    file.write_text("period,kecamatan_code,category,person_count\n2024-03,33.19.01,orang_asing,7\n")
    before = modes(empty)
    command = [sys.executable, "-m", "etl", "load", str(file), "--office", "kanim-pati"]
    done = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert modes(empty) - before == set()
    assert len(list(paths.intake().iterdir())) == 1
    assert paths.audit().is_file()


def test_a_folder_of_data_that_others_may_enter_is_named_and_a_closed_one_is_not(data_dir: Path) -> None:
    record(SIGN_IN, "a@example.id")
    paths.access_list().write_text("user\n")
    data_dir.chmod(0o755)
    paths.audit().parent.chmod(0o755)
    secrets = data_dir / "secrets.toml"
    secrets.touch(0o640)
    assert list_open_paths([secrets]) == [paths.audit().parent, paths.access_list(), secrets]
    data_dir.chmod(0o700)
    assert list_open_paths([secrets]) == [secrets]
    secrets.chmod(0o600)
    assert list_open_paths([secrets, data_dir / "none"]) == []


def test_a_start_with_open_rights_warns(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sign_in_mode, "find_mode", lambda: SignInMode(needs_sign_in=False))
    paths.warehouse().mkdir(parents=True)
    with caplog.at_level(logging.WARNING, "pora"):
        require_safe_start()
    folder = paths.warehouse()
    assert caplog.messages == [
        f"Pengguna lain di komputer ini dapat membaca: {folder}. Tutup dengan: chmod -R go-rwx {folder}"
    ]
    data_dir.chmod(0o700)
    caplog.clear()
    require_safe_start()
    assert caplog.messages == []
    (data_dir / "new").touch()
    assert (data_dir / "new").stat().st_mode & 0o077 == 0
