"""Judging shares: of the whole they name, of the whole of their list, or of the one that their neighbours prove."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from analyzer.amounts import Interval
from analyzer.binding.subjects import clean
from analyzer.concepts.meaning import fund_of
from analyzer.model import Claim
from analyzer.text import bare, squeeze
from analyzer.verdicts.against.halves import (
    judge_hundreds,
    judge_odd_parts,
    list_of,
    names_its_whole,
    of_the_whole_of_the_other,
    of_their_own_sum,
    told_by_their_sum,
    totals_before,
)
from analyzer.verdicts.against.shareparts import (
    JOINT,
    Fitting,
    fits_whole,
    is_of_its_list,
    is_what_its_fellows_leave,
    judge_joint,
    listed_below,
    of_all_purchases,
    of_the_other_side,
    places_of_whole,
    wholes_of_share,
    with_part,
)
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.doubts import of_all, told_right_before
from analyzer.verdicts.mutual import bear_out
from analyzer.verdicts.options import Option, ratio, settle
from analyzer.verdicts.percents import HUNDRED, printed_percent
from analyzer.verdicts.sums.divisions import divides_wholly
from analyzer.verdicts.sums.groups import divided
from analyzer.verdicts.within.misunits import refute_by_percent

TOTALS = ("total", "income_total", "expenditure_total", "income_current", "expenditure_current")


def judge_shares(docket: Docket, claims: Sequence[Claim]) -> None:
    """Verdicts on every share of one document.

    A share that names no whole is judged with those beside it: the whole that makes most of them right is meant, and
    the one that does not fit it is wrong. Alone it can be confirmed, never refuted.
    """
    by_id = {c.id: c for c in claims}
    claims = [with_part(docket, c) for c in claims]
    nameless: dict[object, list[Claim]] = defaultdict(list)
    complete = {c.id for group in _wholes_of_themselves(docket, claims) for c in group if _hundred(docket, group)}
    for group in _of_another_whole(docket, claims):
        nameless[group[0].paragraph] = [c for c in group if c.id not in complete]
        complete.update(c.id for c in group)
    judge_hundreds(docket, claims)
    complete.update(judge_odd_parts(docket, claims))

    fitting: Fitting = {}

    def wholes_of(claim: Claim) -> Iterator[str]:
        return wholes_of_share(docket, claim, by_id, claims, fitting)

    complete.update(claim.id for claim in of_their_own_sum(docket, claims, wholes_of))
    for claim, whole in of_the_whole_of_the_other(docket, claims, wholes_of):
        settle(docket, claim, list(_options(docket, claim, iter([whole]))), "share", True)
        complete.add(claim.id)
    for claim in claims:
        if claim.kind != "share" or claim.id in complete:
            continue
        wholes = list(wholes_of(claim))
        if JOINT.search(claim.source.text):
            judge_joint(docket, claim, wholes)
            continue
        options = list(_options(docket, claim, iter(wholes)))
        right = any(o.interval.meets(printed_percent(claim)) for o in options)
        if not right and (meant := of_the_other_side(docket, claim)) is not None:
            settle(docket, claim, [meant], "share", True)
            continue
        if options and not right and not names_its_whole(claim):
            options = list(_of_another_of_its_paragraph(docket, claim)) or options
        more = all(o.interval.low > HUNDRED for o in options)  # no share is more than its whole
        if more and refute_by_percent(docket, claim, by_id, [(claim.current, whole) for whole in wholes]):
            continue
        if options or not docket.interval(claim.current):
            sure = _named(docket, claim, options)
            sure = sure or (not right and bool(options) and _surely_of(docket, claim, options[0]))
            settle(docket, claim, options, "share", sure)
        else:
            nameless[list_of(docket, claim) or claim.paragraph].append(claim)
    for group in filter(None, nameless.values()):
        for alike in divided(docket, group):  # “按支出性质：…。按功能分类：…”
            _together(docket, alike)


def _surely_of(docket: Docket, claim: Claim, option: Option) -> bool:
    purchases = option.evidence[-1] in of_all_purchases(docket, claim)
    return purchases or is_of_its_list(docket, claim, option) or is_what_its_fellows_leave(docket, claim, option)


def _of_another_of_its_paragraph(docket: Docket, claim: Claim) -> Iterator[Option]:
    """“采购总额1800万元…。授予中小企业1530万元，…；授予大型企业270万元，占15.0%”: a share that names no whole and is
    right of a figure that the paragraph begins with, or divides, is of that."""
    here = docket.beside(claim)
    levels = [c for c in here if c.kind == "level" and c.value and c.end < claim.start and docket.interval(c.id)]
    divided = {c.whole for c in here if c.end < claim.start}
    heads = [c.id for place, c in enumerate(levels) if place == 0 or c.id in divided]
    if claim.decimals and not told_right_before(docket, claim):
        found = list(_options(docket, claim, iter(heads)))
        yield from (o for o in found if o.interval.meets(printed_percent(claim)))


def _wholes_of_themselves(docket: Docket, claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """Runs of three shares or more that name no whole and add up to 100 %: parts of what they make up together.

    A pair that does so is told of a whole of its own (基本支出 and 项目支出), and what follows it begins anew.
    """
    run: list[Claim] = []
    for claim in [c for c in claims if c.kind == "share"]:
        near = not run or (claim.section == run[-1].section and claim.paragraph - run[-1].paragraph <= _APART)
        told = names_its_whole(claim) or not docket.interval(claim.current)
        if told or not near:
            run = []
        if not told:
            run.append(claim)
            total = sum((c.value or Decimal(0) for c in run), Decimal(0))
            if len(run) > 1 and abs(total - 100) <= len(run) * Decimal(1).scaleb(-claim.decimals):
                if len(run) > 2:
                    yield run
                run = []


def _of_another_whole(docket: Docket, claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """Lists of shares that state no whole in their paragraph, and most of which are not of the one told before.

    “财政拨款支出按功能分类：A1680.25万元，占29.0%；B…” after a paragraph on all expenditure: one of the shares
    may be wrong, but not most of them; what is meant is another whole.
    """
    listed: dict[int, list[Claim]] = defaultdict(list)
    by_id = {c.id: c for c in claims}
    for claim in claims:
        if claim.kind == "share" and not names_its_whole(claim) and docket.interval(claim.current):
            listed[claim.paragraph].append(claim)
    for group in (g for g in listed.values() if len(g) > 1):
        wholes = [by_id[name] for name in {w for c in group for w in listed_below(c, by_id)} if name in by_id]
        held = [c for c in group if any(fits_whole(docket, c, whole) for whole in wholes)]
        if wholes and all(w.paragraph != group[0].paragraph for w in wholes) and 2 * len(held) < len(group):
            yield group


_SAID = 2000
"""Characters before a share within which words may have named its whole."""
_APART = 8
"""How many paragraphs apart the shares of one list may stand."""


def _hundred(docket: Docket, group: Sequence[Claim]) -> bool:
    """Whether each share is that of the sum of all their parts; they are then confirmed by it."""
    parts = [p for c in group if (p := docket.interval(c.current))]
    whole = parts[0]
    for part in parts[1:]:
        whole = whole + part
    if whole.low <= 0 or not all(_share_of(docket, c, whole).meets(printed_percent(c)) for c in group):
        return False
    evidence = tuple(c.current for c in group)
    for claim in group:
        own = (claim.current, *(e for e in evidence if e != claim.current))
        settle(docket, claim, [Option(_share_of(docket, claim, whole), own)], "share", False)
    return True


def _named(docket: Docket, claim: Claim, options: Sequence[Option]) -> bool:
    """Whether the whole is the one that the words name in full: a cell, a figure so called, or else the list's head."""
    if not options:
        return False
    wholes = [docket.figures.claims.get(option.evidence[-1]) for option in options]
    before = docket.text(claim)[max(0, claim.end - _SAID) : claim.end] if claim.of else ""
    said = bool(claim.of) and f"占{squeeze(claim.of)}" in squeeze(before)
    if _of_a_fund(docket, claim, wholes) or (claim.current not in docket.figures.claims and not said):
        return False
    if claim.of:
        wanted = _plain(claim.of)
        sure = any(place.strict for place in places_of_whole(docket, claim))
        wholes = [w for w in wholes if w is None or not _of_another_total(docket, claim, w)]
        return any(
            sure
            if whole is None
            else wanted in (_plain(whole.subject), _plain(of_all(whole.subject))) or _ends(whole, clean(claim.of))
            for whole in wholes
        )
    return bool(claim.whole)


