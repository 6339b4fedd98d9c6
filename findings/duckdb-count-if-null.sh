#!/usr/bin/env bash
# DuckDB 1.5.5: count_if, "the number of rows where arg is true", is null over values that are all null and over no row;
# count(*) FILTER is 0. After a LEFT JOIN without a match it turns "none" into "not known".
# Seen on 29 November 2026:
#   {'count_if(b.x > 0)': [(None,), (None,)], 'count(*) FILTER (b.x > 0)': [(0,), (0,)]}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check duckdb==1.5.5
"$folder/venv/bin/python" - <<'PYTHON'
import duckdb

con = duckdb.connect()
unmatched = "FROM (VALUES (1)) a(x) LEFT JOIN (SELECT 2 AS x) b USING (x)"
no_row = "FROM (VALUES (1)) b(x) WHERE false"
found = {
    count: [con.execute(f"SELECT {count} {rows}").fetchone() for rows in (unmatched, no_row)]
    for count in ("count_if(b.x > 0)", "count(*) FILTER (b.x > 0)")
}
print(found)
assert found["count(*) FILTER (b.x > 0)"] == [(0,), (0,)]
assert found["count_if(b.x > 0)"] == [(None,), (None,)]
PYTHON
