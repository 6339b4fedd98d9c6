"""A file is the old one or the new one, whatever happens on the way."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pora.config import ROOT
from pora.whole_files import open_whole, write_whole

unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither these rights nor SIGKILL")


def test_a_new_file_is_whole_in_a_folder_that_was_not_there(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b" / "berkas", b"baru")
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["berkas"]
    assert (tmp_path / "a" / "b" / "berkas").read_bytes() == b"baru"


def test_until_the_end_readers_find_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "berkas"
    path.write_bytes(b"lama")
    with open_whole(path) as file:
        file.write(b"baru")
        file.flush()
        assert path.read_bytes() == b"lama"
    assert path.read_bytes() == b"baru"


@pytest.mark.parametrize("error", [ValueError, OSError, KeyboardInterrupt])
@pytest.mark.parametrize("before", [None, b"lama"])
def test_an_error_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, error: type[BaseException], before: bytes | None
) -> None:
    path = tmp_path / "berkas"
    if before is not None:
        path.write_bytes(before)
    with pytest.raises(error), open_whole(path) as file:
        file.write(b"setengah")
        raise error
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == ({} if before is None else {"berkas": before})


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_disk_that_refuses_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    path = tmp_path / "berkas"
    path.write_bytes(b"lama")

    def refuse(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os if call == "fsync" else Path, call, refuse)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, b"baru")
    monkeypatch.undo()
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"berkas": b"lama"}


@unix
def test_killed_half_way_the_old_file_stays_and_the_next_writer_is_not_held_up(tmp_path: Path) -> None:
    path = tmp_path / "berkas"
    path.write_bytes(b"lama")
    script = (
        "import os, pathlib, signal, sys\n"
        "from pora.whole_files import open_whole\n"
        "with open_whole(pathlib.Path(sys.argv[1])) as file:\n"
        "    file.write(b'setengah')\n"
        "    file.flush()\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], cwd=ROOT, check=False)
    assert (done.returncode, path.read_bytes()) == (-signal.SIGKILL, b"lama")
    write_whole(path, b"baru")
    assert path.read_bytes() == b"baru"


def test_what_a_killed_writer_left_goes_an_hour_later_and_what_is_being_written_stays(tmp_path: Path) -> None:
    old, new, other = (tmp_path / name for name in (f".{'a' * 16}.part", f".{'b' * 16}.part", ".x.part"))
    for path in (old, new, other):
        path.touch()
    for path in (old, other):
        os.utime(path, (time.time() - 3700,) * 2)
    write_whole(tmp_path / "berkas", b"baru")
    assert {path.name for path in tmp_path.iterdir()} == {"berkas", new.name, other.name}


def test_writers_at_once_do_not_mix(tmp_path: Path) -> None:
    path = tmp_path / "berkas"
    contents = [bytes([number]) * 200_000 for number in range(16)]
    with ThreadPoolExecutor(8) as writers:
        list(writers.map(lambda content: write_whole(path, content), contents))
    assert path.read_bytes() in contents
    assert list(tmp_path.iterdir()) == [path]


@unix
def test_rights_stay_as_they_were_and_are_the_usual_ones_of_a_new_file(tmp_path: Path) -> None:
    path, plain = tmp_path / "berkas", tmp_path / "biasa"
    plain.touch()
    write_whole(path, b"baru")
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)
    path.chmod(0o640)
    write_whole(path, b"lagi")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
