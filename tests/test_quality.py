"""What the whole way is worth on audited documents: the measures of the shared scorer, none of which may fall.

The floors are what unseen documents are asked for; they are no description of these, which are known by now.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import analyzer
from analyzer.export import save_data
from analyzer.pipeline import Run
from tests.test_schemas import faults

SHARED = Path(__file__).resolve().parents[2] / "shared"
SCORER = SHARED / "tools" / "score.py"
pytestmark = pytest.mark.skipif(not SCORER.exists(), reason="the audited documents are not on this machine")

FLOORS: list[tuple[str, str, list[str], dict[str, float]]] = [
    (
        "disclosures",
        "disclosures",
        ["gold", "gold-next"],
        {"cells": 1, "claims": 0.98, "verdicts": 0.98, "numeric": 0.98, "semantic": 0.85, "editorial": 0.8,
         "repairs": 0.7, "precision": 0.97},
    ),
    (
        "provinces",
        "provinces/docs",
        ["provinces/gold"],
        {"cells": 1, "verdicts": 0.98, "numeric": 0.98, "precision": 0.98},
    ),
    ("prose", "prose/docs", ["prose/gold"], {"claims": 0.97, "verdicts": 0.97, "numeric": 0.98, "precision": 0.98}),
]  # fmt: skip
ABSTAINED = {"disclosures": 0.04, "provinces": 0.04, "prose": 0.12}
UNMATCHED = {"disclosures": 1, "provinces": 0, "prose": 1}


@pytest.fixture(scope="module")
def audited() -> Callable[[str], Run]:
    """A folder of the audited documents, read and judged once."""
    return cache(lambda folder: analyzer.analyze(SHARED / folder, jobs=0))


@pytest.mark.parametrize("folder", ["disclosures", "provinces/docs"])
def test_records_of_paged_and_recognised_documents_fit(audited: Callable[[str], Run], folder: str) -> None:
    assert faults(audited(folder), most=1000) == []


@pytest.mark.parametrize(("name", "documents", "gold", "floors"), FLOORS, ids=[name for name, *_ in FLOORS])
def test_no_measure_falls(
    audited: Callable[[str], Run],
    name: str,
    documents: str,
    gold: list[str],
    floors: dict[str, float],
    tmp_path: Path,
) -> None:
    save_data(audited(documents), tmp_path / "data")
    told = subprocess.run(
        [sys.executable, str(SCORER), str(tmp_path), *(str(SHARED / folder) for folder in gold), "--json"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    score = json.loads(told.splitlines()[-1])
    below = {measure: score[measure] for measure, floor in floors.items() if score[measure] < floor}
    assert below == {}
    assert score["abstained"] <= ABSTAINED[name]
    assert score["unmatched"] <= UNMATCHED[name]
    assert score["traps"] == 0
