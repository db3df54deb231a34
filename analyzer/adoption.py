"""Tables in a file that names no office, given to the text that speaks of their figures.

Offices publish the text and the tables of one year apart, and the workbook may say nowhere whose it is. Its figures do:
a text without tables states them. What files are called, and their order, decides nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from analyzer.amounts import FEN
from analyzer.model import Issue, Profile, Reading

DIGITS: Final = 4
"""Digits that a figure needs to be known again."""
COMMON: Final = 6
"""Figures that a text and tables must share, and twice as many as any other text shares with them."""
MOST: Final = 400
"""Figures kept of one document."""
STATUTORY: Final = frozenset({"income_expenditure", "income", "expenditure", "appropriation", "general_public_budget"})
"""Statements of which a file that holds tables at all holds one."""


def prints_statements(reading: Reading) -> bool:
    """Whether the document prints a statement beyond lists and targets."""
    return any(f.amount and f.statement in STATUTORY for f in reading.facts)


def marks(reading: Reading) -> tuple[int, ...]:
    """The figures in 分 by which a text without tables, or tables without an office, are known; else none."""
    tabled = prints_statements(reading)
    if tabled and not reading.profile.entity:
        amounts = [f.amount.fen for f in reading.facts if f.amount is not None]
    elif not tabled and reading.profile.entity:
        amounts = [_fen(c.value, c.unit) for c in reading.claims if c.kind == "level" and c.value is not None]
    else:
        amounts = []
    telling = sorted({a for a in amounts if len(str(a).strip("-0")) >= DIGITS})
    return tuple(telling[:MOST])


def adopted(profiles: Sequence[Profile], known: Sequence[Sequence[int]]) -> dict[int, Profile]:
    """The profiles that documents without an office take over, by their place; ``known`` are the `marks` of each."""
    stating: dict[int, list[int]] = defaultdict(list)
    for n, profile in enumerate(profiles):
        for amount in known[n] if profile.entity else ():
            stating[amount].append(n)
    found: dict[int, Profile] = {}
    for n, profile in enumerate(profiles):
        if profile.entity or not known[n]:
            continue
        texts = (t for amount in known[n] for t in stating[amount] if _of_one_time(profile, profiles[t]))
        shared = Counter(texts).most_common(2)
        if shared and shared[0][1] >= COMMON and (len(shared) == 1 or shared[0][1] >= 2 * shared[1][1]):
            parent = profiles[shared[0][0]]
            found[n] = replace(parent, conflicts=())
    return found


def named(reading: Reading, profile: Profile) -> Reading:
    """The reading under the office of ``profile``, with an issue that says how it was found."""
    if reading.profile.entity or not profile.entity:
        return reading
    extraction = reading.extraction
    detail = f"no organisation is named in it; its figures are those that the text of {profile.entity} states"
    issues = [issue for issue in extraction.issues if issue.code != "no-unit"]
    own = Issue(code="unit-by-figures", document=reading.name, detail=detail)
    facts = tuple(replace(f, entity=profile.entity) if not f.entity else f for f in extraction.facts)
    return replace(
        reading,
        extraction=replace(
            extraction,
            profile=replace(profile, conflicts=extraction.profile.conflicts),
            facts=facts,
            issues=(*issues, own),
        ),
    )


def _of_one_time(one: Profile, other: Profile) -> bool:
    return one.stage == other.stage and one.year is not None and one.year == other.year


def _fen(value: Decimal, unit: str) -> int:
    return int((value * FEN.get(unit, 0)).to_integral_value())
