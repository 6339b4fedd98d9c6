"""What a map stands on: the layer of its place, what of it is shown, lines above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pora.figures.maps.groups import Group
from pora.figures.maps.insets import Placement
from pora.warehouse.map_layers import MapLayer

BOUNDARY_URL = "boundaries/"


@dataclass(frozen=True)
class Ground:
    """`outline_length`: areas with the same first letters of their codes have no line between them: 8 for
    kecamatan, 5 for kabupaten/kota, 2 for provinces. `groups` are outlined heavily. `line_width` of the areas' own
    lines is in pixels.
    """

    layer: MapLayer
    placement: Placement
    outline_length: int = 5
    groups: Sequence[Group] = ()
    line_width: float = 0.7

    def write(self) -> dict[str, Any]:
        """What the browser is told. A view moved by hand stays as long as `place`."""
        view = [round(side) for side in self.placement.box]
        insets = [
            [one.group, round(one.scale, 4), *(round(by) for by in one.shift), *(round(side) for side in one.frame)]
            for one in self.placement.insets
        ]
        return {
            "layer": BOUNDARY_URL + self.layer.file_name,
            "place": f"{self.layer.file_name} {view}",
            "view": view,
            "insets": insets,
            "outline": self.outline_length,
            "line": self.line_width,
            "groups": [{"name": one.name, "codes": list(one.kabupaten_codes)} for one in self.groups],
        }
