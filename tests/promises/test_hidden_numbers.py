# ruff: noqa: S608 - names of tables and columns are constants
"""The strongest promise of the public form: nothing of it depends on a hidden number.

Two data folders hold the same public tables under the same snapshot, but other exact numbers. Whatever a public reader
is sent, page, file or slide, must be the same to the last byte. Every answer that they are made of is compared; pages
get no other (a contract in pyproject.toml), so of pages each is compared for every reader, in one of the views.
"""

from __future__ import annotations

import datetime as dt
import inspect
import itertools
import operator
import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from builders import OWN_WORDS, SIX_OF_KUDUS, Row, case, load_rows, point_to
from kept import keep
from readers import PAGES, forget, read_as, read_sent, run_page

from etl.boundaries.tiles import write_tiles
from etl.pipeline import load_lists
from pora.access.roles import Scope
from pora.deck.agenda import Agenda, make_agenda
from pora.deck.make import make_deck
from pora.deck.share import SHARED_PAGES
from pora.errors import AccessError
from pora.export import taking
from pora.export.deck import make_deck_files
from pora.export.files import make_export
from pora.export.formats import FORMATS
from pora.export.frames import write_rows
from pora.export.share import make_share
from pora.schema import CATEGORIES, DIMENSIONS, KABUPATEN_KOTA, KECAMATAN, Cut, Span
from pora.warehouse import db, queries
from pora.warehouse.db import Snapshot, use_snapshot
from pora.warehouse.queries import CaseFilter
from pora.warehouse.queries.request import EXACT_TABLES, EXPORTED_TABLES, FULL_GRAIN, ExportRequest
from pora.warehouse.snapshots import require_current, snapshot_path
from tests.promises.test_scope import QUESTIONS

PUBLIC = (Scope("public"), Scope("public", frozenset({"33.19"})), Scope("public", frozenset({"kanim-pemalang"})))
MONTHS = ("2024-02", "2024-03", "2024-04")
KUDUS, SEMARANG = {"wilayah": "33.19", "periode": "2024-03"}, {"wilayah": "kanim-semarang", "periode": "2024-03"}
ALL_EXACT = {"wilayah": "kanim-pemalang", "periode": MONTHS[2], "kategori": "pengungsi", "versi": "lengkap"}
VIEWS = (
    {},
    KUDUS | {"ukuran": "bagian", "jk": "L", "rinci": "wilayah", "lapis": "petak"},
    {"wilayah": "33.19.02", "periode": "2024-03", "rinci": "kewarganegaraan", "banding": "2024-02"},
    SEMARANG | {"ukuran": "perubahan", "rinci": "kewarganegaraan", "urut": "kantor", "cara": "waktu"},
    {"wilayah": "33.29", "periode": "2024-04", "kategori": "pengungsi", "rinci": "status_unhcr", "pilih": "33.29.05"},
    {"wilayah": "33", "periode": "2024-03", "cara": "berdampingan", "tingkat": "kabupaten_kota", "sumber": "tabel"},
)
# Pages of a public reader that show counts; the others are about files and definitions.
OF_COUNTS = [page for page in PAGES if not page.endswith(("sumber.py", "unggah.py", "tim_pora.py"))]

# Everything exact becomes another number, not only what is hidden: a public reader has no business with any of it.
_OTHER = (
    "UPDATE exact.out_area_month SET person_count = person_count * 3 + 1, unplaced_count = unplaced_count * 2 + 1, "
    "first_count = first_count + 5, status = if(status = 'nol', 'angka', status)",
    "UPDATE exact.out_area_month_detail SET person_count = person_count * 3 + 1",
    "UPDATE exact.out_kecamatan_month SET person_count = person_count * 3 + 1",
    "UPDATE exact.out_desa_month SET person_count = person_count * 3 + 1",
    "UPDATE exact.out_kabupaten_month SET person_count = person_count * 3 + 1",
    "UPDATE core_case SET person_count = person_count * 3 + 1, sex = 'P', nationality = 'JPN'",
    "UPDATE core_public_version SET insider_count = insider_count + 7",
    "UPDATE core_public_cell SET person_count = person_count * 3 + 1",
    "UPDATE core_batch SET rows_in = rows_in + 7, rows_accepted = rows_accepted + 7",
    "UPDATE core_rejected SET value = 'another', message = 'another'",
    "UPDATE core_total_check SET printed = printed + 1, computed = computed + 1",
    "UPDATE core_team SET legal_basis = 'another' WHERE batch_id IS NOT NULL",
    "UPDATE core_meeting SET title = 'another', venue = 'another', stated = 'another' WHERE batch_id IS NOT NULL",
    "UPDATE core_activity SET checked_count = checked_count + 1, finding_count = 0, held_count = 1, visited_count = 2, "
    "operation_name = 'another', nationalities = 'another', permits = 'another' WHERE batch_id IS NOT NULL",
    "UPDATE core_follow_up SET subject = 'another', outcome = 'another' WHERE batch_id IS NOT NULL",
    "UPDATE core_village SET legal_basis = 'another', officer_count = 9 WHERE batch_id IS NOT NULL",
)


