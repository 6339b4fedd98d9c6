#!/usr/bin/env bash
# Natural breaks put the classes of a map where counts lie far from each other. chroma-js 3.2.0 (npm; limits with "k") gives fewer
# classes than asked for: of 1 2 3, 10 11 12, 50 51 52 it makes two, one from 1 to 12. geostats 2.1.0 (getClassJenks) puts 13 and 48
# into one class, with 54 times the squares of the best four classes, which its own getClassJenks2 and simple-statistics 7.12.1
# find. The best ones here are found by trying all.
# Seen on 30 November 2026:
#   chroma-js: 1 12 52 / 0 13 48
#   geostats: 1 3 12 52 / 0 0 5 8 48 (614 against 11.25)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts chroma-js@3.2.0 geostats@2.1.0 simple-statistics@7.12.1 >/dev/null
cat > breaks.mjs <<'JAVASCRIPT'
import chroma from "chroma-js";
import Geostats from "geostats";
import { ckmeans } from "simple-statistics";

const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
const squares = (group) => sum(group.map((one) => (one - sum(group) / group.length) ** 2));
const measure = (groups) => sum(groups.map(squares));

function* split(sorted, classes) {
  if (classes === 1) yield [sorted];
  else
    for (let end = 1; end <= sorted.length - classes + 1; end++)
      for (const rest of split(sorted.slice(end), classes - 1)) yield [sorted.slice(0, end), ...rest];
}
const groupBy = (sorted, limits) =>
  limits.slice(1).map((upper, at) => sorted.filter((one) => one <= upper && (at === 0 || one > limits[at])));

for (const [counts, classes] of [
  [[1, 2, 3, 10, 11, 12, 50, 51, 52], 3],
  [[0, 0, 0, 3, 5, 8, 13, 48], 4],
]) {
  const best = [...split(counts, classes)].sort((one, other) => measure(one) - measure(other))[0];
  const series = new Geostats();
  series.setSerie(counts);
  const jenks = series.getClassJenks(classes);
  const second = new Geostats();
  second.setSerie(counts);
  console.log("all tried:", JSON.stringify(best), measure(best));
  console.log("simple-statistics:", JSON.stringify(ckmeans(counts, classes)));
  console.log("geostats 2:", second.getClassJenks2(classes).join(" "));
  console.log("geostats:", jenks.join(" "), measure(groupBy(counts, jenks)));
  console.log("chroma-js:", chroma.limits(counts, "k", classes).join(" "));
}
JAVASCRIPT
node breaks.mjs >seen.txt
cat seen.txt
diff - seen.txt <<'SEEN'
all tried: [[1,2,3],[10,11,12],[50,51,52]] 6
simple-statistics: [[1,2,3],[10,11,12],[50,51,52]]
geostats 2: 1 3 12 52
geostats: 1 3 12 52 6
chroma-js: 1 12 52
all tried: [[0,0,0,3],[5,8],[13],[48]] 11.25
simple-statistics: [[0,0,0,3],[5,8],[13],[48]]
geostats 2: 0 3 8 13 48
geostats: 0 0 5 8 48 614.5
chroma-js: 0 13 48
SEEN
