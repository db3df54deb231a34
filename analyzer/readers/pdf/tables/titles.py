"""Stage: the lines above a table. They are its own: no end of other prose, and perhaps a title broken over two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from analyzer.model import Grid
from analyzer.readers.pdf.geometry import Line

SENTENCE = re.compile(r"[，。；！？]")
WHOLE = re.compile(r"[:：]|表(?:[（(].{0,20}[)）])?$|[（(]续[)）]$|^第.{1,3}部分|^(?:附|表).{0,4}$")
"""What the first line of a broken title is not: the line of an office, a title with its end, a number, a heading."""
ANOTHER = re.compile(r"[:：]|^[（(\d第]|^[一二三四五六七八九十]{1,3}[、.．]")
"""What its second line is not: a unit, a year, a heading."""
WIDE = 0.75
"""Part of the width in use from which a title may have been broken for want of room."""
REMNANT = 3
"""Characters too few for a title of its own."""


def captioned(items: Sequence[Grid | Line]) -> bool:
    """Whether the page begins with a table, or with lines above one that hold no sentence.

    Nothing of the page before goes on in them, be its last line as full as it may.
    """
    for item in items:
        if isinstance(item, Grid):
            return True
        if SENTENCE.search(item.text):
            return False
    return False


def broken(lines: Sequence[Line], table: Grid) -> frozenset[int]:
    """The numbers of those lines above ``table`` that end the title begun on the line before."""
    first = len(lines)
    while first and lines[first - 1].page == table.page and not SENTENCE.search(lines[first - 1].text):
        first -= 1
    own = lines[first:]
    if len(own) < 2 or table.box is None:
        return frozenset()
    width = max(table.box[2], *(line.x1 for line in own)) - min(table.box[0], *(line.x0 for line in own))
    return frozenset(
        number for number, (above, below) in enumerate(pairwise(own), start=first + 1) if _ends(above, below, width)
    )


def _ends(above: Line, below: Line, width: float) -> bool:
    """Whether the title ``above`` ends in ``below``: of one size, close, aligned, and ``above`` had no more room."""
    if WHOLE.search(above.text) or ANOTHER.search(below.text):
        return False
    if abs(above.size - below.size) > 0.05 * above.size or below.base - above.base > 1.9 * above.size:
        return False
    shift = min(abs(above.x0 - below.x0), abs(above.x0 + above.x1 - below.x0 - below.x1) / 2)
    return shift < 1.2 * above.size and (above.x1 - above.x0 >= WIDE * width or len(below.text) <= REMNANT)