def _files() -> list[tuple[str, list[Row]]]:
    """Small and large counts, refugees, parts without a place, a correction, a refused row, one silent month."""
    kudus = [
        case(code, count * times, period=month, nationality="CHN" if count > 6 else "KOR", izin_tinggal="ITAS", sex="L")
        for month, times in zip(MONTHS, (1, 3, 2), strict=True)
        for code, count in SIX_OF_KUDUS.items()
    ]
    undaan = [case("33.19.04", 4, period=month, desa_code="33.19.04.2001", sex="P") for month in MONTHS]
    city = [case("33.74.01", 80, period=month) for month in MONTHS] + [case(None, 3, kabupaten_code="33.74")]
    refugees = [
        case("33.29.05", 3, category="pengungsi", period=MONTHS[2]),
        case(None, 16, category="pengungsi", period=MONTHS[2]),
        case("33.29.01", 2, period=MONTHS[1]),
        case("33.27.01", 40, period=MONTHS[1]),
    ]
    actions = [
        case(None, count, category="tindakan", kabupaten_code=place, action_kind=kind, period=month)
        for month in MONTHS[1:]
        for place, kind, count in (
            ("33.19", "deportasi", 1),
            ("33.19", "itas_terbit", 90),
            ("33.74", "deportasi", 8),
            ("33.74", "itas_terbit", 300),
            (None, "cekal", 2),
        )
    ]
    city += actions
    correction = [case("33.19.02", 2), case("33.19.01", 0), case("33.19.99", 4)]
    return [("kanim-semarang", kudus + undaan + city), ("kanim-pemalang", refugees), ("kanim-semarang", correction)]


