"""What a source says of which area, in a sentence and on a map: its numbers, and not one more."""

from __future__ import annotations

import pandas as pd
import pytest

from pora import schema
from pora.config import ROOT
from pora.reference.areas import area_index
from pora.reference.offices import read_offices
from pora.statistics.measures import NOT_STATED, PART_OF, Measure
from pora.statistics.publications import (
    Publication,
    describe_as_of,
    describe_headline,
    describe_publication,
    describe_value,
    list_publications,
    make_publication_frame,
)

PUBLISHED = pd.read_csv(
    ROOT / "data" / "reference" / "published_figure.csv", dtype=dict.fromkeys(("period", "area_code", "as_of"), str)
)
SOME = {
    "as_of": "2024-07-17",
    "as_of_precision": "day",
    "period": "2024-07",
    "measure": "orang asing",
    "value_precision": "exact",
}


def make_figures(
    *rows: tuple[str, str, float | None] | tuple[str, str, float | None, dict[str, object]],
) -> pd.DataFrame:
    """Rows of core_figure: level, area_code, person_count, and what differs from SOME."""
    names = {office: one.office_name for office, one in read_offices().items()}
    found = [
        SOME
        | {
            "figure_id": number,
            "level": level,
            "area_code": code,
            "area_name": names.get(code) or area_index().display_name(code),
            "person_count": count,
        }
        | dict(*more)
        for number, (level, code, count, *more) in enumerate(rows, 1)
    ]
    columns = ["figure_id", *SOME, "level", "area_code", "area_name", "person_count"]
    return pd.DataFrame(found, columns=[*columns, "value_low", "value_high", "present_in"])


def find_published(figure_id: int) -> Publication:
    """A publication of the product's own table, by its widest figure."""
    (one,) = (one for one in list_publications(PUBLISHED) if one.figure_id == str(figure_id))
    return one


OFFICE_OF = {"33.27": "kanim-pemalang", "33.29": "kanim-pemalang", "33.19": "kanim-semarang"}.get
KUDUS = area_index().children("33.19")


def draw(one: Publication, codes: list[str]) -> list[tuple[str, int | None, str, str | None]]:
    frame = make_publication_frame(one, codes, OFFICE_OF)
    assert list(frame["area_name"]) == [area_index().area_name(code) for code in codes]
    return [
        (code, None if pd.isna(value) else int(value), status, label if isinstance(label, str) else None)
        for code, value, status, label in frame[["area_code", "value", "status", "part_label"]].itertuples(index=False)
    ]


def test_kudus_is_48_in_six_kecamatan_of_which_none_has_a_number_of_its_own() -> None:
    kudus = find_published(17)
    assert describe_headline(kudus) == "Kab. Kudus: 48 orang asing di 6 kecamatan, rincian tidak diterbitkan"
    assert describe_publication(kudus) == "19 Maret 2024 (tahun belum pasti), orang asing: Kab. Kudus 48"
    part = (None, PART_OF, "bagian dari 48, rincian tidak diterbitkan")
    rows = draw(kudus, KUDUS)
    named = set(str(kudus.widest["present_in"]).split(";"))
    assert len(named) == 6 and len(KUDUS) == 9
    assert rows == [(code, *(part if code in named else (None, NOT_STATED, None))) for code in KUDUS]
    assert (kudus.level, kudus.area_code("33"), kudus.month) == (schema.KECAMATAN, "33.19", "2024-03")
    assert kudus.measure == Measure("Orang asing, angka terbit", "orang asing")


def test_of_19_refugees_3_are_in_sirampog_and_16_in_no_kecamatan() -> None:
    pemalang = find_published(53)
    codes = ["33.29.04", "33.29.05", "33.27.01"]
    assert describe_headline(pemalang) == "Kantor Imigrasi Pemalang: 19 pengungsi; Sirampog 3; 16 tidak dirinci"
    assert describe_publication(pemalang) == ("17 Juli 2024, pengungsi: Kantor Imigrasi Pemalang 19 dan 1 angka lain")
    assert draw(pemalang, codes) == [
        ("33.29.04", None, NOT_STATED, None),
        ("33.29.05", 3, schema.ANGKA, None),
        ("33.27.01", None, NOT_STATED, None),
    ]
    assert (pemalang.level, pemalang.area_code("33")) == (schema.KECAMATAN, "kanim-pemalang")


def test_a_zero_that_a_source_states_is_a_zero_and_kecamatan_that_it_passes_over_are_none() -> None:
    tegal = find_published(12)
    assert describe_headline(tegal) == (
        "Kab. Tegal: 115 orang asing; Lebaksiu 43, Margasari 28, Kramat 13, Slawi 0; 31 tidak dirinci"
    )
    assert draw(tegal, ["33.28.10", "33.28.02"]) == [
        ("33.28.10", 0, schema.NOL, None),
        ("33.28.02", None, NOT_STATED, None),
    ]


def test_kabupaten_of_an_office_or_a_province_that_was_counted_as_a_whole_share_its_number() -> None:
    (office,) = list_publications(make_figures(("kanim", "kanim-pemalang", 570)))
    assert describe_headline(office) == "Kantor Imigrasi Pemalang: 570 orang asing"
    assert draw(office, ["33.27", "33.19"]) == [
        ("33.27", None, PART_OF, "bagian dari 570, rincian tidak diterbitkan"),
        ("33.19", None, NOT_STATED, None),
    ]
    assert (office.level, office.area_code("33")) == (schema.KABUPATEN_KOTA, "33")
    (province,) = list_publications(make_figures(("kabupaten_kota", "33.19", 48), ("provinsi", "33", 5156)))
    assert draw(province, ["33.27", "33.19"]) == [
        ("33.27", None, PART_OF, "bagian dari 5.156, rincian tidak diterbitkan"),
        ("33.19", 48, schema.ANGKA, None),
    ]


