#!/usr/bin/env bash
# pyjstat 2.4.0 (JSON-stat) writes the values of a table in the order of its rows and does not look which area and month they
# belong to. A table sorted by month, as most are, gives the counts of one kecamatan to another: 2 of Jati in January and 3 of
# Kaliwungu in February change places. A table with a month missing for one kecamatan is written with fewer values than cells,
# and then can't be read by pyjstat itself. Sorted by kecamatan first and complete, it is right.
# Seen on 30 November 2026:
#   Kaliwungu 2024-01 1, Jati 2024-01 2, Kaliwungu 2024-02 3, Jati 2024-02 4
#   -> Kaliwungu 2024-01 1, Kaliwungu 2024-02 2, Jati 2024-01 3, Jati 2024-02 4
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv own
own/bin/pip install --quiet --disable-pip-version-check pyjstat==2.4.0 pandas==3.0.0
cat > order.py <<'PYTHON'
import json
import warnings

import pandas as pd

warnings.simplefilter("ignore")
from pyjstat import pyjstat

COLUMNS = ["kecamatan", "period", "value"]


def there_and_back(rows):
    written = pyjstat.Dataset.read(pd.DataFrame(rows, columns=COLUMNS)).write()
    content = json.loads(written)
    cells = 1
    for size in content["size"]:
        cells *= size
    print(f"{len(content['value'])} values for {cells} cells")
    try:
        back = pyjstat.Dataset.read(written).write("dataframe")
    except IndexError as error:
        print(f"IndexError: {error}")
    else:
        print([tuple(row) for row in back[COLUMNS].astype({"value": int}).itertuples(index=False)])


by_month = [("Kaliwungu", "2024-01", 1), ("Jati", "2024-01", 2), ("Kaliwungu", "2024-02", 3), ("Jati", "2024-02", 4)]
there_and_back(by_month)
there_and_back(sorted(by_month))
there_and_back(by_month[:3])
PYTHON
own/bin/python order.py >seen.txt
cat seen.txt
diff - seen.txt <<'SEEN'
4 values for 4 cells
[('Kaliwungu', '2024-01', 1), ('Kaliwungu', '2024-02', 2), ('Jati', '2024-01', 3), ('Jati', '2024-02', 4)]
4 values for 4 cells
[('Jati', '2024-01', 2), ('Jati', '2024-02', 4), ('Kaliwungu', '2024-01', 1), ('Kaliwungu', '2024-02', 3)]
3 values for 4 cells
IndexError: list index out of range
SEEN
