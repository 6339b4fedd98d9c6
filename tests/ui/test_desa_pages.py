"""A kecamatan by desa on pages, slides and in what is shared: for who sees exact numbers, and for nobody else."""

from __future__ import annotations

import pytest
from readers import holds, read_as, read_sent, read_words, run_page

from pora.access.roles import Scope
from pora.deck.agenda import make_agenda
from pora.deck.make import make_deck
from pora.deck.share import SHARED_PAGES, make_card
from pora.reference.areas import area_index
from pora.schema import DESA, Cut
from pora.statistics.dimensions import pick_detail
from pora.ui.parts import data
from pora.ui.view.parse import parse_view
from pora.warehouse import queries
from pora.warehouse.db import use_snapshot
from pora.warehouse.queries import CaseFilter
from tests.ui.jati_by_desa import JATI, MEGAWON, PAGES, PETA, PLOSO, TREN, jati, jati_data, read  # noqa: F401


def test_a_kecamatan_that_reports_by_desa_is_shown_by_them(monkeypatch: pytest.MonkeyPatch) -> None:
    words = read(PETA, "exact", monkeypatch)
    assert words[0].startswith("Jati, Kab. Kudus, Maret 2024: 740 orang asing; 2 dari 14 desa/kelurahan melapor")
    assert "Terbanyak di Ploso (714)." in words[0]
    (table,) = [one for one in words if one.startswith("Wilayah Orang asing")]
    assert table.startswith("Wilayah Orang asing Ploso 714 Megawon 0 ") and table.count("belum lapor") == 12


