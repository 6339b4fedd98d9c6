"""Every form that a table can leave in, by name."""

from __future__ import annotations

from pora.export.csv_text import CSV, CSV_EXCEL
from pora.export.datapackage import DATAPACKAGE
from pora.export.form import Format
from pora.export.geo import GEOJSON, GEOPARQUET
from pora.export.parquet import PARQUET
from pora.export.sdmx import SDMX_CSV
from pora.export.topo import TOPOJSON
from pora.export.xlsx import XLSX

FORMATS: dict[str, Format] = {
    one.name: one for one in (CSV, CSV_EXCEL, XLSX, PARQUET, GEOJSON, TOPOJSON, GEOPARQUET, SDMX_CSV, DATAPACKAGE)
}
