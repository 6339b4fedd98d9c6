"""Slides on how sure: who reported, how the numbers stand beside published ones, what is to be done."""

from __future__ import annotations

import pandas as pd

from pora import schema
from pora.deck.agreed import FOLLOW_UP_COLUMNS, write_follow_up_lines
from pora.deck.model import Block, Content, NumberCard, NumberCards, TextTable, Trend
from pora.deck.subject import Subject
from pora.locale import _, _n, format_change, format_number, format_period, raise_first
from pora.reference.areas import area_index
from pora.schema.levels import PART_LEVEL
from pora.statistics.completeness import judge_kabupaten
from pora.statistics.follow_ups import keep_new
from pora.statistics.publications import describe_as_of
from pora.statistics.reconciliation import describe_figure_source, describe_no_comparison, find_nearest, reconcile
from pora.warehouse import queries
from pora.wording.counts import join_words, level_words, shorten_cell
from pora.wording.highlights import describe_silence

ROWS = 10
REPORT_MONTHS = 6
POINTS = 5
MOST_ASKED = 2  # kabupaten/kota whose kecamatan are asked for one by one
MOST_NAMED = 6  # kecamatan of one


def make_completeness_content(subject: Subject) -> Content | None:
    """Who has reported, the least complete first, by the parts that Mutu shows; None for a single kecamatan, and for a
    month that nobody has loaded: the slide on the situation says so."""
    if subject.level == schema.KECAMATAN:
        return None
    level = PART_LEVEL[subject.level]
    by_kecamatan = level == schema.KECAMATAN
    cells = subject.read_cells(level)
    if cells.empty:
        return None
    share = cells["reporting_count"] / cells["kecamatan_count"].where(cells["kecamatan_count"] > 0)
    order = share.sort_values(kind="stable").index
    shown = cells.loc[order].head(ROWS)
    lines = tuple((str(row["area_name"]), _describe_report(row, by_kecamatan)) for _i, row in shown.iterrows())
    title = describe_completeness(subject)
    rows = shown[["area_code", "area_name", "status", "reporting_count", "incomplete_count", "kecamatan_count"]]
    headings = (level_words()[level], _("Laporan {month}").format(month=subject.month))
    alt = "; ".join(f"{name}: {words}" for name, words in lines) + "."
    block = TextTable("kelengkapan", rows.reset_index(drop=True), alt, headings, lines, frozenset())
    notes = [f"{title}.", describe_silence(subject.read_cells(schema.KECAMATAN))]
    if len(cells) > ROWS:
        notes.append(_("Tabel memuat {n} wilayah yang paling kurang lengkap.").format(n=format_number(ROWS)))
    months = _make_reporting_trend(subject)
    return Content(title, (block, months) if months else (block,), " ".join(notes))


def _make_reporting_trend(subject: Subject) -> Trend | None:
    """How many kecamatan reported, month by month; None before the second month."""
    rows = subject.series.tail(REPORT_MONTHS)[["period", "reporting_count", "kecamatan_count"]].reset_index(drop=True)
    if len(rows) < 2:
        return None
    values = tuple(int(count) for count in rows["reporting_count"])
    months = zip(rows["period"], values, strict=True)
    title = _("Kecamatan melapor, dari {m}").format(m=format_number(int(subject.cell["kecamatan_count"])))
    alt = f"{title}: " + "; ".join(f"{format_period(month)} {format_number(count)}" for month, count in months) + "."
    return Trend("kelengkapan_bulanan", rows, alt, title, tuple(rows["period"]), values)


def _describe_report(row: pd.Series, is_kecamatan: bool) -> str:
    if not is_kecamatan:
        return judge_kabupaten(row)[2]
    if row["incomplete_count"]:
        return _("melapor; ada baris yang ditolak")
    return _("melapor") if row["reporting_count"] else _("belum lapor")


def describe_completeness(subject: Subject) -> str:
    """How many kecamatan of the place reported, as the title of a slide; said of places above a kecamatan."""
    reported, total = int(subject.cell["reporting_count"]), int(subject.cell["kecamatan_count"])
    words = {"n": format_number(reported), "m": format_number(total), "month": subject.month}
    if not reported:
        return _("Belum ada kecamatan yang melapor untuk {month}").format(**words)
    if reported == total:
        return _("Semua {m} kecamatan melapor untuk {month}").format(**words)
    return _("{n} dari {m} kecamatan melapor untuk {month}").format(**words)


