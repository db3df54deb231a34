"""Families: the grouping is what the rule for pairs connects, and judging by them is judging all at once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from analyzer import checks
from analyzer.families.grouping import families, listed, same_organisation
from analyzer.model import Profile
from analyzer.pipeline import inputs, read_all
from analyzer.pipeline.judging import judge, together

NAMES = st.sampled_from(["", "云山市档案馆", "云山市档案馆（本级）", "云山市商务局", "云山市商务局部门"])
CODES = st.sampled_from(["", "412", "412001", "412001003", "413", "413001", "99"])
PROFILES = st.builds(Profile, entity=NAMES, entity_code=CODES, region=st.sampled_from(["", "云山市"]))


@given(st.lists(PROFILES, max_size=14))
def test_a_family_is_what_pairs_of_one_organisation_connect(profiles: list[Profile]) -> None:
    assert families(profiles) == connected(profiles)


def connected(profiles: list[Profile]) -> list[tuple[int, ...]]:
    """The same by looking at every pair."""
    groups = [{n} for n in range(len(profiles))]
    for a, one in enumerate(profiles):
        for b, other in enumerate(profiles):
            if a != b and same_organisation(one, other):
                first, second = (next(g for g in groups if n in g) for n in (a, b))
                if first is not second:
                    groups.remove(second)
                    first |= second
    return sorted(tuple(sorted(group)) for group in groups)


def test_two_codes_under_one_name_are_two_organisations_until_a_document_without_code_joins_them() -> None:
    one, other = (Profile(entity="财政局", entity_code=code) for code in ("301001", "502001"))
    assert families([one, other]) == [(0,), (1,)]
    assert families([one, other, Profile(entity="财政局")]) == [(0, 1, 2)]


def test_a_unit_that_was_renamed_and_its_department_stay_together() -> None:
    old, new = (Profile(entity=name, entity_code="412001", region="云山市") for name in ("档案局", "档案馆"))
    department = Profile(entity="档案馆部门", entity_code="412", region="云山市")
    assert families([old, new, department, Profile(entity="水务局")]) == [(0, 1, 2), (3,)]


def test_judging_by_families_is_judging_all_at_once(shared: Path, own_disclosure: Path) -> None:
    corpus, _ = read_all(inputs([shared / "disclosures", own_disclosure]), jobs=2)
    groups = families([r.profile for r in corpus.readings], [listed(r) for r in corpus.readings])
    assert 1 < len(groups) < len(corpus.readings)
    parts = [judge(tuple(corpus.readings[n] for n in group)) for group in groups]
    ours, whole = together(corpus.readings, parts), checks.judge(corpus)
    assert ours.verdicts == whole.verdicts
    assert ours.findings == whole.findings
    assert Counter(map(repr, ours.outcomes)) == Counter(map(repr, whole.outcomes))
    assert Counter(map(repr, ours.issues)) == Counter(map(repr, whole.issues))
