from __future__ import annotations

import hashlib
import io
import json
import shutil
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.error import URLError

import geopandas as gpd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Point, Polygon, box

from etl.boundaries import build_boundaries, layer_files, pinned, renew_maps
from etl.boundaries.coverage import dissolve, dissolve_to_kecamatan, simplify
from etl.boundaries.sql import parse_desa
from pora.errors import BoundaryError, UsageError
from pora.reference.areas import area_index
from pora.warehouse.boundaries import load_layers, read_manifest

SQUARE = [[-7.0, 110.0], [-7.0, 110.1], [-6.9, 110.1], [-6.9, 110.0], [-7.0, 110.0]]
INSIDE = [[-6.97, 110.03], [-6.97, 110.06], [-6.94, 110.06], [-6.94, 110.03], [-6.97, 110.03]]
APART = [[-6.8, 110.0], [-6.8, 110.1], [-6.7, 110.1], [-6.7, 110.0], [-6.8, 110.0]]
KUDUS = area_index().kecamatan_of("33.19")
DEMAK = area_index().kecamatan_of("33.21")


def as_sql(rows: list[tuple[str, str, Any]]) -> str:
    values = ",\n".join(f"\t('{code}','{name}',-6.9,110.0,'{json.dumps(path)}')" for code, name, path in rows)
    return f"/* ('not','a row') */\nINSERT INTO wilayah_boundaries(kode,nama,lat,lng,path) VALUES\n{values};\n"


def parse(sql: str) -> dict[str, Any]:
    return dict(parse_desa(sql, "desa.sql"))


def find_holes(area: Any) -> list[Polygon]:
    return [Polygon(ring) for part in shapely.get_parts(area) for ring in part.interiors]


def make_strip(codes: tuple[str, ...] = KUDUS, latitude: float = -6.8) -> gpd.GeoDataFrame:
    """A kecamatan a square, side by side."""
    squares = [box(110 + i / 10, latitude, 110.1 + i / 10, latitude + 0.1) for i in range(len(codes))]
    return gpd.GeoDataFrame({"kode": codes}, geometry=squares, crs=4326)


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """No source from outside."""
    monkeypatch.delenv("PORA_BOUNDARIES", raising=False)
    monkeypatch.setattr(urllib.request, "urlopen", refuse_download)


def refuse_download(*_args: object, **_options: object) -> None:
    raise URLError("no network")


# --- reading the download ------------------------------------------------------------------------------------


def test_latitude_comes_first_and_a_hole_stays_a_hole() -> None:
    found = parse(as_sql([("33.19.01.2001", "Bakalankrapyak", [SQUARE, INSIDE])]))
    hole = box(110.03, -6.97, 110.06, -6.94)
    assert list(found) == ["33.19.01.2001"]
    assert found["33.19.01.2001"].equals(box(110.0, -7.0, 110.1, -6.9) - hole)


def test_holes_are_told_by_place_not_by_order_or_direction() -> None:
    expected = parse(as_sql([("33.19.01.2001", "A", [SQUARE, INSIDE])]))["33.19.01.2001"]
    for rings in ([INSIDE, SQUARE], [SQUARE[::-1], INSIDE], [SQUARE, INSIDE[::-1]]):
        assert parse(as_sql([("33.19.01.2001", "A", rings)]))["33.19.01.2001"].equals(expected)


def test_parts_and_rings_apart_are_all_kept() -> None:
    both = MultiPolygon([box(110.0, -7.0, 110.1, -6.9), box(110.0, -6.8, 110.1, -6.7)])
    rows = [("33.19.01.2001", "A", [[SQUARE], [APART]]), ("33.19.01.2002", "B", [SQUARE, APART])]
    assert all(found.equals(both) for found in parse(as_sql(rows)).values())


def test_a_ring_that_crosses_itself_is_mended() -> None:
    bow_tie = [[-7.0, 110.0], [-6.9, 110.1], [-6.9, 110.0], [-7.0, 110.1], [-7.0, 110.0]]
    found = parse(as_sql([("33.19.01.2001", "A", [bow_tie])]))["33.19.01.2001"]
    assert found.is_valid and found.area == pytest.approx(0.005)


