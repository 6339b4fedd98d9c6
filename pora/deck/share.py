"""What leaves for a chat group: one picture and five lines on what a page shows, always in the public form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from pora import schema
from pora.access.roles import Scope
from pora.deck.make import find_provenance
from pora.deck.model import Block, Content
from pora.deck.months import make_trend_content
from pora.deck.people import make_refugees_content
from pora.deck.places import describe_situation, make_map_content
from pora.deck.reports import describe_completeness
from pora.deck.share_actions import tell_actions
from pora.deck.subject import Subject
from pora.locale import _, language
from pora.schema import Cut
from pora.warehouse.db import Snapshot
from pora.warehouse.peers import read_peers
from pora.wording.counts import shorten_cell
from pora.wording.peers import describe_peers

ACTIONS_PAGE = "penindakan"
_CATEGORIES = {"pengungsi": schema.PENGUNGSI, ACTIONS_PAGE: schema.TINDAKAN}


@dataclass(frozen=True)
class ShareCard:
    """`lines` are two sentences below the title; `footer` says as-of date and source, then what is hidden and the
    snapshot; `marks` what nobody may overlook. Words are in `language`."""

    page: str
    cut: Cut
    head: str
    title: str
    lines: tuple[str, str]
    blocks: tuple[Block, ...]
    footer: tuple[str, str]
    marks: tuple[str, ...]
    language: str
    snapshot_id: str

    @property
    def text(self) -> str:
        """Five lines for a message."""
        month = self.head.rpartition(" · ")[2]
        title = " · ".join((*self.marks, f"{self.title} ({month})"))
        return "\n".join((title, *self.lines, *self.footer))


def make_card(snapshot: Snapshot, scope: Scope, page: str, cut: Cut, kind: str = schema.DEPORTASI) -> ShareCard:
    """Of one of SHARED_PAGES; whatever the scope may see, only the public form is read. `kind` is that of Penindakan,
    whose card is of the year so far."""
    cut = replace(cut, category=_CATEGORIES.get(page, cut.category))
    subject = Subject(snapshot, Scope("public", scope.areas), cut)
    if page == ACTIONS_PAGE:
        time, title, lines, blocks = tell_actions(subject, kind)
    else:
        (finding, blocks), reports = _TELLERS[page](subject), _describe_reports(subject)
        time, title = subject.month, describe_situation(subject)
        lines = (finding, f"{reports}; {_describe_other(subject)}" if page == "ringkasan" else reports)
    provenance = find_provenance(subject)
    return ShareCard(
        page=page,
        cut=cut,
        head=f"{subject.place} · {time}",
        title=title,
        lines=lines,
        blocks=blocks,
        footer=provenance.slide_lines,
        marks=provenance.marks,
        language=language.get(),
        snapshot_id=snapshot.id,
    )


def _describe_reports(subject: Subject) -> str:
    """Who reported: a kecamatan is one of its kabupaten/kota."""
    if subject.level != schema.KECAMATAN:
        return describe_completeness(subject)
    area = replace(subject, cut=replace(subject.cut, area_code=subject.kabupaten_code))
    return _("{place}: {reports}").format(place=area.place, reports=describe_completeness(area))


def _describe_other(subject: Subject) -> str:
    """The other category, whichever is in view: the two are never added up."""
    other = subject.of(schema.ORANG_ASING if subject.category == schema.PENGUNGSI else schema.PENGUNGSI)
    return _("{persons}, dihitung terpisah: {count}").format(persons=other.persons, count=shorten_cell(other.cell))


def _share_summary(subject: Subject) -> tuple[str, tuple[Block, ...]]:
    peers = read_peers(subject.ask, subject.cut)
    found = _make_where(subject)
    return (describe_peers(peers) if peers else "") or found.title, found.blocks[:1]


def _share_map(subject: Subject) -> tuple[str, tuple[Block, ...]]:
    found = _make_where(subject)
    return found.title, found.blocks[:1]


def _share_trend(subject: Subject) -> tuple[str, tuple[Block, ...]]:
    found = _make_months(subject)
    return found.title, found.blocks


def _share_refugees(subject: Subject) -> tuple[str, tuple[Block, ...]]:
    """With the part that has no place, which no map shows."""
    found, table = _make_where(subject), make_refugees_content(subject)
    return found.title, (*(table.blocks[:1] if table else ()), *found.blocks[:1])


def _make_where(subject: Subject) -> Content:
    return make_map_content(subject) or _make_months(subject)


def _make_months(subject: Subject) -> Content:
    """Empty where not even two months have a number."""
    return make_trend_content(subject) or Content(_("Belum ada bulan lain untuk dibandingkan"), (), "")


_TELLERS: Mapping[str, Callable[[Subject], tuple[str, tuple[Block, ...]]]] = {
    "ringkasan": _share_summary,
    "peta": _share_map,
    "tren": _share_trend,
    "pengungsi": _share_refugees,
}
SHARED_PAGES = (*_TELLERS, ACTIONS_PAGE)
