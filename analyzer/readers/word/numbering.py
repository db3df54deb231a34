"""Automatic paragraph numbers of Word: what stands before a paragraph without being typed there."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzer.readers.files.container import attribute, child, children

if TYPE_CHECKING:
    from lxml.etree import _Element

DIGITS = "零一二三四五六七八九"
FORMAL = "零壹贰叁肆伍陆柒捌玖"


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    form: str
    text: str
    start: int


class Numbering:
    """Counts the numbered paragraphs of a document in order (ECMA-376 part 1, 17.9)."""

    def __init__(self, root: _Element | None) -> None:
        abstract = {attribute(each, "abstractNumId"): _levels(each) for each in children(root, "abstractNum")}
        self.lists: dict[str, dict[int, Level]] = {}
        self.origin: dict[str, str] = {}
        for number in children(root, "num"):
            name, base = attribute(number, "numId"), attribute(child(number, "abstractNumId"), "val")
            self.lists[name] = abstract.get(base, {})
            self.origin[name] = name if child(number, "lvlOverride") is not None else f"abstract {base}"
        self.counts: dict[str, dict[int, int]] = defaultdict(dict)

    def label(self, number: str, depth: int) -> str:
        """The printed number of the next paragraph of list ``number`` at ``depth``; empty for bullets and no list."""
        levels = self.lists.get(number, {})
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self.counts[self.origin[number]]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        if level.form in ("bullet", "none"):
            return ""

        def shown(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            other = levels.get(at, level)
            return spelled(counts.get(at, other.start), other.form)

        return re.sub(r"%([1-9])", shown, level.text)


def _levels(abstract: _Element) -> dict[int, Level]:
    return {
        _integer(attribute(each, "ilvl")): Level(
            form=attribute(child(each, "numFmt"), "val", "decimal"),
            text=attribute(child(each, "lvlText"), "val"),
            start=_integer(attribute(child(each, "start"), "val", "1")),
        )
        for each in children(abstract, "lvl")
    }


def spelled(number: int, form: str) -> str:
    """``number`` in a numbering format of Word; unknown formats are printed as digits."""
    if form.startswith(("chinese", "japanese", "taiwanese", "ideograph", "korean")):
        return chinese(number, FORMAL if "Legal" in form else DIGITS)
    if form == "decimalEnclosedCircle" and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if form == "decimalZero":
        return f"{number:02d}"
    if form in ("lowerLetter", "upperLetter") and number >= 1:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 1 <= number < 4000:
        return roman(number).lower() if form == "lowerRoman" else roman(number)
    return str(number)


def chinese(number: int, digits: str = DIGITS) -> str:
    """``number`` from 0 to 9999 in Chinese numerals, 十二 and not 一十二."""
    if not 0 < number < 10_000:
        return digits[0] if number == 0 else str(number)
    text = ""
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            text += digits[digit] + name
        elif text and not text.endswith(digits[0]) and number % power:
            text += digits[0]
    return text[1:] if 10 <= number < 20 else text


def roman(number: int) -> str:
    """``number`` in Roman numerals."""
    text = ""
    for value, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        text += sign * (number // value)
        number %= value
    return text


def _integer(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
