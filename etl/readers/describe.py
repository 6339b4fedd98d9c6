"""What was found in a file, as lines for people. A cell's content never stands here, only headings and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from etl.readers.read_report import ReadReport, Skipped, TableFound
from pora import schema
from pora.locale import _, _n, format_number, format_period, lower_first
from pora.reference.spelling import shorten
from pora.reference.terms import TERM_COLUMNS, term_labels

SHOWN_TOTALS = 20
_NAMED = (
    schema.PERIOD,
    schema.DESA_CODE,
    schema.KECAMATAN_CODE,
    schema.KABUPATEN_CODE,
    schema.NATIONALITY,
    schema.PERSON_COUNT,
    *TERM_COLUMNS.values(),
)


def describe_read_report(found: ReadReport) -> list[str]:
    """Lines for the report: which sheet and rows, which heading became which column, what was skipped and why."""
    lines = [line for table in found.tables for line in _describe_table(table)]
    reasons = {
        "hidden": _("lembar tersembunyi"),
        "empty": _("lembar kosong"),
        "no_table": _("tidak ada tabel"),
        "no_counts": _("tabelnya tidak memiliki kolom jumlah"),
        "recap": _("rekapitulasi dari lembar lain"),
        "description": _("keterangan tentang tabel, dari ekspor dasbor ini"),
    }
    for skipped in found.sheets_skipped:
        lines.append(
            _("Lembar {sheet} dilewati: {reason}.").format(sheet=shorten(skipped.sheet), reason=reasons[skipped.reason])
        )
    for sheet, check in found.recaps:
        lines.append(
            _(
                "Rekapitulasi di lembar {sheet} tidak cocok: tercetak {printed}, lembar lain berjumlah {computed}."
            ).format(sheet=shorten(sheet), printed=format_number(check.printed), computed=format_number(check.computed))
        )
    if found.dropped:
        columns = ", ".join(map(shorten, found.dropped))
        lines.append(_("Kolom data pribadi dibuang tanpa disimpan: {columns}.").format(columns=columns))
    return lines


def warn_of_totals(found: ReadReport) -> list[str]:
    """What to do where printed totals differ from their rows, which are what counts; nothing where none does. All of
    them stand in `describe_read_report`."""
    if not found.mismatches:
        return []
    sheet, first = found.mismatches[0]
    place = _("baris {row}") if sheet is None else _("lembar {sheet} baris {row}")
    words = _n(
        "{n} jumlah tercetak tidak cocok: di {place} tercetak {printed}, padahal barisnya berjumlah {computed}. Yang "
        "dihitung dasbor adalah barisnya. Periksa baris dan jumlahnya; bila barisnya benar, biarkan saja.",
        len(found.mismatches),
    )
    numbers = {"printed": first.printed, "computed": first.computed, "n": len(found.mismatches)}
    at = place.format(sheet=shorten(sheet or ""), row=format_number(first.row_number))
    return [words.format(place=at, **{name: format_number(number) for name, number in numbers.items()})]


def _describe_table(table: TableFound) -> Iterator[str]:
    place = _("Lembar {sheet}").format(sheet=shorten(table.sheet)) if table.sheet else _("Tabel")
    layouts = {
        "tall": _("tabel memanjang"),
        "wide": _("tabel melebar"),
        "register": _("daftar orang, dihitung per rincian"),
    }
    yield _("{place}: baris {first}-{last}, judul di baris {heading}, {layout}, {rows} baris data.").format(
        place=place,
        first=format_number(table.first_row),
        last=format_number(table.last_row),
        heading=_row_list(table.heading_rows),
        layout=layouts[table.layout],
        rows=format_number(table.rows),
    )
    yield _("Kolom: {columns}.").format(columns=", ".join(_describe_columns(table)))
    yield from _describe_origin(table)
    yield from (_describe_skipped(skipped) for skipped in table.skipped)
    if table.hidden_rows:
        yield _("Baris {rows} tersembunyi di berkas dan ikut dibaca.").format(rows=_row_list(table.hidden_rows))
    if table.unseen_rows:
        yield _("Jumlah di baris {rows} tidak terlihat karena format selnya dan ikut dibaca.").format(
            rows=_row_list(table.unseen_rows)
        )
    for heading in table.hidden_columns:
        yield _("Kolom {heading} tersembunyi di berkas dan ikut dibaca.").format(heading=shorten(heading))
    for other in table.other_names:
        yield _("Kolom {heading} menyebut nama lain di baris {rows}; yang dibaca {read}.").format(
            heading=shorten(other.heading), rows=_row_list(other.rows), read=shorten(other.read)
        )
    if table.repeated_persons:
        yield _(
            "Baris {rows} memuat nomor paspor atau kartu UNHCR yang sama, dan tetap dihitung sebagai orang yang "
            "berbeda. Hapus yang berulang bila orangnya sama."
        ).format(rows=_row_list(table.repeated_persons))
    if table.provisional_rows:
        yield _("Angka sementara menurut keterangan di bawah tabel: baris {rows}.").format(
            rows=_row_list(table.provisional_rows)
        )
    yield from _describe_totals(table)


def _describe_columns(table: TableFound) -> Iterator[str]:
    for column in table.columns:
        meaning = ", ".join(f"{_name_column(name)} {value}" for name, value in column.meaning)
        target = _name_column(column.column) + (f" ({shorten(meaning)})" if meaning else "")
        is_same = column.heading.strip().lower() == target.lower()
        yield shorten(column.heading) if is_same else f"{shorten(column.heading)} → {target}"


def _name_column(name: str) -> str:
    """What a column of a file became, in the words of the form; a name of an area has one of its own there."""
    labels = {
        "year": _("Tahun"),
        "month": _("Bulan"),
        "desa": _(schema.DESA_NAME.label),
        "kecamatan": _(schema.KECAMATAN_NAME.label),
        "kabupaten": _(schema.KABUPATEN_NAME.label),
    }
    labels |= {column.name: _(column.label) for column in _NAMED}
    return labels.get(name, name)


def _describe_origin(table: TableFound) -> Iterator[str]:
    origins = {
        "sheet": _("nama lembar"),
        "title": _("judul tabel"),
        "section": _("baris bagian"),
        "default": _("perintah muat"),
    }
    if table.period and table.period_from in origins:
        yield _("Periode {period} dibaca dari {origin}.").format(
            period=format_period(table.period), origin=origins[table.period_from]
        )
    if table.area and table.area_from in origins:
        yield _("Wilayah {area} dibaca dari {origin}.").format(
            area=shorten(table.area), origin=origins[table.area_from]
        )
    elif table.area_from == "section":
        yield _("Wilayah dibaca dari baris bagian.")
    category = lower_first(term_labels(schema.CATEGORY.name).get(table.category or "", table.category or ""))
    if table.category and table.category_from == "default":
        yield _("Kategori {category} dibaca dari perintah muat.").format(category=category)
    elif table.category and table.category_from == "implied":
        yield _("Kategori {category}: rincian di tabel ini hanya ada pada kategori itu.").format(category=category)
    elif table.category:
        yield _("Kategori {category} dibaca dari judul.").format(category=category)
    if table.detail:
        yield _("Rincian {detail} dibaca dari nama lembar atau judul.").format(detail=shorten(table.detail))


def _row_list(rows: Sequence[int]) -> str:
    """1, 2, 5-9: consecutive rows together, at most a few named."""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    shown = [str(a) if a == b else f"{a}-{b}" for a, b in runs[:8]]
    return ", ".join(shown) + (_(", dan lainnya") if len(runs) > len(shown) else "")


def _describe_skipped(skipped: Skipped) -> str:
    reasons = {
        "letterhead": _("kop atau judul"),
        "heading": _("judul kolom berulang"),
        "column_numbers": _("nomor kolom"),
        "hxl": _("tanda HXL"),
        "section": _("baris bagian"),
        "total": _("baris jumlah"),
        "desa": _("baris desa/kelurahan, sudah terhitung di kecamatannya"),
        "signature": _("tanda tangan"),
        "source": _("keterangan sumber"),
        "note": _("catatan"),
        "unknown_column": _("judul tidak dikenal"),
        "ignored_column": _("tidak diperlukan"),
        "checked_column": _("hanya dicocokkan dengan kolom nama yang dibaca"),
        "subtotal_column": _("jumlah dari kolom lain"),
        "other_breakdown": _("rincian lain dari orang yang sama"),
        "own_nationals": _("WNI tidak dihitung"),
        "population": _("jumlah penduduk, bukan jumlah orang asing"),
        "households": _("jumlah keluarga, bukan jumlah orang"),
        "flow": _("peristiwa selama sebulan atau keadaan awal, bukan keadaan akhir bulan"),
        "age_group": _("kelompok umur"),
        "ratio": _("persen, rasio atau rata-rata, bukan jumlah orang"),
        "part": _("bagian dari kolom lain"),
    }
    reason = reasons[skipped.reason]
    if skipped.rows:
        return _("Baris {rows} dilewati: {reason}.").format(rows=_row_list(skipped.rows), reason=reason)
    return _("Kolom {heading} tidak dibaca: {reason}.").format(heading=shorten(skipped.text), reason=reason)


def _describe_totals(table: TableFound) -> Iterator[str]:
    wrong = table.mismatches
    if right := table.totals_compared - len(wrong):
        yield _("{n} jumlah tercetak sama dengan penjumlahan barisnya.").format(n=format_number(right))
    for check in wrong[:SHOWN_TOTALS]:
        yield _(
            "Jumlah tercetak tidak cocok, baris {row}, kolom {heading}: tercetak {printed}, baris berjumlah {computed}."
        ).format(
            row=format_number(check.row_number),
            heading=shorten(check.heading),
            printed=format_number(check.printed),
            computed=format_number(check.computed),
        )
    if len(wrong) > SHOWN_TOTALS:
        rest = len(wrong) - SHOWN_TOTALS
        yield _n("… dan {n} jumlah lain yang tidak cocok.", rest).format(n=format_number(rest))
