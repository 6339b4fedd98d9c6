"""A file of an office as template: opened with care, emptied of slides, measured.

Promise: what is written in a template holds of it the masters, layouts, theme and typefaces, and nothing of its slides,
notes, comments, properties, macros or editors.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from pora.errors import UsageError
from pora.export.archive import BROKEN, write_zip
from pora.export.pptx.forms import Base
from pora.export.pptx.master import APP
from pora.export.pptx.template_forms import find_base
from pora.locale import _

LARGEST_TEMPLATE_MB = 20
_MOST_FILES, _MOST_BYTES = 3000, 200_000_000  # unpacked
_TYPES = "[Content_Types].xml"
_ACTIVE = re.compile(r"vbaProject|vbaData|activeX|oleObject|ctrlProp|\.(exe|dll|js|vbs)$", re.IGNORECASE)
_KEPT_OF_PRESENTATION = {RT.SLIDE_MASTER, RT.TABLE_STYLES, RT.THEME, RT.FONT}
_KEPT_OF_PACKAGE = {RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES, RT.EXTENDED_PROPERTIES}
_KEPT_ELEMENTS = {"sldMasterIdLst", "sldSz", "notesSz", "embeddedFontLst", "defaultTextStyle"}


def open_template(data: bytes) -> Base:
    """The empty presentation. Raises UsageError, in one sentence, for what is no template of slides, is too large, runs
    programs, draws on files elsewhere, or lacks a layout."""
    presentation = _read(_check_files(data))
    _empty(presentation)
    _refuse_links(presentation)
    return find_base(presentation)


def _check_files(data: bytes) -> dict[str, bytes]:
    """The files in the package."""
    if len(data) > LARGEST_TEMPLATE_MB * 1_000_000:
        raise UsageError(_("Templat paling besar {n} MB. Kecilkan gambar di dalamnya.").format(n=LARGEST_TEMPLATE_MB))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            if len(entries) > _MOST_FILES or sum(entry.file_size for entry in entries) > _MOST_BYTES:
                raise UsageError(_("Templat terlalu besar setelah dibuka. Kecilkan gambar di dalamnya."))
            files = {entry.filename: package.read(entry) for entry in entries if not entry.is_dir()}
    except (*BROKEN, NotImplementedError, ValueError) as error:
        raise _no_template() from error
    types = files.get(_TYPES, b"")
    if b"macroEnabled" in types or b"vbaProject" in types or any(_ACTIVE.search(name) for name in files):
        raise UsageError(
            _("Templat memuat makro atau objek program. Simpan ulang sebagai .pptx tanpa isi itu, lalu coba lagi.")
        )
    if any(b"<!DOCTYPE" in content[:2000] for name, content in files.items() if name.endswith((".xml", ".rels"))):
        raise _no_template()
    files[_TYPES] = types.replace(b"presentationml.template.main+xml", b"presentationml.presentation.main+xml")  # .potx
    return files


def _no_template() -> UsageError:
    return UsageError(
        _("Berkas ini bukan templat PowerPoint yang utuh. Buka di PowerPoint, simpan sebagai .pptx, lalu coba lagi.")
    )


def _read(files: dict[str, bytes]) -> Any:
    try:
        return Presentation(io.BytesIO(write_zip(files)))
    except (*BROKEN, etree.LxmlError, LookupError, ValueError, AttributeError, TypeError, AssertionError) as error:
        raise _no_template() from error


def _empty(presentation: Any) -> None:
    """Only what slides are made of stays; parts that nothing refers to are not written."""
    root, part = presentation.element, presentation.part
    for child in list(root):
        if etree.QName(child).localname not in _KEPT_ELEMENTS:
            root.remove(child)
    for owner, kept in ((part, _KEPT_OF_PRESENTATION), (part.package, _KEPT_OF_PACKAGE)):
        for key in [key for key, relation in owner._rels.items() if relation.reltype not in kept]:
            owner._rels.pop(key)
    for relation in part.package._rels.values():
        if relation.reltype == RT.EXTENDED_PROPERTIES:
            relation.target_part.blob = APP.encode()


def _refuse_links(presentation: Any) -> None:
    """A picture that lies elsewhere is asked for by whoever opens the slides, and is missing in a hall."""
    for part in presentation.part.package.iter_parts():
        for relation in part.rels.values():
            if relation.is_external and relation.reltype != RT.HYPERLINK:
                raise UsageError(
                    _("Templat mengambil gambar dari berkas lain. Sisipkan gambarnya ke dalam templat, lalu coba lagi.")
                )