@pytest.mark.parametrize("name", ["Ma''arif", r"Ma\'arif", "A), (x", "Ngembal (Kulon), Jati;"])
def test_names_may_hold_quotes_and_punctuation(name: str) -> None:
    rows = [("33.19.01.2001", name, [SQUARE]), ("33.19.01.2002", "B", [APART])]
    assert list(parse(as_sql(rows))) == ["33.19.01.2001", "33.19.01.2002"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda sql: sql[: len(sql) // 2],
        lambda sql: sql.replace("]]]", "]]"),
        lambda sql: sql.replace("33.19.01.2001", "33.19.1.2001"),
        lambda sql: sql.replace("110.1", '"x"'),
        lambda sql: sql.replace(";", ""),
        lambda sql: sql.replace(json.dumps([SQUARE]), "[]"),
    ],
)
def test_a_row_that_is_not_as_described_is_refused_by_name(damage: Callable[[str], str]) -> None:
    with pytest.raises(BoundaryError, match=r"desa\.sql"):
        parse(damage(as_sql([("33.19.01.2001", "A", [SQUARE])])))


@given(st.text(alphabet="()',;[]0123456789.-\\ aINSERT\n"))
def test_any_text_gives_rows_or_one_clear_error(text: str) -> None:
    sql = as_sql([("33.19.01.2001", "A", [SQUARE])]).removesuffix(";\n") + f",{text};"
    try:
        assert "33.19.01.2001" in parse(sql)
    except BoundaryError as error:
        assert "desa.sql" in str(error)


# --- a clean coverage ----------------------------------------------------------------------------------------


def test_overlaps_and_slivers_vanish_and_a_lake_stays() -> None:
    west = box(110, -7, 110.1, -6.9) - box(110.04, -6.96, 110.06, -6.94)
    pieces = gpd.GeoSeries(
        {
            "33.19.01.2001": west,
            "33.19.01.2002": box(110.05, -6.9, 110.1, -6.8),
            # overlaps its neighbour by 0.0005, then leaves a gap of 0.0001, closed at both ends
            "33.19.02.2001": box(110.0995, -7, 110.2, -6.95) | box(110.1001, -6.96, 110.2, -6.81),
            "33.19.02.2002": box(110.1, -6.82, 110.2, -6.8),
        },
        crs=4326,
    )
    clean = dissolve_to_kecamatan(pieces)
    whole = shapely.coverage_union_all(clean.to_numpy())
    assert list(clean.index) == ["33.19.01", "33.19.02"]
    assert shapely.coverage_is_valid(clean.to_numpy())
    assert [hole.area for hole in find_holes(whole)] == [pytest.approx(0.0004)]
    assert whole.area == pytest.approx(box(110, -7, 110.2, -6.8).area - 0.0004 - 0.005, rel=1e-3)


def test_an_enclave_is_a_hole_of_the_kabupaten_around_it() -> None:
    town = box(110.04, -6.96, 110.06, -6.94)
    pieces = gpd.GeoSeries({"33.22.01": box(110, -7, 110.1, -6.9) - town, "33.73.01": town}, crs=4326)
    kabupaten = dissolve(dissolve_to_kecamatan(pieces), 5)
    assert kabupaten["33.22"].equals(box(110, -7, 110.1, -6.9) - town)
    assert kabupaten["33.73"].equals(town)


def test_a_crumb_goes_to_its_neighbour_and_a_small_island_stays() -> None:
    crumb, island = box(110.15, -6.95, 110.1501, -6.9499), box(110.3, -7, 110.301, -6.999)
    pieces = gpd.GeoSeries(
        {"33.19.01": box(110, -7, 110.1, -6.9) | crumb | island, "33.19.02": box(110.1, -7, 110.2, -6.9) - crumb},
        crs=4326,
    )
    clean = dissolve_to_kecamatan(pieces)
    assert clean["33.19.01"].equals(box(110, -7, 110.1, -6.9) | island)
    assert clean["33.19.02"].equals(box(110.1, -7, 110.2, -6.9))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(-8, 8), st.integers(-8, 8)), min_size=25, max_size=25))
