"""What a meeting agreed, written down or changed on Tim Pora: one row, by the same load as a list of the office.

Promise: nobody's words are lost or written over unseen. A form keeps the row as it was when it was opened; where
somebody changed that row since, saving is refused, says so, and what was typed stays.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from pora import schema
from pora.access.roles import Account
from pora.access.uploads import kabupaten_for, list_held, require_follow_ups
from pora.config import office_today
from pora.deck.reports import list_proposals
from pora.deck.subject import Subject
from pora.locale import _, format_period
from pora.reference.agencies import agency_words
from pora.reference.areas import area_index
from pora.reference.offices import kabupaten_of, office_of
from pora.schema.load_report import LoadOptions, LoadReport
from pora.schema.period import month_of, months_before
from pora.ui.components.plain_text import show_plainly
from pora.ui.components.tables import show_table
from pora.ui.parts.data import Reader
from pora.ui.sign_in.session import current_account, require_page
from pora.ui.upload import load_process
from pora.ui.upload.load_process import Upload
from pora.ui.upload.turns import describe_wait
from pora.ui.view.view import View
from pora.warehouse import queries
from pora.wording.follow_ups import describe_saved, follow_up_words, make_history_table
from pora.wording.team_tables import name_event_area

_FILE = "halaman-tim-pora.csv"
_OPENED, _SAID = "follow_up_opened", "follow_up_said"  # in the session
_HEADINGS = {
    "meeting_date": "Tanggal rapat",
    "subject": "Tindak lanjut",
    "agencies": "Penanggung jawab",
    "kabupaten_code": "Kode kabupaten",
    "kecamatan_code": "Kode kecamatan",
    "due_period": "Tenggat",
    "follow_up_state": "Keadaan",
    "outcome": "Hasil",
    "source": "Sumber",
    "note": "Catatan",
}
_YEARS_AHEAD = 2  # whose months may be chosen as due
_LONGEST = 600  # letters, as a list may have


@dataclass(frozen=True)
class Opened:
    """A form, and what it was opened on: a row of a list, or nothing for a new one. `number` names the form, so that
    the next one is empty but for its meeting: one meeting agrees several things."""

    office_code: str
    batch_id: str = ""
    row: Mapping[str, object] | None = None
    number: int = 0
    meeting_date: str = ""  # that was saved last

    @property
    def change(self) -> str | None:
        return f"{self.batch_id}:{self.row['row_number']}" if self.row else None

    @property
    def key(self) -> str:
        """Of its widgets: the same as long as it is open, whichever list is in force."""
        return f"{self.office_code} {self.row['row_number'] if self.row else ''} {self.number}"

    def text(self, name: str) -> str:
        value = self.row.get(name) if self.row else None
        return value if isinstance(value, str) else ""


def offer_follow_ups(reader: Reader, view: View) -> None:
    """For whoever may: a new row, or one of the office's list as it is in force."""
    account = current_account()
    offices = list_held(account, reader.facts.province_code) if account and account.may_follow_up else ()
    if account is None or not offices:
        return
    said = st.session_state.pop(_SAID, "")
    words = _("Catat atau ubah tindak lanjut")
    box = st.expander(words, icon=":material/edit_note:", key="follow_up_box", on_change="rerun")
    if not box.open:  # hundreds of places to choose from
        return
    with box:
        if said:
            st.warning(show_plainly(said), icon=":material/sync_problem:")
        names = {one.office_code: one.office_name for one in offices}
        opened = _choose(reader, view, names)
        _show_history(reader, opened)
        _show_form(reader, account, opened, view)


def _choose(reader: Reader, view: View, names: Mapping[str, str]) -> Opened:
    """The form that is open: kept from run to run as it was opened."""
    office_column, row_column = st.columns([1, 2])
    own = (office_of(view.wilayah[:5], view.periode) if view.wilayah[:2].isdigit() else view.wilayah) or ""
    first = list(names).index(own) if own in names else 0
    key = f"follow_up_office {own}"
    office = str(office_column.selectbox(_("Kantor"), list(names), first, names.__getitem__, key=key))
    rows = reader.ask(queries.select_follow_up_list, office)
    known = {int(row["row_number"]): {str(name): row[name] for name in row} for row in rows.to_dict("records")}
    before: Opened | None = st.session_state.get(_OPENED)
    number, meeting_date = (before.number, before.meeting_date) if before else (0, "")
    chosen = row_column.selectbox(
        _("Tindak lanjut yang diubah"),
        list(known),
        None,
        lambda at: _name_row(known[at]) if at in known else str(at),
        key=f"follow_up_row {office} {number}",
        placeholder=_("Baru"),
    )
    row = known.get(chosen) if chosen is not None else None
    is_same = before and before.office_code == office and (before.row or {}).get("row_number") == chosen
    if before and is_same:
        return before
    opened = Opened(office, str(row["batch_id"]) if row else "", row, number, meeting_date)
    st.session_state[_OPENED] = opened
    return opened


