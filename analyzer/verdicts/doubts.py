"""How far a refutation may be relied on: what differs by a slip of the pen is wrong, what differs otherwise we may have
misread.

Of levels that differ from their cell by one slip, 36 of 37 refutations were true on documents that the code had not
seen; of the others 14 of 64. The rule was shaped on these documents, so its own gain is not known from them. Those that
were true say the cell's own name directly before the figure, and print a figure that stands nowhere else. And a
percentage or a change that is not right of the two figures it was held against, but exactly right of two others of its
paragraph, is most likely of those. Such statements are doubtful, and told as a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

from analyzer.amounts import FEN, KNOWN_AGAIN, Interval, significant
from analyzer.binding.subjects import clean
from analyzer.concepts.labels import plain_label
from analyzer.concepts.meaning import fund_of
from analyzer.concepts.places import of_all_money
from analyzer.model import DATED_PLANS, Claim, Fact, Why
from analyzer.relations.edits import edit_between
from analyzer.text import squeeze
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.percents import HUNDRED, percent, signed_percent

UNLIKE = "unlike-cell"
"""The check that tells of a level which differs from its cell and may be of another."""
_COMMON = re.compile(
    r"\d+年?度?|本年度?|当年|全年|年初|年末|收入|支出|预算|决算|总计|合计|共计|总额|金额|安排|完成|执行|其中|经费|费用|资金|部门|单位"
    r"|[“”\"（）()类款项为是共计达约数、的本我年费]"
)
"""What any figure may be called: words that name no line of a table."""
_ADDED = re.compile(r"由|用于|(?:收入|支出|资金|拨款|经费)安排$|[大小高低多少]于|[与和及].{2,}合计|各$|和$")
"""Words that make of a name another thing than the line so called."""


def doubt(docket: Docket, claim: Claim, cell: Fact, cells: Sequence[Fact]) -> tuple[Why, list[Fact]]:
    """Why a level that differs from ``cell``, the nearest of those it may restate, is not certainly wrong, and the cell
    of another line that prints it; empty where it is wrong."""
    meant = docket.shown(docket.figures.amounts[cell.id].fen, claim.unit, claim.decimals)
    last_year = cell.document != claim.document and _SOME_LAST_YEAR.fullmatch(_own_words(claim))
    if last_year and significant(claim.value or 0) < KNOWN_AGAIN:
        return "base-ambiguous", []  # “由上年的1.45万元减少到1.19万元”: planned or spent, and too short to tell a slip
    if not claim.value or edit_between(str(claim.value), meant) != "recomputed" or _made_up(docket, claim, cell):
        return "", []  # a slip, or what the text lists for it makes up the cell
    account = docket.binder.account(claim)
    if account.explicit and account.codes:
        return "", []
    entity = squeeze(docket.binder.readings[claim.document].profile.entity)
    own = _own_words(claim).replace(entity, "") if entity else _own_words(claim)
    elsewhere = _printed_elsewhere(docket, claim, cells)[:1]
    if _ADDED.search(own) or not _is_called(own, cell):
        return "words-not-understood", elsewhere
    return ("several-cells", elsewhere) if elsewhere else ("", [])


_SOME_LAST_YEAR = re.compile("(?:[由从比较与]?(?:上年|去年)度?的?)")


def _made_up(docket: Docket, claim: Claim, cell: Fact) -> bool:
    """Whether the parts that the text lists for a level make up the cell: “支出合计2318.94万元，其中：基本支出1916.16
    万元…；项目支出501.90万元” beside a total of 2418.06."""
    amounts = docket.figures.amounts
    parts = [c for c in docket.beside(claim) if c.whole == claim.id and c.kind == "level" and c.id in amounts]
    return len(parts) > 1 and sum(amounts[c.id].fen for c in parts) == amounts[cell.id].fen


def _own_words(claim: Claim) -> str:
    """What stands directly before the figure, back to the last comma."""
    words = re.sub(r"[\d.,，]+\s*\S{0,3}$", "", claim.source.text)
    return squeeze(re.split(r"[，,；;。：:]", words)[-1])


def _is_called(words: str, cell: Fact) -> bool:
    """Whether words name the line of a cell, by what stands in its row, column and title, and nothing else."""
    labels = [clean(label) for label in (cell.source.row, *cell.source.column.split("/"), cell.source.table)]
    plain = clean(words)
    named = bool(_COMMON.sub("", plain)) or any(len(label) > _SHORT and label in plain for label in labels[:-1])
    return named and len(_left(plain, labels)) < _WORD


_SHORT = 3
_WORD = 2
"""Characters that make a word."""


def _left(words: str, labels: Sequence[str]) -> str:
    """What of ``words`` stands in none of the labels and is not common."""
    left = ""
    while words:
        known = next((n for n in range(len(words), 1, -1) if any(words[:n] in label for label in labels)), 0)
        left += "，" if known else words[0]
        words = words[known or 1 :]
    return _COMMON.sub("", left).replace("，", "")


def _printed_elsewhere(docket: Docket, claim: Claim, cells: Sequence[Fact]) -> list[Fact]:
    """The cells of other lines that print just this amount, of the same money as far as the words tell; none where it
    is last year's figure of the line itself."""
    if claim.value is None or significant(claim.value) < KNOWN_AGAIN:
        return []
    amount, fund = docket.figures.amounts[claim.id], fund_of(clean(_own_words(claim)))
    same = {(f.item, f.measure) for f in cells}
    names, years = {plain_label(f.source.row) for f in cells}, {f.year for f in cells}
    printing = docket.printing(claim.document, amount.fen, amount.quantum)
    if any(fact.year not in years and plain_label(fact.source.row) in names for fact in printing):
        return []
    return [f for f in printing if (f.item, f.measure) not in same and not (fund and of_all_money(f.statement))]


