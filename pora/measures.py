"""What the numbers of a figure are, and the words for an area that has none."""

from __future__ import annotations

from dataclasses import dataclass

from pora import schema
from pora.locale import _, format_number

# States of an area that only a published figure knows, beside the cell states of pora/schema/.
PART_OF, NOT_STATED = "bagian", "tidak_disebut"


@dataclass(frozen=True)
class Measure:
    """`title` stands over a legend, `unit` after a number ("orang asing", "orang asing per 100 km²")."""

    title: str
    unit: str
    decimals: int = 0

    def words(self, value: float) -> str:
        return f"{format_number(value, self.decimals)} {self.unit}"


def state_words(measure: Measure) -> dict[str, str]:
    """What stands in a sentence or tooltip in place of a number, by state. A part of a published number has
    its own words in the frame (`part_label`)."""
    return {
        schema.NOL: measure.words(0),
        NOT_STATED: _("tidak disebut sumber"),
        schema.BELUM_LAPOR: _("belum lapor"),
        schema.DISAMARKAN: _("disamarkan karena jumlahnya kecil"),
        schema.TIDAK_BERLAKU: _("tidak berlaku"),
    }


def short_state_words() -> dict[str, str]:
    """The same on a map or at the end of a bar; nothing where the colour and the legend must do."""
    return {
        schema.NOL: "0",
        PART_OF: "",
        NOT_STATED: "",
        schema.BELUM_LAPOR: _("belum lapor"),
        schema.DISAMARKAN: _("disamarkan"),
        schema.TIDAK_BERLAKU: _("tidak berlaku"),
    }
