"""The benchmark in small: clean documents raise no alarm, numeric faults of every kind are found and blamed rightly."""

from __future__ import annotations

from random import Random

import pytest

from tests.seeded import score
from tests.seeded.faults import clear, value
from tests.seeded.generator import families, make
from tests.seeded.injector import KINDS
from tests.seeded.semantics import SEMANTIC
from tests.seeded.styles import NAMES

SEED = 11
CLEAN = 44
FAULTS = 5


def test_clean_documents_raise_no_alarm() -> None:
    """Documents that are right are not complained of."""
    result = score.clean(SEED, CLEAN)
    assert result.documents >= CLEAN
    assert not result.alarms


def test_last_years_figure_may_be_planned_or_spent() -> None:
    """“由上年的1.45万元减少到1.19万元” names no stage: last year's budget printed 1.43, and says nothing against it."""
    findings, _ = score.judged(make(Random("21:611"), 611).documents)
    assert findings == ()


@pytest.mark.parametrize("kind", [*KINDS, *score.WHOLE])
def test_numeric_faults_are_found(kind: str) -> None:
    """Each seeded fault of a numeric kind leads to a finding at its place; the wrong cell is named where it can be."""
    result = score.tally(SEED, kind, FAULTS)
    assert result.injected == FAULTS, "the generator offers too few places"
    assert result.recall >= 0.98, result.missed
    assert result.blamed >= 0.8 * result.decidable


@pytest.mark.parametrize("kind", SEMANTIC)
def test_semantic_faults_are_found(kind: str) -> None:
    """Most contradictions between words are found."""
    result = score.tally(SEED, kind, FAULTS)
    assert result.recall >= 0.8, result.missed


def test_generator_repeats_itself() -> None:
    """The same seed gives the same documents, in the styles of all provinces."""
    one, two = ([d for f in families(3, 40) for d in f.documents] for _ in range(2))
    assert one == two
    assert {document.style for document in one} == set(NAMES)


def test_faults_exceed_rounding() -> None:
    """A spoiled money figure lies further off than rounding could put it."""
    for case in score.cases(SEED, "slip: replaced", 10):
        spoiled = case.family.documents[case.fault.document].mark(case.fault.places[0])
        truth = value(case.fault.true, spoiled.unit)
        assert abs(value(case.fault.printed, spoiled.unit) - truth) * 500 >= truth
        assert clear(spoiled, case.fault.true)
