"""What lies in files goes into the shared database as it is, once, and the chain of the log goes on."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from postgres_server import PostgresServer

from etl.__main__ import main
from pora import paths
from pora.access import audit
from pora.access.audit import REFUSAL, SIGN_IN, read_events, read_log_head, record
from pora.access.audit_chain import verify_chain
from pora.deck.agenda import make_agenda
from pora.deck.store import load_agenda, load_last, save_agenda
from pora.stores import postgres as shared
from pora.stores.documents import list_shared_documents
from pora.users.saved_views import load_views, save_view

USER = "penyaji@example.id"


@pytest.fixture
def url(postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty database that nothing names yet."""
    monkeypatch.setattr(shared, "_ready", set())
    return postgres.empty_database()


def test_log_and_documents_are_moved_once_and_every_head_of_the_chain_is_still_one(
    url: str, data_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORA_AUDIT_DAYS", "30")
    heads = {}
    for days in (90, 20, 0):
        monkeypatch.setattr(audit, "_now", lambda days=days: dt.datetime.now(dt.UTC) - dt.timedelta(days=days))
        record(SIGN_IN, f"{days}@example.id")
        heads[str(days)] = read_log_head()
    agenda = make_agenda("33.19", "2024-03")
    save_agenda(USER, agenda)
    save_view(USER, "Kudus", {"wilayah": "33.19"})
    for _time in range(3):
        record(REFUSAL, USER, page="data")
    before, head = read_events(), read_log_head()
    assert main(["move-to-database"]) == 2

    monkeypatch.setenv("PORA_DATABASE_URL", url)
    capsys.readouterr()
    assert main(["move-to-database"]) == 0
    words = "4 peristiwa dan 3 dokumen dipindahkan ke PostgreSQL. Berkas lamanya ada di moved-to-database.\n"
    assert capsys.readouterr().out == words
    assert (read_events(), read_log_head()) == (before, head)
    verdict = verify_chain(heads)
    assert (verdict.events, verdict.forgotten, verdict.problems) == (4, 1, ())
    assert load_agenda(USER, area_code="33.19", period="2024-03") == load_last(USER) == agenda
    assert load_views(USER) == {"Kudus": {"wilayah": "33.19"}}
    assert [path.exists() for path in (paths.audit(), paths.decks(), paths.saved_views())] == [False] * 3
    assert (data_dir / "moved-to-database" / "audit" / "audit.sqlite").is_file()
    record(SIGN_IN, "baru@example.id")
    assert verify_chain({"moved": head}).problems == ()

    kept, events = list_shared_documents(), read_events()
    assert main(["move-to-database"]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert (list_shared_documents(), read_events()) == (kept, events)
