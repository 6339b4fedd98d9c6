-- What happened in a month, by kind. What was loaded before is of who is there, and has none.
ALTER TABLE core_case ADD COLUMN action_kind VARCHAR;
