"""Lists that count in two measures at once: “接待32批次、268人次，其中检查19批次、154人次，考察12批次、114人次”.

Where the parts make up the whole in the one measure, they are all of it, and must do so in the other.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from analyzer.binding.subjects import clean
from analyzer.model import Claim, Relation
from analyzer.text import bigrams
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.sums.groups import sum_relation

_NEAR: Final = 6
"""Characters between the two measures of one thing, the second figure among them."""


def judge_twofold(docket: Docket, claims: Sequence[Claim]) -> None:
    """The relation of the measure that stands beside one whose list holds."""
    docket.relations.extend(_in_turn(claims))
    docket.relations.extend(_both(claims))
    beside = _pairs(claims)
    by_id = {c.id: c for c in claims}
    parts: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.kind == "count" and claim.whole in by_id and not claim.partial:
            parts[claim.whole].append(claim)
    for name, group in parts.items():
        whole = by_id[name]
        if len(group) > 1 and _paid_wholly(docket, whole, group):
            docket.relations.append(sum_relation(whole, group, "="))
        for other in [by_id[n] for n in parts if _told_of_the_same(docket, whole, by_id[n], group, parts[n])]:
            docket.relations.append(sum_relation(other, parts[other.id], "="))
        others = [beside[c.id] for c in (whole, *group) if c.id in beside]
        if len(others) != len(group) + 1 or len(group) < 2 or len({c.unit for c in others}) > 1:
            continue
        if whole.value == sum(c.value or 0 for c in group) and not any(c.whole in by_id for c in others):
            docket.relations.append(sum_relation(others[0], others[1:], "="))


def _in_turn(claims: Sequence[Claim]) -> Iterator[Relation]:
    """“办班38期，培训4260人次。其中：主体班14期、880人次；专题班16期、1120人次；…”: pairs of two measures in turn, the
    first of which the others make up in the one measure and not in the other."""
    counts: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.kind == "count" and claim.value is not None:
            counts[claim.paragraph].append(claim)
    for run in counts.values():
        units = [c.unit for c in run[:2]]
        several = [run[n : n + 2] for n in range(0, len(run) - 1, 2)]
        alike = next((n for n, pair in enumerate(several) if [c.unit for c in pair] != units), len(several))
        pairs = several[:alike]
        if len(pairs) < _PAIRS or len(set(units)) < len(units):
            continue
        together = next((n for n, pair in enumerate(pairs) if _TOGETHER.search(pair[0].source.text)), 0)
        if together >= _PAIRS - 1:  # “国内526批次、4840人次，外事12批次、86人次，两项合计538批次、4926人次”
            pairs = [pairs[together], *pairs[:together]]
        held = [pairs[0][n].value == sum(pair[n].value or 0 for pair in pairs[1:]) for n in (0, 1)]
        if sorted(held) == [False, True]:
            odd = held.index(False)
            yield sum_relation(pairs[0][odd], [pair[odd] for pair in pairs[1:]], "=")


_TOGETHER: Final = re.compile("合计|共计|总计")
_PAIRS: Final = 3
"""The fewest pairs of measures: what there is in all, and two kinds of it."""


def _both(claims: Sequence[Claim]) -> Iterator[Relation]:
    """“在职人员22人…；离退休人员10人…；在职与离退休人员共计32人”: two counts of the paragraph, named together."""
    for total in (c for c in claims if c.kind == "count"):
        named = _JOINED.search(total.source.text)
        if named is None:
            continue
        before = [c for c in claims if c.kind == "count" and c.paragraph == total.paragraph and c.end <= total.start]
        found = [[c for c in before if not c.whole and c.unit == total.unit and named[k] in c.subject] for k in "ab"]
        if [len(parts) for parts in found] == [1, 1] and found[0] != found[1]:
            yield sum_relation(total, [parts[0] for parts in found], "=")


_JOINED: Final = re.compile(
    r"(?:^|[，；。])(?P<a>[\u4e00-\u9fff]{2,6})[与和及、](?P<b>[\u4e00-\u9fff]{2,6}?)(?:人员|人数)?(?:共计|合计|总计|共有?)\d"
)


def _paid_wholly(docket: Docket, whole: Claim, group: Sequence[Claim]) -> bool:
    """“项目支出901万元，项目共9个，其中A5个、486万元，B4个、415万元”: whether sums stand behind the counts, of the same
    names, that make up a sum, so that the counts are all as well."""
    amounts, beside = docket.figures.amounts, docket.beside(whole)
    sums = {c.subject: c for c in reversed(beside) if c.kind == "level" and c.start > whole.start and c.id in amounts}
    paid = [sums[c.subject] for c in group if c.paragraph == whole.paragraph and c.subject in sums]
    if len(paid) < len(group) or len({c.id for c in paid}) < len(group):
        return False
    made = sum(amounts[c.id].fen for c in paid)
    heads = [c for c in beside if c.kind == "level" and c.start < paid[0].start and c.id in amounts]
    return made > 0 and any(amounts[c.id].fen == made for c in heads)


def _told_of_the_same(
    docket: Docket, whole: Claim, other: Claim, group: Sequence[Claim], others: Sequence[Claim]
) -> bool:
    """“接待77批次（其中：上级检查调研21批次、交流学习47批次），535人次（其中：检查调研133人次、交流学习402人次）”: two
    lists of the same kinds in one paragraph, the first of which makes up its whole, and the other not.

    In two paragraphs they are told by the same names (“职工644人，其中：局本级52人…”, “项目15个，其中局本级3个…”).
    """
    if other.unit == whole.unit or len(group) != len(others) or len(group) < 2:
        return False
    alike = len(group) >= _NAMES and [clean(c.subject) for c in group] == [clean(c.subject) for c in others]
    if other.paragraph != whole.paragraph and not alike:
        return False
    held = [w.value == sum(c.value or 0 for c in parts) for w, parts in ((whole, group), (other, others))]
    names = zip(group, others, strict=True)
    return held == [True, False] and (alike or all(bigrams(one.subject) & bigrams(two.subject) for one, two in names))


_NAMES: Final = 3
"""Names that two lists in two paragraphs must share, in their order."""


def _pairs(claims: Sequence[Claim]) -> Mapping[str, Claim]:
    """By the id of either of two counts of one thing in two measures: the other."""
    found: dict[str, Claim] = {}
    for one, other in itertools.pairwise(c for c in claims if c.kind == "count"):
        near = one.paragraph == other.paragraph and other.start - one.end <= _NEAR
        if near and one.subject == other.subject and one.unit != other.unit and one.id not in found:
            found[one.id], found[other.id] = other, one
    return found
