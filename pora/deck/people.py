"""Slides on who: nationalities and permits, and refugees apart."""

from __future__ import annotations

import pandas as pd

from pora import schema
from pora.access import disclosure
from pora.deck.model import Bar, Bars, Content, Sentences, TextTable
from pora.deck.places import describe_situation
from pora.deck.subject import Subject
from pora.locale import _, format_number
from pora.schema.levels import WIDE_LEVELS
from pora.statistics.dimensions import frame_details, is_suppressed_whole, make_detail_bars, pick_detail
from pora.statistics.measures import count_measure, short_state_words
from pora.statistics.publications import describe_as_of, describe_headline, list_publications
from pora.warehouse import queries
from pora.wording.alt_text import describe_bars
from pora.wording.counts import explain_suppressed, format_percent, shorten_cell

TOP_VALUES = 8


def make_nationalities_content(subject: Subject) -> Content | None:
    return make_detail_content(subject, schema.NATIONALITY.name, "kewarganegaraan", _("kewarganegaraan"))


def make_permits_content(subject: Subject) -> Content | None:
    return make_detail_content(subject, schema.IZIN_TINGGAL.name, "izin_tinggal", _("izin tinggal"))


def has_subject_detail(subject: Subject, dimension: str) -> bool:
    """Whether the reader's version details this dimension at the level of the place."""
    return disclosure.has_detail(subject.scope.version, subject.level, dimension)


def make_detail_content(subject: Subject, dimension: str, name: str, words: str) -> Content | None:
    """Persons by one dimension as bars; None where there is no number or no detail."""
    if not subject.has_number or not subject.count or not has_subject_detail(subject, dimension):
        return None
    detail = pick_detail(subject.ask(queries.list_details, subject.cut), dimension)
    frame = make_detail_bars(detail, dimension, TOP_VALUES)
    measure, states = count_measure(subject.category), short_state_words()
    is_unknown = [False] * (len(frame) - 1) + [True]
    bars = tuple(
        Bar(
            str(row["area_name"]),
            None if pd.isna(row["value"]) else int(row["value"]),
            states[row["status"]] if pd.isna(row["value"]) else format_number(int(row["value"])),
            "unknown" if unknown else "rest" if row["is_rest"] else "own",
        )
        for (_i, row), unknown in zip(frame.iterrows(), is_unknown, strict=True)
    )
    title = _describe_first(subject, frame, words)
    unknown_words = _("Yang tidak dirinci menurut {words}: {n}.")
    if is_suppressed_whole([(row.value, row.status) for row in detail]):
        unknown_words = _("Seluruh rincian menurut {words} {n}.")
    unknown_words = unknown_words.format(words=words, n=bars[-1].words)
    alt = describe_bars(frame, measure)
    block = Bars(name, frame_details(detail).assign(dimension=dimension), alt, measure.title, bars)
    return Content(title, (block,), f"{title}. {unknown_words}")


def _describe_first(subject: Subject, frame: pd.DataFrame, words: str) -> str:
    """Terbanyak Tiongkok: 310 dari 1.024 orang asing (30%)."""
    own = frame.loc[~frame["is_rest"].astype(bool) & frame["value"].notna()]
    if own.empty:
        return _("{place}: {persons} menurut {words}").format(place=subject.place, persons=subject.persons, words=words)
    first = own.iloc[0]
    is_hidden = bool((frame["status"] == schema.DISAMARKAN).any())  # one that is hidden may be larger
    sentence = _("Terbanyak {name}: {n} dari {count} {persons} ({share})")
    if is_hidden:
        sentence = _("Terbanyak yang dapat ditampilkan, {name}: {n} dari {count} {persons} ({share})")
    return sentence.format(
        name=first["area_name"],
        n=format_number(int(first["value"])),
        count=format_number(subject.count),
        persons=subject.count_persons(subject.count),
        share=format_percent(int(first["value"]), subject.count),
    )


def make_refugees_content(subject: Subject) -> Content | None:
    """Refugees where they are, with the part that has no place; beside it what was published of them, or how they are
    counted. None where nobody reported or published any: the slide on the situation says so."""
    refugees = subject.of(schema.PENGUNGSI)
    published = _describe_published(refugees)
    if refugees.cell["status"] == schema.BELUM_LAPOR and not published:
        return None
    cells = refugees.read_cells(schema.KABUPATEN_KOTA if refugees.level in WIDE_LEVELS else schema.KECAMATAN)
    placed = cells.loc[cells["status"].isin([schema.ANGKA, schema.DISAMARKAN])]
    placed = placed.sort_values("person_count", ascending=False, kind="stable", na_position="last").head(_ROWS)
    title = describe_situation(refugees)
    lines = [(str(row["area_name"]), shorten_cell(row)) for _i, row in placed.iterrows()]
    if (unplaced := _describe_unplaced(refugees)) is not None:
        lines.append((_("Tidak dirinci"), unplaced))
    lines.append((_("Total"), shorten_cell(refugees.cell)))
    heading = _("Pengungsi dan pencari suaka")
    rows = placed[["area_code", "area_name", "person_count", "status"]].reset_index(drop=True)
    total = pd.DataFrame([{"area_code": refugees.area_code, "area_name": refugees.place}])
    rows = pd.concat(
        [rows, total.assign(person_count=refugees.cell["person_count"], status=refugees.cell["status"])],
        ignore_index=True,
    ).astype({"person_count": "Int64"})
    alt = " ".join([f"{heading}:", "; ".join(f"{name} {count}" for name, count in lines) + "."])
    counted = _(
        "Pengungsi menurut Perpres 125/2016 dihitung terpisah dan tidak dijumlahkan dengan pemegang izin tinggal."
    )
    notes = [
        f"{title}.",
        counted,
        _("Angka kecil dapat menunjuk orang tertentu; jangan menyebut tempat yang angkanya disamarkan."),
    ]
    grid = TextTable("pengungsi", rows, alt, (_("Wilayah"), heading), tuple(lines), frozenset({heading}))
    said = published or (counted, *_explain_hidden(grid))
    return Content(
        title, (grid, Sentences("terbit", pd.DataFrame({"line": said}), " ".join(said), said)), " ".join(notes)
    )


def _explain_hidden(grid: TextTable) -> tuple[str, ...]:
    hidden = short_state_words()[schema.DISAMARKAN]
    if not any(hidden in cells for cells in grid.cells):
        return ()
    return (explain_suppressed(),)


def _describe_published(subject: Subject) -> tuple[str, ...]:
    """What sources published of this very place and month, which anyone may say; with date and source."""
    ids = set(subject.published["figure_id"])
    publications = [one for one in list_publications(subject.ask_figures()) if ids & set(one.figures["figure_id"])]
    return tuple(
        _("Terbit {as_of}: {headline} ({agency}).").format(
            as_of=describe_as_of(str(one.widest["as_of"]), one.widest["as_of_precision"]),
            headline=describe_headline(one),
            agency=one.widest["agency"],
        )
        for one in publications
    )


_ROWS = 8  # with the unplaced part and the total they fit on a slide


def _describe_unplaced(subject: Subject) -> str | None:
    """Whom no kecamatan has; None where all are placed."""
    if subject.cell.get("unplaced_status") == schema.DISAMARKAN:
        return short_state_words()[schema.DISAMARKAN]
    unplaced = subject.cell["unplaced_count"]
    if pd.isna(unplaced) or not unplaced:
        return None
    return format_number(int(unplaced))
