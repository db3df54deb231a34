"""Percentage points and multiples: what a share moved by, how far a completion is ahead of the year, what grew 1.5倍.

“52.34%，慢于序时进度2.34个百分点（序时进度为50%）” and “占48.74%，上年占比为46.43%，比重上升3.61个百分点” print both
percentages and their difference, which is held against them to the digits printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from analyzer.amounts import Interval
from analyzer.model import Claim, Repair
from analyzer.verdicts.docket import ClaimFault, Docket
from analyzer.verdicts.percents import percent, printed_percent

_POINTS: Final = r"(?P<n>\d+(?:\.\d+)?)个?百分点"
_PACE: Final = re.compile(
    rf"(?:[，,（(](?:以|按|对照|对比|与)(?:时间|序时)进度[\d.]+[%％]的?(?:衡量|计算|来?看|相比|比较|对比)?)?[，,（(]?(?P<way>(?P<more>快于|超过?|高于|领先于?)|慢于|低于|落后于?|滞后于?)(?:时间|序时)进度(?:要求)?{_POINTS}"
)
_FROM: Final = re.compile(
    rf"(?:比|较|与)?(?:上年|去年|20\d\d年)度?(?:同期)?的?(?P<then>\d+(?:\.\d+)?)[%％](?:相比)?[，,]?"
    rf"(?P<way>(?P<more>上升|提高|提升|增加|扩大)|下降|降低|回落|减少|下滑)了?{_POINTS}"
)
"""“比上年的95.30%下降3.28个百分点”: from last year's percentage to the one told right before."""
_YEARS_PACE: Final = re.compile(r"(?:时间|序时)进度(?:应?为|是|应达到?)?[（(]?(?P<p>\d+(?:\.\d+)?)[%％]")
_MOVED: Final = re.compile(
    rf"[，,；](?:20\d\d年度?)?(?:占比|比重)?(?:(?:比|较|同比|与)?(?:上年|去年|20\d\d年度?)(?:同期)?(?:相比)?)?(?:占比|比重)?"
    rf"(?P<way>(?P<more>上升|提高|提升|增加|扩大)|下降|降低|回落|减少|下滑)了?{_POINTS}"
)
_WORDS: Final = {"快于": "慢于", "慢于": "快于", "高于": "低于", "低于": "高于", "上升": "下降", "提高": "降低"}


def judge_points(docket: Docket, claims: Sequence[Claim]) -> None:
    """Tell the differences of two percentages that are not those, or go the other way."""
    for claim in claims:
        if claim.kind == "completion":
            _ahead(docket, claim)
            _from_last_years(docket, claim)
        if claim.kind == "change" and claim.direction == "greater":
            _times(docket, claim)
    shares = [c for c in claims if c.kind == "share" and c.value is not None]
    for now, then in _both_years(shares):
        last = max(now, then, key=lambda c: c.start)
        found = _MOVED.match(docket.text(last), last.end)
        if found:
            _hold(docket, last, found, printed_percent(now) - printed_percent(then), (now, then))


def _from_last_years(docket: Docket, done: Claim) -> None:
    """A completion and last year's, told behind it with their difference in points."""
    text, after = docket.text(done), [c for c in docket.beside(done) if c.kind == "completion" and c.start > done.start]
    found = _FROM.search(text, done.end, after[0].start if after else len(text))
    if found and text.count("。", done.end, found.start()) <= 1:
        last = Interval.printed(*_number(found["then"]))
        _hold(docket, done, found, printed_percent(done) - last, (done,))


def _number(text: str) -> tuple[Decimal, int]:
    """A plain number with the digits behind its point."""
    return Decimal(text), len(text.partition(".")[2])


