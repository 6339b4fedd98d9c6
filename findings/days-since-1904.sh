#!/usr/bin/env bash
# A workbook may count its days from 1904 (date1904; those begun in an old Excel for Mac do). pyogrio 0.13.0 (GDAL 3.12.4) and DuckDB
# 1.5.5 (read_xlsx) do not look at that: all months are four years and a day too early, and March 2024 becomes February 2020, without a
# word. exceljs 4.4.0 and read-excel-file 9.3.17 (npm) know date1904="1", which openpyxl writes, but not date1904="true", which the format
# allows just as well and LibreOffice 7.4.7 writes when it saves the same workbook. openpyxl 3.1.5 and python-calamine 0.9.1 read both.
# Seen on 30 November 2026, of 1 March 2024:
#   1:    openpyxl, calamine, exceljs, read-excel-file 2024-03-01; GDAL, DuckDB 2020-02-29
#   true: openpyxl, calamine 2024-03-01; exceljs, read-excel-file, GDAL, DuckDB 2020-02-29
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts exceljs@4.4.0 read-excel-file@9.3.17 >/dev/null
python3 -m venv own
own/bin/pip install -q --disable-pip-version-check openpyxl==3.1.5 geopandas==1.2.0 pyogrio==0.13.0 pandas==3.1.1 python-calamine==0.9.1 \
  duckdb==1.5.5 duckdb-extension-excel==1.5.5
own/bin/python - >seen.txt <<'PYTHON'
import datetime
import zipfile
from importlib.resources import files

import duckdb
import openpyxl
import pyogrio
import python_calamine
from openpyxl.utils.datetime import CALENDAR_MAC_1904

book = openpyxl.Workbook()
book.epoch = CALENDAR_MAC_1904
for row in (["kecamatan", "bulan"], ["Jati", datetime.date(2024, 3, 1)]):
    book.active.append(row)
book.save("1.xlsx")
with zipfile.ZipFile("1.xlsx") as one, zipfile.ZipFile("true.xlsx", "w") as true:
    for name in one.namelist():
        true.writestr(name, one.read(name).replace(b'date1904="1"', b'date1904="true"'))

[extension] = files("duckdb_extension_excel").glob("**/excel.duckdb_extension")
duckdb.sql(f"load '{extension}'")
for name in ("1", "true"):
    path = f"{name}.xlsx"
    print(name, "openpyxl", str(openpyxl.load_workbook(path).active["B2"].value)[:10])
    print(name, "calamine", python_calamine.load_workbook(path).get_sheet_by_index(0).to_python()[1][1])
    print(name, "GDAL", str(pyogrio.read_dataframe(path, read_geometry=False)["bulan"][0])[:10])
    print(name, "DuckDB", duckdb.sql(f"from read_xlsx('{path}')").fetchall()[0][1])
PYTHON
cat > read.mjs <<'JAVASCRIPT'
import ExcelJS from "exceljs";
import readExcelFile from "read-excel-file/node";

for (const name of ["1", "true"]) {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(`${name}.xlsx`);
  console.log(name, "exceljs", book.worksheets[0].getCell("B2").value.toISOString().slice(0, 10));
  const [sheet] = await readExcelFile(`${name}.xlsx`);
  console.log(name, "read-excel-file", sheet.data[1][1].toISOString().slice(0, 10));
}
JAVASCRIPT
node read.mjs >>seen.txt
cat seen.txt
diff - seen.txt <<'SEEN' || { echo "changed" >&2; exit 1; }
1 openpyxl 2024-03-01
1 calamine 2024-03-01
1 GDAL 2020-02-29
1 DuckDB 2020-02-29
true openpyxl 2024-03-01
true calamine 2024-03-01
true GDAL 2020-02-29
true DuckDB 2020-02-29
1 exceljs 2024-03-01
1 read-excel-file 2024-03-01
true exceljs 2020-02-29
true read-excel-file 2020-02-29
SEEN
