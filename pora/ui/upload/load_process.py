"""Loading from a page: the same command as on the command line, in a process of its own.

Promise: nothing of an upload stays behind but what the command itself keeps. The upload lies in a private folder for
as long as the command runs. Trap: a register holds names, so no line of the command's output is ever logged.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from pora import schema
from pora.access.roles import LOCAL_USER
from pora.config import ROOT
from pora.errors import PoraError, RefusedError
from pora.locale import _
from pora.meters import note_running
from pora.schema.load_report import LoadOptions, LoadReport, parse_reports
from pora.temporary import open_temporary_folder
from pora.ui.sign_in.session import current_user
from pora.ui.upload.turns import wait_for_turn

TIME_LIMIT = 900  # seconds
LONGEST_FILE_NAME = 120
_ANSWERS = (0, 1)  # all accepted; something refused


@dataclass(frozen=True)
class Upload:
    """A file as the browser sent it. `name` is what the user calls it, never a path; `member` is the file in a zip that
    is meant, empty for all. `sha256` is of what was sent."""

    name: str
    content: bytes = field(repr=False)
    member: str = ""
    sha256: str = ""

    def __post_init__(self) -> None:
        if not self.sha256:  # else of the same content: the members of a zip share it
            object.__setattr__(self, "sha256", hashlib.sha256(self.content).hexdigest())

    @property
    def stem(self) -> str:
        """What the file that is meant is called, without its ending."""
        name = self.member.rpartition("/")[2] or self.safe_name
        return name.rpartition(".")[0] or name

    def meant_by(self, report: LoadReport) -> Upload:
        """The file that the report is on: this one, or the file in the zip."""
        start = f"{self.safe_name}/"
        return replace(self, member=report.file.removeprefix(start)) if report.file.startswith(start) else self

    def write_to(self, folder: Path) -> str:
        """Writes it where it is not yet. The path as `load` takes it: it leads into a zip where a member is meant."""
        path = folder / self.sha256 / self.safe_name
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(self.content)
        return f"{path}/{self.member}" if self.member else str(path)

    @property
    def safe_name(self) -> str:
        """The last part of the name, as any file system takes it."""
        base = self.name.replace("\\", "/").rpartition("/")[2]
        kept = "".join(letter for letter in base if letter.isprintable()).strip(" .")[-LONGEST_FILE_NAME:]
        while len(kept.encode("utf-8", "replace")) > LONGEST_FILE_NAME:
            kept = kept[1:]
        return kept or "berkas"


def check_upload(upload: Upload, options: LoadOptions) -> tuple[LoadReport, ...]:
    """Judges one file: one report, or one for each file of a zip. Nothing is written."""
    return _run([upload], options, "--dry-run")


def load_uploads(uploads: Sequence[Upload], options: LoadOptions) -> tuple[LoadReport, ...]:
    """Loads the files at once, in their order: each whole, or not at all unless `accept_partial`."""
    user = current_user()
    return _run(uploads, options if user == LOCAL_USER else replace(options, by=user))


def run_decision(office_code: str, period: str, step: str, reason: str) -> None:
    """Checks, approves or opens again the month of an office, by the command. Raises PoraError with its sentence."""
    given = {schema.CHECKED: ["--checked"], schema.REOPENED: [f"--reopen={reason}"]}.get(step, [])
    user = current_user()
    by = [] if user == LOCAL_USER else [f"--by={user}"]
    command = [sys.executable, "-m", "etl", "approve", f"--office={office_code}", f"--period={period}", *given, *by]
    with wait_for_turn():
        done = subprocess.run(  # noqa: S603 - a list of our own options, no shell
            command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=TIME_LIMIT, check=False
        )
    if done.returncode:
        raise PoraError(_explain_failure(done.stderr))


def make_rejects(upload: Upload, options: LoadOptions) -> bytes:
    """The rejected rows of a file as XLSX, with the reasons, to be mended and loaded again."""
    with open_temporary_folder() as folder:
        rejects = folder / "rejects" / "tolak.xlsx"
        rejects.parent.mkdir()
        _run([upload], options, "--dry-run", f"--rejects={rejects}")
        if not rejects.is_file():
            raise RefusedError(_("Berkas baris yang ditolak tidak dapat dibuat."))
        return rejects.read_bytes()


def _run(uploads: Sequence[Upload], options: LoadOptions, *more: str) -> tuple[LoadReport, ...]:
    """Raises PoraError with the command's own sentence where it gave no report."""
    with open_temporary_folder() as folder:
        files = [upload.write_to(folder) for upload in uploads]
        command = [sys.executable, "-m", "etl", "load", *files, *options.arguments, *more, "--json"]
        try:
            with wait_for_turn(), note_running("pora_checks_running"):
                done = subprocess.run(  # noqa: S603 - a list of our own options, no shell
                    command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=TIME_LIMIT, check=False
                )
        except subprocess.TimeoutExpired:
            raise PoraError(
                _("Berkas terlalu lama diproses dan dihentikan; data yang berlaku tidak berubah. Bagi berkasnya.")
            ) from None
    if done.returncode in _ANSWERS and done.stdout.strip():
        with suppress(ValueError):
            return parse_reports(done.stdout)
    raise PoraError(_explain_failure(done.stderr))


def _explain_failure(stderr: str) -> str:
    """The last line where it was meant for users; a traceback may hold anything and is not shown."""
    lines = stderr.strip().splitlines()
    if lines and "Traceback" not in stderr:
        return lines[-1]
    return _("Berkas gagal diproses; data yang berlaku tidak berubah. Beri tahu pengelola.")


def translate_for_page(message: str) -> str:
    """A message of the command in words of the page: its options are fields and buttons here."""
    words = {
        "--drop-personal": _("tombol “Buang kolom data pribadi”"),
        "--accept-partial": _("tombol “Muat baris yang benar saja”"),
        "--replace": _("kotak “Ganti laporan yang lebih lengkap”"),
        "--any-period": _("kotak “Terima periode yang jauh”"),
        "--kabupaten": _("pilihan “Kabupaten/kota”"),
        "--office": _("pilihan “Kantor pengirim”"),
        "--period": _("pilihan “Periode”"),
        _("perintah muat"): _("pilihan di halaman ini"),
    }
    for option, word in words.items():
        message = message.replace(option, word)
    return message
