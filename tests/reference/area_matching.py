"""What tests of names of areas share: the index without files of an installation, and who is ambiguous."""

from __future__ import annotations

from pora.reference.areas import AreaIndex
from pora.reference.areas.tables import read_area_tables

INDEX = AreaIndex(read_area_tables(()))
JATENG = "33"


def names_of_jateng() -> list[tuple[str, str, str]]:
    """(code, name, kabupaten code) of the 576 kecamatan."""
    return [(code, INDEX.area_name(code), INDEX.parent(code) or "") for code in INDEX.kecamatan_of(JATENG)]
