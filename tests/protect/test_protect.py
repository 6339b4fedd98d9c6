"""Small counts stay hidden: from one table, from all tables together, from the former version, from what the press
knows."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from pathlib import Path

import pytest
from builders import case, load, load_rows, query, write_table
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.protect import public
from etl.protect.attack import Exposed, find_exposed
from etl.protect.relations import TOTAL, Cell, Relations, Structure, relate
from etl.protect.suppress import choose_hidden
from etl.protect.system import Published
from pora import schema
from pora.access import disclosure
from pora.errors import SnapshotError
from pora.warehouse.snapshots import find_current

KUDUS, JEPARA = "33.19", "33.20"
KECAMATAN = ["33.19.01", "33.19.02", "33.19.03", "33.20.01", "33.20.02"]
CHINA, JAPAN = "CHN", "JPN"


def total(code: str) -> Cell:
    return Cell(code, TOTAL)


def make_relations(kecamatan: Mapping[str, int], nationality: Mapping[tuple[str, str], int] | None = None) -> Relations:
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
    return relate(counts, Structure(levels, {"33": (KUDUS, JEPARA)}, {}))


def exposed_cells(found: list[Exposed]) -> set[Cell]:
    return {one.cell for one in found}


def list_tables(relations: Relations, hidden: frozenset[Cell], largest: int) -> dict[Cell, set[int]]:
    """Every whole-number table that agrees with what is shown, tried one by one: the values that each hidden cell has
    in them."""
    free = sorted(hidden, key=str)
    seen: dict[Cell, set[int]] = {cell: set() for cell in free}
    for values in itertools.product(range(1, largest + 1), repeat=len(free)):
        table = {**relations.counts, **dict(zip(free, values, strict=True))}
        if all(
            table[whole] == sum(table[part] for part in parts)
            for whole, sums in relations.sums.items()
            for parts in sums
        ):
            for cell in free:
                seen[cell].add(table[cell])
    return seen


def test_one_small_count_takes_a_neighbour_with_it() -> None:
    relations = make_relations({"33.19.01": 3, "33.19.02": 20, "33.19.03": 30, "33.20.01": 40, "33.20.02": 50})
    assert choose_hidden(relations, 5) == {total("33.19.01"), total("33.19.02")}


def test_without_the_neighbour_the_audit_finds_the_count() -> None:
    relations = make_relations({"33.19.01": 3, "33.19.02": 20, "33.19.03": 30, "33.20.01": 40, "33.20.02": 50})
    alone = Published(relations, frozenset({total("33.19.01")}))
    assert find_exposed(alone, 5) == [Exposed(total("33.19.01"), False, 3, 3)]


def test_a_small_count_that_is_shown_is_found() -> None:
    relations = make_relations({"33.19.01": 3, "33.19.02": 20, "33.19.03": 30, "33.20.01": 40, "33.20.02": 50})
    assert exposed_cells(find_exposed(Published(relations, frozenset()), 5)) == {total("33.19.01")}


def test_two_small_counts_that_add_up_to_a_small_sum_are_too_narrow() -> None:
    relations = make_relations({"33.19.01": 1, "33.19.02": 1, "33.19.03": 30, "33.20.01": 40, "33.20.02": 50})
    both = frozenset({total("33.19.01"), total("33.19.02")})
    assert exposed_cells(find_exposed(Published(relations, both), 5)) == both
    assert not find_exposed(Published(relations, choose_hidden(relations, 5)), 5)


def test_a_count_hidden_by_place_does_not_come_out_by_nationality() -> None:
    """Kudus is hidden as a total; its nationalities would give it away."""
    relations = make_relations(
        {"33.19.01": 3, "33.20.01": 40, "33.20.02": 50},
        {(KUDUS, CHINA): 3, (JEPARA, CHINA): 60, (JEPARA, JAPAN): 30},
    )
    hidden = choose_hidden(relations, 5)
    assert Cell(KUDUS, "nationality", CHINA) in hidden
    assert not find_exposed(Published(relations, hidden), 5)


counts_of_kecamatan = st.fixed_dictionaries({code: st.integers(0, 12) for code in KECAMATAN})


@settings(deadline=None, max_examples=60)
@given(counts_of_kecamatan, st.integers(2, 6))
def test_whatever_the_counts_no_small_one_can_be_worked_out(counts: dict[str, int], threshold: int) -> None:
    relations = make_relations(counts)
    hidden = choose_hidden(relations, threshold)
    assert {cell for cell, count in relations.counts.items() if count < threshold} <= hidden
    assert find_exposed(Published(relations, hidden), threshold) == []


@settings(deadline=None, max_examples=25)
@given(st.fixed_dictionaries({code: st.integers(0, 3) for code in KECAMATAN[:4]}))
def test_trying_every_table_finds_what_the_audit_finds(counts: dict[str, int]) -> None:
    """With only four numbers hidden, so that some are given away."""
    relations, largest = make_relations(counts), 16
    hidden = frozenset(sorted(choose_hidden(relations, 3), key=str)[:4])
    given_away = {
        cell
        for cell, values in list_tables(relations, hidden, largest).items()
        if relations.counts[cell] < 3 and max(values) < largest and max(values) - min(values) < 2
    }
    assert exposed_cells(find_exposed(Published(relations, hidden), 3)) & hidden == given_away


@settings(deadline=None, max_examples=40)
@given(counts_of_kecamatan, st.dictionaries(st.sampled_from(KECAMATAN), st.integers(0, 12), max_size=2))
def test_a_correction_does_not_give_away_what_the_former_version_hid(
    counts: dict[str, int], corrected: dict[str, int]
) -> None:
    before = make_relations(counts)
    former = Published(before, choose_hidden(before, 5))
    after = make_relations(counts | corrected)
    published = Published(after, choose_hidden(after, 5, former))
    nothing_shown = Published(after, frozenset(after.counts))
    given_away = exposed_cells(find_exposed(published, 5, former)) - exposed_cells(
        find_exposed(nothing_shown, 5, former)
    )
    assert given_away == set()


def test_hiding_anew_without_the_former_version_gives_it_away() -> None:
    """Why the two are protected together: the partner of the first time is shown the second time."""
    before = make_relations({"33.19.01": 3, "33.19.02": 20, "33.19.03": 30, "33.20.01": 40, "33.20.02": 50})
    after = make_relations({"33.19.01": 3, "33.19.02": 20, "33.19.03": 9, "33.20.01": 40, "33.20.02": 50})
    former = Published(before, frozenset({total("33.19.01"), total("33.19.02")}))
    careless = Published(after, frozenset({total("33.19.01"), total("33.19.03")}))
    assert exposed_cells(find_exposed(careless, 5, former)) == {total("33.19.01")}
    assert not find_exposed(Published(after, choose_hidden(after, 5, former)), 5, former)


def test_what_the_press_knows_protects_nothing() -> None:
    relations = make_relations({"33.19.01": 3, "33.19.02": 20, "33.19.03": 30, "33.20.01": 40, "33.20.02": 50})
    known = frozenset({total("33.19.02")})
    hidden = choose_hidden(relations, 5, None, known)
    assert hidden == {total("33.19.01"), total("33.19.03")}
    assert not find_exposed(Published(relations, hidden), 5, None, known)
    believed = Published(relations, frozenset({total("33.19.01"), total("33.19.02")}))
    assert exposed_cells(find_exposed(believed, 5, None, known)) == {total("33.19.01")}


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
    monkeypatch.setattr(public, "choose_hidden", lambda now, *rest: asked.append(now) or choose_hidden(now, *rest))
    load_rows(tmp_path, [case("33.19.01", 1, period="2024-04")])
    march = query("SELECT area_code FROM public.out_area_month WHERE period = '2024-03' AND status = 'disamarkan'")
    assert {code for (code,) in march} == {code for code, row in before.items() if row[1] == "disamarkan"}
    assert len(asked) == len([now for now in asked if total("33.19.02") not in now.counts])


def test_a_table_that_gives_a_small_count_away_is_never_published(
    empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        public,
        "choose_hidden",
        lambda now, threshold, *_rest: frozenset(c for c, n in now.counts.items() if n < threshold),
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
