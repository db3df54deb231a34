"""Lists under 其中 / 包括 / 主要为: what their parts must sum to, and when a sum that differs proves a fault.

A list is often a selection without saying so. A sum below its whole is therefore a fault only where the list must be
complete: its parts divide the whole by their meaning (三公 items; goods, works and services), or one slip of a digit
explains the gap. Where tables vouch for every figure of a list, the list is a selection, or was read wrongly.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from analyzer.amounts import KNOWN_AGAIN, Interval, significant
from analyzer.binding.subjects import clean
from analyzer.model import Claim, VerdictKind
from analyzer.relations.edits import lost_digit, misprinted, one_slip, part_slipped, slipped, swapped, swapped_digits
from analyzer.relations.system import Outcome, judge
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.percents import grown, signed_percent
from analyzer.verdicts.sums.divisions import (
    TOTAL,
    apart,
    divides_wholly,
    may_cross,
    may_nest,
    numbered,
    taxes_and_others,
    two_partitions,
    without_rest,
)
from analyzer.verdicts.sums.groups import (
    both_kinds,
    counted_as_all,
    divided,
    holds_another,
    is_more_than_all,
    is_sum_of_what_stands_before,
    neighbour_pasted,
    of_a_wider_level,
    of_another_sum,
    one_list,
    said_to_be_all,
    same_kind,
    some_are_told_otherwise,
    sum_relation,
    with_the_other_kind,
    without_siblings,
)
from analyzer.verdicts.sums.partitions import complete
from analyzer.verdicts.within.listunits import refute_lone_unit, refute_small_whole, refute_unit


def judge_lists(docket: Docket, claims: Sequence[Claim]) -> None:
    """Lists under 其中 / 包括 / 主要为: a complete list sums to its whole, an open one stays below it."""
    by_id = {c.id: c for c in claims}
    parts: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.whole in by_id and claim.id in docket.figures.amounts and claim.kind in ("level", "change", "count"):
            parts[claim.whole].append(claim)
    for name, group in parts.items():
        whole = by_id[name]
        for alike in (
            divided(docket, [c for c in group if same_kind(whole, c)]) if name in docket.figures.amounts else ()
        ):
            one = with_the_other_kind(docket, whole, one_list(docket, whole, alike))
            judge_list(docket, whole, one)
            told = {c.id for c in one}
            again = [c for c in alike if c.id not in told]
            # “一般债券…，专项债券…；按用途划分，…”
            if one and len(again) > 1 and (said_to_be_all(docket, again) or _classes_of_it(docket, whole, again)):
                judge_list(docket, whole, again)


def _classes_of_it(docket: Docket, whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether parts are classes of one paragraph that tells the whole once more (“收支预算总数A。…；支出包括：…”)."""
    amounts = docket.figures.amounts
    told = any(c.id in amounts and docket.meet(c.id, whole.id) for c in docket.beside(parts[0]) if c.kind == "level")
    return told and len(parts) > _FEW and apart(parts) and len({c.paragraph for c in parts}) == 1


def judge_list(docket: Docket, whole: Claim, group: Sequence[Claim]) -> None:
    """A whole and the parts that are listed for it: a relation where they hold, or where their difference proves that
    a figure is wrong."""
    if not group:
        return
    # Accounts named under 其中 are a selection: their lines are checked against the tables one by one.
    if refute_small_whole(docket, whole, group):
        return
    if (more := next((c for c in group if is_more_than_all(docket, whole, c)), None)) is not None:
        docket.relations.append(sum_relation(whole, [more], ">="))
        return
    partial = any(c.partial or c.path or c.code for c in group) and not both_kinds(group)
    group = without_siblings(docket, whole, group)
    if partial and whole.kind == "change":
        if _swapped_part(docket, whole, group) or _slipped_of_all(docket, whole, group):
            docket.relations.append(sum_relation(whole, group, "="))
        return
    if len(group) == 1 and (not partial or _of_what_was_told_before(docket, whole, group[0])):
        return
    if refute_lone_unit(docket, whole, group):
        return
    if group[0].paragraph != whole.paragraph and is_sum_of_what_stands_before(docket, whole):
        return
    relation = sum_relation(whole, group, ">=" if partial else "=")
    outcome = judge([relation], docket.figures.amounts)[0]
    fails = outcome.kind == "fails"
    ended = fails and _ended(docket, whole, group, outcome.residual)
    if fails and refute_unit(docket, whole, group, partial=partial or ended):
        return
    if fails and _is_their_sum_misprinted(docket, whole, group):
        docket.relations.append(sum_relation(whole, group, "="))
        return
    if fails and partial and any(_no_part(docket, whole, c) for c in group):
        return
    if (
        fails
        and whole.kind == "change"
        and (some_are_told_otherwise(docket, whole, group) or of_a_wider_level(docket, group))
        and not _slipped_of_all(docket, whole, group)
    ):
        return
    if fails and docket.scope(whole).money == "apart":
        return  # “…合计12.30万元，因单位范围不同”: of more than what was listed
    if fails and _moved_as_their_sum(docket, whole, outcome.residual):
        relation = sum_relation(whole, group, "=")
    elif fails:
        if any(docket.refuted(c) for c in group):
            return  # a part that its cell speaks against is told already, and without it the list proves nothing
        if of_another_sum(docket, whole, group) and not _leaves_out(docket, whole, group, outcome.residual):
            return
        for block in two_partitions(docket, whole, group):
            docket.relations.append(sum_relation(whole, block, "="))
            return
        blocks = _agreeing(docket, group)
        if blocks:
            docket.relations.extend(sum_relation(whole, block, "=") for block in blocks)
            return
        if not _proves(docket, whole, group, outcome.residual):
            return
    docket.relations.append(relation)
    _vouched_for(docket, whole, group, outcome, partial=partial)


