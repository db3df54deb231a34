"""Web pages: tables with their spans expanded, headings as structure, paragraphs without scripts and menus.

The bytes are decoded before they are parsed: a page that declares gb2312 mostly holds GBK bytes, and one that declares
nothing is decoded by its content. Line numbers are those of the page source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, TypeAlias

from analyzer.model import Block, Cell, Document, Grid, Issue
from analyzer.readers.files.encoding import decoded
from analyzer.readers.files.source import File, Format
from analyzer.readers.files.unread import pictured
from analyzer.readers.layout import stacked
from analyzer.readers.layout.paragraphs import Line, paragraphs
from analyzer.readers.layout.spans import Canvas
from analyzer.readers.web import framework
from analyzer.readers.web.markup import BLOCKS, DROPPED, OUTER, SPACES, hidden, lines_of, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

HEADINGS = {f"h{level}": level for level in range(1, 7)}
MARKUP = re.compile(r"<(?:!doctype\s+html|html|head|body|table|div|meta|p|span|h[1-6])[\s>]", re.IGNORECASE)
PROLOGUE = re.compile(
    r"(?:\s*<\?.{0,500}?\?>|\s*<!--.{0,2000}?-->|\s*<!doctype[^>]{0,500}>)*\s*", re.IGNORECASE | re.DOTALL
)
"""What may stand before the first element."""
HTML_ROOT = re.compile(r"<(?:\w{1,20}:)?(?:html|body|table|div)[\s>]", re.IGNORECASE)
MAX_FRAMES = 3
"""Frames within frames."""
Locate: TypeAlias = Callable[[str], bytes | None]
"""The content of a file that a page names by a relative location; None where it is not there."""
DEEP_CELL = (1000, 3)
"""Characters and paragraphs above which a cell is a column of the page layout, not of a table."""


def read(file: File) -> Document:
    """The document in a web page; refuses markup nested deeper than the limits.

    Its digest is that of the page and of the frames read with it: pages of frames may be alike and show other sheets.
    """
    frames: list[bytes] = []

    def locate(location: str) -> bytes | None:
        data = file.beside(location)
        if data and accepts(file.part(framework.shown_name(location), data)):
            frames.append(data)
        return data

    blocks, issues = page(file, locate)
    made = file.document("html", blocks, issues)
    return replace(made, sha256=sha256(b"".join([file.data, *frames])).hexdigest())


def page(file: File, locate: Locate) -> tuple[list[Block], list[Issue]]:
    """The blocks of a page with those of its frames, and what was not read with it.

    ``locate`` gives the content of a file that the page names, or None. Raises UnreadableDocument where the page only
    shows files that are not with it.
    """
    text, lost = _decoded(file)
    root = parse(text, file)
    sheet = _Page(file, 0)
    blocks = sheet.taken(root)
    issues = [Issue(code="damaged-encoding", document=file.name, detail=f"{lost} characters lost")] if lost else []
    inner, missing = _framed(root, file, locate)
    for part_blocks, part_issues in inner:
        blocks.extend(part_blocks)
        issues.extend(part_issues)
    issues.extend(sheet.issues)
    shows = framework.is_frameset(root)
    if missing and shows:
        detail = f"its tables stand in other files: {', '.join(missing)}; fetch them too and leave them where it looks"
        if not inner:
            raise file.refuse(detail)
        issues.append(Issue(code="unread-part", document=file.name, detail=detail))
    links = sorted({*framework.attachments(root, locate), *(() if shows else missing)})[:20]
    if links:
        detail = f"the page links files that are not read with it: {', '.join(links)}; fetch them too"
        issues.append(Issue(code="linked-files", document=file.name, detail=detail))
        if not blocks:
            raise file.refuse(detail)
    return blocks, issues


def _decoded(file: File) -> tuple[str, int]:
    try:
        return decoded(file.data)
    except ValueError:
        raise file.refuse("a web page in no known encoding; save it as UTF-8") from None


def _framed(root: _Element, file: File, locate: Locate) -> tuple[list[tuple[list[Block], list[Issue]]], list[str]]:
    """The pages in the frames of a page, and the names of what they show that is not there or no page."""
    found, missing = [], []
    for location in framework.frames(root):
        data = locate(location) if file.depth < MAX_FRAMES else None
        inner = file.part(framework.shown_name(location), data) if data else None
        if inner is not None and accepts(inner):
            found.append(page(inner, _from(location, locate)))
        elif inner is None or not framework.is_decoration(location):
            missing.append(framework.shown_name(location))
    return found, list(dict.fromkeys(missing))


def _from(location: str, locate: Locate) -> Locate:
    """What a frame names is looked for beside the frame, then beside the page."""
    folder = location.rpartition("/")[0]
    return lambda name: (locate(f"{folder}/{name}") if folder else None) or locate(name)


def parse(text: str, file: File) -> _Element:
    """The element tree of ``text``, its depth checked."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    _check_nesting(text, file)
    root = etree.fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser)
    if root is None:
        raise file.refuse("a web page without content; fetch it again")
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > file.limits.max_depth:
            raise file.refuse(f"markup nested deeper than Limits.max_depth = {file.limits.max_depth}")
    return root


