"""What the numbers of a figure are, how they are written, and the words for an area that has none."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pora import schema
from pora.locale import MANY, _, _n, format_number, format_period, lower_first

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

# States of an area beside the cell states of pora/schema/: of a published figure, ...
PART_OF, NOT_STATED = "bagian", "tidak_disebut"
# ... of a count by some dimension that the area reported without, ...
NOT_DETAILED = "tidak_dirinci"
# ... and of a change between two months.
UNCHANGED, NEWLY_REPORTED, NO_LONGER_REPORTED = "tidak_berubah", "baru_melapor", "tidak_lagi_melapor"
_GRAIN = 1e-9


def count_units(values: npt.ArrayLike, decimals: int) -> npt.NDArray[np.int64]:
    """Values in units of the last decimal shown, rounded as `format_number` does. What is not zero is at least one
    unit, so it is never shown as zero. Values must be numbers."""
    import numpy as np

    units = round_to_units(values, decimals)
    at_least_one = np.sign(np.asarray(values, dtype=np.float64)).astype(np.int64)
    return np.where(units == 0, at_least_one, units)


def round_to_units(values: npt.ArrayLike, decimals: int) -> npt.NDArray[np.int64]:
    """Values in units of the last decimal, a half rounded up, away from zero. 0.15 is no half in binary, hence the
    grain: it is smaller than what any fraction of counts can lie below a half."""
    import numpy as np

    numbers = np.asarray(values, dtype=np.float64)
    rounded: npt.NDArray[np.int64] = np.floor(np.abs(numbers) * 10**decimals + 0.5 + _GRAIN).astype(np.int64)
    return np.sign(numbers).astype(np.int64) * rounded


@dataclass(frozen=True)
class Measure:
    """`title` stands over a legend, `unit` after a number ("orang asing", "orang asing per 100 km²"), `one` in its
    place after a 1 where a language has another form there, `suffix` at the number ("%"). A change has a sign.
    `is_held`: all of the month waits for approval, so what is suppressed is so for that."""

    title: str
    unit: str
    decimals: int = 0
    suffix: str = ""
    is_change: bool = False
    one: str = ""
    is_held: bool = False

    def number(self, value: float) -> str:
        """1.234; 12,3%; +5. The same rounding as in the classes of a map."""
        shown = int(count_units([value], self.decimals)[0]) / 10**self.decimals
        sign = ("+" if shown > 0 else "−" if shown < 0 else "") if self.is_change else ""
        return f"{sign}{format_number(abs(shown) if sign else shown, self.decimals)}{self.suffix}"

    def unit_of(self, value: float) -> str:
        """The unit as it stands after this number; 1,0 is no 1."""
        is_one = not self.decimals and 0 < abs(value) and math.floor(abs(value) + 0.5 + _GRAIN) <= 1
        return self.one if self.one and is_one else self.unit

    def words(self, value: float) -> str:
        return f"{self.number(value)} {self.unit_of(value)}"


def count_measure(category: str) -> Measure:
    if category == schema.PENGUNGSI:
        return Measure(_("Pengungsi"), _n("pengungsi", MANY), one=_n("pengungsi", 1))
    if category == schema.TINDAKAN:
        return Measure(_("Tindakan keimigrasian"), _n("tindakan", MANY), one=_n("tindakan", 1))
    return Measure(_("Orang asing"), _n("orang asing", MANY), one=_n("orang asing", 1))


def rate_measure(category: str) -> Measure:
    unit = count_measure(category).unit
    title = count_measure(category).title
    return Measure(_("{title} per 100 km²").format(title=title), _("{unit} per 100 km²").format(unit=unit), decimals=1)


def share_measure(category: str) -> Measure:
    count = count_measure(category)
    title = _("{title}, persen dari kabupaten/kota").format(title=count.title)
    return Measure(title, _("dari {unit} di kabupaten/kota").format(unit=count.unit), decimals=1, suffix="%")


def change_measure(measure: Measure, since: str) -> Measure:
    """The change of a measure since another month (YYYY-MM); of a share it is in percentage points."""
    period = format_period(since)
    title = _("Perubahan {title} sejak {period}").format(title=lower_first(measure.title), period=period)
    unit = _("poin persen") if measure.suffix == "%" else measure.unit
    return Measure(title, unit, measure.decimals, is_change=True, one=measure.one)


def state_words(measure: Measure) -> dict[str, str]:
    """What stands in a sentence or tooltip in place of a number, by state. A part of a published number has
    its own words in the frame (`part_label`)."""
    return {
        schema.NOL: measure.words(0),
        UNCHANGED: _unchanged(measure).lower(),
        NEWLY_REPORTED: _("baru melapor, sebelumnya belum"),
        NO_LONGER_REPORTED: _("tidak lagi melapor"),
        NOT_DETAILED: _("melapor, tetapi tidak dirinci"),
        NOT_STATED: _("tidak disebut sumber"),
        schema.BELUM_LAPOR: _("belum lapor"),
        schema.DISAMARKAN: _("belum disahkan") if measure.is_held else _("disamarkan untuk melindungi angka kecil"),
        schema.TIDAK_BERLAKU: _("tidak berlaku"),
    }


def short_state_words() -> dict[str, str]:
    """The same on a map or at the end of a bar; nothing where the colour and the legend must do."""
    return {
        schema.NOL: "0",
        PART_OF: "",
        UNCHANGED: "0",
        NEWLY_REPORTED: _("baru melapor"),
        NO_LONGER_REPORTED: _("tidak lagi melapor"),
        NOT_DETAILED: _("tidak dirinci"),
        NOT_STATED: "",
        schema.BELUM_LAPOR: _("belum lapor"),
        schema.DISAMARKAN: _("disamarkan"),
        schema.TIDAK_BERLAKU: _("tidak berlaku"),
    }


def _unchanged(measure: Measure) -> str:
    if not measure.decimals:
        return _("Tidak berubah")
    limit = format_number(0.5 / 10**measure.decimals, measure.decimals + 1)
    return _("Tidak berubah, atau di bawah {limit}").format(limit=limit)


def state_names(measure: Measure) -> dict[str, str]:
    """States in a legend, in its order."""
    return {
        schema.NOL: "0",
        UNCHANGED: _unchanged(measure),
        NEWLY_REPORTED: _("Baru melapor"),
        NO_LONGER_REPORTED: _("Tidak lagi melapor"),
        PART_OF: _("Bagian dari angka yang tidak dirinci"),
        NOT_DETAILED: _("Tidak dirinci"),
        NOT_STATED: _("Tidak disebut"),
        schema.BELUM_LAPOR: _("Belum lapor"),
        schema.DISAMARKAN: _("Belum disahkan") if measure.is_held else _("Disamarkan"),
        schema.TIDAK_BERLAKU: _("Tidak berlaku"),
    }
