"""The analyzer on invented disclosures of eleven provinces: no false alarm, and every seeded numeric fault found."""

from __future__ import annotations

import pytest

from tests.benchmark.injector import KINDS
from tests.benchmark.score import clean, tally

SEED = 4021
NUMERIC = sorted(KINDS)


def test_documents_that_are_right_are_not_accused() -> None:
    """Rounded and unrounded, budgets and final accounts, departments and units: every figure of them is exact."""
    result = clean(SEED, 60)
    assert result.documents >= 60
    assert result.alarms == []


@pytest.mark.parametrize("kind", NUMERIC)
def test_seeded_faults_are_found(kind: str) -> None:
    """Three faults of a kind; a miss names the document, the line and the two figures."""
    result = tally(SEED, kind, 3)
    assert result.injected == 3
    assert result.missed == []
