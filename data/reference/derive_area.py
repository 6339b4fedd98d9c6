"""Makes area.csv from the npm package idn-area-data: `npm pack idn-area-data@3.1.2`, unpack it, then
`python data/reference/derive_area.py package/data`. Codes and names as printed there; only the letter case of
provinces, kabupaten and kota changes (KABUPATEN KUDUS -> Kab. Kudus). The row of the country is added."""

import csv
import sys
from pathlib import Path

KEPT = {"DKI": "DKI", "DAN": "dan"}


def title(name: str) -> str:
    return " ".join(KEPT.get(word, "-".join(part.capitalize() for part in word.split("-"))) for word in name.split())


def rows(folder: Path) -> list[tuple[str, str, str, str]]:
    def read(name: str) -> list[dict[str, str]]:
        with (folder / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    country = [("ID", "Indonesia", "nasional", "")]
    provinces = [(r["code"], title(r["name"]), "provinsi", "ID") for r in read("provinces.csv")]
    regencies = [
        (
            r["code"],
            title(r["name"]).replace("Kabupaten ", "Kab. "),
            "kabupaten_kota",
            r["province_code"],
        )
        for r in read("regencies.csv")
    ]
    districts = [(r["code"], r["name"], "kecamatan", r["regency_code"]) for r in read("districts.csv")]
    return country + provinces + regencies + districts


if __name__ == "__main__":
    with Path(__file__).with_name("area.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["area_code", "area_name", "level", "parent_code", "valid_from", "valid_to"])
        writer.writerows((*row, "", "") for row in rows(Path(sys.argv[1])))
