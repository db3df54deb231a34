"""The cards find more of what was planted than two usual edits at the same number of alerts, and ask less in vain."""

from __future__ import annotations

from analyzer.anomalies import find
from analyzer.anomalies.statistics.simulation import LAZY, ROUGH, simulate
from tests.anomalies.backtest import compare


def test_cards_beat_the_usual_edits() -> None:
    """In a world of heavy tails, common shocks and a quarter of carried-over figures (panels not tuned on)."""
    tallies = compare(ROUGH, range(900, 903))
    cards = tallies.pop("cards")
    for name, edit in tallies.items():
        assert cards.recall >= edit.recall + 0.15, name
        assert cards.precision >= edit.precision, name
    assert cards.recall >= 0.5
    assert cards.precision >= 0.7


def test_clean_panels_have_few_cards_and_no_slips() -> None:
    """Without anything planted places stay empty, no figure is called a slip, and no q-value is small."""
    for seed, world in ((41, ROUGH), (42, LAZY)):
        found = find(simulate(100, 6, seed=seed, world=world)[0])
        assert len(found) <= 7
        assert "slip" not in set(found["kind"])
        assert not (found["q_value"] <= 0.05).any()