def test_kabupaten_share_no_number_of_a_kabupaten() -> None:
    (one,) = list_publications(make_figures(("kabupaten_kota", "33.19", 48)))
    assert draw(one, ["33.19", "33.27"]) == [("33.19", 48, schema.ANGKA, None), ("33.27", None, NOT_STATED, None)]


def test_a_place_that_is_named_without_a_number_says_so_on_the_map() -> None:
    vague = {"value_precision": "range", "value_low": 300, "value_high": 400}
    (one,) = list_publications(
        make_figures(
            ("kabupaten_kota", "33.11", None, vague),
            ("kabupaten_kota", "33.19", None, {"value_precision": "not_stated"}),
        )
    )
    assert draw(one, ["33.11", "33.19"]) == [
        ("33.11", None, PART_OF, "300–400"),
        ("33.19", None, PART_OF, "tidak disebut"),
    ]


@pytest.mark.parametrize(
    ("rows", "headline"),
    [
        ([("kecamatan", "33.19.01", 10)], "Kaliwungu, Kab. Kudus: 10 orang asing"),
        (
            [("kabupaten_kota", "33.19", 48), ("kecamatan", "33.19.01", 40), ("kecamatan", "33.19.02", 8)],
            "Kab. Kudus: 48 orang asing; Kaliwungu 40, Kota Kudus 8",
        ),
        (
            [("kabupaten_kota", "33.19", 40), ("kecamatan", "33.19.01", 48)],
            "Kab. Kudus: 40 orang asing; Kaliwungu 48",
        ),
        (
            [("kabupaten_kota", "33.19", 48), ("kecamatan", "33.19.01", 40, {"value_precision": "about"})],
            "Kab. Kudus: 48 orang asing; Kaliwungu sekitar 40",
        ),
        (
            [("kabupaten_kota", "33.19", 48), ("kecamatan", "33.19.01", None, {"value_precision": "not_stated"})],
            "Kab. Kudus: 48 orang asing; Kaliwungu tidak disebut",
        ),
        (
            [("kabupaten_kota", "33.19", None, {"value_precision": "not_stated"}), ("kecamatan", "33.19.01", 40)],
            "Kab. Kudus: tidak disebut orang asing; Kaliwungu 40",
        ),
    ],
)
def test_what_is_left_is_said_only_where_exact_numbers_leave_something(
    rows: list[tuple[str, str, float | None]], headline: str
) -> None:
    (one,) = list_publications(make_figures(*rows))
    assert describe_headline(one) == headline


def test_newest_first_two_numbers_for_one_place_apart_and_no_detention_house_on_a_map() -> None:
    figures = make_figures(
        ("kabupaten_kota", "33.19", 48),
        ("kabupaten_kota", "33.19", 50),
        ("kecamatan", "33.19.01", 9),
        ("kabupaten_kota", "33.19", 7, {"measure": "pengungsi"}),
        ("kabupaten_kota", "33.19", 60, {"as_of": "2025-01-02"}),
        ("rudenim", "rudenim-semarang", 88),
    )
    found = [(one.figure_id, list(one.figures["figure_id"])) for one in list_publications(figures)]
    assert found == [("5", [5]), ("4", [4]), ("2", [2]), ("1", [1, 3])]


@pytest.mark.parametrize(
    ("rows", "province"),
    [
        ([("kanim", "kanim-pemalang", 1), ("kabupaten_kota", "33.29", 1)], "33"),
        ([("kabupaten_kota", "33.29", 1), ("kabupaten_kota", "34.01", 1)], None),
    ],
)
def test_a_publication_is_of_the_province_that_all_its_figures_are_of(
    rows: list[tuple[str, str, float]], province: str | None
) -> None:
    assert Publication("1", make_figures(*rows)).province_code == province


def test_the_map_of_one_kecamatan_is_of_its_kabupaten_and_a_year_stands_at_its_december() -> None:
    year = {"as_of": "2018", "as_of_precision": "year", "period": None}
    (one,) = list_publications(make_figures(("kecamatan", "33.19.01", 10, year)))
    assert (one.area_code("33"), one.month) == ("33.19", "2018-12")


@pytest.mark.parametrize(
    ("as_of", "precision", "words"),
    [
        ("2024-03-19", "day", "19 Maret 2024"),
        ("2024-03-19", "year_unconfirmed", "19 Maret 2024 (tahun belum pasti)"),
        ("2024-03", "month", "Maret 2024"),
        ("2024", "year", "2024"),
        ("2025-01..11", "period", "2025-01..11"),
    ],
)
def test_a_date_is_as_exact_as_the_source(as_of: str, precision: str, words: str) -> None:
    assert describe_as_of(as_of, precision) == words


@pytest.mark.parametrize(
    ("count", "precision", "words"),
    [
        (1234.0, "exact", "1.234"),
        (82.0, "about", "sekitar 82"),
        (11.0, "unclear", "11 (sumber tidak jelas)"),
        (None, "not_stated", "tidak disebut"),
        (None, "range", "300–400"),
    ],
)
def test_a_value_is_as_sure_as_the_source(count: float | None, precision: str, words: str) -> None:
    figure = pd.Series({"value_precision": precision, "person_count": count, "value_low": 300, "value_high": 400})
    assert describe_value(figure) == words
