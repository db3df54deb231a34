"""Stage: printed lines to paragraphs, rejoined over line and page breaks as a reader rejoins them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from analyzer.documents import united
from analyzer.model import Paragraph
from analyzer.readers.pdf.geometry import Line

NUMBERING = re.compile(
    r"(?:[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十\d]{1,3}[章节条部]"
    r"|[（(]?\d{1,2}[)）、]|\d{1,2}[.．](?!\d)|[①-⑳]|[●■◆▲★•])"
)
"""What begins a paragraph whatever its indent."""
ENDS = re.compile(r"[。！？：；:;!?]['\"”’）)】》]*$")
LEADER = re.compile(r"[.…·．]{5,}|(?:\.\s){4,}|…\s*\d+$")
CLOSERS = "，。、；：！？）》】”’%％,.;:!?)]"
OPENERS = "（《【“‘(["
LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """The text area of a page: where full lines begin and end, the usual distance of baselines and font size."""

    left: float
    right: float
    pitch: float
    middle: float
    size: float


def measure(lines: Sequence[Line], width: float) -> Measure:
    """The text area that ``lines`` of one page (or section) fill; ``width`` is that of the page, in points."""
    if not lines:
        return Measure(left=0.0, right=width, pitch=20.0, middle=width / 2, size=12.0)
    steps = [b.base - a.base for a, b in pairwise(lines) if 0 < b.base - a.base < 4 * a.size]
    pitch = _low_median(steps) if steps else 1.8 * lines[0].size
    left = min(line.x0 for line in lines)
    right = max(line.x1 for line in lines)
    return Measure(left=left, right=right, pitch=pitch, middle=width / 2, size=median(line.size for line in lines))


def _low_median(values: Sequence[float]) -> float:
    """The median of the smaller half: the distance within paragraphs, not between them."""
    ordered = sorted(values)
    return median(ordered[: len(ordered) // 2 + 1])


def paragraphs(
    lines: Sequence[Line], areas: dict[int, Measure], broken: frozenset[int] = frozenset()
) -> list[Paragraph]:
    """The paragraphs of successive lines without a table between them; ``areas`` by page number.

    The lines numbered in ``broken`` go on from the one before in any case.
    """
    groups: list[list[Line]] = []
    for number, line in enumerate(lines):
        if groups and (number in broken or _goes_on(groups[-1], line, areas)):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [paragraph(group) for group in groups]


def paragraph(lines: Sequence[Line]) -> Paragraph:
    """One paragraph of ``lines``, each recorded with where it begins in the text."""
    text, breaks = "", []
    for line in lines:
        text += _glue(text, line.text)
        breaks.append((len(text), line.page, None, line.box))
        text += line.text
    return Paragraph(
        text=text,
        page=lines[0].page,
        box=united([line.box for line in lines if line.page == lines[0].page]),
        breaks=tuple(breaks),
    )


def _glue(left: str, right: str) -> str:
    return " " if left and LATIN.match(left[-1]) and LATIN.match(right[0]) else ""


def _goes_on(group: Sequence[Line], line: Line, areas: dict[int, Measure]) -> bool:
    """Whether the paragraph ``group`` goes on in ``line``: its last line is full and the next one not indented."""
    last, area = group[-1], areas[line.page]
    if not 0.75 < line.size / last.size < 1.34 or LEADER.search(last.text) or LEADER.search(line.text):
        return False
    if _torn(last.text, line.text):
        return True
    if not (_full(last, line, areas[last.page]) or _breaks_off(last, areas[last.page])):
        return False
    if line.page == last.page and line.base - last.base > max(1.45 * area.pitch, 1.25 * line.size):
        return False
    if _centred(group[0], areas[last.page]) and _centred(line, area):
        return not NUMBERING.match(line.text)
    indent = (line.x0 - area.left) / line.size
    if indent > 0.9 and not (len(group) > 1 and abs(line.x0 - last.x0) < 0.5 * line.size):
        return False
    return not NUMBERING.match(line.text) or (not ENDS.search(last.text) and _indented(group[0], areas))


def _torn(left: str, right: str) -> bool:
    """Whether a line breaks a figure from its unit or a sentence from its stop: “32.00万|元，…”."""
    unit = re.search(r"\d[万亿千]?$", left) and re.match(r"[万亿千]?元", right)
    return bool(unit) or right[:1] in "，。；、"


def _indented(line: Line, areas: dict[int, Measure]) -> bool:
    return line.x0 - areas[line.page].left > 0.9 * line.size


def _full(last: Line, following: Line, area: Measure) -> bool:
    """Whether the first unbreakable piece of ``following`` had no room at the end of ``last``."""
    return area.right - last.x1 < _first_piece(following) + 1.1 * last.size


def _breaks_off(last: Line, area: Measure) -> bool:
    """Whether a long line stops within a sentence, as where a program keeps more together than it must (“…年初预算为|
    350.00万元，…”). A heading stops too, but says what it heads."""
    long = last.x1 - area.left > _LONG * (area.right - area.left)
    return long and not ENDS.search(last.text) and not _HEADING.search(last.text)


_LONG = 0.85
"""Part of the text area that a line fills which goes on rather than ends."""
_HEADING = re.compile(r"(?:情况|说明|[表图]|明细|构成|变化|安排|公开|预算|决算|目录|部分)[）)”》]*$")


def _first_piece(line: Line) -> float:
    """The width of what may not be divided at the head of a line: a number, a word, a character and its comma."""
    count = 0
    chars = line.chars
    while count < len(chars) - 1 and chars[count].text in OPENERS:
        count += 1
    while count < len(chars) - 1 and _bound(chars[count].text) and _bound(chars[count + 1].text):
        count += 1
    while count < len(chars) - 1 and chars[count + 1].text in CLOSERS:
        count += 1
    return chars[count].x1 - chars[0].x0


def _bound(text: str) -> bool:
    return text.isascii() and (text.isalnum() or text in ".,%-/")


def _centred(line: Line, area: Measure) -> bool:
    """Whether the line stands in the middle of the page and reaches neither side as running text does."""
    centre = (line.x0 + line.x1) / 2
    off = min(abs(centre - area.middle), abs(centre - (area.left + area.right) / 2))
    inset = 1.2 if line.size > 1.15 * area.size else 2.5
    return off < 1.2 * line.size and line.x0 - area.left > inset * line.size
