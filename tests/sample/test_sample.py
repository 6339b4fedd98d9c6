from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl import readers
from etl.sample.plan import share_out
from etl.sample.tables import CASE_COLUMNS, SampleFile, write_sample_tables
from pora.paths import REFERENCE
from pora.reference.areas import area_index
from pora.reference.offices import kabupaten_of, office_by_kabupaten
from pora.schema import ACTION_KIND, CATEGORY, DIMENSIONS, LAIN_LAIN, TINDAKAN

PERIODS = [str(month) for month in pd.period_range("2023-01", "2024-12", freq="M")]
TARGETS = {
    (row.period, row.level, row.area_code, row.category): int(row.person_count)
    for row in pd.read_csv(REFERENCE / "published_figure.csv", dtype=str, keep_default_na=False).itertuples()
    if row.category and row.value_precision == "exact" and row.period in PERIODS
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[SampleFile]:
    return write_sample_tables(tmp_path_factory.mktemp("sample"), "33")


@pytest.fixture(scope="module")
def cases(files: list[SampleFile]) -> pd.DataFrame:
    tables = [
        pd.read_csv(file.path, dtype=str, keep_default_na=False).assign(office=file.office_code) for file in files
    ]
    rows = pd.concat(tables, ignore_index=True).astype({"person_count": int})
    return rows.replace({"kabupaten_code": {"Tidak dirinci": ""}})


def in_month(cases: pd.DataFrame, period: str, category: str, kabupaten: str = "") -> pd.DataFrame:
    chosen = (cases["period"] == period) & (cases["category"] == category)
    return cases[chosen & cases["kabupaten_code"].str.startswith(kabupaten)]


def by_kecamatan(rows: pd.DataFrame) -> dict[str, int]:
    return rows.groupby("kecamatan_code")["person_count"].sum().to_dict()


def test_each_office_gets_one_file_that_says_it_is_synthetic(files: list[SampleFile]) -> None:
    assert [(file.office_code, file.path.name) for file in files] == [
        (office, f"contoh-sintetis-{office}.csv") for office in sorted(set(office_by_kabupaten("2024-03").values()))
    ]


def test_two_runs_write_the_same_bytes(files: list[SampleFile], tmp_path: Path) -> None:
    again = write_sample_tables(tmp_path / "new", "33")
    assert [f.path.read_bytes() for f in again] == [f.path.read_bytes() for f in files]


def test_the_files_are_tidy_tables_of_the_agreed_columns(files: list[SampleFile]) -> None:
    heading = (
        "period,kabupaten_code,kecamatan_code,desa_code,category,nationality,izin_tinggal,sex,purpose,"
        "unhcr_status,unhcr_card,action_kind,person_count,office_code"
    )
    assert ",".join(CASE_COLUMNS) == heading
    for file in files:
        content = file.path.read_bytes()
        assert content.startswith(heading.encode() + b"\n") and b"\r" not in content


def test_every_file_streams_through_duckdb(files: list[SampleFile], monkeypatch: pytest.MonkeyPatch) -> None:
    """Cell by cell two of them took 9 s of CPU."""
    monkeypatch.delattr(readers, "read_csv_grid")
    for file in files:
        with duckdb.connect() as con:
            assert readers.read_file(file.path, con, readers.ReadDefaults()).rows > 10_000


def test_there_are_24_months_for_all_kabupaten_kota_in_a_province_sized_table(cases: pd.DataFrame) -> None:
    assert sorted(set(cases["period"])) == PERIODS
    assert set(cases["kabupaten_code"]) - {""} == set(office_by_kabupaten("2024-03"))
    assert 100_000 <= len(cases) <= 250_000


def test_every_area_exists_and_belongs_to_the_office_of_its_file(cases: pd.DataFrame) -> None:
    area = pd.read_csv(REFERENCE / "area.csv", dtype=str, keep_default_na=False)
    parents = dict(zip(area["area_code"], area["parent_code"], strict=True))
    for row in cases[["period", "office", "kabupaten_code", "kecamatan_code"]].drop_duplicates().itertuples():
        if row.kecamatan_code:
            assert parents[row.kecamatan_code] == row.kabupaten_code
        if row.kabupaten_code:
            assert office_by_kabupaten(row.period)[row.kabupaten_code] == row.office


def test_every_value_is_allowed_and_no_row_occurs_twice(cases: pd.DataFrame) -> None:
    for column in (CATEGORY, *DIMENSIONS[1:]):
        assert set(cases[column.name]) <= {*column.allowed, ""}, column.name
    nations = set(cases["nationality"]) - {"", LAIN_LAIN}
    assert all(len(code) == 3 and code.isupper() for code in nations)
    assert not cases.duplicated([name for name in CASE_COLUMNS if name != "person_count"]).any()


def test_zero_is_one_row_without_details_and_everything_else_is_positive(cases: pd.DataFrame) -> None:
    cases = cases[cases["category"] != TINDAKAN]
    zero = cases[cases["person_count"] == 0]
    keys = ["period", "kecamatan_code", "desa_code", "category"]
    assert len(zero) > 0 and (cases["person_count"] >= 0).all()
    assert (zero[[column.name for column in DIMENSIONS]] == "").all(axis=None)
    assert (zero["kecamatan_code"] != "").all()
    together = cases.merge(zero[keys], on=keys)
    assert len(together) == len(zero)


def test_actions_name_their_kind_also_where_there_were_none(cases: pd.DataFrame) -> None:
    """One office names no kabupaten/kota, and a month without its report has no row, which is no zero."""
    actions = cases[cases["category"] == TINDAKAN]
    assert set(actions["action_kind"]) < set(ACTION_KIND.allowed) and (actions["kecamatan_code"] == "").all()
    assert (actions["person_count"] == 0).any() and (actions["person_count"] >= 0).all()
    assert set(actions.loc[actions["kabupaten_code"] == "", "office"]) == {"kanim-wonosobo"}
    assert set(PERIODS) - set(actions.loc[actions["office"] == "kanim-cilacap", "period"]) == {"2024-12"}


@pytest.mark.parametrize(("target", "published"), TARGETS.items(), ids=lambda value: str(value))
def test_published_totals_come_out_exactly(
    cases: pd.DataFrame, target: tuple[str, str, str, str], published: int
) -> None:
    period, level, code, category = target
    rows = in_month(cases, period, category)
    if level == "kanim":
        inside = rows["kabupaten_code"].isin(kabupaten_of(code, period))
        at_office = (rows["kabupaten_code"] == "") & (rows["office"] == code)
        rows = rows[inside | at_office]
    else:
        column = "kecamatan_code" if level == "kecamatan" else "kabupaten_code"
        rows = rows[rows[column].str.startswith(code)]
    assert len(rows) and rows["person_count"].sum() == published


def test_the_targets_are_the_ones_of_the_meetings_and_the_province() -> None:
    assert TARGETS == {
        ("2023-03", "kabupaten_kota", "33.74", "orang_asing"): 1811,
        ("2023-09", "kecamatan", "33.28.06", "orang_asing"): 43,
        ("2023-09", "kecamatan", "33.28.01", "orang_asing"): 28,
        ("2023-09", "kecamatan", "33.28.15", "orang_asing"): 13,
        ("2023-09", "kecamatan", "33.28.10", "orang_asing"): 0,
        ("2023-09", "kabupaten_kota", "33.28", "orang_asing"): 115,
        ("2023-10", "provinsi", "33", "orang_asing"): 9884,
        ("2024-03", "kabupaten_kota", "33.19", "orang_asing"): 48,
        ("2024-07", "kecamatan", "33.29.05", "pengungsi"): 3,
        ("2024-07", "kanim", "kanim-pemalang", "pengungsi"): 19,
        ("2024-07", "kanim", "kanim-pati", "orang_asing"): 1200,
    }


def test_kudus_in_march_2024_is_48_in_exactly_the_six_named_kecamatan(cases: pd.DataFrame) -> None:
    counts = by_kecamatan(in_month(cases, "2024-03", "orang_asing", "33.19"))
    named = ["33.19.01", "33.19.02", "33.19.03", "33.19.07", "33.19.08", "33.19.09"]
    assert sorted(counts) == named and min(counts.values()) > 0 and sum(counts.values()) == 48


def test_kab_tegal_in_september_2023_is_115_of_which_31_are_not_placed(cases: pd.DataFrame) -> None:
    assert by_kecamatan(in_month(cases, "2023-09", "orang_asing", "33.28")) == {
        "": 31,
        "33.28.01": 28,
        "33.28.06": 43,
        "33.28.10": 0,
        "33.28.15": 13,
    }


def test_refugees_of_pemalang_are_3_in_sirampog_and_16_at_the_office(cases: pd.DataFrame) -> None:
    refugees = in_month(cases, "2024-07", "pengungsi")
    pemalang = refugees[refugees["office"] == "kanim-pemalang"]
    assert by_kecamatan(pemalang) == {"": 16, "33.29.05": 3}
    assert set(pemalang.loc[pemalang["kecamatan_code"] == "", "kabupaten_code"]) == {""}


def test_only_two_offices_report_refugees_and_say_status_and_card(cases: pd.DataFrame) -> None:
    refugees = cases[cases["category"] == "pengungsi"]
    assert set(refugees["office"]) == {"kanim-pemalang", "kanim-semarang"}
    present = refugees[refugees["person_count"] > 0]
    assert (present[["unhcr_status", "unhcr_card"]] != "").all(axis=None)
    assert (present[["izin_tinggal", "purpose"]] == "").all(axis=None)
    monthly = present[present["office"] == "kanim-pemalang"].groupby("period")["person_count"].sum()
    assert len(monthly) == 24 and monthly.between(17, 21).all()
    others = cases[cases["category"] == "orang_asing"]
    assert (others[["unhcr_status", "unhcr_card"]] == "").all(axis=None)


def test_three_kecamatan_report_by_desa_most_of_their_desa_in_each_month(cases: pd.DataFrame) -> None:
    by_desa = cases[cases["desa_code"] != ""]
    assert (by_desa["desa_code"].str[:8] == by_desa["kecamatan_code"]).all()
    assert set(by_desa["category"]) == {"orang_asing"}
    reported = by_desa.groupby(["kecamatan_code", "period"])["desa_code"].nunique().reset_index()
    assert reported.groupby("kecamatan_code")["period"].agg(["min", "size"]).to_dict("index") == {
        "33.19.02": {"min": "2023-01", "size": 24},
        "33.19.03": {"min": "2023-01", "size": 24},
        "33.29.05": {"min": "2024-01", "size": 12},
    }
    share = reported["desa_code"] / reported["kecamatan_code"].map(lambda code: len(area_index().desa_of(code)))
    assert share.between(0.5, 1).all() and share.min() < 1
    kudus = cases[cases["kecamatan_code"].isin(["33.19.02", "33.19.03"]) & (cases["category"] == "orang_asing")]
    is_known = kudus["desa_code"] != ""
    known, unknown = kudus.loc[is_known, "person_count"].sum(), kudus.loc[~is_known, "person_count"].sum()
    assert known > 2 * unknown > 0


def test_totals_of_a_kabupaten_change_smoothly(cases: pd.DataFrame) -> None:
    totals = cases[cases["category"] == "orang_asing"].pivot_table(
        index="kabupaten_code", columns="period", values="person_count", aggfunc="sum"
    )
    change = totals.diff(axis="columns").abs()
    allowed = (0.05 * totals).clip(lower=4)
    assert (change.isna() | (change <= allowed)).all(axis=None)


def test_some_kecamatan_and_in_the_last_month_two_kabupaten_do_not_report(cases: pd.DataFrame) -> None:
    reported = cases[(cases["category"] == "orang_asing") & (cases["kecamatan_code"] != "")]
    counts = reported.groupby("period")["kecamatan_code"].nunique()
    assert counts.between(500, 575).all()
    last = set(reported.loc[reported["period"] == "2024-12", "kabupaten_code"])
    assert len(set(office_by_kabupaten("2024-12")) - last) == 2


@given(
    st.integers(0, 10_000),
    st.dictionaries(st.text(max_size=3), st.floats(0.01, 1000), min_size=1, max_size=40),
)
def test_shares_are_whole_and_sum_to_the_total(total: int, weights: dict[str, float]) -> None:
    shares = share_out(total, weights)
    whole = sum(weights.values())
    assert sum(shares.values()) == total
    assert all(abs(count - total * weights[key] / whole) < 1 for key, count in shares.items())