def _check_nesting(text: str, file: File) -> None:
    """Refuse before parsing what opens far more elements than it closes: the parser's time grows with their square."""
    opened = 0
    for close, tag in re.findall(r"<(/?)(div|table|td|tr|span|font|ul|ol|section|b|i)\b", text, re.IGNORECASE):
        opened += -1 if close else tag.lower() not in ("td", "tr")
        if opened > 20 * file.limits.max_depth:
            raise file.refuse(f"markup nested deeper than Limits.max_depth = {file.limits.max_depth}")


def content(root: _Element, file: File, offset: int = 0) -> list[Block]:
    """Paragraphs and grids under ``root`` in order; ``offset`` is added to the line numbers."""
    return _Page(file, offset).taken(root)


class _Page:
    """Collects the text of a page into lines and the lines and tables into blocks."""

    def __init__(self, file: File, offset: int) -> None:
        self.file, self.offset = file, offset
        self.blocks: list[Block] = []
        self.lines: list[Line] = []
        self.pieces: list[str] = []
        self.line, self.level, self.blank = 1, 0, True
        self.skipped: _Element | None = None
        self.issues: list[Issue] = []

    def taken(self, root: _Element) -> list[Block]:
        """The blocks under ``root`` in order."""
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if self.open(element):
                    walk.skip_subtree()
            else:
                self.close(element)
        return self.finish()

    def open(self, element: _Element) -> bool:
        """Take in the start of an element; True where its inside is done with."""
        tag = str(element.tag)
        if tag in DROPPED or hidden(element):
            self.skipped = element
            return True
        if tag == "table" and not is_layout(element):
            self.flush()
            self.table(element)
            self.skipped = element
            return True
        if tag == "img":
            self.picture(element)
        if tag == "br":
            self.flush(blank=False)
        elif tag in BLOCKS:
            self.flush()
            self.level = HEADINGS.get(tag, self.level)
            if tag == "li":
                self.pieces.append(_number(element))
        self.add(element.text, element)
        return False

    def close(self, element: _Element) -> None:
        """Take in the end of an element and the text that follows it."""
        tag = str(element.tag)
        if element is self.skipped:
            self.skipped = None
        elif tag in BLOCKS:
            self.flush()
            if tag in HEADINGS:
                self.level = 0
        self.add(element.tail, element)

    def add(self, text: str | None, element: _Element) -> None:
        if text and text.strip(OUTER):
            if not "".join(self.pieces).strip(OUTER):
                self.line = _line(element) + self.offset
            self.pieces.append(text)
        elif text:
            self.pieces.append(" ")

    def flush(self, blank: bool = True) -> None:
        """End the line at hand; after ``blank`` the next one begins a new paragraph unless a sentence goes on."""
        text = SPACES.sub(" ", "".join(self.pieces)).strip(OUTER)
        self.pieces = []
        if text and not re.fullmatch(r"[\d①-⑳]*[.、]?", text):
            self.lines.append(Line(self.line, text, self.blank, self.level))
            self.blank = False
        elif not blank and not text:
            self.blank = True
        self.blank = self.blank or blank

    def table(self, element: _Element) -> None:
        for caption in element.iterchildren("caption"):
            self.pieces.append(text_of(caption))
            self.line = _line(caption) + self.offset
            self.flush()
        for image in element.iterdescendants("img"):
            self.picture(image)
        found, crowded = _grid(element, self.file, self.offset)
        if crowded:
            self.issues.append(stacked.issue(self.file.name, crowded, line=_line(element) + self.offset))
        if found is not None:
            self.blocks.extend(paragraphs(self.lines))
            self.lines = []
            self.blocks.append(found)

    def picture(self, image: _Element) -> None:
        """Tell a picture that stands where a table may be: large, or under a line that announces a table."""
        near = [*(line.text for line in self.lines[-3:]), "".join(self.pieces)]
        if framework.is_small(image) or not (framework.is_large(image) or any(map(framework.ANNOUNCED.search, near))):
            return
        where = framework.shown_name(image.get("src", "")) or "without a name"
        line = _line(image) + self.offset
        self.issues.append(pictured(self.file.name, where, line=line))

    def finish(self) -> list[Block]:
        self.flush()
        self.blocks.extend(paragraphs(self.lines))
        return self.blocks


