"""What pages say of the two real meetings and of links that ask for too much: words, for which no browser is needed."""

from __future__ import annotations

import pytest

from tests.readers import read_words, run_page

pytestmark = pytest.mark.usefixtures("exact_reader")
KUDUS = {"wilayah": "33.19", "periode": "2024-03"}
PEMALANG = {"wilayah": "kanim-pemalang", "periode": "2024-07"}


def words_of(page: str, **view: str) -> list[str]:
    return read_words(run_page(f"pages/{page}.py", **view))


def find(words: list[str], start: str) -> str:
    """The one element that says this first."""
    (found,) = [one for one in words if one.startswith(start)]
    return found


def test_the_map_shows_48_in_six_of_nine_kecamatan_of_kudus() -> None:
    title = "Kab. Kudus, Maret 2024: 48 orang asing; 6 dari 9 kecamatan melapor"
    assert find(words_of("pimpinan/peta", **KUDUS), title)


def test_the_map_shows_19_refugees_of_pemalang_of_which_3_in_sirampog_and_16_not_placed() -> None:
    place = "Wilayah Kantor Imigrasi Pemalang, Juli 2024"
    shown = words_of("pimpinan/peta", **PEMALANG, kategori="pengungsi")
    assert find(shown, f"{place}: 19 pengungsi; 16 tidak dirinci; 1 dari 91 kecamatan melapor")
    view = {"wilayah": "33.29.05", "periode": "2024-07", "kategori": "pengungsi"}
    assert find(words_of("pimpinan/peta", **view), "Sirampog, Kab. Brebes, Juli 2024: 3 pengungsi")


def test_a_bad_parameter_is_named_and_the_rest_is_followed() -> None:
    shown = words_of("pimpinan/peta", wilayah="99.99", periode="2024-03", kategori="alien", x="1")
    numbers = "10.060 orang asing; 89 tidak dirinci; 568 dari 576 kecamatan melapor"
    assert find(shown, f"Provinsi Jawa Tengah, Maret 2024: {numbers}")
    assert [one for one in shown if one.startswith("Tautan memuat")] == [
        f"Tautan memuat '{named}' yang tidak dikenal; bagian itu diabaikan."
        for named in ("wilayah=99.99", "kategori=alien", "x=1")
    ]


@pytest.mark.parametrize("parameter", ["wilayah", "[Masuk](//jahat.example)"])
def test_a_link_can_not_put_a_link_of_its_own_on_a_page(parameter: str) -> None:
    """Whoever sends it may want a reader to sign in elsewhere."""
    app = run_page("pages/pimpinan/tren.py", periode="2024-03", **{parameter: "[Masuk](//jahat.example)"})
    (note,) = [one.value for one in app.warning if "Tautan memuat" in one.value]
    assert "Masuk" in note and "[Masuk" not in note.replace("\\[", "")


def test_the_start_tells_kudus_in_a_sentence_in_numbers_in_news_and_in_the_ribbon() -> None:
    shown = words_of("pimpinan/ringkasan", **KUDUS)
    assert find(shown, "Kab. Kudus, Maret 2024:") == (
        "Kab. Kudus, Maret 2024: 48 orang asing; 6 dari 9 kecamatan melapor Kab. Kudus · Maret 2024 · Orang asing"
    )
    numbers = find(shown, "Orang asing 48 tetap sejak Februari 2024; nyata +1")
    assert "Pengungsi, dihitung terpisah belum lapor" in numbers
    assert "Kecamatan melapor (orang asing) 6 dari 9" in numbers
    assert "Tidak dirinci per kecamatan 0" in numbers
    listed, _, news = find(shown, "Semua kecamatan").partition("Apa yang berubah")
    assert listed.split(None, 2)[2].strip() == (
        "Jati 17 Kota Kudus 15 Dawe 5 Kaliwungu 4 Gebog 4 Bae 3 "
        "Undaan belum lapor Mejobo belum lapor Jekulo belum lapor"
    )
    for sentence in ("Tetap sejak", "Naik terbanyak", "Belum melapor: Undaan, Mejobo dan Jekulo."):
        assert sentence in news
    ribbon = find(shown, "Angka terbit dan tabel kasus 48")
    assert "48 terbit = 48 di peta" in ribbon and " cocok " in ribbon


def test_trends_stand_under_their_offices() -> None:
    panels = find(words_of("pimpinan/tren", urut="kantor"), "Kantor Imigrasi Semarang")
    places = ("Semarang", "Pemalang", "Surakarta", "Cilacap", "Wonosobo", "Pati")
    offices = [f"Kantor Imigrasi {place}" for place in places]
    assert sorted(offices, key=panels.index) == offices and panels.count("Kantor Imigrasi") == len(offices)


def test_the_page_of_refugees_counts_nobody_else_whatever_the_link_says() -> None:
    shown = words_of("pimpinan/pengungsi", **PEMALANG, kategori="orang_asing", ukuran="kepadatan")
    assert "19 pengungsi" in find(shown, "Wilayah Kantor Imigrasi Pemalang, Juli 2024: ")
    assert "Kategori" not in shown
    assert "Kategori" in words_of("pimpinan/tren", **PEMALANG)


