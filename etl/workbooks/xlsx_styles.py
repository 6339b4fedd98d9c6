"""Styles of an XLSX that change what is seen of a count: number formats, and fonts that are struck through."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field

from etl.workbooks.looks import find_other_look
from etl.workbooks.marks import Attributes, parse_xml

_PART = "xl/styles.xml"
_BUILT_IN = {
    "9": "0%",
    "10": "0.00%",
    "11": "0.00E+00",
    "48": "##0.0E+0",
}  # of those with a number, the ones that matter


def is_on(attributes: Attributes) -> bool:
    """Whether `<strike/>` or `<strike val="1"/>` stands there."""
    return attributes.get("val", "1") not in ("0", "false")


@dataclass
class Styles:
    """`struck` and `codes` by the number of a cell's style, a text as in the file."""

    struck: set[str] = field(default_factory=set)
    codes: dict[str, str] = field(default_factory=dict)

    def find_look(self, style: str, value: str) -> str | None:
        """What is shown of a number instead of it."""
        code = self.codes.get(style)
        try:
            return find_other_look(code, float(value)) if code else None
        except (ValueError, OverflowError):
            return None


def read_styles(archive: zipfile.ZipFile) -> Styles:
    """Of all cells; none where the workbook has no styles."""
    found = _Parts()
    if _PART in archive.namelist():
        with archive.open(_PART) as file:
            parse_xml(file, found.start, found.end)
    return found.styles


class _Parts:
    """Handlers of the part: fonts and formats come before the styles that name them."""

    def __init__(self) -> None:
        self.styles = Styles()
        self._codes = dict(_BUILT_IN)
        self._struck_fonts: set[str] = set()
        self._inside = ""
        self._fonts = self._count = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """At each opening tag."""
        if name in ("fonts", "cellXfs", "cellStyleXfs", "dxfs"):
            self._inside = name
        elif name == "numFmt" and self._inside != "dxfs":
            self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "strike" and self._inside == "fonts" and is_on(attributes):
            self._struck_fonts.add(str(self._fonts))
        elif name == "xf" and self._inside == "cellXfs":
            self._add_style(attributes)

    def end(self, name: str) -> None:
        if name == "font":
            self._fonts += 1
        elif name == self._inside:
            self._inside = ""

    def _add_style(self, attributes: Attributes) -> None:
        if attributes.get("fontId") in self._struck_fonts:
            self.styles.struck.add(str(self._count))
        if code := self._codes.get(attributes.get("numFmtId", "")):
            self.styles.codes[str(self._count)] = code
        self._count += 1
