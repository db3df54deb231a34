"""The cards: what they ask, what they show, what they leave alone, and panels as bad as they come."""

from __future__ import annotations

import pandas as pd
import pytest

from analyzer import panel
from analyzer.anomalies import KINDS, find, unit_costs
from analyzer.anomalies.cards import COLUMNS
from analyzer.anomalies.explanations import amounts_in, explains
from analyzer.anomalies.signals.digits import exceedance, significant_digits
from analyzer.anomalies.statistics.simulation import simulate
from tests.panel.synthetic import one_disclosure, simple

FILLER = [("expenditure", f"21201{n:02d}", "total", f"{100 + n}.37") for n in range(1, 6)]


def year(when: int, text: str, *, code: str = "2010301", stage: str = "budget", entity: str = "甲局",
         more: tuple[tuple[str, str, str, str], ...] = ()) -> pd.DataFrame:  # fmt: skip
    """A budget of a few quiet items and one to be looked at."""
    drift = [(s, c, m, f"{float(t) * (1 + 0.01 * (when - 2020)):.2f}") for s, c, m, t in FILLER]
    return panel.build(simple(entity, when, [*drift, ("expenditure", code, "total", text), *more], stage=stage))


def asked(*tables: pd.DataFrame) -> pd.DataFrame:
    return find(panel.join(tables))


def kinds(*tables: pd.DataFrame) -> set[tuple[str, str]]:
    found = asked(*tables)
    return set(zip(found["kind"], found["code"], strict=True))


# ---- slips need two witnesses ----------------------------------------------------------------------------------------


def test_a_slip_that_the_next_year_takes_back() -> None:
    found = asked(year(2021, "123.45"), year(2022, "1240.00"), year(2023, "125.10"))
    slip = found[found["kind"] == "slip"].iloc[0]
    assert (slip["year"], slip["code"], slip["witness"]) == (2022, "2010301", "reversal")
    assert "小数点" in slip["question"]
    assert len(found[found["code"] == "2010301"]) == 1


def test_a_slip_that_the_final_accounts_do_not_share() -> None:
    found = asked(year(2021, "123.45"), year(2021, "121.00", stage="final"), year(2022, "1250000.00"),
                  year(2022, "124.00", stage="final"))  # fmt: skip
    assert set(found.loc[found["kind"] == "slip", "witness"]) == {"stage"}


def test_an_item_above_its_units_total() -> None:
    whole = (("expenditure", "total", "total", "700.00"),)
    found = asked(year(2021, "123.45", more=whole), year(2022, "1240.00", more=whole))
    assert set(found.loc[found["kind"] == "slip", "witness"]) == {"sum"}


def test_growth_by_ten_alone_is_no_slip() -> None:
    """An item may grow tenfold and stay there; that is asked as growth."""
    found = kinds(year(2021, "123.45"), year(2022, "1240.00"), year(2023, "1230.10"))
    assert ("jump", "2010301") in found
    assert not {kind for kind, _ in found} & {"slip"}


# ---- questions -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "old", "new", "kind"),
    [
        ("2010301", "150.00", "1500.00", "jump"),
        ("2010301", "1500.00", "150.00", "drop"),
        ("2129999", "92.20", "523.49", "residual-grows"),
        ("2010301", "0.00", "500.00", "starts"),
        ("2010301", "500.00", "0.00", "ends"),
    ],
)
def test_what_is_asked(code: str, old: str, new: str, kind: str) -> None:
    assert (kind, code) in kinds(year(2021, old, code=code), year(2022, new, code=code))


def test_an_item_that_last_years_table_does_not_list_starts() -> None:
    before = panel.build(simple("甲局", 2021, FILLER))
    assert ("starts", "2010301") in kinds(before, year(2022, "500.00"))


