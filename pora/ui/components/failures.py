"""What a click could not do, in a sentence: the page itself does not run where its callback fails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from pora.errors import PoraError


@contextmanager
def show_failure() -> Iterator[None]:
    try:
        yield
    except PoraError as error:
        st.error(str(error), icon=":material/error:")
