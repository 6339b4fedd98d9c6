"""Pages as one reader gets them: everything that goes to the browser, as text that can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import Any

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from pora.access.roles import Scope
from pora.config import ROOT
from pora.ui.parts import data
from pora.warehouse import db

PAGES = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "pages").glob("*/*.py"))

# Every AppTest looks through all installed packages for components, at every page two thirds of its time.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


class _Open:
    """A box whose contents are made and sent when it is opened: open."""

    open = True

    def __init__(self, box: Any) -> None:
        self._box = box

    def __enter__(self) -> Any:
        return self._box.__enter__()

    def __exit__(self, *error: Any) -> Any:
        return self._box.__exit__(*error)


def read_as(scope: Scope, patch: pytest.MonkeyPatch) -> None:
    """From here on the reader has this scope; every box of a page is open, and no link leads to another page."""
    patch.setattr(data, "_own_scope", lambda: scope)
    patch.setattr(st, "page_link", lambda *_args, **_options: None)
    patch.setattr(st, "expander", lambda *_args, **_options: _Open(st.container()))
    patch.setattr(st, "popover", lambda *_args, **_options: _Open(st.container()))


def forget() -> None:
    """Drops what was kept of a snapshot, which the next one may share its name with."""
    for kept in (db._open, data._cached, data._made):
        kept.cache_clear()


def run_page(page: str, **parameters: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / page), default_timeout=120)
    for name, value in parameters.items():
        app.query_params[name] = value
    return app.run()


def read_sent(app: AppTest) -> str:
    """Every element in its order: texts, tables, figures with their words, addresses of links."""
    assert (list(app.exception), list(app.error)) == ([], [])
    sent = "\n".join(f"{one.type}: {one.proto}" for one in _walk(app._tree)) + repr(app.query_params)
    return re.sub(r'file_id: "[0-9a-f]{32}"', "", sent)  # of a download button: drawn by lot


def holds(text: str, number: int) -> bool:
    """Whether the number stands in it by itself: not as part of a longer one, a hash or the name of a snapshot."""
    text = re.sub(r"\\[0-7]{3}", " ", text)  # a byte of a dash or a space, as protobuf prints it
    return re.search(rf"(?<![0-9a-f-]){number}(?![0-9a-f])", text) is not None


def read_words(app: AppTest) -> list[str]:
    """What each element says, without marks of HTML, styles and escapes of Markdown, in their order; of a box to choose
    in, its label."""
    bodies = [str(getattr(one.proto, "body", "") or getattr(one.proto, "label", "")) for one in _walk(app._tree)]
    plain = [re.sub(r"<style>.*?</style>|<[^>]+>", " ", body, flags=re.DOTALL) for body in bodies]
    plain = [re.sub(r"\\([^\w\s])", r"\1", body) for body in plain]
    return [words for words in (" ".join(unescape(one).split()) for one in plain) if words]


def _walk(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        if hasattr(child, "children"):
            yield from _walk(child)
        else:
            yield child
