"""What is accepted yet deserves a look. Works on the view `accepted` of the writer's connection."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from pora.locale import _, _n, format_number, format_period
from pora.wording.counts import join_words

_OUTSIDE = """
SELECT r.area_name, min(p.period)
FROM staged_place p
JOIN ref_office_area a ON a.kabupaten_code = p.kabupaten_code
    AND coalesce(a.valid_from <= last_day((p.period || '-01')::DATE), true)
    AND coalesce(a.valid_to >= last_day((p.period || '-01')::DATE), true)
JOIN ref_area r ON r.area_code = p.kabupaten_code
WHERE $office LIKE 'kanim-%' AND a.office_code <> $office
GROUP BY ALL ORDER BY ALL
"""

# Of each set of equal rows all but one. Hashes: the rows themselves would not fit into memory at ten million.
_REPEATED = """
SELECT count(*) - count(DISTINCT hash(period, kabupaten_code, kecamatan_code, desa_code, category, nationality,
                                      izin_tinggal, sex, purpose, unhcr_status, unhcr_card, action_kind))
FROM accepted WHERE person_count IS NOT NULL
"""

# Places with a row without details that is as much as all rows with details: a subtotal, or chance.
_LIKE_SUBTOTAL = """
WITH row_detail AS (
    SELECT period, category, coalesce(kecamatan_code, kabupaten_code) AS area_code, desa_code, person_count,
           nationality IS NOT NULL OR izin_tinggal IS NOT NULL OR sex IS NOT NULL OR purpose IS NOT NULL
               OR unhcr_status IS NOT NULL OR unhcr_card IS NOT NULL OR action_kind IS NOT NULL AS is_detailed
    FROM accepted WHERE person_count > 0
)
SELECT DISTINCT coalesce(r.area_name, '–')
FROM (
    SELECT area_code FROM row_detail GROUP BY period, category, area_code, desa_code
    HAVING count(*) FILTER (is_detailed) > 1 AND count(*) FILTER (NOT is_detailed) = 1
       AND sum(person_count) FILTER (is_detailed) = sum(person_count) FILTER (NOT is_detailed)
) s LEFT JOIN ref_area r USING (area_code)
ORDER BY ALL
"""
# The same sets, by the rows of the file that they stand in, each once: a wide row repeats another in every column.
_REPEATED_ROWS = """
WITH keyed AS (
    SELECT sheet, row_number, hash(period, kabupaten_code, kecamatan_code, desa_code, category, nationality,
                                   izin_tinggal, sex, purpose, unhcr_status, unhcr_card, action_kind) AS key
    FROM accepted WHERE person_count IS NOT NULL
), first_keys AS (
    SELECT key FROM keyed GROUP BY key HAVING count(*) > 1 ORDER BY min(row_number), key LIMIT $most
)
SELECT DISTINCT list(DISTINCT (row_number, sheet) ORDER BY (row_number, sheet)) AS places
FROM keyed SEMI JOIN first_keys USING (key) GROUP BY key ORDER BY places
"""
_SHOWN_NAMES, _SHOWN_SETS, _SHOWN_KEYS = 9, 9, 100


def find_warnings(con: duckdb.DuckDBPyConnection, office: str) -> list[str]:
    """What is accepted yet deserves a look: areas of another office, rows with the same details, and
    what looks like a subtotal."""
    warnings = [
        _(
            "{area} bukan wilayah kerja {office} pada {period}. Periksa kantor pengirim dan nama wilayahnya; bila "
            "kantor itu memang melaporkannya, biarkan saja."
        ).format(area=area, office=office, period=format_period(period))
        for area, period in con.execute(_OUTSIDE, {"office": office}).fetchall()
    ]
    repeated = con.execute(_REPEATED).fetchone()
    if repeated and repeated[0]:
        warnings.append(_describe_repeated(con, repeated[0]))
    if names := [name for (name,) in con.execute(_LIKE_SUBTOTAL).fetchall()]:
        shown = ", ".join(names[:_SHOWN_NAMES]) + (", …" if len(names) > _SHOWN_NAMES else "")
        warnings.append(
            _n(
                "{n} tempat memuat baris tanpa rincian yang sama dengan jumlah baris yang dirinci ({places}); keduanya "
                "dihitung. Hapus barisnya bila itu subtotal.",
                len(names),
            ).format(n=format_number(len(names)), places=shown)
        )
    return warnings


def _describe_repeated(con: duckdb.DuckDBPyConnection, count: int) -> str:
    """Which rows they are, set by set."""
    found = [places for (places,) in con.execute(_REPEATED_ROWS, {"most": _SHOWN_KEYS}).fetchall()]
    sets = [_name_rows(places) for places in found[:_SHOWN_SETS]] + ["…"][: len(found) > _SHOWN_SETS]
    words = _n("{n} jumlah memiliki rincian yang sama dengan jumlah lain dan ditambahkan: {rows}.", count)
    return words.format(n=format_number(count), rows="; ".join(sets))


def _name_rows(places: Sequence[tuple[int, str | None]]) -> str:
    """`baris 3 dan 7`, of each sheet where the file has sheets."""
    rows_of: dict[str | None, list[str]] = {}
    for row, sheet in places:
        rows_of.setdefault(sheet, []).append(str(row))
    return join_words([_name_rows_of(sheet, rows) for sheet, rows in rows_of.items()])


def _name_rows_of(sheet: str | None, rows: Sequence[str]) -> str:
    named = join_words([*rows[:_SHOWN_NAMES], *["…"][: len(rows) > _SHOWN_NAMES]])
    if sheet is None:
        return _("baris {rows}").format(rows=named)
    return _("lembar {sheet} baris {row}").format(sheet=sheet, row=named)
