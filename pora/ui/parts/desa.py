"""Whether the place in view is shown by desa: in the exact form, a kecamatan that reports by desa, or a kabupaten/kota
of which any does, where it is asked for."""

from __future__ import annotations

from pora import schema
from pora.locale import _, format_period
from pora.reference.areas import area_index
from pora.schema.levels import PART_LEVEL
from pora.ui.parts.data import Reader
from pora.ui.view.view import View
from pora.warehouse import queries


def list_desa_months(reader: Reader, view: View) -> list[str]:
    """The months in which the kecamatan in view reports by desa, or any of the kabupaten/kota in view, for this reader;
    none for any other place."""
    if not reader.choices.reports_by_desa(view.wilayah):
        return []
    rows = reader.ask(queries.select_desa_months, area_code=view.wilayah)
    return rows.loc[rows["category"] == view.kategori, "period"].tolist()


def has_desa(reader: Reader, view: View) -> bool:
    """Whether a map of the view is one of desa. Several months beside each other are all of one level."""
    if view.level == schema.DESA:
        return True
    if not view.kecamatan_code and view.tingkat != schema.DESA:
        return False
    months = list_desa_months(reader, view)
    return view.periode in months if view.cara == "tunggal" else bool(months)


def find_part_level(reader: Reader, view: View) -> str | None:
    """The level that the place in view is divided into for this reader, over all months; None for one without parts."""
    if view.kecamatan_code:
        return schema.DESA if list_desa_months(reader, view) else None
    return PART_LEVEL.get(view.level)


def describe_no_desa(reader: Reader, view: View) -> str:
    """Why a place is not shown by desa, in a sentence: a kecamatan, or any place where desa are asked for; else, and
    where it is, nothing."""
    if not (view.kecamatan_code or view.tingkat == schema.DESA) or has_desa(reader, view):
        return ""
    if reader.choices.is_public:
        return _("Angka per desa/kelurahan hanya ada dalam versi lengkap.")
    if not view.kabupaten_code:
        return _("Pilih satu kabupaten/kota untuk peta per desa/kelurahan.")
    words = _("{area} tidak melapor per desa/kelurahan untuk {period}.")
    return words.format(area=area_index().area_name(view.wilayah), period=format_period(view.periode))


def list_desa_below(view: View) -> list[str]:
    """The desa of the kecamatan or kabupaten/kota in view, or the one in view, in the order of codes."""
    if view.level == schema.DESA:
        return [view.wilayah]
    kecamatan = [view.wilayah] if view.kecamatan_code else area_index().children(view.wilayah)
    return [code for one in kecamatan for code in area_index().desa_of(one)]
