"""A sheet of three times as many rows takes three times the steps: counted, so that no busy machine decides."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from types import FrameType
from typing import Any

import pytest

from etl.readers import ReadDefaults
from etl.readers.formats.cells import Merge, SheetCells, SheetRow, clean_cells
from etl.readers.read_report import ReadReport
from etl.readers.tables.formatted_tables import read_formatted_tables

ROWS = 24
TITLE = ["DATA WNA KABUPATEN KUDUS MARET 2024"]
HEADING = ["NO", "KECAMATAN", "KEWARGANEGARAAN", "JUMLAH"]
NAMES = ("Bae", "Dawe", "Gebog", "Jati", "Undaan", "Mejobo")
ROW = ["1", "Bae", "China", "3"]


def sheet(lines: Iterable[list[str | None]], merges: Iterable[Merge] = (), hidden: Iterable[int] = ()) -> SheetCells:
    rows = tuple(SheetRow(number, clean_cells(line)) for number, line in enumerate(lines, start=1))
    return SheetCells("Data", rows, tuple(merges), False, frozenset(hidden))


def plain(n: int) -> SheetCells:
    return sheet([TITLE, HEADING, *(["1", NAMES[at % 6], "China", "3"] for at in range(n))])


def printed_heading_on_every_page(n: int) -> SheetCells:
    return sheet([TITLE, *(line for _page in range(n // 4) for line in (HEADING, ROW, ROW, ROW))])


def names_merged_downwards(n: int) -> SheetCells:
    lines = (["1", NAMES[at % 6] if at % 3 == 0 else None, "China", "3"] for at in range(n))
    return sheet([TITLE, HEADING, *lines], (Merge(at, 1, at + 2, 1) for at in range(3, n + 3, 3)))


def remarks_merged_beside_one_long_merge(n: int) -> SheetCells:
    lines = (["1", "Bae" if at == 0 else None, "China", "3"] for at in range(n))
    remarks = (Merge(at, 5, at, 6) for at in range(3, n + 3))
    return sheet([TITLE, HEADING, *lines], (Merge(3, 1, n + 2, 1), *remarks))


def every_second_row_hidden(n: int) -> SheetCells:
    lines = (["1", "Bae", "China" if at % 2 else "India", "3"] for at in range(n))
    return sheet([TITLE, HEADING, *lines], hidden=range(3, n + 3, 2))


def sections_with_sums(n: int) -> SheetCells:
    part = (["KABUPATEN KUDUS"], ROW, ROW, ["JUMLAH", None, None, "6"])
    return sheet([TITLE, HEADING, *(line for _part in range(n // 4) for line in part)])


def kecamatan_beside_desa(n: int) -> SheetCells:
    heading = ["KECAMATAN", "DESA", "KEWARGANEGARAAN", "JUMLAH"]
    parts = (["Bae", "Ngembal", f"Negara {at}", "3"] for at in range(n // 2))
    heads = (["Bae", None, f"Negara {at}", "3"] for at in range(n // 2))
    return sheet([TITLE, heading, *parts, *heads])


def words_without_a_table(n: int) -> SheetCells:
    return sheet([*(["Kecamatan", "apa", "saja", "di", "sini"] for _at in range(n)), HEADING, ROW])


def count_steps(read: Callable[[], Any]) -> int:
    """How many instructions of Python run."""
    steps = 0

    def trace(frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal steps
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        steps += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        read()
    finally:
        sys.settrace(before)
    return steps


@pytest.mark.parametrize(
    "make",
    [
        plain,
        printed_heading_on_every_page,
        names_merged_downwards,
        remarks_merged_beside_one_long_merge,
        every_second_row_hidden,
        sections_with_sums,
        kecamatan_beside_desa,
        words_without_a_table,
    ],
    ids=lambda make: make.__name__,
)
def test_the_next_rows_cost_what_the_rows_before_them_did(make: Callable[[int], SheetCells]) -> None:
    def read(n: int) -> Any:
        grid = make(n)
        return lambda: read_formatted_tables("a.xlsx", [grid], ReadDefaults(), ReadReport("xlsx"))

    read(ROWS)()  # what texts mean is kept from here on
    small, middle, large = (count_steps(read(times * ROWS)) for times in (1, 2, 3))
    assert large - middle < 1.01 * (middle - small)
