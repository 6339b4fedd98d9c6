"""The empty presentation: theme, master and the two layouts, with everything else of python-pptx's template removed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.util import Emu

from pora.deck import layout
from pora.deck.layout import Box
from pora.export.office_file import language_tag
from pora.export.pptx.forms import Base, SlideForm, TitleType
from pora.export.pptx.parts import NAMESPACES, page_field, place_xml, placeholder_xml
from pora.export.pptx.text import UNIT
from pora.export.pptx.theme_part import rewrite_theme

COVER, CONTENT = "Sampul", "Isi"
TITLE_SIZES = (30, 29, 28, 27, 26, 25, 24)
COVER_SIZES = (44, 42, 40, 38, 36, 34, 32, 30, 28, 26, 24)
TITLE_SPACING, TITLE_INSET = 0.9, 6  # of a line; units under the band of marks
SMALL = 18
_FOOTER, _PAGE = 11, 12  # indexes of the placeholders that slides refer to
APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Dasbor Pora</Application><PresentationFormat>Widescreen</PresentationFormat></Properties>"
)

_VIEW = (  # the template's has guides of a 4:3 slide
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<p:viewPr {NAMESPACES}><p:normalViewPr>'
    '<p:restoredLeft sz="15620"/><p:restoredTop sz="80000"/></p:normalViewPr></p:viewPr>'
)


def make_own_base() -> Base:
    """Our own two kinds of slides: Sampul and Isi."""
    presentation = _new_presentation()
    cover, content = presentation.slide_layouts
    inset = (0.0, float(TITLE_INSET))
    one = SlideForm(
        content,
        layout.TITLE,
        TitleType(TITLE_SIZES, spacing=TITLE_SPACING, inset=inset),
        layout.BODY,
        layout.FOOTER,
        page_index=_PAGE,
        footer_index=_FOOTER,
    )
    first = replace(
        one,
        layout=cover,
        title=layout.COVER_TITLE,
        title_type=TitleType(COVER_SIZES, spacing=TITLE_SPACING, inset=inset),
        page_index=None,
        subtitle_index=1,
    )
    return Base(presentation, first, one, one)


def _new_presentation() -> Any:
    """16:9, without slides."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Emu(layout.WIDTH * UNIT), Emu(layout.HEIGHT * UNIT)
    presentation.element.sldSz.attrib.pop("type", None)  # it says 4:3
    presentation.element.find(".//{*}defPPr/{*}defRPr").set("lang", language_tag())
    package = presentation.part.package
    _drop(package, RT.THUMBNAIL)
    _drop(presentation.part, RT.PRINTER_SETTINGS)
    package.part_related_by(RT.EXTENDED_PROPERTIES).blob = APP.encode()
    presentation.part.part_related_by(RT.VIEW_PROPS).blob = _VIEW.encode()
    master = presentation.slide_master
    for unused in list(presentation.slide_layouts)[2:]:
        presentation.slide_layouts.remove(unused)
    rewrite_theme(master.part)
    _rewrite_master(master.element)
    _rewrite_layout(presentation.slide_layouts[0], COVER, _cover_placeholders())
    _rewrite_layout(presentation.slide_layouts[1], CONTENT, _content_placeholders())
    return presentation


def _drop(part: Any, kind: str) -> None:
    """Removes relationships of a kind; a part that nothing refers to is not written."""
    for key in [key for key, relation in part._rels.items() if relation.reltype == kind]:
        part._rels.pop(key)


def _body(
    anchor: str, size: int | None = None, align: str = "l", color: str = "tx1", bold: bool = False, inset: int = 0
) -> str:
    """Text properties of a placeholder: no inner margins, nothing that a viewer resizes."""
    style = ""
    if size is not None:
        style = (
            f'<a:lvl1pPr marL="0" indent="0" algn="{align}"><a:buNone/><a:defRPr sz="{size * 100}" b="{int(bold)}">'
            f'<a:solidFill><a:schemeClr val="{color}"/></a:solidFill></a:defRPr></a:lvl1pPr>'
        )
    return (
        f'<a:bodyPr vert="horz" wrap="square" lIns="0" tIns="{inset * UNIT}" rIns="0" bIns="0" rtlCol="0"'
        f' anchor="{anchor}"><a:noAutofit/></a:bodyPr><a:lstStyle>{style}</a:lstStyle>'
    )


