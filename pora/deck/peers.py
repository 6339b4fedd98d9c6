"""The slide on an area among its neighbours."""

from __future__ import annotations

import pandas as pd

from pora.deck.model import Bar, Bars, Content
from pora.deck.subject import Subject
from pora.locale import _
from pora.statistics.measures import count_measure
from pora.statistics.peers import PeerCell, Peers
from pora.warehouse.peers import read_peers
from pora.wording.alt_text import describe_bars
from pora.wording.counts import shorten_cell
from pora.wording.peers import describe_peers

MOST_BARS = 10


def make_peers_content(subject: Subject) -> Content | None:
    """The area and its neighbours, the largest first, then those without a number; None where no boundaries tell of
    any."""
    peers = read_peers(subject.ask, subject.cut)
    if peers is None or not peers.neighbours:
        return None
    cells = _choose_cells(peers)
    bars = tuple(
        Bar(cell.area_name, cell.person_count, _shorten(cell), "own" if cell is peers.own else "rest") for cell in cells
    )
    rows = pd.DataFrame([vars(cell) for cell in cells]).astype({"person_count": "Int64"})
    measure, title = count_measure(subject.category), describe_peers(peers)
    alt = describe_bars(rows.rename(columns={"person_count": "value"}), measure)
    notes = _("{title}. Bertetangga berarti berbatasan darat, dalam provinsi yang sama; yang belum lapor bukan nol.")
    return Content(title, (Bars("tetangga", rows, alt, measure.title, bars),), notes.format(title=title))


def _choose_cells(peers: Peers) -> list[PeerCell]:
    """The area always; of more neighbours than there is room for the largest."""
    near = sorted(peers.neighbours, key=_rank)[: MOST_BARS - 1]
    return sorted([peers.own, *near], key=_rank)


def _rank(cell: PeerCell) -> tuple[bool, int]:
    return cell.person_count is None, -(cell.person_count or 0)


def _shorten(cell: PeerCell) -> str:
    return shorten_cell({"status": cell.status, "person_count": cell.person_count})
