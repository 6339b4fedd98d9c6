"""XLSX, XLS and ODS to grids, read by a process of its own: bounded memory and time, whatever the file holds."""

from __future__ import annotations

import json
import subprocess  # noqa: S404 - our own worker, no shell
import sys
from pathlib import Path
from typing import Any, Literal

from etl.readers.formats.cells import Merge, SheetCells, SheetRow, too_many_columns
from etl.readers.formats.sniff import MAX_COLUMNS
from pora.config import ROOT
from pora.errors import RefusedError
from pora.locale import _, format_number

# Isolated (-I): nothing that lies about, only the packages of this interpreter and the worker's own.
_START = "import sys; sys.path.insert(0, sys.argv.pop(1)); from etl.workbooks.worker import main; main()"
MAX_FILE_BYTES = 50 * 1024 * 1024
MAX_SECONDS = 90

WorkbookKind = Literal["xlsx", "xls", "ods"]


def read_workbook(path: Path) -> tuple[list[SheetCells], WorkbookKind]:
    """All sheets, hidden ones too, and the kind of file. Raises RefusedError with one sentence."""
    if path.stat().st_size > MAX_FILE_BYTES:
        raise RefusedError(_too_big(path))
    answer = _run_worker(path)
    if error := answer.get("error"):
        raise RefusedError(_explain(path, error), "format-error")
    return [_as_grid(path, sheet) for sheet in answer["sheets"]], answer["kind"]


def _run_worker(path: Path) -> dict[str, Any]:
    command = [sys.executable, "-I", "-c", _START, str(ROOT), str(path.resolve())]
    try:
        done = subprocess.run(command, capture_output=True, timeout=MAX_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return {"error": "too_big"}
    if done.returncode != 0 or not done.stdout:
        return {"error": "too_big" if done.returncode < 0 else "broken"}
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _as_grid(path: Path, sheet: dict[str, Any]) -> SheetCells:
    rows = tuple(SheetRow(number + 1, tuple(cells)) for number, cells in sheet["rows"])
    for row in rows:
        if len(row.cells) > MAX_COLUMNS:
            raise too_many_columns(path.name, row.number)
    merges = tuple(Merge(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in sheet["merged"])
    hidden_rows = frozenset(number + 1 for number in sheet["hidden_rows"])
    return SheetCells(
        sheet["name"],
        rows,
        merges,
        sheet["hidden"],
        hidden_rows,
        frozenset(sheet["hidden_columns"]),
        frozenset((row + 1, column) for row, column in sheet["struck"]),
        {(row + 1, column): text for row, column, text in sheet["shown"]},
    )


def _too_big(path: Path) -> str:
    return _(
        "Berkas {name} terlalu besar atau isinya mengembang tidak wajar; batasnya {limit} MB. "
        "Kirim hanya lembar tabelnya, atau sebagai CSV rapi."
    ).format(name=path.name, limit=format_number(MAX_FILE_BYTES // 2**20))


def _explain(path: Path, error: str) -> str:
    messages = {
        "too_big": _too_big(path),
        "entities": _("Berkas {name} memuat entitas XML dan tidak dibuka. Simpan ulang dari program lembar kerja."),
        "locked": _("Berkas {name} terkunci kata sandi. Simpan ulang tanpa kata sandi."),
        "not_a_workbook": _("Berkas {name} bukan lembar kerja. Kirim sebagai CSV, XLSX, XLS atau ODS."),
        "broken": _("Berkas {name} rusak atau bukan lembar kerja. Buka di program lembar kerja dan simpan ulang."),
    }
    return messages[error].format(name=path.name)
