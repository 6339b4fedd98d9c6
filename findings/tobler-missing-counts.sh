#!/usr/bin/env bash
# tobler 0.13.0 (PySAL) carries counts of one set of areas over to another (kecamatan to police sectors, say). With pandas 3.1.1 one
# area that has not reported (NaN) ends it in "assignment destination is read-only"; with pandas 2.3.3 the same call takes the
# missing count for 0, which a line on stdout tells, and shares it out. Its package admits both. Counts without a gap are fine.
# Seen on 30 November 2026 (48, missing, 4 in three equal areas, to two halves of the whole):
#   pandas 2.3.3: no gap [51.5, 7.5]; a gap [48.0, 4.0]
#   pandas 3.1.1: no gap [51.5, 7.5]; a gap ValueError: assignment destination is read-only
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/carry.py" <<'PYTHON'
import contextlib
import io

import geopandas
import numpy
import pandas
from shapely.geometry import box
from tobler.area_weighted import area_interpolate

kecamatan = [box(0, 0, 1, 1), box(1, 0, 2, 1), box(2, 0, 3, 1)]
sectors = geopandas.GeoDataFrame(geometry=[box(0, 0, 1.5, 1), box(1.5, 0, 3, 1)], crs=32749)


def carry(*counts):
    areas = geopandas.GeoDataFrame({"wna": counts}, geometry=kecamatan, crs=32749)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            return [float(one) for one in area_interpolate(areas, sectors, extensive_variables=["wna"]).wna]
    except ValueError as error:
        return f"ValueError: {error}"


print(f"pandas {pandas.__version__}: no gap {carry(48.0, 7.0, 4.0)}; a gap {carry(48.0, numpy.nan, 4.0)}")
PYTHON
for pandas in 2.3.3 3.1.1; do
  python3 -m venv "$folder/$pandas"
  "$folder/$pandas/bin/pip" install -q --disable-pip-version-check \
    tobler==0.13.0 geopandas==1.2.0 libpysal==4.14.1 numpy==2.4.6 scipy==1.17.1 "pandas==$pandas"
  "$folder/$pandas/bin/python" -W ignore "$folder/carry.py" >>"$folder/seen.txt"
done
cat "$folder/seen.txt"
diff - "$folder/seen.txt" <<'SEEN' || { echo "changed" >&2; exit 1; }
pandas 2.3.3: no gap [51.5, 7.5]; a gap [48.0, 4.0]
pandas 3.1.1: no gap [51.5, 7.5]; a gap ValueError: assignment destination is read-only
SEEN
