#!/usr/bin/env bash
# Decimal(100) == numpy.int64(100) raises TypeError ("argument must be an integer") in CPython with numpy 2.4.6, instead of being
# True or False: numpy registers its whole numbers as numbers.Integral, Decimal asks such a one for numerator and denominator,
# and gets numpy's own again. With numpy.float64, and the other way round with a plain int, it is True. Since a dictionary
# compares keys of one hash, looking up a whole number of numpy beside an equal Decimal fails, too, and so does a cache of
# formatted counts that met both: now and then, by which number came first.
# Seen on 29 November 2026 with CPython 3.11.7:
#   int64: TypeError: argument must be an integer; float64: True
#   lookup: TypeError: argument must be an integer
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check numpy==2.4.6
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from decimal import Decimal

import numpy as np


def said(ask):
    try:
        return ask()
    except TypeError as error:
        return f"TypeError: {error}"


found = {
    "int64": said(lambda: Decimal(100) == np.int64(100)),
    "float64": said(lambda: bool(Decimal(100) == np.float64(100))),
    "int": said(lambda: Decimal(100) == 100),
    "lookup": said(lambda: {Decimal(100): "100"}.get(np.int64(100))),
}
print(sys.version.split()[0], np.__version__, found)
wrong = "TypeError: argument must be an integer"
assert found == {"int64": wrong, "float64": True, "int": True, "lookup": wrong}, found
PYTHON
