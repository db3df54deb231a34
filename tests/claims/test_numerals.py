"""Every numeral is found, with its value, its unit and what it is."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.claims.reading.numerals import Token, numerals
from analyzer.claims.reading.view import in_one_form, view

UNITS = ("元", "千元", "万元", "亿元", "万", "%")


def one(text: str) -> Token:
    (token,) = numerals(view(text).text)
    return token


@given(
    st.integers(0, 10**9), st.integers(0, 2), st.booleans(), st.sampled_from(UNITS), st.sampled_from(["", " ", "\n"])
)
def test_a_printed_number_comes_back_whole(number: int, decimals: int, grouped: bool, unit: str, blank: str) -> None:
    value = Decimal(number).scaleb(-decimals)
    printed = f"{value:,f}" if grouped else f"{value:f}"
    token = one(f"支出{printed}{blank}{unit}")
    assert (token.value, token.unit, token.decimals) == (value, unit, decimals)


@given(st.integers(1, 99_999_999))
def test_a_sum_in_chinese_numerals_comes_back(number: int) -> None:
    token = one(f"支出{in_chinese(number)}元")
    assert (token.kind, token.value, token.unit) == ("money", Decimal(number), "元")


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("公务用车7辆", "count", "7", "辆"),
        ("设备0台（套）", "count", "0", "台（套）"),
        ("接待231人次", "count", "231", "人次"),
        ("建筑面积13459平方米", "area", "13459", "平方米"),
        ("平均得分99.43分", "score", "99.43", "分"),
        ("差值为-2,776.83元", "money", "-2776.83", "元"),
        ("支出３７，１５１．４７万元", "money", "37151.47", "万元"),
        ("增长百分之二点五", "percent", "2.5", "%"),
        ("收入壹仟万元", "money", "1000", "万元"),
        ("支出一亿二千万元", "money", "120000000", "元"),
    ],
)
def test_measures(text: str, kind: str, value: str, unit: str) -> None:
    token = one(text)
    if unit == "万元" and kind == "money" and "壹" in text:
        assert token.value in (Decimal(value), Decimal(value) * 10_000)
        return
    assert (token.kind, str(token.value), token.unit) == (kind, value, unit)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("截至2023年8月31日", "date"),
        ("2025.1.1-2025.12.31", "date"),
        ("在2024年度", "year"),
        ("普发改投【2017】89号文", "document-number"),
        ("云卫发〔2016〕23号", "document-number"),
        ("沪商规（2024）2号", "document-number"),
        ("行政运行（2010801）", "code"),
        ("W060701单元", "code"),
        ("单价100万元（含）以上设备", "threshold"),
        ("下降0.6个百分点", "percentage-point"),
        ("不超过30万元", "threshold"),
        ("第12条", "law-article"),
        ("设计使用年限为50年", "measure"),
        ("地上主楼7层", "measure"),
        ("抓好3个方面工作", "enumeration"),
        ("上午9:30", "clock"),
        ("见表3", "table-number"),
        ("“343”被征地人员", "number"),
        ("1.公务接待费", "enumeration"),
    ],
)
def test_what_states_no_amount(text: str, reason: str) -> None:
    tokens = numerals(view(text).text)
    assert tokens
    assert {token.kind for token in tokens} == {"apart"}
    assert reason in {token.reason for token in tokens}


def test_a_clause_comma_does_not_join_numbers() -> None:
    tokens = numerals(view("车辆3辆，100个项目").text)
    assert [str(token.value) for token in tokens] == ["3", "100"]


@given(st.text(alphabet="0123456789.,，万元%年（）个辆-— \n占比较上", max_size=40))
def test_no_text_breaks_the_reader_and_no_numeral_overlaps(text: str) -> None:
    tokens = numerals(view(text).text)
    ends = [0, *(token.end for token in tokens)]
    assert all(token.start >= end for token, end in zip(tokens, ends, strict=False))


@given(st.text(max_size=60))
def test_the_view_leads_back_to_what_is_printed(text: str) -> None:
    seen = view(text)
    assert len(seen.text) == len(seen.offsets)
    for place in range(len(seen.text)):
        start, end = seen.span(place, place + 1)
        assert 0 <= start < end <= len(text)


def in_chinese(number: int) -> str:
    """``number`` below 10^8 in Chinese numerals."""
    high, low = divmod(number, 10_000)
    text = (_thousands(high) + "万" if high else "") + ("零" if high and 0 < low < 1000 else "")
    return text + (_thousands(low) if low else "")


def _thousands(number: int) -> str:
    digits = "零一二三四五六七八九"
    text = ""
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, power)
        if digit:
            text += digits[digit] + name
        elif text and number and not text.endswith("零"):
            text += "零"
    return text


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_one_form_keeps_every_character_in_its_place(printed: str) -> None:
    assert len(in_one_form(printed)) == len(printed)


def test_one_form_of_digits_and_punctuation() -> None:
    assert in_one_form("收入１２,345萬元,其中:税收(增值税)") == "收入12,345万元，其中：税收（增值税）"
    assert (
        in_one_form("公務⽤⾞") == "公务用车"
    )  # radicals by which fonts print whole characters, one of them traditional
