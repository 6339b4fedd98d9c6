"""What a map shows: the view with choices that don't go together settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pora.classification.typed_limits import scale_from_limits
from pora.errors import BoundaryError, UsageError
from pora.locale import _
from pora.schema import DESA, Cut
from pora.schema.levels import list_levels_below
from pora.statistics.measures import Measure, change_measure, count_measure, rate_measure, share_measure
from pora.ui.view.view import Garis, Metode, Ukuran, View, filter_words
from pora.warehouse.boundaries import LayerKind, LayerSet, find_layers
from pora.warehouse.queries import CaseFilter


@dataclass(frozen=True)
class MapSpec:
    """The parts of one place in one month. Equal specs give equal maps, so that a figure is made once for all views
    that differ in something else. `since`: the month of changes; "" counts each month's from the one before."""

    area_code: str
    level: str
    period: str
    category: str
    ukuran: Ukuran
    kind: LayerKind
    chosen: CaseFilter
    since: str
    has_one_scale: bool
    metode: Metode
    class_count: int
    limits: tuple[float, ...]
    garis: Garis

    @property
    def cut(self) -> Cut:
        return Cut(self.area_code, self.period, self.category)

    @property
    def is_filled(self) -> bool:
        """Fill is for rates, and for tiles, whose size is no area; circles are for counts and their changes."""
        return self.kind == "petak" or self.ukuran in ("kepadatan", "bagian")


def require_layers(lapis: LayerKind, desa_of: str = "") -> LayerSet:
    """The layers that the view asks for, tiles where no boundaries are installed, or none of the desa of that
    kabupaten/kota."""
    layers = find_layers(desa_of, lapis)
    if layers is None:
        raise BoundaryError(_("Peta belum dibuat. Jalankan: python -m etl boundaries"))
    return layers


def list_levels(view: View) -> tuple[str, ...]:
    """The levels that the place in view can be drawn at, but for desa. A share is one of the kabupaten/kota."""
    levels = list_levels_below(view.level)
    return levels[:1] if view.ukuran == "bagian" else levels


def list_fitting_measures(
    kind: LayerKind, periods: Sequence[str], view: View, by_desa: bool = False
) -> tuple[str, ...]:
    """The measures that mean something: a tile has no area, a desa no share of a kabupaten/kota that says much, and the
    first month has none before it."""
    fits = {
        "jumlah": True,
        "kepadatan": kind == "batas",
        "bagian": not by_desa,
        "perubahan": view.periode != periods[0],
    }
    return tuple(name for name, does_fit in fits.items() if does_fit)


def make_spec(view: View, kind: LayerKind, periods: Sequence[str], by_desa: bool = False) -> MapSpec:
    """The map of a view on such layers, by desa or of a kecamatan as one of its kabupaten/kota; what doesn't fit gives
    way to the first that does."""
    ukuran = view.ukuran if view.ukuran in list_fitting_measures(kind, periods, view, by_desa) else "jumlah"
    levels = (DESA,) if by_desa else list_levels(view)
    spec = MapSpec(
        area_code=view.wilayah if by_desa else view.kabupaten_code or view.wilayah,
        level=view.tingkat if view.tingkat in levels else levels[0],
        period=view.periode,
        category=view.kategori,
        ukuran=ukuran,
        kind=kind,
        chosen=view.case_filter,
        since=view.banding if ukuran == "perubahan" and view.banding < view.periode else "",
        has_one_scale=view.skala == "tetap",
        metode=view.metode,
        class_count=int(view.kelas),
        limits=view.limits if view.metode == "manual" else (),
        garis=view.garis,
    )
    return replace(spec, limits=()) if check_limits(spec.limits, spec_measure(spec, periods)) else spec


def check_limits(limits: Sequence[float], measure: Measure) -> str | None:
    """What is wrong with typed limits of classes for a measure; None if they fit, or there are none."""
    try:
        if limits:
            scale_from_limits(limits, measure.decimals)
    except UsageError as error:
        return str(error)
    return None


def base_period(spec: MapSpec, periods: Sequence[str]) -> str:
    """The month that the change of this month is counted from. The first month has none."""
    return spec.since or periods[periods.index(spec.period) - 1]


def spec_measure(spec: MapSpec, periods: Sequence[str]) -> Measure:
    """What the map shows, with the filter in its title."""
    if spec.ukuran == "perubahan":
        measure = change_measure(count_measure(spec.category), base_period(spec, periods))
    else:
        measures = {"jumlah": count_measure, "kepadatan": rate_measure, "bagian": share_measure}
        measure = measures[spec.ukuran](spec.category)
    words = filter_words(spec.chosen)
    return replace(measure, title=f"{measure.title}: {', '.join(words)}") if words else measure
