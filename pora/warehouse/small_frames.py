"""Answers of DuckDB as frames, as its own `df()` makes them: the same values, types and missing values. Of a few rows
`df()` takes twice as long as the question, most of it for pandas to look at each column several times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb
    import pandas as pd


# Of lists and the like, which few answers have, DuckDB's own way is taken.
_PLAIN = {"VARCHAR", "BIGINT", "INTEGER", "SMALLINT", "UTINYINT", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMP"}


def read_frame(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """What the cursor was asked last, whole. Names of columns must differ."""
    import pandas as pd

    types = [str(kind) for _name, kind, *_rest in cursor.description or ()]
    if not _PLAIN.issuperset(types):
        return cursor.df()
    columns = cursor.fetchnumpy()
    return pd.DataFrame(
        {name: _make_column(values, kind) for (name, values), kind in zip(columns.items(), types, strict=True)},
        copy=False,
    )


def list_records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Its rows, each by the names of the columns: a look at one of a frame takes as long as all of these."""
    names = list(frame.columns)
    return [dict(zip(names, row, strict=True)) for row in zip(*(frame[name].tolist() for name in names), strict=True)]


def _make_column(values: Any, kind: str) -> Any:
    """Of a NumPy array, which is masked where values are missing."""
    import numpy as np
    import pandas as pd

    text: Any = pd.StringDtype(na_value=np.nan)
    missing = np.ma.getmaskarray(values) if isinstance(values, np.ma.MaskedArray) else None
    if missing is None or not missing.any():
        plain: Any = np.asarray(values)
        return pd.array(plain, dtype=text) if kind == "VARCHAR" and len(plain) else plain
    if values.dtype.kind == "O":
        known: Any = np.where(missing, None, values.data)
        is_text = kind == "VARCHAR" and not missing.all()
        return pd.array(known, dtype=text) if is_text else pd.Series(known, dtype=object)
    if values.dtype.kind == "b":
        return pd.arrays.BooleanArray(values.data, missing)
    if values.dtype.kind in "iu":
        return pd.arrays.IntegerArray(values.data, missing)
    return values.filled(np.nan if values.dtype.kind == "f" else np.datetime64("NaT"))
