"""Two shares told one after the other whose parts make up their whole: what is known of one tells of the other."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from analyzer.amounts import Interval
from analyzer.binding.subjects import clean
from analyzer.concepts.outline import style
from analyzer.model import Claim
from analyzer.relations.summaries import relation
from analyzer.text import squeeze
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.percents import HUNDRED, printed_percent
from analyzer.verdicts.sums.groups import is_sum_of_what_stands_before


def names_its_whole(claim: Claim) -> bool:
    """Whether the words of a share name its whole themselves, where the grammar else takes what was spoken of."""
    return bool(claim.of) and squeeze(claim.of) in squeeze(claim.source.text)


def right_of(share: Claim, part: Interval, whole: Interval) -> bool:
    """Whether a share is that of a part in a whole, to the digits printed."""
    return whole.low > 0 and (part / whole).scaled(HUNDRED).meets(printed_percent(share))


def _parts(docket: Docket, shares: Iterable[Claim]) -> list[str]:
    """The stated figures that shares are of, those with an amount."""
    stated, amounts = docket.figures.claims, docket.figures.amounts
    return [c.current for c in shares if c.current in stated and c.current in amounts]


def of_the_whole_of_the_other(
    docket: Docket, claims: Sequence[Claim], wholes: Callable[[Claim], Iterable[str]]
) -> Iterator[tuple[Claim, str]]:
    """“（一）基本支出3571.20万元，占拨款支出的81.42%。（二）项目支出815.00万元，占15.42%”: where the two parts make up
    exactly the whole that the first share names, the second is of it too, be it that it names the same."""
    for one, other in itertools.pairwise(c for c in claims if c.kind == "share"):
        first, second = docket.interval(one.current), docket.interval(other.current)
        apart = bool(other.of) and clean(other.of) != clean(one.of)
        if first is None or second is None or apart or not names_its_whole(one) or one.section != other.section:
            continue
        for name in wholes(one):
            whole = docket.interval(name)
            if whole is not None and right_of(one, first, whole) and (first + second).middle == whole.middle:
                yield other, name
                break


def judge_hundreds(docket: Docket, claims: Sequence[Claim]) -> None:
    """“经费7.76万元。用车费5.26万元，占72.4%；接待费2.14万元，占27.6%”: two shares of 100 %, one of them right of what
    the paragraph begins with, the other of what is then left of it, though its part is another figure.

    One figure of the three is wrong then: the sum that does not come out is told.
    """
    amounts = docket.figures.amounts
    for pair in _lone_pairs(claims):
        head = next((c for c in docket.beside(pair[0]) if c.kind == "level" and c.id in amounts), None)
        parts = _parts(docket, (c for c in pair if c.paragraph == pair[0].paragraph))
        named = any(map(names_its_whole, pair)) or sum(c.value or 0 for c in pair) != HUNDRED
        if head is None or named or len(parts) < 2 or head.id in parts:
            continue
        for right, other in (pair, pair[::-1]):
            whole, left = Interval.of(amounts[head.id]), amounts[head.id].fen - amounts[right.current].fen
            fits = right_of(right, Interval.of(amounts[right.current]), whole)
            if fits and 0 < left != amounts[other.current].fen and right_of(other, Interval.exact(left), whole):
                docket.relations.append(relation("text-list", "list", head.id, parts, head.document))
                break


def _lone_pairs(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Two shares told one after the other, neither of nothing, with no third in their paragraphs."""
    shares = [c for c in claims if c.kind == "share"]
    here = Counter(c.paragraph for c in shares)
    for one, other in itertools.pairwise(shares):
        alone = here[one.paragraph] + here[other.paragraph] == (4 if one.paragraph == other.paragraph else 2)
        if alone and one.value and other.value:
            yield one, other


def of_their_own_sum(
    docket: Docket, claims: Sequence[Claim], wholes: Callable[[Claim], Iterable[str]]
) -> Iterator[Claim]:
    """“本年收入985.60万元。拨款846.37万元，占81.83%；事业收入187.90万元，占18.17%”: two shares of 100 % that are
    right of the sum of their parts, and not of the figure they are told of: that one is wrong. They are borne out.
    """
    amounts, stated = docket.figures.amounts, docket.figures.claims
    for pair in _lone_pairs(claims):
        parts = _parts(docket, (c for c in pair if c.section == pair[0].section))
        hundred = sum(c.value or 0 for c in pair) == HUNDRED
        named = [n for n in wholes(pair[0]) if n in amounts] if len(parts) == len(pair) and hundred else []
        total = sum(amounts[name].fen for name in parts)
        beside = {amounts[n].fen for n in (*named, *(c.id for c in docket.beside(pair[0]) if c.id in amounts))}
        whole = named[0] if named else ""
        if whole not in stated or whole in parts or not total or total in beside:
            continue
        if stated[whole].paragraph != pair[0].paragraph and is_sum_of_what_stands_before(docket, stated[whole]):
            continue  # “购置费179.52万元和运行费1093.40万元，共1272.92万元”, and below it parts of the one
        called = names_its_whole(pair[0]) and clean(stated[whole].subject) == clean(pair[0].of)
        listed = not any(map(names_its_whole, pair)) and all(stated[name].whole == whole for name in parts)
        if not (called or listed):
            continue
        made, printed = Interval.exact(total), Interval.of(amounts[whole])
        own = [(c, Interval.of(amounts[c.current])) for c in pair]
        if all(right_of(c, part, made) for c, part in own) and not any(right_of(c, part, printed) for c, part in own):
            docket.relations.append(relation("text-list", "list", whole, parts, pair[0].document))
            for share in pair:
                docket.rule(share, "consistent", f"{share.value}%", parts, "share")
                yield share


