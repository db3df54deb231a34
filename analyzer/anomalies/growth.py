"""Tests of change: against peers of the same item and year, the unit's own history, and the unit's other items."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analyzer.anomalies.frames import found, groups
from analyzer.anomalies.robust import distances, effect, group_median
from analyzer.changes.keys import Floats

if TYPE_CHECKING:
    import pandas as pd

PEERS = 12
"""Fewest peers with which a distance is judged."""
HISTORY = 6
"""Fewest earlier changes of a series with which a jump is judged against its own history."""


def growing(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with positive amounts in both years of one stage, with their log ratio."""
    status = rows["status"].astype("str")
    good = (rows["base_fen"].fillna(0) > 0) & (rows["amount_fen"] > 0) & ~status.isin(["conflict", "basis differs"])
    chosen = rows[good.to_numpy(dtype=bool)]
    now = chosen["amount_fen"].to_numpy(dtype=np.float64) / 1e6
    before = chosen["base_fen"].to_numpy(dtype=np.float64) / 1e6
    return chosen.assign(now=now, before=before, log_ratio=np.log(now / before))


def ratio_edits(rows: pd.DataFrame, *, least: int = PEERS) -> pd.DataFrame:
    """A change that stands out among peers: the same item, stage and year in other units.

    Ratio edit after Hidiroglou and Berthelot (1986): ``score`` is their effect, ``p_value`` refers the log ratio's
    robust distance to a Student law (see ``robust``); ``peer_median`` is the median change in percent.
    """
    chosen = growing(rows)
    values = chosen["log_ratio"].to_numpy(dtype=np.float64)
    sizes = np.maximum(chosen["now"].to_numpy(), chosen["before"].to_numpy())
    z, p, peers, centre = distances(values, groups(chosen, ["key", "stage", "year"]), sizes, least=least)
    score = effect(chosen["now"].to_numpy(), chosen["before"].to_numpy(), centre)
    detail = [f"z={a:.1f}" for a in z]
    return found("ratio-to-peers", chosen, ~np.isnan(p), score=score, p_value=p, peers=peers - 1,
                 peer_median=100 * (np.exp(centre) - 1), detail=detail)  # fmt: skip


def history_jumps(rows: pd.DataFrame, *, least: int = HISTORY) -> pd.DataFrame:
    """A change unlike the earlier changes of the same series, only where there are at least ``least`` of those.

    The change less the peers' median change of the year is referred to the exact prediction interval of the earlier
    ones (Student, n − 2 degrees of freedom: budgets have heavier tails); ``score`` is its t. Shorter histories
    cannot tell a jump from noise.
    """
    from scipy.stats import t

    chosen = growing(rows).sort_values(["entity", "scope", "stage", "key", "year"], kind="stable")
    series = groups(chosen, ["entity", "scope", "stage", "key"])
    year = groups(chosen, ["key", "stage", "year"])
    values = chosen["log_ratio"].to_numpy(dtype=np.float64)
    common = group_median(values, year, int(year.max(initial=-1)) + 1)
    number = np.bincount(year) if len(year) else np.zeros(0, dtype=np.int64)
    values = values - np.where(number[year] >= PEERS, common[year], 0.0)
    before, mean, spread = _earlier(values, series)
    with np.errstate(divide="ignore", invalid="ignore"):
        score = np.where((before >= least) & (spread > 0), (values - mean) / (spread * np.sqrt(1 + 1 / before)), np.nan)
    p = np.where(np.isnan(score), np.nan, 2 * t.sf(np.abs(score), np.maximum(before - 2, 1)))
    return found("jump-in-history", chosen, ~np.isnan(p), score=score, p_value=p, peers=before,
                 peer_median=100 * (np.exp(mean) - 1),
                     detail=[f"{int(n)} earlier changes" for n in before])  # fmt: skip


def _earlier(values: Floats, series: Floats) -> tuple[Floats, Floats, Floats]:
    """Number, mean and standard deviation of the earlier values of each value's series (sorted by series)."""
    count = len(values)
    starts = np.ones(count, dtype=bool)
    starts[1:] = series[1:] != series[:-1]
    first = np.maximum.accumulate(np.where(starts, np.arange(count), 0)) if count else np.zeros(0, dtype=np.int64)
    sums, squares = (np.concatenate(([0.0], np.cumsum(v))) for v in (values, values**2))
    index = np.arange(count)
    number = (index - first).astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = (sums[index] - sums[first]) / number
        variance = ((squares[index] - squares[first]) - number * mean**2) / (number - 1)
    return number, mean, np.sqrt(np.maximum(variance, 0))


def share_shifts(rows: pd.DataFrame, *, least: int = PEERS) -> pd.DataFrame:
    """An item that outgrows (or falls behind) the unit's other items more than it does at peers.

    The growth of the item less the median growth of all items of the unit, so that one item's jump does not make
    shifts of all others; ``detail`` tells the shares of total expenditure.
    """
    chosen = _relative(growing(rows))
    z, p, peers, centre = distances(
        chosen["relative"].to_numpy(), groups(chosen, ["key", "stage", "year"]), chosen["now"].to_numpy(), least=least
    )
    return found("share-shift", chosen, ~np.isnan(p), score=z, p_value=p, peers=peers - 1,
                 peer_median=100 * (np.exp(centre) - 1), detail=_shares(chosen))  # fmt: skip


def residuals(rows: pd.DataFrame, *, least: int = PEERS) -> pd.DataFrame:
    """A residual item (“其他…”, code ending in 99) that outgrows the unit's other items more than residuals do
    elsewhere.

    One-sided. Growth of “other” hides what money is for; the peers are the residual items of all units that year.
    """
    chosen = _relative(growing(rows))
    chosen = chosen[chosen["code"].str.endswith("99").to_numpy(dtype=bool)]
    z, p, peers, centre = distances(
        chosen["relative"].to_numpy(), groups(chosen, ["stage", "year"]), chosen["now"].to_numpy(), least=least
    )
    one_sided = np.where(z > 0, p / 2, 1 - p / 2)
    return found("residual-grows", chosen, ~np.isnan(p), score=z, p_value=one_sided, peers=peers - 1,
                 peer_median=100 * (np.exp(centre) - 1), detail=_shares(chosen))  # fmt: skip


ITEMS = 5
"""Fewest items of a unit whose median says how the unit as a whole grew."""


def _relative(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows by code with their growth less the unit's median growth, and their shares of total expenditure."""
    names = ["entity", "scope", "stage", "year"]
    whole = rows[rows["concept"].isin(["expenditure", "current_expenditure"]) & (rows["code"] == "")]
    totals = whole.drop_duplicates(names).set_index(names)[["now", "before"]]
    coded = rows[rows["code"] != ""]
    coded = coded.join(totals.rename(columns={"now": "whole", "before": "whole_before"}), on=names)
    unit = groups(coded, names)
    size = int(unit.max(initial=-1)) + 1
    values = coded["log_ratio"].to_numpy(dtype=np.float64)
    relative = values - group_median(values, unit, size)[unit]
    enough = np.bincount(unit, minlength=size)[unit] >= ITEMS
    return coded.assign(relative=relative).iloc[np.flatnonzero(enough)]


def _shares(rows: pd.DataFrame) -> list[str]:
    before, now = 100 * rows["before"] / rows["whole_before"], 100 * rows["now"] / rows["whole"]
    return [f"{a:.1f} % → {b:.1f} %" if a == a and b == b else "" for a, b in zip(before, now, strict=True)]
