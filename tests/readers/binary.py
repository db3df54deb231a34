"""A small writer of binary Excel workbooks ([MS-XLSB]) for the tests."""

from __future__ import annotations

import struct
from collections.abc import Sequence

SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def record(kind: int, body: bytes = b"") -> bytes:
    return number(kind) + number(len(body)) + body


def number(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def text(value: str) -> bytes:
    return struct.pack("<I", len(value)) + value.encode("utf-16-le")


def parts(
    rows: Sequence[Sequence[str | float]],
    merged: Sequence[tuple[int, int, int, int]] = (),
    codes: Sequence[str] = ("0.00",),
    hidden: Sequence[int] = (),
) -> dict[str, bytes]:
    """The parts of a workbook of one sheet; texts are shared, numbers bear the style of their column, or the last."""
    shared = [value for row in rows for value in row if isinstance(value, str) and value]
    width = max(map(len, rows))
    sheet = record(129) + record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, width - 1)) + record(145)
    for at, row in enumerate(rows):
        sheet += record(0, struct.pack("<IIHBBB", at, 0, 300, 0, 0x10 if at in hidden else 0, 0) + b"\0" * 4)
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet += record(7, cell(column, 0) + struct.pack("<I", shared.index(value))) if value else b""
            else:
                sheet += record(5, cell(column, 1 + min(column, len(codes) - 1)) + struct.pack("<d", value))
    sheet += record(146) + record(177, struct.pack("<I", len(merged)))
    sheet += b"".join(record(176, struct.pack("<IIII", *area)) for area in merged) + record(178) + record(130)
    formats = b"".join(record(44, struct.pack("<H", 164 + at) + text(code)) for at, code in enumerate(codes))
    styles = record(278) + record(615, struct.pack("<I", len(codes))) + formats + record(616)
    styles += record(617, struct.pack("<I", len(codes) + 1)) + style(0)
    styles += b"".join(style(164 + at) for at in range(len(codes))) + record(618) + record(279)
    strings = record(159, struct.pack("<II", len(shared), len(shared)))
    strings += b"".join(record(19, b"\0" + text(value)) for value in shared) + record(160)
    book = record(131) + record(153, struct.pack("<II", 0, 0) + text("")) + record(143)
    book += record(156, struct.pack("<II", 0, 1) + text("r1") + text("收支总表")) + record(144) + record(132)
    return {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relations({"r": ("officeDocument", "xl/workbook.bin")}),
        "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": relations({
            "r1": ("worksheet", "worksheets/sheet1.bin"), "r2": ("styles", "styles.bin"),
            "r3": ("sharedStrings", "sharedStrings.bin"),
        }),
        "xl/worksheets/sheet1.bin": sheet,
        "xl/styles.bin": styles,
        "xl/sharedStrings.bin": strings,
    }  # fmt: skip


def cell(column: int, style: int) -> bytes:
    return struct.pack("<I", column) + style.to_bytes(3, "little") + b"\0"


def style(code: int) -> bytes:
    return record(47, struct.pack("<HHHHHBB", 0, code, 0, 0, 0, 0, 0) + b"\0" * 4)


def relations(held: dict[str, tuple[str, str]]) -> bytes:
    items = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>' for name, (kind, target) in held.items()
    )
    return f'<Relationships xmlns="{SPACE}">{items}</Relationships>'.encode()
