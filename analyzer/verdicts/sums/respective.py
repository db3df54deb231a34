"""Parts of a total that 分别 shares out: “采购总额468.20万元，货物、工程、服务分别为112.45万元、203.60万元…”."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Final

from analyzer.amounts import FEN
from analyzer.model import Claim
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.sums.divisions import divides_wholly
from analyzer.verdicts.sums.groups import sum_relation
from analyzer.verdicts.sums.lists import judge_list
from analyzer.verdicts.sums.reckonings import counted

_STOP: Final = re.compile("[。；;]")
_EACH: Final = re.compile("分别|依次|各")
_COUNTED: Final = re.compile(
    r"[，,](?:其中[：:]?)?(?:上述|以上|这)?([两二三四五六七八九十]{1,2})(?:个|大类|类|项|家|户)[^，。；\d]{0,8}分别"
)
"""“当年结余47130万元，四个险种分别结余23870万元、…”: so many parts as are counted are all."""


def judge_respective(docket: Docket, claims: Sequence[Claim]) -> None:
    """Lists without 其中 whose names divide the total before them by their meaning."""
    levels = [c for c in claims if c.kind == "level" and c.unit in FEN and c.id in docket.figures.amounts]
    for place, (total, first) in enumerate(itertools.pairwise(levels)):
        if total.paragraph != first.paragraph or first.whole:
            continue
        text = docket.text(total)
        between = text[total.end : first.start]
        if _STOP.search(between) or not _EACH.search(between):
            continue
        stop = _STOP.search(text, first.end)
        end = stop.start() if stop else len(text)
        run = [c for c in levels[place + 1 :] if c.paragraph == total.paragraph and c.start < end]
        alike = {(c.year, c.stage) for c in (total, *run)}
        if len(run) < 2 or len(alike) > 1:
            continue
        named = _COUNTED.match(between)
        if divides_wholly(run):
            judge_list(docket, total, run)
        elif named and counted(named[1]) == len(run):
            docket.relations.append(sum_relation(total, run, "="))
