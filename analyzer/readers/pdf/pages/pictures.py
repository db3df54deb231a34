"""Whether a page is a picture: a large image, or text drawn as thousands of outlines."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from analyzer.model import Box
from analyzer.readers.pdf.geometry import Char, Rules, Sheet

PART = 0.3
"""Part of the page that an image must cover."""
SCARCE = 20
"""Characters below which a page with a large picture is a scan, perhaps with a printed page number."""
TABLE, STRIP = 0.2, 0.05
"""Parts of the page that images without text on them, and the largest of them, must cover to be told as pictures."""
OUTLINES = 400
"""Path objects with curves that a page of outlined text has at least."""


def pictured(page: Any, max_objects: int) -> bool:
    """Whether the page shows something that could be text but holds none."""
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    count = pdfium.FPDFPage_CountObjects(page.raw)
    outlines = 0
    for number in range(min(count, max_objects)):
        item = pdfium.FPDFPage_GetObject(page.raw, number)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM, pdfium.FPDF_PAGEOBJ_SHADING):
            if _area(pdfium, item) >= PART * width * height:
                return True
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            outlines += pdfium.FPDFPath_CountSegments(item) > 8
    return outlines >= OUTLINES


def bare(taken: Sheet) -> list[Box]:
    """The images of a page on which hardly anything is printed, where they are large enough to hold a table.

    The rest of the page has text; letterheads, photographs and seals are smaller, grounds have the text on them.
    """
    found = [box for box in taken.pictures if _printed(taken.chars, box) < SCARCE / 2]
    page = taken.width * taken.height
    areas = [_size(box, taken) for box in found]
    return found if page and sum(areas) >= TABLE * page and max(areas) >= STRIP * page else []


def united(taken: Sheet, whole: Sheet, boxes: Sequence[Box]) -> Sheet:
    """The page as printed, with what recognition of the ``whole`` page found inside the ``boxes`` of its pictures."""
    chars = [char for char in whole.chars if any(_within(*char.middle, box) for box in boxes)]
    across = [r for r in whole.rules.across if any(_within((r.start + r.end) / 2, r.at, box) for box in boxes)]
    down = [r for r in whole.rules.down if any(_within(r.at, (r.start + r.end) / 2, box) for box in boxes)]
    rules = Rules(across=(*taken.rules.across, *across), down=(*taken.rules.down, *down))
    return replace(taken, chars=(*taken.chars, *chars), rules=rules)


def _within(x: float, y: float, box: Box) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _printed(chars: Sequence[Char], box: Box) -> int:
    return sum(_within(*char.middle, box) for char in chars)


def _size(box: Box, taken: Sheet) -> float:
    """The area of the part of ``box`` that lies on the page."""
    wide = min(box[2], taken.width) - max(box[0], 0.0)
    return max(0.0, wide) * max(0.0, min(box[3], taken.height) - max(box[1], 0.0))


def garbled(chars: Sequence[Char]) -> bool:
    """Whether most characters are of the private use area: the font maps its glyphs to nothing known."""
    unknown = sum("\ue000" <= char.text <= "\uf8ff" or char.text == "\ufffd" for char in chars)
    return unknown >= 20 and unknown > 0.5 * len(chars)


def _area(pdfium: Any, item: Any) -> float:
    left, bottom, right, top = ctypes.c_float(), ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    return float((right.value - left.value) * (top.value - bottom.value))
