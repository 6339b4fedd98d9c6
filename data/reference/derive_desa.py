"""Makes desa.csv from the npm package idn-area-data, as `derive_area.py` makes area.csv: `python
data/reference/derive_desa.py package/data`. One row a kecamatan, since 83,763 rows would repeat its code as often: the
last four digits of each code before its name, as printed there, in order of code."""

import csv
import sys
from itertools import groupby
from pathlib import Path

if __name__ == "__main__":
    with (Path(sys.argv[1]) / "villages.csv").open(encoding="utf-8", newline="") as file:
        villages = sorted((row["code"], row["name"]) for row in csv.DictReader(file))
    with Path(__file__).with_name("desa.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["kecamatan_code", "desa"])
        for kecamatan_code, group in groupby(villages, key=lambda village: village[0][:8]):
            writer.writerow([kecamatan_code, ";".join(f"{code[9:]} {name}" for code, name in group)])
