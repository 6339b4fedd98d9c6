"""Tables of Tim Pora: frames of words, ready to be shown; reports stand beside the teams that owe them."""

from __future__ import annotations

import pandas as pd

from pora import schema
from pora.config import office_time
from pora.locale import _, _n, format_day, format_number, format_period
from pora.reference.areas import area_index
from pora.reference.offices import name_office
from pora.statistics.teams import Reports, TeamCounts, count_activities, group_by_office
from pora.wording.lists import describe_list_state
from pora.wording.teams import (
    activity_words,
    composition_words,
    describe_agencies,
    describe_date,
    describe_formation,
    describe_members,
    describe_origin,
    list_words,
    name_meeting,
    name_own_words,
    status_words,
)


def format_part(count: float, whole: float) -> str:
    return _("{n} dari {m}").format(n=format_number(int(count)), m=format_number(int(whole)))


def format_known(reported: float, whole: float) -> str:
    """7 dari 7; – dari 5 where nobody says anything, which is not zero."""
    return format_part(reported, whole) if reported else _("– dari {m}").format(m=format_number(int(whole)))


def name_reports(reports: Reports) -> list[str]:
    """Headings of the two columns of reports."""
    return [
        _("Melapor {period}").format(period=format_period(reports.period)),
        _n("Laporan {n} bulan", reports.months).format(n=format_number(reports.months)),
    ]


def make_office_table(teams: pd.DataFrame, reports: Reports | None) -> pd.DataFrame:
    """One row per office."""
    offices = group_by_office(teams)
    wider = reports.add_up(dict(zip(teams["area_code"], teams["office_code"], strict=True))) if reports else None
    return pd.DataFrame(
        {
            _("Kantor"): offices["office_name"].astype(object).fillna(_("kantor belum diketahui")),
            _("Tim kabupaten/kota"): _describe_all(offices["reported_kabupaten_count"], offices["kabupaten_count"]),
            _("Tim kecamatan"): _describe_all(offices["reported_kecamatan_count"], offices["kecamatan_count"]),
            _("Anggota diketahui"): _describe_all(offices["known_member_count"], offices["kabupaten_count"]),
            **_report_columns(wider, offices["office_code"]),
        }
    )


def make_kabupaten_table(teams: pd.DataFrame, reports: Reports | None) -> pd.DataFrame:
    """One row per kabupaten/kota."""
    return pd.DataFrame(
        {
            _("Tim"): teams["area_name"],
            _("Pembentukan"): [describe_formation(row) for _i, row in teams.iterrows()],
            _("Tim kecamatan"): _describe_all(teams["reported_kecamatan_count"], teams["kecamatan_count"]),
            _("Anggota"): [describe_members(row) for _i, row in teams.iterrows()],
            **_report_columns(reports, teams["area_code"]),
            _("Sumber"): [describe_origin(row) for _i, row in teams.iterrows()],
        }
    )


def make_kecamatan_table(teams: pd.DataFrame, reports: Reports | None) -> pd.DataFrame:
    """One row per kecamatan."""
    return pd.DataFrame(
        {
            _("Tim"): teams["area_name"],
            _("Pembentukan"): [describe_formation(row) for _i, row in teams.iterrows()],
            _("Anggota"): [describe_members(row) for _i, row in teams.iterrows()],
            **_report_columns(reports, teams["area_code"]),
            _("Sumber"): [describe_origin(row) for _i, row in teams.iterrows()],
        }
    )


def make_reporting_table(months: pd.DataFrame) -> pd.DataFrame:
    """One row per area, one column per month, the newest first: how many of its kecamatan reported."""
    words = [_describe_month(n, m) for n, m in zip(months["reporting_count"], months["kecamatan_count"], strict=True)]
    table = months.assign(words=words).pivot(index="area_code", columns="period", values="words")
    table = table[sorted(table.columns, reverse=True)].rename(columns=format_period).rename_axis(None, axis="columns")
    table.insert(0, _("Tim"), months.groupby("area_code")["area_name"].first())
    return table.reset_index(drop=True)


def make_rule_table(counts: TeamCounts, province_teams: pd.DataFrame) -> pd.DataFrame:
    """One row per level: teams by law, those said to be formed, who makes them up. `province_teams` may be empty."""
    levels = [
        (_("Provinsi"), len(province_teams), int(province_teams["is_reported"].sum()), schema.PROVINSI),
        (_("Kabupaten/kota"), counts.kabupaten, counts.reported_kabupaten, schema.KABUPATEN_KOTA),
        (_("Kecamatan"), counts.kecamatan, counts.reported_kecamatan, schema.KECAMATAN),
    ]
    shown = [(name, due, said, level) for name, due, said, level in levels if due]
    return pd.DataFrame(
        {
            _("Tingkat"): [name for name, *_rest in shown],
            _("Menurut ketentuan"): [format_number(due) for _name, due, *_rest in shown],
            _("Disebut terbentuk"): [format_number(said) if said else "–" for _name, _due, said, _level in shown],
            _("Susunan"): [composition_words().get(level, _("belum dicatat di sini")) for *_rest, level in shown],
        }
    )


