"""Anomalies: a short list of what deserves a question, each with all that is needed to judge it.

``find`` gives at most ten cards per hundred units (ten for fewer). A card is a question, never an accusation. How it is
found: slips of the pen need two witnesses; changes are measured against what all units did with the item and the unit
did with all its items, in a scale shrunk by empirical Bayes; habits are one share a unit and year; all are ranked by
suspicion, money at stake and what the text leaves unexplained (see ``ranking``). On simulated panels about two cards of
three are planted anomalies (``make bench`` prints it by kind, beside the usual edits).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzer.anomalies.phrasing import KINDS
from analyzer.anomalies.signals.unitcosts import unit_costs
from analyzer.anomalies.silence import silence

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["KINDS", "find", "silence", "unit_costs"]


def find(panel: pd.DataFrame, changed: pd.DataFrame | None = None, series: pd.DataFrame | None = None) -> pd.DataFrame:
    """The cards of a panel, most deserving first (columns: ``cards.COLUMNS``).

    ``changed`` and ``series`` save computing ``analyzer.changes.changes(panel)`` and ``analyzer.series.build(panel)``
    again. Amounts are in 万元, ``percent`` and the peers' median and quartiles in percent of last year. ``q_value``
    is given from a hundred units on; below, the cards are a ranking. A panel of one year without stated changes, or
    without figures, has none.
    """
    from analyzer.anomalies import cards, ranking
    from analyzer.anomalies.candidates import amounts, cells
    from analyzer.anomalies.signals import collection as signals
    from analyzer.anomalies.statistics import inference
    from analyzer.changes import changes
    from analyzer.panel.schema import conform
    from analyzer.series import build

    panel = conform(panel)
    table = changes(panel) if changed is None else changed
    headlines = build(panel) if series is None else series
    rows = cells(table, headlines, panel)
    found = cards.explained(signals.candidates(rows, headlines, panel), panel)
    units = int(rows["entity"].nunique())
    picked = ranking.chosen(found, units, len(rows))
    places = len(rows.drop_duplicates(["entity", "year"]))
    q = inference.q_values(picked, ranking.scored(found), units, places)
    return cards.cards(picked, amounts(table, headlines), q)
