"""A slide that is written 720 units high, brought to the size of its template."""

from __future__ import annotations

from typing import Any

# What has a length in DrawingML: attributes by the name of their element, in EMU or hundredths of a point.
_LENGTHS = {
    "off": ("x", "y"),
    "ext": ("cx", "cy"),
    "gridCol": ("w",),
    "tr": ("h",),
    "pPr": ("marL", "marR", "indent"),
    "bodyPr": ("lIns", "tIns", "rIns", "bIns"),
    "tcPr": ("marL", "marR", "marT", "marB"),
    "ln": ("w",),
    "lnB": ("w",),
    "rPr": ("sz",),
    "defRPr": ("sz",),
    "endParaRPr": ("sz",),
    "spcPts": ("val",),
}


def bring_to_size(added: Any, scale: float) -> None:
    """All shapes of the slide, with their type, lines and charts."""
    if abs(scale - 1) < 1e-6:
        return
    _scale(added.shapes._spTree, scale)
    for shape in added.shapes:
        if getattr(shape, "has_chart", False):
            _scale(shape.chart._chartSpace, scale)


def _scale(root: Any, scale: float) -> None:
    for element in root.iter():
        for name in _LENGTHS.get(str(element.tag).rpartition("}")[2], ()):
            if (value := element.get(name)) is not None:
                element.set(name, str(round(int(value) * scale)))
