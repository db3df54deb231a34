"""Printed lines taken apart: the pieces between wide gaps, and the lines that make one row."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analyzer.readers.pdf.geometry import Char, Line

FIGURE = re.compile(r"[-−—(（]?\d[\d,]*(?:\.\d+)?[)）]?%?|[-—－]+")
GAP = 1.2
"""Parts of the font size that set two pieces of a line apart."""
NARROW = 0.4
"""Parts of the font size between a figure and the name behind it, and between the heads of two columns."""
OVERLAP = 1.05
"""Parts of the font size between two lines of one row: less than from one row to the next."""

Band = tuple[Line, ...]
"""Lines of one row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What stands between two wide gaps of a printed line."""

    x0: float
    x1: float
    text: str
    gaps: tuple[tuple[float, float], ...] = ()

    def crosses(self, x: float) -> bool:
        """Whether it reaches over ``x`` on both sides, and not with a gap."""
        return self.x0 < x - 0.5 and self.x1 > x + 0.5 and not any(a <= x <= b for a, b in self.gaps)


def pieces(line: Line) -> list[Piece]:
    """The pieces of a line between wide gaps, between a figure and a name that stand apart, and between an amount to
    the last 分 and the code behind it (“5,477,790.61 302”)."""

    def apart(left: Char, right: Char) -> bool:
        gap = right.x0 - left.x1
        named = left.text.isdigit() and not right.text.isascii()
        return gap >= GAP * line.size or (named and gap >= NARROW * line.size)

    groups = [part for group in _groups(line.chars, apart) for part in _amount_and_code(group, line.size)]
    return [Piece(x0=g[0].x0, x1=g[-1].x1, text="".join(c.text for c in g), gaps=_narrow(g, line.size)) for g in groups]


def _amount_and_code(chars: Sequence[Char], size: float) -> list[Sequence[Char]]:
    """A group of characters, parted where digits begin anew behind two decimals."""
    if not _DIGITS_ON.search("".join(c.text for c in chars)):
        return [chars]
    for place in range(1, len(chars)):
        left, right = chars[place - 1], chars[place]
        apart = left.text.isdigit() and right.text.isdigit() and right.x0 - left.x1 >= NARROW * size
        if apart and _TO_THE_FEN.fullmatch("".join(c.text for c in chars[:place])):
            return [chars[:place], *_amount_and_code(chars[place:], size)]
    return [chars]


_DIGITS_ON = re.compile(r"\.\d{3}")
_TO_THE_FEN = re.compile(r"-?\d[\d,]*\.\d{2,6}")


def _groups(chars: Sequence[Char], apart: Callable[[Char, Char], bool]) -> list[list[Char]]:
    groups: list[list[Char]] = []
    for char in chars:
        if groups and not apart(groups[-1][-1], char):
            groups[-1].append(char)
        else:
            groups.append([char])
    return groups


def _narrow(chars: Sequence[Char], size: float) -> tuple[tuple[float, float], ...]:
    """The narrow gaps of a piece that may part the heads of two columns (“本年收入合计 财政拨款收入”).

    Those between single characters are within a word (“项 目”).
    """
    parts = _groups(chars, lambda left, right: right.x0 - left.x1 >= NARROW * size)
    apart = [(a, b) for a, b in pairwise(parts) if max(len(a), len(b)) > 1]
    return tuple((a[-1].x1, b[0].x0) for a, b in apart)


def bands(lines: Sequence[Line]) -> list[Band]:
    """Lines that overlap in height, as the names of two lines beside their figures do, and heads of several lines."""
    rows: list[list[Line]] = []
    for line in lines:
        if rows and line.base - rows[-1][-1].base < OVERLAP * min(line.size, rows[-1][-1].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [tuple(band) for band in rows]


def pieces_of(band: Band) -> list[Piece]:
    """The pieces of all lines of a row."""
    return [piece for line in band for piece in pieces(line)]
