"""What an office says once of its statistical activity (MS-Keg): metadata-kegiatan.toml in the data folder. A filled
example lies in data/reference/."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from pora.config import settings
from pora.errors import UsageError
from pora.locale import _
from pora.reference.spelling import shorten
from pora.schema.statistical import ACTIVITY_FIELDS

FILE_NAME = "metadata-kegiatan.toml"


def read_activity() -> list[tuple[str, str]]:
    """(name of the field, what the office wrote), all fields in their order; empty where it wrote nothing. UsageError,
    naming the file, for a key that there isn't and for what is no text."""
    path = settings().data_dir / FILE_NAME
    written = _read(path)
    for key, value in written.items():
        if key not in ACTIVITY_FIELDS:
            message = _("{file}: '{key}' tidak dikenal. Yang ada: {known}.")
            raise UsageError(message.format(file=path, key=shorten(key), known=", ".join(ACTIVITY_FIELDS)))
        if not isinstance(value, str):
            raise UsageError(_("{file}: tulis isi '{key}' di antara tanda kutip.").format(file=path, key=key))
    return [(name, " ".join(str(written.get(key, "")).split())) for key, name in ACTIVITY_FIELDS.items()]


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(_("{file} tidak dapat dibaca: {reason}.").format(file=path, reason=reason)) from error
    except UnicodeDecodeError as error:
        raise UsageError(_("{file} bukan teks UTF-8. Simpan sebagai UTF-8.").format(file=path)) from error
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))  # the rest is English
        message = _("{file} bukan TOML yang utuh (baris {line}). Bandingkan dengan contohnya di data/reference/.")
        raise UsageError(message.format(file=path, line=line[1] if line else _("terakhir"))) from error
