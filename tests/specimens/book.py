"""A disclosure as an Excel workbook: narrative on the first sheet, a statement on each other (or all on one)."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from tests.specimens.document import above
from tests.specimens.specification import Disclosure, Mark, Place, Prose, Sheet, grid


def save(disclosure: Disclosure, path: Path, *, one_sheet: bool = False) -> None:
    """Write ``disclosure`` to ``path`` (.xlsx). Money is numbers with a format, codes and names are text."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        pen = _Pen(book, one_sheet=one_sheet)
        for block in disclosure.blocks:
            if isinstance(block, Prose):
                pen.line(block.text)
            else:
                pen.table(block)


class _Pen:
    """Writes blocks below each other; a new sheet for each statement unless ``one_sheet``."""

    def __init__(self, book: object, *, one_sheet: bool) -> None:
        self.book, self.one_sheet, self.row, self.count = book, one_sheet, 0, 0
        self.sheet = book.add_worksheet("说明")  # type: ignore[attr-defined]

    def line(self, text: str) -> None:
        if not self.one_sheet and self.count:
            self.row += 1
        self.sheet.write_string(self.row, 0, text)
        self.row += 1

    def table(self, sheet: Sheet) -> None:
        self.count += 1
        if not self.one_sheet:
            self.sheet = self.book.add_worksheet(f"{self.count}")  # type: ignore[attr-defined]
            self.row = 0
        for text in above(sheet):
            self.sheet.write_string(self.row, 0, text)
            self.row += 1
        done: set[int] = set()
        for row in grid(sheet.head + sheet.body):
            for column, place in enumerate(row):
                if id(place) not in done:
                    done.add(id(place))
                    self._cell(column, place)
            self.row += 1
        note = sheet.note if isinstance(sheet.note, str) else sheet.note.text
        if note:
            self.line(note)
        self.row += 1

    def _cell(self, column: int, place: Place) -> None:
        if place.rows > 1 or place.columns > 1:
            self.sheet.merge_range(self.row, column, self.row + place.rows - 1, column + place.columns - 1, place.text)
            return
        if isinstance(place.content, Mark) and place.content.role in ("cell", "quantity", "price"):
            text = place.text
            decimals = len(text.partition(".")[2])
            pattern = ("#,##0" if "," in text else "0") + ("." + "0" * decimals if decimals else "")
            form = self.book.add_format({"num_format": pattern})  # type: ignore[attr-defined]
            self.sheet.write_number(self.row, column, float(Decimal(text.replace(",", ""))), form)
        elif place.text:
            self.sheet.write_string(self.row, column, place.text)
