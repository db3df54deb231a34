"""OFD, the national fixed-layout format (GB/T 33190-2016): a zip of XML, read into the characters and rules of a page.

package (parts, pages, templates) → content (objects of a page to glyphs and segments) → the stages of
`analyzer.readers.pdf` from `upright` on, so that tables, columns and prose are found as in PDF. Signatures and
annotations are ignored: stamps print nothing that belongs to a statement.
"""

from __future__ import annotations

from analyzer.model import Document
from analyzer.readers.files.container import holds
from analyzer.readers.files.source import File, Format


def accepts(file: File) -> bool:
    """A zip file with the entry of an OFD package, whatever its name."""
    return holds(file, "OFD.xml")


def read(file: File) -> Document:
    """The document in an OFD file."""
    from analyzer.readers.ofd.document import read_ofd

    return read_ofd(file)


FORMAT = Format(name="ofd", suffixes=(".ofd",), accepts=accepts, read=read, rank=15)
