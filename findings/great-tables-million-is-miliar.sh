#!/usr/bin/env bash
# great-tables 1.1.0 (PyPI; tables for reports), compact numbers for Indonesia: fmt_number(compact=True, locale="id") sets the comma as
# Indonesia does, but the letter as English does, where it means another number: "1,23M" is 1.23 miliar (1,230 million) to an Indonesian,
# and stands for 1.23 million here. Babel 2.19.0 and JavaScript's own Intl write "1,23 jt" (juta), and "1,23 M" for a number a
# thousand times as large. Not compact, all is right.
# Seen on 30 November 2026 (great-tables | Babel | Intl):
#   1234567: 1,23M | 1,23 jt | 1,23 jt; 1234567890: 1,23B | 1,23 M | 1,23 M
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv own
own/bin/pip install -q --disable-pip-version-check great-tables==1.1.0 polars==2.1.0 babel==2.19.0
own/bin/python - >seen.txt <<'PYTHON'
import re

import polars as pl
from babel.numbers import format_compact_decimal
from great_tables import GT

NUMBERS = (1234, 1234567, 1234567890)
table = GT(pl.DataFrame({"wna": NUMBERS}))
compact = re.findall("<td.*?>(.*?)</td>", table.fmt_number("wna", compact=True, locale="id").as_raw_html())
whole = re.findall("<td.*?>(.*?)</td>", table.fmt_integer("wna", locale="id").as_raw_html())
for number, shown, full in zip(NUMBERS, compact, whole):
    babel = format_compact_decimal(number, locale="id", fraction_digits=2).replace("\xa0", " ")
    print(number, "|", full, "|", shown, "|", babel)
PYTHON
node -e '
const compact = new Intl.NumberFormat("id", { notation: "compact", maximumFractionDigits: 2 });
console.log("Intl", ...[1234, 1234567, 1234567890].map((number) => `| ${compact.format(number).replace("\u00a0", " ")}`));
' >>seen.txt
cat seen.txt
diff - seen.txt <<'SEEN' || { echo "changed" >&2; exit 1; }
1234 | 1.234 | 1,23K | 1,23 rb
1234567 | 1.234.567 | 1,23M | 1,23 jt
1234567890 | 1.234.567.890 | 1,23B | 1,23 M
Intl | 1,23 rb | 1,23 jt | 1,23 M
SEEN
