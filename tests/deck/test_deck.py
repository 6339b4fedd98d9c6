"""What the slides of a meeting say: the two real meetings, and states without a number."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from builders import case, load, load_rows, write_table
from in_memory import InMemory
from pptx import Presentation

from pora import schema
from pora.access.roles import scope_of
from pora.deck.agenda import make_agenda
from pora.deck.make import make_deck
from pora.deck.model import AreaMap, Bars, Deck, MonthMaps, NumberCard, NumberCards, Sentences, TextTable, Trend
from pora.export.docx import write_docx
from pora.export.pptx import write_pptx
from pora.warehouse.db import use_snapshot
from tests.deck.made import EXACT, PUBLIC, deck_of, of_kind, slide_of, slides_of
from tests.export.decks_as_pptx import draw_plain


def test_kudus_is_48_in_six_of_nine_kecamatan(kudus: Path) -> None:
    deck = deck_of("33.19")
    assert {slide.kind: slide.title for slide in deck.slides} == {
        "sampul": "Orang asing dan pengungsi di Kab. Kudus",
        "situasi": "Kab. Kudus: 48 orang asing di 6 dari 9 kecamatan",
        "peta": "Orang asing terbanyak di Kota Kudus (13) dan Jati (9)",
        "kewarganegaraan": "Kab. Kudus: orang asing menurut kewarganegaraan",
        "izin_tinggal": "Kab. Kudus: orang asing menurut izin tinggal",
        "kelengkapan": "6 dari 9 kecamatan melapor untuk Maret 2024",
        "rekonsiliasi": "Angka terbit 48 orang asing cocok dengan tabel kasus Maret 2024",
        "banding_instansi": "Kab. Kudus: Disdukcapil 3, Kanwil 48 (tanggal berbeda)",
        "tindak_lanjut": "1 hal untuk ditindaklanjuti",
    }
    numbers = of_kind(deck, "situasi").blocks[0]
    assert isinstance(numbers, NumberCards)
    assert [(one.label, one.words) for one in numbers.numbers] == [
        ("Orang asing", "48"),
        ("Pengungsi, dihitung terpisah", "belum lapor"),
        ("Kecamatan melapor", "6 dari 9"),
    ]


def test_the_refugees_of_pemalang_are_19_with_3_in_sirampog_and_16_without_a_place(
    in_memory: InMemory, tmp_path: Path
) -> None:
    rows = [
        case("33.29.05", 3, period="2024-07", category="pengungsi"),
        case(None, 16, period="2024-07", category="pengungsi"),
    ]
    assert load(write_table(tmp_path / "pengungsi.csv", rows), office="kanim-pemalang").loaded
    slide = slide_of("pengungsi", "kanim-pemalang", "2024-07")
    assert slide.title == "Wilayah Kantor Imigrasi Pemalang: 19 pengungsi di 1 dari 91 kecamatan"
    table, published = slide.blocks
    assert isinstance(table, TextTable)
    assert table.cells == (("Kab. Brebes", "3"), ("Tidak dirinci", "16"), ("Total", "19"))
    assert published.alt == (
        "Terbit 17 Juli 2024: Kantor Imigrasi Pemalang: 19 pengungsi; Sirampog 3; 16 tidak dirinci (Kanim)."
    )


def test_the_agencies_of_batang_are_a_slide_and_one_agency_or_a_wider_place_is_none(empty: Path) -> None:
    slide = slide_of("banding_instansi", "33.25", scope=PUBLIC)
    assert slide.title == "Kab. Batang: Disdukcapil 686, Disnaker 201, Kodim 177"
    cards = slide.blocks[0]
    assert isinstance(cards, NumberCards)
    assert cards.numbers == (
        NumberCard("Disdukcapil", "686", "WNA pemegang KTP, 8 Agustus 2022"),
        NumberCard("Disnaker", "201", "WNA, 8 Agustus 2022"),
        NumberCard("Kodim", "177", "WNA, 8 Agustus 2022"),
    )
    source = "ayosemarang.com pr-774105607"
    assert slide.notes == (
        "Kab. Batang, 8 Agustus 2022: Disdukcapil 686 WNA pemegang KTP; Disnaker 201 WNA; Kodim 177 WNA. Disnaker "
        "menyebut 24 lebih banyak daripada Kodim, keduanya untuk WNA. Yang dihitung berbeda (WNA pemegang KTP; WNA), "
        "jadi selisih antarukuran tidak dihitung. Angka instansi tidak dijumlahkan dan tidak dirata-rata. "
        f"Sumber: Disdukcapil, {source}; Disnaker, {source}; Kodim, {source}."
    )
    for area in ("33.29", "33.25.01", "33"):
        assert slides_of("banding_instansi", area) == ()


def test_one_published_figure_is_read_across_the_hall_beside_the_case_table(kudus: Path) -> None:
    cards = slide_of("rekonsiliasi", "33.19").blocks[0]
    assert isinstance(cards, NumberCards)
    assert cards.numbers == (
        NumberCard("Angka terbit", "48", "Orang asing, 19 Maret 2024 (tahun belum pasti); Kanwil"),
        NumberCard("Tabel kasus", "48", "Maret 2024"),
        NumberCard("Selisih", "0", "cocok"),
    )


def test_completeness_tells_how_many_reported_in_the_months_before(on_built: Path) -> None:
    months = slide_of("kelengkapan", "33.19").blocks[1]
    assert isinstance(months, Trend)
    assert (months.title, months.periods[0], months.periods[-1]) == ("Kecamatan melapor, dari 9", "2023-10", "2024-03")
    assert months.values == (9, 9, 9, 9, 9, 6)


def test_half_a_year_is_six_maps_and_tells_who_does_not_report_any_more(on_built: Path) -> None:
    slide = slide_of("enam_bulan", "33.19")
    [maps] = slide.blocks
    assert isinstance(maps, MonthMaps)
    months = ["Okt 2023", "Nov 2023", "Des 2023", "Jan 2024", "Feb 2024", "Mar 2024"]
    assert [one.title for one in maps.maps] == [f"{month}: 48" for month in months]
    assert slide.title == "Orang asing tetap 48 dari Oktober 2023 sampai Maret 2024; 3 wilayah tidak lagi melapor"
    assert (maps.level, len(maps.rows)) == (schema.KECAMATAN, 6 * 9)
    [wide] = slide_of("enam_bulan", "33").blocks
    assert isinstance(wide, MonthMaps)
    assert (wide.level, len(wide.rows)) == (schema.KABUPATEN_KOTA, 6 * 35)


def test_half_a_year_is_no_slide_where_a_month_is_not_loaded_or_nothing_differs(
    in_memory: InMemory, tmp_path: Path
) -> None:
    months = ("2023-10", "2023-11", "2023-12", "2024-01", "2024-02", "2024-03")
    rows = [case("33.19.01", 7, period=month) for month in months]
    assert load_rows(tmp_path, rows[1:]).loaded
    assert slides_of("enam_bulan", "33.19") == ()
    assert load_rows(tmp_path, rows).loaded
    assert slides_of("enam_bulan", "33.19") == ()
    assert load_rows(tmp_path, [*rows[:-1], case("33.19.01", 8, period="2024-03")]).loaded
    assert slides_of("enam_bulan", "33.19")


def permits(month: str, *counts: int) -> list[dict[str, object]]:
    return [
        case("33.19.01", count, period=month, izin_tinggal=permit)
        for permit, count in zip(("ITAS", "ITK"), counts, strict=True)
        if count
    ]


def test_no_permit_is_more_or_less_than_in_a_month_that_is_made_up(in_memory: InMemory, tmp_path: Path) -> None:
    assert load_rows(tmp_path, permits("2023-03", 20, 5), is_sample=True).loaded
    assert load_rows(tmp_path, permits("2024-03", 26, 4), is_sample=True).loaded
    assert slides_of("tren_izin", "33.19")
    assert load_rows(tmp_path, permits("2024-03", 26, 4)).loaded
    assert slides_of("tren_izin", "33.19") == ()


def test_permits_are_told_by_quarter_and_left_out_where_none_changed(in_memory: InMemory, tmp_path: Path) -> None:
    first = [*permits("2023-03", 20, 5), *permits("2023-12", 22, 0)]
    assert load_rows(tmp_path, [*first, *permits("2024-03", 20, 5)]).loaded
    assert slides_of("tren_izin", "33.19") == ()
    assert load_rows(tmp_path, [*first, *permits("2024-03", 26, 4)]).loaded
    slide = slide_of("tren_izin", "33.19")
    [table] = slide.blocks
    assert isinstance(table, TextTable)
    assert (slide.title, table.headings, table.cells) == (
        "Izin tinggal terbatas (ITAS) naik dari 20 (Maret 2023) menjadi 26 (Maret 2024)",
        ("Izin tinggal", "Mar 2023", "Jun 2023", "Sep 2023", "Des 2023", "Mar 2024", "Selisih"),
        (
            ("Izin tinggal terbatas (ITAS)", "20", "belum lapor", "belum lapor", "22", "26", "+6"),
            ("Izin tinggal kunjungan (ITK)", "5", "belum lapor", "belum lapor", "0", "4", "−1"),
        ),
    )
    assert table.rows["person_count"].dropna().tolist() == [20, 22, 26, 5, 0, 4]


def test_a_month_without_any_report_shows_what_was_published_and_invents_nothing(empty: Path) -> None:
    slide = slide_of("situasi", "33.19")
    assert slide.title == ("Kab. Kudus: 48 orang asing di 6 kecamatan, rincian tidak diterbitkan (angka terbit)")
    numbers = slide.blocks[0]
    assert isinstance(numbers, NumberCards)
    assert [one.words for one in numbers.numbers] == ["belum lapor", "belum lapor", "belum ada"]
    assert (
        slide_of("situasi", "33.19", "2019-01").title == "Kab. Kudus: belum ada laporan orang asing untuk Januari 2019"
    )


@pytest.mark.parametrize("area", ["33", "33.19", "33.19.01", "kanim-pati", "91"])
def test_a_place_and_month_that_nobody_reported_has_slides_and_a_report_without_an_empty_figure(
    kudus: Path, area: str
) -> None:
    """An empty chart can't be written as PPTX at all."""
    deck = deck_of(area, "2031-12", PUBLIC)
    sizes = [
        len(block.bars if isinstance(block, Bars) else block.cells)
        for _slide, block in deck.blocks()
        if isinstance(block, Bars | TextTable)
    ]
    assert 0 not in sizes and {"teratas", "kelengkapan"} & {slide.kind for slide in deck.slides} == set()
    assert len(Presentation(BytesIO(write_pptx(deck, draw_plain))).slides) == len(deck.slides)
    assert write_docx(deck, draw_plain)