@pytest.mark.parametrize(("old", "new"), [("150.00", "150.00"), ("150.00", "165.00"), ("0.00", "0.00")])
def test_what_is_not_asked(old: str, new: str) -> None:
    """An item that stayed, one that grew a little, and one that has no money."""
    assert not [pair for pair in kinds(year(2021, old), year(2022, new)) if pair[1] == "2010301"]


def test_an_item_moved_to_another_code_is_not_asked() -> None:
    """What ends under one code and starts under another with the same amount was moved."""
    other = (("expenditure", "2010399", "total", "0.00"),)
    moved = (("expenditure", "2010399", "total", "498.00"),)
    found = kinds(year(2021, "500.00", more=other), year(2022, "0.00", more=moved))
    assert not {code for _, code in found} & {"2010301", "2010399"}


def test_a_class_with_one_item_is_asked_once() -> None:
    group = [(("expenditure", "20103", "total", text),) for text in ("150.00", "1500.00")]
    found = asked(year(2021, "150.00", more=group[0]), year(2022, "1500.00", more=group[1]))
    assert found["code"].tolist().count("2010301") == 1
    assert "20103" not in set(found["code"])


def test_training_that_grows_while_the_three_public_expenses_fall() -> None:
    def public(reception: str, training: str, whole: str) -> tuple[tuple[str, str, str, str], ...]:
        return (("three_public", "reception", "amount", reception), ("three_public", "training", "amount", training),
                ("three_public", "three_public", "amount", whole))  # fmt: skip

    found = asked(year(2021, "150.00", more=public("40.00", "9.00", "40.00")),
                  year(2022, "151.00", more=public("35.00", "28.00", "35.00")))  # fmt: skip
    assert ("contrast", "training") in set(zip(found["kind"], found["item"], strict=True))


def test_copied_years_are_one_card_a_unit_and_year() -> None:
    rows = [("expenditure", f"21201{n:02d}", "total", f"{300 + 7 * n}.{n + 10}") for n in range(1, 11)]
    both = [panel.build(simple("甲局", when, rows)) for when in (2021, 2022)]
    found = asked(*both)
    assert found["kind"].tolist() == ["unchanged"]
    assert "10个" in found.iloc[0]["question"]


def test_budgets_spent_to_the_cent_are_one_card() -> None:
    def rows(factor: float) -> list[tuple[str, str, str, str]]:
        return [
            ("expenditure", f"21201{n:02d}", "total", f"{factor * (300 + 7 * n) + n / 7:.2f}") for n in range(1, 11)
        ]

    tables = [panel.build(simple("甲局", when, rows(1 + (when - 2020) / 30), stage=stage))
              for when in (2021, 2022) for stage in ("budget", "final")]  # fmt: skip
    found = asked(*tables)
    assert "executed-exactly" in set(found["kind"])
    assert (found["kind"] == "executed-exactly").sum() <= 2


# ---- what a card shows -----------------------------------------------------------------------------------------------


def test_a_card_shows_what_is_needed_to_judge_it() -> None:
    tables = [year(2021, "150.00"), year(2022, "1500.00"), year(2022, "900.00", stage="final")]
    for n in range(1, 5):
        tables += [year(2021, f"{140 + n}.10", entity=f"乙{n}局"), year(2022, f"{150 + n}.30", entity=f"乙{n}局")]
    found = asked(*tables)
    card = found[(found["kind"] == "jump") & (found["entity"] == "甲局")].iloc[0]
    assert (card["base_wan"], card["amount_wan"], card["budget_wan"], card["final_wan"]) == (
        150.0,
        1500.0,
        1500.0,
        900.0,
    )
    assert card["peers"] == 4
    assert 5 < card["peer_low"] <= card["peer_median"] <= card["peer_high"] < 900
    assert card["stake_wan"] == pytest.approx(1500 - card["expected_wan"])
    assert 60 < card["share"] < 80
    assert (card["document"], card["page"]) == ("甲局-2022-budget.txt", 1)
    for word in ("150", "1,500", "+900.0%"):
        assert word in card["question"]
        assert word in card["question_en"]


