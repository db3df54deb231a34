"""Lines of prose put together again: which line goes on in the next, and how two pieces join."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.model import Paragraph

OPENERS = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十百]+[、.．）)]|[（(]\d{1,3}[)）]|\d{1,3}[、．.)）](?!\d)|第[一二三四五六七八九十百\d]+[章节条部项款、]"
    r"|[①-⑳]|[-*•●·■◆]\s|附[件表：:]|注[：:]|备注|单位[：:]|说明[：:])"
)
"""What begins a paragraph of its own: numbering, bullets, annexes and notes."""
ENDINGS = "。！？!?；;：:…"
_TITLE = re.compile(r"[^，。；：]{0,40}20\d\d年[^，。；：]{2,30}(?:说明|报告|公开|公示|公告|信息)")
"""A line that is the title of a document, however wide it is."""
SENTENCE = re.compile(r"[，。；,;]")
AMOUNT = re.compile(r"\d[\d,]*(?:\.\d+)?(?:[万亿千]?元|[%％])")
_LISTING = re.compile(r"其中[：:][^。]*\d[^。]*[；;]$")
_REACH = 400
"""Characters back in which a list that a line goes on with began."""
_ITEM = re.compile(r"[\u4e00-\u9fff（）“”]{2,20}\d[\d,.]*(?:万|亿)?元")
CLOSERS = "”’」』）)】》\"'"
MIN_WIDTH = 40
"""Display columns a line must have before its end may be a line break and not the end of a paragraph."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of prose: its number, its text without outer blanks, whether a blank line stands before it."""

    number: int
    text: str
    after_blank: bool = False
    level: int = 0
    alone: bool = False


def width(text: str) -> int:
    """Columns on a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def ended(text: str) -> bool:
    """Whether ``text`` ends as a sentence does."""
    return text.rstrip(CLOSERS)[-1:] in ENDINGS or not text


def goes_on(joined: str, last: Line, following: Line, full: tuple[int, int]) -> bool:
    """Whether the paragraph ``joined``, whose last line is ``last``, goes on in ``following``.

    Across a blank line both parts must read like a sentence; without one, the last line must be about as wide as
    ``full``, the columns or the characters of the longest line hereabouts, and one of the two be more than a title; a
    line that ends at a comma is no title.
    """
    if following.level or following.alone or OPENERS.match(following.text) or _TITLE.fullmatch(joined):
        return False
    if ended(joined):  # a list that began within the line: the semicolon parts two of its items
        return not following.after_blank and bool(_LISTING.search(joined[-_REACH:]) and _ITEM.match(following.text))
    if following.after_blank:
        closes = bool(SENTENCE.search(following.text)) and ended(following.text)
        return width(joined) >= MIN_WIDTH and bool(SENTENCE.search(joined)) and closes
    if AMOUNT.match(following.text) and re.search("[，。；,;、：:]", joined):
        return True  # “…，同比增加” and on the next line its figure: long figures are not broken
    worded = bool(SENTENCE.search(joined) or SENTENCE.search(following.text))
    columns, characters = full
    wide = 5 * width(last.text) >= 4 * columns or 5 * len(last.text) >= 4 * characters or last.text.endswith("，")
    return worded and wide and width(last.text) >= MIN_WIDTH


def glue(left: str, right: str) -> str:
    """What stands between two joined pieces: a blank between Latin words, else nothing."""
    latin = left[-1:].isascii() and left[-1:].isalpha() and right[:1].isascii() and right[:1].isalpha()
    return " " if latin else ""


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs that ``lines`` make, each break recorded with its line number."""
    groups: list[list[Line]] = []
    joined = ""
    for line, full in zip(lines, _full_widths(lines), strict=True):
        head = groups[-1][0] if groups else None
        if head and not (head.level or head.alone) and goes_on(joined, groups[-1][-1], line, full):
            groups[-1].append(line)
            joined += glue(joined, line.text) + line.text
        else:
            groups.append([line])
            joined = line.text
    return [_paragraph(group) for group in groups]


def _full_widths(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """For each line the most columns and the most characters of a line of its block, that is between two blank lines:
    text is wrapped at so many of either, and digits are narrow."""
    blocks: list[list[str]] = []
    for line in lines:
        if line.after_blank or not blocks:
            blocks.append([])
        blocks[-1].append(line.text)
    longest = [(max(map(width, block)), max(map(len, block))) for block in blocks]
    return [full for full, block in zip(longest, blocks, strict=True) for _ in block]


def _paragraph(group: Sequence[Line]) -> Paragraph:
    text, breaks = "", []
    for line in group:
        text += glue(text, line.text)
        breaks.append((len(text), None, line.number, None))
        text += line.text
    return Paragraph(text=text, line=group[0].number, level=group[0].level, breaks=tuple(breaks))
