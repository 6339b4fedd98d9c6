"""The download as it comes: rows of SQL, one area a row; every ring kept, bad rows refused by name."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, box

from etl.boundaries.sql import parse_desa
from pora.errors import BoundaryError
from tests.boundaries.strips import APART, SQUARE, as_sql

INSIDE = [[-6.97, 110.03], [-6.97, 110.06], [-6.94, 110.06], [-6.94, 110.03], [-6.97, 110.03]]


def parse(sql: str) -> dict[str, Any]:
    return dict(parse_desa(sql, "desa.sql"))


def test_latitude_comes_first_and_a_hole_stays_a_hole() -> None:
    found = parse(as_sql([("33.19.01.2001", "Bakalankrapyak", [SQUARE, INSIDE])]))
    hole = box(110.03, -6.97, 110.06, -6.94)
    assert list(found) == ["33.19.01.2001"]
    assert found["33.19.01.2001"].equals(box(110.0, -7.0, 110.1, -6.9) - hole)


def test_holes_are_told_by_place_not_by_order_or_direction() -> None:
    expected = parse(as_sql([("33.19.01.2001", "A", [SQUARE, INSIDE])]))["33.19.01.2001"]
    for rings in ([INSIDE, SQUARE], [SQUARE[::-1], INSIDE], [SQUARE, INSIDE[::-1]]):
        assert parse(as_sql([("33.19.01.2001", "A", rings)]))["33.19.01.2001"].equals(expected)


def test_parts_and_rings_apart_are_all_kept() -> None:
    both = MultiPolygon([box(110.0, -7.0, 110.1, -6.9), box(110.0, -6.8, 110.1, -6.7)])
    rows = [("33.19.01.2001", "A", [[SQUARE], [APART]]), ("33.19.01.2002", "B", [SQUARE, APART])]
    assert all(found.equals(both) for found in parse(as_sql(rows)).values())


def test_a_ring_that_crosses_itself_is_mended() -> None:
    bow_tie = [[-7.0, 110.0], [-6.9, 110.1], [-6.9, 110.0], [-7.0, 110.1], [-7.0, 110.0]]
    found = parse(as_sql([("33.19.01.2001", "A", [bow_tie])]))["33.19.01.2001"]
    assert found.is_valid and found.area == pytest.approx(0.005)


@pytest.mark.parametrize("name", ["Ma''arif", r"Ma\'arif", "A), (x", "Ngembal (Kulon), Jati;"])
def test_names_may_hold_quotes_and_punctuation(name: str) -> None:
    rows = [("33.19.01.2001", name, [SQUARE]), ("33.19.01.2002", "B", [APART])]
    assert list(parse(as_sql(rows))) == ["33.19.01.2001", "33.19.01.2002"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda sql: sql[: len(sql) // 2],
        lambda sql: sql.replace("]]]", "]]"),
        lambda sql: sql.replace("33.19.01.2001", "33.19.1.2001"),
        lambda sql: sql.replace("110.1", '"x"'),
        lambda sql: sql.replace(";", ""),
        lambda sql: sql.replace(json.dumps([SQUARE]), "[]"),
    ],
)
def test_a_row_that_is_not_as_described_is_refused_by_name(damage: Callable[[str], str]) -> None:
    with pytest.raises(BoundaryError, match=r"desa\.sql"):
        parse(damage(as_sql([("33.19.01.2001", "A", [SQUARE])])))


@given(st.text(alphabet="()',;[]0123456789.-\\ aINSERT\n"))
def test_any_text_gives_rows_or_one_clear_error(text: str) -> None:
    sql = as_sql([("33.19.01.2001", "A", [SQUARE])]).removesuffix(";\n") + f",{text};"
    try:
        assert "33.19.01.2001" in parse(sql)
    except BoundaryError as error:
        assert "desa.sql" in str(error)
