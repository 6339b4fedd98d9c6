"""Reads desa polygons from the INSERT rows of the pinned download.

One row is (code, name, lat, lng, path); path is a JSON list of rings of [lat, lng], one level deeper where a desa has
several parts. Trap: latitude comes first. In the 35 files of Jawa Tengah the first ring of a part is its outline and
the 74 further rings are holes inside it. Rings are combined by the even-odd rule, which comes to the same without
trusting their order or direction.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import reduce
from typing import Any

import numpy as np
import shapely

from pora.errors import BoundaryError
from pora.locale import _

_TEXT = r"'((?:[^'\\]++|''|\\.)*+)'"
_INSERT = re.compile(r"INSERT\s+INTO\s+wilayah_boundaries\s*\(kode,nama,lat,lng,path\)\s*VALUES\s*", re.IGNORECASE)
_ROW = re.compile(rf"\(\s*{_TEXT}\s*,\s*{_TEXT}\s*,[^,']*,[^,']*,\s*{_TEXT}\s*\)\s*([,;])\s*")
_CODE = re.compile(r"\d\d\.\d\d\.\d\d\.\d{4}", re.ASCII)


def parse_desa(sql: str, file_name: str) -> Iterator[tuple[str, Any]]:
    """(desa code, polygon in longitude, latitude) for every row. BoundaryError where a row is not as described."""
    for insert in _INSERT.finditer(sql):
        position, mark = insert.end(), ","
        while mark == ",":
            row = _ROW.match(sql, position)
            if row is None or not _CODE.fullmatch(row[1]):
                raise _unreadable(file_name, sql[position : position + 20])
            try:
                yield row[1], _make_polygon(json.loads(row[3]))
            except (ValueError, TypeError, IndexError, shapely.errors.GEOSException) as error:
                raise _unreadable(file_name, row[1]) from error
            position, mark = row.end(), row[4]


def _unreadable(file_name: str, place: str) -> BoundaryError:
    message = _("Berkas batas {file} tidak dapat dibaca di '{place}'. Unduh ulang berkas itu.")
    return BoundaryError(message.format(file=file_name, place=place.strip()))


def _make_polygon(path: list[Any]) -> Any:
    has_one_part = isinstance(path[0][0][0], int | float)
    parts = [reduce(shapely.symmetric_difference, map(_make_ring, part)) for part in ([path] if has_one_part else path)]
    return parts[0] if len(parts) == 1 else shapely.union_all(parts)


def _make_ring(ring: list[list[float]]) -> Any:
    polygon = shapely.Polygon(np.asarray(ring, dtype=float)[:, ::-1])
    return polygon if polygon.is_valid else shapely.make_valid(polygon, method="structure", keep_collapsed=False)
