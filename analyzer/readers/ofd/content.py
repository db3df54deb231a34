"""Stage: the objects of an OFD page to glyphs and segments in user space (points, y growing upwards).

An object lies in its ``Boundary`` (x y width height in the page, mm) and its ``CTM`` turns object space into that box;
y grows downwards in both.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from analyzer.model import Box
from analyzer.readers.files.container import attribute, child, children, local, own_text
from analyzer.readers.ofd.notation import box, deltas, matrix, numbers, subpaths
from analyzer.readers.pdf.pages.clips import common
from analyzer.readers.pdf.pages.paths import IDENTITY, MAX_POINTS, Matrix, Segment, segments, times
from analyzer.readers.pdf.pages.upright import Glyphs

if TYPE_CHECKING:
    from lxml.etree import _Element

POINT = 72 / 25.4
"""Points in a millimetre."""
MAX_DEPTH = 8
"""Composite units within composite units."""
CONTAINERS = frozenset({"Content", "Layer", "PageBlock"})
FRAMED = 0.7
"""Part of the boundary that text fills, below which boundaries are frames."""
CLEAR = 1.3
"""Parts of the font size between a text and the end of its frame."""
QUARTER: dict[int, Matrix] = {90: (0, 1, -1, 0, 0, 0), 180: (-1, 0, 0, -1, 0, 0), 270: (0, -1, 1, 0, 0, 0)}
"""How a glyph is turned, clockwise as printed, by its CharDirection."""


@dataclass(slots=True, kw_only=True)
class Drawing:
    """What the objects of a page print; ``pictures`` are the boxes of its images, in user space.

    ``framed`` tells that the boundaries of texts are the frames they were set in, wider than the text itself.
    """

    units: dict[str, _Element]
    limit: int
    framed: bool = False
    objects: int = 0
    segments: list[Segment] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    origins: list[tuple[float, float]] = field(default_factory=list)
    matrices: list[Matrix] = field(default_factory=list)
    sizes: list[float] = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    shown: list[bool] = field(default_factory=list)

    def glyphs(self) -> Glyphs:
        """The characters as columns."""
        return Glyphs(
            codes=np.array(self.codes, dtype=np.int64),
            boxes=np.array(self.boxes, dtype=np.float64).reshape(-1, 4),
            origins=np.array(self.origins, dtype=np.float64).reshape(-1, 2).T,
            word=np.array(self.words, dtype=np.int64),
            matrices=np.array(self.matrices, dtype=np.float64).reshape(-1, 6),
            sizes=np.array(self.sizes, dtype=np.float64),
            shown=np.array(self.shown, dtype=bool),
        )


def drawn(roots: list[_Element], area: Box, units: dict[str, _Element], limit: int) -> Drawing:
    """What the content under ``roots`` prints on a page of ``area`` (x, y, width, height in mm).

    Not more than ``limit`` objects are taken; ``Drawing.objects`` then exceeds it.
    """
    x, y, _, height = area
    page: Matrix = (POINT, 0.0, 0.0, -POINT, -x * POINT, (y + height) * POINT)
    drawing = Drawing(units=units, limit=limit, framed=_is_framed(roots))
    for root in roots:
        _walk(child(root, "Content"), page, drawing, 0)
    return drawing


def _walk(element: _Element | None, space: Matrix, drawing: Drawing, depth: int) -> None:
    """Take in the objects inside ``element``, which lies in ``space`` (its millimetres to user space)."""
    for inner in element if element is not None else ():
        name = local(inner)
        if attribute(inner, "Visible", "true").lower() in ("false", "0"):
            continue
        if name in CONTAINERS:
            _walk(inner, space, drawing, depth)
            continue
        drawing.objects += 1
        if drawing.objects > drawing.limit:
            return
        if name == "TextObject":
            _text(inner, _placed(inner, space), drawing)
        elif name == "PathObject":
            _path(inner, _placed(inner, space), drawing)
        elif name == "ImageObject":
            _image(inner, space, drawing)
        elif name == "CompositeObject" and depth < MAX_DEPTH:
            unit = drawing.units.get(attribute(inner, "ResourceID"))
            _walk(child(unit, "Content"), _placed(inner, space), drawing, depth + 1)


def _is_framed(roots: list[_Element]) -> bool:
    """Whether the boundaries of texts without distances are mostly much wider than these need."""
    ratios = []
    for element in (inner for root in roots for inner in root.iter() if local(inner) == "TextObject"):
        bounds, size = box(attribute(element, "Boundary")), _number(attribute(element, "Size"), 0.0)
        codes = list(children(element, "TextCode"))
        if bounds and bounds[2] > 0 and len(codes) == 1 and not attribute(codes[0], "DeltaX"):
            ratios.append(sum(map(_usual, own_text(codes[0]))) * size / bounds[2])
    return bool(ratios) and median(ratios) < FRAMED


def _placed(element: _Element, space: Matrix) -> Matrix:
    """From the space of an object to user space."""
    bounds = box(attribute(element, "Boundary")) or (0.0, 0.0, 0.0, 0.0)
    return times(times(matrix(attribute(element, "CTM")), (1, 0, 0, 1, bounds[0], bounds[1])), space)


def _at(x: float, y: float, space: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = space
    return a * x + c * y + e, b * x + d * y + f


def _image(element: _Element, space: Matrix, drawing: Drawing) -> None:
    bounds = box(attribute(element, "Boundary"))
    if bounds:
        (ax, ay), (bx, by) = _at(bounds[0], bounds[1], space), _at(bounds[0] + bounds[2], bounds[1] + bounds[3], space)
        drawing.pictures.append((min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))


def _path(element: _Element, space: Matrix, drawing: Drawing) -> None:
    """Thin filled outlines and the straight sides of stroked ones are rules; strokes are the default."""
    stroked = attribute(element, "Stroke", "true").lower() not in ("false", "0")
    filled = attribute(element, "Fill", "false").lower() in ("true", "1")
    if not stroked and not filled:
        return
    for points in subpaths(own_text(child(element, "AbbreviatedData")), MAX_POINTS):
        drawing.segments.extend(segments([_at(x, y, space) for x, y in points], stroked))


# ---- text ------------------------------------------------------------------------------------------------------------


def _text(element: _Element, space: Matrix, drawing: Drawing) -> None:
    """The characters of a text object, each at its own point."""
    size = _number(attribute(element, "Size"), 0.0)
    stretch = _number(attribute(element, "HScale"), 1.0) or 1.0
    turned = times(QUARTER.get(round(_number(attribute(element, "CharDirection"), 0.0)) % 360, IDENTITY), space)
    clip = _clip(element, space)
    x = y = 0.0
    drawing.matrices.append((turned[0], turned[1], -turned[2], -turned[3], 0.0, 0.0))
    drawing.sizes.append(size)
    for code in children(element, "TextCode"):
        x, y = _number(attribute(code, "X"), x), _number(attribute(code, "Y"), y)
        fitted = stretch * (_fit(element, code, size * stretch) if drawing.framed else 1.0)
        for character, left, base, advance in _characters(code, x, y, size, fitted):
            origin = _at(left, base, space)
            end = origin[0] + turned[0] * advance, origin[1] + turned[1] * advance
            drawing.codes.append(ord(character))
            drawing.boxes.append((*origin, *end))
            drawing.origins.append(origin)
            drawing.words.append(len(drawing.sizes) - 1)
            middle = (origin[0] + end[0]) / 2, (origin[1] + end[1]) / 2
            drawing.shown.append(clip is None or _within(middle, clip))


def _characters(
    code: _Element, x: float, y: float, size: float, stretch: float
) -> Iterator[tuple[str, float, float, float]]:
    """(character, x, y, advance) in object space. The last distance goes on where too few are given.

    The standard prints all characters on one spot where no distance is given at all; nobody means that, and such
    text is laid out by the usual widths.
    """
    text = own_text(code).strip("\r\n\t")
    across, down = deltas(attribute(code, "DeltaX")), deltas(attribute(code, "DeltaY"))
    for index, character in enumerate(text):
        usual = _usual(character) * size * stretch
        step = _step(across, index)
        yield character, x, y, _advance(step, usual, size * stretch, last=index == len(text) - 1)
        x += step if step is not None else (0.0 if down else usual)
        y += _step(down, index) or 0.0


def _fit(element: _Element, code: _Element, size: float) -> float:
    """How much text without distances must be narrowed to end in its frame, clear of what stands in the next one."""
    bounds = box(attribute(element, "Boundary"))
    needed = sum(map(_usual, own_text(code))) * size
    if bounds is None or needed <= 0 or attribute(code, "DeltaX") or attribute(code, "DeltaY"):
        return 1.0
    return min(1.0, max(bounds[2] - CLEAR * size, size) / needed)


def _step(steps: list[float], index: int) -> float | None:
    return steps[min(index, len(steps) - 1)] if steps else None


def _usual(character: str) -> float:
    """Width in parts of the font size: fonts of office documents print half as wide what is no Chinese."""
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5


def _advance(step: float | None, usual: float, size: float, *, last: bool) -> float:
    """The width of a character: the distance to the next one, unless that holds a gap or an overlap."""
    if step is None or last:
        return usual
    low, high = (0.2 * size, 0.75 * size) if usual < size else (0.7 * size, 1.1 * size)
    return step if low <= step <= high else usual


def _clip(element: _Element, space: Matrix) -> Box | None:
    """The box, in user space, that the clipping paths of an object leave of it; None where nothing is clipped."""
    left: Box | None = None
    for clip in children(child(element, "Clips"), "Clip"):
        spots = [spot for area in children(clip, "Area") for spot in _outline(area, space)]
        if spots:
            xs, ys = [x for x, _ in spots], [y for _, y in spots]
            found = min(xs), min(ys), max(xs), max(ys)
            left = found if left is None else common(left, found)
    return left


def _outline(area: _Element, space: Matrix) -> Iterator[tuple[float, float]]:
    for path in children(area, "Path"):
        inner = times(_placed(path, matrix(attribute(area, "CTM"))), space)
        for points in subpaths(own_text(child(path, "AbbreviatedData")), MAX_POINTS):
            yield from (_at(x, y, inner) for x, y in points)


def _within(spot: tuple[float, float], bounds: Box) -> bool:
    return bounds[0] - 1 <= spot[0] <= bounds[2] + 1 and bounds[1] - 1 <= spot[1] <= bounds[3] + 1


def _number(text: str, default: float) -> float:
    found = numbers(text)
    return found[0] if found else default
