"""XML Spreadsheet 2003 (and what programs write as such under the name .xls): cells as their formats show them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from analyzer.model import Block, Document, Issue
from analyzer.readers.files.container import attribute, child, children, parse_xml
from analyzer.readers.files.encoding import decoded
from analyzer.readers.files.source import File, Format
from analyzer.readers.sheets import numberformat
from analyzer.readers.sheets.blocks import Sheet, blocks, noted

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACE = b"urn:schemas-microsoft-com:office:spreadsheet"
NAMED = {
    "general number": "General", "fixed": "0.00", "standard": "#,##0.00", "percent": "0.00%", "scientific": "0.00E+00",
    "currency": "¥#,##0.00", "short date": "yyyy/m/d", "general date": "yyyy/m/d h:mm", "medium date": "yyyy-m-d",
    "long date": 'yyyy"年"m"月"d"日"',
}  # fmt: skip
"""Formats that the file calls by name, as number-format codes."""
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read(file: File) -> Document:
    """The document in an XML Spreadsheet file."""
    try:
        text, _ = decoded(file.data)
    except ValueError:
        raise file.refuse("an XML Spreadsheet in no known encoding; save it as .xlsx") from None
    root = parse_xml(DECLARATION.sub("", text).encode("utf-8"), "Workbook", file)
    codes = _codes(root)
    found: list[Block] = []
    issues: list[Issue] = []
    for entry in children(root, "Worksheet"):
        sheet = _sheet(entry, codes, file)
        found.extend(blocks(sheet, file))
        issues.extend(noted(sheet, file))
    return file.document("spreadsheetml", found, issues)


def _codes(root: _Element) -> dict[str, str]:
    """The number-format code of each style, following what it is based on."""
    styles = {attribute(style, "ID"): style for style in children(child(root, "Styles"), "Style")}

    def code(name: str, depth: int = 0) -> str:
        style = styles.get(name)
        own = attribute(child(style, "NumberFormat"), "Format")
        if own or style is None or depth > 10:
            return NAMED.get(own.lower(), own) or "General"
        return code(attribute(style, "Parent", "Default"), depth + 1)

    return {name: code(name) for name in styles}


def _sheet(entry: _Element, codes: dict[str, str], file: File) -> Sheet:
    visible = child(entry, "WorksheetOptions", "Visible")
    hidden = visible is not None and (visible.text or "").strip() in ("SheetHidden", "SheetVeryHidden")
    sheet = Sheet(name=attribute(entry, "Name"), hidden=hidden)
    table = child(entry, "Table")
    hidden_rows: set[int] = set()
    row = -1
    for element in children(table, "Row"):
        row = _index(element, row)
        if attribute(element, "Hidden") == "1":
            hidden_rows.add(row)
        _take(element, row, sheet, codes)
        file.check_size(1, 0, len(sheet.texts))
        row += _count(element, "Span")
    sheet.hide(hidden_rows, _hidden_columns(table))
    return sheet


def _take(row: _Element, at: int, sheet: Sheet, codes: dict[str, str]) -> None:
    column = -1
    for cell in children(row, "Cell"):
        column = _index(cell, column)
        across, down = _count(cell, "MergeAcross"), _count(cell, "MergeDown")
        text = _shown(child(cell, "Data"), codes.get(attribute(cell, "StyleID", attribute(row, "StyleID")), "General"))
        if text:
            sheet.texts[at, column] = text
        elif attribute(cell, "Formula"):
            sheet.uncomputed += 1
        if across or down:
            sheet.merged.append((at, column, at + down, column + across))
        column += across


def _shown(data: _Element | None, code: str) -> str:
    if data is None:
        return ""
    text = "".join(str(piece) for piece in data.itertext()).replace("\r", "").strip()
    kind = attribute(data, "Type", "String")
    if kind == "Number" and text:
        return numberformat.shown(text, code)
    if kind == "Boolean":
        return {"1": "TRUE", "0": "FALSE"}.get(text, text)
    return text[:10] if kind == "DateTime" else text


def _hidden_columns(table: _Element | None) -> Iterator[tuple[int, int]]:
    at = -1
    for column in children(table, "Column"):
        at = _index(column, at)
        last = at + _count(column, "Span")
        if attribute(column, "Hidden") == "1":
            yield at, last
        at = last


def _index(element: _Element, before: int) -> int:
    """The place of a row, column or cell from 0; it is counted on where the file does not say."""
    value = attribute(element, "Index")
    return int(value) - 1 if value.isascii() and value.isdigit() and 0 < len(value) < 8 else before + 1


def _count(element: _Element, name: str) -> int:
    value = attribute(element, name)
    return int(value) if value.isascii() and value.isdigit() and len(value) < 7 else 0


def accepts(file: File) -> bool:
    """XML whose root is a Workbook of that namespace, under any name."""
    head = file.data[:4096].replace(b"\x00", b"")
    return NAMESPACE in head and re.search(rb"<(?:\w+:)?Workbook[\s>]", head) is not None


FORMAT = Format(name="spreadsheetml", suffixes=(".xml",), accepts=accepts, read=read, rank=30)
"""XML Spreadsheet files carry the suffix .xls or .xml."""
