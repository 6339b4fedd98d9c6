"""What kind of file this is, by its content: the name is never believed."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from pora.errors import RefusedError
from pora.locale import _, format_number

HEAD_BYTES = 64 * 1024
CHUNK_BYTES = 1024 * 1024
MAX_COLUMNS = 1000
DELIMITERS = (",", ";", "\t", "|")

Kind = Literal["csv", "xlsx", "xls", "ods"]


@dataclass(frozen=True)
class TextScan:
    """One pass over a UTF-8 file. `blank_row` is the first empty line that has content after it."""

    is_utf8: bool
    has_spaces: bool
    blank_row: int | None


def read_head(path: Path) -> bytes:
    """The first 64 KB. Raises RefusedError when there is no such file, or nothing in it."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError as error:
        raise RefusedError(
            _("Berkas {name} tidak dapat dibuka. Periksa nama dan izinnya.").format(name=path.name)
        ) from error
    if not head.strip(b"\r\n\t \0"):
        raise RefusedError(_("Berkas {name} kosong.").format(name=path.name))
    return head


def detect_encoding(head: bytes) -> str:
    """Encoding by byte order mark, by the zero bytes of UTF-16, else UTF-8 (the full pass may still disprove)."""
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    even, odd = head[0::2], head[1::2]
    if even and odd.count(0) > 0.7 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if odd and even.count(0) > 0.7 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return "utf-8"


def decode_head(head: bytes, encoding: str) -> tuple[str, str]:
    """The text of the head and the encoding that read it: cp1252 where UTF-8 fails."""
    for candidate in (encoding, "cp1252"):
        try:
            return codecs.getincrementaldecoder(candidate)().decode(head), candidate
        except UnicodeDecodeError:
            continue
    return head.decode("latin-1"), "latin-1"


def split_line(line: str, delimiter: str) -> list[str]:
    return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]


def scan_text(path: Path) -> TextScan:
    """Reads the file once: is it UTF-8, are there spaces, empty lines inside. Raises RefusedError at a NUL byte."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    has_spaces, blank_row, pending, rows, tail = False, None, None, 0, b""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            if b"\0" in chunk:
                row = rows + chunk[: chunk.index(b"\0")].count(b"\n") + 1
                raise RefusedError(_nul_message(path, row))
            if not _decodes(decoder, chunk):
                return TextScan(False, True, None)
            has_spaces = has_spaces or b" " in chunk
            if blank_row is None:
                window = tail + chunk
                base = rows - tail.count(b"\n")
                blank_row, pending = _find_blank(window, base, pending)
                tail = window[-2:]
                rows += chunk.count(b"\n")
    return TextScan(_decodes(decoder, b"", final=True), has_spaces, blank_row)


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, final: bool = False) -> bool:
    if chunk.isascii() and decoder.getstate()[0] == b"" and not final:
        return True
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _find_blank(window: bytes, base: int, pending: int | None) -> tuple[int | None, int | None]:
    """(row of an empty line with content after it, row of an empty line at the end so far)."""
    if pending is not None:
        return (pending, None) if window.strip(b"\r\n") else (None, pending)
    found = [at for at in (window.find(b"\n\n"), window.find(b"\n\r\n")) if at >= 0]
    if not found:
        return None, None
    row = base + window[: min(found)].count(b"\n") + 2
    return (row, None) if window[min(found) :].strip(b"\r\n") else (None, row)


def _nul_message(path: Path, row: int) -> str:
    return _(
        "Berkas {name} memuat byte NUL pada baris {row}: berkas rusak atau bukan berkas teks. "
        "Buka di aplikasi asalnya dan simpan ulang sebagai CSV atau XLSX."
    ).format(name=path.name, row=format_number(row))


@contextmanager
def as_utf8(path: Path, encoding: str) -> Iterator[Path]:
    """The file itself when it is UTF-8, else a copy in UTF-8 that is gone afterwards.

    Only for tables that are known to hold no personal column: the copy lies on disk.
    """
    if encoding in ("utf-8", "utf-8-sig"):
        yield path
        return
    with TemporaryDirectory(prefix="pora-") as folder:
        copy = Path(folder) / path.name
        decoder = codecs.getincrementaldecoder(encoding)(errors="strict")
        try:
            with path.open("rb") as source, copy.open("wb") as target:
                while chunk := source.read(CHUNK_BYTES):
                    target.write(decoder.decode(chunk).encode())
                target.write(decoder.decode(b"", True).encode())
        except (UnicodeDecodeError, UnicodeEncodeError) as error:
            raise RefusedError(
                _("Huruf di berkas {name} tidak dapat dibaca. Simpan ulang sebagai CSV UTF-8.").format(
                    name=path.name
                )
            ) from error
        yield copy
