"""A picture and a text for a chat message: public whoever takes them, and logged like any export."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from pora import schema
from pora.access import audit
from pora.access.roles import Scope
from pora.deck.share import ACTIONS_PAGE, make_card
from pora.schema import Cut
from pora.slides.card import draw_card_png
from pora.warehouse.db import Snapshot


@dataclass(frozen=True)
class Share:
    """`picture` is a PNG of 1080 x 1350 pixels, `text` has five lines."""

    file_name: str
    picture: bytes
    text: str


def make_share(snapshot: Snapshot, scope: Scope, page: str, cut: Cut, user: str, kind: str = schema.DEPORTASI) -> Share:
    """Of one of `pora.deck.share.SHARED_PAGES`; logged before anyone gets it. A snapshot gives the same bytes."""
    card = make_card(snapshot, scope, page, cut, kind)
    parts = ["contoh-sintetis"] if card.marks else []
    of_kind = [kind] if page == ACTIONS_PAGE else []
    name = "_".join([*parts, page, *of_kind, card.cut.area_code, card.cut.period]) + ".png"
    share = Share(name, draw_card_png(card), card.text)
    audit.record(
        audit.EXPORT,
        user,
        table="bagikan",
        area=card.cut.area_code,
        period=card.cut.period,
        category=card.cut.category,
        format="png",
        version="public",
        file=name,
        snapshot=card.snapshot_id,
        sha256=hashlib.sha256(share.picture).hexdigest(),
    )
    return share