def test_the_panel_tells_how_many_desa_reported_of_wider_places_and_who_did_without(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert any("2 dari 132 desa/kelurahan melapor" in one for one in read(PETA, "exact", monkeypatch, wilayah="33.19"))
    assert any("2 dari 8.563 desa/kelurahan melapor" in one for one in read(PETA, "exact", monkeypatch, wilayah="33"))
    bae = read(PETA, "exact", monkeypatch, wilayah="33.19.07")
    assert any("90 orang asing" in one and "tidak melapor per desa/kelurahan" in one for one in bae)


def test_a_link_to_a_desa_opens_its_kecamatan_with_the_desa_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    words = read(PETA, "exact", monkeypatch, wilayah=PLOSO)
    assert words[0].startswith("Jati, Kab. Kudus, Maret 2024: 740 orang asing")
    assert "Ploso, Jati, Kab. Kudus 714 orang asing Februari 2024: melapor, tetapi tidak dirinci" in words
    assert any("Kewarganegaraan Tiongkok 714" in one for one in words)


def test_what_has_no_desa_says_so_in_a_line_and_keeps_the_map_of_its_kabupaten(monkeypatch: pytest.MonkeyPatch) -> None:
    for view, line in (
        ({"wilayah": "33.19.07"}, "Bae tidak melapor per desa/kelurahan untuk Maret 2024."),
        ({"periode": "2024-02"}, "Jati tidak melapor per desa/kelurahan untuk Februari 2024."),
        ({"kategori": "pengungsi"}, "Jati tidak melapor per desa/kelurahan untuk Maret 2024."),
    ):
        words = read(PETA, "exact", monkeypatch, **view)
        assert any(one.startswith(line) for one in words)
        assert any("Kaliwungu, Kab. Kudus" in one for one in words)
    assert "Bae tidak melapor per desa/kelurahan untuk Maret 2024." in read(
        TREN, "exact", monkeypatch, wilayah="33.19.07"
    )


def test_months_beside_each_other_are_all_by_desa(monkeypatch: pytest.MonkeyPatch) -> None:
    words = read(PETA, "exact", monkeypatch, cara="berdampingan")
    (table,) = [one for one in words if one.startswith("Wilayah Februari 2024 Maret 2024")]
    assert "Ploso melapor, tetapi tidak dirinci 714" in table and "Megawon melapor, tetapi tidak dirinci 0" in table


def test_the_months_of_a_kecamatan_are_lines_and_panels_of_its_desa(monkeypatch: pytest.MonkeyPatch) -> None:
    words = read(TREN, "exact", monkeypatch, rinci="wilayah")
    assert "Menurut desa/kelurahan" in words
    assert any("Maret 2024 714 0" in one and one.startswith("Periode Ploso Megawon") for one in words)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("view", [{}, {"pilih": PLOSO, "rinci": "wilayah"}, {"wilayah": PLOSO}], ids=str)
def test_no_page_of_the_public_form_holds_a_count_of_a_desa(
    page: str, view: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read_as(Scope("public"), monkeypatch)
    sent = read_sent(run_page(page, **{"wilayah": JATI, "periode": "2024-03", **view}))
    assert not holds(sent, 714) and "Ploso" not in sent.replace(f"wilayah={PLOSO}", "")


def test_the_exact_form_holds_it_where_the_above_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    read_as(Scope("exact"), monkeypatch)
    assert all(holds(read_sent(run_page(page, wilayah=JATI, periode="2024-03")), 714) for page in (PETA, TREN))
    assert holds("\\342\\200\\223714 orang", 714) and not holds("24ae71401 in-memory-714 7140", 714)


def test_a_public_reader_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    line = "Angka per desa/kelurahan hanya ada dalam versi lengkap."
    assert [one for one in read(PETA, "public", monkeypatch) if line in one] != []
    assert line in read(PETA, "public", monkeypatch, pilih=PLOSO)
    choices = data.Reader(scope=Scope("public")).choices
    view, notes = parse_view({"wilayah": PLOSO, "periode": "2024-03"}, choices)
    assert (view.wilayah, view.pilih, notes) == (JATI, "", [line])


def test_a_deck_of_a_kecamatan_has_its_desa_in_the_exact_form_alone() -> None:
    agenda, snapshot = make_agenda(JATI, "2024-03"), use_snapshot()
    exact, public = (make_deck(snapshot, Scope(version), agenda) for version in ("exact", "public"))
    (slide,) = [one for one in exact.slides if one.kind == "peta"]
    assert slide.title == "2 dari 14 desa/kelurahan melapor; orang asing terbanyak di Ploso (714)"
    assert slide.notes.endswith("26 tidak dirinci per desa.")
    (block,) = slide.blocks
    assert list(block.rows["area_code"]) == list(area_index().desa_of(JATI))
    assert (
        "peta" not in [one.kind for one in public.slides]
        and not holds(repr(public), 714)
        and "Ploso" not in repr(public)
    )


@pytest.mark.parametrize("page", SHARED_PAGES)
def test_what_is_shared_holds_no_count_of_a_desa_whoever_shares(page: str) -> None:
    card = make_card(use_snapshot(), Scope("exact"), page, Cut(JATI, "2024-03", "orang_asing"))
    assert not holds(repr(card), 714) and "Ploso" not in repr(card)


def test_filters_details_and_months_of_desa_are_counted_from_their_rows() -> None:
    snapshot, exact, cut = use_snapshot(), Scope("exact"), Cut(JATI, "2024-03", "orang_asing")
    chosen = CaseFilter(nationality="CHN")
    cells = queries.select_matching_cells(snapshot, exact, cut, DESA, chosen).set_index("area_code")
    assert cells.loc[PLOSO, ["person_count", "unknown_count", "parent_name"]].tolist() == [714, 0, "Jati"]
    assert cells.loc[MEGAWON, ["person_count", "status"]].tolist() == [0, "nol"]
    assert set(cells["status"]) == {"angka", "nol", "belum_lapor"} and len(cells) == 14
    own = Cut(PLOSO, "2024-03", "orang_asing")
    series = queries.select_series(snapshot, exact, own)
    assert series[["period", "status"]].values.tolist() == [["2024-02", "tidak_dirinci"], ["2024-03", "angka"]]
    matching = queries.select_matching_series(snapshot, exact, own, CaseFilter(nationality="KOR"))
    assert matching["person_count"].tolist()[-1] == 0 and matching["status"].tolist() == ["tidak_dirinci", "nol"]
    details = queries.list_details(snapshot, exact, own)
    assert pick_detail(details, "nationality") == [("CHN", 714, "angka")]
    months = queries.select_detail_series(snapshot, exact, own, "nationality")
    assert months.values.tolist() == [["2024-03", "CHN", 714, "angka"]]
    scale = queries.select_month_counts(
        snapshot, exact, level=DESA, category="orang_asing", chosen=CaseFilter(), within=JATI
    )
    assert sorted(scale["person_count"]) == [0, 714]


def test_a_public_scope_has_no_row_of_a_desa() -> None:
    snapshot, public, cut = use_snapshot(), Scope("public"), Cut(JATI, "2024-03", "orang_asing")
    assert queries.select_cells(snapshot, public, cut, DESA).empty
    assert queries.select_series(snapshot, public, Cut(PLOSO, "2024-03", "orang_asing")).empty
    assert queries.select_by_desa(snapshot, public).empty
    assert queries.select_desa_months(snapshot, public, area_code=JATI).empty


def test_a_reader_of_one_kecamatan_sees_its_desa_and_no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot, own, other = use_snapshot(), Scope("exact", frozenset({JATI})), Scope("exact", frozenset({"33.19.07"}))
    assert queries.select_by_desa(snapshot, own)["kecamatan_code"].tolist() == [JATI]
    assert queries.select_by_desa(snapshot, other).empty
    assert queries.select_desa_months(snapshot, other, area_code=JATI).empty
    read_as(own, monkeypatch)
    words = read_words(run_page(PETA, wilayah=JATI, periode="2024-03", pilih=PLOSO))
    assert words[0].startswith("Jati, Kab. Kudus, Maret 2024: 740 orang asing; 2 dari 14 desa/kelurahan melapor")
    assert any(one.startswith("Ploso, Jati, Kab. Kudus 714") for one in words)
