"""A kabupaten/kota by desa on the map, how many desa reported, and what a reader of one desa sees."""

from __future__ import annotations

import pytest
from readers import holds, read_as, read_sent, read_words, run_page

from pora.access.roles import Scope
from pora.reference.areas import area_index
from pora.schema import DESA
from pora.ui.map.figure import draw_case_map
from pora.ui.parts import data
from pora.ui.view.view import View
from tests.ui.jati_by_desa import JATI, MEGAWON, PAGES, PETA, PLOSO, TREN, jati, jati_data, read  # noqa: F401

BAE, MUTU = "33.19.07", PAGES[3]


def test_a_kabupaten_is_shown_by_desa_where_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    words = read(PETA, "exact", monkeypatch, wilayah="33.19", tingkat="desa")
    assert words[0].startswith(
        "Kab. Kudus, Maret 2024: 830 orang asing; 2 dari 9 kecamatan melapor; 2 dari 132 desa/kelurahan melapor"
    )
    assert "Terbanyak di Ploso, Jati (714)." in words[0]
    (table,) = [one for one in words if one.startswith("Wilayah Orang asing")]
    assert table.startswith("Wilayah Orang asing Ploso, Jati 714 Megawon, Jati 0 ")
    assert table.count("belum lapor") == 12 + 132 - 14 - len(area_index().desa_of(BAE))
    assert table.count("melapor, tetapi tidak dirinci") == len(area_index().desa_of(BAE))


def test_what_is_chosen_on_the_map_of_a_kabupaten_by_desa_opens_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    of_kudus = {"wilayah": "33.19", "tingkat": "desa"}
    words = read(PETA, "exact", monkeypatch, pilih=PLOSO, **of_kudus)
    assert "Ploso, Jati, Kab. Kudus 714 orang asing Februari 2024: melapor, tetapi tidak dirinci" in words
    dersalam = area_index().desa_of(BAE)[0]
    words = read(PETA, "exact", monkeypatch, pilih=dersalam, **of_kudus)
    assert any("Bae, Kab. Kudus 90 orang asing" in one and "tidak melapor per desa/kelurahan" in one for one in words)


@pytest.mark.parametrize(
    ("version", "view", "line"),
    [
        ("public", {"wilayah": "33.19"}, "Angka per desa/kelurahan hanya ada dalam versi lengkap."),
        ("exact", {"wilayah": "33"}, "Pilih satu kabupaten/kota untuk peta per desa/kelurahan."),
        (
            "exact",
            {"wilayah": "33.19", "periode": "2024-02"},
            "Kab. Kudus tidak melapor per desa/kelurahan untuk Februari 2024.",
        ),
    ],
)
def test_a_map_of_desa_that_can_not_be_drawn_is_one_of_kecamatan_with_a_line(
    version: str, view: dict[str, str], line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = read(PETA, version, monkeypatch, tingkat="desa", **view)
    assert any(one.startswith(line) for one in words)
    assert any("Kaliwungu, Kab. Kudus" in one for one in words)


def test_changes_and_filters_of_a_kabupaten_by_desa_keep_what_is_not_detailed_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reader = data.Reader(scope=Scope("exact"))
    states = {}
    for name, view in {
        "change": View("33.19", "2024-03", tingkat=DESA, ukuran="perubahan", cara="enam"),
        "filter": View("33.19", "2024-03", tingkat=DESA, kewarganegaraan="KOR"),
    }.items():
        frame = draw_case_map(reader, view, 10).frame.set_index("area_code")
        states[name] = [frame.loc[code, "status"] for code in (PLOSO, area_index().desa_of(BAE)[0], "33.19.01.2001")]
    assert states == {
        "change": ["tidak_dirinci", "tidak_dirinci", "belum_lapor"],
        "filter": ["nol", "tidak_dirinci", "belum_lapor"],
    }


@pytest.mark.parametrize(
    ("place", "sentence", "table"),
    [
        (
            "33.19",
            "Kab. Kudus: 2 dari 132 desa/kelurahan melapor, di 1 dari 9 kecamatan; 1 kecamatan melapor tanpa rincian "
            "desa.",
            "Kecamatan Desa/kelurahan melapor Kaliwungu belum lapor Kota Kudus belum lapor Jati 2 dari 14 Undaan belum "
            "lapor Mejobo belum lapor Jekulo belum lapor Bae melapor tanpa rincian desa Gebog belum lapor Dawe belum "
            "lapor",
        ),
        (
            "kanim-pati",
            "Wilayah Kantor Imigrasi Pati: tidak ada yang melapor per desa/kelurahan.",
            None,
        ),
        (
            "33",
            "Provinsi Jawa Tengah: 2 dari 8.563 desa/kelurahan melapor, di 1 dari 576 kecamatan; 1 kecamatan melapor "
            "tanpa rincian desa.",
            "Kab. Kudus 2 dari 132, di 1 dari 9 kecamatan Kab. Jepara belum lapor",
        ),
    ],
)
def test_mutu_tells_how_many_desa_reported_and_rolls_it_up(
    place: str, sentence: str, table: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = read(MUTU, "exact", monkeypatch, wilayah=place)
    assert sentence in words
    assert (table is None) == (not any("Desa/kelurahan melapor" in one for one in words))
    assert table is None or any(table in one for one in words)


def test_mutu_shows_the_months_of_the_desa_of_a_kecamatan(monkeypatch: pytest.MonkeyPatch) -> None:
    read_as(Scope("exact"), monkeypatch)
    sent = read_sent(run_page(MUTU, wilayah=JATI, periode="2024-03"))
    assert holds(sent, 714) and "Megawon" in sent
    assert "Ploso" not in read_sent(run_page(MUTU, wilayah="33.19", periode="2024-03"))


def test_mutu_tells_a_public_reader_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    words = read(MUTU, "public", monkeypatch, wilayah="33.19")
    assert "Angka per desa/kelurahan hanya ada dalam versi lengkap." in words
    assert not any("Desa/kelurahan melapor" in one for one in words)


ONLY_PLOSO = Scope("exact", frozenset({PLOSO}))


def test_a_reader_of_one_desa_sees_its_map_its_months_and_nothing_around_it(monkeypatch: pytest.MonkeyPatch) -> None:
    read_as(ONLY_PLOSO, monkeypatch)
    words = read_words(run_page(PETA))
    assert words[0].startswith("Ploso, Jati, Kab. Kudus, Maret 2024: 714 orang asing")
    assert any("Kewarganegaraan Tiongkok 714" in one for one in words)
    assert any("Maret 2024 714" in one for one in read_words(run_page(TREN)))


@pytest.mark.parametrize("page", (PETA, TREN, "pages/analis/data.py", "pages/tentang/sumber.py"))
@pytest.mark.parametrize(
    "view",
    [
        {},
        {"wilayah": JATI},
        {"wilayah": "33.19", "tingkat": "desa"},
        {"wilayah": PLOSO, "pilih": MEGAWON, "kategori": "pengungsi"},
        {"wilayah": PLOSO, "kewarganegaraan": "KOR", "rinci": "kewarganegaraan", "cara": "enam"},
    ],
    ids=str,
)
def test_no_page_tells_a_reader_of_one_desa_of_any_other(
    page: str, view: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read_as(ONLY_PLOSO, monkeypatch)
    sent = read_sent(run_page(page, **view))
    assert [count for count in (740, 650, 830) if holds(sent, count)] == []  # of Jati in two months, and of Kudus
    assert "Megawon" not in sent.replace(f"pilih={MEGAWON}", "")
