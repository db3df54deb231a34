"""The printed words of a document for the editorial checks: paragraphs with their section, cells, quotes and places."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, wraps
from importlib.resources import files
from typing import TypeVar

from analyzer.checks.registry import Case, Hit
from analyzer.model import Cell, Extraction, Grid, Paragraph, Source
from analyzer.text import squeeze

T = TypeVar("T")


def per_document(function: Callable[[Case], T]) -> Callable[[Case], T]:
    """``function`` computed once for each document.

    Looked up by identity, for the hash of an extraction walks through all of its cells.
    """
    known: list[tuple[Extraction, T]] = []

    @wraps(function)
    def cached(case: Case) -> T:
        extraction = case.reading.extraction
        for kept, value in known:
            if kept is extraction:
                return value
        value = function(case)
        known.append((extraction, value))
        del known[:-2]
        return value

    return cached


ENUMERATORS = (
    ("part", re.compile(r"^第[一二三四五六七八九十]+(部分|章)")),
    ("chinese", re.compile(r"^[一二三四五六七八九十]{1,3}[、.．]")),
    ("bracket-chinese", re.compile(r"^[（(][一二三四五六七八九十]{1,3}[）)]")),
    ("arabic", re.compile(r"^\d{1,2}[、.．](?!\d)")),
    ("bracket-arabic", re.compile(r"^[（(]\d{1,2}[）)]")),
    ("circled", re.compile(r"^[①-⑳]")),
)
TERMINAL = "。！？!?；;：:…”》）)』】"
LEADER = re.compile(r"^(?P<name>.{2,60}?)\s*(?:[.．·•…]{2,}|…)[.．·•…\s]*(?P<page>\d{1,3})$")
DOTS = re.compile(r"[.．·•…]{3,}|……")
CLAUSE = "，。；：！？,;!?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paragraph with its place in the document and the heading it stands under (as printed, maybe empty)."""

    paragraph: Paragraph
    section: str
    heading: bool
    index: int

    @property
    def text(self) -> str:
        """The line as printed."""
        return self.paragraph.text


def enumerator(text: str) -> str:
    """The numbering style a line begins with (“一、” chinese, “（一）” bracket-chinese …), empty where it has none."""
    plain = squeeze(text)
    plain = re.sub(r"^(第[一二三四五六七八九十]+)", r"\1", plain)
    return next((name for name, pattern in ENUMERATORS if pattern.match(plain)), "")


def is_heading(paragraph: Paragraph) -> bool:
    """A short line with a number or a known heading level, and without the punctuation of a sentence."""
    text = squeeze(paragraph.text)
    if not text or len(text) > 48 or re.search(r"[。；;]|[，,].*[，,]", text) or DOTS.search(text):
        return False
    return bool(paragraph.level) or enumerator(text) in ("part", "chinese", "bracket-chinese")


def is_contents(paragraph: Paragraph) -> bool:
    """Whether the line is an entry of a contents page."""
    return bool(DOTS.search(paragraph.text)) and len(paragraph.text) < 200


@per_document
def lines(case: Case) -> list[Line]:
    """All paragraphs of the document in order."""
    result: list[Line] = []
    section = ""
    for index, block in enumerate(case.reading.extraction.document.blocks):
        if not isinstance(block, Paragraph):
            continue
        heading = is_heading(block)
        if heading and enumerator(block.text) in ("part", "chinese"):
            section = block.text.strip()
        result.append(Line(paragraph=block, section=section, heading=heading, index=index))
    return result


def cells(case: Case) -> Iterator[Cell]:
    """Every printed cell once, in reading order."""
    for block in case.reading.extraction.document.blocks:
        if isinstance(block, Grid):
            yield from grid_cells(block)


def grid_cells(grid: Grid) -> Iterator[Cell]:
    """The cells of a grid, each once."""
    seen: set[int] = set()
    for row in grid.rows:
        for cell in row:
            if cell is not None and cell.text and id(cell) not in seen:
                seen.add(id(cell))
                yield cell


def at(case: Case, line: Line, start: int, end: int, text: str = "") -> Source:
    """The source of ``line.text[start:end]``, quoting its clause."""
    return line.paragraph.source(case.reading.name, start, end, text or clause(line.text, start, end))


def in_cell(case: Case, cell: Cell) -> Source:
    """The place of a cell, quoting it."""
    return Source(document=case.reading.name, page=cell.page, line=cell.line, text=cell.text, box=cell.box)


def clause(text: str, start: int, end: int, around: int = 24) -> str:
    """The clause that ``text[start:end]`` stands in, at most ``around`` characters on either side."""
    first = max((text.rfind(mark, 0, start) + 1 for mark in CLAUSE), default=0)
    last = min((place for mark in CLAUSE if (place := text.find(mark, end)) >= 0), default=len(text))
    return text[max(first, start - around) : min(last, end + around)].strip()


def grouped(sources: Sequence[Source], figures: Sequence[str] = (), limit: int = 12, **values: str) -> Hit:
    """One finding for all the places of one kind of slip; ``quotes`` in the template lists them."""
    quotes = list(dict.fromkeys(f"“{source.text}”" for source in sources))
    shown = "、".join(quotes[:limit]) + ("等" if len(quotes) > limit else "")
    return Hit(sources=tuple(sources[: 2 * limit]), figures=tuple(figures[:limit]), values={"quotes": shown} | values)


@lru_cache(maxsize=8)
def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of a vocabulary file (assets/vocabulary/<name>.csv)."""
    text = files("analyzer").joinpath("assets", "vocabulary", f"{name}.csv").read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))
