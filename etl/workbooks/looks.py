"""How a number format shows a count: as it is, or as another one (`0%` makes 5 to 500%, `0,` makes 5000 to 5)."""

from __future__ import annotations

import re

_PIECES = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|General|[^"\\]', re.IGNORECASE)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_OTHER_KINDS = re.compile(r"[ymdhs@]", re.IGNORECASE)  # dates are told as dates, a text is shown as it is
_SCALED = re.compile(r"[0#?](,+)(?=\.|[^0#?]*$)")
_LONGEST_CODE = 255


def find_other_look(code: str, count: float) -> str | None:
    """What is shown instead of the count, empty where nothing is; None where the count itself is shown. Only whole
    counts above zero are judged: what a format does to others changes no count, or they are none."""
    if count <= 0 or count != int(count) or len(code) > _LONGEST_CODE:
        return None
    pieces = _choose_section(_PIECES.findall(code), count)
    codes = "".join(piece for piece in pieces if len(piece) == 1)
    literals = [_read_literal(piece) for piece in pieces if len(piece) > 1]
    text = "".join(literals)
    if any(piece.lower() == "general" for piece in pieces) or _OTHER_KINDS.search(codes):
        return None
    if not re.search(r"[0#?]", codes):
        return (text + re.sub(r"[,.\s]", "", codes)).strip()
    scaled, percents, decimals = (
        _SCALED.search(codes),
        codes.count("%"),
        len(re.findall("[0#?]", codes.partition(".")[2])),
    )
    is_rounded = "E" in codes.upper() and count >= 10
    if not scaled and not percents and not is_rounded and not re.search(r"\d", text):
        return None
    number = count * 100**percents / 1000 ** (len(scaled[1]) if scaled else 0)
    shown = f"{number:.{min(decimals, 9)}{'E' if is_rounded else 'f'}}{'%' * percents}"
    return f"{shown} {text}".strip()


def _choose_section(pieces: list[str], count: float) -> list[str]:
    """The part of `positive;negative;zero;text`, or of conditions, that a count above zero is written with."""
    sections: list[list[str]] = [[]]
    for piece in pieces:
        if piece == ";":
            sections.append([])
        else:
            sections[-1].append(piece)
    for section in sections[:2]:
        condition = next((match for piece in section if (match := _CONDITION.fullmatch(piece))), None)
        if condition is None or _holds(condition[1], count, float(condition[2])):
            return section
    return sections[2] if len(sections) > 2 else sections[-1]


def _holds(sign: str, count: float, limit: float) -> bool:
    return {
        "<": count < limit,
        ">": count > limit,
        "<=": count <= limit,
        ">=": count >= limit,
        "=": count == limit,
        "<>": count != limit,
    }[sign]


def _read_literal(piece: str) -> str:
    """The words that a piece adds; a width, a filling, a colour add none."""
    if piece.startswith('"'):
        return piece[1:-1]
    return piece[1:] if piece.startswith("\\") else ""
