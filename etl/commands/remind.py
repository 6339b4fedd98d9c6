"""The command `remind`: which offices are late for a month, as a text to send on."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from etl.commands.period import require_period
from pora.access.roles import local_scope
from pora.config import office_time
from pora.locale import _, _n, format_day, format_number, format_period
from pora.reference.areas import area_index
from pora.reference.offices import kabupaten_of, name_office, office_of, offices_in
from pora.schema import ANGKA, BELUM_LAPOR, CATEGORIES, FLOWS, KABUPATEN_KOTA, KANIM, NOL, ORANG_ASING, Cut
from pora.warehouse import queries
from pora.warehouse.db import use_snapshot
from pora.wording.counts import join_words, person_words

if TYPE_CHECKING:
    import pandas as pd

MOST_NAMES = 9


@dataclass(frozen=True)
class LateOffice:
    """An office with the kabupaten/kota of its working area that have no report at all for the month."""

    office_code: str
    office_name: str
    kabupaten_names: tuple[str, ...]
    kabupaten_count: int


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """Of one month and category; without them foreign nationals, last month."""
    parser = commands.add_parser("remind", help=_("kantor yang belum melapor, sebagai pesan"))
    parser.add_argument("--period", metavar="YYYY-MM", help=_("bulan laporan (bawaan: bulan lalu)"))
    parser.add_argument("--category", choices=CATEGORIES, default=ORANG_ASING, help=_("bawaan: orang_asing"))
    parser.add_argument("--json", action="store_true")
    return parser


def run_command(args: argparse.Namespace) -> int:
    """Exit code 1 where any office is late, so that a timer can send the text."""
    today = office_time(dt.datetime.now(dt.UTC).replace(tzinfo=None)).date()
    require_period(args.period)
    period = args.period or f"{today.replace(day=1) - dt.timedelta(days=1):%Y-%m}"
    late, nobody = find_late_offices(period, args.category), find_without_office(period)
    if args.json:
        found = {"period": period, "late": [asdict(one) for one in late], "without_office": nobody}
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        print(write_reminder(late, period, args.category, today))
        if nobody:
            print(describe_without_office(nobody, period), file=sys.stderr)
    return 1 if late else 0


def find_late_offices(period: str, category: str) -> list[LateOffice]:
    """In their order; only offices with a working area can be late, and a kabupaten/kota with any report is none."""
    snapshot, scope = use_snapshot(), local_scope()
    area = queries.select_facts(snapshot, scope).province_code
    cut = Cut(area, period, category)
    cells = queries.select_cells(snapshot, scope, cut, KABUPATEN_KOTA)
    has_report = (cells["reporting_count"] > 0) | cells["status"].isin([ANGKA, NOL])
    reported = set(cells.loc[has_report, "area_code"])
    heard = _list_heard(queries.select_cells(snapshot, scope, cut, KANIM)) if category in FLOWS else set()
    late = []
    for office in offices_in(area):
        expected = kabupaten_of(office.office_code, period)
        missing = [code for code in expected if code not in reported and office.office_code not in heard]
        if missing:
            names = tuple(area_index().display_name(code) for code in missing)
            late.append(LateOffice(office.office_code, name_office(office.office_code), names, len(expected)))
    return late


def find_without_office(period: str) -> list[str]:
    """Names of the kabupaten/kota that no office is known to cover in the month; so nobody is late for them."""
    area = queries.select_facts(use_snapshot(), local_scope()).province_code
    codes = [code for code in area_index().kabupaten_of(area) if office_of(code, period) is None]
    return [area_index().display_name(code) for code in codes]


def describe_without_office(names: Sequence[str], period: str) -> str:
    """For who sends the message, not in it: who else is not reminded. Of many only how many they are."""
    shown = (
        join_words(names)
        if len(names) <= MOST_NAMES
        else _n("{n} kabupaten/kota", len(names)).format(n=format_number(len(names)))
    )
    return _(
        "Tanpa kantor pada {period}, jadi tidak diingatkan: {areas}. Cara menulis kantornya ada di {guide}."
    ).format(period=format_period(period), areas=shown, guide="docs/national.md")


def _list_heard(offices: pd.DataFrame) -> set[str]:
    """Offices that reported anything: of actions many name no kabupaten/kota."""
    return set(offices.loc[offices["status"] != BELUM_LAPOR, "area_code"])


def write_reminder(late: list[LateOffice], period: str, category: str, today: dt.date) -> str:
    """A message for a chat: what is missing from whom, as of today."""
    words = {"persons": person_words(category), "period": format_period(period), "day": format_day(today)}
    if not late:
        return _("Semua kantor sudah melapor: {persons}, {period} (keadaan {day}).").format(**words)
    lines = [_("Belum lapor: {persons}, {period} (keadaan {day})").format(**words)]
    lines += [f"- {one.office_name}: {_describe_missing(one)}" for one in late]
    return "\n".join([*lines, _("Mohon tabelnya dikirim ke Kantor Wilayah. Terima kasih.")])


def _describe_missing(one: LateOffice) -> str:
    missing = len(one.kabupaten_names)
    if missing == one.kabupaten_count:
        return _n("seluruh wilayah kerja ({n} kabupaten/kota)", missing).format(n=format_number(missing))
    return join_words(one.kabupaten_names)
