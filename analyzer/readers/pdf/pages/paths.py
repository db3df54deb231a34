"""Stage: page objects to drawn segments. Thin filled rectangles, strokes and frames are rules; areas are none."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, TypeAlias

from analyzer.readers.pdf.pages.foreign import INT, POINTER, numbers, plain

Segment: TypeAlias = tuple[float, float, float, float]
Matrix: TypeAlias = tuple[float, float, float, float, float, float]
THICKEST = 3.0
"""Points; a thicker filled rectangle is an area."""
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
MAX_DEPTH = 8
MAX_POINTS = 20_000
"""Points of one path; one with more is a picture."""


@dataclass(slots=True)
class Drawing:
    """What is drawn on a page: how many objects, its rules and images in user space, its texts, and forms or not."""

    objects: int = 0
    segments: list[Segment] = field(default_factory=list)
    texts: list[int] = field(default_factory=list)
    """Addresses of text objects."""
    forms: list[tuple[Any, Matrix, int]] = field(default_factory=list)
    images: list[Segment] = field(default_factory=list)
    has_forms: bool = False


def drawn(page: Any, max_objects: int) -> Drawing:
    """The rules of the page; none, but the number of objects, where there are more than ``max_objects``."""
    import pypdfium2.raw as pdfium

    drawing = Drawing(objects=max(0, pdfium.FPDFPage_CountObjects(page.raw)))
    if drawing.objects <= max_objects:
        items = numbers(pdfium.FPDFPage_GetObject, POINTER, page.raw, range(drawing.objects))
        _take(pdfium, items, IDENTITY, 0, drawing)
        drawing.has_forms = bool(drawing.forms)
    while drawing.forms and drawing.objects <= max_objects:
        form, matrix, depth = drawing.forms.pop()
        count = max(0, pdfium.FPDFFormObj_CountObjects(form))
        drawing.objects += count
        if drawing.objects <= max_objects:
            items = numbers(pdfium.FPDFFormObj_GetObject, POINTER, form, range(count))
            _take(pdfium, items, matrix, depth, drawing)
    if drawing.objects > max_objects:
        drawing.segments.clear()
    return drawing


def _take(pdfium: Any, items: list[int], matrix: Matrix, depth: int, drawing: Drawing) -> None:
    """Note the rules of the paths; keep texts and forms for later. ``items`` are addresses of page objects."""
    path, form, image = pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM, pdfium.FPDF_PAGEOBJ_IMAGE
    text = pdfium.FPDF_PAGEOBJ_TEXT
    kind_of = plain(pdfium.FPDFPageObj_GetType, INT, POINTER)
    for address, kind in zip(items, map(kind_of, items), strict=True):
        if kind == text:
            drawing.texts.append(address)
        elif kind == path:
            item = ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)
            drawing.segments.extend(_path(pdfium, item, matrix))
        elif kind == image:
            drawing.images.append(_placed(_bounds(pdfium, ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)), matrix))
        elif kind == form and depth < MAX_DEPTH:
            item = ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)
            drawing.forms.append((item, times(_matrix(pdfium, item), matrix), depth + 1))


def _path(pdfium: Any, item: Any, matrix: Matrix) -> Iterator[Segment]:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, mode, stroke)
    if not mode.value and not stroke.value:
        return
    count = pdfium.FPDFPath_CountSegments(item)
    if count <= 5 and matrix == IDENTITY:
        box = _bounds(pdfium, item)
        thin = _thin(*box)
        if thin:
            yield thin
            return
        if not stroke.value:
            return
    if count > MAX_POINTS:
        return
    full = times(_matrix(pdfium, item), matrix)
    for points in _subpaths(pdfium, item, count, full):
        yield from segments(points, bool(stroke.value))


def _bounds(pdfium: Any, item: Any) -> Segment:
    left, bottom, right, top = ctypes.c_float(), ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def _placed(box: Segment, matrix: Matrix) -> Segment:
    """The box round ``box`` under ``matrix``."""
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in box[::2] for y in box[1::2]]
    ys = [b * x + d * y + f for x in box[::2] for y in box[1::2]]
    return min(xs), min(ys), max(xs), max(ys)


def _thin(x0: float, y0: float, x1: float, y1: float) -> Segment | None:
    """The middle line of a box that is thin in one direction and longer in the other."""
    wide, high = x1 - x0, y1 - y0
    if high <= THICKEST and wide > high:
        return x0, (y0 + y1) / 2, x1, (y0 + y1) / 2
    if wide <= THICKEST and high > wide:
        return (x0 + x1) / 2, y0, (x0 + x1) / 2, y1
    return None


def _subpaths(pdfium: Any, item: Any, count: int, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    a, b, c, d, e, f = matrix
    for number in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, number)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def segments(points: list[tuple[float, float]], stroked: bool) -> Iterator[Segment]:
    """The rules of one subpath: a thin rectangle is one, a stroked outline one for each straight side."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    thin = _thin(min(xs), min(ys), max(xs), max(ys))
    if thin:
        yield thin
    elif stroked:
        for (ax, ay), (bx, by) in pairwise(points):
            side = _thin(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
            if side:
                yield side


def _matrix(pdfium: Any, item: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, matrix):
        return IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that applies ``first``, then ``then``."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
