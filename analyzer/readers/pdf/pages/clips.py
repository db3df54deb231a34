"""Which characters a clipping path hides. Spreadsheet printers write a cell's whole text on each page that it spans."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from analyzer.model import Box
from analyzer.readers.pdf.pages.foreign import INT, POINTER, numbers, plain

TOLERANCE = 1.0
"""Points that a character may stand outside."""
EVERYWHERE: Box = (float("-inf"), float("-inf"), float("inf"), float("inf"))
Floats: TypeAlias = npt.NDArray[np.floating[Any]]


def clips(textpage: Any, indices: Sequence[int]) -> Floats:
    """The clipping box (left, bottom, right, top), in user space, of each of the characters."""
    import pypdfium2.raw as pdfium

    texts = numbers(pdfium.FPDFText_GetTextObject, POINTER, textpage, indices)
    hulls = _Hulls(pdfium)
    boxes = {text: hulls.common(text) if text else EVERYWHERE for text in set(texts)}
    return np.array([boxes[text] for text in texts]).reshape(-1, 4)


def shown(clip: Floats, x: Floats, y: Floats) -> npt.NDArray[np.bool_]:
    """Which points (x, y) lie within their clipping box."""
    across = (clip[:, 0] - TOLERANCE <= x) & (x <= clip[:, 2] + TOLERANCE)
    return across & (clip[:, 1] - TOLERANCE <= y) & (y <= clip[:, 3] + TOLERANCE)


class _Hulls:
    """The boxes of clipping paths. Text objects share their paths, so one is known by the address of its first point.

    Objects, paths and points are given by their addresses.
    """

    def __init__(self, pdfium: Any) -> None:
        self.pdfium = pdfium
        self.known: dict[int, Box | None] = {}
        self.path = plain(pdfium.FPDFPageObj_GetClipPath, POINTER, POINTER)
        self.count = plain(pdfium.FPDFClipPath_CountPaths, INT, POINTER)
        self.point = plain(pdfium.FPDFClipPath_GetPathSegment, POINTER, POINTER, INT, INT)

    def common(self, text: int) -> Box:
        """The box common to all clipping paths of a text object."""
        path = self.path(text)
        box = EVERYWHERE
        for part in range(self.count(path) if path else 0):
            first = self.point(path, part, 0)
            if first and first not in self.known:
                self.known[first] = self._hull(path, part)
            limits = self.known.get(first)
            box = common(box, limits) if limits else box
        return box

    def _hull(self, address: int, part: int) -> Box | None:
        pdfium = self.pdfium
        path = ctypes.cast(address, pdfium.FPDF_CLIPPATH)
        x, y = ctypes.c_float(), ctypes.c_float()
        xs, ys = [], []
        for index in range(max(0, min(pdfium.FPDFClipPath_CountPathSegments(path, part), 1000))):
            segment = pdfium.FPDFClipPath_GetPathSegment(path, part, index)
            if pdfium.FPDFPathSegment_GetPoint(segment, x, y):
                xs.append(x.value)
                ys.append(y.value)
        return (min(xs), min(ys), max(xs), max(ys)) if xs else None


def common(one: Box, other: Box) -> Box:
    """The box that both share; empty (its end before its start) where they are apart."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
