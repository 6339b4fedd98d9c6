"""An agenda and a snapshot into a deck."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from pora import schema
from pora.access.roles import Scope
from pora.deck.actions import make_actions_content
from pora.deck.agencies import make_agencies_content
from pora.deck.agenda import COVER, Agenda, Edits, SlidePlan
from pora.deck.agreed import make_agreed_content
from pora.deck.approvals import find_approvals
from pora.deck.changes import make_change_content
from pora.deck.model import Content, Deck, NumberCard, NumberCards, Slide
from pora.deck.month_maps import make_month_maps_content
from pora.deck.months import make_trend_content
from pora.deck.peers import make_peers_content
from pora.deck.people import make_nationalities_content, make_permits_content, make_refugees_content
from pora.deck.permits import make_permit_months_content
from pora.deck.places import make_map_content, make_situation_content, make_top_content
from pora.deck.report import make_report
from pora.deck.reports import make_completeness_content, make_follow_up_content, make_reconciliation_content
from pora.deck.subject import Subject
from pora.errors import UsageError
from pora.locale import _, format_day, language, lower_first
from pora.reference.places import name_place, place_level
from pora.schema.period import last_day
from pora.warehouse import queries
from pora.warehouse.db import Snapshot
from pora.wording.approvals import describe_approval
from pora.wording.provenance import Provenance
from pora.wording.teams import describe_task

SLIDE_MAKERS: Mapping[str, Callable[[Subject], Content | None]] = {
    "tindak_lanjut_lalu": make_agreed_content,
    "situasi": make_situation_content,
    "peta": make_map_content,
    "teratas": make_top_content,
    "tetangga": make_peers_content,
    "tren": make_trend_content,
    "enam_bulan": make_month_maps_content,
    "perubahan": make_change_content,
    "kewarganegaraan": make_nationalities_content,
    "izin_tinggal": make_permits_content,
    "tren_izin": make_permit_months_content,
    "pengungsi": make_refugees_content,
    "penindakan": make_actions_content,
    "kelengkapan": make_completeness_content,
    "rekonsiliasi": make_reconciliation_content,
    "banding_instansi": make_agencies_content,
    "tindak_lanjut": make_follow_up_content,
}
Progress = Callable[[int, int], None]


def make_deck(
    snapshot: Snapshot, scope: Scope, agenda: Agenda, progress: Progress = lambda _done, _total: None
) -> Deck:
    """The deck in the reader's language. A slide that has nothing to say, such as permits where none are detailed, is
    left out. `progress` is told how many of the planned slides are made."""
    subject = Subject(snapshot, scope, schema.Cut(agenda.area_code, agenda.period, schema.ORANG_ASING))
    _require_approved(subject)
    whole = find_provenance(subject)
    slides = []
    for number, plan in enumerate(agenda.slides, 1):
        if (slide := _make_slide(snapshot, scope, agenda, plan)) is not None:
            slides.append(slide)
        progress(number, len(agenda.slides))
    return Deck(
        area_code=agenda.area_code,
        period=agenda.period,
        title=_title(agenda),
        subtitle=_subtitle(agenda),
        language=language.get(),
        snapshot_id=snapshot.id,
        version=scope.version,
        marks=whole.marks,
        slides=tuple(slides),
        has_sample=whole.has_sample,
        report=make_report(subject, slides),
        approvals=find_approvals(
            [replace(subject, cut=cut) for cut in dict.fromkeys(plan.cut for plan in agenda.slides)]
        ),
    )


def _require_approved(subject: Subject) -> None:
    """UsageError for a month that the public form may be without for want of an approval: that nobody reported would
    not be true."""
    if subject.scope.version != "public" or not subject.ask(queries.select_facts).needs_approval:
        return
    if subject.period not in subject.ask(queries.select_periods):
        message = _(
            "{month} tidak ada dalam versi publik: belum dilaporkan, atau belum disahkan semua kantor yang "
            "melaporkannya. Pilih bulan lain, atau sahkan dulu."
        )
        raise UsageError(message.format(month=subject.month))


def _title(agenda: Agenda) -> str:
    place = name_place(agenda.area_code)
    if place_level(agenda.area_code) == schema.KANIM:  # begins with a word that is no name: Wilayah
        place = lower_first(place)
    return _("Orang asing dan pengungsi di {place}").format(place=place)


def _subtitle(agenda: Agenda) -> str:
    return _("{occasion}, keadaan {day}").format(occasion=agenda.subtitle, day=format_day(last_day(agenda.period)))


def _make_slide(snapshot: Snapshot, scope: Scope, agenda: Agenda, plan: SlidePlan) -> Slide | None:
    subject = Subject(snapshot, scope, plan.cut)
    if plan.kind == COVER:
        notes = _("Salam pembuka. Paparan ini memuat angka dari tabel kasus dan angka terbit, masing-masing bersumber.")
        content: Content | None = Content(_title(agenda), (), f"{notes} {describe_task()}")
    else:
        content = SLIDE_MAKERS[plan.kind](subject)
    if content is None:
        return None
    edited, marks = apply_edits(content, plan.edits)
    return Slide(
        plan.key, plan.kind, edited.title, edited.blocks, edited.notes, find_provenance(subject).slide_lines, marks
    )


def find_provenance(subject: Subject) -> Provenance:
    """Of the numbers of a slide."""
    facts = subject.ask(queries.select_facts)
    offices = tuple(subject.offices.values())
    approval = None
    if facts.needs_approval:
        approval = describe_approval(subject.ask(queries.select_approvals), [*subject.offices], subject.period)
    return Provenance(facts.snapshot_id, facts.has_sample, subject.scope.version, subject.period, offices, approval)


def apply_edits(content: Content, edits: Edits) -> tuple[Content, tuple[str, ...]]:
    """The content with what the presenter wrote, and what was changed in words: an edited number says what the data
    say, so that nobody takes it for theirs."""
    marks = []
    if edits.title and edits.title != content.title:
        marks.append(_("Judul disunting penyaji; menurut data: {title}").format(title=content.title))
        content = replace(content, title=edits.title)
    if edits.notes:
        content = replace(content, notes=edits.notes)
    blocks = []
    for block in content.blocks:
        if isinstance(block, NumberCards) and edits.numbers:
            written = (*edits.numbers, *[""] * len(block.numbers))
            changed = tuple(_edit(number, words) for number, words in zip(block.numbers, written, strict=False))
            marks += [
                _("{label} disunting penyaji; menurut data: {words}").format(label=old.label, words=old.words)
                for old, new in zip(block.numbers, changed, strict=True)
                if old.words != new.words
            ]
            block = replace(block, numbers=changed)
        blocks.append(block)
    return replace(content, blocks=tuple(blocks)), tuple(marks)


def _edit(number: NumberCard, words: str) -> NumberCard:
    if not words or words == number.words:
        return number
    return replace(number, words=words, note=_("disunting penyaji; data: {words}").format(words=number.words))
