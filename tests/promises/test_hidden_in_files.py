# ruff: noqa: S608 - names of tables and columns are constants
"""No file, no slide and nothing that is shared depends on a hidden number: tests/promises/test_hidden_numbers.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pora.access.roles import Scope
from pora.deck.agenda import Agenda, make_agenda
from pora.deck.make import make_deck
from pora.deck.share import SHARED_PAGES, make_card
from pora.export import taking
from pora.export.deck import make_deck_files
from pora.export.files import make_export
from pora.export.formats import FORMATS
from pora.export.frames import write_rows
from pora.export.share import make_share
from pora.schema import Cut
from pora.warehouse.db import use_snapshot
from pora.warehouse.queries.request import EXACT_TABLES, EXPORTED_TABLES, ExportRequest
from pora.warehouse.snapshots import require_current
from tests.promises.twins import MONTHS, PUBLIC, name_scope, read_both

ARRANGED = (
    ExportRequest("out_kecamatan_month", area="33.19", since=MONTHS[0], across="period", headings="en"),
    ExportRequest("out_area_month", MONTHS[1], dimensions=("level",), measures=("unplaced_count",)),
    ExportRequest("out_area_month_detail", MONTHS[1], where=(("dimension", "nationality"),), across="value"),
)


def read_exports(scope: Scope) -> str:
    """Tables as CSV, and arranged ones in every form."""
    snapshot_id = require_current()
    plain = [ExportRequest(table, area=area) for table in EXPORTED_TABLES for area in (None, "33.19", "33")]
    asked = [(one, "csv") for one in plain if scope.version == "exact" or one.table not in EXACT_TABLES]
    asked += [(one, name) for one in ARRANGED for name, form in FORMATS.items() if form.find_obstacle(one) is None]
    made = [make_export(one, form, "x", scope, snapshot_id, "tester") for one, form in asked]
    return "\n".join(f"{one.data!r} {one.metadata!r}" for one in made)


def read_decks(scope: Scope) -> str:
    """Titles, notes, blocks with their words, and the rows behind them."""
    parts = []
    for area, month in (
        ("33", MONTHS[1]),
        ("33.19.02", MONTHS[2]),
        ("33.19.04", MONTHS[2]),
        ("kanim-pemalang", MONTHS[2]),
    ):
        deck = make_deck(use_snapshot(), scope, make_agenda(area, month))
        parts.append(f"{deck.title} {deck.subtitle} {deck.marks}")
        for slide in deck.slides:
            parts.append(f"{slide.title} {slide.notes} {slide.footer}")
            parts += [f"{block!r} {write_rows(block.rows)!r}" for block in slide.blocks]
    return "\n".join(parts)


SHARED = [
    (page, Cut(area, MONTHS[2], "orang_asing"))
    for page in SHARED_PAGES
    for area in ("33", "33.19", "33.19.02", "33.19.04", "33.29")
]


def read_cards(scope: Scope) -> str:
    """What is put into a chat message, and the rows behind it; public whatever the scope, so who sees all shares all,
    and each of the public readers a third."""
    mine = SHARED if scope.version == "exact" else SHARED[PUBLIC.index(scope) :: len(PUBLIC)]
    cards = [make_card(use_snapshot(), scope, page, cut) for page, cut in mine]
    return "\n".join(f"{one.text} {one!r} {[write_rows(block.rows) for block in one.blocks]!r}" for one in cards)


def read_shares(scope: Scope) -> str:
    """Pictures and texts, which are drawn of cards alone; so some areas of each page, and of these all five, are
    enough."""
    taken = [make_share(use_snapshot(), scope, page, cut, "tester") for page, cut in SHARED[::3]]
    return "\n".join(f"{one.text} {one.picture!r}" for one in taken)


@pytest.mark.parametrize("scope", [*PUBLIC, Scope("exact")], ids=name_scope)
def test_nothing_that_is_shared_depends_on_a_hidden_number_whoever_shares(
    twins: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, scope: Scope
) -> None:
    first, second = read_both(twins, scope, monkeypatch, lambda: read_cards(scope))
    assert first == second and "disamarkan" in first


def test_no_picture_that_is_shared_depends_on_a_hidden_number(
    twins: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = read_both(twins, Scope("exact"), monkeypatch, lambda: read_shares(Scope("exact")))
    assert first == second and "disamarkan" in first


@pytest.mark.parametrize("read", [read_exports, read_decks])
@pytest.mark.parametrize("scope", PUBLIC, ids=name_scope)
def test_no_public_file_and_no_public_slide_depends_on_a_hidden_number(
    twins: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, scope: Scope, read: Callable[[Scope], str]
) -> None:
    monkeypatch.setattr(taking, "read_log_head", lambda: "")  # each of the two folders has a log of its own
    first, second = read_both(twins, scope, monkeypatch, lambda: read(scope))
    assert first == second


@pytest.mark.parametrize("read", [read_exports, read_decks])
def test_exact_files_and_slides_do_so_that_the_test_above_could_fail(
    twins: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, read: Callable[[Scope], str]
) -> None:
    first, second = read_both(twins, Scope("exact"), monkeypatch, lambda: read(Scope("exact")))
    assert first != second


@pytest.mark.parametrize("form", ["pptx", "pdf", "png", "docx"])
def test_no_drawn_slide_depends_on_a_hidden_number(
    twins: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """To the last byte of the file, in which are charts and pictures."""

    def draw(scope: Scope, agenda: Agenda) -> str:
        return repr(make_deck_files(make_deck(use_snapshot(), scope, agenda), agenda, form, "tester"))

    whole = make_agenda("33.19", MONTHS[1])
    first, second = read_both(twins, PUBLIC[1], monkeypatch, lambda: draw(PUBLIC[1], whole))
    assert first == second
    of_one_slide = replace(whole, slides=tuple(slide for slide in whole.slides if slide.kind == "situasi"))
    first, second = read_both(twins, Scope("exact"), monkeypatch, lambda: draw(Scope("exact"), of_one_slide))
    assert first != second, "so that the above could fail"
