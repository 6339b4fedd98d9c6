"""What a batch replaces, and what is said of rows that are equal."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import case, counts, load, load_rows, query, write_kudus
from openpyxl import Workbook

pytestmark = pytest.mark.usefixtures("in_memory")


def test_the_same_file_counts_again_once_another_has_replaced_it(tmp_path: Path) -> None:
    file = write_kudus(tmp_path / "kudus.csv")
    load(file)
    load_rows(tmp_path, [case("33.19.01", 1)], replace=True)
    assert not load(file).unchanged
    assert counts("kabupaten_kota") == {"33.19": (48, None, "angka", 6, 0)}


def test_a_correction_replaces_only_its_own_kabupaten_period_and_category(tmp_path: Path) -> None:
    first = load_rows(
        tmp_path,
        [
            case("33.19.01", 7),
            case("33.19.02", 13),
            case("33.20.01", 5),
            case("33.19.01", 6, period="2024-04"),
            case("33.19.01", 1, category="pengungsi"),
        ],
    )
    second = load_rows(tmp_path, [case("33.19.01", 8)], replace=True)
    assert counts("kecamatan") == {"33.19.01": (8, None, "angka", 1, 0), "33.20.01": (5, None, "angka", 1, 0)}
    assert counts("kecamatan", "2024-04") == {"33.19.01": (6, None, "angka", 1, 0)}
    assert counts("kecamatan", category="pengungsi") == {"33.19.01": (1, None, "angka", 1, 0)}
    assert query(
        "SELECT batch_id, kabupaten_code, replaces_batch_id FROM core_slice WHERE period = '2024-03' "
        "AND category = 'orang_asing' ORDER BY replaces_batch_id NULLS FIRST, kabupaten_code"
    ) == [
        (first.batch_id, "33.19", None),
        (first.batch_id, "33.20", None),
        (second.batch_id, "33.19", first.batch_id),
    ]


def test_what_was_replaced_stays_in_the_history(tmp_path: Path) -> None:
    load(write_kudus(tmp_path / "kudus.csv"))
    load_rows(tmp_path, [case("33.19.01", 8)], replace=True)
    assert query("SELECT batch_number, rows_in, is_sample FROM core_batch ORDER BY 1") == [(1, 6, False), (2, 1, False)]
    assert query("SELECT sum(person_count)::BIGINT FROM core_case GROUP BY batch_id ORDER BY 1") == [(8,), (48,)]


def test_the_part_of_an_office_that_is_not_placed_is_replaced_by_office(tmp_path: Path) -> None:
    refugees = {"category": "pengungsi"}
    load_rows(tmp_path, [case(None, 16, **refugees)], office="kanim-pemalang")
    load_rows(tmp_path, [case(None, 2, **refugees)], office="kanim-pati")
    load_rows(tmp_path, [case(None, 15, **refugees)], office="kanim-pemalang")
    assert counts("kanim", category="pengungsi") == {
        "kanim-pati": (2, 2, "angka", 0, 0),
        "kanim-pemalang": (15, 15, "angka", 0, 0),
    }
    assert counts("provinsi", category="pengungsi") == {"33": (17, 17, "angka", 0, 0)}


def test_real_data_displaces_the_sample_of_any_office_and_sample_never_real_data(tmp_path: Path) -> None:
    load_rows(tmp_path, [case("33.19.01", 99), case("33.20.01", 98)], office="kanim-pati", is_sample=True)
    load(write_kudus(tmp_path / "kudus.csv"))
    expected = {"33.19": (48, None, "angka", 6, 0), "33.20": (98, None, "angka", 1, 0)}
    assert counts("kabupaten_kota") == expected
    load_rows(tmp_path, [case("33.19.01", 97)], is_sample=True)
    assert counts("kabupaten_kota") == expected
    assert query("SELECT has_sample FROM core_snapshot") == [(True,)]


def test_a_snapshot_without_sample_says_so(tmp_path: Path) -> None:
    load(write_kudus(tmp_path / "kudus.csv"))
    assert query("SELECT has_sample FROM core_snapshot") == [(False,)]


def test_areas_of_another_office_and_equal_rows_are_loaded_with_a_warning(tmp_path: Path) -> None:
    report = load_rows(tmp_path, [case("33.19.01", 1), case("33.19.01", 2), case("33.29.05", 1)])
    assert report.warnings == (
        "Kab. Brebes bukan wilayah kerja kanim-semarang pada Maret 2024. Periksa kantor pengirim dan nama wilayahnya; "
        "bila kantor itu memang melaporkannya, biarkan saja.",
        "1 jumlah memiliki rincian yang sama dengan jumlah lain dan ditambahkan: baris 2 dan 3.",
    )
    assert counts("kecamatan")["33.19.01"] == (3, None, "angka", 1, 0)


def test_a_table_without_places_is_told_with_its_headings(tmp_path: Path) -> None:
    table = tmp_path / "tabel.csv"
    table.write_text("Kecamatan_kod,Kebangsaan,Jumlah WNA\n33.19.01,China,3\n")
    assert [one.message for one in load(table, period="2024-03").errors] == [
        "Tidak ada kolom kecamatan atau kabupaten di tabel.csv; judul yang ada: Kebangsaan, Jumlah WNA, Kecamatan_kod. "
        "Periksa judul kolomnya, atau beri --kabupaten."
    ]


def test_equal_rows_are_named_set_by_set_and_a_wide_row_once(tmp_path: Path) -> None:
    wide = tmp_path / "wide.csv"
    wide.write_text("Kecamatan,ITK,ITAS\nBae,1,2\nJati,1,1\nBae,1,2\nJati,1,1\nJati,1,1\n")
    (warning,) = load(wide, period="2024-03", kabupaten="33.19").warnings
    assert warning == (
        "6 jumlah memiliki rincian yang sama dengan jumlah lain dan ditambahkan: baris 2 dan 4; baris 3, 5 dan 6."
    )


def test_equal_rows_of_a_workbook_are_named_with_their_sheet(tmp_path: Path) -> None:
    book = Workbook()
    for row in (["Kecamatan", "WNA"], ["Bae", 2], ["Jati", 2], ["Bae", 2]):
        book.active.append(row)
    book.active.title = "Maret"
    book.save(tmp_path / "buku.xlsx")
    assert load(tmp_path / "buku.xlsx", period="2024-03", kabupaten="33.19").warnings == (
        "1 jumlah memiliki rincian yang sama dengan jumlah lain dan ditambahkan: lembar Maret baris 2 dan 4.",
    )


def test_a_row_that_equals_the_detailed_rows_of_its_place_is_named(tmp_path: Path) -> None:
    rows = [case("33.19.01", 3, nationality="CHN"), case("33.19.01", 2, nationality="JPN"), case("33.19.01", 5)]
    (warning,) = load_rows(tmp_path, rows).warnings
    assert warning == (
        "1 tempat memuat baris tanpa rincian yang sama dengan jumlah baris yang dirinci (Kaliwungu); keduanya "
        "dihitung. Hapus barisnya bila itu subtotal."
    )
    other = [case("33.19.02", 3, nationality="CHN"), case("33.19.02", 2, nationality="JPN"), case("33.19.02", 4)]
    assert load_rows(tmp_path, [*other, *rows[:1]]).warnings == ()


def test_a_total_that_does_not_fit_its_rows_is_loaded_with_a_warning_that_says_what_to_do(tmp_path: Path) -> None:
    table = "kecamatan,jumlah\nJati,12\nBae,14\nJUMLAH,{total}\n"
    given = {"period": "2024-03", "kabupaten": "33.19", "category": "orang_asing"}
    (tmp_path / "salah.csv").write_text(table.format(total=40))
    wrong = load(tmp_path / "salah.csv", **given)
    assert (wrong.loaded, wrong.errors, wrong.accepted) == (True, (), 2)
    assert wrong.warnings == (
        "1 jumlah tercetak tidak cocok: di baris 4 tercetak 40, padahal barisnya berjumlah 26. Yang dihitung dasbor "
        "adalah barisnya. Periksa baris dan jumlahnya; bila barisnya benar, biarkan saja.",
    )
    assert counts("kecamatan") == {
        "33.19.03": (12, None, "angka", 1, 0),
        "33.19.07": (14, None, "angka", 1, 0),
    }
    (tmp_path / "benar.csv").write_text(table.format(total=26))
    assert load(tmp_path / "benar.csv", **given).warnings == ()
