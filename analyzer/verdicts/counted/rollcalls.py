"""Counts of organisations and projects, held against the numbered table that lists them.

“预算单位共3家，名单如下：” and below it a table numbered from 1 to 4: the list is the sentence's own, so that another
number of rows refutes the count. Projects are the sentence's own where their table adds up to the sum it names.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from analyzer.amounts import parse_number
from analyzer.concepts.outline import style
from analyzer.documents import Cell, Grid, Paragraph
from analyzer.model import Claim, Fact, Reading, Source
from analyzer.text import squeeze
from analyzer.verdicts.counted.counts import HEAD
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.mutual import undecided

_OFFICES: Final = re.compile(r"单位|部门|机构")
_PROJECTS: Final = re.compile(r"项目")
_SOME: Final = re.compile(r"其中|达到|超过|高于|低于|以上|以下|评为|得分|优秀|良好|重点|部分")
"""Words that single out some of the projects."""
_FOLLOWS: Final = re.compile(r"(?:名单|名称|构成|情况|具体|明细|分别)?(?:如下|见下表|为|包括)[:：]?$|[:：]$")
_TELLS: Final = re.compile("[，,]?(?:分别|具体|包括|即)?(?:为|是|如下)?[:：]")
_NAMES: Final = re.compile(r"(?:单位|机构|部门|项目)(?:名称)?$|^名称$")
_HEADS: Final = 6
"""Rows within which the head of a table ends."""
_REACH: Final = 3
"""Blocks below a sentence within which its table begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """The names of a table numbered from 1, where it stands, and the figures of its row of totals."""

    names: tuple[str, ...]
    column: str
    source: Source
    totals: frozenset[Decimal]


def judge_rolls(docket: Docket, reading: Reading, listed: Mapping[str, Sequence[Fact]]) -> None:
    """Confirm or refute the counts of one document by the tables that list what is counted; ``listed`` are the projects
    of its tables with their money."""
    blocks = reading.extraction.document.blocks
    counts = [c for c in reading.claims if c.kind == "count" and c.value is not None and undecided(docket, c)]
    if not counts:
        return
    places = {block: place for place, block in enumerate(blocks) if isinstance(block, Paragraph)}
    for claim in counts:
        paragraph = reading.extraction.prose[claim.paragraph]
        if _PROJECTS.search(claim.subject) and _FOLLOWS.search(squeeze(paragraph.text[claim.end :])):
            _itemised(docket, reading, claim)
        if _PROJECTS.search(claim.subject) and _TELLS.match(squeeze(paragraph.text[claim.end :])):
            _told_in_a_row(docket, claim)
        if not undecided(docket, claim):
            continue
        if _OFFICES.search(claim.subject) and _FOLLOWS.search(squeeze(paragraph.text[claim.end :])):
            at = places.get(paragraph)
            roll = None if at is None else next(_rolls(reading.name, blocks[at + 1 : at + 1 + _REACH]), None)
            _held(docket, claim, roll)
        elif _PROJECTS.search(claim.subject) and not (claim.whole or _SOME.search(claim.source.text)):
            sums = _sums_beside(docket, claim)
            own = [roll for roll in _rolls(reading.name, blocks) if "项目" in roll.column and sums & roll.totals]
            _held(docket, claim, own[0] if len(own) == 1 else None)
            if undecided(docket, claim):
                _by_their_table(docket, claim, listed)


def _itemised(docket: Docket, reading: Reading, claim: Claim) -> None:
    """“共安排项目5个，分别为：” above lines numbered from 1, each with the money of one project: as many as there are.

    One line more or fewer refutes the count, for other gaps the list may be cut or told in another way.
    """
    below = reading.extraction.prose[claim.paragraph + 1 : claim.paragraph + 1 + _MOST]
    kind = style(below[0].text) if below else ""
    lines = list(itertools.takewhile(lambda paragraph: kind and style(paragraph.text) == kind, below))
    levels = {c.paragraph: c for c in reversed(reading.claims) if c.kind == "level"}
    told = [levels.get(claim.paragraph + 1 + place) for place in range(len(lines))]
    costs = [c.id for c in told if c is not None]
    if len(lines) < 2 or len(costs) < len(lines) or len(lines) == _MOST or not _FIRST.match(lines[0].text):
        return
    _counted(docket, claim, costs)


def _told_in_a_row(docket: Docket, claim: Claim) -> None:
    """“项目支出249.08万元，共安排项目3个：A108.40万元；B44.20万元；C96.48万元”: the parts behind the count that make up
    a sum."""
    parts = [c for c in docket.beside(claim) if c.kind == "level" and c.start > claim.end and c.whole and not c.partial]
    own = list(itertools.takewhile(lambda c: c.whole == parts[0].whole, parts))
    fens = [docket.figures.amounts[c.id].fen for c in own if c.id in docket.figures.amounts]
    if len(own) < 2 or len(fens) < len(own) or own[0].whole not in docket.figures.amounts:
        return
    if sum(fens) == docket.figures.amounts[own[0].whole].fen:
        _counted(docket, claim, [c.id for c in own])


