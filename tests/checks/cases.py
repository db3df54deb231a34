"""Small cases made by hand for the checks on words: paragraphs, grids and performance targets without any file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from analyzer import forms
from analyzer.checks.registry import Case, checks
from analyzer.model import (
    Cell,
    Corpus,
    Document,
    Extraction,
    Finding,
    Grid,
    Paragraph,
    Profile,
    Reading,
    Source,
    Target,
)
from analyzer.verdicts.ledger import Ledger

NAME = "sample.txt"
OFFICE = "云山市清河区档案馆"
Rows = Sequence[Sequence[str]]


def grid(rows: Rows, line: int = 1) -> Grid:
    """A grid with one line of text for each row."""
    cells = tuple(tuple(Cell(text=text, line=line + n) for text in row) for n, row in enumerate(rows))
    return Grid(rows=cells, line=line)


def document(*blocks: str | Rows, pages: int | None = None) -> Document:
    """A document of paragraphs (strings) and tables (rows), each paragraph on a line of its own."""
    made: list[Paragraph | Grid] = []
    line = 1
    for block in blocks:
        if isinstance(block, str):
            made.append(Paragraph(text=block, line=line))
            line += 1
        else:
            made.append(grid(block, line))
            line += len(block)
    return Document(name=NAME, path=NAME, format="text", sha256="", blocks=tuple(made), pages=pages)


def target(
    level2: str,
    level3: str,
    value: str,
    description: str = "",
    *,
    project: str = "档案数字化",
    basis: str = "工作记录",
    line: int = 1,
) -> Target:
    """A row of a performance table; ``value`` as printed, “≥95%”."""
    found = re.fullmatch(r"([≥≤=<>]?)\s*([\d.]+)\s*(.*)", value)
    source = Source(document=NAME, line=line, table=f"{project}绩效目标表", row=level3, column="指标值", text=value)
    return Target(
        project=project, table=0, level1="产出指标", level2=level2, level3=level3, description=description or level3,
        operator=found[1] if found else "", number=Decimal(found[2]) if found else None, unit=found[3] if found else "",
        text=value, basis=basis, source=source,
    )  # fmt: skip


def case(
    of: Document | None = None,
    targets: Sequence[Target] = (),
    *,
    entity: str = OFFICE,
    year: int = 2024,
    stage: Literal["budget", "final"] = "budget",
) -> Case:
    """A case on a document without tables, or on targets alone."""
    made = of or document("一、概况")
    profile = Profile(entity=entity, year=year, stage=stage, scope="unit")
    extraction = Extraction(document=made, profile=profile, tables=(), facts=(), targets=tuple(targets), prose=())
    return of_extraction(extraction)


def read(of: Document) -> Case:
    """A case on a document whose tables are read by the forms."""
    return of_extraction(forms.extract(of))


def of_extraction(extraction: Extraction) -> Case:
    reading = Reading(extraction=extraction)
    corpus = Corpus(readings=(reading,))
    return Case(reading=reading, corpus=corpus, ledger=Ledger(corpus))


def found(check: str, of: Case) -> list[Finding]:
    """What one check says."""
    item = checks()[check]
    return [item.finding(of.reading, hit) for hit in item.function(of)]


def said(check: str, of: Case) -> list[str]:
    """The Chinese messages of one check."""
    return [checks()[check].message(finding)["zh"] for finding in found(check, of)]
