"""Files of offices as templates, as offices have them: with slides of the last meeting, notes, a logo and a footer.

`make_light`: 16:9 of 25.4 cm, a band and a logo over a white ground, a wide typeface. `make_dark`: 4:3, white type on
navy, which the text styles say and the theme's own ink does not.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from PIL import Image, ImageDraw
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.util import Emu

NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
LIGHT = {
    "dk1": "1F1F1F", "lt1": "FFFFFF", "dk2": "5B1A1A", "lt2": "F3EDE4", "accent1": "8C2F1B", "accent2": "C98B2B",
    "accent3": "3F5E4B", "accent4": "31506E", "accent5": "7A5C8E", "accent6": "6B6B6B",
}  # fmt: skip
DARK = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "0B1F3A", "lt2": "E7EEF7", "accent1": "12305A", "accent2": "FFC84A",
    "accent3": "6FB7E9", "accent4": "8BD3A8", "accent5": "E58F7B", "accent6": "B7A6E0",
}  # fmt: skip


def make_logo(color: str, size: int = 240) -> io.BytesIO:
    out, image = io.BytesIO(), Image.new("RGBA", (size, size))
    ImageDraw.Draw(image).ellipse((4, 4, size - 4, size - 4), fill=color, outline="#c98b2b", width=size // 16)
    image.save(out, "PNG")
    out.seek(0)
    return out


def make_light() -> bytes:
    presentation = Presentation()
    presentation.slide_height = Emu(5143500)
    presentation.element.sldSz.attrib.pop("type")
    for owner in (presentation.slide_master, *presentation.slide_layouts):
        _squeeze(owner.element)
    _use_theme(presentation, LIGHT, "Verdana")
    master = presentation.slide_master
    _add_band(master, 0, 0, 9144000, 90000, "accent1")
    master.shapes._spTree.append(_picture(master, make_logo("#8c2f1b"), 8460000, 160000, 520000))
    for layout in presentation.slide_layouts:
        for shape in layout.placeholders:
            if shape.placeholder_format.type is not None and shape.placeholder_format.type.name == "FOOTER":
                shape.text_frame.text = "Kantor Imigrasi Contoh"
    title = next(one for one in master.placeholders if one.placeholder_format.type.name == "TITLE")
    title.left, title.top, title.width, title.height = Emu(457200), Emu(150000), Emu(7900000), Emu(800000)
    styles = master.element.find("{*}txStyles")
    styles.find("{*}titleStyle/{*}lvl1pPr").set("algn", "l")
    styles.find("{*}titleStyle/{*}lvl1pPr/{*}defRPr").set("b", "1")
    _color(styles.find("{*}titleStyle/{*}lvl1pPr/{*}defRPr"), "tx2")
    return _save(presentation)


def make_dark() -> bytes:
    presentation = Presentation()
    _use_theme(presentation, DARK, "Arial")
    master = presentation.slide_master
    ground = f'<p:bg {NS}><p:bgPr><a:solidFill><a:srgbClr val="0B1F3A"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
    for old in master.element.cSld.findall("{*}bg"):
        master.element.cSld.remove(old)
    master.element.cSld.insert(0, parse_xml(ground))
    for properties in master.element.find("{*}txStyles").iter("{*}defRPr"):
        _color(properties, "bg1")
    for layout in presentation.slide_layouts:
        for properties in layout.element.iter("{*}defRPr"):
            for fill in properties.findall("{*}solidFill"):
                properties.remove(fill)
    _add_band(master, 0, 6650000, 9144000, 208000, "accent2")
    master.shapes._spTree.append(_picture(master, make_logo("#ffffff"), 120000, 120000, 620000))
    title = next(one for one in master.placeholders if one.placeholder_format.type.name == "TITLE")
    title.left, title.width = Emu(860000), Emu(7800000)
    return _save(presentation)


def without_layout(data: bytes, *names: str) -> bytes:
    presentation = Presentation(io.BytesIO(data))
    _drop_slides(presentation)
    for layout in list(presentation.slide_layouts):
        if layout.name in names:
            presentation.slide_layouts.remove(layout)
    return _write(presentation)


def change_layouts(data: bytes, change: Callable[[Any], None]) -> bytes:
    """With `change` done to the presentation of python-pptx."""
    presentation = Presentation(io.BytesIO(data))
    change(presentation)
    return _write(presentation)


def change_files(data: bytes, change: Callable[[dict[str, bytes]], Mapping[str, bytes]]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        files = {name: package.read(name) for name in package.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in change(files).items():
            package.writestr(name, content)
    return out.getvalue()


def _save(presentation: Any) -> bytes:
    """With two slides of the last meeting in it, one of them with a note, and the name of an editor."""
    for number in (0, 1):
        slide = presentation.slides.add_slide(presentation.slide_layouts[number])
        slide.shapes.title.text_frame.text = "Rapat rahasia bulan lalu"
    slide.notes_slide.notes_text_frame.text = "Catatan rahasia"
    presentation.core_properties.author = "Budi Penyunting"
    presentation.core_properties.keywords = "rahasia"
    return _write(presentation)


def _write(presentation: Any) -> bytes:
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


def _drop_slides(presentation: Any) -> None:
    slides = presentation.element.sldIdLst
    for one in list(slides):
        presentation.part.drop_rel(one.rId)
        slides.remove(one)


def _use_theme(presentation: Any, colors: Mapping[str, str], font: str) -> None:
    [part] = [rel.target_part for rel in presentation.slide_master.part.rels.values() if rel.reltype.endswith("/theme")]
    text = part.blob.decode()
    for slot, digits in colors.items():
        text = re.sub(
            rf"<a:{slot}>.*?</a:{slot}>", f'<a:{slot}><a:srgbClr val="{digits}"/></a:{slot}>', text, flags=re.S
        )
    part._blob = re.sub(r'<a:latin typeface="[^"]*"', f'<a:latin typeface="{font}"', text).encode()


def _squeeze(element: Any) -> None:
    """Three quarters as high, with type to match."""
    for one in element.iter("{*}off", "{*}ext"):
        for name in ("y", "cy"):
            if one.get(name):
                one.set(name, str(round(int(one.get(name)) * 0.75)))
    for one in element.iter("{*}defRPr"):
        if one.get("sz"):
            one.set("sz", str(round(int(one.get("sz")) * 0.75)))


def _color(properties: Any, name: str) -> None:
    for fill in properties.findall("{*}solidFill"):
        properties.remove(fill)
    properties.insert(0, parse_xml(f'<a:solidFill {NS}><a:schemeClr val="{name}"/></a:solidFill>'))


def _add_band(owner: Any, left: int, top: int, width: int, height: int, color: str) -> None:
    owner.shapes._spTree.insert(2, parse_xml(
        f'<p:sp {NS}><p:nvSpPr><p:cNvPr id="90" name="Pita"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
        f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect">'
        f'<a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="{color}"/></a:solidFill></p:spPr></p:sp>'
    ))  # fmt: skip


def _picture(owner: Any, image: io.BytesIO, left: int, top: int, size: int) -> Any:
    _part, key = owner.part.get_or_add_image_part(image)
    return parse_xml(
        f'<p:pic {NS} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><p:nvPicPr>'
        f'<p:cNvPr id="91" name="Logo" descr="Logo"/><p:cNvPicPr/><p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill>'
        f'<a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm>'
        f'<a:off x="{left}" y="{top}"/><a:ext cx="{size}" cy="{size}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        f"</a:prstGeom></p:spPr></p:pic>"
    )
