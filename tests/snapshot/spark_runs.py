"""A process of its own, since it starts Java, and once for both: the sums of many rows, then a rebuild of the data.

    python tests/snapshot/spark_runs.py MASTER ROWS

Prints JSON as spark_rows.py does, then what the command says.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from etl.__main__ import main
from tests.snapshot.spark_rows import compare

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        print(json.dumps(compare(sys.argv[1], int(sys.argv[2]), Path(place))))
    sys.exit(main(["publish", "--full", "--engine", "spark", "--master", "local[1]"]))
