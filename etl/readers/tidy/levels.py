"""A kecamatan beside its desa in a tidy file: counted once, as in a table of a sheet, with no row in memory."""

from __future__ import annotations

import duckdb

from etl.readers.rows.levels import refuse_cell, refuse_mixed
from etl.readers.rows.row_kinds import looks_like_count
from etl.readers.texts.headings import DESA_COLUMNS
from etl.readers.texts.numbers import decide_counts, parse_count
from etl.readers.tidy.plan import TidyPlan


def find_repeated_rows(con: duckdb.DuckDBPyConnection, stored: str, plan: TidyPlan) -> dict[int, tuple[int, int]]:
    """Numbers of the rows without a desa that sum up those with one, with (what the row says, their sum). Raises
    RefusedError where a row says less than their sum, or a count among them is no sure number."""
    place = next((name for name in ("kecamatan", "kecamatan_code") if name in plan.read), None)
    if place is None:
        return {}
    others = [name for name in plan.read if name not in (place, *DESA_COLUMNS, "person_count")]
    is_desa = " OR ".join(f"{name} IS NOT NULL" for name in plan.read if name in DESA_COLUMNS)
    _count(con, stored)
    said = ", ".join(f"{name} IS NOT NULL" for name in others) or "true"
    patterns = con.execute(f"SELECT DISTINCT {said} FROM raw_counted WHERE NOT ({is_desa})").fetchall()  # noqa: S608
    heads: dict[int, tuple[int, int]] = {}
    for pattern in patterns:
        same = [name for name, is_said in zip(others, pattern, strict=False) if is_said]
        blank = [name for name in others if name not in same]
        heads |= _compare(con, plan, (place, is_desa), same, blank)
    con.execute("DROP TABLE raw_counted")
    return dict(sorted(heads.items()))


def _count(con: duckdb.DuckDBPyConnection, stored: str) -> None:
    """The rows with something that is meant as a count, and the number that it is."""
    query = f"SELECT DISTINCT person_count FROM {stored} WHERE person_count IS NOT NULL"  # noqa: S608 - our names
    texts = [text for (text,) in con.execute(query).fetchall()]
    count_format = decide_counts(texts)
    counted = [text for text in texts if looks_like_count(text)]
    counts = [parse_count(text, count_format) for text in counted]
    con.execute(
        "CREATE OR REPLACE TEMP TABLE raw_counted AS "  # noqa: S608 - our names
        f"SELECT s.*, n.value, n.message FROM {stored} s JOIN (SELECT "
        "unnest(?::VARCHAR[]) AS text, unnest(?::BIGINT[]) AS value, unnest(?::VARCHAR[]) AS message) n "
        "ON n.text = s.person_count",
        [counted, [count.value for count in counts], [count.message for count in counts]],
    )


def _compare(
    con: duckdb.DuckDBPyConnection, plan: TidyPlan, levels: tuple[str, str], same: list[str], blank: list[str]
) -> dict[int, tuple[int, int]]:
    """Heads that say just the details `same`, beside the sum of the desa of which the same is true. `levels` are the
    column of the kecamatan and what is true of a row with a desa."""
    place, is_desa = levels
    details = "".join(f", {name}" for name in same)
    joined = " AND ".join(["h.place = p.place", *(f"h.{name} = p.{name}" for name in same)])
    alone = "".join(f" AND {name} IS NULL" for name in blank) + "".join(f" AND {name} IS NOT NULL" for name in same)
    rows = con.execute(
        f"""
        SELECT h.row_number, h.value, p.total, p.first_row, p.last_row,
               if(h.message IS NULL, p.wrong_row, h.row_number), coalesce(h.message, p.message)
        FROM (SELECT lower({place}) AS place, * FROM raw_counted
              WHERE NOT ({is_desa}) AND {place} IS NOT NULL{alone}) h
        JOIN (SELECT lower({place}) AS place{details}, sum(value) AS total, min(row_number) AS first_row,
                     max(row_number) AS last_row, min_by(message, row_number) AS message,
                     min(row_number) FILTER (message IS NOT NULL) AS wrong_row
              FROM raw_counted WHERE {is_desa} GROUP BY ALL) p ON {joined}
        ORDER BY h.row_number
        """  # noqa: S608 - our names
    ).fetchall()
    found = {}
    for row, printed, total, first, last, wrong_row, message in rows:
        if message:
            raise refuse_cell(wrong_row, plan.headings[plan.columns.index("person_count")], message)
        if printed is not None and total is not None and printed < total:
            raise refuse_mixed(row, printed, (first, last), int(total))
        has_both = printed is not None and total is not None
        found[row] = (printed, int(total)) if has_both else (0, 0)
    return found
