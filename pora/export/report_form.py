"""The form that an office fills in: an XLSX of one month, with one row per kecamatan of a kabupaten/kota, one per desa
of a kabupaten/kota or kecamatan, or of actions one per kind.

Promise: a filled form loads with nothing said beside it but the office. Traps: a list inside a validation is lost
without a word beyond 255 characters, so every list is a defined name on a hidden sheet; and a kecamatan left blank
under another would be read as the same one, so every row carries its own number.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter  # type: ignore[import-untyped]

from pora import schema
from pora.errors import UsageError
from pora.export.archive import EPOCH
from pora.export.report_form_rows import (
    list_action_rows,
    list_desa_words,
    list_form_kecamatan,
    list_rows,
    require_form_area,
)
from pora.locale import _, format_period, language, official
from pora.reference.areas import area_index
from pora.reference.countries import list_nationalities
from pora.reference.terms import term_labels
from pora.schema import Column

FORM_SHEET, GUIDE_SHEET, LIST_SHEET = "Isian", "Petunjuk", "Daftar"
HEADING_ROW = 5  # from 0; above it the title and a hint
SPARE_ROWS = 150  # for further nationalities, permits, …; the kecamatan is chosen there
_DETAILS: dict[str, tuple[Column, ...]] = {
    schema.ORANG_ASING: (schema.NATIONALITY, schema.IZIN_TINGGAL, schema.SEX, schema.PURPOSE),
    schema.PENGUNGSI: (schema.NATIONALITY, schema.UNHCR_STATUS, schema.UNHCR_CARD, schema.SEX),
    schema.TINDAKAN: (schema.ACTION_KIND, schema.NATIONALITY),
}
_WIDTHS = {schema.NATIONALITY: 26, schema.IZIN_TINGGAL: 30, schema.UNHCR_CARD: 30, schema.ACTION_KIND: 48}
_PLACES, _DESA = "kecamatan", "desa"


@dataclass(frozen=True)
class ReportForm:
    """What a form is for: a kabupaten/kota, by desa also a kecamatan. `period` YYYY-MM."""

    area_code: str
    period: str
    category: str = schema.ORANG_ASING
    is_by_desa: bool = False

    @property
    def details(self) -> tuple[Column, ...]:
        return _DETAILS[self.category]

    @property
    def is_of_actions(self) -> bool:
        return self.category == schema.TINDAKAN

    @property
    def is_of_kecamatan(self) -> bool:
        return area_index().level(self.area_code) == schema.KECAMATAN

    @property
    def file_name(self) -> str:
        rows = "_per_desa" if self.is_by_desa else ""
        return f"formulir_{self.category}_{self.area_code}_{self.period}{rows}.xlsx"

    @property
    def first_detail(self) -> int:
        """The column after those that name the place: number, code, kecamatan, and desa."""
        return 4 if self.is_by_desa else 3


@dataclass(frozen=True)
class Formats:
    title: xlsxwriter.format.Format
    hint: xlsxwriter.format.Format
    heading: xlsxwriter.format.Format
    fixed: xlsxwriter.format.Format
    text: xlsxwriter.format.Format
    count: xlsxwriter.format.Format
    guide: xlsxwriter.format.Format


@official()
def make_report_form(form: ReportForm) -> bytes:
    """The form as XLSX, in Indonesian whatever the language of whoever makes it. UsageError for a code that a
    form can't be about."""
    require_form_area(form.area_code, form.is_by_desa)
    if form.is_by_desa and form.is_of_actions:
        message = _("Formulir tindakan adalah untuk satu kabupaten/kota. Tulis --kabupaten {code}, tanpa --desa.")
        raise UsageError(message.format(code=form.area_code[:5]))
    token = language.set("id")
    try:
        content = io.BytesIO()
        with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
            book.set_properties({"created": dt.datetime(*EPOCH)})  # the same form is the same bytes at any time
            formats = _make_formats(book)
            rows, guide, lists = (book.add_worksheet(name) for name in (FORM_SHEET, GUIDE_SHEET, LIST_SHEET))
            _write_lists(book, lists, form)
            _write_guide(guide, formats, form)
            _write_form(rows, formats, form)
        return content.getvalue()
    finally:
        language.reset(token)


def _make_formats(book: xlsxwriter.Workbook) -> Formats:
    box = {"border": 1, "border_color": "#9AA5B1", "valign": "vcenter"}
    entry = {**box, "locked": False, "bg_color": "#FFF8DC"}
    return Formats(
        title=book.add_format({"bold": True, "font_size": 13}),
        hint=book.add_format({"italic": True}),
        heading=book.add_format({**box, "bold": True, "bg_color": "#D9E2EC", "text_wrap": True}),
        fixed=book.add_format({**box, "num_format": "@"}),
        text=book.add_format({**entry, "num_format": "@"}),
        count=book.add_format({**entry, "num_format": "#,##0"}),
        guide=book.add_format({"text_wrap": True, "valign": "top"}),
    )


