"""Tables in a file that names no office or no year, given to the text that speaks of their figures.

Offices publish the text and the tables of one year apart, and the workbook may say nowhere whose it is, or of which
year. Its figures do: a text without tables states them. What files are called, and their order, decides nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from analyzer.amounts import FEN
from analyzer.concepts.statements import STATUTORY_TOTALS
from analyzer.model import Fact, Issue, Profile, Reading

DIGITS: Final = 4
"""Digits that a figure needs to be known again."""
COMMON: Final = 6
"""Figures that a text and tables must share, and twice as many as any other text shares with them."""
MOST: Final = 400
"""Figures kept of one document."""


def prints_statements(reading: Reading) -> bool:
    """Whether the document prints a statement beyond lists and targets."""
    return any(f.amount and f.statement in STATUTORY_TOTALS for f in reading.facts)


def marks(reading: Reading) -> tuple[int, ...]:
    """The figures in 分 by which a text without tables, or tables without office or year, are known; else none."""
    tabled = prints_statements(reading)
    if tabled and _open(reading.profile):
        printed = [f.amount.fen for f in reading.facts if f.amount is not None]
        amounts = [*printed, *(_in_text(fen) for fen in printed)]
    elif not tabled and reading.profile.entity:
        amounts = [_fen(c.value, c.unit) for c in reading.claims if c.kind == "level" and c.value is not None]
    else:
        amounts = []
    telling = sorted({a for a in amounts if len(str(a).strip("-0")) >= DIGITS})
    return tuple(telling[:MOST])


def _in_text(fen: int) -> int:
    """An amount of tables in 元 as a text in 万元 prints it: to two decimals, so to the nearest hundred yuan."""
    return (fen + _HUNDRED_YUAN // 2) // _HUNDRED_YUAN * _HUNDRED_YUAN


_HUNDRED_YUAN: Final = 10_000


def _open(profile: Profile) -> bool:
    """Whether a document does not say whose it is, or of which year."""
    return not profile.entity or profile.year is None


def adopted(profiles: Sequence[Profile], known: Sequence[Sequence[int]]) -> dict[int, Profile]:
    """The profiles that documents without office or year take over, by their place; ``known`` are their `marks`."""
    stating: dict[int, list[int]] = defaultdict(list)
    for n, profile in enumerate(profiles):
        for amount in known[n] if not _open(profile) else ():
            stating[amount].append(n)
    found: dict[int, Profile] = {}
    for n, profile in enumerate(profiles):
        if not _open(profile) or not known[n]:
            continue
        texts = (t for amount in known[n] for t in stating[amount] if _fits(profile, profiles[t]))
        shared = Counter(texts).most_common(2)
        if shared and shared[0][1] >= COMMON and (len(shared) == 1 or shared[0][1] >= 2 * shared[1][1]):
            parent = profiles[shared[0][0]]
            found[n] = replace(parent, conflicts=())
    return found


def named(reading: Reading, profile: Profile) -> Reading:
    """The reading under the office and the year of ``profile``, with an issue that says how they were found."""
    if not _open(reading.profile) or _open(profile):
        return reading
    extraction = reading.extraction
    lacking = "organisation" if not reading.profile.entity else "year"  # the first that a reader misses
    whose = f"the text of {profile.entity}, {profile.year},"
    detail = f"no {lacking} is named in it; its figures are those that {whose} states"
    issues = [issue for issue in extraction.issues if issue.code not in ("no-unit", "no-year")]
    own = Issue(code="unit-by-figures", document=reading.name, detail=detail)
    facts = tuple(_dated(replace(f, entity=f.entity or profile.entity), profile) for f in extraction.facts)
    return replace(
        reading,
        extraction=replace(
            extraction,
            profile=replace(profile, conflicts=extraction.profile.conflicts),
            facts=facts,
            issues=(*issues, own),
        ),
    )


_LAST_YEAR: Final = re.compile(r"上年(?!结[转余])|去年")


def _dated(fact: Fact, profile: Profile) -> Fact:
    """A figure that stood under no year, under that of its document, or the one before where its place says so."""
    if fact.year is not None or profile.year is None:
        return fact
    last = _LAST_YEAR.search(f"{fact.source.column} {fact.source.row}")
    return replace(fact, year=profile.year - 1 if last else profile.year)


def _fits(one: Profile, other: Profile) -> bool:
    """Whether a document may be of the office and the time of ``other``, as far as it says."""
    return one.stage == other.stage and one.year in (None, other.year) and one.entity in ("", other.entity)


def _fen(value: Decimal, unit: str) -> int:
    return int((value * FEN.get(unit, 0)).to_integral_value())
