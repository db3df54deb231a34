"""The words before an amount that is the whole of a percentage behind it: a plan that is done, the total of a part."""

from __future__ import annotations

import re

from analyzer.claims.words import lexicon as wording

_DONE_BASE = re.compile(r"^(?:共)?完成(?:了)?(?P<of>[^，。；]*?(?:预算|计划|任务)[^，。；]*)$")
PLAN = re.compile(r"(?:年初|年度|全年|本年|当年|调整后?|预期)?(?:的)?(?:预算|计划|任务|目标)(?:数|额|任务)?")
_OF_PLAN = re.compile(rf"^(?:占|为|，?是|达到?|相当于)(?P<of>[^，。；占]{{0,16}}?{PLAN.pattern}(?:收入|支出)?)$")
"""“为市下达全年目标”: whoever set the plan."""


def done_base(text: str, following: str = "") -> str:
    """“完成全年预算”, “占年初预算” before an amount: the words of the base that a completion will follow."""
    if passed(text, following):
        return re.sub("^.*?(?:超[出过]|突破)了?", "", text)
    follows = re.match(r"的?[\d.]+%", following)
    match = _DONE_BASE.match(wording.FUND_NAMES.sub("", text)) or (_OF_PLAN.match(text) if follows else None)
    return match["of"] if match else ""


def passed(text: str, following: str) -> bool:
    """Whether an amount is a plan that was passed, not by how much: “超出年初预算24.00亿元目标”."""
    return bool(_PASSED.search(text) and re.match(r"的?(?:目标|任务|预期|年初预算|预算)", following))


_PASSED = re.compile(rf"(?:超[出过]|突破)了?{PLAN.pattern}$")


def cut(text: str) -> bool:
    """Whether the words name what a review cut off (“核减资金612.00万元”, “审减率6.38%”): of what was handed in, and no
    change from a year before."""
    return bool(_CUT.search(text))


_CUT = re.compile(r"[核审]减(?:的)?(?:项目)?(?:资金|金额|预算|额|率|比例)(?:为|约|达)?$")


def part_of(text: str, following: str) -> str:
    """“占往来款余额” before an amount and its share (“7410.30万元的38.74%”): the words of the whole, else empty."""
    match = _PART_OF.search(text) if re.match(r"的[\d.]+%", following) else None
    return match["of"] if match and not PLAN.fullmatch(match["of"]) else ""


_PART_OF = re.compile(r"占(?P<of>[^，。；占]{2,30}?)(?:为|是)?$")
