"""What the page Data asks for: the request that a view stands for, and the words of its choices."""

from __future__ import annotations

from pora import schema
from pora.locale import _
from pora.schema import Column
from pora.ui.view.view import View
from pora.warehouse.queries.request import (
    FULL_GRAIN,
    ExportRequest,
    list_dimension_columns,
    list_fixed,
    list_measure_columns,
)


def table_words() -> dict[str, str]:
    """Table -> its words, of every table that can be exported."""
    return {
        "out_kecamatan_month": _("Jumlah per kecamatan"),
        "out_desa_month": _("Jumlah per desa/kelurahan"),
        "out_kabupaten_month": _("Jumlah per kabupaten/kota"),
        "out_area_month": _("Jumlah dan kelengkapan per wilayah"),
        "out_area_month_detail": _("Satu rincian per wilayah"),
        FULL_GRAIN: _("Semua rincian sekaligus"),
    }


def has_levels(table: str) -> bool:
    return schema.LEVEL.name in {column.name for column in list_dimension_columns(table)}


def list_free(table: str) -> list[Column]:
    """The dimensions that can go."""
    return [column for column in list_dimension_columns(table) if column.name not in list_fixed(table)]


def chosen_names(text: str, known: list[Column]) -> tuple[str, ...]:
    """What a field of the view names, as far as the table has it; a field may still hold what another table has."""
    names = text.split(",")
    return tuple(column.name for column in known if column.name in names)


def make_request(view: View) -> ExportRequest:
    """The table, part and arrangement that the URL asks for; what the table does not have is left out."""
    table = view.tabel
    dimensions = list_dimension_columns(table)
    where: list[tuple[str, str]] = []
    if table == FULL_GRAIN:
        where += [(name, value) for name, value in vars(view.case_filter).items() if value]
    if view.jenjang and has_levels(table):
        where.append((schema.LEVEL.name, view.jenjang))
    across = chosen_names(view.melintang, dimensions)
    return ExportRequest(
        table,
        view.periode,
        view.wilayah,
        view.kategori,
        view.dari if view.dari and view.dari < view.periode else None,
        tuple(where),
        chosen_names(view.baris, dimensions),
        chosen_names(view.nilai, list_measure_columns(table)),
        across[0] if across else None,
        view.judul or None,
    )
