"""What a chart of python-pptx lacks: a heading at the left, a fixed plot area, numbers that no viewer rewrites."""

from __future__ import annotations

from typing import Any

from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.util import Pt

from pora import theme
from pora.deck.layout import Box
from pora.deck.model import Block
from pora.export.office_file import clean_xml_text, language_tag
from pora.export.pptx.measure import LINE, POINT, count_lines
from pora.export.pptx.parts import describe
from pora.export.pptx.text import INK, paint, to_emu
from pora.export.pptx.workbook import SafeChartData
from pora.locale import language

_C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
_AXES = {"2068027336": "1001", "2113994440": "1002", "2118791784": "1001", "2140495176": "1002"}
CHART_TEXT_SIZE = 18


def number_format() -> str:
    """1.234 in Indonesian whatever the PC is set to: the mark is a letter of the format, not the PC's own."""
    mark = {"id": ".", "en": ","}[language.get()]
    return f"[>=1000000]0\\{mark}000\\{mark}000;[>=1000]0\\{mark}000;0"


def add_chart(shapes: Any, box: Box, block: Block, kind: Any, data: SafeChartData, title: str) -> Any:
    """A chart with a heading and without legend, in the language of the deck."""
    frame = shapes.add_chart(kind, *to_emu(box), data)
    describe(frame, block.name, block.alt)
    chart = frame.chart
    chart.has_legend = False
    chart.font.size = Pt(CHART_TEXT_SIZE)
    paint(chart.font.color, INK)
    space = chart._chartSpace
    space.find("{*}date1904").addnext(parse_xml(f'<c:roundedCorners {_C} val="0"/>'))
    for axis in space.iter("{*}axId", "{*}crossAx"):
        axis.set("val", _AXES[axis.get("val").lstrip("-")])  # the schema knows no negative ones
    _add_heading(chart, clean_xml_text(title))
    for properties in space.iter("{*}defRPr", "{*}rPr", "{*}endParaRPr"):
        properties.set("lang", language_tag())
    return chart


def _add_heading(chart: Any, title: str) -> None:
    frame = chart.chart_title.text_frame
    frame.text = title
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    font = frame.paragraphs[0].runs[0].font
    font.size, font.bold = Pt(CHART_TEXT_SIZE), True
    paint(font.color, theme.palette().ink_muted)
    chart.chart_title.include_in_layout = False
    element = chart._chartSpace.chart.find("{*}title")
    for old in element.findall("{*}layout"):
        element.remove(old)
    element.find("{*}tx").addnext(parse_xml(_layout_xml({"xMode": "edge", "yMode": "edge", "x": 0, "y": 0})))


def place_plot(chart: Any, whole: Box, plot: Box) -> None:
    """The area between the axes, without their labels, in units from the corner of the chart."""
    area = chart._chartSpace.chart.plotArea
    for old in area.findall("{*}layout"):
        area.remove(old)
    shares: dict[str, str | float] = {
        "layoutTarget": "inner",
        "xMode": "edge",
        "yMode": "edge",
        "x": plot.left / whole.width,
        "y": plot.top / whole.height,
        "w": plot.width / whole.width,
        "h": plot.height / whole.height,
    }
    area.insert(0, parse_xml(_layout_xml(shares)))


def _layout_xml(values: dict[str, str | float]) -> str:
    inner = "".join(
        f'<c:{name} val="{value if isinstance(value, str) else round(value, 5)}"/>' for name, value in values.items()
    )
    return f"<c:layout {_C}><c:manualLayout>{inner}</c:manualLayout></c:layout>"


def set_skip(chart: Any, skip: int) -> None:
    """Names every `skip`th category. Where all are named, their words break into lines rather than lean, and none is
    left out; LibreOffice leaves out of itself only where no angle is given."""
    axis = chart._chartSpace.chart.plotArea.find("{*}catAx")
    axis.find("{*}lblOffset").addnext(parse_xml(f'<c:tickLblSkip {_C} val="{skip}"/>'))
    if skip == 1:
        axis.find("{*}txPr/{*}bodyPr").set("rot", "0")


def heading_height(title: str, box: Box) -> float:
    """Units from the top of a chart to its plot; viewers break a title before the end of the line."""
    return count_lines(title, box.width * POINT * 0.8, CHART_TEXT_SIZE, True) * CHART_TEXT_SIZE * LINE / POINT + 22


def add_number_format(label: Any) -> None:
    """The format of one point's label, before its type as the schema wants it."""
    element = label._get_or_add_dLbl()
    code = number_format().replace(">", "&gt;")
    element.find("{*}spPr" if element.find("{*}spPr") is not None else "{*}txPr").addprevious(
        parse_xml(f'<c:numFmt {_C} formatCode="{code}" sourceLinked="0"/>')
    )
