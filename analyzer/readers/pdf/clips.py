"""Which characters a clipping path hides. Spreadsheet printers write a cell's whole text on each page that it spans."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

from analyzer.model import Box

TOLERANCE = 1.0
"""Points that a character may stand outside."""
SAME = 0.3
"""Points within which two positions are one."""
BLANK = 0x20


def shown(textpage: Any, codes: Sequence[int], boxes: Sequence[Sequence[float]], bases: Sequence[float]) -> list[bool]:
    """For each character whether its middle lies within its clipping path, all in user space.

    A word without a gap is of one text run, so its first character's clipping path is looked up for all of it.
    """
    import pypdfium2.raw as pdfium

    result = []
    known: dict[int, Box | None] = {}
    clip: Box | None = None
    end, base = float("-inf"), float("-inf")
    for number, (code, box, at) in enumerate(zip(codes, boxes, bases, strict=True)):
        if code <= BLANK:
            result.append(True)
            continue
        if abs(at - base) > SAME or not -SAME < box[0] - end < SAME:
            clip = _looked_up(pdfium, textpage, number, known)
        end, base = box[2], at
        result.append(clip is None or _holds(clip, (box[0] + box[2]) / 2, at))
    return result


def _looked_up(pdfium: Any, textpage: Any, number: int, known: dict[int, Box | None]) -> Box | None:
    item = pdfium.FPDFText_GetTextObject(textpage, number)
    if not item:
        return None
    key = ctypes.addressof(item.contents)
    if key not in known:
        known[key] = _clip(pdfium, item)
    return known[key]


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] - TOLERANCE <= x <= box[2] + TOLERANCE and box[1] - TOLERANCE <= y <= box[3] + TOLERANCE


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
    count = max(0, min(pdfium.FPDFClipPath_CountPathSegments(path, number), 1000))
    for index in (0, 2) if count in (4, 5) else range(count):  # a rectangle is told by two opposite corners
        segment = pdfium.FPDFClipPath_GetPathSegment(path, number, index)
        if pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            xs.append(x.value)
            ys.append(y.value)
    return (min(xs), min(ys), max(xs), max(ys)) if xs else None


def _common(one: Box, other: Box) -> Box:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
