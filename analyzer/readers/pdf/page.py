"""Stage: a page of pdfium to characters and drawn rules in upright page space. The only module that speaks to pdfium.

pdfium is not thread-safe; read in processes.
"""

from __future__ import annotations

import ctypes
from itertools import repeat
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from analyzer.readers.pdf.clips import clips, shown
from analyzer.readers.pdf.extents import widen
from analyzer.readers.pdf.foreign import collect, numbers
from analyzer.readers.pdf.geometry import Char, Rule, Rules, Sheet
from analyzer.readers.pdf.paths import drawn

Numbers: TypeAlias = npt.NDArray[np.float64]
Turn: TypeAlias = tuple[int, tuple[float, float, float, float]]
"""Quarter turns of the text against the page, and the page's box in user space."""
SAME = 0.3
"""Points within which two positions are one."""
MEANT = 0.4
"""Parts of a character's box that its glyph may stand out over its advance on one side."""
MIN_SIZE = 1.0
"""Points; smaller type is not meant to be read."""


def sheet(page: Any, number: int, max_objects: int, *, prose: bool = True) -> tuple[Sheet, int]:
    """The page taken apart, and the number of its top-level objects.

    With more than ``max_objects`` objects no rules are read: the page is a drawing. Without ``prose`` a page that has
    no rules is given without its characters: it has no ruled table.
    """
    left, bottom, right, top = page.get_bbox()
    drawing = drawn(page, max_objects)
    widen(drawing.texts)
    table = _table(page, drawing.has_forms) if prose or drawing.segments else _Glyphs(None, 0)
    turn = (_direction(table), (left, bottom, right, top))
    width, height = (right - left, top - bottom) if turn[0] % 2 == 0 else (top - bottom, right - left)
    upright = _upright_rules(drawing.segments, turn)
    chars = _chars(table, turn, width, height)
    return Sheet(page=number, width=width, height=height, chars=chars, rules=upright), drawing.objects


class _Glyphs:
    """What pdfium tells of each character of a page, as columns; matrices and sizes by word, told by ``word``."""

    def __init__(self, handle: Any, count: int) -> None:
        import pypdfium2.raw as pdfium

        indices = range(count)
        self.codes = np.array(numbers(pdfium.FPDFText_GetUnicode, ctypes.c_uint, handle, indices), dtype=np.int64)
        self.boxes = np.zeros((count, 4), dtype=np.float32)
        self.origins = np.zeros((2, count))
        collect(pdfium.FPDFText_GetLooseCharBox, handle, indices, self.boxes)
        collect(pdfium.FPDFText_GetCharOrigin, handle, indices, self.origins[0], self.origins[1])
        fresh = _word_starts(self.codes, self.boxes, self.origins[1])
        self.starts: list[int] = np.flatnonzero(fresh).tolist()
        self.word = np.cumsum(fresh) - 1
        self.matrices = np.zeros((len(self.starts), 6), dtype=np.float32)
        collect(pdfium.FPDFText_GetMatrix, handle, self.starts, self.matrices)
        self.sizes = np.array(numbers(pdfium.FPDFText_GetFontSize, ctypes.c_double, handle, self.starts))
        self.shown = np.ones(count, dtype=bool)


def _word_starts(codes: npt.NDArray[np.int64], boxes: npt.NDArray[np.float32], bases: Numbers) -> npt.NDArray[np.bool_]:
    """Where a word begins: characters without a gap, on one baseline, are of one font, size and clipping path.

    The blanks that pdfium makes up, told by their lack of an extent, have neither of these and lend none.
    """
    fresh = np.ones(len(codes), dtype=bool)
    made_up = boxes[:, 0] == boxes[:, 2]
    fresh[1:] = (
        (np.abs(np.diff(bases)) > SAME)
        | (np.abs(boxes[1:, 0] - boxes[:-1, 2]) > SAME)
        | ((codes[1:] < 0x2E80) != (codes[:-1] < 0x2E80))
        | made_up[1:]
        | made_up[:-1]
    )
    return fresh


def _table(page: Any, has_forms: bool) -> _Glyphs:
    """All characters of the page in user space; clipped ones are marked as not shown.

    Clipping paths inside forms are in the form's own space; on pages with forms all characters count as shown.
    """
    textpage = page.get_textpage()
    try:
        glyphs = _Glyphs(textpage.raw, max(0, textpage.count_chars()))
        if not has_forms and glyphs.starts:
            boxes = clips(textpage.raw, glyphs.starts)[glyphs.word]
            glyphs.shown = shown(boxes, (glyphs.boxes[:, 0] + glyphs.boxes[:, 2]) / 2, glyphs.origins[1])
        return glyphs
    finally:
        textpage.close()


