"""A disclosure as a Word document with true spans."""

from __future__ import annotations

from pathlib import Path

from tests.specimens.document import above
from tests.specimens.specification import Disclosure, Prose, Sheet, grid


def save(disclosure: Disclosure, path: Path) -> None:
    """Write ``disclosure`` to ``path`` (.docx)."""
    from docx import Document

    document = Document()
    for block in disclosure.blocks:
        if isinstance(block, Prose):
            document.add_paragraph(block.text, style=f"Heading {block.level}" if block.level else None)
            continue
        for line in above(block):
            document.add_paragraph(line)
        _table(document, block)
        note = block.note if isinstance(block.note, str) else block.note.text
        document.add_paragraph(note)
    document.save(str(path))


def _table(document: object, sheet: Sheet) -> None:
    rows = grid(sheet.head + sheet.body)
    table = document.add_table(rows=len(rows), cols=sheet.width)  # type: ignore[attr-defined]
    table.style = "Table Grid"
    cells = [list(row.cells) for row in table.rows]
    done: set[int] = set()
    for down, row in enumerate(rows):
        for right, place in enumerate(row):
            if id(place) in done:
                continue
            done.add(id(place))
            cell = cells[down][right]
            if place.rows > 1 or place.columns > 1:
                cell = cell.merge(cells[down + place.rows - 1][right + place.columns - 1])
            cell.text = place.text
