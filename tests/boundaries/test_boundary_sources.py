"""Where boundaries come from: a mirror, the pinned download, what was kept; nothing is written of a wrong one."""

from __future__ import annotations

import hashlib
import io
import urllib.request
from pathlib import Path

import pytest

from etl.boundaries import build_boundaries, pinned
from pora.errors import BoundaryError, UsageError
from pora.reference.areas import area_index
from pora.warehouse.boundaries import load_layers, read_manifest
from tests.boundaries.strips import APART, KUDUS, SQUARE, as_sql, drawn, make_file

pytestmark = pytest.mark.usefixtures("offline")


@pytest.fixture
def mirror(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as PORA_BOUNDARIES may name it, with one file of two kecamatan, and its hash as the pinned one."""
    path = tmp_path / "mirror" / "db/kel/33/wilayah_boundaries_kel_33.19.sql"
    path.parent.mkdir(parents=True)
    path.write_text(as_sql([("33.19.01.2001", "A", [SQUARE]), ("33.19.02.2001", "B", [APART])]), "utf-8")
    hashes = {"db/kel/33/wilayah_boundaries_kel_33.19.sql": hashlib.sha256(path.read_bytes()).hexdigest()}
    monkeypatch.setattr(pinned, "read_hashes", lambda _province: hashes)
    return tmp_path / "mirror"


def sql_file(mirror: Path) -> Path:
    return next(mirror.rglob("*.sql"))


def test_a_mirror_folder_is_read_like_the_download(mirror: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORA_BOUNDARIES", str(mirror))
    report = build_boundaries("33")
    assert (report.status, report.kecamatan_count, report.kabupaten_count) == ("built", 2, 1)
    assert drawn() == ["33.19.01", "33.19.02"]
    assert "Tanpa batas: 33.01.01, 33.01.02" in report.summary and "569 lagi" in report.summary


def test_the_download_is_read_from_the_pinned_commit(mirror: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def answer(url: str, timeout: float) -> io.BytesIO:
        asked.append((url, timeout > 0))
        return io.BytesIO(sql_file(mirror).read_bytes())

    monkeypatch.setattr(urllib.request, "urlopen", answer)
    assert build_boundaries("33").status == "built"
    file = "db/kel/33/wilayah_boundaries_kel_33.19.sql"
    assert asked == [(f"https://raw.githubusercontent.com/cahyadsn/wilayah_boundaries/{pinned.COMMIT}/{file}", True)]


def test_a_wrong_hash_is_refused_and_nothing_is_written(mirror: Path) -> None:
    build_boundaries("33", make_file(mirror.parent / "before.geojson"))
    before = read_manifest(mirror.parent / "data" / "boundaries")
    sql_file(mirror).write_bytes(sql_file(mirror).read_bytes().replace(b"110.1", b"110.2"))
    with pytest.raises(BoundaryError, match="SHA-256"):
        build_boundaries("33", mirror)
    assert read_manifest(mirror.parent / "data" / "boundaries") == before
    assert drawn() == list(KUDUS)


def test_a_file_that_the_mirror_lacks_is_named(mirror: Path) -> None:
    sql_file(mirror).unlink()
    with pytest.raises(BoundaryError, match=r"wilayah_boundaries_kel_33\.19\.sql"):
        build_boundaries("33", mirror)


def test_offline_says_so_in_one_line_and_leaves_the_tile_map() -> None:
    with pytest.raises(BoundaryError) as caught:
        build_boundaries("33")
    assert str(caught.value) == "Batas wilayah tidak dapat diunduh dari raw.githubusercontent.com (no network)."
    tiles = load_layers("petak")
    assert load_layers("batas") is None
    assert tiles is not None and len(tiles.find_labels("kecamatan")) == 576


def test_what_was_kept_is_enough_offline(mirror: Path) -> None:
    build_boundaries("33", mirror)
    report = build_boundaries("33")
    assert (report.status, report.kecamatan_count) == ("kept", 2)


def test_a_source_that_is_given_replaces_what_was_kept(mirror: Path, tmp_path: Path) -> None:
    build_boundaries("33", mirror)
    assert build_boundaries("33", make_file(tmp_path / "kudus.geojson")).status == "built"
    assert drawn() == list(KUDUS)
    assert build_boundaries("33", tmp_path / "kudus.geojson").status == "kept"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("http://example.org/batas.geojson", "hanya diunduh lewat https"),
        ("file:///etc/passwd", "hanya diunduh lewat https"),
        ("https://example.org/batas.geojson", r"example\.org \(no network\)"),
        ("tidak/ada.parquet", "tidak ada"),
    ],
)
def test_a_source_that_is_none_is_refused(source: str, message: str) -> None:
    with pytest.raises(BoundaryError, match=message):
        build_boundaries("33", source)


def test_a_province_without_pinned_files_needs_a_file() -> None:
    with pytest.raises(BoundaryError, match="--from"):
        build_boundaries("34")
    with pytest.raises(UsageError, match="'99' bukan kode provinsi"):
        build_boundaries("99")


def test_every_file_of_the_province_is_pinned() -> None:
    paths = {f"db/kel/33/wilayah_boundaries_kel_{code}.sql" for code in area_index().kabupaten_of("33")}
    assert set(pinned.read_hashes("33")) == paths
