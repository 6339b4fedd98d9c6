"""Loading from a page: the command in a process of its own, and nothing left behind."""

from __future__ import annotations

import io
import subprocess
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pora.errors import PoraError
from pora.schema.load_report import LoadOptions, PartChange
from pora.ui.components.plain_text import show_plainly
from pora.ui.upload import load_process
from pora.ui.upload.load_process import (
    Upload,
    check_upload,
    load_uploads,
    make_rejects,
    translate_for_page,
)
from pora.warehouse.snapshots import require_current
from tests.builders import counts

SEMARANG = LoadOptions("kanim-semarang")
GOOD = b"period,kecamatan_code,category,person_count\n2024-03,33.19.01,orang_asing,7\n"
MIXED = GOOD + b"2024-03,33.19.02,orang_asing,50-an\n"
REGISTER = b"nama,periode,kecamatan,kabupaten,kategori\nZzyzxia Qwortling,2024-03,Bae,Kudus,orang asing\n"
CHANGE = PartChange("2024-03", "orang_asing", "33.19", "Kab. Kudus", None, 7)


def zip_of(files: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archived:
        for name, text in files.items():
            archived.writestr(zipfile.ZipInfo(name), text)
    return content.getvalue()


@pytest.fixture(autouse=True)
def uploads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made in this test."""
    folder = tmp_path / "uploads"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_a_check_tells_what_would_change_and_writes_nothing(empty: Path, uploads: Path) -> None:
    before = require_current()
    [result] = check_upload(Upload("kudus.csv", GOOD), SEMARANG)
    assert (result.rows_in, result.accepted, result.rejected, result.loaded) == (1, 1, 0, False)
    assert result.changes == (CHANGE,)
    assert (require_current(), list(uploads.iterdir())) == (before, [])


def test_a_loaded_upload_is_in_force_and_its_copy_is_gone(empty: Path, uploads: Path) -> None:
    [result] = load_uploads([Upload("kudus.csv", GOOD)], SEMARANG)
    assert (result.file, result.loaded, result.unchanged) == ("kudus.csv", True, False)
    assert counts("kabupaten_kota")["33.19"] == (7, None, "angka", 1, 0)
    assert list(uploads.iterdir()) == []
    assert load_uploads([Upload("kudus.csv", GOOD)], SEMARANG)[0].unchanged


def test_a_bad_row_comes_with_its_place_and_the_rest_loads_on_demand(empty: Path, uploads: Path) -> None:
    upload = Upload("kudus.csv", MIXED)
    [error] = load_uploads([upload], SEMARANG)[0].errors
    assert (error.row, error.column, error.value, error.code) == (3, "person_count", "50-an", "inexact-count")
    assert counts("kabupaten_kota") == {}
    assert load_uploads([upload], LoadOptions("kanim-semarang", accept_partial=True))[0].loaded
    assert counts("kabupaten_kota")["33.19"][0] == 7
    assert list(uploads.iterdir()) == []


def test_the_rejected_rows_come_as_a_workbook_and_leave_no_copy(empty: Path, uploads: Path) -> None:
    assert make_rejects(Upload("kudus.csv", MIXED), SEMARANG).startswith(b"PK")
    assert list(uploads.iterdir()) == []


def test_one_file_of_a_zip_is_judged_and_loaded_by_choices_of_its_own(empty: Path, uploads: Path) -> None:
    sent = Upload("kiriman.zip", zip_of({"daftar.csv": REGISTER, "maret/kudus.csv": GOOD, "campur.csv": MIXED}))
    reports = check_upload(sent, SEMARANG)
    assert [(one.file, one.concerns_whole_file, one.rejected) for one in reports] == [
        ("kiriman.zip/campur.csv", False, 1),
        ("kiriman.zip/daftar.csv", True, 0),
        ("kiriman.zip/maret/kudus.csv", False, 0),
    ]
    mixed, register, good = (sent.meant_by(one) for one in reports)
    dropped = LoadOptions("kanim-semarang", drop_personal=True)
    assert [(one.file, one.accepted) for one in check_upload(register, dropped)] == [("kiriman.zip/daftar.csv", 1)]
    assert make_rejects(mixed, SEMARANG).startswith(b"PK")
    assert [one.loaded for one in load_uploads([good, register], SEMARANG)] == [True, False]
    assert counts("kabupaten_kota")["33.19"][0] == 7
    assert list(uploads.iterdir()) == []


def test_a_register_is_refused_and_no_byte_of_a_name_stays(empty: Path, uploads: Path) -> None:
    [result] = load_uploads([Upload("daftar.csv", REGISTER)], SEMARANG)
    assert (result.holds_personal_data, result.concerns_whole_file, result.loaded) == (True, True, False)
    assert load_uploads([Upload("daftar.csv", REGISTER)], LoadOptions("kanim-semarang", drop_personal=True))[0].loaded
    kept = [path for folder in (empty, uploads) for path in folder.rglob("*") if path.is_file()]
    assert [path for path in kept if b"Zzyzxia" in path.read_bytes()] == []


def test_a_file_of_no_table_is_refused_in_one_sentence(empty: Path) -> None:
    [result] = check_upload(Upload("kosong.xlsx", b""), SEMARANG)
    assert (result.rows_in, result.concerns_whole_file, len(result.errors)) == (0, True, 1)


def test_the_sentence_of_a_command_that_can_not_run_is_passed_on(data_dir: Path, uploads: Path) -> None:
    with pytest.raises(PoraError, match="^Belum ada data. Jalankan: python -m etl build$"):
        check_upload(Upload("kudus.csv", GOOD), SEMARANG)
    assert list(uploads.iterdir()) == []


def test_a_command_that_takes_too_long_is_ended_and_leaves_no_copy(
    empty: Path, uploads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load_process, "TIME_LIMIT", 0.01)
    with pytest.raises(PoraError, match="terlalu lama"):
        check_upload(Upload("kudus.csv", GOOD), SEMARANG)
    assert list(uploads.iterdir()) == []


def test_a_traceback_is_never_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    stderr = "Traceback (most recent call last):\nValueError: Zzyzxia Qwortling"
    answer = subprocess.CompletedProcess([], 1, stdout="", stderr=stderr)
    monkeypatch.setattr(subprocess, "run", lambda *_args, **_options: answer)
    with pytest.raises(PoraError, match="^Berkas gagal diproses; data yang berlaku tidak berubah. Beri tahu"):
        check_upload(Upload("kudus.csv", GOOD), SEMARANG)


@given(st.text(max_size=300))
def test_any_name_becomes_a_file_name_without_a_folder(name: str) -> None:
    safe = Upload(name, b"").safe_name
    assert safe not in ("", ".", "..")
    assert not set(safe) & set("/\\\0\n")
    assert len(safe.encode("utf-8", "replace")) <= load_process.LONGEST_FILE_NAME


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Laporan Maret 2024.xlsx", "Laporan Maret 2024.xlsx"),
        ("../../etc/passwd.csv", "passwd.csv"),
        ("C:\\Users\\ani\\kudus.csv", "kudus.csv"),
        ("..", "berkas"),
        ("a\0b.csv", "ab.csv"),
        ("-rf.csv", "-rf.csv"),
        ("x" * 200 + ".csv", "x" * 116 + ".csv"),
    ],
)
def test_a_name_keeps_its_last_part(name: str, safe: str) -> None:
    assert Upload(name, b"").safe_name == safe


@pytest.mark.parametrize("stdout", ["", "[]", "null", '{"errors": 1}', "not json"])
def test_an_answer_of_another_kind_is_an_error_in_words(stdout: str, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = subprocess.CompletedProcess([], 0, stdout=stdout, stderr="")
    monkeypatch.setattr(subprocess, "run", lambda *_args, **_options: answer)
    with pytest.raises(PoraError, match="gagal diproses"):
        check_upload(Upload("kudus.csv", GOOD), SEMARANG)


def test_options_of_the_command_are_called_as_on_the_page() -> None:
    assert (
        translate_for_page("Beri --kabupaten atau --period.") == "Beri pilihan “Kabupaten/kota” atau pilihan “Periode”."
    )
    read = "Periode Juli 2025 dibaca dari perintah muat."
    assert translate_for_page(read) == "Periode Juli 2025 dibaca dari pilihan di halaman ini."


def test_text_of_a_file_becomes_no_link_or_image() -> None:
    assert show_plainly("![x](a) **b**") == r"\!\[x\]\(a\) \*\*b\*\*"


def test_an_address_in_a_file_is_no_link_on_a_page() -> None:
    """Streamlit finds addresses in the finished text: an escape alone is gone by then."""
    assert show_plainly("lihat HTTPS://a.id www.a.id a@b.id") == (
        "lihat HTTPS\\:\u2060//a\\.id www\u2060\\.a\\.id a@\u2060b\\.id"
    )
