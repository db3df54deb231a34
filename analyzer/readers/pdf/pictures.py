"""Whether a page is a picture: a large image, or text drawn as thousands of outlines."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

from analyzer.readers.pdf.geometry import Char

PART = 0.3
"""Part of the page that an image must cover."""
SCARCE = 20
"""Characters below which a page with a large picture is a scan, perhaps with a printed page number."""
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


def garbled(chars: Sequence[Char]) -> bool:
    """Whether most characters are of the private use area: the font maps its glyphs to nothing known."""
    unknown = sum("\ue000" <= char.text <= "\uf8ff" or char.text == "\ufffd" for char in chars)
    return unknown >= 20 and unknown > 0.5 * len(chars)


def _area(pdfium: Any, item: Any) -> float:
    left, bottom, right, top = ctypes.c_float(), ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    return float((right.value - left.value) * (top.value - bottom.value))
