"""A disclosure as text: tables separated by tabs, as text extracted from files has them, or as Markdown."""

from __future__ import annotations

import csv
import io
from html import escape

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


def comma(disclosure: Disclosure, separator: str = ",") -> str:
    """Comma-separated values, or as “Unicode text” with tabs: a paragraph is a line of one field."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL)
    for line in tabbed(disclosure).split("\n"):
        writer.writerow(line.split("\t"))
    return out.getvalue()


def workbook(disclosure: Disclosure) -> bytes:
    """XML Spreadsheet 2003 of one sheet, all cells as texts."""
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    rows = []
    for line in tabbed(disclosure).split("\n"):
        cells = (f'<Cell><Data ss:Type="String">{escape(text)}</Data></Cell>' for text in line.split("\t"))
        rows.append(f"<Row>{''.join(cells)}</Row>")
    body = f'<Worksheet ss:Name="1"><Table>{"".join(rows)}</Table></Worksheet>'
    return f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}">{body}</Workbook>'.encode()


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
