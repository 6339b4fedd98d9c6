# ruff: noqa: S608 - statements are made of constants; every value is a bound parameter
"""Which part of which batch counts where, as SQL: for the writer, who makes core_slice_in_force, and for the history.

A part is all of a kabupaten/kota, or what an office reports without one, or one kecamatan of a kabupaten/kota where a
file is of that kecamatan alone. In each place the newest part counts, so a file of one kecamatan says nothing of the
others, and a later one of the whole kabupaten/kota takes its place. Nothing synthetic counts in a kabupaten/kota of
which anything real does: a sum would be half invented.
"""

from __future__ import annotations


def write_parts_query(condition: str = "true", newest: bool = True) -> str:
    """A SELECT: one row per part that counts, of the parts (core_slice s, its core_batch b) that are asked for and were
    not taken back: batch_id, period, category, kabupaten_code, office_code, province_code, kecamatan_code (null: all of
    it), except_kecamatan (which of its kecamatan another part counts for; null: none). With the oldest part of each
    place instead of the newest it is what was reported first."""
    rank = "b.batch_number" if newest else "-b.batch_number"
    place = "PARTITION BY period, category, place"
    return f"""
SELECT batch_id, period, category, kabupaten_code, office_code, province_code, kecamatan_code,
       CASE WHEN kecamatan_code IS NULL THEN list_sort(list(kecamatan_code)
           FILTER (kecamatan_code IS NOT NULL) OVER ({place})) END AS except_kecamatan
FROM (
    FROM (
        SELECT s.batch_id, s.period, s.category, s.kabupaten_code, s.kecamatan_code, b.office_code, o.province_code,
               coalesce(s.kabupaten_code, b.office_code) AS place, b.is_sample, {rank} AS rank
        FROM core_slice s
        JOIN core_batch b USING (batch_id)
        JOIN main.ref_office o USING (office_code)
        WHERE {condition}
        QUALIFY NOT b.is_sample OR bool_and(b.is_sample) OVER (PARTITION BY s.period, s.category, place)
    )
    QUALIFY row_number() OVER (PARTITION BY period, category, place, kecamatan_code ORDER BY rank DESC) = 1
        AND (kecamatan_code IS NULL
             OR rank > coalesce(max(rank) FILTER (kecamatan_code IS NULL) OVER ({place}), -9223372036854775807))
)
"""


NOT_WITHDRAWN = "s.batch_id NOT IN (SELECT batch_id FROM core_withdrawal)"


def write_kecamatan_condition(part: str, kecamatan: str) -> str:
    """Whether a part counts for a kecamatan, or for what is in none where that is null."""
    is_other = f"coalesce(list_contains({part}.except_kecamatan, {kecamatan}), false)"
    return f"({part}.kecamatan_code IS NULL AND NOT {is_other} OR {part}.kecamatan_code = {kecamatan})"


def write_row_condition(part: str, row: str) -> str:
    """Whether a part counts for a row of core_case, core_coverage or core_desa_coverage of any batch."""
    return (
        f"{part}.batch_id = {row}.batch_id AND {part}.period = {row}.period AND {part}.category = {row}.category "
        f"AND {part}.kabupaten_code IS NOT DISTINCT FROM {row}.kabupaten_code "
        f"AND {write_kecamatan_condition(part, f'{row}.kecamatan_code')}"
    )


def write_place_condition(part: str, slice_: str, office: str) -> str:
    """Whether a part counts anywhere that a row of core_slice, of a batch of that office, speaks of."""
    return (
        f"{part}.period = {slice_}.period AND {part}.category = {slice_}.category "
        f"AND coalesce({part}.kabupaten_code, {part}.office_code) = coalesce({slice_}.kabupaten_code, {office}) "
        f"AND ({slice_}.kecamatan_code IS NULL OR {write_kecamatan_condition(part, f'{slice_}.kecamatan_code')})"
    )
