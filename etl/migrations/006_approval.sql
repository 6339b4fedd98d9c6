-- Which months of an office were checked, approved or opened again. Nothing loaded before has been.
CREATE TABLE core_approval (
    batch_id VARCHAR NOT NULL, decision_number BIGINT NOT NULL, office_code VARCHAR NOT NULL, period VARCHAR NOT NULL,
    step VARCHAR NOT NULL, decided_at TIMESTAMP NOT NULL, decided_by VARCHAR NOT NULL, reason VARCHAR
);
ALTER TABLE core_snapshot ADD COLUMN needs_approval BOOLEAN;
