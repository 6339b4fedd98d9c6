#!/usr/bin/env bash
# python-calamine 0.9.1: an ODS whose content.xml is indented (white space between the elements of a row, which the format allows
# and some writers produce) can not be read at all; the same file without the white space can.
# Seen on 29 November 2026:
#   plain: [["Jati", 5.0]]
#   indented: CalamineError
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check python-calamine==0.9.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import zipfile

from python_calamine import CalamineError, load_workbook

SPACES = " ".join(
    f"xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\"" for name in ("office", "table", "text")
)
ROW = [
    "<table:table-row>",
    "<table:table-cell office:value-type=\"string\"><text:p>Jati</text:p></table:table-cell>",
    "<table:table-cell office:value-type=\"float\" office:value=\"5\"><text:p>5</text:p></table:table-cell>",
    "</table:table-row>",
]


def write(path, between):
    body = between.join(ROW)
    content = (
        f"<?xml version=\"1.0\"?><office:document-content {SPACES}><office:body><office:spreadsheet>"
        f"<table:table table:name=\"a\">{body}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")


write("plain.ods", "")
rows = load_workbook("plain.ods").get_sheet_by_index(0).to_python()
print("plain:", rows)
assert rows == [["Jati", 5.0]]
write("indented.ods", "\n  ")
try:
    load_workbook("indented.ods").get_sheet_by_index(0).to_python()
except CalamineError as error:
    print("indented: CalamineError", str(error)[:60])
else:
    raise SystemExit("changed: the indented file is read")
PYTHON
