"""Means of scores and rates of execution over all projects: what the figures of the projects before them come to.

“甲项目得分96.5分，乙项目得分92.0分，两个项目平均得分94.25分”: the words say what the figure is computed from, so that
it can be held against it. A mean is rounded as it is printed; weights are nowhere told, and one slip of the pen must
explain a mean before it is called wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from analyzer.model import Claim
from analyzer.relations.edits import edit_between
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.mutual import bear_out, undecided
from analyzer.verdicts.percents import HUNDRED, percent
from analyzer.verdicts.sums.reckonings import counted

_MEAN: Final = re.compile(r"平均|均分")
_OVERALL: Final = re.compile(r"(?:总体|总的|整体|综合|合计|全部项目)(?:预算)?(?:资金)?(?:执行|完成|支出)率")
_MANY: Final = re.compile(r"(?P<count>[两二三四五六七八九十]|\d{1,2})个")
_LINES: Final = 12
"""How many paragraphs back the projects may be told."""


def judge_means(docket: Docket, claims: Sequence[Claim]) -> None:
    """Call a mean score and an overall rate consistent with the projects told before it; refute one that a slip
    parts from it."""
    for place, claim in enumerate(claims):
        mean = claim.unit == "分" and bool(_MEAN.search(claim.source.text))
        overall = claim.kind == "completion" and bool(_OVERALL.search(claim.source.text))
        if not (mean or overall) or claim.value is None or not undecided(docket, claim):
            continue
        near = [c for c in claims[:place] if c.value and claim.paragraph - c.paragraph <= _LINES]
        near = [c for c in near if c.section == claim.section]
        if mean:
            _mean(docket, claim, [c for c in near if c.unit == "分" and not _MEAN.search(c.source.text)])
        else:
            _overall(docket, claim, [c for c in near if c.kind == "completion" and c.current and c.base])


def _mean(docket: Docket, mean: Claim, scores: Sequence[Claim]) -> None:
    found = _MANY.search(mean.source.text)
    count = counted(found["count"]) if found else 0
    told = scores[-count:] if count else scores
    if len(told) < max(count, 2):
        return
    meant = percent(Fraction(sum(c.value for c in told if c.value)) / len(told), mean.decimals)
    _held(docket, mean, meant, told, sure=bool(count))


def _overall(docket: Docket, rate: Claim, done: Sequence[Claim]) -> None:
    """What all projects spent over what all were to spend; each project has a rate of its own before it."""
    amounts = docket.figures.amounts
    told = [c for c in done if c.current in amounts and c.base in amounts]
    spent, planned = sum(amounts[c.current].fen for c in told), sum(amounts[c.base].fen for c in told)
    if len(told) < 2 or not planned:
        return
    meant = percent(HUNDRED * Fraction(spent, planned), rate.decimals)
    _held(docket, rate, meant, told, sure=not any(docket.refuted(c) for c in told))


def _held(docket: Docket, claim: Claim, meant: str, told: Sequence[Claim], *, sure: bool) -> None:
    """Confirm a figure that is what was computed; refute one that a slip parts from it."""
    if meant == percent(Fraction(claim.value or 0), claim.decimals):
        bear_out(docket, (claim, *told), "text", meant)
    elif sure and edit_between(f"{claim.value}", meant) in ("digits-swapped", "digit-dropped", "digit-added"):
        docket.refute(claim, "cost-per-head", meant, [c.id for c in told], [(meant, "")])
