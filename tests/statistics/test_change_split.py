"""What a change is made of: the parts add up, and each is what it says."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from builders import case, load_rows
from hypothesis import given, settings
from hypothesis import strategies as st

from pora import schema
from pora.access.roles import Scope
from pora.deck.changes import make_change_content
from pora.deck.model import Sentences
from pora.deck.subject import Subject
from pora.locale import language
from pora.schema import Cut
from pora.statistics.change_split import ChangePart, ChangeSplit, NoSplit, describe_split, split_change, summarise_split
from pora.statistics.change_steps import list_steps
from pora.warehouse.change import read_both_months, read_change
from pora.warehouse.db import use_snapshot

EXACT = Scope("exact")
Counts = dict[str, int | None]


def cells(counts: Counts) -> pd.DataFrame:
    """Kecamatan with a number, or without a report."""
    status = [schema.BELUM_LAPOR if n is None else schema.ANGKA if n else schema.NOL for n in counts.values()]
    numbers = pd.array(list(counts.values()), dtype="Int64")
    return pd.DataFrame({"area_code": list(counts), "person_count": numbers, "status": status})


def row(counts: Counts, unplaced: int | None = None, first: int | None = None) -> dict[str, object]:
    """The month of a place that has these kecamatan and this part without one."""
    known = [n for n in (*counts.values(), unplaced) if n is not None]
    total = sum(known) if known else None
    status = schema.BELUM_LAPOR if total is None else schema.ANGKA if total else schema.NOL
    return {"person_count": total, "unplaced_count": unplaced, "first_count": first, "status": status}


def split(
    before: Counts, after: Counts, unplaced: tuple[int | None, int | None] = (None, None), first: int | None = None
) -> ChangeSplit | NoSplit:
    return split_change(cells(before), cells(after), row(before, unplaced[0], first), row(after, unplaced[1]))


def expect(before: Counts, after: Counts, unplaced: tuple[int | None, int | None], first: int | None) -> ChangeSplit:
    """The split by its definition, kecamatan by kecamatan."""
    found: dict[str, list[int]] = {"real": [], "new": [], "gone": [], "moved": []}
    for code in {**before, **after}:
        was, is_now = before.get(code), after.get(code)
        if was is None and is_now is None:
            continue
        if code not in before or code not in after:
            kind = "moved"
        else:
            kind = "new" if was is None else "gone" if is_now is None else "real"
        found[kind].append((is_now or 0) - (was or 0))
    parts = {kind: ChangePart(sum(changes), len(changes)) for kind, changes in found.items()}
    then = sum(n or 0 for n in (*before.values(), unplaced[0]))
    now = sum(n or 0 for n in (*after.values(), unplaced[1]))
    return ChangeSplit(
        first=first,
        revision=0 if first is None else then - first,
        before=then,
        unplaced=(unplaced[1] or 0) - (unplaced[0] or 0),
        after=now,
        **parts,
    )


maybe_count = st.none() | st.integers(0, 3000)
places = st.dictionaries(st.sampled_from("abcdefgh"), maybe_count, max_size=8)


@settings(max_examples=60, deadline=None)
@given(places, places, maybe_count, maybe_count, maybe_count)
def test_the_parts_are_what_they_say_and_add_up_to_the_change(
    before: Counts, after: Counts, unplaced_before: int | None, unplaced_after: int | None, first: int | None
) -> None:
    unplaced = (unplaced_before, unplaced_after)
    found = split(before, after, unplaced, first)
    if row(before, unplaced_before)["person_count"] is None:
        assert found == NoSplit("before")
    elif row(after, unplaced_after)["person_count"] is None:
        assert found == NoSplit("after")
    else:
        assert found == expect(before, after, unplaced, first)
        assert isinstance(found, ChangeSplit)
        assert found.start + sum(found.parts) == found.after
        steps = list_steps(found, "2024-02", "2024-03", is_whole=True)
        assert [step.start for step in steps[1:]] == [step.end for step in steps[:-1]]
        assert (steps[0].end, steps[-1].end) == (found.start, found.after)


@pytest.mark.parametrize("hidden", ["before", "after", "cell", "unplaced"])
def test_nothing_is_split_where_a_number_is_suppressed(hidden: str) -> None:
    before, after = cells({"a": 3, "b": 4}), cells({"a": 5, "b": 4})
    rows = [row({"a": 3, "b": 4}), row({"a": 5, "b": 4})]
    if hidden == "cell":
        after.loc[0, ["person_count", "status"]] = [pd.NA, schema.DISAMARKAN]
    elif hidden == "unplaced":
        rows[1] |= {"unplaced_status": schema.DISAMARKAN}
    else:
        rows[hidden == "after"] |= {"person_count": pd.NA, "status": schema.DISAMARKAN}
    found = split_change(before, after, *rows)
    assert found == NoSplit("suppressed")
    assert describe_split(found, "2024-02") == (
        "Sebagian angka disamarkan, jadi perubahan sejak Februari 2024 tidak dirinci."
    )


# --- in words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "sentence", "title"),
    [
        (
            split({"a": 59, "b": None, "c": None, "d": None}, {"a": 100, "b": 10, "c": 8, "d": 0}, first=56),
            "Naik 62 sejak laporan pertama Februari 2024: +41 perubahan nyata, +18 dari 3 kecamatan yang baru melapor, "
            "+3 ralat laporan Februari 2024.",
            "naik 62 sejak laporan pertama Februari 2024; perubahan nyata +41",
        ),
        (
            split({"a": 1200, "b": 7}, {"a": 180, "b": None}, unplaced=(0, 2)),
            "Turun 1.025 sejak Februari 2024: −1.020 perubahan nyata, −7 dari 1 kecamatan yang tidak lagi melapor, "
            "+2 pada bagian yang tidak dirinci per kecamatan.",
            "turun 1.025 sejak Februari 2024; perubahan nyata −1.020",
        ),
        (
            split({"a": 4}, {"a": 9}, first=4),
            "Naik 5 sejak Februari 2024, seluruhnya perubahan nyata.",
            "naik 5 sejak Februari 2024, seluruhnya perubahan nyata",
        ),
        (split({"a": 4}, {"a": 4}), "Tetap sejak Februari 2024.", "tetap sejak Februari 2024"),
        (
            split({"a": 4, "b": 1}, {"a": 5, "b": None}),
            "Tetap sejak Februari 2024: +1 perubahan nyata, −1 dari 1 kecamatan yang tidak lagi melapor.",
            "tetap sejak Februari 2024; perubahan nyata +1",
        ),
        (
            split({"a": 4, "b": 6}, {"a": 4, "c": 1}),
            "Turun 5 sejak Februari 2024, seluruhnya dari 2 kecamatan yang berpindah wilayah kerja.",
            "turun 5 sejak Februari 2024; perubahan nyata 0",
        ),
        (
            split({"a": None}, {"a": 4}),
            "Belum ada laporan untuk Februari 2024, jadi tidak ada perubahan yang dapat dihitung.",
            "belum ada laporan Februari 2024 untuk dibandingkan",
        ),
        (
            split({"a": 4}, {"a": None}),
            "Belum ada laporan untuk bulan ini, jadi tidak ada perubahan sejak Februari 2024 yang dapat dihitung.",
            "belum lapor",
        ),
    ],
)
def test_a_change_is_told_in_one_sentence_and_in_a_title(
    found: ChangeSplit | NoSplit, sentence: str, title: str
) -> None:
    assert (describe_split(found, "2024-02"), summarise_split(found, "2024-02")) == (sentence, title)


def test_numbers_follow_the_language() -> None:
    token = language.set("en")
    assert "1,025" in describe_split(split({"a": 1200}, {"a": 175}), "2024-02")
    language.reset(token)


# --- on loaded reports, level by level -----------------------------------------------------------------------


def read_split(area_code: str, before: str = "2024-02", period: str = "2024-03") -> ChangeSplit | NoSplit:
    cut = Cut(area_code, period, schema.ORANG_ASING)
    subject = Subject(use_snapshot(), EXACT, cut)
    both = read_both_months(subject.ask, cut, before, schema.KECAMATAN)
    return read_change(both, subject.series.to_dict("records"), before, period)


@pytest.mark.usefixtures("in_memory")
def test_the_split_adds_up_for_a_kecamatan_a_kabupaten_an_office_a_group_and_the_province(tmp_path: Path) -> None:
    february = [
        case("33.19.01", 10, period="2024-02"),
        case("33.19.02", 20, period="2024-02"),
        case(None, 5, period="2024-02", kabupaten_code="33.19"),
        case(None, 40, period="2024-02"),
    ]
    revised = [case("33.19.01", 12, period="2024-02"), case("33.19.02", 20, period="2024-02")]
    march = [
        case("33.19.01", 15),
        case("33.19.03", 4),
        case(None, 6, kabupaten_code="33.19"),
        case(None, 38),
        case("33.24.10", 9),
    ]
    for rows in (february, revised, march):
        assert load_rows(tmp_path, rows).loaded
    kudus = ChangeSplit(35, -3, 32, ChangePart(3, 1), ChangePart(4, 1), ChangePart(-20, 1), ChangePart(), 6, 25)
    office = ChangeSplit(75, -3, 72, ChangePart(3, 1), ChangePart(13, 2), ChangePart(-20, 1), ChangePart(), 4, 72)
    assert {
        code: read_split(code) for code in ("33.19.01", "33.19", "eks-karesidenan-pati", "kanim-semarang", "33")
    } == {
        "33.19.01": ChangeSplit(10, 2, 12, ChangePart(3, 1), ChangePart(), ChangePart(), ChangePart(), 0, 15),
        "33.19": kudus,
        "eks-karesidenan-pati": kudus,
        "kanim-semarang": office,
        "33": office,
    }
    assert read_split("33.24") == NoSplit("before")
    assert read_split("33.19.02") == NoSplit("after")
    assert kudus.start + sum(kudus.parts) == kudus.after
    assert office.start + sum(office.parts) == office.after


@pytest.mark.usefixtures("in_memory")
def test_a_kabupaten_that_leaves_an_office_is_no_change_of_people(tmp_path: Path) -> None:
    """Kab. Tegal (33.28) belongs to Kanim Pemalang to the end of 2025."""
    rows = [
        case(code, count, period=period)
        for period, count in (("2025-12", 4), ("2026-01", 6))
        for code in ("33.28.01", "33.27.01")
    ]
    assert load_rows(tmp_path, rows, office="kanim-pemalang").loaded
    assert read_split("kanim-pemalang", "2025-12", "2026-01") == ChangeSplit(
        8, 0, 8, ChangePart(2, 1), ChangePart(), ChangePart(), ChangePart(-4, 1), 0, 6
    )


@pytest.mark.usefixtures("in_memory")
def test_a_synthetic_month_beside_a_real_one_is_no_change_of_people(tmp_path: Path) -> None:
    for period, count in (("2024-01", 30), ("2024-02", 28)):
        load_rows(tmp_path, [case("33.19.01", count, period=period)], is_sample=True)
    load_rows(tmp_path, [case("33.19.01", 11)])
    subjects = [
        Subject(use_snapshot(), EXACT, Cut("33.19", period, "orang_asing")) for period in ("2024-02", "2024-03")
    ]
    splits = [one.split for one in subjects]
    assert splits[1] == NoSplit("sample")
    assert [
        describe_split(split, subject.before or "") for split, subject in zip(splits, subjects, strict=True) if split
    ] == [
        "Turun 2 sejak Januari 2024, seluruhnya perubahan nyata.",
        "Bulan ini tidak dibandingkan dengan Februari 2024, karena salah satunya memuat data contoh.",
    ]
    assert [
        summarise_split(split, subject.before or "") for split, subject in zip(splits, subjects, strict=True) if split
    ] == [
        "turun 2 sejak Januari 2024, seluruhnya perubahan nyata",
        "tidak dibandingkan dengan Februari 2024, karena salah satunya data contoh",
    ]
    content = make_change_content(subjects[1])
    assert content is not None
    assert [block.lines for block in content.blocks if isinstance(block, Sentences)] == [
        (
            "Bulan ini tidak dibandingkan dengan Februari 2024, karena salah satunya memuat data contoh.",
            "Belum melapor: 8 kecamatan.",
        )
    ]
    assert len(content.blocks) == 1
