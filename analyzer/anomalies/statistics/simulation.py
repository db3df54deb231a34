"""Simulated panels, clearly so: units that never were, with anomalies planted where we know them.

Only for tests, for measuring recall and precision, and for showing what the anomaly cards do; every row says “模拟” in
its document and entity.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from analyzer.changes.integers import Floats

if TYPE_CHECKING:
    import pandas as pd

CODES: Final = ("2010301", "2010302", "2010399", "2080501", "2080505", "2080506", "2089999", "2101101", "2101199",
                "2120101", "2120399", "2210201", "2210203", "2299999")  # fmt: skip
"""The function items every simulated unit has."""
PUBLIC: Final = ("vehicle_operation", "reception", "abroad", "meeting", "training")
"""The items of its table of the three public expenses, with meetings and training."""
ITEMS: Final = (*CODES, *PUBLIC)
_WEIGHT: Final = np.array([9, 5, 2, 1.2, 2, 1, 0.8, 1, 0.6, 4, 1.5, 2, 1, 0.7, 0.06, 0.03, 0.04, 0.08, 0.06])
PLANTED: Final = ("jump", "cut", "share-shift", "residual-grows", "starts", "contrast", "copied-year", "last-digits",
                  "cost-per-vehicle", "slip-10", "slip-10000")  # fmt: skip
"""What can be planted, in the order of planting."""
VEHICLE: Final = 2.5
"""万元 a vehicle costs a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """An anomaly put into a simulated panel; ``code`` is a code or an item, empty for one of a whole unit."""

    kind: str
    entity: str
    year: int
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """How honest budgets behave: degrees of freedom of the noise, the scatter of shocks that all units share in an item
    and year, and the part of figures that are carried over from last year."""

    tails: float = 5.0
    shocks: float = 0.0
    repeated: float = 0.0


CALM: Final = World()
HEAVY: Final = World(tails=3.0)
SHOCKED: Final = World(shocks=0.25)
LAZY: Final = World(repeated=0.25)
ROUGH: Final = World(tails=3.0, shocks=0.25, repeated=0.25)


def simulate(
    units: int = 300,
    years: int = 8,
    *,
    seed: int = 1,
    planted: int = 0,
    first: int = 2018,
    world: World = CALM,
    kinds: tuple[str, ...] = PLANTED,
) -> tuple[pd.DataFrame, list[Planted]]:
    """A panel of ``units`` × ``years`` budgets by item, and what was planted in it: ``planted`` of each of ``kinds``.

    Amounts grow by a common yearly rate with Student noise, wider for small items, in 万元 with two decimals. A unit
    has at most one anomaly.
    """
    rng = np.random.default_rng(seed)
    fen = _amounts(units, years, rng, world)
    at = len(CODES)
    vehicles = np.maximum(1, np.round(fen[0, :, at] / (VEHICLE * 1e6)))
    fen[..., at] = np.round(fen[..., at] / fen[0, :, at] * vehicles * VEHICLE * np.exp(rng.normal(0, 0.2, units)) * 100)
    fen[..., at] *= 10_000
    done = _plant(fen, planted, rng, first, kinds)
    return _frame(fen.astype(np.int64), vehicles.astype(np.int64), first), done


def _amounts(units: int, years: int, rng: np.random.Generator, world: World) -> Floats:
    size = np.exp(rng.normal(7.0, 0.9, units))[:, None] * _WEIGHT / _WEIGHT.sum()
    level = size * np.exp(rng.normal(0, 0.4, size.shape))
    trend = rng.normal(0.03, 0.02, years)[:, None, None] + rng.normal(0, world.shocks, (years, 1, len(ITEMS)))
    noise = rng.standard_t(world.tails, (years, *level.shape)) * 0.06 * (1 + 2 / np.sqrt(1 + level))
    step = trend + noise
    step[rng.random(step.shape) < world.repeated] = 0
    step[0] = 0
    wan = level * np.exp(np.cumsum(step, axis=0))
    return np.asarray(np.maximum(np.round(wan * 100), 1) * 10_000, dtype=np.float64)


def _name(unit: int) -> str:
    return f"模拟单位{unit + 1:03d}"


def _plant(fen: Floats, count: int, rng: np.random.Generator, first: int, kinds: tuple[str, ...]) -> list[Planted]:
    """Change the amounts in place; each unit gets at most one anomaly."""
    years, units, _ = fen.shape
    done = []
    for n, unit in enumerate(rng.permutation(units)[: count * len(kinds)]):
        kind, year = kinds[n % len(kinds)], int(rng.integers(2, years - 1))
        code = _planted(fen, kind, int(unit), year, rng)
        done.append(Planted(kind=kind, entity=_name(int(unit)), year=first + year, code=code))
    return done


