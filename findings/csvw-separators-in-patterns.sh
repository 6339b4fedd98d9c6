#!/usr/bin/env bash
# csvw 4.1.1 (PyPI; CSV on the Web): a pattern for counts with the separators of Indonesia ("#.##0", groupChar ".", decimalChar ",",
# as the standard writes them) is not the mirror image of the one with English separators ("#,##0"). Counts from a million on are refused,
# and "1.23", two digits where three must stand, is read as 123, which the English pattern refuses. Without a pattern both read
# "1.23" and "1,23" as 123.
# Seen on 30 November 2026, of 48, 1234, 1.234, 123.456, 1.234.567, 1.23 (the same with commas in the second line):
#   #.##0: 48 1234 1234 123456 refused 123
#   #,##0: 48 refused 1234 123456 1234567 refused
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv own
own/bin/pip install -q --disable-pip-version-check csvw==4.1.1
own/bin/python -W ignore - >seen.txt <<'PYTHON'
import json
from pathlib import Path

import csvw

TEXTS = ("48", "1234", "1.234", "123.456", "1.234.567", "1.23")


def read(text, **number_format):
    Path("wna.csv").write_text(f'kecamatan,wna\n33.19.03,"{text}"\n')
    columns = [{"name": "kecamatan"}, {"name": "wna", "datatype": {"base": "integer", "format": number_format}}]
    table = {"@context": "http://www.w3.org/ns/csvw", "url": "wna.csv", "tableSchema": {"columns": columns}}
    Path("wna.csv-metadata.json").write_text(json.dumps(table))
    try:
        [row] = csvw.Table.from_file("wna.csv-metadata.json").iterdicts()
        return row["wna"]
    except ValueError:
        return "refused"


print("#.##0:", *(read(text, pattern="#.##0", groupChar=".", decimalChar=",") for text in TEXTS))
print("#,##0:", *(read(text.replace(".", ","), pattern="#,##0", groupChar=",", decimalChar=".") for text in TEXTS))
print("none:", *(read(text, groupChar=".", decimalChar=",") for text in TEXTS))
PYTHON
cat seen.txt
diff - seen.txt <<'SEEN' || { echo "changed" >&2; exit 1; }
#.##0: 48 1234 1234 123456 refused 123
#,##0: 48 refused 1234 123456 1234567 refused
none: 48 1234 1234 123456 1234567 123
SEEN
