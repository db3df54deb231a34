"""Recall and precision of the cards on simulated panels, beside two usual edits at the same number of alerts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from analyzer.anomalies import find
from analyzer.anomalies.candidates import cells, grown
from analyzer.anomalies.statistics.simulation import Planted, World, simulate
from analyzer.changes import changes
from analyzer.series import build

Alert = tuple[str, int, str]
"""Entity, year and code; the code is empty for a card about a whole unit."""


@dataclass(slots=True)
class Tally:
    """What one method found over several panels."""

    alerts: int = 0
    true: int = 0
    wanted: Counter[str] = field(default_factory=Counter)
    hits: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)

    @property
    def recall(self) -> float:
        return sum(self.hits.values()) / max(1, sum(self.wanted.values()))

    @property
    def precision(self) -> float:
        return self.true / max(1, self.alerts)

    def add(self, alerts: Iterable[Alert], planted: list[Planted]) -> None:
        found = list(alerts)
        self.alerts += len(found)
        self.true += sum(any(_meets(alert, one) for one in planted) for alert in found)
        for one in planted:
            self.wanted[one.kind] += 1
            self.hits[one.kind] += any(_meets(alert, one) for alert in found)


def _meets(alert: Alert, planted: Planted) -> bool:
    """An alert of the unit in the year (a slip is seen again when it goes back), of the item or of the unit."""
    entity, year, _ = alert
    whole = planted.kind in ("last-digits", "cost-per-vehicle")
    return entity == planted.entity and (
        whole or planted.year <= year <= planted.year + planted.kind.startswith("slip")
    )


def alerts_of(found: pd.DataFrame) -> list[Alert]:
    return [(e, int(y), i) for e, y, i in zip(found["entity"], found["year"], found["item"], strict=True)]


def edits(panel: pd.DataFrame, changed: pd.DataFrame, series: pd.DataFrame, most: int) -> dict[str, list[Alert]]:
    """The ``most`` highest scores of the Hidiroglou–Berthelot edit (1986) and of a robust z, by item and year."""
    rows = cells(changed, series, panel)
    rows = rows[grown(rows)].assign(ratio=rows["now"] / rows["base"])
    middle = rows.groupby(["key", "year"])["ratio"].transform("median")
    symmetric = np.where(rows["ratio"] >= middle, rows["ratio"] / middle - 1, 1 - middle / rows["ratio"])
    effect = symmetric * np.maximum(rows["now"], rows["base"]) ** 0.4
    log = np.log(rows["ratio"])
    centre = log.groupby([rows["key"], rows["year"]]).transform("median")
    spread = (log - centre).abs().groupby([rows["key"], rows["year"]]).transform("median")
    scores = {"Hidiroglou–Berthelot": _by_quartiles(rows, pd.Series(effect, index=rows.index)),
              "robust z": ((log - centre) / spread.clip(lower=1e-3)).abs()}  # fmt: skip
    return {name: _best(rows, score, most) for name, score in scores.items()}


def _by_quartiles(rows: pd.DataFrame, effect: pd.Series) -> pd.Series:
    """The effect's distance from its median in the distances of the quartiles, as the edit's bounds are set."""
    groups = effect.groupby([rows["key"], rows["year"]])
    middle, low, high = (groups.transform("quantile", q) for q in (0.5, 0.25, 0.75))
    floor = (0.05 * middle).abs().clip(lower=1e-9)
    below, above = (middle - low).clip(lower=floor), (high - middle).clip(lower=floor)
    return ((effect - middle) / above.where(effect >= middle, below)).abs()


def _best(rows: pd.DataFrame, score: pd.Series, most: int) -> list[Alert]:
    best = rows.loc[score.sort_values(ascending=False, kind="stable").index[:most]]
    return list(zip(best["entity"], best["year"].astype(int), best["key"], strict=True))


def compare(world: World, seeds: Iterable[int], *, units: int = 100, years: int = 6) -> dict[str, Tally]:
    """The tallies of the cards and of both edits over panels with one planted anomaly of each kind."""
    tallies = {name: Tally() for name in ("cards", "Hidiroglou–Berthelot", "robust z")}
    for seed in seeds:
        panel, planted = simulate(units, years, seed=seed, planted=1, world=world)
        changed, series = changes(panel), build(panel)
        cards = find(panel, changed, series)
        found = alerts_of(cards)
        tallies["cards"].add(found, planted)
        wrong = [kind for kind, alert in zip(cards["kind"], found, strict=True)
                 if not any(_meets(alert, one) for one in planted)]  # fmt: skip
        tallies["cards"].false.update(wrong)
        for name, alerts in edits(panel, changed, series, len(found)).items():
            tallies[name].add(alerts, planted)
    return tallies
