"""The pinned download: desa polygons of one commit, every file checked against its committed SHA-256."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

import geopandas as gpd
import pandas as pd
from tqdm import tqdm

from etl.boundaries.sql import parse_desa
from pora import paths
from pora.errors import BoundaryError
from pora.locale import _
from pora.reference.areas import area_index

REPOSITORY = "cahyadsn/wilayah_boundaries"
COMMIT = "3c5a7960f4d227a38489094d84252bdbb3f978a5"
CREDIT = f"{REPOSITORY}, MIT © Cahya DSN"
DESCRIPTION = f"github.com/{REPOSITORY}@{COMMIT[:7]}"
DOWNLOAD = f"https://raw.githubusercontent.com/{REPOSITORY}/{COMMIT}"


def read_hashes(province_code: str) -> dict[str, str]:
    """SHA-256 by path of the province's files. BoundaryError for a province without them, and for the country."""
    files = pd.read_csv(paths.REFERENCE / "boundary_files.csv", dtype=str)
    of_province = files[files["path"].str.startswith(f"db/kel/{province_code}/")]
    if of_province.empty:
        raise BoundaryError(
            _("Belum ada unduhan batas wilayah untuk {area}; berikan berkasnya dengan --from.").format(
                area=area_index().area_name(province_code)
            )
        )
    return dict(zip(of_province["path"], of_province["sha256"], strict=True))


def read_desa(hashes: Mapping[str, str], fetch: Callable[[str], bytes]) -> gpd.GeoSeries:
    """Desa polygons by code. BoundaryError where a file is not the one that was pinned: nothing of it is used."""
    desa: dict[str, Any] = {}
    for path, sha256 in tqdm(hashes.items(), desc=_("Batas desa"), leave=False, disable=None):
        data = fetch(path)
        if hashlib.sha256(data).hexdigest() != sha256:
            raise BoundaryError(
                _("Isi berkas batas {path} bukan yang diharapkan (SHA-256 berbeda); tidak ada yang diubah.").format(
                    path=path
                )
            )
        desa.update(parse_desa(data.decode("utf-8"), path))
    return gpd.GeoSeries(desa, crs=4326)
