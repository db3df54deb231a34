"""Stage: characters to printed lines, and lines to the text of a cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

from analyzer.readers.pdf.geometry import Char, Line

SAME_LINE = 0.5
"""Parts of the font size by which baselines of one visual line may differ: digits of another font sit lower."""
WORD_GAP = 0.22
"""Parts of the font size that separate two Latin words or two numbers."""
WIDE_GAP = 0.95
"""Parts of the font size from which a gap between Chinese characters was put there on purpose."""
MAX_BLANKS = 12
OVERSTRUCK = 0.3
"""Parts of its width within which a character is printed again for bold type."""
NARROW = 0.15
"""Parts of the font size for the same where the character is narrower still: points and commas step further."""


def rows(chars: Iterable[Char]) -> list[list[Char]]:
    """The characters by visual line, top to bottom, each line from left to right, doubled characters once."""
    groups: list[list[Char]] = []
    first = last = 0.0
    for char in sorted(chars, key=lambda char: char.base):
        size = max(char.size, groups[-1][0].size) if groups else char.size
        near = groups and char.base - last <= 0.4 * size and char.base - first <= SAME_LINE * size
        if near:
            groups[-1].append(char)
        else:
            groups.append([char])
            first = char.base
        last = char.base
    return [_undoubled(sorted(group, key=lambda char: char.x0)) for group in groups]


def _undoubled(chars: list[Char]) -> list[Char]:
    """Without characters printed twice on the same spot, as imitated bold type and hidden copies are."""
    kept: list[Char] = []
    before = float("-inf")
    for char in chars:
        text, x0, x1, _, size, _ = char
        reach = max(OVERSTRUCK * (x1 - x0), NARROW * size)
        if x0 - before < reach and any(other.text == text and x0 - other.x0 < reach for other in kept[-3:]):
            continue
        kept.append(char)
        before = x0
    return kept


def line(chars: Sequence[Char], page: int) -> Line:
    """The printed line that characters of one row make."""
    size = median(char.size for char in chars)
    base = median(char.base for char in chars)
    x1 = max(char.x1 for char in chars)
    return Line(chars=tuple(chars), text=spaced(chars), x0=chars[0].x0, x1=x1, base=base, size=size, page=page)


def spaced(chars: Sequence[Char]) -> str:
    """The text of one row: blanks where the print leaves a gap that means something."""
    parts: list[str] = []
    end, size, before = float("inf"), 1.0, ""
    for char in chars:
        gap = char.x0 - end
        if gap > WORD_GAP * size:
            parts.append(_blanks(before, char.text, gap / max(size, char.size)))
        before = char.text
        parts.append(before)
        end, size = char.x1, char.size
    return "".join(parts)


def _blanks(left: str, right: str, gap: float) -> str:
    if gap >= WIDE_GAP:
        return " " * min(MAX_BLANKS, max(1, round(2 * gap)))
    return " " if gap >= WORD_GAP and left.isascii() and right.isascii() else ""


def cell_text(chars: Sequence[Char], width: float) -> str:
    """The text of a cell: its rows joined, a figure broken by a narrow column without a blank."""
    text, room = "", 0.0
    for row in rows(chars):
        piece = spaced(row)
        if text and text[-1].isascii() and piece[0].isascii() and room > 1.2 * row[0].size:
            text += " "
        text += piece
        room = width - (max(char.x1 for char in row) - row[0].x0)
    return text
