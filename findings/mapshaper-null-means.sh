#!/usr/bin/env bash
# mapshaper 0.6.102 dissolves kecamatan into kabupaten: a count that is null (not reported) is 0 in sum-fields, sum(), mean() and
# median(), so a kabupaten of which nothing is known becomes 0, and 4 beside one unreported has the mean 2; min() and max() are null
# instead as soon as one is missing. -each has null / 2 = 0. -classify alone knows null as missing.
# Seen on 29 November 2026:
#   33.19 (4, null):    sum 4, mean 2, median 2, min null, max 4
#   33.29 (null, null): sum 0, mean 0, median 0, min null, max null
#   sum-fields=n:       33.19 4, 33.29 0
#   -classify:          null gets the colour of missing values
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts mapshaper@0.6.102 >/dev/null
cat >kecamatan.json <<'JSON'
[{"kab": "33.19", "n": 4}, {"kab": "33.19", "n": null}, {"kab": "33.29", "n": null}, {"kab": "33.29", "n": null}]
JSON
run() { node_modules/.bin/mapshaper kecamatan.json "$@" -o - format=json 2>/dev/null; }
run -dissolve kab calc='total = sum(n), average = mean(n), middle = median(n), least = min(n), most = max(n)' >calc.json
run -dissolve kab sum-fields=n >fields.json
run -each 'half = n / 2' >each.json
run -classify n breaks=1,5 colors=white,grey,black >classes.json
cat calc.json fields.json each.json classes.json
python3 - <<'PYTHON'
import json

calculated = {row.pop("kab"): row for row in json.load(open("calc.json"))}
assert calculated["33.19"] == {"total": 4, "average": 2, "middle": 2, "least": None, "most": 4}, calculated
assert calculated["33.29"] == {"total": 0, "average": 0, "middle": 0, "least": None, "most": None}, calculated
assert {row["kab"]: row["n"] for row in json.load(open("fields.json"))} == {"33.19": 4, "33.29": 0}
assert [row["half"] for row in json.load(open("each.json"))] == [2, 0, 0, 0]
assert [row["fill"] for row in json.load(open("classes.json"))] == ["grey", "#eee", "#eee", "#eee"]
PYTHON
