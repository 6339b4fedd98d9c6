"""Backups that only the holder of a key can read, in the format of age (age-encryption.org).

The machine that backs up has the public key alone, so whoever takes the machine has no older backup.
"""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pyrage

from pora.errors import RefusedError, UsageError
from pora.locale import _

SUFFIX = ".age"


def parse_recipient(text: str) -> pyrage.x25519.Recipient:
    """A public key: age1…"""
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as error:
        raise UsageError(
            _("'{text}' bukan kunci publik age (age1…). Buat dengan: age-keygen").format(text=text)
        ) from error


def read_identity(path: Path) -> pyrage.x25519.Identity:
    """The secret key in a file as age-keygen writes it."""
    lines = [line.strip() for line in path.read_text("utf-8").splitlines()]
    try:
        return pyrage.x25519.Identity.from_str(next(line for line in lines if line.startswith("AGE-SECRET-KEY-")))
    except (StopIteration, pyrage.IdentityError) as error:
        raise UsageError(_("{file} bukan berkas kunci age.").format(file=path.name)) from error


@contextmanager
def encrypt_into(file: BinaryIO, recipient: pyrage.x25519.Recipient) -> Iterator[BinaryIO]:
    """What is written to the yielded stream arrives in the file encrypted; nothing lies on disk in the clear."""
    read_end, write_end = os.pipe()
    failures: list[BaseException] = []

    def encrypt() -> None:
        with os.fdopen(read_end, "rb") as plain:
            try:
                pyrage.encrypt_io(plain, file, [recipient])  # type: ignore[arg-type]  # any file will do
            except BaseException as error:
                failures.append(error)

    thread = threading.Thread(target=encrypt)
    thread.start()
    try:
        with os.fdopen(write_end, "wb") as stream:
            yield stream
    except BrokenPipeError:  # the other end says why
        pass
    finally:
        thread.join()
    if failures:
        raise failures[0]


def decrypt(file: BinaryIO, identity: pyrage.x25519.Identity, target: BinaryIO) -> None:
    """Writes the plain content. Raises RefusedError where the key does not fit, or a byte was changed."""
    try:
        pyrage.decrypt_io(file, target, [identity])  # type: ignore[arg-type]  # any file will do
    except (pyrage.DecryptError, OSError) as error:
        if isinstance(error, OSError) and error.errno:
            raise
        raise RefusedError(_("Cadangan tidak dapat dibuka dengan kunci ini, atau isinya rusak.")) from error
    target.seek(0, io.SEEK_SET)
