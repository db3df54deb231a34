"""Pieces of a page as pictures, with boxes around the figures spoken of, and copies of a file with notes in it.

Boxes are those that the reader gives: points of the upright page, y growing downwards (see `upright`).
"""

from __future__ import annotations

import ctypes
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from analyzer.model import Box
from analyzer.readers.pdf.pages.page import turned
from analyzer.readers.pdf.pages.upright import restored

MARGIN: Final = 26.0
"""Points shown above and below the boxes: a line or two of what stands around."""
TALLEST: Final = 360.0
"""Points; boxes further apart than this are not shown in one picture."""
SCALE: Final = 1.5
"""Dots a point: small print of a table is legible, a line of a page takes about 10 KB."""
COLOURS: Final = 16
FRAME: Final = (196, 43, 28)
GROUND: Final = (255, 214, 102)


@contextmanager
def opened(path: Path, sha256: str) -> Iterator[Any | None]:
    """The PDF at ``path``, or None where it is gone or no longer the file of that digest."""
    import pypdfium2

    try:
        data = path.read_bytes()
    except OSError:
        data = b""
    if not data or hashlib.sha256(data).hexdigest() != sha256:
        yield None
        return
    pdf = pypdfium2.PdfDocument(data)
    try:
        yield pdf
    finally:
        pdf.close()


def excerpt(pdf: Any, page: int, boxes: Sequence[Box]) -> bytes:
    """A PNG of the strip of the 1-based ``page`` in which the ``boxes`` lie, each framed; as wide as the page."""
    from PIL import ImageDraw

    sheet = pdf[page - 1]
    try:
        sheet.set_rotation(90 * turned(sheet))
        _, height = sheet.get_size()
        top = max(0.0, min(box[1] for box in boxes) - MARGIN)
        bottom = min(height, max(box[3] for box in boxes) + MARGIN)
        bitmap = sheet.render(scale=SCALE, crop=(0, height - bottom, 0, top))
        image = bitmap.to_pil().convert("RGB")
    finally:
        sheet.close()
    draw = ImageDraw.Draw(image)
    for x0, y0, x1, y1 in boxes:
        frame = tuple(SCALE * side for side in (x0 - 2, y0 - top - 2, x1 + 2, y1 - top + 2))
        draw.rectangle(frame, outline=FRAME, width=2)
    kept = BytesIO()
    image.quantize(COLOURS).save(kept, "png", optimize=True)
    return kept.getvalue()


def strips(boxes: Iterable[Box]) -> list[list[Box]]:
    """The boxes of a page in groups that fit in one picture each, from the top."""
    groups: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: (box[1], box[0])):
        if groups and box[3] - groups[-1][0][1] <= TALLEST and box[1] - groups[-1][-1][3] <= 4 * MARGIN:
            groups[-1].append(box)
        else:
            groups.append([box])
    return groups


def annotated(pdf: Any, notes: Iterable[tuple[int, Box, str]]) -> bytes:
    """A copy of the file with a frame and a note (1-based page, box, text) each; what is printed stays as it is."""
    by_page: dict[int, list[tuple[Box, str]]] = {}
    for page, box, text in notes:
        by_page.setdefault(page, []).append((box, text))
    for number, own in by_page.items():
        page = pdf[number - 1]
        try:
            turn = (turned(page), page.get_bbox())
            for box, text in own:
                _note(page, restored(box, turn), text)
        finally:
            page.close()
    kept = BytesIO()
    pdf.save(kept)
    return kept.getvalue()


def _note(page: Any, box: Box, text: str) -> None:
    import pypdfium2.raw as pdfium

    note = pdfium.FPDFPage_CreateAnnot(page.raw, pdfium.FPDF_ANNOT_SQUARE)
    try:
        left, bottom, right, top = box
        pdfium.FPDFAnnot_SetRect(note, pdfium.FS_RECTF(left - 2, top + 2, right + 2, bottom - 2))
        pdfium.FPDFAnnot_SetColor(note, pdfium.FPDFANNOT_COLORTYPE_Color, *FRAME, 255)
        pdfium.FPDFAnnot_SetColor(note, pdfium.FPDFANNOT_COLORTYPE_InteriorColor, *GROUND, 60)
        pdfium.FPDFAnnot_SetBorder(note, 0, 0, 1.2)
        pdfium.FPDFAnnot_SetFlags(note, pdfium.FPDF_ANNOT_FLAG_PRINT)
        wide = (text + "\0").encode("utf-16-le")
        words = (ctypes.c_ushort * (len(wide) // 2)).from_buffer_copy(wide)
        pdfium.FPDFAnnot_SetStringValue(note, b"Contents", words)
    finally:
        pdfium.FPDFPage_CloseAnnot(note)
