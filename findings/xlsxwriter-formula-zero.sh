#!/usr/bin/env bash
# XlsxWriter 3.3.1 with python-calamine 0.9.1 and openpyxl 3.1.5: a formula without a given result is saved with the result 0 and a wish
# to be calculated on opening. Readers that do not calculate see a plain 0: "nobody", where the sheet says 7.
# Seen on 29 November 2026:
#   calamine [["Jati", 0.0]]; openpyxl, data_only 0; in the file <f>4+3</f><v>0</v> and fullCalcOnLoad="1"
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check XlsxWriter==3.3.1 python-calamine==0.9.1 openpyxl==3.1.5
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import re
import zipfile

import openpyxl
import xlsxwriter
from python_calamine import load_workbook

with xlsxwriter.Workbook("a.xlsx") as book:
    sheet = book.add_worksheet()
    sheet.write("A1", "Jati")
    sheet.write_formula("B1", "=4+3")
rows = load_workbook("a.xlsx").get_sheet_by_index(0).to_python()
value = openpyxl.load_workbook("a.xlsx", data_only=True).active["B1"].value
with zipfile.ZipFile("a.xlsx") as archive:
    cell = re.search(r"<f>.*?</v>", archive.read("xl/worksheets/sheet1.xml").decode())[0]
    wish = re.search(r"<calcPr[^>]*>", archive.read("xl/workbook.xml").decode())[0]
print(rows, value, cell, wish)
assert (rows, value, cell) == ([["Jati", 0.0]], 0, "<f>4+3</f><v>0</v>")
assert "fullCalcOnLoad=\"1\"" in wish
PYTHON
