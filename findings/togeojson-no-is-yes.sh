#!/usr/bin/env bash
# @tmcw/togeojson 7.1.3 (npm), a KML whose fields have types: a field of type "bool" is true whatever stands in it, so "false" and "0"
# are read as true. geopandas 1.2.0 (GDAL, LIBKML) writes a column of yes and no that way, so of the kecamatan that have not
# reported, on the map all have. GDAL reads its own file right; so does @mapbox/togeojson 0.16.2, as texts.
# Seen on 30 November 2026, of Jati True, Bae False:
#   in the file: true, false; GDAL: True, False
#   @tmcw/togeojson: true, true; @mapbox/togeojson: "true", "false"
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @tmcw/togeojson@7.1.3 @mapbox/togeojson@0.16.2 @xmldom/xmldom@0.9.8 >/dev/null
python3 -m venv own
own/bin/pip install -q --disable-pip-version-check geopandas==1.2.0 pyogrio==0.13.0 pandas==3.1.1
own/bin/python - >seen.txt <<'PYTHON'
import re

import geopandas
from shapely import Point

frame = geopandas.GeoDataFrame({"nama": ["Jati", "Bae"], "lapor": [True, False]}, geometry=[Point(110.8, -6.8), Point(110.9, -6.8)], crs=4326)
frame.to_file("areas.kml", driver="LIBKML")
with open("areas.kml") as file:
    content = file.read()
print("in the file:", *re.findall('<SimpleField name="lapor" type="(.*?)"', content), *re.findall('<SimpleData name="lapor">(.*?)<', content))
print("GDAL:", *geopandas.read_file("areas.kml", driver="LIBKML")["lapor"])
PYTHON
cat > read.mjs <<'JAVASCRIPT'
import { readFileSync } from "node:fs";
import { kml } from "@tmcw/togeojson";
import older from "@mapbox/togeojson";
import { DOMParser } from "@xmldom/xmldom";

const document = new DOMParser().parseFromString(readFileSync("areas.kml", "utf8"), "text/xml");
for (const [name, read] of [["@tmcw/togeojson", kml], ["@mapbox/togeojson", older.kml]]) {
  console.log(`${name}:`, ...read(document).features.map((feature) => JSON.stringify(feature.properties.lapor)));
}
JAVASCRIPT
node read.mjs >>seen.txt
cat seen.txt
diff - seen.txt <<'SEEN' || { echo "changed" >&2; exit 1; }
in the file: bool true false
GDAL: True False
@tmcw/togeojson: true true
@mapbox/togeojson: "true" "false"
SEEN