@pytest.fixture(scope="module")
def twins(empty_data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two data folders: as loaded, and with other exact numbers."""

    def make(folder: Path) -> None:
        first, second = folder / "data", folder / "other"
        (first / "boundaries").mkdir()
        write_tiles("33")
        for office, rows in _files():
            assert load_rows(folder, rows, office=office, accept_partial=True, replace=True).loaded
        for kind, text in OWN_WORDS.items():
            (folder / f"{kind}.csv").write_text(text, "utf-8")
            assert load_lists([folder / f"{kind}.csv"], kind, "kanim-semarang", dry_run=False).reports[0].loaded
        db._open.cache_clear()
        shutil.copytree(first, second)
        with duckdb.connect(second / snapshot_path(require_current()).relative_to(first)) as con:
            for statement in _OTHER:
                con.execute(statement)

    first = keep("twins", make, tmp_path_factory, empty_data)
    return first, first.parent / "other"


def name_scope(scope: Scope) -> str:
    return "+".join(sorted(scope.areas or ["all"]))


def read_both(
    twins: tuple[Path, Path], scope: Scope, monkeypatch: pytest.MonkeyPatch, read: Callable[[], str]
) -> list[str]:
    found = []
    for folder in twins:
        forget()
        monkeypatch.setenv("PORA_DATA_DIR", str(folder))
        read_as(scope, monkeypatch)
        found.append(read())
    forget()
    return found


# --- answers -------------------------------------------------------------------------------------------------

PLACES = ("33", "kanim-semarang", "kanim-pemalang", "33.19", "33.29", "33.19.02", "33.29.05", "33.19.04")
GIVEN: dict[str, Sequence[object]] = {
    "area_code": PLACES,
    "area": (None, "33.19"),
    "period": MONTHS,
    "cut": [Cut(*one) for one in itertools.product(PLACES, MONTHS, CATEGORIES)],
    "span": [Span(place, MONTHS[0], month, "tindakan") for place, month in itertools.product(PLACES, MONTHS)],
    "kind": ("deportasi", "itas_terbit", "cekal"),
    "category": CATEGORIES,
    "level": (KECAMATAN, KABUPATEN_KOTA),
    "office_code": ("kanim-semarang",),
    "meeting_date": ("2024-03-19",),
    "subject": ("rahasia",),
    "dimension": [column.name for column in DIMENSIONS],
    "chosen": (CaseFilter(), CaseFilter(sex="L")),
    "figure_id": (1, 17),  # 17 is of Kudus, in a month that is loaded
    "day": (dt.date(2025, 3, 31),),
    "request": [
        *(ExportRequest(table, MONTHS[1]) for table in EXPORTED_TABLES),
        ExportRequest(FULL_GRAIN, across="sex", where=(("nationality", "KOR"),)),
    ],
    "across": ((),),
    "rows": (1000,),
}
# Answers that hold no count of an office.
WITHOUT_COUNTS = {
    "select_agency_figures",
    "select_batches_of",
    "select_facts",
    "select_figures",
    "select_lists",
    "select_offices_of",
    "select_periods",
    "select_seen",
    "select_values",
    "select_wide_areas",
}


@pytest.fixture(scope="module")
def opened(twins: tuple[Path, Path]) -> tuple[Snapshot, Snapshot]:
    found = []
    for folder in twins:
        with pytest.MonkeyPatch.context() as patch:
            point_to(folder, patch)
            forget()
            found.append(use_snapshot())
    forget()
    return found[0], found[1]


def list_ways(name: str, snapshot: Snapshot) -> list[dict[str, object]]:
    """Some of the ways to ask a question, the same ones at every run."""
    given = GIVEN | {"batch_id": list(queries.select_history(snapshot, Scope("exact"))["batch_id"])}
    names = list(inspect.signature(QUESTIONS[name]).parameters)[2:]
    ways = [dict(zip(names, values, strict=True)) for values in itertools.product(*(given[one] for one in names))]
    return random.Random(name).sample(ways, min(len(ways), 16))  # noqa: S311 - no secret


def read_answer(name: str, snapshot: Snapshot, scope: Scope, way: dict[str, object]) -> str:
    try:
        answer = QUESTIONS[name](snapshot, scope, **way)
        if inspect.isgenerator(answer):
            answer = [batch.to_pylist() for batch in answer]
    except AccessError as error:
        answer = error
    return answer.to_csv() if isinstance(answer, pd.DataFrame) else repr(answer)


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_no_public_answer_depends_on_a_hidden_number(opened: tuple[Snapshot, Snapshot], name: str) -> None:
    ways = list_ways(name, opened[0])
    for scope, way in itertools.product(PUBLIC, ways):
        first, second = (read_answer(name, snapshot, scope, way) for snapshot in opened)
        assert first == second, (scope, way)
    exact = ([read_answer(name, snapshot, Scope("exact"), way) for way in ways] for snapshot in opened)
    assert operator.ne(*exact) == (name not in WITHOUT_COUNTS), "so that the above could fail"


# --- pages ---------------------------------------------------------------------------------------------------


def read_page(page: str, view: dict[str, str]) -> Callable[[], str]:
    return lambda: read_sent(run_page(page, **view))


PAIRS = [
    pytest.param(page, scope, VIEWS[(row + 2 * column) % len(VIEWS)], id=f"{page}-{name_scope(scope)}")
    for row, page in enumerate(PAGES)
    for column, scope in enumerate(PUBLIC)
]


@pytest.mark.parametrize(("page", "scope", "view"), PAIRS)
def test_no_public_page_depends_on_a_hidden_number(
    twins: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, page: str, scope: Scope, view: dict[str, str]
) -> None:
    first, second = read_both(twins, scope, monkeypatch, read_page(page, view))
    assert first == second


@pytest.mark.parametrize("page", OF_COUNTS)
def test_exact_pages_do_so_that_the_test_above_could_fail(
    twins: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    first, second = read_both(twins, Scope("exact"), monkeypatch, read_page(page, ALL_EXACT))
    assert first != second


def test_something_is_hidden_of_every_kind(twins: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORA_DATA_DIR", str(twins[0]))
    forget()
    frame = use_snapshot().frame(
        Scope("public"),
        "SELECT DISTINCT level, category FROM out_area_month WHERE status = 'disamarkan' "
        "UNION SELECT 'unplaced', category FROM out_area_month WHERE unplaced_status = 'disamarkan'",
    )
    found = set(frame.itertuples(index=False, name=None))
    assert {("kecamatan", "orang_asing"), ("kecamatan", "pengungsi"), ("unplaced", "orang_asing")} <= found
    frame = use_snapshot().frame(
        Scope("public"),
        "SELECT DISTINCT status FROM out_area_month_detail WHERE dimension = 'action_kind' ORDER BY status",
    )
    assert list(frame["status"]) == ["angka", "disamarkan"]
    forget()


# --- files and slides ----------------------------------------------------------------------------------------

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
    for area, month in (("33", MONTHS[1]), ("33.19.02", MONTHS[2]), ("kanim-pemalang", MONTHS[2])):
        deck = make_deck(use_snapshot(), scope, make_agenda(area, month))
        parts.append(f"{deck.title} {deck.subtitle} {deck.marks}")
        for slide in deck.slides:
            parts.append(f"{slide.title} {slide.notes} {slide.footer}")
            parts += [f"{block!r} {write_rows(block.rows)!r}" for block in slide.blocks]
    return "\n".join(parts)


def read_shares(scope: Scope) -> str:
    """Pictures and texts for a chat message, which are public whatever the scope."""
    taken = [
        make_share(use_snapshot(), scope, page, Cut(area, MONTHS[2], "orang_asing"), "tester")
        for page in SHARED_PAGES
        for area in ("33", "33.19", "33.19.02", "33.29")
    ]
    return "\n".join(f"{one.text} {one.picture!r}" for one in taken)


@pytest.mark.parametrize("scope", [*PUBLIC, Scope("exact")], ids=name_scope)
def test_nothing_that_is_shared_depends_on_a_hidden_number_whoever_shares(
    twins: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, scope: Scope
) -> None:
    first, second = read_both(twins, scope, monkeypatch, lambda: read_shares(scope))
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
