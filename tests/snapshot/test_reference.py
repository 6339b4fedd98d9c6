from __future__ import annotations

import datetime as dt
import re

import pandas as pd
import pytest

from pora.paths import REFERENCE
from pora.reference.offices import kabupaten_of, office_by_kabupaten, office_of, read_office_areas, read_offices
from pora.schema import CORE_FIGURE, PENGUNGSI, REF_AREA, REF_OFFICE_AREA
from pora.statistics.publications import describe_value, list_publications

JAWA_TENGAH = "33"


def read(name: str) -> pd.DataFrame:
    return pd.read_csv(REFERENCE / name, dtype=str, keep_default_na=False)


AREA, FIGURE, OFFICE, OFFICE_AREA = (
    read(name) for name in ("area.csv", "published_figure.csv", "office.csv", "office_area.csv")
)


def kecamatan_count(kabupaten: tuple[str, ...]) -> int:
    return int(((AREA["level"] == "kecamatan") & AREA["parent_code"].isin(kabupaten)).sum())


def test_files_have_the_columns_of_the_schema() -> None:
    assert tuple(AREA.columns) == REF_AREA.column_names
    assert tuple(OFFICE_AREA.columns) == REF_OFFICE_AREA.column_names
    assert tuple(FIGURE.columns) == CORE_FIGURE.column_names


@pytest.mark.parametrize("name", ["area.csv", "office.csv", "office_area.csv", "published_figure.csv", "measure.csv"])
def test_files_are_plain_utf8_with_lf_and_a_sentence_about_them(name: str) -> None:
    content = (REFERENCE / name).read_bytes()
    assert b"\r" not in content and not content.startswith(b"\xef\xbb\xbf") and content.endswith(b"\n")
    content.decode("utf-8")
    assert f"`{name}`" in (REFERENCE / "README.md").read_text("utf-8")


def test_jawa_tengah_has_35_kabupaten_kota_and_576_kecamatan() -> None:
    kabupaten = AREA.loc[(AREA["level"] == "kabupaten_kota") & (AREA["parent_code"] == JAWA_TENGAH), "area_code"]
    assert (len(kabupaten), kecamatan_count(tuple(kabupaten))) == (35, 576)


@pytest.mark.parametrize(
    ("office", "kabupaten_count", "kecamatan"), [("kanim-semarang", 7, 101), ("kanim-pemalang", 7, 91)]
)
def test_an_office_covers_what_its_officials_state(office: str, kabupaten_count: int, kecamatan: int) -> None:
    covered = kabupaten_of(office, "2024-07")
    assert (len(covered), kecamatan_count(covered)) == (kabupaten_count, kecamatan)


def test_in_2024_six_offices_cover_all_of_jawa_tengah() -> None:
    covered = office_by_kabupaten("2024-03")
    in_province = AREA.loc[(AREA["level"] == "kabupaten_kota") & (AREA["parent_code"] == JAWA_TENGAH), "area_code"]
    assert sorted(covered) == sorted(in_province)
    assert sorted(set(covered.values())) == [
        "kanim-cilacap",
        "kanim-pati",
        "kanim-pemalang",
        "kanim-semarang",
        "kanim-surakarta",
        "kanim-wonosobo",
    ]


def test_from_2026_three_kabupaten_have_no_known_office() -> None:
    known = office_by_kabupaten("2026-03")
    assert set(office_by_kabupaten("2025-12")) - set(known) == {"33.06", "33.16", "33.28"}
    assert [office_of(code, "2026-03") for code in ("33.28", "33.16", "33.06", "33.29")] == [
        None,
        None,
        None,
        "kanim-pemalang",
    ]
    assert office_of("33.28", "2025-12") == "kanim-pemalang"
    assert kabupaten_of("kanim-tegal", "2026-03") == ()


def test_new_offices_are_valid_from_their_inauguration() -> None:
    since = {code: office.valid_from for code, office in read_offices().items() if office.valid_from}
    assert since == dict.fromkeys(("kanim-blora", "kanim-purworejo", "kanim-tegal"), dt.date(2026, 1, 26))


def test_working_areas_name_known_offices_and_areas_and_never_overlap() -> None:
    areas = read_office_areas()
    assert {area.office_code for area in areas} <= set(read_offices())
    assert {area.kabupaten_code for area in areas} <= set(AREA.loc[AREA["level"] == "kabupaten_kota", "area_code"])
    for area in areas:
        others = [a for a in areas if a.kabupaten_code == area.kabupaten_code and a is not area]
        ends = [day for day in (area.valid_from, area.valid_to) if day] or [dt.date(2024, 1, 1)]
        assert not any(other.covers(day) for other in others for day in ends)


def test_offices_and_their_areas_all_have_a_source() -> None:
    assert (OFFICE["source"] != "").all() and (OFFICE_AREA["source"] != "").all()
    assert OFFICE["office_code"].is_unique


