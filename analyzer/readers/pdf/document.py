"""The chain from file to document: open, take the pages apart, find tables, read cells and prose, put in order."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analyzer.errors import UnreadableDocument
from analyzer.model import Block, Document, Grid, Issue
from analyzer.readers.limits import DEFAULT, Limits
from analyzer.readers.pdf.columns import guessed
from analyzer.readers.pdf.furniture import without_furniture
from analyzer.readers.pdf.geometry import Char, Line, Sheet
from analyzer.readers.pdf.grids import grid, shared_out
from analyzer.readers.pdf.lattices import lattices
from analyzer.readers.pdf.lines import line, rows
from analyzer.readers.pdf.page import sheet
from analyzer.readers.pdf.pictures import garbled, pictured
from analyzer.readers.pdf.prose import Measure, measure, paragraphs
from analyzer.readers.pdf.rules import tidy
from analyzer.readers.pdf.titles import broken, captioned

SCARCE = 20
"""Characters below which a page with a large picture is a scan, perhaps with a printed page number."""
PASSWORD_ERROR = 4
"""FPDF_ERR_PASSWORD of pdfium."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A page with its grids and the lines outside them."""

    sheet: Sheet
    grids: tuple[Grid, ...]
    lines: tuple[Line, ...]


def read_pdf(path: Path, *, limits: Limits | None = None, ocr: bool = False) -> Document:
    """The document in the PDF file at ``path``; an encrypted one is tried with the empty password.

    Raises UnreadableDocument for files that are broken, locked, larger than ``limits`` or without any text. With
    ``ocr`` pages without text are recognised (extra ``ocr``), otherwise each is named in an Issue.
    """
    limits = limits or DEFAULT
    data = path.read_bytes()
    readings, issues, count = _pages(path, data, limits, ocr)
    blocks = tuple(assembled(readings))
    if not blocks:
        raise _no_text(path, readings, issues, ocr)
    digest = hashlib.sha256(data).hexdigest()
    return Document(
        name=path.name, path=str(path), format="pdf", sha256=digest, blocks=blocks, pages=count, issues=tuple(issues)
    )


def _no_text(path: Path, readings: Sequence[Reading], issues: Sequence[Issue], ocr: bool) -> UnreadableDocument:
    if not readings:
        return UnreadableDocument(f"{path.name}: no page could be read; the file is damaged, fetch it again")
    remedy = "recognition found none either" if ocr else "install the extra `ocr` and read it with recognition (--ocr)"
    return UnreadableDocument(f"{path.name}: no text on any page, probably a scan; {remedy}")


def _open(path: Path, data: bytes) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == PASSWORD_ERROR or "password" in str(error).lower():
            raise UnreadableDocument(f"{path.name}: locked with a password; save it without and read that") from None
        raise UnreadableDocument(f"{path.name}: damaged, or no PDF ({error}); fetch it again") from None


def _truncated(path: Path, data: bytes) -> list[Issue]:
    """An issue where the end of the file is missing: what pdfium rescues of it may lack pages."""
    if b"%%EOF" in data[-4096:]:
        return []
    detail = "the file does not end as a PDF does, pages may be missing; fetch it again"
    return [Issue(code="truncated", document=path.name, detail=detail)]


def _pages(path: Path, data: bytes, limits: Limits, ocr: bool) -> tuple[list[Reading], list[Issue], int]:
    pdf = _open(path, data)
    try:
        count = len(pdf)
        if count > limits.max_pages:
            raise UnreadableDocument(f"{path.name}: {count} pages, more than Limits.max_pages = {limits.max_pages}")
        issues = _truncated(path, data)
        return list(_read_pages(pdf, count, path, limits, ocr, issues)), issues, count
    finally:
        pdf.close()


def ruled_grids(path: Path) -> list[Grid]:
    """The ruled tables of the file alone, without prose: for looking at and for measuring."""
    pdf = _open(path, path.read_bytes())
    grids: list[Grid] = []
    for number in range(len(pdf)):
        page = pdf[number]
        taken, _ = sheet(page, number + 1, DEFAULT.max_objects, prose=False)
        grids.extend(_gridded(taken)[0])
        page.close()
    return grids


