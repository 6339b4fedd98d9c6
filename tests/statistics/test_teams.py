"""Tim Pora: what is known of teams, meetings and activities, what is not, and how both are said."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pandas as pd
import pytest
from in_memory import InMemory

from pora import schema
from pora.access.roles import local_scope
from pora.config import office_time
from pora.locale import speaking
from pora.paths import REFERENCE
from pora.reference.agencies import agency_words
from pora.reference.areas import area_index
from pora.reference.offices import read_offices
from pora.reference.places import name_place, place_level
from pora.schema import AGENCIES, LIST_KINDS
from pora.statistics.teams import TeamCounts, count_teams, describe_team_counts, describe_unknowns
from pora.warehouse import queries
from pora.warehouse.db import use_snapshot
from pora.wording.team_tables import (
    make_kabupaten_table,
    make_kecamatan_table,
    make_list_table,
    make_office_table,
)
from pora.wording.teams import activity_words, composition_words, describe_date, status_words
from tests.statistics.team_tables import FILES, load, teams


def read(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", FILES)
def test_reference_rows_fit_the_schema_and_have_a_place_an_office_and_a_source(name: str) -> None:
    rows, table = read(name), FILES[name]
    assert set(rows[0]) == set(table.column_names) - {"batch_id", "row_number"}
    for row in rows:
        assert row["source"] and row["level"] == area_index().level(row["area_code"])
        assert row["office_code"] in {*read_offices(), ""}
        for column in table.columns:
            assert not column.allowed or row.get(column.name, "") in {*column.allowed, ""}, column.name
        assert set(filter(None, row.get("agencies", "").split(";"))) <= set(AGENCIES)


def test_meetings_name_published_figures_that_exist() -> None:
    known = {row["figure_id"] for row in read("published_figure.csv")}
    named = [figure for row in read("meeting.csv") for figure in row["figure_ids"].split(";")]
    assert named == ["17", "53", "13"] and set(named) <= known


def test_spellings_lead_to_columns_and_codes_that_exist_and_each_to_one() -> None:
    headings = [(row["list_kind"], row["alias"]) for row in read("list_heading.csv")]
    assert len(set(headings)) == len(headings)
    for row in read("list_heading.csv"):
        for kind in LIST_KINDS if row["list_kind"] == "*" else (row["list_kind"],):
            assert row["column_name"] in schema.LIST_TABLES[kind].column_names
    values = {
        "agency": AGENCIES,
        "activity_kind": schema.ACTIVITY_KINDS,
        "activity_status": ("diumumkan", "dilaksanakan"),
        "follow_up_state": schema.FOLLOW_UP_STATES,
    }
    terms = [(row["column_name"], row["alias"]) for row in read("list_term.csv")]
    assert len(set(terms)) == len(terms)
    assert all(row["value"] in values[row["column_name"]] for row in read("list_term.csv"))


def test_every_code_has_words() -> None:
    assert list(agency_words()) == list(AGENCIES)
    assert list(activity_words()) == list(schema.ACTIVITY_KINDS)
    assert set(status_words()) == {schema.ANNOUNCED, schema.DONE}
    assert set(composition_words()) == {schema.KABUPATEN_KOTA, schema.KECAMATAN}


def test_semarang_has_the_7_and_101_teams_that_its_officials_count(empty: Path) -> None:
    assert count_teams(teams("kanim-semarang")) == TeamCounts(7, 7, 101, 101)
    assert count_teams(teams("33")) == TeamCounts(35, 8, 576, 101)
    assert count_teams(teams("33.19")) == TeamCounts(1, 1, 9, 9)
    assert count_teams(teams("33.19.08")) == TeamCounts(1, 1, 1, 1)
    assert count_teams(teams("kanim-pemalang")) == TeamCounts(7, 1, 91, 0)
    assert count_teams(teams("eks-karesidenan-pekalongan")) == TeamCounts(7, 1, 91, 0)


@pytest.mark.parametrize(
    ("area_code", "expected"),
    [
        ("33", "Provinsi Jawa Tengah: 8 dari 35 tim kabupaten/kota dan 101 dari 576 tim kecamatan disebut terbentuk"),
        (
            "kanim-pemalang",
            "Wilayah Kantor Imigrasi Pemalang: 1 dari 7 tim kabupaten/kota disebut terbentuk; tim kecamatan belum "
            "diketahui",
        ),
        (
            "kanim-cilacap",
            "Wilayah Kantor Imigrasi Cilacap: belum ada keterangan tentang 5 tim kabupaten/kota dan 115 tim kecamatan",
        ),
        ("33.19", "Kab. Kudus: tim kabupaten/kota dan 9 dari 9 tim kecamatan disebut terbentuk"),
        ("33.29", "Kab. Brebes: tim kabupaten/kota disebut terbentuk; tim kecamatan belum diketahui"),
        ("33.28", "Kab. Tegal: belum ada keterangan tentang tim kabupaten/kota dan 18 tim kecamatan"),
        ("33.19.08", "Gebog, Kab. Kudus: tim kecamatan disebut terbentuk"),
        ("33.29.05", "Sirampog, Kab. Brebes: belum ada keterangan tentang tim kecamatan"),
    ],
)
def test_the_title_says_what_is_known_and_never_zero_for_unknown(empty: Path, area_code: str, expected: str) -> None:
    assert (
        describe_team_counts(name_place(area_code), place_level(area_code), count_teams(teams(area_code))) == expected
    )


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (
            TeamCounts(2, 1, 9, 0),
            "Pati: 1 of 2 kabupaten/kota teams is said to be formed; kecamatan teams not known yet",
        ),
        (
            TeamCounts(2, 2, 9, 0),
            "Pati: 2 of 2 kabupaten/kota teams are said to be formed; kecamatan teams not known yet",
        ),
        (
            TeamCounts(1, 0, 9, 1),
            "Pati: 1 of 9 kecamatan teams is said to be formed; kabupaten/kota level not known yet",
        ),
        (TeamCounts(1, 1, 1, 1), "Pati: 1 of 1 kabupaten/kota team and 1 of 1 kecamatan team are said to be formed"),
        (TeamCounts(1, 0, 2, 0), "Pati: nothing is known yet of 1 kabupaten/kota team and 2 kecamatan teams"),
    ],
)
def test_one_team_is_not_said_in_the_plural(counts: TeamCounts, expected: str) -> None:
    with speaking("en"):
        assert describe_team_counts("Pati", schema.KANIM, counts) == expected


def test_a_level_where_every_team_is_known_has_no_unknown_ones() -> None:
    nothing = pd.DataFrame({"date_precision": [], "activity_status": []})
    assert describe_unknowns(TeamCounts(2, 2, 9, 8), nothing, nothing)[0] == (
        "Apakah 1 tim kecamatan lainnya sudah terbentuk tidak diketahui. Itu tidak berarti belum."
    )


def test_the_office_table_keeps_teams_by_law_apart_from_those_said_to_be_formed(empty: Path) -> None:
    table = make_office_table(teams("33"), None)
    assert table.loc[table["Kantor"].isin(["Kantor Imigrasi Semarang", "Kantor Imigrasi Pati"])].values.tolist() == [
        ["Kantor Imigrasi Pati", "– dari 4", "– dari 67", "– dari 4"],
        ["Kantor Imigrasi Semarang", "7 dari 7", "101 dari 101", "1 dari 7"],
    ]


def test_kabupaten_without_a_known_office_stand_last_and_are_named_so(empty: Path) -> None:
    table = make_office_table(teams("33", dt.date(2026, 3, 31)), None)
    assert table.iloc[-1].tolist() == ["kantor belum diketahui", "– dari 3", "– dari 50", "– dari 3"]
    assert (
        teams("kanim-semarang", dt.date(2026, 3, 31))["area_code"].tolist()
        == teams("kanim-semarang")["area_code"].tolist()
    )


def test_about_50_serve_in_kudus_down_to_kecamatan_and_no_team_has_a_share_of_them(empty: Path) -> None:
    kabupaten = make_kabupaten_table(teams("33.19"), None)
    assert kabupaten.values.tolist() == [
        [
            "Kab. Kudus",
            "disebut, 19 Maret 2024 (tahun belum pasti)",
            "9 dari 9",
            "sekitar 50 sampai tim kecamatan",
            "catatan tim proyek: rakor Tim Pora Kudus",
        ]
    ]
    below = queries.select_level_teams(use_snapshot(), local_scope(), level=schema.KECAMATAN, area_code="33.19")
    assert set(make_kecamatan_table(below, None)["Anggota"]) == {"tidak diketahui"}


def test_a_list_of_the_office_stands_beside_the_reference(in_memory: InMemory, tmp_path: Path) -> None:
    text = "Kabupaten,Kecamatan,Tanggal SK,Jumlah anggota,Imigrasi,Polres\nKudus,,10/1/2024,5,3,2\nKudus,Jati,,4,,\n"
    load(tmp_path / "tim.csv", "team", text)
    today = f"dimuat {describe_date(str(office_time(dt.datetime.now(dt.UTC)).date()), None)}"
    assert make_kabupaten_table(teams("33.19"), None).values.tolist() == [
        [
            "Kab. Kudus",
            "terbentuk 10 Januari 2024",
            "9 dari 9",
            "5 (Imigrasi 3, Polres 2); sekitar 50 sampai tim kecamatan",
            f"daftar kantor tim.csv, {today}; catatan tim proyek: rakor Tim Pora Kudus",
        ]
    ]
    below = queries.select_level_teams(use_snapshot(), local_scope(), level=schema.KECAMATAN, area_code="33.19.03")
    assert make_kecamatan_table(below, None).values.tolist() == [
        ["Jati", "disebut dalam daftar kantor", "4", f"daftar kantor tim.csv, {today}"]
    ]
    assert count_teams(teams("kanim-semarang")) == TeamCounts(7, 7, 101, 101)
    load(tmp_path / "tim2.csv", "team", "Kabupaten\nKudus\n")
    lists = make_list_table(queries.select_lists(use_snapshot(), local_scope()))
    assert lists.drop(columns="Dimuat").values.tolist() == [
        ["Kantor Imigrasi Semarang", "Tim", "tim2.csv", "1", "berlaku"],
        ["Kantor Imigrasi Semarang", "Tim", "tim.csv", "2", "digantikan"],
    ]
