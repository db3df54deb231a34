"""Names of accounts inside the tables: one code, one name, and the name the classification gives it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache

from analyzer.checks.accounts.items import core, same
from analyzer.checks.registry import Case, Hit, check
from analyzer.concepts.codes import economic_codes, function_codes
from analyzer.concepts.statements import STATUTORY_CODED
from analyzer.model import Source, Table, TableRow
from analyzer.text import squeeze

LIKE = 0.75
"""Names at least so similar are taken for one name, broken or misread."""


def labelled(case: Case) -> Iterator[tuple[Table, TableRow]]:
    """The rows of the coded statements that have a code and a name; the rows of projects have names of their own."""
    for table in case.reading.extraction.tables:
        if table.statement in STATUTORY_CODED and not any("项目名称" in squeeze(c) for c in table.columns):
            yield from ((table, row) for row in table.rows if len(row.code) >= 5 and len(core(row.label)) >= 3)


def alike(one: str, other: str) -> bool:
    """Whether two labels are of one name, as printed or but for `LIKE` of their characters."""
    return same(one, other) or SequenceMatcher(None, core(one), core(other)).ratio() >= LIKE


def _source(table: Table, row: TableRow) -> Source:
    return Source(
        document=table.document, page=row.page, line=row.line, table=table.title, row=row.label, row_code=row.code,
        text=f"{row.code} {squeeze(row.label)}",
    )  # fmt: skip


@check(
    "account-label-differs",
    severity="warning",
    zh="同一科目编码{code}在各表中的名称不一致：“{one}”（{table}）与“{other}”（{second}）。",
    en="One code {code}, two names: “{one}” ({table}) and “{other}” ({second}).",
)
def account_label_differs(case: Case) -> Iterator[Hit]:
    """A code has one name in all tables of a document.

    Two names mean that code or name was taken from another row. Example: 2010806 信息化建设 in one table, 审计业务 in
    the next.
    """
    known: dict[str, tuple[Table, TableRow]] = {}
    told: set[str] = set()
    for table, row in labelled(case):
        first = known.setdefault(row.code, (table, row))
        if not alike(first[1].label, row.label) and row.code not in told:
            told.add(row.code)
            values = {
                "code": row.code,
                "one": squeeze(first[1].label),
                "table": first[0].title,
                "other": squeeze(row.label),
                "second": table.title,
            }
            yield Hit(sources=(_source(*first), _source(table, row)), figures=(row.code,), values=values)


@cache
def _classified() -> Mapping[str, Sequence[str]]:
    """Code → its names in the classification of the State, one for each year that changed it."""
    names: dict[str, list[str]] = {}
    for code in (*function_codes(), *economic_codes()):
        names.setdefault(code.code, []).append(code.name)
    return names


@check(
    "account-code-name",
    severity="note",
    zh="科目编码与名称不符：{code}在政府收支分类科目中为“{official}”，表中为“{printed}”。",
    en="The classification calls {code} “{official}”, the table “{printed}”.",
)
def account_code_name(case: Case) -> Iterator[Hit]:
    """A code stands beside the name that the classification of the State gives it, in whatever year.

    A note only: provinces add items of their own, and names are reformed from year to year.
    Example: 2080505 beside 机关事业单位职业年金缴费支出, which is 2080506.
    """
    told: set[str] = set()
    for table, row in labelled(case):
        official = _classified().get(row.code)
        if official and row.code not in told and not any(alike(name, row.label) for name in official):
            told.add(row.code)
            values = {"code": row.code, "official": official[0], "printed": squeeze(row.label)}
            yield Hit(sources=(_source(table, row),), figures=(row.code,), values=values)