def misread(docket: Docket, claim: Claim, evidence: Sequence[str], computed: str) -> bool:
    """Whether a change or percentage that is not what ``evidence`` gives may be of other figures.

    It may where the base is of another plan than the one it names, and where it is exactly right of two other amounts
    of the paragraph. What one slip leads from the ``computed`` to is a slip.
    """
    if claim.value is None or _is_slip(str(claim.value), computed.lstrip("-").rstrip("%")):
        return False
    base = docket.figures.claims.get(evidence[-1])
    if base is not None and base.kind == "level" and claim.kind != "share" and _apart(claim.base_stage, base.stage):
        return True
    return _is_right_of_others(docket, claim, evidence)


def _is_slip(printed: str, computed: str) -> bool:
    """Whether one slip leads from what was computed to what is printed: of four digits, and not in the last alone,
    where another base or another rounding differ too."""
    told = significant(Decimal(printed), zeros=True) >= KNOWN_AGAIN and printed[:-1] != computed[:-1]
    return told and edit_between(printed, computed) != "recomputed"


def _apart(one: str, other: str) -> bool:
    """Whether two stages that words tell are not one: a plan as it began, as it was moved, and what came of it."""
    if not one or not other:
        return False
    spent = [stage in ("execution", "final") for stage in (one, other)]
    return spent[0] != spent[1] or (one != other and one in DATED_PLANS and other in DATED_PLANS)


def _is_right_of_others(docket: Docket, claim: Claim, evidence: Sequence[str]) -> bool:
    """Whether a statement is exactly right of two amounts of the paragraph that are not the levels of ``evidence``.

    A percentage needs a digit after the point, a change four digits, and the nearest ten amounts are asked: chance
    finds such a pair once in a hundred statements. A base or a whole that the words name is kept; and a figure that is
    stated twice may have been copied from where it is right.
    """
    if claim.decimals < 1 if claim.unit == "%" else significant(claim.value or 0) < KNOWN_AGAIN:
        return False
    if docket.often(claim) > 1:
        return False
    amounts = docket.figures.amounts
    held = {abs(amounts[n].fen) for n in evidence if n in amounts and docket.figures.kind(n) == "level"}
    kept = evidence[-1] if _is_named(docket, claim, evidence[-1]) else ""
    return any(
        kept in ("", other)
        and not (one == claim.current and docket.figures.kind(other) == "change")  # then the change beside it is wrong
        and {abs(amounts[one].fen), abs(amounts[other].fen)} != held
        and _right(docket, claim, one, other)
        for one, other in permutations(_near(docket, claim), 2)
    )


