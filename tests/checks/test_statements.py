"""Statements that a sentence adds to an otherwise right disclosure: what each check says of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.archive import TEXT, Edit, edited, judged, reported

HEADING = "三、机关运行经费安排情况"


def said(*sentences: str) -> Edit:
    """An edit that adds paragraphs before the section on operating funds."""
    return HEADING, "\n\n".join([*sentences, HEADING])


def cells(*pairs: tuple[str, str]) -> tuple[Edit, ...]:
    return pairs


CASES: list[tuple[str, tuple[Edit, ...], set[str]]] = [
    # check that must speak, edits, figures it must name
    ("blank-against-text", cells(("因公出国（境）费 0 万元", "因公出国（境）费 3.00 万元")), {"3.00"}),
    (
        "carry-over",
        cells(("6	上年结转结余		年终结转结余	", "6	上年结转结余	5.00	年终结转结余	")),
        {"5.00", "460.00"},
    ),
    (
        "exceeds-total",
        cells(("机关运行经费安排 50.00 万元", "机关运行经费安排 500000 万元")),
        {"500000", "460.00"},
    ),
    (
        "crosswalk",
        cells(
            ("三、卫生健康支出	15.00	15.00", "三、卫生健康支出	16.00	16.00"),
            ("四、住房保障支出	25.00	25.00", "四、住房保障支出	24.00	24.00"),
        ),
        {"16.00", "15.00"},
    ),
    (
        "cost-per-head",
        (said("2024 年公务接待费 1.84 万元，预计接待 24 批次、218 人次，人均 184.40 元。"),),
        {"184.40", "84.40"},
    ),
    (
        "standard-sum",
        (said("2024 年学生 1284 人，按生均补助标准 850 元，安排助学金 109.41 万元。"),),
        {"109.41", "109.14"},
    ),
    (
        "flat-against-part",
        (
            said(
                "云山市档案馆 2024 年财政拨款收入支出总计 450.00 万元，与 2023 年相比，财政拨款收入支出总计持平。",
                "2024 年一般公共预算财政拨款支出 450.00 万元，与 2023 年相比，减少 60.00 万元。",
            ),
        ),
        {"450.00", "510.00"},
    ),
    (
        "right-of-others",
        (said("培训支出合计 40.00 万元，其中讲课费 31.70 万元，场地费 8.30 万元，占 79.25%。"),),
        {"79.25", "40.00万元"},
    ),
    ("unlike-cell", (said("2024 年两个事业单位的项目支出 412.26 万元。"),), {"412.26"}),
    (
        "mixed-bases",
        (
            said(
                "2024 年财政拨款收入 450.00 万元，比 2023 年预算执行数增加 50.00 万元。",
                "2024 年财政拨款支出 450.00 万元，比 2023 年预算增加 40.00 万元。",
            ),
        ),
        {"50.00万元", "40.00万元"},
    ),
    (
        "balanced-changes",
        (
            said(
                "2024 年财政拨款收入 450.00 万元，比 2023 年预算增加 50.00 万元。"
                "财政拨款支出 450.00 万元，比 2023 年预算增加 40.00 万元。",
            ),
        ),
        {"50.00万元", "40.00万元"},
    ),
    (
        "subordinate-count",
        (
            said(
                "本部门预算包括云山市档案馆本级以及下属 1 家预算单位。",
                "1.云山市档案馆（本级）。",
                "2.云山市档案服务站，预算不单列。",
            ),
        ),
        {"1"},
    ),
    (
        "text-list",
        (said("档案馆建筑面积为 1000 平方米，其中：地上建筑面积为 700 平方米，地下建筑面积为 200 平方米。"),),
        {"1000平方米", "700平方米", "200平方米"},
    ),
    (
        "text-text",
        (
            said("2024 年会议费预算 3.00 万元。"),
            ("六、政府采购预算情况", "2024 年会议费预算 5.00 万元。\n\n六、政府采购预算情况"),
        ),
        {"3.00万元", "5.00万元"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("check", "edits", "figures"), CASES, ids=[c[0] for c in CASES])
def test_a_statement_that_cannot_be_right(
    tmp_path: Path, check: str, edits: tuple[Edit, ...], figures: set[str]
) -> None:
    findings = [f for f in judged(tmp_path, edited(*edits)).findings if f.check == check]
    assert findings
    assert figures <= {text for f in findings for text in f.figures}


@pytest.mark.parametrize(
    "sentence",
    [
        "2024 年财政拨款收入 450.00 万元，比 2023 年预算增加 40.00 万元。",
        "2024 年会议费预算 3.00 万元，其中：档案工作会议 2.00 万元等。",
        "档案征集费年初预算为 5.00 万元，支出决算为 4.00 万元，完成年初预算的 80.00%。",
        "档案馆建筑面积为 1000 平方米，其中：地上建筑面积为 800 平方米，地下建筑面积为 200 平方米。",
        "2024 年支出预算 460.00 万元，其中：行政运行（2012601）300.00 万元，住房公积金（2210201）25.00 万元。",
        "2024 年基本支出 370.0 万元。",
    ],
)
def test_a_statement_that_may_be_right_is_not_accused(tmp_path: Path, sentence: str) -> None:
    """Partial lists, sums that hold, figures rounded to one digit: none is a fault."""
    findings = reported(judged(tmp_path, edited(said(sentence))).findings)
    assert [(f.check, f.figures) for f in findings] == []


FINAL = """云山市档案馆 2024 年度单位决算

一般公共预算财政拨款基本支出决算表

单位：万元

科目编码	科目名称	决算数	科目编码	科目名称	决算数
301	工资福利支出	310.00	302	商品和服务支出	50.00
30101	基本工资	220.00	30201	办公费	30.00
30102	津贴补贴	90.00	30211	差旅费	20.00
303	对个人和家庭的补助	10.00
30302	退休费	10.00
人员经费合计		320.00	公用经费合计		50.00

财政拨款支出决算情况说明

档案征集费年初预算为 5.00 万元，支出决算为 4.00 万元，完成年初预算的 80.00%。
"""


@pytest.mark.parametrize(
    ("check", "old", "new"),
    [
        ("completion", "完成年初预算的 80.00%", "完成年初预算的 90.00%"),
        ("grand-total", "人员经费合计		320.00", "人员经费合计		330.00"),
    ],
)
def test_final_accounts_that_are_wrong_in_one_place(tmp_path: Path, check: str, old: str, new: str) -> None:
    assert [f.check for f in reported(judged(tmp_path, FINAL).findings)] == []
    assert check in [f.check for f in reported(judged(tmp_path, edited((old, new), text=FINAL)).findings)]


def test_last_years_row_differs_from_last_years_document(tmp_path: Path) -> None:
    """The later document has a row for last year that last year's document contradicts."""
    start = TEXT.index("序号	项 目	合计	一般公共预算财政拨款")
    end = TEXT.index("云山市档案馆 2024 年单位预算信息公开情况说明")
    rows = "\n".join(
        [
            "年度	“三公”经费合计	因公出国（境）费	公务用车购置费	公务用车运行费	公务接待费",
            "2023年	9.00	0.00	0.00	7.00	2.00",
            "2024年	8.00	0.00	0.00	6.00	2.00",
        ]
    )
    later = (TEXT[:start] + rows + "\n\n" + TEXT[end:]).replace("2024", "2025").replace("2023", "2024")
    findings = judged(tmp_path, TEXT, later).findings
    assert any(f.check == "prior-year" and {"9.00", "8.00"} <= set(f.figures) for f in findings)
