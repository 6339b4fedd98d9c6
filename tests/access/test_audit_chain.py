"""The audit log proves itself: whatever is changed in its file, by whoever owns it, is found."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from builders import case, load_rows

from etl.__main__ import main
from pora import paths
from pora.access import audit, audit_file
from pora.access.audit import EXPORT, REFUSAL, SIGN_IN, UPLOAD, read_events, read_log_head, record
from pora.access.audit_chain import ChainVerdict, verify_chain
from pora.access.audit_file import LogFile
from pora.access.audit_log import open_log
from pora.access.audit_store import CHAIN_START
from pora.config import ROOT
from pora.export.taking import note_taking
from pora.stores.postgres import has_database
from pora.warehouse.log_heads import read_log_heads
from pora.warehouse.snapshots import require_current

OLD_LOG = """
CREATE TABLE events (id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL,
    event TEXT NOT NULL CHECK (event IN ('sign_in', 'refusal', 'export', 'upload', 'rights')),
    user TEXT NOT NULL, facts TEXT NOT NULL CHECK (json_valid(facts))) STRICT;
CREATE TABLE retention (days INTEGER NOT NULL) STRICT;
INSERT INTO events (at, event, user, facts)
    VALUES ('2999-01-02T00:00:00Z', 'sign_in', 'lama@example.id', '{"role": "admin"}');
