"""The published tables of a snapshot for a notebook: SQL over what a scope may see, and nothing else.

The database that answers is a new one in memory. A table is copied into it through the scope when a query first names
it, and only then logged as one that left. So no query, however written, reaches a row that the scope may not see; what
it does to the copy changes no snapshot.
"""

from __future__ import annotations

import re

import duckdb
import pandas as pd
import pyarrow as pa

from pora.access import audit
from pora.access.roles import Scope
from pora.errors import UsageError
from pora.export.source import open_source
from pora.locale import _
from pora.warehouse import queries
from pora.warehouse.db import use_snapshot
from pora.warehouse.queries.request import EXACT_TABLES, EXPORTED_TABLES, ExportRequest, list_facts


class Notebook:
    """`id` names the snapshot: write it beside every figure that you make."""

    def __init__(self, snapshot_id: str | None, scope: Scope) -> None:
        self._scope = scope
        snapshot = use_snapshot(snapshot_id)
        self.id = snapshot.id
        self.facts = queries.select_facts(snapshot, scope)
        self._connection = duckdb.connect(":memory:", config={"enable_external_access": False})
        self._connection.execute("SET python_enable_replacements = false")
        self._connection.execute("SET lock_configuration = true")
        self._loaded: set[str] = set()

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that the scope may see."""
        return tuple(name for name in EXPORTED_TABLES if self._scope.version == "exact" or name not in EXACT_TABLES)

    def sql(self, statement: str, **parameters: object) -> pd.DataFrame:
        """The answer to a query; `$name` in it stands for a parameter. Raises AccessError for a table that the scope
        may not see, UsageError for SQL that can't be run."""
        try:
            for name in EXPORTED_TABLES:
                if re.search(rf"\b{name}\b", statement, re.IGNORECASE):
                    self._load(name)
            return self._connection.execute(statement, parameters).df()
        except duckdb.Error as error:
            raise UsageError(_("SQL ini tidak dapat dijalankan: {reason}").format(reason=error)) from error

    def table(self, name: str) -> pd.DataFrame:
        """A whole table."""
        return self.sql(f"SELECT * FROM {ExportRequest(name).table}")  # noqa: S608 - a name of EXPORTED_TABLES

    def _load(self, name: str) -> None:
        if name in self._loaded:
            return
        source = open_source(ExportRequest(name), self._scope, self.id)
        reader = pa.RecordBatchReader.from_batches(source.schema, source.read_batches())
        audit.record(
            audit.EXPORT,
            audit.command_user(),
            **list_facts(source.request),
            format="notebook",
            version=self._scope.version,
            rows=source.rows,
            snapshot=self.id,
        )
        self._connection.register("incoming", reader)
        self._connection.execute(f"CREATE TABLE {name} AS FROM incoming")
        self._connection.unregister("incoming")
        self._loaded.add(name)


def open_notebook(snapshot_id: str | None, scope: Scope | None) -> Notebook:
    return Notebook(snapshot_id, scope or Scope("public"))
