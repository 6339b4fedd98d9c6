"""The slide on what agencies say of one kabupaten/kota."""

from __future__ import annotations

from pora import schema
from pora.deck.model import Block, Content, NumberCard, NumberCards, TextTable
from pora.deck.subject import Subject
from pora.locale import _
from pora.statistics.publications import describe_as_of, describe_value
from pora.warehouse.agencies import read_agency_figures, read_own_cell
from pora.wording.agencies import (
    describe_agencies_beside,
    describe_own_count,
    list_agency_differences,
    name_agency_figures,
)

MOST_FIGURES, MOST_CARDS = 10, 3
_COLUMNS = [
    *("figure_id", "as_of", "as_of_precision", "area_code", "measure"),
    *("person_count", "value_low", "value_high", "value_precision", "agency", "source", "note"),
]


def make_agencies_content(subject: Subject) -> Content | None:
    """Figures of one time side by side; None for any place but a kabupaten/kota, and where fewer than two agencies have
    one."""
    if subject.level != schema.KABUPATEN_KOTA:
        return None
    found = read_agency_figures(subject.ask, subject.area_code, subject.period)
    if len(found.agencies) < 2:
        return None
    said, differences = describe_agencies_beside(found, subject.place), list_agency_differences(found)
    shown = found.rows.head(MOST_FIGURES)
    lines = tuple(
        (row["agency"], describe_value(row), row["measure"], describe_as_of(row["as_of"], row["as_of_precision"]))
        for _i, row in shown.iterrows()
    )
    headings = (_("Instansi"), _("Angka"), _("Yang dihitung"), _("Keadaan per"))
    if found.month and (cell := read_own_cell(subject.ask, subject.area_code, found.month)):
        differences.append(describe_own_count(cell, found.month))
    alt = " ".join([f"{said}.", *differences])
    block: Block = TextTable("banding_instansi", shown[_COLUMNS], alt, headings, lines, frozenset(headings[1:2]))
    if len(lines) <= MOST_CARDS:
        cards = tuple(NumberCard(agency, value, f"{measure}, {as_of}") for agency, value, measure, as_of in lines)
        block = NumberCards("banding_instansi", shown[_COLUMNS], alt, cards)
    sources = "; ".join(f"{row['agency']}, {row['source']}" for _i, row in shown.iterrows())
    notes = _("{findings} Angka instansi tidak dijumlahkan dan tidak dirata-rata. Sumber: {sources}.")
    return Content(name_agency_figures(found, subject.place), (block,), notes.format(findings=alt, sources=sources))
