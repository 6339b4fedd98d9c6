"""A deck as files: slides to edit, to project, to hand out; the report of the meeting; the frozen bundle that can be
proved later."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from pora.access import audit
from pora.deck.agenda import Agenda
from pora.deck.model import Deck
from pora.export.archive import write_zip
from pora.export.bundle import describe_bundle, list_tables
from pora.export.docx import write_docx
from pora.export.frames import write_rows
from pora.export.pptx import write_pptx
from pora.export.taking import Taking, mark_deck, note_taking
from pora.locale import _
from pora.progress import Tell, ignore_words
from pora.slides import draw_block_png, draw_handout_pdf, draw_png, draw_slides_pdf

Files = dict[str, bytes]


def file_stem(deck: Deck, kind: str = "paparan") -> str:
    """paparan_33.19_2024-03; a file of synthetic or of exact figures says so in its name."""
    parts = ["contoh-sintetis"] if deck.has_sample else []
    parts += [kind, deck.area_code, deck.period]
    return "_".join([*parts, "TERBATAS"] if deck.version == "exact" else parts)


def make_deck_files(
    deck: Deck,
    agenda: Agenda,
    file_format: str,
    user: str,
    say: Tell = ignore_words,
    template: bytes | None = None,
) -> Files:
    """Name -> bytes of one of DECK_FORMATS; the same deck gives the same bytes, but for who took exact figures and
    when; logged before anyone gets them. `say` names the step that begins. PPTX takes the look of a `template`."""
    taking = note_taking(user)
    deck = mark_deck(deck, taking)
    makers: Mapping[str, Callable[[], Files]] = {
        "pptx": lambda: _make_pptx(deck, say, template),
        "pdf": lambda: _make_pdf(deck, say),
        "png": lambda: _make_png(deck, say),
        "docx": lambda: _make_docx(deck, say),
        "bundle": lambda: {f"{file_stem(deck)}.zip": write_zip(make_bundle_files(deck, agenda, taking, say, template))},
    }
    files = makers[file_format]()
    for name, data in files.items():
        audit.record(
            audit.EXPORT,
            user,
            table="paparan",
            area=deck.area_code,
            period=deck.period,
            format=file_format,
            version=deck.version,
            file=name,
            snapshot=deck.snapshot_id,
            sha256=hashlib.sha256(data).hexdigest(),
        )
    return files


def _make_pptx(deck: Deck, say: Tell, template: bytes | None) -> Files:
    say(_("Menyusun PPTX"))
    return {f"{file_stem(deck)}.pptx": write_pptx(deck, draw_block_png, template)}


def _make_docx(deck: Deck, say: Tell) -> Files:
    say(_("Menyusun laporan"))
    return {f"{file_stem(deck, 'laporan')}.docx": write_docx(deck, draw_block_png)}


def _make_pdf(deck: Deck, say: Tell) -> Files:
    say(_("Menyusun PDF"))
    stem = file_stem(deck)
    return {f"{stem}.pdf": draw_slides_pdf(deck), f"{stem}_catatan.pdf": draw_handout_pdf(deck)}


def _make_png(deck: Deck, say: Tell) -> Files:
    say(_("Menggambar salindia"))
    return {
        f"{file_stem(deck)}_{number:02}_{slide.kind}.png": draw_png(deck, slide)
        for number, slide in enumerate(deck.slides, 1)
    }


def make_tables(deck: Deck) -> Files:
    """The rows behind every block."""
    return {name: write_rows(block.rows) for name, _slide, block in list_tables(deck)}


def make_bundle_files(
    deck: Deck, agenda: Agenda, taking: Taking | None, say: Tell = ignore_words, template: bytes | None = None
) -> Files:
    """All forms of a marked deck with the numbers behind it and what is needed to make it again."""
    pictures = {f"png/{name}": data for name, data in _make_png(deck, say).items()}
    files = (
        _make_pptx(deck, say, template) | _make_pdf(deck, say) | pictures | _make_docx(deck, say) | make_tables(deck)
    )
    return files | describe_bundle(deck, agenda, files, taking, template)
