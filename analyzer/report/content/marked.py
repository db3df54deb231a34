"""The text of a document as printed, every numeric statement marked where it stands and with what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from analyzer.model import Claim, Paragraph, Reading, Verdict
from analyzer.results.outcome import Results
from analyzer.results.records import UNJUDGED

LONGEST: Final = 4000
"""Characters of a paragraph that are shown; statements beyond are in the lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of characters; where it is a statement's figure, its verdict, what was computed, why it is undecided."""

    text: str
    verdict: str = ""
    computed: str = ""
    why: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph that states figures, with its place."""

    document: str
    page: int | None
    line: int | None
    pieces: tuple[Piece, ...]


def passages(results: Results, readings: Sequence[Reading]) -> list[Passage]:
    """The paragraphs of these readings that hold a statement, in their order."""
    return [passage for reading in readings for passage in _passages(reading, results.verdicts)]


def anchor(claim: str) -> str:
    """The anchor of a statement on its page: the claim's id without what an address cannot hold."""
    return "s-" + "".join(c if c.isalnum() else "-" for c in claim)


def _passages(reading: Reading, verdicts: Mapping[str, Verdict]) -> Iterator[Passage]:
    ordered = sorted((c for c in reading.claims if c.end > c.start), key=lambda c: (c.paragraph, c.start, c.end))
    for number, claims in groupby(ordered, key=lambda claim: claim.paragraph):
        if number < len(reading.extraction.prose):
            paragraph = reading.extraction.prose[number]
            page, line = paragraph.place(0)
            yield Passage(
                document=reading.name, page=page, line=line, pieces=tuple(_pieces(paragraph, list(claims), verdicts))
            )


def _pieces(paragraph: Paragraph, claims: Sequence[Claim], verdicts: Mapping[str, Verdict]) -> Iterator[Piece]:
    text, at = paragraph.text[:LONGEST], 0
    for claim in claims:
        if claim.start < at or claim.end > len(text):
            continue
        if claim.start > at:
            yield Piece(text=text[at : claim.start])
        verdict = verdicts.get(claim.id, UNJUDGED)
        yield Piece(text=text[claim.start : claim.end], verdict=verdict.kind, computed=verdict.computed,
                    why=verdict.why, anchor=anchor(claim.id))  # fmt: skip
        at = claim.end
    if at < len(text):
        yield Piece(text=text[at:] + ("…" if len(paragraph.text) > LONGEST else ""))
