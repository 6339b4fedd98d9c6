"""Single cells of CSV: harmless in a spreadsheet, quoted where they must be, marks for what has no number."""

from __future__ import annotations

import csv
import io

import pytest

from pora.export.formats import FORMATS
from pora.schema import Column

CSV, EXCEL = FORMATS["csv"], FORMATS["csv-excel"]
TEXT = Column("area_name", "VARCHAR", "", "")


@pytest.mark.parametrize(
    "text", ["=1+1", "+62", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "\u200b=1", "\ufeff=1", "＝1", "=cmd|'/c calc'!A1"]
)
@pytest.mark.parametrize("profile", [CSV, EXCEL], ids=lambda profile: profile.name)
def test_no_text_is_run_as_a_formula(profile: object, text: str) -> None:
    assert profile.write_value(TEXT, text) == f"'{text}"  # type: ignore[attr-defined]


def test_other_text_stays_as_it_is() -> None:
    for text in ("Kota Kudus", "Kab. Kudus", "a=b", "2 - 1", ""):
        assert CSV.write_value(TEXT, text) == EXCEL.write_value(TEXT, text) == text


def test_a_code_that_is_none_is_no_formula_in_excel() -> None:
    code = Column("area_code", "VARCHAR", "", "")
    assert EXCEL.write_value(code, "kanim-pati") == '="kanim-pati"'
    assert EXCEL.write_value(code, '33"&A1&"') == '33"&A1&"'
    assert EXCEL.write_value(code, "=1+1") == "'=1+1"


def test_separators_quotes_and_line_ends_are_quoted() -> None:
    cells = ["a,b", "a;b", 'a"b', "a\nb", "a\rb", "ab"]
    assert CSV.write_row(cells) == '"a,b",a;b,"a""b","a\nb","a\rb",ab\r\n'
    assert EXCEL.write_row(cells) == 'a,b;"a;b";"a""b";"a\nb";"a\rb";ab\r\n'
    assert next(csv.reader(io.StringIO(CSV.write_row(cells), newline=""))) == cells


def test_statuses_are_marks_and_unknown_is_empty() -> None:
    status = Column("status", "VARCHAR", "", "")
    marks = [CSV.write_value(status, value) for value in ("angka", "nol", "disamarkan", "belum_lapor", "tidak_berlaku")]
    assert marks == ["angka", "nol", "[c]", "[x]", "[z]"]
    assert CSV.write_value(Column("person_count", "BIGINT", "", ""), None) == ""
    assert EXCEL.write_value(Column("person_count", "BIGINT", "", ""), 1234567) == "1234567"
