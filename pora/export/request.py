"""What is exported: a table, and which part of it."""

from __future__ import annotations

from dataclasses import dataclass

from pora import schema
from pora.errors import UsageError
from pora.locale import _
from pora.places import is_place
from pora.schema import Table

EXPORTED_TABLES: dict[str, Table] = {
    "case_counts": Table(
        "case_counts",
        schema.OUT_CASE_COUNTS.grain,
        tuple(column for column in schema.OUT_CASE_COUNTS.columns if column.name != "office_code"),
    ),
    "out_area_month": schema.OUT_AREA_MONTH,
    "out_area_month_detail": schema.OUT_AREA_MONTH_DETAIL,
    "out_kabupaten_month": schema.OUT_KABUPATEN_MONTH,
    "out_kecamatan_month": schema.OUT_KECAMATAN_MONTH,
}


@dataclass(frozen=True)
class ExportRequest:
    """A table of EXPORTED_TABLES; a month; an area or office by code; a category."""

    table: str
    period: str | None = None
    area: str | None = None
    category: str | None = None

    def __post_init__(self) -> None:
        if self.table not in EXPORTED_TABLES:
            raise UsageError(
                _("Tabel '{table}' tidak ada. Yang ada: {known}.").format(
                    table=self.table, known=", ".join(EXPORTED_TABLES)
                )
            )
        if self.area is not None and not is_place(self.area):
            raise UsageError(
                _("Kode wilayah '{area}' tidak dikenal. Tulis seperti 33, 33.19 atau 33.19.01.").format(area=self.area)
            )

    @property
    def columns(self) -> Table:
        return EXPORTED_TABLES[self.table]

    @property
    def file_stem(self) -> str:
        parts = (self.table, self.area, self.period, self.category)
        return "_".join(part for part in parts if part)
