"""A disclosure as text: tables separated by tabs, as text extracted from files has them, or as Markdown."""

from __future__ import annotations

from tests.specimens.document import above
from tests.specimens.specification import Disclosure, Place, Prose, Sheet, grid


def tabbed(disclosure: Disclosure) -> str:
    """Paragraphs between blank lines, cells between tabs; a spanned cell is printed in its first place only."""
    parts = []
    for block in disclosure.blocks:
        if isinstance(block, Prose):
            parts.append(block.text)
            continue
        rows = ["\t".join(row) for row in _texts(block)]
        parts += [*above(block), "\n".join(rows)]
        if note := _note(block):
            parts.append(note)
    return "\n\n".join(parts) + "\n"


def markdown(disclosure: Disclosure) -> str:
    """Headings with #, tables with pipes; the first header row is the head of the pipe table."""
    parts = []
    for block in disclosure.blocks:
        if isinstance(block, Prose):
            parts.append("#" * block.level + " " + block.text if block.level else block.text)
            continue
        rows = ["| " + " | ".join(row) + " |" for row in _texts(block)]
        rows.insert(1, "|" + " --- |" * block.width)
        parts += [*above(block), "\n".join(rows)]
        if note := _note(block):
            parts.append(note)
    return "\n\n".join(parts) + "\n"


def _note(sheet: Sheet) -> str:
    return sheet.note if isinstance(sheet.note, str) else sheet.note.text


def _texts(sheet: Sheet) -> list[list[str]]:
    seen: set[int] = set()
    result = []
    for row in grid(sheet.head + sheet.body):
        result.append([_once(place, seen) for place in row])
    return result


def _once(place: Place, seen: set[int]) -> str:
    if id(place) in seen:
        return ""
    seen.add(id(place))
    return place.text