def make_activity_counts(activities: pd.DataFrame) -> pd.DataFrame:
    """One row per kind of activity."""
    counts = count_activities(activities)
    return pd.DataFrame(
        {
            _("Jenis kegiatan"): counts["activity_kind"].map(activity_words()),
            _("Dilaksanakan"): [format_number(n) for n in counts["done"]],
            _("Diumumkan"): [format_number(n) for n in counts["announced"]],
        }
    )


def make_activity_table(activities: pd.DataFrame) -> pd.DataFrame:
    """One row per activity."""

    def format_counts(counts: pd.Series) -> list[str]:
        words = [None if pd.isna(count) else format_number(int(count)) for count in counts]
        return list(map(name_own_words, words, activities["is_kept_back"]))

    return pd.DataFrame(
        {
            _("Tanggal"): [_describe_days(row) for _i, row in activities.iterrows()],
            _("Jenis kegiatan"): activities["activity_kind"].map(activity_words()),
            _("Operasi"): list(map(name_own_words, activities["operation_name"], activities["is_kept_back"])),
            _("Pelaksanaan"): activities["activity_status"].map(status_words()),
            _("Wilayah"): [
                name_event_area(level, code)
                for level, code in zip(activities["level"], activities["area_code"], strict=True)
            ],
            _("Instansi"): [describe_agencies(codes) for codes in activities["agencies"]],
            _("Titik"): format_counts(activities["visited_count"]),
            _("Orang diperiksa"): format_counts(activities["checked_count"]),
            _("Temuan"): format_counts(activities["finding_count"]),
            _("Diamankan"): format_counts(activities["held_count"]),
            _("Keterangan dan sumber"): [
                "; ".join(
                    [row[name] for name in ("nationalities", "permits", "note") if isinstance(row[name], str)]
                    + [describe_origin(row)]
                )
                for _i, row in activities.iterrows()
            ],
        }
    )


def _describe_days(activity: pd.Series) -> str:
    """7 Oktober 2024 – 9 Oktober 2024."""
    first = describe_date(activity["activity_date"], activity["date_precision"])
    last = activity["ended_on"]
    return f"{first} – {describe_date(last, None)}" if isinstance(last, str) else first


def make_meeting_table(meetings: pd.DataFrame) -> pd.DataFrame:
    """One row per meeting."""
    return pd.DataFrame(
        {
            _("Tanggal"): [
                describe_date(day, precision)
                for day, precision in zip(meetings["meeting_date"], meetings["date_precision"], strict=True)
            ],
            _("Acara"): [name_meeting(row) for _i, row in meetings.iterrows()],
            _("Wilayah"): [
                name_event_area(level, code)
                for level, code in zip(meetings["level"], meetings["area_code"], strict=True)
            ],
            _("Tempat"): list(map(name_own_words, meetings["venue"], meetings["is_kept_back"])),
            _("Hadir"): [describe_agencies(codes) for codes in meetings["agencies"]],
            _("Yang disampaikan"): list(map(name_own_words, meetings["stated"], meetings["is_kept_back"])),
            _("Sumber"): [describe_origin(row) for _i, row in meetings.iterrows()],
        }
    )


def make_list_table(lists: pd.DataFrame) -> pd.DataFrame:
    """One row per accepted list of an office."""
    return pd.DataFrame(
        {
            _("Kantor"): lists["office_name"],
            _("Daftar"): lists["list_kind"].map(list_words()),
            _("Berkas"): lists["file_name"],
            _("Dimuat"): [format_day(office_time(at)) for at in lists["received_at"]],
            _("Baris"): [format_number(n) for n in lists["rows_in"]],
            _("Keadaan"): [describe_list_state(row) for _i, row in lists.iterrows()],
        }
    )


def name_event_area(level: str, area_code: str) -> str:
    """The area of a meeting or activity."""
    return name_office(area_code) if level == schema.KANIM else area_index().display_name(area_code)


def _describe_all(counts: pd.Series, wholes: pd.Series) -> list[str]:
    return [format_known(n, m) for n, m in zip(counts, wholes, strict=True)]


def _describe_month(reporting: float, whole: float) -> str:
    """6 dari 9; of one kecamatan only whether it reported."""
    if whole == 1:
        return _("melapor") if reporting else _("belum lapor")
    return format_part(reporting, whole)


def _report_columns(reports: Reports | None, codes: pd.Series) -> dict[str, list[str]]:
    """Who reported in the month, and the share of the reports due in the last months; a dash where none is due."""
    if reports is None:
        return {}
    rows = codes.to_frame("area_code").merge(reports.rows, how="left", on="area_code", validate="one_to_one")
    now, sums = [], []
    for row in rows.to_dict("records"):
        if pd.isna(row["expected_sum"]):
            now.append("–")
            sums.append("–")
            continue
        share = format_number(100 * row["reported_sum"] // row["expected_sum"])  # 100% is only what is complete
        now.append(_describe_month(row["reporting_count"], row["kecamatan_count"]))
        sums.append(f"{format_part(row['reported_sum'], row['expected_sum'])} ({share}%)")
    return dict(zip(name_reports(reports), (now, sums), strict=True))
