"""Which characters a clipping path hides. Spreadsheet printers write a cell's whole text on each page that it spans."""

from __future__ import annotations

import ctypes
from typing import Any

from analyzer.model import Box

TOLERANCE = 1.0


class Clips:
    """The clipping boxes of a page's text objects, each looked up once."""

    def __init__(self, page: Any, textpage: Any) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._textpage = textpage
        self._boxes: dict[int, Box | None] = {}
        self._forms = _has_forms(pdfium, page)

    def shows(self, number: int, code: int, x: float, y: float) -> bool:
        """Whether the point (x, y) of character ``number`` lies within its clipping path."""
        if code <= 0x20 or self._forms:
            return True
        item = self._pdfium.FPDFText_GetTextObject(self._textpage, number)
        if not item:
            return True
        key = ctypes.addressof(item.contents)
        if key not in self._boxes:
            self._boxes[key] = _clip(self._pdfium, item)
        box = self._boxes[key]
        if box is None:
            return True
        return box[0] - TOLERANCE <= x <= box[2] + TOLERANCE and box[1] - TOLERANCE <= y <= box[3] + TOLERANCE


def _has_forms(pdfium: Any, page: Any) -> bool:
    """Whether text may lie in a form, whose clipping paths are in the form's own space."""
    count = min(pdfium.FPDFPage_CountObjects(page.raw), 100_000)
    return any(
        pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page.raw, number)) == pdfium.FPDF_PAGEOBJ_FORM
        for number in range(count)
    )


def _clip(pdfium: Any, item: Any) -> Box | None:
    """The box common to all clipping paths of a text object, None without any."""
    path = pdfium.FPDFPageObj_GetClipPath(item)
    count = pdfium.FPDFClipPath_CountPaths(path) if path else 0
    box: Box | None = None
    for number in range(max(0, count)):
        part = _part(pdfium, path, number)
        if part:
            box = part if box is None else _common(box, part)
    return box


def _part(pdfium: Any, path: Any, number: int) -> Box | None:
    x, y = ctypes.c_float(), ctypes.c_float()
    xs, ys = [], []
    for index in range(max(0, min(pdfium.FPDFClipPath_CountPathSegments(path, number), 1000))):
        segment = pdfium.FPDFClipPath_GetPathSegment(path, number, index)
        if pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            xs.append(x.value)
            ys.append(y.value)
    return (min(xs), min(ys), max(xs), max(ys)) if xs else None


def _common(one: Box, other: Box) -> Box:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
