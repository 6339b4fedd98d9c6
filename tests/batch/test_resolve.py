"""Counts are read as their column reads; own nationals are no foreign nationals."""

from __future__ import annotations

from pathlib import Path

from etl import pipeline
from pora.schema.load_report import LoadOptions

HEADING = "period,kecamatan_code,category,nationality,person_count\n"


def load(folder: Path, text: str) -> tuple[int, list[tuple[int | None, str]]]:
    file = folder / "tabel.csv"
    file.write_text(HEADING + text, "utf-8")
    report = pipeline.load([file], LoadOptions(office="kanim-semarang"), dry_run=True).reports[0]
    return report.accepted, [(error.row, error.code) for error in report.errors]


def test_a_column_of_dots_in_threes_is_read_as_thousands(empty: Path, tmp_path: Path) -> None:
    assert load(tmp_path, "2024-03,33.19.01,orang_asing,CHN,1.963.824\n2024-03,33.19.02,orang_asing,CHN,1.234\n") == (
        2,
        [],
    )


def test_an_indonesian_national_is_refused(empty: Path, tmp_path: Path) -> None:
    rows = "2024-03,33.19.01,orang_asing,Indonesia,2\n2024-03,33.19.02,orang_asing,CHN,1\n"
    assert load(tmp_path, rows) == (1, [(2, "constraint-error")])
