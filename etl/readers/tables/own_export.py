"""What the product's own exports hold beside the rows: sheets that describe the table, and counts that were hidden.

The trap: a hidden count is a blank cell with its status beside it, and a blank is read as "belum lapor".
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from etl.readers.texts.headings import normalise_heading
from pora.config import LANGUAGES
from pora.errors import RefusedError
from pora.export.archive import BROKEN
from pora.locale import _, format_number, official, speaking
from pora.schema import DISAMARKAN, STATUS_MARKS
from pora.schema.statistical import ACTIVITY_HEADINGS, INDICATOR_FIELDS, VARIABLE_FIELDS
from pora.temporary import open_temporary_folder

if TYPE_CHECKING:
    from etl.readers.formats.cells import SheetCells
    from etl.readers.tables.sheet_tables import SheetTable

_DATA, _DESCRIPTION = "data.csv", "datapackage.json"
MAX_PACKAGE_BYTES = 2 * 1024**3
HIDDEN = (STATUS_MARKS[DISAMARKAN], DISAMARKAN)
_STATUS = frozenset({"status", "status sel", "cell status"})
_METADATA = "pora:metadata"


def describes_export(grid: SheetCells) -> bool:
    """Whether a sheet is the dictionary, the source or a national form of an export, in any language: no table of
    cases."""
    if not grid.rows:
        return False
    if grid.rows[0].cells in (VARIABLE_FIELDS, INDICATOR_FIELDS, ACTIVITY_HEADINGS):
        return True
    for language in LANGUAGES:
        with speaking(language), official():
            headings = (_("Judul kolom"), _("Nama kolom"), _("Jenis isi"), _("Arti"), _("Nilai yang mungkin"))
        if grid.rows[0].cells == headings:
            return True
    return any(row[0] == _METADATA for row in grid.rows)


def require_no_hidden_counts(file_name: str, table: SheetTable) -> None:
    """A count that an export hid is not "belum lapor". Raises RefusedError where a row says `[c]`."""
    paths = table.block.paths
    places = [at for at, path in paths.items() if len(path) == 1 and is_status_heading(path[0])]
    hidden = [row.number for row, _kind in table.judged if any(row[at] in HIDDEN for at in places)]
    if hidden:
        raise refuse_hidden_count(file_name, hidden[0])


def is_status_heading(heading: str) -> bool:
    """Whether a column says of each count if it was reported, hidden or missing."""
    return normalise_heading(heading) in _STATUS


def refuse_hidden_count(file_name: str, row: int) -> RefusedError:
    message = _(
        "Berkas {name}, baris {row}: jumlahnya disamarkan ([c]), jadi isi berkas ini tidak lengkap. Muat ekspor "
        "dengan angka persis."
    )
    return RefusedError(message.format(name=file_name, row=format_number(row)), "constraint-error")


def is_package(path: Path) -> bool:
    """Whether a zip is a data package of ours."""
    try:
        with zipfile.ZipFile(path) as archive:
            return {_DATA, _DESCRIPTION} <= set(archive.namelist())
    except BROKEN:
        return False


@contextmanager
def open_package(path: Path) -> Iterator[Path]:
    """The table of a data package as a file that is gone afterwards. Raises RefusedError where it is too large, or
    damaged."""
    with open_temporary_folder() as folder:
        table = folder / _DATA
        try:
            _unpack_table(path, table)
        except BROKEN as error:
            message = _("Paket data {name} rusak. Minta salinan baru dari yang membuatnya.")
            raise RefusedError(message.format(name=path.name)) from error
        yield table


def _unpack_table(path: Path, target: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        if archive.getinfo(_DATA).file_size > MAX_PACKAGE_BYTES:
            raise RefusedError(
                _("Isi paket data {name} terlalu besar. Muat data.csv di dalamnya.").format(name=path.name)
            )
        with archive.open(_DATA) as source, target.open("wb") as file:
            shutil.copyfileobj(source, file)
