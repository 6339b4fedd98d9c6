"""How often Python looks for objects that only hold each other.

A command makes many that stay, and hardly any in circles: to look after every few hundred new ones took a tenth of a
small load.
"""

from __future__ import annotations

import gc

_NEW_OBJECTS = 100_000


def collect_seldom() -> None:
    """What nothing holds any more goes at once, as ever. For processes that end with their work: the dashboard does not
    import etl."""
    gc.set_threshold(_NEW_OBJECTS)