def _vouched_for(docket: Docket, whole: Claim, group: Sequence[Claim], outcome: Outcome, *, partial: bool) -> None:
    """Confirm a whole by parts that make it up, and the one part of them that no table holds."""
    known = docket.verdicts.get(whole.id)
    all_told = not partial or (
        len(group) > _FEW and not outcome.residual
    )  # “…辆、其他用车2辆等” that make up the whole
    if outcome.kind in ("holds", "improbable") and all_told and (known is None or known.kind == "unverifiable"):
        total = sum(docket.figures.amounts[c.id].fen for c in group)
        kind: VerdictKind = "confirmed" if outcome.residual == 0 else "rounding"
        docket.rule(whole, kind, docket.shown(total, whole.unit), [c.id for c in group], "text-list")
    if outcome.kind == "holds" and not partial:
        _remainder(docket, whole, group)


def _leaves_out(docket: Docket, whole: Claim, group: Sequence[Claim], gap: int) -> bool:
    """Whether a sum and its parts stand in one sentence, and are just one of the parts apart (“经费共计72.17万元，其中
    办公费…、取暖费14.57万元、…”), whatever else the parts make up."""
    own = whole.paragraph == group[0].paragraph and "。" not in docket.text(whole)[whole.end : group[-1].start]
    plain = [c for c in group if not _KEPT.search(c.subject)]  # what is left over makes up another total with the rest
    return own and len(group) > _FEW and -gap in {docket.figures.amounts[c.id].fen for c in plain}


_KEPT: Final = re.compile("结[转余]")


def _of_what_was_told_before(docket: Docket, whole: Claim, part: Claim) -> bool:
    """“整体支出5372万元；19个项目涉及资金合计2359.42万元。其中基本支出3012.58万元”: one part behind a full stop that is
    greater than the figure before it."""
    between = docket.text(whole)[whole.end : part.start] if whole.paragraph == part.paragraph else ""
    return "。" in between and docket.figures.amounts[part.id].fen > docket.figures.amounts[whole.id].fen


def _swapped_part(docket: Docket, whole: Claim, group: Sequence[Claim]) -> bool:
    """Whether parts of a change make more than it and would make it up, were two digits of one not swapped."""
    amounts = docket.figures.amounts
    gap = amounts[whole.id].fen - sum(amounts[c.id].fen for c in group)
    alike = {c.direction for c in group} == {whole.direction} and len(group) > 1
    more = gap * amounts[whole.id].fen < 0
    return alike and more and any(swapped(abs(amounts[c.id].fen), abs(amounts[c.id].fen + gap)) for c in group)


def _slipped_of_all(docket: Docket, whole: Claim, group: Sequence[Claim]) -> bool:
    """Whether a digit lost or two swapped in one of the changes that make up all explain that they do not.

    “支出减少430.66万元，主要是基本支出增加181.46万元，项目支出减少61.12万元”: 612.12 were meant.
    """
    amounts = docket.figures.amounts
    gap = amounts[whole.id].fen - sum(amounts[c.id].fen for c in group)
    halves = {found[0] for c in group if (found := _HALF.match(clean(c.subject)))}
    fens = [f for c in group if (f := amounts[c.id].fen) * (f + gap) > 0]
    complete = len(halves) == len(group) == 2 or _of_all_parts(docket, whole, group)
    own = [amounts[c.id].fen for c in group]
    if complete and all(own) and amounts[whole.id].fen in own and not of_a_wider_level(docket, group):
        return True  # “支出增加465.44万元，其中基本支出增加132.22万元，项目支出增加465.44万元”
    return complete and any(part_slipped([abs(f)], abs(f + gap) - abs(f)) for f in fens)


def _of_all_parts(docket: Docket, whole: Claim, group: Sequence[Claim]) -> bool:
    """Whether the changes are those of all figures that make up a sum of the same paragraph."""
    amounts, stated = docket.figures.amounts, docket.figures.claims
    levels = {c.current: stated[c.current] for c in group if c.current in stated}
    heads = {level.whole for level in levels.values()}
    head = heads.pop() if len(heads) == 1 else ""
    if head not in stated or stated[head].paragraph != whole.paragraph or len(levels) != len(group):
        return False
    parts = [c.id for c in docket.beside(whole) if c.whole == head and c.id in amounts and amounts[c.id].fen]
    return {*parts} == {*levels} and amounts[head].fen == sum(amounts[name].fen for name in parts)


