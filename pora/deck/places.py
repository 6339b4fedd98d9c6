"""Slides on how many and where: the situation in three numbers, the map, the largest areas."""

from __future__ import annotations

import pandas as pd

from pora import schema
from pora.deck.agenda import has_ranking_beside
from pora.deck.desa import make_desa_content
from pora.deck.model import AreaMap, Bar, Bars, Content, NumberCard, NumberCards
from pora.deck.subject import Subject
from pora.locale import _, _n, format_change, format_number, format_period, raise_first
from pora.reference.areas import area_index
from pora.statistics.change_split import NoSplit
from pora.statistics.measures import count_measure, short_state_words
from pora.statistics.publications import describe_headline, describe_value, list_publications
from pora.wording.alt_text import describe_bars, describe_map
from pora.wording.counts import format_percent, join_words, shorten_cell

TOP_AREAS = 10
MOST_BESIDE = 9  # beside a map
PRESENT = (schema.ANGKA, schema.DISAMARKAN)  # somebody is there: a zero is never hidden


def make_situation_content(subject: Subject) -> Content:
    """How many, refugees apart, and how many kecamatan the number rests on."""
    refugees = subject.of(schema.PENGUNGSI)
    residents = subject.of(schema.ORANG_ASING)
    rows = pd.DataFrame([_row_of(one) for one in (residents, refugees)])
    numbers = (
        NumberCard(_("Orang asing"), shorten_cell(residents.cell), _describe_change(residents)),
        NumberCard(_("Pengungsi, dihitung terpisah"), shorten_cell(refugees.cell), _describe_change(refugees)),
        _make_reporting(residents),
    )
    alt = "; ".join(f"{one.label}: {one.words}" + (f" ({one.note})" if one.note else "") for one in numbers) + "."
    title = describe_situation(residents)
    notes = [
        _("{title}.").format(title=title),
        _("Angka ini menurut tabel kasus yang dimuat kantor imigrasi, keadaan akhir {month}.").format(
            month=subject.month
        ),
        _("Kecamatan yang belum lapor bukan berarti nol. Pengungsi tidak dijumlahkan dengan pemegang izin tinggal."),
    ]
    return Content(title, (NumberCards("situasi", rows, alt, numbers),), " ".join(notes))


def _row_of(subject: Subject) -> dict[str, object]:
    names = ("person_count", "status", "unplaced_count", "unplaced_status", "reporting_count", "kecamatan_count")
    return {
        "period": subject.period,
        "area_code": subject.area_code,
        "category": subject.category,
        **{name: subject.cell.get(name) for name in names},
    }


def _describe_change(subject: Subject) -> str:
    """What changed since the month before, in few words; what is unplaced comes first."""
    if not subject.has_number:
        return ""
    unplaced = subject.cell["unplaced_count"]
    if pd.notna(unplaced) and unplaced:
        return _("{n} di antaranya tidak dirinci").format(n=format_number(int(unplaced)))
    split = subject.split
    if split is None or isinstance(split, NoSplit) or subject.before is None:
        return ""
    period = format_period(subject.before)
    change = split.after - split.before
    if not change:
        return _("tetap sejak {period}").format(period=period)
    return _("{change} sejak {period}").format(change=format_change(change), period=period)


def _make_reporting(subject: Subject) -> NumberCard:
    reported, total = int(subject.cell["reporting_count"]), int(subject.cell["kecamatan_count"])
    if subject.level == schema.KECAMATAN:
        return NumberCard(_("Laporan bulan ini"), _("ada") if reported else _("belum ada"))
    words = _("{n} dari {m}").format(n=format_number(reported), m=format_number(total))
    silent = total - reported
    note = _("{n} belum lapor").format(n=format_number(silent)) if silent else _("semua melapor")
    return NumberCard(_("Kecamatan melapor"), words if total else _("belum ada"), note if total else "")


def describe_situation(subject: Subject) -> str:
    """The message: Kab. Kudus: 48 orang asing di 6 dari 9 kecamatan. A published figure where there is no report."""
    words = {"place": subject.place, "persons": subject.persons, "month": subject.month}
    status = subject.cell["status"]
    if status == schema.BELUM_LAPOR:
        return _describe_published(subject) or _("{place}: belum ada laporan {persons} untuk {month}").format(**words)
    if status == schema.DISAMARKAN:
        return _("{place}: jumlah {persons} disamarkan").format(**words)
    if status == schema.NOL:
        return _("{place}: tidak ada {persons} menurut laporan {month}").format(**words)
    words |= {"count": format_number(subject.count), "persons": subject.count_persons(subject.count)}
    if subject.level == schema.KECAMATAN:
        return _("{place}: {count} {persons}").format(**words)
    present = int(subject.parts["status"].isin(PRESENT).sum())
    if not present:
        return _("{place}: {count} {persons}, tidak dirinci per kecamatan").format(**words)
    words |= {"n": format_number(present), "m": format_number(len(subject.parts))}
    if subject.first_level == schema.PROVINSI:
        return _("{place}: {count} {persons} di {n} dari {m} provinsi").format(**words)
    return _("{place}: {count} {persons} di {n} dari {m} kecamatan").format(**words)


