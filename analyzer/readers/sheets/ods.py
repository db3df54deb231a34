"""OpenDocument spreadsheets (ods): the cells as the file itself says they are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from analyzer.model import Block, Document, Issue
from analyzer.readers.files.container import Container, attribute, child, children, holds, is_zip, local
from analyzer.readers.files.source import File, Format
from analyzer.readers.sheets.blocks import Sheet, blocks, noted
from analyzer.readers.sheets.numberformat import SIGNED, shown

if TYPE_CHECKING:
    from lxml.etree import _Element

KIND = b"application/vnd.oasis.opendocument.spreadsheet"
CELLS = ("table-cell", "covered-table-cell")
ROW_GROUPS = ("table-header-rows", "table-row-group", "table-rows")


def read(file: File) -> Document:
    """The document in an ods file."""
    root = Container(file).xml("content.xml")
    hidden = _hidden_styles(root)
    found: list[Block] = []
    issues: list[Issue] = []
    for table in children(child(root, "body", "spreadsheet"), "table"):
        sheet = _sheet(table, hidden, file)
        found.extend(blocks(sheet, file))
        issues.extend(noted(sheet, file))
    return file.document("ods", found, issues)


def _hidden_styles(root: _Element) -> frozenset[str]:
    styles = children(child(root, "automatic-styles"), "style")
    return frozenset(
        attribute(style, "name")
        for style in styles
        if attribute(child(style, "table-properties"), "display", "true") == "false"
    )


def _sheet(table: _Element, hidden: frozenset[str], file: File) -> Sheet:
    sheet = Sheet(name=attribute(table, "name"), hidden=attribute(table, "style-name") in hidden)
    row = 0
    for element in _rows(table):
        repeated = _count(element, "number-rows-repeated")
        cells = list(_filled(element, row, sheet))
        if cells and repeated > 1:
            file.check_size(repeated, 1, repeated * len(cells))
        for at in range(repeated if cells else 1):
            sheet.texts.update({(row + at, column): text for column, text in cells})
        file.check_size(1, 0, len(sheet.texts))
        row += repeated
    return sheet


def _rows(element: _Element) -> Iterator[_Element]:
    for inner in element:
        if local(inner) == "table-row":
            yield inner
        elif local(inner) in ROW_GROUPS:
            yield from _rows(inner)


def _filled(row: _Element, index: int, sheet: Sheet) -> Iterator[tuple[int, str]]:
    """(column, text) of the filled cells of a row; spans go to the sheet."""
    column = 0
    for cell in row:
        if local(cell) not in CELLS:
            continue
        repeated = _count(cell, "number-columns-repeated")
        text = _text(cell) if local(cell) == "table-cell" else ""
        if text:
            tall, wide = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
            if tall * wide > 1:
                sheet.merged.append((index, column, index + tall - 1, column + wide - 1))
            for at in range(min(repeated, 20_000)):
                yield column + at, text
        column += repeated


def _text(cell: _Element) -> str:
    lines = ["".join(_pieces(paragraph)) for paragraph in children(cell, "p")]
    text = "\n".join(lines).strip()
    value = attribute(cell, "value")
    if value.startswith("-") and re.search(r"[1-9]", text) and not SIGNED.search(text):
        return "-" + text  # a style that shows a negative number only by its colour
    return text or (shown(value) if value else "")


def _pieces(element: _Element) -> Iterator[str]:
    yield element.text or ""
    for inner in element:
        name = local(inner)
        if name == "s":
            yield " " * min(_count(inner, "c"), 100)
        elif name in ("line-break", "tab"):
            yield "\n" if name == "line-break" else " "
        elif name != "annotation":
            yield from _pieces(inner)
        yield inner.tail or ""


def _count(element: _Element, name: str) -> int:
    value = attribute(element, name, "1")
    return max(int(value), 1) if value.isascii() and value.isdigit() and len(value) < 9 else 1


def accepts(file: File) -> bool:
    """A zip file that declares itself an OpenDocument spreadsheet."""
    return is_zip(file) and (KIND in file.data[:200] or (file.suffix == ".ods" and holds(file, "content.xml")))


FORMAT = Format(name="ods", suffixes=(".ods",), accepts=accepts, read=read, rank=22)
