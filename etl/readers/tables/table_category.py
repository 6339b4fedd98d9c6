"""The category of a table that has no column for it: its headings say it, else its title, else its details, else the
sender. Raises a refusal where the sender says another one than the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from etl.readers.read_report import ReadDefaults
from etl.readers.texts.titles import Title
from pora.errors import RefusedError
from pora.locale import _
from pora.reference.terms import resolve_term, term_label
from pora.schema import ACTION_KIND, DIMENSIONS_OF, STOCKS, TINDAKAN

if TYPE_CHECKING:
    from etl.readers.layout.count_columns import CountColumns
    from etl.readers.tables.sheet_tables import SheetTable


@dataclass(frozen=True)
class TableCategory:
    """`value` as the file writes it; None where nobody says it."""

    value: str | None
    origin: Literal["title", "default", "implied"]


def find_table_category(table: SheetTable, leaves: CountColumns, title: Title, defaults: ReadDefaults) -> TableCategory:
    details = {name for column in leaves.read for name in column.dimensions} | set(table.shape.dimension_positions)
    if ACTION_KIND.name in details:  # `DATA WNA YANG DIDEPORTASI` names foreign nationals, too
        return TableCategory(TINDAKAN, "implied")
    if written := leaves.category or title.category:
        return TableCategory(written, "title")
    if implied := imply_category(details):
        return TableCategory(implied, "implied")
    return TableCategory(defaults.category, "default")


def imply_category(details: set[str]) -> str | None:
    """The one category that has such details: only foreign nationals have a stay permit, only refugees a UNHCR card.
    What has a kind of action is one, whatever else is said of the person."""
    if ACTION_KIND.name in details:
        return TINDAKAN
    own = {name: {column.name for column in DIMENSIONS_OF[name]} for name in STOCKS}
    found = [one for one, other in (STOCKS, reversed(STOCKS)) if details & (own[one] - own[other])]
    return found[0] if len(found) == 1 else None


def require_same_category(file_name: str, place: str, found: TableCategory, defaults: ReadDefaults) -> None:
    """Raises RefusedError where the file says one category and the sender the other; silent where either says none."""
    written = resolve_term("category", found.value).value
    if written and defaults.category and written != defaults.category:
        message = _("Berkas {name}, {place}, tentang {written}, tetapi dimuat sebagai {given}. Betulkan salah satunya.")
        raise RefusedError(
            message.format(
                name=file_name,
                place=place,
                written=term_label("category", written),
                given=term_label("category", defaults.category),
            ),
            "category-conflict",
        )