def _counted(docket: Docket, count: Claim, listed: Sequence[str]) -> None:
    """Confirm a count by what is listed, or refute it by one more or fewer."""
    meant = str(len(listed))
    if count.value == len(listed):
        docket.rule(count, "confirmed", meant, listed, "count")
    elif abs((count.value or 0) - len(listed)) == 1:
        docket.refute(count, "count", f"{meant}{count.unit}", listed, [(meant, "")])


_FIRST: Final = re.compile(r"\s*[（(]?\s*[1一①]")
_MOST: Final = 40
"""Lines of the longest list that is counted."""


def _sums_after(docket: Docket, count: Claim) -> Iterator[Claim]:
    """The sums of money that follow a count at once, up to whatever else its paragraph states."""
    after = (c for c in docket.beside(count) if c.start > count.start)
    return itertools.takewhile(lambda c: c.kind == "level" and c.value is not None, after)


def _sums_beside(docket: Docket, count: Claim) -> set[Decimal]:
    """What the counted projects cost together: the sum that follows the count, as printed, and where it is in 万元 in
    元, as the table may be."""
    sums = [(c.value or Decimal(0), c.unit) for c in itertools.islice(_sums_after(docket, count), 1)]
    return {value * scale for value, unit in sums for scale in ((1, 10_000) if unit == "万元" else (1,))}


def _by_their_table(docket: Docket, count: Claim, listed: Mapping[str, Sequence[Fact]]) -> None:
    """“8个项目实行绩效目标管理，涉及资金2432.79万元”: the lines of the table of projects that come to this sum.

    One line more or fewer refutes the count: for other gaps the table may hold another selection.
    """
    amounts = docket.figures.amounts
    tables: dict[int, dict[str, Fact]] = defaultdict(dict)
    for name, facts in listed.items():
        for fact in facts:
            tables[fact.table].setdefault(name, fact)
    costs = list(_money_of(docket, count))
    found = [
        list(lines.values())
        for lines in tables.values()
        for money, quantum in costs
        if 2 * abs(sum(amounts[f.id].fen for f in lines.values()) - money) <= quantum
    ]
    if len({len(lines) for lines in found}) == 1:
        _counted(docket, count, [f.id for f in found[0]])


def _money_of(docket: Docket, count: Claim) -> Iterator[tuple[int, int]]:
    """What the counted projects cost together, in 分, and how it is rounded: the sum that follows the count at once, or
    the first few (“涉及一般公共预算935.86万元，政府性基金预算95.74万元，其他资金18.70万元”)."""
    amounts = docket.figures.amounts
    money = quantum = 0
    for claim in itertools.islice(_sums_after(docket, count), _FUNDS):
        if claim.id not in amounts:
            return
        money, quantum = money + amounts[claim.id].fen, quantum + amounts[claim.id].quantum
        yield money, quantum


_FUNDS: Final = 4
"""The most kinds of money that projects are paid from."""


def _held(docket: Docket, claim: Claim, roll: Roll | None) -> None:
    if roll is None:
        return
    below = sum(not HEAD.search(name) for name in roll.names)
    if claim.value in (len(roll.names), below):
        docket.rule(claim, "confirmed", str(claim.value), (), "count")
    else:
        meant = str(len(roll.names))
        docket.refute(claim, "count", f"{meant}{claim.unit}", proposals=[(meant, "")], beside=[roll.source])


def _rolls(document: str, blocks: Sequence[object]) -> Iterator[Roll]:
    """The numbered tables among these blocks; each ends before a title that is followed by another."""
    title = ""
    for block in blocks:
        if isinstance(block, Paragraph):
            title = block.text.strip()
        elif isinstance(block, Grid) and (roll := _roll(document, block, title)):
            yield roll


def _roll(document: str, grid: Grid, title: str) -> Roll | None:
    """The roll that a table is: a head 序号 | 名称, then rows numbered without a gap; one may be told in several."""
    heads = itertools.takewhile(lambda n: n < _HEADS, (n for n, row in enumerate(grid.rows) if _text(row, 0) == "序号"))
    head = max(heads, default=None)
    column = None if head is None else next((c for c in (1, 2) if _NAMES.search(_text(grid.rows[head], c))), None)
    if head is None or column is None:
        return None
    names: list[str] = []
    totals = frozenset[Decimal]()
    for row in grid.rows[head + 1 :]:
        if _text(row, 0) == str(len(names) + 1) and _text(row, column):
            names.append(_text(row, column))
        elif names and (_text(row, 0), _text(row, column)) == (str(len(names)), names[-1]):
            continue  # a name merged over its lines
        elif "合计" in (_text(row, 0), _text(row, column)):
            cells = [parse_number(cell.text) for cell in row if cell is not None]
            totals = frozenset(number.value for number in cells if number is not None)
        else:
            return None
    if len(names) < 2:
        return None
    shown = Source(document=document, page=grid.page, line=grid.line, table=title, text="、".join(names[:12]))
    return Roll(names=tuple(names), column=_text(grid.rows[head], column), source=shown, totals=totals)


def _text(row: Sequence[Cell | None], column: int) -> str:
    cell = row[column] if column < len(row) else None
    return squeeze(cell.text) if cell is not None else ""
