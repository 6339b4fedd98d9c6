"""The template of an office is kept once it could be written in, goes with a backup, and is part of a frozen bundle."""

from __future__ import annotations

import json
import re
import stat
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from pptx import Presentation
from readers import forget, read_as, read_words, run_page

from etl.__main__ import main
from etl.backup import write_backup
from etl.backup.archive import read_entries
from pora import paths
from pora.access import audit
from pora.access.roles import LOCAL, Account, Scope
from pora.deck.make import make_deck
from pora.errors import AccessError, UsageError
from pora.export.deck import make_deck_files
from pora.export.office_template import delete_template, keep_template, read_template
from pora.export.verify import verify_bundle
from pora.ui.meeting import office_slides
from pora.warehouse.db import use_snapshot
from tests.export.templates import make_dark, make_light, without_layout
from tests.export.test_bundle import small_agenda

DARK, LIGHT, USER = make_dark(), make_light(), "penyaji@example.org"
PAGE = ("pages/rapat/paparan.py", {"wilayah": "33.19", "periode": "2024-03"})


def layouts_of(data: bytes) -> list[str]:
    return [slide.slide_layout.name for slide in Presentation(BytesIO(data)).slides]


def test_a_template_is_kept_for_its_owner_alone_and_logged(empty: Path) -> None:
    keep_template(USER, DARK)
    assert read_template() == DARK
    assert stat.S_IMODE(paths.template().stat().st_mode) == 0o600
    delete_template(USER)
    assert read_template() is None
    assert [sorted(one.facts) for one in audit.read_events(event=audit.TEMPLATE, user=USER)] == [
        ["sha256"],
        ["is_deleted"],
    ]


def test_a_template_that_is_refused_leaves_the_one_before(empty: Path) -> None:
    keep_template(USER, DARK)
    for broken in (b"PK", without_layout(LIGHT, "Two Content")):
        with pytest.raises(UsageError):
            keep_template(USER, broken)
    assert read_template() == DARK
    assert len(audit.read_events(event=audit.TEMPLATE)) == 1


def test_the_setting_goes_before_what_was_put_on_the_page(
    empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_template(USER, DARK)
    (tmp_path / "kantor.pptx").write_bytes(LIGHT)
    monkeypatch.setenv("PORA_TEMPLATE", str(tmp_path / "kantor.pptx"))
    assert read_template() == LIGHT
    monkeypatch.setenv("PORA_TEMPLATE", str(tmp_path / "tidak-ada.pptx"))
    with pytest.raises(UsageError, match=r"tidak-ada\.pptx' tidak dapat dibuka"):
        read_template()


def test_a_backup_has_it(kudus: Path, tmp_path: Path) -> None:
    keep_template(USER, DARK)
    path, _manifest = write_backup(tmp_path / "cadangan")
    with path.open("rb") as file:
        found = {name: (mode, content.read()) for name, mode, content in read_entries(file)}
    assert found["data/template.pptx"] == (0o600, DARK)


def test_the_command_writes_in_the_file_that_it_is_given_else_in_the_one_kept(
    kudus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep_template(USER, DARK)
    (tmp_path / "kantor.pptx").write_bytes(LIGHT)
    place = ["deck", "--area", "33.19", "--period", "2024-03", "--output", str(tmp_path)]
    sizes = []
    for given in ([], ["--template", str(tmp_path / "kantor.pptx")]):
        assert main([*place, *given]) == 0
        presentation = Presentation(str(tmp_path / "paparan_33.19_2024-03.pptx"))
        sizes.append((presentation.slide_width, presentation.slide_height))
    assert sizes == [(9144000, 6858000), (9144000, 5143500)]
    (tmp_path / "kantor.pptx").write_bytes(without_layout(LIGHT, "Title and Content"))
    capsys.readouterr()
    assert main([*place, "--template", str(tmp_path / "kantor.pptx")]) == 2
    assert '"Judul dan Konten" (Title and Content)' in capsys.readouterr().err


def test_a_bundle_in_a_template_is_proved_byte_by_byte_while_it_is_the_same(kudus: Path) -> None:
    keep_template(USER, DARK)
    agenda = small_agenda()
    deck = make_deck(use_snapshot(), Scope("public"), agenda)
    (bundle,) = make_deck_files(deck, agenda, "bundle", USER, template=read_template()).values()
    with zipfile.ZipFile(BytesIO(bundle)) as files:
        assert layouts_of(files.read("paparan_33.19_2024-03.pptx"))[0] == "Title Slide"
        assert re.fullmatch("[0-9a-f]{64}", json.loads(files.read("manifest.json"))["made_with"]["template.pptx"])
    assert verify_bundle(bundle).is_identical
    keep_template(USER, LIGHT)
    verdict = verify_bundle(bundle)
    assert (verdict.is_identical, verdict.problems, verdict.agreeing) == (False, (), verdict.numbers)


def test_the_page_tells_which_look_is_in_use_and_takes_it_back(kudus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_as(Scope("exact"), monkeypatch)
    name, place = PAGE
    assert "PPTX memakai tampilan baku." in " ".join(read_words(run_page(name, **place)))
    keep_template(USER, DARK)
    app = run_page(name, **place)
    assert "PPTX memakai templat kantor; tayangan, PDF, PNG dan laporan memakai tampilan dasbor." in " ".join(
        read_words(app)
    )
    next(one for one in app.button if one.label == "Pakai tampilan baku").click().run()
    assert read_template() is None
    forget()


@pytest.mark.parametrize(
    ("account", "may"),
    [
        (LOCAL, True),
        (Account(USER, "penyaji"), True),
        (Account(USER, "penyaji", frozenset({"ID"})), True),
        (Account(USER, "penyaji", frozenset({"kanim-pemalang"})), False),
        (Account(USER, "pimpinan"), False),
        (Account(USER, "petugas"), False),
    ],
)
def test_only_who_may_and_is_kept_to_no_area_changes_the_look_of_all(
    account: Account, may: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office_slides, "current_account", lambda: account)
    if may:
        assert office_slides.require_right() == account
    else:
        with pytest.raises(AccessError):
            office_slides.require_right()
