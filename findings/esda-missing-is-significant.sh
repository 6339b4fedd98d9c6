#!/usr/bin/env bash
# esda 2.9.0 (PySAL): one area that has not reported (NaN) makes all of a map significant. The statistic itself is NaN, but its
# pseudo p-value is the smallest that there is (0.001), for Moran's I and for each area of local Moran and local G; local Moran puts
# every area into quadrant 3, low among low. A map of clusters is then one cold spot, at 0.1 percent, wherever the gap lies.
# Nothing is raised.
# Seen on 30 November 2026 (16 areas with counts that grow from one to the next; then the sixth one missing):
#   all reported: I 0.58, p 0.001; local Moran: quadrants 1 2 3, 8 of 16 below 0.05; local G: 8 of 16
#   one missing: I nan, p 0.001; local Moran: quadrants 3, 16 of 16 below 0.05; local G: 16 of 16
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/own"
"$folder/own/bin/pip" install -q --disable-pip-version-check \
  esda==2.9.0 libpysal==4.14.1 numpy==2.4.6 pandas==3.1.1 scipy==1.17.1 geopandas==1.2.0 scikit-learn==1.9.1
cd "$folder"
own/bin/python -W ignore - >seen.txt <<'PYTHON'
import esda
import libpysal
import numpy

neighbours = libpysal.weights.lat2W(4, 4, rook=False)
counts = numpy.arange(16.0) ** 2
gap = counts.copy()
gap[5] = numpy.nan
for name, values in (("all reported", counts), ("one missing", gap)):
    numpy.random.seed(33)
    moran = esda.Moran(values, neighbours)
    local = esda.Moran_Local(values, neighbours, seed=33, n_jobs=1)
    local_g = esda.G_Local(values, neighbours, seed=33, n_jobs=1)
    below = [int((one.p_sim < 0.05).sum()) for one in (local, local_g)]
    print(f"{name}: I {moran.I:.2f}, p {moran.p_sim:.3f}")
    print("  local Moran: quadrants", *sorted(set(local.q.tolist())), "below 0.05:", below[0])
    print("  local G: below 0.05:", below[1])
PYTHON
cat seen.txt
diff - seen.txt <<'SEEN' || { echo "changed" >&2; exit 1; }
all reported: I 0.58, p 0.001
  local Moran: quadrants 1 2 3 below 0.05: 8
  local G: below 0.05: 8
one missing: I nan, p 0.001
  local Moran: quadrants 3 below 0.05: 16
  local G: below 0.05: 16
SEEN