def _name_row(row: Mapping[str, object]) -> str:
    area = name_event_area(str(row["level"]), str(row["area_code"]))
    return f"{row['subject']} · {area} · {follow_up_words()[str(row['follow_up_state'])]}"


def _show_history(reader: Reader, opened: Opened) -> None:
    if opened.row is None:
        return
    rows = reader.ask(
        queries.select_follow_up_history, opened.office_code, opened.text("meeting_date"), opened.text("subject")
    )
    if len(rows) > 1:
        st.caption(_("Riwayat"))
        show_table(make_history_table(rows))


def _show_form(reader: Reader, account: Account, opened: Opened, view: View) -> None:
    key, words, proposal = opened.key, agency_words(), ""
    if opened.row is None:
        key = f"{key} {view.wilayah} {view.periode}"
        proposal = _choose_proposal(reader, view, key)
    places, due_months = _list_places(reader, account, opened), _list_due_months(opened)
    with st.form(f"follow_up {key}", enter_to_submit=False, border=False):  # half of it is no follow-up
        subject = st.text_area(
            _("Tindak lanjut, tanpa nama orang"),
            opened.text("subject") or proposal,
            height=80,
            max_chars=_LONGEST,
            key=f"s {key} {proposal}",
        )
        date, place, due, state = st.columns([1, 2, 1, 1])
        day = opened.text("meeting_date") or opened.meeting_date or office_today().isoformat()
        meeting = date.text_input(_("Tanggal rapat"), _write_day(day), key=f"d {key}")
        own = opened.text("area_code") or (view.wilayah if view.wilayah in places else opened.office_code)
        area = place.selectbox(_("Wilayah"), list(places), list(places).index(own), places.__getitem__, key=f"a {key}")
        first = opened.text("due_period") or due_months[1]
        month = due.selectbox(_("Tenggat"), due_months, due_months.index(first), format_period, key=f"m {key}")
        states = list(follow_up_words())
        now = state.selectbox(
            _("Keadaan"),
            states,
            states.index(opened.text("follow_up_state") or schema.FOLLOW_UP_STATES[0]),
            follow_up_words().__getitem__,
            key=f"k {key}",
        )
        agencies = st.multiselect(
            _("Penanggung jawab"),
            list(words),
            [code for code in opened.text("agencies").split(";") if code],
            format_func=words.__getitem__,
            placeholder=_("Pilih instansi"),
            select_all=False,  # in English only
            key=f"i {key}",
        )
        outcome = st.text_area(
            _("Hasil, tanpa nama orang"), opened.text("outcome"), height=80, max_chars=_LONGEST, key=f"h {key}"
        )
        is_sent = st.form_submit_button(_("Simpan"), type="primary", icon=":material/save:")
    if is_sent:
        values = {
            "meeting_date": meeting,
            "subject": subject,
            "agencies": ";".join(agencies),
            "due_period": month,
            "follow_up_state": now,
            "outcome": outcome,
            "source": opened.text("source"),
            "note": opened.text("note"),
        }
        _save(reader, opened, view, area, values)


def _choose_proposal(reader: Reader, view: View, key: str) -> str:
    """What missing reports and numbers of the place ask for, to begin with; empty where none is taken."""
    proposals = reader.make(_list_proposals, view.cut)
    if not proposals:
        return ""
    words = _("Usulan menurut data {month}").format(month=format_period(view.periode))
    return st.selectbox(words, proposals, None, key=f"u {key}", placeholder=_("Tulis sendiri")) or ""


