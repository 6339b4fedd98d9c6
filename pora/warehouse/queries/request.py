"""What is exported: a table, which part of it, how it is arranged.

Arranged, a table keeps some of its dimensions and measures, or turns the values of one dimension into columns. Persons
are summed over dimensions that go; so only `case_counts` can lose some, whose rows count nobody twice. Two things are
never summed: months, since a count is of those present at a month's end, and categories.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pora import schema
from pora.config import LANGUAGES
from pora.errors import UsageError
from pora.locale import _
from pora.reference.places import is_place
from pora.schema import Column, Table

FULL_GRAIN = "case_counts"  # exact, so not for a public reader
EXPORTED_TABLES: dict[str, Table] = {
    FULL_GRAIN: Table(FULL_GRAIN, schema.OUT_CASE_COUNTS.grain, schema.OUT_CASE_COUNTS.columns),
    "out_area_month": schema.OUT_AREA_MONTH,
    "out_area_month_detail": schema.OUT_AREA_MONTH_DETAIL,
    "out_kabupaten_month": schema.OUT_KABUPATEN_MONTH,
    "out_kecamatan_month": schema.OUT_KECAMATAN_MONTH,
    "out_desa_month": schema.OUT_DESA_MONTH,
}
EXACT_TABLES = (FULL_GRAIN, schema.OUT_DESA_MONTH.name)  # of which there is no public form
# What goes with a column: a name says nothing without its code, a number nothing without its status.
NAME_OF = {"area_code": "area_name", "kabupaten_code": "kabupaten_name", "kecamatan_code": "kecamatan_name"}
NAME_OF |= {"desa_code": "desa_name"}
STATUS_OF = {"person_count": "status", "unplaced_count": "unplaced_status"}
_VALUE = re.compile(r"[\w.\-]{0,40}")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def list_measure_columns(table: str) -> list[Column]:
    return [column for column in EXPORTED_TABLES[table].columns if column.sql_type in ("BIGINT", "INTEGER")]


def list_dimension_columns(table: str) -> list[Column]:
    """What rows are of, without the names that go with codes."""
    others = {*NAME_OF.values(), *STATUS_OF.values(), *(column.name for column in list_measure_columns(table))}
    return [column for column in EXPORTED_TABLES[table].columns if column.name not in others]


def list_fixed(table: str) -> list[str]:
    """The dimensions that can't go: rows of several months, categories or areas are never added up."""
    return [schema.PERIOD.name, schema.CATEGORY.name] if table == FULL_GRAIN else list(EXPORTED_TABLES[table].key)


@dataclass(frozen=True)
class ExportRequest:
    """A table of EXPORTED_TABLES; a month, or with `since` the last of several; an area or office by code; a category.

    `where` has dimensions with the one value that is taken, "" for not detailed. `dimensions` and `measures` name what
    stays, none for all; `across` is the dimension whose values become columns. `headings` is the language of the first
    line in CSV and XLSX; without it CSV has the names of the schema, XLSX the labels in the reader's language.
    """

    table: str
    period: str | None = None
    area: str | None = None
    category: str | None = None
    since: str | None = None
    where: tuple[tuple[str, str], ...] = ()
    dimensions: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    across: str | None = None
    headings: str | None = None

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
        if self.since is not None and not _MONTH.fullmatch(self.since):
            raise UsageError(_("Bulan '{month}' tidak dikenal. Tulis seperti 2024-03.").format(month=self.since))
        if self.headings is not None and self.headings not in LANGUAGES:
            raise UsageError(_("Judul kolom ada dalam bahasa {known}.").format(known=", ".join(LANGUAGES)))
        dimensions = [column.name for column in list_dimension_columns(self.table)]
        measures = [column.name for column in list_measure_columns(self.table)]
        self._check([*self.dimensions, *[name for name, _value in self.where]], dimensions)
        self._check([self.across] if self.across else [], dimensions)
        self._check(self.measures, measures)
        for name, value in self.where:
            if not _VALUE.fullmatch(value):
                raise UsageError(_("Nilai '{value}' untuk {name} tidak dikenal.").format(value=value[:40], name=name))

    def _check(self, given: list[str] | tuple[str, ...], known: list[str]) -> None:
        if unknown := [name for name in given if name not in known]:
            words = _("Kolom '{name}' tidak dapat dipilih di tabel {table}. Yang dapat: {known}.")
            raise UsageError(words.format(name=unknown[0][:40], table=self.table, known=", ".join(known)))

    @property
    def columns(self) -> Table:
        """The table as it is stored."""
        return EXPORTED_TABLES[self.table]

    @property
    def is_arranged(self) -> bool:
        return bool(self.dimensions or self.measures or self.across)

    @property
    def adds_up(self) -> bool:
        """Whether rows are summed where dimensions go."""
        return self.is_arranged and self.table == FULL_GRAIN

    @property
    def kept(self) -> list[str]:
        """The columns that say what a row is of, in the order of the table."""
        every = {column.name for column in list_dimension_columns(self.table)}
        stays = {*self.dimensions, *list_fixed(self.table)} if self.dimensions else every
        stays.discard(self.across or "")
        stays |= {NAME_OF[name] for name in stays if name in NAME_OF}
        return [column.name for column in self.columns.columns if column.name in stays]

    @property
    def counted(self) -> list[str]:
        """The measures, each with its status."""
        measures = self.measures or [column.name for column in list_measure_columns(self.table)]
        stays = {*measures, *(STATUS_OF[name] for name in measures if name in STATUS_OF)}
        if not self.measures:
            stays |= {"status"}
        return [column.name for column in self.columns.columns if column.name in stays]

    @property
    def file_stem(self) -> str:
        months = f"{self.since}--{self.period or ''}" if self.since else self.period
        chosen = [value or f"{name}-kosong" for name, value in self.where]
        parts = (self.table, self.area, months, self.category, *chosen, "susunan" if self.is_arranged else None)
        return "_".join(part for part in parts if part)


def list_facts(request: ExportRequest) -> dict[str, str | None]:
    """A request as the audit log keeps it: what was asked for, without what was not."""
    facts: dict[str, str | None] = {name: getattr(request, name) for name in ("table", "period", "area", "category")}
    facts |= {name: value for name in ("since", "across", "headings") if (value := getattr(request, name))}
    facts |= {name: ", ".join(value) for name in ("dimensions", "measures") if (value := getattr(request, name))}
    if request.where:
        facts["where"] = ", ".join(f"{name}={value}" for name, value in request.where)
    return facts


def across_suffix(value: str | None) -> str:
    """What the value adds to the name of a column."""
    return "tidak_dirinci" if value is None else value
