"""Small tables to load, and short ways to load them and to look at what came out."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from etl import pipeline
from etl.pipeline import Outcome
from pora import paths
from pora.access import secret
from pora.reference.areas import area_index
from pora.schema.load_report import LoadOptions, LoadReport
from pora.warehouse.db import use_snapshot

BOUNDARIES = os.environ.get("PORA_BOUNDARIES")  # of the run: for what is drawn from real ones, and no other test
OF_THE_RUN = "PORA_CACHE_DIR"  # a setting
KUDUS = "33.19"
SIX_OF_KUDUS = {  # a split of the published 48; invented
    "33.19.01": 7,
    "33.19.02": 13,
    "33.19.03": 9,
    "33.19.07": 6,
    "33.19.08": 8,
    "33.19.09": 5,
}
OWN_WORDS = {  # lists of Tim Pora with what the public version may not say
    "team": "Kabupaten,Nomor SK,Jumlah anggota\nKudus,rahasia,5\n",
    "meeting": "Tanggal,Acara,Tempat,Kabupaten,Hasil\n19/3/2025,rahasia,rahasia,Kudus,rahasia\n",
    "activity": "Tanggal,Kegiatan,Status,Kabupaten,Orang diperiksa,Temuan\n"
    "20/3/2025,Pendataan,selesai,Kudus,1402,1403\n",
    "follow_up": "Tanggal rapat,Tindak lanjut,Tenggat,Keadaan,Kabupaten,Hasil\n"
    "19/3/2025,rahasia,Mei 2025,berjalan,Kudus,rahasia\n",
    "village": "Kabupaten,Kecamatan,Desa,Nomor SK,Petugas Pimpasa\nKudus,Jati,Getas Pejaten,rahasia,1402\n",
}
Row = dict[str, object]


def case(kecamatan_code: str | None, person_count: object, **other: object) -> Row:
    """One row of a tidy file; without `period` and `category` those of the Kudus meeting."""
    return {
        "period": "2024-03",
        "kecamatan_code": kecamatan_code,
        "category": "orang_asing",
        **other,
        "person_count": person_count,
    }


def write_table(path: Path, rows: list[Row]) -> Path:
    """A tidy CSV with every column that any row has; None is an empty cell."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_kudus(path: Path) -> Path:
    return write_table(path, [case(code, count) for code, count in SIX_OF_KUDUS.items()])


def load_all(*files: Path, dry_run: bool = False, **options: object) -> Outcome:
    given = LoadOptions(**{"office": "kanim-semarang", **options})  # type: ignore[arg-type]
    return pipeline.load(files, given, dry_run)


def load(path: Path, **options: object) -> LoadReport:
    return load_all(path, **options).reports[0]


def load_rows(folder: Path, rows: list[Row], **options: object) -> LoadReport:
    """Loads the rows from a file of a name that no other call uses."""
    return load(write_table(folder / f"cases-{len(list(folder.iterdir()))}.csv", rows), **options)


def load_form(folder: Path, kecamatan: str, counts: list[object], **options: object) -> LoadReport:
    """Loads a table that its title says to be of one kecamatan of Jawa Tengah, a row for each of its first desa."""
    index = area_index()
    title = f"KECAMATAN {index.area_name(kecamatan)}, {index.area_name(kecamatan[:5])}".replace("Kab.", "KABUPATEN")
    rows = [
        f"{code};{index.area_name(kecamatan)};{n}" for code, n in zip(index.desa_of(kecamatan), counts, strict=False)
    ]
    path = folder / f"form-{len(list(folder.iterdir()))}.csv"
    path.write_text("\n".join([f"{title};;", "Kode desa;Kecamatan;Jumlah WNA", *rows, ""]), "utf-8")
    return load(path, **{"period": "2024-03", "category": "orang_asing", **options})


def query(sql: str, *parameters: object) -> list[tuple[object, ...]]:
    """Rows of the snapshot in force, from any of its tables."""
    with use_snapshot()._connection.cursor() as cursor:
        return cursor.execute(sql, parameters).fetchall()


def counts(level: str, period: str = "2024-03", category: str = "orang_asing") -> dict[str, tuple[object, ...]]:
    """area_code -> (person_count, unplaced_count, status, reporting_count, incomplete_count), areas with a report."""
    rows = query(
        "SELECT area_code, person_count, unplaced_count, status, reporting_count, incomplete_count "
        "FROM exact.out_area_month WHERE level = ? AND period = ? AND category = ? AND status <> 'belum_lapor'",
        level,
        period,
        category,
    )
    return {str(code): tuple(values) for code, *values in rows}


def disk() -> dict[str, bytes]:
    """Every file under the data folder with its bytes, but for locks, the secret and the log."""
    folder = paths.settings().data_dir
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".lock", ".secret")]
    files = [path for path in files if path.parent != paths.audit().parent]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def point_to(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """This data folder, no boundaries to be had, no setting from outside but that of the run, and a secret that is
    always the same."""
    patch.setattr(secret, "make_secret", lambda: bytes(32))
    for name in [name for name in os.environ if name.startswith("PORA_") and name != OF_THE_RUN]:
        patch.delenv(name)
    patch.setenv("PORA_DATA_DIR", str(folder))
    patch.setenv("PORA_BOUNDARIES", str(folder / "no boundaries"))
