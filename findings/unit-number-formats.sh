#!/usr/bin/env bash
# A count with its unit in the number format, as offices write it (48, shown as "48 desa"): Excel escapes the letters of a unit one by
# one (0\ \d\e\s\a), LibreOffice quotes them (0 "desa"). xlsx2csv 0.8.6 takes both for dates where the unit has a d, m, y, h or s, and
# writes the text of the format instead of the number, its d replaced by a day; exceljs 4.4.0 gives a date for the escaped form.
# openpyxl gives 48 for all.
# Seen on 29 November 2026:
#   format                openpyxl  xlsx2csv        exceljs
#   0 "orang"             48        48              48
#   0 "desa"              48        0 "16esa"       48
#   0\ \d\e\s\a           48        0 16esa         1900-02-16T00:00:00.000Z
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check xlsx2csv==0.8.6 openpyxl==3.1.5
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts exceljs@4.4.0 >/dev/null
"$folder/venv/bin/python" - <<'PYTHON'
import openpyxl

book = openpyxl.Workbook()
book.active.append(["Format", "WNA"])
for number_format in ('0 "orang"', '0 "desa"', r"0\ \d\e\s\a"):
    book.active.append([number_format, 48])
    book.active.cell(book.active.max_row, 2).number_format = number_format
book.save("counts.xlsx")
PYTHON
cat >read.cjs <<'NODE'
const { Workbook } = require("exceljs");
const book = new Workbook();
book.xlsx.readFile("counts.xlsx").then(() => console.log(JSON.stringify(book.worksheets[0].getColumn(2).values.slice(2))));
NODE
node read.cjs >exceljs.json
"$folder/venv/bin/xlsx2csv" counts.xlsx counts.csv
"$folder/venv/bin/python" - <<'PYTHON'
import csv
import json

import openpyxl

formats = [row[0] for row in openpyxl.load_workbook("counts.xlsx").active.iter_rows(min_row=2, values_only=True)]
by_openpyxl = [row[1] for row in openpyxl.load_workbook("counts.xlsx").active.iter_rows(min_row=2, values_only=True)]
by_xlsx2csv = [row[1] for row in list(csv.reader(open("counts.csv", encoding="utf-8")))[1:]]
by_exceljs = json.load(open("exceljs.json"))
for row in zip(formats, by_openpyxl, by_xlsx2csv, by_exceljs):
    print(*(f"{one!s:20}" for one in row))
assert by_openpyxl == [48, 48, 48], by_openpyxl
assert by_xlsx2csv == ["48", '0 "16esa"', "0 16esa"], by_xlsx2csv
assert by_exceljs == [48, 48, "1900-02-16T00:00:00.000Z"], by_exceljs
PYTHON
