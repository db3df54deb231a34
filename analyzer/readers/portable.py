"""PDF as one of the formats; the work is done in `analyzer.readers.pdf`."""

from __future__ import annotations

from analyzer.model import Document
from analyzer.readers.source import File, Format


def accepts(file: File) -> bool:
    """A PDF header within the first kilobyte, as viewers accept it, or the suffix on bytes that are no text."""
    return b"%PDF-" in file.data[:1024] or (file.suffix == ".pdf" and b"\x00" in file.data[:4096])


def read(file: File) -> Document:
    """The document in a PDF file."""
    from analyzer.readers.pdf import read_pdf

    return read_pdf(file.path, data=file.data, limits=file.limits, ocr=file.ocr)


FORMAT = Format(name="pdf", suffixes=(".pdf",), accepts=accepts, read=read, rank=10)