def _find_figure(subject: Subject) -> pd.Series | None:
    """The published figure nearest to the month, with what the case table has for its own month."""
    figure_id = find_nearest(subject.ask_figures(), subject.cut)
    if figure_id is None:
        return None
    return subject.ask(queries.select_comparison, figure_id).iloc[0]


def make_reconciliation_content(subject: Subject) -> Content | None:
    """Published figures beside the case table, never added up; None where nothing comparable was published."""
    found = [(one, figure) for one in _both(subject) if (figure := _find_figure(one)) is not None]
    if not found:
        return None
    lines = tuple(_compare(one, figure) for one, figure in found)
    columns = ["figure_id", "period", "area_code", "category", "published_count", "loaded_count", "status"]
    rows = pd.DataFrame([figure.rename({"person_count": "published_count"})[columns] for _one, figure in found])
    titles = [_describe_comparison(one, figure) for one, figure in found]
    headings = (_("Angka terbit"), _("Terbit"), _("Tabel kasus"), _("Selisih"))
    alt = " ".join(f"{title}." for title in titles)
    rows = rows.reset_index(drop=True)
    block: Block = TextTable("rekonsiliasi", rows, alt, headings, lines, frozenset(headings[1:]))
    if len(found) == 1:
        block = NumberCards("rekonsiliasi", rows, alt, _make_cards(found[0][1], lines[0]))
    sources = "; ".join(f"{figure['agency']}, {figure['source']}" for _one, figure in found)
    notes = _("{titles} Sumber angka terbit: {sources}. Keduanya tidak dijumlahkan.").format(
        titles=alt, sources=sources
    )
    return Content(titles[0], (block,), notes)


def _make_cards(figure: pd.Series, line: tuple[str, ...]) -> tuple[NumberCard, ...]:
    """A comparison alone, to be read across a hall; `line` is its row of the table."""
    label, published, loaded, gap = line
    return (
        NumberCard(_("Angka terbit"), published, f"{label}; {figure['agency']}"),
        NumberCard(_("Tabel kasus"), loaded, format_period(str(figure["period"]))),
        NumberCard(_("Selisih"), gap, _("cocok") if gap == format_change(0) else ""),
    )


def _both(subject: Subject) -> list[Subject]:
    return [subject.of(category) for category in schema.STOCKS]


def _compare(subject: Subject, figure: pd.Series) -> tuple[str, ...]:
    label = _("{persons}, {as_of}").format(
        persons=raise_first(subject.persons), as_of=describe_as_of(str(figure["as_of"]), figure["as_of_precision"])
    )
    one = reconcile(figure)
    known = figure["status"] is not None and pd.notna(figure["status"])
    loaded = shorten_cell({"status": figure["status"], "person_count": figure["loaded_count"]}) if known else "–"
    gap = format_change(one.gap) if one else "–"
    return (label, format_number(int(figure["person_count"])), loaded, gap)


def _describe_comparison(subject: Subject, figure: pd.Series) -> str:
    """Angka terbit 48 orang asing cocok dengan tabel kasus Maret 2024."""
    words = {
        "n": format_number(int(figure["person_count"])),
        "persons": subject.count_persons(figure["person_count"]),
        "period": format_period(str(figure["period"])),
    }
    one = reconcile(figure)
    if one is None:
        source = describe_figure_source(figure)
        return _("Angka terbit {n} {persons} ({source}): {reason}").format(
            source=source, reason=describe_no_comparison(figure).rstrip("."), **words
        )
    if not one.gap:
        return _("Angka terbit {n} {persons} cocok dengan tabel kasus {period}").format(**words)
    return _("Angka terbit {n} {persons}, tabel kasus {loaded}: selisih {gap} ({period})").format(
        loaded=format_number(one.known), gap=format_change(one.gap), **words
    )


