"""Teams beside the rules and beside reports; reference rows are written anew and never twice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
from builders import query

from etl import pipeline
from etl.snapshot.publish import open_writer
from pora import schema
from pora.access.roles import local_scope
from pora.schema import Cut
from pora.statistics.teams import TeamCounts, count_teams, describe_unknowns, summarise_reports
from pora.warehouse import queries
from pora.warehouse.db import use_snapshot
from pora.wording.team_tables import (
    make_kecamatan_table,
    make_office_table,
    make_reporting_table,
    make_rule_table,
)
from tests.statistics.team_tables import FILES, activities, meetings, teams


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
