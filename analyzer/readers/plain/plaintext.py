"""Plain text and Markdown: tables of tabs, of pipes or of aligned blanks, and prose between them.

Text of this kind is mostly what a converter made of a PDF. Each line keeps its number. Tab fields keep their positions
as they stand, also where a header is split over more fields than its column has: the forms know what a header is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from analyzer.model import Block, Cell, Document, Grid, Issue
from analyzer.readers.files.encoding import decoded
from analyzer.readers.files.source import File, Format
from analyzer.readers.layout import aligned
from analyzer.readers.layout.paragraphs import Line, paragraphs
from analyzer.readers.web import html

LEADER = re.compile(r"(?:[.．·…]\s?){3,}\s*\d*\s*$|…{1,}\s*\d+\s*$")
"""The dots between an entry of a contents page and its page number."""
TAIL = 200
"""Characters at the end of a line in which such dots are looked for."""
PAGE_NUMBER = re.compile(r"^\s*[-—–－]+\s*\d{1,4}\s*[-—–－]+\s*$")
RULE = re.compile(r"^\s*([-*_=])(?:\s*\1){2,}\s*$")
HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
BULLET = re.compile(r"^(?:>\s?)*(?:[-*+•●■◆]\s+)?")
EMPHASIS = re.compile(r"(\*\*\*|\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1")
SLANTED = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]{1,500})(?<=\S)\*(?![\w*])")
PIPE_RULE = re.compile(r"^\s*\|?\s*:?-{1,}:?\s*(?:\|\s*:?-{1,}:?\s*)*\|?\s*$")
MARKUP_START = re.compile(r"^\s*(?:<html>\s*<body>\s*)?<table[\s>]", re.IGNORECASE)
MARKUP_END = "</table>"
BLANKS = " \t\u3000\u00a0\ufeff\u200b\f\v"


def clean(text: str) -> str:
    """``text`` without Markdown emphasis and outer blanks; an asterisk that marks nothing stays."""
    text = SLANTED.sub(r"\1", EMPHASIS.sub(r"\2", text.replace("\\|", "|")))
    return text.strip(BLANKS)


def read(file: File) -> Document:
    """The document in a text file; raises UnreadableDocument where the bytes are no text."""
    try:
        text, lost = decoded(file.data)
    except ValueError:
        raise file.refuse(
            "no text in UTF-8, GB18030 or UTF-16; save it in one of these, or give the original"
        ) from None
    issues = []
    if lost:
        detail = f"{lost} characters could not be decoded; fetch the file again or save it as UTF-8"
        issues.append(Issue(code="damaged-encoding", document=file.name, detail=detail))
    form = "markdown" if file.suffix in (".md", ".markdown") else "text"
    return file.document(form, blocks(text, file), issues)


def blocks(text: str, file: File) -> Iterator[Block]:
    """Paragraphs and grids of ``text`` in order."""
    lines = re.split(r"\r\n|\r|\n", text)
    prose: list[Line] = []
    for kind, run in groupby(zip(_kinds(lines), enumerate(lines, 1), strict=True), key=itemgetter(0)):
        numbered = [line for _, line in run]
        found = list(_tables(kind, numbered, file))
        if not found:
            prose.extend(_prose(numbered, prose))
            continue
        yield from paragraphs([line for line in prose if line.text])
        prose = []
        yield from found
    yield from paragraphs([line for line in prose if line.text])


def _kinds(lines: Sequence[str]) -> Iterator[str]:
    """Of each line, what kind of run it belongs to."""
    gapped = aligned.runs(lines)
    inside = False
    for index, line in enumerate(lines):
        inside = inside or MARKUP_START.match(line) is not None
        yield "markup" if inside else "gaps" if index in gapped else _kind(line)
        inside = inside and MARKUP_END not in line.lower()


def _kind(line: str) -> str:
    if line.count("|") >= 2 and line.strip().startswith("|"):
        return "pipes"
    if "\t" in line and line.strip(BLANKS) and not LEADER.search(line[-TAIL:]):
        return "tabs"
    return "prose"


def _tables(kind: str, numbered: Sequence[tuple[int, str]], file: File) -> Iterator[Block]:
    """The blocks of a run of lines that is no prose; nothing where it turns out to be prose."""
    if kind == "pipes":
        yield from _piped(numbered)
    elif kind == "tabs" and any("\t" in line.strip(BLANKS) for _, line in numbered):
        yield rectangle([(number, line.split("\t")) for number, line in numbered])
    elif kind == "gaps":
        yield aligned.grid(numbered)
    elif kind == "markup":
        yield from html.fragment("\n".join(line for _, line in numbered), file, numbered[0][0])


def _piped(numbered: Sequence[tuple[int, str]]) -> Iterator[Grid]:
    rows = [(n, re.split(r"(?<!\\)\|", line.strip().strip("|") if line.strip().endswith("|") else line.strip()[1:]))
            for n, line in numbered if not PIPE_RULE.match(line)]  # fmt: skip
    if rows:
        yield rectangle(rows)


def rectangle(rows: Sequence[tuple[int, Sequence[str]]]) -> Grid:
    """A grid of the fields of numbered lines; short rows are filled up with None."""
    width = max(len(fields) for _, fields in rows)
    cells = tuple(
        tuple(Cell(text=clean(field), line=number) for field in fields) + (None,) * (width - len(fields))
        for number, fields in rows
    )
    return Grid(rows=cells, line=rows[0][0])


def _prose(numbered: Sequence[tuple[int, str]], before: Sequence[Line]) -> Iterator[Line]:
    blank = not before
    for number, line in numbered:
        plain = line.strip(BLANKS)
        if not plain:
            blank = True
        if not plain or RULE.match(line) or PAGE_NUMBER.match(line):
            continue
        yield _line(number, plain, blank)
        blank = False


def _line(number: int, plain: str, blank: bool) -> Line:
    heading = HEADING.match(plain)
    text = clean(heading[2] if heading else BULLET.sub("", plain, count=1)).replace("\t", " ")
    listed = not heading and BULLET.match(plain) is not None and text != clean(plain)
    alone = listed or LEADER.search(plain[-TAIL:]) is not None
    return Line(number, text, blank, level=len(heading[1]) if heading else 0, alone=alone)


def accepts(file: File) -> bool:
    """Whether the bytes are text; asked last."""
    try:
        decoded(file.data)
    except ValueError:
        return file.suffix in FORMAT.suffixes
    return True


FORMAT = Format(name="text", suffixes=(".txt", ".text", ".md", ".markdown"), accepts=accepts, read=read, rank=90)
