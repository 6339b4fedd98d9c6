#!/usr/bin/env bash
# Turf 7.4.0 (npm), where a kecamatan has not reported (null): the weighted centre (centerMean, centerMedian, and the ellipse of
# standardDeviationalEllipse around it) counts it as one person; interpolate and moranIndex count it as nobody. So one map of one
# table says both. None of them says anything, and none leaves the area out.
# Seen on 30 November 2026 (48 people at 0/0, the unreported at 10/0, 0 at 20/0, 4 at 0/10):
#   null as 1: centerMean, centerMedian, standardDeviationalEllipse
#   null as 0: interpolate, moranIndex
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @turf/turf@7.4.0 >/dev/null
cat > weights.cjs <<'JAVASCRIPT'
const turf = require("@turf/turf");

const areas = (count) =>
  turf.featureCollection(
    [[0, 0, 48], [10, 0, count], [20, 0, 0], [0, 10, 4]].map(([x, y, persons]) => turf.point([x, y], { persons })),
  );
const measures = {
  centerMean: (points) => turf.centerMean(points, { weight: "persons" }).geometry.coordinates,
  centerMedian: (points) => turf.centerMedian(points, { weight: "persons" }).geometry.coordinates,
  standardDeviationalEllipse: (points) =>
    turf.standardDeviationalEllipse(points, { weight: "persons" }).properties.standardDeviationalEllipse,
  interpolate: (points) =>
    turf.interpolate(points, 500, { gridType: "point", property: "persons" }).features.map((one) => one.properties),
  moranIndex: (points) => turf.moranIndex(points, { inputField: "persons" }),
};
for (const [name, measure] of Object.entries(measures)) {
  const seen = (count) => JSON.stringify(measure(areas(count)));
  const same = [0, 1].filter((count) => seen(count) === seen(null));
  console.log(`${name}: null as ${same.join(" and ") || "neither 0 nor 1"}`);
}
JAVASCRIPT
node weights.cjs >seen.txt
cat seen.txt
diff - seen.txt <<'SEEN' || { echo "changed" >&2; exit 1; }
centerMean: null as 1
centerMedian: null as 1
standardDeviationalEllipse: null as 1
interpolate: null as 0
moranIndex: null as 0
SEEN
