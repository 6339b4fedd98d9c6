#!/usr/bin/env bash
# shapely 2.2.0 (GEOS 3.14.1), coverage_clean: a town that lies within a kabupaten, and that the source draws without cutting it out of
# the kabupaten, is gone. Its polygon comes back empty, with no error and no warning, unless merge_strategy is min_area: the
# overlap, which is all of the town, goes to whoever has the longest border with it or is the largest, and that is never the town.
# With min_index it depends on the order. mapshaper 0.6.102 (-clean) does the same unless overlap-rule is min-area.
# Seen on 30 November 2026 (areas of kabupaten and town; 100 and 4 before):
#   default, longest_border, max_area: 100, 0 (empty)
#   min_area: 96, 4; min_index: 100, 0 where the kabupaten comes first, 96, 4 where the town does
#   mapshaper: 100, none; overlap-rule=min-area: 96, 4
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts mapshaper@0.6.102 >/dev/null
python3 -m venv own
own/bin/pip install -q --disable-pip-version-check shapely==2.2.0 numpy==2.4.6
own/bin/python - >seen.txt <<'PYTHON'
import json
import subprocess

import numpy
import shapely

kabupaten, town = shapely.box(0, 0, 10, 10), shapely.box(4, 4, 6, 6)
for name, chosen in (("default", {}), *((one, {"merge_strategy": one}) for one in ("longest_border", "max_area", "min_area", "min_index"))):
    first = shapely.coverage_clean(numpy.array([kabupaten, town]), **chosen)
    second = shapely.coverage_clean(numpy.array([town, kabupaten]), **chosen)[::-1]
    print(name, *(f"{shapely.area(one):g}{' empty' if one.is_empty else ''}" for one in (*first, *second)))

features = [{"type": "Feature", "properties": {"name": name}, "geometry": json.loads(shapely.to_geojson(one))} for name, one in (("kabupaten", kabupaten), ("town", town))]
with open("areas.json", "w") as file:
    json.dump({"type": "FeatureCollection", "features": features}, file)
for rule in ([], ["overlap-rule=min-area"]):
    command = ["node_modules/.bin/mapshaper", "areas.json", "-clean", "allow-empty", *rule, "-o", "clean.json", "format=geojson"]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    with open("clean.json") as file:
        clean = json.load(file)
    found = [one["geometry"] for one in clean.get("features", [])] or clean["geometries"]
    areas = [f"{shapely.area(shapely.from_geojson(json.dumps(one))):g}" if one else "none" for one in found]
    print("mapshaper", *rule, *areas)
PYTHON
cat seen.txt
diff - seen.txt <<'SEEN' || { echo "changed" >&2; exit 1; }
default 100 0 empty 100 0 empty
longest_border 100 0 empty 100 0 empty
max_area 100 0 empty 100 0 empty
min_area 96 4 96 4
min_index 100 0 empty 96 4
mapshaper 100 none
mapshaper overlap-rule=min-area 96 4
SEEN
