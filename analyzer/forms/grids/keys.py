"""Row keys: codes joined from one to three cells, labels, years; and rows that a page break or a wrapped cell cut."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from analyzer.forms.grids.columns import Column, Segment
from analyzer.model import Cell
from analyzer.text import squeeze

CODED_LABEL = re.compile(r"^[\[【(（]?(\d{3}(?:\d{2}){0,3})[\]】)）]?[-—_.、\s]*([\u4e00-\u9fff“].*)$")
SPACED = re.compile(r"(?<=[\u4e00-\u9fff”])[ \u3000\u00a0]+(?=[\u4e00-\u9fff“])")
"""Blanks between Chinese characters: letter-spacing or the remains of a line break."""
HEAD_WORDS = {"类", "款", "项", "目", "栏次", "合计栏", "**", "*"}
CATALOGUE = re.compile(r"^[A-Z]\d{2,}$")
LETTERS = str.maketrans({"O": "0", "o": "0", "Q": "0", "I": "1", "l": "1"})
LETTERED = re.compile(r"(?=.*\d.*\d)(?=.*[OoQIl])[\dOoQIl]{3,7}")
"""A code typed with letters for digits (21O)."""
YEAR_ROW = re.compile(r"^(20\d\d)年?(?:度)?(?:预算|决算|执行)?(?:数|安排)?(?:合计|总计|小计)?$")


@dataclass(slots=True)
class Key:
    """What identifies one row: code digits, label and code as printed, the year it speaks of.

    ``mended`` where the code is not the printed one but the one that is meant.
    """

    code: str = ""
    label: str = ""
    year: int | None = None
    printed: str = ""
    parts: tuple[str, ...] = ()
    mended: bool = False


@dataclass(slots=True)
class Coder:
    """Joins code cells of successive rows; remembers the parents that later rows leave blank."""

    last: list[str] = field(default_factory=list)

    def join(self, cells: Sequence[str]) -> str:
        """The full code of one row from its code cells (类 | 款 | 项, or one cell), leading zeros restored."""
        parts = [re.sub(r"\D", "", text) for text in cells]
        if not any(parts):
            return ""
        if len(parts) == 1:
            return _single(parts[0])
        filled = self._inherited(parts)
        self.last = list(filled)
        return _concatenated(filled)

    def _inherited(self, parts: list[str]) -> list[str]:
        filled = list(parts)
        deepest = max(i for i, part in enumerate(parts) if part)
        for i in range(deepest):
            if not filled[i] and i < len(self.last) and len(parts[deepest]) < 5:
                filled[i] = self.last[i]
        return filled


def _single(digits: str) -> str:
    """A code in one cell; an economic code of four digits has lost the zero of its 款."""
    if len(digits) == 4 and digits[0] in "35":
        return digits[:3] + "0" + digits[3:]
    return digits


def _concatenated(parts: Sequence[str]) -> str:
    code = ""
    for part in parts:
        if not part:
            continue
        if not code or (len(part) > len(code) and part.startswith(code)):
            code = part
        elif part == code or (len(part) >= 3 and code.endswith(part)):
            continue
        else:
            code += part.zfill(2)
    return code


def text_at(row: Sequence[Cell | None], column: Column) -> str:
    """The text of a row's cell in a column, wrapped lines joined; empty where the row ends before."""
    cell = row[column.index] if column.index < len(row) else None
    return "" if cell is None else SPACED.sub("", re.sub(r"\s*\n\s*", "", cell.text)).strip()


def key_of(row: Sequence[Cell | None], segment: Segment, coder: Coder) -> Key:
    """The key of one row in one segment."""
    codes, words = _code_cells(row, segment)
    labels = _labels(row, segment) + words
    year = next(
        (int(found[1]) for c in segment.of("year") if (found := YEAR_ROW.match(squeeze(text_at(row, c))))), None
    )
    if year is None and len(labels) == 1 and (found := YEAR_ROW.match(squeeze(labels[0]))):
        year = int(found[1])
    if not labels:
        labels = [text for c in segment.of("year") if (text := text_at(row, c))]
    code = coder.join([text.translate(LETTERS) if LETTERED.fullmatch(text) else text for text in codes])
    label = "/".join(labels)
    if not code and (found := CODED_LABEL.match(label)):
        code, label = found[1], found[2]
    printed = "".join(codes)
    mended = LETTERED.fullmatch(printed) is not None
    printed = printed or next((text for c in segment.of("code") if (text := _owner_code(row, c))), "")
    return Key(code=code, label=label, year=year, printed=printed, parts=tuple(labels), mended=mended)


def _owner_code(row: Sequence[Cell | None], column: Column) -> str:
    """The code of the organisation that the row is of: it tells the row apart, and is no classification."""
    text = squeeze(text_at(row, column)) if column.concept == "organisation_code" else ""
    return text if re.fullmatch(r"\d{3,}", text) else ""


def _code_cells(row: Sequence[Cell | None], segment: Segment) -> tuple[list[str], list[str]]:
    """Texts of the code cells; words that stand in them (合计 over the code columns) come second."""
    codes, words = [], []
    seen: set[int] = set()
    for column in segment.of("code"):
        if column.concept == "organisation_code":
            continue
        cell = row[column.index] if column.index < len(row) else None
        text = text_at(row, column)
        flat = squeeze(text)
        repeated = cell is not None and id(cell) in seen
        if cell is not None:
            seen.add(id(cell))
        if re.fullmatch(r"[A-Z]?\d+(?:[.\-]\d+)*", flat.translate(LETTERS)) and not repeated:
            codes.append(flat)
            continue
        codes.append("")
        if flat and not repeated and flat not in HEAD_WORDS:
            words.append(text)
    return codes, words


def _labels(row: Sequence[Cell | None], segment: Segment) -> list[str]:
    labels: list[str] = []
    codes = [c for c in segment.of("code") if c.concept != "organisation_code" and c.index < len(row)]
    seen: set[int] = {id(row[c.index]) for c in codes if row[c.index] is not None}
    for column in segment.of("label"):
        cell = row[column.index] if column.index < len(row) else None
        if cell is None or id(cell) in seen:
            continue
        seen.add(id(cell))
        text = text_at(row, column)
        if text and squeeze(text) not in HEAD_WORDS:
            labels.append(text)
    return labels
