"""Where a reader of some areas starts, what links may open, and that every page works for every reader."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from kept import keep
from readers import PAGES, forget, read_as, read_sent, run_page

from etl.boundaries.tiles import write_tiles
from pora.access.roles import Scope
from pora.ui.view.choices import Choices
from pora.ui.view.parse import default_view, parse_view
from pora.ui.view.visible_places import make_visible_places

SEEN = pd.DataFrame(
    [
        ("kanim-pemalang", ["2025-12", "2026-01"]),
        ("33.28", ["2025-12"]),
        ("33.29", ["2025-12", "2026-01"]),
        ("33.29.05", ["2025-12", "2026-01"]),
    ],
    columns=["area_code", "periods"],
)


def choices_of(*areas: str, is_public: bool = False) -> Choices:
    return Choices(
        province_code="33",
        wide=("33", "kanim-pemalang"),
        periods=("2025-12", "2026-01"),
        figures=(),
        nationalities=("CHN",),
        reach=make_visible_places(areas, SEEN.loc[SEEN["area_code"].isin(areas) | (areas == ("kanim-pemalang",))]),
        is_public=is_public,
    )


@pytest.mark.parametrize(
    ("areas", "start"),
    [
        (("33.29",), "33.29"),
        (("33.29.05",), "33.29.05"),
        (("33.29", "33.28"), "33.28"),
        (("33.29.05", "kanim-pemalang"), "kanim-pemalang"),
        (("35.07",), "35.07"),
        ((), "33"),
    ],
)
def test_a_reader_starts_at_the_first_of_the_own_places(areas: tuple[str, ...], start: str) -> None:
    assert default_view(choices_of(*areas)).wilayah == start


def test_a_reader_is_offered_the_own_places_the_widest_first() -> None:
    assert choices_of("kanim-pemalang").places == ["kanim-pemalang", "33.28", "33.29"]
    assert choices_of("33.29.05").places == ["33.29.05"]


def test_a_link_to_another_place_says_what_is_shown_instead() -> None:
    view, notes = parse_view({"wilayah": "33.19", "pilih": "33.19.02"}, choices_of("33.29"))
    assert (view.wilayah, view.pilih) == ("33.29", "")
    assert notes == [
        "Wilayah Kab. Kudus di luar wewenang Anda; yang ditampilkan Kab. Brebes.",
        "Wilayah Kota Kudus, Kab. Kudus di luar wewenang Anda; yang ditampilkan Kab. Brebes.",
    ]


def test_a_month_in_which_a_place_was_not_the_reader_s_gives_way_to_the_last_one_that_was() -> None:
    view, notes = parse_view({"wilayah": "33.28", "periode": "2026-01"}, choices_of("kanim-pemalang"))
    assert (view.wilayah, view.periode) == ("33.28", "2025-12")
    assert notes == [
        "Kab. Tegal di luar wewenang Anda pada Januari 2026; yang ditampilkan Desember 2025.",
    ]


def test_an_area_that_is_none_is_told_apart_from_one_that_may_not_be_seen() -> None:
    _view, notes = parse_view({"wilayah": "99.99"}, choices_of("33.29"))
    assert notes == ["Tautan memuat 'wilayah=99.99' yang tidak dikenal; bagian itu diabaikan."]


def test_a_public_reader_has_no_filters_and_is_told_once() -> None:
    view, notes = parse_view({"jk": "L", "kewarganegaraan": "CHN"}, choices_of("33.29", is_public=True))
    assert (view.jk, view.kewarganegaraan) == ("", "")
    assert notes == ["Saringan tidak ada dalam versi publik; yang ditampilkan semua orang."]


@pytest.mark.parametrize(("area", "shown"), [("33.29.05", "jumlah"), ("33.29", "bagian"), ("kanim-pemalang", "bagian")])
def test_shares_are_of_a_kabupaten_that_the_reader_sees(area: str, shown: str) -> None:
    view, notes = parse_view({"ukuran": "bagian"}, choices_of(area))
    assert view.ukuran == shown
    assert notes == ["Persen dari Kab. Brebes di luar wewenang Anda; yang ditampilkan jumlah."] * (shown == "jumlah")


@pytest.fixture(scope="module")
def tiled_data(kudus_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The 48 of Kudus, and the tile map. For reading only."""

    def make(folder: Path) -> None:
        (folder / "data" / "boundaries").mkdir()
        write_tiles("33")

    return keep("tiled", make, tmp_path_factory, kudus_data)


@pytest.fixture
def tiled(tiled_data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PORA_DATA_DIR", str(tiled_data))
    return tiled_data


@pytest.mark.parametrize(("area", "is_offered"), [("33.19.02", False), ("33.19", True)])
def test_the_map_offers_no_shares_of_what_the_reader_does_not_see(
    tiled: Path, monkeypatch: pytest.MonkeyPatch, area: str, is_offered: bool
) -> None:
    forget()
    read_as(Scope("exact", frozenset({area})), monkeypatch)
    page = run_page("pages/pimpinan/peta.py", wilayah=area, periode="2024-03")
    (measures,) = [box.options for box in page.selectbox if box.label == "Ukuran"]
    assert ("Persen dari kab/kota" in measures) is is_offered
    forget()


@pytest.mark.parametrize(
    ("areas", "words"),
    [
        ({"33.19"}, "6 dari 9"),
        ({"33.19", "33.29"}, "6 dari 26"),
        ({"33.19", "33.19.02", "33.29.05"}, "6 dari 10"),
        ({"33.19", "kanim-semarang"}, "6 dari 101"),
    ],
)
def test_the_headline_of_quality_counts_all_places_of_an_account_once(
    kudus: Path, monkeypatch: pytest.MonkeyPatch, areas: set[str], words: str
) -> None:
    forget()
    read_as(Scope("exact", frozenset(areas)), monkeypatch)
    page = run_page("pages/analis/mutu.py", periode="2024-03")
    assert page.metric[0].value == words
    forget()


# One kabupaten, and one office: test_views_open.py opens every page for them, test_hidden_numbers.py in public form.
READERS = (
    Scope("exact", frozenset({"33.19.02"})),
    Scope("exact", frozenset({"33.19", "33.29"})),
    Scope("exact", frozenset({"35.07"})),
)


@pytest.mark.parametrize("scope", READERS, ids=lambda scope: "+".join(sorted(scope.areas or ())))
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_for_readers_of_some_areas_wherever_a_link_leads(
    tiled: Path, monkeypatch: pytest.MonkeyPatch, page: str, scope: Scope
) -> None:
    forget()
    read_as(scope, monkeypatch)
    sent = read_sent(run_page(page, wilayah="33.74", periode="2024-03", ukuran="bagian", pilih="33.19.01"))
    assert "di luar wewenang Anda" in sent
    forget()
