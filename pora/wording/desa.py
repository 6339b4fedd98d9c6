"""What is said of reports by desa."""

from __future__ import annotations

import pandas as pd

from pora import schema
from pora.locale import _, format_number


def describe_desa_reports(desa: pd.DataFrame) -> list[str]:
    """How many of the desa of `queries.select_desa` reported, zero included; nothing where none is known by desa."""
    of_desa = desa[desa["desa_code"].notna()]
    if of_desa.empty:
        return []
    reporting = int((of_desa["status"] != schema.BELUM_LAPOR).sum())
    return describe_desa_share(reporting, len(of_desa))


def describe_desa_share(reporting: int, total: int) -> list[str]:
    """How many desa of a place reported; nothing where none did, since most report by kecamatan."""
    words = _("{n} dari {m} desa/kelurahan melapor")
    return [words.format(n=format_number(reporting), m=format_number(total))] if reporting else []
