"""Questions that mypy refuses: `make check` fails when one of them is let through, since its ignore is then unused."""

from __future__ import annotations

from pora.deck.subject import Subject
from pora.schema import Cut
from pora.ui.parts.data import Reader
from pora.ui.sections.information_lost import make_loss_table
from pora.warehouse import queries
from pora.warehouse.queries import CaseFilter


def ask_in_the_wrong_order(reader: Reader, subject: Subject, cut: Cut, chosen: CaseFilter) -> None:
    """Never run."""
    reader.ask(queries.select_cells, "kecamatan", cut)  # type: ignore[arg-type]
    reader.ask(queries.select_matching_cells, cut, chosen, "kecamatan")  # type: ignore[arg-type]
    reader.ask(queries.list_parts_of, "33.19")  # type: ignore[call-arg]
    reader.make(make_loss_table, cut)  # type: ignore[arg-type]
    subject.ask(queries.select_detail_series, cut)  # type: ignore[call-arg]
    subject.ask(queries.select_detail_series, "33.19", "2024-03")  # type: ignore[arg-type]
