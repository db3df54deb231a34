"""A paragraph as the grammar sees it: no blanks, one form of digits and punctuation, every character with its place.

Offsets lead back to the printed text, so that what is quoted is always what is printed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from analyzer.text import ONE_FORM

_FORMS = str.maketrans({"(": "（", ")": "）", ";": "；", ":": "：", "!": "！", "?": "？", "﹙": "（", "﹚": "）",
                        "「": "“", "」": "”",
                        "％": "%", "﹪": "%", "．": ".", "－": "-", "−": "-", "–": "-", "—": "-"})  # fmt: skip
_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d)|(?<![\d.，])\d{1,3}(?:，\d{3})+(?=\.\d)")
"""Digits in groups of three. After a clause comma three digits may also begin a new number (“3辆，100个”), so the wide
comma is believed only where decimals follow."""


@dataclass(frozen=True, slots=True)
class View:
    """``text`` without blanks; ``offsets[i]`` is the place in ``printed`` of its character ``i``."""

    text: str
    offsets: tuple[int, ...]
    printed: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The printed span of ``text[start:end]``."""
        if start >= end:
            place = self.offsets[start] if start < len(self.offsets) else len(self.printed)
            return place, place
        return self.offsets[start], self.offsets[end - 1] + 1

    def quote(self, start: int, end: int) -> str:
        """What is printed there."""
        first, last = self.span(start, end)
        return self.printed[first:last]


def view(printed: str) -> View:
    """The squeezed view of a printed paragraph. A blank between two digits is kept: it parts two numbers."""
    chars: list[str] = []
    offsets: list[int] = []
    gap = False
    for offset, char in enumerate(printed):
        if char.isspace() or char in "\u200b\ufeff":
            gap = True
            continue
        char = _one_form(char)
        if gap and chars and chars[-1].isdigit() and char.isdigit():
            chars.append(" ")
            offsets.append(offset - 1)
        gap = False
        chars.append(char)
        offsets.append(offset)
    text = _with_commas("".join(chars))
    based = [*_BASED.finditer(text)]
    spans = [*(m.span() for m in _SAID_NO_MORE.finditer(text)), *(m.span("on") for m in based)]
    said = {i for span in spans for i in range(*span)}
    if not said:
        return View(text, tuple(offsets), printed)
    against = {m.start() for m in based}
    left = [i for i in range(len(text)) if i not in said]
    return View("".join("比" if i in against else text[i] for i in left), tuple(offsets[i] for i in left), printed)


@lru_cache(maxsize=8192)
def in_one_form(printed: str) -> str:
    """A printed paragraph in one form of characters and punctuation, each in its place: “１２,一” is “12，一”."""
    return _with_commas("".join(char if char.isspace() else _one_form(char) for char in printed))


def _with_commas(text: str) -> str:
    """``text`` with a narrow comma between groups of digits and a wide one between clauses."""
    inside = {m.start() + i for m in _GROUPS.finditer(text) for i, c in enumerate(m[0]) if c in ",，"}
    return "".join("," if i in inside else "，" if c == "," else c for i, c in enumerate(text))


_SAID_NO_MORE = re.compile(r"(?<=分别为)：(?=\d)|(?<=元)的基数(?=增加|减少|增长|下降)")
"""Of “A、B分别为：1万元、2万元” the colon, of “较上年205117万元的基数增加…” the words that say no more."""
_BASED = re.compile(r"在(?=上年|去年|20\d\d年)[^，。；]{2,16}?\d[\d.,]*(?:亿元|万元|元)(?P<on>的?基础上)")
"""“在上年44.00万元的基础上增加2.20万元” is what 比上年44.00万元增加2.20万元 says."""


@lru_cache(maxsize=8192)
def _one_form(char: str) -> str:
    if "①" <= char <= "⓿":
        return char  # an enumerator, no digit of what follows it
    char = char.translate(_FORMS)
    normal = unicodedata.normalize("NFKC", char)
    return (normal if len(normal) == 1 and normal.isalnum() else char).translate(ONE_FORM)