def _sample(text: str) -> str:
    return f'<a:p><a:r><a:rPr lang="{language_tag()}"/><a:t>{text}</a:t></a:r></a:p>'


_EMPTY = "<a:bodyPr/><a:lstStyle/>"


def _small_placeholders(boxes: tuple[Box | None, Box | None], numbers: tuple[int, int]) -> list[str]:
    """Footer and page number; on layouts they have the indexes that slides refer to."""
    master = boxes[0] is not None
    footer = _body("t", SMALL, color="tx1") if master else _EMPTY
    page = _body("t", SMALL, "r") if master else _EMPTY
    ends = f'<a:p><a:endParaRPr lang="{language_tag()}"/></a:p>'
    return [
        placeholder_xml(4, "Kaki", f'type="ftr" sz="quarter" idx="{numbers[0]}"', boxes[0], footer, ends),
        placeholder_xml(
            5, "Halaman", f'type="sldNum" sz="quarter" idx="{numbers[1]}"', boxes[1], page, page_field("‹#›")
        ),
    ]


def _cover_placeholders() -> list[str]:
    title = _body("b", COVER_SIZES[0], bold=True)
    subtitle = _body("t", 24, color="tx2")
    return [
        placeholder_xml(2, "Judul", 'type="ctrTitle"', layout.COVER_TITLE, title, _sample("Judul")),
        placeholder_xml(
            3, "Anak judul", 'type="subTitle" idx="1"', layout.COVER_SUBTITLE, subtitle, _sample("Anak judul")
        ),
        *_small_placeholders((None, None), (_FOOTER, _PAGE)),
        _ornament(6, "Garis", Box(layout.COVER_TITLE.left, 371, 120, 4)),
        _ornament(7, "Tepi", Box(0, 0, 20, layout.HEIGHT)),
    ]


def _ornament(number: int, name: str, box: Box) -> str:
    """A filled rectangle of the layout; nobody reads it out."""
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{place_xml(box)}'
        f'<a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )


def _content_placeholders() -> list[str]:
    return [
        placeholder_xml(2, "Judul", 'type="title"', None, _EMPTY, _sample("Judul")),
        *_small_placeholders((None, None), (_FOOTER, _PAGE)),
    ]


def _replace_shapes(tree: Any, shapes: list[str]) -> None:
    for shape in tree.xpath("./p:sp"):
        tree.remove(shape)
    for xml in shapes:
        tree.append(parse_xml(xml))


def _rewrite_master(master: Any) -> None:
    shapes = [
        placeholder_xml(2, "Judul", 'type="title"', layout.TITLE, _body("t", inset=TITLE_INSET), _sample("Judul")),
        placeholder_xml(3, "Isi", 'type="body" idx="1"', layout.BODY, _body("t"), _sample("Isi")),
        *_small_placeholders((layout.FOOTER, layout.PAGE_NUMBER), (3, 4)),
    ]
    _replace_shapes(master.cSld.spTree, shapes)
    styles = master.find("{*}txStyles")
    title, body = styles.find("{*}titleStyle/{*}lvl1pPr"), styles.find("{*}bodyStyle")
    title.set("algn", "l")
    title.insert(0, parse_xml(f'<a:lnSpc {NAMESPACES}><a:spcPct val="{round(TITLE_SPACING * 100_000)}"/></a:lnSpc>'))
    title.find("{*}defRPr").set("sz", str(TITLE_SIZES[0] * 100))
    title.find("{*}defRPr").set("b", "1")
    for level, size in zip(body, (21, 20, 19, 18, 18, 18, 18, 18, 18), strict=True):
        level.find("{*}defRPr").set("sz", str(size * 100))


def _rewrite_layout(slide_layout: Any, name: str, shapes: list[str]) -> None:
    slide_layout.name = name
    element = slide_layout.element
    element.set("type", "title" if name == COVER else "titleOnly")
    _replace_shapes(element.cSld.spTree, shapes)