def test_pieces_that_fit_badly_fit_together_afterwards(offsets: list[tuple[int, int]]) -> None:
    pieces = {}
    for number, (east, north) in enumerate(offsets):
        column, row = number % 5, number // 5
        west, south = 110 + column / 100 + east * 1e-5, -7 + row / 100 + north * 1e-5
        code = f"33.19.0{1 + number % 9}.20{number:02d}"
        pieces[code] = box(west, south, west + 0.01, south + 0.01)
    clean = dissolve_to_kecamatan(gpd.GeoSeries(pieces, crs=4326))
    rounded = simplify(clean, 0.0004, 5)
    for coverage in (clean, rounded):
        whole = shapely.coverage_union_all(coverage.to_numpy())
        assert shapely.coverage_is_valid(coverage.to_numpy())
        assert not find_holes(whole)
        assert whole.area == pytest.approx(0.0025, rel=0.02)


# --- sources -------------------------------------------------------------------------------------------------


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


def drawn() -> list[str]:
    """Kecamatan codes of the boundaries in force."""
    layers = load_layers("batas")
    return [] if layers is None else list(layers.find_labels("kecamatan")["area_code"])


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


# --- ready files ---------------------------------------------------------------------------------------------


def make_file(path: Path, frame: gpd.GeoDataFrame | None = None) -> Path:
    frame = make_strip() if frame is None else frame
    if path.suffix == ".parquet":
        frame.to_parquet(path)
    else:
        frame.to_file(path)
    return path


@pytest.mark.parametrize(
    ("suffix", "epsg"),
    [("geojson", 4326), *((suffix, epsg) for suffix in ("parquet", "shp", "gpkg") for epsg in (4326, 32749))],
)
def test_every_format_and_reference_system_gives_the_same_areas(suffix: str, epsg: int, tmp_path: Path) -> None:
    build_boundaries("33", make_file(tmp_path / f"kudus.{suffix}", make_strip().to_crs(epsg)))
    layers = load_layers("batas")
    assert layers is not None
    labels = layers.find_labels("kecamatan")
    assert list(zip(labels["area_code"], labels["area_name"], labels["parent_code"], strict=True)) == [
        (code, area_index().area_name(code), "33.19") for code in KUDUS
    ]
    assert labels[["west", "south", "east", "north"]].iloc[3].tolist() == pytest.approx(
        [110.3, -6.8, 110.4, -6.7], abs=1e-6
    )
    assert labels["area_km2"].tolist() == pytest.approx([122.2] * 9, abs=0.2)


def test_a_file_by_address_is_read_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    data = make_file(tmp_path / "kudus.geojson").read_bytes()
    monkeypatch.setattr(urllib.request, "urlopen", lambda url, timeout: io.BytesIO(data))
    report = build_boundaries("33", "https://example.org/batas/kudus.geojson?versi=2")
    assert (report.source, report.kecamatan_count) == ("kudus.geojson", 9)


def test_a_file_of_desa_is_dissolved(tmp_path: Path) -> None:
    desa = make_strip(tuple(f"33.19.0{1 + i // 3}.200{1 + i % 3}" for i in range(6)))
    assert build_boundaries("33", make_file(tmp_path / "desa.gpkg", desa)).kecamatan_count == 2
    assert drawn() == ["33.19.01", "33.19.02"]


def test_names_of_kecamatan_and_kabupaten_do_where_there_are_no_codes(tmp_path: Path) -> None:
    frame = make_strip(("33.19.01", "33.22.09", "33.24.08"))
    frame["Kecamatan"] = ["KALIWUNGU", "Kec. Kaliwungu", "Kaliwungu"]
    frame["Kabupaten"] = ["Kudus", "Kabupaten Semarang", "Kendal"]
    expected = [area_index().match_kecamatan("Kaliwungu", kabupaten).code for kabupaten in ("33.19", "33.22", "33.24")]
    build_boundaries("33", make_file(tmp_path / "nama.gpkg", frame.drop(columns="kode")))
    assert drawn() == expected


