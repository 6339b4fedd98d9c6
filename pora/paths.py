"""Where everything lies. Reference data is part of the project; the rest is under PORA_DATA_DIR, but for what is made
anew when it is missing: that is under PORA_CACHE_DIR, which several dashboards may share."""

from __future__ import annotations

from pathlib import Path

from pora.config import ROOT, settings

REFERENCE = ROOT / "data" / "reference"
TYPEFACE = ROOT / "pora" / "fonts" / "ibm-plex-sans-latin-wght-normal.woff2"


def warehouse() -> Path:
    """Snapshots, the pointer CURRENT and the writer's lock."""
    return settings().data_dir / "warehouse"


def access_list() -> Path:
    """Who may sign in, kept by the operator."""
    return settings().data_dir / "access.csv"


def ended_sessions() -> Path:
    """Users whose sessions an admin ended, each with the moment."""
    return settings().data_dir / "sessions" / "ended.json"


def intake() -> Path:
    """Accepted files as they came, named by their SHA-256."""
    return settings().data_dir / "intake"


def sample() -> Path:
    """Generated synthetic case tables."""
    return settings().data_dir / "sample"


def compressed() -> Path:
    """Large files as browsers take them, named by their content; may be deleted at any time."""
    return settings().cache_dir / "compressed"


def typefaces() -> Path:
    """Fonts made from others: static ones for drawn slides, the icons of pages; may be deleted at any time."""
    return settings().cache_dir / "typefaces"


def protection_secret() -> Path:
    """What decides by chance which numbers are hidden beside small ones; made at the first use, never to be shown."""
    return settings().data_dir / "protection.secret"


def template() -> Path:
    """The office's own slides, where a presenter put them on the page Paparan."""
    return settings().data_dir / "template.pptx"


def decks() -> Path:
    """Agendas of presenters."""
    return settings().data_dir / "decks"


def saved_views() -> Path:
    """Views that users gave a name."""
    return settings().data_dir / "views"


def audit() -> Path:
    """The log of sign-ins, refusals, exports, uploads and rights."""
    return settings().data_dir / "audit" / "audit.sqlite"


def boundaries() -> Path:
    """Layers for analysis (GeoParquet) and for the browser (`web/`), with manifest.json."""
    return settings().data_dir / "boundaries"
