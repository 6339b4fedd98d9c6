#!/usr/bin/env bash
# A name of an area of which one word is bold: openpyxl 3.1.5 writes it as two runs within the cell, as the format allows.
# pyogrio 0.13.0 (GDAL 3.12.4) reads the first run alone, exceljs 4.4.0 (npm), streaming, the last one alone, both without a word: of
# "Kab. " and "Kudus" one has "Kab.", as of every other kabupaten, and the other one "Kudus", which may be the kota.
# In an ODS GDAL puts the comment of a cell before its name. python-calamine 0.9.1, openpyxl and exceljs, not streaming, have the name.
# Seen on 30 November 2026:
#   XLSX: GDAL "Kab. ", "Kab. "; exceljs, streaming "Kudus", "Pati"; the others "Kab. Kudus", "Kab. Pati"
#   ODS: GDAL "cek lagi\nJati"; calamine "Jati"
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts exceljs@4.4.0 >/dev/null
python3 -m venv own
own/bin/pip install -q --disable-pip-version-check openpyxl==3.1.5 geopandas==1.2.0 pyogrio==0.13.0 pandas==3.1.1 python-calamine==0.9.1
own/bin/python - >seen.txt <<'PYTHON'
import zipfile

import openpyxl
import pyogrio
import python_calamine
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

book = openpyxl.Workbook()
book.active.append(["kabupaten", "wna"])
for name, count in (("Kudus", 48), ("Pati", 7)):
    book.active.append([CellRichText("Kab. ", TextBlock(InlineFont(b=True), name)), count])
book.save("bold.xlsx")

spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
comment = "<office:annotation><text:p>cek lagi</text:p></office:annotation>"
cells = [
    [f'<table:table-cell office:value-type="string">{above}<text:p>{text}</text:p></table:table-cell>' for above, text in row]
    + [f'<table:table-cell office:value-type="float" office:value="{count}"/>' if count else "<table:table-cell/>"]
    for row, count in (([("", "kecamatan")], None), ([(comment, "Jati")], 48))
]
rows = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in cells)
content = (
    f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="a">{rows}'
    "</table:table></office:spreadsheet></office:body></office:document-content>"
)
with zipfile.ZipFile("comment.ods", "w") as archive:
    archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    archive.writestr("content.xml", content)
    archive.writestr("META-INF/manifest.xml", "<manifest/>")

print("openpyxl", [str(row[0]) for row in openpyxl.load_workbook("bold.xlsx").active.iter_rows(min_row=2, values_only=True)])
for path in ("bold.xlsx", "comment.ods"):
    print(path, "GDAL", pyogrio.read_dataframe(path, read_geometry=False).iloc[:, 0].tolist())
    print(path, "calamine", [row[0] for row in python_calamine.load_workbook(path).get_sheet_by_index(0).to_python()][1:])
PYTHON
cat > read.mjs <<'JAVASCRIPT'
import ExcelJS from "exceljs";

const book = new ExcelJS.Workbook();
await book.xlsx.readFile("bold.xlsx");
console.log("exceljs", [2, 3].map((row) => book.worksheets[0].getCell(row, 1).text));
const names = [];
for await (const sheet of new ExcelJS.stream.xlsx.WorkbookReader("bold.xlsx")) for await (const row of sheet) names.push(row.getCell(1).text);
console.log("exceljs, streaming", names.slice(1));
JAVASCRIPT
node read.mjs >>seen.txt
cat seen.txt
diff - seen.txt <<'SEEN' || { echo "changed" >&2; exit 1; }
openpyxl ['Kab. Kudus', 'Kab. Pati']
bold.xlsx GDAL ['Kab. ', 'Kab. ']
bold.xlsx calamine ['Kab. Kudus', 'Kab. Pati']
comment.ods GDAL ['kecamatan', 'cek lagi\nJati']
comment.ods calamine ['Jati']
exceljs [ 'Kab. Kudus', 'Kab. Pati' ]
exceljs, streaming [ 'Kudus', 'Pati' ]
SEEN
