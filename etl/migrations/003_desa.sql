-- Rows and reports by desa. What was loaded before names none: its rows stay in their kecamatan.
ALTER TABLE core_case ADD COLUMN desa_code VARCHAR;
CREATE TABLE core_desa_coverage (
    batch_id VARCHAR NOT NULL, period VARCHAR NOT NULL, category VARCHAR NOT NULL, kabupaten_code VARCHAR NOT NULL,
    kecamatan_code VARCHAR NOT NULL, desa_code VARCHAR NOT NULL
);
