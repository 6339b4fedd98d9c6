"""Tim Pora in numbers: how many teams there should be and how many are said to be formed, how complete their reports
are, what they did, and what is not known.

Two numbers stand side by side and are never mixed: teams by law, one for each area, and teams that a source or an
office's list says are formed. A team that nobody mentions is not known; it may well be there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from pora import schema
from pora.locale import _, _n, format_number
from pora.schema.teams import YEAR_UNCONFIRMED


@dataclass(frozen=True)
class TeamCounts:
    """Teams by law and those said to be formed, in one area."""

    kabupaten: int
    reported_kabupaten: int
    kecamatan: int
    reported_kecamatan: int


def count_teams(teams: pd.DataFrame) -> TeamCounts:
    """Of rows of select_teams."""
    return TeamCounts(
        len(teams),
        int(teams["is_reported"].sum()),
        int(teams["kecamatan_count"].sum()),
        int(teams["reported_kecamatan_count"].sum()),
    )


def describe_team_counts(place: str, level: str, counts: TeamCounts) -> str:
    """What is known of the teams of a place, in a sentence; nothing known is no zero."""
    formed, part_formed = counts.reported_kabupaten, counts.reported_kecamatan
    if level == schema.KECAMATAN:
        return (
            _("{place}: tim kecamatan disebut terbentuk")
            if part_formed
            else _("{place}: belum ada keterangan tentang tim kecamatan")
        ).format(place=place)
    if formed and part_formed:
        sentence = _("{place}: {teams} dan {parts} disebut terbentuk")
    elif formed:
        sentence = _n("{place}: {teams} disebut terbentuk; tim kecamatan belum diketahui", formed)
    elif part_formed:
        sentence = _n("{place}: {parts} disebut terbentuk; tim kabupaten/kota belum diketahui", part_formed)
    else:
        sentence = _("{place}: belum ada keterangan tentang {teams} dan {parts}")
    teams = _("tim kabupaten/kota") if level == schema.KABUPATEN_KOTA else _name_teams(formed, counts.kabupaten)
    return sentence.format(place=place, teams=teams, parts=_name_kecamatan_teams(part_formed, counts.kecamatan))


def _name_teams(formed: int, total: int) -> str:
    """1 dari 7 tim kabupaten/kota; 7 tim kabupaten/kota where nothing is known."""
    words = _n("{n} dari {m} tim kabupaten/kota", total) if formed else _n("{m} tim kabupaten/kota", total)
    return words.format(n=format_number(formed), m=format_number(total))


def _name_kecamatan_teams(formed: int, total: int) -> str:
    words = _n("{n} dari {m} tim kecamatan", total) if formed else _n("{m} tim kecamatan", total)
    return words.format(n=format_number(formed), m=format_number(total))


def group_by_office(teams: pd.DataFrame) -> pd.DataFrame:
    """One row per office, those kabupaten/kota last whose office is not known: office_code, office_name (null there),
    kabupaten_count, reported_kabupaten_count, kecamatan_count, reported_kecamatan_count, known_member_count (teams of
    kabupaten/kota with a number of members, which are not added)."""
    grouped = teams.assign(has_members=teams[["member_count", "wide_count"]].notna().any(axis="columns")).groupby(
        ["office_code", "office_name"], dropna=False, sort=False
    )
    offices = grouped.agg(
        kabupaten_count=("area_code", "size"),
        reported_kabupaten_count=("is_reported", "sum"),
        kecamatan_count=("kecamatan_count", "sum"),
        reported_kecamatan_count=("reported_kecamatan_count", "sum"),
        known_member_count=("has_members", "sum"),
    ).reset_index()
    return offices.sort_values("office_name", na_position="last", ignore_index=True)


@dataclass(frozen=True)
class Reports:
    """Reports by kecamatan, made and due. `rows`: one per area, code in `area_code`, reporting_count and
    kecamatan_count in the month `period`, reported_sum and expected_sum over the last `months`."""

    period: str
    months: int
    rows: pd.DataFrame

    def add_up(self, codes: Mapping[str, object]) -> Reports:
        """The same for wider areas: `codes` has the wider area of each. All count kecamatan, so they may be added."""
        wider = self.rows["area_code"].map(codes)
        sums = self.rows.drop(columns="area_code").groupby(wider, dropna=False).sum()
        return Reports(self.period, self.months, sums.rename_axis("area_code").reset_index())


def summarise_reports(rows: pd.DataFrame, period: str, months: int) -> Reports:
    """Of a series by month and area (select_level_series) that ends with `period`."""
    last = sorted(rows["period"].unique())[-months:]
    recent = rows.loc[rows["period"].isin(last)]
    now = recent.loc[recent["period"] == period, ["area_code", "reporting_count", "kecamatan_count"]]
    sums = recent.groupby("area_code", as_index=False).agg(
        reported_sum=("reporting_count", "sum"), expected_sum=("kecamatan_count", "sum")
    )
    return Reports(period, len(last), now.merge(sums, on="area_code", validate="one_to_one"))


def count_activities(activities: pd.DataFrame) -> pd.DataFrame:
    """One row per kind that occurs, in the order of the schema: activity_kind, done, announced."""
    counts = activities.groupby(["activity_kind", "activity_status"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=[schema.DONE, schema.ANNOUNCED], fill_value=0)
    counts = counts.reindex([kind for kind in schema.ACTIVITY_KINDS if kind in counts.index])
    return counts.set_axis(["done", "announced"], axis="columns").rename_axis("activity_kind").reset_index()


def describe_unknowns(counts: TeamCounts, meetings: pd.DataFrame, activities: pd.DataFrame) -> list[str]:
    """What nobody should read into the page, in sentences."""
    lines = []
    kabupaten, kecamatan = counts.kabupaten - counts.reported_kabupaten, counts.kecamatan - counts.reported_kecamatan
    others = [
        *([_name_teams(0, kabupaten)] if kabupaten else []),
        *([_name_kecamatan_teams(0, kecamatan)] if kecamatan else []),
    ]
    if others:
        words = _("Apakah {teams} lainnya sudah terbentuk tidak diketahui. Itu tidak berarti belum.")
        lines.append(words.format(teams=_(" dan ").join(others)))
    lines.append(_("Jumlah anggota hanya ditulis bila ada sumbernya, dan tidak dijumlahkan antar-tim."))
    if (meetings["date_precision"] == YEAR_UNCONFIRMED).any():
        lines.append(_("Tahun rapat yang bertanda belum pasti tidak tercetak di beritanya."))
    if (activities["activity_status"] == schema.ANNOUNCED).any():
        lines.append(_("Kegiatan yang diumumkan belum tentu dilaksanakan; belum ada laporan pelaksanaannya."))
    return lines
