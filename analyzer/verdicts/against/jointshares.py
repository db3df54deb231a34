"""Shares of several figures together: “其他收入、上年结转分别为…，合计占比3.73%”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.amounts import Interval
from analyzer.model import Claim
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.options import Option, settle
from analyzer.verdicts.percents import HUNDRED, printed_percent

JOINT = re.compile(r"(?:^|[，；（])(?:合计|共计|[两三四二][者项类](?:合计|共计)?)占(?:比)?[^，。；]*$")


def judge_joint(docket: Docket, claim: Claim, wholes: Sequence[str]) -> None:
    """“其他收入、上年结转分别为146.56万元、289.76万元，合计占比3.73%”: the part is the sum of what was just listed.

    How many figures that is the words do not tell: the share is confirmed where it is right of the last few.
    """
    parts = [c for c in docket.beside(claim) if c.kind == "level" and c.start < claim.start and docket.interval(c.id)]
    heads = dict.fromkeys([*wholes, *(c.whole for c in parts if c.whole), *(c.id for c in parts[:1])])
    for count in range(2, min(len(parts), _MOST) + 1):
        run = parts[-count:]
        total = sum((Interval.of(docket.figures.amounts[c.id]) for c in run), Interval.exact(0))
        for head in (h for h in heads if h not in {c.id for c in run}):
            whole = docket.interval(head)
            if whole and whole.low > 0 and (total / whole).scaled(HUNDRED).meets(printed_percent(claim)):
                evidence = (*(c.id for c in run), head)
                settle(docket, claim, [Option((total / whole).scaled(HUNDRED), evidence)], "share", False)
                return
    docket.abstain(claim, "whole-uncertain")


_MOST = 5
