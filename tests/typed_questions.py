"""Questions that mypy refuses: `make check` fails when one of them is let through, since its ignore is then unused."""

from __future__ import annotations

from pora.deck.subject import Subject
from pora.ui.parts.data import Reader
from pora.ui.sections.information_lost import make_table
from pora.warehouse import queries
from pora.warehouse.queries import CaseFilter


def ask_in_the_wrong_order(reader: Reader, subject: Subject, chosen: CaseFilter) -> None:
    """Never run."""
    reader.ask(queries.select_month_counts, chosen, "kecamatan", "orang_asing")  # type: ignore[arg-type]
    subject.ask(queries.select_comparison, "33.19")  # type: ignore[arg-type]
    reader.make(make_table, chosen)  # type: ignore[arg-type]
