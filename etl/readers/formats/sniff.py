"""What kind of file this is, by its content: the name is never believed."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pora.errors import RefusedError
from pora.locale import _, format_number
from pora.temporary import open_temporary_folder

_EMPTY_LINE = re.compile(rb"\n\r?\n")
HEAD_BYTES = 64 * 1024
CHUNK_BYTES = 1024 * 1024
MAX_COLUMNS = 1000
DELIMITERS = (",", ";", "\t", "|")

Container = Literal["text", "zip", "ole", "web"]

# How a table that a system gives out as a web page begins; many leave out the page around it.
_WEB = ("<html", "<!doctype html", "<table", "<div", "<meta", "<style", "<head", "<body", "<center", "<?xml", "<!--")
_WEB_FILE = "mime-version:"

# Content that offices send under the name of a table, by its first bytes in lower case.
_OTHER_KINDS = (
    (b"%pdf", "dokumen PDF"),
    (b"{\\rtf", "dokumen RTF"),
    (b"\x89png", "gambar"),
    (b"\xff\xd8\xff", "gambar"),
    (b"gif8", "gambar"),
    (b"\x1f\x8b", "arsip gzip"),
    (b"rar!", "arsip RAR"),
    (b"7z\xbc\xaf", "arsip 7z"),
    (b"par1", "Parquet"),
    (b"sqlite format", "basis data"),
)


@dataclass(frozen=True)
class TextScan:
    """One pass over a UTF-8 file. `is_regular`: no empty line inside, one kind of line end. `has_formulas`: it may have
    `="33.19.07"`, how a CSV for Excel keeps the text 33.19.07."""

    is_utf8: bool
    has_spaces: bool
    is_regular: bool
    has_formulas: bool


def read_head(path: Path) -> bytes:
    """The first 64 KB. Raises RefusedError when there is no such file, or nothing in it."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError as error:
        raise RefusedError(
            _("Berkas {name} tidak dapat dibuka. Periksa nama dan izinnya.").format(name=path.name)
        ) from error
    if not head.removeprefix(codecs.BOM_UTF8).strip(b"\r\n\t \0"):
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


def decode_all(path: Path, encoding: str) -> tuple[str, str]:
    """The whole text in memory, and the encoding that read it. Raises RefusedError at a NUL character."""
    content = path.read_bytes()
    for candidate in dict.fromkeys((encoding, "cp1252")):
        try:
            text = content.decode(candidate)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            row = text[: text.index("\0")].count("\n") + 1
            raise RefusedError(_nul_message(path, row), "encoding-error")
        return text.removeprefix("\ufeff"), candidate
    raise encoding_refusal(path)


def detect_container(path: Path, head: bytes) -> Container:
    """text, zip (XLSX, ODS), ole (XLS) or web (HTML, MHTML, XML), by the first bytes. Raises RefusedError else."""
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "ole"
    start = head[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for signature, kind in _OTHER_KINDS:
        if start.startswith(signature):
            raise refuse_other_kind(path, kind)
    # As text: a dash in UTF-16 is two bytes, one of them below 32.
    text, _encoding = decode_head(head, detect_encoding(head))
    if text[:1024].lstrip("\ufeff \t\r\n").lower().startswith((*_WEB, _WEB_FILE)):
        return "web"
    control = sum(letter < " " and letter not in "\t\n\r\0" for letter in text)
    if control > len(text) // 100:
        raise RefusedError(
            _("Isi berkas {name} bukan tabel. Kirim sebagai CSV, XLSX, XLS atau ODS.").format(name=path.name),
            "format-error",
        )
    return "text"


def refuse_other_kind(path: Path, kind: str) -> RefusedError:
    return RefusedError(
        _("Berkas {name} berisi {kind}, bukan tabel. Kirim sebagai CSV, XLSX, XLS atau ODS.").format(
            name=path.name, kind=_(kind)
        ),
        "format-error",
    )


def split_line(line: str, delimiter: str) -> list[str]:
    return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]


def scan_text(path: Path) -> TextScan:
    """Reads the file once, in chunks. Raises RefusedError at a NUL byte, with its row."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    has_spaces, is_regular, has_formulas, at_end = False, True, False, False
    ends: set[bool] = set()  # whether pieces have \r
    for lines in _whole_lines(path):
        if b"\0" in lines:
            raise RefusedError(_nul_message(path, _find_nul_row(path)), "encoding-error")
        if not _decodes(decoder, lines):
            return TextScan(is_utf8=False, has_spaces=True, is_regular=False, has_formulas=True)
        has_spaces = has_spaces or b" " in lines
        has_formulas = has_formulas or (b"=" in lines and b'="' in lines)
        ends |= {b"\r" in lines} if b"\n" in lines else set()
        is_regular = is_regular and not at_end and len(ends) < 2 and _are_regular(lines)
        at_end = lines.endswith((b"\n\n", b"\n\r\n")) or not lines.strip(b"\r\n")
    return TextScan(_decodes(decoder, b"", final=True), has_spaces, is_regular, has_formulas)


def _find_nul_row(path: Path) -> int:
    rows = 1
    for lines in _whole_lines(path):
        before, nul, _after = lines.partition(b"\0")
        rows += before.count(b"\n")
        if nul:
            break
    return rows


def _whole_lines(path: Path) -> Iterator[bytes]:
    """The file in pieces of about a megabyte that end with a line. A longer line comes in parts."""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            yield chunk + file.readline(CHUNK_BYTES)


def _are_regular(lines: bytes) -> bool:
    """No empty line before the last line with content, and one kind of line end."""
    content = lines.rstrip(b"\r\n")
    if content.startswith((b"\n", b"\r\n")) or _EMPTY_LINE.search(content):
        return False
    if b"\r" not in lines:
        return True
    pairs = lines.count(b"\r\n")
    return lines.count(b"\r") == pairs == lines.count(b"\n")


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, final: bool = False) -> bool:
    if chunk.isascii() and not decoder.getstate()[0] and not final:
        return True
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _nul_message(path: Path, row: int) -> str:
    return _(
        "Berkas {name} memuat byte NUL pada baris {row}: berkas rusak atau bukan berkas teks. "
        "Buka di aplikasi asalnya dan simpan ulang sebagai CSV atau XLSX."
    ).format(name=path.name, row=format_number(row))


def encoding_refusal(path: Path) -> RefusedError:
    return RefusedError(
        _("Huruf di berkas {name} tidak dapat dibaca. Simpan ulang sebagai CSV UTF-8.").format(name=path.name),
        "encoding-error",
    )


@contextmanager
def as_utf8(path: Path, encoding: str) -> Iterator[Path]:
    """The file itself when it is UTF-8, else a copy in UTF-8 that is gone afterwards.

    Only for tables that are known to hold no personal column: the copy lies on disk.
    """
    if encoding in ("utf-8", "utf-8-sig"):
        yield path
        return
    with open_temporary_folder() as folder:
        copy = folder / path.name
        decoder = codecs.getincrementaldecoder(encoding)(errors="strict")
        try:
            with path.open("rb") as source, copy.open("wb") as target:
                while chunk := source.read(CHUNK_BYTES):
                    target.write(decoder.decode(chunk).encode())
                target.write(decoder.decode(b"", True).encode())
        except (UnicodeDecodeError, UnicodeEncodeError) as error:
            raise encoding_refusal(path) from error
        yield copy
