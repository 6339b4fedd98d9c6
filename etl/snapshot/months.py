# ruff: noqa: S608 - names of tables and columns are constants
"""Which months and categories are to be made anew.

The out tables of a month and category are made of the parts of batches that count in it, of reference data and of
rules; batches never change. So a fingerprint of these, kept in `ref_month_state`, tells without looking at a count
whether they would come out as they are. A new version of the rules makes all months anew. A flow has rows only in the
months that somebody reports it for, so that whoever loads none carries none.
"""

from __future__ import annotations

import duckdb

from etl.snapshot.made_of import hash_facts, hash_program
from pora import paths, schema
from pora.config import settings

# Every month between the first and the last that anyone reports on.
SPAN = """
CREATE OR REPLACE TEMP TABLE month_span AS
WITH span AS (
    SELECT min(period || '-01')::DATE AS first_day, max(period || '-01')::DATE AS last_day FROM core_slice_in_force
)
SELECT strftime(unnest(generate_series(first_day, last_day, INTERVAL 1 MONTH)), '%Y-%m') AS period
FROM span WHERE first_day IS NOT NULL
"""

# Months with a report in force that nobody has approved: nothing of any category is told of them in the public form, so
# that no month is half there. One that an approved month follows has rows there, all hidden: a series has no gaps.
_HELD = f"""
CREATE OR REPLACE TEMP TABLE held_month AS
WITH held AS (
    SELECT DISTINCT f.period
    FROM core_slice_in_force f JOIN core_batch b USING (batch_id)
    WHERE $needs_approval AND NOT b.is_sample AND (f.office_code, f.period) NOT IN (
        SELECT (office_code, period) FROM core_approval
        GROUP BY office_code, period HAVING max_by(step, decision_number) = '{schema.APPROVED}'
    )
)
SELECT h.period, unnest({list(schema.CATEGORIES)}) AS category,
       h.period < coalesce((SELECT max(period) FROM month_span ANTI JOIN held USING (period)), '') AS is_shown
FROM held h
"""
_STATE = f"""
CREATE OR REPLACE TEMP TABLE month_state AS
SELECT p.period, c.category, md5(coalesce(s.parts, '') || $rules || coalesce('held ' || h.is_shown, '')) AS fingerprint
FROM month_span p
CROSS JOIN (SELECT unnest({list(schema.CATEGORIES)}) AS category) c
LEFT JOIN (
    SELECT period, category, string_agg(
        concat_ws(' ', batch_id, coalesce(kabupaten_code, '-'), office_code, is_now, is_first, kecamatan_code,
                  except_kecamatan), '\n'
        ORDER BY batch_id, kabupaten_code, kecamatan_code, is_now
    ) AS parts
    FROM slice_role GROUP BY ALL
) s USING (period, category)
LEFT JOIN held_month h USING (period, category)
WHERE c.category IN {schema.STOCKS} OR s.parts IS NOT NULL
"""
_TOUCHED = """
CREATE OR REPLACE TEMP TABLE touched_month AS
SELECT period, category FROM month_state ANTI JOIN ref_month_state USING (period, category, fingerprint)
"""
# What is made anew, and what nobody reports any more.
_REPLACED = """
CREATE OR REPLACE TEMP TABLE replaced_month AS
FROM touched_month
UNION SELECT period, category FROM ref_month_state ANTI JOIN month_state USING (period, category)
"""
_KEEP = "CREATE OR REPLACE TABLE ref_month_state AS FROM month_state ORDER BY ALL"
_RULES = ("etl/snapshot", "etl/protect", "pora/schema", "pora/access/disclosure.py", "pora/warehouse/in_force.py")
_REFERENCE = ("ref_area", "ref_area_group", "ref_office", "ref_office_area")


def mark_touched(con: duckdb.DuckDBPyConnection, is_full: bool) -> bool:
    """Puts what is to be made anew into the temp table `touched_month`, and that with what goes into `replaced_month`;
    whether that is everything. Reads `month_span` and `slice_role`."""
    con.execute(schema.REF_MONTH_STATE.ddl().replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS"))
    if is_full:
        con.execute("DELETE FROM ref_month_state")
    con.execute(_HELD, {"needs_approval": settings().needs_approval})
    con.execute(_STATE, {"rules": _hash_rules(con)})
    con.execute(_TOUCHED)
    con.execute(_REPLACED)
    kept = con.execute("SELECT count(*) FROM month_state ANTI JOIN touched_month USING (period, category)").fetchone()
    con.execute(_KEEP)
    return kept == (0,)


def _hash_rules(con: duckdb.DuckDBPyConnection) -> str:
    """Of the program, what counts as small, the province and the reference data that counts depend on."""
    reference = [
        con.execute(f"SELECT count(*), sum(hash({table})::HUGEINT) FROM {table}").fetchone() for table in _REFERENCE
    ]
    province = con.execute("SELECT province_code FROM core_snapshot").fetchone()
    policy = (paths.REFERENCE / "disclosure_policy.csv").read_bytes()
    return hash_facts((hash_program(*_RULES), policy, province, reference))


def count_touched_rows(con: duckdb.DuckDBPyConnection) -> int:
    """About how many rows of cases are in `touched_month`, if all months had as many."""
    row = con.execute(
        "SELECT (SELECT count(*) FROM core_case) * (SELECT count(*) FROM touched_month) "
        "// greatest((SELECT count(*) FROM month_state), 1)"
    ).fetchone()
    return int(row[0]) if row else 0
