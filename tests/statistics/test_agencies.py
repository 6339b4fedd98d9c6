"""What agencies say of one kabupaten/kota stands side by side: the real figures, none, one, what is not sure; never a
sum."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pora.locale import language
from pora.paths import REFERENCE
from pora.reference.measures import read_measures
from pora.statistics.agencies import AgencyDifference, AgencyFigures, choose_agency_figures
from pora.wording.agencies import (
    describe_agencies_beside,
    describe_other_times,
    list_agency_differences,
    make_agency_table,
    name_agency_figures,
)

COUNTS = ("person_count", "value_low", "value_high")


def read_figures(area_code: str) -> pd.DataFrame:
    """As select_agency_figures gives them."""
    every = pd.read_csv(REFERENCE / "published_figure.csv", dtype=str).astype({"figure_id": int})
    of_area = (every["area_code"] == area_code) & (every["value_precision"] != "not_stated")
    rows = every.loc[of_area].astype(dict.fromkeys(COUNTS, float)).astype(dict.fromkeys(COUNTS, "Int64"))
    return rows.sort_values(["as_of", "agency", "figure_id"], ignore_index=True)


def make_figures(*given_rows: dict[str, Any]) -> pd.DataFrame:
    first = {
        "as_of": "2022-08-08",
        "as_of_precision": "day",
        "period": "2022-08",
        "area_code": "33.25",
        "measure": "WNA",
        "value_precision": "exact",
        "value_low": None,
        "value_high": None,
        "source": "berita 1",
        "note": None,
    }
    rows = [first | {"figure_id": number} | row for number, row in enumerate(given_rows, 1)]
    names = [*first, "figure_id", "agency", "person_count"]
    return pd.DataFrame(rows, columns=names).astype(dict.fromkeys(COUNTS, "Int64"))


def say_all(found: AgencyFigures, place: str = "Kab. Batang") -> list[str]:
    """Every sentence, as the page and the slide have them."""
    lines = [name_agency_figures(found, place), describe_agencies_beside(found, place)]
    return [line for line in [*lines, *list_agency_differences(found), describe_other_times(found)] if line]


def test_the_three_agencies_of_batang_stand_side_by_side() -> None:
    found = choose_agency_figures(read_figures("33.25"), "2024-03")
    assert found.list_differences() == [AgencyDifference("WNA", "Disnaker", "Kodim", 24)]
    assert say_all(found) == [
        "Kab. Batang: Disdukcapil 686, Disnaker 201, Kodim 177",
        "Kab. Batang, 8 Agustus 2022: Disdukcapil 686 WNA pemegang KTP; Disnaker 201 WNA; Kodim 177 WNA",
        "Disnaker menyebut 24 lebih banyak daripada Kodim, keduanya untuk WNA.",
        "Yang dihitung berbeda (WNA pemegang KTP; WNA), jadi selisih antarukuran tidak dihitung.",
        "2 angka dari waktu lain tidak dibandingkan: Kesbangpol 59 WNA pekerja, Maret 2023; Disnaker 61 TKA yang "
        "dikenai DKPTKA, 16 Desember 2024.",
    ]
    wna = (
        "Warga negara asing yang disebut berada di wilayah itu pada tanggal yang disebut. Instansi di luar Imigrasi "
        "memakai daftar masing-masing, jadi angkanya tidak dibandingkan dengan tabel kasus."
    )
    ktp = "Warga negara asing yang disebut memegang KTP menurut catatan kependudukan."
    day, source, same = "8 Agustus 2022", "ayosemarang.com pr-774105607", "dalam rapat yang sama:"
    table = make_agency_table(found)
    assert list(table) == ["Instansi", "Angka", "Yang dihitung", "Definisi", "Keadaan per", "Sumber", "Catatan"]
    assert table.values.tolist() == [
        ["Disdukcapil", "686", "WNA pemegang KTP", ktp, day, source, f"{same} Disnaker 201 dan Kodim 177"],
        ["Disnaker", "201", "WNA", wna, day, source, f"{same} Dukcapil 686 (KTP) dan Kodim 177"],
        ["Kodim", "177", "WNA", wna, day, source, f"{same} Disnaker 201 dan Dukcapil 686 (KTP)"],
    ]


def test_two_counts_of_other_things_in_kab_semarang_are_not_subtracted() -> None:
    assert say_all(choose_agency_figures(read_figures("33.22"), "2024-03"), "Kab. Semarang") == [
        "Kab. Semarang: Kanim Semarang 532, Kesbangpol 114",
        "Kab. Semarang, 21 Juli 2016: Kanim Semarang 532 WNA; Kesbangpol 114 WNA terdaftar (SKTL)",
        "Yang dihitung berbeda (WNA; WNA terdaftar (SKTL)), jadi selisih antarukuran tidak dihitung.",
    ]


def test_figures_of_different_dates_say_so_and_those_counted_over_a_time_are_left_out() -> None:
    """Jepara: no two agencies in one month; its deportations are a flow."""
    assert say_all(choose_agency_figures(read_figures("33.20"), "2024-03"), "Kab. Jepara") == [
        "Kab. Jepara: Disdukcapil 27, Disnakertrans 286, Pemkab 414 (tanggal berbeda)",
        "Kab. Jepara: Disdukcapil 27 WNA pemegang KTP-el, 4 Maret 2019; Disnakertrans 286 TKA, 3 Juli 2020; "
        "Pemkab 414 TKA, 30 September 2025",
        "Yang dihitung berbeda (WNA pemegang KTP-el; TKA), jadi selisih antarukuran tidak dihitung.",
        "Tanggalnya berbeda, jadi bedanya dapat juga berasal dari waktu.",
    ]


def test_one_agency_alone_is_one_line_and_none_is_no_zero() -> None:
    one = choose_agency_figures(read_figures("33.29"), "2024-03")
    assert describe_agencies_beside(one, "Kab. Brebes") == (
        "Kab. Brebes: tidak ada bandingannya, hanya Tim Pora yang menyebut angka: 139 WNA, 8 September 2022"
    )
    none = choose_agency_figures(read_figures("33.01"), "2024-03")
    assert describe_agencies_beside(none, "Kab. Cilacap") == (
        "Belum ada angka dari instansi mana pun untuk Kab. Cilacap"
    )
    assert [list_agency_differences(found) + found.agencies for found in (one, none)] == [["Tim Pora"], []]


def test_a_figure_that_its_source_leaves_open_is_marked_and_not_subtracted() -> None:
    unclear = {"agency": "Kodim", "person_count": 177, "value_precision": "unclear"}
    about = {"agency": "Polres", "person_count": 180, "value_precision": "about"}
    span = {"agency": "Pemkab", "value_precision": "range", "value_low": 150, "value_high": 250}
    figures = make_figures({"agency": "Disnaker", "person_count": 201}, unclear, about, span)
    assert say_all(choose_agency_figures(figures, "2022-08")) == [
        "Kab. Batang: Disnaker 201, Kodim 177 (sumber tidak jelas), Polres sekitar 180, Pemkab 150–250",
        "Kab. Batang, 8 Agustus 2022: Disnaker 201 WNA; Kodim 177 (sumber tidak jelas) WNA; Polres sekitar 180 WNA; "
        "Pemkab 150–250 WNA",
        "Bukan angka pasti, jadi selisihnya tidak dihitung: Kodim 177 (sumber tidak jelas); Polres sekitar 180; "
        "Pemkab 150–250.",
    ]


def test_two_figures_of_one_agency_both_stand_and_none_is_chosen() -> None:
    figures = make_figures(
        {"agency": "Disnaker", "person_count": 201},
        {"agency": "Disnaker", "person_count": 61, "measure": "TKA"},
        {"agency": "Kodim", "person_count": 201},
    )
    found = choose_agency_figures(figures, "2022-08")
    assert found.list_differences() == [AgencyDifference("WNA", "Kodim", "Disnaker", 0)]
    assert say_all(found) == [
        "Kab. Batang: Disnaker 201, Disnaker 61, Kodim 201",
        "Kab. Batang, 8 Agustus 2022: Disnaker 201 WNA; Disnaker 61 TKA; Kodim 201 WNA",
        "Kodim dan Disnaker menyebut angka yang sama untuk WNA.",
        "Yang dihitung berbeda (WNA; TKA), jadi selisih antarukuran tidak dihitung.",
        "Disnaker menyebut 2 angka; semuanya ditampilkan, tidak ada yang dipilih.",
    ]


@pytest.mark.parametrize(
    ("period", "month"),
    [("2016-01", "2020-07"), ("2021-06", "2022-05"), ("2021-07", "2022-05"), ("2021-05", "2020-07")],
)
def test_the_month_of_several_agencies_that_is_nearest_is_shown_of_two_as_near_the_later(
    period: str, month: str
) -> None:
    rows = [
        {"agency": agency, "person_count": 1, "period": one, "as_of": one, "as_of_precision": "month"}
        for one, agencies in {"2020-07": "AB", "2021-06": "A", "2022-05": "BC"}.items()
        for agency in agencies
    ]
    found = choose_agency_figures(make_figures(*rows), period)
    assert set(found.rows["period"]) == {found.month} == {month}
    assert (len(found.rows), len(found.others)) == (2, 3)


def test_a_year_is_beside_no_month_of_it() -> None:
    year = {"agency": "A", "person_count": 6, "period": None, "as_of": "2020", "as_of_precision": "year"}
    december = {"agency": "B", "person_count": 9, "period": "2020-12", "as_of": "2020-12", "as_of_precision": "month"}
    found = choose_agency_figures(make_figures(year, december), "2020-12")
    assert (found.has_one_date, found.month, found.list_differences(), len(found.rows)) == (False, None, [], 2)


POWERS = st.lists(st.sampled_from([3**exponent for exponent in range(9, 16)]), unique=True, min_size=2, max_size=7)


@given(POWERS, st.data())
def test_no_sum_and_no_average_ever_appears(counts: list[int], data: st.DataObject) -> None:
    """Of different powers of three, no sum or mean of several is one of them, or the difference of two."""
    measures = st.sampled_from(["WNA", "TKA", "WNA pemegang KTP"])
    days = st.sampled_from(["2022-08-08", "2022-08-09"])
    agencies = st.sampled_from(["Disnaker", "Kodim", "Kesbangpol", "Polres"])
    rows = [
        {"person_count": count, "measure": data.draw(measures), "agency": data.draw(agencies), "as_of": data.draw(days)}
        for count in counts
    ]
    found = choose_agency_figures(make_figures(*rows), "2022-08")
    shown = " ".join([*say_all(found), *make_agency_table(found).astype(str).to_numpy().ravel()])
    numbers = {int(one.replace(".", "")) for one in re.findall(r"\d{1,3}(?:\.\d{3})+", shown)}
    allowed = {
        abs(one["person_count"] - other["person_count"])
        for one in rows
        for other in rows
        if (one["measure"], one["as_of"]) == (other["measure"], other["as_of"])
    }
    assert numbers <= allowed | set(counts)
    assert set(counts) <= numbers or len(set(found.rows["agency"])) < 2


def test_what_an_agency_counts_is_defined_in_the_readers_language_and_keeps_the_word_of_its_source() -> None:
    measures = read_measures()
    assert measures["KITAS"].definition.startswith("Pemegang kartu izin tinggal terbatas")
    token = language.set("en")
    try:
        assert measures["KITAS"].definition.startswith("Holders of a limited stay permit card")
        assert not {name for name, one in measures.items() if one.definition == one.definitions["id"]}
    finally:
        language.reset(token)
