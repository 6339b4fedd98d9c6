"""A field for files, in the reader's language: Streamlit has two of its words in English only."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from pora.locale import _

_WORDS = Markup("""<style>
[data-testid="stFileUploaderDropzone"] button p { font-size: 0 }
[data-testid="stFileUploaderDropzoneInstructions"] span { font-size: 0 }
[data-testid="stFileUploaderDropzone"] button p::after { content: "%s"; font-size: 0.875rem }
[data-testid="stFileUploaderDropzoneInstructions"] span::after { content: "%s"; font-size: 0.875rem }
</style>""")


def translate_uploader() -> None:
    """Stands before the st.file_uploader of a page."""
    st.html(_WORDS % (_("Pilih berkas"), _("atau seret ke sini")))