def _choices(form: ReportForm) -> dict[str, list[str]]:
    """The words of every drop-down, by the name of its list."""
    countries = [name for _code, name, _name_en in list_nationalities()]
    words = {
        column.name: list(term_labels(column.name).values())
        for column in form.details
        if column is not schema.NATIONALITY
    }
    words[schema.NATIONALITY.name] = [*sorted(countries[:-1]), countries[-1]]  # "Lain-lain" last
    kecamatan = [area_index().area_name(code) for code in list_form_kecamatan(form.area_code)]
    words[_PLACES] = kecamatan if form.is_of_kecamatan else [*kecamatan, _("Tidak dirinci")]
    if form.is_by_desa:
        words[_DESA] = [*list_desa_words(form.area_code), _("Tidak dirinci")]
    return words


def _write_lists(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, form: ReportForm) -> None:
    """All lists in one column, one under the other: nothing here can be taken for a table."""
    row = 0
    for name, words in _choices(form).items():
        for offset, word in enumerate(words):
            sheet.write_string(row + offset, 0, word)
        book.define_name(_list_name(name), f"={LIST_SHEET}!$A${row + 1}:$A${row + len(words)}")
        row += len(words)
    sheet.protect()
    sheet.hide()


def _list_name(name: str) -> str:
    return f"daftar_{name}"


def _title(form: ReportForm) -> Sequence[str]:
    """The lines that say what the table is about; read again when the form is loaded."""
    index = area_index()
    area = index.display_name(form.area_code).replace("Kab. ", _("Kabupaten "))
    if form.is_of_kecamatan:
        area = _("Kecamatan {area}").format(area=area)
    province = index.area_name(form.area_code[:2])
    if form.category == schema.PENGUNGSI:
        subject = _("Laporan pengungsi dari luar negeri")
    elif form.is_of_actions:
        subject = _("Laporan tindakan keimigrasian")
    else:
        subject = _("Laporan orang asing pemegang izin tinggal")
    when = _("Selama {period}") if form.is_of_actions else _("Keadaan akhir {period}")
    return (
        subject.upper(),
        _("{area}, Provinsi {province}").format(area=area, province=province).upper(),
        when.format(period=format_period(form.period)).upper(),
    )


def _write_form(sheet: xlsxwriter.worksheet.Worksheet, formats: Formats, form: ReportForm) -> None:
    for row, line in enumerate(_title(form)):
        sheet.write_string(row, 0, line, formats.title)
    hint = _("Isi sel kuning. 0 = tidak ada orang; kosong = belum lapor. Lihat lembar {sheet}.")
    if form.is_of_actions:
        hint = _("Isi sel kuning. 0 = tidak ada tindakan; kosong = tidak dilaporkan. Lihat lembar {sheet}.")
    sheet.write_string(3, 0, hint.format(sheet=GUIDE_SHEET), formats.hint)
    headings = [_("No."), _(schema.KECAMATAN_CODE.label), _(schema.KECAMATAN_NAME.label)]
    if form.is_by_desa:
        headings = [_("No."), _(schema.DESA_CODE.label), _(schema.KECAMATAN_NAME.label), _(schema.DESA_NAME.label)]
    headings += [_(column.label) for column in form.details] + [_("Jumlah")]
    for at, heading in enumerate(headings):
        sheet.write_string(HEADING_ROW, at, heading, formats.heading)
    last_row = _write_rows(sheet, formats, form)
    _validate(sheet, form, last_row)
    widths = [5, 16, *[26] * (form.first_detail - 2), *(_WIDTHS.get(column, 20) for column in form.details), 10]
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    sheet.freeze_panes(HEADING_ROW + 1, form.first_detail)
    sheet.repeat_rows(HEADING_ROW)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.ignore_errors({"number_stored_as_text": f"B1:B{last_row + 1}"})
    sheet.protect(options={"format_columns": True, "format_rows": True})


def _write_rows(sheet: xlsxwriter.worksheet.Worksheet, formats: Formats, form: ReportForm) -> int:
    """The rows of the places, then spare ones; returns the last row."""
    named = list_action_rows() if form.is_of_actions else list_rows(form.area_code, form.is_by_desa)
    rows = [*named, *[("",)] * SPARE_ROWS]
    counted = form.first_detail + len(form.details)
    for number, names in enumerate(rows, start=1):
        row = HEADING_ROW + number
        sheet.write_number(row, 0, number, formats.fixed)
        for at, name in enumerate(names, start=1):
            sheet.write_string(row, at, name, formats.fixed)
        for at in range(1 + len(names), counted):
            sheet.write_blank(row, at, None, formats.text)
        sheet.write_blank(row, counted, None, formats.count)
    return HEADING_ROW + len(rows)


