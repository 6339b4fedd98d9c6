"""A copy of exact figures says in sight whose it is; a public file names nobody."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from pptx import Presentation

from etl.__main__ import main
from pora.access.roles import Scope, Version
from pora.deck.agenda import Agenda, make_agenda
from pora.deck.make import make_deck
from pora.export import deck as deck_files
from pora.export import files
from pora.export.deck import make_deck_files
from pora.export.files import export_to_path, make_export
from pora.export.taking import Taking, describe_taking, read_taking, write_taking
from pora.export.verify import verify_bundle
from pora.warehouse.db import use_snapshot
from pora.warehouse.queries.request import ExportRequest
from pora.warehouse.snapshots import require_current

ANI = Taking("ani@example.org", "2026-11-29T19:20:00+07:00", "ab" * 32)
BUDI = Taking("budi@example.org", "2026-11-30T07:05:00+07:00", "cd" * 32)
MARK = "Diambil ani@example.org, 29-11-2026 pukul 19.20"
MONTH = ExportRequest("out_kecamatan_month", "2024-03", "33.19", "orang_asing")


@pytest.fixture
def taker(monkeypatch: pytest.MonkeyPatch) -> list[Taking]:
    """Who takes files now; Ani at first."""
    now = [ANI]
    for module in (deck_files, files):
        monkeypatch.setattr(module, "note_taking", lambda _user: now[-1])
    return now


def cover() -> Agenda:
    agenda = make_agenda("33.19", "2024-03")
    for slide in agenda.slides[1:]:
        agenda = agenda.drop(slide.key)
    return agenda


def take(version: Version, form: str) -> dict[str, bytes]:
    return make_deck_files(make_deck(use_snapshot(), Scope(version), cover()), cover(), form, "?")


def read_workbook(version: Version) -> tuple[str, str]:
    """The print heading of the data, and everything on the sheet of sources."""
    made = make_export(MONTH, "xlsx", "x.xlsx", Scope(version), require_current(), "?")
    book = openpyxl.load_workbook(BytesIO(made.data))
    words = " ".join(str(cell) for row in book["Sumber"].iter_rows(values_only=True) for cell in row)
    return str(book["Data"].oddHeader.right.text), words


def test_a_public_file_names_nobody_and_is_the_same_for_all(kudus: Path, taker: list[Taking]) -> None:
    heading, words = read_workbook("public")
    assert (heading, "ani@" in words) == ("None", False)
    found = [take("public", form) for form in ("pptx", "pdf", "png")]
    taker.append(BUDI)
    assert [take("public", form) for form in ("pptx", "pdf", "png")] == found
    assert write_taking(ANI, "public") == {"taken": {"log_head": ANI.log_head}}


def test_an_exact_file_says_who_took_it_and_when(kudus: Path, taker: list[Taking]) -> None:
    heading, words = read_workbook("exact")
    assert (heading, f"TERBATAS. {MARK}" in words) == (f"TERBATAS. {MARK}", True)
    (pptx,) = take("exact", "pptx").values()
    for slide in Presentation(BytesIO(pptx)).slides:
        assert MARK in [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    (docx,) = take("exact", "docx").values()
    assert MARK in Document(BytesIO(docx)).sections[0].header.paragraphs[0].text
    drawn = {form: take("exact", form) for form in ("pdf", "png")}
    taker.append(BUDI)
    for form, made in drawn.items():
        other = take("exact", form)
        assert [other[name] == data for name, data in made.items()] == [False] * len(made), form


def test_a_marked_file_is_made_again_at_another_time_by_somebody_else(
    kudus: Path, tmp_path: Path, taker: list[Taking]
) -> None:
    path, again = tmp_path / "a.xlsx", tmp_path / "again.xlsx"
    export_to_path(MONTH, "xlsx", path, Scope("exact"))
    (bundle,) = take("exact", "bundle").values()
    taker.append(BUDI)
    for like in (path, path.with_name("a.xlsx-metadata.json")):
        assert main(["export", "--like", str(like), "--output", str(again)]) == 0
        assert again.read_bytes() == path.read_bytes()
    verdict = verify_bundle(bundle)
    assert (verdict.problems, verdict.is_identical) == ((), True)


def test_a_mark_is_read_as_it_was_written_and_anything_else_refused() -> None:
    assert read_taking(write_taking(ANI, "exact")) == ANI
    assert read_taking({}) is None
    assert describe_taking(ANI) == MARK
    for bad in ("x", {"log_head": 1}, {"log_head": "a", "at": "yesterday"}):
        with pytest.raises(ValueError):  # noqa: PT011 - of whatever kind
            read_taking({"taken": bad})
