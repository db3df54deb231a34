"""Which documents belong together: one organisation's years, stages, texts and tables, department and unit.

Documents of different families never meet in a relation, so each family is read from disk, judged and written alone.
The rule for a pair is `same_organisation`; a family is what such pairs connect. Whatever looks for pairs of documents
(last year's, the department's) must use this rule, or judging by families is no longer judging all at once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain

from analyzer.model import Profile, Reading
from analyzer.text import bare

_HEAD_OFFICE = re.compile(r"[(（]?(本级|机关|本部|局机关|部门|汇总)[)）]?$")
TELLING = 5
"""Characters by which a short name of a unit is told from a kind of office (服务中心)."""
FULL_CODE = 6
"""From so many digits on a code names one organisation of its region, whatever the organisation is called."""


def organisation(profile: Profile) -> str:
    """The organisation's name without what tells its head office from its department."""
    return bare(_HEAD_OFFICE.sub("", profile.entity.strip()))


def same_organisation(one: Profile, other: Profile) -> bool:
    """Whether two documents are of one organisation: by name, and by code where both print one.

    A department's code is the beginning of its units' codes. Names change, so equal full codes suffice.
    """
    a, b = one.entity_code, other.entity_code
    if a and b:
        if len(a) == len(b) >= FULL_CODE and one.region == other.region and a == b:
            return True
        if not (a.startswith(b) or b.startswith(a)):
            return False
    return bool(organisation(one)) and organisation(one) == organisation(other)


def listed(reading: Reading) -> tuple[str, ...]:
    """The other organisations whose own figures a table of this department lists, by their bare names."""
    own = reading.profile
    if own.scope != "department" or not own.region:
        return ()
    names = {bare(fact.entity) for fact in reading.facts} - {bare(own.entity)}
    return tuple(sorted(name for name in names if len(name) >= TELLING))


def is_listed(unit: Profile, department: Profile, names: Iterable[str]) -> bool:
    """Whether a department that lists ``names`` means ``unit``: of its region, year and stage, so called at the end."""
    same = (unit.year, unit.stage, unit.region) == (department.year, department.stage, department.region)
    whole = bare(unit.entity)
    return same and unit.scope == "unit" and any(whole.endswith(name) for name in names)


def families(profiles: Sequence[Profile], lists: Sequence[Sequence[str]] = ()) -> list[tuple[int, ...]]:
    """The positions of ``profiles`` by family: ascending inside, families in the order of their first member.

    ``lists`` are the organisations that each of them lists (see `listed`): a department and those units are a family.
    Time grows with the number of documents, not with its square: only documents of one name or of one full code are
    looked at together, and among those of one name only their different codes.
    """
    parent = list(range(len(profiles)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for group in chain(_alike(profiles), _subordinate(profiles, lists)):
        first = root(group[0])
        for n in group[1:]:
            parent[root(n)] = first
    found: dict[int, list[int]] = defaultdict(list)
    for n in range(len(profiles)):
        found[root(n)].append(n)
    return sorted(tuple(group) for group in found.values())


def _alike(profiles: Sequence[Profile]) -> Iterable[list[int]]:
    """Groups of positions that are of one organisation each."""
    coded: dict[tuple[str, str], list[int]] = defaultdict(list)
    named: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for n, profile in enumerate(profiles):
        if len(profile.entity_code) >= FULL_CODE:
            coded[profile.region, profile.entity_code].append(n)
        if name := organisation(profile):
            named[name][profile.entity_code].append(n)
    yield from coded.values()
    for codes in named.values():
        yield from _by_code(codes)


def _subordinate(profiles: Sequence[Profile], lists: Sequence[Sequence[str]]) -> Iterable[list[int]]:
    """Departments with each unit that they list."""
    ends: dict[tuple[object, ...], list[int]] = defaultdict(list)
    wanted = {name for names in lists for name in names}
    for n, profile in enumerate(profiles):
        if wanted and profile.scope == "unit" and profile.region:
            whole = bare(profile.entity)
            for start in range(len(whole) - TELLING + 1):
                if whole[start:] in wanted:
                    ends[profile.year, profile.stage, profile.region, whole[start:]].append(n)
    for n, names in enumerate(lists):
        own = profiles[n]
        for name in names:
            yield [n, *ends.get((own.year, own.stage, own.region, name), ())]


def _by_code(codes: dict[str, list[int]]) -> Iterable[list[int]]:
    """Documents of one name: those without a code belong to all others, one code to those that begin with it."""
    if "" in codes:
        yield [n for group in codes.values() for n in group]
        return
    stems: list[tuple[str, int]] = []
    for code in sorted(codes):  # a stem comes just before the codes that begin with it
        while stems and not code.startswith(stems[-1][0]):
            stems.pop()
        yield codes[code] + ([stems[-1][1]] if stems else [])
        stems.append((code, codes[code][0]))