def test_what_is_unknown_or_missing_is_named(tmp_path: Path) -> None:
    frame = make_strip((*KUDUS[:8], "33.19.77", "34.04.01"))
    report = build_boundaries("33", make_file(tmp_path / "kudus.gpkg", frame))
    layers = load_layers("batas")
    assert report.unknown == ("33.19.77",)
    assert layers is not None and layers.missing == report.missing and KUDUS[8] in report.missing
    assert "Kode tidak dikenal, dilewati: 33.19.77." in report.summary


def test_a_note_beside_the_file_credits_whose_data_it_is(tmp_path: Path) -> None:
    source = make_file(tmp_path / "kudus.geojson")
    build_boundaries("33", source)
    assert attribution() == "Batas wilayah: kudus.geojson, disederhanakan. Bukan acuan batas resmi."
    (tmp_path / "kudus.sumber.txt").write_text("BPS / OCHA COD-AB (2020),\nCC BY-IGO.\n", "utf-8")
    assert build_boundaries("33", source).status == "built"
    assert (
        attribution() == "Batas wilayah: BPS / OCHA COD-AB (2020), CC BY-IGO, disederhanakan. Bukan acuan batas resmi."
    )


def attribution() -> str:
    layers = load_layers("batas")
    return layers.attribution if layers else ""


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("junk.parquet", b"PAR1 not really", "tidak dapat dibaca"),
        ("junk.geojson", b"{", "tidak dapat dibaca"),
        ("empty.gpkg", b"", "tidak dapat dibaca"),
        ("table.csv", b"kode,nama\n33.19.01,Kaliwungu\n", "tidak dapat dibaca"),
    ],
)
def test_a_file_of_another_kind_is_refused(name: str, content: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BoundaryError, match=message):
        build_boundaries("33", tmp_path / name)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda frame: frame.assign(kode=[str(3319010 + i) for i in range(9)]), "kode kecamatan bertitik"),
        (lambda frame: frame.assign(kode=[f"34.04.0{i}" for i in range(9)]), "tidak memuat kecamatan di Jawa Tengah"),
        (lambda frame: frame.set_geometry([Point(110, -7)] * 9), "bukan poligon"),
        (lambda frame: frame.set_crs(3857, allow_override=True), "bukan poligon dalam bujur dan lintang di Indonesia"),
    ],
)
def test_a_file_without_usable_areas_is_refused(change: Any, message: str, tmp_path: Path) -> None:
    with pytest.raises(BoundaryError, match=message):
        build_boundaries("33", make_file(tmp_path / "kudus.gpkg", change(make_strip())))


# --- writing -------------------------------------------------------------------------------------------------


def written(folder: Path) -> dict[str, bytes]:
    """Every file but the lock, the manifest without the day on which it was built."""
    files = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    manifest = json.loads(files.pop("manifest.json"))
    for entry in manifest["sets"].values():
        entry.pop("built_on")
    return files | {"manifest.json": json.dumps(manifest).encode()}


def test_the_browser_gets_one_path_per_area(tmp_path: Path, data_dir: Path) -> None:
    build_boundaries("33", make_file(tmp_path / "kudus.geojson"))
    layers = load_layers("batas")
    assert layers is not None
    name = layers.file_name("kecamatan", "33.19")
    data = (data_dir / "boundaries" / "web" / str(name)).read_bytes()
    assert name == f"kecamatan-33.19-{hashlib.sha256(data).hexdigest()[:12]}.json"
    content = json.loads(data)
    code, own, parent, x, y, *bounds, path = content["areas"][0]
    assert (code, own, parent, bounds) == ("33.19.01", "Kaliwungu", "Kab. Kudus", [0, 0, 9931, 10000])
    assert path == "M9931 10000l-9931 0 0-10000 9931 0z"
    assert (x, y) == (pytest.approx(4965, abs=60), pytest.approx(5000, abs=60))
    assert (content["far"], content["captions"]) == ([], [])
    assert [border[:2] for border in content["borders"]] == [["33.19", ""]]
    assert {layer: sorted(names) for layer, names in layers.files.items()} == {
        "kecamatan": ["33", "33.19"],
        "kabupaten": ["33", "33.19"],
    }
    assert layers.file_name("kecamatan", "33.20") is None


