"""A ready file: GeoParquet, GeoJSON, Shapefile or GeoPackage with codes, or names, of kecamatan or desa.

The column of codes is found by its content, dotted Kemendagri codes (33.19.01 or 33.19.01.2001), under any heading.
Codes of BPS have no dots and other numbers: they are not read. Without codes, columns of kecamatan and kabupaten
names are looked up by the rules of `pora.reference.areas`; a name that is not certain is left out, never guessed.
"""

from __future__ import annotations

import io
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from pora.errors import BoundaryError
from pora.locale import _
from pora.reference.areas import area_index
from pora.schema import NATION

_CODES = r"\d\d\.\d\d\.\d\d(?:\.\d{4})?"
_KECAMATAN_HEADINGS = ("kecamatan", "nama_kecamatan", "kecamatan_name", "wadmkc", "adm3_en", "name_3", "nama")
_KABUPATEN_HEADINGS = (
    "kabupaten",
    "nama_kabupaten",
    "kabupaten_name",
    "kabkot",
    "wadmkk",
    "adm2_en",
    "name_2",
    "nama_kab",
)
_INDONESIA = (90.0, -15.0, 145.0, 10.0)  # west, south, east, north


def read_areas(file: Path | io.BytesIO, name: str, province_code: str) -> gpd.GeoSeries:
    """Polygons of one province, or of the country, by desa or kecamatan code, EPSG:4326; other provinces in the file
    are passed over.

    BoundaryError for a file that can't be read, has no usable codes or names, or is not in Indonesia."""
    frame = _read(file, name)
    codes = _find_codes(frame)
    if codes is None:
        codes = _find_names(frame, province_code)
    if codes is None:
        raise BoundaryError(
            _(
                "Berkas batas {name} tidak memuat kolom kode kecamatan bertitik (33.19.01), juga tidak kolom nama "
                "kecamatan dan kabupaten."
            ).format(name=name)
        )
    is_wanted = codes != "" if province_code == NATION else codes.str.startswith(f"{province_code}.")
    wanted = is_wanted & frame.geometry.notna()
    if not wanted.any():
        raise BoundaryError(
            _("Berkas batas {name} tidak memuat kecamatan di {area}.").format(
                name=name, area=area_index().area_name(province_code)
            )
        )
    return _make_polygons(frame.geometry[wanted], codes[wanted], name)


def _read(file: Path | io.BytesIO, name: str) -> gpd.GeoDataFrame:
    is_parquet = Path(name).suffix.lower() in (".parquet", ".geoparquet")
    try:
        frame = gpd.read_parquet(file) if is_parquet else _read_layers(file)
        # Without a reference system, coordinates can only be longitude and latitude, which is checked later.
        frame = frame.set_crs(4326) if frame.crs is None else frame.to_crs(4326)
        return frame.reset_index(drop=True)
    except (OSError, ValueError, RuntimeError, AttributeError) as error:
        raise BoundaryError(
            _("Berkas batas {name} tidak dapat dibaca sebagai GeoParquet, GeoJSON, Shapefile atau GeoPackage.").format(
                name=name
            )
        ) from error


def _read_layers(file: Path | io.BytesIO) -> gpd.GeoDataFrame:
    """The file's only layer; of several, the one with the most codes of kecamatan."""
    layers = list(gpd.list_layers(file)["name"])
    frames = []
    for layer in layers:
        if isinstance(file, io.BytesIO):
            file.seek(0)
        frames.append(gpd.read_file(file, layer=layer))
    with_geometry = [frame for frame in frames if isinstance(frame, gpd.GeoDataFrame)]
    return max(with_geometry or frames, key=_count_codes)


def _count_codes(frame: gpd.GeoDataFrame) -> int:
    codes = _find_codes(frame) if isinstance(frame, gpd.GeoDataFrame) else None
    return 0 if codes is None else int((codes != "").sum())


def _find_codes(frame: gpd.GeoDataFrame) -> pd.Series | None:
    """The column with the most dotted codes, codes only; None if no column has any."""
    found = None
    for column in frame.columns.drop(frame.geometry.name):
        text = frame[column].astype("string")
        codes = text.where(text.str.fullmatch(_CODES).fillna(False))
        if codes.notna().sum() > (0 if found is None else found.notna().sum()):
            found = codes
    return found if found is None else found.fillna("")


def _find_names(frame: gpd.GeoDataFrame, province_code: str) -> pd.Series | None:
    columns = {str(column).lower(): column for column in frame.columns}
    kecamatan = next((columns[name] for name in _KECAMATAN_HEADINGS if name in columns), None)
    kabupaten = next((columns[name] for name in _KABUPATEN_HEADINGS if name in columns), None)
    if kecamatan is None or kabupaten is None:
        return None
    index = area_index()
    pairs = zip(frame[kecamatan].astype("string"), frame[kabupaten].astype("string"), strict=True)
    rows = [
        None if pd.isna(one) or pd.isna(other) else index.resolve(None, one, None, other, province_code)
        for one, other in pairs
    ]
    return pd.Series([row.kecamatan_code or "" if row else "" for row in rows], dtype="string")


def _make_polygons(geometry: gpd.GeoSeries, codes: pd.Series, name: str) -> gpd.GeoSeries:
    shapes = shapely.force_2d(geometry.to_numpy())
    west, south, east, north = shapely.total_bounds(shapes)
    inside = _INDONESIA[0] < west and _INDONESIA[1] < south and east < _INDONESIA[2] and north < _INDONESIA[3]
    if not inside or set(shapely.get_type_id(shapes)) - {3, 6}:
        raise BoundaryError(
            _("Isi berkas batas {name} bukan poligon dalam bujur dan lintang di Indonesia.").format(name=name)
        )
    shapes = shapely.make_valid(shapes, method="structure", keep_collapsed=False)
    return gpd.GeoSeries(shapes, index=codes.to_numpy(dtype=object), crs=4326)
