#!/usr/bin/env bash
# August, abbreviated in Indonesian, has three forms: luxon 3.7.2 and moment 2.31.0 (as browsers, Babel and Unicode's CLDR) write "Agu",
# dayjs 1.11.23, date-fns 4.4.0 and pendulum 3.3.0 "Agt", and arrow 1.4.0 "Ags", and "Sept" besides. All other months are alike. None but
# moment reads the form of another: of twelve months that one wrote, the next has eleven (arrow: ten). Those of JavaScript raise
# nothing: the date is an invalid one, which JSON writes as null.
# Seen on 30 November 2026: which reads 1 Agu, 1 Agt, 1 Ags, 1 Sep, 1 Sept 2024, and writes
#   moment Agu Agt Sep; luxon Agu Sep; dayjs, date-fns, pendulum Agt Sep; arrow Ags Sept
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts moment@2.31.0 luxon@3.7.2 dayjs@1.11.23 date-fns@4.4.0 >/dev/null
python3 -m venv own
own/bin/pip install -q --disable-pip-version-check pendulum==3.3.0 arrow==1.4.0
cat > read.mjs <<'JAVASCRIPT'
import { format, parse } from "date-fns";
import { id } from "date-fns/locale";
import dayjs from "dayjs";
import "dayjs/locale/id.js";
import customParseFormat from "dayjs/plugin/customParseFormat.js";
import { DateTime } from "luxon";
import moment from "moment";
import "moment/locale/id.js";

dayjs.extend(customParseFormat);
const [AUGUST, SEPTEMBER] = [new Date(2024, 7, 1), new Date(2024, 8, 1)];
const LIBRARIES = {
  moment: [(day) => moment(day).locale("id").format("MMM"), (text) => moment(text, "D MMM YYYY", "id", true).toDate()],
  luxon: [(day) => DateTime.fromJSDate(day).setLocale("id").toFormat("MMM"), (text) => DateTime.fromFormat(text, "d MMM yyyy", { locale: "id" }).toJSDate()],
  dayjs: [(day) => dayjs(day).locale("id").format("MMM"), (text) => dayjs(text, "D MMM YYYY", "id").toDate()],
  "date-fns": [(day) => format(day, "MMM", { locale: id }), (text) => parse(text, "d MMM yyyy", AUGUST, { locale: id })],
};
for (const [name, [write, read]] of Object.entries(LIBRARIES)) {
  const known = ["Agu", "Agt", "Ags", "Sep", "Sept"].filter((month) => !Number.isNaN(read(`1 ${month} 2024`).getTime()));
  console.log(`${name} writes ${write(AUGUST)}, ${write(SEPTEMBER)}; reads`, ...known);
}
console.log("JSON of dayjs:", JSON.stringify(["1 Jul 2024", "1 Agu 2024"].map((text) => dayjs(text, "D MMM YYYY", "id"))));
JAVASCRIPT
TZ=UTC node read.mjs >seen.txt
own/bin/python - >>seen.txt <<'PYTHON'
import arrow
import pendulum

LIBRARIES = {
    "pendulum": (
        lambda month: pendulum.datetime(2024, month, 1).format("MMM", locale="id"),
        lambda text: pendulum.from_format(text, "D MMM YYYY", locale="id"),
    ),
    "arrow": (
        lambda month: arrow.get(2024, month, 1).format("MMM", locale="id"),
        lambda text: arrow.get(text, "D MMM YYYY", locale="id"),
    ),
}
for name, (write, read) in LIBRARIES.items():
    known = []
    for month in ("Agu", "Agt", "Ags", "Sep", "Sept"):
        try:
            read(f"1 {month} 2024")
        except ValueError:
            continue
        known.append(month)
    print(f"{name} writes {write(8)}, {write(9)}; reads", *known)
PYTHON
cat seen.txt
diff - seen.txt <<'SEEN' || { echo "changed" >&2; exit 1; }
moment writes Agu, Sep; reads Agu Agt Sep
luxon writes Agu, Sep; reads Agu Sep
dayjs writes Agt, Sep; reads Agt Sep
date-fns writes Agt, Sep; reads Agt Sep
JSON of dayjs: ["2024-07-01T00:00:00.000Z",null]
pendulum writes Agt, Sep; reads Agt Sep
arrow writes Ags, Sept; reads Ags Sept
SEEN