def _read_pages(pdf: Any, count: int, path: Path, limits: Limits, ocr: bool, issues: list[Issue]) -> Iterator[Reading]:
    """Each page in turn; trouble goes to ``issues`` and costs that page only."""
    started = time.monotonic()
    for number in range(1, count + 1):
        if time.monotonic() - started > limits.max_seconds:
            detail = f"stopped before page {number} of {count}: more than Limits.max_seconds = {limits.max_seconds}"
            issues.append(Issue(code="time-limit", document=path.name, page=number, detail=detail))
            return
        try:
            page = pdf[number - 1]
        except Exception as error:  # a damaged page is an issue, the others are still worth reading
            detail = f"page {number} is damaged ({error}); fetch the file again"
            issues.append(Issue(code="unreadable-page", document=path.name, page=number, detail=detail))
            continue
        try:
            yield _read_page(page, number, path, limits, ocr, issues)
        finally:
            page.close()


def _read_page(page: Any, number: int, path: Path, limits: Limits, ocr: bool, issues: list[Issue]) -> Reading:
    taken, objects = sheet(page, number, limits.max_objects)
    if objects > limits.max_objects:
        detail = f"more than Limits.max_objects = {limits.max_objects} objects: tables not looked for"
        issues.append(Issue(code="too-many-objects", document=path.name, page=number, detail=detail))
    if len(taken.chars) < SCARCE and pictured(page, limits.max_objects):
        return reading(_scanned(page, taken, path, ocr, issues, "a picture without text"))
    if garbled(taken.chars):
        return reading(_scanned(page, taken, path, ocr, issues, "its font does not tell which characters it prints"))
    return reading(taken)


def _scanned(page: Any, taken: Sheet, path: Path, ocr: bool, issues: list[Issue], trouble: str) -> Sheet:
    """The page recognised, or as it is with an issue that names the remedy."""
    if not ocr:
        detail = f"{trouble}; install the extra `ocr` and read the file with recognition (--ocr)"
        issues.append(Issue(code="no-text", document=path.name, page=taken.page, detail=detail))
        return taken
    from analyzer.readers.ocr import recognised

    try:
        return recognised(page, taken)
    except UnreadableDocument as error:
        raise UnreadableDocument(f"{path.name}: {error}") from None


def reading(taken: Sheet) -> Reading:
    """The grids of a page, and the lines outside them."""
    grids, outside = _gridded(taken)
    lines = [line(row, taken.page) for row in rows(outside)]
    guesses = guessed(lines, tidy(taken.rules))
    inside, rest = shared_out(outside, guesses)
    grids += [grid(chars, table, taken.page) for chars, table in zip(inside, guesses, strict=True)]
    if guesses:
        lines = [line(row, taken.page) for row in rows(rest)]
    return Reading(sheet=taken, grids=tuple(grids), lines=tuple(lines))


def _gridded(taken: Sheet) -> tuple[list[Grid], list[Char]]:
    """The ruled grids of a page, and the characters outside them."""
    tables = lattices(tidy(taken.rules))
    inside, outside = shared_out(taken.chars, tables)
    return [grid(chars, table, taken.page) for chars, table in zip(inside, tables, strict=True)], outside


def assembled(readings: Sequence[Reading]) -> Iterator[Block]:
    """The blocks of all pages in reading order; prose runs on over page breaks, tables interrupt it."""
    heights = [page.sheet.height for page in readings]
    cleaned = without_furniture([page.lines for page in readings], heights)
    areas = {page.sheet.page: measure(lines, page.sheet.width) for page, lines in zip(readings, cleaned, strict=True)}
    pending: list[Line] = []
    for page, lines in zip(readings, cleaned, strict=True):
        items = _in_order(page.grids, lines)
        if captioned(items):
            yield from _flushed(pending, areas)
        for item in items:
            if isinstance(item, Line):
                pending.append(item)
                continue
            yield from _flushed(pending, areas, broken(pending, item))
            yield item
    yield from _flushed(pending, areas)


def _flushed(pending: list[Line], areas: dict[int, Measure], broken: frozenset[int] = frozenset()) -> Iterator[Block]:
    yield from paragraphs(pending, areas, broken)
    pending.clear()


def _in_order(grids: Sequence[Grid], lines: Sequence[Line]) -> list[Grid | Line]:
    """Grids and lines of a page from top to bottom."""
    placed: list[tuple[float, float, int, Grid | Line]] = []
    items: list[Grid | Line] = [*grids, *lines]
    for number, item in enumerate(items):
        left, top, _, _ = item.box or (0.0, 0.0, 0.0, 0.0)
        placed.append((top, left, number, item))
    return [item for *_, item in sorted(placed, key=lambda entry: entry[:3])]
