"""PDF: pdfium's characters and paths to grids and paragraphs, in small pure stages.

`pages` (pdfium → characters and rules of the upright page; extents for text that no font at hand draws) → `tables`
(rules snapped and merged → lattices, merged cells → grids; what has no rules by its gaps) → what is left: lines →
furniture (page numbers away) → titles of tables → prose. `document.reading` gives the intermediate results of one page,
for looking at.
"""

from __future__ import annotations

from analyzer.model import Document
from analyzer.readers.files.source import File, Format


def accepts(file: File) -> bool:
    """A PDF header within the first kilobyte, as viewers accept it, or the suffix on bytes that are no text."""
    return b"%PDF-" in file.data[:1024] or (file.suffix == ".pdf" and b"\x00" in file.data[:4096])


def read(file: File) -> Document:
    """The document in a PDF file."""
    from analyzer.readers.pdf.document import read_pdf

    return read_pdf(file.path, data=file.data, limits=file.limits, ocr=file.ocr)


FORMAT = Format(name="pdf", suffixes=(".pdf",), accepts=accepts, read=read, rank=10)
