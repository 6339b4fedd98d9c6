# ruff: noqa: S608 - names of tables and columns are constants
"""The public version of the out tables: small counts hidden, together with as many others as it takes; audited before
it may be published. Where months are to be approved, one that is not has no rows, or hidden ones only where an
approved month follows.

Each month and category is protected by itself, from its exact numbers and all that was ever published of it. Where its
numbers did not change it stays as it was published; with the numbers of an earlier version it shows no more than that.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace

import duckdb

from etl.protect.history import append_version, read_month, read_versions
from etl.protect.published import Published
from etl.protect.question import Answer, MonthQuestion
from etl.protect.relations import TOTAL, UNPLACED, Cell
from etl.protect.suppress import find_same
from etl.protect.system import State
from etl.protect.workers import answer_all
from etl.text_table import write_text_table
from pora import schema
from pora.access import disclosure
from pora.access.secret import read_secret
from pora.errors import SnapshotError
from pora.locale import _n, format_period

# Counts that anyone can read elsewhere.
_KNOWN = """
SELECT DISTINCT area_code, person_count FROM main.core_figure
WHERE period = ? AND category = ? AND value_precision = 'exact' AND person_count IS NOT NULL
"""

# The sum of all kinds of a flow, which no public table has, its zero neither.
_IS_SUM = f"(a.category IN ({', '.join(map(repr, schema.FLOWS))}) AND a.person_count IS NOT NULL)"
# What a month that is held back has to say; who did not report is told.
_IS_HELD = "(m.period IS NOT NULL AND a.status NOT IN ('belum_lapor', 'tidak_berlaku'))"
# Of months that are held back every detail is closed, also where there is none: that would be told.
_USED = ", ".join(f"('{category}', '{d.name}')" for category, used in schema.DIMENSIONS_OF.items() for d in used)
_CLOSE_HELD = f"""
INSERT INTO closed_detail
SELECT a.period, a.category, a.area_code, d.dimension
FROM exact.out_area_month a JOIN held_month m USING (period, category)
JOIN (VALUES {_USED}) d(category, dimension) USING (category)
WHERE {_IS_HELD} AND m.is_shown AND list_contains($dimensions, d.dimension) AND list_contains($levels, a.level)
"""

_WRITE = (
    f"""
    INSERT INTO public.out_area_month
    SELECT a.* REPLACE (
        CASE WHEN t.area_code IS NULL AND NOT {_IS_SUM} AND NOT {_IS_HELD} THEN a.person_count END AS person_count,
        CASE WHEN t.area_code IS NULL AND NOT {_IS_SUM} AND NOT {_IS_HELD} THEN a.status
             ELSE 'disamarkan' END AS status,
        CASE WHEN u.area_code IS NULL AND NOT {_IS_SUM} AND NOT {_IS_HELD} THEN a.unplaced_count END AS unplaced_count,
        CASE WHEN u.area_code IS NULL AND NOT ({_IS_SUM} AND a.unplaced_count IS NOT NULL) AND NOT {_IS_HELD}
             THEN a.unplaced_status
             ELSE 'disamarkan' END AS unplaced_status,
        NULL AS first_count
    )
    FROM exact.out_area_month a
    LEFT JOIN (FROM hidden_cell WHERE dimension = '{TOTAL}') t USING (period, category, area_code)
    LEFT JOIN (FROM hidden_cell WHERE dimension = '{UNPLACED}') u USING (period, category, area_code)
    LEFT JOIN held_month m USING (period, category)
    WHERE m.is_shown IS NOT false
    ORDER BY a.period, a.level, a.area_code, a.category
    """,
    # Zeros have no row, unless they are hidden; of a closed detail one row says that it is.
    """
    INSERT INTO public.out_area_month_detail
    SELECT d.* REPLACE (
        CASE WHEN h.area_code IS NULL THEN d.person_count END AS person_count,
        CASE WHEN h.area_code IS NULL THEN d.status ELSE 'disamarkan' END AS status
    )
    FROM exact.out_area_month_detail d
    LEFT JOIN hidden_cell h ON (h.period, h.category, h.area_code, h.dimension)
        = (d.period, d.category, d.area_code, d.dimension) AND h.value IS NOT DISTINCT FROM d.value
    WHERE list_contains($dimensions, d.dimension) AND list_contains($levels, d.level)
        AND (d.period, d.category, d.area_code, d.dimension) NOT IN (FROM closed_detail)
        AND (d.period, d.category) NOT IN (SELECT (period, category) FROM held_month)
    UNION ALL
    SELECT h.period, a.level, h.area_code, h.category, h.dimension, h.value, NULL, 'disamarkan'
    FROM hidden_cell h JOIN exact.out_area_month a USING (period, category, area_code)
    WHERE list_contains($dimensions, h.dimension)
        AND (h.period, h.category, h.area_code, h.dimension) NOT IN (FROM closed_detail)
        AND NOT EXISTS (FROM exact.out_area_month_detail d
            WHERE (h.period, h.category, h.area_code, h.dimension) = (d.period, d.category, d.area_code, d.dimension)
                AND h.value IS NOT DISTINCT FROM d.value)
    UNION ALL
    SELECT c.period, a.level, c.area_code, c.category, c.dimension, NULL, NULL, 'disamarkan'
    FROM closed_detail c JOIN exact.out_area_month a USING (period, category, area_code)
    ORDER BY ALL
    """,
)


def write_public_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Fills the public tables by area and by detail from the exact ones. Raises SnapshotError, and the old snapshot
    stays in force, where the audit finds a small count that the tables give away."""
    parts = con.execute(
        "SELECT DISTINCT period, category FROM exact.out_area_month ANTI JOIN held_month USING (period, category) "
        "ORDER BY ALL"
    ).fetchall()
    hidden, closed = [], []
    for (period, category), published in zip(parts, protect_months(con, parts), strict=True):
        hidden += [(period, category, c.area_code, c.dimension, c.value) for c in sorted(published.hidden, key=str)]
        closed += [(period, category, *detail) for detail in sorted(published.closed)]
    columns = ["period", "category", "area_code", "dimension", "value"]
    write_text_table(con, "hidden_cell", columns, hidden)
    write_text_table(con, "closed_detail", columns[:-1], closed)
    shown = {"dimensions": list(disclosure.PUBLIC_DIMENSIONS), "levels": list(disclosure.PUBLIC_DETAIL_LEVELS)}
    con.execute(_CLOSE_HELD, shown)
    con.execute(_WRITE[0])
    con.execute(_WRITE[1], shown)


