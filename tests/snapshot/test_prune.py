"""What `prune` deletes, and what it never does."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from pathlib import Path

import pytest
from builders import counts

from etl.__main__ import main
from etl.snapshot.prune import KeepRule, list_old
from pora import paths
from pora.access import audit
from pora.warehouse.snapshots import POINTER, list_snapshots, require_current, snapshot_path

NOW = dt.datetime(2026, 11, 29, 12, tzinfo=dt.UTC)
IDS = [
    "20260930-100000-aaaa",
    "20260930-110000-bbbb",  # the last of September
    "20261003-100000-cccc",
    "20261031-100000-dddd",  # the last of October
    "20261101-100000-eeee",
    "20261120-100000-ffff",
    "20261129-100000-abab",
    "20261129-110000-cdcd",  # in force
]


@pytest.fixture
def year(kudus: Path) -> None:
    """Snapshots of three months, and one of a name that tells no day."""
    current = snapshot_path(require_current())
    for one in [*IDS, "tua"]:
        shutil.copyfile(current, snapshot_path(one))
    for path in paths.warehouse().glob("pora-*.duckdb"):
        if path.stem.removeprefix("pora-") not in [*IDS, "tua"]:
            path.unlink()
    (paths.warehouse() / POINTER).write_text(IDS[-1])


@pytest.mark.parametrize(
    ("keep", "old"),
    [
        (KeepRule(), [0, 2]),
        (KeepRule(days=10), [0, 2, 4]),
        (KeepRule(days=0), [0, 2, 4, 5]),
        (KeepRule(days=0, newest=3), [0, 2, 4]),
        (KeepRule(days=0, newest=0), [0, 2, 4, 5]),
        (KeepRule(days=100), []),
    ],
)
def test_what_is_young_the_last_of_its_month_in_force_or_before_it_stays(
    year: None, keep: KeepRule, old: list[int]
) -> None:
    assert list_old(keep, NOW) == [IDS[i] for i in old]


def test_what_left_as_an_export_is_needed_unless_said(year: None) -> None:
    audit.record(audit.EXPORT, "budi", snapshot=IDS[0])
    audit.record(audit.UPLOAD, "budi", snapshot=IDS[2])
    assert list_old(KeepRule(), NOW) == [IDS[2]]
    assert list_old(KeepRule(is_exported=False), NOW) == [IDS[0], IDS[2]]


def test_the_command_tells_what_goes_and_a_dry_run_deletes_nothing(
    year: None, capsys: pytest.CaptureFixture[str]
) -> None:
    before = list_snapshots()
    assert main(["prune", "--keep-days", "0", "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert said.splitlines()[-1].startswith("Akan dihapus: ") and list_snapshots() == before
    assert main(["prune", "--keep-days", "0"]) == 0
    assert capsys.readouterr().out == said.replace("Akan dihapus", "Dihapus")
    gone = [line.partition(" ")[0] for line in said.splitlines()[:-1]]
    assert list_snapshots() == [one for one in before if one not in gone]
    assert {IDS[0], IDS[2]} <= set(gone) and not {IDS[1], IDS[-2], IDS[-1], "tua"} & set(gone)
    assert counts("kabupaten_kota") == {"33.19": (48, None, "angka", 6, 0)}
    assert main(["prune", "--keep", "-1"]) == 2


def test_status_tells_the_disk_used(year: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status"]) == 0
    assert "\nDisk: 9 snapshot, " in capsys.readouterr().out


def test_received_files_go_after_the_time_that_is_given_and_what_was_loaded_stays(
    kudus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, young = paths.intake() / "a.csv", paths.intake() / "b.csv"
    for path in paths.intake().iterdir():
        path.unlink()
    for path, days in ((old, 31), (young, 29)):
        path.write_bytes(b"1234")
        moment = (dt.datetime.now(dt.UTC) - dt.timedelta(days=days)).timestamp()
        os.utime(path, (moment, moment))
    before = counts("kecamatan")
    assert main(["prune"]) == 0
    assert main(["prune", "--received-days", "30", "--dry-run"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Akan dihapus: 1 berkas asli, 0,0 MB."
    assert sorted(paths.intake().iterdir()) == [old, young]
    assert main(["prune", "--received-days", "30"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Dihapus: 1 berkas asli, 0,0 MB."
    assert ([*paths.intake().iterdir()], counts("kecamatan")) == ([young], before)
    (event,) = audit.read_events(event=audit.UPLOAD)[-1:]
    assert event.facts == {"deleted_originals": 1, "older_than_days": 30}
    assert main(["prune", "--received-days", "-1"]) == 2
