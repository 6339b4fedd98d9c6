"""Files as offices send them, to the temp table `raw`: every cell as text, each row with its row number."""

from __future__ import annotations

from pathlib import Path

import duckdb

from etl.readers.describe import describe_found
from etl.readers.found import Found, ReadDefaults
from etl.readers.sniff import decode_head, detect_encoding, read_head
from etl.readers.tidy import plan_tidy, read_tidy
from pora.errors import RefusedError
from pora.locale import _

__all__ = ["Found", "ReadDefaults", "describe_found", "read_file"]


def read_file(path: Path, con: duckdb.DuckDBPyConnection, defaults: ReadDefaults) -> Found:
    """Fills `raw` in `con` (columns: headings.RAW_COLUMNS) and returns what was found.

    `raw` is a temp view or a temp table. Raises RefusedError with one sentence; nothing is then read.
    """
    head = read_head(path)
    text, encoding = decode_head(head, detect_encoding(head))
    plan = plan_tidy(path, text, encoding)
    found = read_tidy(path, con, plan, text, defaults) if plan else None
    if found is None:
        raise RefusedError(_("Berkas {name} belum dapat dibaca.").format(name=path.name))
    return found
