"""A command imports what it needs: who asks for the status does not wait for slides, maps and spreadsheets."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pora.export.form_names import TABLE_FORMATS
from pora.export.formats import FORMATS

HEAVY = frozenset(
    "fontTools geopandas highspy lxml matplotlib openpyxl plotly pptx pypdf python_calamine reportlab shapely "
    "streamlit topojson xlrd xlsxwriter".split()
)
_LIST = "import sys\nfrom etl.__main__ import main\nmain()\nprint('\\n' + ' '.join(sys.modules), file=sys.stderr)"


def list_imported(*arguments: str) -> set[str]:
    ran = subprocess.run(  # noqa: S603 - this Python
        [sys.executable, "-c", _LIST, *arguments], check=True, capture_output=True, encoding="utf-8"
    )
    return {name.partition(".")[0] for name in ran.stderr.splitlines()[-1].split()}


@pytest.mark.parametrize("arguments", [["status"], ["match", "Jati"], ["audit"]], ids=" ".join)
def test_a_question_imports_neither_slides_nor_maps_nor_spreadsheets(kudus: Path, arguments: list[str]) -> None:
    assert list_imported(*arguments) & HEAVY == set()


def test_the_status_is_told_without_frames(kudus: Path) -> None:
    assert list_imported("status") & {"pandas", "pyarrow"} == set()


def test_a_check_of_a_workbook_imports_neither_slides_nor_maps_nor_what_protects(kudus: Path, tmp_path: Path) -> None:
    path = tmp_path / "kudus.xlsx"
    write_workbook(path)
    found = list_imported("load", str(path), "--office", "kanim-semarang", "--dry-run")
    assert found & (HEAVY | {"numpy", "pandas", "pyarrow"}) == set()


def test_a_load_does_without_pandas(kudus: Path, tmp_path: Path) -> None:
    path = tmp_path / "kudus.csv"
    path.write_text("period,kecamatan_code,category,person_count\n2024-03,33.19.01,orang_asing,7\n")
    assert "pandas" not in list_imported("load", str(path), "--office", "kanim-semarang", "--replace")


def write_workbook(path: Path) -> None:
    import xlsxwriter  # type: ignore[import-untyped]

    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["period", "kecamatan_code", "category", "person_count"])
        sheet.write_row(1, 0, ["2024-03", "33.19.01", "orang_asing", 7])


def test_the_forms_of_tables_are_named_in_their_order() -> None:
    assert tuple(FORMATS) == TABLE_FORMATS
