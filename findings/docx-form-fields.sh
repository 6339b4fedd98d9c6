#!/usr/bin/env bash
# python-docx 1.2.0, a table in a form of Word, whose cells to fill in are content controls. A cell that is one itself is missing
# from its row, so the next count takes its place: 7 women become the men. A count in a control within a cell is the empty text, a
# row in one is not there, and of 148 that was 47 before (corrected with changes tracked) the 4 that stood there all along is
# left. docx2python 3.7.1 reads the numbers right, but breaks the table into pieces at a control. mammoth 1.12.0 reads all.
# Seen on 30 November 2026 (Jati 48, 7; Bae 5, 6; Dawe 148, 9; Gebog 3, 2):
#   python-docx: Jati 7; Bae "", 6; Dawe 4, 9; no Gebog
#   docx2python: Jati | 48 | 7 and Bae 5 6, Dawe 148 9 | Gebog 3 2
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts mammoth@1.12.0 >/dev/null
python3 -m venv own
own/bin/pip install -q --disable-pip-version-check python-docx==1.2.0 docx2python==3.7.1
own/bin/python - >seen.txt <<'PYTHON'
import zipfile

import docx
from docx2python import docx2python

BY = 'w:id="%d" w:author="Operator" w:date="2024-03-01T00:00:00Z"'


def run(text, name="t"):
    return f"<w:r><w:{name}>{text}</w:{name}></w:r>"


def cell(inner):
    return f"<w:tc><w:p>{inner}</w:p></w:tc>"


def control(inner):
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def row(*cells):
    return f"<w:tr>{''.join(cells)}</w:tr>"


corrected = f"<w:ins {BY % 1}>{run(1)}</w:ins>{run(4)}<w:del {BY % 2}>{run(7, 'delText')}</w:del><w:ins {BY % 3}>{run(8)}</w:ins>"
rows = (
    row(cell(run("Jati")), control(cell(run(48))), cell(run(7))),
    row(cell(run("Bae")), cell(control(run(5))), cell(run(6))),
    row(cell(run("Dawe")), cell(corrected), cell(run(9))),
    control(row(cell(run("Gebog")), cell(run(3)), cell(run(2)))),
)
docx.Document().save("empty.docx")
with zipfile.ZipFile("empty.docx") as empty, zipfile.ZipFile("form.docx", "w") as form:
    for name in empty.namelist():
        part = empty.read(name).decode("utf-8", "surrogateescape")
        if name == "word/document.xml":
            grid = f"<w:tblPr/><w:tblGrid>{'<w:gridCol/>' * 3}</w:tblGrid>"
            part = part.replace("<w:body>", f"<w:body><w:tbl>{grid}{''.join(rows)}</w:tbl><w:p/>")
        form.writestr(name, part.encode("utf-8", "surrogateescape"))
[table] = docx.Document("form.docx").tables
print("python-docx:", *([one.text for one in row.cells] for row in table.rows))
print("docx2python:", *([["".join(texts) for texts in row] for row in table] for table in docx2python("form.docx").body))
PYTHON
cat > read.mjs <<'JAVASCRIPT'
import mammoth from "mammoth";

const { value } = await mammoth.convertToHtml({ path: "form.docx" });
const rows = value.match(/<tr>.*?<\/tr>/g).map((row) => JSON.stringify([...row.matchAll(/<p>(.*?)<\/p>/g)].map((found) => found[1])));
console.log("mammoth:", ...rows);
JAVASCRIPT
node read.mjs >>seen.txt
cat seen.txt
diff - seen.txt <<'SEEN' || { echo "changed" >&2; exit 1; }
python-docx: ['Jati', '7'] ['Bae', '', '6'] ['Dawe', '4', '9']
docx2python: [['Jati']] [['48']] [['7'], ['Bae', '5', '6'], ['Dawe', '148', '9']] [['Gebog', '3', '2']] [['']]
mammoth: ["Jati","48","7"] ["Bae","5","6"] ["Dawe","148","9"] ["Gebog","3","2"]
SEEN
