"""Word documents (docx, and wps files saved as such): paragraphs and tables in order, true spans.

Tracked changes are read as accepted: inserted text stays, deleted text goes. The ``line`` of a place counts the
paragraphs and table rows of the document from 1, because Word files know no lines.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from analyzer.model import Block, Cell, Document, Grid, Issue
from analyzer.readers.files import embedded
from analyzer.readers.files.container import Container, attribute, child, children, holds, local
from analyzer.readers.files.source import File, Format
from analyzer.readers.files.unread import pictured
from analyzer.readers.layout import stacked
from analyzer.readers.layout.paragraphs import Line, paragraphs
from analyzer.readers.layout.spans import Canvas
from analyzer.readers.web.framework import ANNOUNCED
from analyzer.readers.word.numbering import Numbering

if TYPE_CHECKING:
    from lxml.etree import _Element

GONE = frozenset({"del", "moveFrom", "Fallback", "pPr", "rPr", "instrText", "delText", "rt", "txbxContent", "tblPr"})
"""Elements whose text is not shown where they stand."""
BREAKS = {"tab": " ", "cr": "\n", "br": "\n", "noBreakHyphen": "-", "ptab": " "}
OUTER = " \t\r\n\u00a0\u3000\u200b"


def read(file: File) -> Document:
    """The document in a docx file."""
    container = Container(file)
    main = container.main_part("word/document.xml")
    root = container.xml(main)
    body = _Body(file, container, main)
    body.walk(child(root, "body"))
    issues = body.issues
    if any(local(element) in ("ins", "del", "moveFrom", "moveTo") for element in root.iter()):
        detail = "holds tracked changes; they were read as accepted"
        issues.append(Issue(code="tracked-changes", document=file.name, detail=detail))
    return file.document("docx", body.finish(), issues)


class Styles:
    """What the styles of a document say of headings and numbering, following what they are based on."""

    def __init__(self, root: _Element | None) -> None:
        self.styles = {attribute(style, "styleId"): style for style in children(root, "style")}

    def chain(self, name: str) -> Iterator[_Element]:
        """The style ``name`` and those it is based on, from the nearest."""
        seen: set[str] = set()
        while name in self.styles and name not in seen:
            seen.add(name)
            yield self.styles[name]
            name = attribute(child(self.styles[name], "basedOn"), "val")

    def level(self, properties: _Element | None) -> int:
        """The heading level 1-6 of a paragraph, 0 for body text."""
        own = child(properties, "outlineLvl")
        if own is not None:
            return _outline(own)
        for style in self.chain(attribute(child(properties, "pStyle"), "val")):
            name = attribute(child(style, "name"), "val").lower().replace(" ", "")
            found = re.fullmatch(r"(?:heading|标题)([1-6])", name)
            if found:
                return int(found[1])
            if name in ("title", "标题"):
                return 1
            outline = child(style, "pPr", "outlineLvl")
            if outline is not None:
                return _outline(outline)
        return 0

    def numbering(self, properties: _Element | None) -> tuple[str, int]:
        """(list id, depth) of a paragraph; an empty id where it is not numbered."""
        styles = self.chain(attribute(child(properties, "pStyle"), "val"))
        for holder in (properties, *(child(style, "pPr") for style in styles)):
            number = child(holder, "numPr", "numId")
            if number is not None:
                depth = attribute(child(holder, "numPr", "ilvl"), "val", "0")
                return attribute(number, "val"), int(depth) if depth.isascii() and depth.isdigit() else 0
        return "", 0


def _outline(element: _Element) -> int:
    value = attribute(element, "val")
    return int(value) + 1 if value in "012345" and value else 0


class _Body:
    """Walks the blocks of a document in order and collects paragraphs and grids."""

    def __init__(self, file: File, container: Container, main: str) -> None:
        parts = {kind: path for kind, path in container.relations(main).values() if path in container.names}
        self.file = file
        self.styles = Styles(container.xml(parts["styles"]) if "styles" in parts else None)
        self.numbering = Numbering(container.xml(parts["numbering"]) if "numbering" in parts else None)
        self.blocks: list[Block] = []
        self.lines: list[Line] = []
        self.carry = ""
        self.line = 0
        self.container = container
        self.relations = container.relations(main)
        self.issues: list[Issue] = []

    def walk(self, element: _Element | None) -> None:
        """Take in the blocks inside ``element``; content controls and insertions are looked into."""
        for inner in element if element is not None else ():
            name = local(inner)
            if name == "p":
                self.paragraph(inner)
            elif name == "tbl":
                self.table(inner)
            elif name in ("altChunk", "subDoc"):
                self.part(embedded.relation(inner))
            elif name not in GONE:
                self.walk(inner)

    def paragraph(self, element: _Element) -> None:
        self.line += 1
        properties = child(element, "pPr")
        text = self.carry + text_of(element)
        self.carry = ""
        if child(properties, "rPr", "del") is not None:
            self.carry = text
            return
        level = self.styles.level(properties)
        label = self.numbering.label(*self.styles.numbering(properties)) if text.strip(OUTER) else ""
        for index, part in enumerate((label + text.lstrip(OUTER)).split("\n")):
            if part.strip(OUTER):
                self.lines.append(Line(self.line, part.strip(OUTER), index == 0, level))
        for box in _boxes(element):
            self.walk(box)
        self.held(element)

    def held(self, element: _Element) -> None:
        """Read the objects within ``element`` in their place, and tell its pictures that may be tables."""
        for relation, program in embedded.objects(element):
            kind, path = self.relations.get(relation, ("", ""))
            if path in self.container.names:
                self.part(relation)
            else:
                why = f"{program or kind or 'an object'} is linked, not held"
                self.issues.append(embedded.unread(self.file, posixpath.basename(path) or "?", why))
        announced = any(ANNOUNCED.search(line.text) for line in self.lines[-3:])
        for size in embedded.pictures(element):
            if embedded.is_table_like(size, announced):
                shown = f"{size[0]:.0f} × {size[1]:.0f} cm"
                self.issues.append(pictured(self.file.name, shown, line=self.line))

    def part(self, relation: str) -> None:
        """Take in a part that is a document of its own."""
        blocks, issues = embedded.part(self.file, self.container, self.relations.get(relation, ("", "?"))[1])
        self.issues.extend(issues)
        if blocks:
            self.blocks.extend(paragraphs(self.lines))
            self.lines = []
            self.blocks.extend(blocks)

    def table(self, element: _Element) -> None:
        rows = _rows(element)
        if _is_layout(element, rows):
            for row in rows:
                for cell in _cells(row):
                    self.walk(cell)
            return
        grid = self.grid(rows)
        if any(cell and cell.text for row in grid.rows for cell in row):
            self.blocks.extend(paragraphs(self.lines))
            self.lines = []
            self.blocks.append(grid)
        self.held(element)

    def grid(self, rows: list[_Element]) -> Grid:
        """The grid of table rows with gridSpan and vMerge expanded."""
        canvas = Canvas(self.file, len(rows))
        first = self.line + 1
        lines: stacked.Lines = {}
        for index, row in enumerate(rows):
            self.line += 1
            column = _number(child(row, "trPr", "gridBefore"), 0)
            for element in _cells(row):
                properties = child(element, "tcPr")
                wide = max(_number(child(properties, "gridSpan"), 1), 1)
                above = _continued(canvas, index, column, properties)
                cell = above or Cell(text=text_of(element), line=self.line)
                if above is None and "\n" in cell.text:
                    lines[id(cell)] = lines_of(element)
                canvas.put(index, column, cell, 1, wide)
                column += wide
        laid, crowded = stacked.unstacked(canvas.rectangle(), lines)
        if crowded:
            self.issues.append(stacked.issue(self.file.name, crowded, line=first))
        return Grid(rows=laid, line=first)

    def finish(self) -> list[Block]:
        self.blocks.extend(paragraphs(self.lines))
        return self.blocks


def _continued(canvas: Canvas, row: int, column: int, properties: _Element | None) -> Cell | None:
    """The cell that a merged cell goes on with: the one above (vMerge) or to the left (hMerge, of old files)."""
    vertical, horizontal = child(properties, "vMerge"), child(properties, "hMerge")
    if vertical is not None and attribute(vertical, "val", "continue") != "restart" and row:
        above = canvas.rows[row - 1]
        return above[column] if column < len(above) else None
    if horizontal is not None and attribute(horizontal, "val", "continue") != "restart" and column:
        return canvas.rows[row][column - 1]
    return None


def text_of(element: _Element) -> str:
    """The shown text under ``element``; paragraphs inside it are lines."""
    pieces: list[str] = []
    _collect(element, pieces)
    lines = (re.sub(r"[ \t\u00a0]+", " ", line).strip(" ") for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line.strip(OUTER))


def lines_of(cell: _Element) -> list[str]:
    """The printed lines of a cell, blank ones too."""
    lines: list[str] = []
    for paragraph in (each for each in cell.iterdescendants() if local(each) == "p"):
        pieces: list[str] = []
        _collect(paragraph, pieces)
        lines.extend(line.strip(OUTER) for line in "".join(pieces).split("\n"))
    return lines


def _collect(element: _Element, pieces: list[str]) -> None:
    for inner in element:
        name = local(inner)
        if name == "t":
            pieces.append(inner.text or "")
        elif name in BREAKS:
            page = attribute(inner, "type") in ("page", "column")
            pieces.append("" if page else BREAKS[name])
        elif name in GONE or (name == "r" and _vanished(inner)):
            continue
        else:
            _collect(inner, pieces)
            if name == "p":
                pieces.append("\n")


def _vanished(run: _Element) -> bool:
    mark = child(run, "rPr", "vanish")
    return mark is not None and attribute(mark, "val", "1") not in ("0", "false")


def _boxes(element: _Element) -> list[_Element]:
    """Text boxes anchored in a paragraph, without the copies kept for old programs."""
    boxes = (each for each in element.iter() if local(each) == "txbxContent")
    return [each for each in boxes if not any(local(above) == "Fallback" for above in each.iterancestors())]


def _rows(table: _Element) -> list[_Element]:
    rows = (row for row in table.iterdescendants() if local(row) == "tr" and _owner(row, "tbl") is table)
    return [row for row in rows if child(row, "trPr", "del") is None]


def _cells(row: _Element) -> list[_Element]:
    return [cell for cell in row.iterdescendants() if local(cell) == "tc" and _owner(cell, "tr") is row]


def _owner(element: _Element, name: str) -> _Element | None:
    return next((above for above in element.iterancestors() if local(above) == name), None)


def _is_layout(table: _Element, rows: list[_Element]) -> bool:
    """Whether a table only arranges the page: one column, or a table of several cells within it."""
    if max((len(_cells(row)) for row in rows), default=0) <= 1:
        return True
    inner = (each for each in table.iterdescendants() if local(each) == "tbl")
    return any(sum(1 for cell in each.iterdescendants() if local(cell) == "tc") > 1 for each in inner)


def _number(element: _Element | None, default: int) -> int:
    value = attribute(element, "val")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 8 else default


def accepts(file: File) -> bool:
    """A zip file with a Word document in it."""
    return holds(file, "word/document.xml", "word/styles.xml", "word/settings.xml")


FORMAT = Format(name="docx", suffixes=(".docx", ".docm"), accepts=accepts, read=read, rank=20)
