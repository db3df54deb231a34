"""Properties of printed numbers, exact amounts and intervals."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.amounts import FEN, Interval, absence, in_unit, money, parse_chinese, parse_number, significant
from analyzer.model import Amount

decimals = st.decimals(min_value=-(10**10), max_value=10**10, places=2, allow_nan=False, allow_infinity=False)
whole = st.integers(min_value=-(10**6), max_value=10**6)
intervals = st.tuples(whole, whole).map(lambda ends: Interval(Fraction(min(ends)), Fraction(max(ends))))


@given(decimals)
def test_numbers_are_read_back_as_printed(value: Decimal) -> None:
    for printed in (f"{value:.2f}", f"{value:,.2f}", f" {value:,.2f}\u3000", f"{value:,.2f}".replace("-", "－")):
        number = parse_number(printed)
        assert number is not None
        assert (number.value, number.decimals) == (value, 2)


@given(st.decimals(min_value=0, max_value=10**8, places=2))
def test_brackets_and_triangles_are_minus(value: Decimal) -> None:
    for printed in (f"({value})", f"（{value}）", f"△{value}", f"▲{value}"):
        number = parse_number(printed)
        assert number is not None
        assert number.value == -value


@pytest.mark.parametrize(
    "text", ["", "-", "—", "1.2.3", "12,34", "1 万元", "≥95%", "2024年", "a", ".", "()", "1,2345", "１２a"]
)
def test_what_is_no_number(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "kind"), [("", "blank"), ("\u3000 ", "blank"), ("—", "dash"), ("--", "dash"), ("0", "")]
)
def test_absences(text: str, kind: str) -> None:
    assert absence(text) == kind


@pytest.mark.parametrize(
    ("text", "value"),
    [("十", 10), ("二十三", 23), ("三百零五", 305), ("一亿二千万", 120_000_000),
     ("两", 2), ("一万零三十", 10_030), ("", None), ("三公", None)],
)  # fmt: skip
def test_chinese_numerals(text: str, value: int | None) -> None:
    assert parse_chinese(text) == value


@given(decimals, st.sampled_from(["元", "万元", "亿元"]))
def test_amounts_keep_value_and_precision(value: Decimal, unit: str) -> None:
    number = parse_number(f"{value:.2f}")
    assert number is not None
    amount = money(number, unit)
    assert amount.fen == int(value * FEN[unit])
    assert amount.quantum == FEN[unit] // 100
    assert Decimal(in_unit(amount.fen, unit)) == value


@pytest.mark.parametrize(
    ("number", "telling", "printed"),
    [("0", 0, 0), ("100", 1, 3), ("-0.05", 1, 1), ("8.10", 2, 3), ("12345", 5, 5), ("-1,0".replace(",", ""), 1, 2)],
)
def test_the_digits_that_tell_a_number_from_others(number: str, telling: int, printed: int) -> None:
    assert (significant(Decimal(number)), significant(Decimal(number), zeros=True)) == (telling, printed)


def test_a_figure_of_thirty_decimals_is_shown_no_finer_than_its_fen() -> None:
    assert in_unit(123, "亿元", 30) == "0.0000000123"


@given(intervals, intervals, whole, whole)
def test_interval_arithmetic_contains_every_result(a: Interval, b: Interval, i: int, j: int) -> None:
    x = min(max(Fraction(i), a.low), a.high)
    y = min(max(Fraction(j), b.low), b.high)
    for result, value in ((a + b, x + y), (a - b, x - y), (a * b, x * y), (-a, -x)):
        assert result.low <= value <= result.high
    if b.low > 0 or b.high < 0:
        assert (a / b).low <= x / y <= (a / b).high


@given(intervals, intervals)
def test_meeting_is_symmetric(a: Interval, b: Interval) -> None:
    assert a.meets(b) == b.meets(a)
    assert a.meets(a)


def test_half_a_unit_on_either_side() -> None:
    assert Interval.of(Amount(fen=1000, quantum=100)) == Interval(Fraction(950), Fraction(1050))
    with pytest.raises(ZeroDivisionError):
        Interval.exact(1) / Interval(Fraction(-1), Fraction(1))
