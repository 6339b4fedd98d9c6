#!/usr/bin/env bash
# pandas 3.1.1: a column with converters={"code": str} is read as text, and then the text NA is made a missing value all the
# same: the code of Namibia is lost. In pandas 2.3.3 a converter's answer stood. country_converter 1.3.2, whose requirement
# (pandas>=1.0) admits pandas 3, reads its own table this way: every conversion, of any country, ends in a TypeError.
# Seen on 29 November 2026:
#   pandas 2.3.3: ['NA', 'NP'] object; Indonesia is IDN
#   pandas 3.1.1: [nan, 'NP'] str; Indonesia is TypeError: first argument must be string or compiled pattern
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/try.py" <<'PYTHON'
import io

import country_converter
import pandas

codes = pandas.read_csv(io.StringIO("name,code\nNamibia,NA\nNepal,NP\n"), converters={"code": str})["code"]
try:
    found = country_converter.convert("Indonesia", to="ISO3")
except TypeError as error:
    found = f"TypeError: {error}"
print(f"pandas {pandas.__version__}: {codes.tolist()} {codes.dtype}; Indonesia is {found}")
PYTHON
for version in 2.3.3 3.1.1; do
    python3 -m venv "$folder/$version"
    "$folder/$version/bin/pip" install -q --disable-pip-version-check "pandas==$version" country_converter==1.3.2
    "$folder/$version/bin/python" "$folder/try.py" | tee -a "$folder/seen"
done
grep -qxF "pandas 2.3.3: ['NA', 'NP'] object; Indonesia is IDN" "$folder/seen"
grep -qxF "pandas 3.1.1: [nan, 'NP'] str; Indonesia is TypeError: first argument must be string or compiled pattern" "$folder/seen"
