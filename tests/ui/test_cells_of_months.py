"""Cells of a month come with those of the month before, each asked for once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from builders import case, load_rows
from in_memory import InMemory

from pora.access.roles import local_scope
from pora.schema import KECAMATAN, Cut
from pora.ui.parts.data import Reader
from pora.warehouse import queries

MONTHS = ("2024-01", "2024-02", "2024-03")
NOW = Cut("33.19", "2024-03", "orang_asing")


def test_no_month_is_asked_for_twice_and_each_is_what_it_is_alone(
    in_memory: InMemory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_rows(
        tmp_path, [case("33.19.02", count, period=month) for month, count in zip(MONTHS, (9, 11, 13), strict=True)]
    )
    asked: list[object] = []
    ask = Reader.ask

    def note(self: Reader, query: Any, *arguments: Any, **named: Any) -> Any:
        if query in (queries.select_cells, queries.select_two_months):
            asked.append((query.__name__, arguments[0].period))
        return ask(self, query, *arguments, **named)

    monkeypatch.setattr(Reader, "ask", note)
    reader = Reader(scope=local_scope())
    both = reader.read_both_months(NOW, "2024-02", KECAMATAN)
    shown = {month: reader.read_cells(replace(NOW, period=month), KECAMATAN) for month in reversed(MONTHS)}
    assert list(dict.fromkeys(asked)) == [("select_two_months", "2024-03"), ("select_cells", "2024-01")]
    assert both["2024-02"] is shown["2024-02"]
    for month, cells in shown.items():
        alone = queries.select_cells(reader.snapshot, reader.scope, replace(NOW, period=month), KECAMATAN)
        pd.testing.assert_frame_equal(cells, alone, check_dtype=False)
