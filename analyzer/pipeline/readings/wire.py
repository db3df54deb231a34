"""Readings as bytes and back: typed, checked, and never anything that could run.

msgspec decodes into the types of the model and refuses everything else, so bytes from a stranger can at worst be a
wrong reading of a document, never code. Blocks are parted by kind, because a field of the wire has one type, and cells
are kept once each: a cell that spans several places is the same object in all of them again.
"""

from __future__ import annotations

import dataclasses
import types
import zlib
from collections.abc import Sequence
from functools import cache
from typing import Any, get_type_hints

import msgspec

from analyzer.model import Block, Cell, Document, Extraction, Grid, Paragraph, Reading

MOST = 4 << 30
"""Bytes that an entry may unpack to; more than any reading the limits of the readers allow."""


class Damaged(Exception):
    """Bytes that are no reading."""


def encode(reading: Reading) -> bytes:
    """The bytes of ``reading``; equal readings give equal bytes."""
    return zlib.compress(msgspec.msgpack.encode(_packed(reading)), 1)


def decode(data: bytes) -> Reading:
    """The reading in ``data``. Raises Damaged for whatever is none."""
    try:
        unpacker = zlib.decompressobj()
        return _unpacked(_decoder().decode(unpacker.decompress(data, MOST)))
    except (zlib.error, msgspec.MsgspecError, IndexError, ValueError) as error:
        raise Damaged(str(error)) from error


def mended(value: Any) -> Any:
    """The value with “?” for each half of a surrogate pair, as broken pages hold them."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, tuple):
        return tuple(mended(item) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.replace(value, **{f.name: mended(getattr(value, f.name)) for f in dataclasses.fields(value)})
    return value


def sound(document: Document) -> Document:
    """The document as it is, or mended where one of its texts holds what no encoding can carry."""
    texts = [document.name, document.path]
    for block in document.blocks:
        if isinstance(block, Paragraph):
            texts.append(block.text)
        else:
            texts += [block.sheet, *(cell.text for row in block.rows for cell in row if cell)]
    try:
        "".join(texts).encode()
    except UnicodeEncodeError:
        made: Document = mended(document)
        return made
    return document


# ---- what lies on the wire -------------------------------------------------------------------------------------------


def _mirror(kind: type, *without: str) -> Any:
    """A wire type with the fields of ``kind``, in its order, but for those named."""
    hints = get_type_hints(kind)
    names = [f.name for f in dataclasses.fields(kind) if f.name not in without]
    return msgspec.defstruct(kind.__name__, [(name, hints[name]) for name in names], array_like=True)


@cache
def _kinds() -> dict[str, Any]:
    document, grid = _mirror(Document, "blocks"), _mirror(Grid, "rows")
    extraction, reading = _mirror(Extraction, "document"), _mirror(Reading, "extraction")
    packed = msgspec.defstruct(
        "Packed",
        [
            ("document", document),
            ("extraction", extraction),
            ("reading", reading),
            ("prose", tuple[bool, ...]),
            ("paragraphs", tuple[Paragraph, ...]),
            ("grids", types.GenericAlias(tuple, (grid, ...))),
            ("cells", tuple[tuple[Cell, ...], ...]),
            ("places", tuple[tuple[tuple[int | None, ...], ...], ...]),
        ],
        array_like=True,
    )
    return {"document": document, "grid": grid, "extraction": extraction, "reading": reading, "packed": packed}


@cache
def _decoder() -> Any:
    return msgspec.msgpack.Decoder(_kinds()["packed"])


def _fields(value: Any, kind: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in kind.__struct_fields__}


def _packed(reading: Reading) -> Any:
    kinds = _kinds()
    extraction, blocks = reading.extraction, reading.extraction.document.blocks
    grids = [block for block in blocks if isinstance(block, Grid)]
    cells, places = zip(*(_parted(grid) for grid in grids), strict=True) if grids else ((), ())
    return kinds["packed"](
        document=kinds["document"](**_fields(extraction.document, kinds["document"])),
        extraction=kinds["extraction"](**_fields(extraction, kinds["extraction"])),
        reading=kinds["reading"](**_fields(reading, kinds["reading"])),
        prose=tuple(isinstance(block, Paragraph) for block in blocks),
        paragraphs=tuple(block for block in blocks if isinstance(block, Paragraph)),
        grids=tuple(kinds["grid"](**_fields(grid, kinds["grid"])) for grid in grids),
        cells=tuple(cells),
        places=tuple(places),
    )


def _parted(grid: Grid) -> tuple[tuple[Cell, ...], tuple[tuple[int | None, ...], ...]]:
    """The cells of a grid, each once, and which of them stands in each place."""
    known: dict[int, int] = {}
    cells: list[Cell] = []
    rows = []
    for row in grid.rows:
        places: list[int | None] = []
        for cell in row:
            if cell is None:
                places.append(None)
                continue
            if id(cell) not in known:
                known[id(cell)] = len(cells)
                cells.append(cell)
            places.append(known[id(cell)])
        rows.append(tuple(places))
    return tuple(cells), tuple(rows)


def _unpacked(packed: Any) -> Reading:
    kinds = _kinds()
    paragraphs = iter(packed.paragraphs)
    grids = iter(
        Grid(rows=_placed(cells, places), **_fields(grid, kinds["grid"]))
        for grid, cells, places in zip(packed.grids, packed.cells, packed.places, strict=True)
    )
    blocks: list[Block] = [next(paragraphs, None) if prose else next(grids, None) for prose in packed.prose]  # type: ignore[misc]
    if None in blocks:
        raise IndexError("fewer blocks than the entry announces")
    document = Document(blocks=tuple(blocks), **_fields(packed.document, kinds["document"]))
    extraction = Extraction(document=document, **_fields(packed.extraction, kinds["extraction"]))
    return Reading(extraction=extraction, **_fields(packed.reading, kinds["reading"]))


def _placed(cells: Sequence[Cell], places: Sequence[Sequence[int | None]]) -> tuple[tuple[Cell | None, ...], ...]:
    return tuple(tuple(None if n is None else cells[n] for n in row) for row in places)
