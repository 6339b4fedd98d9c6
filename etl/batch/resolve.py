"""From text as it stands in the file to our codes. Each distinct text is resolved once, in Python; the rows are
then mapped in SQL, so that ten million rows cost a few hundred look-ups.

Reads the temp table `raw`; writes the temp tables `resolved_<column>` (text, value, error_code, message) and
`resolved_area`, and the temp view `mapped`: every row of `raw` in our codes, null where unknown or in error.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from etl.readers.texts.cell_marks import NAMELESS, explain_mark, is_spoilt
from etl.readers.texts.headings import PLACE_COLUMNS
from etl.readers.texts.numbers import decide_counts, parse_count
from etl.readers.texts.periods import parse_period
from etl.text_table import write_text_table
from pora.config import office_today
from pora.locale import _, format_period
from pora.reference.areas import PlaceCells, PlaceError, area_index
from pora.reference.countries import resolve_country
from pora.reference.terms import resolve_terms
from pora.schema import DIMENSION_NAMES, NATION
from pora.schema.period import month_of

VALUE_COLUMNS = ("period", "category", *DIMENSION_NAMES, "person_count")
OWN_NATIONALITY = "IDN"


@dataclass(frozen=True)
class Resolved:
    """A value, or an error; neither where the text itself says that it is not known."""

    text: str
    value: str | None = None
    error_code: str | None = None
    message: str | None = None


def _resolve_period(text: str) -> Resolved:
    period = parse_period(text)
    if period is None:
        message = _("Periode '{text}' tidak dikenali. Tulis seperti 2024-03.").format(text=text)
        return Resolved(text, None, "type-error", message)
    if period > month_of(office_today()):
        message = _("Periode {period} belum tiba. Periksa bulan dan tahunnya.")
        return Resolved(text, None, "constraint-error", message.format(period=format_period(period)))
    return Resolved(text, period)


def _resolve_counts(texts: Sequence[str]) -> list[Resolved]:
    decision = decide_counts(texts)
    counts = [(text, parse_count(text, decision)) for text in texts]
    return [
        Resolved(text, None if count.value is None else str(count.value), count.error_code, count.message)
        for text, count in counts
    ]


def _resolve_texts(column: str, texts: Sequence[str]) -> list[Resolved]:
    if column == "period":
        return [_resolve_period(text) for text in texts]
    coded = {} if column == "nationality" else resolve_terms(column, texts)
    matches = [(text, coded.get(text) or resolve_country(text)) for text in texts]
    return [
        _refuse_own_nationals(text)
        if column == "nationality" and m.value == OWN_NATIONALITY
        else Resolved(text, m.value, m.error_code, m.message)
        for text, m in matches
    ]


def _resolve_column(texts: Sequence[str], column: str) -> list[Resolved]:
    """What each text of a column means; a cell of the file that holds an error or no result means nothing."""
    whole = [text for text in texts if not is_spoilt(text)]
    spoilt = [Resolved(text, None, "type-error", explain_mark(text)) for text in texts if is_spoilt(text)]
    return _resolve_texts(column, whole) + spoilt


def _refuse_own_nationals(text: str) -> Resolved:
    message = _("'{text}' bukan kewarganegaraan asing. Hapus barisnya, atau perbaiki kewarganegaraannya.")
    return Resolved(text, None, "constraint-error", message.format(text=text))


def join_resolved(column: str, alias: str) -> str:
    """How a row of `raw` (alias r) finds what its text means. A count is read as its column reads: `1.234` may be
    thousands in one column and a fraction in another."""
    condition = f"{alias}.text = r.{column}"
    if column == "person_count":
        same = "{alias}.{c} IS NOT DISTINCT FROM r.{c}"
        condition += "".join(" AND " + same.format(alias=alias, c=c) for c in ("sheet", "count_heading"))
    return condition


def _resolve_counts_by_column(con: duckdb.DuckDBPyConnection) -> bool:
    rows: list[Sequence[str | None]] = []
    for sheet, heading, texts in con.execute(
        "SELECT sheet, count_heading, list(DISTINCT person_count ORDER BY person_count) FROM raw "
        "WHERE person_count IS NOT NULL GROUP BY ALL ORDER BY ALL"
    ).fetchall():
        resolved = _resolve_counts(texts)
        rows += [(sheet, heading, r.text, r.value, r.error_code, r.message) for r in resolved]
    columns = ("sheet", "count_heading", "text", "value", "error_code", "message")
    write_text_table(con, "resolved_person_count", columns, rows)
    return bool(con.execute("SELECT 1 FROM resolved_person_count WHERE text IS DISTINCT FROM value LIMIT 1").fetchone())


def _resolve_values(con: duckdb.DuckDBPyConnection) -> set[str]:
    """Returns the columns of which any text is not its own value: only those need a join."""
    changed = {"person_count"} if _resolve_counts_by_column(con) else set()
    for column in VALUE_COLUMNS:
        if column == "person_count":
            continue
        texts = con.execute(
            f"SELECT DISTINCT {column} FROM raw WHERE {column} IS NOT NULL ORDER BY ALL"  # noqa: S608 - own constant
        ).fetchall()
        resolved = _resolve_column([text for (text,) in texts], column)
        rows = [(r.text, r.value, r.error_code, r.message) for r in resolved]
        write_text_table(con, f"resolved_{column}", ("text", "value", "error_code", "message"), rows)
        if any(r.text != r.value for r in resolved):
            changed.add(column)
    return changed


def _outside_province(kabupaten_code: str | None, province_code: str) -> PlaceError | None:
    if kabupaten_code is None or province_code in (kabupaten_code[:2], NATION):
        return None
    message = _("{area} ({code}) di luar provinsi basis data ini ({province}).").format(
        area=area_index().area_name(kabupaten_code),
        code=kabupaten_code,
        province=area_index().area_name(province_code),
    )
    return PlaceError("kabupaten_code", kabupaten_code, "outside-province", message)


def _spoilt_place(texts: Sequence[str | None]) -> PlaceError | None:
    spoilt = ((column, text) for column, text in zip(PLACE_COLUMNS, texts, strict=True) if text and is_spoilt(text))
    return next((PlaceError(column, text, "type-error", explain_mark(text) or "") for column, text in spoilt), None)


def _missing_place(texts: Sequence[str | None]) -> PlaceError | None:
    """A row of counts in whose columns no name stands; nothing like it is to be guessed."""
    if NAMELESS not in texts:
        return None
    message = _("Nama wilayahnya kosong, padahal ada angkanya. Isi namanya, atau tulis 'Tidak dirinci'.")
    return PlaceError(PLACE_COLUMNS[texts.index(NAMELESS)], NAMELESS, "unknown-area", message)


def _resolve_areas(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Returns the area columns that the file fills."""
    province_code = str((con.execute("SELECT province_code FROM core_snapshot").fetchone() or [""])[0])
    rows: list[Sequence[str | None]] = []
    filled = set()
    distinct = f"SELECT DISTINCT {', '.join(PLACE_COLUMNS)} FROM raw ORDER BY ALL"  # noqa: S608 - own constants
    for texts in con.execute(distinct).fetchall():
        filled |= {column for column, text in zip(PLACE_COLUMNS, texts, strict=True) if text is not None}
        place = area_index().resolve_place(PlaceCells(*texts), province_code)
        error = (
            _missing_place(texts)
            or _spoilt_place(texts)
            or place.error
            or _outside_province(place.kabupaten_code, province_code)
        )
        found = (error.column, error.value, error.code, error.message) if error else (None,) * 4
        rows.append((*texts, place.desa_code, place.kecamatan_code, place.kabupaten_code, *found))
    columns = [f"{c}_text" for c in PLACE_COLUMNS]
    columns += ["desa_code", "kecamatan_code", "kabupaten_code", "error_column", "error_value", "error_code", "message"]
    write_text_table(con, "resolved_area", columns, rows)
    return sorted(filled)


