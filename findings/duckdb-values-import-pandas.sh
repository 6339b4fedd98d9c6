#!/usr/bin/env bash
# DuckDB 1.5.5: binding a text or a number to a statement imports pandas where it is installed, which a small command
# then pays for; the same statement without values, or with None alone, does not.
# Seen on 30 November 2026 (what was answered, whether pandas is imported):
#   ('x', False)
#   (None, False)
#   ('x', True)
#   (1, True)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check duckdb==1.5.5 pandas==3.1.1
for bound in "" ", [None]" ", ['x']" ", [1]"; do
    value="?"
    [ -n "$bound" ] || value="'x'"
    "$folder/venv/bin/python" - <<PYTHON
import sys
import duckdb

row = duckdb.connect().execute("SELECT $value"$bound).fetchone()
found = (row[0], "pandas" in sys.modules)
print(found)
assert found == {"": ("x", False), ", [None]": (None, False), ", ['x']": ("x", True), ", [1]": (1, True)}["$bound"]
PYTHON
done