def test_the_same_source_gives_the_same_bytes(tmp_path: Path, data_dir: Path) -> None:
    source = make_file(tmp_path / "kudus.geojson")
    build_boundaries("33", source)
    first = written(data_dir / "boundaries")
    shutil.rmtree(data_dir)
    build_boundaries("33", source)
    assert written(data_dir / "boundaries") == first


def test_a_new_set_is_seen_at_once_and_files_of_the_last_one_stay(tmp_path: Path, data_dir: Path) -> None:
    folder, names = data_dir / "boundaries", []
    for latitude in (-6.8, -6.9, -7.0):
        build_boundaries("33", make_file(tmp_path / f"{-latitude}.geojson", make_strip(KUDUS, latitude)))
        layers = load_layers("batas")
        assert layers is not None and layers.find_bounds("33.19") == pytest.approx(
            (110, latitude, 110.9, latitude + 0.1)
        )
        names.append(layers.file_name("kecamatan", "33.19"))
    assert [(folder / "web" / str(name)).is_file() for name in names] == [False, True, True]
    assert len(list(folder.glob("batas-*"))) == 2


def test_killed_at_any_step_the_old_set_stays_whole(
    tmp_path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = make_file(tmp_path / "old.geojson")
    new = make_file(tmp_path / "new.geojson", make_strip(DEMAK))
    build_boundaries("33", old)
    before = load_layers("batas")
    assert before is not None
    replace, kills = Path.replace, 0
    while drawn() == list(KUDUS):
        left = iter(range(kills))

        def replace_or_die(path: Path, target: Path, left: Any = left) -> Path:
            if next(left, None) is None:
                raise KeyboardInterrupt
            return replace(path, target)

        monkeypatch.setattr(Path, "replace", replace_or_die)
        try:
            build_boundaries("33", new)
        except KeyboardInterrupt:
            after = load_layers("batas")
            assert after is not None and after.files == before.files and after.labels.equals(before.labels)
        kills += 1
    assert kills > 5  # web layers, frames, and the manifest last
    assert drawn() == list(DEMAK)
    assert not list((data_dir / "boundaries").glob(".tmp-*"))


def test_leftovers_of_a_killed_writer_are_removed(tmp_path: Path, data_dir: Path) -> None:
    (data_dir / "boundaries" / ".tmp-killed" / "web").mkdir(parents=True)
    build_boundaries("33", make_file(tmp_path / "kudus.geojson"))
    assert not (data_dir / "boundaries" / ".tmp-killed").exists()


def test_a_second_writer_is_told_to_wait(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layer_files, "_LOCK_SECONDS", 0)
    with layer_files.lock_layers(), pytest.raises(BoundaryError, match="proses lain"):
        build_boundaries("33")


def test_without_boundaries_there_are_no_layers(tmp_path: Path, data_dir: Path) -> None:
    assert load_layers("batas") is None and load_layers("petak") is None
    build_boundaries("33", make_file(tmp_path / "kudus.geojson"))
    next((data_dir / "boundaries").glob("batas-*/labels.parquet")).unlink()
    (data_dir / "boundaries" / "manifest.json").touch()
    assert load_layers("batas") is None
    assert build_boundaries("33", tmp_path / "kudus.geojson").status == "built"
    assert drawn() == list(KUDUS)
    (data_dir / "boundaries" / "manifest.json").write_text("{", "utf-8")
    assert load_layers("batas") is None


def test_maps_of_an_earlier_version_count_as_none_until_they_are_cut_anew(tmp_path: Path, data_dir: Path) -> None:
    build_boundaries("33", make_file(tmp_path / "kudus.geojson"))
    new = written(data_dir / "boundaries")
    manifest = data_dir / "boundaries" / "manifest.json"
    content = json.loads(manifest.read_text())
    for entry in content["sets"].values():
        del entry["format"]
        for names in entry["files"].values():
            for area, name in names.items():
                names[area] = f"old-{name}"
                (data_dir / "boundaries" / "web" / name).rename(data_dir / "boundaries" / "web" / f"old-{name}")
    manifest.write_text(json.dumps(content))
    assert load_layers("batas") is None and load_layers("petak") is None
    assert renew_maps()
    assert written(data_dir / "boundaries") == new
    assert not renew_maps()
