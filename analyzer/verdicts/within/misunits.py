"""Figures whose digits are right and whose unit is not: 亿元 for 万元, 元 for 万元."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from analyzer.amounts import FEN, HARDLY_CHANCE, KNOWN_AGAIN, Interval, Number, money, significant
from analyzer.binding.subjects import clean
from analyzer.concepts.labels import plain_label
from analyzer.model import Amount, Claim, Fact
from analyzer.relations.edits import slips_of
from analyzer.text import squeeze
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.mutual import bear_out, undecided
from analyzer.verdicts.percents import HUNDRED, grown, printed_percent
from analyzer.verdicts.within.agreement import SAID, core
from analyzer.verdicts.within.listunits import SMALLER, TIMES


def judge_units(docket: Docket, claims: Sequence[Claim]) -> None:
    """“公务接待费1.58万元” twice, and once “公务接待费1.58元”: the same digits of the same thing in another unit.

    Two tellings alike are asked for, and three digits, for 5万元 of a thing and 5元 of it may both be; of a sum of five
    digits or more (外贷20000万元, 外贷资金20000元) one will do.
    """
    groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        if (
            claim.kind == "level"
            and claim.unit in FEN
            and claim.value
            and (significant(claim.value) >= SAID or _long(claim))
        ):
            groups[claim.year, claim.stage, claim.value].append(claim)
    fens = sorted(docket.figures.amounts[c.id].fen for c in claims if c.kind == "level" and c.unit in FEN and c.value)
    for group in groups.values():
        for odd in group:
            beyond = len(fens) > _ENOUGH and docket.figures.amounts[odd.id].fen == fens[-1] > _BEYOND * fens[-2]
            others = [c for c in group if c.unit != odd.unit and _one_name(odd, c, begins=beyond)]
            alone = all(c is odd for c in group if c.unit == odd.unit)
            sure = len(others) > 1 or (_long(odd) and all(FEN[odd.unit] < FEN[c.unit] for c in others)) or beyond
            if alone and others and sure and len({c.unit for c in others}) == 1:
                meant = f"{odd.value}{others[0].unit}"
                values = (("one", others[0].source.text), ("other", odd.source.text))
                docket.refute(odd, "text-text", meant, [c.id for c in others[:2]], [(meant, "unit-slip")], values)


def judge_conversions(docket: Docket, claims: Sequence[Claim]) -> None:
    """“0.94万元，折合94000元”: the second figure is the first in another unit, to the digits that are printed."""
    levels = [c for c in claims if c.kind == "level" and c.unit in FEN and c.id in docket.figures.amounts]
    for one, other in itertools.pairwise(levels):
        between = docket.text(other)[one.end : other.start] if one.paragraph == other.paragraph else ""
        if one.unit == other.unit or not undecided(docket, other):
            continue
        if not (_CONVERTED.fullmatch(squeeze(between)) or _once_more_in_brackets(docket, one, other, between)):
            continue
        if docket.meet(one.id, other.id):
            bear_out(docket, (one, other), "text-text")
        else:
            right = docket.shown(docket.figures.amounts[one.id].fen, other.unit, other.decimals)
            values = (("one", one.source.text), ("other", other.source.text))
            docket.refute(other, "text-text", right + other.unit, [one.id], [(right, "recomputed")], values)
    for claim in levels:
        if _IN_ALL.search(claim.source.text) and undecided(docket, claim):
            _told_elsewhere(docket, claim, levels)


def _once_more_in_brackets(docket: Docket, one: Claim, other: Claim, between: str) -> bool:
    """“28640.00万元（2.86亿元）”: the same sum in a larger unit, right or with its point in another place."""
    if squeeze(between) not in ("（", "(") or docket.text(other)[other.end : other.end + 1] not in ("）", ")"):
        return False
    exact = Decimal(docket.figures.amounts[one.id].fen) / FEN[other.unit]
    return FEN[one.unit] < FEN[other.unit] and (docket.meet(one.id, other.id) or _point_apart(other, f"{exact}"))


def _told_elsewhere(docket: Docket, claim: Claim, levels: Sequence[Claim]) -> None:
    """“收支总计12142.10万元。…收支总计折合12.14亿元”: the figure of that name, or the largest where a total is named,
    with the point in another place."""
    amounts, name = docket.figures.amounts, core(claim.subject.replace("折合", ""))
    smaller = [c for c in levels if FEN[c.unit] < FEN[claim.unit] and c.year == claim.year]
    largest = max((amounts[c.id].fen for c in smaller), default=0)
    named = [c for c in smaller if name and core(c.subject) == name]
    told = named or [c for c in smaller if "总" in name and amounts[c.id].fen == largest]
    met = [c for c in smaller if docket.meet(c.id, claim.id)]
    if met or len({amounts[c.id].fen for c in told}) != 1:
        if meeting := [c for c in told if c in met]:
            bear_out(docket, (claim, *meeting), "text-text")
        return
    right = docket.shown(amounts[told[0].id].fen, claim.unit, claim.decimals)
    if _point_apart(claim, right) or _point_apart(claim, f"{Decimal(amounts[told[0].id].fen) / FEN[claim.unit]}"):
        values = (("one", told[0].source.text), ("other", claim.source.text))
        meant = right + claim.unit
        docket.refute(claim, "text-text", meant, [told[0].id], [(right, "recomputed")], values)


def _point_apart(claim: Claim, right: str) -> bool:
    """Whether a figure is another with its point one place away, as printed or rounded to its decimals."""
    step = Decimal(1).scaleb(-claim.decimals)
    return claim.value in {(Decimal(right) * times).quantize(step) for times in (Decimal(10), Decimal("0.1"))}


_IN_ALL: Final = re.compile(r"(?:折合|约合)(?:人民币)?(?:约|为|是)?\d")
_CONVERTED: Final = re.compile(r"[，,（(]?(?:折合|合计折合|换算(?:后|成)?|约?合)(?:人民币)?(?:约|为|是)?")


def _long(claim: Claim) -> bool:
    return claim.value is not None and claim.value >= TIMES


_ENOUGH: Final = 5
"""Sums that a text must tell beside one that is beyond them all."""
_BEYOND: Final = 100
"""How many times any other sum of a text one is that no text on the same money would tell."""


def _one_name(one: Claim, other: Claim, *, begins: bool) -> bool:
    """Whether one of two names is the other with words before it (部门决算公开公务接待费), or it ``begins`` the other
    (“上级转移支付增加安排支出9850亿元”, “上级转移支付9850万元”)."""
    a, b = sorted((core(claim.subject).removesuffix("资金") for claim in (one, other)), key=len)
    return bool(a) and (b.endswith(a) or (begins and len(a) >= _NAMED and b.startswith(a)))


def in_another_unit(docket: Docket, claim: Claim) -> Fact | None:
    """The cell with the digits of an amount in 万元 for 元, or in 元 for 万元, whose name the sentence says.

    “机构运行经费支出218.45元”, and 218.45 in the row 机构运行经费支出 of a table in 万元. Five digits need no name,
    where the sentence speaks of an expense: 机关运行经费 is 公用经费 by another name.
    """
    if claim.unit not in FEN or not claim.value or significant(claim.value) < _FEW:
        return None
    fen = docket.figures.amounts[claim.id].fen
    alias = "公用经费，" if "运行经费" in claim.subject else ""
    said = alias + squeeze(claim.subject + "，" + re.split("[。；]", docket.text(claim)[: claim.end])[-1])
    for fact in docket.binder.readings[claim.document].facts:
        amount = docket.figures.amounts.get(fact.id)
        if amount is None or fact.year != claim.year or not amount.fen:
            continue
        more, less = fen == amount.fen * TIMES, fen * TIMES == amount.fen
        rounded = (
            2 * abs(fen - amount.fen * TIMES) <= amount.quantum * TIMES and significant(claim.value) >= KNOWN_AGAIN
        )
        if not (more or rounded or (less and significant(claim.value) >= SAID)):
            continue  # 5元 of a thing and 5万元 of it may both be, but hardly 750000万元 and 75万元
        labels = (*fact.source.row.split("/"), fact.source.column.split("/")[-1])
        names = [plain_label(_BRACKETED.sub("", label)).removesuffix("支出") for label in labels]
        own = clean(claim.subject) in names
        if (
            own
            or any(len(name) >= _NAMED and name in said for name in names)
            or (not rounded and significant(claim.value) >= HARDLY_CHANCE and _EXPENSE.search(claim.subject))
        ):
            return fact
    return None


_FEW: Final = 2
_BRACKETED: Final = re.compile(r"[（(][^（）()]*[)）]$")
_EXPENSE: Final = re.compile(r"经费|支出|费用?$")
_NAMED: Final = 4
"""Characters that a name must have to tell a thing."""


def refute_by_percent(
    docket: Docket, claim: Claim, by_id: Mapping[str, Claim], pairs: Sequence[tuple[str, str]]
) -> bool:
    """Refute the level in whose smaller unit a percentage of two stated levels comes out.

    “全年预算数86.20万元，全年执行数862000.00万元，预算执行率100.00%”: 862000.00元 were meant.
    """
    shrunk = Interval.exact(TIMES)
    for top, bottom in pairs:
        part, whole = docket.interval(top), docket.interval(bottom)
        if part is None or whole is None or part.middle <= 0 or whole.low <= 0:
            continue
        if _smaller_by_far(docket, claim, by_id.get(top), by_id.get(bottom)):
            return True
        if claim.kind == "share" and part.low > whole.high and _slipped_part(docket, claim, by_id.get(top), bottom):
            return True
        for name, beside in ((top, bottom), (bottom, top)):
            odd = by_id.get(name)
            if odd is None or odd.unit not in SMALLER:
                continue
            ratio = (part / shrunk) / whole if name == top else part / (whole / shrunk)
            if undecided(docket, odd) and ratio.scaled(HUNDRED).meets(printed_percent(claim)):
                meant = f"{odd.value}{SMALLER[odd.unit]}"
                values = (("one", odd.source.text), ("other", by_id.get(beside, claim).source.text))
                docket.rule(claim, "consistent", f"{claim.value}%", (top, bottom), claim.kind)
                docket.refute(odd, "text-text", meant, [beside, claim.id], [(meant, "unit-slip")], values)
                return True
    return False


def _slipped_part(docket: Docket, share: Claim, part: Claim | None, whole: str) -> bool:
    """Refute a part that is more than its whole, where one slip of the pen alone makes its share come out
    (“38815.27万元，占…的92.23%” of 4136.90: 3815.27 were meant)."""
    of_it = docket.interval(whole)
    if part is None or of_it is None or not part.value or not share.decimals or not undecided(docket, part):
        return False
    unit = FEN.get(part.unit, 0)
    slips = slips_of(f"{part.value}") if part.decimals else ()
    fits = [
        text for text in sorted({*slips})
        if Decimal(text).as_tuple().exponent == -part.decimals
        and (Interval.exact(int(Decimal(text) * unit)) / of_it).scaled(HUNDRED).meets(printed_percent(share))
    ]  # fmt: skip
    if unit and len({Decimal(text) for text in fits}) == 1:
        docket.rule(share, "consistent", f"{share.value}%", (part.id, whole), "share")
        docket.refute(part, "share", fits[0], [whole, share.id], [(fits[0], "")])
        return True
    return False


def _smaller_by_far(docket: Docket, claim: Claim, small: Claim | None, other: Claim | None) -> bool:
    """Refute the level in a smaller unit than the other's, where the percentage comes out with the digits as they are
    (“全年预算数1240.00万元，执行数1196.40元，执行率96.48%”)."""
    if small is None or other is None or not small.value or not other.value:
        return False
    told = docket.verdicts.get(small.id)
    if not undecided(docket, small) and not (told and told.kind == "refuted"):
        return False
    ratio = Interval.of(Amount(fen=int(small.value * 10**small.decimals), quantum=1)) / Interval.exact(
        int(other.value * 10**small.decimals)
    )
    if SMALLER.get(other.unit) != small.unit or not ratio.scaled(HUNDRED).meets(printed_percent(claim)):
        return False
    meant = f"{small.value}{other.unit}"
    docket.rule(claim, "consistent", f"{claim.value}%", (small.id, other.id), claim.kind)
    if not undecided(docket, small):
        return True  # a table has told its unit already
    values = (("one", other.source.text), ("other", small.source.text))
    docket.refute(small, "text-text", meant, [other.id, claim.id], [(meant, "unit-slip")], values)
    return True


def refute_by_rate(docket: Docket, rate: Claim, by_id: Mapping[str, Claim], signed: Interval) -> bool:
    """Refute the level in whose smaller unit its change and its rate come out.

    “623500.00万元，比上年减少2.15万元，下降3.33%”: 62.35万元 were meant.
    """
    level, moved = by_id.get(rate.current), docket.interval(rate.change)
    now = docket.interval(rate.current)
    if rate.change not in by_id or level is None or now is None or moved is None or not rate.decimals:
        return False
    if SMALLER.get(by_id[rate.change].unit) == level.unit:
        return _in_the_unit_of_its_change(docket, rate, level, by_id[rate.change], signed)
    if level.unit not in SMALLER:
        return False
    meant = now / Interval.exact(TIMES)
    before = meant - moved
    if before.low <= 0 or not grown(meant, before).meets(signed):
        return False
    docket.rule(rate, "consistent", f"{rate.value}%", (level.id, rate.change), "rate")
    change = by_id[rate.change]
    apart = change.unit == SMALLER[level.unit]  # “255325万元，增支14484元”: the change is the one apart
    odd, unit, beside = (change, level.unit, level) if apart else (level, SMALLER[level.unit], change)
    if undecided(docket, odd):
        meant_text = f"{odd.value}{unit}"
        values = (("one", odd.source.text), ("other", rate.source.text))
        docket.refute(odd, "text-text", meant_text, [beside.id, rate.id], [(meant_text, "unit-slip")], values)
    return True


def _in_the_unit_of_its_change(docket: Docket, rate: Claim, level: Claim, change: Claim, signed: Interval) -> bool:
    """Refute a level in a smaller unit than its change, where the rate comes out with its digits as they are
    (“运行经费支出83.64元，比2022年减少4.51万元，下降5.12%”)."""
    moved = docket.interval(change.id)
    if level.value is None or moved is None or not undecided(docket, level):
        return False
    meant = Interval.of(money(Number(level.value, level.decimals), change.unit))
    before = meant - moved
    if before.low <= 0 or not grown(meant, before).meets(signed):
        return False
    docket.rule(rate, "consistent", f"{rate.value}%", (level.id, change.id), "rate")
    text = f"{level.value}{change.unit}"
    values = (("one", level.source.text), ("other", change.source.text))
    docket.refute(level, "text-text", text, [change.id, rate.id], [(text, "unit-slip")], values)
    return True
