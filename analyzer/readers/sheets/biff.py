"""What calamine does not tell of an old Excel file (xls): the number format of each cell, and what is hidden.

Walks the records of the Workbook stream ([MS-XLS]) inside its compound file ([MS-CFB]). Values are left to calamine.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from analyzer.readers.sheets.numberformat import BUILTIN

END, FREE = 0xFFFFFFFE, 0xFFFFFFFF
BOF, EOF, CONTINUE = (0x0809, 0x0409, 0x0209), 0x000A, 0x003C
FORMAT, XF, SHEET, ROW, COLUMNS, MULRK = 0x041E, 0x00E0, 0x0085, 0x0208, 0x007D, 0x00BD
DIMENSIONS, ROWS, WIDTH = 0x0200, 1 << 16, 1 << 8
"""The record of a sheet's extent, for which calamine reserves memory at once, and the most that it may be."""
CELLS = (0x0203, 0x027E, 0x0006, 0x0406, 0x00FD, 0x0204, 0x0205)
"""NUMBER, RK, FORMULA (two codes), LABELSST, LABEL, BOOLERR: row, column and style come first in all of them."""


@dataclass(slots=True)
class Layout:
    """Format codes of the cells of one sheet, how far it reaches, and its hidden parts."""

    codes: dict[tuple[int, int], str] = field(default_factory=dict)
    height: int = 0
    width: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


def layouts(data: bytes) -> list[Layout]:
    """The layouts of the worksheets in order; raises ValueError for a damaged file."""
    try:
        return list(_layouts(stream(data, ("Workbook", "Book"))))
    except (struct.error, IndexError) as error:
        raise ValueError(str(error)) from error


def stream(data: bytes, names: tuple[str, ...]) -> bytes:
    """The stream of a compound file that has one of ``names``; raises ValueError where there is none."""
    size = 1 << _bounded(struct.unpack_from("<H", data, 30)[0])
    mini_size = 1 << _bounded(struct.unpack_from("<H", data, 32)[0])
    first_directory, _, cutoff, first_mini = struct.unpack_from("<IIII", data, 48)
    table = _allocation(data, size)
    directory = _chain(data, first_directory, table, size, size)
    entries = [directory[at : at + 128] for at in range(0, len(directory) - 127, 128)]
    root = next((entry for entry in entries if entry[66] == 5), b"")
    for entry in entries:
        length, start, extent = struct.unpack_from("<H", entry, 64)[0], *struct.unpack_from("<II", entry, 116)
        if entry[66] != 2 or entry[: max(length - 2, 0)].decode("utf-16-le", "replace") not in names:
            continue
        if extent >= cutoff or not root:
            return _chain(data, start, table, size, size)[:extent]
        minis = _chain(data, struct.unpack_from("<I", root, 116)[0], table, size, size)
        raw = _chain(data, first_mini, table, size, size)
        return _chain(minis, start, list(struct.unpack(f"<{len(raw) // 4}I", raw)), mini_size, 0)[:extent]
    raise ValueError("no workbook stream")


def _bounded(shift: int) -> int:
    if not 5 <= shift <= 16:
        raise ValueError("impossible sector size")
    return shift


def _allocation(data: bytes, size: int) -> list[int]:
    sectors = list(struct.unpack_from("<109I", data, 76))
    following, count = struct.unpack_from("<II", data, 68)
    for _ in range(min(count, len(data) // size)):
        if following >= END:
            break
        block = struct.unpack_from(f"<{size // 4}I", data, (following + 1) * size)
        sectors.extend(block[:-1])
        following = block[-1]
    table: list[int] = []
    for sector in sectors:
        if sector < END and (sector + 2) * size <= len(data) + size:
            block_bytes = data[(sector + 1) * size : (sector + 2) * size]
            table.extend(struct.unpack(f"<{len(block_bytes) // 4}I", block_bytes[: len(block_bytes) // 4 * 4]))
    return table


def _chain(data: bytes, start: int, table: list[int], size: int, offset: int) -> bytes:
    """The bytes of a chain of sectors; a chain longer than the file is a loop."""
    pieces: list[bytes] = []
    sector = start
    for _ in range(len(data) // size + 1):
        if sector >= END or sector >= len(table):
            return b"".join(pieces)
        pieces.append(data[sector * size + offset : (sector + 1) * size + offset])
        sector = table[sector]
    raise ValueError("the sectors of the file run in a circle")


def _records(book: bytes, start: int = 0) -> Iterator[tuple[int, bytes]]:
    while start + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, start)
        yield kind, book[start + 4 : start + 4 + length]
        start += 4 + length


def _layouts(book: bytes) -> Iterator[Layout]:
    own: dict[int, str] = {}
    styles: list[int] = []
    starts: list[int] = []
    wide = True
    for kind, body in _records(book):
        if kind in BOF:
            wide = struct.unpack_from("<H", body)[0] >= 0x0600
        elif kind == FORMAT:
            own[struct.unpack_from("<H", body)[0]] = _text(body, wide)
        elif kind == XF:
            styles.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == SHEET and body[5] == 0:
            starts.append(struct.unpack_from("<I", body)[0])
        elif kind == EOF:
            break
    codes = [own.get(style, BUILTIN.get(style, "General")) for style in styles]
    for start in starts:
        yield _sheet(book, start, codes)


def _text(body: bytes, wide: bool) -> str:
    if not wide:
        return body[3 : 3 + body[2]].decode("gb18030", "replace")
    length, flags = struct.unpack_from("<HB", body, 2)
    if flags & 1:
        return body[5 : 5 + 2 * length].decode("utf-16-le", "replace")
    return body[5 : 5 + length].decode("latin-1")


def _sheet(book: bytes, start: int, codes: list[str]) -> Layout:
    layout = Layout()
    for kind, body in _records(book, start):
        if kind == EOF:
            break
        if kind in CELLS:
            row, column, style = struct.unpack_from("<HHH", body)
            _place(layout, row, column, style, codes)
        elif kind == DIMENSIONS:
            _extent(body)
        elif kind == MULRK:
            row, column = struct.unpack_from("<HH", body)
            for at in range((len(body) - 6) // 6):
                _place(layout, row, column + at, struct.unpack_from("<H", body, 4 + 6 * at)[0], codes)
        elif kind == ROW and struct.unpack_from("<H", body, 12)[0] & 0x20:
            layout.hidden_rows.add(struct.unpack_from("<H", body)[0])
        elif kind == COLUMNS and struct.unpack_from("<H", body, 8)[0] & 1:
            first, last = struct.unpack_from("<HH", body)
            layout.hidden_columns.append((first, last))
    return layout


def _extent(body: bytes) -> None:
    """Raise ValueError for an extent that no sheet can have: it is damaged."""
    top, bottom, left, right = struct.unpack_from("<IIHH" if len(body) >= 14 else "<HHHH", body)
    if not (top <= bottom <= ROWS and left <= right <= WIDTH):
        raise ValueError("impossible extent of a sheet")


def _place(layout: Layout, row: int, column: int, style: int, codes: list[str]) -> None:
    layout.codes[row, column] = codes[style] if style < len(codes) else "General"
    layout.height, layout.width = max(layout.height, row + 1), max(layout.width, column + 1)
