"""Averages over what is counted beside them: a cost per guest, per vehicle, per reception.

“公务接待费1.84万元，接待24批次、218人次，人均84.40元”: the words name what the money is divided by, so that its figure
can be held against the two, by interval division of what is printed.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import ceil, floor
from typing import Final

from analyzer.amounts import FEN, KNOWN_AGAIN, Interval, Number, money, significant
from analyzer.binding.subjects import clean
from analyzer.concepts.headlines import concept_of
from analyzer.model import Amount, Claim
from analyzer.relations.edits import edit_between, one_slip
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.mutual import bear_out, undecided
from analyzer.verdicts.percents import percent
from analyzer.verdicts.within.derivations import EACH

_COUNTED: Final = (
    (re.compile(r"人次均|(?<![人批])次均|每人次"), re.compile("万?(?:人次|批?次)")),
    (re.compile(r"[人生师户]均|每[人生户名]"), re.compile("万?(?:人次?|名|户|家)")),
    (re.compile(r"[车辆]均|每(?:辆|台|车)"), re.compile("辆|台")),
    (re.compile(r"[村校园]均|每[村校]"), re.compile("个|所|家|村")),
    (re.compile(r"[批次]均|每(?:批|次)"), re.compile("批次?|次")),
    (re.compile(r"[册件份]均|每[册件份]"), re.compile("万?[册件份]")),
)
"""Words of an average, and the units of what it is over."""
_NAME: Final = re.compile(
    r"(?P<before>[\u4e00-\u9fff]*?)(?:平均)?(?:[人生师户车辆批次册件份村校园]均|每[人生户名辆台车批次册件份])车?(?P<after>[\u4e00-\u9fff]*)"
)
_HOLLOW: Final = re.compile(r"^(?:的|年|约|为|是|费用|支出|成本|需|计)*|(?:约|为|是|达到?|计)+$")
_USUAL: Final = {
    "辆": "vehicle_operation",
    "台": "vehicle_operation",
    "人次": "reception",
    "批次": "reception",
    "批": "reception",
}
"""Expense that is told of one of such things, where the words name none."""


_NUMBERS: Final = 8
"""Numbers of staff in a text beyond which one of them fits by chance."""
_PUPILS: Final = re.compile("(?:学生|学员|幼儿|在校生|在园人数)(?:总?[人]?数)?$")
_STAFF: Final = re.compile("在职|实有|在编|编内|人员|职工")
_ONLY: Final = re.compile("为|约|达|是|计")
_Quotient = tuple[Interval, Claim, Claim]
"""What an average would be, the cost and the count it comes from."""


def judge_per_head(docket: Docket, claims: Sequence[Claim]) -> None:
    """Call an average consistent with the cost and the count of its paragraph, or with the cost that it names in
    another one; refute one that a slip explains."""
    _unit_prices(docket, claims)
    levels = [c for c in claims if c.value and _cost(c)]
    people = [c for c in claims if c.kind == "count" and _STAFF.search(c.subject)]
    for place, average in enumerate(claims):
        if average.kind != "level" or average.unit not in FEN or not undecided(docket, average):
            continue
        words = _words(average, claims[place - 1] if place else None)
        unit = next((units for named, units in _COUNTED if named.search(words)), None)
        if unit is None:
            continue
        before = [c for c in claims[:place] if c.paragraph == average.paragraph]
        counts = [c for c in before if c.kind == "count" and c.value and unit.fullmatch(c.unit)]
        counts = [c for c in counts if not _set_apart(docket, c, average)] or counts
        if "生均" in words:
            counts = _pupils(docket, average, before, counts or claims)
        counts = _called(words, counts) or counts
        if "国内" in words:
            counts = [c for c in counts if "国内" in c.subject + c.source.text] or counts
        counts = counts or (_kept(claims) if unit.fullmatch("辆") else _called(words, claims))
        costs = _spent([c for c in (*before, *_all(average, claims[place + 1 :])) if _cost(c)])
        named = [c for c in _named(average, words, counts, levels) if c.id in docket.figures.amounts]
        costs = [c for c in named if c in before] or costs
        heads = [c for c in counts if not c.whole] or counts
        wholes = _since(docket, average, heads)[-1:] or heads
        beside = list(_quotients(docket, *_of_those_paid(costs, counts)))
        elsewhere = list(_quotients(docket, named, wholes))
        staff = [] if counts or len(people) > _NUMBERS else [c for c in people if unit.fullmatch(c.unit)]
        if _of_the_plan(docket, average, before, heads):
            continue
        if not _borne_out(docket, average, [*beside, *elsewhere, *_quotients(docket, costs, staff)]):
            own = [q for q in beside if (q[1].year, q[1].stage) == (average.year, average.stage)]
            _refute(docket, average, _meant(docket, average, costs, counts) or (elsewhere if named else own or beside))


def _set_apart(docket: Docket, count: Claim, average: Claim) -> bool:
    """Whether a count stands in brackets that close before the average: “350人次（省内210、省外140人次），人均90元”."""
    text = docket.text(average)
    opened = text.rfind("（", 0, count.start)
    return opened > text.rfind("）", 0, count.start) and "）" in text[count.end : average.start]


def _unit_prices(docket: Docket, claims: Sequence[Claim]) -> None:
    """“购置摩托车10.12万元。摩托车8辆，单价1.56万元”; “灭火机40台，单价0.0385万元，金额1.54万元”: price times number is
    the sum told next, or the one whose name holds what is counted."""
    for place, (count, price) in enumerate(itertools.pairwise(claims), start=2):
        told = count.kind == "count" and count.value and price.kind == "level" and _PRICE.match(price.source.text)
        if not told or count.paragraph != price.paragraph or not undecided(docket, price):
            continue
        after = [c for c in claims[place : place + 1] if c.paragraph == price.paragraph and _SUM.match(c.source.text)]
        name = clean(count.subject)
        named = [c for c in claims if _cost(c) and len(name) >= _TELLING and name in c.subject and c is not price]
        costs = after or (named if len({(c.value, c.unit) for c in named}) == 1 else [])
        found = list(_quotients(docket, costs[:1], [count]))
        if found and not _borne_out(docket, price, found) and _off(docket, price, found[0][0]):
            _tell(docket, price, found[0], max(price.decimals, 2))


_PRICE: Final = re.compile("[，,]?(?:采购|预算)?单价")
_SUM: Final = re.compile("[，,]?(?:金额|小计|合计|共?计|共|总价|总额)")
_TELLING: Final = 4


def _kept(claims: Sequence[Claim]) -> list[Claim]:
    """The vehicles that an office has, where its text tells one number of them."""
    kept = [c for c in claims if c.kind == "count" and c.value and c.unit == "辆" and _KEPT.search(c.source.text)]
    return kept[:1] if len({c.value for c in kept}) == 1 else []


_KEPT: Final = re.compile(
    r"保有量[^，。；\d]{0,3}\d|(?:保有|共有|拥有|现有|实有|共计?)[^，。；\d]{0,8}(?:车|车辆|保有量)[^，。；\d]{0,3}\d"
)


def _called(words: str, claims: Sequence[Claim]) -> list[Claim]:
    """Those whom the words before 人均 name, where the text counts them (“寄宿生1284人。…寄宿生人均1000元”)."""
    found = _NAME.search(re.split("[，。；、]", words)[-1])
    of = found["before"] if found else ""
    return [c for c in claims if c.kind == "count" and c.value and of and clean(c.subject) == of][:1]


def _pupils(docket: Docket, average: Claim, before: Sequence[Claim], claims: Sequence[Claim]) -> list[Claim]:
    """“在校学生7485人，其中一中3260人…。一中公用经费2616.23万元，生均8025.25元”: those of the school that the
    sum is of, else the last that are counted."""
    of = docket.figures.claims
    counts = [c for c in claims if c.kind == "count" and c.value]
    pupils = [c for c in counts if _PUPILS.search(c.subject)]
    parts = [c for c in counts if c.whole in of and _PUPILS.search(of[c.whole].subject)]
    _, own = _of_those_paid([c for c in before if _cost(c)], parts)
    return [*own] if len(own) == 1 < len(parts) else _since(docket, average, pupils)[-1:] or pupils[:1]


def _spent(costs: Sequence[Claim]) -> list[Claim]:
    """The sums without the plans of those told as spent too (“全年预算36.00万元，支出决算24.48万元，…人均…”)."""
    final = {c.subject for c in costs if c.stage == "final"}
    return [c for c in costs if c.stage == "final" or c.subject not in final]


def _of_the_plan(docket: Docket, average: Claim, before: Sequence[Claim], heads: Sequence[Claim]) -> bool:
    """Refute “全年预算36.00万元，支出决算24.48万元…共612人次，人均588.24元”: what was planned over those who came."""
    costs, first = [c for c in before if _cost(c)], heads[:1]
    spent = _spent(costs)
    plans = [c for c in costs if c not in spent]
    printed = docket.interval(average.id)
    meant = [q for q in _quotients(docket, spent, first) if any(p.subject == q[1].subject for p in plans)]
    if printed is None or len(meant) != 1 or significant(average.value or 0) < _SEVERAL:
        return False
    if meant[0][0].meets(printed) or not any(q.meets(printed) for q, _, _ in _quotients(docket, plans, first)):
        return False
    _tell(docket, average, meant[0], average.decimals)
    return True


def _shown(average: Claim, computed: Interval, decimals: int) -> str:
    return percent(Fraction(computed.middle) / FEN[average.unit], decimals)


def _tell(docket: Docket, average: Claim, meant: _Quotient, decimals: int) -> None:
    """Refute an average by the quotient that its words mean."""
    computed, cost, count = meant
    shown = _shown(average, computed, decimals)
    docket.refute(average, "cost-per-head", shown, (cost.id, count.id), [(shown, "")])


def _of_those_paid(costs: Sequence[Claim], counts: Sequence[Claim]) -> tuple[Sequence[Claim], Sequence[Claim]]:
    """“行政村17个、社区4个，行政村运转补助448.80万元，村均26.40万元”: the last sum, where it names what is counted."""
    paid = [c for c in counts if costs and len(name := clean(c.subject)) >= _SHORT and name in clean(costs[-1].subject)]
    return (costs[-1:], paid) if len(paid) == 1 else (costs, counts)


def _words(average: Claim, before: Claim | None) -> str:
    """The words that tell what a figure is for: its own, or those that a count stands within (“人均公用支出按52人测算，
    为4.59万元”)."""
    counted = before is not None and before.kind == "count" and before.paragraph == average.paragraph
    within = before if counted and _ONLY.match(average.source.text) else None
    return (within or average).source.text


def _meant(docket: Docket, average: Claim, costs: Sequence[Claim], counts: Sequence[Claim]) -> list[_Quotient]:
    """The one cost and the one count of the clause in which an average stands, up to the semicolon before it."""
    own = [c for c in costs if (c.year, c.stage) == (average.year, average.stage)]
    here = [_since(docket, average, found) for found in (own, counts)]
    return list(_quotients(docket, *here)) if [len(found) for found in here] == [1, 1] else []


def _since(docket: Docket, average: Claim, found: Sequence[Claim]) -> list[Claim]:
    """Those of ``found`` that stand in the clause of an average, behind the semicolon or the full stop before it."""
    text = docket.text(average)
    start = max(text.rfind(stop, 0, average.start) for stop in "。；;")
    return [c for c in found if c.paragraph == average.paragraph and c.start > start]


def _cost(claim: Claim) -> bool:
    return claim.kind == "level" and claim.unit in FEN and not EACH.search(claim.source.text)


def _all(average: Claim, after: Sequence[Claim]) -> list[Claim]:
    """What came to all together, told next: “每人补助4000元，共48.00万元”."""
    return [c for c in after[:1] if c.paragraph == average.paragraph and _TOGETHER.match(c.source.text)]


def _named(average: Claim, words: str, counts: Sequence[Claim], levels: Sequence[Claim]) -> list[Claim]:
    """The one figure that the words of an average name as what is divided, in another paragraph: 人均基本公共卫生服务
    经费, 车均维护费; or the usual expense of what is counted. Several figures of a name are none."""
    found = _NAME.search(re.split("[，。；、]", words)[-1])
    parts = [_HOLLOW.sub("", part) for part in (found["after"], found["before"])] if found else []
    name = next((core for word in parts if len(core := _KIND.sub("", word)) >= _SHORT), "")
    usual = _USUAL.get(counts[-1].unit, "") if counts else ""
    period = (average.year, average.stage)
    levels = [c for c in levels if (name or usual) and (c.year, c.stage) == period]
    for called in (
        [c for c in levels if name and clean(c.subject) in {name + end for end in _WHAT}],
        [c for c in levels if name and name in c.subject + "".join(c.path)],
        [c for c in levels if usual and concept_of(c.subject) == usual],
    ):
        if len({(c.value, c.unit) for c in called}) == 1:
            return called[:1]
    return []


_TOGETHER: Final = re.compile("(?:全年|本年|年内|当年)?(?:[总合累]计|共|[，,]?安排)")
_WHAT: Final = ("", "收入", "支出", "经费")
"""What may stand behind the name of money that an average names (生均财政拨款, of 财政拨款收入)."""
_KIND: Final = re.compile(r"(?:经费|支出|费用|资金|费|补助|补贴|奖励)$")
_SHORT: Final = 2
"""Characters of the shortest name of an expense."""


def _quotients(docket: Docket, costs: Sequence[Claim], counts: Sequence[Claim]) -> Iterator[_Quotient]:
    for cost in reversed(costs):
        for count in reversed(counts):
            money = docket.interval(cost.id)
            if money is not None and count.value:
                many = Interval.of(_tally(count))
                yield money / many, cost, count


def _tally(count: Claim) -> Amount:
    """How many are counted, as precisely as it is printed: 8.15万人 may be 81,450."""
    value, times = Fraction(count.value or 0), 10_000 if count.unit.startswith("万") else 1
    quantum = times // 10**count.decimals if times > 1 else 0
    return Amount(fen=int(value * times), quantum=quantum)


def _borne_out(docket: Docket, average: Claim, found: Sequence[_Quotient]) -> bool:
    """Whether one of the quotients is the average."""
    printed = docket.interval(average.id)
    for computed, cost, count in found:
        if printed is not None and computed.meets(printed):
            bear_out(docket, (average, cost, count), "text")
            return True
    return False


def _refute(docket: Docket, average: Claim, found: Sequence[_Quotient]) -> None:
    """Refute an average that its unit or a slip of the pen parts from the one quotient there is."""
    if average.value is None or _SET.search(average.source.text):
        return
    if len(found) > 1:
        found = _swapped_of_one(average, found)
    if len(found) != 1:
        return
    computed, cost, count = found[0]
    if docket.refuted(cost) and docket.verdicts[cost.id].rule == "standard-sum":
        return  # the product tells already that the sum is wrong
    for unit in ("元", "万元"):
        amount = money(Number(average.value, average.decimals), unit)
        if unit != average.unit and Interval.of(amount).meets(computed):
            meant = f"{average.value}{unit}"
            docket.refute(average, "cost-per-head", meant, (cost.id, count.id), [(meant, "unit-slip")])
            return
    shown = _shown(average, computed, average.decimals)
    slip = edit_between(f"{average.value}", shown) != "recomputed" or _carried(f"{average.value}", shown)
    received = concept_of(cost.subject) != "reception" or "接待" in count.subject + average.subject
    apart = _far_from(docket, average, computed, count)
    apart = apart or (received and _right_behind(docket, average, computed, cost, count))
    at_home = all("国内" in c.subject + c.source.text for c in (average, cost, count))
    apart = apart or (at_home and _off(docket, average, computed))
    if slip or _miscounted(docket, average, cost, count) or apart:
        _tell(docket, average, found[0], average.decimals)


def _swapped_of_one(average: Claim, found: Sequence[_Quotient]) -> Sequence[_Quotient]:
    """The one of several quotients from which two swapped digits alone part an average of four digits and more."""
    if significant(average.value or 0) < KNOWN_AGAIN:
        return ()
    shown = {_shown(average, quotient, average.decimals): (quotient, cost, count) for quotient, cost, count in found}
    slips = [q for text, q in shown.items() if edit_between(f"{average.value}", text) == "digits-swapped"]
    return slips if len(slips) == 1 else ()


def _carried(printed: str, meant: str) -> bool:
    """Whether one digit typed too high or too low parts the two, though it carries (10396.51 for 9396.51)."""
    one, other = (int(text.replace(".", "")) for text in (printed, meant))
    return one_slip(one - other, (one, other))


def _miscounted(docket: Docket, average: Claim, cost: Claim, count: Claim) -> bool:
    """Whether an average is exactly that over one more or one fewer than are counted."""
    total, printed, many = docket.interval(cost.id), docket.interval(average.id), int(count.value or 0)
    if total is None or printed is None or many < _SEVERAL or not average.value:
        return False
    digits = significant(average.value, zeros=True)
    if digits < _SEVERAL or printed.low <= 0:
        return False
    near = 1 if digits < _CONCLUSIVE else many // 2  # to six digits no other number than the one divided by fits
    over = total / printed
    fits = range(max(ceil(over.low), many - near, 1), min(floor(over.high), many + near) + 1)
    return len(fits) > (many in fits)


def _far_from(docket: Docket, average: Claim, computed: Interval, count: Claim) -> bool:
    """“运行维护费33.60万元，…保有量16辆，车均运行维护费3.50万元”: what the vehicles kept cost each, told in one clause.
    A mean number of vehicles over the year could not part the two by more than a quarter."""
    printed = docket.interval(average.id)
    kept = bool(_KEPT.search(count.source.text)) and re.search("运行|维护", average.subject) is not None
    if printed is None or not kept or not _since(docket, average, [count]):
        return False
    one, other = sorted((printed.middle, computed.middle))
    return 4 * one < 3 * other


def _right_behind(docket: Docket, average: Claim, computed: Interval, cost: Claim, count: Claim) -> bool:
    """“国内公务接待62批次、540人次，人均108元”: an average told right behind the one count that it can be over, but for
    what it cost, and of which it is not even near."""
    text, between = docket.text(average), ""
    if count.end <= cost.start < cost.end <= average.start and cost.paragraph == count.paragraph:
        between = text[count.end : cost.start] + text[cost.end : average.start]
    elif count.paragraph == average.paragraph:
        between = text[count.end : average.start]
    beside = count.paragraph == average.paragraph and _NEXT.fullmatch(between)
    alike = [c for c in docket.beside(average) if c.kind == "count" and c.unit == count.unit and c.value]
    kept = bool(_KEPT.search(count.source.text))  # what was bought is among them
    if not beside or _MANNER.search(average.source.text):
        return False
    if not kept and {c.value for c in alike} != {count.value}:
        return False
    return _off(docket, average, computed)


_NEXT: Final = re.compile(r"[。；]?[^\d。；;]*")


def _off(docket: Docket, average: Claim, computed: Interval) -> bool:
    """Whether an average is more than a twentieth off."""
    printed = docket.interval(average.id)
    one, other = sorted((printed.middle, computed.middle)) if printed is not None else (1, 1)
    return 20 * one < 19 * other


_MANNER: Final = re.compile("标准|定额|限额|补助|不超过|以[内下]|预算")
"""An average that was set, not reached."""
_SET: Final = re.compile("标准|定额|限额")
_CONCLUSIVE: Final = 6
_SEVERAL: Final = 3
"""Fewer things or digits let too many averages fit."""