def test_the_reason_of_the_text_is_quoted() -> None:
    """The 2023 disclosure lists what made its projects grow; so that is what the card asks about."""
    found = find(panel.build(one_disclosure()))
    card = found[found["item"] == "project"].iloc[0]
    assert card["base_origin"] == "implied"
    assert "10428万元" in card["reason"]
    assert card["explained"] == "stated, numbers agree"
    assert "一次性" in card["question"]
    assert "total_expenditure" not in set(found["item"])


def test_no_figure_is_rounded_away() -> None:
    found = asked(year(2021, "10.95"), year(2022, "1012.05"))
    assert "10.95" in found[found["code"] == "2010301"].iloc[0]["question"]


def test_names_of_documents_stay_texts() -> None:
    """Braces in a label are no gaps of the template."""
    old, new = year(2021, "150.00"), year(2022, "1500.00")
    new = new.assign(row=new["row"].where(new["code"] != "2010301", "{now}{0}<b>"))
    assert "{now}{0}<b>" in asked(old, new).iloc[0]["question"]


def test_at_most_ten_cards_a_hundred_units() -> None:
    assert len(find(simulate(60, 5, seed=3, planted=5)[0])) <= 10
    assert len(find(simulate(120, 5, seed=3, planted=9)[0])) <= 20


def test_q_values_from_a_hundred_units_on() -> None:
    few, many = (find(simulate(units, 5, seed=4, planted=2)[0]) for units in (60, 120))
    assert few["q_value"].isna().all()
    assert many.loc[many["kind"] != "slip", "q_value"].between(0, 1).all()
    assert many.loc[many["kind"] == "slip", "q_value"].isna().all()


def test_the_order_of_rows_does_not_matter() -> None:
    table = simulate(30, 5, seed=6, planted=2)[0]
    one, other = find(table), find(table.sample(frac=1, random_state=1))
    pd.testing.assert_frame_equal(one, other)


# ---- panels as bad as they come --------------------------------------------------------------------------------------

ODD = {
    "nothing": lambda: panel.join([]),
    "one year": lambda: year(2022, "150.00"),
    "a gap": lambda: panel.join([year(2020, "150.00"), year(2022, "1500.00")]),
    "negative": lambda: panel.join([year(2021, "-150.00"), year(2022, "1500.00")]),
    "two stages of one year": lambda: panel.join([year(2022, "150.00"), year(2022, "149.00", stage="final")]),
    "no amounts": lambda: year(2022, "150.00").assign(amount_fen=None),
    "few columns": lambda: year(2022, "150.00")[["entity", "year", "stage", "statement", "item", "measure", "concept",
                                                 "amount_fen", "origin", "version"]],
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_odd_panels_have_no_cards(name: str) -> None:
    found = find(ODD[name]())
    assert list(found.columns) == list(COLUMNS)
    assert len(found) == 0


def test_a_conflict_is_not_asked() -> None:
    """Two documents give the year different amounts: which of them is right comes first."""
    other = year(2022, "1500.00")
    other = other.assign(amount_fen=other["amount_fen"] * 2, document="another.pdf")
    assert not [pair for pair in kinds(year(2021, "150.00"), year(2022, "1500.00"), other) if pair[1] == "2010301"]


def test_every_kind_is_documented() -> None:
    found = find(simulate(200, 6, seed=9, planted=3)[0])
    assert set(found["kind"]) <= set(KINDS)
    assert all(zh and en for zh, en in KINDS.values())


# ---- pieces ----------------------------------------------------------------------------------------------------------


def test_digits_are_judged_exactly() -> None:
    """Nine digits once each is the most even outcome: every draw is at least as uneven."""
    assert exceedance(0.0, 9) == 1.0
    assert exceedance(8 * 30.0, 30) <= 1e-4
    assert significant_digits([0, 120_000_000, 123_456_700], None).tolist() == [0, 2, 7]


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