def test_a_place_without_a_report_of_refugees_has_no_details() -> None:
    shown = words_of("pimpinan/pengungsi", wilayah="33.19", periode="2024-07")
    assert "Kab. Kudus, Juli 2024: belum lapor" in shown
    assert "Tidak ada rincian: belum lapor." in shown


def test_semarang_has_7_and_101_teams() -> None:
    shown = words_of("pimpinan/tim_pora", wilayah="kanim-semarang", periode="2024-03")
    counted = "7 dari 7 tim kabupaten/kota dan 101 dari 101 tim kecamatan disebut terbentuk"
    assert f"Wilayah Kantor Imigrasi Semarang: {counted}" in shown
    kudus = "Kab. Kudus disebut, 19 Maret 2024 (tahun belum pasti) 9 dari 9 sekitar 50 sampai tim kecamatan 6 dari 9"
    assert kudus in find(shown, "Tim Pembentukan")


def test_the_late_the_files_and_the_published_figures_are_listed() -> None:
    shown = words_of("analis/mutu")
    assert {"Terlambat untuk Desember 2024", "Riwayat berkas", "Angka terbit di samping tabel kasus"} <= {*shown}
    assert "contoh-sintetis-kanim-semarang.csv" in find(shown, "Dimuat Oleh")
    assert "Kab. Banjarnegara" in find(shown, "Kabupaten/kota Kantor Laporan terakhir")
    assert not {"nan", "None"} & {*" ".join(shown).split()}


def test_agencies_stand_side_by_side_for_a_kabupaten_and_its_kecamatan() -> None:
    said = "Kab. Batang, 8 Agustus 2022: Disdukcapil 686 WNA pemegang KTP; Disnaker 201 WNA; Kodim 177 WNA."
    for area in ("33.25", "33.25.01"):
        shown = words_of("analis/mutu", wilayah=area, periode="2024-03")
        assert "Banding instansi" in shown and said in shown
        assert "Disnaker menyebut 24 lebih banyak daripada Kodim" in find(shown, "Disnaker menyebut")
        assert "Kodim 177 WNA Warga negara asing" in find(shown, "Instansi Angka ")
    one = words_of("analis/mutu", wilayah="33.29", periode="2024-03")
    alone = "Kab. Brebes: tidak ada bandingannya, hanya Tim Pora yang menyebut angka: 139 WNA, 8 September 2022."
    assert alone in one and "Tim Pora 139 WNA Warga negara asing" in find(one, "Instansi Angka ")
    assert "Pilih kabupaten/kota untuk melihat angka tiap instansi berdampingan." in words_of("analis/mutu")


def test_a_table_too_wide_says_what_to_do_and_offers_no_file() -> None:
    page = run_page("pages/analis/data.py", wilayah="33", periode="2024-03", melintang="kecamatan_code")
    assert [one.value.partition(". ")[0] for one in page.error] == ["Kolom kecamatan_code punya lebih dari 60 nilai"]
    assert "Unduh CSV (RFC 4180)" not in read_words(page)
    assert "Unduh CSV (RFC 4180)" in words_of("analis/data", **KUDUS)


def test_what_was_done_stands_beside_the_same_months_of_last_year_and_says_what_no_map_shows() -> None:
    shown = words_of("pimpinan/penindakan", wilayah="33", periode="2024-11")
    assert "Deportasi di Provinsi Jawa Tengah, Januari sampai November 2024: 88; masa yang sama 2023: 85" in shown
    assert "UU 6/2011 Ps 75(2) huruf f: “Deportasi dari Wilayah Indonesia”." in shown
    assert find(shown, "7 dilaporkan kantor tanpa kabupaten/kota")
    assert find(shown, "Yang dihitung adalah tindakan selama masa itu, bukan orang")
    december = words_of("pimpinan/penindakan", wilayah="kanim-cilacap", periode="2024-12", jenis="cekal")
    assert find(
        december, "Pencegahan atau penangkalan di Wilayah Kantor Imigrasi Cilacap, Januari sampai Desember 2024: "
    )
    assert any("11 dari 12" in words for words in december)


def test_data_says_in_words_what_files_have_codes_for() -> None:
    page = run_page("pages/analis/data.py", wilayah="33.19", periode="2024-03", tabel="out_area_month_detail")
    frame = page.dataframe[0].value
    assert set(frame["category"]) == {"Orang asing"}
    assert set(frame["level"]) == {"Kabupaten/kota", "Kecamatan"}
    page = run_page("pages/analis/data.py", wilayah="33.20", periode="2024-02", tabel="case_counts")
    frame = page.dataframe[0].value
    assert {"Laki-laki", "Perempuan"} >= set(frame["sex"].dropna()) > set()
    assert not {"CHN", "KOR", "ITAS"} & {*frame["nationality"], *frame["izin_tinggal"]}
    assert "Izin tinggal terbatas (ITAS)" in set(frame["izin_tinggal"])
