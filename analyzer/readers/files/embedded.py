"""Files within office files: parts that are documents of their own are read in their place, others are told."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from analyzer.errors import UnreadableDocument
from analyzer.model import Block, Issue
from analyzer.readers.files.container import Container, attribute, local
from analyzer.readers.files.source import File

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_DEPTH = 3
"""Files within files within a file."""
EMU = 360_000
"""English metric units in a centimetre."""
LARGE, ANNOUNCED = (10.0, 4.0), (4.0, 1.5)
"""Centimetres (width, height) of a picture that may be a table, and of one under a line that announces a table."""
LENGTH = re.compile(r"(?<![-\w])(width|height)\s*:\s*([\d.]{1,9})(pt|in|cm|mm|px)")
CENTIMETRES = {"pt": 2.54 / 72, "in": 2.54, "cm": 1.0, "mm": 0.1, "px": 2.54 / 96}


def part(file: File, container: Container, name: str) -> tuple[list[Block], list[Issue]]:
    """The blocks of the part ``name``, or the issue that says why it was not read."""
    from analyzer.readers import document

    inner = posixpath.basename(name)
    try:
        if file.depth >= MAX_DEPTH:
            raise file.refuse(f"files within files deeper than {MAX_DEPTH}")
        if name not in container.names:
            raise file.refuse("it is not in the file")
        read = document(file.part(inner, container.bytes(name)))
    except UnreadableDocument as error:
        return [], [unread(file, inner, str(error))]
    told = [replace(issue, document=file.name, detail=f"{inner}: {issue.detail}") for issue in read.issues]
    return list(read.blocks), told


def unread(file: File, name: str, why: str) -> Issue:
    """What to tell of a part that was not read."""
    detail = f"its part {name} was not read ({why}); save it as a file of its own"
    return Issue(code="unread-part", document=file.name, detail=detail)


def objects(element: _Element) -> Iterator[tuple[str, str]]:
    """(relationship id, program) of the objects embedded or linked within ``element``."""
    for inner in _own(element):
        if local(inner) == "OLEObject":
            yield relation(inner), attribute(inner, "ProgID")


def relation(element: _Element, name: str = "id") -> str:
    """The relationship that an element names."""
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith(f"}}{name}")), "")


def pictures(element: _Element) -> Iterator[tuple[float, float]]:
    """(width, height) in centimetres of the pictures within ``element``, without the previews of objects."""
    for inner in _own(element):
        name = local(inner)
        if any(local(above) == "object" for above in inner.iterancestors()):
            continue
        if name in ("inline", "anchor") and any(local(each) == "blip" for each in inner.iter()):
            extent = next((each for each in inner if local(each) == "extent"), None)
            yield _length(attribute(extent, "cx")) / EMU, _length(attribute(extent, "cy")) / EMU
        elif name in ("shape", "rect") and any(local(each) == "imagedata" for each in inner):
            sizes = {key: float(value.strip(".") or 0) * CENTIMETRES[unit]
                     for key, value, unit in LENGTH.findall(attribute(inner, "style"))
                     if value.count(".") < 2}  # fmt: skip
            yield sizes.get("width", 0.0), sizes.get("height", 0.0)


def _own(element: _Element) -> Iterator[_Element]:
    """The elements within ``element`` but for its text boxes, which are walked on their own, and copies of them."""
    for inner in element:
        if local(inner) not in ("txbxContent", "Fallback"):
            yield inner
            yield from _own(inner)


def is_table_like(size: tuple[float, float], announced: bool) -> bool:
    """Whether a picture of that size may be a table."""
    least = ANNOUNCED if announced else LARGE
    return size[0] >= least[0] and size[1] >= least[1]


def sheet_objects(file: File, container: Container) -> Iterator[Issue]:
    """What lies in an Excel file beside its cells and was not read."""
    held = sorted(posixpath.basename(name) for name in container.names if "/embeddings/" in name)
    if held:
        yield unread(file, ", ".join(held[:10]), "objects inside a sheet are not opened")


def _length(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0
