"""Figures of agencies side by side, in words and as a table. No word is a sum or an average."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pora.config import office_time
from pora.locale import _, _n, format_day, format_number, format_period
from pora.reference.agencies import agency_words
from pora.reference.measures import read_measures
from pora.statistics.agencies import AgencyDifference, AgencyFigures
from pora.statistics.publications import describe_as_of, describe_value
from pora.wording.counts import describe_cell
from pora.wording.lists import describe_list_state

_MOST_IN_TITLE = 4


def describe_agencies_beside(found: AgencyFigures, place: str) -> str:
    """What each agency says, in one sentence without its full stop; that there is one only, or none."""
    if not found.agencies:
        return _("Belum ada angka dari instansi mana pun untuk {place}").format(place=place)
    if len(found.agencies) == 1:
        figures = "; ".join(f"{_say(row)}, {_date(row)}" for _i, row in found.rows.iterrows())
        return _("{place}: tidak ada bandingannya, hanya {agency} yang menyebut angka: {figures}").format(
            place=place, agency=found.agencies[0], figures=figures
        )
    if found.has_one_date:
        figures = "; ".join(f"{row['agency']} {_say(row)}" for _i, row in found.rows.iterrows())
        return _("{place}, {date}: {figures}").format(place=place, date=_date(found.rows.iloc[0]), figures=figures)
    figures = "; ".join(f"{row['agency']} {_say(row)}, {_date(row)}" for _i, row in found.rows.iterrows())
    return _("{place}: {figures}").format(place=place, figures=figures)


def name_agency_figures(found: AgencyFigures, place: str) -> str:
    """A title: Kab. Batang: Disdukcapil 686, Disnaker 201, Kodim 177; of more than four figures how many there are."""
    rows = [row for _i, row in found.rows.iterrows()]
    if len(rows) > _MOST_IN_TITLE:
        return _("{place}: {n} angka dari {m} instansi").format(
            place=place, n=format_number(len(rows)), m=format_number(len(found.agencies))
        )
    figures = ", ".join(f"{row['agency']} {describe_value(row)}" for row in rows)
    words = _("{place}: {figures}") if found.has_one_date else _("{place}: {figures} (tanggal berbeda)")
    return words.format(place=place, figures=figures)


def list_agency_differences(found: AgencyFigures) -> list[str]:
    """Why the figures differ, as far as it is known: dates, measures, numbers, what their sources leave open. Nothing
    of fewer than two agencies."""
    if len(found.agencies) < 2:
        return []
    lines = [_describe_difference(one) for one in found.list_differences()]
    if len(found.measures) > 1:
        words = _("Yang dihitung berbeda ({measures}), jadi selisih antarukuran tidak dihitung.")
        lines.append(words.format(measures="; ".join(found.measures)))
    if not found.has_one_date:
        lines.append(_("Tanggalnya berbeda, jadi bedanya dapat juga berasal dari waktu."))
    unsure = [row for _i, row in found.rows.iterrows() if row["value_precision"] != "exact"]
    if unsure:
        figures = "; ".join(f"{row['agency']} {describe_value(row)}" for row in unsure)
        lines.append(_("Bukan angka pasti, jadi selisihnya tidak dihitung: {figures}.").format(figures=figures))
    return lines + [_describe_repeated(found, agency) for agency in found.repeated]


def describe_own_count(cell: Mapping[str, Any], period: str) -> str:
    """What the case tables have for the same month. It stands apart: no agency's figure is part of it."""
    words = _("Tabel kasus kantor imigrasi, {period}, dihitung terpisah: {count}, orang asing pemegang izin tinggal.")
    return words.format(period=format_period(period), count=describe_cell(cell))


def describe_other_times(found: AgencyFigures) -> str:
    """The figures of other times, each with its own; empty where there is none."""
    if found.others.empty:
        return ""
    count = len(found.others)
    figures = "; ".join(f"{row['agency']} {_say(row)}, {_date(row)}" for _i, row in found.others.iterrows())
    words = _n("{n} angka dari waktu lain tidak dibandingkan: {figures}.", count)
    return words.format(n=format_number(count), figures=figures)


def make_agency_table(found: AgencyFigures) -> pd.DataFrame:
    """One row per figure: agency, number as the source gives it, what it counts, its date and source."""
    rows = [row for _i, row in found.rows.iterrows()]
    return pd.DataFrame(
        {
            _("Instansi"): [row["agency"] for row in rows],
            _("Angka"): [describe_value(row) for row in rows],
            _("Yang dihitung"): [row["measure"] for row in rows],
            _("Definisi"): [read_measures()[row["measure"]].definition for row in rows],
            _("Keadaan per"): [_date(row) for row in rows],
            _("Sumber"): [row["source"] for row in rows],
            _("Catatan"): [row["note"] if isinstance(row["note"], str) else "–" for row in rows],
        }
    )


def make_agency_file_table(files: pd.DataFrame) -> pd.DataFrame:
    """One row per table of another agency, of `queries.select_lists`."""
    rows = [row for _i, row in files.iterrows()]
    return pd.DataFrame(
        {
            _("Instansi"): [agency_words()[row["agency"]] for row in rows],
            _("Yang dihitung"): [row["measure"] for row in rows],
            _("Periode"): [_name_months(row["period_first"], row["period_last"]) for row in rows],
            _("Berkas"): [row["file_name"] for row in rows],
            _("Kantor"): [row["office_name"] for row in rows],
            _("Dimuat"): [format_day(office_time(row["received_at"])) for row in rows],
            _("Keadaan"): [describe_list_state(row) for row in rows],
        }
    )


def _name_months(first: str, last: str) -> str:
    return format_period(first) if first == last else f"{format_period(first)} – {format_period(last)}"


def _say(row: pd.Series) -> str:
    """686 WNA pemegang KTP."""
    return f"{describe_value(row)} {row['measure']}"


def _date(row: pd.Series) -> str:
    return describe_as_of(str(row["as_of"]), row["as_of_precision"])


def _describe_difference(one: AgencyDifference) -> str:
    words = {"more": one.more, "less": one.less, "measure": one.measure, "gap": format_number(one.gap)}
    if not one.gap:
        return _("{more} dan {less} menyebut angka yang sama untuk {measure}.").format(**words)
    return _("{more} menyebut {gap} lebih banyak daripada {less}, keduanya untuk {measure}.").format(**words)


def _describe_repeated(found: AgencyFigures, agency: str) -> str:
    count = int((found.rows["agency"] == agency).sum())
    words = _("{agency} menyebut {n} angka; semuanya ditampilkan, tidak ada yang dipilih.")
    return words.format(agency=agency, n=format_number(count))
