"""Parquet: typed columns, zstd, in row groups; the metadata of the export lies in the schema, under `pora`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from pora.export.form import Format
from pora.export.metadata import describe_export, write_json
from pora.export.source import ExportSource

GROUP_ROWS = 120_000
METADATA_KEY = b"pora"
MIME = "application/vnd.apache.parquet"


def group_rows(batches: Iterator[pa.RecordBatch], schema: pa.Schema) -> Iterator[pa.Table]:
    """Tables of GROUP_ROWS rows, the last one of what is left: how the batches came must not show in the file."""
    held, rows = [], 0
    for batch in batches:
        held.append(batch)
        rows += batch.num_rows
        while rows >= GROUP_ROWS:
            table = pa.Table.from_batches(held, schema)
            yield table.slice(0, GROUP_ROWS)
            rows -= GROUP_ROWS
            held = table.slice(GROUP_ROWS).to_batches()
    if rows:
        yield pa.Table.from_batches(held, schema)


class Parquet(Format):
    def write(self, source: ExportSource, file: BinaryIO) -> None:
        described = describe_export(source, self.name, self.describe(source.request))
        schema = source.schema.with_metadata({METADATA_KEY: write_json(described)})
        with pq.ParquetWriter(file, schema, compression="zstd") as writer:
            for table in group_rows(source.read_marked(), source.schema):
                writer.write_table(table.replace_schema_metadata(schema.metadata), row_group_size=GROUP_ROWS)


PARQUET = Parquet(
    name="parquet",
    suffix=".parquet",
    mime=MIME,
    description="Parquet: kolom bertipe, untuk Python, R, dan DuckDB",
)
