"""Accounts, purposes and reasons of the text against tables read from the same document."""

from __future__ import annotations

import pytest

from tests.checks.cases import case, document, found, read, said

HEAD = "云山市清河区档案馆2024年单位预算"
SPENT = [
    ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
    ["", "合计", "470.00", "300.00", "170.00"],
    ["201", "一般公共服务支出", "470.00", "300.00", "170.00"],
    ["20126", "档案事务", "390.00", "300.00", "90.00"],
    ["2012601", "行政运行", "300.00", "300.00", ""],
    ["2012604", "档案馆", "90.00", "", "90.00"],
    ["20108", "审计事务", "80.00", "", "80.00"],
    ["2010806", "信息化建设", "80.00", "", "80.00"],
]
BASIC = [
    ["科目编码", "科目名称", "合计", "人员经费", "公用经费"],
    ["", "合计", "300.00", "260.00", "40.00"],
    ["301", "工资福利支出", "259.69", "259.69", ""],
    ["30101", "基本工资", "159.69", "159.69", ""],
    ["30102", "津贴补贴", "100.00", "100.00", ""],
    ["302", "商品和服务支出", "40.00", "", "40.00"],
    ["30201", "办公费", "40.00", "", "40.00"],
    ["30202", "印刷费", "", "", ""],
    ["303", "对个人和家庭的补助", "0.31", "0.31", ""],
    ["30309", "奖励金", "0.31", "0.31", ""],
    ["30310", "个人农业生产补贴", "", "", ""],
]
TABLES = (HEAD, "支出总表", "单位：万元", SPENT, "一般公共预算基本支出表", "单位：万元", BASIC)
PATH = "一般公共服务支出（类）档案事务（款）"
OTHER = "一般公共服务支出（类）审计事务（款）信息化建设（项）80.00万元，主要用于信息化建设。"

FAULTS = [
    ("account-name", "（1）审计信息网络建设（2010806）80.00万元，较上年增加。", "信息化建设"),
    ("account-name", "2010806审计信息网络建设80.00万元，较上年增加。", "信息化建设"),
    ("account-name", "一般公共服务支出（类）财政事务（款）档案馆（项）90.00万元。", "档案事务（款）档案馆（项）"),
    ("purpose-of-neighbour", f"{PATH}档案馆（项）90.00万元，主要用于审计事务信息化建设。", "信息化建设"),
    (
        "reason-of-neighbour",
        f"{PATH}档案馆（项）90.00万元，增加1%。主要原因是：审计事务信息化建设经费增加。",
        "信息化建设",
    ),
    (
        "reason-against-direction",
        f"{PATH}档案馆（项）90.00万元，比上年减少2.98%。主要原因是：档案馆经费增加。",
        "档案馆经费增加",
    ),
    ("reason-against-direction", "支出预算300万元，比上年增加20万元，增长7%，主要是厉行节约压减支出。", "厉行节约"),
    ("reason-against-direction", "收入比上年减少8万元，主要原因是人员经费增加，其中：基本支出3万元。", "人员经费增加"),
    ("reason-against-direction", "支出决算为3万元。决算数小于预算数的主要原因：在职人员增加。", "在职人员增加"),
    ("reason-of-other-expense", "公务接待费0.35万元，比上年减少0.10万元，主要原因是公务用车数量减少。", "公务用车"),
    (
        "reason-of-other-expense",
        "（三）公务接待费：预算7.00万元，决算3.92万元。决算数小于预算数，主要原因是执行定点加油、定点维修。",
        "公务用车",
    ),
    ("basic-or-project", f"{PATH}档案馆（项）。主要用于：档案数字化等基本支出。年初预算为90.00万元。", "项目支出"),
    (
        "listed-item-zero",
        "人员经费260.00万元，主要包括：基本工资、津贴补贴、个人农业生产补贴；",
        "“奖励金”（0.31）未列",
    ),
]

