#!/usr/bin/env bash
# pysdmx 1.21.0 reads SDMX-CSV with types guessed by column and turns them into text afterwards: Kab. Klaten, 33.10, becomes
# "33.1", which no code list has, and the country 008 becomes "8". The columns say "string", so nothing tells. One deeper code
# (33.10.01) or one with letters in the same column, and the very same rows keep their codes. SDMX identifiers are texts.
# Seen on 29 November 2026:
#   33.10, 33.20 and 040, 008 -> 33.1, 33.2 and 40, 8
#   33.10, 33.10.01 and 040, XXA -> unchanged
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check "pysdmx[data]==1.21.0" pandas==3.1.1 pyarrow==25.0.1
"$folder/venv/bin/python" - <<'PYTHON'
from pysdmx.io import read_sdmx

HEADER = "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,NATIONALITY,TIME_PERIOD,OBS_VALUE"


def read(*codes):
    rows = [f"dataflow,PORA:ORANG_ASING(1.0),I,{area},{country},2024-03,7" for area, country in codes]
    (dataset,) = read_sdmx("\n".join([HEADER, *rows]) + "\n", validate=False).data
    assert all(str(kind).startswith("string") for kind in dataset.data.dtypes), dataset.data.dtypes
    found = list(zip(dataset.data["REF_AREA"], dataset.data["NATIONALITY"], strict=True))
    print(codes, "->", found)
    return found


assert read(("33.10", "040"), ("33.20", "008")) == [("33.1", "40"), ("33.2", "8")]
assert read(("33.10", "040"), ("33.10.01", "XXA")) == [("33.10", "040"), ("33.10.01", "XXA")]
PYTHON
