#!/usr/bin/env bash
# topojson 2.2: of a frame with a missing number and a missing geometry, the number is written as NaN, which is no JSON (a browser
# refuses the whole file), and the area without geometry is left out, with a line on stdout only. GeoJSON of the same frame by
# geopandas has null for both.
# Seen on 29 November 2026:
#   topojson: properties of 2 of 3 areas; "n":NaN
#   geojson: 3 areas, 33.19.03 without geometry, n null
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check topojson==2.2 geopandas==1.2.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import json

import geopandas
import topojson
from shapely.geometry import box

frame = geopandas.GeoDataFrame(
    {"code": ["33.19.01", "33.19.02", "33.19.03"], "n": [4.0, None, 7.0]},
    geometry=[box(0, 0, 1, 1), box(1, 0, 2, 1), None],
    crs="EPSG:4326",
)
text = topojson.Topology(frame, prequantize=False).to_json()
print(text[:400])
areas = json.loads(text)["objects"]["data"]["geometries"]  # Python reads NaN, the JSON standard has none
assert [area["properties"]["code"] for area in areas] == ["33.19.01", "33.19.02"], areas
assert "\"n\":NaN" in text
try:
    json.loads(text, parse_constant=lambda word: (_ for _ in ()).throw(ValueError(word)))
except ValueError as error:
    print("no JSON:", error)
else:
    raise SystemExit("changed: valid JSON")
plain = json.loads(frame.to_json())["features"]
assert [(one["properties"]["n"], one["geometry"] is None) for one in plain] == [(4.0, False), (None, False), (7.0, True)]
PYTHON
