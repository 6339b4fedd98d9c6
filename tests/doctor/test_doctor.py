"""The doctor: what is in order is one line, what is not has its next step; every fault is found by its own check."""

from __future__ import annotations

import datetime as dt
import json
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from builders import query, write_kudus

from etl import pipeline
from etl.__main__ import main
from etl.batch.load import load_file
from etl.doctor import CHECKS, list_findings, machine, service
from etl.doctor.finding import Finding
from etl.python_version import check_packages, check_python
from pora import paths
from pora.access import audit
from pora.config import ROOT, format_office_time
from pora.schema.load_report import LoadOptions
from pora.warehouse.snapshots import require_current


@pytest.fixture(autouse=True)
def free_port(monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """A port that belongs to this test, not listened on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setenv("STREAMLIT_SERVER_PORT", str(taken.getsockname()[1]))
        monkeypatch.setattr(service, "_find_secrets", lambda: None)
        yield taken


def test_on_a_good_machine_every_check_is_one_line(kudus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kudus.chmod(0o700)
    assert main(["doctor"]) == 0
    lines = capsys.readouterr().out.splitlines()
    marks = [line for line in lines if line[0] in "✓!✗"]
    assert len(marks) == len(CHECKS)
    assert [line for line in marks if line[0] != "✓"] == [
        "! Batas wilayah      Belum ada batas wilayah; dasbor memakai peta petak"
    ]
    assert f"✓ Snapshot           {require_current()}, Provinsi Jawa Tengah, sampai Maret 2024" in lines


def test_json_names_every_check_and_says_whether_all_is_well(kudus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["ok"], list(found["checks"])) == (True, list(CHECKS))
    assert found["checks"]["boundaries"] == {
        "state": "warning",
        "found_words": "Belum ada batas wilayah; dasbor memakai peta petak",
        "step_words": "Pasang: python -m etl boundaries (tanpa internet: docs/boundaries.md)",
    }


def test_without_data_the_next_step_is_to_build(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 1
    assert "✗ Snapshot           Belum ada data. Jalankan: python -m etl build" in capsys.readouterr().out


def break_audit() -> None:
    audit.record(audit.UPLOAD, "uji", is_loaded=1)
    for name in ("audit.sqlite", "audit.sqlite-wal"):
        if (file := paths.audit().with_name(name)).exists():
            file.write_bytes(b"no database " * 1000)


def refuse_ten_loads() -> None:
    for _again in range(10):
        audit.record(audit.UPLOAD, "uji", is_loaded=0)


FAULTS: dict[str, tuple[Callable[[], object], str]] = {
    "snapshot": (lambda: (paths.warehouse() / "CURRENT").write_bytes(b"\xff"), "error"),
    "audit": (break_audit, "error"),
    "loads": (refuse_ten_loads, "warning"),
    "rights": (lambda: (paths.settings().data_dir.chmod(0o755), paths.warehouse().chmod(0o755)), "warning"),
}


@pytest.mark.parametrize("check", FAULTS)
def test_a_fault_is_found_by_its_own_check(check: str, kudus: Path) -> None:
    make, state = FAULTS[check]
    make()
    assert list_findings()[check].state == state


def test_a_clock_that_was_set_back_is_told_by_what_was_written_later(
    kudus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tomorrow = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    monkeypatch.setattr(audit, "_now", lambda: tomorrow)
    audit.record(audit.UPLOAD, "uji", is_loaded=1)
    found = list_findings()["clock"]
    step = "Perbaiki jam komputer: ada data yang tercatat sesudah waktu ini."
    assert (found.state, found.step_words) == ("error", step)


def test_an_event_that_was_changed_is_an_error(kudus: Path) -> None:
    audit.record(audit.UPLOAD, "uji", is_loaded=1)
    with closing(sqlite3.connect(paths.audit(), isolation_level=None)) as log:
        log.execute("DROP TRIGGER no_change")
        log.execute("UPDATE events SET user = 'lain'")
    found = list_findings()["audit"]
    assert (found.state, found.step_words) == ("error", "Lihat semuanya: python -m etl audit --verify")


def test_a_folder_that_can_not_be_written_is_an_error(kudus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: False)  # root may write anywhere
    found = list_findings()["data_folder"]
    assert (found.state, found.found_words) == ("error", f"Folder data {kudus} tidak dapat ditulis")


def test_an_unknown_setting_is_the_finding_of_its_check(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORA_WARNA", "biru")
    assert list_findings()["settings"] == Finding(
        "error", "Pengaturan tidak dikenal: PORA_WARNA. Lihat daftarnya di README."
    )


def test_another_version_of_a_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_find_version", lambda name: None if name == "duckdb" else "1.0")
    found = machine.judge_packages()
    assert (found.state, "duckdb -" in found.found_words, found.step_words) == (
        "error",
        True,
        "Jalankan: .venv/bin/pip install --require-hashes -r requirements.txt",
    )


def test_a_port_that_another_program_uses_gives_the_next_one(free_port: socket.socket) -> None:
    free_port.listen()
    free_port.settimeout(0)  # it never answers
    found = service.judge_port()
    port = free_port.getsockname()[1]
    assert (found.found_words, found.state) == (f"127.0.0.1:{port} dipakai program lain", "warning")
    assert f"STREAMLIT_SERVER_PORT={port + 1} make run" in found.step_words


def test_sign_in_that_is_half_set_up_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.write_text('[auth]\nclient_id = "pora"\n')
    monkeypatch.setattr(service, "_find_secrets", lambda: secrets)
    found = service.judge_sign_in()
    assert (found.state, found.found_words.split(":")[0]) == ("error", "[auth] belum lengkap")


@pytest.mark.parametrize("content", [None, b"[auth", b"\xff"])
def test_a_secrets_file_that_is_named_and_can_not_be_read_is_an_error_and_never_no_provider(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets = tmp_path / "secrets.toml"
    if content:
        secrets.write_bytes(content)
    monkeypatch.setenv("STREAMLIT_SECRETS_FILES", str(secrets))
    words = f"Berkas rahasia {secrets} tidak ada atau tidak dapat dibaca."
    assert service.judge_sign_in() == Finding("error", words, "Ikuti docs/sign-in.md.")


def test_secrets_that_others_can_read_are_an_error_with_its_step(
    kudus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kudus.chmod(0o700)
    secrets = tmp_path / "secrets.toml"
    secrets.touch(0o644)
    monkeypatch.setattr(service, "_find_secrets", lambda: secrets)
    step = f"Pengguna lain di komputer ini dapat membaca: {secrets}. Tutup dengan: chmod -R go-rwx {secrets}"
    assert list_findings()["rights"] == Finding("error", "1 berkas atau folder dapat dibaca pengguna lain", step)
    secrets.chmod(0o600)
    assert list_findings()["rights"] == Finding("ok", "Data dan rahasia hanya dapat dibaca pemiliknya")


@pytest.mark.parametrize(
    ("version", "is_tried"), [((3, 10), False), ((3, 11), True), ((3, 12), True), ((3, 13), True), ((3, 14), False)]
)
def test_a_python_that_was_not_tried_gets_one_sentence(version: tuple[int, int], is_tried: bool) -> None:
    told = check_python(version)
    assert (told == "", "\n" in told) == (is_tried, False)


def test_missing_packages_are_one_sentence() -> None:
    assert check_packages() == ""
    assert check_packages(("duckdb", "no_such_package")).startswith("Paket Python belum terpasang; jalankan: make run")


def test_the_command_ends_with_a_sentence_where_nothing_is_installed(tmp_path: Path) -> None:
    bare = [sys.executable, "-S", "-m", "etl", "doctor"]  # -S: no packages
    ran = subprocess.run(bare, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr.count("\n"), "make run" in ran.stderr) == (1, 1, True)


def test_what_is_loaded_and_not_in_the_log_is_told_as_status_tells_it(
    data_dir: Path, tmp_path: Path, no_desa_tiles: None
) -> None:
    assert list_findings()["loads"] == Finding("ok", "Belum ada berkas yang dimuat")
    pipeline.build("33", with_sample=False)
    assert list_findings()["loads"] == Finding("ok", "Belum ada berkas yang dimuat")
    with pipeline.open_writer() as writer:
        load_file(writer.con, write_kudus(tmp_path / "contoh.csv"), LoadOptions("kanim-semarang", is_sample=True))
        writer.publish()
    assert list_findings()["loads"] == Finding("ok", "Hanya data contoh (1 berkas); kantor belum memuat berkas")
    with pipeline.open_writer() as writer:
        load_file(writer.con, write_kudus(tmp_path / "kudus.csv"), LoadOptions("kanim-semarang"))
        writer.publish()
    (received_at,) = query("SELECT max(received_at) FROM core_batch")[0]
    assert list_findings()["loads"] == Finding(
        "ok", f"Terakhir {format_office_time(received_at)}; catatan audit tidak lagi memuatnya"
    )


@pytest.mark.parametrize(
    ("platform", "finding"),
    [
        ("linux", Finding("ok", "Satu berkas paling lama 600 detik dibaca dan diperiksa, 4.000 MB memori")),
        (
            "win32",
            Finding(
                "warning",
                "Windows tidak membatasi waktu dan memori pemuatan",
                "Muat hanya berkas dari kantor yang dikenal, dan perhatikan memorinya: docs/operations.md",
            ),
        ),
    ],
)
def test_where_a_load_has_no_limits_it_is_said(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, platform: str, finding: Finding
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert list_findings()["limits"] == finding


def test_a_good_load_after_refused_ones_is_well(kudus: Path, tmp_path: Path) -> None:
    refuse_ten_loads()
    assert main(["load", str(write_kudus(tmp_path / "kudus.csv")), "--office", "kanim-semarang"]) == 0
    assert list_findings()["loads"].state == "ok"
