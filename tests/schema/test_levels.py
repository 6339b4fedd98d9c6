"""The table of levels against the codes of areas, whose length tells the level."""

import pytest

from pora import schema
from pora.reference.areas import area_index
from pora.reference.places import place_level
from pora.schema.levels import INNER_LEVELS, LAYER_OF, PART_LEVEL, PLACE_LEVELS, WIDE_LEVELS, list_levels_below

LEVEL_BY_LENGTH = {2: schema.PROVINSI, 5: schema.KABUPATEN_KOTA, 8: schema.KECAMATAN}


def test_a_place_is_wide_or_lies_within_one_kabupaten() -> None:
    assert (*WIDE_LEVELS, *INNER_LEVELS) == PLACE_LEVELS


@pytest.mark.parametrize("code", ["ID", "33", "33.19"])
def test_the_parts_of_an_area_have_the_level_that_the_table_says(code: str) -> None:
    children = area_index().children(code)
    assert {LEVEL_BY_LENGTH[len(child)] for child in children} == {PART_LEVEL[place_level(code)]}


@pytest.mark.parametrize("code", ["kanim-pati", "eks-karesidenan-pekalongan"])
def test_offices_and_groups_are_made_of_kabupaten(code: str) -> None:
    assert PART_LEVEL[place_level(code)] == schema.KABUPATEN_KOTA


def test_levels_below_begin_with_the_finest() -> None:
    assert {level: list_levels_below(level) for level in PLACE_LEVELS} == {
        schema.NASIONAL: (schema.KECAMATAN, schema.KABUPATEN_KOTA, schema.PROVINSI),
        schema.PROVINSI: (schema.KECAMATAN, schema.KABUPATEN_KOTA),
        schema.KANIM: (schema.KECAMATAN, schema.KABUPATEN_KOTA),
        schema.KELOMPOK: (schema.KECAMATAN, schema.KABUPATEN_KOTA),
        schema.KABUPATEN_KOTA: (schema.KECAMATAN,),
        schema.KECAMATAN: (schema.KECAMATAN,),
    }


def test_every_level_below_the_country_has_a_layer_and_so_have_desa() -> None:
    assert set(LAYER_OF) == {*list_levels_below(schema.NASIONAL), schema.DESA}
