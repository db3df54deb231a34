"""``python -m tests.evidence``: invent the disclosures of ``data/evidence`` anew, with their truth.

Organisations, figures and sentences come from the generator of the seeded errors, whose styles say how offices of each
province arrange and word their disclosures. One family of each style is right; each kind of fault stands in a family
of its own. What is written is data: tests read it and never make it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from tests.conftest import ROOT
from tests.readers import samples
from tests.seeded import score
from tests.seeded.faults import Fault
from tests.seeded.generator import Family, make
from tests.seeded.injector import KINDS
from tests.seeded.semantics import SEMANTIC
from tests.seeded.style import YUAN
from tests.seeded.styles import NAMES
from tests.specimens import book, paper, plain, web, word
from tests.specimens.specification import Disclosure, Mark

FOLDER = ROOT / "data" / "evidence"
SEED = 2027
SERIES = {
    "x": "total_expenditure", "x.all": "total_expenditure", "x.basic": "basic", "x.project": "project",
    "e.personnel": "personnel", "e.operating": "operating", "t": "three_public", "t.abroad": "abroad",
    "t.vehicles": "vehicles", "t.purchase": "vehicle_purchase", "t.operation": "vehicle_operation",
    "t.reception": "reception",
}  # fmt: skip
"""Headline series by the key of the ledger; 支出总计 (x.all), where it is printed, holds what is carried over too."""
FORMATS: tuple[tuple[str, Callable[[Disclosure, Path], object]], ...] = (
    ("html", lambda d, p: p.write_bytes(web.page(d))),
    ("txt", lambda d, p: p.write_bytes(plain.tabbed(d).encode("gb18030"))),
    ("docx", word.save),
    ("pdf", paper.save),
    ("md", lambda d, p: p.write_text(plain.markdown(d), encoding="utf-8")),
    ("xlsx", book.save),
    ("mht", lambda d, p: p.write_bytes(samples.mhtml(web.page(d)))),
)


def cases() -> Iterator[tuple[Family, Fault | None]]:
    """A right family of each style, then a spoiled one for each kind of fault; no two of one organisation."""
    taken: set[str] = set()
    kinds = ("alone", "years", "department")
    for number, style in enumerate(NAMES):
        yield _fresh(taken, style, kinds[number % len(kinds)]), None
    for number, kind in enumerate((*KINDS, *score.WHOLE, *SEMANTIC)):
        offered = [case for case in score.cases(SEED, kind, 3 * len(NAMES)) if not taken & names(case.family)]
        wanted = NAMES[number % len(NAMES)]
        chosen = next((case for case in offered if case.family.documents[0].style == wanted), offered[0])
        taken |= names(chosen.family)
        yield chosen.family, chosen.fault


def names(family: Family) -> set[str]:
    """The offices of a family, without what follows the name of the department."""
    return {disclosure.organisation.partition("（")[0] for disclosure in family.documents}


def _fresh(taken: set[str], style: str, kind: str) -> Family:
    """A right family of a style whose offices no other family has."""
    made = (make(Random(f"{SEED}:{style}:{n}"), n, kind=kind, province=style) for n in range(100))
    family = next(family for family in made if not taken & names(family))
    taken |= names(family)
    return family


def truth(disclosure: Disclosure, fault: Fault | None) -> dict[str, Any]:
    """What a document says: its cells, its statements and whether each is right, its headline series, its fault."""
    places = set(fault.places) if fault else set()
    marks = list(disclosure.marks())
    spoken = ("level", "change", "rate", "share", "completion")
    return {
        "style": disclosure.style, "entity": disclosure.organisation, "year": disclosure.year,
        "stage": disclosure.stage, "scope": disclosure.scope,
        "cells": [m.text for a, m in marks if a.row >= 0 and m.role in ("cell", "quantity", "price")],
        "statements": [
            {"role": m.role, "value": m.text, "unit": m.unit, "right": a not in places}
            for a, m in marks if a.row == -1 and m.role in spoken and m.text
        ],
        "series": series(disclosure) if fault is None else {},
        "fault": fault and {
            "kind": fault.kind, "true": fault.true,
            "printed": [disclosure.mark(place).text.strip("，。") for place in fault.places],
        },
    }  # fmt: skip


def series(disclosure: Disclosure) -> dict[str, dict[str, int]]:
    """The exact amount of each headline series in 分, and the size of the coarsest digit it is printed with."""
    found: dict[str, dict[str, int]] = {}
    own = ("", "current", "expenditure")
    marks = [m for _, m in disclosure.marks() if m.role in ("cell", "level") and m.base in own]
    carried = any(mark.key == "x.all" for mark in marks)
    for mark in marks:
        name = SERIES.get(mark.key)
        if name and mark.fen is not None and mark.year == disclosure.year and not (carried and mark.key == "x"):
            known = found.setdefault(name, {"fen": mark.fen, "quantum": 0})
            known["quantum"] = max(known["quantum"], quantum(mark))
    return found


def quantum(mark: Mark) -> int:
    """The size in 分 of the last digit printed."""
    return int(YUAN[mark.unit] // 10 ** len(mark.text.partition(".")[2]))


def main() -> None:
    """Write the documents, one record of truth a line."""
    shutil.rmtree(FOLDER / "documents", ignore_errors=True)
    (FOLDER / "documents").mkdir(parents=True)
    records = []
    for number, (family, fault) in enumerate(cases()):
        suffix, save = FORMATS[number % len(FORMATS)]
        for index, disclosure in enumerate(family.documents):
            name = f"{number:02d}-{disclosure.style}-{disclosure.year}-{disclosure.stage}-{disclosure.scope}.{suffix}"
            save(disclosure, FOLDER / "documents" / name)
            own = fault if fault and fault.document == index else None
            record = truth(disclosure, own)
            records.append({"document": name, "family": number, "spoiled": fault is not None, **record})
    lines = (json.dumps(record, ensure_ascii=False) for record in records)
    (FOLDER / "truth.jsonl").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