def is_of_another_level(docket: Docket, rate: Claim, computed: str) -> bool:
    """Whether a rate, however few its digits, is that of the change beside it and the base, or of another level of the
    paragraph and either of them; what one slip leads from the ``computed`` to is a slip."""
    if rate.value is not None and _is_slip(str(rate.value), computed.lstrip("-")):
        return False
    moved, before = docket.interval(rate.change), docket.interval(rate.base)
    ways = [(before + moved, before)] if moved is not None and before is not None else []
    for level in docket.beside(rate):
        now = docket.interval(level.id)
        if level.kind == "level" and level.id != rate.current and now is not None:
            ways += [(now, base) for base in (before, now - moved if moved else None) if base is not None]
    growth = ((now / base - Interval.exact(1)).scaled(HUNDRED) for now, base in ways if base.low > 0)
    return any(grown.meets(signed_percent(rate)) for grown in growth)


def _is_named(docket: Docket, claim: Claim, base: str) -> bool:
    """Whether words name the base (完成年初预算的…, where that is told) or the whole (占授予中小企业合同金额的…)."""
    told = docket.figures.claims.get(base)
    if claim.kind == "share":
        part = docket.figures.claims.get(claim.current)
        itself = part is not None and clean(part.subject) == clean(claim.of)  # nothing is a share of itself
        if told_right_before(docket, claim):
            return base == claim.whole
        return (
            bool(claim.of)
            and not itself
            and (told is None or _core(claim.of) in (_core(told.subject), _core(of_all(told.subject))))
        )
    if told is None or told.kind != "level":
        return False
    return bool(claim.base_stage) and claim.base_stage == told.stage


def told_right_before(docket: Docket, claim: Claim) -> bool:
    """Whether the whole of a share's list stands in the clause before it: “四个领域合计26.30亿元，产业园区占42.59%”."""
    whole = docket.figures.claims.get(claim.whole)
    here = whole is not None and whole.paragraph == claim.paragraph and whole.end < claim.start
    return here and whole is not None and bool(_PART_OF_IT.fullmatch(docket.text(claim)[whole.end : claim.start]))


_PART_OF_IT = re.compile(r"[，,；;](?:其中[：:，,]?)?[^，。；\d]*占比?(?:为|到|达)?")


def of_all(name: str) -> str:
    """A name without the words that say that all of a place is meant (全旗一般公共预算收入完成), as shares call it."""
    return re.sub("^全[省市州县区旗镇乡]|完成$", "", clean(name))


def _core(whole: str) -> str:
    """The name of a whole without what any total is called (本年支出合计, 支出总额)."""
    return re.sub("本年度?|当年|全年|合计|总计|总额|预算|决算", "", clean(whole))


def _near(docket: Docket, claim: Claim) -> Iterator[str]:
    """The ids of the amounts that stand nearest in the paragraph."""
    about = docket.about(claim, _REACH)
    beside = [c for c in about if c.id != claim.id and c.unit in FEN and c.id in docket.figures.amounts]
    yield from (c.id for c in sorted(beside, key=lambda c: abs(c.start - claim.start))[:_MOST])


_MOST = 10
_REACH = 60
"""Statements before it and behind that the nearest amounts are among."""


def _right(docket: Docket, claim: Claim, one: str, other: str) -> bool:
    """Whether a change is the one amount less the other, a percentage the ratio of the two, to the last digit.

    Where the other is itself a change, a rate is of what it changed.
    """
    now, base = docket.figures.amounts[one].fen, docket.figures.amounts[other].fen
    if claim.kind == "change":
        return now - base == docket.figures.amounts[claim.id].fen
    if claim.kind == "rate" and docket.figures.kind(other) == "change":
        base = now - base
    if not base or claim.value is None:
        return False
    ratio = Fraction(now, base) - (1 if claim.kind == "rate" else 0)
    return percent(abs(ratio) * 100, claim.decimals) == percent(Fraction(claim.value), claim.decimals)
