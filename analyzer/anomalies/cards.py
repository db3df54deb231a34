"""From candidates to cards: what a reader needs to judge each question, in one row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from analyzer.anomalies.explanations import Explained, explanations
from analyzer.anomalies.phrasing import name_of, question

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Final = ("rank", "kind", "entity", "scope", "region", "year", "stage", "code", "item", "label", "statement",
                  "amount_wan", "base_wan", "base_origin", "budget_wan", "final_wan", "expected_wan", "percent",
                  "peers", "peer_median", "peer_low", "peer_high", "share", "stake_wan", "witness", "suspicion",
                  "score", "q_value", "explained", "reason", "reason_verdict", "question", "question_en",
                  "document", "page", "line", "id")  # fmt: skip
TEXTS: Final = ("kind", "entity", "scope", "region", "stage", "code", "item", "label", "statement", "base_origin",
                "witness", "explained", "reason", "reason_verdict", "question", "question_en", "document",
                "id")  # fmt: skip
WHOLE_UNIT: Final = "全部科目"
"""Label of a card about all figures of a unit."""
_COSTS: Final = "cost-"


def explained(found: pd.DataFrame, panel: pd.DataFrame) -> pd.DataFrame:
    """The candidates with the reason that the text states for their change, its verdict, and whether it suffices."""
    known: list[Explained] = explanations(found, panel)
    return found.assign(reason=[one.reason for one in known], reason_verdict=[one.verdict for one in known],
                        explained=[one.state for one in known])  # fmt: skip


def cards(chosen: pd.DataFrame, known: Mapping[tuple[str, str, str, int], float], q: Any) -> pd.DataFrame:
    """One card a chosen candidate, in their order; ``known`` are the amounts of all stages (see ``cells.amounts``)."""
    import pandas as pd

    records = [_card(row, known) for row in chosen.to_dict("records")]
    table = pd.DataFrame(records, columns=list(COLUMNS)).assign(rank=range(1, len(records) + 1), q_value=q)
    kinds = {"year": "Int64", "page": "Int64", "line": "Int64", "peers": "Int64", "rank": "Int64"}
    texts = dict.fromkeys(TEXTS, "str")
    numbers = {name: "float64" for name in COLUMNS if name not in kinds and name not in texts}
    for name in texts:
        table[name] = table[name].astype(object).where(table[name].notna(), "")
    return table.astype(kinds | texts | numbers)


def _card(row: Mapping[Any, Any], known: Mapping[tuple[str, str, str, int], float]) -> dict[str, Any]:
    now, base, total = row["now"], row["base"], row["total"]
    cost = str(row["kind"]).startswith(_COSTS)
    ratio = not cost and row["kind"] not in ("unchanged", "executed-exactly")
    place = (row["entity"], row["key"])
    return {
        "kind": row["kind"], "entity": row["entity"], "scope": row["scope"], "region": row["region"],
        "year": row["year"], "stage": row["stage"], "code": row["code"], "item": row["key"],
        "label": name_of(row) if row["key"] else WHOLE_UNIT, "statement": row["statement"],
        "amount_wan": now, "base_wan": base,
        "base_origin": row["base_origin"], "budget_wan": known.get((*place, "budget", int(row["year"]))),
        "final_wan": known.get((*place, "final", int(row["year"]))), "expected_wan": row["expected"],
        "percent": 100 * (now / base - 1) if base and base == base else np.nan, "peers": row["peers"],
        "peer_median": 100 * (row["middle"] - 1) if ratio else row["middle"],
        "peer_low": 100 * (row["low"] - 1) if ratio else np.nan,
        "peer_high": 100 * (row["high"] - 1) if ratio else np.nan,
        "share": 100 * now / total if total and total == total else np.nan, "stake_wan": row["stake"],
        "witness": row["witness"], "suspicion": row["suspicion"], "score": row["score"],
        "explained": row["explained"], "reason": row["reason"], "reason_verdict": row["reason_verdict"],
        "question": question(row, "zh"), "question_en": question(row, "en"), "document": row["document"],
        "page": row["page"], "line": row["line"], "id": row["id"],
    }  # fmt: skip
