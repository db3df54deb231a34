"""Which characters a clipping path hides. Spreadsheet printers write a cell's whole text on each page that it spans."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from analyzer.model import Box

TOLERANCE = 1.0
"""Points that a character may stand outside."""
EVERYWHERE: Box = (float("-inf"), float("-inf"), float("inf"), float("inf"))
Floats: TypeAlias = npt.NDArray[np.floating[Any]]


def clips(textpage: Any, numbers: Sequence[int]) -> Floats:
    """The clipping box (left, bottom, right, top), in user space, of each of the characters."""
    import pypdfium2.raw as pdfium

    known: dict[int, Box | None] = {}
    return np.array([_of_character(pdfium, textpage, number, known) for number in numbers]).reshape(-1, 4)


def shown(clip: Floats, x: Floats, y: Floats) -> npt.NDArray[np.bool_]:
    """Which points (x, y) lie within their clipping box."""
    across = (clip[:, 0] - TOLERANCE <= x) & (x <= clip[:, 2] + TOLERANCE)
    return across & (clip[:, 1] - TOLERANCE <= y) & (y <= clip[:, 3] + TOLERANCE)


def _of_character(pdfium: Any, textpage: Any, number: int, known: dict[int, Box | None]) -> Box:
    """The box common to all clipping paths of a character's text object."""
    item = pdfium.FPDFText_GetTextObject(textpage, number)
    path = pdfium.FPDFPageObj_GetClipPath(item) if item else None
    box = EVERYWHERE
    for part in range(max(0, pdfium.FPDFClipPath_CountPaths(path) if path else 0)):
        limits = _part(pdfium, path, part, known)
        box = common(box, limits) if limits else box
    return box


def _part(pdfium: Any, path: Any, part: int, known: dict[int, Box | None]) -> Box | None:
    """The box of one path; text objects share their paths, so it is looked up by the address of its first point."""
    first = pdfium.FPDFClipPath_GetPathSegment(path, part, 0)
    if not first:
        return None
    key = ctypes.addressof(first.contents)
    if key not in known:
        known[key] = _hull(pdfium, path, part)
    return known[key]


def _hull(pdfium: Any, path: Any, part: int) -> Box | None:
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
