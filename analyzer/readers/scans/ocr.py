"""Recognition of scanned pages (extra ``ocr``: rapidocr with onnxruntime; its models are in the wheel, no network).

A page is rasterised, its text recognised and its rules found in the raster; both come out as the same characters and
rules that a printed page has, so that grids and paragraphs are made of them in the same way. Every cell made from them
carries the recogniser's lowest score of its text.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from statistics import median
from typing import TYPE_CHECKING, Any

from analyzer.errors import UnreadableDocument
from analyzer.readers.layout.paragraphs import width
from analyzer.version import install

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from analyzer.readers.pdf.geometry import Char, Rule, Rules, Sheet

    Image = npt.NDArray[np.uint8]
    Mask = npt.NDArray[np.bool_]

DOTS = 180
"""Dots an inch at which a page is rasterised; below 150 decimal points are lost, above 200 nothing is won."""
MAX_PIXELS = 20_000_000
SHORTEST = 16.0
"""Points; a shorter dark run may be the stroke of a character."""
DARK = 140
MAX_RUNS = 50_000
LEAST_SKEW = 0.15
"""Degrees below which a page counts as straight."""


def recognised(page: Any, blank: Sheet) -> Sheet:
    """The page of pdfium as characters and rules recognised from its raster.

    Raises UnreadableDocument where the extra is not installed.
    """
    import numpy as np

    displayed_width, displayed_height = page.get_size()
    scale = min(DOTS / 72, math.sqrt(MAX_PIXELS / max(1.0, displayed_width * displayed_height)))
    image: Image = np.ascontiguousarray(page.render(scale=scale).to_numpy()[:, :, :3])
    return recognised_image(image, scale, blank.page)


def recognised_image(image: Image, scale: float, page: int) -> Sheet:
    """A raster as the characters and rules recognised in it; ``scale`` is pixels a point.

    Raises UnreadableDocument where the extra is not installed.
    """
    from analyzer.readers.pdf.geometry import Sheet

    engine = _engine()
    displayed_height, displayed_width = image.shape[0] / scale, image.shape[1] / scale
    output = engine(image, use_cls=False)
    words = _words(output)
    angle = _skew(words)
    gray: Image = image.min(axis=2)
    if abs(angle) >= LEAST_SKEW:
        gray = _turned(gray, angle)
        words = [(_turned_back(points, angle, gray.shape), text, score) for points, text, score in words]
    chars = tuple(char for word in words for char in _chars(*word, scale))
    return Sheet(
        page=page, width=displayed_width, height=displayed_height, chars=chars, rules=raster_rules(gray, scale)
    )


@cache
def _engine() -> Any:
    try:
        from rapidocr import RapidOCR
    except ImportError:
        raise UnreadableDocument(f"scanned pages need the extra `ocr`: {install('ocr')}") from None
    return RapidOCR(params={"Global.log_level": "error"})


Word = tuple[list[tuple[float, float]], str, float]


def _words(output: Any) -> list[Word]:
    if output.boxes is None or output.txts is None:
        return []
    return [
        ([(float(x), float(y)) for x, y in box], text, float(score))
        for box, text, score in zip(output.boxes, output.txts, output.scores, strict=True)
        if text.strip()
    ]


def _skew(words: list[Word]) -> float:
    """The angle of the text in degrees, by the upper sides of long words."""
    angles = [
        math.degrees(math.atan2(points[1][1] - points[0][1], points[1][0] - points[0][0]))
        for points, _, _ in words
        if points[1][0] - points[0][0] > 6 * abs(points[3][1] - points[0][1])
    ]
    return median(angles) if angles else 0.0


def _turned(gray: Image, angle: float) -> Image:
    import numpy as np
    from PIL import Image as Pillow

    return np.asarray(Pillow.fromarray(gray).rotate(angle, resample=Pillow.Resampling.BILINEAR, fillcolor=255))


def _turned_back(points: list[tuple[float, float]], angle: float, shape: tuple[int, ...]) -> list[tuple[float, float]]:
    middle_x, middle_y = shape[1] / 2, shape[0] / 2
    cos, sin = math.cos(math.radians(-angle)), math.sin(math.radians(-angle))
    return [
        (
            middle_x + (x - middle_x) * cos - (y - middle_y) * sin,
            middle_y + (x - middle_x) * sin + (y - middle_y) * cos,
        )
        for x, y in points
    ]


def _chars(points: list[tuple[float, float]], text: str, score: float, scale: float) -> Iterator[Char]:
    """A word's characters, its box shared out by their display widths."""
    from analyzer.readers.pdf.geometry import Char

    xs, ys = [x / scale for x, _ in points], [y / scale for _, y in points]
    top, bottom = (ys[0] + ys[1]) / 2, (ys[2] + ys[3]) / 2
    left, right = min(xs), max(xs)
    step = (right - left) / max(1, width(text))
    size, base = 0.8 * (bottom - top), bottom - 0.2 * (bottom - top)
    for character in text:
        end = left + step * width(character)
        if not character.isspace():
            yield Char(character, left, end, base, size, score)
        left = end


def raster_rules(gray: Image, scale: float) -> Rules:
    """The straight dark runs of a raster as rules in points; ``scale`` is pixels a point."""
    from analyzer.readers.pdf.geometry import Rules

    dark: Mask = gray < DARK
    least = int(SHORTEST * scale)
    across = _runs(_thickened(dark), least, scale)
    down = _runs(_thickened(dark.T), least, scale)
    if max(len(across), len(down)) > MAX_RUNS:
        return Rules()
    return Rules(across=tuple(across), down=tuple(down))


def _thickened(dark: Mask) -> Mask:
    """Each row with its neighbours, so that a rule that drifts by a pixel stays in one piece."""
    thick = dark.copy()
    thick[1:] |= dark[:-1]
    thick[:-1] |= dark[1:]
    return thick


def _runs(mask: Mask, least: int, scale: float) -> list[Rule]:
    """The dark runs of at least ``least`` pixels in each row."""
    import numpy as np

    from analyzer.readers.pdf.geometry import Rule

    padded = np.zeros((mask.shape[0], mask.shape[1] + 2), dtype=np.int8)
    padded[:, 1:-1] = mask
    steps = np.diff(padded, axis=1)
    rows, starts = np.nonzero(steps == 1)
    _, ends = np.nonzero(steps == -1)
    long = ends - starts >= least
    return [
        Rule((row + 0.5) / scale, start / scale, end / scale)
        for row, start, end in zip(rows[long].tolist(), starts[long].tolist(), ends[long].tolist(), strict=True)
    ]
