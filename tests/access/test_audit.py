"""The log of what was done: everything that leaves or comes in stands there, and nobody can change it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path

import pytest
from builders import case, load_rows

from etl.__main__ import main
from pora import paths
from pora.access import audit
from pora.access.accounts import read_accounts
from pora.access.audit import EXPORT, REFUSAL, SIGN_IN, UPLOAD, command_user, read_events, read_log_head, record
from pora.access.audit_log import open_log
from pora.access.roles import Scope
from pora.deck.agenda import make_agenda
from pora.deck.store import delete_agenda, save_agenda
from pora.errors import PoraError
from pora.export.files import make_export
from pora.warehouse.db import use_snapshot
from pora.warehouse.queries.request import ExportRequest
from pora.warehouse.snapshots import require_current


def facts_of(event: str) -> list[dict[str, object]]:
    return [dict(one.facts) for one in read_events(event=event)]


def test_nothing_was_logged_before_anything_happened(store: str) -> None:
    assert (read_events(), read_log_head()) == ([], "")
    assert not paths.audit().exists()


def test_events_are_read_in_their_order_and_by_user_kind_and_day(store: str) -> None:
    record(SIGN_IN, "a@example.id", role="analis")
    record(REFUSAL, "b@example.id", page="data")
    record(SIGN_IN, "b@example.id", role="petugas")
    assert [(one.event, one.user, one.facts) for one in read_events()] == [
        (SIGN_IN, "a@example.id", {"role": "analis"}),
        (REFUSAL, "b@example.id", {"page": "data"}),
        (SIGN_IN, "b@example.id", {"role": "petugas"}),
    ]
    assert [one.user for one in read_events(event=SIGN_IN)] == ["a@example.id", "b@example.id"]
    assert [one.event for one in read_events(user="b@example.id")] == [REFUSAL, SIGN_IN]
    tomorrow = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
    assert read_events(since=tomorrow.isoformat()) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET facts = '{}'",
        "DELETE FROM events",
        "INSERT INTO events VALUES (9, '', 'view', '', '{}', '', '')",
    ],
)
def test_the_log_can_only_grow(store: str, statement: str) -> None:
    record(SIGN_IN, "a@example.id")
    with pytest.raises(PoraError, match="the log only grows|the log is a chain"), open_log() as log:
        log.execute(statement)
    assert len(read_events()) == 1


def test_only_its_owner_may_read_the_log(data_dir: Path) -> None:
    record(SIGN_IN, "a@example.id")
    assert paths.audit().stat().st_mode & 0o077 == 0


def test_what_is_older_than_the_setting_is_forgotten(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORA_AUDIT_DAYS", "30")
    now = dt.datetime.now(dt.UTC)
    for days, user in ((40, "old"), (29, "kept")):
        monkeypatch.setattr(audit, "_now", lambda days=days: now - dt.timedelta(days=days))
        record(SIGN_IN, user)
    monkeypatch.setattr(audit, "_now", lambda: now)
    record(SIGN_IN, "new")
    assert [one.user for one in read_events()] == ["kept", "new"]


def test_an_export_of_a_page_is_logged_with_its_part_its_rows_and_its_bytes(store: str, kudus: Path) -> None:
    request = ExportRequest("out_kecamatan_month", "2024-03", "33.19", "orang_asing")
    made = make_export(request, "csv", "x.csv", Scope("public"), use_snapshot().id, "a@example.id")
    assert [(one.user, one.facts) for one in read_events(event=EXPORT)] == [
        (
            "a@example.id",
            {
                "table": "out_kecamatan_month",
                "period": "2024-03",
                "area": "33.19",
                "category": "orang_asing",
                "format": "csv",
                "version": "public",
                "rows": 9,
                "snapshot": require_current(),
                "sha256": hashlib.sha256(made.data).hexdigest(),
            },
        )
    ]


def test_commands_log_what_they_let_out_and_in(store: str, empty: Path, tmp_path: Path) -> None:
    assert load_rows(tmp_path, [case("33.19.01", 7)], by="staf@example.id").loaded
    assert load_rows(tmp_path, [case("33.99.01", 7)]).loaded is False
    out = tmp_path / "out"
    out.mkdir()
    assert main(["export", "out_kecamatan_month", "--format", "csv", "--output", str(out / "a.csv")]) == 0
    assert main(["deck", "--area", "33.19", "--period", "2024-03", "--output", str(out)]) == 0
    assert main(["undo"]) == 0
    uploads = facts_of(UPLOAD)
    assert [(one.get("is_loaded"), one.get("rows")) for one in uploads] == [(1, 1), (0, 1), (None, None)]
    assert uploads[2]["withdrawn"] == uploads[0]["batch"]
    assert [one.user for one in read_events(event=UPLOAD)] == ["staf@example.id", command_user(), command_user()]
    exports = facts_of(EXPORT)
    assert [one["table"] for one in exports] == ["out_kecamatan_month", "paparan"]
    assert exports[0]["sha256"] == hashlib.sha256((out / "a.csv").read_bytes()).hexdigest()


def test_a_check_without_loading_logs_nothing(empty: Path, tmp_path: Path) -> None:
    assert load_rows(tmp_path, [case("33.19.01", 7)], dry_run=True).errors == ()
    assert read_events() == []


def test_an_export_that_cannot_be_logged_does_not_leave(
    kudus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths.audit().parent.mkdir(parents=True, exist_ok=True)
    paths.audit().write_bytes(b"this is no database, and long enough to say so " * 40)
    target = tmp_path / "a.csv"
    assert main(["export", "out_kecamatan_month", "--output", str(target)]) == 1
    assert "Catatan audit tidak dapat dipakai" in capsys.readouterr().err
    assert not target.exists()


def test_the_command_tells_the_log_in_words_and_for_machines(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit"]) == 0
    assert capsys.readouterr().out == "Belum ada yang tercatat.\n"
    record(REFUSAL, "b@example.id", page="data", area=None)
    (event,) = read_events()
    assert main(["audit"]) == 0
    assert capsys.readouterr().out == f"{event.at}  ditolak      b@example.id  page=data\n"
    assert main(["audit", "--json", "--event", "refusal"]) == 0
    assert json.loads(capsys.readouterr().out) == [vars(event)]


@pytest.mark.parametrize("event", audit.EVENTS)
def test_every_event_has_a_word_and_one_line(data_dir: Path, capsys: pytest.CaptureFixture[str], event: str) -> None:
    """What somebody typed, as the name of a file, must not look like another event, nor clear the screen."""
    record(event, "a@example.id", file="x\n2026-01-01T00:00:00Z  masuk  admin\x1b[2J.csv")
    assert main(["audit"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.endswith("a@example.id  file=x�2026-01-01T00:00:00Z  masuk  admin�[2J.csv")


def test_whose_rights_changed_is_logged_once(store: str) -> None:
    path = paths.access_list()
    path.parent.mkdir(parents=True, exist_ok=True)
    heading = "user,role,areas,valid_until\n"
    lists = (
        "a@example.id,analis,33.19,\nb@example.id,pimpinan,,2030-01-31\n",
        "a@example.id,analis,33.19;33.20,\n",
        "a@example.id,analis,33.20;33.19,\n",
    )
    for text in lists:
        path.write_text(heading + text)
        read_accounts()
    assert [(one.user, one.facts) for one in read_events(event=audit.RIGHTS)] == [
        ("a@example.id", {"role": "analis", "areas": "33.19", "valid_until": None}),
        ("b@example.id", {"role": "pimpinan", "areas": None, "valid_until": "2030-01-31"}),
        ("a@example.id", {"role": "analis", "areas": "33.19;33.20", "valid_until": None}),
        ("b@example.id", {"role": None}),
    ]


def test_changes_of_agendas_are_logged(store: str) -> None:
    agenda = make_agenda("33.19", "2024-03")
    save_agenda("a@example.id", agenda)
    delete_agenda("a@example.id", area_code="33.19", period="2024-03")
    assert [(one.user, one.facts) for one in read_events(event=audit.AGENDA)] == [
        ("a@example.id", {"area": "33.19", "period": "2024-03", "slides": slides, "is_deleted": is_deleted})
        for slides, is_deleted in ((len(agenda.slides), None), (None, 1))
    ]
