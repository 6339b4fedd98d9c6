#!/usr/bin/env bash
# flatgeobuf 4.5.0 (npm) takes the type of a column from the first feature alone. Where the first area has no number (null: it
# has not reported), all other counts are written as text: 12 + 7 is then "127", and "12" sorts before "7". The same areas in
# another order keep their numbers. No error, no warning.
# Seen on 29 November 2026:
#   [null,12,7] -> ["absent","12","7"]
#   [12,null,7] -> [12,"absent",7]
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts flatgeobuf@4.5.0 >/dev/null
cat > areas.mjs <<'JAVASCRIPT'
import { geojson } from "flatgeobuf";

async function write(...counts) {
  const features = counts.map((count, index) => ({
    type: "Feature",
    properties: { kecamatan_code: `33.19.0${index + 1}`, person_count: count },
    geometry: { type: "Point", coordinates: [110.8 + index / 10, -6.8] },
  }));
  const back = [];
  const bytes = geojson.serialize({ type: "FeatureCollection", features });
  for await (const { properties } of geojson.deserialize(bytes).features ?? geojson.deserialize(bytes)) back.push(properties);
  const found = back.map((one) => ("person_count" in one ? one.person_count : "absent"));
  console.log(JSON.stringify(counts), "->", JSON.stringify(found));
}

await write(null, 12, 7);
await write(12, null, 7);
JAVASCRIPT
node areas.mjs >seen.txt
cat seen.txt
diff - seen.txt <<'SEEN' || { echo "changed" >&2; exit 1; }
[null,12,7] -> ["absent","12","7"]
[12,null,7] -> [12,"absent",7]
SEEN
