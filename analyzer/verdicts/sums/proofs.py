"""When a list that differs from its whole proves that one of the figures is wrong.

A list is often a selection without saying so, or goes on where a reader would not go on: each test names the words or
the arithmetic that leave no other reading.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Final

from analyzer.binding.subjects import clean
from analyzer.model import Claim
from analyzer.relations.edits import lost_digit, one_slip, part_slipped, slipped, swapped, swapped_digits
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.sums.divisions import (
    TOTAL,
    apart,
    divides_wholly,
    may_cross,
    may_nest,
    taxes_and_others,
    without_rest,
)
from analyzer.verdicts.sums.groups import (
    OF_A_SIDE,
    counted_as_all,
    holds_another,
    neighbour_pasted,
    said_to_be_all,
    same_before,
    sums_before,
)
from analyzer.verdicts.sums.partitions import complete


def proves(docket: Docket, whole: Claim, group: Sequence[Claim], gap: int) -> bool:
    """Whether a list whose sum differs from its whole by ``gap`` 分 (whole − sum) proves that a figure is wrong."""
    verdicts = docket.verdicts
    vouched = [c.id in verdicts and verdicts[c.id].rule == "text-table" for c in (whole, *group)]
    good = [c.id in verdicts and verdicts[c.id].kind in ("confirmed", "rounding") for c in (whole, *group)]
    if all(v and g for v, g in zip(vouched, good, strict=True)):
        return False
    if counted_as_all(docket, whole, group):
        return True
    divided = said_to_be_all(docket, group)  # “按管理方式分，重点项目3个、一般项目6个”: of eight
    two = taxes_and_others(whole, group)
    if not two and any(no_part(docket, whole, c) or (not divided and _OVERLAPS.search(c.subject)) for c in group):
        return False
    if whole.kind == "count" and _SEVERAL.search(whole.subject):
        return False
    if gap < 0 and whole.kind != "change":
        open_list = not two and (
            may_nest(docket, whole, group)
            or _opened_within(docket, group)
            or holds_another(docket, group)
            or ended(docket, whole, group, gap)
        )
        crossing = whole.kind == "count" and not (divided or apart(group)) and may_cross(docket, whole, group)
        return not (open_list or crossing or _overlap(docket, whole, group, gap))
    if _WIDER.search(whole.subject) or not complete(group, gap):
        return False
    if whole.kind == "change" and len(group) < 3 and all(_FUND.match(c.subject) for c in group):
        return False  # two funds hardly make up the change of all of them
    last = group[-1]
    text = docket.text(last)
    goes_on = _GOES_ON.match(text, last.end) and not text.startswith(
        last.subject, last.end + 1
    )  # “…3辆，其他用车主要是”
    if _rest_is_printed(docket, whole, group, gap) or goes_on:
        return False
    amounts = [docket.figures.amounts[c.id].fen for c in (whole, *group)]
    slip = one_slip(gap, amounts) or lost_digit(amounts, gap)
    slip = slip or (len(group) > 2 and (swapped(amounts[0], sum(amounts[1:])) or swapped_digits(amounts, gap)))
    scores = whole.unit == "分" and len(group) > 2  # “得分95.3分，其中：…”: what a score is made of is all of it
    wholly = divides_wholly(group) and not (whole.kind == "change" and any("收入" in c.subject for c in group))
    told = said_to_be_all(docket, group) and (part_slipped(amounts[1:], gap) or neighbour_pasted(docket, group))
    told = told or two or _made_twice(docket, whole, group)
    told = told or _as_the_other_side(docket, whole, group)
    rest = len(group) > 2 and _REST.search(last.source.text)
    return scores or wholly or slip or told or bool(rest)


def _overlap(docket: Docket, whole: Claim, group: Sequence[Claim], gap: int) -> bool:
    """Whether the parts exceed their whole by more than all of them but the greatest: they overlap, for no slip of one
    figure explains it (“业务收入26.88亿元，其中：药品收入5.68亿元；医疗收入26.50亿元；门诊收入8.56亿元”)."""
    amounts = [docket.figures.amounts[c.id].fen for c in (whole, *group)]
    others = sorted(amounts[1:])[:-1]
    if without_rest(whole, group) or not others or -gap <= others[-1]:
        return False
    meant = [amounts[0] - gap, *(part + gap for part in amounts[1:])]
    wide = -gap > max(amounts[1:])  # then only a digit that the whole lost could explain it
    slips = any(b > 0 and slipped(a, b) for a, b in zip(amounts, meant, strict=True))
    return not (lost_digit(amounts, gap) if wide else slips)


def ended(docket: Docket, whole: Claim, group: Sequence[Claim], gap: int) -> bool:
    """Whether the list may have ended at a semicolon before its parts came to more than the whole.

    “在编688人，其中卫生技术人员602人；编外聘用214人”: what is counted on is no part. Kinds that divide a whole by their
    meaning, or one slip of a digit, tell otherwise.
    """
    amounts = [docket.figures.amounts[c.id].fen for c in group]
    if (whole.kind == "level" and without_rest(whole, group)) or one_slip(gap, amounts):
        return False
    text = docket.text(whole)
    stops = [bool(re.search("[；;。]", text[a.end : c.start])) for a, c in itertools.pairwise(group)]
    here = group[0].paragraph == group[-1].paragraph == whole.paragraph
    return here and any(stops) and (not all(stops) or len(stops) == 1)  # “A；B；C” are the items of a list


def no_part(docket: Docket, whole: Claim, part: Claim) -> bool:
    """Whether ``part`` cannot be a part at all: more than its whole, a total itself, or a bare difference."""
    amounts = docket.figures.amounts
    if whole.kind == "change":
        return not part.direction or not whole.direction or bool(_GAP.search(part.source.text + whole.source.text))
    if _AT_WORK.search(whole.subject) and _RETIRED.search(part.subject):
        return True  # “在职教职工228人，其中：专任教师211人；退休教职工87人”
    more = amounts[part.id].fen > amounts[whole.id].fen
    if more and _DEBT.search(clean(whole.subject)) and _DEBT.search(clean(part.subject)):
        return True  # 一般债务限额, and after a list of its own 专项债务限额: two kinds of one thing
    total = TOTAL.search(part.subject) and not (_OF_THE_YEAR.search(part.subject) and whole.subject.endswith("总计"))
    return bool(total) or (more and (part.paragraph != whole.paragraph or not divides_wholly([part])))


_REST = re.compile("其[余他]各|其余")
"""“其余各项支出”: what a list that leaves nothing out ends in."""
_OF_THE_YEAR = re.compile(r"本年(?:收入|支出)")
_GOES_ON = re.compile(r"\s*[；;，,、]\s*其[他它]")
_DEBT = re.compile(r"(?:一般|专项)(?:债务|债券)")
_FUND = re.compile(r".{0,4}(?:一般公共|公共财政|政府性?基金|国有资本)")
_OVERLAPS = re.compile(r"民生|三保|重点|刚性|涉农|八项|十[一二三]?类")
"""Kinds of expenditure that cut across the others: what is paid for “三保” is for people's livelihood too."""
_SEVERAL = re.compile(r"供应商|专家|企业|社会组织")
"""Who may be counted in several kinds at once: a supplier of goods and of services."""
_AT_WORK, _RETIRED = re.compile(r"在职|在编|在岗"), re.compile(r"退休|离休")
_GAP = re.compile(r"差(?:值|额|异)")
"""A bare difference between two figures: it has no sign of its own, so that it adds up to nothing."""


