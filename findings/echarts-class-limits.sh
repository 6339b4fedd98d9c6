#!/usr/bin/env bash
# echarts 6.1.0 (npm), a map whose colours are classes (visualMap, pieces): where the lowest or the highest class is open and its
# limit is given as max or min, an area with exactly that count is in no class and painted black, which reads as the highest one.
# So nobody at all, the class {max: 0}, is black, and so is 10 in {min: 10}. Given as lte, gte, value, or with both limits, it
# has its colour; an area without a number has the colour of one without a class.
# Seen on 30 November 2026 (white is {max: 0}, 880000 the class from 10 on):
#   max, min: 0 rgb(0,0,0); 10 rgb(0,0,0); 48 #880000; null #f4f7fd
#   lte, gte: 0 #ffffff; 10 #880000; 48 #880000; null #f4f7fd
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts echarts@6.1.0 >/dev/null
cat > map.mjs <<'JAVASCRIPT'
import * as echarts from "echarts";

const COUNTS = [0, 10, 48, null];
const square = (west) => [[[west, -7], [west + 1, -7], [west + 1, -6], [west, -6], [west, -7]]];
const features = COUNTS.map((_count, number) => ({
  type: "Feature",
  properties: { name: `33.19.0${number + 1}` },
  geometry: { type: "Polygon", coordinates: square(110 + number) },
}));
echarts.registerMap("kudus", { type: "FeatureCollection", features });

function draw(name, pieces) {
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width: 400, height: 100 });
  const data = COUNTS.map((value, number) => ({ name: `33.19.0${number + 1}`, value }));
  chart.setOption({ animation: false, visualMap: { pieces, show: false }, series: [{ type: "map", map: "kudus", data }] });
  const fills = [...chart.renderToSVGString().matchAll(/<path[^>]* fill="([^"]*)"/g)].map((found) => found[1]);
  console.log(`${name}:`, COUNTS.map((count, number) => `${count} ${fills[number]}`).join("; "));
  chart.dispose(); // else the process does not end
}
const [low, middle, high] = [{ color: "#ffffff" }, { color: "#ff8888", min: 1, max: 9 }, { color: "#880000" }];
draw("max, min", [{ ...low, max: 0 }, middle, { ...high, min: 10 }]);
draw("lte, gte", [{ ...low, lte: 0 }, middle, { ...high, gte: 10 }]);
draw("both", [{ ...low, min: 0, max: 0 }, middle, { ...high, min: 10, max: 99 }]);
JAVASCRIPT
node map.mjs >seen.txt
cat seen.txt
diff - seen.txt <<'SEEN' || { echo "changed" >&2; exit 1; }
max, min: 0 rgb(0,0,0); 10 rgb(0,0,0); 48 #880000; null #f4f7fd
lte, gte: 0 #ffffff; 10 #880000; 48 #880000; null #f4f7fd
both: 0 #ffffff; 10 #880000; 48 #880000; null #f4f7fd
SEEN
