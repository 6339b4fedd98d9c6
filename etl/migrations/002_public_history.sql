-- What was published of each month, so that no later version opens what an earlier one hid. Of all earlier versions the
-- one in force is known: it becomes the first.
CREATE TABLE core_public_version (
    period VARCHAR NOT NULL, category VARCHAR NOT NULL, version_number INTEGER NOT NULL, insider_count INTEGER NOT NULL
);
CREATE TABLE core_public_cell (
    period VARCHAR NOT NULL, category VARCHAR NOT NULL, version_number INTEGER NOT NULL, level VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL, dimension VARCHAR NOT NULL, value VARCHAR, person_count BIGINT NOT NULL,
    is_hidden BOOLEAN NOT NULL
);
CREATE TABLE core_public_member (
    period VARCHAR NOT NULL, category VARCHAR NOT NULL, version_number INTEGER NOT NULL, area_code VARCHAR NOT NULL,
    part_code VARCHAR NOT NULL, is_office BOOLEAN NOT NULL
);
-- The first snapshots had no details, and did not say what lies in what.
CREATE TABLE IF NOT EXISTS exact.out_area_month_detail (
    period VARCHAR, level VARCHAR, area_code VARCHAR, category VARCHAR, dimension VARCHAR, value VARCHAR,
    person_count BIGINT, status VARCHAR
);
CREATE TABLE IF NOT EXISTS public.out_area_month_detail AS FROM exact.out_area_month_detail WHERE false;
CREATE TABLE IF NOT EXISTS ref_member_month (
    period VARCHAR, level VARCHAR, area_code VARCHAR, area_name VARCHAR, kabupaten_code VARCHAR
);
CREATE TABLE IF NOT EXISTS ref_office_within (period VARCHAR, level VARCHAR, area_code VARCHAR, office_code VARCHAR);
INSERT INTO core_public_cell
SELECT e.period, e.category, 1, e.level, e.area_code, 'total', NULL, e.person_count, p.person_count IS NULL
FROM exact.out_area_month e JOIN public.out_area_month p USING (period, level, area_code, category)
WHERE e.person_count > 0
UNION ALL
SELECT e.period, e.category, 1, e.level, e.area_code, 'unplaced', NULL, e.unplaced_count,
       p.unplaced_count IS NULL
FROM exact.out_area_month e JOIN public.out_area_month p USING (period, level, area_code, category)
WHERE e.unplaced_count > 0
UNION ALL
SELECT e.period, e.category, 1, e.level, e.area_code, e.dimension, e.value, e.person_count, p.person_count IS NULL
FROM exact.out_area_month_detail e
JOIN public.out_area_month_detail p
    ON (p.period, p.category, p.area_code, p.dimension) = (e.period, e.category, e.area_code, e.dimension)
    AND p.value IS NOT DISTINCT FROM e.value
ORDER BY ALL;
INSERT INTO core_public_version SELECT DISTINCT period, category, 1, 0 FROM core_public_cell ORDER BY ALL;
INSERT INTO core_public_member
SELECT v.period, v.category, 1, m.area_code, m.kabupaten_code, false
FROM core_public_version v JOIN ref_member_month m USING (period)
UNION ALL
SELECT v.period, v.category, 1, w.area_code, w.office_code, true
FROM core_public_version v JOIN ref_office_within w USING (period)
WHERE w.area_code <> w.office_code AND w.office_code IN (SELECT area_code FROM ref_member_month)
ORDER BY ALL;
