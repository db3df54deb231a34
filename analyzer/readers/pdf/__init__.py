"""PDF: pdfium's characters and paths to grids and paragraphs, in small pure stages.

extents (for text that no font at hand draws) → page (pdfium → characters, rules) → rules (snapped, merged) → lattices
(tables, merged cells) → grids (characters in cells); what is left → lines → furniture (page numbers away) → titles
(of tables) → prose (paragraphs). `document.reading` gives the intermediate results of one page, for looking at.
"""

from __future__ import annotations

from analyzer.readers.pdf.document import read_pdf

__all__ = ["read_pdf"]