def _direction(glyphs: _Glyphs) -> int:
    """Quarter turns (counter-clockwise) of most of the text."""
    if not len(glyphs.codes):
        return 0
    matrices = glyphs.matrices[glyphs.word]
    quarters = np.round(np.arctan2(matrices[:, 1], matrices[:, 0]) / (np.pi / 2)).astype(int) % 4
    return int(np.bincount(quarters, minlength=4).argmax())


def _upright(x: Numbers, y: Numbers, turn: Turn) -> tuple[Numbers, Numbers]:
    """User space (y up) to upright page space (y down)."""
    quarters, (left, bottom, right, top) = turn
    if quarters == 1:
        return y - bottom, x - left
    if quarters == 2:
        return right - x, y - bottom
    if quarters == 3:
        return top - y, right - x
    return x - left, top - y


def _chars(glyphs: _Glyphs, turn: Turn, width: float, height: float) -> tuple[Char, ...]:
    """The printed characters: neither blanks, nor off the page, clipped, slanted (water marks) or minute."""
    if not len(glyphs.codes):
        return ()
    boxes = glyphs.boxes.astype(np.float64)
    ax, _ = _upright(boxes[:, 0], boxes[:, 1], turn)
    bx, _ = _upright(boxes[:, 2], boxes[:, 3], turn)
    origin, base = _upright(glyphs.origins[0], glyphs.origins[1], turn)
    x0, x1 = _advances(np.minimum(ax, bx), np.maximum(ax, bx), origin, base)
    matrices = glyphs.matrices.astype(np.float64)[glyphs.word]
    sizes = glyphs.sizes[glyphs.word]
    size = sizes * np.hypot(matrices[:, 2], matrices[:, 3])
    size = np.where(size > 0, size, sizes)
    slant = np.minimum(np.abs(matrices[:, 0]), np.abs(matrices[:, 1])) > 0.2 * np.hypot(matrices[:, 0], matrices[:, 1])
    middle, height_of_middle = (x0 + x1) / 2, base - 0.35 * size
    inside = (middle >= 0) & (middle <= width) & (height_of_middle >= 0) & (height_of_middle <= height)
    keep = inside & glyphs.shown & ~slant & (size >= MIN_SIZE) & (size <= height) & _printable(glyphs.codes)
    columns = (x0, x1, base, size)
    texts = map(chr, glyphs.codes[keep].tolist())
    return tuple(
        map(Char._make, zip(texts, *(column[keep].tolist() for column in columns), repeat(None), strict=False))
    )


def _advances(x0: Numbers, x1: Numbers, origin: Numbers, base: Numbers) -> tuple[Numbers, Numbers]:
    """The extents from origin to origin, where the file tells them.

    pdfium's boxes hold the drawn glyph too, which in a substituted font may stand out over what the file gives it:
    no gap in the print may depend on the machine's fonts. Overstruck characters lie closer and keep their boxes.
    """
    wide = x1 - x0
    start = np.where(np.abs(origin - x0) < MEANT * wide, origin, x0)
    room = np.append(np.diff(start), np.inf)
    level = np.append(np.abs(np.diff(base)) <= SAME, False)
    return start, np.where(level & (room > (1 - MEANT) * wide) & (room < x1 - start), start + room, x1)


def _printable(codes: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Neither blank nor control character nor half of a surrogate pair."""
    valid = (
        (codes > 0x20) & (codes < 0x110000) & ((codes < 0xD800) | (codes >= 0xE000)) & ((codes < 0x7F) | (codes > 0xA0))
    )
    return valid & ~np.isin(codes, _BLANK)


_BLANK = np.array((0xA0, 0xAD, 0x3000, 0xFEFF, 0xFFFE, 0xFFFF, *range(0x2000, 0x2010), 0x2028, 0x2029, 0x202F, 0x205F))


def _upright_rules(rules: list[tuple[float, float, float, float]], turn: Turn) -> Rules:
    """Drawn segments (x0, y0, x1, y1) as rules across and down the upright page."""
    if not rules:
        return Rules()
    ends = np.array(rules, dtype=np.float64)
    ax, ay = _upright(ends[:, 0], ends[:, 1], turn)
    bx, by = _upright(ends[:, 2], ends[:, 3], turn)
    flat = np.abs(ax - bx) >= np.abs(ay - by)
    across = zip(((ay + by) / 2)[flat], np.minimum(ax, bx)[flat], np.maximum(ax, bx)[flat], strict=True)
    down = zip(((ax + bx) / 2)[~flat], np.minimum(ay, by)[~flat], np.maximum(ay, by)[~flat], strict=True)
    return Rules(
        across=tuple(Rule(*map(float, rule)) for rule in across), down=tuple(Rule(*map(float, rule)) for rule in down)
    )
