"""Recall and precision of the anomaly cards by kind, beside Hidiroglou–Berthelot and robust z at as many alerts."""

from __future__ import annotations

import pytest

from analyzer.anomalies.statistics.simulation import CALM, HEAVY, LAZY, ROUGH, SHOCKED, World
from tests.anomalies.backtest import Tally, compare

WORLDS = {"calm": CALM, "heavy tails": HEAVY, "common shocks": SHOCKED, "25 % repeated": LAZY, "all three": ROUGH}


def _line(name: str, tally: Tally) -> str:
    return f"  {name:22} recall {tally.recall:.2f}  precision {tally.precision:.2f}  alerts {tally.alerts}"


@pytest.mark.parametrize("name", WORLDS)
def test_cards_beside_usual_edits(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Prints the figures of ten panels of 100 units and six years with one planted anomaly of each of eleven kinds."""
    world: World = WORLDS[name]
    tallies = compare(world, range(500, 510))
    cards = tallies["cards"]
    by_kind = ", ".join(f"{kind} {cards.hits[kind]}/{cards.wanted[kind]}" for kind in cards.wanted)
    with capsys.disabled():
        print(f"\n{name}")
        print("\n".join(_line(method, tally) for method, tally in tallies.items()))
        print(f"  found by kind: {by_kind}\n  in vain by kind: {dict(cards.false)}")
    for method, tally in tallies.items():
        if method != "cards":
            assert cards.recall > tally.recall, method
            assert cards.precision >= tally.precision - 0.05, method