def _of_another_total(docket: Docket, claim: Claim, whole: Claim) -> bool:
    """Whether the words say 合计 and the figure is a 总计, which holds what was carried over as well, and no other
    share of the section is of that figure."""
    if not (claim.of.endswith("合计") and whole.subject.endswith("总计")):
        return False
    others = (c for c in docket.binder.readings[claim.document].claims if c.section == claim.section)
    return not any(fits_whole(docket, c, whole) for c in others if c.kind == "share" and c.id != claim.id)


def _of_a_fund(docket: Docket, claim: Claim, wholes: Sequence[Claim | None]) -> bool:
    """“政府性基金支出96万元，占当年收入的80%”: the income that is meant may be that of the fund, where no whole is."""
    part = docket.figures.claims.get(claim.current)
    fund = fund_of(clean(part.subject)) if part is not None else ""
    own = any(w is not None and fund_of(clean(w.subject)) == fund for w in wholes)
    return fund in ("government_funds", "state_capital") and not own and bool(_UNQUALIFIED.fullmatch(clean(claim.of)))


_UNQUALIFIED = re.compile(r"(?:本年|当年|年度|总)?(?:收入|支出)")


def _plain(name: str) -> str:
    return bare(_SIZE.sub("", clean(name))).removeprefix("地方")


