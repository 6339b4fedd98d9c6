"""A load makes only the months anew that it changed; what comes out is what a full rebuild gives, row by row."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from builders import OWN_WORDS, case, load, load_form, load_rows, point_to, query, write_table
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl import pipeline
from etl.batch.undo import undo_batch
from etl.protect import public
from etl.snapshot.publish import Writer
from pora import paths
from pora.errors import PoraError
from pora.schema import CATEGORIES, OUT_TABLES, TINDAKAN

Act = Callable[[Path], object]
MONTHS = ("2024-01", "2024-02", "2024-04")
PLACES = (
    ("kanim-semarang", "33.19.01"),
    ("kanim-semarang", "33.19.02"),
    ("kanim-semarang", "33.20.03"),
    ("kanim-pemalang", "33.28.01"),
    ("kanim-pemalang", None),
)


@st.composite
def a_load(draw: st.DrawFn) -> Act:
    """Of one office and month, new or a correction, whole or in part."""
    office, first = draw(st.sampled_from(PLACES))
    places = {first} | draw(st.sets(st.sampled_from([code for one, code in PLACES if one == office])))
    month, category = draw(st.sampled_from(MONTHS)), draw(st.sampled_from(CATEGORIES))
    nationality = draw(st.sampled_from(["CHN", "MMR", None]))
    kind = draw(st.sampled_from(["deportasi", "cekal", None])) if category == TINDAKAN else None
    counts = draw(st.lists(st.integers(0, 30), min_size=len(places), max_size=len(places)))
    rows = [
        case(code, n, period=month, category=category, nationality=nationality, action_kind=kind)
        for code, n in zip(sorted(places, key=str), counts, strict=True)
    ]
    if draw(st.booleans()):
        rows.append(case("33.19.99", 3, period=month, category=category, nationality=None))
    return lambda folder: load_rows(folder, rows, office=office, replace=True, accept_partial=True, any_period=True)


@st.composite
def a_form_of_one_kecamatan(draw: st.DrawFn) -> Act:
    kecamatan = draw(st.sampled_from([code for one, code in PLACES if one == "kanim-semarang" and code]))
    month, counts = draw(st.sampled_from(MONTHS)), draw(st.lists(st.integers(0, 30), min_size=1, max_size=2))
    return lambda folder: load_form(folder, kecamatan, counts, period=month, replace=True, any_period=True)


def take_back(_folder: Path) -> None:
    try:
        undo_batch()
    except PoraError:  # nothing is loaded
        pass


def load_list(folder: Path) -> None:
    path = folder / "tim.csv"
    path.write_text(OWN_WORDS["team"], "utf-8")
    pipeline.load_lists([path], "team", "kanim-semarang", dry_run=False)


ACTS = st.lists(
    st.one_of(
        a_load(),
        a_load(),
        a_form_of_one_kecamatan(),
        st.just(take_back),
        st.just(load_list),
        st.just(lambda _folder: pipeline.publish()),
    ),
    min_size=2,
    max_size=4,
)


def read_out() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every out table."""
    names = [f"{version}.{table.name}" for table in OUT_TABLES for version in ("exact", "public")]
    return {name: query(f"FROM {name} ORDER BY ALL") for name in names}


_publish = Writer.publish


def write_all_months(self: Writer, *_asked: object) -> str:
    return _publish(self, True)


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_any_sequence_gives_what_a_full_rebuild_at_each_step_gives(
    empty: Path, tmp_path_factory: pytest.TempPathFactory, acts: list[Act]
) -> None:
    outcomes = []
    for is_full in (False, True):
        folder = tmp_path_factory.mktemp("sequence")
        shutil.copytree(empty, folder / "data")
        with pytest.MonkeyPatch.context() as patch:
            point_to(folder / "data", patch)
            if is_full:
                patch.setattr(Writer, "publish", write_all_months)
            for act in acts:
                act(folder)
            outcomes.append(read_out())
    assert outcomes[0] == outcomes[1]


@pytest.fixture
def protected(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The months and categories that were protected since it was emptied."""
    found: list[tuple[str, str]] = []
    read = public.read_part

    def listen(con: duckdb.DuckDBPyConnection, period: str, category: str) -> object:
        found.append((period, category))
        return read(con, period, category)

    monkeypatch.setattr(public, "read_part", listen)
    return found


def test_a_load_touches_its_own_months_and_categories_only(
    kudus: Path, tmp_path: Path, protected: list[tuple[str, str]]
) -> None:
    assert load_rows(tmp_path, [case("33.28.01", 28, period="2024-05", category="pengungsi")]).loaded
    assert sorted(protected) == [
        ("2024-04", "orang_asing"),  # between the first month and the last: not reported
        ("2024-04", "pengungsi"),
        ("2024-05", "orang_asing"),
        ("2024-05", "pengungsi"),
    ]
    before = read_out()
    protected.clear()
    assert load(write_table(tmp_path / "koreksi.csv", [case("33.19.01", 50)]), replace=True).loaded
    assert protected == [("2024-03", "orang_asing")]
    after = read_out()
    assert {row for rows in before.values() for row in rows if row[0] != "2024-03"} == {
        row for rows in after.values() for row in rows if row[0] != "2024-03"
    }
    protected.clear()
    pipeline.publish()
    assert (protected, read_out()) == ([], after)
    pipeline.publish(is_full=True)
    assert (len(protected), read_out()) == (6, after)


def test_a_change_of_what_counts_depend_on_makes_all_months_anew(
    kudus: Path, tmp_path: Path, protected: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = tmp_path / "reference"
    shutil.copytree(paths.REFERENCE, reference)
    area = reference / "area.csv"
    area.write_text(area.read_text("utf-8").replace("Kab. Kudus", "Kab. Kretek"), "utf-8")
    monkeypatch.setattr(paths, "REFERENCE", reference)
    pipeline.publish()
    assert protected == [("2024-03", "orang_asing"), ("2024-03", "pengungsi")]
    names = query("SELECT kabupaten_name FROM public.out_kabupaten_month WHERE kabupaten_code = '33.19'")
    assert names == [("Kab. Kretek",), ("Kab. Kretek",)]
