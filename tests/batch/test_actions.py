"""Actions of an office (deported, detained, permits issued): flows, read from every form of file, kind by kind."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from builders import Row, case, load, load_rows, query
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from in_memory import InMemory

from etl.commands.report import describe_load

TALL = """LAPORAN TINDAKAN KEIMIGRASIAN
BULAN MARET 2024
No,Kabupaten/Kota,Jenis Tindakan,Kewarganegaraan,Jumlah
1,Kudus,Deportasi,Tiongkok,3
2,Kudus,Pro Justitia,,1
3,Jepara,Deportasi,,0
"""
WIDE = """REKAP PENINDAKAN MARET 2024
Kabupaten,Deportasi,Pendetensian,Penerbitan ITAS,Jumlah
Kudus,3,1,20,24
Jepara,0,,5,5
"""
TITLED = """DATA DEPORTASI BULAN MARET 2024
Kabupaten,Kewarganegaraan,Jumlah
Kudus,Tiongkok,2
Kudus,India,1
"""


def action(kabupaten_code: str | None, kind: str | None, count: object, **other: object) -> Row:
    row = case(None, count, category="tindakan", kabupaten_code=kabupaten_code, action_kind=kind)
    return {**row, **other}


def read_cases() -> list[tuple[object, ...]]:
    return query(
        "SELECT kabupaten_code, kecamatan_code, category, action_kind, nationality, person_count "
        "FROM exact.out_case_counts ORDER BY ALL"
    )


def load_text(folder: Path, text: str, **options: object) -> None:
    path = folder / "tindakan.csv"
    path.write_text(text, encoding="utf-8")
    report = load(path, **options)
    assert report.loaded, report.errors


def test_a_tall_table_is_of_actions_by_its_column_of_kinds(in_memory: InMemory, tmp_path: Path) -> None:
    load_text(tmp_path, TALL)
    assert read_cases() == [
        ("33.19", None, "tindakan", "deportasi", "CHN", 3),
        ("33.19", None, "tindakan", "pro_justitia", None, 1),
        ("33.20", None, "tindakan", "deportasi", None, 0),
    ]


def test_a_wide_table_has_a_column_a_kind_and_a_blank_cell_is_no_zero(in_memory: InMemory, tmp_path: Path) -> None:
    load_text(tmp_path, WIDE)
    assert read_cases() == [
        ("33.19", None, "tindakan", "deportasi", None, 3),
        ("33.19", None, "tindakan", "itas_terbit", None, 20),
        ("33.19", None, "tindakan", "pendetensian", None, 1),
        ("33.20", None, "tindakan", "deportasi", None, 0),
        ("33.20", None, "tindakan", "itas_terbit", None, 5),
    ]


@pytest.mark.parametrize("kind", ["Pendetensian", "Pro justitia", "Penolakan masuk", "ITAS diterbitkan"])
def test_a_wide_table_of_two_kinds_and_their_sum_needs_no_title(in_memory: InMemory, tmp_path: Path, kind: str) -> None:
    load_text(tmp_path, f"Kabupaten,Deportasi,{kind},Jumlah\nKudus,4,1,5\nJepara,2,,2\n", period="2024-03")
    assert [(row[0], row[-1]) for row in read_cases()] == [("33.19", 4), ("33.19", 1), ("33.20", 2)]


def test_a_title_tells_the_kind_only_to_a_sender_who_says_that_it_is_of_actions(
    in_memory: InMemory, tmp_path: Path
) -> None:
    path = tmp_path / "tanpa-kategori.csv"
    path.write_text(TITLED, encoding="utf-8")
    (error,) = load(path).errors
    assert error.code == "not-a-stock" and "--category tindakan" in error.message
    load_text(tmp_path, TITLED, category="tindakan")
    assert read_cases() == [
        ("33.19", None, "tindakan", "deportasi", "CHN", 2),
        ("33.19", None, "tindakan", "deportasi", "IND", 1),
    ]


def test_a_column_of_deportations_beside_who_is_there_is_still_not_counted(in_memory: InMemory, tmp_path: Path) -> None:
    load_text(tmp_path, "Kabupaten,Kecamatan,Jumlah WNA,Deportasi\nKudus,Bae,13,2\n", period="2024-03")
    assert read_cases() == [("33.19", "33.19.07", "orang_asing", None, None, 13)]


def test_a_word_that_is_no_kind_is_refused_with_the_kinds_that_there_are(in_memory: InMemory, tmp_path: Path) -> None:
    (error,) = load_rows(tmp_path, [action("33.19", "diusir", 1)]).errors
    assert (error.code, error.column) == ("constraint-error", "action_kind")
    assert "deportasi" in error.message and "pro_justitia" in error.message


def test_a_kind_of_action_stands_in_no_row_of_who_is_there(in_memory: InMemory, tmp_path: Path) -> None:
    (error,) = load_rows(tmp_path, [action("33.19", "deportasi", 1, category="orang_asing")]).errors
    assert error.message == "Jenis tindakan terisi, tetapi kategorinya bukan tindakan. Betulkan salah satunya."


def read_kinds(area_code: str, version: str = "exact") -> dict[str | None, tuple[object, ...]]:
    rows = query(
        f"SELECT value, person_count, status FROM {version}.out_area_month_detail "  # noqa: S608 - of the test
        "WHERE area_code = ? AND category = 'tindakan' AND dimension = 'action_kind'",
        area_code,
    )
    return {value: tuple(rest) for value, *rest in rows}  # type: ignore[misc]


def test_a_kind_that_is_reported_as_zero_is_zero_and_one_that_nobody_names_is_not(
    in_memory: InMemory, tmp_path: Path
) -> None:
    rows = [action("33.19", "deportasi", 7), action("33.19", "pendetensian", 0), action(None, "pro_justitia", 2)]
    assert load_rows(tmp_path, rows).loaded
    assert read_kinds("33.19") == {"deportasi": (7, "angka"), "pendetensian": (0, "nol")}
    of_office = {"deportasi": (7, "angka"), "pendetensian": (0, "nol"), "pro_justitia": (2, "angka")}
    assert read_kinds("kanim-semarang") == read_kinds("33") == of_office
    assert query("SELECT DISTINCT dimension FROM exact.out_area_month_detail") == [("action_kind",)]


def test_small_counts_of_a_kind_are_hidden_and_no_other_kind_with_them(in_memory: InMemory, tmp_path: Path) -> None:
    """Nor is the sum of kinds shown, which would open the one that is hidden."""
    rows = [action("33.19", "itas_terbit", 120), action("33.19", "deportasi", 2), action("33.19", "pro_justitia", 0)]
    rows += [action("33.21", "itas_terbit", 90), action("33.21", "deportasi", 30), action("33.74", "deportasi", 8)]
    assert load_rows(tmp_path, rows).loaded
    assert read_kinds("33.19", "public") == {
        "itas_terbit": (120, "angka"),
        "deportasi": (None, "disamarkan"),
        "pro_justitia": (None, "disamarkan"),  # like 1 to 4
    }
    province = read_kinds("33", "public")
    assert (province["itas_terbit"], province["pro_justitia"]) == ((210, "angka"), (0, "nol"))
    sums = query(
        "SELECT DISTINCT status, person_count FROM public.out_area_month WHERE category = 'tindakan' ORDER BY 1"
    )
    assert sums == [("belum_lapor", None), ("disamarkan", None), ("tidak_berlaku", None)]


def test_a_kecamatan_is_no_missing_report_where_nobody_tells_actions_by_kecamatan(
    in_memory: InMemory, tmp_path: Path
) -> None:
    """Kudus is told as a whole, Jepara by one of its kecamatan, the others not at all."""
    rows = [action("33.19", "deportasi", 3), action("33.20", "deportasi", 7, kecamatan_code="33.20.01")]
    assert load_rows(tmp_path, rows).loaded
    for version in ("exact", "public"):
        found = query(
            f"SELECT kabupaten_code, status, count(*) FROM {version}.out_kecamatan_month "  # noqa: S608
            "WHERE category = 'tindakan' AND kabupaten_code IN ('33.18', '33.19', '33.20') GROUP BY ALL ORDER BY ALL"
        )
        assert set(found) == {
            ("33.18", "tidak_berlaku", 21),
            ("33.19", "tidak_berlaku", 9),
            ("33.20", "angka" if version == "exact" else "disamarkan", 1),
            ("33.20", "belum_lapor", 15),
        }
    assert query(
        "SELECT status, count(*) FROM exact.out_kabupaten_month WHERE category = 'tindakan' GROUP BY ALL ORDER BY ALL"
    ) == [("angka", 2), ("belum_lapor", 33)]


MOST = 13  # of an action in one kabupaten/kota, in the tables that are tried


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    counts=st.lists(st.integers(0, 9), min_size=3, max_size=3),
    office_count=st.integers(0, 6),
    later=st.integers(0, 9),
)
def test_no_small_count_of_a_kind_comes_out_of_all_that_was_ever_published(
    memory: InMemory, tmp_path_factory: pytest.TempPathFactory, counts: list[int], office_count: int, later: int
) -> None:
    """Whoever tries every table: three kabupaten/kota and what their office does not place, before and after a
    correction of the first one, against office, group and province."""
    with pytest.MonkeyPatch.context() as patch:
        memory.clear()
        memory.stand_in(patch)
        folder = tmp_path_factory.mktemp("actions")
        places = ["33.19", "33.21", "33.74", None]
        rows = [action(place, "deportasi", count) for place, count in zip(places, [*counts, office_count], strict=True)]
        versions = []
        for changed in (counts[0], later):
            rows[0] = action("33.19", "deportasi", changed)
            assert load_rows(folder, rows, replace=True).loaded
            versions.append(([changed, *counts[1:], office_count], _read_shown()))
    small = [(n, at) for n, (truth, _shown) in enumerate(versions) for at in range(3) if 0 < truth[at] < 5]
    possible: dict[tuple[int, int], set[int]] = {one: set() for one in small}
    for tables in _list_tables(*versions) if small else ():
        for n, at in small:
            possible[n, at].add(tables[n][at])
    assert {one: values for one, values in possible.items() if len(values) < 5} == {}, versions


def _read_shown() -> dict[str, int]:
    rows = query(
        "SELECT area_code, person_count FROM public.out_area_month_detail "
        "WHERE category = 'tindakan' AND value = 'deportasi' AND person_count IS NOT NULL"
    )
    return {str(area): int(str(count)) for area, count in rows}


Version = tuple[list[int], dict[str, int]]


def _list_tables(first: Version, second: Version) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
    """Tables of both versions that agree with what both show; what did not change is known not to have."""
    is_same = first[0][0] == second[0][0]
    agreeing = set(_list_agreeing(second))
    for table in _list_agreeing(first):
        changed = [(after, *table[1:]) for after in (table[:1] if is_same else range(MOST))]
        yield from ((table, later) for later in changed if later in agreeing)


def _list_agreeing(version: Version) -> Iterator[tuple[int, ...]]:
    _truth, shown = version
    open_or_all = [[shown[code]] if code in shown else range(MOST) for code in ("33.19", "33.21", "33.74")]
    for table in itertools.product(*open_or_all, range(MOST)):
        total = sum(table)
        is_wide = all(shown.get(code, total) == total for code in ("kanim-semarang", "33"))
        if is_wide and ("33" in shown or total > 0):  # a zero of the province is shown
            yield table


def test_two_kinds_of_one_place_are_no_row_twice_and_a_kind_repeated_is(in_memory: InMemory, tmp_path: Path) -> None:
    def kind(name: str, count: int) -> Row:
        return case(None, count, kabupaten_code="33.19", category="tindakan", action_kind=name)

    assert load_rows(tmp_path, [kind("deportasi", 3), kind("pendetensian", 2)]).warnings == ()
    rows = [kind("deportasi", 3), kind("deportasi", 2), kind("pendetensian", 2)]
    (warning,) = load_rows(tmp_path, rows).warnings
    assert warning.startswith("1 jumlah memiliki rincian yang sama dengan jumlah lain dan ditambahkan: baris 2 dan 3")


def test_what_a_file_changes_is_told_kind_by_kind_and_no_kinds_are_added(in_memory: InMemory, tmp_path: Path) -> None:
    load_text(tmp_path, WIDE)
    path = tmp_path / "perbaikan.csv"
    path.write_text("Kabupaten,Deportasi,Pendetensian,Pro justitia,Jumlah\nKudus,4,,0,4\n", encoding="utf-8")
    (error,) = load(path, period="2024-03").errors
    assert error.message.startswith(
        "Kab. Kudus, Maret 2024, tindakan: yang sudah lapor tidak ada lagi di berkas ini: "
        "ITAS diterbitkan, pendetensian. Lengkapi berkasnya"
    )
    report = load(path, period="2024-03", replace=True)
    assert [(one.action_kind, one.before, one.after) for one in report.changes] == [
        ("deportasi", 3, 4),
        ("itas_terbit", 20, None),
        ("pendetensian", 1, None),
        ("pro_justitia", None, 0),
    ]
    assert [line for line in describe_load(report) if "sekarang" in line] == [
        "  Kab. Kudus, Maret 2024, deportasi: sekarang 3, setelah dimuat 4.",
        "  Kab. Kudus, Maret 2024, ITAS diterbitkan: sekarang 20, setelah dimuat belum lapor.",
        "  Kab. Kudus, Maret 2024, pendetensian: sekarang 1, setelah dimuat belum lapor.",
        "  Kab. Kudus, Maret 2024, pro justitia: sekarang belum lapor, setelah dimuat 0.",
    ]
