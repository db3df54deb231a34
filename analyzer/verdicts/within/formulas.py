"""Rates whose words say what they are computed of: “资金到位率（实际到位/调整预算）98.26%”, 占全年预算数的执行率.

The words are the rule; it is applied to the figures that the paragraphs before give these names, by interval division
of what is printed. Names are compared without what any sum is called (金额, 资金, 数, 后).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from analyzer.amounts import FEN
from analyzer.binding.subjects import clean
from analyzer.model import Claim
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.mutual import bear_out, undecided
from analyzer.verdicts.percents import HUNDRED, percent, printed_percent

_OF: Final = re.compile(
    r"占(?P<of>[^占，。；（）\d]{2,12})的(?:预算)?(?:执行|支出|到位|完成|支付|使用)率(?:为|是|达到?)?[\d.]+[%％]$"
)
_DEFINED: Final = re.compile(
    r"(?P<noun>[\u4e00-\u9fff]{2,3}率)(?:为|是指?|指|=|＝)(?P<some>[\u4e00-\u9fff]{2,10}?)(?:与|除以|占|/|÷)"
    r"(?P<whole>[\u4e00-\u9fff]{2,10}?)(?:之比|的(?:比例|比率|比重|百分比)|(?:[×*]100%)?(?=[，。；]))"
)
"""“支出率为实际支出与到位资金之比”: what a text defines its rates to be."""
_RATE: Final = re.compile(r"[\u4e00-\u9fff]{1,6}率(?=(?:为|是|达到?)?[\d.]+[%％]$)")
_ADJUSTED: Final = re.compile("调整后?的?预算")
_MOVED_TO: Final = re.compile(r"调整后?(?:为|至|到)[\d.]+\D{1,2}$")
_HOLLOW: Final = re.compile("金额|资金|经费|总额|[数后的额总]|年度")
_PARAGRAPHS: Final = 8
"""How many paragraphs back a figure that a formula names may stand."""


def judge_formulas(docket: Docket, claims: Sequence[Claim]) -> None:
    """Judge the rates that name what they are computed of by the figures so called."""
    defined = _definitions(docket, claims)
    for claim in claims:
        if claim.kind != "completion" or not undecided(docket, claim):
            continue
        parts = re.split("[/÷]", claim.of) if "率（" in claim.source.text else _defined_as(claim, defined)
        named = _OF.search(claim.source.text)
        if len(parts) == 2:
            some, whole = (_called(docket, claims, claim, part) for part in parts)
        elif named:
            some, whole = docket.figures.claims.get(claim.current), _called(docket, claims, claim, named["of"])
            some = some or _right_before(docket, claim)
        elif not claim.base and _ADJUSTED.search(claim.of):
            some, whole = docket.figures.claims.get(claim.current), _adjusted_to(docket, claim)
        elif _CAME_IN.match(claim.source.text):
            some = _right_before(docket, claim)
            whole = _allotted(docket, claims, some) if some is not None else None
        else:
            continue
        if some is not None and whole is not None and some.id != whole.id:
            _judge(docket, claim, some, whole)


def _definitions(docket: Docket, claims: Sequence[Claim]) -> dict[str, list[str]]:
    """What the text says its rates are: “支出率为实际支出与到位资金之比”."""
    prose = docket.binder.readings[claims[0].document].extraction.prose if claims else ()
    found = (m for paragraph in prose for m in _DEFINED.finditer(paragraph.text))
    return {m["noun"]: [m["some"], m["whole"]] for m in found}


def _defined_as(claim: Claim, defined: Mapping[str, list[str]]) -> list[str]:
    """The two names of the definition of a rate that its own words name, empty without one."""
    noun = _RATE.search(claim.source.text)
    alike = (parts for name, parts in defined.items() if noun and (noun[0].endswith(name) or name.endswith(noun[0])))
    return next(alike, [])


def _judge(docket: Docket, claim: Claim, some: Claim, whole: Claim) -> None:
    part, of = docket.interval(some.id), docket.interval(whole.id)
    if part is None or of is None or of.low <= 0:
        return
    computed = (part / of).scaled(HUNDRED)
    if computed.meets(printed_percent(claim)):
        bear_out(docket, (claim, some, whole), "text")
    else:
        shown = percent(computed.middle, claim.decimals) + "%"
        docket.refute(claim, "completion", shown, (some.id, whole.id), [(shown, "")])


def _right_before(docket: Docket, claim: Claim) -> Claim | None:
    """The sum that the clause before a rate states."""
    before = [c for c in docket.beside(claim) if c.end <= claim.start and c.kind == "level" and c.unit in FEN]
    return before[-1] if before and "。" not in docket.text(claim)[before[-1].end : claim.start] else None


def _allotted(docket: Docket, claims: Sequence[Claim], came: Claim) -> Claim | None:
    """“预算资金2100.94万元，来源为：区级配套527.46万元…。年末到位2000.72万元，到位率95.23%。区级配套到位427.24万元，
    到位率81.00%”: the one earlier sum of the same name, or the plan where none is named."""
    if not (named := _COME.fullmatch(clean(came.subject))):
        return None
    near = [c for c in claims if c.kind == "level" and c.unit in FEN and c.id in docket.figures.amounts]
    near = [c for c in near if (c.paragraph, c.end) <= (came.paragraph, came.start)]
    near = [c for c in near if came.paragraph - c.paragraph <= _PARAGRAPHS]
    name = named["of"]
    found = [c for c in near if (clean(c.subject) == name if name else _PLAN.fullmatch(clean(c.subject)))]
    return found[-1] if len({docket.figures.amounts[c.id].fen for c in found}) == 1 else None


_CAME_IN: Final = re.compile(r"[，,]?(?:资金)?到位率(?:为|是|达到?)?\d")
_COME: Final = re.compile("(?P<of>.*?)(?:资金)?(?:实际)?到位(?:资金)?(?:金额)?")
_PLAN: Final = re.compile("(?:项目|年度|年初|全年)?(?:预算|计划)(?:总?资金|安排(?:资金)?|总?金额|数|总额)?")


def _adjusted_to(docket: Docket, claim: Claim) -> Claim | None:
    """“预算为1048.0亿元，执行中调整为1086.3亿元，实际支出1070.1亿元，占调整预算的98.5%”: the plan as the sentence says
    that it was adjusted."""
    begun = docket.text(claim).rfind("。", 0, claim.start)
    here = [c for c in docket.beside(claim) if c.kind == "level" and begun < c.start < claim.start]
    moved = [c for c in here if _MOVED_TO.search(c.source.text)]
    return moved[0] if len(moved) == 1 else None


def _called(docket: Docket, claims: Sequence[Claim], rate: Claim, words: str) -> Claim | None:
    """The one figure before a rate that its words name, nearest first; None where two are so called near by."""
    name = _HOLLOW.sub("", words)
    near = [
        c
        for c in reversed(claims)
        if c.kind == "level"
        and c.unit in FEN
        and (c.paragraph, c.end) <= (rate.paragraph, rate.start)
        and rate.paragraph - c.paragraph <= _PARAGRAPHS
        and docket.interval(c.id) is not None
        and len(name) > 1
    ]
    found = [c for c in near if name in _HOLLOW.sub("", c.source.text)]
    found = found or [c for c in near if name in _HOLLOW.sub("", clean(c.subject))]
    own = [c for c in found if c.paragraph == found[0].paragraph] if found else []
    return own[0] if len({(c.value, c.unit) for c in own}) == 1 else None
