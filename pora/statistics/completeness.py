"""Who has reported, month by month: the states of areas, as pora/figures/charts/status_heatmap.py draws them, and who
is late."""

from __future__ import annotations

import pandas as pd

from pora import schema
from pora.locale import _, format_number, format_period
from pora.statistics.measures import Measure, state_words

COMPLETE, PARTIAL, INCOMPLETE = "lengkap", "sebagian", "tidak_lengkap"


def judge_kabupaten(row: pd.Series) -> tuple[str, str, str]:
    """State, text of the cell and words of one kabupaten/kota, or of one province, in one month."""
    if not row["reporting_count"] and row["status"] == schema.BELUM_LAPOR:
        return schema.BELUM_LAPOR, "", _("belum lapor")
    counts = {"n": format_number(row["reporting_count"]), "m": format_number(row["kecamatan_count"])}
    words = _("{n} dari {m} kecamatan melapor").format(**counts)
    text = "{n}/{m}".format(**counts)
    if row["kecamatan_count"] >= 100:  # too long for a cell; rounded down, lest 289 of 290 be all
        text = f"{100 * row['reporting_count'] // row['kecamatan_count']}%"
    if row["incomplete_count"]:
        words += _("; {k} tidak lengkap").format(k=format_number(row["incomplete_count"]))
        return INCOMPLETE, text, words
    if row["reporting_count"] < row["kecamatan_count"]:
        return PARTIAL, text, words
    return COMPLETE, "", words


def judge_kecamatan(row: pd.Series) -> tuple[str, str, str]:
    """The same of one kecamatan."""
    has_number = row["status"] in (schema.ANGKA, schema.NOL)
    words = format_number(row["person_count"]) if has_number else state_words(Measure("", ""))[row["status"]]
    if row["incomplete_count"]:
        return INCOMPLETE, words if has_number else "", _("{number}; ada baris yang ditolak").format(number=words)
    return row["status"], words if has_number else "", words


def make_cells(rows: pd.DataFrame, by_kecamatan: bool) -> pd.DataFrame:
    """The frame that pora/figures/charts/status_heatmap.py draws."""
    judge = judge_kecamatan if by_kecamatan else judge_kabupaten
    judged = [judge(row) for _i, row in rows.iterrows()]
    cells = rows[["area_code", "area_name", "period"]].assign(
        state=[state for state, _text, _words in judged],
        text=[text for _state, text, _words in judged],
        short=[words for _state, _text, words in judged],
    )
    places = zip(cells["area_name"], cells["period"], cells["short"], strict=True)
    cells["words"] = [f"<b>{name}, {format_period(period)}</b><br>{words}" for name, period, words in places]
    return cells


def find_late(rows: pd.DataFrame, newest: str) -> pd.DataFrame:
    """One row per kabupaten/kota without any report for the newest month: area_code, area_name, last (its last month
    with a report, or null)."""
    has_report = (rows["reporting_count"] > 0) | (rows["status"] != schema.BELUM_LAPOR)
    last = rows.loc[has_report].groupby("area_code")["period"].max()
    areas = rows[["area_code", "area_name"]].drop_duplicates()
    areas["last"] = areas["area_code"].map(last).astype(object)  # of nobody who reported: no text
    return areas.loc[areas["last"].fillna("") < newest].reset_index(drop=True)
