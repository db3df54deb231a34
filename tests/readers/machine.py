"""Reads a PDF as a machine does that has one folder of fonts: ``python -m tests.readers.machine FILE FOLDER``.

Prints the blocks as JSON: rows of texts for a grid, a text for a paragraph. A process of its own, for pdfium takes
its fonts once.
"""

from __future__ import annotations

import ctypes
import json
import sys
from pathlib import Path

import pypdfium2.raw as pdfium

from analyzer.model import Block, Grid
from analyzer.readers.pdf.document import read_pdf


def furnish(folder: str) -> None:
    """Start pdfium anew with the fonts in ``folder``."""
    folders = (ctypes.c_char_p * 2)(folder.encode(), None)
    paths = ctypes.cast(folders, ctypes.POINTER(ctypes.POINTER(ctypes.c_char)))
    pdfium.FPDF_DestroyLibrary()
    pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=paths))


def texts(block: Block) -> object:
    """What a block says."""
    if isinstance(block, Grid):
        return [[cell.text if cell else "" for cell in row] for row in block.rows]
    return block.text


if __name__ == "__main__":
    furnish(sys.argv[2])
    json.dump([texts(block) for block in read_pdf(Path(sys.argv[1])).blocks], sys.stdout)