def test_every_published_figure_has_an_id_a_source_an_agency_and_a_date() -> None:
    assert list(FIGURE["figure_id"]) == [str(n) for n in range(1, 103)]
    for column in ("source", "agency", "as_of", "as_of_precision", "measure", "value_precision"):
        assert (FIGURE[column] != "").all(), column
    assert set(FIGURE["as_of_precision"]) == {"day", "month", "year", "period", "year_unconfirmed"}


def test_the_period_is_the_month_of_the_date_and_empty_where_no_month_is_known() -> None:
    for row in FIGURE.itertuples():
        has_month = row.as_of_precision in ("day", "month", "year_unconfirmed")
        assert row.period == (row.as_of[:7] if has_month else "")
        assert not has_month or re.fullmatch(r"\d{4}-\d{2}", row.period)


def test_an_exact_figure_has_a_count_and_a_range_has_its_ends_instead() -> None:
    for row in FIGURE.itertuples():
        counted = row.value_precision in ("exact", "about", "unclear")
        assert bool(row.person_count) == counted
        assert (bool(row.value_low), bool(row.value_high)) == ((row.value_precision == "range",) * 2)
        assert not counted or int(row.person_count) >= 0


def test_figures_name_areas_as_the_reference_does() -> None:
    names = dict(zip(AREA["area_code"], AREA["area_name"], strict=True)) | dict(
        zip(OFFICE["office_code"], OFFICE["office_name"], strict=True)
    )
    for row in FIGURE.itertuples():
        kabupaten = f", {names[row.area_code[:5]]}" if row.level == "kecamatan" else ""
        assert row.area_name == names[row.area_code] + kabupaten


def test_a_figure_is_comparable_only_if_immigration_counts_all_foreign_nationals_or_refugees() -> None:
    by_immigration = FIGURE["agency"].str.match("Kanwil|Kanim")
    counts_all = FIGURE["measure"].isin(["orang asing", "WNA"])
    refugees = FIGURE["measure"] == "pengungsi"
    expected = pd.Series("", index=FIGURE.index)
    expected[by_immigration & counts_all] = "orang_asing"
    expected[refugees] = PENGUNGSI
    assert list(FIGURE["category"]) == list(expected)


def test_the_figures_of_the_two_meetings_are_carried_over() -> None:
    meetings = FIGURE[
        FIGURE["period"].isin(["2024-03", "2024-07"]) & FIGURE["area_code"].str.match("33.19|33.29|kanim-pem")
    ]
    columns = ["as_of", "as_of_precision", "area_name", "category", "person_count", "present_in"]
    assert meetings[columns].values.tolist() == [
        ["2024-07-17", "day", "Sirampog, Kab. Brebes", "pengungsi", "3", ""],
        [
            "2024-03-19",
            "year_unconfirmed",
            "Kab. Kudus",
            "orang_asing",
            "48",
            "33.19.09;33.19.08;33.19.07;33.19.03;33.19.01;33.19.02",
        ],
        ["2024-07-17", "day", "Kantor Imigrasi Pemalang", "pengungsi", "19", ""],
    ]


def test_kecamatan_that_share_a_figure_exist_in_its_area() -> None:
    for row in FIGURE[FIGURE["present_in"] != ""].itertuples():
        for code in row.present_in.split(";"):
            assert code in set(AREA.loc[AREA["parent_code"] == row.area_code, "area_code"])


def test_every_measure_is_defined_once_and_none_without_use() -> None:
    measure = read("measure.csv")
    assert measure["measure"].is_unique
    assert set(measure["measure"]) == set(FIGURE["measure"])
    assert set(measure["stock_or_flow"]) == {"stok", "arus"}
    assert (measure[["definition", "definition_en", "counted_by"]] != "").all(axis=None)


def test_no_digit_of_a_figure_was_lost_on_the_way() -> None:
    """The offices of March 2019 sum to what the note says; all figures to what was carried over."""
    offices = FIGURE[(FIGURE["level"] == "kanim") & (FIGURE["period"] == "2019-03")]
    assert offices["person_count"].astype(int).sum() == 5279
    assert FIGURE["person_count"].replace("", "0").astype(int).sum() == 203274


def test_two_numbers_of_two_sources_stand_side_by_side_and_unclear_ones_are_marked() -> None:
    deported = FIGURE[(FIGURE["measure"] == "deportasi (arus)") & (FIGURE["as_of"] == "2017")]
    assert deported[["area_code", "person_count", "source"]].values.tolist() == [
        ["33", "125", "solopos 962691"],
        ["33", "175", "pendim0714.blogspot 2018/11"],
    ]
    of_2017 = [one for one in list_publications(FIGURE) if one.widest["as_of"] == "2017"]
    assert [(len(one.figures), describe_value(one.widest)) for one in of_2017] == [(1, "175"), (1, "125")]
    unclear = FIGURE[FIGURE["value_precision"] == "unclear"]
    assert [describe_value(row) for _i, row in unclear.iterrows()] == [
        "11 (sumber tidak jelas)",
        "23 (sumber tidak jelas)",
        "143 (sumber tidak jelas)",
        "900 (sumber tidak jelas)",
    ]
    assert (unclear["note"] != "").all()
