"""Stage: text that no font at hand can draw is given an extent, for pdfium passes over text objects without one.

A font that the file does not hold is replaced by one of the machine's. Where that one lacks a character (a machine
without Chinese fonts; a Chinese font without digits) its drawing is empty, and an object of that character alone, as
the last digit of a figure wrapped in a narrow cell, would be missing from the page's text without a word. A stroked
object reaches half a line's width further to all sides: then the characters read do not depend on the machine.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

import numpy as np

from analyzer.readers.pdf.pages.foreign import INT, POINTER, fill, plain

NARROWEST = 0.01
"""Points of width below which pdfium takes a text object for empty (``kSizeEpsilon`` of its text pages)."""
STROKE = 0.5
"""Points of line width that give an extent."""


def widen(texts: Sequence[int]) -> None:
    """Give an extent to those of the text objects at these addresses that have none and whose font is substituted.

    To be called before the page's text is loaded. A blank of an embedded font has no extent either and needs none.
    """
    import pypdfium2.raw as pdfium

    sides = np.zeros((4, len(texts)), dtype=np.float32)
    fill(plain(pdfium.FPDFPageObj_GetBounds, INT, *([POINTER] * 5)), texts, *sides)
    for number in np.flatnonzero(np.abs(sides[2] - sides[0]) < 2 * NARROWEST).tolist():
        item = ctypes.cast(texts[number], pdfium.FPDF_PAGEOBJECT)
        if not pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(item)):
            _stroke(pdfium, item)


def _stroke(pdfium: Any, item: Any) -> None:
    """Stroke the text object; setting the matrix that it has makes pdfium measure it anew."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFTextObj_SetTextRenderMode(item, pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE)
    pdfium.FPDFPageObj_SetStrokeWidth(item, STROKE)
    if pdfium.FPDFPageObj_GetMatrix(item, matrix):
        pdfium.FPDFPageObj_SetMatrix(item, matrix)
