"""What the presentation that is written looks like: our own, or that of an office's template."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from pptx.enum.dml import MSO_THEME_COLOR

from pora import theme
from pora.theme import PALETTES, Palette

Color = MSO_THEME_COLOR | str  # of the theme, or six hex digits


@dataclass(frozen=True)
class Look:
    """`ink` and `accent` stay colours of the theme where they can, so that shapes follow it; `palette` has all as hex
    digits, for what is mixed of them and for pictures. `letter_width`: of the typeface, beside Arial."""

    palette: Palette
    ink: Color = MSO_THEME_COLOR.TEXT_1
    accent: Color = MSO_THEME_COLOR.ACCENT_1
    letter_width: float = 1.0


OWN = Look(PALETTES["light"])
look: ContextVar[Look] = ContextVar("look", default=OWN)


@contextmanager
def writing_in(one: Look) -> Iterator[None]:
    """Everything within is measured and painted for this look; pictures, too."""
    of_look, of_theme = look.set(one), theme.house.set(one.palette)
    try:
        yield
    finally:
        theme.house.reset(of_theme)
        look.reset(of_look)
