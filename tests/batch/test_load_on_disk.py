"""What a load leaves in the data folder: nothing of what was refused or only tried, each accepted file as it came."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import case, counts, disk, load, load_all, load_rows, query, write_kudus, write_table

from pora.errors import SnapshotError
from tests.batch.test_load import BAD_ROW_ERRORS, BAD_ROWS, errors, outcome

pytestmark = pytest.mark.usefixtures("empty")


def test_one_bad_row_loads_nothing_and_every_error_is_listed_at_once(tmp_path: Path) -> None:
    before = disk()
    report = load_rows(tmp_path, BAD_ROWS)
    assert (outcome(report), report.batch_id, report.error_count) == ((13, 1, 12, False), None, 13)
    assert errors(report) == BAD_ROW_ERRORS
    assert disk() == before


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"", "source-error", "kosong"),
        (b"\n\n", "source-error", "kosong"),
        (b"period,kecamatan_code,category,person_count\n", None, "tidak berisi"),
        (b"nama,warna\nx,y\n", None, ""),
        (b"period,kecamatan_code,category\n2024-03,33.19.01,orang_asing\n", "missing-label", "Jumlah"),
        (b"period,category,person_count\n2024-03,orang_asing,48\n", "missing-label", "kolom kecamatan"),
        (b"period,kecamtan,category,person_count\n2024-03,Bae,orang_asing,6\n", "missing-label", "kecamatan"),
        (b"period,kecamatan_code,category,person_count\n2024-03,33.19.01\n", None, "aris 2"),
        (b"period,kecamatan_code,category,person_count\n2024-03,33.19.01,orang_asing,\0\n", None, "NUL"),
        (b"%PDF-1.7 laporan", None, "PDF"),
        (b"PK\x03\x04 not a workbook", None, ""),
    ],
    ids=[
        "no byte",
        "blank lines",
        "heading only",
        "other columns",
        "no count",
        "no place",
        "misspelt heading",
        "ragged",
        "NUL",
        "PDF",
        "broken zip",
    ],
)
def test_a_file_that_is_no_table_is_one_sentence_and_changes_nothing(
    tmp_path: Path, content: bytes, code: str | None, words: str
) -> None:
    file = tmp_path / "berkas.csv"
    file.write_bytes(content)
    before = disk()
    report = load(file)
    assert outcome(report) == (0, 0, 0, False)
    assert [(e.row, e.column) for e in report.errors] == [(None, None)]
    assert words in report.errors[0].message and "\n" not in report.errors[0].message
    assert code is None or report.errors[0].code == code
    assert disk() == before


def test_a_register_with_names_leaves_no_byte_of_a_name_on_disk(tmp_path: Path) -> None:
    file = tmp_path / "daftar.csv"
    file.write_text(
        "Periode,Nama,No Paspor,Kecamatan,Kabupaten,Kategori,Kewarganegaraan\n"
        "2024-03,Zebulon Quarterman,X1234567,Bae,Kudus,WNA,USA\n"
        "2024-03,Ptolemy Quarterman,X7654321,Bae,Kudus,WNA,USA\n",
        "utf-8",
    )
    before = disk()
    report = load(file)
    assert [e.code for e in report.errors] == ["personal-data"]
    assert "Quarterman" not in repr(report) and disk() == before
    dropped = load(file, drop_personal=True)
    assert (dropped.loaded, dropped.found[-1]) == (
        True,
        "Kolom data pribadi dibuang tanpa disimpan: Nama, No Paspor.",
    )
    assert counts("kecamatan") == {"33.19.07": (2, None, "angka", 1, 0)}
    assert not [name for name, content in disk().items() if b"Quarterman" in content or b"X1234567" in content]
    assert not [name for name in disk() if name.startswith("intake")]


def test_without_a_snapshot_nothing_can_be_loaded(
    tmp_path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORA_DATA_DIR", str(tmp_path / "other"))
    with pytest.raises(SnapshotError, match="Jalankan: python -m etl build"):
        load(write_kudus(tmp_path / "kudus.csv"))


def test_accept_partial_loads_nothing_where_every_row_is_bad(tmp_path: Path) -> None:
    before = disk()
    assert outcome(load_rows(tmp_path, [case("33.19.01", -1)], accept_partial=True)) == (1, 0, 1, False)
    assert disk() == before


@pytest.mark.parametrize("rows", [[case("33.19.01", 7)], BAD_ROWS], ids=["good", "bad"])
def test_a_dry_run_says_the_same_and_changes_nothing_on_disk(tmp_path: Path, rows: list[dict[str, object]]) -> None:
    file = write_table(tmp_path / "cases.csv", rows)
    before = disk()
    found = load_all(file, dry_run=True)
    assert disk() == before
    dry, wet = found.reports[0], load(file)
    assert (found.snapshot_id, dry.batch_id, dry.loaded) == (None, None, False)
    assert (dry.rows_in, dry.accepted, dry.rejected, dry.errors) == (
        wet.rows_in,
        wet.accepted,
        wet.rejected,
        wet.errors,
    )


def test_the_same_file_twice_changes_nothing_and_says_so(tmp_path: Path) -> None:
    file = write_kudus(tmp_path / "kudus.csv")
    first = load(file)
    before = disk()
    again = load_all(file)
    assert (again.snapshot_id, again.reports[0].unchanged, again.reports[0].batch_id) == (None, True, first.batch_id)
    assert disk() == before


def test_every_accepted_file_is_kept_as_it_came(tmp_path: Path) -> None:
    file = write_kudus(tmp_path / "kudus.csv")
    load(file)
    sha256 = query("SELECT file_sha256 FROM core_batch")[0][0]
    assert disk()[f"intake/{sha256}.csv"] == file.read_bytes()


def test_two_real_offices_on_one_kabupaten_are_refused(tmp_path: Path) -> None:
    load(write_kudus(tmp_path / "kudus.csv"))
    before = disk()
    report = load_rows(tmp_path, [case("33.19.01", 8), case("33.20.01", 5)], office="kanim-pati")
    assert outcome(report) == (2, 0, 2, False)
    assert errors(report) == [(None, None, "33.19", "conflicting-office")]
    assert "kanim-semarang" in report.errors[0].message
    assert disk() == before
    assert load_rows(tmp_path, [case("33.19.01", 8)], office="kanim-pati", accept_partial=True).loaded is False
