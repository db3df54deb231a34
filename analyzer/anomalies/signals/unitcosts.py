"""Cost per thing, where the document tells how many: per vehicle, per reception, per guest, per head of staff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from analyzer.anomalies.candidates import groups
from analyzer.anomalies.statistics.robust import distances

if TYPE_CHECKING:
    import pandas as pd

COUNTED: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    ("cost-per-vehicle", "vehicle_operation", ("vehicles_kept", "vehicles_owned")),
    ("cost-per-reception", "reception", ("receptions",)),
    ("cost-per-guest", "reception", ("guests",)),
    ("cost-per-head", "personnel", ("staff",)),
)
"""Kind, concept of the cost, concepts of the count, best first."""


def unit_costs(panel: pd.DataFrame) -> pd.DataFrame:
    """Cost per counted thing: one row a kind, entity, year and stage, with ``number`` and ``cost_wan`` in 万元.

    Count and cost come from one document: a budget divides by the vehicles kept at the end of the year before.
    """
    import pandas as pd

    told = panel["concept"].astype("str")
    named = {name for _, concept, counted in COUNTED for name in (concept, *counted)}
    panel = panel[told.isin(named).to_numpy(dtype=bool)]  # a panel is wide: only these rows are looked at again
    parts = [_costs(panel, *spec) for spec in COUNTED]
    return pd.concat(parts, ignore_index=True)


def _costs(panel: pd.DataFrame, kind: str, concept: str, counted: tuple[str, ...]) -> pd.DataFrame:
    told = panel["concept"].astype("str")
    counts = panel[told.isin(counted) & (panel["value"] != "")]
    rank = counts["concept"].map({name: n for n, name in enumerate(counted)})
    number = counts["value"].astype("float64")
    names = ["entity", "scope", "document"]
    counts = counts.assign(number=number, rank=rank)[number > 0].sort_values("rank", kind="stable")
    counts = counts.drop_duplicates(names)
    own = (panel["year"] == panel["document_year"]) & (panel["stage"] == panel["document_stage"])
    cost = panel[(told == concept) & panel["amount_fen"].notna() & own.fillna(False)]
    joined = cost.drop_duplicates([*names, "year", "stage"]).merge(counts[[*names, "number"]], on=names)
    return joined.assign(kind=kind, cost_wan=joined["amount_fen"].astype("float64") / 1e6 / joined["number"])


PEERS: Final = 12
"""Fewest peers with which a cost is judged."""


DEAR: Final = 2.0
"""How many times the peers' median a cost must be to be asked."""


def unusual_costs(panel: pd.DataFrame, *, least: int = PEERS) -> pd.DataFrame:
    """Costs per thing that stand out above those of the units of the same level, year and stage (robust).

    The rows of ``unit_costs`` with ``peers``, ``middle`` (the peers' median cost) and ``suspicion``.
    """
    rows = unit_costs(panel)
    rows = rows[rows["cost_wan"] > 0]
    values = np.log(rows["cost_wan"].to_numpy(dtype=np.float64))
    group = groups(rows, ["kind", "level", "year", "stage"])
    _, p, peers, centre = distances(values, group, np.ones(len(rows)), least=least)
    found = rows.assign(
        peers=peers - 1, middle=np.exp(centre), suspicion=-np.log10(np.maximum(np.nan_to_num(p, nan=1.0), 1e-12))
    )
    dear = found["cost_wan"] >= DEAR * found["middle"]
    return found[~np.isnan(p) & dear.to_numpy(dtype=bool)]
