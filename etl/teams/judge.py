"""Rows of a list, judged: all problems at once, each with row and column; or the values for the core tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from etl.readers.texts.numbers import CountFormat, decide_counts, parse_count
from etl.teams.place import Place, find_place, find_village, own_place, warn_outside
from etl.teams.table import REQUIRED, ListRow, ListTable, refuse_persons
from etl.teams.values import (
    ListDate,
    Problem,
    holds_person,
    read_agencies,
    read_date,
    read_due_month,
    read_past_date,
    read_term,
    read_text,
)
from pora.locale import _, _n, format_number
from pora.reference.areas import area_index
from pora.reference.areas.desa import KECAMATAN_LENGTH
from pora.reference.areas.rows import PlaceError as PlaceError
from pora.schema import ACTIVITY, DONE, FOLLOW_UP, KECAMATAN, MEETING, TEAM, VILLAGE
from pora.schema.load_report import RowError
from pora.schema.teams import EXACT

ListValue = str | int | None
ListValues = dict[str, ListValue]


@dataclass(frozen=True)
class Sender:
    office_code: str
    province_code: str


@dataclass
class JudgedList:
    """`rows` hold columns of the core table, `members` (row number, agency, count); `rejected` counts rows with a
    problem: where there is one, nothing of the list may be loaded."""

    rows: list[ListValues] = field(default_factory=list)
    members: list[tuple[int, str, int]] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    warnings: dict[str, None] = field(default_factory=dict)
    rejected: int = 0


class RowJudge:
    """One row: gives its values, and keeps what is wrong with it."""

    def __init__(self, row: ListRow, headings: Mapping[str, str], formats: Mapping[str, CountFormat]) -> None:
        self.row = row
        self.errors: list[RowError] = []
        self._headings = headings
        self._formats = formats

    def refuse(self, column: str, code: str, message: str, value: str | None = None) -> None:
        heading = self._headings.get(column, column)
        self.errors.append(RowError(self.row.sheet, self.row.number, heading, value, code, message))

    def text(self, column: str, reader: Callable[[str], str | Problem] = read_text) -> str | None:
        text = self.row.cells.get(column)
        found = None if text is None else reader(text)
        if isinstance(found, Problem):
            self.refuse(column, found.code, found.message, text)
            return None
        return found

    def date(self, column: str, reader: Callable[[str], ListDate | Problem] = read_past_date) -> ListDate | None:
        text = self.row.cells.get(column)
        found = None if text is None else reader(text)
        if isinstance(found, Problem):
            self.refuse(column, found.code, found.message, text)
            return None
        return found

    def count(self, column: str, text: str | None) -> int | None:
        if text is None:
            return None
        found = parse_count(text, self._formats[column])
        if found.error_code:
            self.refuse(column, found.error_code, found.message or "", text)
        return found.value

    def place(self, sender: Sender) -> Place | None:
        found = find_place(self.row.cells, sender.province_code)
        if isinstance(found, PlaceError):
            self.refuse(found.column, found.code, found.message, found.value)
            return None
        return found

    def require(self, *columns: str) -> None:
        for column in columns:
            if not self.row.cells.get(column):
                self.refuse(column, "constraint-error", _("Kolom ini harus diisi."))


def judge_list(table: ListTable, kind: str, sender: Sender) -> JudgedList:
    """Raises RefusedError where a cell that is read holds personal data."""
    _require_no_person(table)
    read, formats, judged = _READERS[kind], _count_formats(table), JudgedList()
    first_rows: dict[ListValue, int] = {}
    for number, row in enumerate(table.rows, start=1):
        judge = RowJudge(row, table.headings, formats)
        judge.require(*REQUIRED[kind])
        values: ListValues = {"row_number": number}
        if kind == VILLAGE:
            place, values = _place_village(judge, sender, values, first_rows)
        else:
            place = judge.place(sender)
        if place is None and kind not in (TEAM, VILLAGE) and not judge.errors:
            place = own_place(sender.office_code)
        values |= read(judge)
        if place:
            values |= {"level": place.level, "area_code": place.area_code}
            judged.warnings |= dict.fromkeys(filter(None, [warn_outside(place, sender.office_code)]))
        members = {agency: judge.count(agency, text) for agency, text in row.members.items()}
        if kind == TEAM:
            _require_one_team(judge, place, first_rows)
            judged.warnings |= dict.fromkeys(_compare_members(row, values, members))
        judged.rows.append(values)
        judged.members += [(number, agency, count) for agency, count in members.items() if count is not None]
        judged.errors += judge.errors
        judged.rejected += bool(judge.errors)
    return judged


def _require_no_person(table: ListTable) -> None:
    found = {
        table.headings[column] for row in table.rows for column, text in row.cells.items() if holds_person(column, text)
    }
    if found:
        raise refuse_persons(sorted(found))


def _count_formats(table: ListTable) -> dict[str, CountFormat]:
    """How each column writes thousands, from all its cells together."""
    texts: dict[str, list[str]] = {}
    for row in table.rows:
        for column, text in [*row.cells.items(), *row.members.items()]:
            texts.setdefault(column, []).append(text)
    return {column: decide_counts(found) for column, found in texts.items()}


def _read_team(judge: RowJudge) -> ListValues:
    established = judge.date("established_on")
    member_count = judge.count("member_count", judge.row.cells.get("member_count"))
    return {
        "established_on": established.text if established else None,
        "legal_basis": judge.text("legal_basis"),
        "member_count": member_count,
        "member_precision": None if member_count is None else EXACT,
        **_read_provenance(judge),
    }


def _read_meeting(judge: RowJudge) -> ListValues:
    date = judge.date("meeting_date")
    return {
        "meeting_date": date.text if date else None,
        "date_precision": date.precision if date else None,
        "title": judge.text("title"),
        "venue": judge.text("venue"),
        "agencies": judge.text("agencies", read_agencies),
        "stated": judge.text("stated"),
        **_read_provenance(judge),
    }


def _read_activity(judge: RowJudge) -> ListValues:
    status = judge.text("activity_status", lambda text: read_term("activity_status", text))
    date = judge.date("activity_date", read_past_date if status == DONE else read_date)
    if status == DONE:
        judge.require("activity_date")
    return {
        "activity_date": date.text if date else None,
        "date_precision": date.precision if date else None,
        "activity_kind": judge.text("activity_kind", lambda text: read_term("activity_kind", text)),
        "activity_status": status,
        "agencies": judge.text("agencies", read_agencies),
        **{
            column: judge.count(column, judge.row.cells.get(column))
            for column in ("visited_count", "checked_count", "finding_count", "held_count")
        },
        **{column: judge.text(column) for column in ("operation_name", "nationalities", "permits")},
        "ended_on": _read_end(judge, date),
        **_read_provenance(judge),
    }


def _read_end(judge: RowJudge, start: ListDate | None) -> str | None:
    """The last day, which is not before the first."""
    end = judge.date("ended_on", read_date)
    if end and start and end.text < start.text:
        judge.refuse("ended_on", "constraint-error", _("Tanggal selesai mendahului tanggal mulai."), end.text)
    return end.text if end else None


def _read_follow_up(judge: RowJudge) -> ListValues:
    date = judge.date("meeting_date")
    return {
        "meeting_date": date.text if date else None,
        "date_precision": date.precision if date else None,
        "subject": judge.text("subject"),
        "agencies": judge.text("agencies", read_agencies),
        "due_period": judge.text("due_period", read_due_month),
        "follow_up_state": judge.text("follow_up_state", lambda text: read_term("follow_up_state", text)),
        "outcome": judge.text("outcome"),
        **_read_provenance(judge),
    }


def _read_village(judge: RowJudge) -> ListValues:
    named = judge.date("named_on")
    return {
        "named_on": named.text if named else None,
        "date_precision": named.precision if named else None,
        "legal_basis": judge.text("legal_basis"),
        "officer_count": judge.count("officer_count", judge.row.cells.get("officer_count")),
        **_read_provenance(judge),
    }


def _read_provenance(judge: RowJudge) -> ListValues:
    return {"source": judge.text("source"), "note": judge.text("note")}


_READERS: Mapping[str, Callable[[RowJudge], ListValues]] = {
    TEAM: _read_team,
    MEETING: _read_meeting,
    ACTIVITY: _read_activity,
    FOLLOW_UP: _read_follow_up,
    VILLAGE: _read_village,
}


def _require_one_team(judge: RowJudge, place: Place | None, first_rows: dict[ListValue, int]) -> None:
    """Every row names the place of its team, and no two rows the same."""
    if place is None:
        if not judge.errors:
            judge.refuse("kabupaten", "constraint-error", _("Wilayah tim kosong. Isi kabupaten/kota atau kecamatan."))
        return
    first = first_rows.setdefault(place.area_code, judge.row.number)
    if first != judge.row.number:
        message = _("Tim {area} sudah ada di baris {row}. Satu tim, satu baris.").format(
            area=area_index().display_name(place.area_code), row=first
        )
        judge.refuse("kabupaten", "unique-error", message, place.area_code)


def _place_village(
    judge: RowJudge, sender: Sender, values: ListValues, first_rows: dict[ListValue, int]
) -> tuple[Place | None, ListValues]:
    """The kecamatan of the desa of a row, with the values that name the desa; no two rows name the same."""
    desa = find_village(judge.row.cells, sender.province_code)
    if isinstance(desa, PlaceError):
        judge.refuse({"desa": "desa_name"}.get(desa.column, desa.column), desa.code, desa.message, desa.value)
        return None, values
    if desa is None:
        return None, values  # said as an empty cell
    first = first_rows.setdefault(desa, judge.row.number)
    if first != judge.row.number:
        message = _("Desa {desa} sudah ada di baris {row}. Satu desa, satu baris.")
        name = area_index().display_name(desa)
        judge.refuse("desa_name", "unique-error", message.format(desa=name, row=first), desa)
    place = Place(KECAMATAN, desa[:KECAMATAN_LENGTH])
    return place, values | {"desa_code": desa, "desa_name": area_index().area_name(desa)}


def _compare_members(row: ListRow, values: ListValues, members: Mapping[str, int | None]) -> list[str]:
    """A printed number of members that is not the sum of its agencies is reported, never repaired."""
    total, parts = values["member_count"], [count for count in members.values() if count is not None]
    if not isinstance(total, int) or not parts or sum(parts) == total:
        return []
    return [
        _n("baris {row}: jumlah anggota {total}, sedangkan menurut instansi {parts}.", total).format(
            row=row.number, total=format_number(total), parts=format_number(sum(parts))
        )
    ]
