"""Lists: when a sum that differs from its whole is a fault, and when the list is a selection or stands elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.concepts.understanding import fund_of_section, understood
from analyzer.model import Claim
from analyzer.relations.edits import lost_digit, one_slip, swapped_digits
from tests.checks.archive import edited, judged, reading, reported

HEADING = "三、机关运行经费安排情况"


def said(*sentences: str) -> str:
    return edited((HEADING, "\n\n".join([*sentences, HEADING])))


@pytest.mark.parametrize(
    "sentences",
    [
        ("（二）商品和服务支出50.00万元，其中办公费8.64万元、差旅费9.79万元、劳务费12.50万元。",),
        ("培训项目支出75.43万元，其中：教材费21.30万元，场地费18.07万元。",),
        (
            "“三公”经费支出预算为8.00万元。其中：",
            "1、因公出国（境）费支出预算为0万元。",
            "2、公务用车运行维护费支出预算为6.00万元。",
            "3、公务接待费支出预算为2.00万元。",
            "因公出国（境）费支出0万元，占0%；公务用车运行维护费支出6.00万元，占75%；公务接待费支出2.00万元，占25%。",
        ),
        ("2024年财政拨款民生支出合计55.00万元，其中：社会保障和就业支出30.00万元，住房保障支出25.00万元。",),
        ("年初预算增加56.31万元，其中：设备更新增加80.22万元，档案修复增加11.46万元。",),
    ],
    ids=["accounts", "selection", "said twice", "narrower whole", "selected changes"],
)
def test_a_right_list_is_not_accused(tmp_path: Path, sentences: tuple[str, ...]) -> None:
    findings = judged(tmp_path, said(*sentences)).findings
    assert [f for f in reported(findings) if f.check in ("text-list", "text-table")] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "2023年政府采购支出总额139.88万元，其中：货物48.63万元，工程0万元，服务92.15万元。",
        "2023年政府采购支出总额139.88万元，其中：货物48.63万元，工程0万元，服务90.25万元。",
        "培训项目支出75437.21万元，其中：教材费31300.17万元，场地费44237.04万元。",
        "培训项目支出75437.21万元，其中：教材费31300.17万元，场地费34137.04万元。",
    ],
    ids=["above a partition", "below a partition", "above", "one digit below"],
)
def test_a_list_that_cannot_be_right(tmp_path: Path, sentence: str) -> None:
    assert "text-list" in [f.check for f in reported(judged(tmp_path, said(sentence)).findings)]


@pytest.mark.parametrize(
    ("gap", "amounts", "expected"),
    [
        (4_000, (7_543_721, 3_130_017, 4_409_704), True),
        (8_100, (7_543_721, 3_130_017, 4_405_604), True),
        (4_357, (7_543_721, 3_130_017, 4_409_347), False),
        (2_000_000, (10_000_000, 5_000_000, 3_000_000), False),
        (0, (7_543_721, 7_543_721), False),
        (0, (0, 0, 0), False),
    ],
    ids=["one digit", "swapped", "neither", "round amounts prove nothing", "no gap", "nothing at all"],
)
def test_a_slip_is_told_from_a_rest(gap: int, amounts: tuple[int, ...], expected: bool) -> None:
    assert one_slip(gap, amounts) is expected


@pytest.mark.parametrize(
    ("amounts", "lost", "swapped"),
    [
        ((2_992_197_113, 681_520_433, 2_137_046_680, 125_000_000, 4_630_000), True, False),  # 48.63 for 4.63
        ((1_852, 467, 1_394, 36), False, True),  # 13.94 for 13.49
        ((11_710, 23_870, 1_520), False, False),
        ((460, 343, 115), False, False),  # of so short figures every tenth gap looks like a slip
        ((0, 0), False, False),
    ],
)
def test_a_slip_is_believed_where_chance_hardly_explains_a_gap(
    amounts: tuple[int, ...], lost: bool, swapped: bool
) -> None:
    gap = amounts[0] - sum(amounts[1:])
    assert (lost_digit(amounts, gap), swapped_digits(amounts, gap)) == (lost, swapped)


def stated(tmp_path: Path, *sentences: str) -> list[Claim]:
    text = said(*sentences)
    return [c for c in reading(text, tmp_path).claims if c.source.text and c.kind == "level"]


def test_this_years_expenditure_is_a_part_of_the_total(tmp_path: Path) -> None:
    """总支出 = 本年支出 + 结余分配 + 年末结转: the bare 本年支出 under 其中 is a part, not the total said again."""
    claims = stated(
        tmp_path, "2024年总支出961.93万元，其中本年支出940.59万元，结余分配0.71万元，年末结转和结余20.63万元。"
    )
    whole = next(c for c in claims if str(c.value) == "961.93")
    assert {str(c.value) for c in claims if c.whole == whole.id} == {"940.59", "0.71", "20.63"}


def test_expenditure_after_a_balance_is_a_subject_of_its_own(tmp_path: Path) -> None:
    claims = stated(tmp_path, "年初结转和结余12.00万元；支出86.00万元，其中项目支出86.00万元；年末结转和结余6.50万元。")
    assert next(c for c in claims if str(c.value) == "86.00").subject == "支出"


@pytest.mark.parametrize(
    ("subject", "known"),
    [
        ("一般公共预算财政拨款支出", True),
        ("公务用车购置及运行维护费支出预算", True),
        ("年末结转和结余", True),
        ("财政拨款民生支出合计", False),
        ("乡村振兴专项支出", False),
        ("培训费", True),
    ],
)
def test_words_that_no_statement_prints_refute_nothing(subject: str, known: bool) -> None:
    assert understood(subject) is known


def test_one_project_is_not_all_of_them() -> None:
    assert understood("培训费", activities=True)
    assert not understood("培训项目支出", activities=False)


@pytest.mark.parametrize(
    ("section", "fund"),
    [
        ("政府性基金预算收入支出决算情况", "government_funds"),
        ("国有资本经营预算财政拨款支出情况", "state_capital"),
        ("政府性基金预算和国有资本经营预算情况", ""),
        ("一般公共预算和政府性基金预算情况", ""),
        ("支出决算情况说明", ""),
    ],
)
def test_a_section_is_about_one_fund(section: str, fund: str) -> None:
    assert fund_of_section(section) == fund


def test_two_units_expenses_are_no_contradiction(tmp_path: Path) -> None:
    """One expense of two units of a department: the words before it tell them apart."""
    findings = judged(tmp_path, said("市图书馆培训费1.20万元。", "市文化馆培训费0.80万元。")).findings
    assert "text-text" not in {f.check for f in findings}


def test_counts_are_no_plan(tmp_path: Path) -> None:
    """“实施项目9个，全年预算数…，执行数…，执行率”: the rate is of the two sums."""
    right = "2024年实施项目9个，全年预算数1152.40万元，执行数1096.67万元，预算执行率95.16%。"
    assert reported(judged(tmp_path, said(right)).findings) == []
