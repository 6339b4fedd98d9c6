"""A file as an office sends it: how it is built, and what the sender says beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from etl.readers import ReadDefaults
from tests.office_files.write import Rows

KOP: Rows = (
    ("KEMENTERIAN IMIGRASI DAN PEMASYARAKATAN",),
    ("KANTOR IMIGRASI KELAS I TPI SEMARANG",),
    ("Jl. Siliwangi No. 514 Semarang, Telp. (024) 7601111, Email: kanim@contoh.go.id",),
    (),
)
SIGNATURE: Rows = (
    (),
    (None, None, "Semarang, 5 April 2024"),
    (None, None, "KEPALA KANTOR,"),
    (),
    (None, None, "CONTOH PEJABAT, S.H."),
    (None, None, "NIP. 19700101 199003 1 001"),
)
KUDUS = ("Kaliwungu", "Kota Kudus", "Jati", "Undaan", "Mejobo", "Jekulo", "Bae", "Gebog", "Dawe")


@dataclass(frozen=True)
class Case:
    name: str
    build: Callable[[Path], None]
    defaults: ReadDefaults


CASES: dict[str, Case] = {}


def case(
    name: str, period: str | None = None, kabupaten: str | None = None, drop_personal: bool = False
) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
    """Registers a file under its name, with what the sender says beside it."""

    def register(build: Callable[[Path], None]) -> Callable[[Path], None]:
        CASES[name] = Case(name, build, ReadDefaults(period, kabupaten, drop_personal))
        return build

    return register
