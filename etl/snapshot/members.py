# ruff: noqa: S608 - statements are made of constants; every value is a bound parameter
"""What lies in what, month by month: kabupaten/kota and offices in areas of offices, groups, provinces and the country.

It depends on months and reference data alone, so it is made anew only where one of these changed.
"""

from __future__ import annotations

import duckdb

from etl.snapshot.made_of import hash_facts, read_mark, write_mark
from etl.snapshot.verify import require_rules
from pora import schema

# Which kabupaten/kota make up an office's area, a group, a province and the country, by month.
_MEMBERS = """
CREATE OR REPLACE TABLE ref_member_month AS
WITH place AS (
    SELECT p.period, last_day((p.period || '-01')::DATE) AS day, b.area_code AS kabupaten_code
    FROM month_span p
    CROSS JOIN ref_area b
    WHERE b.level = 'kabupaten_kota' AND (SELECT province_code FROM core_snapshot) IN (b.parent_code, 'ID')
      AND b.area_code IN (SELECT parent_code FROM ref_area WHERE level = 'kecamatan')
)
SELECT p.period, 'kanim' AS level, o.office_code AS area_code, o.office_name AS area_name, p.kabupaten_code
FROM place p
JOIN ref_office_area a ON a.kabupaten_code = p.kabupaten_code
    AND coalesce(a.valid_from <= p.day, true) AND coalesce(a.valid_to >= p.day, true)
JOIN ref_office o ON o.office_code = a.office_code
UNION ALL
SELECT p.period, 'kelompok', g.area_code, g.area_name, p.kabupaten_code
FROM place p JOIN ref_area_group g USING (kabupaten_code)
UNION ALL
SELECT p.period, r.level, r.area_code, r.area_name, p.kabupaten_code
FROM place p
JOIN (
    SELECT area_code, parent_code AS wide_code FROM ref_area
    UNION
    SELECT a.area_code, s.province_code FROM ref_area a, core_snapshot s
) k ON k.area_code = p.kabupaten_code
JOIN ref_area r ON r.area_code = k.wide_code
ORDER BY ALL
"""

# In which areas an office's own part counts, the part that it reports without kabupaten/kota: its own area, its
# province, the country, and a group that holds all of the office's area.
_OFFICE_WITHIN = """
CREATE OR REPLACE TABLE ref_office_within AS
WITH members AS (
    SELECT period, level, area_code, list(kabupaten_code) AS inside FROM ref_member_month GROUP BY ALL
),
months AS (SELECT DISTINCT period FROM ref_member_month)
SELECT m.period, w.level, w.area_code, o.office_code
FROM months m
CROSS JOIN ref_office o
CROSS JOIN LATERAL (
    VALUES ('kanim', o.office_code), ('provinsi', o.province_code), ('nasional', 'ID')
) w(level, area_code)
UNION ALL
SELECT o.period, g.level, g.area_code, o.area_code
FROM members o
JOIN members g ON g.period = o.period AND g.level = 'kelompok' AND list_has_all(g.inside, o.inside)
WHERE o.level = 'kanim'
"""

# Wide areas that lie in another one whole.
_AREA_WITHIN = """
CREATE OR REPLACE TABLE ref_area_within AS
WITH members AS (
    SELECT period, area_code, list(kabupaten_code) AS inside FROM ref_member_month GROUP BY ALL
),
offices AS (
    SELECT period, area_code, list(office_code) AS parts FROM ref_office_within GROUP BY ALL
)
SELECT i.period, i.area_code, o.area_code AS outer_code
FROM members i
JOIN members o ON o.period = i.period AND o.area_code <> i.area_code AND list_has_all(o.inside, i.inside)
LEFT JOIN offices a ON a.period = i.period AND a.area_code = i.area_code
LEFT JOIN offices b ON b.period = o.period AND b.area_code = o.area_code
WHERE list_has_all(coalesce(b.parts, []), coalesce(a.parts, []))
ORDER BY ALL
"""

_STATEMENTS = (_MEMBERS, _OFFICE_WITHIN, _AREA_WITHIN)
_TABLES = (schema.REF_MEMBER_MONTH, schema.REF_OFFICE_WITHIN, schema.REF_AREA_WITHIN)


def write_members(con: duckdb.DuckDBPyConnection, is_full: bool) -> None:
    """For the months in `month_span`. With `is_full` in any case. Raises SnapshotError where a rule does not hold."""
    months = con.execute("SELECT min(period), max(period) FROM month_span").fetchone()
    made_of = hash_facts((_STATEMENTS, read_mark(con, schema.REF_AREA.name), months))
    name = schema.REF_MEMBER_MONTH.name
    if not is_full and read_mark(con, name) == made_of:
        return
    for statement in _STATEMENTS:
        con.execute(statement)
    require_rules(con, _TABLES)
    write_mark(con, "TABLE", name, made_of)