def test_a_kecamatan_and_a_month_without_anything_to_agree_have_no_slide_that_says_its_title_again(
    in_memory: InMemory, tmp_path: Path
) -> None:
    assert load_rows(tmp_path, [case("33.19.01", 7, period="2024-02")]).loaded
    assert load_rows(tmp_path, [case("33.19.01", 9)]).loaded
    deck = deck_of("33.19.01")
    assert {"perubahan", "tindak_lanjut"} & {slide.kind for slide in deck.slides} == set()
    cards = of_kind(deck, "situasi").blocks[0]
    assert isinstance(cards, NumberCards)
    assert cards.numbers[0] == NumberCard("Orang asing", "9", "+2 sejak Februari 2024")
    assert [part.title for part in deck.report[3].parts] == ["Keputusan rapat ini"]


def test_actions_whose_numbers_are_mostly_suppressed_are_sentences_and_no_table_of_that_word(on_built: Path) -> None:
    slide = slide_of("penindakan", "33.19", "2024-03", PUBLIC)
    assert slide.title == "Penindakan di Kab. Kudus, Januari sampai Maret 2024: angka kecil disamarkan"
    [block] = slide.blocks
    assert isinstance(block, Sentences)
    assert block.lines[0].startswith("Dilaporkan dan disamarkan: ")
    assert block.lines[-1] == (
        "Disamarkan berarti ada, tetapi jumlahnya kecil atau membuka angka kecil; itu bukan nol."
    )
    exact = slide_of("penindakan", "33.19", "2024-03").blocks[0]
    assert isinstance(exact, TextTable)
    assert len(exact.rows) == len(block.rows)


