"""The shared database: made at its first use, guarded; where it is away one sentence is said and nothing happens."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import BoundedSemaphore

import pytest
from postgres_server import PostgresServer

from etl.__main__ import main
from pora.access import accounts
from pora.access.accounts import UNLOGGED, judge_claims
from pora.access.audit import SIGN_IN, read_events, read_log_head, record
from pora.access.audit_chain import ChainVerdict, verify_chain
from pora.access.audit_log import open_log
from pora.config import ROOT, settings
from pora.deck.agenda import make_agenda
from pora.deck.store import load_agenda, save_agenda
from pora.errors import PoraError
from pora.stores import postgres as shared
from pora.stores.documents import list_shared_documents
from pora.stores.postgres import list_migrations_of_stores, open_database
from tests.access.test_accounts import CLAIMS, HEADING, NOW, write_list

AWAY = r"^Basis data bersama \(PostgreSQL\) tidak dapat dipakai \(.+\), jadi ini dibatalkan\. Beri tahu pengelola\.$"
SECRET = "s3cret-w0rd"  # noqa: S105 - of a database that is not there


def test_two_processes_that_come_first_at_once_make_the_tables_once(database: str) -> None:
    command = [sys.executable, "-c", "from pora.access.audit import record; record('sign_in', 'a@example.id')"]
    both = [subprocess.Popen(command, cwd=ROOT, env=os.environ) for _number in range(3)]
    assert [process.wait(120) for process in both] == [0, 0, 0]
    assert verify_chain({}) == ChainVerdict(3, 0, read_events()[0].at, read_log_head())
    with open_database() as opened:
        numbers = [row[0] for row in opened.execute("SELECT number FROM migrations ORDER BY number").fetchall()]
    assert numbers == list(range(1, len(list_migrations_of_stores()) + 1))


def test_a_database_of_a_later_version_is_refused(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    record(SIGN_IN, "a@example.id")
    with open_database() as opened:
        opened.execute("INSERT INTO migrations VALUES (99, now())")
    monkeypatch.setattr(shared, "_ready", set())
    with pytest.raises(PoraError, match=r"^Basis data bersama dibuat oleh versi program yang lebih baru\."):
        read_events()


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE events",
        "TRUNCATE forgotten",
        "DELETE FROM forgotten",
        "UPDATE pending SET times = 1",
        "DELETE FROM retention; DELETE FROM events",
        "INSERT INTO events SELECT 9, at, event, \"user\", facts, before, repeat('1', 64) FROM events WHERE id = 2",
    ],
)
def test_the_tables_of_the_log_can_only_grow(database: str, statement: str) -> None:
    for _time in range(3):
        record("refusal", "a@example.id", page="data")
    record(SIGN_IN, "a@example.id")
    with open_log() as log:
        log.execute("INSERT INTO forgotten VALUES (0, '', '')")
        log.execute("INSERT INTO pending VALUES (1, 2)")
    with pytest.raises(PoraError, match=r"the log only grows|the log is a chain|null value|duplicate key"):
        with open_log() as log, log.lock():
            log.execute(statement)
    assert [one.times for one in read_events()] == [5, 1]


def test_a_process_that_is_killed_between_two_statements_leaves_nothing_of_both(database: str) -> None:
    record(SIGN_IN, "a@example.id")
    script = (
        "from killed import kill_before\nfrom pora.access import audit\n"
        "kill_before(audit, 'forget_before', 0)\naudit.record('sign_in', 'b@example.id')"
    )
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=os.environ | {"PYTHONPATH": path}, check=False)
    assert ran.returncode == -signal.SIGKILL
    record(SIGN_IN, "c@example.id")
    assert [one.user for one in read_events()] == ["a@example.id", "c@example.id"]
    assert verify_chain({}) == ChainVerdict(2, 0, read_events()[0].at, read_log_head())


def test_while_the_database_is_away_nothing_happens_and_one_sentence_says_so(
    database: str,
    postgres: PostgresServer,
    kudus: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shared, "RETRY_SECONDS", 0)
    monkeypatch.setattr(accounts, "ASK_AGAIN_SECONDS", 0)
    write_list(kudus, HEADING + "ani@example.org,penyaji,,\n")
    agenda, target = make_agenda("33.19", "2024-03"), tmp_path / "a.csv"
    save_agenda("ani@example.org", agenda)
    kept = list_shared_documents()
    postgres.stop()
    try:
        with pytest.raises(PoraError, match=AWAY):
            save_agenda("ani@example.org", make_agenda("33.20", "2024-03"))
        with pytest.raises(PoraError, match=AWAY):
            load_agenda("ani@example.org", area_code="33.19", period="2024-03")
        assert judge_claims(CLAIMS, NOW).refusal == UNLOGGED
        assert main(["export", "out_kecamatan_month", "--output", str(target)]) == 1
        assert capsys.readouterr().err.count("\n") == 1 and not target.exists()
    finally:
        postgres.start()
    assert load_agenda("ani@example.org", area_code="33.19", period="2024-03") == agenda
    assert list_shared_documents() == kept
    assert judge_claims(CLAIMS, NOW).refusal == ""


def test_many_at_once_share_few_connections_and_none_is_refused(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    connect = shared.connect
    monkeypatch.setattr(shared, "connect", lambda url: made.append(url) or connect(url))
    monkeypatch.setattr(shared, "_idle", defaultdict(list))
    monkeypatch.setattr(shared, "_room", BoundedSemaphore(2))
    with ThreadPoolExecutor(12) as pool:
        list(pool.map(lambda number: record(SIGN_IN, f"{number}@example.id"), range(60)))
    assert (len(read_events()), verify_chain({}).problems, len(made) <= 2) == (60, (), True)
    shared._close_idle()


def test_who_waits_too_long_for_a_connection_is_told_so(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "CONNECT_SECONDS", 0)
    monkeypatch.setattr(shared, "_room", BoundedSemaphore(1))
    with open_database(), pytest.raises(PoraError, match=r"^Basis data bersama sedang sibuk, jadi ini dibatalkan\."):
        record(SIGN_IN, "a@example.id")
    assert read_events() == []


def test_a_database_that_takes_long_to_fail_is_not_asked_at_every_look(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed")
    asked: list[str] = []

    def fail(url: str) -> None:
        asked.append(url)
        raise psycopg.OperationalError("no answer\nand more lines")

    monkeypatch.setenv("PORA_DATABASE_URL", "postgresql://pora@db.example.org/slow")
    monkeypatch.setattr(shared, "connect", fail)
    for long, times in ((0.0, 1), (3600.0, 4)):
        monkeypatch.setattr(shared, "LONG_SECONDS", long)
        monkeypatch.setattr(shared, "_failures", {})
        asked.clear()
        for _time in range(4):
            with pytest.raises(PoraError, match=r"\(no answer\)"):
                read_events()
        assert len(asked) == times


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://pora:{SECRET}@127.0.0.1:1/pora",
        f"postgresql://pora:{SECRET}/x@127.0.0.1/pora",
        f"postgresql://pora:{SECRET}@x@127.0.0.1/pora",
        f"mysql://pora:{SECRET}@127.0.0.1/pora",
        f"postgresql://pora:{SECRET}#@127.0.0.1/pora",
    ],
)
def test_the_password_is_in_nothing_that_is_said(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], url: str
) -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    monkeypatch.setenv("PORA_DATABASE_URL", url)
    assert main(["audit"]) in (1, 2)
    said = capsys.readouterr()
    assert said.err.count("\n") == 1 and SECRET not in said.out + said.err
    try:
        assert SECRET not in repr(settings())
    except PoraError as error:
        assert SECRET not in str(error)