def _rest_is_printed(docket: Docket, whole: Claim, group: Sequence[Claim], gap: int) -> bool:
    """Whether a table of the whole prints ``gap`` as another line's figure: the list then left that line out."""
    amounts = docket.figures.amounts
    named = {fact.id for part in group for fact in docket.binder.bind(part).all}
    totals = [f for f in docket.binder.bind(whole).all if f.amount and f.amount.fen == amounts[whole.id].fen]
    return any(
        fact.amount is not None and fact.amount.fen == gap and fact.id not in named
        for total in totals
        for _, row in docket.figures.matrix(total.document, total.table)
        for fact in row
        if (fact.side, fact.year, fact.stage) == (total.side, total.year, total.stage)
    )


_WIDER: Final = re.compile(r"[大全]口径|财政总收入|总财力|综合财力")
"""Revenue that is shared with other levels: the funds of one's own are a selection of it."""


def _opened_within(docket: Docket, group: Sequence[Claim]) -> bool:
    """“10.72亿元，主要为税收返还0.75亿元；一般性转移支付6.95亿元；专项3.02亿元”: a part with a list of its own
    that is no less than what follows."""
    amounts = docket.figures.amounts
    for place, (part, after) in enumerate(itertools.pairwise(group)):
        text = docket.text(part)
        opened = part.paragraph == after.paragraph and _LISTS.search(text[part.end : after.start])
        if opened and sum(amounts[c.id].fen for c in group[place + 1 :]) <= amounts[part.id].fen:
            return True
    return False


_LISTS: Final = re.compile(r"(?:其中|主要[为是]|包括|分别[为是])[^；;。]*\d")


def _made_twice(docket: Docket, whole: Claim, group: Sequence[Claim]) -> bool:
    """“年初批复项目8个，年中新增9个，共19个。其中县级项目11个、上级项目6个”: two sums that agree, and not with what is
    printed as both."""
    before = same_before(docket, whole)
    said = _TOGETHER.search(docket.text(whole)[before[-1].end : whole.end]) if before else None
    total = sum(docket.figures.amounts[c.id].fen for c in group)
    return said is not None and total in sums_before(docket, before)


def _as_the_other_side(docket: Docket, whole: Claim, group: Sequence[Claim]) -> bool:
    """Whether the parts make up what the other side of the budget is said to come to (收入合计6449万元；支出合计6479万
    元，其中…), and one slip parts them from their own total."""
    amounts, side = docket.figures.amounts, OF_A_SIDE.search(clean(whole.subject))
    total = sum(amounts[c.id].fen for c in group)
    if side is None or not slipped(amounts[whole.id].fen, total):
        return False
    kept = sum(amounts[c.id].fen for c in group if _LEFT_OVER.search(c.subject))
    others = [c for c in docket.beside(whole) if c.kind == "level" and c.id in amounts and c.end <= whole.start]
    balanced = any(
        (found := OF_A_SIDE.search(clean(c.subject))) and found[1] != side[1] and amounts[c.id].fen == total
        for c in others
    )
    return balanced and amounts[whole.id].fen != total - kept


_TOGETHER: Final = re.compile("共|合计|总计")
_LEFT_OVER: Final = re.compile("结[转余]")
