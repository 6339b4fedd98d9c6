"""One file into one batch: what is loaded, what is refused and why."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import SIX_OF_KUDUS, case, counts, load, load_all, load_rows, query, write_kudus

from pora.errors import UsageError
from pora.schema.load_report import LoadReport

pytestmark = pytest.mark.usefixtures("in_memory")


def outcome(report: LoadReport) -> tuple[int, int, int, bool]:
    return report.rows_in, report.accepted, report.rejected, report.loaded


def errors(report: LoadReport) -> list[tuple[object, ...]]:
    """(row, column, value, code) of every error."""
    return [(e.row, e.column, e.value, e.code) for e in report.errors]


def cases() -> list[tuple[object, ...]]:
    """Every row in force at full grain, without the office."""
    return query(
        "SELECT period, kecamatan_code, kabupaten_code, category, nationality, izin_tinggal, sex, purpose, "
        "unhcr_status, unhcr_card, person_count FROM exact.out_case_counts ORDER BY ALL"
    )


# --- what a file may look like -------------------------------------------------------------------------------


def test_a_tidy_file_by_code_is_loaded_with_every_detail(tmp_path: Path) -> None:
    details = {"nationality": "CHN", "izin_tinggal": "ITAS", "sex": "L", "purpose": "bekerja"}
    refugee = {"category": "pengungsi", "unhcr_status": "pencari_suaka", "unhcr_card": "ya"}
    report = load_rows(
        tmp_path,
        [
            case("33.19.01", 3, **details),
            case("33.19.01", 2, nationality="lain_lain"),
            case("33.19.02", 1, **refugee),
        ],
    )
    assert outcome(report) == (3, 3, 0, True)
    empty = (None,) * 4
    assert cases() == [
        ("2024-03", "33.19.01", "33.19", "orang_asing", "CHN", "ITAS", "L", "bekerja", None, None, 3),
        ("2024-03", "33.19.01", "33.19", "orang_asing", "lain_lain", *empty, None, 2),
        ("2024-03", "33.19.02", "33.19", "pengungsi", *empty, "pencari_suaka", "ya", 1),
    ]


def test_names_headings_and_words_of_the_office_are_the_same_as_codes(tmp_path: Path) -> None:
    file = tmp_path / "kudus.csv"
    file.write_text(
        "Periode;Kecamatan;Kabupaten;Kategori;Kewarganegaraan;Izin Tinggal;Jenis Kelamin;Keperluan;Jumlah\n"
        "Maret 2024;KALIWUNGU;Kab. Kudus;Orang Asing;Tiongkok;KITAS;Laki-laki;Bekerja;1.234\n"
        "19/3/2024; Kec. Bae ;KUDUS;WNA;Korsel;Kunjungan;Perempuan;wisata;-\n",
        "utf-8",
    )
    assert outcome(load(file)) == (2, 2, 0, True)
    assert cases() == [
        ("2024-03", "33.19.01", "33.19", "orang_asing", "CHN", "ITAS", "L", "bekerja", None, None, 1234),
        ("2024-03", "33.19.07", "33.19", "orang_asing", "KOR", "ITK", "P", "wisata", None, None, 0),
    ]


def test_period_and_kabupaten_may_be_said_beside_the_file(tmp_path: Path) -> None:
    file = tmp_path / "kaliwungu.csv"
    file.write_text("kecamatan,kategori,jumlah\nKaliwungu,orang_asing,7\nBae,orang_asing,6\n", "utf-8")
    assert errors(load(file, period="2024-03"))[0] == (2, "kecamatan", "Kaliwungu", "ambiguous-area")
    assert outcome(load(file, period="2024-03", kabupaten="33.19")) == (2, 2, 0, True)
    assert counts("kecamatan") == {
        "33.19.01": (7, None, "angka", 1, 0),
        "33.19.07": (6, None, "angka", 1, 0),
    }


# --- the figures of the two meetings -------------------------------------------------------------------------


def test_48_in_six_kecamatan_of_kudus_leaves_the_other_three_unreported(tmp_path: Path) -> None:
    load(write_kudus(tmp_path / "kudus.csv"))
    assert counts("kecamatan") == {code: (count, None, "angka", 1, 0) for code, count in SIX_OF_KUDUS.items()}
    assert counts("kabupaten_kota") == {"33.19": (48, None, "angka", 6, 0)}
    assert counts("kanim") == {"kanim-semarang": (48, None, "angka", 6, 0)}
    assert counts("provinsi") == {"33": (48, None, "angka", 6, 0)}


def test_48_without_a_split_stays_with_the_kabupaten(tmp_path: Path) -> None:
    load_rows(tmp_path, [case(None, 48, kabupaten_code="33.19")])
    assert counts("kecamatan") == {}
    assert counts("kabupaten_kota") == {"33.19": (48, 48, "angka", 0, 0)}


def test_19_refugees_are_3_in_sirampog_and_16_at_the_office(tmp_path: Path) -> None:
    refugees = {"category": "pengungsi", "period": "2024-07"}
    load_rows(tmp_path, [case("33.29.05", 3, **refugees), case(None, 16, **refugees)], office="kanim-pemalang")
    assert [
        counts(level, "2024-07", "pengungsi") for level in ("kecamatan", "kabupaten_kota", "kanim", "provinsi")
    ] == [
        {"33.29.05": (3, None, "angka", 1, 0)},
        {"33.29": (3, None, "angka", 1, 0)},
        {"kanim-pemalang": (19, 16, "angka", 1, 0)},
        {"33": (19, 16, "angka", 1, 0)},
    ]
    assert counts("provinsi", "2024-07", "orang_asing") == {}


def test_zero_is_a_report_and_blank_is_none(tmp_path: Path) -> None:
    report = load_rows(tmp_path, [case("33.19.01", 0), case("33.19.02", None), case("33.19.03", 4)])
    assert outcome(report) == (3, 3, 0, True)
    assert counts("kecamatan") == {"33.19.01": (0, None, "nol", 1, 0), "33.19.03": (4, None, "angka", 1, 0)}
    assert counts("kabupaten_kota") == {"33.19": (4, None, "angka", 2, 0)}


# --- refused rows --------------------------------------------------------------------------------------------


BAD_ROWS = [
    case("33.19.01", 7),
    case("33.19.99", 1),
    case("33.10", 1),
    case("33.1", 1),
    case("33.19.02", -4),
    case("33.19.03", "1,5"),
    case("33.19.04", "sekitar 82"),
    case("33.19.05", 1, nationality="Chinna", sex="X"),
    case("33.19.06", 1, period="2099-01"),
    case("33.19.07", 1, period="kemarin"),
    case("33.19.08", 1, period=None),
    case("33.19.09", 1, category="turis"),
    case("31.71.01", 1),
]


BAD_ROW_ERRORS = [
    (3, "kecamatan_code", "33.19.99", "unknown-area"),
    (4, "kecamatan_code", "33.10", "area-level"),
    (5, "kecamatan_code", "33.1", "damaged-code"),
    (6, "person_count", "-4", "constraint-error"),
    (7, "person_count", "1,5", "inexact-count"),
    (8, "person_count", "sekitar 82", "inexact-count"),
    (9, "nationality", "Chinna", "constraint-error"),
    (9, "sex", "X", "constraint-error"),
    (10, "period", "2099-01", "constraint-error"),
    (11, "period", "kemarin", "type-error"),
    (12, "period", None, "constraint-error"),
    (13, "category", "turis", "constraint-error"),
    (14, "kecamatan_code", "31.71.01", "area-conflict"),
]


def test_every_message_is_a_sentence_that_says_what_to_do(tmp_path: Path) -> None:
    for error in load_rows(tmp_path, BAD_ROWS).errors:
        assert error.message.endswith((".", "?")) and len(error.message.split()) > 5, error


def test_errors_name_the_heading_that_the_office_wrote(tmp_path: Path) -> None:
    file = tmp_path / "judul.csv"
    file.write_text("Bulan Laporan,Kode Kec.,Kategori,Negara,Jumlah WNA\n2024-13,33.19.99,x,Chinna,-1\n", "utf-8")
    assert errors(load(file)) == [
        (2, "Bulan Laporan", "2024-13", "type-error"),
        (2, "Jumlah WNA", "-1", "constraint-error"),
        (2, "Kategori", "x", "constraint-error"),
        (2, "Kode Kec.", "33.19.99", "unknown-area"),
        (2, "Negara", "Chinna", "constraint-error"),
    ]


def test_33_10_is_klaten_and_33_1_is_nothing(tmp_path: Path) -> None:
    assert outcome(load_rows(tmp_path, [case(None, 5, kabupaten_code="33.10")])) == (1, 1, 0, True)
    refused = load_rows(tmp_path, [case(None, 5, kabupaten_code="33.1")])
    assert errors(refused) == [(2, "kabupaten_code", "33.1", "damaged-code")]
    assert counts("kabupaten_kota") == {"33.10": (5, 5, "angka", 0, 0)}


# --- refused files -------------------------------------------------------------------------------------------


def test_a_missing_file_is_one_sentence_and_the_other_files_are_still_loaded(tmp_path: Path) -> None:
    found = load_all(tmp_path / "hilang.csv", write_kudus(tmp_path / "kudus.csv"))
    assert [report.loaded for report in found.reports] == [False, True]
    assert [e.message for e in found.reports[0].errors] == [
        "Berkas hilang.csv tidak ditemukan. Periksa nama dan foldernya."
    ]
    assert counts("kabupaten_kota") == {"33.19": (48, None, "angka", 6, 0)}


def test_a_folder_without_a_file_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="tidak berisi berkas"):
        load(tmp_path)


def test_an_unknown_office_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Kode kantor 'kanim-kudus' tidak dikenal. Yang ada: .*kanim-semarang"):
        load(write_kudus(tmp_path / "kudus.csv"), office="kanim-kudus")


# --- partial loads and dry runs ------------------------------------------------------------------------------


def test_accept_partial_loads_the_good_rows_and_keeps_the_rejected_ones_with_reasons(tmp_path: Path) -> None:
    report = load_rows(
        tmp_path,
        [
            case("33.19.01", 7),
            case("33.19.01", "banyak"),
            case("33.19.02", 5),
            case("33.19.03", -1),
        ],
        accept_partial=True,
    )
    assert outcome(report) == (4, 2, 2, True)
    assert counts("kecamatan") == {
        "33.19.01": (7, None, "angka", 1, 1),
        "33.19.02": (5, None, "angka", 1, 0),
    }
    assert counts("kabupaten_kota") == {"33.19": (12, None, "angka", 2, 1)}
    assert query("SELECT row_number, column_name, value, error_code FROM core_rejected ORDER BY ALL") == [
        (3, "person_count", "banyak", "type-error"),
        (5, "person_count", "-1", "constraint-error"),
    ]
    assert query("SELECT rows_in, rows_accepted, rows_rejected FROM core_batch") == [(4, 2, 2)]


def test_a_rejected_row_of_an_unknown_place_makes_all_its_kabupaten_incomplete(tmp_path: Path) -> None:
    rows = [
        case("33.19.01", 7, kecamatan=None, kabupaten="Kab. Kudus"),
        case("33.20.01", 5, kecamatan=None, kabupaten="Kab. Jepara"),
        case(None, "banyak", kecamatan=None, kabupaten="Kab. Kudus"),
    ]
    load_rows(tmp_path, rows, accept_partial=True)
    assert counts("kecamatan") == {
        "33.19.01": (7, None, "angka", 1, 1),
        "33.20.01": (5, None, "angka", 1, 0),
    }
