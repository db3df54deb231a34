"""Documents that belong together: an organisation's years, its text and its tables, a department and its units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from analyzer.families.adoption import prints_statements
from analyzer.families.grouping import is_listed, listed, same_organisation
from analyzer.model import Profile, Reading


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
    for department in group:
        if names := listed(department):
            for unit in group:
                own, whole = unit.profile, department.profile
                if is_listed(own, whole, names) and not same_organisation(own, whole):
                    yield "unit", department, unit


def companions(readings: Iterable[Reading]) -> dict[str, tuple[Reading, ...]]:
    """For a document without statutory tables of its own those of the same office, year and stage that hold them.

    An office may publish its text and its tables in two files; what they are called decides nothing.
    """
    group = list(readings)
    tabled = [r for r in group if prints_statements(r)]
    found: dict[str, tuple[Reading, ...]] = {}
    for reading in group:
        if not prints_statements(reading) and reading.claims:
            mates = [t for t in tabled if _one_publication(reading.profile, t.profile)]
            if len({m.profile.scope for m in mates}) <= 1:
                found[reading.name] = tuple(mates)
    return found


def _one_publication(one: Profile, other: Profile) -> bool:
    same = one.year is not None and (one.year, one.stage) == (other.year, other.stage)
    scopes = one.scope == other.scope or not one.scope or not other.scope
    return same and scopes and same_organisation(one, other)
