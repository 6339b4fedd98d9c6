"""An area beside its peers in one sentence: Kab. Kudus 48; tetangga 12 sampai 310; median 35 kabupaten/kota 61."""

from __future__ import annotations

from pora import schema
from pora.locale import _, format_number
from pora.reference.areas import area_index
from pora.reference.places import place_level
from pora.statistics.peers import PeerCell, PeerGroup, Peers, summarise_peers
from pora.wording.counts import level_words, shorten_cell


def describe_peers(peers: Peers) -> str:
    """The area, its neighbours, the median of its level; empty where there is nothing to put beside it. The province of
    neighbours is that of the area: others are not known."""
    parts = [part for part in (_describe_neighbours(peers), _describe_median(peers)) if part]
    return "; ".join([_describe_own(peers), *parts]) if parts else ""


def _describe_own(peers: Peers) -> str:
    own = _("{area} {count}").format(area=_name(peers.own), count=_describe_count(peers.own))
    if peers.whole is None or peers.own.person_count is None or peers.whole.person_count is None:
        return own
    return _("{own} dari {count} di {area}").format(
        own=own, count=_describe_count(peers.whole), area=_name(peers.whole)
    )


def _name(cell: PeerCell) -> str:
    return area_index().area_name(cell.area_code)


def _describe_count(cell: PeerCell) -> str:
    return shorten_cell({"status": cell.status, "person_count": cell.person_count})


def _describe_neighbours(peers: Peers) -> str:
    if not peers.neighbours:
        return ""
    group = summarise_peers(peers.neighbours)
    is_province = place_level(peers.own.area_code) == schema.PROVINSI
    words = _("tetangga {range}") if is_province else _("tetangga seprovinsi {range}")
    sentence = words.format(range=_describe_range(group))
    return f"{sentence} ({missing})" if (missing := _describe_missing(group)) else sentence


def _describe_range(group: PeerGroup) -> str:
    if group.lowest is None or group.highest is None:
        return _("tanpa angka")
    if group.lowest == group.highest:
        return format_number(group.lowest)
    return _("{low} sampai {high}").format(low=format_number(group.lowest), high=format_number(group.highest))


def _describe_missing(group: PeerGroup) -> str:
    """Which of the neighbours have no number: not reported is not zero."""
    if group.number_count == group.area_count:
        return ""
    counts = {"n": format_number(group.reporting_count), "m": format_number(group.area_count)}
    words = _("dari {m} tetangga, {n} melapor").format(**counts)
    if group.hidden_count:
        words += _(", {k} di antaranya disamarkan").format(k=format_number(group.hidden_count))
    return words


def _describe_median(peers: Peers) -> str:
    """Where some of the areas have no number, how many have one."""
    group = summarise_peers(peers.level_areas)
    if group.median is None:
        return ""
    level, code = place_level(peers.own.area_code), peers.own.area_code
    words = {
        "level": level_words()[level].lower(),
        "place": area_index().area_name(schema.NATION if level == schema.PROVINSI else code[:2]),
        "median": format_number(group.median, 0 if group.median.is_integer() else 1),
        "n": format_number(group.number_count),
        "m": format_number(group.area_count),
    }
    if group.number_count == group.area_count:
        return _("median {m} {level} di {place} {median}").format(**words)
    sentence = _("median {level} di {place} {median} ({n} dari {m} ada angkanya").format(**words)
    if group.hidden_count:
        sentence += _(", {k} disamarkan").format(k=format_number(group.hidden_count))
    return f"{sentence})"