def _planted(fen: Floats, kind: str, unit: int, year: int, rng: np.random.Generator) -> str:
    """Put one anomaly into ``fen`` and tell the item that bears it."""
    own = fen[:, unit]
    residual = [n for n, code in enumerate(CODES) if code.endswith("99")]
    ordinary = [n for n in range(len(CODES)) if n not in residual]
    item = int(rng.choice(residual if kind == "residual-grows" else ordinary))
    strength = float(rng.uniform(2.5, 5.0))
    factor = {"jump": strength, "cut": 1 / strength, "residual-grows": strength + 1}.get(kind)
    if factor:
        own[year:, item] *= factor
    elif kind == "share-shift":
        big = int(np.argmax(own[year, : len(CODES)]))
        item = item if item != big else ordinary[(ordinary.index(big) + 1) % len(ordinary)] if big in ordinary else item
        moved = 0.6 * own[year:, big]
        own[year:, big] -= moved
        own[year:, item] += moved
    elif kind == "starts":
        own[year:, item] = own[year:, item].clip(0.05 * own[year, : len(CODES)].sum())
        own[:year, item] = 0
    elif kind == "contrast":
        item = ITEMS.index("meeting")
        own[year:, item] *= strength
        own[year:, ITEMS.index("reception")] *= 0.6
    elif kind == "copied-year":
        own[year] = own[year - 1]
    elif kind == "last-digits":
        own[:, : len(CODES)] = np.floor(own[:, : len(CODES)] / 100_000) * 100_000 + 10_000 * rng.choice(
            [3, 7, 8], own[:, : len(CODES)].shape, p=[0.45, 0.45, 0.1]
        )
    elif kind == "cost-per-vehicle":
        item = ITEMS.index("vehicle_operation")
        own[:, item] *= 4
    elif kind.startswith("slip-"):
        own[year, item] *= float(kind.removeprefix("slip-"))
    own[:] = np.round(own / 10_000) * 10_000
    return "" if kind in ("copied-year", "last-digits") else ITEMS[item]


def _frame(fen: np.ndarray[tuple[int, ...], np.dtype[np.int64]], vehicles: Any, first: int) -> pd.DataFrame:
    import pandas as pd

    from analyzer.panel.schema import conform

    codes = len(CODES)
    total = fen[..., :codes].sum(axis=2, keepdims=True)
    three = fen[..., codes : codes + 3].sum(axis=2, keepdims=True)
    names = [*ITEMS, "total", "three_public"]
    money = _rows(np.concatenate([fen, total, three], axis=2), names, first)
    code = money["item"].where(money["item"].isin(CODES), "")
    concept = money["item"].where(money["item"].isin([*PUBLIC, "three_public"]), "")
    concept = concept.where(money["item"] != "total", "expenditure")
    in_public = money["item"].isin([*PUBLIC, "three_public"])
    money = money.assign(code=code, concept=concept, classification=code.where(code == "", "function"),
                         statement=np.where(in_public, "three_public", "expenditure"),
                         measure=np.where(in_public, "amount", "total"), row=money["item"].replace("total", "合计"),
                         amount_wan=money["amount_fen"] / 1e6, currency="CNY", unit="万元", quantum_fen=10_000,
                         fund=np.where(in_public, "fiscal", "all"))  # fmt: skip
    kept = np.repeat(vehicles[None, :, None], fen.shape[0], axis=0)
    counts = _rows(kept, ["公务用车保有量"], first)
    counts = counts.assign(statement="narrative", measure="count", concept="vehicles_kept", unit="辆",
                           value=counts["amount_fen"].astype("str"), amount_fen=None, origin="stated")  # fmt: skip
    whole = pd.concat([money, counts.astype({"amount_fen": "Int64"})], ignore_index=True)
    return conform(whole.assign(id=[f"sim#{n}" for n in range(len(whole))]))


def _rows(values: np.ndarray[tuple[int, ...], np.dtype[np.int64]], items: list[str], first: int) -> pd.DataFrame:
    import pandas as pd

    from analyzer.panel.schema import VERSION

    year, unit, item = (a.ravel() for a in np.indices(values.shape))
    entity = np.array([_name(n) for n in range(values.shape[1])], dtype=object)[unit]
    return pd.DataFrame({
        "entity": entity, "scope": "unit", "level": "county", "year": year + first, "stage": "budget",
        "item": np.array(items, dtype=object)[item], "amount_fen": values.ravel(), "origin": "printed",
        "document": [f"模拟-{name}-{y + first}" for name, y in zip(entity, year, strict=True)],
        "document_year": year + first, "document_stage": "budget", "version": VERSION,
    })  # fmt: skip
