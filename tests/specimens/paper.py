"""A disclosure as a PDF with ruled tables that run over pages, with or without their header repeated."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.specimens.document import above
from tests.specimens.specification import Disclosure, Prose, Sheet, grid

FONT = "STSong-Light"


def save(
    disclosure: Disclosure, path: Path, *, repeat: bool = True, landscape: bool = True, new_page: bool = True
) -> None:
    """Write ``disclosure`` to ``path`` (.pdf); ``repeat`` prints the header again on continued pages."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.pagesizes import landscape as turned
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    size = turned(A4) if landscape else A4
    text = ParagraphStyle("text", fontName=FONT, fontSize=10, leading=15, firstLineIndent=20, wordWrap="CJK")
    plain = ParagraphStyle("plain", parent=text, firstLineIndent=0)
    title = ParagraphStyle("title", parent=plain, fontSize=14, leading=20, alignment=1)
    right = ParagraphStyle("right", parent=plain, alignment=2)
    story: list[object] = []
    for block in disclosure.blocks:
        if isinstance(block, Prose):
            story.append(Paragraph(block.text, title if block.level in (1, 2) else plain if block.level else text))
            continue
        if new_page:
            story.append(PageBreak())
        for line in above(block):
            form = title if line == block.title else right if line.startswith("单位：") else plain
            story.append(Paragraph(line, form))
        story += [Spacer(1, 6), _table(block, size[0] - 80, repeat=repeat), Spacer(1, 6)]
        note = block.note if isinstance(block.note, str) else block.note.text
        if note:
            story.append(Paragraph(note, plain))
    SimpleDocTemplate(str(path), pagesize=size, leftMargin=40, rightMargin=40, topMargin=50, bottomMargin=50).build(
        story
    )


def _table(sheet: Sheet, width: float, *, repeat: bool) -> object:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import LongTable, Paragraph

    cell = ParagraphStyle("cell", fontName=FONT, fontSize=8, leading=10, wordWrap="CJK")
    rows = grid(sheet.head + sheet.body)
    spans, done, data = [], set(), []
    for down, row in enumerate(rows):
        line: list[object] = []
        for right, place in enumerate(row):
            if id(place) in done:
                line.append("")
                continue
            done.add(id(place))
            if place.rows > 1 or place.columns > 1:
                spans.append(("SPAN", (right, down), (right + place.columns - 1, down + place.rows - 1)))
            line.append(Paragraph(place.text, cell) if place.text else "")
        data.append(line)
    style = [("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0)), ("FONT", (0, 0), (-1, -1), FONT, 8), *spans]
    return LongTable(data, colWidths=_widths(rows, width), repeatRows=len(sheet.head) if repeat else 0, style=style)


def _widths(rows: Sequence[Sequence[object]], width: float) -> list[float]:
    """Column widths after the longest text that stands in one column alone."""
    longest = [4.0] * len(rows[0])
    for row in rows:
        for column, place in enumerate(row):
            if getattr(place, "columns", 1) == 1:
                text = getattr(place, "text", "")
                longest[column] = max(longest[column], min(18.0, sum(1.0 if ord(c) < 256 else 2.0 for c in text)))
    return [width * each / sum(longest) for each in longest]
