#!/usr/bin/env bash
# parsedbf 2.0.0 (npm; reads the table of a shapefile, also within shpjs) has no null: a logical field that is unknown ("?" or
# blank: the kecamatan has not reported) is false, "no"; a number without a value is NaN, which JSON writes as null; and a day
# without a value is 30 November 1899. dbfread 2.0.7 reads the same file, written by pyshp 3.0.3, as None three times.
# Seen on 30 November 2026:
#   parsedbf: {"KODE":"331903","LAPOR":false,"JUMLAH":"NaN","TGL":"1899-11-30"}
#   dbfread: {"KODE": "331903", "LAPOR": null, "JUMLAH": null, "TGL": null}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv own
own/bin/pip install --quiet --disable-pip-version-check pyshp==3.0.3 dbfread==2.0.7
npm install --silent --no-audit --no-fund --ignore-scripts parsedbf@2.0.0 >/dev/null
cat > write.py <<'PYTHON'
import datetime as dt
import json

import shapefile
from dbfread import DBF

with shapefile.Writer("areas", shapeType=shapefile.POINT) as writer:
    writer.field("KODE", "C", 6)
    writer.field("LAPOR", "L")
    writer.field("JUMLAH", "N", 8, 0)
    writer.field("TGL", "D")
    for code, *values in (("331901", True, 12, dt.date(2024, 3, 31)), ("331902", False, 0, None), ("331903", None, None, None)):
        writer.point(110.8, -6.8)
        writer.record(code, *values)
for row in DBF("areas.dbf"):
    print("dbfread:", json.dumps(dict(row), default=str))
PYTHON
cat > read.mjs <<'JAVASCRIPT'
import fs from "node:fs";
import parsedbf from "parsedbf";

const bytes = fs.readFileSync("areas.dbf");
const show = (_key, value) => (Number.isNaN(value) ? "NaN" : value);
for (const row of parsedbf(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))) {
  console.log("parsedbf:", JSON.stringify({ ...row, TGL: row.TGL.toISOString().slice(0, 10) }, show));
}
JAVASCRIPT
{ own/bin/python write.py; TZ=UTC node read.mjs; } >seen.txt
cat seen.txt
diff - seen.txt <<'SEEN'
dbfread: {"KODE": "331901", "LAPOR": true, "JUMLAH": 12, "TGL": "2024-03-31"}
dbfread: {"KODE": "331902", "LAPOR": false, "JUMLAH": 0, "TGL": null}
dbfread: {"KODE": "331903", "LAPOR": null, "JUMLAH": null, "TGL": null}
parsedbf: {"KODE":"331901","LAPOR":true,"JUMLAH":12,"TGL":"2024-03-31"}
parsedbf: {"KODE":"331902","LAPOR":false,"JUMLAH":0,"TGL":"1899-11-30"}
parsedbf: {"KODE":"331903","LAPOR":false,"JUMLAH":"NaN","TGL":"1899-11-30"}
SEEN
