"""Areas that overlap or gape become one clean coverage; lakes, enclaves and small islands stay."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Polygon, box

from etl.boundaries.coverage import clean_pieces, dissolve, dissolve_to_kecamatan, simplify


def find_holes(area: Any) -> list[Polygon]:
    return [Polygon(ring) for part in shapely.get_parts(area) for ring in part.interiors]


def test_overlaps_and_slivers_vanish_and_a_lake_stays() -> None:
    west = box(110, -7, 110.1, -6.9) - box(110.04, -6.96, 110.06, -6.94)
    pieces = gpd.GeoSeries(
        {
            "33.19.01.2001": west,
            "33.19.01.2002": box(110.05, -6.9, 110.1, -6.8),
            # overlaps its neighbour by 0.0005, then leaves a gap of 0.0001, closed at both ends
            "33.19.02.2001": box(110.0995, -7, 110.2, -6.95) | box(110.1001, -6.96, 110.2, -6.81),
            "33.19.02.2002": box(110.1, -6.82, 110.2, -6.8),
        },
        crs=4326,
    )
    clean = dissolve_to_kecamatan(clean_pieces(pieces))
    whole = shapely.coverage_union_all(clean.to_numpy())
    assert list(clean.index) == ["33.19.01", "33.19.02"]
    assert shapely.coverage_is_valid(clean.to_numpy())
    assert [hole.area for hole in find_holes(whole)] == [pytest.approx(0.0004)]
    assert whole.area == pytest.approx(box(110, -7, 110.2, -6.8).area - 0.0004 - 0.005, rel=1e-3)


def test_an_enclave_is_a_hole_of_the_kabupaten_around_it() -> None:
    town = box(110.04, -6.96, 110.06, -6.94)
    pieces = gpd.GeoSeries({"33.22.01": box(110, -7, 110.1, -6.9) - town, "33.73.01": town}, crs=4326)
    kabupaten = dissolve(dissolve_to_kecamatan(clean_pieces(pieces)), 5)
    assert kabupaten["33.22"].equals(box(110, -7, 110.1, -6.9) - town)
    assert kabupaten["33.73"].equals(town)


def test_a_crumb_goes_to_its_neighbour_and_a_small_island_stays() -> None:
    crumb, island = box(110.15, -6.95, 110.1501, -6.9499), box(110.3, -7, 110.301, -6.999)
    pieces = gpd.GeoSeries(
        {"33.19.01": box(110, -7, 110.1, -6.9) | crumb | island, "33.19.02": box(110.1, -7, 110.2, -6.9) - crumb},
        crs=4326,
    )
    clean = dissolve_to_kecamatan(clean_pieces(pieces))
    assert clean["33.19.01"].equals(box(110, -7, 110.1, -6.9) | island)
    assert clean["33.19.02"].equals(box(110.1, -7, 110.2, -6.9))


def test_a_desa_that_the_source_draws_within_another_one_as_a_whole_keeps_its_place() -> None:
    """As Bojongsari within Karangsari, of another kecamatan, and Sodong Basari in the pinned download."""
    around, inside = box(110, -7, 110.1, -6.9), box(110.04, -6.96, 110.06, -6.94)
    for codes in ("33.05.10.2019", "33.05.11.2001"), ("33.05.11.2001", "33.05.10.2019"):
        clean = clean_pieces(gpd.GeoSeries([around, inside], index=list(codes), crs=4326))
        assert clean[codes[0]].equals(around - inside)
        assert clean[codes[1]].equals(inside)


def test_of_areas_that_fit_already_no_point_moves() -> None:
    """Points of a fine source lie nearer to each other than lines that are taken for one."""
    fine = [(110.1, -7 + step * 0.00002) for step in range(50)]
    west, east = Polygon([(110, -6.999), (110, -7), *fine]), Polygon([(110.2, -7), *reversed(fine)])
    pieces = gpd.GeoSeries({"33.19.01": west, "33.19.02": east}, crs=4326)
    assert shapely.coverage_is_valid(pieces.to_numpy())
    clean = dissolve_to_kecamatan(clean_pieces(pieces))
    assert shapely.equals_identical(shapely.normalize(clean.to_numpy()), shapely.normalize(pieces.to_numpy())).all()


def test_an_invalid_value_that_geos_now_and_then_reports_of_its_own_memory_breaks_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clean = shapely.coverage_clean

    def report_and_clean(*args: Any, **options: Any) -> Any:
        np.sqrt(np.array([-1.0]))
        return clean(*args, **options)

    monkeypatch.setattr(shapely, "coverage_clean", report_and_clean)
    crossing = Polygon([(110, -7), (110.1, -7), (110.1, -6.9), (110.00004, -6.99996), (110, -6.9)])
    pieces = gpd.GeoSeries({"33.19.01": crossing, "33.19.02": box(110.1, -7, 110.2, -6.9)}, crs=4326)
    fitted = dissolve_to_kecamatan(clean_pieces(pieces))
    assert list(fitted.index) == list(simplify(fitted, 0, 1).index) == ["33.19.01", "33.19.02"]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(-8, 8), st.integers(-8, 8)), min_size=25, max_size=25))
def test_pieces_that_fit_badly_fit_together_afterwards(offsets: list[tuple[int, int]]) -> None:
    pieces = {}
    for number, (east, north) in enumerate(offsets):
        column, row = number % 5, number // 5
        west, south = 110 + column / 100 + east * 1e-5, -7 + row / 100 + north * 1e-5
        code = f"33.19.0{1 + number % 9}.20{number:02d}"
        pieces[code] = box(west, south, west + 0.01, south + 0.01)
    clean = dissolve_to_kecamatan(clean_pieces(gpd.GeoSeries(pieces, crs=4326)))
    rounded = simplify(clean, 0.0004, 5)
    for coverage in (clean, rounded):
        whole = shapely.coverage_union_all(coverage.to_numpy())
        assert shapely.coverage_is_valid(coverage.to_numpy())
        assert not find_holes(whole)
        assert whole.area == pytest.approx(0.0025, rel=0.02)