def make_follow_up_content(subject: Subject) -> Content | None:
    """What was agreed since the month, then what the numbers ask to be agreed; nothing invented: each proposal rests on
    a slide before, and who does it by when is left to the meeting. None where there is nothing to agree."""
    agreed = keep_new(subject.follow_ups, subject.period)
    points = list_proposals(subject)
    if not (points or len(agreed)):
        return None
    title = _describe_follow_ups(subject, len(agreed), len(points))
    notes = _("{title}. Sepakati siapa mengerjakan apa dan kapan selesai.").format(title=title)
    shown = agreed.head(ROWS - len(points))
    if left_out := len(agreed) - len(shown):
        notes += " " + _n("{n} lainnya ada di halaman Tim Pora.", left_out).format(n=format_number(left_out))
    cells = [*write_follow_up_lines(shown), *((point, "–", "–", _("Usulan")) for point in points)]
    headings = (_("Tindak lanjut"), _("Penanggung jawab"), _("Tenggat"), _("Keadaan"))
    rows = pd.concat(
        [shown[list(FOLLOW_UP_COLUMNS)], pd.DataFrame({"subject": points, "follow_up_state": "usulan"})],
        ignore_index=True,
    )
    alt = " ".join(f"{what.rstrip('.')}: {who}, {due}, {state}." for what, who, due, state in cells)
    return Content(title, (TextTable("tindak_lanjut", rows, alt, headings, tuple(cells), frozenset()),), notes)


def _describe_follow_ups(subject: Subject, agreed: int, proposed: int) -> str:
    """2 disepakati sesudah Maret 2024, 1 diusulkan."""
    words = {"n": format_number(agreed), "m": format_number(proposed), "month": subject.month}
    if agreed and proposed:
        return _("{n} disepakati sesudah {month}, {m} diusulkan").format(**words)
    if agreed:
        return _("{n} disepakati sesudah {month}").format(**words)
    return _("{m} hal untuk ditindaklanjuti").format(**words)


def list_proposals(subject: Subject) -> list[str]:
    """What the numbers of a place and month ask to be agreed and no meeting agreed in these words, missing reports
    first."""
    agreed = set(subject.follow_ups["subject"])
    return [point for point in _list_points(subject) if point and point not in agreed][:POINTS]


def _list_points(subject: Subject) -> list[str | None]:
    points: list[str | None] = [*_ask_reports(subject)]
    for one in _both(subject):
        points += [_ask_places(one), _ask_gap(one)]
    return [*points, _ask_corrections(subject)]


def _ask_reports(subject: Subject) -> list[str]:
    """One for each kabupaten/kota with kecamatan that did not report; one for all of them where they are many."""
    if subject.cell["status"] == schema.BELUM_LAPOR:
        return [_("Meminta laporan {month} untuk {place}.").format(month=subject.month, place=subject.place)]
    cells = subject.read_cells(schema.KECAMATAN)
    silent = cells.loc[cells["status"] == schema.BELUM_LAPOR]
    if silent.empty or subject.level == schema.KECAMATAN:
        return []
    by_kabupaten = {str(code): rows["area_name"].tolist() for code, rows in silent.groupby(silent["area_code"].str[:5])}
    if len(by_kabupaten) > MOST_ASKED:
        return [_ask_report(subject, _("{n} kecamatan").format(n=format_number(len(silent))))]
    return [_ask_report(subject, _name_silent(subject, code, names)) for code, names in by_kabupaten.items()]


def _ask_report(subject: Subject, whose: str) -> str:
    return _("Meminta laporan {month} dari {whose}.").format(month=subject.month, whose=whose)


def _name_silent(subject: Subject, code: str, names: list[str]) -> str:
    few = join_words(names) if len(names) <= MOST_NAMED else _("{n} kecamatan").format(n=format_number(len(names)))
    if code == subject.area_code:
        return few
    return _("{kecamatan}, {kabupaten}").format(kecamatan=few, kabupaten=area_index().display_name(code))


def _ask_places(subject: Subject) -> str | None:
    unplaced = subject.cell["unplaced_count"]
    if pd.isna(unplaced) or not unplaced:
        return None
    return _n("Merinci {n} {persons} yang belum ditempatkan di kecamatan.", int(unplaced)).format(
        n=format_number(int(unplaced)), persons=subject.count_persons(unplaced)
    )


def _ask_gap(subject: Subject) -> str | None:
    figure = _find_figure(subject)
    one = reconcile(figure) if figure is not None else None
    if figure is None or one is None or not one.gap:
        return None
    return _("Memeriksa selisih {gap} {persons} antara angka terbit dan tabel kasus {period}.").format(
        gap=format_change(one.gap), persons=subject.count_persons(one.gap), period=format_period(str(figure["period"]))
    )


def _ask_corrections(subject: Subject) -> str | None:
    count = subject.read_cells(schema.KECAMATAN)["incomplete_count"].gt(0).sum()
    if not count:
        return None
    return _("Memperbaiki baris yang ditolak di {n} kecamatan.").format(n=format_number(int(count)))
