"""What explains a file, byte for byte, against tests/export/golden/.

Everything in these texts is decided by the request, the snapshot and the boundaries. Pinned are the snapshot's name and
hour, which a clock decides; the sum of the stored boundaries is filled in, since another version of the library that
stores them may pack them otherwise. RENEW_GOLDEN=1 writes the files anew: read the difference before it is committed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import shutil
import zipfile
from pathlib import Path

import pytest
from builders import case, load_rows
from kept import keep
from shapes import lay_boundaries

from etl.snapshot import publish
from pora.export.files import export_to_path
from pora.export.formats import FORMATS
from pora.locale import speaking
from pora.warehouse.boundaries import load_layers
from pora.warehouse.queries.request import FULL_GRAIN, ExportRequest

GOLDEN = Path(__file__).parent / "golden"
SNAPSHOT, PUBLISHED = "20240412-031500-ab12", dt.datetime(2024, 4, 12, 3, 15, tzinfo=dt.UTC)
MONTH = ExportRequest("out_kecamatan_month", "2024-03", "33.19", "orang_asing")
ARRANGED = ExportRequest(
    FULL_GRAIN,
    "2024-03",
    "33.19",
    since="2024-01",
    where=(("sex", ""),),
    dimensions=("kecamatan_code",),
    across="izin_tinggal",
)


class _Clock:
    """Stands for `datetime` where a snapshot is published."""

    @staticmethod
    def now(_zone: dt.tzinfo) -> dt.datetime:
        return PUBLISHED


@pytest.fixture(scope="module")
def pinned_data(empty_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three kecamatan of Kudus as synthetic data, under a name and an hour that stay. For copies only."""
    rows = [case("33.19.01", 7, izin_tinggal="ITAS"), case("33.19.02", 0), case("33.19.03", 2)]

    def make(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(publish, "_new_id", lambda: SNAPSHOT)
            patch.setattr(publish, "datetime", _Clock)
            assert load_rows(folder, rows, is_sample=True).loaded

    return keep("golden", make, tmp_path_factory, empty_data)


@pytest.fixture
def folder(pinned_data: Path, data_dir: Path, tmp_path: Path) -> Path:
    shutil.copytree(pinned_data, data_dir)
    return tmp_path


def export(folder: Path, request: ExportRequest, form: str) -> Path:
    path = folder / f"made{FORMATS[form].suffix}"
    export_to_path(request, form, path)
    return path


def assert_golden(name: str, made: bytes) -> None:
    if os.environ.get("RENEW_GOLDEN"):
        (GOLDEN / name).write_bytes(made)
    assert made == (GOLDEN / name).read_bytes()


@pytest.mark.parametrize(
    ("name", "asked", "language"), [("month", MONTH, "id"), ("arranged", ARRANGED, "en")], ids=["month", "arranged"]
)
def test_a_package_explains_its_data_byte_for_byte(
    folder: Path, name: str, asked: ExportRequest, language: str
) -> None:
    with speaking(language):
        path = export(folder, asked, "datapackage")
    with zipfile.ZipFile(path) as archive:
        for file in ("datapackage.json", "BACA-DULU.txt"):
            assert_golden(f"{name}.{file}", archive.read(file))


def test_geojson_begins_and_ends_byte_for_byte(folder: Path) -> None:
    """The line of what it is, its first area, its last one, which is not drawn, and the end."""
    lay_boundaries(folder)
    layers = load_layers("batas")
    assert layers is not None
    sum_of_boundaries = hashlib.sha256(layers.geometry_path("kecamatan").read_bytes()).hexdigest().encode()
    lines = export(folder, MONTH, "geojson").read_bytes().splitlines(keepends=True)
    assert lines[1].count(sum_of_boundaries) == 1
    lines[1] = lines[1].replace(sum_of_boundaries, b"SUM-OF-BOUNDARIES")
    assert_golden("month.geojson", b"".join([*lines[:4], *lines[-3:]]))
