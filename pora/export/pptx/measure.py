"""How much room text takes in Arial, or in a template's typeface, so that it fits its box in every viewer without their
automatic shrinking.

Widths in thousandths of the type size, from the public metrics of Helvetica, which Arial and Liberation Sans share. All
sizes are points; one unit of pora/deck/layout.py is 0.75 point.
"""

from __future__ import annotations

from collections.abc import Sequence

from pora.export.pptx.look import look

POINT = 0.75  # points in a unit of the layout
LINE = 1.2  # of the type size, from one line to the next
_OTHER, _MARGIN = 600, 1.03  # what the tables lack; viewers break lines a little differently

_REGULAR = {
    191: "'",
    222: "ijl",
    278: " \u00a0!,./:;I[\\]ft",
    333: "()-`r·",
    260: "|",
    355: '"',
    389: "*",
    469: "^",
    500: "Jcksvxyz",
    584: "+<=>~−",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "…",
    1015: "@",
    556: "#$0123456789?L_abdeghnopqu–",
    334: "{}",
}
_BOLD = {
    238: "'",
    278: " \u00a0,./I\\ijl",
    333: "!():;-[]`ft·",
    280: "|",
    389: "*r{}",
    474: '"',
    500: "z",
    556: "#$0123456789J_aceksvxy–",
    584: "+<=>^~−",
    611: "?FLTZbdghnopqu",
    667: "EPSVXY",
    722: "&ABCDHKNRU",
    778: "GOQw",
    833: "M",
    889: "%m",
    944: "W",
    975: "@",
    1000: "…",
}
_WIDTHS = {
    bold: {letter: width for width, letters in table.items() for letter in letters}
    for bold, table in ((False, _REGULAR), (True, _BOLD))
}


def measure_line(text: str, size: float, bold: bool = False) -> float:
    """Points that the text takes on one line."""
    widths = _WIDTHS[bold]
    return sum(widths.get(letter, _OTHER) for letter in text) / 1000 * size * _MARGIN * look.get().letter_width


def count_lines(text: str, width: float, size: float, bold: bool = False) -> int:
    """Lines of the text in a column of `width` points, which holds a letter at least; a word that is wider is broken
    where it ends."""
    lines, width = 0, max(width, size)
    for paragraph in text.split("\n"):
        lines += 1
        used = 0.0
        for word in paragraph.split():
            space = measure_line(" ", size, bold) if used else 0
            taken = measure_line(word, size, bold)
            if used and used + space + taken > width:
                lines, used, space = lines + 1, 0, 0
            used += space + taken
            while used > width:
                lines, used = lines + 1, used - width
    return lines


def fit_size(texts: Sequence[str], width: float, height: float, sizes: Sequence[int], bold: bool = False) -> int:
    """The first of `sizes`, largest first, in which the paragraphs fit; the last one where none does. Single words
    never break."""
    for size in sizes:
        lines = sum(count_lines(text, width, size, bold) for text in texts)
        words = [word for text in texts for word in text.split()]
        widest = max((measure_line(word, size, bold) for word in words), default=0)
        if lines * size * LINE <= height and widest <= width:
            return size
    return sizes[-1]
