"""The chain from file to document: open, take the pages apart, find tables, read cells and prose, put in order."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from analyzer.errors import UnreadableDocument
from analyzer.model import Box, Document, Grid, Issue
from analyzer.readers.files.limits import DEFAULT, Limits
from analyzer.readers.files.unread import pictured
from analyzer.readers.pdf.arrangement import Reading, assembled, gridded, reading
from analyzer.readers.pdf.geometry import Sheet
from analyzer.readers.pdf.pages.page import sheet
from analyzer.readers.pdf.pages.pictures import SCARCE, bare, garbled, united
from analyzer.readers.pdf.pages.pictures import pictured as is_pictured
from analyzer.version import install

SAME_SIZE = 2.0
"""Points by which a page and its raster may differ: they show the page in the same position."""
PASSWORD_ERROR = 4
"""FPDF_ERR_PASSWORD of pdfium."""


def read_pdf(path: Path, *, data: bytes | None = None, limits: Limits | None = None, ocr: bool = False) -> Document:
    """The document in the PDF file at ``path``; an encrypted one is tried with the empty password.

    ``data`` is the content where it is in memory already, as a member of an archive is; ``path`` then only names it.

    Raises UnreadableDocument for files that are broken, locked, larger than ``limits`` or without any text. With
    ``ocr`` pages without text are recognised (extra ``ocr``), otherwise each is named in an Issue.
    """
    limits = limits or DEFAULT
    data = path.read_bytes() if data is None else data
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
    remedy = "recognition found none either" if ocr else f"{install('ocr')} and read it with recognition (--ocr)"
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
        grids.extend(gridded(taken)[0])
        page.close()
    return grids


def _read_pages(pdf: Any, count: int, path: Path, limits: Limits, ocr: bool, issues: list[Issue]) -> Iterator[Reading]:
    """Each page in turn; trouble goes to ``issues`` and costs that page only."""
    started = time.thread_time()
    for number in range(1, count + 1):
        if time.thread_time() - started > limits.max_seconds:
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
    if len(taken.chars) < SCARCE and is_pictured(page, limits.max_objects):
        return reading(_scanned(page, taken, path, ocr, issues, "a picture without text"))
    if garbled(taken.chars):
        return reading(_scanned(page, taken, path, ocr, issues, "its font does not tell which characters it prints"))
    blank = bare(taken)
    return reading(_with_pictures(page, taken, blank, path, ocr, issues) if blank else taken)


def _with_pictures(page: Any, taken: Sheet, blank: Sequence[Box], path: Path, ocr: bool, issues: list[Issue]) -> Sheet:
    """A page of text with pictures that may be tables: these recognised, or told with the remedy."""
    if ocr:
        whole = _recognised(page, taken, path, issues)
        if abs(whole.width - taken.width) < SAME_SIZE and abs(whole.height - taken.height) < SAME_SIZE:
            return united(taken, whole, blank)
    issues.append(pictured(path.name, f"on page {taken.page}", page=taken.page))
    return taken


def _scanned(page: Any, taken: Sheet, path: Path, ocr: bool, issues: list[Issue], trouble: str) -> Sheet:
    """The page recognised, or as it is with an issue that names the remedy."""
    if not ocr:
        detail = f"{trouble}; {install('ocr')} and read the file with recognition (--ocr)"
        issues.append(Issue(code="no-text", document=path.name, page=taken.page, detail=detail))
        return taken
    return _recognised(page, taken, path, issues)


def _recognised(page: Any, taken: Sheet, path: Path, issues: list[Issue]) -> Sheet:
    """The page as its raster is recognised, marked as such."""
    from analyzer.readers.scans.ocr import recognised

    detail = f"page {taken.page} holds text recognised from a picture; compare it before you rely on it"
    issues.append(Issue(code="recognised", document=path.name, page=taken.page, detail=detail))
    try:
        return recognised(page, taken)
    except UnreadableDocument as error:
        raise UnreadableDocument(f"{path.name}: {error}") from None
