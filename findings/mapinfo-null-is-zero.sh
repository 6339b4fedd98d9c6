#!/usr/bin/env bash
# geopandas 1.2.0 with pyogrio 0.13.0 (GDAL), MapInfo: a count that is missing (the kecamatan has not reported) is 0 in a TAB, and
# so is an unknown yes or no; nothing is said. A MIF holds the count as a blank, and is read as 0 all the same. A shapefile, a
# GeoPackage and a GeoJSON of the same frame give the missing value back.
# Seen on 30 November 2026, of 0, missing, 7:
#   MapInfo TAB: 0, 0, 7; False, False, True
#   MapInfo MIF: 0, 0, 7; False, False, True; written as "33.19.02",,F
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv own
own/bin/pip install --quiet --disable-pip-version-check geopandas==1.2.0 pyogrio==0.13.0 pandas==3.1.1 shapely==2.2.0
own/bin/python - >seen.txt <<'PYTHON'
from pathlib import Path

import geopandas
import pandas
from shapely.geometry import box

frame = geopandas.GeoDataFrame(
    {
        "code": ["33.19.01", "33.19.02", "33.19.03"],
        "n": pandas.array([0, None, 7], dtype="Int64"),
        "sent": pandas.array([False, None, True], dtype="boolean"),
    },
    geometry=[box(west, 0, west + 1, 1) for west in range(3)],
    crs="EPSG:4326",
)
for name, driver, path in (
    ("MapInfo TAB", "MapInfo File", "areas.tab"),
    ("MapInfo MIF", "MapInfo File", "areas.mif"),
    ("Shapefile", "ESRI Shapefile", "areas.shp"),
    ("GeoPackage", "GPKG", "areas.gpkg"),
    ("GeoJSON", "GeoJSON", "areas.geojson"),
):
    frame.to_file(path, driver=driver)
    read = geopandas.read_file(path)
    columns = (["missing" if pandas.isna(one) else int(one) for one in read[column]] for column in ("n", "sent"))
    print(f"{name}:", *columns)
print("MIF holds:", Path("areas.mid").read_text().splitlines()[1])
PYTHON
cat seen.txt
diff - seen.txt <<'SEEN'
MapInfo TAB: [0, 0, 7] [0, 0, 1]
MapInfo MIF: [0, 0, 7] [0, 0, 1]
Shapefile: [0, 'missing', 7] [0, 'missing', 1]
GeoPackage: [0, 'missing', 7] [0, 'missing', 1]
GeoJSON: [0, 'missing', 7] [0, 'missing', 1]
MIF holds: "33.19.02",,F
SEEN
