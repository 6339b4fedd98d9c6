"""Rows of two levels in one table: a kecamatan beside its desa/kelurahan. Counted once, or refused.

Where a desa has a column of its own, the row of the kecamatan alone is a printed total: one that is more than the sum
of its desa is reported, as all printed totals; one that is less is refused, it may be of people of no known desa.
In one column for both levels nothing but the sums tells which is which.

The trap: a kelurahan often bears its kecamatan's name, so adding both levels looks like any other table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from etl.readers.formats.cells import SheetRow
from etl.readers.read_report import SkipReason
from etl.readers.rows.row_kinds import RowKind, TableShape, has_count
from etl.readers.rows.totals import TotalsBook
from etl.readers.texts import area_names
from etl.readers.texts.headings import DESA_COLUMNS, OFFICE
from pora.errors import RefusedError
from pora.locale import _, format_number
from pora.reference.spelling import shorten
from pora.reference.terms import is_not_stated

_WITH_WORD = re.compile(r"\s*(?:kec|kecamatan|distrik)\b", re.IGNORECASE)
_ARABIC = re.compile(r"\d+[.)]?")
_DETAILS = ("category", "nationality", "izin_tinggal", "sex", "purpose", "unhcr_status", "unhcr_card")


def find_repeated_levels(
    judged: Sequence[tuple[SheetRow, RowKind]], shape: TableShape, book: TotalsBook
) -> dict[int, SkipReason]:
    """Numbers of the rows to pass over, and why, so that each person counts once. Raises RefusedError where the rows
    of a kecamatan and those of its desa do not add up, so that it can't be told what is counted.
    """
    place = shape.dimension_positions.get("kecamatan", shape.dimension_positions.get("kecamatan_code"))
    desa = [at for name in DESA_COLUMNS if (at := shape.columns.position(name)) is not None]
    if place is None or (desa and shape.columns.has(OFFICE)):
        return {}
    found: dict[int, SkipReason] = {}
    for rows in _sections(judged, shape):
        if desa:
            found |= dict.fromkeys(_heads_beside_desa(rows, place, desa, shape, book), "total")
        else:
            found |= dict.fromkeys(_desa_below_heads(rows, place, shape, book), "desa")
    return found


def _sections(judged: Sequence[tuple[SheetRow, RowKind]], shape: TableShape) -> Iterator[list[SheetRow]]:
    """Rows of counts between two section rows: the same name is another kecamatan in another kabupaten."""
    rows: list[SheetRow] = []
    for row, kind in judged:
        if kind == "section":
            yield rows
            rows = []
        elif kind == "data" and has_count(row, shape):
            rows.append(row)
    yield rows


def _heads_beside_desa(
    rows: Sequence[SheetRow], place: int, desa: Sequence[int], shape: TableShape, book: TotalsBook
) -> list[int]:
    """A desa has a column of its own: a row of the kecamatan alone is the subtotal of those with a desa."""
    others = [at for at in shape.naming_positions if at not in (place, *desa)]
    blocks: dict[str, tuple[list[SheetRow], list[SheetRow]]] = {}
    name = ""
    for row in rows:
        name = row[place] or name
        heads, parts = blocks.setdefault(name.casefold(), ([], []))
        if any(row[at] for at in desa):
            parts.append(row)
        elif row[place]:
            heads.append(row)
    found = []
    for heads, parts in blocks.values():
        alike: dict[tuple[int, ...], dict[tuple[str | None, ...], list[SheetRow]]] = {}
        for head in heads:
            said = tuple(at for at in others if head[at])
            if said not in alike:
                alike[said] = _group(parts, said)
            if own := alike[said].get(tuple(head[at] for at in said)):
                _compare_sum(head, own, book)
                found.append(head.number)
    return found


def _group(rows: Sequence[SheetRow], columns: Sequence[int]) -> dict[tuple[str | None, ...], list[SheetRow]]:
    groups: dict[tuple[str | None, ...], list[SheetRow]] = {}
    for row in rows:
        groups.setdefault(tuple(row[at] for at in columns), []).append(row)
    return groups


def _desa_below_heads(rows: Sequence[SheetRow], place: int, shape: TableShape, book: TotalsBook) -> list[int]:
    """One column for both levels: what stands below `Kec. Jati`, or below a roman number, are its desa."""
    if any(name in shape.dimension_positions for name in _DETAILS):
        return []
    rows = [row for row in rows if _names_an_area(row[place])]
    label = shape.columns.position("row_label")
    by_word = {row.number for row in rows if _WITH_WORD.match(row[place] or "")}
    by_number = {row.number for row in rows if label is not None and not _ARABIC.fullmatch(row[label] or "")}
    heads = next((found for found in (by_word, by_number) if 0 < len(found) < len(rows)), set())
    if not rows or not heads or rows[0].number not in heads:
        return []
    blocks: list[tuple[SheetRow, list[SheetRow]]] = []
    for row in rows:
        if row.number in heads:
            blocks.append((row, []))
        else:
            blocks[-1][1].append(row)
    if not all(area_names.is_kecamatan(head[place] or "") for head, _parts in blocks) or _are_all_kecamatan(
        rows, place
    ):
        return []
    for head, parts in blocks:
        if parts:
            _require_sum(head, parts, book)
    return [part.number for _head, parts in blocks for part in parts]


def _names_an_area(text: str | None) -> bool:
    """A kecamatan or a desa: neither a kabupaten nor `Tidak dirinci`."""
    return text is not None and not area_names.is_kabupaten(text) and not is_not_stated(text)


def _are_all_kecamatan(rows: Sequence[SheetRow], place: int) -> bool:
    """Every row names another kecamatan: one level, numbered unevenly."""
    names = [(row[place] or "").casefold() for row in rows]
    return len(set(names)) == len(names) and all(map(area_names.is_kecamatan, names))


def _compare_sum(head: SheetRow, parts: Sequence[SheetRow], book: TotalsBook) -> None:
    """Notes where the row of a kecamatan is not the sum of its desa. Raises RefusedError for a cell that is no sure
    number."""
    for position, heading in book.headings.items():
        _require_numbers((head, *parts), position, heading, book)
        printed, counts = book.count(head, position), [book.count(part, position) for part in parts]
        if printed is not None and any(count is not None for count in counts):
            computed = sum(count or 0 for count in counts)
            if printed < computed:  # no total of theirs: the rest of the kecamatan, or a slip
                raise refuse_mixed(head.number, printed, (parts[0].number, parts[-1].number), computed)
            book.note(head.number, heading, printed, computed)


def _require_numbers(rows: Sequence[SheetRow], position: int, heading: str, book: TotalsBook) -> None:
    for row in rows:
        if message := book.explain(row, position):
            raise refuse_cell(row.number, heading, message)


def _require_sum(head: SheetRow, parts: Sequence[SheetRow], book: TotalsBook) -> None:
    for position, heading in book.headings.items():
        _require_numbers((head, *parts), position, heading, book)
        printed = book.count(head, position)
        counts = [book.count(part, position) for part in parts]
        computed = sum(count or 0 for count in counts)
        if printed is not None and any(count is not None for count in counts) and printed != computed:
            raise refuse_mixed(head.number, printed, (parts[0].number, parts[-1].number), computed)


def refuse_cell(row: int, heading: str, message: str) -> RefusedError:
    """A cell without a sure number, where sums decide what is counted."""
    text = _("Baris {row}, kolom {heading}: {message}")
    return RefusedError(text.format(row=format_number(row), heading=shorten(heading), message=message), "mixed-levels")


def refuse_mixed(row: int, printed: int, parts: tuple[int, int], computed: int) -> RefusedError:
    """The error for a row of a kecamatan that is not the sum of its desa, between the first and last of their rows."""
    message = _(
        "Baris kecamatan dan baris desa/kelurahan bercampur: baris {row} berisi {printed}, tetapi baris desa {first}-"
        "{last} berjumlah {computed}. Sisakan satu tingkat saja, kecamatan atau desa. Orang yang desanya tidak "
        "diketahui: tulis 'Tidak dirinci' sebagai desanya."
    )
    return RefusedError(
        message.format(
            row=format_number(row),
            printed=format_number(printed),
            first=format_number(parts[0]),
            last=format_number(parts[1]),
            computed=format_number(computed),
        ),
        "mixed-levels",
    )


def require_no_double(book: TotalsBook) -> None:
    """A printed grand total that is exactly half of its rows, or twice: a level is twice there, or a part missing."""
    if check := book.doubled:
        message = _(
            "Jumlah tercetak di baris {row}, kolom {heading}, adalah {printed}, tetapi barisnya berjumlah {computed}: "
            "tepat dua kali atau setengahnya. Mungkin subjumlah atau baris desa ikut terhitung; sisakan satu tingkat."
        )
        raise RefusedError(
            message.format(
                row=format_number(check.row_number),
                heading=check.heading,
                printed=format_number(check.printed),
                computed=format_number(check.computed),
            ),
            "mixed-levels",
        )
