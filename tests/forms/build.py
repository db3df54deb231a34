"""Documents from a sketch: tables drawn with bars, so that a test shows the layout it is about.

``<`` goes on the cell to its left, ``^`` the one above; a line without bars is a paragraph; ``~`` is an empty cell.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.forms import extract
from analyzer.model import Block, Cell, Document, Extraction, Fact, Grid, Issue, Paragraph


def document(sketch: str, name: str = "sketch.txt") -> Document:
    """The document that ``sketch`` draws; an empty line parts two tables."""
    return Document(name=name, path=name, format="text", sha256="", blocks=tuple(_blocks(sketch)))


def _blocks(sketch: str) -> Iterator[Block]:
    rows: list[tuple[int, str]] = []
    for number, line in enumerate(sketch.strip("\n").splitlines(), 1):
        text = line.strip()
        if "|" in text:
            rows.append((number, text))
            continue
        if rows:
            yield _grid(rows)
            rows = []
        if text:
            yield Paragraph(text=text, line=number)
    if rows:
        yield _grid(rows)


def _grid(lines: list[tuple[int, str]]) -> Grid:
    rows: list[tuple[Cell | None, ...]] = []
    for number, line in lines:
        row: list[Cell | None] = []
        for column, part in enumerate(line.split("|")):
            text = part.strip()
            if text == "<":
                row.append(row[-1])
            elif text == "^":
                row.append(rows[-1][column])
            else:
                row.append(Cell(text="" if text == "~" else text, line=number))
        rows.append(tuple(row))
    width = max(len(row) for row in rows)
    filled = tuple(row + (None,) * (width - len(row)) for row in rows)
    return Grid(rows=filled, line=lines[0][0])


def extraction(sketch: str) -> Extraction:
    return extract(document(sketch))


def figures(extraction: Extraction) -> list[Fact]:
    """The printed figures, without absences."""
    return [fact for fact in extraction.facts if fact.value is not None]


def told(extraction: Extraction, *names: str) -> list[tuple[str, ...]]:
    """One tuple a figure: its value as printed and the named attributes."""
    return [(fact.source.text, *(str(getattr(fact, name)) for name in names)) for fact in figures(extraction)]


def troubles(extraction: Extraction) -> list[Issue]:
    """The issues about tables: a sketch need not say whose it is and of which year."""
    return [issue for issue in extraction.issues if issue.code not in ("no-unit", "no-year")]
