"""What is said of reports by desa."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from pora import schema
from pora.locale import _, format_number


def describe_desa_reports(desa: pd.DataFrame) -> list[str]:
    """How many of the desa of `queries.select_desa` reported, zero included; nothing where none is known by desa."""
    of_desa = desa[desa["desa_code"].notna()]
    if of_desa.empty:
        return []
    reporting = int(of_desa["status"].isin((schema.ANGKA, schema.NOL)).sum())
    return describe_desa_share(reporting, len(of_desa))


def describe_desa_share(reporting: int, total: int) -> list[str]:
    """How many desa of a place reported; nothing where none did, since most report by kecamatan."""
    words = _("{n} dari {m} desa/kelurahan melapor")
    return [words.format(n=format_number(reporting), m=format_number(total))] if reporting else []


def describe_desa_rollup(kecamatan: pd.DataFrame) -> str:
    """Of a place, from `find_desa_reports` of all its kecamatan: 12 dari 132 desa/kelurahan melapor, di 1 dari 9
    kecamatan; 5 kecamatan melapor tanpa rincian desa."""
    (share,) = describe_desa_share(int(kecamatan["reporting_count"].sum()), int(kecamatan["desa_count"].sum())) or [""]
    if not share:
        return _("tidak ada yang melapor per desa/kelurahan.")
    words = _("{share}, di {n} dari {m} kecamatan")
    detailed = int(kecamatan["is_detailed"].sum())
    sentence = words.format(share=share, n=format_number(detailed), m=format_number(len(kecamatan)))
    without = int((kecamatan["is_reported"] & ~kecamatan["is_detailed"]).sum())
    if without:
        sentence += _("; {n} kecamatan melapor tanpa rincian desa").format(n=format_number(without))
    return f"{sentence}."


def describe_reports_of(row: Mapping[Hashable, Any], level: str) -> str:
    """Of one kecamatan of `find_desa_reports`, or of a wider area of `roll_up_desa_reports`: 12 dari 14; belum lapor;
    melapor tanpa rincian desa."""
    counts = _("{n} dari {m}").format(n=format_number(row["reporting_count"]), m=format_number(row["desa_count"]))
    if row["reporting_count"]:
        if level == schema.KECAMATAN:
            return counts
        inner = _("di {n} dari {m} kecamatan")
        of_all = {"n": format_number(row["detailed_count"]), "m": format_number(row["kecamatan_count"])}
        return f"{counts}, {inner.format(**of_all)}"
    is_reported = row["is_reported"] if level == schema.KECAMATAN else row["reported_count"]
    return _("melapor tanpa rincian desa") if is_reported else _("belum lapor")
