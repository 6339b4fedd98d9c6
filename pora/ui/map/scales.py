"""The scale of a map: one for all months, so that two months can be compared, or one for its own."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pora import schema
from pora.classification.changes import MAX_STEPS, ChangeScale, find_change_scale
from pora.classification.classes import ClassScale, find_scale
from pora.classification.limits import Method
from pora.classification.robustness import compare_methods, describe_robustness
from pora.classification.typed_limits import scale_from_limits
from pora.figures.maps.circles import CircleScale
from pora.locale import _, format_period
from pora.statistics.measures import Measure
from pora.ui.map.cells import FloatArray, read_all_months
from pora.ui.map.spec import MapSpec
from pora.ui.parts.data import Reader

METHOD_OF: dict[str, Method] = {"alami": "natural_breaks", "kuantil": "quantile", "sama": "equal"}
Scale = ClassScale | ChangeScale | CircleScale


def read_basis(reader: Reader, spec: MapSpec, frame: pd.DataFrame) -> list[FloatArray]:
    """The numbers that a scale is found on: those of every month, or of the map's own."""
    if not spec.has_one_scale:
        return [numbers_of(frame)]
    return [month[~np.isnan(month)] for month in read_all_months(reader, spec, frame)]


def make_scale(spec: MapSpec, measure: Measure, basis: list[FloatArray]) -> Scale:
    """Circles, or classes by the method of the spec."""
    if not spec.is_filled:
        return CircleScale.for_values(*basis)
    if spec.limits:
        sizes = scale_from_limits(spec.limits, measure.decimals, measure.suffix)
        return ChangeScale(sizes, measure) if measure.is_change else sizes
    method, values = METHOD_OF.get(spec.metode, "natural_breaks"), np.concatenate(basis)
    if measure.is_change:
        return find_change_scale(values, measure, method, min((spec.class_count + 1) // 2, MAX_STEPS))
    return find_scale(values, method, spec.class_count, measure.decimals, measure.suffix)


def numbers_of(frame: pd.DataFrame) -> FloatArray:
    """The values that are numbers."""
    return frame.loc[frame["status"] == schema.ANGKA, "value"].to_numpy(dtype=float)


def describe_scale(spec: MapSpec, periods: tuple[str, ...]) -> str:
    """What months the scale of a map holds for."""
    if not spec.has_one_scale:
        return _("Skala menurut bulan ini saja: jangan dibandingkan dengan peta bulan lain.")
    return _("Satu skala untuk semua bulan, {first} sampai {last}.").format(
        first=format_period(periods[0]), last=format_period(periods[-1])
    )


def describe_sureness(spec: MapSpec, frame: pd.DataFrame, scale: Scale, basis: list[FloatArray]) -> str:
    """How much of a map is the way its classes were found."""
    if isinstance(scale, CircleScale):
        return _("Seberapa kokoh peta ini: lingkaran mengikuti angka, tanpa kelas, jadi tidak bergantung pada cara.")
    values = np.abs(numbers_of(frame))
    sizes = scale.sizes if isinstance(scale, ChangeScale) else scale
    method = None if spec.limits else METHOD_OF.get(spec.metode, "natural_breaks")
    differences = compare_methods(values, sizes, method, np.abs(np.concatenate(basis)))
    return describe_robustness(differences, int((values > 0).sum()))