def _validate(sheet: xlsxwriter.worksheet.Worksheet, form: ReportForm, last_row: int) -> None:
    """Drop-downs, and counts that are whole numbers; a spare row takes a count only once it has its place."""
    first_row, first_spare = HEADING_ROW + 1, last_row - SPARE_ROWS + 1
    _offer_list(sheet, (first_spare, 2, last_row, 2), _PLACES, _("Pilih kecamatan dari daftar."))
    if form.is_by_desa:
        _offer_list(sheet, (first_spare, 3, last_row, 3), _DESA, _("Pilih desa atau kelurahan di kecamatan itu."))
    for at, column in enumerate(form.details, start=form.first_detail):
        message = _("Pilih dari daftar. Kosongkan bila tidak dirinci.")
        _offer_list(sheet, (first_row, at, last_row, at), column.name, message)
    counted = form.first_detail + len(form.details)
    letter = xlsxwriter.utility.xl_col_to_name(counted)
    whole = f"ISNUMBER({letter}{{row}}),{letter}{{row}}>=0,{letter}{{row}}=INT({letter}{{row}})"
    chosen, ask = '$C{row}<>""', _("Pilih dulu kecamatannya, lalu tulis jumlahnya.")
    if form.is_by_desa:
        chosen, ask = '$C{row}<>"",$D{row}<>""', _("Pilih dulu kecamatan dan desanya, lalu tulis jumlahnya.")
    rules = (
        (first_row, first_spare - 1, f"=AND({whole})", _("Tulis bilangan bulat, 0 atau lebih.")),
        (first_spare, last_row, f"=AND({chosen},{whole})", ask),
    )
    for first, last, formula, message in rules:
        rule = {"validate": "custom", "value": formula.format(row=first + 1)}
        rule |= {"error_title": _("Jumlah belum benar"), "error_message": message}
        sheet.data_validation(first, counted, last, counted, rule)


def _offer_list(
    sheet: xlsxwriter.worksheet.Worksheet, cells: tuple[int, int, int, int], name: str, message: str
) -> None:
    rule = {"validate": "list", "source": f"={_list_name(name)}"}
    rule |= {"error_title": _("Tidak ada di daftar"), "error_message": message}
    sheet.data_validation(*cells, rule)


def _write_guide(sheet: xlsxwriter.worksheet.Worksheet, formats: Formats, form: ReportForm) -> None:
    of_rows = (
        _("Satu baris untuk setiap kecamatan. 0 berarti tidak ada orang; kosong berarti kecamatan itu belum lapor."),
        _("Bila satu kecamatan memiliki beberapa rincian, pakai juga baris kosong di bawah dan pilih kecamatannya."),
        _("Orang yang kecamatannya tidak diketahui ditulis pada baris Tidak dirinci, tidak dibagi-bagi."),
    )
    of_desa = (
        _("Satu baris untuk setiap desa/kelurahan. 0 berarti tidak ada orang; kosong berarti desa itu belum lapor."),
        _("Bila satu desa memiliki beberapa rincian, pakai juga baris kosong di bawah; pilih kecamatan dan desanya."),
        _("Orang yang desanya tidak diketahui ditulis pada baris Tidak dirinci di kecamatannya, tidak dibagi-bagi."),
    )
    of_actions = (
        _("Satu baris untuk setiap jenis. 0 berarti tidak ada tindakan itu; kosong berarti tidak dilaporkan."),
        _("Rincian per kewarganegaraan atau kecamatan ditulis di baris kosong di bawah, sebagai ganti baris jenisnya."),
        _("Satu orang yang dikenai dua jenis tindakan ditulis pada kedua jenis itu; jenis tidak dijumlahkan."),
    )
    of_one = (
        _("Formulir ini untuk satu kecamatan: yang digantinya hanya laporan kecamatan itu, kecamatan lain tetap."),
    )
    counted = _("Jumlah adalah orang yang berada di wilayah itu pada akhir bulan, bilangan bulat, bukan perkiraan.")
    if form.is_of_actions:
        of_rows = of_actions
        counted = _("Jumlah adalah tindakan selama bulan itu, bilangan bulat, bukan perkiraan.")
    lines = (
        _("Isi hanya sel kuning di lembar {sheet}. Judul, periode dan nama wilayah jangan diubah.").format(
            sheet=FORM_SHEET
        ),
        *(of_desa if form.is_by_desa else of_rows),
        *(of_one if form.is_of_kecamatan else ()),
        _("Rincian dipilih dari daftar. Kosongkan bila tidak dirinci; Lain-lain hanya bila memang disebut lain-lain."),
        counted,
        _("Jangan menulis nama, nomor paspor, atau data pribadi lain di berkas ini."),
        _("Simpan sebagai XLSX atau ODS, lalu kirim."),
    )
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, _("Cara mengisi"), formats.title)
    for row, line in enumerate(lines, start=1):
        sheet.write_string(row, 0, line, formats.guide)
    sheet.protect()
