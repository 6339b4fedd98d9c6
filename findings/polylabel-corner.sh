#!/usr/bin/env bash
# polylabel 2.1.0 (npm) puts the label of an area at its inner point. Its precision is 1 by default, in the unit of the coordinates; of
# longitude and latitude, where nearly every kecamatan and most kabupaten are narrower than one degree, that gives no rough point
# but the lower left corner of the box around the area: outside of it, so the number of one kecamatan stands in its neighbour,
# at the distance 0. A wider area gets a good point. shapely 2.2.0, with the same method and the same default, gives an inner point.
# Seen on 30 November 2026 (an octagon around 110.8, -6.8):
#   0.2 degrees wide: 110.7, -6.9, outside; with precision 0.001: 110.8, -6.8, inside; shapely: 110.8, -6.8, inside
#   2 degrees wide: 110.8, -6.8, inside
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts polylabel@2.1.0 >/dev/null
python3 -m venv own
own/bin/pip install -q --disable-pip-version-check shapely==2.2.0 numpy==2.4.6
cat > label.mjs <<'JAVASCRIPT'
import polylabel from "polylabel";

const CORNERS = [[1, 0.4], [0.4, 1], [-0.4, 1], [-1, 0.4], [-1, -0.4], [-0.4, -1], [0.4, -1], [1, -0.4], [1, 0.4]];
const octagon = (radius) => [CORNERS.map(([x, y]) => [110.8 + radius * x, -6.8 + radius * y])];

// inside a convex ring that runs counter-clockwise, a point lies left of every edge
function contains([ring], [x, y]) {
  return ring.slice(1).every(([bx, by], edge) => (bx - ring[edge][0]) * (y - ring[edge][1]) > (by - ring[edge][1]) * (x - ring[edge][0]));
}

function tell(name, area, ...precision) {
  const point = polylabel(area, ...precision);
  console.log(`${name}:`, ...point.map((one) => one.toFixed(1)), contains(area, point) ? "inside" : "outside");
}
tell("narrow", octagon(0.1));
tell("narrow, precision 0.001", octagon(0.1), 0.001);
tell("wide", octagon(1));
JAVASCRIPT
node label.mjs >seen.txt
own/bin/python - >>seen.txt <<'PYTHON'
from shapely import Polygon
from shapely.ops import polylabel

CORNERS = ((1, 0.4), (0.4, 1), (-0.4, 1), (-1, 0.4), (-1, -0.4), (-0.4, -1), (0.4, -1), (1, -0.4))
area = Polygon([(110.8 + 0.1 * x, -6.8 + 0.1 * y) for x, y in CORNERS])
point = polylabel(area)
print("shapely:", f"{point.x:.1f} {point.y:.1f}", "inside" if area.contains(point) else "outside")
PYTHON
cat seen.txt
diff - seen.txt <<'SEEN' || { echo "changed" >&2; exit 1; }
narrow: 110.7 -6.9 outside
narrow, precision 0.001: 110.8 -6.8 inside
wide: 110.8 -6.8 inside
shapely: 110.8 -6.8 inside
SEEN
