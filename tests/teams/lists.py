"""Lists of offices, and what loading them reports."""

from __future__ import annotations

from pathlib import Path

from etl import pipeline
from pora.schema.load_report import LoadReport

TEAM_LIST = """No;Kabupaten/Kota;Kecamatan;Nomor SK;Tanggal SK;Jumlah Anggota;Imigrasi;Polres;Ketua
1;Kab. Kudus;;188.45/123/2024;10 Januari 2024;5;3;2;
2;Kab. Kudus;Gebog;;;4;;;
"""


def write(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def load(path: Path, kind: str, office: str = "kanim-semarang", dry_run: bool = False) -> LoadReport:
    return pipeline.load_lists([path], kind, office, dry_run).reports[0]
