"""Anomalies: false alarms on clean panels, recall of what was planted, and each rule on a small example."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
import pytest

from analyzer import panel
from analyzer.anomalies import KINDS, find, run_tests, unit_costs
from analyzer.anomalies.digits import monte_carlo
from analyzer.anomalies.reasons import amounts_in, explains
from analyzer.anomalies.simulation import simulate
from tests.panel.synthetic import simple

LEVEL = 0.05


def test_false_discoveries_on_clean_panels() -> None:
    """On ten clean panels hardly one gives any discovery: with no true anomaly that share is the false-discovery
    rate."""
    alarms = 0
    for seed in range(20, 30):
        tested = run_tests(simulate(80, 8, seed=seed)[0])
        alarms += bool((tested["q_value"] <= LEVEL).any())
    print(f"\nclean panels with a false discovery at {LEVEL}: {alarms}/10")
    assert alarms <= 2


def test_p_values_are_not_too_small_on_clean_panels() -> None:
    """At most 1 % (and a bit of luck) of the tests of a kind have p < 0.01."""
    tested = run_tests(simulate(300, 8, seed=31)[0])
    tested = tested[tested["p_value"].notna()]
    for kind, p in tested.groupby("kind")["p_value"]:
        share = (p < 0.01).mean()
        print(f"{kind}: {share:.4f} of {len(p)} below 0.01")
        assert share <= 0.015 + 3 * np.sqrt(0.01 / len(p)), kind


def test_recall_of_planted_anomalies() -> None:
    """What was planted is found at its entity, year and item; what is found beside it stays few."""
    table, planted = simulate(300, 8, seed=9, planted=8)
    found = find(table, level=LEVEL)
    places = set(zip(found["entity"], found["year"], found["code"], strict=True))
    hits = Counter(p.kind for p in planted if (p.entity, p.year, p.code) in places)
    wanted = Counter(p.kind for p in planted)
    for kind, number in wanted.items():
        print(f"recall of {kind}: {hits[kind]}/{number}")
        assert hits[kind] >= 0.7 * number, kind
    tested = found[found["p_value"].notna()]
    false = 1 - tested["entity"].isin({p.entity for p in planted}).mean()
    print(f"false discoveries among {len(tested)}: {false:.3f}")
    assert false <= 2 * LEVEL


def test_a_few_seconds_for_300_units_and_8_years() -> None:
    from time import perf_counter

    table, _ = simulate(300, 8, seed=2)
    start = perf_counter()
    find(table)
    spent = perf_counter() - start
    print(f"\nall anomaly tests of 300 units × 8 years: {spent:.1f} s")
    assert spent < 30


def years(entity: str, texts: dict[int, str], *, code: str = "2080501", stage: str = "budget") -> list[pd.DataFrame]:
    return [
        panel.build(simple(entity, y, [("expenditure", code, "total", text)], stage=stage)) for y, text in texts.items()
    ]


def kinds(*tables: pd.DataFrame) -> set[str]:
    return set(find(panel.join(tables))["kind"])


def test_rules_fire() -> None:
    assert "equal-to-last-year" in kinds(*years("甲", {2022: "123.47", 2023: "123.47"}))
    assert "repeated-amount" in kinds(*years("甲", {2021: "12.30", 2022: "12.30", 2023: "12.30"}))
    assert "unit-slip" in kinds(*years("甲", {2022: "123.47", 2023: "1300000.00"}))
    assert "executed-exactly" in kinds(*years("甲", {2022: "123.47"}), *years("甲", {2022: "123.47"}, stage="final"))


def test_rules_stay_silent() -> None:
    """Round amounts may repeat, zero is no amount, and growth is no slip."""
    assert not kinds(*years("甲", {2021: "10.00", 2022: "10.00", 2023: "10.00"}))
    assert not kinds(*years("甲", {2021: "0.00", 2022: "0.00", 2023: "0.00"}))
    assert not kinds(*years("甲", {2021: "12.34", 2022: "99.00", 2023: "500.00"}))


def test_short_history_is_not_judged() -> None:
    """Three years of noise are no basis for a jump."""
    table = panel.join(years("甲", {2020: "10.1", 2021: "11.2", 2022: "10.4", 2023: "40.5"}))
    assert "jump-in-history" not in set(run_tests(table)["kind"])


def test_empty_panel_has_no_anomalies() -> None:
    assert len(find(panel.join([]))) == 0


def test_every_kind_is_documented() -> None:
    found = find(simulate(300, 8, seed=9, planted=4)[0])
    assert set(found["kind"]) <= set(KINDS)


def test_monte_carlo_is_exact() -> None:
    """Nine digits once each is the most even outcome: every draw is at least as uneven."""
    rng = np.random.default_rng(0)
    assert monte_carlo(0.0, 9, rng) == 1.0
    assert monte_carlo(8 * 30.0, 30, rng) <= 2e-6


def test_reasons() -> None:
    assert amounts_in("新增保障资金10428万元和补贴 1,321.5 万元") == [10_428_000_000, 1_321_500_000]
    assert explains("", 100) == "no"
    assert explains("项目调整", 100) == "stated"
    assert explains("新增项目 10 万元、5万元", 15_000_000) == "stated, numbers agree"
    assert explains("新增项目 10 万元", 50_000_000) == "stated, numbers differ"


def test_cost_per_vehicle() -> None:
    """Where the number of vehicles is told, the cost of each is known."""
    base = panel.build(simple("甲", 2023, [("three_public", "vehicle_operation", "amount", "20.00")]))
    count = base.assign(item="公务用车保有量", concept="vehicles_kept", amount_fen=None, value="8", unit="辆")
    costs = unit_costs(panel.join([base, count]))
    assert costs[["kind", "cost_wan"]].to_numpy().tolist() == [["cost-per-vehicle", 2.5]]


@pytest.mark.parametrize("level", [0.01, 0.2])
def test_level_is_obeyed(level: float) -> None:
    found = find(simulate(100, 8, seed=5, planted=2)[0], level=level)
    assert found["q_value"].dropna().le(level).all()
