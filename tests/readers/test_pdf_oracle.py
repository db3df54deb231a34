"""pdfplumber as a second witness: on every page of the real PDFs both readers see the same rows of figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from analyzer.model import Grid
from analyzer.readers.pdf.document import read_pdf

FIGURE = re.compile(r"[-−]?[\d,]+(?:\.\d+)?%?")
NAMES = (
    "disclosures/blank-final-template",
    "disclosures/commerce-dept-2025-budget",
    "disclosures/commerce-unit-2025-budget",
    "disclosures/finance-2024-final",
    "disclosures/wanli-2024-budget",
    "disclosures/wanli-2025-budget",
    "provinces/docs/yn-water-2024-final",
)
Rows = Counter[tuple[int, tuple[str, ...]]]


def _figures(page: int, texts: Iterable[str | None]) -> tuple[int, tuple[str, ...]]:
    found = (re.sub(r"\s", "", text or "") for text in texts)
    return page, tuple(text for text in found if FIGURE.fullmatch(text))


def _ours(path: Path) -> Rows:
    rows: Rows = Counter()
    for grid in read_pdf(path).blocks:
        if not isinstance(grid, Grid):
            continue
        seen: set[int] = set()
        for row in grid.rows:
            texts = [cell.text for cell in row if cell is not None and id(cell) not in seen]
            seen |= {id(cell) for cell in row}
            rows[_figures(grid.page or 0, texts)] += 1
    return Counter({row: count for row, count in rows.items() if row[1]})


def _theirs(path: Path) -> Rows:
    pdfplumber = pytest.importorskip("pdfplumber")
    rows: Rows = Counter()
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            for table in page.extract_tables():
                rows.update(_figures(page.page_number, row) for row in table)
            page.close()
    return Counter({row: count for row, count in rows.items() if row[1]})


@pytest.mark.parametrize("name", NAMES)
def test_both_readers_see_the_same_rows_of_figures(shared: Path, name: str) -> None:
    """The numeric cells of every row of every page agree with pdfplumber's."""
    path = shared / f"{name}.pdf"
    ours, theirs = _ours(path), _theirs(path)
    assert sum(theirs.values()) > 0 or "blank" in name
    assert ours == theirs
