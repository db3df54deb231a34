"""Fixtures shared by all tests: where the real documents are, and a skip with a reason where they are not."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
OWN_DISCLOSURE = ROOT / "data" / "disclosures" / "sjz-323003-2023-budget.txt"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real disclosures and their audited truth; tests that need it are skipped elsewhere."""
    if not (SHARED / "gold").is_dir():
        pytest.skip("the audited disclosures are not on this machine (../shared)")
    return SHARED


@pytest.fixture(scope="session")
def own_disclosure() -> Path:
    """The user's own document, committed with the project."""
    return OWN_DISCLOSURE
