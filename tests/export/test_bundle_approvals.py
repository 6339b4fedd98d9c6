"""A frozen bundle names who stands for its months, and the check says so, or finds that it was changed."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from builders import case, load_rows, query
from in_memory import InMemory

from etl.__main__ import main
from etl.batch.approve import decide
from pora.access.roles import Scope
from pora.deck.agenda import make_agenda
from pora.deck.approvals import describe_deck_approval
from pora.deck.make import make_deck
from pora.export.archive import write_zip
from pora.export.bundle import MANIFEST, README
from pora.export.deck import make_deck_files
from pora.export.verify import verify_bundle
from pora.warehouse.db import use_snapshot

OFFICE, HEAD = "kanim-semarang", "kepala@example.org"


@pytest.fixture
def decided(in_memory: InMemory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A month that an office has approved, and one before it that it has not."""
    monkeypatch.setenv("PORA_APPROVAL", "on")
    monkeypatch.setenv("PORA_TIME_ZONE", "Asia/Jakarta")
    for period in ("2024-02", "2024-03"):
        load_rows(tmp_path, [case("33.19.01", 25, period=period)], office=OFFICE)
    decide(OFFICE, "2024-03", "disahkan", HEAD)
    in_memory.con.execute("UPDATE core_approval SET decided_at = TIMESTAMP '2024-04-03 17:30:00'")
    in_memory.publish()


@pytest.fixture
def bundle(decided: None) -> bytes:
    """Of the approved month: two slides."""
    agenda = make_agenda("33.19", "2024-03")
    for slide in agenda.slides:
        agenda = agenda if slide.kind in ("sampul", "situasi") else agenda.drop(slide.key)
    deck = make_deck(use_snapshot(), Scope("public"), agenda)
    (made,) = make_deck_files(deck, agenda, "bundle", "penyaji@example.org").values()
    return made


def unpack(bundle: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(bundle)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_manifest_names_who_approved_and_the_check_tells_it(
    bundle: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = unpack(bundle)
    assert json.loads(files[MANIFEST])["approvals"] == [
        {
            "office_code": OFFICE,
            "office_name": "Kantor Imigrasi Semarang",
            "period": "2024-03",
            "step": "disahkan",
            "decided_by": HEAD,
            "decided_at": "2024-04-03T17:30:00Z",
        }
    ]
    line = f"Maret 2024, Kantor Imigrasi Semarang: disahkan oleh {HEAD}, 2024-04-04 00:30 WIB."
    assert line in files[README].decode().splitlines()
    (tmp_path / "paket.zip").write_bytes(bundle)
    assert main(["verify", str(tmp_path / "paket.zip")]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == line
    assert main(["verify", str(tmp_path / "paket.zip"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["approvals"] == json.loads(files[MANIFEST])["approvals"]


def test_a_month_that_nobody_decided_on_is_named_as_such(decided: None) -> None:
    deck = make_deck(use_snapshot(), Scope("exact"), make_agenda("33.19", "2024-02"))
    assert [describe_deck_approval(one) for one in deck.approvals] == [
        "Februari 2024, Kantor Imigrasi Semarang: diterima, belum disahkan."
    ]


def test_another_name_in_the_manifest_is_found(bundle: bytes) -> None:
    files = unpack(bundle)
    files[MANIFEST] = files[MANIFEST].replace(HEAD.encode(), b"orang-lain@example.org")
    verdict = verify_bundle(write_zip(files))
    assert verdict.problems == ("Pengesahan yang disebut paket tidak sama dengan yang ada di snapshot.",)
    assert [one.decided_by for one in verdict.approvals] == [HEAD]


def test_where_no_approval_is_asked_for_the_manifest_has_none(
    in_memory: InMemory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORA_APPROVAL", "off")
    load_rows(tmp_path, [case("33.19.01", 25)], office=OFFICE)
    assert query("SELECT needs_approval FROM core_snapshot") == [(False,)]
    assert make_deck(use_snapshot(), Scope("exact"), make_agenda("33.19", "2024-03")).approvals == ()