_HALF = re.compile(r"基本支出|项目支出")


def _proves(docket: Docket, whole: Claim, group: Sequence[Claim], gap: int) -> bool:
    """Whether a list whose sum differs from its whole by ``gap`` 分 (whole − sum) proves that a figure is wrong."""
    verdicts = docket.verdicts
    vouched = [c.id in verdicts and verdicts[c.id].rule == "text-table" for c in (whole, *group)]
    good = [c.id in verdicts and verdicts[c.id].kind in ("confirmed", "rounding") for c in (whole, *group)]
    if all(v and g for v, g in zip(vouched, good, strict=True)):
        return False
    if counted_as_all(docket, whole, group):
        return True
    if any(_no_part(docket, whole, c) or _OVERLAPS.search(c.subject) for c in group):
        return False
    if whole.kind == "count" and _SEVERAL.search(whole.subject):
        return False
    if gap < 0 and whole.kind != "change":
        open_list = not taxes_and_others(whole, group) and (
            may_nest(docket, whole, group)
            or _opened_within(docket, group)
            or holds_another(docket, group)
            or _ended(docket, whole, group, gap)
        )
        crossing = whole.kind == "count" and may_cross(docket, whole, group)
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
    told = told or taxes_and_others(whole, group)
    rest = len(group) > 2 and _REST.search(last.source.text)
    return scores or wholly or slip or told or bool(rest)


def _moved_as_their_sum(docket: Docket, whole: Claim, gap: int) -> bool:
    """Whether the change and the rate told of the whole fit the sum of its parts and not itself: “100.42万元，用于…；较
    上年增加5.82万元，增长5.42%” of parts that come to 113.25万元."""
    own = [c for c in docket.beside(whole) if c.current == whole.id and c.decimals and whole.kind == "level"]
    by_change = {c.change: c for c in own if c.kind == "rate" and c.value}
    for change in (c for c in own if c.kind == "change" and c.id in by_change):
        moved, now = docket.interval(change.id), docket.interval(whole.id)
        if moved is not None and now is not None:
            rate = signed_percent(by_change[change.id])
            fits = [
                (level - moved).low > 0 and grown(level, level - moved).meets(rate)
                for level in (now, now - Interval.exact(gap))
            ]
            return fits == [False, True]
    return False


def _is_their_sum_misprinted(docket: Docket, whole: Claim, group: Sequence[Claim]) -> bool:
    """Whether a whole of five digits or more is the sum of its parts but for two digits swapped or one lost or doubled,
    however little it is then: “资产总额384.52万元，其中流动资产412.30万元、固定资产3102.15万元、无形资产170.07万元”."""
    amounts = docket.figures.amounts
    total, made = amounts[whole.id].fen, sum(amounts[c.id].fen for c in group)
    several = sum(amounts[c.id].fen != 0 for c in group) > 1
    if not several or total * made <= 0 or min(significant(total), significant(made)) < KNOWN_AGAIN:
        return False
    return misprinted(abs(total), abs(made))


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


def _ended(docket: Docket, whole: Claim, group: Sequence[Claim], gap: int) -> bool:
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


def _no_part(docket: Docket, whole: Claim, part: Claim) -> bool:
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
_FEW: Final = 2
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


def _agreeing(docket: Docket, group: Sequence[Claim]) -> Sequence[Sequence[Claim]]:
    """Two divisions that make up one sum, which is then not the whole as printed (by class, and by nature)."""
    fens = [docket.figures.amounts[c.id].fen for c in group]
    heads, total = enumerate(itertools.accumulate(fens), start=1), sum(fens)
    cut = next((n for n, head in heads if 2 <= n < len(group) - 1 and 2 * head == total > 0), 0)
    return (group[:cut], group[cut:]) if cut and not numbered(group) else ()


def _remainder(docket: Docket, whole: Claim, group: Sequence[Claim]) -> None:
    """The one part of a list that no table holds is vouched for where the whole and all other parts are."""
    verdicts = docket.verdicts
    open_parts = [c for c in group if c.id in verdicts and verdicts[c.id].kind == "unverifiable"]
    known = [c for c in (whole, *group) if c not in open_parts]
    sure = all(c.id in verdicts and verdicts[c.id].kind in ("confirmed", "rounding") for c in known)
    if len(open_parts) == 1 and sure:
        rest = docket.figures.amounts[whole.id].fen - sum(
            docket.figures.amounts[c.id].fen for c in group if c not in open_parts
        )
        shown = docket.shown(rest, whole.unit)
        docket.rule(open_parts[0], "confirmed", shown, [c.id for c in known], "text-list")
