"""Statements without a title that says what they are: found by their columns, their codes and their totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from analyzer.amounts import parse_number
from analyzer.concepts.codes import function_codes
from analyzer.concepts.statementids import StatementId
from analyzer.concepts.statements import RECEIVING, SPENT_BY_FUNCTION, Statement, is_free, statement, statement_of
from analyzer.concepts.vocabulary import item_of
from analyzer.forms.grids.captions import TABLE_WORD
from analyzer.forms.grids.columns import NATURES, TOTALS
from analyzer.forms.grids.header import text_of
from analyzer.forms.grids.tables import FIGURES, Assembled, Line
from analyzer.text import squeeze

SOURCES = {"service_income", "business_income", "superior_subsidy", "other_income", "subsidiary_remit", "fund_income"}
PEOPLE = {"personnel", "operating"}
TOTAL_ROWS = {"total", "income_total", "expenditure_total", "income_current", "expenditure_current"}


def named(tables: Sequence[Assembled]) -> list[Assembled]:
    """The tables, each without a telling title under the statement that only it can be."""
    found: list[Assembled] = []
    taken = {table.statement.id for table in tables}
    for table in tables:
        kind = _kind(table, tables, taken) if _nameless(table) else _listed(table)
        if kind is not None:
            taken.add(kind.id)
        found.append(table if kind is None else replace(table, statement=kind))
    return found


def _nameless(table: Assembled) -> bool:
    """Whether the title says nothing: there is none, or it is no title of a table."""
    title = squeeze(table.draft.title)
    return is_free(table.statement.id) and not (TABLE_WORD.search(title) or statement_of(title).pattern.pattern)


def _listed(table: Assembled) -> Statement | None:
    """A list of offices that prints figures of each and their total: a list of no statutory form, not a text."""
    if table.statement.key != "text":
        return None
    totals = [line for line in table.lines if any(item_of(key.label) == "total" for key in line.keys)]
    figured = [c for part in table.segments for c in part.of(*FIGURES) if _adds(c.index, table.lines)]
    return statement(StatementId.OTHER) if totals and figured else None


def _adds(column: int, lines: Sequence[Line]) -> bool:
    """Whether a column has a figure in three lines or more, the total's among them."""
    numbers = [parse_number(text_of(line.cells[column])) for line in lines if column < len(line.cells)]
    return sum(number is not None for number in numbers) > 2


def _kind(table: Assembled, tables: Sequence[Assembled], taken: set[StatementId]) -> Statement | None:
    if table.statement.two_sided or len(table.segments) != 1:
        return None
    concepts = {c.concept for c in table.segments[0].of(*FIGURES)}
    codes = [key.code for line in table.lines for key in line.keys if key.code]
    if not codes or not concepts & TOTALS:
        return None
    if all(code[0] == "3" and len(code) in (3, 5) for code in codes):
        return _free(StatementId.BASIC_EXPENDITURE, taken) if concepts & PEOPLE else None
    listed = {entry.code for entry in function_codes()}
    if sum(code in listed for code in codes) * 2 <= len(codes):
        return None
    if concepts & SOURCES:
        return _free(StatementId.INCOME, taken)
    return _by_function(table, tables, taken, codes) if concepts & NATURES else None


def _free(identifier: StatementId, taken: set[StatementId]) -> Statement | None:
    """The statement, unless another table of the document is it already."""
    return None if identifier in taken else statement(identifier)


def _by_function(
    table: Assembled, tables: Sequence[Assembled], taken: set[StatementId], codes: Sequence[str]
) -> Statement | None:
    """Which statement of expenditure by function it is: by the classes of funds, else by the total that it shares."""
    if all(code.startswith("223") for code in codes):
        return _free(StatementId.STATE_CAPITAL, taken)
    open_ = [name for name in SPENT_BY_FUNCTION if name not in taken]
    whole = _totals([table])
    known = _totals([t for t in tables if t.statement.id in RECEIVING])
    if whole and known and not whole & known:
        open_ = [name for name in open_ if name != StatementId.EXPENDITURE]
    return statement(open_[0]) if open_ and open_[0] != StatementId.GOVERNMENT_FUNDS else None


def _totals(tables: Sequence[Assembled]) -> set[Decimal]:
    """The figures of the rows of totals."""
    found: set[Decimal] = set()
    for table in tables:
        for line in table.lines:
            for part, key in zip(table.segments, line.keys, strict=True):
                if not key.code and item_of(key.label, part.side) in TOTAL_ROWS:
                    cells = [line.cells[c.index] for c in part.of(*FIGURES) if c.index < len(line.cells)]
                    found |= {number.value for cell in cells if (number := parse_number(text_of(cell)))}
    return found
