"""Counts by area and one dimension at a time: nationality, permit, purpose, sex, UNHCR status and card, kind of action.

A kind of action has a row where it is 0, too: an office that names five kinds says nothing of the others, and that is
no zero.
"""

from __future__ import annotations

from pora import schema
from pora.warehouse.in_force import write_row_condition

DETAIL_SUM = f"""
CREATE TEMP TABLE detail_sum AS
SELECT c.* EXCLUDE (batch_id), s.office_code
FROM dimension_sum c
JOIN core_slice_in_force s ON {write_row_condition("s", "c")}
WHERE c.person_count > 0 OR c.dimension = '{schema.ACTION_KIND.name}' AND c.value IS NOT NULL
"""  # noqa: S608 - names from pora/schema/

# Wide areas add up what is known of a kabupaten/kota, which is a twentieth of the rows.
DETAIL = """
INSERT INTO exact.out_area_month_detail
WITH part AS (
    SELECT period, category, office_code, kabupaten_code, dimension, value, sum(person_count)::BIGINT AS person_count
    FROM detail_sum GROUP BY ALL
)
SELECT period, level, area_code, category, dimension, value, sum(person_count)::BIGINT,
       if(sum(person_count) = 0, 'nol', 'angka')
FROM (
    SELECT period, 'kecamatan' AS level, kecamatan_code AS area_code, category, dimension, value, person_count
    FROM detail_sum WHERE kecamatan_code IS NOT NULL
    UNION ALL
    SELECT period, 'kabupaten_kota', kabupaten_code, category, dimension, value, person_count
    FROM part WHERE kabupaten_code IS NOT NULL
    UNION ALL
    SELECT d.period, m.level, m.area_code, d.category, d.dimension, d.value, d.person_count
    FROM part d JOIN ref_member_month m USING (period, kabupaten_code)
    UNION ALL
    SELECT d.period, w.level, w.area_code, d.category, d.dimension, d.value, d.person_count
    FROM part d JOIN ref_office_within w USING (period, office_code)
    WHERE d.kabupaten_code IS NULL
      AND (w.period, w.level, w.area_code) IN (SELECT (period, level, area_code) FROM ref_member_month)
)
GROUP BY ALL ORDER BY ALL
"""
