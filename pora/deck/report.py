"""What a report of a meeting says beside its slides: legal basis, attendance, decisions, sources, method. What the
product does not know is an empty field to fill, never a guess."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from pora import schema
from pora.deck.agenda import COVER, kind_words
from pora.deck.model import Chapter, Slide, TextTable
from pora.deck.subject import Subject
from pora.locale import _, format_period
from pora.reference.agencies import agency_words
from pora.schema.period import last_day
from pora.statistics.follow_ups import keep_agreed
from pora.statistics.publications import describe_as_of
from pora.warehouse import queries
from pora.wording.follow_ups import describe_state
from pora.wording.provenance import describe_hiding
from pora.wording.teams import (
    describe_agencies,
    describe_date,
    describe_task,
    name_meeting,
    name_own_words,
)

# What decides and what was decided stands in a chapter of its own, not under the situation.
_DECIDED, _PROPOSED = "tindak_lanjut_lalu", "tindak_lanjut"
_BLANK_ROWS = 4
# Who sits in a team by law; pora/wording/teams.py says it in words.
_BY_LAW = {
    schema.KABUPATEN_KOTA: ("imigrasi", "kesbangpol", "polres", "kodim", "disnaker", "disdukcapil", "dispar"),
    schema.KECAMATAN: ("kecamatan", "polsek", "koramil"),
}


def make_report(subject: Subject, slides: Sequence[Slide]) -> tuple[Chapter, ...]:
    """All chapters in order; slides that say what was agreed or is proposed stand with the decisions."""
    shown = [slide for slide in slides if slide.kind != COVER]
    decided = [_make_slide_chapter(one) for one in shown if one.kind == _DECIDED]
    proposed = [_make_slide_chapter(one) for one in shown if one.kind == _PROPOSED]
    situation = [_make_slide_chapter(one) for one in shown if one.kind not in (_DECIDED, _PROPOSED)]
    none = _("Paparan ini tidak memuat salindia tentang keadaan.")
    basis = (
        describe_task(),
        _("Pengungsi menurut Perpres 125/2016 dihitung terpisah dan tidak dijumlahkan dengan pemegang izin tinggal."),
    )
    return (
        Chapter(_("Dasar hukum"), basis),
        _make_attendance(subject),
        Chapter(_("Keadaan wilayah"), () if situation else (none,), parts=tuple(situation)),
        Chapter(_("Keputusan dan tindak lanjut"), (), parts=(*decided, _make_decisions(subject), *proposed)),
        Chapter(_("Sumber"), _list_sources(subject, slides)),
        Chapter(_("Catatan metode dan penyamaran"), _list_notes(subject)),
    )


def _make_decisions(subject: Subject) -> Chapter:
    """What lists of offices say that meetings of this month agreed; else an empty table to fill."""
    rows = _keep_own(keep_agreed(subject.follow_ups, subject.period), subject)
    lines = tuple(
        (
            name_own_words(row["subject"], row["is_kept_back"]),
            describe_agencies(row["agencies"]),
            format_period(row["due_period"]),
            describe_state(row),
        )
        for _i, row in rows.iterrows()
    )
    words = "" if lines else _("Daftar kantor belum memuat keputusan rapat ini. Isi tabel ini.")
    headings = (_("Tindak lanjut"), _("Penanggung jawab"), _("Tenggat"), _("Keadaan"))
    table = _make_table("keputusan", _("Keputusan rapat"), headings, lines or _blank(headings))
    return Chapter(_("Keputusan rapat ini"), tuple(filter(None, [words])), (table,))


def _make_slide_chapter(slide: Slide) -> Chapter:
    """Its finding comes first, then what a presenter changed."""
    source = slide.footer[0] if slide.footer else ""
    return Chapter(kind_words()[slide.kind], (f"{slide.title}.", *slide.edited), slide.blocks, source)


def _make_attendance(subject: Subject) -> Chapter:
    """Meetings of the month about the place, as sources and lists tell them; a column to fill for the numbers."""
    known = subject.ask(queries.select_meetings, subject.area_code, last_day(subject.period))
    meetings = _keep_own(known, subject)
    facts = _make_facts([row for _i, row in meetings.iterrows()])
    named = [code for codes in meetings["agencies"].dropna() for code in codes.split(";")]
    agencies = tuple(dict.fromkeys(named)) or _BY_LAW.get(subject.level, ())
    if named:
        words = _("Instansi menurut catatan rapat. Jumlah orang tidak dicatat; isi kolom itu.")
    elif agencies:
        words = _("Instansi anggota tim menurut peraturan. Siapa yang hadir tidak dicatat; isi kolom itu.")
    else:
        words = _("Siapa yang hadir tidak dicatat. Isi tabel ini.")
    headings = (_("Instansi"), _("Hadir (orang)"), _("Keterangan"))
    lines = tuple((agency_words()[code], "", "") for code in agencies) or _blank(headings)
    total = (_("Total"), "", "")
    table = _make_table("kehadiran", _("Kehadiran per instansi"), headings, (*lines, total))
    parts = (Chapter(_("Pelaksanaan rapat"), (), (facts,)), Chapter(_("Kehadiran per instansi"), (words,), (table,)))
    return Chapter(_("Pelaksanaan dan kehadiran"), (), parts=parts)


def _keep_own(rows: pd.DataFrame, subject: Subject) -> pd.DataFrame:
    """Of meetings on the place itself in the month: one on a part of it has a report of its own."""
    is_now = rows["meeting_date"].str[: len(subject.period)] == subject.period
    return rows.loc[is_now & (rows["area_code"] == subject.area_code)]


def _make_facts(meetings: Sequence[pd.Series]) -> TextTable:
    """Title, date and place of each meeting; empty fields where none is known."""

    def join(parts: Iterable[str]) -> str:
        return "; ".join(dict.fromkeys(parts))

    lines = (
        (_("Acara"), join(name_meeting(one) for one in meetings)),
        (_("Tanggal"), join(describe_date(one["meeting_date"], one["date_precision"]) for one in meetings)),
        (_("Tempat"), join(name_own_words(one["venue"], one["is_kept_back"]) for one in meetings)),
        (_("Nomor undangan atau surat tugas"), ""),
        (_("Pemimpin rapat"), ""),
    )
    return _make_table("pelaksanaan", _("Pelaksanaan rapat"), (_("Hal"), _("Keterangan")), lines)


def _make_table(
    name: str, title: str, headings: tuple[str, ...], lines: tuple[tuple[str, ...], ...], figures: Iterable[str] = ()
) -> TextTable:
    rows = pd.DataFrame(list(lines), columns=list(headings))
    return TextTable(name, rows, title, headings, lines, frozenset(figures))


def _blank(headings: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    return (("",) * len(headings),) * _BLANK_ROWS


def _list_sources(subject: Subject, slides: Sequence[Slide]) -> tuple[str, ...]:
    """Each line that stands under a slide, once; the published figures that a block shows; the snapshot."""
    lines = dict.fromkeys(line for slide in slides for line in slide.footer[:1])
    frames = [block.rows for slide in slides for block in slide.blocks if "figure_id" in block.rows]
    shown = set(pd.concat([frame["figure_id"] for frame in frames])) if frames else set()
    figures = subject.ask_figures()
    for _i, row in figures.loc[figures["figure_id"].isin(shown)].iterrows():
        words = {"agency": row["agency"], "as_of": describe_as_of(row["as_of"], row["as_of_precision"])}
        lines[_("Angka terbit {agency}, keadaan {as_of}: {source}").format(source=row["source"], **words)] = None
    snapshot = _("Snapshot {id}. Angka di balik tiap tabel dan peta ada dalam paket beku paparan yang sama.")
    return (*lines, snapshot.format(id=subject.snapshot.id))


def _list_notes(subject: Subject) -> tuple[str, ...]:
    return (
        _("Angka menurut tabel kasus yang dimuat kantor imigrasi, keadaan akhir bulan."),
        _(
            "Belum lapor berarti tidak ada laporan untuk bulan itu, dan disamarkan berarti ada angka yang tidak "
            "ditampilkan; keduanya bukan nol. 0 berarti dilaporkan tidak ada."
        ),
        _("Bagian yang dilaporkan tanpa kecamatan tidak dibagi-bagi ke kecamatan; disebut tidak dirinci."),
        _("Angka terbit dari berita atau laporan ditampilkan apa adanya dan tidak dijumlahkan dengan tabel kasus."),
        f"{describe_hiding(subject.scope.version)}.",
    )
