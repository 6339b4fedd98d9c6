"""The acceptance set: every file gives exactly what stands under tests/office_files/expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.office_files.cases import CASES
from tests.office_files.outcome import EXPECTED, outcome_of


@pytest.mark.parametrize("name", CASES)
def test_an_office_file_gives_what_was_expected(name: str, tmp_path: Path) -> None:
    assert outcome_of(CASES[name], tmp_path) == (EXPECTED / f"{name}.txt").read_text("utf-8")


def test_every_file_has_an_expectation_and_there_are_enough() -> None:
    assert {path.name for path in EXPECTED.iterdir()} == {f"{name}.txt" for name in CASES}
    assert len(CASES) >= 25
