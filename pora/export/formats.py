"""Every form that a table can leave in, by name."""

from __future__ import annotations

from typing import Any, BinaryIO, Protocol

from pora.export.csv_text import CSV, CSV_EXCEL, CsvProfile
from pora.export.datapackage import DATAPACKAGE
from pora.export.geo import GEOJSON, GEOPARQUET
from pora.export.parquet import PARQUET
from pora.export.request import ExportRequest
from pora.export.source import Source
from pora.export.xlsx import XLSX

__all__ = ["CSV", "CSV_EXCEL", "FORMATS", "CsvProfile", "Format"]


class Format(Protocol):
    """One form. The same source gives the same bytes, whenever it is written."""

    @property
    def name(self) -> str: ...
    @property
    def suffix(self) -> str: ...
    @property
    def mime(self) -> str: ...
    @property
    def description(self) -> str: ...

    @property
    def has_headings(self) -> bool:
        """Whether its columns can have other headings than their names."""

    def find_obstacle(self, request: ExportRequest) -> str | None:
        """Why this form can't hold that request, and what to do; None where it can."""

    def describe(self, request: ExportRequest) -> dict[str, Any]:
        """What the metadata says of this form."""

    def write(self, source: Source, file: BinaryIO) -> None:
        """Streamed where the form allows it. Raises UsageError where the rows are too many for it."""


FORMATS: dict[str, Format] = {
    one.name: one for one in (CSV, CSV_EXCEL, XLSX, PARQUET, GEOJSON, GEOPARQUET, DATAPACKAGE)
}
