"""Old Excel workbooks (xls, and et files of WPS, which are the same inside): calamine, with the digits as shown."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from analyzer.model import Block, Document, Issue
from analyzer.readers.files.source import File, Format
from analyzer.readers.files.unread import OLE
from analyzer.readers.sheets import biff, numberformat
from analyzer.readers.sheets.blocks import Sheet, blocks, noted

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook\0", "Book\0"))
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read(file: File) -> Document:
    """The document in an xls file."""
    from python_calamine import CalamineWorkbook, PasswordError

    try:
        layouts = biff.layouts(file.data)
    except ValueError as error:
        raise file.refuse(f"a damaged Excel file ({error}); fetch it again") from None
    for layout in layouts:
        file.check_size(layout.height, layout.width)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(file.data))
    except PasswordError:
        raise file.refuse("encrypted; save it without a password") from None
    found: list[Block] = []
    issues: list[Issue] = []
    for sheet in _sheets(book, layouts):
        found.extend(blocks(sheet, file))
        issues.extend(noted(sheet, file))
    return file.document("xls", found, issues)


def _sheets(book: CalamineWorkbook, layouts: list[biff.Layout]) -> Iterator[Sheet]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    worksheets = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    for index, entry in enumerate(worksheets):
        layout = layouts[index] if len(layouts) == len(worksheets) else biff.Layout()
        source = book.get_sheet_by_name(entry.name)
        sheet = Sheet(name=entry.name, hidden=entry.visible != SheetVisibleEnum.Visible)
        for row, values in enumerate(source.to_python(skip_empty_area=False)):
            for column, value in enumerate(values):
                text = _shown(value, layout.codes.get((row, column), "General"))
                if text:
                    sheet.texts[row, column] = text
        sheet.merged = [(*start, *end) for start, end in source.merged_cell_ranges or ()]
        sheet.hide(layout.hidden_rows, layout.hidden_columns)
        yield sheet


def _shown(value: object, code: str) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return numberformat.shown(value, code)
    if isinstance(value, date):
        return numberformat.day(value.date() if isinstance(value, datetime) else value, code)
    return str(value).replace("\r", "")


def accepts(file: File) -> bool:
    """A compound file that names a workbook stream."""
    encrypted = ENCRYPTED in file.data
    return file.data.startswith(OLE) and not encrypted and any(name in file.data for name in STREAMS)


FORMAT = Format(name="xls", suffixes=(".xls", ".et"), accepts=accepts, read=read, rank=23)