CREATE TRIGGER no_change BEFORE UPDATE ON events BEGIN SELECT raise(ABORT, 'the log only grows'); END;
"""
WRITE = "from pora.access.audit import record\nfor n in range({n}): record('upload', 'p{name}', n=n)"


def write_three() -> None:
    for user in ("a@example.id", "b@example.id", "c@example.id"):
        record(SIGN_IN, user)


def tamper(*statements: str) -> None:
    """As whoever owns the store can: without the triggers."""
    with open_log() as log, log.lock():
        if has_database():
            log.execute("ALTER TABLE events DISABLE TRIGGER USER")
        else:
            for (name,) in log.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                log.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            log.execute(statement)


CHANGED = "tidak sama dengan sidiknya: isinya diubah."
FORGET = "INSERT INTO forgotten SELECT id, before, hash FROM events WHERE id = 2"
BROKEN = "Rantai putus sebelum catatan {}: ada yang hilang atau disisipkan."


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        (["UPDATE events SET \"user\" = 'x' WHERE id = 2"], [f"x) {CHANGED}"]),
        (['UPDATE events SET facts = \'{"role": "admin"}\' WHERE id = 3'], [CHANGED]),
        (["UPDATE events SET at = '2020-01-01T00:00:00Z' WHERE id = 1"], [CHANGED]),
        (["DELETE FROM events WHERE id = 2"], [BROKEN.format(3)]),
        (["DELETE FROM events WHERE id = 1"], [BROKEN.format(2)]),
        (["UPDATE events SET id = 9 WHERE id = 2"], [CHANGED, BROKEN.format(3), BROKEN.format(9)]),
        ([FORGET, "DELETE FROM events WHERE id = 2"], ["Catatan 2 dilupakan sebelum yang lebih lama"]),
        (["DELETE FROM events WHERE id = 3"], ["Kepala rantai di snapshot x tidak ada di catatan"]),
        (["DELETE FROM events"], ["Kepala rantai di snapshot x tidak ada di catatan"]),
    ],
)
def test_whatever_is_changed_in_the_store_is_found(store: str, statements: list[str], words: list[str]) -> None:
    write_three()
    head = read_log_head()
    since = read_events()[0].at
    assert verify_chain({"snapshot x": head}) == ChainVerdict(3, 0, since, head)
    tamper(*statements)
    problems = verify_chain({"snapshot x": head}).problems
    found = [
        problem for problem in problems if words[-1:] == ["Kepala"] or not problem.startswith("Kepala")
    ] or problems
    assert len(found) == len(words)
    for said, expected in zip(found, words, strict=True):
        assert expected in said


def test_a_log_that_was_written_anew_is_not_the_one_that_others_have_seen(data_dir: Path) -> None:
    write_three()
    head = read_log_head()
    for path in paths.audit().parent.iterdir():
        path.unlink()
    assert len(verify_chain({"snapshot x": head}).problems) == 1
    record(SIGN_IN, "other@example.id")
    verdict = verify_chain({"snapshot x": head, "snapshot y": CHAIN_START})
    assert (verdict.events, len(verdict.problems)) == (1, 1)


def test_what_is_forgotten_in_time_leaves_the_chain_whole(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import datetime as dt

    monkeypatch.setenv("PORA_AUDIT_DAYS", "30")
    now = dt.datetime.now(dt.UTC)
    heads = {}
    for days in (90, 40, 20):
        monkeypatch.setattr(audit, "_now", lambda days=days: now - dt.timedelta(days=days))
        record(SIGN_IN, f"{days}@example.id")
        heads[f"snapshot {days}"] = read_log_head()
    monkeypatch.setattr(audit, "_now", lambda: now)
    record(SIGN_IN, "now@example.id")
    assert [one.user for one in read_events()] == ["20@example.id", "now@example.id"]
    assert verify_chain(heads) == ChainVerdict(2, 2, read_events()[0].at, read_log_head())


def test_two_processes_at_once_write_one_chain_from_the_first_event_on(store: str) -> None:
    run = [sys.executable, "-c"]
    both = [subprocess.Popen([*run, WRITE.format(n=60, name=name)], cwd=ROOT, env=os.environ) for name in "ab"]
    assert [process.wait(120) for process in both] == [0, 0]
    assert verify_chain({}) == ChainVerdict(120, 0, read_events()[0].at, read_log_head())
    for name in "ab":
        assert [one.facts["n"] for one in read_events(user=f"p{name}")] == list(range(60))


def test_a_new_log_waits_for_whoever_is_making_it(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths.audit().parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(paths.audit(), isolation_level=None)) as other, ThreadPoolExecutor(1) as second:
        other.execute("BEGIN IMMEDIATE")
        is_there = threading.Event()
        locked = LogFile.lock
        monkeypatch.setattr(LogFile, "lock", lambda log: is_there.set() or locked(log))
        written = second.submit(record, SIGN_IN, "a@example.id")
        assert is_there.wait(60)
        other.execute("ROLLBACK")
        written.result(60)
    assert [event.user for event in read_events()] == ["a@example.id"]


def test_a_log_that_another_process_reads_is_read_without_waiting_for_it(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_three()
    monkeypatch.setattr(audit_file, "_LOCK_SECONDS", 1_000_000)  # whoever waits here waits for ever
    with closing(sqlite3.connect(paths.audit(), isolation_level=None)) as other:
        assert other.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",)
        other.execute("BEGIN")
        other.execute("SELECT * FROM events").fetchone()
        assert len(read_events()) == 3
    assert len(read_events()) == 3


def test_a_writer_that_is_killed_leaves_a_whole_chain(store: str) -> None:
    command = [sys.executable, "-c", WRITE.format(n=10**6, name="a")]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ) as process:
        try:
            while len(read_events()) < 20:
                assert process.poll() is None
        finally:
            process.send_signal(signal.SIGKILL)
    record(SIGN_IN, "b@example.id")
    verdict = verify_chain({})
    assert (verdict.problems, verdict.events >= 21, read_events()[-1].user) == ((), True, "b@example.id")


def test_a_log_of_a_former_version_is_chained_and_stays_what_it_was(data_dir: Path) -> None:
    paths.audit().parent.mkdir(parents=True)
    with closing(sqlite3.connect(paths.audit())) as connection:
        connection.executescript(OLD_LOG)
    record(EXPORT, "baru@example.id", rows=1)
    assert [(one.event, one.user, one.facts) for one in read_events()] == [
        (SIGN_IN, "lama@example.id", {"role": "admin"}),
        (EXPORT, "baru@example.id", {"rows": 1}),
    ]
    assert verify_chain({}) == ChainVerdict(2, 0, read_events()[0].at, read_log_head())


def test_repeated_refusals_of_one_account_are_counted_and_not_added(store: str) -> None:
    for _time in range(50):
        record(REFUSAL, "a@example.id", page="data")
        record(REFUSAL, "b@example.id", page="data")
    for number in range(200):
        record(REFUSAL, "a@example.id", page=f"x{number}")
    events = read_events(user="a@example.id")
    assert len(events) == audit.MOST_REFUSALS
    assert [(one.facts["page"], one.times) for one in events[:2]] == [("data", 50), ("x0", 1)]
    assert sum(one.times for one in events) == 250
    assert [(one.times, one.facts) for one in read_events(user="b@example.id")] == [(50, {"page": "data"})]
    assert verify_chain({}).problems == ()


def test_counts_of_repeats_are_chained_before_the_next_event(store: str) -> None:
    record(REFUSAL, "a@example.id", page="data")
    record(REFUSAL, "a@example.id", page="unggah")
    for page in ("data", "data", "unggah", "data"):
        record(REFUSAL, "a@example.id", page=page)
    record(SIGN_IN, "b@example.id")
    record(REFUSAL, "a@example.id", page="data")
    record(SIGN_IN, "c@example.id")
    record(REFUSAL, "a@example.id", page="data")
    assert [(one.user, one.times) for one in read_events()] == [
        ("a@example.id", 6),
        ("a@example.id", 2),
        ("b@example.id", 1),
        ("c@example.id", 1),
    ]
    assert verify_chain({}) == ChainVerdict(6, 0, read_events()[0].at, read_log_head())
    tamper("UPDATE events SET facts = '{\"1\": 1, \"2\": 1}' WHERE event = 'repeated' AND id = 3")
    (problem,) = verify_chain({}).problems
    assert CHANGED in problem


def test_counts_of_a_former_version_stay_what_they_were(data_dir: Path) -> None:
    record(REFUSAL, "a@example.id", page="data")
    tamper(
        "DROP TABLE pending",
        "CREATE TABLE repeats (id INTEGER PRIMARY KEY, times INTEGER NOT NULL, at TEXT NOT NULL) STRICT",
        "INSERT INTO repeats VALUES (1, 7, '2026-11-29T00:00:00Z')",
    )
    assert [one.times for one in read_events()] == [7]
    record(SIGN_IN, "b@example.id")
    assert [one.times for one in read_events()] == [7, 1]
    assert verify_chain({}).problems == ()


def test_each_snapshot_keeps_the_head_of_its_moment(store: str, empty: Path, tmp_path: Path) -> None:
    assert load_rows(tmp_path, [case("33.19.01", 7)], by="staf@example.org").loaded
    assert read_log_heads() == {}  # before the first event there is no head
    assert load_rows(tmp_path, [case("33.19.02", 8, period="2024-04")]).loaded
    assert read_log_heads() == {require_current(): read_head_before(UPLOAD)}


def read_head_before(event: str) -> str:
    """The hash that the newest event of a kind stands on."""
    with open_log() as log:
        row = log.execute("SELECT before FROM events WHERE event = ? ORDER BY id DESC", (event,)).fetchone()
    return str(row[0])


def test_a_head_in_a_file_that_leaves_is_known_again_and_says_nothing_without_the_secret(store: str) -> None:
    write_three()
    head = read_log_head()
    witness = note_taking("a@example.id").log_head
    assert verify_chain({"file": witness}) == ChainVerdict(3, 0, read_events()[0].at, head)
    paths.protection_secret().write_bytes(b"another" * 5)
    assert note_taking("a@example.id").log_head not in ("", head, witness)
    assert len(verify_chain({"file": witness}).problems) == 1


def test_the_command_says_whether_the_log_is_whole(
    store: str, empty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert load_rows(tmp_path, [case("33.19.01", 7)]).loaded
    assert load_rows(tmp_path, [case("33.19.02", 7, period="2024-04")]).loaded
    head = read_log_head()

    def says(more: list[str]) -> tuple[int, str]:
        return main(["audit", *more]), capsys.readouterr().out

    assert says(["--verify", "--head", head]) == (0, f"2 catatan, kepala rantai {head}\nCatatan utuh.\n")
    status, out = says(["--verify", "--json"])
    since = read_events()[0].at
    assert (status, json.loads(out)) == (0, {"events": 2, "forgotten": 0, "since": since, "head": head, "problems": []})
    assert says(["--verify", "--head", "0" * 63 + "1"])[0] == 1
    assert main(["audit", "--head", head]) == 2
    tamper("DELETE FROM events")
    capsys.readouterr()
    status, out = says(["--verify"])
    assert status == 1
    lost = f"Kepala rantai di snapshot {require_current()} tidak ada di catatan:"
    assert out.splitlines()[0] == f"{lost} akhir catatan dipotong atau catatan diganti."
