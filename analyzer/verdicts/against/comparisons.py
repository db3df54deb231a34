"""Judging completions, flats and directions by interval division, and who judges rates and shares.

A statement is refuted only where its printed interval and the recomputed one are disjoint on every reading that the
document offers; where it would hold on another base, the verdict says so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from analyzer.amounts import Interval
from analyzer.concepts.statements import is_public
from analyzer.model import DATED_PLANS, Claim, VerdictKind
from analyzer.text import squeeze
from analyzer.verdicts.against.rates import judge_rate
from analyzer.verdicts.against.shares import judge_shares
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.mutual import AVERAGE, undecided
from analyzer.verdicts.options import Option, ratio, settle
from analyzer.verdicts.percents import HUNDRED, percent, printed_percent
from analyzer.verdicts.within.misunits import refute_by_percent


def judge_comparisons(docket: Docket, claims: Sequence[Claim], *, about: Claim | None = None) -> None:
    """Verdicts on every rate, share, completion, flat and direction of one document; where one statement is asked
    ``about``, on it and the shares near it, which tell their wholes together."""
    by_id = {c.id: c for c in claims}
    asked = claims if about is None else [about]
    if about is not None:
        claims = [c for c in claims if c.kind != "share" or abs(c.paragraph - about.paragraph) <= _NEAR]
    alone = [c for c in asked if c.kind in ("share", "completion") or (c.kind == "rate" and not c.change)]
    printed = {claim.id for claim in alone if _tabled(docket, claim)}
    if any(c.kind == "share" for c in asked):
        judge_shares(docket, [c for c in claims if c.id not in printed])
    for claim in asked:
        if claim.id in printed:
            continue
        if claim.kind == "rate" and AVERAGE.search(claim.source.text):
            docket.abstain(claim, "base-not-published")
        elif claim.kind == "rate":
            judge_rate(docket, claim, by_id)
        elif claim.kind == "completion":
            _completion(docket, claim, by_id)
        elif claim.kind in ("flat", "direction"):
            _order(docket, claim, by_id)
    if about is None:
        _completed_by_form(docket, claims, by_id)


_NEAR = 30
"""Paragraphs within which shares are of one list."""


def _tabled(docket: Docket, claim: Claim) -> bool:
    """Whether a table prints this very percentage in a row that the sentence names: it restates the cell.

    A completion of the year's first plan that the text states is of that plan: tables compute with the moved one.
    """
    if claim.kind == "completion" and claim.base_stage == "initial_budget" and claim.base and claim.current:
        return False
    prose = docket.text(claim)
    text = squeeze(prose[max(claim.start - 3 * _NAMED, 0) : claim.start])
    for reading in docket.binder.family(claim.document):
        for fact in reading.facts:
            if fact.unit == "%" and fact.value is not None and abs(fact.value) == claim.value and claim.decimals > 1:
                label = squeeze(fact.source.row)
                if len(label) > 3 and label in text[-_NAMED:]:
                    docket.rule(claim, "confirmed", f"{fact.value}%", [fact.id], "text-table")
                    return True
    return False


_NAMED = 60
"""Characters before a percentage within which the row it restates is named."""


# ---- completions ------------------------------------------------------------------------------------------


def _completion(docket: Docket, claim: Claim, by_id: dict[str, Claim]) -> None:
    """“完成预算94.43%”: of the budget that the text states, else of the one that a statement prints beside the account.

    “年初预算” and “全年预算” may be other figures than the column 预算数, which then can only confirm.
    """
    current_claim = by_id.get(claim.current, claim)
    nows = [claim.current] if claim.current in docket.figures.amounts else []
    bases = [claim.base] if claim.base in docket.figures.amounts else []
    if not nows:
        nows = [f.id for f in docket.binder.bind_as(current_claim, claim.year, claim.stage).strict]
    if not bases:
        stage = claim.base_stage or "budget"
        bases = [f.id for f in docket.binder.bind_as(current_claim, claim.base_year or claim.year, stage).strict]
    bases = bases or _told_after(docket, claim, current_claim)
    options = [] if bases else list(_planned(docket, claim, by_id))
    for now in nows:
        for base in bases:
            top, bottom = docket.interval(now), docket.interval(base)
            if top and bottom and docket.figures.amounts[base].fen and not bottom.low <= 0 <= bottom.high:
                options.append(ratio(top, bottom, (now, base)))
    wrong = not any(option.interval.meets(printed_percent(claim)) for option in options)
    if wrong and refute_by_percent(docket, claim, by_id, [(now, base) for now in nows for base in bases]):
        return
    sure = bool(claim.base) or claim.base_stage in ("", "budget") or _is_named_plan(docket, claim, bases, options)
    sure = sure and not _completed_by_another(docket, claim, by_id, bases)
    settle(docket, claim, options, "completion", bool(claim.current) and sure)


def _told_after(docket: Docket, claim: Claim, done: Claim) -> list[str]:
    """“支出决算3.18万元，完成预算的53.00%，预算为6.00万元”: the one plan of the thing that its sentence states next."""
    text = docket.text(claim)
    end = min((place for stop in "。；" if (place := text.find(stop, claim.end)) >= 0), default=len(text))
    plans = [
        c.id
        for c in docket.beside(claim)
        if c.kind == "level" and claim.end <= c.start < end and c.id in docket.figures.amounts
        and (c.subject, c.year) == (done.subject, claim.year) and c.stage in ("budget", *DATED_PLANS)
    ]  # fmt: skip
    return plans if len(plans) == 1 else []


def _planned(docket: Docket, claim: Claim, by_id: dict[str, Claim]) -> Iterator[Option]:
    """“支出决算63.18万元，比年初预算增加2.74万元，完成年初预算的104.53%”: of the plan that the change was told from."""
    now = docket.interval(claim.current)
    for change in by_id.values():
        beside = change.kind == "change" and change.current == claim.current and change.paragraph == claim.paragraph
        one = (change.base_year, change.base_stage) == (claim.base_year, claim.base_stage)
        moved = docket.interval(change.id) if beside and one else None
        if now is not None and moved is not None and (now - moved).low > 0:
            yield ratio(now, now - moved, (claim.current, change.id))


def _is_named_plan(docket: Docket, claim: Claim, bases: Sequence[str], options: Sequence[Option]) -> bool:
    """Whether the cells are the plan that the words name: by their column, by a note below the form of the public
    expenses (“预算数为…全年预算数”), or because the percentage is just theirs turned upside down (54.00 / 48.27)."""
    cells = [docket.figures.facts[name] for name in bases if name in docket.figures.facts]
    if not cells or len({docket.figures.amounts[f.id].fen for f in cells}) > 1:
        return False
    prose = docket.binder.readings[claim.document].extraction.prose
    noted = claim.base_stage == "full_year_budget" and any(_FULL_YEAR.search(p.text) for p in prose)
    named = all(f.stage == claim.base_stage or (noted and is_public(f.statement)) for f in cells)
    turned = [o for o in options if o.interval.low > 0]
    upside = any((Interval.exact(HUNDRED * HUNDRED) / o.interval).meets(printed_percent(claim)) for o in turned)
    return named or (upside and claim.decimals > 1)


_FULL_YEAR = re.compile(r"预算数为[^，。；]{0,14}全年预算")


def _completed_by_another(docket: Docket, claim: Claim, by_id: dict[str, Claim], bases: Sequence[str]) -> bool:
    """Whether another level of the paragraph completes the plan by just that much."""
    printed = printed_percent(claim)
    for level in by_id.values():
        now = docket.interval(level.id)
        if level.kind != "level" or level.paragraph != claim.paragraph or now is None or level.id == claim.current:
            continue
        plans = [p for b in bases if b != level.id and (p := docket.interval(b)) and p.low > 0]
        if any((now / plan).scaled(HUNDRED).meets(printed) for plan in plans):
            return True
    return False


def _completed_by_form(docket: Docket, claims: Sequence[Claim], by_id: dict[str, Claim]) -> None:
    """“到位资金1560.00万元，支出1498.36万元，执行率96.05%”: of items told in the same words, the percentage that is not
    of its two figures where it is in all others."""
    forms: dict[str, list[tuple[Claim, Claim, Option]]] = defaultdict(list)
    for plan, done, rate in zip(claims, claims[1:], claims[2:], strict=False):
        kinds = (plan.kind, done.kind, rate.kind) == ("level", "level", "completion")
        if not kinds or rate.current != done.id or rate.base or plan.paragraph != rate.paragraph:
            continue
        whole, part = docket.interval(plan.id), docket.interval(done.id)
        if whole and part and whole.low > 0:
            words = _FIGURE.sub("#", squeeze(docket.text(rate)[plan.start : rate.end])).replace("万元", "元")
            forms[words].append((plan, rate, ratio(part, whole, (done.id, plan.id))))
    for told in forms.values():
        held = [t for t in told if t[2].interval.meets(printed_percent(t[1]))]
        odd = [t for t in told if t not in held and undecided(docket, t[1])]
        for plan, rate, option in odd if len(held) >= _SAME and len(odd) == 1 else ():
            if not refute_by_percent(docket, rate, by_id, [(rate.current, plan.id)]):
                value, shown = (percent(option.value, decimals) for decimals in (rate.decimals, max(rate.decimals, 2)))
                docket.refute(rate, "completion", f"{shown}%", option.evidence, [(value, "")])


_FIGURE = re.compile(r"\d[\d.,]*")
_SAME = 2
"""Items that hold, before one told in the same words is wrong where it does not."""


# ---- flats and directions --------------------------------------------------------------------------------------------


def _order(docket: Docket, claim: Claim, by_id: dict[str, Claim]) -> None:
    """与上年持平, 决算数小于预算数: the order of two figures."""
    pairs = list(_ends(docket, claim, by_id)) or list(_completed(docket, claim, by_id))
    if not pairs and claim.kind == "flat" and claim.base_stage == "execution":
        planned = [p for p in _ends(docket, replace(claim, base_stage=""), by_id) if p[0].meets(p[1])]
        if planned:  # what was spent is not printed, and the plan of that year is the same: it bears the words out
            docket.rule(claim, "consistent", _difference(docket, planned[0], claim), planned[0][2], "flat")
            return
    if not pairs:
        docket.abstain(claim, "base-not-published")
        return
    wanted = "equal" if claim.kind == "flat" else claim.direction
    good = [p for p in pairs if _stands(p[0], p[1], wanted)]
    if good:
        nothing = claim.kind == "flat" and good[0][0].middle == good[0][1].middle == 0
        kind: VerdictKind = "consistent" if nothing else "confirmed"  # 0 = 0 fits whatever base is named
        docket.rule(claim, kind, _difference(docket, good[0], claim), good[0][2], claim.kind)
        return
    current, base, evidence = pairs[0]
    if claim.kind == "flat" and "基本" in claim.source.text and _close(current, base):
        docket.rule(claim, "confirmed", _difference(docket, pairs[0], claim), evidence, "flat")
        return
    sure = any(e in by_id for e in evidence[1:]) or claim.base_stage in ("budget", "initial_budget")
    told = (
        [] if sure else [p for p in _completed(docket, claim, by_id) if by_id[p[2][1]].base_stage == claim.base_stage]
    )
    if not sure and (not told or _stands(told[0][0], told[0][1], wanted)):
        docket.abstain(claim, "base-ambiguous")
        return
    current, base, evidence = compared = (told or pairs)[0]
    true = "大于" if current.middle > base.middle else "小于" if current.middle < base.middle else "等于"
    words = {"大于": "增加", "小于": "减少", "等于": "持平"}
    proposal = words[true] if claim.kind == "flat" else true
    docket.refute(claim, claim.kind, _difference(docket, compared, claim), evidence, [(proposal, "recomputed")])


def _completed(
    docket: Docket, claim: Claim, by_id: dict[str, Claim]
) -> Iterator[tuple[Interval, Interval, tuple[str, ...]]]:
    """“完成年初预算的101.40%，大于预算数”: the completion tells the order where the budget itself is not printed; so
    does a change beside it."""
    now = docket.interval(claim.current)
    if claim.base_year != claim.year or now is None:
        return
    for other in by_id.values():
        if other.kind == "completion" and other.current == claim.current and other.value:
            rate = printed_percent(other)
            if rate.low > 0:
                yield now, (now / rate).scaled(100), (claim.current, other.id)
        same = other.kind == "change" and other.current == claim.current and other.paragraph == claim.paragraph
        same = same and other.base_year in (claim.base_year, None)  # “与预算数相同，较上年减少0.24万元”
        if same and (claim.base_stage in ("budget", other.base_stage)) and (moved := docket.interval(other.id)):
            yield now, now - moved, (claim.current, other.id)


def _stands(current: Interval, base: Interval, wanted: str) -> bool:
    if wanted == "equal":
        return current.meets(base)
    if wanted == "greater":
        return current.high > base.low
    return current.low < base.high


def _close(current: Interval, base: Interval) -> bool:
    return base.middle != 0 and abs(current.middle - base.middle) <= abs(base.middle) / 20


def _difference(docket: Docket, pair: tuple[Interval, Interval, tuple[str, ...]], claim: Claim) -> str:
    unit = docket.figures.unit(pair[2][0]) or claim.unit or "万元"
    return docket.shown(int(pair[0].middle - pair[1].middle), unit) + unit


def _ends(
    docket: Docket, claim: Claim, by_id: dict[str, Claim]
) -> Iterator[tuple[Interval, Interval, tuple[str, ...]]]:
    current, base = docket.interval(claim.current), docket.interval(claim.base)
    stated = docket.verdicts.get(claim.current)
    wrong = stated is not None and stated.kind == "refuted" and stated.rule == "text-table"
    if current and base and not wrong:
        yield current, base, (claim.current, claim.base)
        return
    subject = by_id.get(claim.current, claim)
    own = [claim.current] if current and not wrong else []
    own += [f.id for f in docket.binder.bind_as(subject, claim.year, claim.stage).strict]
    if claim.base_stage == "execution":
        return
    reading = docket.binder.readings[claim.document]
    year = claim.base_year or ((reading.profile.year or 0) - (0 if claim.base_stage == "initial_budget" else 1))
    stage = claim.base_stage or reading.profile.stage
    bound = docket.binder.bind_as(subject, year, stage)
    nothing = Interval.exact(0)
    if current and current.middle == 0 and not bound.all and (bound.blank or bound.empty) and claim.base_year:
        yield nothing, nothing, (claim.current, *(f.id for f in bound.blank[:1]))
    for fact in bound.strict:
        for name in own:
            now, last = docket.interval(name), docket.interval(fact.id)
            if now and last and name != fact.id:
                yield now, last, (name, fact.id)
