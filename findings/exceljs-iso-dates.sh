#!/usr/bin/env bash
# exceljs 4.4.0 (npm) reads a date that a workbook holds in the ISO form (a cell of type "d", 2024-03-01, which the format allows and
# the Strict variant asks for) as the number 2024: all months of a year become one, without a word. openpyxl, python-calamine
# and read-excel-file give the dates.
# Seen on 30 November 2026, of 1 March and 1 April 2024:
#   openpyxl: 2024-03-01, 2024-04-01; calamine: 2024-03-01, 2024-04-01
#   read-excel-file: 2024-03-01, 2024-04-01
#   exceljs: 2024 (number), 2024 (number)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts exceljs@4.4.0 read-excel-file@9.3.17 >/dev/null
python3 -m venv own
own/bin/pip install -q --disable-pip-version-check openpyxl==3.1.5 python-calamine==0.9.1
own/bin/python - >seen.txt <<'PYTHON'
import re
import zipfile

import openpyxl
import python_calamine

book = openpyxl.Workbook()
for row in (["Bulan", "WNA"], [1, 48], [2, 7]):
    book.active.append(row)
book.save("numbers.xlsx")
dates = {"1": "2024-03-01", "2": "2024-04-01"}
with zipfile.ZipFile("numbers.xlsx") as numbers, zipfile.ZipFile("dates.xlsx", "w") as written:
    for name in numbers.namelist():
        part = numbers.read(name).decode()
        if name == "xl/worksheets/sheet1.xml":
            part, changed = re.subn(
                r'<c r="(A[23])"[^>]*><v>(\d)</v>', lambda found: f'<c r="{found[1]}" t="d"><v>{dates[found[2]]}</v>', part
            )
            assert changed == 2
        written.writestr(name, part)

print("openpyxl:", *(str(row[0].value)[:10] for row in openpyxl.load_workbook("dates.xlsx").active.iter_rows(min_row=2)))
print("calamine:", *(str(row[0])[:10] for row in python_calamine.load_workbook("dates.xlsx").get_sheet_by_index(0).to_python()[1:]))
PYTHON
cat > read.mjs <<'JAVASCRIPT'
import ExcelJS from "exceljs";
import readExcelFile from "read-excel-file/node";

const [sheet] = await readExcelFile("dates.xlsx");
console.log("read-excel-file:", ...sheet.data.slice(1).map(([date]) => date.toISOString().slice(0, 10)));
const book = new ExcelJS.Workbook();
await book.xlsx.readFile("dates.xlsx");
const values = [2, 3].map((row) => book.worksheets[0].getCell(row, 1).value);
console.log("exceljs:", ...values.map((value) => `${value} (${typeof value})`));
JAVASCRIPT
node read.mjs >>seen.txt
cat seen.txt
diff - seen.txt <<'SEEN' || { echo "changed" >&2; exit 1; }
openpyxl: 2024-03-01 2024-04-01
calamine: 2024-03-01 2024-04-01
read-excel-file: 2024-03-01 2024-04-01
exceljs: 2024 (number) 2024 (number)
SEEN
