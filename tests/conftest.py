"""Fixtures shared by all tests: where the real documents are, and a skip with a reason where they are not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
OWN_DISCLOSURE = ROOT / "data" / "disclosures" / "sjz-323003-2023-budget.txt"


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Commands keep their readings in a folder of this session, never in the user's."""
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))
    yield
    os.environ.pop("XDG_CACHE_HOME")
    if before is not None:
        os.environ["XDG_CACHE_HOME"] = before


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
