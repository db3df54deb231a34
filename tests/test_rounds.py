"""Documents and texts whose writers had not seen the code: every accusation of them is one that was read and holds.

``accused.csv`` lists these, ``statements.csv`` the verdicts that a reader may give each statement (initials of
confirmed, rounding, consistent, unverifiable, doubtful; x for refuted), ``reached.csv`` how many were found and how
many judged so. What a round taught stays true of it.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

import analyzer
from analyzer.pipeline import Run

ROUNDS = Path(__file__).resolve().parent / "rounds"
NAMES = sorted(path.name for path in ROUNDS.iterdir() if path.is_dir())
CODES = {"confirmed": "c", "rounding": "r", "consistent": "s", "unverifiable": "u", "doubtful": "d", "refuted": "x"}
STANDS_FOR = {"s": "cu", "d": "u"}


def _rows(name: str, of: str) -> list[dict[str, str]]:
    with (ROUNDS / name).open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["round"] == of]


@pytest.fixture(scope="module")
def read() -> Callable[[str], Run]:
    """The run over one round, judged once."""
    return cache(lambda name: analyzer.analyze(ROUNDS / name, jobs=0))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_accused_is_what_was_read_and_holds(read: Callable[[str], Run], name: str) -> None:
    told = Counter(
        (r["document"], r["check"], r["figures"][0] if r["figures"] else "")
        for r in read(name).finding_records
        if r["severity"] in ("error", "warning")
    )
    known = Counter((row["document"], row["check"], row["figure"]) for row in _rows("accused.csv", name))
    assert told - known == Counter()
    assert known - told == Counter()


@pytest.mark.parametrize("name", NAMES)
def test_statements_are_found_and_judged(read: Callable[[str], Run], name: str) -> None:
    given: dict[tuple[str, str, object, str], list[str]] = defaultdict(list)
    for r in read(name).claim_records:
        value = abs(Decimal(r["value"])) if r["value"] else ""
        given[r["document"], r["kind"], value, r["unit"]].append(CODES[r["verdict"]])
    rows = _rows("statements.csv", name)
    found = right = 0
    for row in rows:
        kinds = ("level", "count") if row["kind"] == "count" else (row["kind"],)
        value = Decimal(row["value"]) if row["value"] and row["kind"] not in ("flat", "direction") else ""
        unit = "" if row["kind"] in ("flat", "direction") else row["unit"]
        key = next((k for kind in kinds if given.get(k := (row["document"], kind, value, unit))), None)
        if key is None:
            continue
        found += 1
        fits = [c for c in given[key] if {c, *STANDS_FOR.get(c, "")} & {*row["acceptable"]}]
        right += bool(fits)
        given[key].remove((fits or given[key])[0])
    [reached] = _rows("reached.csv", name)
    assert found >= int(reached["found"])
    assert right >= int(reached["right"])
