#!/usr/bin/env bash
# PptxGenJS 4.0.1 (npm) saves a chart twice, as PowerPoint's files do: as drawn, and as the table behind it ("Edit data"). Zero and
# missing change places there: in the table both are blank cells, so who opens it finds a month with nobody turned into one
# without a report; as drawn the 0 stays, and the missing month is an empty number, which python-pptx 1.0.2 can't read. The
# line runs on over the missing month unless told otherwise (span).
# Seen on 30 November 2026, of 20, missing, 0, 48:
#   as drawn: 20, (empty), 0, 48; blanks: span
#   the table behind it: 20, None, None, 48
#   python-pptx: TypeError
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts pptxgenjs@4.0.1 >/dev/null
python3 -m venv own
own/bin/pip install -q --disable-pip-version-check python-pptx==1.0.2 openpyxl==3.1.5
cat > write.cjs <<'JAVASCRIPT'
const PptxGenJS = require("pptxgenjs");

const deck = new PptxGenJS();
const series = [{ name: "WNA", labels: ["Jan", "Feb", "Mar", "Apr"], values: [20, null, 0, 48] }];
deck.addSlide().addChart(deck.charts.LINE, series, { x: 0, y: 0, w: 4, h: 3 });
deck.writeFile({ fileName: "chart.pptx" });
JAVASCRIPT
node write.cjs
own/bin/python -W ignore - >seen.txt <<'PYTHON'
import io
import re
import zipfile

import openpyxl
from pptx import Presentation

with zipfile.ZipFile("chart.pptx") as deck:
    chart = deck.read("ppt/charts/chart1.xml").decode()
    [name] = [one for one in deck.namelist() if one.endswith(".xlsx")]
    sheet = openpyxl.load_workbook(io.BytesIO(deck.read(name))).worksheets[0]
values = re.search("<c:val>.*?</c:val>", chart, re.DOTALL).group()
print("as drawn:", re.findall("<c:v>(.*?)</c:v>", values), re.findall('dispBlanksAs val="(.*?)"', chart))
print("the table behind it:", [row[1].value for row in sheet.iter_rows(min_row=2)])
[shape] = Presentation("chart.pptx").slides[0].shapes
try:
    print("python-pptx:", shape.chart.plots[0].series[0].values)
except TypeError as error:
    print("python-pptx:", type(error).__name__)
PYTHON
cat seen.txt
diff - seen.txt <<'SEEN' || { echo "changed" >&2; exit 1; }
as drawn: ['20', '', '0', '48'] ['span']
the table behind it: [20, None, None, 48]
python-pptx: TypeError
SEEN
