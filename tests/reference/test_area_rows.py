"""The place of a row from its four cells: they agree, or the row is refused with the reason."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pora.reference.areas import AreaIndex, PlaceError, RowArea
from pora.reference.areas.tables import read_area_tables
from pora.schema import KABUPATEN_KOTA

INDEX = AreaIndex(read_area_tables(()))
JATENG = "33"


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        (("33.19.01", None, None, None), ("33.19.01", "33.19")),
        (("33.19.01", "KALIWUNGU", "33.19", "Kab. Kudus"), ("33.19.01", "33.19")),
        ((None, "Kaliwungu", None, "Kudus"), ("33.19.01", "33.19")),
        ((None, "Kaliwungu, Kab. Kendal", None, None), ("33.24.08", "33.24")),
        ((None, "Bae", None, None), ("33.19.07", "33.19")),
        (("-", "Bae", "", " "), ("33.19.07", "33.19")),
        (("33.22.17", None, None, "Semarang"), ("33.22.17", "33.22")),
        ((None, "Kaliwungu", "33.22", "Semarang"), ("33.22.17", "33.22")),
        ((None, "Tidak dirinci", None, "Kab. Brebes"), (None, "33.29")),
        ((None, None, "33.29", None), (None, "33.29")),
        ((None, "Tidak dirinci", None, None), (None, None)),
        ((None, None, None, None), (None, None)),
    ],
)
def test_a_row_is_placed_by_whatever_names_its_area(
    cells: tuple[str | None, ...], place: tuple[str | None, str | None]
) -> None:
    assert INDEX.resolve(*cells, province_code=JATENG) == RowArea(*place)


@pytest.mark.parametrize(
    ("cells", "error"),
    [
        (
            ("33.19.01", "Jati", None, None),
            PlaceError(
                "kecamatan",
                "Jati",
                "area-conflict",
                "'Jati' tidak cocok dengan Kaliwungu, Kab. Kudus (33.19.01) di kolom lain. Samakan keduanya.",
            ),
        ),
        (
            ("33.19.01", None, "33.20", None),
            PlaceError(
                "kecamatan_code",
                "33.19.01",
                "area-conflict",
                "Kaliwungu, Kab. Kudus (33.19.01) bukan bagian dari Kab. Jepara. Samakan kode dan wilayahnya.",
            ),
        ),
        (
            (None, None, "33.19", "Kab. Demak"),
            PlaceError(
                "kabupaten",
                "Kab. Demak",
                "area-conflict",
                "'Kab. Demak' tidak cocok dengan Kab. Kudus (33.19) di kolom lain. Samakan keduanya.",
            ),
        ),
        (
            ("33.19.01", None, None, "Semarang"),
            PlaceError(
                "kabupaten",
                "Semarang",
                "area-conflict",
                "'Semarang' tidak cocok dengan Kaliwungu, Kab. Kudus (33.19.01) di kolom lain. Samakan keduanya.",
            ),
        ),
        (
            ("33.19.01", "Tidak dirinci", None, None),
            PlaceError(
                "kecamatan",
                "Tidak dirinci",
                "area-conflict",
                "'Tidak dirinci' tidak cocok dengan Kaliwungu, Kab. Kudus (33.19.01) di kolom lain. Samakan keduanya.",
            ),
        ),
        (
            (None, "Bringin", None, "Semarang"),
            PlaceError(
                "kabupaten",
                "Semarang",
                "ambiguous-area",
                "'Semarang' bisa berarti Kab. Semarang (33.22) atau Kota Semarang (33.74); "
                "tulis lengkap dengan Kab. atau Kota. Kecamatan Bringin ada di Kab. Semarang.",
            ),
        ),
        (
            (None, "Tidak dirinci", None, "Tegal"),
            PlaceError(
                "kabupaten",
                "Tegal",
                "ambiguous-area",
                "'Tegal' bisa berarti Kab. Tegal (33.28) atau Kota Tegal (33.76); tulis lengkap dengan Kab. atau Kota.",
            ),
        ),
        (
            ("33.19.01", "Kaliwngu", None, None),
            PlaceError(
                "kecamatan",
                "Kaliwngu",
                "unknown-area",
                "'Kaliwngu' tidak dikenal sebagai kecamatan di Kab. Kudus. Mungkin maksudnya Kaliwungu, "
                "Kab. Kudus (33.19.01)? Perbaiki namanya, atau isi kodenya.",
            ),
        ),
        (
            (None, "Jati", None, None),
            PlaceError(
                "kecamatan",
                "Jati",
                "ambiguous-area",
                "'Jati' ada di Kab. Blora (33.16.01), Kab. Kudus (33.19.03); isi kolom kabupaten.",
            ),
        ),
    ],
)
def test_a_row_whose_cells_disagree_or_do_not_decide_is_refused(
    cells: tuple[str | None, ...], error: PlaceError
) -> None:
    assert INDEX.resolve(*cells, province_code=JATENG) == RowArea(error=error)


cell_texts = st.one_of(
    st.none(),
    st.text(max_size=20),
    st.sampled_from(
        "Kaliwungu|Jati|Bringin|Kudus|Kab. Kudus|Semarang|Kota Semarang|Tidak dirinci|-|"
        "33.19|33.22|33.19.01|33.22.17|33.1".split("|")
    ),
)


@settings(deadline=None)
@given(cell_texts, cell_texts, cell_texts, cell_texts)
def test_any_row_gives_codes_that_fit_together_or_one_error(
    kecamatan_code: str | None, kecamatan: str | None, kabupaten_code: str | None, kabupaten: str | None
) -> None:
    place = INDEX.resolve(kecamatan_code, kecamatan, kabupaten_code, kabupaten, JATENG)
    if place.error:
        assert place[:2] == (None, None) and place.error.message
    elif place.kecamatan_code:
        assert INDEX.parent(place.kecamatan_code) == place.kabupaten_code
    elif place.kabupaten_code:
        assert INDEX.level(place.kabupaten_code) == KABUPATEN_KOTA
