"""Records: what was computed as a number, and whose a statement is."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import analyzer
from analyzer.results.records import computed_number


@pytest.mark.parametrize(
    ("computed", "unit", "value", "of"),
    [
        ("246.9", "万元", "246.9", "万元"),
        ("1,246.90", "元", "1246.90", "元"),
        ("-40.13", "万元", "-40.13", "万元"),
        ("97.88%", "%", "97.88", "%"),
        ("-2.21%", "%", "-2.21", "%"),
        ("-2.43万元", "", "-2.43", "万元"),
        ("减少63.14万元", "", "-63.14", "万元"),
        ("138.26 + 10739.1 + 0", "万元", "10877.36", "万元"),
        ("− 17.89 + 193.25 + 668.79", "万元", "844.15", "万元"),
        ("6.5 − 2.5", "万元", "4.0", "万元"),
    ],
)
def test_what_was_computed_is_a_number_in_its_unit(computed: str, unit: str, value: str, of: str) -> None:
    assert computed_number(computed, unit) == (Decimal(value), of)


@pytest.mark.parametrize("computed", ["", "—", "（空白）", "3.1.2", "1 + ", "增加或减少"])
def test_what_is_no_number_has_none(computed: str) -> None:
    assert computed_number(computed, "万元") == (None, "")


@given(st.lists(st.decimals("0", "99999999", places=2), min_size=1, max_size=9))
def test_a_sum_of_parts_is_added_up_exactly(parts: list[Decimal]) -> None:
    assert computed_number(" + ".join(f"{part:f}" for part in parts), "元") == (sum(parts), "元")


def test_statements_name_their_organisation_and_hold_numbers(own_disclosure: Path) -> None:
    claims = analyzer.analyze(own_disclosure, jobs=0).claims
    assert set(claims["entity"]) == {"石家庄市社会保险中心"}
    wrong = claims[claims["verdict"] == "refuted"]
    assert list(wrong["computed_value"] - wrong["value"]) == [Decimal("15.9"), Decimal(35), Decimal(32)]
    assert set(wrong["computed_unit"]) == {"万元"}
    whole = claims[claims["computed"].str.contains("+", regex=False)]
    assert list(whole["computed_value"]) == list(whole["value"]) == [Decimal("10877.36"), Decimal("145.46")]
