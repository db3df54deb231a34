"""Documents that belong together: an organisation's years, its text and its tables, a department and its units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from analyzer.model import Profile, Reading
from analyzer.text import bare

_HEAD_OFFICE = re.compile(r"[(（]?(本级|机关|本部|局机关|部门|汇总)[)）]?$")


def organisation(profile: Profile) -> str:
    """The organisation's name without what tells its head office from its department."""
    return bare(_HEAD_OFFICE.sub("", profile.entity.strip()))


def same_organisation(one: Profile, other: Profile) -> bool:
    """Whether two documents are of one organisation: by name, and by code where both print one.

    A department's code is the beginning of its units' codes. Names change, so equal full codes suffice.
    """
    a, b = one.entity_code, other.entity_code
    if a and b:
        if len(a) == len(b) >= 6 and one.region == other.region and a == b:
            return True
        if not (a.startswith(b) or b.startswith(a)):
            return False
    return bool(organisation(one)) and organisation(one) == organisation(other)


def linked(readings: Iterable[Reading]) -> Iterator[tuple[str, Reading, Reading]]:
    """Pairs of documents of one organisation: (``prior``, later, earlier) and (``unit``, department, unit)."""
    group = list(readings)
    for a in group:
        for b in group:
            pa, pb = a.profile, b.profile
            if a is b or pa.year is None or pb.year is None or pa.stage != pb.stage:
                continue
            if pa.year - pb.year not in (0, 1) or not same_organisation(pa, pb):
                continue
            if pa.year == pb.year + 1 and (pa.scope == pb.scope or not pa.scope or not pb.scope):
                yield "prior", a, b
            elif pa.year == pb.year and pa.scope == "department" and pb.scope == "unit":
                yield "unit", a, b
    yield from _subordinate(group)


def _subordinate(group: Sequence[Reading]) -> Iterator[tuple[str, Reading, Reading]]:
    """Departments with the units, called otherwise, whose own figures a table of theirs lists."""
    units = [r for r in group if r.profile.scope == "unit" and r.profile.region]
    for department in (r for r in group if r.profile.scope == "department" and r.profile.region):
        listed = {bare(f.entity) for f in department.facts} - {bare(department.profile.entity)}
        for unit in units:
            own, whole = unit.profile, department.profile
            same = (own.year, own.stage, own.region) == (whole.year, whole.stage, whole.region)
            named = any(len(name) >= _TELLING and bare(own.entity).endswith(name) for name in listed)
            if same and named and not same_organisation(own, whole):
                yield "unit", department, unit


_TELLING = 5
"""Characters by which a short name of a unit is told from a kind of office (服务中心)."""


def companions(readings: Iterable[Reading]) -> dict[str, tuple[Reading, ...]]:
    """For a document without statutory tables of its own those of the same office, year and stage that hold them.

    An office may publish its text and its tables in two files; what they are called decides nothing.
    """
    group = list(readings)
    tabled = [r for r in group if _statutory(r)]
    found: dict[str, tuple[Reading, ...]] = {}
    for reading in group:
        if not _statutory(reading) and reading.claims:
            mates = [t for t in tabled if _one_publication(reading.profile, t.profile)]
            if len({m.profile.scope for m in mates}) <= 1:
                found[reading.name] = tuple(mates)
    return found


def _statutory(reading: Reading) -> bool:
    """Whether the document prints a statement beyond lists and targets."""
    return any(f.amount and f.statement in _STATUTORY for f in reading.facts)


_STATUTORY = frozenset({"income_expenditure", "income", "expenditure", "appropriation", "general_public_budget"})


def _one_publication(one: Profile, other: Profile) -> bool:
    same = one.year is not None and (one.year, one.stage) == (other.year, other.stage)
    scopes = one.scope == other.scope or not one.scope or not other.scope
    return same and scopes and same_organisation(one, other)
