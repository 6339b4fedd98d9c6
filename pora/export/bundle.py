"""What lies beside the slides in a frozen bundle: the manifest, the data package, a page to read first."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from importlib.metadata import version
from typing import Any

from pora.deck.agenda import Agenda
from pora.deck.approvals import describe_deck_approval
from pora.deck.model import Block, Deck, Slide
from pora.export.frames import describe_columns
from pora.export.taking import Taking, write_taking
from pora.locale import _
from pora.locale.house import terms
from pora.schema import STATUS_MARKS

MANIFEST, PACKAGE, README = "manifest.json", "datapackage.json", "BACA-DULU.txt"
_LIBRARIES = ("matplotlib", "python-docx", "python-pptx")
_TYPES = {"BIGINT": "integer", "INTEGER": "integer", "DOUBLE": "number", "BOOLEAN": "boolean"}


def list_tables(deck: Deck) -> Iterator[tuple[str, Slide, Block]]:
    """The rows behind every block: name of the file, slide, block; in the order of the slides."""
    for number, slide in enumerate(deck.slides, 1):
        for block in slide.blocks:
            yield f"data/{number:02}_{block.name}.csv", slide, block


def describe_makers(template: bytes | None) -> dict[str, str]:
    """What draws slides and report, the words of the house and the office's template: the same ones draw the same
    bytes."""
    house = {"terms.csv": repr(terms.get()).encode()} if terms.get() else {}
    own = house | ({"template.pptx": template} if template is not None else {})
    return {name: version(name) for name in _LIBRARIES} | {
        name: hashlib.sha256(content).hexdigest() for name, content in own.items()
    }


def describe_bundle(
    deck: Deck, agenda: Agenda, files: Mapping[str, bytes], taking: Taking | None, template: bytes | None
) -> dict[str, bytes]:
    """The files that describe the others; the manifest is the last, since it names all."""
    described = {README: _write_readme(deck), PACKAGE: _write_json(_describe_package(deck, files))}
    return described | {
        MANIFEST: _write_json(_describe_manifest(deck, agenda, {**files, **described}, taking, template))
    }


def _write_json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=2).encode() + b"\n"


def _describe_manifest(
    deck: Deck, agenda: Agenda, files: Mapping[str, bytes], taking: Taking | None, template: bytes | None
) -> dict[str, Any]:
    """All that is needed to make the bundle again, and what came out of it."""
    return {
        "product": "Dasbor Pora",
        "snapshot_id": deck.snapshot_id,
        "version": deck.version,
        "language": deck.language,
        "agenda": agenda.to_json(),
        **write_taking(taking, deck.version),
        **({"approvals": [asdict(one) for one in deck.approvals]} if deck.approvals else {}),
        "made_with": describe_makers(template),
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
    }


def _describe_package(deck: Deck, files: Mapping[str, bytes]) -> dict[str, Any]:
    """A Frictionless Data Package of the tables."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": f"paparan-{deck.area_code}-{deck.period}".lower(),
        "title": f"{deck.title}. {deck.subtitle}",
        "description": "; ".join([*deck.marks, *dict.fromkeys(line for one in deck.slides for line in one.footer)]),
        "snapshot_id": deck.snapshot_id,
        "resources": [
            {
                "name": name.removeprefix("data/").removesuffix(".csv"),
                "path": name,
                "title": slide.title,
                "description": block.alt,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "hash": f"sha256:{hashlib.sha256(files[name]).hexdigest()}",
                "schema": {
                    "fields": [
                        {
                            "name": column.name,
                            "type": _TYPES.get(column.sql_type, "string"),
                            "title": column.label,
                            "description": column.description,
                        }
                        for column in describe_columns(block.rows)
                    ],
                    "missingValues": [""],
                },
            }
            for name, slide, block in list_tables(deck)
        ],
    }


def _write_readme(deck: Deck) -> bytes:
    marks = ", ".join(f"{mark} {words}" for mark, words in _mark_words().items())
    lines = [
        deck.title,
        deck.subtitle,
        *deck.marks,
        "",
        _("Paket ini dibekukan dari snapshot {id}.").format(id=deck.snapshot_id),
        _("PPTX: salindia yang dapat disunting. PDF: salindia, dan lembar bercatatan. PNG: satu gambar per salindia."),
        _("DOCX: laporan kegiatan; kolom yang kosong diisi kantor."),
        _("Folder data: angka di balik tiap salindia (CSV); datapackage.json menerangkan kolomnya."),
        _("Kolom status: {marks}. Sel tanpa angka bukan nol.").format(marks=marks),
        _("Periksa keaslian angka dengan: python -m etl verify BERKAS.zip"),
    ]
    if deck.approvals:
        lines += ["", _("Pengesahan:"), *map(describe_deck_approval, deck.approvals)]
    edited = [f"{slide.title}: {one}" for slide in deck.slides for one in slide.edited]
    if edited:
        lines += ["", _("Disunting penyaji:"), *edited]
    return "".join(f"{line}\r\n" for line in lines).encode()


def _mark_words() -> dict[str, str]:
    words = (_("disamarkan"), _("belum lapor"), _("tidak berlaku"))
    return dict(zip(STATUS_MARKS.values(), words, strict=True))
