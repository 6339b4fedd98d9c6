"""What DuckDB's errors mean to whoever reads or writes a snapshot: one sentence each, with the step that helps."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import duckdb

from pora import paths, schema
from pora.errors import SnapshotError
from pora.locale import _
from pora.warehouse.snapshots import broken_error

_FORMAT = "format "
_COLUMNS = """
SELECT CASE schema_name WHEN 'main' THEN '' ELSE schema_name || '.' END || table_name,
       list(column_name ORDER BY column_index)
FROM duckdb_columns() WHERE NOT internal AND database_name = current_database() GROUP BY ALL
"""


def explain_failure(
    error: duckdb.Error, snapshot_id: str, connection: duckdb.DuckDBPyConnection | None = None
) -> SnapshotError:
    """The error to raise instead; `connection` is the snapshot's, once it is open."""
    reason = str(error)
    if isinstance(error, duckdb.InterruptException):
        return SnapshotError(
            _("Permintaan ini terlalu lama dihitung dan dihentikan. Pilih wilayah atau periode yang lebih kecil.")
        )
    if isinstance(error, duckdb.OutOfMemoryException):
        return SnapshotError(
            _("Permintaan ini memerlukan memori lebih banyak daripada yang ada. Pilih bagian yang lebih kecil.")
        )
    if "Could not set lock" in reason or "Cannot open file" in reason:
        message = _("Berkas {file} tidak dapat dibuka. Tutup program lain yang memakainya, dan periksa izin bacanya.")
        return SnapshotError(message.format(file=f"{paths.warehouse().name}/pora-{snapshot_id}.duckdb"))
    if isinstance(error, duckdb.IOException) and "version number" in reason:
        return _newer(snapshot_id)
    if isinstance(error, duckdb.CatalogException | duckdb.BinderException) and connection:
        try:
            with connection.cursor() as cursor:
                _require_same_version(cursor, snapshot_id)
        except SnapshotError as other_version:
            return other_version
    if isinstance(error, duckdb.IOException | duckdb.SerializationException | duckdb.FatalException):
        return broken_error(snapshot_id)
    return _fault_of_ours(error)


def mark_version(con: duckdb.DuckDBPyConnection) -> None:
    """Writes into a snapshot which core tables it has."""
    con.execute(f"COMMENT ON TABLE core_snapshot IS '{_FORMAT}{schema.CORE_FORMAT}'")


def read_format(con: duckdb.DuckDBPyConnection) -> int:
    """Which core tables a snapshot has; 0 where it is older than the numbers."""
    row = con.execute(
        "SELECT comment FROM duckdb_tables() WHERE table_name = 'core_snapshot' AND database_name = current_database()"
    ).fetchone()
    number = str(row[0] or "").removeprefix(_FORMAT) if row else ""
    return int(number) if number.isdecimal() else 0


def has_same_core(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether core tables are those of this version, column by column."""
    return _has_core(_read_columns(con))


def _has_core(found: dict[str, tuple[str, ...]]) -> bool:
    return all(found.get(table.name) == table.column_names for table in schema.CORE_TABLES)


def refuse_newer(con: duckdb.DuckDBPyConnection, snapshot_id: str) -> None:
    """Raises SnapshotError for a snapshot of a newer version of the product."""
    if read_format(con) > schema.CORE_FORMAT:
        raise _newer(snapshot_id)


def require_same_core(con: duckdb.DuckDBPyConnection, snapshot_id: str) -> None:
    """Raises SnapshotError for a snapshot with the core tables of an older or newer version."""
    refuse_newer(con, snapshot_id)
    if not has_same_core(con):
        raise _older(snapshot_id) if read_format(con) < schema.CORE_FORMAT else unknown_error(snapshot_id)


def has_same_tables(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether all tables and views are those of this version."""
    found = _read_columns(con)
    return _has_core(found) and all(found.get(name) == columns for name, columns in _list_published())


def _require_same_version(con: duckdb.DuckDBPyConnection, snapshot_id: str) -> None:
    """Raises SnapshotError for a snapshot of any other version."""
    require_same_core(con, snapshot_id)
    if not has_same_tables(con):
        raise _older(snapshot_id)


def _read_columns(con: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, ...]]:
    return {str(name): tuple(columns) for name, columns in con.execute(_COLUMNS).fetchall()}


def _list_published() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Name and columns of whatever `publish` makes anew."""
    for table in (*schema.REFERENCE_TABLES, *schema.DERIVED_TABLES):
        yield table.name, table.column_names
    for version in ("exact", "public"):
        yield from ((f"{version}.{table.name}", table.column_names) for table in schema.OUT_TABLES)
        yield from ((f"{version}_scoped.{table.name}", table.column_names) for table in schema.SCOPED_TABLES)


def _older(snapshot_id: str) -> SnapshotError:
    message = _("Snapshot {id} berasal dari versi program yang lain. Jalankan: python -m etl upgrade")
    return SnapshotError(message.format(id=snapshot_id))


def unknown_error(snapshot_id: str) -> SnapshotError:
    """For core tables that no version of the product has written."""
    message = _(
        "Snapshot {id} berisi tabel yang tidak dikenal program ini. Pindahkan folder {folder}, jalankan: "
        "python -m etl build, lalu muat lagi berkas dari folder intake."
    )
    return SnapshotError(message.format(id=snapshot_id, folder=paths.warehouse().name))


def _newer(snapshot_id: str) -> SnapshotError:
    message = _("Snapshot {id} dibuat oleh versi program yang lebih baru. Perbarui program ini.")
    return SnapshotError(message.format(id=snapshot_id))


def _fault_of_ours(error: duckdb.Error) -> SnapshotError:
    logging.getLogger("pora").error("A statement failed", exc_info=error)
    return SnapshotError(
        _(
            "Program ini salah bertanya pada basis data; datanya tidak apa-apa. Laporkan kepada pengelola: {kind}."
        ).format(kind=type(error).__name__)
    )
