"""PDFs drawn for the tests: nothing of them is a real disclosure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import pytest

WIDTH, HEIGHT = 595.0, 842.0
Draw = Callable[[Any], None]


def pdf(*pages: Draw, **options: Any) -> bytes:
    """A PDF with one page for each of ``pages``, which draw on a reportlab canvas."""
    canvas_module = pytest.importorskip("reportlab.pdfgen.canvas")
    metrics = pytest.importorskip("reportlab.pdfbase.pdfmetrics")
    fonts = pytest.importorskip("reportlab.pdfbase.cidfonts")
    metrics.registerFont(fonts.UnicodeCIDFont("STSong-Light"))
    out = BytesIO()
    canvas = canvas_module.Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1, **options)
    for draw in pages:
        canvas.setFont("STSong-Light", 12)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def lines(*texts: tuple[float, float, str]) -> Draw:
    """Texts at (x, distance from the top)."""

    def draw(canvas: Any) -> None:
        for x, top, text in texts:
            canvas.drawString(x, HEIGHT - top, text)

    return draw


def table(
    rows: Sequence[Sequence[str]],
    left: float = 60,
    top: float = 120,
    wide: float = 90,
    high: float = 24,
    down: bool = True,
) -> Draw:
    """A ruled table with text in its cells; ``down`` draws the vertical rules."""

    def draw(canvas: Any) -> None:
        right, bottom = left + wide * len(rows[0]), top + high * len(rows)
        for number in range(len(rows) + 1):
            canvas.line(left, HEIGHT - top - high * number, right, HEIGHT - top - high * number)
        for number in range(len(rows[0]) + 1 if down else 0):
            canvas.line(left + wide * number, HEIGHT - top, left + wide * number, HEIGHT - bottom)
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                canvas.drawString(left + wide * column + 4, HEIGHT - top - high * row - 16, text)

    return draw


def both(*parts: Draw) -> Draw:
    """Several drawings on one page."""

    def draw(canvas: Any) -> None:
        for part in parts:
            part(canvas)

    return draw
