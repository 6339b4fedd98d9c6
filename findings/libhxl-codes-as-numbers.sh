#!/usr/bin/env bash
# libhxl 5.2.2 (the Humanitarian Exchange Language's own library): removing duplicates and choosing rows compare codes of areas
# as numbers, so 33.10 and 33.1, or 0901 and 901, are one area, and the second one is lost in silence. Counting and merging the
# same table compare them as text and keep them apart.
# Its package doesn't name the library `six`, which it imports: installed alone, `import hxl` fails.
# Seen on 29 November 2026:
#   dedup: 33.10, 0901 (of 4 areas)
#   rows with code 33.1: 33.10, 33.1
#   count by code: 4 areas; merge on 33.1: 1 row named
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check libhxl==5.2.2
if "$folder/venv/bin/python" -c "import hxl" 2> "$folder/error"; then
  echo "changed: imports without six"
  exit 1
fi
tail -n 1 "$folder/error"
"$folder/venv/bin/pip" install -q --disable-pip-version-check six==1.17.0
"$folder/venv/bin/python" - <<'PYTHON'
import hxl

ROWS = [["#adm3+code", "#affected"], ["33.10", "1"], ["33.1", "2"], ["0901", "3"], ["901", "5"]]
NAMES = [["#adm3+code", "#adm3+name"], ["33.1", "of 33.1"]]


def codes(data):
    return [row[0] for row in data.values]


kept = codes(hxl.data(ROWS).dedup("#adm3+code"))
print("dedup:", kept)
assert kept == ["33.10", "0901"], kept
chosen = codes(hxl.data(ROWS).with_rows("#adm3+code=33.1"))
print("rows with code 33.1:", chosen)
assert chosen == ["33.10", "33.1"], chosen
counted = codes(hxl.data(ROWS).count(["#adm3+code"]))
assert sorted(counted) == ["0901", "33.1", "33.10", "901"], counted
merged = hxl.data(ROWS).merge_data(hxl.data(NAMES), "#adm3+code", "#adm3+name").values
assert [row[2] for row in merged] == ["", "of 33.1", "", ""], merged
PYTHON
