"""The blocks of the first page: what they say, and that they are well-formed and safe."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import unquote

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pora import schema
from pora.figures.charts.sparkline import HEIGHT, WIDTH, draw_sparkline
from pora.reference.areas import area_index
from pora.statistics.change_split import ChangePart, ChangeSplit, NoSplit
from pora.ui.parts.data import Reader
from pora.ui.sections import summary, summary_tables
from pora.ui.sections.reconciliation import find_figure, make_parts_table, write_ribbon
from pora.ui.sections.summary_html import (
    HeadNumber,
    describe_head,
    format_change_since,
    format_real_change,
    write_largest,
    write_numbers,
)
from pora.ui.view.view import View
from pora.warehouse.db import use_snapshot

KUDUS = View("33.19", "2024-03")


def cell(status: str, count: int | None, reported: int, total: int) -> dict[str, object]:
    return {"status": status, "person_count": count, "reporting_count": reported, "kecamatan_count": total}


def read(block: str) -> ET.Element:
    """The block as a tree: it is well-formed, or this fails."""
    return ET.fromstring(f"<block>{block}</block>".replace("&nbsp;", " "))  # noqa: S314 - our own


def words(block: str) -> str:
    return " ".join("".join(read(block).itertext()).split())


@pytest.mark.parametrize(
    ("code", "shown", "headline"),
    [
        ("33.19", cell("angka", 48, 6, 9), "Kab. Kudus, Maret 2024: 48 orang asing; 6 dari 9 kecamatan melapor"),
        ("33.19", cell("nol", 0, 9, 9), "Kab. Kudus, Maret 2024: 0 orang asing; semua 9 kecamatan melapor"),
        ("33.19", cell("belum_lapor", None, 0, 9), "Kab. Kudus, Maret 2024: orang asing belum lapor"),
        ("33.19.02", cell("angka", 15, 1, 1), "Kota Kudus, Kab. Kudus, Maret 2024: 15 orang asing"),
    ],
)
def test_the_headline_says_how_many_and_how_sure(code: str, shown: dict[str, object], headline: str) -> None:
    assert code in area_index()
    assert describe_head(View(code, "2024-03"), shown) == headline


def test_a_change_needs_a_number_in_both_months() -> None:
    months = [{"period": f"2024-0{number}", "n": n} for number, n in enumerate((7, None, 9), 1)]
    assert [format_change_since(months, "n", before) for before in ("2024-01", "2024-02", None)] == [
        "+2 sejak Januari 2024",
        "",
        "",
    ]
    assert format_change_since([month | {"n": 9} for month in months], "n", "2024-01") == "tetap sejak Januari 2024"


def test_the_real_change_is_told_only_where_reports_differ() -> None:
    split = ChangeSplit(48, 0, 48, ChangePart(1, 6), ChangePart(), ChangePart(-1, 3), ChangePart(), 0, 48)
    assert format_real_change(split) == "; nyata +1"
    assert (
        format_real_change(ChangeSplit(48, 0, 48, ChangePart(1, 9), ChangePart(), ChangePart(), ChangePart(), 0, 49))
        == ""
    )
    assert format_real_change(NoSplit("before")) == ""


def test_a_number_has_its_label_its_months_in_words_and_what_it_is_part_of() -> None:
    one = HeadNumber("Melapor", "526", "−45 sejak <b>", [1.0, None, 3.0], "Naik & turun", "mutu?a=1&b=2", of="dari 576")
    tree = read(write_numbers([one]))
    assert words(write_numbers([one])) == "Melapor526 dari 576−45 sejak <b>"
    assert [image.get("alt") for image in tree.iter("img")] == ["Naik & turun"]
    assert [link.get("href") for link in tree.iter("a")] == ["mutu?a=1&b=2"]


CELLS = pd.DataFrame(
    {
        "area_code": ["33.19.01", "33.19.02", "33.19.03"],
        "area_name": ["Kaliwungu", "Kota <Kudus>", "Jati"],
        "parent_code": "33.19",
        "parent_name": "Kab. Kudus",
        "person_count": pd.array([4, 1015, None], dtype="Int64"),
        "status": [schema.ANGKA, schema.ANGKA, schema.BELUM_LAPOR],
    }
)
LINKS = {code: f"?wilayah={code}&x" for code in CELLS["area_code"]}


def test_a_short_list_has_every_kecamatan_and_whom_none_has() -> None:
    tree = read(write_largest(CELLS, 2, View("33.19.01", "2024-03"), LINKS))
    rows = ["|".join("".join(part.itertext()).strip() for part in row) for row in tree.iter("tr")]
    assert rows == [
        "Kota <Kudus>|1.015",
        "Kaliwungu|4",
        "Jati|belum lapor",
        "Tidak dirinci per kecamatan|2",
    ]
    assert [table.get("aria-label") for table in tree.iter("table")] == ["Semua kecamatan: orang asing"]
    assert [row.get("aria-current") for row in tree.iter("tr")] == [None, "true", None, None]


def test_a_long_list_has_the_ten_largest_with_their_kabupaten() -> None:
    many = pd.concat([CELLS.assign(area_code=f"33.{n}.01", parent_code=f"33.{n}") for n in range(20, 27)])
    block = write_largest(many, 0, View("33", "2024-03"), dict.fromkeys(many["area_code"], "?"))
    rows = ["".join(row.itertext()).strip() for row in read(block).iter("tr")]
    assert rows == ["Kota <Kudus> Kab. Kudus1.015"] * 7 + ["Kaliwungu Kab. Kudus4"] * 3


def test_a_list_of_nobody_says_so() -> None:
    silent = pd.concat([CELLS.iloc[2:]] * 11)
    assert words(write_largest(silent, 0, KUDUS, LINKS)) == "Kecamatan terbanyakBelum ada kecamatan dengan angka."


def draw(values: list[float | None], top: float | None = None) -> ET.Element:
    kind, content = draw_sparkline(values, top).split(",", 1)
    assert kind == "data:image/svg+xml"
    return ET.fromstring(unquote(content))  # noqa: S314 - our own


def test_a_month_without_a_number_breaks_the_line() -> None:
    picture = draw([4, 4, None, 8, None, 2, 8])
    tags = [shape.tag.split("}")[1] for shape in picture]
    assert tags == ["polygon", "polyline", "circle", "polygon", "polyline", "circle"]
    lines = [shape.get("points") for shape in picture if shape.tag.endswith("polyline")]
    assert lines == ["4,20 24.7,20", "107.3,28 128,4"]


VALUES = st.lists(st.none() | st.floats(0, 1e9), max_size=30)


@settings(deadline=None)
@given(VALUES, st.none() | st.floats(0, 1e9))
def test_a_sparkline_stays_inside_its_picture(values: list[float | None], top: float | None) -> None:
    for shape in draw(values, top):
        given_points = shape.get("points") or f"{shape.get('cx')},{shape.get('cy')}"
        for x, y in (point.split(",") for point in given_points.split()):
            assert 0 <= float(x) <= WIDTH and 0 <= float(y) <= HEIGHT


def test_the_legend_of_the_small_map_says_what_circles_and_colours_mean(reader: Reader) -> None:
    drawn = summary.make_small_map(reader, KUDUS)
    if drawn.drawing.circles is None:
        pytest.skip("circles need boundaries")
    assert words(drawn.heading) == (
        "Sebaran per kecamatanLuas lingkaran = jumlahAda angka (6 wilayah)Belum lapor (3 wilayah)"
    )


# --- of a snapshot ---------------------------------------------------------------------------------------------


@pytest.fixture
def reader(on_built: Path) -> Reader:
    return Reader(use_snapshot().id)


def ribbon(reader: Reader, view: View) -> str:
    return words(write_ribbon(find_figure(reader, view), view))


def test_the_ribbon_names_every_part_also_those_that_are_nobody(reader: Reader) -> None:
    assert ribbon(reader, KUDUS) == (
        "Angka terbit dan tabel kasus48 terbit = 48 di peta + 0 disamarkan + 0 tidak dirinci + 0 ditolak "
        "+ 0 di luar wilayahcocokKanwil, 19 Maret 2024 (tahun belum pasti), ANTARA Jateng 224305"
    )
    pemalang = View("kanim-pemalang", "2024-08", schema.PENGUNGSI)
    assert ribbon(reader, pemalang) == (
        "Angka terbit terdekat, Juli 202419 terbit = 3 di peta + 0 disamarkan + 16 tidak dirinci + 0 ditolak "
        "+ 0 di luar wilayahcocokKanim, 17 Juli 2024, rmoljawatengah.id"
    )
    figure = find_figure(reader, pemalang)
    assert figure is not None
    assert make_parts_table(figure).to_numpy().tolist() == [
        ["Angka terbit", "19"],
        ["Di peta", "3"],
        ["Disamarkan", "0"],
        ["Tidak dirinci", "16"],
        ["Ditolak", "0"],
        ["Di luar wilayah", "0"],
        ["Selisih", "0"],
    ]


def test_where_nothing_can_be_compared_the_ribbon_says_why(reader: Reader) -> None:
    assert ribbon(reader, View("33.01", "2024-03")) == (
        "Belum ada angka terbit yang dapat dibandingkan untuk orang asing di Kab. Cilacap."
    )
    assert ribbon(reader, View("33.22", "2024-03")) == (
        "Angka terbit 532 orang asing (Kanim Semarang, 21 Juli 2016): tabel kasus tidak memuat Juli 2016, jadi tidak "
        "dibandingkan."
    )


def test_the_news_of_kudus(reader: Reader) -> None:
    *news, arrivals = summary.list_highlights(reader, KUDUS)
    assert news == [
        "Tetap sejak Februari 2024: +1 perubahan nyata, −1 dari 3 kecamatan yang tidak lagi melapor.",
        "Naik terbanyak Kaliwungu dan Jati (masing-masing +1); turun terbanyak Bae (−1).",
        "Belum melapor: Undaan, Mejobo dan Jekulo.",
    ]
    assert arrivals.startswith("Terakhir dimuat ")
    assert arrivals.endswith(": 1 berkas dari Kantor Imigrasi Semarang, tidak ada ralat.")


def test_a_kecamatan_tells_of_those_who_may_be_there(reader: Reader) -> None:
    sirampog = View("33.29.05", "2024-07", schema.PENGUNGSI)
    told = "Kantor Imigrasi Pemalang melaporkan 16 pengungsi tanpa kabupaten/kota; tempatnya tidak diketahui."
    assert told in summary.list_highlights(reader, sirampog)
    numbers = words(summary.make_numbers(reader, sirampog, ()))
    assert "Laporan bulan ini (pengungsi)ada" in numbers
    assert "Tidak dirinci di Kab. Brebes0" in numbers


def test_the_tables_say_what_the_figures_show(reader: Reader) -> None:
    months = summary_tables.make_summary_months(reader, KUDUS)
    assert months.head(2).to_numpy().tolist() == [
        ["Maret 2024", "48", "belum lapor", "6 dari 9", "0"],
        ["Februari 2024", "48", "belum lapor", "9 dari 9", "0"],
    ]
    kecamatan = summary_tables.make_summary_areas(reader, KUDUS)
    assert kecamatan["Orang asing"].tolist() == ["17", "15", "5", "4", "4", "3", *["belum lapor"] * 3]
