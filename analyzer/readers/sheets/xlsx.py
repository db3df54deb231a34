"""Excel workbooks (xlsx, xlsm): the cells as they are shown, read straight from the parts of the file.

Calamine gives values without number formats, and lays a sheet with one far cell out in full; here only the cells that
exist are taken, each with the digits its format shows.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from analyzer.model import Block, Document, Issue
from analyzer.readers.files.container import Container, attribute, check_entities, child, children, holds, local
from analyzer.readers.files.embedded import sheet_objects
from analyzer.readers.files.source import File, Format
from analyzer.readers.sheets import numberformat
from analyzer.readers.sheets.blocks import Sheet, Style, blocks, noted

if TYPE_CHECKING:
    from lxml.etree import _Element

REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})$")
_CELL = r"\$?[A-Z]{1,3}\$?\d{1,7}"
_TERM = rf"(?:SUM\({_CELL}(?::{_CELL})?(?:,{_CELL}(?::{_CELL})?)*\)|{_CELL})"
ADDED_UP = re.compile(rf"{_TERM}(?:\+{_TERM})*")
"""A formula that only adds up cells of its own sheet."""


def read(file: File) -> Document:
    """The document in an xlsx file; hidden rows, columns and sheets are noted as issues."""
    container = Container(file)
    found: list[Block] = []
    issues: list[Issue] = []
    for sheet in sheets(container):
        found.extend(blocks(sheet, file))
        issues.extend(noted(sheet, file))
    issues.extend(sheet_objects(file, container))
    return file.document("xlsx", found, issues)


def sheets(container: Container) -> Iterator[Sheet]:
    """The worksheets of a workbook in order."""
    main = container.main_part("xl/workbook.xml")
    book, relations = container.xml(main), container.relations(main)
    base1904 = attribute(child(book, "workbookPr"), "date1904") in ("1", "true")
    parts = dict(relations.values())
    codes, strings = _codes(container, parts.get("styles", "")), _strings(container, parts.get("sharedStrings", ""))
    style = Style(codes=codes, strings=strings, base1904=base1904)
    for entry in children(child(book, "sheets"), "sheet"):
        kind, path = relations.get(_identifier(entry), ("", ""))
        if kind == "worksheet" and path in container.names:
            hidden = attribute(entry, "state", "visible") != "visible"
            sheet = Sheet(name=attribute(entry, "name"), hidden=hidden)
            _fill(sheet, container, path, style)
            yield sheet


def _identifier(entry: _Element) -> str:
    return next((str(value) for key, value in entry.attrib.items() if str(key).endswith("}id")), "")


def _codes(container: Container, path: str) -> list[str]:
    """The number-format code of each cell style."""
    if path not in container.names:
        return []
    root = container.xml(path)
    own = {attribute(f, "numFmtId"): attribute(f, "formatCode") for f in children(child(root, "numFmts"), "numFmt")}
    codes = []
    for style in children(child(root, "cellXfs"), "xf"):
        number = attribute(style, "numFmtId", "0")
        builtin = numberformat.BUILTIN.get(int(number) if number.isdigit() else 0, "General")
        codes.append(own.get(number, builtin))
    return codes


def _strings(container: Container, path: str) -> list[str]:
    if path not in container.names:
        return []
    return [_text(item) for item in children(container.xml(path), "si")]


def _text(item: _Element) -> str:
    """The text of a string item with its runs, without phonetic guides."""
    pieces = []
    for inner in item.iter():
        if local(inner) == "t" and not any(local(above) == "rPh" for above in inner.iterancestors()):
            pieces.append(inner.text or "")
    return re.sub(r"_x000D_", "", "".join(pieces)).replace("\r", "")


def _fill(sheet: Sheet, container: Container, path: str, style: Style) -> None:
    """Take the cells, merged ranges and hidden rows and columns of one worksheet part."""
    from lxml import etree

    data = container.bytes(path)
    check_entities(data, path, container.file)
    part = _Part(sheet, style, container.file)
    events = etree.iterparse(io.BytesIO(data), events=("start", "end"), resolve_entities=False, no_network=True)
    try:
        for event, element in events:
            if event == "start":
                part.open(element)
            else:
                part.close(element)
    except etree.XMLSyntaxError as error:
        message = f"sheet {sheet.name} is damaged ({str(error)[:80]}); fetch the file again"
        raise container.file.refuse(message) from None
    part.leave_out_placeholders()
    sheet.hide(part.hidden_rows, part.hidden_columns)


class _Part:
    """Follows the elements of a worksheet part; references may be missing, then cells count on."""

    def __init__(self, sheet: Sheet, style: Style, file: File) -> None:
        self.sheet, self.style, self.file = sheet, style, file
        self.row = self.column = -1
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []
        self.stored: dict[tuple[int, int], str] = {}
        self.formulas: dict[tuple[int, int], str] = {}

    def open(self, element: _Element) -> None:
        if local(element) == "row":
            self.row, self.column = _integer(element.get("r", ""), self.row + 2) - 1, -1
            if element.get("hidden") in ("1", "true"):
                self.hidden_rows.add(self.row)

    def close(self, element: _Element) -> None:
        name = local(element)
        if name == "c":
            self.cell(element)
        elif name == "mergeCell":
            self.sheet.merged.extend(_range(element.get("ref", "")))
        elif name == "col" and element.get("hidden") in ("1", "true"):
            low, high = (_integer(element.get(end, ""), 1) - 1 for end in ("min", "max"))
            self.hidden_columns.append((low, high))
        if name in ("c", "row"):
            element.clear()

    def cell(self, element: _Element) -> None:
        place = position(element.get("r", "")) or (self.row, self.column + 1)
        self.column = place[1]
        text = _shown(element, self.style)
        self.note(element, place)
        if text:
            self.sheet.texts[place] = text
            self.file.check_size(1, 0, len(self.sheet.texts))
        elif child(element, "f") is not None and element.get("t") != "str" and not _value(element):
            self.sheet.uncomputed += 1

    def note(self, element: _Element, place: tuple[int, int]) -> None:
        """Keep what a formula and the numbers it may add up say of each other."""
        formula = child(element, "f")
        if element.get("t", "n") == "n" and (value := _value(element)):
            self.stored[place] = value
            if formula is not None:
                self.formulas[place] = formula.text or ""

    def leave_out_placeholders(self) -> None:
        """Take out the zeros that a program stored for formulas it did not compute, where a sum shows they are none."""
        if any(self.is_placeholder(place, formula) for place, formula in self.formulas.items()):
            empty = [place for place in self.formulas if _is_zero(self.stored[place])]
            self.sheet.uncomputed += sum(self.sheet.texts.pop(place, None) is not None for place in empty)

    def is_placeholder(self, place: tuple[int, int], formula: str) -> bool:
        if not _is_zero(self.stored[place]) or not ADDED_UP.fullmatch(formula):
            return False
        areas = [r for part in re.split(r"[+,]", re.sub(r"SUM\(|[)$]", "", formula)) for r in _area(part)]
        values = [v for at, v in self.stored.items() if any(_lies(at, area) for area in areas)]
        return any(not _is_zero(v) for v in values) and not any(v.startswith("-") for v in values)


def _lies(place: tuple[int, int], area: tuple[int, int, int, int]) -> bool:
    return area[0] <= place[0] <= area[2] and area[1] <= place[1] <= area[3]


def _is_zero(value: str) -> bool:
    return not re.search(r"[1-9]", value)


def _area(reference: str) -> Iterator[tuple[int, int, int, int]]:
    first, _, last = reference.partition(":")
    start, end = position(first), position(last or first)
    if start and end:
        yield (*start, *end)


def _shown(element: _Element, style: Style) -> str:
    kind = element.get("t", "n")
    if kind == "inlineStr":
        inline = child(element, "is")
        return _text(inline) if inline is not None else ""
    value = _value(element)
    if kind == "s":
        at = _integer(value, -1)
        return style.strings[at] if 0 <= at < len(style.strings) else ""
    if kind == "b":
        return {"1": "TRUE", "0": "FALSE"}.get(value, value)
    if kind != "n" or not value:
        return value[:10] if kind == "d" else value
    at = _integer(element.get("s", "0"), 0)
    code = style.codes[at] if at < len(style.codes) else "General"
    return numberformat.shown(value, code, base1904=style.base1904)


def _value(element: _Element) -> str:
    held = child(element, "v")
    return (held.text or "") if held is not None else ""


def position(reference: str) -> tuple[int, int] | None:
    """(row, column) from 0 of a reference such as “C5”; None where it is none."""
    found = REFERENCE.match(reference)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def _range(reference: str) -> Iterator[tuple[int, int, int, int]]:
    """A range of several cells as (first row, first column, last row, last column)."""
    yield from (area for area in _area(reference) if area[:2] != area[2:])


def _integer(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default


def accepts(file: File) -> bool:
    """A zip file with an Excel workbook in it."""
    return holds(file, "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml")


FORMAT = Format(name="xlsx", suffixes=(".xlsx", ".xlsm"), accepts=accepts, read=read, rank=21)
