"""Everything that might deserve a question: one frame of candidates, each with its suspicion and its money at stake.

``suspicion`` is the negative decimal log of a chance (2: one in a hundred), comparable within a kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from analyzer.anomalies.candidates import grown, totals
from analyzer.anomalies.signals import contrasts, decimals, digits, habits, starts, unitcosts
from analyzer.anomalies.statistics import effects
from analyzer.changes.integers import Bools, Floats

if TYPE_CHECKING:
    import pandas as pd

FIELDS: Final = ("kind", "entity", "scope", "region", "level", "stage", "year", "key", "code", "label", "statement",
                 "now", "base", "expected", "stake", "total", "suspicion", "peers", "low", "middle", "high", "witness",
                 "power", "equal", "number", "often", "cost", "document", "page", "line", "id",
                 "base_origin")  # fmt: skip
LEAST_RATIO: Final = 1.5
"""The smallest growth (or its inverse) that is asked for its size alone."""
LEAST_SHARE: Final = 0.002
"""The smallest part of a unit's total that a change must be to be asked."""
PUBLIC: Final = frozenset({"abroad", "vehicle_purchase", "vehicle_operation", "reception", "meeting", "training",
                           "three_public"})  # fmt: skip
"""Small by nature and watched all the same: their part of the whole sets no floor."""
WHOLES: Final = frozenset({"total_expenditure", "basic", "project", "three_public"})


def candidates(rows: pd.DataFrame, series: pd.DataFrame, panel: pd.DataFrame) -> pd.DataFrame:
    """All candidates of the cells ``rows`` (see ``cells.cells``)."""
    import pandas as pd

    total, before = totals(series, rows)
    whole = np.fmax(total, before)
    rows = rows.assign(total=np.where(np.isfinite(whole), whole, _sums(rows)))
    both = rows[grown(rows)].reset_index(drop=True)
    wrong = decimals.slips(both)
    judged = _judged(both, wrong)
    parts = [
        _changes(judged),
        wrong.assign(kind="slip", stake=wrong["now"] - wrong["now"] / 10 ** wrong["power"]),
        _starts(rows),
        _contrast(judged),
        _unit(habits.unchanged(rows), "unchanged"),
        _unit(habits.spent(rows), "executed-exactly"),
        _digits(rows),
        _costs(panel),
    ]
    parts = [part.reindex(columns=list(FIELDS)) for part in parts if len(part)]
    if not parts:
        return rows.iloc[:0].reindex(columns=list(FIELDS))
    return pd.concat([part.astype(object) for part in parts], ignore_index=True).infer_objects()


def _sums(rows: pd.DataFrame) -> Floats:
    """The money of a unit's codes in a year, where no total is printed."""
    coded = rows["now"].where((rows["code"].str.len() == 7).to_numpy(dtype=bool), 0.0)
    sums = coded.groupby([rows["entity"], rows["stage"], rows["year"]], observed=True).transform("sum")
    return np.where(sums > 0, sums, np.nan)


def _judged(both: pd.DataFrame, wrong: pd.DataFrame) -> pd.DataFrame:
    """The changes that are no slips, with kind, suspicion and peers."""
    usable = both[~_beside(both, wrong)].reset_index(drop=True)
    found = effects.judged(usable)
    up = found.z > 0
    kind = np.where(up, np.where(usable["key"].str.endswith("99"), "residual-grows", "jump"), "drop")
    return usable.assign(kind=kind, expected=found.expected, stake=usable["now"] - found.expected,
                         suspicion=np.minimum(-np.log10(found.p), 12.0), peers=found.peers,
                         low=found.low, middle=found.middle, high=found.high)  # fmt: skip


def _changes(rows: pd.DataFrame) -> pd.DataFrame:
    """Jumps, drops and residual items that grow, as far as they are large enough to be asked."""
    ratio = np.exp(np.abs(np.log(rows["now"] / rows["base"])))
    part = (rows["stake"].abs() >= LEAST_SHARE * rows["total"]) | rows["key"].isin(PUBLIC) | rows["total"].isna()
    return rows[np.asarray((ratio >= LEAST_RATIO) & part, dtype=bool)]


def _beside(both: pd.DataFrame, wrong: pd.DataFrame) -> Bools:
    """The slips, the years after them, and the wholes that hold them: their ratios say nothing of what was spent."""
    names = {(e, s, k, y + d) for e, s, own, y in zip(wrong["entity"], wrong["stage"], wrong["key"], wrong["year"],
                                                      strict=True) for d in (0, 1) for k in (own, *WHOLES)}  # fmt: skip
    own = zip(both["entity"], both["stage"], both["key"], both["year"], strict=True)
    return np.array([name in names for name in own], dtype=bool)


def _starts(rows: pd.DataFrame) -> pd.DataFrame:
    share = rows[["now", "base"]].max(axis=1) / rows["total"]
    found = starts.starts(rows, np.asarray(share, dtype=np.float64))
    if not len(found):
        return found
    kind = np.where(found["begun"], "starts", "ends")
    found = found.assign(kind=kind, expected=found["base"], stake=found["now"] - found["base"])
    return found.loc[np.asarray(found["suspicion"], dtype=np.float64) > 0]


def _contrast(judged: pd.DataFrame) -> pd.DataFrame:
    found = contrasts.contrasts(judged)
    return found.assign(kind="contrast", stake=found["now"] - found["base"])


def _unit(found: pd.DataFrame, kind: str) -> pd.DataFrame:
    return found.assign(kind=kind, key="", code="", label="", stake=found["money"], total=np.nan)


def _digits(rows: pd.DataFrame) -> pd.DataFrame:
    found = digits.last_digits(rows)
    blank = dict.fromkeys(("key", "code", "label", "statement", "id"), "")
    return found.assign(kind="last-digits", now=np.nan, base=np.nan, stake=np.nan, page=None, line=None, **blank)


def _costs(panel: pd.DataFrame) -> pd.DataFrame:
    if len(panel.drop_duplicates(["entity", "scope"])) < unitcosts.PEERS:
        return panel.iloc[:0]
    found = unitcosts.unusual_costs(panel)
    wan = found["amount_fen"].astype("float64") / 1e6
    return found.assign(key=found["concept"], code="", label="", now=wan, base=np.nan, cost=found["cost_wan"],
                        stake=wan - found["middle"] * found["number"], total=np.nan)  # fmt: skip
