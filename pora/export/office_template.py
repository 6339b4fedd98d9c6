"""The office's own slides, in whose look PPTX is written: one for all of an installation.

They come from the setting PORA_TEMPLATE, or from the page Paparan, which keeps them in the data folder, readable by its
owner only. Only what could be written in is kept.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pandas as pd

from pora import paths
from pora.access import audit
from pora.config import settings
from pora.deck.model import Bar, Bars, Block, Deck, NumberCard, NumberCards, Sentences, Slide, TextTable, Trend
from pora.errors import UsageError
from pora.export.pptx import write_pptx
from pora.locale import _
from pora.reference.csv_rows import file_version
from pora.whole_files import open_whole

_NO_ROWS = pd.DataFrame()


def read_template() -> bytes | None:
    """The file in use; None where slides have our own look. UsageError where the setting names none."""
    if (path := settings().template) is not None:
        return open_office_file(path)
    try:
        return paths.template().read_bytes()
    except FileNotFoundError:
        return None


def template_version() -> tuple[object, ...] | None:
    """Another one whenever another file is in use; None without one."""
    path = settings().template or paths.template()
    return file_version(path) if path.exists() else None


def open_office_file(path: Path) -> bytes:
    """Raises UsageError where there is none, or none that slides can be written in: before any number is asked for."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(_("Templat '{path}' tidak dapat dibuka. Periksa nama berkasnya.").format(path=path)) from error
    check_template(content)
    return content


def keep_template(user: str, content: bytes) -> None:
    """Puts the file in place of the one before, once a slide of every kind could be written in it. Raises UsageError,
    and changes nothing, where none can; PoraError where it can't be logged."""
    check_template(content)
    audit.record(audit.TEMPLATE, user, sha256=hashlib.sha256(content).hexdigest())
    with open_whole(paths.template()) as file:
        Path(file.name).chmod(0o600)
        file.write(content)


def delete_template(user: str) -> None:
    """Slides have our own look again."""
    audit.record(audit.TEMPLATE, user, is_deleted=1)
    paths.template().unlink(missing_ok=True)


def check_template(content: bytes) -> None:
    """Writes slides of every kind into it. A file that was made to break readers may raise anything on the way."""
    try:
        write_pptx(_make_trial(), lambda _block, _width, _height: b"", content)
    except UsageError:
        raise
    except Exception as error:
        raise UsageError(
            _("Salindia tidak dapat ditulis dengan templat ini. Simpan ulang di PowerPoint, lalu coba lagi.")
        ) from error


def _make_trial() -> Deck:
    """Maps are left out: they are pictures, and need boundaries."""
    blocks: tuple[Block, ...] = (
        NumberCards("angka", _NO_ROWS, "Angka", (NumberCard("Orang asing", "48"),)),
        Bars("batang", _NO_ROWS, "Batang", "Orang asing", (Bar("Jati", 17, "17"),)),
        Trend("garis", _NO_ROWS, "Garis", "Orang asing", ("2024-02", "2024-03"), (47, 48)),
        TextTable("tabel", _NO_ROWS, "Tabel", ("Kecamatan",), (("Jati",),), frozenset()),
        Sentences("butir", _NO_ROWS, "Butir", ("Meminta laporan.",)),
    )
    slides = [Slide("sampul", "sampul", "Judul", (), "", ("Sumber",))]
    slides += [Slide(block.name, "isi", "Judul", (block,), "", ("Sumber",)) for block in blocks]
    slides += [Slide("dua", "isi", "Judul", blocks[1:3], "", ("Sumber",))]
    return Deck("33", "2024-03", "Judul", "Rapat", "id", "contoh", "public", ("PENANDA",), tuple(slides))
