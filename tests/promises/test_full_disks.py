"""Disks that are full or can only be read: what is in force stays, and the command is one sentence."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from builders import disk, point_to

from etl.__main__ import main
from pora.access import audit
from pora.config import ROOT
from pora.warehouse import db
from pora.warehouse.snapshots import require_current, snapshot_path
from tests.promises.kudus_in_force import count_kudus

FULL = "Disk penuh. Data yang berlaku tidak berubah. Kosongkan disk, lalu ulangi."
NAMESPACE = ["unshare", "--map-root-user", "--mount"]


def can_mount() -> bool:
    script = "mount -t tmpfs -o size=1m none /mnt"
    return (
        bool(shutil.which("unshare"))
        and not subprocess.run([*NAMESPACE, "sh", "-c", script], capture_output=True, check=False).returncode
    )


mounts = pytest.mark.skipif(not can_mount(), reason="this machine lets nobody mount a small disk")


def run_on_small_disk(folder: Path, more_kib: int, command: str, way: str = "rw") -> tuple[int, list[str], int]:
    """Runs `python -m etl COMMAND` on a copy of the folder that lies on a disk with so much room left: the exit code,
    what it said on standard error, and the count of Kudus afterwards."""
    used_kib = sum(-(-path.stat().st_size // 4096) * 4 + 4 for path in folder.rglob("*"))
    script = f"""
        mount -t tmpfs -o size={used_kib + more_kib + 64}k none /mnt && cp -R "$DATA" /mnt/data || exit 9
        mount -o remount,{way},size={used_kib + more_kib + 64}k /mnt
        if [ {more_kib} = 0 ]; then head -c 1G /dev/zero >/mnt/fill 2>/dev/null; fi
        export PORA_DATA_DIR=/mnt/data
        "$PYTHON" -m etl {command} >/dev/null; echo "code $?" >&2
        cp -R /mnt/data "$DATA.after"
    """
    environment = {**os.environ, "DATA": str(folder), "PYTHON": sys.executable}
    ran = subprocess.run([*NAMESPACE, "sh", "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True)
    *said, code = ran.stderr.strip().splitlines()
    after = folder.with_name(f"{folder.name}.after")
    with pytest.MonkeyPatch.context() as patch:
        point_to(after, patch)
        db._open.cache_clear()
        found = count_kudus()
        assert [path.name for path in after.rglob(".tmp-*")] == [], "left behind"
        assert [path.name for path in after.rglob("*.part")] == [], "left behind"
    db._open.cache_clear()
    shutil.rmtree(after)
    return int(code.removeprefix("code ")), said, found


@mounts
@pytest.mark.parametrize("share", [0.0, 1.05])
def test_a_disk_that_is_full_at_any_step_of_a_load_leaves_what_is_in_force(
    kudus: Path, correction: Path, share: float
) -> None:
    room_kib = int(snapshot_path(require_current()).stat().st_size * share) // 1024
    ran = run_on_small_disk(kudus, room_kib, f"load '{correction}' --office kanim-semarang --replace")
    assert ran == (1, [FULL], 48)


@mounts
def test_a_backup_onto_a_full_disk_says_so(kudus: Path) -> None:
    assert run_on_small_disk(kudus, 100, "backup /mnt/backups") == (1, [FULL], 48)


@mounts
def test_an_export_onto_a_full_disk_says_so(kudus: Path) -> None:
    code, said, count = run_on_small_disk(kudus, 0, "export out_area_month --output /mnt/areas.csv")
    assert (code, len(said), count) == (1, 1, 48)
    assert said[0] == FULL or said[0].startswith("Catatan audit tidak dapat dipakai")  # whichever needs the room first


@mounts
@pytest.mark.parametrize("command", ["load FILE --office kanim-semarang --replace", "audit"])
def test_in_a_folder_that_can_only_be_read_a_command_is_one_sentence(
    kudus: Path, correction: Path, command: str
) -> None:
    audit.record(audit.UPLOAD, "uji", is_loaded=1)
    code, said, count = run_on_small_disk(kudus, 9000, command.replace("FILE", f"'{correction}'"), way="ro")
    assert (code, len(said), count) == (1, 1, 48)


@pytest.mark.parametrize("share", [0.1, 1.02], ids=["as it is copied", "as it is written"])
def test_a_limit_on_the_size_of_files_leaves_what_is_in_force(kudus: Path, correction: Path, share: float) -> None:
    most_kib = int(snapshot_path(require_current()).stat().st_size * share) // 1024
    script = f"trap '' XFSZ; ulimit -f {most_kib}; exec \"$@\""
    load = [sys.executable, "-m", "etl", "load", str(correction), "--office", "kanim-semarang", "--replace"]
    ran = subprocess.run(["bash", "-c", script, "bash", *load], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (
        1,
        "Berkas yang ditulis lebih besar daripada yang diizinkan di sini. Data yang berlaku tidak berubah. Naikkan "
        "batas ukuran berkas (ulimit -f), lalu ulangi.\n",
    )
    assert (count_kudus(), [path.name for path in kudus.rglob(".tmp-*")]) == (48, [])


def test_a_full_disk_of_the_system_is_told_by_every_command(
    kudus: Path, correction: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = disk()

    def fill(*_files: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "x")

    monkeypatch.setattr(shutil, "copyfile", fill)
    assert main(["load", str(correction), "--office", "kanim-semarang", "--replace"]) == 1
    assert (capsys.readouterr().err, disk()) == (f"{FULL}\n", before)
