"""Stage: pages taken apart to grids and prose, and these to the blocks of a document; shared by PDF, scans and OFD."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzer.model import Block, Grid
from analyzer.readers.pdf.furniture import without_furniture
from analyzer.readers.pdf.geometry import Char, Line, Sheet
from analyzer.readers.pdf.lines import line, rows
from analyzer.readers.pdf.prose import Measure, measure, paragraphs
from analyzer.readers.pdf.tables.grids import grid, shared_out
from analyzer.readers.pdf.tables.lattices import lattices
from analyzer.readers.pdf.tables.rules import tidy
from analyzer.readers.pdf.tables.titles import broken, captioned
from analyzer.readers.pdf.tables.unruled import guessed


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A page with its grids and the lines outside them."""

    sheet: Sheet
    grids: tuple[Grid, ...]
    lines: tuple[Line, ...]


def reading(taken: Sheet) -> Reading:
    """The grids of a page, and the lines outside them."""
    grids, outside = gridded(taken)
    lines = [line(row, taken.page) for row in rows(outside)]
    guesses = guessed(lines, tidy(taken.rules))
    inside, rest = shared_out(outside, guesses)
    grids += [grid(chars, table, taken.page) for chars, table in zip(inside, guesses, strict=True)]
    if guesses:
        lines = [line(row, taken.page) for row in rows(rest)]
    return Reading(sheet=taken, grids=tuple(grids), lines=tuple(lines))


def gridded(taken: Sheet) -> tuple[list[Grid], list[Char]]:
    """The ruled grids of a page, and the characters outside them."""
    tables = lattices(tidy(taken.rules))
    inside, outside = shared_out(taken.chars, tables)
    return [grid(chars, table, taken.page) for chars, table in zip(inside, tables, strict=True)], outside


def assembled(readings: Sequence[Reading]) -> Iterator[Block]:
    """The blocks of all pages in reading order; prose runs on over page breaks, tables interrupt it."""
    heights = [page.sheet.height for page in readings]
    cleaned = without_furniture([page.lines for page in readings], heights)
    areas = {page.sheet.page: measure(lines, page.sheet.width) for page, lines in zip(readings, cleaned, strict=True)}
    pending: list[Line] = []
    for page, lines in zip(readings, cleaned, strict=True):
        items = _in_order(page.grids, lines)
        if captioned(items):
            yield from _flushed(pending, areas)
        for item in items:
            if isinstance(item, Line):
                pending.append(item)
                continue
            yield from _flushed(pending, areas, broken(pending, item))
            yield item
    yield from _flushed(pending, areas)


def _flushed(pending: list[Line], areas: dict[int, Measure], broken: frozenset[int] = frozenset()) -> Iterator[Block]:
    yield from paragraphs(pending, areas, broken)
    pending.clear()


def _in_order(grids: Sequence[Grid], lines: Sequence[Line]) -> list[Grid | Line]:
    """Grids and lines of a page from top to bottom."""
    placed: list[tuple[float, float, int, Grid | Line]] = []
    items: list[Grid | Line] = [*grids, *lines]
    for number, item in enumerate(items):
        left, top, _, _ = item.box or (0.0, 0.0, 0.0, 0.0)
        placed.append((top, left, number, item))
    return [item for *_, item in sorted(placed, key=lambda entry: entry[:3])]
