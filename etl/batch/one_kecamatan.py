"""Whether a file is of one kecamatan and of nothing else, as the form of a kecamatan is: then it replaces what was
reported of that kecamatan, and says nothing of the others.

Promise: its title says so, above every table; that all rows happen to be of one kecamatan says nothing. A row of
another place contradicts the title and is rejected.
"""

from __future__ import annotations

import duckdb

from etl.readers import ReadReport
from pora.locale import _
from pora.reference.areas import area_index

OTHER_KECAMATAN = "other-kecamatan"

_INSERT = """
INSERT INTO raw_error
SELECT DISTINCT m.sheet, m.row_number, 'kecamatan', r.area_name, $code,
       CASE WHEN m.kecamatan_code IS NULL THEN $unplaced ELSE replace($other, '{other}', r.area_name) END
FROM mapped m
ANTI JOIN raw_error e ON e.row_number = m.row_number AND e.sheet IS NOT DISTINCT FROM m.sheet
LEFT JOIN ref_area r ON r.area_code = m.kecamatan_code
WHERE m.kecamatan_code IS DISTINCT FROM $kecamatan
"""


def find_own_kecamatan(found: ReadReport, kabupaten: str | None, province: str) -> str | None:
    """The code of the kecamatan that the title above each table names, the same one; else None. `kabupaten` is the code
    that the sender said beside the file, `province` that of the snapshot."""
    if found.titled is None:
        return None
    name, kabupaten_name = found.titled
    place = area_index().resolve(None, name, None if kabupaten_name else kabupaten, kabupaten_name, province)
    return place.kecamatan_code


def describe_own_kecamatan(kecamatan: str) -> str:
    return _("Berkas ini dari Kecamatan {own} saja: yang digantinya hanya laporan kecamatan itu.").format(
        own=area_index().area_name(kecamatan)
    )


def insert_other_kecamatan(con: duckdb.DuckDBPyConnection, kecamatan: str) -> None:
    """Rows of `mapped`, without an error so far, that are not of the kecamatan."""
    own = area_index().area_name(kecamatan)
    unplaced = _(
        "Baris ini tidak menyebut kecamatan, padahal menurut judulnya berkas ini dari Kecamatan {own} saja. Isi "
        "kecamatannya, atau pindahkan barisnya ke berkas kabupaten/kota."
    )
    other = _(
        "Baris ini dari Kecamatan {other}, padahal menurut judulnya berkas ini dari Kecamatan {own} saja. Pindahkan "
        "barisnya ke berkas kecamatan itu, atau betulkan judulnya."
    )
    given = {"code": OTHER_KECAMATAN, "kecamatan": kecamatan, "unplaced": unplaced.format(own=own)}
    con.execute(_INSERT, {**given, "other": other.format(own=own, other="{other}")})
