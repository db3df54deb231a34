"""Lists in lines whose introduction names the sum and leaves its figure to a paragraph above.

“项目支出4246.15万元。”, then “项目支出共9个项目，按领域划分为四类：” and four numbered lines. Nothing says that such a
list is complete: one that comes out is, and one that does not is a fault where a slip of the pen in one figure explains
it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from analyzer.amounts import KNOWN_AGAIN, significant
from analyzer.binding.subjects import clean
from analyzer.concepts.outline import style
from analyzer.model import Claim, Paragraph, Relation
from analyzer.relations.edits import slip_explains
from analyzer.relations.summaries import relation
from analyzer.text import bare
from analyzer.verdicts.docket import Docket

_OPENS: Final = re.compile(r"[:：]\s*$")
_FIGURE: Final = re.compile(r"\d\s*(?:亿元|万元|千元|元)")
_FEW: Final = 3
"""Lines that make a list."""
_NAMED: Final = 4
"""Characters of a name that an introduction points with."""


def judge_introduced(docket: Docket, claims: Sequence[Claim]) -> None:
    """Relations of the lists of one document that a line without a figure introduces."""
    money = [c for c in claims if c.kind == "level" and c.id in docket.figures.amounts]
    firsts = {c.paragraph: c for c in reversed(money)}
    for first in firsts.values():
        if first.paragraph - 1 not in firsts and style(docket.text(first)):
            docket.relations.extend(_introduced(docket, first, firsts, money))


def _introduced(
    docket: Docket, first: Claim, firsts: Mapping[int, Claim], money: Sequence[Claim]
) -> Iterator[Relation]:
    prose = docket.binder.readings[first.document].extraction.prose
    opening = prose[first.paragraph - 1].text if first.paragraph else ""
    if not _OPENS.search(opening) or _FIGURE.search(opening):
        return
    items = _lines(prose[first.paragraph :], first, firsts)
    if len(items) < _FEW:
        return
    whole = _named_in(docket, opening, items[0], money)
    amounts = docket.figures.amounts
    if whole is None or significant(whole.value or 0) < KNOWN_AGAIN:
        return
    fens = [amounts[c.id].fen for c in items]
    gap = amounts[whole.id].fen - sum(fens)
    if not gap or slip_explains([amounts[whole.id].fen, *fens], gap):
        yield relation("text-list", "introduced", whole.id, (c.id for c in items), whole.document)


def _lines(prose: Sequence[Paragraph], first: Claim, firsts: Mapping[int, Claim]) -> list[Claim]:
    """The first figures of the numbered lines from ``first`` on; none where one of them has no figure."""
    items: list[Claim] = []
    kind = style(prose[0].text)
    for number, line in enumerate(prose, first.paragraph):
        if style(line.text) != kind:
            break
        item = firsts.get(number)
        if item is None or (item.year, item.stage) != (first.year, first.stage):
            return []
        items.append(item)
    return items


def _named_in(docket: Docket, opening: str, item: Claim, money: Sequence[Claim]) -> Claim | None:
    """The nearest figure above that the introduction names, of the year and stage of its items."""
    words = bare(clean(opening))
    named = [
        c
        for c in money
        if c.paragraph < item.paragraph and (c.year, c.stage) == (item.year, item.stage)
        and len(name := bare(clean(c.subject))) >= _NAMED and name in words
    ]  # fmt: skip
    return max(named, key=lambda c: (len(clean(c.subject)), c.start + 10**6 * c.paragraph), default=None)
