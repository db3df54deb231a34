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
from analyzer.binding.figures import PLAIN_SCALE
from analyzer.binding.subjects import clean
from analyzer.model import Claim, Relation, VerdictKind
from analyzer.relations.edits import misprinted, part_slipped, swapped
from analyzer.relations.system import Outcome, judge
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.percents import grown, signed_percent
from analyzer.verdicts.sums.divisions import (
    apart,
    numbered,
    two_partitions,
)
from analyzer.verdicts.sums.groups import (
    both_kinds,
    divided,
    is_more_than_all,
    is_sum_of_what_stands_before,
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
from analyzer.verdicts.sums.proofs import ended, no_part, proves
from analyzer.verdicts.within.listunits import point_of_a_part, refute_lone_unit, refute_small_whole, refute_unit


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
    lone = len(group) == 1 and (not partial or _of_what_was_told_before(docket, whole, group[0]))
    if lone or refute_lone_unit(docket, whole, group) or _sums_up_otherwise(docket, whole, group):
        return
    relation = sum_relation(whole, group, ">=" if partial else "=")
    outcome = judge([relation], docket.figures.amounts)[0]
    relations = [relation]
    if outcome.kind == "fails":
        if refute_unit(docket, whole, group, partial=partial or ended(docket, whole, group, outcome.residual)):
            return
        relations = _told_by(docket, whole, group, relation, outcome.residual, partial=partial)
    docket.relations.extend(relations)
    if relations == [relation]:
        _vouched_for(docket, whole, group, outcome, partial=partial)


def _sums_up_otherwise(docket: Docket, whole: Claim, group: Sequence[Claim]) -> bool:
    """Whether the whole is made up by what stands before it, or rounds the points of its parts."""
    before = group[0].paragraph != whole.paragraph and is_sum_of_what_stands_before(docket, whole)
    return before or (whole.unit == "分" and _rounded_score(docket, whole, group))


def _told_by(
    docket: Docket, whole: Claim, group: Sequence[Claim], relation: Relation, gap: int, *, partial: bool
) -> list[Relation]:
    """The relations that a list which misses its whole by ``gap`` 分 proves: its own, those of the blocks that make up
    the whole or each other, or none."""
    if _is_their_sum_misprinted(docket, whole, group) or point_of_a_part(docket, whole, group):
        return [sum_relation(whole, group, "=")]
    if partial and any(no_part(docket, whole, c) for c in group):
        return []
    apart = whole.kind == "change" and not _slipped_of_all(docket, whole, group)
    if apart and (some_are_told_otherwise(docket, whole, group) or of_a_wider_level(docket, group)):
        return []
    if docket.scope(whole).money == "apart":
        return []  # “…合计12.30万元，因单位范围不同”: of more than what was listed
    if _below_another(docket, whole, group) or _of_another_count(docket, whole, group):
        return []
    if _moved_as_their_sum(docket, whole, gap):
        return [sum_relation(whole, group, "=")]
    if any(docket.refuted(c) for c in group):
        return []  # a part that its cell speaks against is told already, and without it the list proves nothing
    if of_another_sum(docket, whole, group) and not _leaves_out(docket, whole, group, gap):
        return []
    if good := two_partitions(docket, whole, group):
        return [sum_relation(whole, good[0], "=")]
    if blocks := _agreeing(docket, group):
        return [sum_relation(whole, block, "=") for block in blocks]
    return [relation] if proves(docket, whole, group, gap) else []


def _below_another(docket: Docket, whole: Claim, group: Sequence[Claim]) -> bool:
    """Whether the parts begin a paragraph of their own (“其中…”) and the whole is only one more figure of the paragraph
    above, which does not lead on to them: they may be parts of what that paragraph opens with."""
    levels = [c.id for c in docket.beside(whole) if c.kind == whole.kind]
    leads = docket.text(whole).rstrip().endswith(("：", ":"))
    begins = group[0].paragraph != whole.paragraph and docket.text(group[0]).lstrip().startswith("其中")
    return begins and not leads and whole.id != levels[0] and len(levels) > _FEW


def _of_another_count(docket: Docket, whole: Claim, group: Sequence[Claim]) -> bool:
    """Whether the parts make up a count told before (“单位共6个，即局本级和所属5个单位，其中行政单位1个、…4个”), or the
    whole is only the last of a run (“…、体育学校9.00万元；其中局本级接待费14.00万元”)."""
    total, text = sum(c.value or 0 for c in group), docket.text(whole)
    before = [c for c in docket.beside(whole) if c.kind == "count" and c.end <= whole.start]
    counted = whole.kind == "count" and any(c.value == total for c in before)
    between = text[whole.end : group[0].start] if whole.paragraph == group[0].paragraph else ""
    last = re.search("、[^，；。、]*$", text[: whole.start]) is not None
    return counted or (last and between.lstrip().startswith(("；其中", ";其中")))


def _rounded_score(docket: Docket, whole: Claim, group: Sequence[Claim]) -> bool:
    """Whether a score in whole points is that of parts with decimals: “综合得分93分，其中：…9.58分、…”."""
    amounts = docket.figures.amounts
    finer = any(c.decimals > whole.decimals for c in group)
    return finer and 2 * abs(amounts[whole.id].fen - sum(amounts[c.id].fen for c in group)) <= PLAIN_SCALE


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


_FEW: Final = 2
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