def protect_months(con: duckdb.DuckDBPyConnection, parts: Iterable[tuple[str, str]]) -> Iterator[Published]:
    """The public form of each month and category, in order, from its rows in the exact tables and its rows in
    core_public_*, to which it is added where it is new. The same for the same rows and the same secret."""
    asked: deque[Published | MonthQuestion] = deque()

    def list_questions() -> Iterator[MonthQuestion]:
        for part in parts:
            asked.append(found := read_part(con, *part))
            if isinstance(found, MonthQuestion):
                yield found

    answers = answer_all(list_questions())
    for found in answers:
        yield from _take_published(asked)
        yield _accept(con, asked.popleft(), found)
    yield from _take_published(asked)


def _take_published(asked: deque[Published | MonthQuestion]) -> Iterator[Published]:
    while asked and isinstance(one := asked[0], Published):
        asked.popleft()
        yield one


def read_part(con: duckdb.DuckDBPyConnection, period: str, category: str) -> Published | MonthQuestion:
    """The public form of a month and category that is decided already; or what is to be decided of numbers that were
    never published."""
    threshold = disclosure.read_thresholds()[category]
    month, versions = read_month(con, period, category), read_versions(con, period, category)
    former = find_same(versions, month, threshold)
    if former is None:
        known = frozenset(State(Cell(code, TOTAL), n) for code, n in con.execute(_KNOWN, [period, category]).fetchall())
        guards = disclosure.guards_against_insiders(category)
        return MonthQuestion(period, category, replace(month), versions, threshold, known, guards, read_secret())
    if former != versions[-1]:
        append_version(con, period, category, versions, former, 0)
    return former


def _accept(con: duckdb.DuckDBPyConnection, question: Published | MonthQuestion, found: Answer) -> Published:
    """Raises SnapshotError where what is hidden is not enough."""
    assert isinstance(question, MonthQuestion)  # noqa: S101 - narrows the type for the checker
    period, n = question.period, found.given_away
    if n:
        words = _n(
            "Versi publik {period} membuka {n} angka kecil; snapshot tidak diterbitkan dan yang lama tetap "
            "berlaku. Beri tahu pengelola.",
            n,
        )
        raise SnapshotError(words.format(period=format_period(period), n=n))
    published = Published(question.month, found.hidden, found.closed)
    append_version(con, period, question.category, question.versions, published, found.insider_count)
    return published
