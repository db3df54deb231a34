"""Fixtures shared by all tests: where the real documents are, and a skip with a reason where they are not."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
OWN_DISCLOSURE = ROOT / "data" / "disclosures" / "sjz-323003-2023-budget.txt"

SLOW = (
    "anomalies", "claims/test_gold.py", "evidence", "forms/test_disclosures.py", "fuzz", "panel/test_real_pairs.py",
    "panel/test_series.py", "pipeline", "plots", "readers/test_hostile.py", "readers/test_ofd.py",
    "readers/test_office.py", "readers/test_pdf_oracle.py", "report", "seeded", "speed", "test_cli.py",
    "test_contract.py", "test_differences.py", "test_formats_agree.py", "test_inputs.py", "test_packaging.py",
    "test_pipeline.py", "test_quality.py", "test_rounds.py", "test_schemas.py", "test_selection.py",
)  # fmt: skip
"""What starts processes, browsers or whole runs, or measures on many documents: left out of `make test-fast`."""
PROCESSES = ["pipeline/test_exchange.py", "pipeline/test_isolation.py", "readers/test_office.py"]
"""Tests that end processes, bound their memory and look at them as Linux lets one do."""
POSIX = ["pipeline/test_cluster.py", "pipeline/test_inputs.py", "pipeline/test_store.py", "test_inputs.py"]
"""Tests of pipes, links, owners and permissions, which Windows does not have in this form."""

collect_ignore = [*(PROCESSES if sys.platform != "linux" else []), *(POSIX if sys.platform == "win32" else [])]

gc.set_threshold(50_000)  # thousands of small documents are read: the collector would look at them again and again

settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


SPREAD = (
    "pipeline/test_faults.py",
    "pipeline/test_isolation.py",
    "plots/test_plots.py",
    "seeded",
    "test_formats_agree.py",
)
"""Files whose tests share little and take minutes together: any worker takes any of them."""


def _together(test: str) -> str:
    """What a test (its node id) is shared out with: its file, for the runs that tests of one file share."""
    place = test.partition("::")[0]
    return test if place.removeprefix("tests/").startswith(SPREAD) else place


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling:
    """Share tests out by file; not by ``xdist_group``, whose groups pytest 9.2 loses (pytest-xdist, issue 1386)."""
    scheduler = LoadScopeScheduling(config, log)
    scheduler._split_scope = _together
    return scheduler


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow, by its place."""
    here = Path(__file__).parent
    for item in items:
        place = item.path.relative_to(here).as_posix() if item.path.is_relative_to(here) else item.path.name
        if place.startswith(SLOW):
            item.add_marker(pytest.mark.slow)


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
def warm(tmp_path_factory: pytest.TempPathFactory) -> None:
    """One small run, so that whatever is forked from here finds modules, patterns and templates ready."""
    from analyzer.pipeline import publish
    from tests.pipeline.build import ARCHIVE

    publish(ARCHIVE, tmp_path_factory.mktemp("warm") / "out", figures=False, jobs=0)


@pytest.fixture(autouse=True)
def _warm_where_slow(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("slow") is not None:
        request.getfixturevalue("warm")


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
