"""Pictures of pages (JPEG, PNG, TIFF …): recognised with the extra ``ocr`` where that is asked for, else told."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from analyzer.errors import UnreadableDocument
from analyzer.model import Document, Issue
from analyzer.readers.files.source import File, Format
from analyzer.readers.scans.ocr import MAX_PIXELS, recognised_image
from analyzer.version import install

if TYPE_CHECKING:
    from analyzer.readers.scans.ocr import Image

KINDS = {
    b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"II*\x00": "TIFF", b"MM\x00*": "TIFF", b"BM": "BMP",
}  # fmt: skip
ASKED = f"a picture ({{}}); {install('ocr')} and read it with recognition (--ocr), or give the document as text"
SHORT_SIDE = 595.0
"""Points of the shorter side of a page, A4: pictures do not tell their size."""
MAX_PAGES = 200


def kind(file: File) -> str:
    """What kind of picture the file is, empty where it is none."""
    for sign, name in KINDS.items():
        if file.data.startswith(sign) and (name != "BMP" or b"\x00" in file.data[:64]):
            return name
    return "WebP" if file.data.startswith(b"RIFF") and file.data[8:12] == b"WEBP" else ""


def read(file: File) -> Document:
    """The document that recognition finds in a picture; every page of it is marked as recognised."""
    from analyzer.readers.pdf.arrangement import assembled, reading

    if not file.ocr:
        raise file.refuse(ASKED.format(kind(file)))
    try:
        pages = [recognised_image(image, scale, number) for number, (image, scale) in enumerate(_images(file), 1)]
    except UnreadableDocument as error:
        raise UnreadableDocument(f"{file.name}: {error}") from None
    detail = "recognised from a picture; compare it before you rely on it"
    issues = [Issue(code="recognised", document=file.name, page=page.page, detail=detail) for page in pages]
    return file.document("image", assembled([reading(page) for page in pages]), issues, pages=len(pages))


def _images(file: File) -> Iterator[tuple[Image, float]]:
    """Each frame of the picture as a raster, not larger than recognition needs, with its pixels a point."""
    import numpy as np
    from PIL import Image as Pillow
    from PIL import ImageOps, ImageSequence

    with Pillow.open(io.BytesIO(file.data)) as opened:
        for number, frame in enumerate(ImageSequence.Iterator(opened)):
            if number >= MAX_PAGES:
                raise UnreadableDocument(f"a picture of more than {MAX_PAGES} pages; divide it")
            if frame.width * frame.height > 10 * MAX_PIXELS:
                raise UnreadableDocument(f"a picture of {frame.width} × {frame.height} pixels; reduce it")
            upright = ImageOps.exif_transpose(frame).convert("RGB")
            upright.thumbnail((6000, 6000))
            yield np.asarray(upright), min(upright.size) / SHORT_SIDE


def accepts(file: File) -> bool:
    """Whether the content is a picture."""
    return bool(kind(file))


SUFFIXES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".gif", ".webp")
FORMAT = Format(name="image", suffixes=SUFFIXES, accepts=accepts, read=read, rank=38)