def judge_odd_parts(docket: Docket, claims: Sequence[Claim]) -> Iterator[str]:
    """“396.20万元。甲322.64万元，占81.43%；乙18.92万元，占8.62%；…”: shares of one list that make up 100 %, all but one
    right of its whole: the part of that one is wrong, which the sum tells; its share is given for judged."""
    stated, amounts = docket.figures.claims, docket.figures.amounts
    lists: dict[object, list[Claim]] = defaultdict(list)
    for share in (c for c in claims if c.kind == "share" and _parts(docket, [c]) and not names_its_whole(c)):
        lists[list_of(docket, share) or (stated[share.current].whole, share.paragraph)].append(share)
    for group in lists.values():
        name = stated[group[0].current].whole
        for whole in ([name] if name else _told_above(docket, group[0])) if len(group) >= _SEVERAL else ():
            if whole not in stated or whole not in amounts:
                continue
            of_it = Interval.of(amounts[whole])
            odd = [c for c in group if not right_of(c, Interval.of(amounts[c.current]), of_it)]
            if len(odd) == 1 and told_by_their_sum(docket, group, whole):
                docket.abstain(odd[0], "whole-uncertain")
                yield odd[0].id
                break


def list_of(docket: Docket, share: Claim) -> object:
    """The list of numbered paragraphs, one share each, that a share stands in; None where it stands in none.

    “二、收入情况：A占98.83%；B占1.17%。” and “三、支出情况：…” are no items of one list.
    """
    if any(c.kind == "share" and c.id != share.id for c in docket.beside(share)):
        return None
    kind = style(docket.text(share))
    return (share.section, kind) if kind else None


def _told_above(docket: Docket, share: Claim) -> list[str]:
    """What the paragraphs right before a list of shares state: “633.73万元” above “2.结构情况。甲…，占81.91%；…”, and
    what its own states before the first part."""
    part = docket.figures.claims[share.current]
    here = [c.id for c in docket.beside(part) if c.kind == "level" and c.start < part.start]
    return [*here, *(level.id for level in _levels_above(docket, share) if level.section == share.section)]


def _levels_above(docket: Docket, share: Claim) -> Iterator[Claim]:
    claims = docket.binder.readings[share.document].claims
    return (c for c in claims if c.kind == "level" and 0 < share.paragraph - c.paragraph <= _ABOVE)


_SEVERAL: Final = 3


def totals_before(docket: Docket, share: Claim) -> Iterator[str]:
    """The totals that the paragraphs right before a list of shares state of its year and stage."""
    for level in _levels_above(docket, share):
        amount = docket.figures.amounts.get(level.id)
        of_its_time = (level.year, level.stage) == (share.year, share.stage)
        if of_its_time and amount is not None and amount.fen > 0 and _TOTAL.search(level.subject):
            yield level.id


_ABOVE: Final = 2
_TOTAL: Final = re.compile("(?:收入|支出)(?:总计|合计)$")


def told_by_their_sum(docket: Docket, group: Sequence[Claim], whole: str) -> bool:
    """Keep the sum of the parts of shares that make up 100 % of a stated total, where it does not come out; whether it
    was kept."""
    amounts, parts = docket.figures.amounts, _parts(docket, group)
    off = abs(sum((c.value or Decimal(0) for c in group), Decimal(-100)))
    hundred = off <= len(group) * Decimal(1).scaleb(-group[0].decimals) / 2
    if whole not in docket.figures.claims or len(parts) != len(group) or not hundred:
        return False
    if sum(amounts[name].fen for name in parts) == amounts[whole].fen:
        return False
    if not any(docket.refuted(docket.figures.claims[name]) for name in parts):  # its unit, say: that is told already
        docket.relations.append(relation("text-list", "list", whole, parts, group[0].document))
    return True
