"""Wrong use and bad surroundings: exit code 2 or 1 and a sentence, never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from builders import case, disk, write_table

from pora.access import audit
from pora.config import ROOT
from pora.version import read_version
from tests.commands.ran import KANIM, Ran
from tests.export.templates import make_light, without_layout


def require_sentence(ran: Ran, code: int, words: str) -> None:
    assert (ran.code, ran.out) == (code, "")
    assert words in ran.err and len(ran.err.splitlines()) == 1 and "Traceback" not in ran.err


@pytest.mark.parametrize(
    "command",
    [
        ("status",),
        ("status", "--json"),
        ("publish",),
        ("export", "case_counts", "--output", "x.csv"),
        ("load", "x.csv", *KANIM),
        ("load", "x.csv", *KANIM, "--json"),
    ],
    ids=" ".join,
)
def test_without_a_snapshot_every_command_says_what_to_do(run, command: tuple[str, ...]) -> None:
    require_sentence(run(*command), 1, "Belum ada data. Jalankan: python -m etl build")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("load", "x.csv", "--office", "kanim-kudus"), "Kode kantor 'kanim-kudus' tidak dikenal"),
        (("load", "x.csv", *KANIM, "--period", "2024-13"), "--period harus seperti 2024-03, bukan '2024-13'"),
        (("load", "x.csv", *KANIM, "--period", "Maret 2024"), "--period harus seperti 2024-03"),
        (("load", "x.csv", *KANIM, "--kabupaten", "Kudus"), "'Kudus'"),
        (("load", "x.csv", *KANIM, "--kabupaten", "33.99"), "'33.99'"),
        (("load", "x.csv", *KANIM, "--kabupaten", "33.19.01"), "'33.19.01'"),
        (("export", "case_counts", "--output", "x.csv", "--area", "33.1"), "Kode wilayah '33.1' tidak dikenal"),
        (("export", "case_counts", "--output", "x.csv", "--period", "2024"), "--period harus seperti 2024-03"),
        (("export", "case_counts", "--output", "no/such/folder/x.csv"), "Folder no/such/folder tidak ada"),
        (("build", "--province", "99"), "'99' bukan kode provinsi"),
        (("build", "--province", "Jawa Tengah"), "'Jawa Tengah' bukan kode provinsi"),
        (("boundaries", "--province", "33.19"), "'33.19' bukan kode provinsi"),
        (("match",), "Isi nama wilayah"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_use_is_a_sentence_with_code_2(run, empty: Path, command: tuple[str, ...], words: str) -> None:
    before = disk()
    require_sentence(run(*command), 2, words)
    assert disk() == before


DECK = ("deck", "--area", "33.19", "--period", "2024-03", "--output", "rapat")


def test_a_template_that_no_slide_can_be_written_in_is_refused_before_any_number_is_asked_for(
    run, empty: Path, tmp_path: Path
) -> None:
    (tmp_path / "kantor.pptx").write_bytes(without_layout(make_light(), "Two Content"))
    template = str(tmp_path / "kantor.pptx")
    require_sentence(run(*DECK, "--template", template), 2, '"Dua Konten" (Two Content)')
    assert not Path("rapat").exists()


def test_a_template_for_a_form_that_takes_none_is_refused(run, empty: Path) -> None:
    require_sentence(run(*DECK, "--format", "docx", "--template", "x.pptx"), 2, "--template hanya untuk --format pptx")


@pytest.mark.parametrize("day", ["2026", "2026-13-01", "kemarin"])
def test_a_day_that_is_none_does_not_read_as_an_empty_log(run, empty: Path, day: str) -> None:
    require_sentence(run("audit", "--since", day), 2, f"--since harus seperti 2026-01-26, bukan '{day}'.")


@pytest.mark.parametrize(
    "command",
    [
        (),
        ("muat",),
        ("load",),
        ("load", "x.csv"),
        ("load", *KANIM),
        ("export", "core_case", "--output", "x.csv"),
        ("export", "case_counts"),
        ("export", "case_counts", "--output", "x.csv", "--format", "pdf"),
        ("status", "--verbose"),
    ],
    ids=" ".join,
)
def test_a_command_that_is_none_shows_its_use_with_code_2(run, command: tuple[str, ...]) -> None:
    ran = run(*command)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("pemakaian: python -m etl")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("PORA_LANG", "xx", "PORA_LANG harus salah satu dari id, en, bukan 'xx'."),
        ("PORA_DATADIR", "x", "Pengaturan tidak dikenal: PORA_DATADIR."),
    ],
)
def test_a_wrong_setting_is_a_sentence_with_code_2(
    run, empty: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str
) -> None:
    monkeypatch.setenv(name, value)
    require_sentence(run("status"), 2, words)


@pytest.mark.parametrize("command", [("status",), ("publish",), ("load", "x.csv", *KANIM), ("build", "--no-sample")])
def test_a_data_folder_that_is_a_file_is_a_sentence(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("PORA_DATA_DIR", str(tmp_path / "file"))
    ran = run(*command)
    assert ran.code == 1
    assert str(tmp_path / "file") in ran.err and len(ran.err.splitlines()) == 1


def test_an_export_onto_a_folder_is_a_sentence(run, kudus: Path, tmp_path: Path) -> None:
    require_sentence(run("export", "case_counts", "--output", tmp_path), 1, str(tmp_path))
    assert not list(tmp_path.glob("*.part"))


def test_stopping_by_hand_is_a_sentence(run, kudus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("etl.pipeline.publish", stop)
    require_sentence(run("publish"), 1, "Dihentikan. Data yang berlaku tidak berubah.")


def test_from_a_shell_in_a_poor_terminal_json_is_utf_8_and_alone(empty: Path, tmp_path: Path) -> None:
    file = write_table(tmp_path / "laporan – salinan.csv", [case("33.19.01", "±50")])
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    command = [sys.executable, "-m", "etl", "load", str(file), *KANIM, "--json"]
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    found = json.loads(ran.stdout.decode("utf-8"))
    assert (ran.returncode, found["file"], found["errors"][0]["value"], ran.stderr) == (1, file.name, "±50", b"")


def test_help_names_every_command(run) -> None:
    ran = run("--help")
    assert ran.code == 0
    for command in ("build", "load", "boundaries", "match", "export", "status", "publish"):
        assert command in ran.out


def test_the_version_is_told(run) -> None:  # noqa: ANN001
    ran = run("--version")
    assert (ran.code, ran.out) == (0, f"Dasbor Pora {read_version()}\n")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("verify", "tidak-ada.zip"), "Berkas tidak-ada.zip tidak ditemukan. Periksa nama dan foldernya."),
        (("verify", "tidak-ada.tar"), "Berkas tidak-ada.tar tidak ditemukan. Periksa nama dan foldernya."),
        (("verify", "folder.zip"), "folder.zip adalah folder. Tulis nama berkasnya, misalnya folder.zip/paket.zip."),
        (("verify", "berkas/x.zip"), "berkas/x.zip tidak ada, karena bagian dari namanya bukan folder."),
        (("verify", "folder"), "folder adalah folder. Tulis nama berkasnya, misalnya folder/paket.zip."),
        (("verify", "isi"), "isi adalah folder. Tulis nama berkasnya, misalnya isi/rapat.zip."),
        (("verify", "isi/rapat"), "Berkas rapat tidak ditemukan. Yang ada: rapat.zip."),
        (("restore", "folder", "baru"), "folder adalah folder. Tulis nama berkasnya."),
        (("export", "--like", "folder", "--output", "x.csv"), "folder adalah folder. Tulis nama berkasnya."),
        (("backup", "berkas"), "berkas sudah ada, dan bukan folder. Pilih nama lain."),
        (("restore", "tidak-ada.tar", "baru"), "Berkas tidak-ada.tar tidak ditemukan. Periksa nama dan foldernya."),
        (("inbox", "tidak-ada"), "Folder tidak-ada tidak ada. Periksa namanya."),
        (
            ("export", "--like", "tidak-ada.json", "--output", "x.csv"),
            "Berkas tidak-ada.json tidak ditemukan. Periksa nama dan foldernya.",
        ),
        (
            ("boundaries", "--from", "tidak-ada"),
            "Sumber batas wilayah tidak ada: tidak-ada. Periksa nama dan foldernya.",
        ),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, tuple) else "",
)
def test_a_path_that_is_not_there_or_of_another_kind_is_a_sentence_with_the_next_step(
    run, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], words: str
) -> None:
    for name in ("folder", "folder.zip", "isi"):
        (tmp_path / name).mkdir()
    (tmp_path / "isi" / "rapat.zip").write_bytes(b"PK")
    (tmp_path / "berkas").write_text("x")
    monkeypatch.chdir(tmp_path)
    ran = run(*command)
    assert (ran.code in (1, 2), ran.out) == (True, "")
    assert ran.err.startswith(words) and len(ran.err.splitlines()) == 1


def test_a_command_whose_reader_has_enough_says_nothing_more(empty: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "etl", "match", "Bae"]
    ran = subprocess.run(command, cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (1, b"")


def test_the_log_is_asked_by_the_word_that_it_prints_or_by_the_name_of_the_event(run, empty: Path) -> None:
    audit.record(audit.EXPORT, "uji", file="x.csv")
    audit.record(audit.SIGN_IN, "uji")
    lines = run("audit").out.splitlines()
    assert [
        words for words in ("ekspor", "export") if run("audit", "--event", words).out.splitlines() != lines[:1]
    ] == []
    assert "  ekspor  " in lines[0] and "  masuk  " in lines[1]
    require_sentence(
        run("audit", "--event", "keluar"),
        2,
        "Kejadian 'keluar' tidak dikenal. Yang dikenal: masuk, ditolak, lihat, ekspor, muat berkas, hak berubah, sesi "
        "diakhiri, paparan, templat dan pengesahan.",
    )