def is_layout(table: _Element) -> bool:
    """Whether ``table`` only arranges the page: it holds tables, headings or long prose, or has one column."""
    own = [_cells(row) for row in _rows(table)]
    if max((len(cells) for cells in own), default=0) <= 1:
        return True
    if any(len(_rows(inner)) > 1 or len(_cells(inner)) > 1 for inner in table.iterdescendants("table")):
        return True
    return any(_is_column(cell) for cells in own for cell in cells)


def _is_column(cell: _Element) -> bool:
    if any(True for _ in cell.iterdescendants("h1", "h2", "h3")):
        return True
    characters, parts = DEEP_CELL
    many = sum(1 for _ in cell.iterdescendants("p", "div")) >= parts
    return many and len("".join(str(text) for text in cell.itertext())) > characters


def grid(table: _Element, file: File, offset: int = 0) -> Grid | None:
    """The grid of a table element with rowspan and colspan expanded; None where it holds no text."""
    return _grid(table, file, offset)[0]


def _grid(table: _Element, file: File, offset: int) -> tuple[Grid | None, list[str]]:
    """The grid of a table, and the texts of cells that hold several values which cannot be told apart."""
    rows = _rows(table)
    canvas = Canvas(file, len(rows))
    lines: stacked.Lines = {}
    for index, row in enumerate(rows):
        column = 0
        for element in _cells(row):
            column = canvas.free(index, column)
            cell = Cell(text=text_of(element), line=_line(element) + offset)
            if "\n" in cell.text:
                lines[id(cell)] = lines_of(element)
            tall, wide = _span(element, "rowspan"), _span(element, "colspan")
            canvas.put(index, column, cell, tall or len(rows), wide if 0 < wide <= 1000 else 1)
    laid, crowded = stacked.unstacked(canvas.rectangle(), lines)
    if not any(cell and cell.text for row in laid for cell in row):
        return None, []
    return Grid(rows=laid, line=_line(table) + offset), crowded


def _rows(table: _Element) -> list[_Element]:
    return [row for row in table.iterdescendants("tr") if next(row.iterancestors("table"), None) is table]


def _cells(row: _Element) -> list[_Element]:
    return [cell for cell in row.iterdescendants("td", "th") if next(cell.iterancestors("tr"), None) is row]


def _span(element: _Element, name: str) -> int:
    """The span as declared; 0 (to the end) and what is no number count as in browsers."""
    found = re.match(r"\s*(\d{1,6})", element.get(name, "1"))
    return int(found[1]) if found else 1


def _line(element: _Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 1


def _number(item: _Element) -> str:
    """The number that a browser prints before an item of an ordered list."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return ""
    start = _span(parent, "start") if parent.get("start") else 1
    return f"{start + sum(1 for _ in item.itersiblings('li', preceding=True))}."


def fragment(text: str, file: File, line: int) -> Iterator[Block]:
    """Grids and paragraphs of HTML inside a text file, as converters write tables; ``line`` is its first line."""
    yield from content(parse(text, file), file, line - 1)


def accepts(file: File) -> bool:
    """HTML tags near the start, whatever the suffix: offices publish web pages named .xls."""
    head = file.data[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\x00", b"")
    start = PROLOGUE.sub("", head.decode("ascii", "ignore"), count=1)
    if file.suffix in (".md", ".markdown", ".txt"):
        return MARKUP.match(start[:200]) is not None and "<html" in start.lower()
    if head.startswith(b"<?xml") and not HTML_ROOT.match(start):
        return False
    return "<" in start if file.suffix in FORMAT.suffixes else start[:1] == "<" and bool(MARKUP.search(start))


FORMAT = Format(name="html", suffixes=(".html", ".htm", ".shtml", ".xhtml"), accepts=accepts, read=read, rank=60)
