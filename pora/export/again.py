"""What an exported file was made of, read from the file itself or from the metadata beside it.

The file comes from outside: whatever it says is checked like an argument of a command.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

import pyarrow.parquet as pq
import python_calamine

from pora.access.roles import Scope
from pora.config import LANGUAGES
from pora.errors import UsageError
from pora.export.datapackage import DESCRIPTION
from pora.export.formats import FORMATS
from pora.export.parquet import METADATA_KEY
from pora.export.taking import NOBODY, Taking, read_taking
from pora.export.xlsx import DESCRIPTION_CELL
from pora.locale import _
from pora.reference.places import is_place
from pora.warehouse.queries.request import ExportRequest
from pora.warehouse.snapshots import require_snapshot

_MOST_BYTES = 10_000_000  # of metadata


@dataclass(frozen=True)
class Recipe:
    """`sha256` is known where the metadata lay beside the file; else the file itself is compared."""

    request: ExportRequest
    format: str
    scope: Scope
    snapshot_id: str
    language: str
    sha256: str | None
    taking: Taking


def read_recipe(path: Path) -> Recipe:
    """Raises UsageError for a file that says no such thing, SnapshotError where its snapshot is gone."""
    if path.is_dir():
        raise UsageError(_("{file} adalah folder. Tulis nama berkasnya.").format(file=path))
    if not path.is_file():
        raise UsageError(_("Berkas {file} tidak ditemukan. Periksa nama dan foldernya.").format(file=path.name))
    try:
        recipe = _make_recipe(_read_description(path))
    except Exception as error:  # three parsers of foreign files: no list of what they raise was ever whole
        raise UsageError(
            _("{file} tidak memuat keterangan ekspor. Berikan berkas -metadata.json di sampingnya.").format(
                file=path.name
            )
        ) from error
    require_snapshot(recipe.snapshot_id)
    return recipe


def is_same(recipe: Recipe, like: Path, made: Path) -> bool:
    with made.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    if recipe.sha256 is not None:
        return sha256 == recipe.sha256
    with like.open("rb") as file:
        return sha256 == hashlib.file_digest(file, "sha256").hexdigest()


def _read_description(path: Path) -> Mapping[str, Any]:
    with path.open("rb") as file:
        start = file.read(4)
    if start == b"PAR1":
        return _parse((pq.read_schema(path).metadata or {})[METADATA_KEY])
    if start[:2] != b"PK":
        found = _parse(path.read_bytes())
        return cast(Mapping[str, Any], found.get("pora", found))
    with zipfile.ZipFile(path) as archive:
        if DESCRIPTION in archive.namelist():
            with archive.open(DESCRIPTION) as entry:
                return cast(Mapping[str, Any], _parse(entry.read(_MOST_BYTES))["pora"])
    rows = python_calamine.load_workbook(path).get_sheet_by_index(2).to_python()
    return _parse(next(str(row[1]) for row in rows if row and row[0] == DESCRIPTION_CELL).encode())


def _parse(text: bytes) -> Mapping[str, Any]:
    found = json.loads(text)
    if not isinstance(found, dict):
        raise ValueError
    return found


def _make_recipe(described: Mapping[str, Any]) -> Recipe:
    snapshot_id, version = described["pora:snapshot"], described["pora:version"]
    spoken = described["@context"][1]["@language"]
    areas = described["pora:areas"]
    known = (
        described["pora:format"] in FORMATS
        and version in ("exact", "public")
        and spoken in LANGUAGES
        and re.fullmatch(r"[\w-]+", snapshot_id, re.ASCII)
        and (areas is None or all(is_place(area) for area in areas))
    )
    if not known:
        raise ValueError
    scope = Scope(cast(Literal["exact", "public"], version), None if areas is None else frozenset(areas))
    return Recipe(
        _read_request(described),
        described["pora:format"],
        scope,
        snapshot_id,
        spoken,
        described.get("pora:sha256"),
        read_taking({"taken": described.get("pora:taken")}) or NOBODY,
    )


def _read_request(described: Mapping[str, Any]) -> ExportRequest:
    """What a file that was written before there were arrangements does not say stands at its default."""
    words = [described[f"pora:{name}"] for name in ("table", "period", "area", "category")]
    words += [described.get(f"pora:{name}") for name in ("since", "across", "headings")]
    where, dimensions, measures = (described.get(f"pora:{name}") or {} for name in ("where", "dimensions", "measures"))
    texts = [*where, *where.values(), *dimensions, *measures, *[word for word in words if word is not None]]
    if not all(isinstance(text, str) for text in texts) or words[0] is None:
        raise ValueError
    table, period, area, category, since, across, headings = words
    return ExportRequest(
        table,
        period,
        area,
        category,
        since,
        tuple(where.items()),
        tuple(dimensions),
        tuple(measures),
        across,
        headings,
    )
