#!/usr/bin/env bash
# A map in SVG marks what is not reported by lines (a pattern as fill, with or without a colour to fall back on). PyMuPDF 2.0 paints such
# an area solid black, which on a map reads as the highest class; svglib 2.3 with reportlab leaves it empty, as if it were not there.
# Both ignore the fall-back colour, too. CairoSVG and resvg draw the lines.
# Seen on 29 November 2026 (colours found within the area):
#   program     plain class   lines        lines, else grey
#   cairosvg    1             many         many
#   resvg       1             many         many
#   pymupdf     1             black only   black only
#   svglib      1             white only   white only
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check cairosvg==2.9.1 resvg-py==0.5.0 pymupdf==2.0 svglib==2.3.2 reportlab==5.1.0 pillow==13.0.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import io

import cairosvg
import pymupdf
import resvg_py
from PIL import Image
from reportlab.graphics import renderPDF
from svglib.svglib import svg2rlg

SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100" viewBox="0 0 300 100">
<defs><pattern id="lines" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<rect width="8" height="8" fill="#ffffff"/><rect width="2" height="8" fill="#444444"/></pattern></defs>
<path d="M0 0H100V100H0Z" fill="#3182bd"/><path d="M100 0H200V100H100Z" fill="url(#lines)"/>
<path d="M200 0H300V100H200Z" fill="url(#lines) #cccccc"/></svg>"""


def name_colours(name: str, picture: bytes) -> list[str]:
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    scale = image.width / 300
    told = []
    for middle in (50, 150, 250):
        colours = image.crop([round(one * scale) for one in (middle - 40, 10, middle + 40, 90)]).getcolors(100_000)
        only = {(0, 0, 0): "black only", (255, 255, 255): "white only"}.get(colours[0][1], "1")
        told.append(only if len(colours) == 1 else "many")
    print(f"{name:10}", *(f"{one:12}" for one in told))
    return told


def paint_pdf(pdf: bytes) -> bytes:
    return pymupdf.open(stream=pdf, filetype="pdf")[0].get_pixmap().tobytes("png")


drawn = ["1", "many", "many"]
assert name_colours("cairosvg", cairosvg.svg2png(bytestring=SVG.encode())) == drawn
assert name_colours("resvg", bytes(resvg_py.svg_to_bytes(svg_string=SVG))) == drawn
by_pymupdf = pymupdf.open(stream=SVG.encode(), filetype="svg")[0].get_pixmap().tobytes("png")
assert name_colours("pymupdf", by_pymupdf) == ["1", "black only", "black only"]
by_svglib = paint_pdf(renderPDF.drawToString(svg2rlg(io.StringIO(SVG))))
assert name_colours("svglib", by_svglib) == ["1", "white only", "white only"]
PYTHON