def _list_proposals(reader: Reader, cut: schema.Cut) -> tuple[str, ...]:
    return tuple(list_proposals(Subject(reader.snapshot, reader.scope, cut)))


def _list_due_months(opened: Opened) -> list[str]:
    """This month and those after it, and the one that is written."""
    today = office_today()
    ahead = months_before(month_of(today.replace(year=today.year + _YEARS_AHEAD, day=1)), 12 * _YEARS_AHEAD)
    return sorted({*ahead, opened.text("due_period")} - {""})


def _write_day(text: str) -> str:
    """2024-03-19 as an office writes it; a month or a year as it is."""
    return "/".join(str(int(part)) for part in reversed(text.split("-"))) if text.count("-") > 1 else text


def _list_places(reader: Reader, account: Account, opened: Opened) -> dict[str, str]:
    """Code -> name: the office itself, its province for a Kanwil, kabupaten/kota where it works, their kecamatan."""
    province = reader.facts.province_code
    office = opened.office_code
    kabupaten = kabupaten_of(office, month_of(office_today())) or kabupaten_for(account, [office], province, None)
    codes = [office]
    for code in kabupaten:
        codes += [code, *area_index().children(code)]
    if (own := opened.text("area_code")) and own not in codes:
        codes.append(own)
    names = {code: area_index().display_name(code) if code in area_index() else "" for code in codes}
    return names | {office: _("Seluruh wilayah kantor")}


def _save(reader: Reader, opened: Opened, view: View, area: str, values: Mapping[str, str]) -> None:
    """Asks for the account anew: its rights may have ended since the form was opened."""
    account = require_page("tim_pora")
    is_own = area in (opened.office_code, opened.text("area_code"))
    require_follow_ups(account, opened.office_code, opened.office_code if is_own else area, reader.facts.province_code)
    options = LoadOptions(opened.office_code, kind=schema.FOLLOW_UP, add=opened.row is None, change=opened.change)
    upload = Upload(_FILE, write_row(opened.office_code, area, values))
    with st.spinner(describe_wait(_("Menyimpan dan menerbitkan."))):
        [report] = load_process.load_uploads([upload], options)
    if report.loaded:
        meeting_date = _find_meeting_date(opened)
        st.session_state[_OPENED] = Opened(opened.office_code, number=opened.number + 1, meeting_date=meeting_date)
        words = describe_saved(meeting_date, view.periode, reader.choices.periods_of(view.wilayah))
        st.toast(_("Tidak ada yang berubah.") if report.unchanged else words)
        st.rerun()
    if _is_changed_meanwhile(report):
        _keep_typed(opened)
        st.session_state[_SAID] = report.errors[0].message
        st.rerun()
    for error in report.errors:
        st.error(show_plainly(f"{error.column}: {error.message}" if error.column else error.message))


def _find_meeting_date(opened: Opened) -> str:
    """Of the row that was saved just now, as it was read: the one that was changed, or the last of the list."""
    rows = Reader().ask(queries.select_follow_up_list, opened.office_code)
    if opened.row is not None:
        rows = rows.loc[rows["row_number"] == opened.row["row_number"]]
    return str(rows["meeting_date"].iloc[-1]) if len(rows) else ""


def write_row(office_code: str, area: str, values: Mapping[str, str]) -> bytes:
    """A list of one row, as an office would send it: each text on one line of letters that print, since a reader of CSV
    finds the columns by lines. An office as the place is left blank: that is what blank means."""
    place = {"kecamatan_code" if area.count(".") > 1 else "kabupaten_code": "" if area == office_code else area}
    row = {name: "" for name in _HEADINGS} | dict(values) | place
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(_HEADINGS.values())
    writer.writerow([_write_plainly(row[name]) for name in _HEADINGS])
    return text.getvalue().encode()


def _write_plainly(text: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _is_changed_meanwhile(report: LoadReport) -> bool:
    return any(error.code == "changed-meanwhile" for error in report.errors)


def _keep_typed(opened: Opened) -> None:
    """The same form on the list that is now in force: its next save goes through knowingly."""
    reader = Reader()
    rows = reader.ask(queries.select_follow_up_list, opened.office_code)
    newest = str(rows["batch_id"].iloc[0]) if len(rows) else opened.batch_id
    st.session_state[_OPENED] = Opened(opened.office_code, newest, opened.row, opened.number)
