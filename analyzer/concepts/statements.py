"""What statements have in common, and which one a title names.

Nothing outside this module and `places` lists statements: others ask what a statement is (whether codes key its rows,
whether it is of one fund, whether it lists things). Titles that name a statement are data
(``assets/vocabulary/statements.csv``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from analyzer.concepts.labels import plain_label, table
from analyzer.concepts.statementids import StatementId

_S = StatementId

BY_FUND: Final[dict[str, StatementId]] = {
    "general_public": _S.GENERAL_PUBLIC_BUDGET,
    "government_funds": _S.GOVERNMENT_FUNDS,
    "state_capital": _S.STATE_CAPITAL,
}
"""Fund → the statement of its expenditure."""
FUND_OF: Final[dict[str, str]] = {
    **{statement: fund for fund, statement in BY_FUND.items()},
    _S.BASIC_EXPENDITURE: "general_public",
    _S.APPROPRIATION: "fiscal",
    _S.THREE_PUBLIC: "fiscal",
}
"""Statement → the money it is about; all money where it is not named here."""
TWO_SIDED: Final = (_S.APPROPRIATION, _S.INCOME_EXPENDITURE)
"""Income and expenditure stand side by side."""
BY_COLUMN_OF_FUND: Final = (_S.APPROPRIATION,)
"""Columns are funds, never kinds of expenditure."""
ALL_MONEY: Final = (_S.EXPENDITURE, _S.INCOME, _S.INCOME_EXPENDITURE)
"""Of all funds, own income too."""
ONE_SIDED: Final = (_S.INCOME, _S.EXPENDITURE)
"""Each side of all money in a statement of its own."""
BY_ECONOMIC: Final = (_S.BASIC_EXPENDITURE, _S.EXPENDITURE_BY_ECONOMIC)
"""Rows are keyed by economic accounts."""
BY_FUNCTION: Final = (_S.GENERAL_PUBLIC_BUDGET, _S.EXPENDITURE, _S.INCOME, _S.GOVERNMENT_FUNDS, _S.STATE_CAPITAL)
"""Rows are keyed by function accounts; the two-sided ones list classes only."""
NAMING_FUNCTIONS: Final = (_S.GENERAL_PUBLIC_BUDGET, _S.EXPENDITURE, *TWO_SIDED, _S.GOVERNMENT_FUNDS,
                           _S.STATE_CAPITAL, _S.INCOME)  # fmt: skip
"""Statements in which a function account may be found, the likeliest first."""
CODED: Final = frozenset({*BY_FUNCTION, *BY_ECONOMIC, _S.PROJECT_EXPENDITURE})
"""Statements whose rows are keyed by classification codes."""
STATUTORY_CODED: Final = (*BY_FUNCTION, _S.BASIC_EXPENDITURE)
"""Of these, what the law prescribes for every office."""
SPENT_AND_GENERAL: Final = (_S.EXPENDITURE, _S.GENERAL_PUBLIC_BUDGET)
"""Expenditure by function account that every office has, the widest money first."""
SPENT_BY_FUNCTION: Final = (*SPENT_AND_GENERAL, _S.GOVERNMENT_FUNDS)
"""The same, of government funds too."""
STATUTORY_TOTALS: Final = frozenset({*ALL_MONEY, _S.APPROPRIATION, _S.GENERAL_PUBLIC_BUDGET})
"""Statements whose totals every text of a disclosure restates."""
NESTED: Final = frozenset({*ALL_MONEY, _S.GENERAL_PUBLIC_BUDGET, _S.BASIC_EXPENDITURE, _S.THREE_PUBLIC})
"""Statements in which a department's figure holds those of its units."""
LISTING: Final = frozenset({*SPENT_BY_FUNCTION, _S.BASIC_EXPENDITURE, _S.INCOME})
"""Statements that list every account with money: what they leave out has none."""
LISTS: Final = frozenset({_S.PERFORMANCE_TARGET, _S.PROCUREMENT, _S.UNITS})
"""Rows are things, which no account or headline figure keys."""
REPEATED: Final = frozenset({*LISTS, _S.PROJECT_EXPENDITURE, _S.ASSETS, _S.OTHER})
"""A document may hold several of these, and their titles may speak of any year (a project of last year)."""
VAGUE: Final = frozenset({_S.OTHER, _S.INCOME, _S.EXPENDITURE})
"""Named by a word (收入, 支出) that many a heading has which is no title."""
MANY_TO_A_FILE: Final = frozenset({_S.OTHER, _S.PERFORMANCE_TARGET, _S.PROCUREMENT, _S.PROJECT_EXPENDITURE})
"""Tables of one organisation that may name others: they do not show that a file is of several."""
WORDLESS: Final = frozenset({_S.OTHER, _S.UNITS})
"""Tables that prove nothing about which statements a document has."""
UNTOLD: Final = frozenset({_S.PERFORMANCE_TARGET, _S.UNITS})
"""Tables without money of the year."""
SPENDING: Final = (_S.EXPENDITURE, _S.INCOME_EXPENDITURE)
"""Where all expenditure is told."""
RECEIVING: Final = (_S.INCOME, _S.INCOME_EXPENDITURE)
"""Where all income is told."""
BY_ACCOUNT: Final = (_S.EXPENDITURE, _S.GENERAL_PUBLIC_BUDGET, *TWO_SIDED)
"""Where expenditure by function account is told, the widest money and the most detail first."""
WITH_PROJECTS: Final = (_S.EXPENDITURE, _S.PROJECT_EXPENDITURE, _S.GENERAL_PUBLIC_BUDGET)
"""Where the sum of all projects is told, the widest money first."""
OF_GENERAL: Final = (_S.GENERAL_PUBLIC_BUDGET,)
OF_BASIC: Final = (_S.BASIC_EXPENDITURE,)
PUBLIC_OR_FREE: Final = (_S.THREE_PUBLIC, _S.OTHER)
"""Where the three public expenses are printed: their own table, or one that a place has made up."""
LOOSE_BY_ECONOMIC: Final = (_S.OTHER, _S.EXPENDITURE_BY_ECONOMIC)
"""Economic accounts of more than basic money, in tables of a place's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One declared title: the statement it names, what its rows are keyed by, whether two sides stand in it."""

    id: StatementId
    key: str
    two_sided: bool
    pattern: re.Pattern[str]


