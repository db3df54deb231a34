"""Binary Excel workbooks (xlsb): the records of [MS-XLSB] with the digits as their formats show them.

Calamine gives the values without their formats; a percentage would come out as a fraction.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import TypeAlias

from analyzer.model import Block, Document, Issue
from analyzer.readers.files.container import Container, holds
from analyzer.readers.files.embedded import sheet_objects
from analyzer.readers.files.source import File, Format
from analyzer.readers.sheets import numberformat
from analyzer.readers.sheets.blocks import Sheet, Style, blocks, noted

Record: TypeAlias = tuple[int, bytes]
ROW, BLANK, RK, ERROR, BOOL, REAL, STRING, SHARED = range(8)
FORMULA_STRING, FORMULA_REAL, FORMULA_BOOL, FORMULA_ERROR = range(8, 12)
RICH = 62
ITEM, FORMAT_CODE, STYLE, COLUMN, BOOK, SHEET, MERGED = 19, 44, 47, 60, 153, 156, 176
BEGIN_STYLES, END_STYLES = 617, 618
MAIN = "xl/workbook.bin"


def read(file: File) -> Document:
    """The document in an xlsb file; hidden rows, columns and sheets are noted as issues."""
    container = Container(file)
    found: list[Block] = []
    issues: list[Issue] = []
    try:
        for sheet in _sheets(container):
            found.extend(blocks(sheet, file))
            issues.extend(noted(sheet, file))
    except (struct.error, IndexError):
        raise file.refuse("a damaged binary Excel workbook; fetch it again, or save it as .xlsx") from None
    issues.extend(sheet_objects(file, container))
    return file.document("xlsb", found, issues)


def records(data: bytes) -> Iterator[Record]:
    """(type, content) of the records of a part; type and length are numbers of seven bits a byte."""
    at = 0
    while at < len(data):
        kind, at = _number(data, at, 2)
        length, at = _number(data, at, 4)
        yield kind, data[at : at + length]
        at += length


def _number(data: bytes, at: int, most: int) -> tuple[int, int]:
    value = 0
    for place in range(most):
        byte = data[at + place]
        value |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            return value, at + place + 1
    return value, at + most


def _sheets(container: Container) -> Iterator[Sheet]:
    relations = container.relations(MAIN)
    parts = dict(relations.values())
    base1904 = False
    entries: list[tuple[str, str, bool]] = []
    for kind, body in records(container.bytes(MAIN)):
        if kind == BOOK:
            base1904 = bool(body[0] & 1)
        elif kind == SHEET:
            relation, after = _text(body, 8)
            name, _ = _text(body, after)
            entries.append((name, relation, struct.unpack_from("<I", body)[0] != 0))
    codes, strings = _codes(container, parts.get("styles", "")), _strings(container, parts.get("sharedStrings", ""))
    style = Style(codes=codes, strings=strings, base1904=base1904)
    for name, relation, hidden in entries:
        kind_of, path = relations.get(relation, ("", ""))
        if kind_of == "worksheet" and path in container.names:
            sheet = Sheet(name=name, hidden=hidden)
            _fill(sheet, container.bytes(path), style, container.file)
            yield sheet


def _codes(container: Container, path: str) -> list[str]:
    """The number-format code of each cell style."""
    own: dict[int, str] = {}
    numbers: list[int] = []
    inside = False
    for kind, body in records(container.bytes(path)) if path in container.names else ():
        if kind == FORMAT_CODE:
            own[struct.unpack_from("<H", body)[0]] = _text(body, 2)[0]
        elif kind in (BEGIN_STYLES, END_STYLES):
            inside = kind == BEGIN_STYLES
        elif kind == STYLE and inside:
            numbers.append(struct.unpack_from("<H", body, 2)[0])
    return [own.get(number, numberformat.BUILTIN.get(number, "General")) for number in numbers]


def _strings(container: Container, path: str) -> list[str]:
    if path not in container.names:
        return []
    return [_text(body, 1)[0] for kind, body in records(container.bytes(path)) if kind == ITEM]


def _fill(sheet: Sheet, data: bytes, style: Style, file: File) -> None:
    """Take the cells, merged ranges and hidden rows and columns of one worksheet part."""
    row = 0
    hidden_rows: set[int] = set()
    hidden_columns: list[tuple[int, int]] = []
    for kind, body in records(data):
        if kind == ROW:
            row = struct.unpack_from("<I", body)[0]
            if body[11] & 0x10:
                hidden_rows.add(row)
        elif kind <= FORMULA_ERROR or kind == RICH:
            column = struct.unpack_from("<I", body)[0]
            text = _shown(kind, body, style)
            if text:
                sheet.texts[row, column] = text
                file.check_size(1, 0, len(sheet.texts))
        elif kind == MERGED:
            top, bottom, left, right = struct.unpack_from("<IIII", body)
            sheet.merged.append((top, left, bottom, right))
        elif kind == COLUMN and struct.unpack_from("<H", body, 16)[0] & 1:
            hidden_columns.append(struct.unpack_from("<II", body))
    sheet.hide(hidden_rows, hidden_columns)


def _shown(kind: int, body: bytes, style: Style) -> str:
    """The text of a cell: its column and style stand in the first eight bytes, its value behind them."""
    if kind in (STRING, FORMULA_STRING):
        return _text(body, 8)[0]
    if kind == RICH:
        return _text(body, 9)[0]
    if kind == SHARED:
        at = struct.unpack_from("<I", body, 8)[0]
        return style.strings[at] if at < len(style.strings) else ""
    if kind in (BOOL, FORMULA_BOOL):
        return "TRUE" if body[8] else "FALSE"
    if kind in (RK, REAL, FORMULA_REAL):
        value = _rk(struct.unpack_from("<I", body, 8)[0]) if kind == RK else struct.unpack_from("<d", body, 8)[0]
        at = int.from_bytes(body[4:7], "little")
        code = style.codes[at] if at < len(style.codes) else "General"
        return numberformat.shown(value, code, base1904=style.base1904)
    return "#N/A" if kind in (ERROR, FORMULA_ERROR) else ""


def _rk(value: int) -> float:
    """A number of 30 bits: an integer or the upper half of a float, perhaps in hundredths ([MS-XLSB] 2.5.122)."""
    if value & 2:
        number = float((value >> 2) - (1 << 30 if value & 0x80000000 else 0))
    else:
        number = float(struct.unpack("<d", struct.pack("<Q", (value & 0xFFFFFFFC) << 32))[0])
    return number / 100 if value & 1 else number


def _text(body: bytes, at: int) -> tuple[str, int]:
    """(text, where it ends) of a string with its length in front; a length of all ones is none."""
    length = struct.unpack_from("<I", body, at)[0]
    if length == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + 2 * length
    if end > len(body):
        raise IndexError
    return body[at + 4 : end].decode("utf-16-le", "replace").replace("\r", ""), end


def accepts(file: File) -> bool:
    """A zip file with a binary workbook in it."""
    return holds(file, MAIN)


FORMAT = Format(name="xlsb", suffixes=(".xlsb",), accepts=accepts, read=read, rank=20)
