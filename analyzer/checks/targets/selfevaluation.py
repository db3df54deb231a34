"""Arithmetic of self-evaluation tables (绩效自评表): the money of a project, its execution rate and the points.

What is told rests on the form itself: a sum is held against its parts only where another column of the same table adds
up the same way, so that a form read or filled in another way says nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from analyzer.amounts import Interval, plain
from analyzer.checks.registry import Case, Hit, check
from analyzer.forms.evaluations import EARNED, GRAND, POINTS, RATE, TOTAL
from analyzer.model import Fact, Repair
from analyzer.text import squeeze
from analyzer.verdicts.percents import HUNDRED, percent

_PART: Final = re.compile(
    r"(?:其中[:：])?(?:当年|本年|年度)?(?:财政(?:拨款|资金)|上年结转(?:资金)?|结转(?:结余)?资金|(?:财政)?专户(?:管理)?资金"
    r"|(?:其他|单位|自有|非财政)资金|(?:中央|自治区|省级?|市级?|县级?|区级|本级|上级|地方)(?:财政)?(?:补助)?资金|(?:基本|项目)支出)"
)
"""Labels of the money that makes up 年度资金总额."""
_DONE: Final = re.compile("执行|支出|完成")
_RATIO: Final = 2
"""A rate up to this is no percentage (0.99)."""
_RIGHT: Final = Decimal("0.005")
"""Half of the last digit of points, which are printed with two decimals at most."""


def _tables(case: Case) -> Iterator[list[Fact]]:
    """The figures of each self-evaluation table of the document."""
    tables: dict[int, list[Fact]] = defaultdict(list)
    for fact in case.reading.facts:
        if fact.measure in (POINTS, EARNED, RATE) or fact.row < 0:
            tables[fact.table].append(fact)
    return (facts for facts in tables.values() if any(f.measure in (POINTS, EARNED) for f in facts))


def _columns(facts: Sequence[Fact]) -> Iterator[tuple[Fact, list[Fact]]]:
    """Each column of money: the total and its parts, those that are left blank aside."""
    columns: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.row < 0 and fact.measure == "amount":
            columns[fact.column].append(fact)
    for column in columns.values():
        totals = [f for f in column if TOTAL.fullmatch(squeeze(f.source.row))]
        parts = [f for f in column if _PART.fullmatch(squeeze(f.source.row))]
        if len(totals) == 1 and parts:
            yield totals[0], parts


def _sum(parts: Sequence[Fact]) -> Interval:
    total = Interval.exact(0)
    for part in parts:
        total = total + (Interval.of(part.amount) if part.amount else Interval.exact(part.value or 0))
    return total


def _adds_up(total: Fact, parts: Sequence[Fact]) -> bool:
    return total.amount is not None and _sum(parts).meets(Interval.of(total.amount))


def _odd_columns(facts: Sequence[Fact]) -> list[tuple[Fact, list[Fact]]]:
    """The columns whose total is not the sum of its parts, where another column with several parts adds up."""
    columns = list(_columns(facts))
    proved = any(len(parts) > 1 and _adds_up(total, parts) for total, parts in columns)
    return [(total, parts) for total, parts in columns if proved and not _adds_up(total, parts)]


def _formula(parts: Sequence[Fact]) -> str:
    return " + ".join(plain(part.value or Decimal(0)) for part in parts)


@check(
    "evaluation-funds",
    severity="error",
    zh="自评表“{table}”的“{column}”：{name}{printed}，各项资金合计为{formula} = {meant}。",
    en="Self-evaluation “{table}”, “{column}”: {name} is {printed}, its parts make {formula} = {meant}.",
)
def evaluation_funds(case: Case) -> Iterator[Hit]:
    """The money of a project is what was granted this year, what was carried over and other money, in every column.

    Judged where another column of the table adds up. Example: 年度资金总额 400.86 above 400.86 and 46.88 (结转).
    """
    for facts in _tables(case):
        for total, parts in _odd_columns(facts):
            meant = plain(sum((p.value or Decimal(0) for p in parts), Decimal(0)))
            yield _hit(facts, total, parts, meant, formula=_formula(parts))


@check(
    "evaluation-rate",
    severity="error",
    zh="自评表“{table}”的执行率{printed}有误：{formula} = {meant}%。",
    en="Self-evaluation “{table}”: the execution rate {printed} is wrong: {formula} = {meant}%.",
)
def evaluation_rate(case: Case) -> Iterator[Hit]:
    """The execution rate is what was spent over what was planned for the whole year, as adjusted.

    Where the form has no such column any plan of it may be meant.

    Source: 财预〔2020〕10号, annex (B/A). Example: 执行率 90.63% beside 全年预算数 188.12 and 全年执行数 186.42.
    """
    for facts in _tables(case):
        odd = {total.id for total, _ in _odd_columns(facts)}
        rows: dict[int, list[Fact]] = defaultdict(list)
        for fact in facts:
            if fact.row < 0:
                rows[fact.row].append(fact)
        for row in rows.values():
            rates, sums = ([f for f in row if f.measure == measure] for measure in (RATE, "amount"))
            spent = [f for f in sums if _DONE.search(f.source.column)]
            plans = [f for f in sums if f not in spent and f.amount and f.amount.fen > 0]
            plans = [f for f in plans if f.stage == "full_year_budget"] or plans
            if len(rates) == len(spent) == 1 and plans and not odd & {f.id for f in sums}:
                yield from _wrong_rate(facts, rates[0], spent[0], plans)


def _wrong_rate(facts: Sequence[Fact], rate: Fact, spent: Fact, plans: Sequence[Fact]) -> Iterator[Hit]:
    assert rate.value is not None
    step = Decimal(1).scaleb(min(0, int(rate.value.as_tuple().exponent)))
    printed = Interval.around(rate.value, 2 * step)  # cut off or rounded
    for plan in plans:
        if plan.amount is None or spent.amount is None:
            return
        computed = (Interval.of(spent.amount) / Interval.of(plan.amount)).scaled(HUNDRED)
        as_ratio = rate.value <= _RATIO and computed.scaled(Fraction(1, 100)).meets(printed)
        if computed.meets(printed) or as_ratio or (rate.value == HUNDRED and computed.low > HUNDRED):
            return
    plan = plans[-1]
    done, planned = (f.amount.fen if f.amount else 0 for f in (spent, plan))
    meant = percent(HUNDRED * Fraction(done, planned), 2)
    formula = f"{plain(spent.value or Decimal(0))} ÷ {plain(plan.value or Decimal(0))}"
    yield _hit(facts, rate, [spent, plan], meant, formula=formula)


@check(
    "evaluation-points",
    severity="error",
    zh="自评表“{table}”的{column}：{name}{printed}，各项合计为{formula} = {meant}。",
    en="Self-evaluation “{table}”, {column}: {name} is {printed}, the items make {formula} = {meant}.",
)
def evaluation_points(case: Case) -> Iterator[Hit]:
    """The points of a self-evaluation are those of its indicators and of the execution of the budget.

    Judged where the points that can be earned (分值) add up to their own total. Example: 总分 78.00 of indicators that
    make 78.00 and an execution that earned 9.91.
    """
    for facts in _tables(case):
        grand = {f.measure: f for f in facts if f.row >= 0 and GRAND.fullmatch(squeeze(f.source.row))}
        if set(grand) < {POINTS, EARNED}:
            continue
        for with_execution in (True, False):
            items = {kind: _items(facts, kind, grand, with_execution) for kind in (POINTS, EARNED)}
            if len(items[POINTS]) == len(items[EARNED]) > 1 and _made(items[POINTS]) == grand[POINTS].value:
                meant, total = _made(items[EARNED]), grand[EARNED]
                if abs(meant - (total.value or Decimal(0))) > _RIGHT * len(items[EARNED]):
                    yield _hit(facts, total, items[EARNED], plain(meant), formula=_formula(items[EARNED]))
                break


def _items(facts: Sequence[Fact], kind: str, grand: Mapping[str, Fact], with_execution: bool) -> list[Fact]:
    own = [f for f in facts if f.measure == kind and f is not grand[kind] and f.value is not None]
    return [f for f in own if f.row >= 0 or with_execution]


def _made(items: Sequence[Fact]) -> Decimal:
    return sum((f.value or Decimal(0) for f in items), Decimal(0))


@check(
    "evaluation-above-points",
    severity="error",
    zh="自评表“{table}”的“{name}”得分{printed}，高于其分值{meant}。",
    en="Self-evaluation “{table}”: “{name}” earned {printed} of {meant} points.",
)
def evaluation_above_points(case: Case) -> Iterator[Hit]:
    """No indicator earns more than its points. Example: 得分 15 where the 分值 is 10."""
    for facts in _tables(case):
        most = {f.row: f for f in facts if f.measure == POINTS}
        for fact in facts:
            point = most.get(fact.row)
            item = fact.measure == EARNED and not GRAND.fullmatch(squeeze(fact.source.row))
            if item and point is not None and (fact.value or 0) > (point.value or 0) > 0:
                yield _hit(facts, fact, [point], plain(point.value or Decimal(0)))


def _hit(facts: Sequence[Fact], wrong: Fact, others: Sequence[Fact], meant: str, *, formula: str = "") -> Hit:
    """A finding on one cell of a table, with the cells that say otherwise and the figure that would agree with them; a
    table without a title is called by its project."""
    project = next((f.item for f in facts if TOTAL.fullmatch(squeeze(f.source.row))), "")
    printed = wrong.source.text
    column, name = (squeeze(words) for words in (wrong.source.column, wrong.source.row))
    values = {
        "table": wrong.source.table or project, "column": column, "name": name,
        "printed": printed, "meant": meant, "formula": formula,
    }  # fmt: skip
    repair = Repair(printed=printed, proposed=meant, edit="recomputed", source=wrong.source)
    figures = (printed, meant, *(f.source.text for f in others))
    return Hit(sources=(wrong.source, *(f.source for f in others)), figures=figures, values=values, repair=(repair,))
