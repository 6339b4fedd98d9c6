"""Was this bundle really made of the numbers of that snapshot? Every number is worked out again and compared."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from pora.access.roles import Scope
from pora.config import LANGUAGES
from pora.deck.agenda import read_agenda
from pora.deck.make import make_deck
from pora.deck.model import Deck, DeckApproval
from pora.errors import PoraError, SnapshotError, UsageError
from pora.export.archive import BROKEN, write_zip
from pora.export.bundle import MANIFEST, describe_makers, list_tables
from pora.export.deck import make_bundle_files, make_tables
from pora.export.office_template import read_template
from pora.export.taking import mark_deck, read_taking
from pora.locale import _, language
from pora.warehouse.db import use_snapshot

_MOST_BYTES = 500_000_000  # unpacked


@dataclass(frozen=True)
class Verdict:
    """`problems` in words, empty for a bundle that is as it was made. `edited`: what the presenter had changed;
    `approvals`: who stands for its months, by the snapshot."""

    snapshot_id: str
    numbers: int = 0
    agreeing: int = 0
    is_identical: bool = False
    problems: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    approvals: tuple[DeckApproval, ...] = ()


def verify_bundle(data: bytes) -> Verdict:
    """UsageError where the file is no bundle at all."""
    try:
        files = _unpack(data)
        manifest = json.loads(files[MANIFEST])
        agenda, version, lang = read_agenda(manifest["agenda"]), manifest["version"], manifest["language"]
        snapshot_id, hashes, made_with = manifest["snapshot_id"], dict(manifest["files"]), dict(manifest["made_with"])
        taking = read_taking(manifest)
    except (*BROKEN, ValueError, KeyError, TypeError, PoraError) as error:
        raise UsageError(
            _("Berkas ini bukan paket paparan yang utuh. Minta salinan baru dari yang membuatnya.")
        ) from error
    if version not in ("exact", "public") or lang not in LANGUAGES:
        raise UsageError(_("Berkas ini bukan paket paparan yang utuh. Minta salinan baru dari yang membuatnya."))
    problems = _check_files(files, hashes)
    token = language.set(lang)
    try:
        deck = mark_deck(make_deck(use_snapshot(str(snapshot_id)), Scope(version), agenda), taking)
        template = read_template() if "template.pptx" in made_with else None
        is_same = made_with == describe_makers(template)
        made = make_bundle_files(deck, agenda, taking, template=template) if is_same else None
        if manifest.get("approvals", []) != [asdict(one) for one in deck.approvals]:
            problems.append(_("Pengesahan yang disebut paket tidak sama dengan yang ada di snapshot."))
        return _compare(data, files, deck, made, problems)
    except SnapshotError as error:
        return Verdict(str(snapshot_id), problems=(*problems, str(error)))
    finally:
        language.reset(token)


def _unpack(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
            raise ValueError("too large")
        return {name: archive.read(name) for name in archive.namelist()}


def _check_files(files: Mapping[str, bytes], hashes: Mapping[str, Any]) -> list[str]:
    """The files against the manifest."""
    problems = [_("{file} tidak ada di paket.").format(file=name) for name in hashes if name not in files]
    for name, content in files.items():
        if name == MANIFEST:
            continue
        if name not in hashes:
            problems.append(_("{file} bukan bagian paket.").format(file=name[:80]))
        elif hashlib.sha256(content).hexdigest() != hashes[name]:
            problems.append(_("{file} berubah sejak paket dibuat.").format(file=name))
    return problems


def _compare(
    data: bytes,
    files: Mapping[str, bytes],
    deck: Deck,
    made: dict[str, bytes] | None,
    problems: list[str],
) -> Verdict:
    """`made` is the whole bundle made again; None where other versions of the libraries would draw it otherwise, so
    that only its numbers can be compared."""
    numbers = agreeing = 0
    tables = made or make_tables(deck)
    for name, _slide, _block in list_tables(deck):
        expected = tables[name]
        counted, equal = _compare_table(files.get(name, b""), expected)
        numbers += counted
        agreeing += equal
        if files.get(name, b"") != expected:
            words = _("{file}: {n} dari {m} angka cocok dengan snapshot.")
            problems.append(words.format(file=name, n=equal, m=counted))
    is_identical = made is not None and write_zip(made) == data
    if made is not None and not is_identical and not problems:
        problems.append(_("Paket tidak sama byte demi byte dengan yang dibuat ulang dari snapshot."))
    edited = tuple(f"{slide.title}: {one}" for slide in deck.slides for one in slide.edited)
    return Verdict(deck.snapshot_id, numbers, agreeing, is_identical, tuple(problems), edited, deck.approvals)


def _compare_table(found: bytes, expected: bytes) -> tuple[int, int]:
    """How many numbers the snapshot gives for a table, and how many of them stand in the same cell of the file."""
    rows, given = _read_cells(expected), _read_cells(found)
    numbers = {place: words for place, words in rows.items() if words.lstrip("-").isdigit()}
    return len(numbers), sum(given.get(place) == words for place, words in numbers.items())


def _read_cells(data: bytes) -> dict[tuple[int, int], str]:
    lines = csv.reader(io.StringIO(data.decode("utf-8", "replace"), newline=""))
    return {(row, column): words for row, line in enumerate(lines) for column, words in enumerate(line)}
