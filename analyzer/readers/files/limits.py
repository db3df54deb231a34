"""Bounds on what a reader will take in, so that a broken or hostile file ends in a message and not in a hang."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Largest sizes a reader accepts; beyond them it raises UnreadableDocument and names the limit.

    Real disclosures stay far below: the largest known has 4 MB, 60 pages and 12,000 cells. Raise a limit with
    ``dataclasses.replace`` or the constructor where a file is honestly larger.
    """

    max_bytes: int = 200_000_000
    """Size of the file on disk, in bytes."""
    max_unpacked: int = 400_000_000
    """Sum of the unpacked sizes inside a zip container (docx, xlsx, ods, ofd) or archive, in bytes."""
    max_ratio: int = 500
    """Unpacked ÷ packed size of one zip member above 1 MB; honest office XML stays below 100."""
    max_members: int = 5_000
    """Files of one archive together with those of the archives in it."""
    max_nesting: int = 3
    """Archives that may lie within one another."""
    max_cells: int = 2_000_000
    """Places of all grids of a document together, spans counted in full."""
    max_columns: int = 1_000
    """Columns of one grid."""
    max_depth: int = 400
    """Nesting of elements in HTML and office XML; deeper markup is damaged or hostile."""
    max_pages: int = 5_000
    """Pages of a PDF."""
    max_objects: int = 300_000
    """Objects (paths, texts, images) on one PDF page."""
    max_conversion: float = 60.0
    """Seconds that LibreOffice may take for one file."""
    max_seconds: float = 120.0
    """Processor time for the pages of one PDF; what was read until then is kept, with an Issue for the rest."""


DEFAULT = Limits()
