-- What meetings agreed, the villages of Desa Binaan Imigrasi, and what an operation was called and found.
CREATE TABLE core_follow_up (
    batch_id VARCHAR NOT NULL, row_number BIGINT NOT NULL, office_code VARCHAR NOT NULL, meeting_date VARCHAR NOT NULL,
    date_precision VARCHAR NOT NULL, level VARCHAR NOT NULL, area_code VARCHAR NOT NULL, subject VARCHAR NOT NULL,
    agencies VARCHAR, due_period VARCHAR NOT NULL, follow_up_state VARCHAR NOT NULL, outcome VARCHAR, source VARCHAR,
    note VARCHAR
);
CREATE TABLE core_village (
    batch_id VARCHAR, row_number BIGINT NOT NULL, office_code VARCHAR NOT NULL, level VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL, desa_code VARCHAR NOT NULL, desa_name VARCHAR NOT NULL, named_on VARCHAR,
    date_precision VARCHAR, legal_basis VARCHAR, officer_count BIGINT, source VARCHAR, note VARCHAR
);
ALTER TABLE core_activity ADD COLUMN operation_name VARCHAR;
ALTER TABLE core_activity ADD COLUMN ended_on VARCHAR;
ALTER TABLE core_activity ADD COLUMN visited_count BIGINT;
ALTER TABLE core_activity ADD COLUMN held_count BIGINT;
ALTER TABLE core_activity ADD COLUMN nationalities VARCHAR;
ALTER TABLE core_activity ADD COLUMN permits VARCHAR;
