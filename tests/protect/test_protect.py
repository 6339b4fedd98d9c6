"""Small counts stay hidden: from one table, from all tables together, from what the press knows."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from builders import case, load, load_rows, query, write_table
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.protect import question
from etl.protect.attack import Exposed, find_exposed
from etl.protect.published import Published
from etl.protect.relations import TOTAL, Cell, Month, Structure
from etl.protect.suppress import Choice, choose_hidden
from etl.protect.system import State
from etl.protect.targets import Move, Proofs
from pora import schema
from pora.access import disclosure
from pora.errors import SnapshotError
from pora.warehouse.snapshots import find_current

KUDUS, JEPARA = "33.19", "33.20"
KECAMATAN = ["33.19.01", "33.19.02", "33.19.03", "33.20.01", "33.20.02"]
CHINA, JAPAN = "CHN", "JPN"
PLAIN = {"33.19.01": 3, "33.19.02": 20, "33.19.03": 30, "33.20.01": 40, "33.20.02": 50}


def total(code: str) -> Cell:
    return Cell(code, TOTAL)


def make_month(kecamatan: Mapping[str, int], nationality: Mapping[tuple[str, str], int] | None = None) -> Month:
    """Two kabupaten of one province, without an unplaced part."""
    counts = {total(code): count for code, count in kecamatan.items()}
    for kabupaten in (KUDUS, JEPARA):
        counts[total(kabupaten)] = sum(n for code, n in kecamatan.items() if code.startswith(kabupaten))
    counts[total("33")] = sum(kecamatan.values())
    for (area, value), count in (nationality or {}).items():
        counts[Cell(area, "nationality", value)] = count
        whole = Cell("33", "nationality", value)
        counts[whole] = counts.get(whole, 0) + count
    levels = dict.fromkeys(kecamatan, schema.KECAMATAN)
    levels |= {KUDUS: schema.KABUPATEN_KOTA, JEPARA: schema.KABUPATEN_KOTA, "33": schema.PROVINSI}
    counts = {cell: count for cell, count in counts.items() if count}
    return Month(counts, Structure(levels, {"33": (KUDUS, JEPARA)}, {}))


def hide(month: Month, *cells: Cell) -> Published:
    return Published(month, frozenset(cells))


def exposed_cells(found: list[Exposed]) -> set[Cell]:
    return {one.state.cell for one in found}


def list_tables(version: Published, largest: int) -> dict[Cell, set[int]]:
    """Every whole-number table that agrees with what is shown, tried one by one: the values that each hidden cell has
    in them."""
    free = sorted(version.hidden, key=str)
    seen: dict[Cell, set[int]] = {cell: set() for cell in free}
    for values in itertools.product(range(1, largest + 1), repeat=len(free)):
        table = {**version.relations.counts, **dict(zip(free, values, strict=True))}
        if all(
            table.get(whole, 0) == sum(table[part] for part in parts)
            for whole, sums in version.relations.sums.items()
            for parts in sums
        ):
            for cell in free:
                seen[cell].add(table[cell])
    return seen


def test_one_small_count_takes_a_neighbour_with_it() -> None:
    month = make_month(PLAIN)
    assert choose_hidden((), month, 5).published.hidden in (
        {total("33.19.01"), total("33.19.02")},
        {total("33.19.01"), total("33.19.03")},
    )


def test_without_the_neighbour_the_audit_finds_the_count() -> None:
    alone = hide(make_month(PLAIN), total("33.19.01"))
    assert find_exposed([alone], 5) == [Exposed(State(total("33.19.01"), 3), 3, 3)]


def test_a_small_count_that_is_shown_is_found() -> None:
    assert exposed_cells(find_exposed([hide(make_month(PLAIN))], 5)) == {total("33.19.01")}


def test_two_small_counts_that_add_up_to_a_small_sum_are_too_narrow() -> None:
    month = make_month(PLAIN | {"33.19.01": 1, "33.19.02": 1})
    both = {total("33.19.01"), total("33.19.02")}
    assert exposed_cells(find_exposed([hide(month, *both)], 5)) == both
    assert not find_exposed([choose_hidden((), month, 5).published], 5)


def test_a_count_hidden_by_place_does_not_come_out_by_nationality() -> None:
    """Kudus is hidden as a total; its nationalities would give it away."""
    month = make_month(
        {"33.19.01": 3, "33.20.01": 40, "33.20.02": 50},
        {(KUDUS, CHINA): 3, (JEPARA, CHINA): 60, (JEPARA, JAPAN): 30},
    )
    published = choose_hidden((), month, 5).published
    assert Cell(KUDUS, "nationality", CHINA) in published.hidden
    assert not find_exposed([published], 5)


counts_of_kecamatan = st.fixed_dictionaries({code: st.integers(0, 12) for code in KECAMATAN})


@settings(deadline=None, max_examples=60)
@given(counts_of_kecamatan, st.integers(2, 6))
def test_whatever_the_counts_no_small_one_can_be_worked_out(counts: dict[str, int], threshold: int) -> None:
    month = make_month(counts)
    choice = choose_hidden((), month, threshold)
    assert {cell for cell, count in month.counts.items() if count < threshold} <= choice.published.hidden
    assert find_exposed([choice.published], threshold) == []
    assert find_exposed([choice.published], threshold, proofs=choice.proofs[0]) == []


@settings(deadline=None, max_examples=25)
@given(st.fixed_dictionaries({code: st.integers(0, 3) for code in KECAMATAN[:4]}))
def test_trying_every_table_finds_what_the_audit_finds(counts: dict[str, int]) -> None:
    """With only four numbers hidden, so that some are given away."""
    month, largest = make_month(counts), 16
    hidden = sorted(choose_hidden((), month, 3).published.hidden, key=str)[:4]
    version = hide(month, *hidden)
    given_away = {
        cell
        for cell, values in list_tables(version, largest).items()
        if month.counts[cell] < 3 and max(values) < largest and max(values) - min(values) < 2
    }
    assert exposed_cells(find_exposed([version], 3)) & set(hidden) == given_away


def prove(steps: Mapping[State, float]) -> Proofs:
    return Proofs(tuple(steps), (Move(np.arange(len(steps)), np.array(list(steps.values()))),))


def test_a_proof_that_is_false_counts_for_nothing() -> None:
    """The audit checks every sum; it does not believe who chose."""
    small, other = State(total("33.19.01"), 3), State(total("33.19.02"), 20)
    lie = prove({small: 20.0})
    assert exposed_cells(find_exposed([hide(make_month(PLAIN), small.cell)], 5, proofs=lie)) == {small.cell}
    wide = hide(make_month(PLAIN), small.cell, other.cell)
    assert find_exposed([wide], 30, proofs=prove({small: -4.0, other: 4.0})) != [], "less than nobody"
    assert find_exposed([wide], 30, proofs=prove({small: 30.0, State(total("33.19.03"), 30): -30.0})) != [], "shown"
    twice = Proofs((small, other), (Move(np.array([0, 0, 1]), np.array([-2.0, -2.0, 4.0])),))
    assert find_exposed([wide], 30, proofs=twice) != []
    assert find_exposed([wide], 5, proofs=prove({small: 4.0, other: -4.0})) == []


def test_what_the_press_knows_protects_nothing() -> None:
    month = make_month(PLAIN)
    known = frozenset({State(total("33.19.02"), 20)})
    published = choose_hidden((), month, 5, known).published
    assert published.hidden == {total("33.19.01"), total("33.19.03")}
    assert not find_exposed([published], 5, known)
    believed = hide(month, total("33.19.01"), total("33.19.02"))
    assert exposed_cells(find_exposed([believed], 5, known)) == {total("33.19.01")}


# --- as published --------------------------------------------------------------------------------------------


def read_public(category: str = "orang_asing") -> dict[str, tuple[object, ...]]:
    rows = query(
        "SELECT area_code, person_count, status, unplaced_count, unplaced_status FROM public.out_area_month "
        "WHERE category = ? AND status NOT IN ('belum_lapor', 'nol')",
        category,
    )
    return {str(code): tuple(rest) for code, *rest in rows}


def test_the_public_tables_hide_and_show_alike(empty: Path, tmp_path: Path) -> None:
    load_rows(
        tmp_path,
        [
            case("33.19.01", 3, nationality="CHN"),
            case("33.19.02", 20, nationality="CHN"),
            case("33.19.03", 30, nationality="JPN"),
            case("33.19.04", 0),
        ],
    )
    hidden, shown = (None, "disamarkan", None, None), (53, "angka", None, None)
    assert read_public() == {
        "33.19.01": hidden,
        "33.19.02": hidden,
        "33.19.03": (30, "angka", None, None),
        "33.19": shown,
        "kanim-semarang": shown,
        "eks-karesidenan-pati": shown,
        "33": shown,
    }
    by_kecamatan = query(
        "SELECT kecamatan_code, person_count, status FROM public.out_kecamatan_month "
        "WHERE status <> 'belum_lapor' AND category = 'orang_asing' ORDER BY ALL"
    )
    assert by_kecamatan == [
        ("33.19.01", None, "disamarkan"),
        ("33.19.02", None, "disamarkan"),
        ("33.19.03", 30, "angka"),
        ("33.19.04", 0, "nol"),
    ]
    assert query("SELECT count(*) FROM public.out_case_counts") == [(0,)]
    assert query("SELECT DISTINCT first_count FROM public.out_area_month") == [(None,)]
    details = query("SELECT DISTINCT level, dimension FROM public.out_area_month_detail ORDER BY ALL")
    assert details == [
        (level, dimension)
        for level in ("kabupaten_kota", "kanim", "provinsi")
        for dimension in ("izin_tinggal", "nationality")
    ]


def test_the_unplaced_part_of_the_pemalang_refugees_is_hidden_with_the_placed_one(empty: Path, tmp_path: Path) -> None:
    """A month that no press report counts: 19, of whom 3 in Sirampog."""
    rows = [
        case("33.29.05", 3, category="pengungsi", period="2024-05"),
        case(None, 16, category="pengungsi", period="2024-05"),
    ]
    load_rows(tmp_path, rows, office="kanim-pemalang")
    shown = read_public("pengungsi")
    assert shown["33.29.05"][:2] == shown["33.29"][:2] == (None, "disamarkan")
    assert not {3, 16} & {value for row in shown.values() for value in row}


def test_a_month_that_did_not_change_keeps_what_it_hid(
    empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_rows(tmp_path, [case("33.19.01", 3), case("33.19.02", 20), case("33.19.03", 30)])
    before = read_public()
    asked = []

    def ask(former: object, month: Month, *rest: object) -> Choice:
        asked.append(month)
        return choose_hidden(former, month, *rest)

    monkeypatch.setattr(question, "choose_hidden", ask)
    load_rows(tmp_path, [case("33.19.01", 1, period="2024-04")])
    march = query("SELECT area_code FROM public.out_area_month WHERE period = '2024-03' AND status = 'disamarkan'")
    assert {code for (code,) in march} == {code for code, row in before.items() if row[1] == "disamarkan"}
    assert len(asked) == len([now for now in asked if total("33.19.02") not in now.counts])


def test_a_table_that_gives_a_small_count_away_is_never_published(
    empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        question,
        "choose_hidden",
        lambda _former, month, threshold, *_rest: Choice(
            hide(month, *(cell for cell, n in month.counts.items() if n < threshold))
        ),
    )
    before = find_current()
    table = write_table(tmp_path / "cases.csv", [case("33.19.01", 3), case("33.19.02", 20)])
    with pytest.raises(SnapshotError, match="Versi publik Maret 2024 membuka 1 angka kecil"):
        load(table)
    assert find_current() == before


def test_every_number_of_a_build_that_is_shown_is_right_and_none_is_small(on_built: Path) -> None:
    for table, key in (
        ("out_area_month", "period, level, area_code, category"),
        ("out_kecamatan_month", "period, kecamatan_code, category"),
        ("out_kabupaten_month", "period, kabupaten_code, category"),
    ):
        wrong = query(
            f"SELECT count(*) FROM public.{table} p JOIN exact.{table} e USING ({key}) "  # noqa: S608
            "WHERE p.person_count IS NOT NULL AND p.person_count <> e.person_count"
        )
        assert wrong == [(0,)], table
        for category, threshold in disclosure.read_thresholds().items():
            small = query(
                f"SELECT count(*) FROM public.{table} WHERE category = ? AND person_count BETWEEN 1 AND ?",  # noqa: S608
                category,
                threshold - 1,
            )
            assert small == [(0,)], table
