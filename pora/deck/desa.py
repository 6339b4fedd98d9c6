"""The slide of a kecamatan by desa: in an exact deck alone, where the kecamatan reports by desa."""

from __future__ import annotations

import pandas as pd

from pora import schema
from pora.deck.model import AreaMap, Content
from pora.deck.subject import Subject
from pora.locale import _, format_number
from pora.statistics.measures import count_measure
from pora.warehouse import queries
from pora.wording.alt_text import describe_map
from pora.wording.counts import join_words
from pora.wording.desa import describe_desa_reports


def make_desa_content(subject: Subject) -> Content | None:
    """Where in the kecamatan they are; None for a public deck, and where nothing is known by desa."""
    found = subject.ask(queries.select_desa, subject.cut)
    desa = found.loc[found["desa_code"].notna()]
    if desa.empty:
        return None
    measure = count_measure(subject.category)
    names = {"desa_code": "area_code", "desa_name": "area_name", "person_count": "value"}
    rows = desa.rename(columns=names).reset_index(drop=True)
    title = _describe_desa(subject, desa)
    block = AreaMap("peta", rows, describe_map(rows, measure), schema.DESA, subject.area_code, measure)
    notes = [f"{title}.", _("Desa atau kelurahan yang belum lapor bukan berarti nol."), _describe_rest(found)]
    return Content(title, (block,), " ".join(note for note in notes if note))


def _describe_desa(subject: Subject, desa: pd.DataFrame) -> str:
    """12 dari 14 desa/kelurahan melapor; orang asing terbanyak di Ploso (5) dan Jati Kulon (4)."""
    (reports,) = describe_desa_reports(desa)
    known = desa.loc[desa["status"] == schema.ANGKA]
    largest = known.sort_values("person_count", ascending=False, kind="stable").head(2)
    if largest.empty:
        return _("{place}: {reports}").format(place=subject.place, reports=reports)
    areas = join_words([f"{row['desa_name']} ({format_number(row['person_count'])})" for _i, row in largest.iterrows()])
    return _("{reports}; {persons} terbanyak di {areas}").format(reports=reports, persons=subject.persons, areas=areas)


def _describe_rest(found: pd.DataFrame) -> str:
    """Persons of the kecamatan whose desa is not known."""
    rest = found.loc[found["desa_code"].isna(), "person_count"].dropna()
    count = int(rest.sum())
    return _("{n} tidak dirinci per desa.").format(n=format_number(count)) if count else ""