def _ahead(docket: Docket, done: Claim) -> None:
    """How far a completion is ahead of the pace of the year that its document states."""
    found = _PACE.match(docket.text(done), done.end)
    prose = docket.binder.readings[done.document].extraction.prose if found else ()
    told = {m["p"] for paragraph in prose for m in _YEARS_PACE.finditer(paragraph.text)}
    if found and len(told) == 1:
        pace, decimals = _number(told.pop())
        said = Interval.printed(pace, decimals) if pace % 1 else Interval.exact(int(pace))
        _hold(docket, done, found, printed_percent(done) - said, (done,))


def _times(docket: Docket, change: Claim) -> None:
    """“2023年为60.00万元，增加90.00万元，增长1.5倍”: the change over what it started from, and not 2.5, which is how
    many times as much there is now."""
    found = _TIMES.match(docket.text(change), change.end)
    now, before, moved = (docket.interval(name) for name in (change.current, change.base, change.id))
    before = now - moved if before is None and now is not None and moved is not None else before
    if found is None or before is None or moved is None or before.low <= 0:
        return
    grown, (printed, decimals) = moved / before, _number(found["n"])
    said = Interval.printed(printed, decimals)
    if (grown + Interval.exact(1)).meets(said) and not grown.meets(said):
        meant = percent(Fraction(grown.middle), max(decimals, 1))
        stated = replace(
            change, kind="rate", value=printed, unit="倍", decimals=decimals,
            source=replace(change.source, text=found[0].lstrip("，,")),
        )  # fmt: skip
        repair = Repair(printed=found["n"], proposed=meant, edit="other-base", source=stated.source, resolves=1)
        docket.faults.append(
            ClaimFault(
                check="rate", document=change.document, claim=stated, computed=f"{meant}倍", repairs=(repair,),
                figures=(found["n"], f"{meant}倍", f"{change.value}"), sources=(stated.source, change.source),
            )
        )  # fmt: skip


_TIMES: Final = re.compile(r"[，,](?:同比)?(?:增长|增加|提高|上升)(?:了)?(?P<n>\d+(?:\.\d+)?)倍")


def _both_years(shares: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Shares of one thing of a year and of the one before, told in one paragraph one after the other."""
    told: dict[tuple[int, str], Claim] = {}
    for other in (c for c in shares if c.year):
        one = told.get((other.paragraph, other.subject))
        told[other.paragraph, other.subject] = other
        if one is not None and abs((one.year or 0) - (other.year or 0)) == 1:
            yield (one, other) if (one.year or 0) > (other.year or 0) else (other, one)


def _hold(docket: Docket, claim: Claim, found: re.Match[str], computed: Interval, of: Sequence[Claim]) -> None:
    printed, decimals = _number(found["n"])
    said = Interval.printed(printed, decimals)
    more, size = computed.middle > 0, Interval(*sorted((abs(computed.low), abs(computed.high))))
    if size.meets(said) and more == bool(found["more"]):
        return
    text = found[0].lstrip("，,；（(")
    direction: Literal["greater", "less"] = "greater" if found["more"] else "less"
    stated = replace(
        claim, kind="change", value=printed, unit="个百分点", direction=direction, decimals=decimals,
        source=replace(claim.source, text=text),
    )  # fmt: skip
    if size.meets(said):
        meant, check, edit = _WORDS.get(found["way"], "反向"), "direction", "sign-lost"
        repair = Repair(printed=found["way"], proposed=meant, edit=edit, source=stated.source, resolves=1)
    elif more == bool(found["more"]):
        meant, check = percent(abs(Fraction(computed.middle)), decimals), "rate"
        repair = Repair(printed=found["n"], proposed=meant, edit="recomputed", source=stated.source, resolves=1)
    else:
        return  # both another way and another size: which figures are meant is not plain
    figures = (f"{found['n']}个百分点", *(f"{c.value}%" for c in of))
    docket.faults.append(
        ClaimFault(
            check=check, document=claim.document, claim=stated, computed=meant, figures=figures, repairs=(repair,),
            sources=(stated.source, *(c.source for c in of)),
        )
    )  # fmt: skip