_QUALIFIERS = re.compile(
    r"20\d\d年度?|(?<=表)[一二三四五六七八九十\d]+$|(公开|批复|预算|决算|附)?表?\d{1,2}表?$|续表?\d*$"
)
_UNKNOWN = Statement(id=_S.OTHER, key="label", two_sided=False, pattern=re.compile(""))


@lru_cache(maxsize=1)
def statements() -> tuple[Statement, ...]:
    """The declared titles in the order in which they are tried; raises ValueError for an identifier not declared."""
    return tuple(
        Statement(
            id=StatementId(row["id"]),
            key=row["key"],
            two_sided=row["two_sided"] == "1",
            pattern=re.compile(row["pattern"]),
        )
        for row in table("statements")
    )


@lru_cache(maxsize=4096)
def statement_of(title: str) -> Statement:
    """The statement that ``title`` names; ``other`` where it names none."""
    text = _QUALIFIERS.sub("", plain_label(title))
    return next((found for found in statements() if found.pattern.search(text)), _UNKNOWN)


def statement(identifier: str) -> Statement:
    """The first declared statement of that identifier; raises StopIteration for an unknown one."""
    return next(found for found in statements() if found.id == identifier)


def titled(title: str) -> bool:
    """Whether ``title`` names a statutory statement, whichever."""
    return statement_of(title).id is not _S.OTHER


def is_public(statement: str) -> bool:
    """Whether it lists the three public expenses."""
    return statement == _S.THREE_PUBLIC


def is_basic(statement: str) -> bool:
    """Whether it divides basic expenditure by economic account."""
    return statement == _S.BASIC_EXPENDITURE


def is_purchases(statement: str) -> bool:
    """Whether it lists what is bought."""
    return statement == _S.PROCUREMENT


def is_property(statement: str) -> bool:
    """Whether it lists what is owned."""
    return statement == _S.ASSETS


def is_targets(statement: str) -> bool:
    """Whether it sets performance targets."""
    return statement == _S.PERFORMANCE_TARGET


def is_projects(statement: str) -> bool:
    """Whether its rows are projects."""
    return statement == _S.PROJECT_EXPENDITURE


def is_income(statement: str) -> bool:
    """Whether it is 收入总表, whose lines are received and never spent."""
    return statement == _S.INCOME


def is_free(statement: str) -> bool:
    """Whether it is of no statutory form."""
    return statement == _S.OTHER


OBLIGATORY: Final[tuple[tuple[StatementId, str, int], ...]] = (
    (_S.INCOME_EXPENDITURE, "收支总表", 0),
    (_S.INCOME, "收入总表", 0),
    (_S.EXPENDITURE, "支出总表", 0),
    (_S.APPROPRIATION, "财政拨款收支总表", 0),
    (_S.GENERAL_PUBLIC_BUDGET, "一般公共预算支出表", 0),
    (_S.BASIC_EXPENDITURE, "一般公共预算基本支出表", 0),
    (_S.GOVERNMENT_FUNDS, "政府性基金预算支出表", 0),
    (_S.STATE_CAPITAL, "国有资本经营预算支出表", 2019),
    (_S.THREE_PUBLIC, "“三公”经费支出表", 0),
)
"""What the law prescribes: statement, its usual name, the first year from which it must be shown (0: always)."""
