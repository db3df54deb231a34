"""Stage: a page of pdfium to characters and drawn rules in upright page space. The only module that speaks to pdfium.

pdfium is not thread-safe; read in processes.
"""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np
import numpy.typing as npt

from analyzer.readers.pdf.geometry import Sheet
from analyzer.readers.pdf.pages.clips import clips, shown
from analyzer.readers.pdf.pages.extents import widen
from analyzer.readers.pdf.pages.foreign import collect, numbers
from analyzer.readers.pdf.pages.paths import drawn
from analyzer.readers.pdf.pages.upright import SAME, Glyphs, Numbers, direction, upright


def sheet(page: Any, number: int, max_objects: int, *, prose: bool = True) -> tuple[Sheet, int]:
    """The page taken apart, and the number of its top-level objects.

    With more than ``max_objects`` objects no rules are read: the page is a drawing. Without ``prose`` a page that has
    no rules is given without its characters: it has no ruled table.
    """
    drawing = drawn(page, max_objects)
    widen(drawing.texts)
    glyphs = _glyphs(page, drawing.has_forms) if prose or drawing.segments else _taken(None, 0, clipped=False)
    return upright(number, page.get_bbox(), glyphs, drawing.segments, drawing.images), drawing.objects


def turned(page: Any) -> int:
    """Quarter turns (counter-clockwise) of most of the text against the page's user space."""
    return direction(_glyphs(page, has_forms=True))


def _glyphs(page: Any, has_forms: bool) -> Glyphs:
    """All characters of the page in user space; clipped ones are marked as not shown.

    Clipping paths inside forms are in the form's own space; on pages with forms all characters count as shown.
    """
    textpage = page.get_textpage()
    try:
        return _taken(textpage.raw, max(0, textpage.count_chars()), clipped=not has_forms)
    finally:
        textpage.close()


def _taken(handle: Any, count: int, *, clipped: bool) -> Glyphs:
    """What pdfium tells of each character; its matrix, size and clipping path are asked for once a word."""
    import pypdfium2.raw as pdfium

    indices = range(count)
    codes = np.array(numbers(pdfium.FPDFText_GetUnicode, ctypes.c_uint, handle, indices), dtype=np.int64)
    boxes = np.zeros((count, 4), dtype=np.float32)
    origins = np.zeros((2, count))
    collect(pdfium.FPDFText_GetLooseCharBox, handle, indices, boxes)
    collect(pdfium.FPDFText_GetCharOrigin, handle, indices, origins[0], origins[1])
    fresh = _word_starts(codes, boxes, origins[1])
    starts: list[int] = np.flatnonzero(fresh).tolist()
    word = np.cumsum(fresh) - 1
    matrices = np.zeros((len(starts), 6), dtype=np.float32)
    collect(pdfium.FPDFText_GetMatrix, handle, starts, matrices)
    sizes = np.array(numbers(pdfium.FPDFText_GetFontSize, ctypes.c_double, handle, starts))
    visible = np.ones(count, dtype=bool)
    if clipped and starts:
        visible = shown(clips(handle, starts)[word], (boxes[:, 0] + boxes[:, 2]) / 2, origins[1])
    return Glyphs(
        codes=codes,
        boxes=boxes.astype(np.float64),
        origins=origins,
        word=word,
        matrices=matrices.astype(np.float64),
        sizes=sizes,
        shown=visible,
    )


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