def _describe_published(subject: Subject) -> str | None:
    """What a source published of the place where no case table was loaded; None where none did."""
    codes = set(subject.published["figure_id"])
    for one in list_publications(subject.ask_figures()):
        if codes.intersection(one.figures["figure_id"]) and one.widest["area_code"] == subject.area_code:
            return _("{headline} (angka terbit)").format(headline=describe_headline(one))
    if len(subject.published):
        figure = subject.published.iloc[0]
        return _("{place}: {value} {persons} (angka terbit)").format(
            place=subject.place, value=describe_value(figure), persons=subject.count_persons(figure["person_count"])
        )
    return None


def _label(subject: Subject, row: pd.Series) -> str:
    """The name of an area, with the one above it where several are in view: names of kecamatan repeat."""
    if subject.first_level == schema.KECAMATAN and subject.parts["parent_code"].nunique() > 1:
        return f"{row['area_name']}, {row['parent_name']}"
    return str(row["area_name"])


def _known(subject: Subject) -> pd.DataFrame:
    """The areas with a number above zero, the largest first."""
    known = subject.parts.loc[subject.parts["status"] == schema.ANGKA]
    return known.sort_values("person_count", ascending=False, kind="stable")


def make_map_content(subject: Subject) -> Content | None:
    """Where they are; of a kecamatan by desa, or None."""
    if subject.level == schema.KECAMATAN:
        return make_desa_content(subject)
    measure = count_measure(subject.category)
    columns = ["area_code", "area_name", "value", "status"]
    rows = subject.parts.rename(columns={"person_count": "value"})[columns].reset_index(drop=True)
    largest = _known(subject)
    title = describe_largest(subject, largest)
    notes = [f"{title}.", _("Luas lingkaran menunjukkan jumlah; warna lain menunjukkan keadaan tanpa angka.")]
    hidden = int((rows["status"] == schema.DISAMARKAN).sum())
    if hidden:
        words = _n("Di {n} wilayah angkanya disamarkan untuk melindungi angka kecil; itu bukan nol.", hidden)
        notes.append(words.format(n=format_number(hidden)))
    block = AreaMap("peta", rows, describe_map(rows, measure), subject.first_level, subject.area_code, measure)
    ranking = _make_ranking(subject, MOST_BESIDE) if has_ranking_beside(subject.level) else None
    blocks = (block, ranking) if ranking else (block,)
    return Content(title, blocks, " ".join(notes))


def describe_largest(subject: Subject, largest: pd.DataFrame) -> str:
    """Terbanyak di Kaliwungu (12) dan Kota Kudus (9)."""
    if largest.empty:
        return _("{place}: tidak ada angka {persons} per wilayah yang dapat ditampilkan").format(
            place=subject.place, persons=subject.persons
        )
    named = [f"{_label(subject, row)} ({format_number(row['person_count'])})" for _i, row in largest.head(2).iterrows()]
    words = {"Persons": raise_first(subject.persons), "areas": join_words(named)}
    if (subject.parts["status"] == schema.DISAMARKAN).any():  # one that is hidden may be larger
        return _("{Persons}, terbanyak yang dapat ditampilkan: {areas}").format(**words)
    return _("{Persons} terbanyak di {areas}").format(**words)


def make_top_content(subject: Subject) -> Content | None:
    """The largest areas as bars, then those without a number where all of them fit; None for a single kecamatan, and
    where no area has a number to show: the map says so."""
    known = _known(subject)
    if subject.level == schema.KECAMATAN or (block := _make_ranking(subject, TOP_AREAS)) is None:
        return None
    title = _describe_share(subject, known)
    notes = [f"{title}."]
    if (subject.parts["status"] == schema.DISAMARKAN).any():
        notes.append(_("Wilayah yang angkanya disamarkan tidak ikut diurutkan."))
    return Content(title, (block,), " ".join(notes))


def _make_ranking(subject: Subject, most: int) -> Bars | None:
    """The largest areas as bars, then those without a number where all of them fit; None where no bar is left."""
    measure = count_measure(subject.category)
    known = _known(subject)
    rest = subject.parts.loc[subject.parts["status"] != schema.ANGKA]
    shown = known.head(most) if len(subject.parts) > most else pd.concat([known, rest])
    if shown.empty:
        return None
    words = short_state_words()
    bars = tuple(
        Bar(
            _label(subject, row),
            int(row["person_count"]) if pd.notna(row["person_count"]) else None,
            format_number(row["person_count"]) if pd.notna(row["person_count"]) else words[row["status"]],
        )
        for _i, row in shown.iterrows()
    )
    rows = shown[["area_code", "area_name", "person_count", "status"]].reset_index(drop=True)
    alt = describe_bars(rows.rename(columns={"person_count": "value"}), measure)
    return Bars("teratas", rows, alt, measure.title, bars)


def _describe_share(subject: Subject, known: pd.DataFrame) -> str:
    """How much of the whole the largest three have; said only where the whole is known."""
    if len(known) < 4 or not subject.has_number or not subject.count:
        return describe_largest(subject, known)
    share = format_percent(int(known["person_count"].head(3).sum()), subject.count)
    words = {"share": share, "count": format_number(subject.count), "persons": subject.count_persons(subject.count)}
    if subject.first_level == schema.PROVINSI:
        return _("Tiga provinsi terbesar memuat {share} dari {count} {persons}").format(**words)
    names = join_words([_short(row) for _i, row in known.head(3).iterrows()])
    return _("{names} memuat {share} dari {count} {persons}").format(names=names, **words)


def _short(row: pd.Series) -> str:
    return area_index().area_name(str(row["area_code"]))
