"""Where the polygons come from: the pinned download, a folder that mirrors it, or a ready file."""

from __future__ import annotations

import hashlib
import http.client
import io
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd

from etl.boundaries import pinned, ready
from pora.errors import BoundaryError
from pora.locale import _

_SECONDS = 30


@dataclass(frozen=True)
class BoundarySource:
    """`read` gives polygons by desa or kecamatan code, EPSG:4326. `fingerprint` changes with any byte of them.
    `credit` says whose they are, for every page that shows them."""

    description: str
    credit: str
    vintage: str
    fingerprint: str
    read: Callable[[], gpd.GeoSeries]


def find_source(province_code: str, given: str | Path | None) -> BoundarySource:
    """The source given (https address, folder or file), else the pinned download; nothing is downloaded yet, but for
    an address. BoundaryError where there is none."""
    if given is None:
        return _pinned(province_code, lambda path: _download(f"{pinned.DOWNLOAD}/{path}"))
    if "://" in str(given):
        return _ready_download(province_code, str(given))
    place = Path(given)
    if place.is_dir():
        return _pinned(province_code, lambda path: _read_mirror(place, path))
    if place.is_file():
        return _ready_file(province_code, place)
    raise BoundaryError(_("Sumber batas wilayah tidak ada: {path}. Periksa nama dan foldernya.").format(path=place))


def _pinned(province_code: str, fetch: Callable[[str], bytes]) -> BoundarySource:
    hashes = pinned.read_hashes(province_code)
    return BoundarySource(
        description=pinned.DESCRIPTION,
        credit=pinned.CREDIT,
        vintage=pinned.COMMIT,
        fingerprint=hashlib.sha256("".join(hashes.values()).encode()).hexdigest(),
        read=lambda: pinned.read_desa(hashes, fetch),
    )


def _ready_file(province_code: str, path: Path) -> BoundarySource:
    # A Shapefile is several files of one name; a note beside any file may say whose data it is.
    note = path.with_suffix(".sumber.txt")
    try:
        companions = sorted(other for other in path.parent.iterdir() if other.name.startswith(f"{path.stem}."))
        data = b"".join(other.read_bytes() for other in companions)
        credit = " ".join(note.read_text("utf-8").split()).rstrip(".") if note.is_file() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise BoundaryError(
            _("Berkas batas {name} tidak dapat dibaca: {reason}").format(name=path.name, reason=error)
        ) from error
    return _ready(path.name, data, credit, lambda: ready.read_areas(path, path.name, province_code))


def _ready_download(province_code: str, url: str) -> BoundarySource:
    name = Path(urllib.parse.urlsplit(url).path).name
    data = _download(url)
    return _ready(name, data, "", lambda: ready.read_areas(io.BytesIO(data), name, province_code))


def _ready(name: str, data: bytes, credit: str, read: Callable[[], gpd.GeoSeries]) -> BoundarySource:
    sha256 = hashlib.sha256(data).hexdigest()
    return BoundarySource(
        description=name, credit=credit or name, vintage=f"sha256:{sha256}", fingerprint=sha256, read=read
    )


def _read_mirror(folder: Path, path: str) -> bytes:
    try:
        return (folder / path).read_bytes()
    except OSError as error:
        raise BoundaryError(_("Berkas batas {path} tidak ada di {folder}.").format(path=path, folder=folder)) from error


def _download(url: str) -> bytes:
    if urllib.parse.urlsplit(url).scheme != "https":
        raise BoundaryError(_("Batas wilayah hanya diunduh lewat https, bukan dari {url}.").format(url=url))
    try:
        with urllib.request.urlopen(url, timeout=_SECONDS) as answer:  # noqa: S310 - https only, see above
            return bytes(answer.read())
    except (OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", None) or error
        raise BoundaryError(
            _("Batas wilayah tidak dapat diunduh dari {host} ({reason}).").format(
                host=urllib.parse.urlsplit(url).hostname, reason=reason
            )
        ) from error
