"""The chain from an OFD file to its document: each page taken apart, then put together as pages of a PDF are."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from analyzer.model import Document, Issue
from analyzer.readers.files.container import Container
from analyzer.readers.files.source import File
from analyzer.readers.files.unread import pictured
from analyzer.readers.ofd.content import POINT, drawn
from analyzer.readers.ofd.package import Package, Page
from analyzer.readers.pdf.arrangement import Reading, assembled, reading
from analyzer.readers.pdf.geometry import Sheet
from analyzer.readers.pdf.pages.pictures import PART, SCARCE, bare, garbled
from analyzer.readers.pdf.pages.upright import upright

if TYPE_CHECKING:
    from lxml.etree import _Element

LOST = 0.5
"""Part of a page's characters off the page above which its matrices are wrong."""


def read_ofd(file: File) -> Document:
    """The document in an OFD file; a page that is missing, damaged or without text is told and costs itself alone."""
    package = Package(Container(file))
    issues: list[Issue] = []
    bodies = list(package.documents())
    count = sum(package.count(root) for _, root in bodies)
    if count > file.limits.max_pages:
        raise file.refuse(f"{count} pages, more than Limits.max_pages = {file.limits.max_pages}")
    readings = list(_readings(file, package, bodies, issues))
    blocks = list(assembled(readings))
    if not blocks:
        raise file.refuse("no text on any page of this OFD, probably a scan; export it to PDF and read that with --ocr")
    return file.document("ofd", blocks, issues, pages=count)


def _readings(
    file: File, package: Package, bodies: list[tuple[str, _Element]], issues: list[Issue]
) -> Iterator[Reading]:
    started, number = time.thread_time(), 0
    for name, root in bodies:
        for page in package.pages(name, root):
            number += 1
            if time.thread_time() - started > file.limits.max_seconds:
                detail = f"stopped before page {number}: more than Limits.max_seconds = {file.limits.max_seconds}"
                issues.append(Issue(code="time-limit", document=file.name, page=number, detail=detail))
                return
            if page.trouble:
                detail = f"page {number} cannot be read ({page.trouble}); fetch the file again"
                issues.append(Issue(code="unreadable-page", document=file.name, page=number, detail=detail))
                continue
            yield reading(_sheet(file, page, number, issues))


def _sheet(file: File, page: Page, number: int, issues: list[Issue]) -> Sheet:
    """A page as characters and rules; what about it cannot be trusted goes to ``issues``."""
    _, _, width, height = page.area
    drawing = drawn(page.roots, page.area, page.units, file.limits.max_objects)
    taken = upright(
        number, (0.0, 0.0, width * POINT, height * POINT), drawing.glyphs(), drawing.segments, drawing.pictures
    )
    for code, detail in _troubles(file, taken, drawing.objects, drawing.codes):
        issues.append(Issue(code=code, document=file.name, page=number, detail=detail))
    if len(taken.chars) >= SCARCE and bare(taken):
        issues.append(pictured(file.name, f"on page {number}", page=number))
    return taken


def _troubles(file: File, taken: Sheet, objects: int, codes: list[int]) -> Iterator[tuple[str, str]]:
    """(code, detail) of what a reader of this page should know."""
    if objects > file.limits.max_objects:
        yield (
            "too-many-objects",
            f"more than Limits.max_objects = {file.limits.max_objects} objects: the rest is left out",
        )
    printed = sum(1 for code in codes if code > 0x20 and code != 0x3000)
    if printed >= SCARCE and len(taken.chars) < (1 - LOST) * printed:
        lost = printed - len(taken.chars)
        yield "text-off-page", f"{lost} of {printed} characters lie off the page or are clipped; export the file to PDF"
    areas = [(right - left) * (bottom - top) for left, top, right, bottom in taken.pictures]
    if len(taken.chars) < SCARCE and max(areas, default=0.0) >= PART * taken.width * taken.height:
        yield "no-text", "a picture without text; export the file to PDF and read that with recognition (--ocr)"
    elif garbled(taken.chars):
        yield "no-text", "its font does not tell which characters it prints; export to PDF and read that with --ocr"
