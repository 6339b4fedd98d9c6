-- The audit log: the same tables and columns as in its file (pora/access/audit_file.py), so that one SQL serves both.
CREATE TABLE events (
    id bigint PRIMARY KEY,
    at text COLLATE "C" NOT NULL,
    event text COLLATE "C" NOT NULL,
    "user" text COLLATE "C" NOT NULL,
    facts text COLLATE "C" NOT NULL CHECK (facts::json IS NOT NULL),
    before text COLLATE "C" NOT NULL UNIQUE,
    hash text COLLATE "C" NOT NULL UNIQUE
);
CREATE TABLE forgotten (
    id bigint PRIMARY KEY,
    before text COLLATE "C" NOT NULL,
    hash text COLLATE "C" NOT NULL UNIQUE
);
CREATE TABLE pending (id bigint PRIMARY KEY, times bigint NOT NULL);
CREATE TABLE retention (days integer NOT NULL);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log only grows';
END $$;
CREATE FUNCTION refuse_early_deletion() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    oldest text := to_char(
        now() AT TIME ZONE 'UTC' - make_interval(days => (SELECT max(days) FROM retention)), 'YYYY-MM-DD"T"HH24:MI:SS"Z"'
    );
BEGIN
    IF old.at COLLATE "C" <= oldest THEN
        RETURN old;
    END IF;
    RAISE EXCEPTION 'the log only grows';
END $$;
CREATE FUNCTION refuse_break() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    newest text := (
        SELECT hash FROM (SELECT id, hash FROM events UNION ALL SELECT id, hash FROM forgotten) AS links
        ORDER BY id DESC LIMIT 1
    );
BEGIN
    IF new.before = coalesce(newest, repeat('0', 64)) THEN
        RETURN new;
    END IF;
    RAISE EXCEPTION 'the log is a chain';
END $$;

CREATE TRIGGER no_change BEFORE UPDATE ON events FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_early_deletion BEFORE DELETE ON events FOR EACH ROW EXECUTE FUNCTION refuse_early_deletion();
CREATE TRIGGER no_emptying BEFORE TRUNCATE ON events EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_break BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION refuse_break();
CREATE TRIGGER forgotten_stay BEFORE UPDATE OR DELETE ON forgotten FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER forgotten_are_kept BEFORE TRUNCATE ON forgotten EXECUTE FUNCTION refuse_change();
CREATE TRIGGER pending_grow BEFORE UPDATE ON pending FOR EACH ROW
WHEN (new.times <= old.times OR new.id <> old.id) EXECUTE FUNCTION refuse_change();

-- What is otherwise a file of the data folder, under the name that it has there.
CREATE TABLE documents (path text COLLATE "C" PRIMARY KEY, content bytea NOT NULL);

-- When each sign-in was used last; moments in seconds since 1970, as the provider tells them.
CREATE TABLE session_uses (
    "user" text COLLATE "C" NOT NULL,
    signed_in_at double precision NOT NULL,
    used_at double precision NOT NULL,
    PRIMARY KEY ("user", signed_in_at)
);

-- Snapshots that were put in force, and on which machine: the newest one is what a writer goes on from.
CREATE TABLE published (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    snapshot_id text COLLATE "C" NOT NULL UNIQUE,
    machine text NOT NULL
);
