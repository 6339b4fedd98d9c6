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
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd
import pytest
from builders import point_to
from readers import PAGES, forget, read_sent, run_page

from pora.access.roles import Scope
from pora.errors import AccessError
from pora.schema import CATEGORIES, DESA, DIMENSIONS, KABUPATEN_KOTA, KECAMATAN, Cut, Span
from pora.warehouse import queries
from pora.warehouse.db import Snapshot, use_snapshot
from pora.warehouse.queries import CaseFilter
from pora.warehouse.queries.request import EXPORTED_TABLES, FULL_GRAIN, ExportRequest
from tests.promises.scope_oracle import QUESTIONS
from tests.promises.twins import MONTHS, PUBLIC, name_scope, read_both

KUDUS, SEMARANG = {"wilayah": "33.19", "periode": "2024-03"}, {"wilayah": "kanim-semarang", "periode": "2024-03"}
ALL_EXACT = {"wilayah": "kanim-pemalang", "periode": MONTHS[2], "kategori": "pengungsi", "versi": "lengkap"}
VIEWS = (
    {},
    KUDUS | {"ukuran": "bagian", "jk": "L", "rinci": "wilayah", "lapis": "petak"},
    {"wilayah": "33.19.02", "periode": "2024-03", "rinci": "kewarganegaraan", "banding": "2024-02"},
    {"wilayah": "33.19.04", "periode": "2024-03", "rinci": "wilayah", "pilih": "33.19.04.2001"},
    SEMARANG | {"ukuran": "perubahan", "rinci": "kewarganegaraan", "urut": "kantor", "cara": "waktu"},
    {"wilayah": "33.29", "periode": "2024-04", "kategori": "pengungsi", "rinci": "status_unhcr", "pilih": "33.29.05"},
    {"wilayah": "33", "periode": "2024-03", "cara": "berdampingan", "tingkat": "kabupaten_kota", "sumber": "tabel"},
)
# Pages of a public reader that show counts; the others are about files and definitions.
OF_COUNTS = [page for page in PAGES if not page.endswith(("sumber.py", "unggah.py", "tim_pora.py", "panduan.py"))]


# --- answers -------------------------------------------------------------------------------------------------

PLACES = ("33", "kanim-semarang", "kanim-pemalang", "33.19", "33.29", "33.19.02", "33.29.05", "33.19.04")
GIVEN: dict[str, Sequence[object]] = {
    "area_code": PLACES,
    "area": (None, "33.19"),
    "period": MONTHS,
    "before": MONTHS,
    "cut": [Cut(*one) for one in itertools.product(PLACES, MONTHS, CATEGORIES)],
    "span": [Span(place, MONTHS[0], month, "tindakan") for place, month in itertools.product(PLACES, MONTHS)],
    "kind": ("deportasi", "itas_terbit", "cekal"),
    "category": CATEGORIES,
    "level": (KECAMATAN, KABUPATEN_KOTA),
    "kecamatan_code": ("33.19.04", "33.19.02"),
    "within": ("", "33.19.04"),
    "office_code": ("kanim-semarang",),
    "meeting_date": ("2025-03-19",),  # of a list in builders.OWN_WORDS
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
    "has_follow_ups",
    "list_approvals",
    "list_accepted_files",
    "list_parts_of",
    "list_replacing_parts",
    "select_agency_figures",
    "select_approvals",
    "select_by_desa",
    "select_desa_months",
    "select_desa_report_counts",
    "select_desa_reports",
    "select_facts",
    "select_inside",
    "select_figures",
    "select_periods",
    "select_seen",
    "select_values",
    "select_village_names",
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
    chosen = random.Random(name).sample(ways, min(len(ways), 16))  # noqa: S311 - no secret
    of_desa = {"cut": Cut("33.19.04", "2024-03", "orang_asing"), "level": DESA, "area_code": "33.19.04.2001"}
    return [*chosen, chosen[0] | {one: value for one, value in of_desa.items() if one in names}]


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