_SIZE = re.compile(r"(?:预算|决算)?(?:累计)?(?:总计|合计|总额|总数|数|安排|完成|实现)?$")


def _options(docket: Docket, claim: Claim, wholes: Iterator[str]) -> Iterator[Option]:
    current = docket.interval(claim.current)
    for name in dict.fromkeys(wholes):
        whole = docket.interval(name)
        if not (current and whole and name != claim.current and whole.low > 0):
            continue
        if current.low <= whole.high or _called_beside(docket, claim, name):
            yield ratio(current, whole, (claim.current, name))


def _called_beside(docket: Docket, claim: Claim, name: str) -> bool:
    """Whether the words of a share name a figure of its own paragraph, so that no greater part can be a share of it."""
    whole = docket.figures.claims.get(name)
    if whole is None or whole.paragraph != claim.paragraph:
        return False
    wanted = clean(claim.of)
    return names_its_whole(claim) and (_ends(whole, wanted) or wanted in (clean(whole.subject), of_all(whole.subject)))


def _ends(whole: Claim, name: str) -> bool:
    """Whether a share calls its whole by the end of its name: 授予中小企业合同金额, of which “占中小企业合同金额”."""
    return len(name) >= _NAMED and clean(whole.subject).endswith(name)


_NAMED = 6
"""Characters of the end of a name that is told in full."""


def _together(docket: Docket, group: Sequence[Claim]) -> None:
    """The shares of one paragraph under the whole that most of them obey."""
    best: list[Claim] = []
    chosen: tuple[str, Interval] | None = None
    for name, whole in _candidates(docket, group):
        if whole.low <= 0 <= whole.high:
            continue
        held = [c for c in group if _share_of(docket, c, whole).meets(printed_percent(c))]
        if len(held) > len(best):
            best, chosen = held, (name, whole)
    sure = (len(best) >= 2 and 2 * len(best) >= len(group)) or (bool(best) and _made_up(docket, group, chosen))
    sure = sure or (bool(best) and chosen is not None and not chosen[0] and _of_each_other(docket, group))
    odd = [c for c in group if c not in best]
    if sure and chosen is not None and len(odd) == 1 and told_by_their_sum(docket, group, chosen[0]):
        docket.abstain(odd[0], "whole-uncertain")  # of 100 % the part of the odd one is wrong: the sum tells it
        group = best
    parts = [docket.figures.claims[c.current] for c in group if c.current in docket.figures.claims]
    for claim in group:
        known = chosen if sure or claim in best else None
        own = known is not None and not known[0] and claim in best and bool(claim.of)
        if own:  # right of what the parts make up; the whole that its words name is told nowhere
            bear_out(docket, [claim, *parts], "share")
            continue
        options = []
        if known is not None:
            evidence = (claim.current, *([known[0]] if known[0] else []))
            options = [Option(_share_of(docket, claim, known[1]), evidence)]
        settle(docket, claim, options, "share", sure)


def _of_each_other(docket: Docket, group: Sequence[Claim]) -> bool:
    """Whether the parts of these shares divide by their meaning what they make up (基本支出 and 项目支出)."""
    parts = [docket.figures.claims[c.current] for c in group if c.current in docket.figures.claims]
    return len(parts) == len(group) > 1 and divides_wholly(parts)


def _made_up(docket: Docket, group: Sequence[Claim], chosen: tuple[str, Interval] | None) -> bool:
    """Whether the parts of all these shares make up a stated whole exactly, so that none is a share of another."""
    parts = [p for c in group if (p := docket.interval(c.current))]
    if chosen is None or not chosen[0] or len(parts) < max(2, len(group)):
        return False
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    return total.meets(chosen[1])


def _share_of(docket: Docket, claim: Claim, whole: Interval) -> Interval:
    current = docket.interval(claim.current)
    assert current is not None
    return (current / whole).scaled(HUNDRED)


def _candidates(docket: Docket, group: Sequence[Claim]) -> Iterator[tuple[str, Interval]]:
    """(id, interval) of what the shares may be of: each total of the tables, and the sum of what is listed."""
    document = group[0].document
    for key, facts in docket.figures.by_key[document].items():
        if key.item in TOTALS:
            for fact in facts:
                whole = docket.interval(fact.id)
                if whole:
                    yield fact.id, whole
    for name in totals_before(docket, group[0]):
        yield name, Interval.of(docket.figures.amounts[name])
    parts = [p for p in (docket.interval(c.current) for c in group) if p]
    if len(parts) > 1:
        total = parts[0]
        for part in parts[1:]:
            total = total + part
        yield "", total
