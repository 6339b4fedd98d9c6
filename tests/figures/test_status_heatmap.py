"""The table of colours; its states are in tests/statistics/test_completeness.py."""

from __future__ import annotations

import pandas as pd

from pora.figures.charts.status_heatmap import (
    describe_status_heatmap,
    draw_status_heatmap,
    kabupaten_states,
    kecamatan_states,
)
from pora.statistics.completeness import make_cells

COLUMNS = [
    "period",
    "area_code",
    "area_name",
    "person_count",
    "status",
    "reporting_count",
    "incomplete_count",
    "kecamatan_count",
]


def rows(*values: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(values, columns=COLUMNS).astype({"person_count": "Int64"})


KABUPATEN = rows(
    ("2024-02", "33.01", "Kab. Cilacap", 5, "angka", 24, 0, 24),
    ("2024-03", "33.01", "Kab. Cilacap", 4, "angka", 20, 0, 24),
    ("2024-02", "33.19", "Kab. Kudus", 0, "nol", 9, 2, 9),
    ("2024-03", "33.19", "Kab. Kudus", None, "belum_lapor", 0, 0, 9),
)
KECAMATAN = rows(
    ("2024-02", "33.19.01", "Kaliwungu", 1200, "angka", 1, 0, 1),
    ("2024-03", "33.19.01", "Kaliwungu", 3, "angka", 1, 1, 1),
    ("2024-02", "33.19.02", "Kota Kudus", 0, "nol", 1, 0, 1),
    ("2024-03", "33.19.02", "Kota Kudus", None, "belum_lapor", 0, 0, 1),
)


def test_every_state_that_occurs_has_its_colour_and_legend_entry_and_no_other() -> None:
    states = kecamatan_states()
    figure = draw_status_heatmap(make_cells(KECAMATAN, by_kecamatan=True), states)
    heat, *legend = figure.data
    assert [entry.name for entry in legend] == ["Ada angka", "Melapor 0", "Ada baris yang ditolak", "Belum lapor"]
    colours = [colour for _edge, colour in heat.colorscale][::2]
    drawn = [[colours[number] for number in row] for row in heat.z]
    by_state = {one.state: one.colour for one in states}
    assert drawn == [
        [by_state["angka"], by_state["tidak_lengkap"]],
        [by_state["nol"], by_state["belum_lapor"]],
    ]
    assert len(set(by_state.values())) == len(states)
    assert list(figure.layout.xaxis.ticktext) == ["Feb<br>2024", "Mar"]
    assert [name.strip() for name in figure.layout.yaxis.ticktext] == ["Kaliwungu", "Kota Kudus"]


def test_two_areas_of_one_name_are_two_rows() -> None:
    twins = KECAMATAN.assign(area_name="Kaliwungu")
    cells = make_cells(twins, by_kecamatan=True)
    figure = draw_status_heatmap(cells, kecamatan_states())
    assert list(figure.data[0].text) == [["1.200", "3"], ["0", ""]]
    assert [name.strip() for name in figure.layout.yaxis.ticktext] == ["Kaliwungu", "Kaliwungu"]
    assert describe_status_heatmap(cells, kecamatan_states()).startswith("Tabel warna: 2 wilayah,")


def test_one_state_alone_is_drawn_in_its_colour() -> None:
    alone = KABUPATEN.loc[KABUPATEN["status"] == "belum_lapor"]
    heat, entry = draw_status_heatmap(make_cells(alone, by_kecamatan=False), kabupaten_states()).data
    assert [colour for _edge, colour in heat.colorscale] == [entry.marker.color] * 2


def test_the_words_count_the_cells_of_each_state() -> None:
    words = describe_status_heatmap(make_cells(KABUPATEN, by_kecamatan=False), kabupaten_states())
    assert words == (
        "Tabel warna: 2 wilayah, Februari 2024 sampai Maret 2024. Jumlah sel menurut keadaan: Semua kecamatan melapor "
        "1; Sebagian kecamatan melapor 1; Ada baris yang ditolak 1; Belum lapor 1."
    )
