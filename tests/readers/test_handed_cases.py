"""Files that were once read wrong or refused wrongly, handed in with what is right: each stands for a kind of fault.

tests/office_files/handed/ holds them: `cases.csv` with `files/` (faults of cells and of whole files), `shapes.csv` with
`shapes/` (shapes of tables). All numbers are invented. Columns: `options` as on the command line; `before` is loaded
first; `expect_exit` may name two; `expect_error_contains` and `expect_not_contains` are regular expressions joined by
` && `, found (or not) in what is printed, any case, without the file's own name. With `0|1` the first counts where the
file is refused only, but for one that begins with `+`. `expect_counts`: area -> persons, or a list of such where
several are right: `33.19` what is of that area itself, an empty text all without a kecamatan, `33.19.03/ITAS` the part
with that value in a column of details. An area that is not named has no row, which is not 0; null says so of a detail.
"""

from __future__ import annotations

import csv
import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from in_memory import InMemory

from etl.__main__ import main

HANDED = Path(__file__).parents[1] / "office_files" / "handed"
_DETAILS = "period, category, nationality, izin_tinggal, sex, purpose, unhcr_status, unhcr_card"

# What is not right yet, and why. A case that holds must leave the list.
OPEN_CELLS: dict[str, str] = {}
OPEN_SHAPES: dict[str, str] = {}


@dataclass(frozen=True)
class Handed:
    """One row of the lists; `folder` holds its files."""

    folder: str
    file: str
    options: str
    expect_exit: str
    expect_error_contains: str
    expect_counts: str
    right: str
    kind: str = ""
    command: str = "load"
    before: str = ""
    before_options: str = ""
    expect_not_contains: str = ""

    @property
    def name(self) -> str:
        return self.file + (" --replace" if "--replace" in self.options else "")

    @property
    def exits(self) -> set[int]:
        return {int(one) for one in self.expect_exit.split("|")}

    def arguments(self) -> list[str]:
        source = str(HANDED / self.folder / self.file)
        command = ["boundaries", "--from"] if self.command == "boundaries" else ["load"]
        return [*command, source, *shlex.split(self.options)]


def _read(name: str, folder: str) -> Iterator[Handed]:
    with (HANDED / name).open(encoding="utf-8", newline="") as file:
        yield from (Handed(folder, **row) for row in csv.DictReader(file))


def _params(name: str, folder: str, known: dict[str, str]) -> list[object]:
    return [
        pytest.param(
            one,
            id=one.name,
            marks=[pytest.mark.xfail(strict=True, reason=known[one.name])] if one.name in known else [],
        )
        for one in _read(name, folder)
    ]


def counts(warehouse: InMemory) -> dict[str, int]:
    """Area -> persons in force; area/value -> those of them with the value in a column of details."""
    found: dict[str, int] = {}
    # The only out table that is a view: it needs no roll-up of the others.
    rows = f"SELECT kecamatan_code, kabupaten_code, person_count, {_DETAILS} FROM exact.out_case_counts"  # noqa: S608
    for kecamatan, kabupaten, person_count, *details in warehouse.con.execute(rows).fetchall():
        for area in {str(kecamatan)} if kecamatan else {str(kabupaten or ""), ""}:
            for key in (area, *(f"{area}/{value}" for value in set(details) if value)):
                found[key] = found.get(key, 0) + int(str(person_count))
    return found


def wrong_counts(expected: str, found: dict[str, int]) -> list[str]:
    """What differs from the nearest of the right answers."""
    answers = json.loads(expected)
    differences = []
    for right in answers if isinstance(answers, list) else [answers]:
        keys = sorted({*right, *(key for key in found if "/" not in key)})
        differences.append(
            [f"{key}: {found.get(key)}, not {right.get(key)}" for key in keys if found.get(key) != right.get(key)]
        )
    return min(differences, key=len)


def unsaid(case: Handed, status: int, printed: str) -> list[str]:
    """Expressions that should have been found in the words, or should not."""
    wanted = case.expect_error_contains.split(" && ") if case.expect_error_contains else []
    if len(case.exits) > 1 and status == 0:
        wanted = [one for one in wanted if one.startswith("+")]
    missing = [one for one in wanted if not re.search(one.removeprefix("+"), printed, re.IGNORECASE)]
    barred = case.expect_not_contains.split(" && ") if case.expect_not_contains else []
    return missing + [f"said: {one}" for one in barred if re.search(one, printed, re.IGNORECASE)]


def judge(case: Handed, warehouse: InMemory, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Everything that is not right; refused files change nothing."""
    before: dict[str, int] = {}
    if case.before:
        assert main(["load", str(HANDED / case.folder / case.before), *shlex.split(case.before_options)]) == 0
        before = counts(warehouse)
        capsys.readouterr()
    status = main(case.arguments())
    printed = "".join(capsys.readouterr()).replace(str(HANDED / case.folder / case.file), "").replace(case.file, "")
    wrong = [] if status in case.exits else [f"exit {status}: {printed}"]
    wrong += unsaid(case, status, printed)
    if case.command == "load" and status == 0 and case.expect_counts:
        wrong += wrong_counts(case.expect_counts, counts(warehouse))
    elif case.command == "load" and status != 0 and counts(warehouse) != before:
        wrong.append("refused, and yet the counts changed")
    return wrong


@pytest.mark.parametrize("case", _params("cases.csv", "files", OPEN_CELLS))
def test_a_fault_of_cells_or_files_is_read_right_or_refused_in_words(
    case: Handed, in_memory: InMemory, capsys: pytest.CaptureFixture[str]
) -> None:
    assert judge(case, in_memory, capsys) == []


@pytest.mark.parametrize("case", _params("shapes.csv", "shapes", OPEN_SHAPES))
def test_a_shape_of_table_is_read_right_or_refused_in_words(
    case: Handed, in_memory: InMemory, capsys: pytest.CaptureFixture[str]
) -> None:
    assert judge(case, in_memory, capsys) == []


@pytest.mark.parametrize(("name", "folder"), [("cases.csv", "files"), ("shapes.csv", "shapes")])
def test_every_handed_file_has_a_row_and_every_row_its_files(name: str, folder: str) -> None:
    rows = list(_read(name, folder))
    named = {one.file for one in rows} | {one.before for one in rows if one.before}
    assert named == {path.name for path in (HANDED / folder).iterdir()}
    assert {*(OPEN_CELLS if folder == "files" else OPEN_SHAPES)} <= {one.name for one in rows}
