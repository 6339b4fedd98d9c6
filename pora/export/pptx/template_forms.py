"""The layouts of a template that our slides stand on: found by what they hold, measured once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER

from pora.deck import layout
from pora.deck.layout import Box
from pora.errors import UsageError
from pora.export.pptx.forms import Base, SlideForm, TitleType
from pora.export.pptx.look import Look
from pora.export.pptx.template_type import find_type, letter_width
from pora.export.pptx.text import UNIT
from pora.export.pptx.theme_colors import ThemeColors, make_palette
from pora.locale import _

_NARROWEST, _WIDEST = 1.3, 2.0  # width over height
_FOOT, _AIR = 64, 14  # units at the foot of the content, for source and marks
_LEAST_WIDTH, _LEAST_HEIGHT = 0.55, 0.4  # of a slide, for all content together
_LEAST_LINE = 0.25, 0.04  # of a slide, width and height of what can be seen of a title or subtitle
_TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}
_CONTENTS = {PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.BODY}
_COVER_TYPES, _ONE_TYPES, _TWO_TYPES = {"title"}, {"obj", "tx"}, {"twoObj", "twoColTx"}
_OWN_TYPES = {None, "cust"}  # a layout that an office drew itself is known by what it holds


@dataclass(frozen=True)
class _Found:
    """A layout with the places that it has."""

    layout: Any
    kind: str | None
    title: Any
    subtitle: Any
    contents: tuple[Any, ...]


def find_base(presentation: Any) -> Base:
    """Raises UsageError with the name of the layout that is missing."""
    if not presentation.slide_height or not presentation.slide_width:
        raise UsageError(_("Templat tidak menyebut ukuran salindianya. Simpan ulang di PowerPoint, lalu coba lagi."))
    if not _NARROWEST <= presentation.slide_width / presentation.slide_height <= _WIDEST:
        raise UsageError(_("Salindia templat harus mendatar, dari 4:3 sampai 16:9."))
    unit = presentation.slide_height / layout.HEIGHT
    size = (presentation.slide_width / unit, float(layout.HEIGHT))
    known = [[_look_at(one) for one in master.slide_layouts] for master in presentation.slide_masters]
    chosen = [_choose(layouts, unit, size) for layouts in known] or [(None, None, None)]
    cover, one, two = max(chosen, key=lambda found: sum(part is not None for part in found))
    if cover is None:
        raise _missing(_("Slide Judul"), "Title Slide", _("judul dan anak judul"))
    if one is None:
        raise _missing(_("Judul dan Konten"), "Title and Content", _("judul dan satu tempat isi yang lapang"))
    if two is None:
        raise _missing(_("Dua Konten"), "Two Content", _("judul dan dua tempat isi yang lapang, berdampingan"))
    scale = unit / UNIT
    first, single, double = (_measure(found, unit, scale) for found in (cover, one, two))
    first = replace(first, footer=_place_cover_foot(first.body, single.footer))
    return Base(presentation, first, single, double, size[0], scale, _find_look(one))


def _missing(name: str, english: str, holds: str) -> UsageError:
    return UsageError(
        _(
            'Templat tidak punya tata letak "{name}" ({english}): {holds}. Tambahkan lewat Tampilan > Master Slide.'
        ).format(name=name, english=english, holds=holds)
    )


def _look_at(slide_layout: Any) -> _Found:
    shapes = [one for one in slide_layout.placeholders if None not in (one.left, one.top, one.width, one.height)]
    upright = [one for one in shapes if one._element.xpath("string(.//p:ph/@orient)") != "vert"]

    def those(kinds: set[Any]) -> list[Any]:
        return [one for one in upright if one.placeholder_format.type in kinds]

    titles, subtitles = those(_TITLES), those({PP_PLACEHOLDER.SUBTITLE})
    contents = sorted(those(_CONTENTS), key=lambda one: one.left)
    return _Found(
        slide_layout,
        slide_layout.element.get("type"),
        titles[0] if titles else None,
        subtitles[0] if subtitles else None,
        tuple(contents),
    )


def _choose(layouts: list[_Found], unit: float, size: tuple[float, float]) -> tuple[_Found | None, ...]:
    """Cover, one place, two places; of those that fit, one that says it is of the kind, else the first."""

    def first(kinds: set[str], count: int) -> _Found | None:
        fitting = [one for one in layouts if _fits(one, kinds, count, unit, size)]
        return min(fitting, key=lambda one: one.kind in _OWN_TYPES, default=None)

    return first(_COVER_TYPES, 0), first(_ONE_TYPES, 1), first(_TWO_TYPES, 2)


def _fits(found: _Found, kinds: set[str], count: int, unit: float, size: tuple[float, float]) -> bool:
    if found.title is None or found.kind not in kinds | _OWN_TYPES:
        return False
    if not _is_seen(_box(found.title, unit), size):
        return False
    if count == 0:
        return found.subtitle is not None and _is_seen(_box(found.subtitle, unit), size)
    if len(found.contents) != count:
        return False
    boxes = [_box(one, unit) for one in found.contents]
    whole = _around(boxes)
    is_apart = all(a.left + a.width <= b.left + 1 for a, b in zip(boxes, boxes[1:], strict=False))
    is_inside = min(whole.left, whole.top) >= -1 and whole.left + whole.width <= size[0] + 1
    is_large = whole.width >= _LEAST_WIDTH * size[0] and min(box.height for box in boxes) >= _LEAST_HEIGHT * size[1]
    return is_apart and is_inside and is_large and whole.top + whole.height <= size[1] + 1


def _is_seen(line: Box, size: tuple[float, float]) -> bool:
    """Whether enough of the place of a title lies on the slide to be read."""
    width = min(line.left + line.width, size[0]) - max(line.left, 0)
    height = min(line.top + line.height, size[1]) - max(line.top, 0)
    return width >= _LEAST_LINE[0] * size[0] and height >= _LEAST_LINE[1] * size[1]


def _box(shape: Any, unit: float) -> Box:
    return Box(shape.left / unit, shape.top / unit, shape.width / unit, shape.height / unit)


def _around(boxes: list[Box]) -> Box:
    left, top = min(box.left for box in boxes), max(box.top for box in boxes)
    right, bottom = max(box.left + box.width for box in boxes), min(box.top + box.height for box in boxes)
    return Box(left, top, right - left, bottom - top)


def _measure(found: _Found, unit: float, scale: float) -> SlideForm:
    """The content ends above its foot, and begins where its text does."""
    title = find_type(found.title)
    largest = round(title.size / scale)
    inset = title.inset[0] / unit, title.inset[1] / unit
    is_cover = not found.contents
    content = find_type(found.subtitle if is_cover else found.contents[0])
    side = content.inset[0] / unit
    whole = _box(found.subtitle, unit) if is_cover else _around([_box(one, unit) for one in found.contents])
    whole = Box(whole.left + side, whole.top, whole.width - 2 * side, whole.height)
    height = whole.height if is_cover else whole.height - _FOOT - _AIR
    return SlideForm(
        layout=found.layout,
        title=_box(found.title, unit),
        title_type=TitleType(
            tuple(range(largest, min(largest, 13), -1)) or (largest,),
            title.is_bold,
            title.is_upper,
            title.spacing,
            inset,
        ),
        body=Box(whole.left, whole.top, whole.width, height),
        footer=Box(whole.left, whole.top + whole.height - _FOOT, whole.width, _FOOT),
        page_index=next(iter(_indexes(found.layout, PP_PLACEHOLDER.SLIDE_NUMBER)), None),
        contents=tuple(one.placeholder_format.idx for one in found.contents),
        body_size=content.size / scale,
        inset=side,
        subtitle_index=found.subtitle.placeholder_format.idx if is_cover else None,
        office_footer=next(_own_footer(found.layout), None),
    )


def _place_cover_foot(subtitle: Box, foot: Box) -> Box:
    """As on the slides that follow, or lower where the subtitle reaches down there."""
    top = max(foot.top, min(subtitle.top + subtitle.height, layout.HEIGHT - _FOOT - _AIR))
    return replace(foot, top=top)


def _indexes(slide_layout: Any, kind: Any) -> Iterator[int]:
    yield from (one.placeholder_format.idx for one in slide_layout.placeholders if one.placeholder_format.type == kind)


def _own_footer(slide_layout: Any) -> Iterator[tuple[int, str]]:
    for one in slide_layout.placeholders:
        if one.placeholder_format.type == PP_PLACEHOLDER.FOOTER and (words := one.text_frame.text.strip()):
            yield one.placeholder_format.idx, words


def _find_look(found: _Found) -> Look:
    """Ink as in the place for content, and a ground, an accent and a width of letters that go with it."""
    colors = ThemeColors(found.layout.slide_master)
    ink = colors.find_ink(find_type(found.contents[0]).fill)
    ground = colors.find_ground(found.layout, ink)
    accent, digits = colors.find_accent(ground, ink)
    return Look(make_palette(ink, ground, digits), colors.name_ink(ink), accent, letter_width(colors.fonts))
