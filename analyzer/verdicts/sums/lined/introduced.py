"""Lists in lines whose introduction counts them, or names the sum and leaves its figure to a paragraph above.

“项目支出4246.15万元。”, then “项目支出共9个项目，按领域划分为四类：” and four numbered lines. Nothing says that such a
list is complete: one that comes out is, and one that does not is a fault where a slip of the pen in one figure explains
it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from analyzer.amounts import KNOWN_AGAIN, significant
from analyzer.binding.subjects import clean
from analyzer.concepts.outline import style
from analyzer.model import Claim, Paragraph, Relation
from analyzer.relations.edits import part_slipped, slip_explains
from analyzer.relations.summaries import relation
from analyzer.text import bare
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.sums.reckonings import counted

_OPENS: Final = re.compile(r"[:：]\s*$")
_FIGURE: Final = re.compile(r"\d\s*(?:亿元|万元|千元|元)")
_FEW: Final = 3
"""Lines that make a list."""
_NAMED: Final = 4
"""Characters of a name that an introduction points with."""


def judge_introduced(docket: Docket, claims: Sequence[Claim]) -> None:
    """Relations of the lists of one document that a line introduces."""
    money = [c for c in claims if c.kind == "level" and c.id in docket.figures.amounts]
    firsts = {c.paragraph: c for c in reversed(money)}
    docket.relations.extend(_counted_off(docket, money))
    for first in firsts.values():
        if _mark(docket.text(first)):
            docket.relations.extend(_introduced(docket, first, firsts, money))


def _counted_off(docket: Docket, money: Sequence[Claim]) -> Iterator[Relation]:
    """“项目支出174.22万元。项目支出共三项：A86.40万元，B52.30万元，C35.52万元。”: as many as are counted are all."""
    told: dict[int, list[Claim]] = defaultdict(list)
    for claim in money:
        told[claim.paragraph].append(claim)
    for here in told.values():
        text = docket.text(here[0])
        for lead in _COUNTED_OFF.finditer(text):
            end = text.find("。", lead.end())
            items = [c for c in here if lead.end() <= c.start and (end < 0 or c.end <= end) and not c.whole]
            above = [c for c in money if here[0].paragraph - _ABOVE <= c.paragraph <= here[0].paragraph]
            heads = [c for c in above if c.paragraph < here[0].paragraph or c.end <= lead.start()]
            named = [c for c in heads if bare(clean(c.subject)) == bare(clean(lead["name"]))]
            if len(items) == counted(lead["count"]) >= _FEW and named and _alike([named[-1], *items]):
                yield from _made(docket, named[-1], items, promised=True)


_COUNTED_OFF: Final = re.compile(
    r"(?:^|[，。；])(?P<name>[\u4e00-\u9fff“”]{3,16}?)(?:共计?|总共|包括|分为|含)(?P<count>[二三四五六七八九十]|\d{1,2})(?:个项目|[项个类笔块])[：:]"
)
_ABOVE: Final = 2
"""Paragraphs above an introduction in which its sum is looked for."""


def _alike(claims: Sequence[Claim]) -> bool:
    return len({(c.year, c.stage) for c in claims}) == 1


def _made(docket: Docket, whole: Claim, items: Sequence[Claim], *, promised: bool = False) -> Iterator[Relation]:
    """The sum of items that are all of their whole, if it comes out or a slip explains that it does not: one that
    chance hardly looks like, where the words do not promise that they are all."""
    amounts = docket.figures.amounts
    fens = [amounts[c.id].fen for c in items]
    gap = amounts[whole.id].fen - sum(fens)
    if not gap or slip_explains([amounts[whole.id].fen, *fens], gap) or (promised and part_slipped(fens, gap)):
        yield relation("text-list", "introduced", whole.id, (c.id for c in items), whole.document)


def _introduced(
    docket: Docket, first: Claim, firsts: Mapping[int, Claim], money: Sequence[Claim]
) -> Iterator[Relation]:
    prose = docket.binder.readings[first.document].extraction.prose
    opening = prose[first.paragraph - 1].text if first.paragraph else ""
    if not _OPENS.search(opening) or _mark(opening) == _mark(prose[first.paragraph].text):
        return
    items = _lines(prose[first.paragraph :], first, firsts)
    promise = _PROMISES.search(opening)
    if len(items) < _FEW or (promise and counted(promise["count"]) != len(items)):
        return
    if not _FIGURE.search(opening):
        whole = _named_in(docket, opening, items[0], money)
    else:  # “项目支出2125.40万元，共四项：”
        before = [c for c in money if c.paragraph == first.paragraph - 1 and promise and c.end <= promise.start()]
        whole = before[-1] if before and _alike([before[-1], items[0]]) else None
    if whole is not None and significant(whole.value or 0) >= KNOWN_AGAIN:
        yield from _made(docket, whole, items, promised=promise is not None)


_PROMISES: Final = re.compile(
    r"(?:共|分为|包括|分成)(?:计|有)?(?P<count>[二三四五六七八九十]|\d{1,2})(?:大?类|个?项目?|个方面|个部分|块|笔)[^，。；\d]{0,6}[:：]\s*$"
)


def _mark(text: str) -> str:
    """The numbering of a line, or the bullet that it begins with."""
    bullet = _BULLET.match(text)
    return bullet[1] if bullet else style(text)


_BULLET: Final = re.compile(r"\s*(—|–|―|－|-(?=-)|●|•|▪|■|▲|◆|★|※|[一二三四五六七八九十]是)")


def _lines(prose: Sequence[Paragraph], first: Claim, firsts: Mapping[int, Claim]) -> list[Claim]:
    """The first figures of the marked lines from ``first`` on; none where one of them has no figure."""
    items: list[Claim] = []
    kind = _mark(prose[0].text)
    for number, line in enumerate(prose, first.paragraph):
        mark = _mark(line.text)
        if mark != kind and not (mark[1:] == kind[1:] == "是"):
            break
        item = firsts.get(number)
        if item is None or (item.year, item.stage) != (first.year, first.stage):
            return []
        items.append(item)
    return items


def _named_in(docket: Docket, opening: str, item: Claim, money: Sequence[Claim]) -> Claim | None:
    """The nearest figure above that the introduction names, of the year and stage of its items."""
    words = bare(clean(opening))
    above = [c for c in money if c.paragraph < item.paragraph and _alike([c, item])]
    named = [c for c in above if len(name := bare(clean(c.subject))) >= _NAMED and name in words]
    return max(named, key=lambda c: (len(clean(c.subject)), c.start + 10**6 * c.paragraph), default=None)
