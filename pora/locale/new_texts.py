"""For `make messages`: texts of the source that the catalogue lacks, put at its end without a translation."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po


def add_new_texts(template: Path, catalogue: Path) -> list[str]:
    """The texts that were added, in the order of the template; every line that was there stays as it is."""
    with template.open("rb") as one, catalogue.open("rb") as other:
        found, known = read_po(one), read_po(other)
    new = Catalog()
    for message in found:
        if message.id and message.id not in known:
            new.add(message.id, flags=message.flags)
    if len(new):
        text = io.BytesIO()
        write_po(text, new, width=120, omit_header=True)
        with catalogue.open("ab") as file:
            file.write(b"\n" + text.getvalue().rstrip(b"\n") + b"\n")
    return [str(message.id) for message in new if message.id]


if __name__ == "__main__":
    print("\n".join(add_new_texts(*map(Path, sys.argv[1:]))))
