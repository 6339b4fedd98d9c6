"""What the forms of tables and of decks are called; apart, since making them imports much."""

from __future__ import annotations

TABLE_FORMATS = ("csv", "csv-excel", "xlsx", "parquet", "geojson", "topojson", "geoparquet", "sdmx-csv", "datapackage")
STEPS = {"pptx": 1, "pdf": 1, "png": 1, "docx": 1, "bundle": 4}  # of which `say` tells, by format
DECK_FORMATS = tuple(STEPS)
TEMPLATE_FORMATS = ("pptx", "bundle")  # those that take the look of an office
