"""Stage: glyphs and segments in user space to characters and rules of the upright page; shared by PDF and OFD."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from analyzer.model import Box
from analyzer.readers.pdf.geometry import Char, Rule, Rules, Sheet

Numbers: TypeAlias = npt.NDArray[np.float64]
Turn: TypeAlias = tuple[int, Box]
"""Quarter turns of the text against the page, and the page's box in user space."""
SAME = 0.3
"""Points within which two positions are one."""
MEANT = 0.4
"""Parts of a character's box that its glyph may stand out over its advance on one side."""
MIN_SIZE = 1.0
"""Points; smaller type is not meant to be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyphs:
    """The characters of a page as columns, in user space: points, y growing upwards.

    ``boxes`` are (left, bottom, right, top) as the font advances, ``origins`` the two rows of x and y on the baseline.
    ``word`` tells for each character which row of ``matrices`` (a b c d e f) and ``sizes`` is its own. ``shown`` is
    False where a clipping path hides a character.
    """

    codes: npt.NDArray[np.int64]
    boxes: Numbers
    origins: Numbers
    word: npt.NDArray[np.int64]
    matrices: Numbers
    sizes: Numbers
    shown: npt.NDArray[np.bool_]


def upright(
    number: int,
    box: Box,
    glyphs: Glyphs,
    segments: Sequence[tuple[float, float, float, float]],
    pictures: Sequence[Box] = (),
) -> Sheet:
    """The page ``number`` with the ``box`` (left, bottom, right, top), turned so that most of its text is level."""
    left, bottom, right, top = box
    turn = (direction(glyphs), box)
    width, height = (right - left, top - bottom) if turn[0] % 2 == 0 else (top - bottom, right - left)
    chars = _chars(glyphs, turn, width, height)
    return Sheet(
        page=number,
        width=width,
        height=height,
        chars=chars,
        rules=_upright_rules(segments, turn),
        pictures=_upright_boxes(pictures, turn),
    )


def _upright_boxes(boxes: Sequence[Box], turn: Turn) -> tuple[Box, ...]:
    if not boxes:
        return ()
    ends = np.array(boxes, dtype=np.float64)
    ax, ay = _upright(ends[:, 0], ends[:, 1], turn)
    bx, by = _upright(ends[:, 2], ends[:, 3], turn)
    columns = np.minimum(ax, bx), np.minimum(ay, by), np.maximum(ax, bx), np.maximum(ay, by)
    return tuple(zip(*(column.tolist() for column in columns), strict=True))


def direction(glyphs: Glyphs) -> int:
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


def restored(box: Box, turn: Turn) -> Box:
    """A box of the upright page as (left, bottom, right, top) in user space: `upright` the other way."""
    quarters, (left, bottom, right, top) = turn
    x0, y0, x1, y1 = box
    if quarters == 1:
        return y0 + left, x0 + bottom, y1 + left, x1 + bottom
    if quarters == 2:
        return right - x1, y0 + bottom, right - x0, y1 + bottom
    if quarters == 3:
        return right - y1, top - x1, right - y0, top - x0
    return x0 + left, top - y1, x1 + left, top - y0


def _chars(glyphs: Glyphs, turn: Turn, width: float, height: float) -> tuple[Char, ...]:
    """The printed characters: neither blanks, nor off the page, clipped, slanted (water marks) or minute."""
    if not len(glyphs.codes):
        return ()
    boxes = glyphs.boxes
    ax, _ = _upright(boxes[:, 0], boxes[:, 1], turn)
    bx, _ = _upright(boxes[:, 2], boxes[:, 3], turn)
    origin, base = _upright(glyphs.origins[0], glyphs.origins[1], turn)
    x0, x1 = _advances(np.minimum(ax, bx), np.maximum(ax, bx), origin, base)
    matrices = glyphs.matrices[glyphs.word]
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


def _upright_rules(rules: Sequence[tuple[float, float, float, float]], turn: Turn) -> Rules:
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
