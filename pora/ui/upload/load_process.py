"""Loading from a page: the same command as on the command line, in a process of its own.

Promise: nothing of an upload stays behind but what the command itself keeps. The upload lies in a private folder for
as long as the command runs. Trap: a register holds names, so no line of the command's output is ever logged.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from pora.access.roles import LOCAL_USER
from pora.config import ROOT
from pora.errors import PoraError, RefusedError
from pora.locale import _
from pora.ui.sign_in.session import current_user

TIME_LIMIT = 900  # seconds
LONGEST_NAME = 120
PERSONAL_DATA = "personal-data"
_ANSWERS = (0, 1)  # all accepted; something refused
_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$:<>&])")
T = TypeVar("T")


@dataclass(frozen=True)
class Upload:
    """A file as the browser sent it. `name` is what the user calls it, never a path."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def safe_name(self) -> str:
        """The last part of the name, as any file system takes it."""
        base = self.name.replace("\\", "/").rpartition("/")[2]
        kept = "".join(letter for letter in base if letter.isprintable()).strip(" .")[-LONGEST_NAME:]
        while len(kept.encode("utf-8", "replace")) > LONGEST_NAME:
            kept = kept[1:]
        return kept or "berkas"


@dataclass(frozen=True)
class LoadChoices:
    """What the user says beside the file; None where it stands in the file."""

    office: str
    period: str | None = None
    kabupaten: str | None = None
    accept_partial: bool = False
    drop_personal: bool = False

    @property
    def arguments(self) -> list[str]:
        given = ["--office", self.office]
        given += ["--period", self.period] if self.period else []
        given += ["--kabupaten", self.kabupaten] if self.kabupaten else []
        given += ["--accept-partial"] if self.accept_partial else []
        return given + (["--drop-personal"] if self.drop_personal else [])


@dataclass(frozen=True)
class RowProblem:
    """One error, where the office finds it. `row` is None where it concerns the whole file."""

    sheet: str | None
    row: int | None
    column: str | None
    value: str | None
    code: str
    message: str


@dataclass(frozen=True)
class PartChange:
    """One part of the file against what is in force; None where nothing is reported."""

    period: str
    category: str
    kabupaten_code: str | None
    kabupaten_name: str | None
    before: int | None
    after: int | None


@dataclass(frozen=True)
class LoadResult:
    """What the command answered. rows_in = accepted + rejected; `errors` may be cut, `error_count` is whole."""

    file: str
    batch_id: str | None
    rows_in: int
    accepted: int
    rejected: int
    loaded: bool
    unchanged: bool
    error_count: int
    errors: tuple[RowProblem, ...]
    warnings: tuple[str, ...]
    found: tuple[str, ...]
    changes: tuple[PartChange, ...]

    @property
    def holds_personal_data(self) -> bool:
        return any(error.code == PERSONAL_DATA for error in self.errors)

    @property
    def concerns_whole_file(self) -> bool:
        """No single row can be mended or left out."""
        return any(error.row is None for error in self.errors)


def check_upload(upload: Upload, choices: LoadChoices) -> LoadResult:
    """Judges the file; nothing is written."""
    return _run(upload, choices, ["--dry-run"])


def load_upload(upload: Upload, choices: LoadChoices) -> LoadResult:
    """Loads the file; whole, or not at all unless `accept_partial`."""
    user = current_user()
    return _run(upload, choices, [] if user == LOCAL_USER else [f"--by={user}"])


def make_rejects(upload: Upload, choices: LoadChoices) -> bytes:
    """The rejected rows of a file as XLSX, with the reasons, to be mended and loaded again."""
    with tempfile.TemporaryDirectory(prefix="pora-") as folder:
        rejects = Path(folder) / "rejects" / "tolak.xlsx"
        rejects.parent.mkdir()
        _run(upload, choices, ["--dry-run", "--rejects", str(rejects)])
        if not rejects.is_file():
            raise RefusedError(_("Berkas baris yang ditolak tidak dapat dibuat."))
        return rejects.read_bytes()


def _run(upload: Upload, choices: LoadChoices, options: list[str]) -> LoadResult:
    """Raises PoraError with the command's own sentence where it gave no report."""
    with tempfile.TemporaryDirectory(prefix="pora-") as folder:
        path = Path(folder) / upload.safe_name
        path.write_bytes(upload.content)
        command = [sys.executable, "-m", "etl", "load", str(path), *choices.arguments, *options, "--json"]
        try:
            done = subprocess.run(  # noqa: S603 - a list of our own options, no shell
                command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=TIME_LIMIT, check=False
            )
        except subprocess.TimeoutExpired:
            raise PoraError(
                _("Berkas terlalu lama diproses dan dihentikan; data yang berlaku tidak berubah. Bagi berkasnya.")
            ) from None
    if done.returncode in _ANSWERS and done.stdout.strip():
        return parse_result(done.stdout)
    raise PoraError(_explain_failure(done.stderr))


def parse_result(text: str) -> LoadResult:
    """The JSON object of `load --json`. Raises PoraError where it is not one."""
    try:
        answer = json.loads(text)
        parts: dict[str, Any] = {
            "errors": tuple(_make(RowProblem, error) for error in answer["errors"]),
            "warnings": tuple(answer["warnings"]),
            "found": tuple(answer["found"]),
            "changes": tuple(_make(PartChange, change) for change in answer["changes"]),
        }
        return _make(LoadResult, answer | parts)
    except (ValueError, KeyError, TypeError) as error:
        raise PoraError(_explain_failure("")) from error


def _make(kind: type[T], values: dict[str, Any]) -> T:
    """A dataclass from the keys that it knows; more keys are of no concern here."""
    return kind(**{field.name: values[field.name] for field in fields(kind)})  # type: ignore[arg-type]


def _explain_failure(stderr: str) -> str:
    """The last line where it was meant for users; a traceback may hold anything and is not shown."""
    lines = stderr.strip().splitlines()
    if lines and "Traceback" not in stderr:
        return lines[-1]
    return _("Berkas gagal diproses; data yang berlaku tidak berubah. Beri tahu pengelola.")


def say_for_page(message: str) -> str:
    """A message of the command in words of the page: its options are fields and buttons here."""
    words = {
        "--drop-personal": _("tombol “Buang kolom data pribadi”"),
        "--accept-partial": _("tombol “Muat baris yang benar saja”"),
        "--kabupaten": _("pilihan “Kabupaten/kota”"),
        "--office": _("pilihan “Kantor pengirim”"),
        "--period": _("pilihan “Periode”"),
    }
    for option, word in words.items():
        message = message.replace(option, word)
    return message


def show_plainly(text: str) -> str:
    """Text out of a file for Streamlit's Markdown: every mark as a mark, so that no link or image comes of it."""
    return _MARKS.sub(r"\\\1", text)
