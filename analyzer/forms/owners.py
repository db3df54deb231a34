"""Whose tables they are, where one file holds those of several organisations (one a sheet, one after another).

A line above a table may name another office by mistake: that is a fault of the publisher, and the figures stay the
document's. Several organisations are taken for several only where they print the same statement each.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from analyzer.concepts.statements import MANY_TO_A_FILE
from analyzer.forms.grids.tables import Assembled
from analyzer.forms.offices import ORGANISATION, canonical, office_name, related
from analyzer.text import squeeze

TITLED = re.compile(
    r"^(?:20\d\d年(?:度)?)?(?P<name>[\u4e00-\u9fff（）()]{4,40}?)(?:20\d\d年(?:度)?)?(?=(?:部门|单位)?[收支财一政预决].*表)"
)


def owners(tables: Sequence[Assembled], entity: str) -> list[str]:
    """The organisation of each table: ``entity`` for all, unless the file holds the same statement of several."""
    named = [_owner(table) for table in tables]
    statements: dict[str, set[str]] = defaultdict(set)
    for name, table in zip(named, tables, strict=True):
        if name:
            statements[name].add(table.statement.id)
    several = {n for n in statements if any(_apart(n, other, statements) for other in statements)}
    if len(several) < 2:
        return [entity] * len(tables)
    result: list[str] = []
    for index, (name, table) in enumerate(zip(named, tables, strict=True)):
        before = result[-1] if index and _goes_on(table, tables[index - 1]) else ""
        result.append(name if name in several else before or entity)
    return result


def _apart(one: str, other: str, statements: dict[str, set[str]]) -> bool:
    """Whether two organisations print a statement each, and neither is a way of writing the other."""
    both = statements[one] & statements[other] - MANY_TO_A_FILE
    return one != other and bool(both) and not related(one, other) and not related(other, one)


def _owner(table: Assembled) -> str:
    """The organisation that a table's own lines name: above it, in its title, as the name of its sheet."""
    head = table.draft.head
    line = re.sub(r"^[\[（(]?\d{3,9}[\]）)]?\s*", "", head.said("entity"))
    titled = TITLED.match(squeeze(table.title))
    for name in (line, titled["name"] if titled else "", head.sheet):
        plain = office_name(name)
        if len(plain) >= 4 and ORGANISATION.search(plain) and not re.search(r"[预决]算|表$", plain):
            return canonical(plain)
    return ""


def _goes_on(table: Assembled, before: Assembled) -> bool:
    return table.draft.head.sheet == before.draft.head.sheet
