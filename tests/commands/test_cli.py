"""The command line beside `load`: one JSON object; sentences, never a traceback."""

from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path

import pytest
from builders import SIX_OF_KUDUS, counts, disk, query, write_kudus

from etl.commands.status import describe_status, read_status
from pora.config import format_office_time
from pora.warehouse.snapshots import find_current, require_current
from tests.commands.ran import KANIM


def test_status_says_what_is_loaded_and_how_fresh(run, kudus: Path) -> None:
    ran = run("status")
    lines = ran.out.splitlines()
    assert (ran.code, ran.err) == (0, "")
    (published_at,) = query("SELECT published_at FROM core_snapshot")[0]
    assert lines[0] == f"Snapshot {require_current()}, diterbitkan {format_office_time(published_at)}"
    assert "Periode Maret 2024 sampai Maret 2024" in lines
    assert lines[-1].endswith("kanim-semarang  2024-03..2024-03  6 baris, 0 ditolak  kudus.csv")


def test_status_says_once_whose_boundaries_they_are(kudus: Path) -> None:
    lines = list(describe_status(read_status() | {"boundaries": "Batas wilayah: Uji."}))
    assert [line for line in lines if "Batas" in line] == ["Batas wilayah: Uji."]


def test_status_tells_the_time_of_the_office(run, kudus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORA_TIME_ZONE", "Asia/Makassar")
    (received_at,) = query("SELECT received_at FROM core_batch")[0]
    assert f"{received_at + dt.timedelta(hours=8):%Y-%m-%d %H:%M} WITA" in run("status").out.splitlines()[-1]


def test_status_as_json_is_one_object(run, kudus: Path) -> None:
    found = run("status", "--json").json
    agreed = ("snapshot_id", "province_code", "has_sample", "period_first", "period_last")
    assert {name: found[name] for name in agreed} == {
        "snapshot_id": require_current(),
        "province_code": "33",
        "has_sample": False,
        "period_first": "2024-03",
        "period_last": "2024-03",
    }
    batches = found["batches"]
    assert isinstance(batches, list)
    assert [(one["file_name"], one["rows_in"], one["slices_in_force"]) for one in batches] == [("kudus.csv", 6, 1)]


def test_status_of_an_empty_snapshot(run, empty: Path) -> None:
    assert run("status").code == 0
    found = run("status", "--json").json
    assert (found["period_first"], found["batches"]) == (None, [])


def test_export_writes_the_file_and_its_metadata(run, kudus: Path, tmp_path: Path) -> None:
    target = tmp_path / "kudus-maret.csv"
    ran = run("export", "case_counts", "--output", target, "--period", "2024-03", "--area", "33.19")
    assert (ran.code, ran.out) == (
        0,
        "6 baris ditulis ke kudus-maret.csv, keterangannya di kudus-maret.csv-metadata.json.\n",
    )
    rows = csv.DictReader(target.read_text("utf-8").splitlines())
    assert {row["kecamatan_code"]: int(row["person_count"]) for row in rows} == SIX_OF_KUDUS
    assert json.loads((tmp_path / "kudus-maret.csv-metadata.json").read_text("utf-8"))["pora:rows"] == 6


def test_publish_makes_a_new_snapshot_of_the_same_batches(run, kudus: Path) -> None:
    before = find_current()
    ran = run("publish")
    assert (ran.code, ran.out) == (0, f"Snapshot {require_current()} berlaku.\n")
    assert find_current() != before
    assert counts("kabupaten_kota") == {"33.19": (48, None, "angka", 6, 0)}


def test_build_without_sample_names_the_next_step_and_is_a_base_to_load_into(
    run, data_dir: Path, tmp_path: Path
) -> None:
    ran = run("build", "--no-sample")
    assert (ran.code, ran.err) == (0, "")
    first, *then = ran.out.splitlines()
    assert "peta petak" in first
    assert then == [
        "Tanpa data contoh. Muat tabel pertama: python -m etl load BERKAS --office KODE",
        f"Snapshot {require_current()} berlaku.",
    ]
    assert run("load", write_kudus(tmp_path / "kudus.csv"), *KANIM).code == 0
    assert run("status", "--json").json["has_sample"] is False


def test_build_over_loaded_files_is_refused(run, kudus: Path) -> None:
    before = disk()
    ran = run("build")
    assert (ran.code, ran.out, disk()) == (2, "", before)
    assert ran.err.startswith("Sudah ada 1 berkas kantor yang dimuat")
