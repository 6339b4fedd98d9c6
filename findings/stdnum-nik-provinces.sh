#!/usr/bin/env bash
# python-stdnum 2.2, stdnum.id.nik: the number of an Indonesian citizen starts with the Kemendagri code of a province and a kabupaten/kota,
# but the list behind it has Papua by the codes of Statistics Indonesia of before 2022 (94 Papua, 91 Papua Barat) and no younger
# provinces. So valid numbers of Kalimantan Utara (65), Papua Barat (92), Papua Selatan (93), Papua Pegunungan (95) and Papua Barat Daya
# (96) raise InvalidComponent. Codes: npm idn-area-data 3.1.2.
# Seen on 29 November 2026 (numbers made up: province and kabupaten, 01, 1 January 1980, 0001):
#   514 kabupaten/kota; refused: all of provinces 65 (5), 92 (7), 93 (4), 95 (8) and 96 (6), none of others
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check python-stdnum==2.2
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts idn-area-data@3.1.2 >/dev/null
"$folder/venv/bin/python" - <<'PYTHON'
import csv
from collections import Counter
from pathlib import Path

from stdnum.id import nik

(path,) = Path("node_modules/idn-area-data").rglob("regencies.csv")
codes = [row["code"].replace(".", "") for row in csv.DictReader(path.open(encoding="utf-8"))]
total = Counter(code[:2] for code in codes)
refused = Counter(code[:2] for code in codes if not nik.is_valid(f"{code}01" + "010180" + "0001"))
print(len(codes), "kabupaten/kota; refused by province:", dict(sorted(refused.items())))
print("all of", sorted(province for province in refused if refused[province] == total[province]))
assert len(codes) == 514 and refused == {"65": 5, "92": 7, "93": 4, "95": 8, "96": 6}
assert all(refused[province] == total[province] for province in refused)
PYTHON