def test_the_map_of_a_kabupaten_has_its_largest_areas_beside_it_and_that_of_a_province_a_slide_of_its_own(
    kudus: Path,
) -> None:
    assert [block.name for block in slide_of("peta", "33.19").blocks] == ["peta", "teratas"]
    assert [block.name for block in slide_of("peta", "33").blocks] == ["peta"]
    assert slides_of("teratas", "33")


def test_kecamatan_that_did_not_report_and_zeros_have_no_bar_but_their_words(
    in_memory: InMemory, tmp_path: Path
) -> None:
    assert load_rows(tmp_path, [case("33.19.01", 7), case("33.19.02", 0)]).loaded
    bars = slide_of("peta", "33.19").blocks[1]
    assert isinstance(bars, Bars)
    assert [(bar.label, bar.value, bar.words) for bar in bars.bars][:3] == [
        ("Kaliwungu", 7, "7"),
        ("Kota Kudus", 0, "0"),
        ("Jati", None, "belum lapor"),
    ]


@pytest.mark.parametrize("area", ["33", "33.19", "kanim-pemalang", "eks-karesidenan-pekalongan", "33.19.02"])
def test_the_public_deck_says_no_number_that_the_public_tables_hide(on_built: Path, area: str) -> None:
    """Every number of every block is in the public tables; every hidden one is missing and says so."""
    for slide in deck_of(area, "2024-11", PUBLIC).slides:
        for block in slide.blocks:
            if (
                "status" in block.rows
                and (count := "value" if isinstance(block, AreaMap) else "person_count") in block.rows
            ):
                is_number = block.rows["status"].isin([schema.ANGKA, schema.NOL])
                assert block.rows.loc[~is_number, count].isna().all()


