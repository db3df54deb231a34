"""A small invented disclosure that is right in every figure, and how one edit makes it wrong.

The whole way is taken: bytes, tables, facts, claims, judging.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from analyzer import claims, forms, readers
from analyzer.checks import Judgement, judge
from analyzer.model import Corpus, Finding, Reading

TEXT = (Path(__file__).parent / "archive.txt").read_text("utf-8")

Edit = tuple[str, str]


def edited(*edits: Edit, text: str = TEXT) -> str:
    """The disclosure with each (old, new) applied once; an edit that does not apply is a mistake of the test."""
    for old, new in edits:
        assert old in text, f"the sample does not hold {old!r}"
        text = text.replace(old, new, 1)
    return text


def reading(text: str, folder: Path, name: str = "archive.txt") -> Reading:
    path = folder / name
    path.write_text(text, "utf-8")
    extraction = forms.extract(readers.read(path))
    found, rest = claims.extract(extraction)
    return Reading(extraction=extraction, claims=found, not_claims=rest)


def judged(folder: Path, *texts: str) -> Judgement:
    """The judgement of one disclosure or of several together."""
    readings = [reading(text, folder, f"archive-{i}.txt") for i, text in enumerate(texts)]
    return judge(Corpus(readings=tuple(readings)))


def reported(findings: Sequence[Finding]) -> list[Finding]:
    """The findings that accuse: errors and warnings."""
    return [f for f in findings if f.severity != "note"]
