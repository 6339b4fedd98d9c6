"""Counts by one dimension are read from where they are kept; they are those of the rows themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from pora import schema
from pora.access.roles import Scope, local_scope
from pora.schema import Cut
from pora.warehouse import queries
from pora.warehouse.db import Snapshot, use_snapshot
from pora.warehouse.queries import CaseFilter, details

PLACES = ("33", "kanim-pemalang", "33.19", "33.29.05")
LEVELS = (schema.KECAMATAN, schema.KABUPATEN_KOTA, schema.PROVINSI)


def list_filters(snapshot: Snapshot, scope: Scope, category: str) -> Iterator[CaseFilter]:
    """Of every dimension the most frequent values, the rarest, and one that does not occur."""
    for column in schema.DIMENSIONS_OF[category]:
        values = queries.select_values(snapshot, scope, column.name)
        for value in dict.fromkeys([*values[:3], *values[-1:], "nobody"]):
            yield CaseFilter(**{column.name: value})


def answer_all(category: str) -> dict[tuple[object, ...], pd.DataFrame]:
    """Months of places, cells of the province in a month, months of all areas: for every filter by one dimension."""
    snapshot, scope = use_snapshot(), local_scope()
    answers: dict[tuple[object, ...], pd.DataFrame] = {}
    for chosen in list_filters(snapshot, scope, category):
        for place in PLACES:
            cut = Cut(place, "2024-12", category)
            answers[chosen, place] = queries.select_matching_series(snapshot, scope, cut, chosen)
        for level in LEVELS:
            cut = Cut("33", "2024-03", category)
            answers[chosen, level] = queries.select_matching_cells(snapshot, scope, cut, level, chosen)
        level = schema.KECAMATAN
        months = queries.select_month_counts(snapshot, scope, level=level, category=category, chosen=chosen)
        answers[chosen, "months"] = months.sort_values(["period", "area_code"], ignore_index=True)
    return answers


@pytest.mark.parametrize("category", schema.CATEGORIES)
def test_a_filter_by_one_dimension_gives_what_counting_the_rows_gives(
    category: str, on_built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = answer_all(category)
    monkeypatch.setattr(details, "find_one_dimension", lambda _category, _chosen: None)
    counted = answer_all(category)
    assert len(kept) > 30 and sum(int(frame["person_count"].sum()) for frame in kept.values()) > 1_000
    for question, answer in kept.items():
        pd.testing.assert_frame_equal(answer, counted[question], obj=str(question))
