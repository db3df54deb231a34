"""Stage: a page of pdfium to characters and drawn rules in upright page space. The only module that speaks to pdfium.

pdfium is not thread-safe; read in processes.
"""

from __future__ import annotations

import ctypes
from collections import deque
from itertools import repeat
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from analyzer.readers.pdf.clips import shown
from analyzer.readers.pdf.geometry import Char, Rule, Rules, Sheet
from analyzer.readers.pdf.paths import drawn

Numbers: TypeAlias = npt.NDArray[np.float64]
Turn: TypeAlias = tuple[int, tuple[float, float, float, float]]
"""Quarter turns of the text against the page, and the page's box in user space."""
MIN_SIZE = 1.0
"""Points; smaller type is not meant to be read."""


def sheet(page: Any, number: int, max_objects: int) -> tuple[Sheet, int]:
    """The page taken apart, and the number of its top-level objects.

    With more than ``max_objects`` objects no rules are read: the page is a drawing.
    """
    left, bottom, right, top = page.get_bbox()
    drawing = drawn(page, max_objects)
    table = _table(page, drawing.has_forms)
    turn = (_direction(table), (left, bottom, right, top))
    width, height = (right - left, top - bottom) if turn[0] % 2 == 0 else (top - bottom, right - left)
    upright = _upright_rules(drawing.segments, turn)
    chars = _chars(table, turn, width, height)
    return Sheet(page=number, width=width, height=height, chars=chars, rules=upright), drawing.objects


class _Glyphs:
    """What pdfium tells of each character of a page, as columns."""

    def __init__(self, count: int) -> None:
        self.codes: list[int] = []
        self.boxes = np.zeros((count, 4), dtype=np.float32)
        self.matrices = np.zeros((count, 6), dtype=np.float32)
        self.origins = np.zeros((2, count))
        self.sizes = np.zeros(count)
        self.shown = np.ones(count, dtype=bool)


def _table(page: Any, has_forms: bool) -> _Glyphs:
    """All characters of the page in user space; clipped ones are marked as not shown.

    Clipping paths inside forms are in the form's own space; on pages with forms all characters count as shown.
    """
    import pypdfium2.raw as pdfium

    textpage = page.get_textpage()
    try:
        handle, count = textpage.raw, max(0, textpage.count_chars())
        glyphs = _Glyphs(count)
        numbers = range(count)
        glyphs.codes = list(map(pdfium.FPDFText_GetUnicode, repeat(handle), numbers))
        _collect(pdfium.FPDFText_GetLooseCharBox, handle, glyphs.boxes)
        _collect(pdfium.FPDFText_GetMatrix, handle, glyphs.matrices)
        _collect(pdfium.FPDFText_GetCharOrigin, handle, glyphs.origins[0], glyphs.origins[1])
        glyphs.sizes[:] = list(map(pdfium.FPDFText_GetFontSize, repeat(handle), numbers))
        if not has_forms:
            bases = glyphs.origins[1].tolist()
            glyphs.shown[:] = shown(handle, glyphs.codes, glyphs.boxes.tolist(), bases)
        return glyphs
    finally:
        textpage.close()


def _collect(function: Any, handle: Any, *columns: npt.NDArray[Any]) -> None:
    """Call ``function(handle, i, &row i of each column…)`` for all rows, without a Python object for any of them.

    A page has a thousand characters, and this is where the time of reading goes: the addresses are plain integers.
    """
    pointers = [ctypes.c_size_t] * len(columns)
    address = ctypes.cast(function, ctypes.c_void_p).value
    plain = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_size_t, ctypes.c_int, *pointers)(address or 0)
    text = ctypes.cast(handle, ctypes.c_void_p).value
    count = len(columns[0])
    places = [range(c.ctypes.data, c.ctypes.data + count * c.strides[0], c.strides[0]) for c in columns if count]
    deque(map(plain, repeat(text), range(count), *places), maxlen=0)


def _direction(glyphs: _Glyphs) -> int:
    """Quarter turns (counter-clockwise) of most of the text."""
    if not glyphs.codes:
        return 0
    quarters = np.round(np.arctan2(glyphs.matrices[:, 1], glyphs.matrices[:, 0]) / (np.pi / 2)).astype(int) % 4
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
    if not glyphs.codes:
        return ()
    boxes = glyphs.boxes.astype(np.float64)
    ax, _ = _upright(boxes[:, 0], boxes[:, 1], turn)
    bx, _ = _upright(boxes[:, 2], boxes[:, 3], turn)
    _, base = _upright(glyphs.origins[0], glyphs.origins[1], turn)
    x0, x1 = np.minimum(ax, bx), np.maximum(ax, bx)
    matrices = glyphs.matrices.astype(np.float64)
    size = glyphs.sizes * np.hypot(matrices[:, 2], matrices[:, 3])
    size = np.where(size > 0, size, glyphs.sizes)
    slant = np.minimum(np.abs(matrices[:, 0]), np.abs(matrices[:, 1])) > 0.2 * np.hypot(matrices[:, 0], matrices[:, 1])
    middle, height_of_middle = (x0 + x1) / 2, base - 0.35 * size
    inside = (middle >= 0) & (middle <= width) & (height_of_middle >= 0) & (height_of_middle <= height)
    keep = inside & glyphs.shown & ~slant & (size >= MIN_SIZE) & (size <= height)
    codes = glyphs.codes
    chosen = [i for i in np.flatnonzero(keep).tolist() if _printable(codes[i])]
    left, right, baseline, sizes = x0.tolist(), x1.tolist(), base.tolist(), size.tolist()
    return tuple(Char(_character(codes[i]), left[i], right[i], baseline[i], sizes[i]) for i in chosen)


def _printable(code: int) -> bool:
    return 0x20 < code < 0x110000 and code not in _BLANK and not 0xD800 <= code < 0xE000 and not 0x7F <= code < 0xA1


def _character(code: int) -> str:
    return chr(code)


_BLANK = frozenset((0xA0, 0xAD, 0x3000, 0xFEFF, 0xFFFE, 0xFFFF, *range(0x2000, 0x2010), 0x2028, 0x2029, 0x202F, 0x205F))


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
