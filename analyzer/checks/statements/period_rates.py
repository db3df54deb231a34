"""Columns of rates inside one table: 增减% and 完成% of the two columns of amounts that most rows obey."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from analyzer.amounts import Interval, parse_number
from analyzer.binding.figures import Figures
from analyzer.checks.evidence import place
from analyzer.checks.registry import Case, Hit, check
from analyzer.model import Fact, Table
from analyzer.relations.changecolumns import Row, compared_rows, pairs
from analyzer.verdicts.percents import HUNDRED, percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A printed rate, the interval it was computed in and the two figures it comes from."""

    row: Row
    computed: Interval
    this: Fact
    base: Fact

    @property
    def decimals(self) -> int:
        """Digits after the point of the printed rate."""
        number = parse_number(self.row.cell.source.text.rstrip("%％"))
        return number.decimals if number else 0

    @property
    def holds(self) -> bool:
        """Whether the computed rate is the printed one, within its last digit."""
        printed = Interval.printed(self.row.cell.value or Decimal(0), self.decimals)
        return printed.meets(self.computed)


def table_rates(figures: Figures, document: str, table: Table) -> list[Rate]:
    """The rates of a table under the pair of columns (and growth or completion) that most rows obey; else none."""
    rows = compared_rows(figures, document, table, "change_rate")
    best: list[Rate] = []
    for this, base in pairs(rows):
        for growth in (True, False):
            found = [rate for row in rows if (rate := _rate(figures, row, this, base, growth)) is not None]
            if sum(r.holds for r in found) > sum(r.holds for r in best):
                best = found
    held = sum(r.holds for r in best)
    return best if held > 1 and 3 * held >= 2 * len(best) else []


def _rate(figures: Figures, row: Row, this: int, base: int, growth: bool) -> Rate | None:
    if this not in row.wholes or base not in row.wholes:
        return None
    top, bottom = (Interval.of(figures.amounts[row.wholes[c].id]) for c in (this, base))
    if bottom.low <= 0 <= bottom.high:
        return None
    computed = ((top - bottom if growth else top) / bottom).scaled(HUNDRED)
    if growth:  # top and bottom are not independent: (this / base) − 1 is the narrower, exact range
        computed = (top / bottom + Interval.exact(Fraction(-1))).scaled(HUNDRED)
    return Rate(row=row, computed=computed, this=row.wholes[this], base=row.wholes[base])


@check(
    "row-rate",
    severity="error",
    zh="表内增减（完成）比例有误。{place}：印列{printed}，按{evidence}计算为{computed}%",
    en="A rate in a table is wrong. {place}: {printed} is printed; from {evidence} it is {computed}%",
)
def row_rate(case: Case) -> Iterator[Hit]:
    """A column of rates restates two columns of amounts: 增减% = (this − base) ÷ base, 完成% = this ÷ base.

    Judged where most rows of the table obey one such pair. Example: −1.39 beside 415230.75 and 428916.50 is −3.19.
    """
    for table in case.reading.extraction.tables:
        for rate in table_rates(case.ledger.figures, case.reading.name, table):
            if not rate.holds:
                yield _hit(rate)


def _hit(rate: Rate) -> Hit:
    cell, computed = rate.row.cell.source, percent(rate.computed.middle, max(rate.decimals, 2))
    sides = [f.source for f in (rate.this, rate.base)]
    evidence = "；".join(f"{s.column} {s.text}" for s in sides)
    values = {"place": place(cell), "printed": cell.text, "evidence": evidence, "computed": computed}
    figures = (cell.text, percent(rate.computed.middle, rate.decimals), computed, *(s.text for s in sides))
    return Hit(sources=(cell, *sides), figures=tuple(dict.fromkeys(figures)), values=values)