def test_the_public_deck_differs_from_the_exact_one_only_where_something_is_hidden(on_built: Path) -> None:
    public, exact = (deck_of("33.19", "2024-11", scope) for scope in (PUBLIC, EXACT))
    assert (public.marks, exact.marks) == (("DATA CONTOH SINTETIS",), ("TERBATAS", "DATA CONTOH SINTETIS"))
    hidden = set(_map(public).rows.loc[_map(public).rows["status"] == schema.DISAMARKAN, "area_code"])
    assert hidden
    for block in (_map(public), _map(exact)):
        rows = block.rows.loc[~block.rows["area_code"].isin(hidden)]
        assert rows["person_count" if "person_count" in rows else "value"].notna().all()
    for text in (slide.notes + slide.title + block.alt for slide in public.slides for block in slide.blocks):
        for code in hidden:
            name = _map(exact).rows.set_index("area_code").loc[code]
            assert f"{name['area_name']} {name['value']}" not in text
            assert f"{name['area_name']} ({name['value']})" not in text


def _map(deck: Deck) -> AreaMap:
    block = of_kind(deck, "peta").blocks[0]
    assert isinstance(block, AreaMap)
    return block


def test_a_presenter_shows_the_public_form() -> None:
    assert scope_of("penyaji") == PUBLIC


def test_the_progress_tells_every_planned_slide(kudus: Path) -> None:
    told: list[tuple[int, int]] = []
    agenda = make_agenda("33.19", "2024-03")
    make_deck(use_snapshot(), EXACT, agenda, lambda done, total: told.append((done, total)))
    assert told == [(number, len(agenda.slides)) for number in range(1, len(agenda.slides) + 1)]


def test_the_same_snapshot_gives_the_same_rows_twice(kudus: Path) -> None:
    first, second = deck_of("33.19"), deck_of("33.19")
    assert first == second
    for (_one, block), (_other, again) in zip(first.blocks(), second.blocks(), strict=True):
        pd.testing.assert_frame_equal(block.rows, again.rows)