RIGHT = [
    ("account-name", "（1）行政运行（2012601）300.00万元；其中工资福利支出（301）259.69万元。"),
    ("account-name", "一般公共服务（类）档案事务（款）行政运行（项）300.00万元。"),
    ("account-name", "本年支出全部为一般公共服务支出（类）档案事务（款）行政运行（项）300.00万元。"),
    ("account-name", "2012601行政运行支出预算300.00万元；（2012604）档案馆90.00万元；邮编20126。"),
    ("account-name", "详见该项（2012604）。"),
    ("purpose-of-neighbour", f"{PATH}档案馆（项）90.00万元，主要用于档案馆运转和信息化设备购置。"),
    ("purpose-of-neighbour", f"{PATH}行政运行（项）300.00万元，主要用于机关人员经费。"),
    ("reason-of-neighbour", f"{PATH}档案馆（项）90.00万元，增加1%。主要原因是：档案馆经费增加。"),
    ("reason-against-direction", f"{PATH}档案馆（项）90.00万元，减少2%。主要原因是：档案馆经费减少。"),
    ("reason-against-direction", "养老缴费比上年减少8万元，主要原因是退休人员增加。"),
    ("reason-against-direction", "支出比上年减少8万元，主要原因是上年一次性项目增加。"),
    ("reason-against-direction", "支出比上年减少8万元，主要原因是人员经费增加，项目支出大幅压减。"),
    (
        "reason-against-direction",
        "支出比上年减少8万元，下降2%。主要原因：一是养老保险缴费基数上调，人员经费增加6万元；二是疫苗项目减少14万元。",
    ),
    ("reason-against-direction", "基本支出增加138.26万元，主要为增加人员经费145.46万元，减少公用经费7.20万元。"),
    ("reason-of-other-expense", "“三公”经费8万元，比上年减少1万元，主要原因是压减公务用车运行费。"),
    ("reason-of-other-expense", "公务接待费0.35万元，比上年减少0.10万元，主要原因是接待批次减少。"),
    ("basic-or-project", f"{PATH}行政运行（项）。主要用于：人员经费及公用经费等基本支出。"),
    ("listed-item-zero", "人员经费260.00万元，主要包括：基本工资、津贴补贴、奖励金；"),
    ("listed-item-zero", "公用经费，包括办公费、印刷费、邮电费等。"),
]


@pytest.mark.parametrize(("check", "text", "words"), FAULTS, ids=[f"{c}-{n}" for n, (c, _, _) in enumerate(FAULTS)])
def test_text_that_contradicts_its_tables(check: str, text: str, words: str) -> None:
    messages = said(check, read(document(*TABLES, text, OTHER)))
    assert len(messages) >= 1
    assert words in messages[0]


@pytest.mark.parametrize(("check", "text"), RIGHT, ids=[f"{c}-{n}" for n, (c, _) in enumerate(RIGHT)])
def test_text_that_agrees_with_its_tables(check: str, text: str) -> None:
    assert said(check, read(document(*TABLES, text, OTHER))) == []


def test_a_formal_purpose_that_is_not_the_own_one() -> None:
    """Where every item repeats its own name, the one that names something else is a slip."""
    listed = [
        f"一般公共服务支出（类）事务{n}（款）专项{n}活动（项）{n}.00万元，主要用于专项{n}活动。" for n in "一二三四五六"
    ]
    odd = "一般公共服务支出（类）统计信息事务（款）专项普查活动（项）43.83万元，主要用于统计信息事务统计管理。"
    [message] = said("purpose-of-neighbour", case(document(*listed, odd)))
    assert "统计管理" in message
    assert not said("purpose-of-neighbour", case(document(odd)))


def test_codes_that_lost_their_zero() -> None:
    rows = [["301", "工资福利支出", "9"], ["301", "01", "基本工资"], ["301", "2", "津贴补贴"], ["301", "03", "奖金"],
            ["301", "06", "伙食补助费"], ["301", "08", "养老保险缴费"]]  # fmt: skip
    [finding] = found("code-leading-zero", case(document(rows)))
    assert finding.figures == ("2",)
    whole = [["" if cell == "2" else cell for cell in row] for row in rows]
    assert not found("code-leading-zero", case(document(whole)))


def test_numbers_of_rows_are_no_codes() -> None:
    rows = [["收入", "行次", "金额"], *([str(100 + n), str(n), str(n * 3)] for n in range(1, 30))]
    assert not found("code-leading-zero", case(document(rows)))


def test_one_code_with_two_names() -> None:
    """Two tables of one document; a name broken by a page is no other name."""
    other = [[c, "审计业务" if c == "2010806" else n, *rest] for c, n, *rest in SPENT]
    blocks = (HEAD, "支出总表", "单位：万元", SPENT, "一般公共预算支出表", "单位：万元")
    [message] = said("account-label-differs", read(document(*blocks, other)))
    assert "“信息化建设”" in message
    assert "“审计业务”" in message
    broken = [[c, "信息化建" if c == "2010806" else n, *rest] for c, n, *rest in SPENT]
    assert not said("account-label-differs", read(document(*blocks, broken)))


def test_a_code_beside_the_name_of_another() -> None:
    wrong = [[c, "职业教育" if c == "2010806" else n, *rest] for c, n, *rest in SPENT]
    [finding] = found("account-code-name", read(document(HEAD, "支出总表", "单位：万元", wrong)))
    assert finding.severity == "note"
    assert finding.figures == ("2010806",)
    assert not found("account-code-name", read(document(*TABLES)))
