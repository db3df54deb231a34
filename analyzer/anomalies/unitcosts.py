"""Cost per thing, where the document tells how many: per vehicle, per reception, per guest, per head of staff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from analyzer.anomalies.frames import found, groups
from analyzer.anomalies.growth import PEERS
from analyzer.anomalies.robust import distances

if TYPE_CHECKING:
    import pandas as pd

COUNTED: Final[tuple[tuple[str, str, str, str], ...]] = (
    ("cost-per-vehicle", "vehicle_operation", "辆", r"保有|公务用车|车辆"),
    ("cost-per-reception", "reception", "批次|批|次", r"接待"),
    ("cost-per-guest", "reception", "人次|人", r"接待"),
    ("cost-per-head", "personnel", "人|名", r"在职|编制|实有|人员|职工"),
)
"""Kind, concept of the cost, unit of the count, words of the count's subject."""
_NOT_STAFF: Final = r"离休|退休|遗属|接待|出国|培训|受益|服务对象"


def unit_costs(panel: pd.DataFrame) -> pd.DataFrame:
    """Cost per counted thing: one row a kind, entity, year and stage, with ``cost_wan`` in 万元.

    The counts are figures of the panel without an amount whose unit and subject say what they count.
    """
    import pandas as pd

    parts = [_costs(panel, *spec) for spec in COUNTED]
    return pd.concat(parts, ignore_index=True)


def _costs(panel: pd.DataFrame, kind: str, concept: str, unit: str, words: str) -> pd.DataFrame:
    names = ["entity", "scope", "year", "stage"]
    subject = panel["item"] + panel["row"]
    counts = panel[panel["unit"].str.fullmatch(unit) & subject.str.contains(words) & (panel["value"] != "")]
    if kind == "cost-per-head":
        counts = counts[~(counts["item"] + counts["row"]).str.contains(_NOT_STAFF)]
    number = counts["value"].astype("float64")
    counts = counts.assign(number=number)[number > 0].drop_duplicates(names)
    cost = panel[(panel["concept"] == concept) & panel["amount_fen"].notna()].drop_duplicates(names)
    joined = cost.merge(counts[[*names, "number"]], on=names)
    return joined.assign(kind=kind, cost_wan=joined["amount_fen"].astype("float64") / 1e6 / joined["number"])


def unusual_costs(panel: pd.DataFrame, *, least: int = PEERS) -> pd.DataFrame:
    """Costs per thing that stand out among the units of the same year (log cost, robust distance)."""
    rows = unit_costs(panel)
    rows = rows[rows["cost_wan"] > 0]
    values = np.log(rows["cost_wan"].to_numpy(dtype=np.float64))
    z, p, peers, centre = distances(values, groups(rows, ["kind", "year", "stage"]), np.ones(len(rows)), least=least)
    detail = [f"{cost:.2f} 万元 / {n:g}" for cost, n in zip(rows["cost_wan"], rows["number"], strict=True)]
    kinds = rows["kind"].to_numpy()
    table = found("cost", rows, score=z, p_value=p, peers=peers - 1, peer_median=np.exp(centre), detail=detail)
    return table.assign(kind=kinds)[~np.isnan(p)]
