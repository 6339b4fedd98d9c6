#!/usr/bin/env bash
# polars 2.1 read_excel (fastexcel 0.21): the type of a column is taken from the first 100 rows, and a text after them in a column of
# numbers ("12*", a count with a footnote mark) becomes null, without a word; in row 100 it makes the column text and stays.
# polars.read_csv infers from the first 100 rows, too, and raises for the same table.
# Seen on 29 November 2026:
#   "12*" in data row 100: 12*, column String
#   "12*" in data row 101: null, column of numbers
#   the same as CSV: ComputeError
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check fastexcel==0.21.0 polars==2.1.0 openpyxl==3.1.5
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import openpyxl
import polars


def write(marked_row):
    book = openpyxl.Workbook()
    book.active.append(["kecamatan", "orang"])
    for number in range(1, 201):
        book.active.append([f"K{number}", "12*" if number == marked_row else 12])
    book.save("counts.xlsx")
    return polars.read_excel("counts.xlsx")["orang"]


for marked_row, seen in ((100, "12*"), (101, None)):
    column = write(marked_row)
    print(marked_row, column[marked_row - 1], column.dtype, "nulls:", column.null_count())
    assert column[marked_row - 1] == seen and column.dtype.is_numeric() == (seen is None)
with open("counts.csv", "w") as file:
    file.write("kecamatan,orang\n" + "".join(f"K{number},{'12*' if number == 101 else 12}\n" for number in range(1, 201)))
try:
    polars.read_csv("counts.csv")
except polars.exceptions.ComputeError as error:
    print("CSV:", str(error).splitlines()[0])
else:
    raise SystemExit("changed: the CSV is read")
PYTHON