def _map_rows(con: duckdb.DuckDBPyConnection, changed: set[str], area_columns: list[str]) -> None:
    """Joins only what has to be joined: each join over ten million rows costs as much as reading one column."""
    values = {c: f"v_{c}.value" if c in changed else f"r.{c}" for c in VALUE_COLUMNS}
    values["person_count"] = f"CAST({values['person_count']} AS BIGINT)"
    selected = ", ".join(f"{value} AS {column}" for column, value in values.items())
    same_area = " AND ".join(f"a.{c}_text IS NOT DISTINCT FROM r.{c}" for c in area_columns) or "true"
    joins = " ".join(f"LEFT JOIN resolved_{c} v_{c} ON {join_resolved(c, f'v_{c}')}" for c in sorted(changed))
    con.execute(
        "CREATE OR REPLACE TEMP VIEW mapped AS "  # noqa: S608 - own constants
        f"SELECT r.sheet, r.row_number, a.kabupaten_code, a.kecamatan_code, a.desa_code, {selected} "
        f"FROM raw r JOIN resolved_area a ON {same_area} {joins}"
    )


def resolve_raw(con: duckdb.DuckDBPyConnection) -> None:
    changed = _resolve_values(con)
    area_columns = _resolve_areas(con)
    _map_rows(con, changed, area_columns)
