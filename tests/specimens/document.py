"""The shortest way: a specification straight to the `Document` that a perfect reader would make of it."""

from __future__ import annotations

import hashlib

from analyzer.model import Block, Cell, Document, Grid, Paragraph
from tests.specimens.specification import Address, Disclosure, Place, Prose, Sheet, grid


def document(disclosure: Disclosure) -> Document:
    """``disclosure`` as read. Each paragraph and each table row has a line of its own, see `lines`."""
    blocks: list[Block] = []
    line = 0
    for block in disclosure.blocks:
        if isinstance(block, Prose):
            line += 1
            blocks.append(Paragraph(text=block.text, line=line, level=block.level))
        else:
            blocks.extend(_sheet(block, line))
            line += _height(block)
    name = f"{disclosure.name}.html"
    digest = hashlib.sha256(repr(disclosure).encode()).hexdigest()
    return Document(name=name, path=name, format="html", sha256=digest, blocks=tuple(blocks))


def line_of(disclosure: Disclosure, address: Address) -> int:
    """The line at which `document` puts the mark at ``address``."""
    line = 0
    for number, block in enumerate(disclosure.blocks):
        if number == address.block:
            break
        line += 1 if isinstance(block, Prose) else _height(block)
    block = disclosure.blocks[address.block]
    if isinstance(block, Prose):
        return line + 1
    if address.row == -2:
        return line + _height(block)
    return line + len(above(block)) + len(block.head) + address.row + 1


def above(sheet: Sheet) -> list[str]:
    """The lines printed above a table: form number, title, office, unit."""
    label = [sheet.label] if sheet.label else []
    unit = [f"单位：{sheet.unit}"] if sheet.unit else []
    return [*label, sheet.title, *sheet.above, *unit]


def _height(sheet: Sheet) -> int:
    return len(above(sheet)) + len(sheet.head) + len(sheet.body) + bool(sheet.note)


def _sheet(sheet: Sheet, line: int) -> list[Block]:
    blocks: list[Block] = []
    for text in above(sheet):
        line += 1
        blocks.append(Paragraph(text=text, line=line))
    rows = []
    seen: dict[int, Cell] = {}
    for places in grid(sheet.head + sheet.body):
        line += 1
        rows.append(tuple(seen.setdefault(id(place), _cell(place, line)) for place in places))
    blocks.append(Grid(rows=tuple(rows), line=line - len(rows) + 1))
    if sheet.note:
        note = sheet.note if isinstance(sheet.note, str) else sheet.note.text
        blocks.append(Paragraph(text=note, line=line + 1))
    return blocks


def _cell(place: Place, line: int) -> Cell:
    return Cell(text=place.text, line=line)
