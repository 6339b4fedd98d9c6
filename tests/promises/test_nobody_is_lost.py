"""Whatever stands in a table, each count that was written is in force, unplaced, rejected, or passed over by name.

The oracle is the table as it was made: the number meant in every cell, beside the row and the heading of the cell.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.batch.resolve import resolve_raw
from etl.batch.validate import find_errors
from etl.readers import ReadDefaults
from etl.readers.formats.cells import SheetCells, SheetRow, clean_cells
from etl.readers.raw_table import write_raw
from etl.readers.read_report import ReadReport
from etl.readers.tables.formatted_tables import read_formatted_tables
from etl.snapshot.publish import open_writer
from pora.errors import RefusedError

KECAMATAN = {"Bae": "33.19.07", "Kec. Dawe": "33.19.09", "GEBOG": "33.19.08", "Jati 1)": "33.19.03"}
UNPLACED, UNKNOWN = ("Tidak dirinci", None), ("Antah Berantah", "#N/A", "Batang")
MARKED = ("{}¹", "{} 1)", "{}*", "{}.5", "sekitar {}", "-{}", "#REF!", "#RUMUS!", "{}-an", "1900-01-{}")
CLEAN = ("{}", "{}", "{}", "{},0", "{} orang", "{}e0")
LAST_ROWS = ("JUMLAH", "Grand Total", "Kab. Kudus", None)
NOT_FOREIGN = ("WNI", "Indonesia", "Wakanda", "#REF!")
LAYOUTS = {
    "tall": (["KECAMATAN", "NEGARA", "JUMLAH"], ["JUMLAH"], None),
    "wide": (["KECAMATAN", "ITK", "ITAS", "ITAP", "JUMLAH"], ["ITK", "ITAS", "ITAP"], "JUMLAH"),
    "sex": (["KECAMATAN", "WNA L", "WNA P"], ["WNA L", "WNA P"], None),
}


@dataclass
class Written:
    """A table, the number meant in each cell (row, heading), and the rows that hold a cell without a sure number."""

    lines: list[list[str | None]]
    meant: dict[tuple[int, str], int] = field(default_factory=dict)
    places: dict[int, str | None] = field(default_factory=dict)  # row of data -> its name
    spoilt: set[int] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)
    parts: tuple[str, ...] = ()
    sum_heading: str | None = None
    has_totals: bool = False

    @property
    def total(self) -> int:
        return sum(self.meant.values())

    @property
    def grid(self) -> SheetCells:
        rows = [SheetRow(number, clean_cells(line)) for number, line in enumerate(self.lines, start=1)]
        return SheetCells("Data", tuple(row for row in rows if row.cells), (), False, frozenset(self.hidden))


@st.composite
def tables(draw: st.DrawFn) -> Written:
    headings, parts, sum_heading = LAYOUTS[draw(st.sampled_from(sorted(LAYOUTS)))]
    beside = draw(st.lists(st.sampled_from(("WNI", "Persentase WNA", "Jumlah KK")), unique=True))
    made = Written([["DATA WNA KABUPATEN KUDUS MARET 2024"], ["NO", *headings, *beside]])
    made.parts, made.sum_heading = tuple(parts), sum_heading
    for at in range(draw(st.integers(1, 7))):
        _write_row(draw, made, [*headings, *beside], at + 1)
        if draw(st.integers(0, 5)) == 0:
            _write_total(draw, made, [*headings, *beside], draw(st.sampled_from(("Sub Jumlah", "JUMLAH", "TOTAL"))))
    if draw(st.booleans()):
        _write_total(draw, made, [*headings, *beside], draw(st.sampled_from(LAST_ROWS)))
    if draw(st.booleans()):
        made.lines += [[], [None, None, "Kudus, 5 April 2024"], [None, None, "NIP. 19700101 199003 1 001"]]
    return made


def _write_row(draw: st.DrawFn, made: Written, headings: list[str], number: int) -> None:
    row = len(made.lines) + 1
    name = draw(st.sampled_from([*KECAMATAN, *KECAMATAN, *UNPLACED, *UNKNOWN]))
    country = draw(st.sampled_from(("China", "Jepang", "Korea Selatan", "China", "Jepang", *NOT_FOREIGN)))
    cells: dict[str, str | None] = {"KECAMATAN": name, "NEGARA": country}
    numbers: dict[str, int] = {}
    for heading in made.parts:
        form = draw(st.sampled_from([*CLEAN, *CLEAN, None, "-", *MARKED]))
        numbers[heading] = draw(st.integers(1, 28)) if form and "{}" in form else 0
        cells[heading] = form and form.format(numbers[heading])
        if form in MARKED:
            made.spoilt.add(row)
    if made.sum_heading and draw(st.booleans()):
        numbers[made.sum_heading] = draw(st.sampled_from((sum(numbers.values()), draw(st.integers(0, 99)))))
        cells[made.sum_heading] = str(numbers[made.sum_heading])
    for heading in headings:
        if heading not in cells and heading != made.sum_heading:
            numbers[heading] = draw(st.integers(0, 99))
            cells[heading] = str(numbers[heading])
    made.meant |= {(row, heading): n for heading, n in numbers.items()}
    made.places[row] = name
    if "NEGARA" in headings and country in NOT_FOREIGN:
        made.spoilt = made.spoilt - {row} if country == "WNI" else made.spoilt | {row}
    if draw(st.integers(0, 4)) == 0:
        made.hidden.add(row)
    made.lines.append([str(number), *(cells.get(heading) for heading in headings)])


def _write_total(draw: st.DrawFn, made: Written, headings: list[str], label: str | None) -> None:
    """The sums of what is above, one of them perhaps wrong."""
    row, made.has_totals = len(made.lines) + 1, True
    counted = [heading for heading in headings if heading not in ("KECAMATAN", "NEGARA")]
    sums = {heading: sum(made.meant.get((at, heading), 0) for at in made.places) for heading in counted}
    if draw(st.booleans()):
        sums[draw(st.sampled_from(counted))] = draw(st.integers(0, 99))
    made.meant |= {(row, heading): n for heading, n in sums.items()}
    cells = {"KECAMATAN": label, **{heading: str(number) for heading, number in sums.items()}}
    made.lines.append([None, *(cells.get(heading) for heading in headings)])


@pytest.fixture(scope="module")
def con(empty_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The writer of an empty snapshot, never published."""
    folder = tmp_path_factory.mktemp("lost") / "data"
    shutil.copytree(empty_data, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PORA_DATA_DIR", str(folder))
        with open_writer() as writer:
            yield writer.con


@settings(max_examples=60, deadline=None)
@given(made=tables())
def test_in_force_unplaced_rejected_and_passed_over_make_what_was_written(
    con: duckdb.DuckDBPyConnection, made: Written
) -> None:
    try:
        found, rows = read_formatted_tables("a.xlsx", [made.grid], ReadDefaults(), ReadReport("xlsx"))
    except RefusedError as error:
        is_mixed = error.code == "mixed-levels" and (made.has_totals or "Kec. Dawe" in made.places.values())
        is_open = made.has_totals and any(_is_blank(made, row) for row in made.places)
        is_short = any(_is_short(made, row) for row in made.places)
        is_short = (
            is_short and error.code == "missing-label" or error.code == "incomplete-row" and (is_open or is_short)
        )
        assert is_mixed or is_short or error.code == "hidden-row" and made.hidden, error
        return
    write_raw(con, rows)
    resolve_raw(con)
    find_errors(con, found, "kanim-pati", False)
    rejected = {int(row) for (row,) in con.execute("SELECT DISTINCT row_number FROM raw_error").fetchall()}
    in_force = _sum(con, "kecamatan_code IS NOT NULL")
    unplaced = _sum(con, "kecamatan_code IS NULL")
    rejected_sum, passed_over = _account(made, found, rejected)
    assert in_force + unplaced + rejected_sum + passed_over == made.total
    assert {row for row in made.spoilt if not _is_blank(made, row)} <= rejected
    passed = {row for table in found.tables for one in table.skipped for row in one.rows}
    assert {row for row, name in made.places.items() if name in UNKNOWN} <= rejected | passed
    assert unplaced == sum(
        _counted(made, row) for row, name in made.places.items() if name in UNPLACED and row not in rejected | passed
    )


def _sum(con: duckdb.DuckDBPyConnection, condition: str) -> int:
    query = f"SELECT coalesce(sum(person_count), 0) FROM accepted WHERE {condition}"  # noqa: S608 - our words
    return int(con.execute(query).fetchall()[0][0])


def _account(made: Written, found: ReadReport, rejected: set[int]) -> tuple[int, int]:
    """(what stands in rejected rows, what the report names as passed over: rows first, then columns)."""
    skipped = [one for table in found.tables for one in table.skipped]
    rows = {row for one in skipped for row in one.rows}
    columns = {one.text for one in skipped if not one.rows}
    rejected_sum = passed_over = 0
    for (row, heading), number in made.meant.items():
        if row in rows or heading in columns and not _stands_alone(made, row, heading):
            passed_over += number
        elif row in rejected:
            rejected_sum += number
    return rejected_sum, passed_over


def _stands_alone(made: Written, row: int, heading: str) -> bool:
    """A sum beside blank parts is the count of its row."""
    headings = made.lines[1]
    return heading == made.sum_heading and not any(made.lines[row - 1][headings.index(part)] for part in made.parts)


def _is_blank(made: Written, row: int) -> bool:
    """No count at all: a total below it may say of more."""
    counted = (*made.parts, made.sum_heading) if made.sum_heading else made.parts
    return not any(made.lines[row - 1][made.lines[1].index(heading)] for heading in counted)


def _is_short(made: Written, row: int) -> bool:
    """A sum of more than is filled, beside a blank part and a filled one."""
    blank = [part for part in made.parts if not made.lines[row - 1][made.lines[1].index(part)]]
    said = made.meant.get((row, made.sum_heading or ""), 0)
    return 0 < len(blank) < len(made.parts) and said > sum(made.meant[(row, part)] for part in made.parts)


def _counted(made: Written, row: int) -> int:
    if made.sum_heading and _stands_alone(made, row, made.sum_heading):
        return made.meant.get((row, made.sum_heading), 0)
    return sum(made.meant[(row, part)] for part in made.parts)
