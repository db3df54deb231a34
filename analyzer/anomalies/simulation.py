"""Simulated panels, clearly so: units that never were, with anomalies planted where we know them.

Only for tests and for showing what the anomaly tests do; every row says “模拟” in its document and entity.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from analyzer.changes.keys import Floats

if TYPE_CHECKING:
    import pandas as pd

CODES: Final = ("2010301", "2010302", "2010399", "2080501", "2080505", "2080506", "2089999", "2101101", "2101199",
                "2120101", "2120399", "2210201", "2210203", "2299999")  # fmt: skip
"""The function items every simulated unit has."""
_WEIGHT: Final = np.array([9, 5, 2, 1.2, 2, 1, 0.8, 1, 0.6, 4, 1.5, 2, 1, 0.7])


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """An anomaly put into a simulated panel."""

    kind: str
    entity: str
    year: int
    code: str


def simulate(
    units: int = 300, years: int = 8, *, seed: int = 1, planted: int = 0, first: int = 2018
) -> tuple[pd.DataFrame, list[Planted]]:
    """A panel of ``units`` × ``years`` budgets by function item, and what was planted in it.

    Amounts grow by a common yearly rate with Student noise (5 degrees of freedom), wider for small items. Planted are,
    in turns: a tripled item, an item cut to a fifth, a residual item that grows sixfold, one amount over four years, a
    budget equal to last year's, and 元 printed for 万元; ``planted`` is the number of each.
    """
    rng = np.random.default_rng(seed)
    size = np.exp(rng.normal(7.0, 0.9, units))[:, None] * _WEIGHT / _WEIGHT.sum()
    level = size * np.exp(rng.normal(0, 0.4, size.shape))
    trend = rng.normal(0.03, 0.02, years)
    noise = rng.standard_t(5, (years, *level.shape)) * 0.06 * (1 + 2 / np.sqrt(1 + level))
    wan = level * np.exp(np.cumsum(trend[:, None, None] + noise, axis=0))
    fen = np.round(wan * 100) * 10_000  # printed in 万元 with two decimals
    done = _plant(fen, planted, rng, first)
    return _frame(fen.astype(np.int64), first), done


def _name(unit: int) -> str:
    return f"模拟单位{unit + 1:03d}"


def _plant(fen: Floats, count: int, rng: np.random.Generator, first: int) -> list[Planted]:
    """Change the amounts in place; each unit gets at most one anomaly."""
    years, units, codes = fen.shape
    kinds = ("ratio-to-peers", "cut", "residual-grows", "repeated-amount", "equal-to-last-year", "unit-slip")
    chosen = rng.permutation(units)[: count * len(kinds)]
    residual = [n for n, code in enumerate(CODES) if code.endswith("99")]
    done = []
    for n, unit in enumerate(chosen):
        kind = kinds[n % len(kinds)]
        code = int(rng.choice(residual)) if kind == "residual-grows" else int(rng.integers(codes))
        year = int(rng.integers(3, years))
        factor = {"ratio-to-peers": 3.0, "cut": 0.2, "residual-grows": 6.0, "unit-slip": 1e4}.get(kind)
        if factor:
            end = year + 1 if kind == "unit-slip" else years
            fen[year:end, unit, code] = np.round(fen[year:end, unit, code] * factor / 10_000) * 10_000
        else:
            start = year - 3 if kind == "repeated-amount" else year - 1
            amount = max(fen[start, unit, code], 100_000_000.0) // 10_000 * 10_000 + 70_000 + 60_000 * (n % 2)
            fen[start : year + 1, unit, code] = amount if amount % 100_000 else amount + 30_000
        done.append(Planted(kind="ratio-to-peers" if kind == "cut" else kind, entity=_name(int(unit)),
                            year=first + year, code=CODES[code]))  # fmt: skip
    return done


def _frame(fen: np.ndarray[tuple[int, ...], np.dtype[np.int64]], first: int) -> pd.DataFrame:
    import pandas as pd

    from analyzer.panel.schema import VERSION, conform

    units = fen.shape[1]
    with_total = np.concatenate([fen, fen.sum(axis=2, keepdims=True)], axis=2)
    names = np.array([*CODES, ""], dtype=object)
    year, unit, code = (a.ravel() for a in np.indices(with_total.shape))
    amounts = with_total.ravel()
    entity = np.array([_name(n) for n in range(units)], dtype=object)[unit]
    return conform(pd.DataFrame({
        "entity": entity, "scope": "unit", "year": year + first, "stage": "budget", "statement": "expenditure",
        "item": np.where(names[code] == "", "total", names[code]), "row": np.where(names[code] == "", "合计",
            names[code]),
        "code": names[code], "classification": np.where(names[code] == "", "", "function"), "measure": "total",
        "fund": "all", "concept": np.where(names[code] == "", "expenditure", ""), "amount_fen": amounts,
        "quantum_fen": 10_000, "amount_wan": amounts / 1e6, "currency": "CNY", "unit": "万元", "origin": "printed",
        "document": [f"模拟-{name}-{y + first}" for name, y in zip(entity, year, strict=True)],
        "document_year": year + first, "document_stage": "budget", "id": [f"sim#{n}" for n in range(len(amounts))],
        "version": VERSION,
    }))  # fmt: skip
