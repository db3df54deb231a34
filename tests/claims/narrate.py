"""Paragraphs made into an extraction, and the claims of them, for the tests of the grammar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from analyzer.claims import extract
from analyzer.model import Claim, Document, Extraction, NotClaim, Paragraph, Profile


def extraction(
    paragraphs: Sequence[str], *, year: int = 2024, stage: Literal["budget", "final"] = "budget", entity: str = ""
) -> Extraction:
    """An extraction that holds nothing but prose, one line a paragraph."""
    prose = tuple(Paragraph(text=text, line=line) for line, text in enumerate(paragraphs, 1))
    document = Document(name="d.txt", path="", format="text", sha256="", blocks=prose)
    profile = Profile(entity=entity, year=year, stage=stage)
    return Extraction(document=document, profile=profile, tables=(), facts=(), targets=(), prose=prose)


def claims(
    *paragraphs: str, year: int = 2024, stage: Literal["budget", "final"] = "budget", entity: str = ""
) -> tuple[Claim, ...]:
    """The claims of the paragraphs."""
    return extract(extraction(paragraphs, year=year, stage=stage, entity=entity))[0]


def others(*paragraphs: str, year: int = 2024) -> dict[str, str]:
    """The numerals that are no claims, with their reasons."""
    found: tuple[NotClaim, ...] = extract(extraction(paragraphs, year=year))[1]
    return {item.text: item.reason for item in found}


def brief(claim: Claim) -> str:
    """A claim in one line: kind, subject, value and unit, direction."""
    value = "" if claim.value is None else str(claim.value)
    return " ".join(part for part in (claim.kind, claim.subject, value + claim.unit, claim.direction) if part)
