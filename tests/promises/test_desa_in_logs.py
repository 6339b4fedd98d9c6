"""No log holds a count of a desa, whoever does what: the log of what was done, and what the server writes."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from builders import case, load_rows, write_table
from readers import forget, holds, read_as, run_page

from etl.__main__ import main
from etl.batch.undo import undo_batch
from pora import paths
from pora.access import audit
from pora.access.accounts import Visitor
from pora.access.roles import ROLES, Account, Scope
from pora.deck.agenda import make_agenda
from pora.deck.make import make_deck
from pora.errors import SnapshotError
from pora.export.deck import make_deck_files
from pora.export.files import make_export
from pora.ui.sign_in import visit_log
from pora.warehouse.db import use_snapshot
from pora.warehouse.queries.request import ExportRequest

JATI, PLOSO, OTHER = "33.19.03", "33.19.03.2006", "33.19.03.2012"
COUNTS = (71439, 82557, 153996)  # of two desa, and their sum
PAGES = ("pages/pimpinan/peta.py", "pages/analis/mutu.py", "pages/analis/data.py")
ROWS = [case(JATI, COUNTS[0], desa_code=PLOSO), case(JATI, COUNTS[1], desa_code=OTHER)]


def take_exports(version: str) -> bytes:
    scope = Scope("exact" if version == "exact" else "public")
    tables = ("out_desa_month", "case_counts") if version == "exact" else ("out_kecamatan_month",)
    return b"".join(
        make_export(ExportRequest(table), "csv", f"{table}.csv", scope, use_snapshot().id, f"{version}@x.id").data
        for table in tables
    )


def take_bundle(version: str) -> None:
    agenda = make_agenda(JATI, "2024-03")
    deck = make_deck(use_snapshot(), Scope("exact" if version == "exact" else "public"), agenda)
    make_deck_files(deck, agenda, "bundle", f"{version}@x.id")


def look(version: str, patch: pytest.MonkeyPatch) -> None:
    """At pages that tell of desa: of the kecamatan with one chosen, and of the map of a kabupaten by desa."""
    areas = frozenset({PLOSO}) if version == "desa" else None
    is_public = version == "public"
    role = next(name for name, one in ROLES.items() if one.version == ("public" if is_public else "exact"))
    account = Account(f"{version}@x.id", role, areas)
    patch.setattr(visit_log, "find_visitor", lambda: Visitor(account))
    read_as(account.scope, patch)
    for page in PAGES:
        for view in ({"wilayah": JATI, "pilih": PLOSO}, {"wilayah": "33.19", "tingkat": "desa"}):
            run_page(page, periode="2024-03", **view)
    forget()


def fail_in_a_statement() -> None:
    with pytest.raises(SnapshotError):
        use_snapshot().frame(
            Scope("exact"), "SELECT error('broken') FROM out_desa_month WHERE person_count = $n", {"n": COUNTS[0]}
        )


def test_no_log_holds_a_count_of_a_desa_whoever_loads_looks_takes_or_fails(
    empty: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    assert load_rows(tmp_path, ROWS).loaded
    file = write_table(tmp_path / "lagi.csv", [*ROWS, case(JATI, COUNTS[0], desa="Antah Berantah")])
    assert main(["load", str(file), "--office=kanim-semarang", f"--rejects={tmp_path / 'r.xlsx'}"]) == 1
    for version in ("exact", "public", "desa"):
        look(version, monkeypatch)
    for version in ("exact", "public"):
        taken = take_exports(version)
        assert holds(taken.decode(), COUNTS[0]) == (version == "exact")
        take_bundle(version)
    fail_in_a_statement()
    undo_batch()
    events = audit.read_events()
    assert {audit.UPLOAD, audit.EXPORT, audit.VIEW} <= {one.event for one in events}
    said = repr(events) + caplog.text
    files = [path for path in paths.audit().parent.iterdir() if path.is_file()]
    said += "".join(path.read_bytes().decode("latin-1") for path in files)
    assert files and not any(holds(said, count) for count in COUNTS)
