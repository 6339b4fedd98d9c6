-- Snapshots without a number: the first ones, which knew neither withdrawals nor lists of Tim Pora, up to the numbered.
CREATE TABLE IF NOT EXISTS core_withdrawal (
    batch_id VARCHAR NOT NULL, withdrawn_at TIMESTAMP NOT NULL, withdrawn_by VARCHAR NOT NULL
);
CREATE TABLE IF NOT EXISTS core_total_check (
    batch_id VARCHAR NOT NULL, sheet VARCHAR, row_number BIGINT NOT NULL, heading VARCHAR NOT NULL,
    printed BIGINT NOT NULL, computed BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS core_list_batch (
    batch_id VARCHAR NOT NULL, batch_number BIGINT NOT NULL, office_code VARCHAR NOT NULL, list_kind VARCHAR NOT NULL,
    file_name VARCHAR NOT NULL, file_sha256 VARCHAR NOT NULL, received_at TIMESTAMP NOT NULL,
    received_by VARCHAR NOT NULL, rows_in BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS core_team (
    batch_id VARCHAR, row_number BIGINT NOT NULL, office_code VARCHAR NOT NULL, level VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL, reported_on VARCHAR, date_precision VARCHAR, legal_basis VARCHAR,
    established_on VARCHAR, member_count BIGINT, member_precision VARCHAR, includes_below BOOLEAN, source VARCHAR,
    note VARCHAR
);
CREATE TABLE IF NOT EXISTS core_team_member (
    batch_id VARCHAR NOT NULL, row_number BIGINT NOT NULL, agency VARCHAR NOT NULL, member_count BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS core_meeting (
    batch_id VARCHAR, row_number BIGINT NOT NULL, office_code VARCHAR NOT NULL, meeting_date VARCHAR NOT NULL,
    date_precision VARCHAR NOT NULL, level VARCHAR NOT NULL, area_code VARCHAR NOT NULL, title VARCHAR NOT NULL,
    venue VARCHAR, agencies VARCHAR, stated VARCHAR, figure_ids VARCHAR, source VARCHAR, note VARCHAR
);
CREATE TABLE IF NOT EXISTS core_activity (
    batch_id VARCHAR, row_number BIGINT NOT NULL, office_code VARCHAR, activity_date VARCHAR, date_precision VARCHAR,
    activity_kind VARCHAR NOT NULL, activity_status VARCHAR NOT NULL, level VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL, agencies VARCHAR, checked_count BIGINT, finding_count BIGINT, source VARCHAR,
    note VARCHAR
);
