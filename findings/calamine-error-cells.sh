#!/usr/bin/env bash
# python-calamine 0.9.1: a cell that holds an error (#N/A) is read as the empty text, the same as a blank cell, in XLSX, XLS and
# ODS alike. No error value, no None, no exception. Who counts blank cells as "not reported" takes a broken formula for silence.
# Seen on 29 November 2026:
#   xlsx: [["Jati", ""], ["Bae", ""], ["Dawe", 5.0]]
#   xls:  [["Jati", ""], ["Bae", ""], ["Dawe", 5]]
#   ods:  [["Jati", ""], ["Bae", ""], ["Dawe", 5.0]]
# Jati holds #N/A, Bae is blank. Besides: the same whole number is a float from XLSX and ODS, an int from XLS.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check python-calamine==0.9.1 openpyxl==3.1.5 xlwt==1.3.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import zipfile

import openpyxl
import xlwt
from python_calamine import load_workbook

book = openpyxl.Workbook()
sheet = book.active
for row in (("Jati", "#N/A"), ("Bae", None), ("Dawe", 5)):
    sheet.append(row)
assert sheet["B1"].data_type == "e"
book.save("a.xlsx")

old = xlwt.Workbook()
page = old.add_sheet("a")
for number, (name, value) in enumerate((("Jati", None), ("Bae", None), ("Dawe", 5))):
    page.write(number, 0, name)
    if value:
        page.write(number, 1, value)
page.row(0).set_cell_error(1, 0x2A)  # BIFF code of #N/A
old.save("a.xls")

NAMES = "office table text"
SPACES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in NAMES.split())
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
ERROR = 'table:formula="of:=NA()" office:value-type="string" office:string-value="" calcext:value-type="error"'
cells = {
    "Jati": f"<table:table-cell {ERROR}><text:p>#N/A</text:p></table:table-cell>",
    "Bae": "<table:table-cell/>",
    "Dawe": '<table:table-cell office:value-type="float" office:value="5"><text:p>5</text:p></table:table-cell>',
}
TEXT = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
rows = "".join(f"<table:table-row>{TEXT.format(name)}{cell}</table:table-row>" for name, cell in cells.items())
with zipfile.ZipFile("a.ods", "w") as archive:
    archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    archive.writestr(
        "content.xml",
        f'<?xml version="1.0"?><office:document-content {SPACES} {CALC}><office:body><office:spreadsheet><table:table '
        f'table:name="a">{rows}</table:table></office:spreadsheet></office:body></office:document-content>',
    )
    archive.writestr("META-INF/manifest.xml", "<manifest/>")

for suffix, number in (("xlsx", 5.0), ("xls", 5), ("ods", 5.0)):
    rows = load_workbook(f"a.{suffix}").get_sheet_by_index(0).to_python()
    print(f"{suffix}: {rows}")
    assert rows == [["Jati", ""], ["Bae", ""], ["Dawe", number]], rows
    assert type(rows[2][1]) is type(number)
PYTHON
