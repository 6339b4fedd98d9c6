"""Tim Pora: what is known of teams, meetings and activities, what is not, and how both are said."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from builders import query
from in_memory import InMemory

from etl import pipeline
from etl.pipeline import load_lists
from etl.snapshot.publish import open_writer
from pora import schema
from pora.access.roles import local_scope
from pora.config import office_time
from pora.locale import speaking
from pora.paths import REFERENCE
from pora.reference.areas import area_index
from pora.reference.offices import read_offices
from pora.reference.places import name_place, place_level
from pora.schema import AGENCIES, LIST_KINDS, Cut
from pora.statistics.teams import TeamCounts, count_teams, describe_team_counts, describe_unknowns, summarise_reports
from pora.warehouse import queries
from pora.warehouse.db import use_snapshot
from pora.wording.team_tables import (
    make_activity_counts,
    make_activity_table,
    make_kabupaten_table,
    make_kecamatan_table,
    make_list_table,
    make_meeting_table,
    make_office_table,
    make_reporting_table,
    make_rule_table,
)
from pora.wording.teams import activity_words, agency_words, composition_words, describe_date, status_words

MARCH = dt.date(2024, 3, 31)
FILES = {
    "team.csv": schema.CORE_TEAM,
    "meeting.csv": schema.CORE_MEETING,
    "activity.csv": schema.CORE_ACTIVITY,
    "village.csv": schema.CORE_VILLAGE,
}


def read(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def teams(area_code: str, day: dt.date = MARCH) -> pd.DataFrame:
    return queries.select_teams(use_snapshot(), local_scope(), area_code, day)


def meetings(area_code: str) -> pd.DataFrame:
    return queries.select_meetings(use_snapshot(), local_scope(), area_code, MARCH)


def activities(area_code: str) -> pd.DataFrame:
    return queries.select_activities(use_snapshot(), local_scope(), area_code, MARCH)


def load(path: Path, kind: str, text: str) -> None:
    path.write_text(text, "utf-8")
    assert load_lists([path], kind, "kanim-semarang", dry_run=False).reports[0].loaded


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


def test_the_two_meetings_have_their_facts(empty: Path) -> None:
    table = make_meeting_table(meetings("33"))
    assert table[["Tanggal", "Acara", "Wilayah", "Tempat", "Hadir"]].values.tolist() == [
        [
            "17 Juli 2024",
            "Rakor Tim Pora Kab. Brebes",
            "Kab. Brebes",
            "Grand Dian Hotel",
            "Kesbangpol, Polres, Kodim, instansi lain",
        ],
        [
            "19 Maret 2024 (tahun belum pasti)",
            "Rakor Tim Pora Kab. Kudus",
            "Kab. Kudus",
            "Hotel Griptha",
            "tidak disebut",
        ],
    ]
    for fact in (
        "48 orang asing",
        "Bae, Dawe, Gebog, Jati, Kaliwungu dan Kota Kudus",
        "7 tim",
        "101 tim",
        "sekitar 50",
    ):
        assert fact in table["Yang disampaikan"][1]
    for fact in ("19 pengungsi", "3 di antaranya di Kecamatan Sirampog", "UNHCR", "Palestina", "konflik sosial"):
        assert fact in table["Yang disampaikan"][0]


@pytest.mark.parametrize(
    ("area_code", "titles"),
    [
        ("kanim-semarang", ["Rakor Tim Pora Kab. Kudus"]),
        ("kanim-pemalang", ["Rakor Tim Pora Kab. Brebes"]),
        ("eks-karesidenan-pekalongan", ["Rakor Tim Pora Kab. Brebes"]),
        ("33.19", ["Rakor Tim Pora Kab. Kudus"]),
        ("33.19.08", ["Rakor Tim Pora Kab. Kudus"]),
        ("33.28", []),
    ],
)
def test_a_meeting_belongs_to_its_area_what_lies_around_it_and_its_kecamatan(
    empty: Path, area_code: str, titles: list[str]
) -> None:
    assert meetings(area_code)["title"].tolist() == titles


def test_a_meeting_of_an_office_belongs_to_the_office_and_the_province(in_memory: InMemory, tmp_path: Path) -> None:
    load(tmp_path / "rapat.csv", "meeting", "Tanggal,Acara\nMei 2025,Rapat persiapan\n")
    found = {
        code: "Rapat persiapan" in meetings(code)["title"].tolist()
        for code in ("33", "kanim-semarang", "33.19", "kanim-pati")
    }
    assert found == {"33": True, "kanim-semarang": True, "33.19": False, "kanim-pati": False}


def test_what_was_announced_at_brebes_is_not_counted_as_done(empty: Path) -> None:
    assert make_activity_counts(activities("33")).values.tolist() == [
        ["Operasi gabungan", "0", "1"],
        ["Pendataan", "0", "1"],
        ["Pengawasan", "2", "1"],
        ["Pemeriksaan", "1", "0"],
    ]
    table = make_activity_table(activities("33"))
    unsaid = "tidak disebut"
    assert table.iloc[:4, :10].values.tolist() == [
        [
            *("7 Oktober 2024 – 9 Oktober 2024", "Pengawasan", "Jagratara III", "Dilaksanakan"),
            *("Jawa Tengah", unsaid, "46", "245", unsaid, "11"),
        ],
        [
            *("2024", "Pengawasan", "Jagratara II", "Dilaksanakan"),
            *("Jawa Tengah", unsaid, "40", "143", "10", unsaid),
        ],
        [
            *("14 September 2021", "Pemeriksaan", unsaid, "Dilaksanakan"),
            *("Karimunjawa, Kab. Jepara", unsaid, unsaid, "6", unsaid, unsaid),
        ],
        [unsaid, "Operasi gabungan", unsaid, "Diumumkan", "Kab. Brebes", *[unsaid] * 5],
    ]
    assert table["Keterangan dan sumber"].iloc[0] == (
        "8 dari 11 yang diamankan dari Tiongkok; jateng.suara.com 2024/10/15"
    )


def test_no_activity_makes_empty_tables(empty: Path) -> None:
    assert len(make_activity_counts(activities("33.28"))) == len(make_activity_table(activities("33.28"))) == 0


def test_the_table_of_rules_shows_what_is_unknown_as_unknown(empty: Path) -> None:
    own = queries.select_level_teams(use_snapshot(), local_scope(), level=schema.PROVINSI, area_code="33")
    table = make_rule_table(count_teams(teams("33")), own)
    assert table.iloc[:, :3].values.tolist() == [
        ["Provinsi", "1", "–"],
        ["Kabupaten/kota", "35", "8"],
        ["Kecamatan", "576", "101"],
    ]
    assert describe_unknowns(count_teams(teams("33")), meetings("33"), activities("33")) == [
        "Apakah 27 tim kabupaten/kota dan 475 tim kecamatan lainnya sudah terbentuk tidak diketahui. Itu tidak berarti "
        "belum.",
        "Jumlah anggota hanya ditulis bila ada sumbernya, dan tidak dijumlahkan antar-tim.",
        "Tahun rapat yang bertanda belum pasti tidak tercetak di beritanya.",
        "Kegiatan yang diumumkan belum tentu dilaksanakan; belum ada laporan pelaksanaannya.",
    ]
    assert len(describe_unknowns(TeamCounts(1, 1, 9, 9), meetings("33.28"), activities("33.28"))) == 1


def series(*rows: tuple[str, str, int, int]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["period", "area_code", "reporting_count", "kecamatan_count"])
    return frame.assign(area_name=frame["area_code"])


def test_reports_are_summed_over_the_last_months_and_100_percent_is_only_what_is_complete() -> None:
    rows = series(
        ("2024-01", "33.19", 0, 9),
        ("2024-02", "33.19", 9, 9),
        ("2024-03", "33.19", 6, 9),
        ("2024-01", "33.21", 14, 14),
        ("2024-02", "33.21", 14, 14),
        ("2024-03", "33.21", 14, 14),
    )
    reports = summarise_reports(rows, "2024-03", 2)
    assert reports.rows.values.tolist() == [["33.19", 6, 9, 15, 18], ["33.21", 14, 14, 28, 28]]
    whole = reports.add_up({"33.19": "kanim-semarang", "33.21": "kanim-semarang"})
    assert whole.rows.values.tolist() == [["kanim-semarang", 20, 23, 43, 46]]


def test_reports_stand_beside_the_teams_that_owe_them(kudus: Path) -> None:
    cut = Cut("33.19", "2024-03", "orang_asing")
    rows = queries.select_level_series(use_snapshot(), local_scope(), cut, schema.KECAMATAN)
    reports = summarise_reports(rows, "2024-03", 12)
    below = queries.select_level_teams(use_snapshot(), local_scope(), level=schema.KECAMATAN, area_code="33.19")
    table = make_kecamatan_table(below, reports).set_index("Tim")
    assert table.loc[["Jati", "Undaan"], ["Melapor Maret 2024", "Laporan 1 bulan"]].values.tolist() == [
        ["melapor", "1 dari 1 (100%)"],
        ["belum lapor", "0 dari 1 (0%)"],
    ]
    assert make_reporting_table(rows).loc[0].tolist() == ["Kaliwungu", "melapor"]
    offices = make_office_table(
        teams("33"),
        summarise_reports(
            queries.select_level_series(
                use_snapshot(), local_scope(), replace(cut, area_code="33"), schema.KABUPATEN_KOTA
            ),
            "2024-03",
            12,
        ),
    ).set_index("Kantor")
    assert offices.loc["Kantor Imigrasi Semarang", ["Melapor Maret 2024", "Laporan 1 bulan"]].tolist() == [
        "6 dari 101",
        "6 dari 101 (5%)",
    ]


def count_rows() -> list[tuple[object, ...]]:
    return [query(f"SELECT count(*) FROM {table.name}")[0] for table in FILES.values()]  # noqa: S608 - our own names


def test_reference_rows_are_written_anew_at_each_publish_and_never_twice(empty: Path) -> None:
    assert count_rows() == [(109,), (2,), (6,), (9,)]
    pipeline.publish()
    assert count_rows() == [(109,), (2,), (6,), (9,)]


def test_a_database_of_another_province_has_none_of_these_teams(data_dir: Path) -> None:
    with open_writer(new_for_province="35") as writer:
        writer.publish()
    assert count_rows() == [(0,), (0,), (0,), (0,)]
    assert count_teams(teams("35")).reported_kabupaten == 0
