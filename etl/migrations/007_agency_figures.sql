-- What other agencies count of a kabupaten/kota, beside what offices count.
CREATE TABLE core_agency_figure (
    batch_id VARCHAR NOT NULL, office_code VARCHAR NOT NULL, agency VARCHAR NOT NULL, measure VARCHAR NOT NULL,
    period VARCHAR NOT NULL, area_code VARCHAR NOT NULL, person_count BIGINT NOT NULL, kecamatan_count INTEGER NOT NULL
);
