"""What the words of a text promise: so many parts, the balance of two sides, what is left, items told in one form."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verdicts.texts import accused, judged, the_slip, verdict_of

FINAL, BUDGET = "某局2023年度部门决算", "某局2025年部门预算"
EXECUTION, ADJUSTED = "某县2024年预算执行情况的报告", "某县2024年预算调整方案的报告"

PAIRS = [
    # a share names the head of its list for short, or not at all
    (
        BUDGET,
        "2025年“三公”经费支出预算23.60万元，其中，公务用车运行维护费支出21.40万元，占“三公”经费的{}%；公务接待费支出2.20万元，"
        "占“三公”经费的9.32%。",
        "90.68",
        "40.68",
    ),
    (
        BUDGET,
        "2025年政府采购预算912.00万元；预留给中小企业的份额为720.00万元，占采购预算的78.95%，其中面向小微企业468.00万元，占预留份额的{}%。",
        "65.00",
        "85.00",
    ),
    # so many parts as the words count
    (
        BUDGET,
        "项目支出预算4183520.00元，由三项构成：（1）食堂改造2360000.00元，（2）操场维修{}元，（3）图书购置1200000.00元。",
        "623520.00",
        "62352.00",
    ),
    (
        EXECUTION,
        "全年一般公共预算支出21.36亿元。分四个方面：一是教育支出5.24亿元；二是农林水支出7.18亿元；三是卫生健康支出3.35亿元；"
        "四是其他各类支出{}亿元。",
        "5.59",
        "6.95",
    ),
    (
        FINAL,
        "项目支出1856.30万元。\n项目支出由以下三部分组成：病房改造1120.00万元、设备购置412.60万元、适宜技术推广{}万元。",
        "323.70",
        "328.70",
    ),
    (
        EXECUTION,
        "收支相抵，2024年当年结余52340万元，四个险种分别结余26780万元、{}万元、1840万元、11080万元。",
        "12640",
        "92640",
    ),
    (
        EXECUTION,
        "主体税种中，增值税61.24亿元，企业所得税28.37亿元，个人所得税{}亿元，以上三税合计98.03亿元。",
        "8.42",
        "84.20",
    ),
    (
        EXECUTION,
        "一般公共预算支出20.45亿元，其中：教育支出6.13亿元，农林水支出4.52亿元，其余各项支出{}亿元。",
        "9.80",
        "8.07",
    ),
    # the parts of shares that make up 100 %, in paragraphs of their own
    (
        EXECUTION,
        "国有资本经营预算收入18236万元。\n1．利润收入12180万元，占66.79%；\n2．股利收入3860万元，占21.17%；\n"
        "3．产权转让收入{}万元，占9.32%；\n4．清算收入496万元，占2.72%。",
        "1700",
        "1070",
    ),
    # two halves that follow without a word
    (EXECUTION, "核定我县政府债务限额214.80亿元，一般债务{}亿元，专项债务146.50亿元。", "68.30", "63.80"),
    (FINAL, "本年支出合计{}万元，基本支出7851.63万元，项目支出2668.75万元。", "10520.38", "1520.38"),
    (EXECUTION, "支付债券利息14.16亿元，其中一般债券付息6.28亿元，专项债券付息{}亿元。", "7.88", "78.80"),
    # what a total promises on its own side, though the other side makes it up
    (
        EXECUTION,
        "政府性基金收入完成16340万元，加上级补助7800万元、专项债务转贷收入{}万元、上年结转2450万元，收入总计64590万元。"
        "政府性基金支出43280万元，调出资金14000万元，结转下年7310万元。",
        "38000",
        "38009",
    ),
    (
        EXECUTION,
        "全市基金收入152.36亿元。加上上级补助2.17亿元、债务转贷收入61.40亿元、上年结余13.25亿元，收入总量为229.18亿元。"
        "当年基金支出198.42亿元，调出资金17.50亿元，债务还本5.83亿元，收支相抵，年终结余{}亿元。",
        "7.43",
        "7.34",
    ),
    # a plan and all it was moved by
    (
        ADJUSTED,
        "政府性基金收入年初预算62300万元，因出让计划增加调增17500万元，因彩票公益金减少调减8600万元，调整为{}万元。",
        "71200",
        "79800",
    ),
    # two sides that are said to balance
    (
        ADJUSTED,
        "（一）收入调整。本级收入由年初的61200万元调整为58400万元，调减2800万元。调整后，一般公共预算收入总计{}万元。\n"
        "（二）支出调整。调整后一般公共预算支出总计291300万元，收支平衡。",
        "291300",
        "284100",
    ),
    # items told in one form, the unit of one among them
    (
        "某局2024年绩效自评报告",
        "1.农田项目。到位资金1620.00万元，支出1546.29万元，执行率95.45%。2.产业项目。到位资金1340.00万元，支出1180.20万元，"
        "执行率88.07%。3.防疫项目。到位资金905.50万元，支出{}万元，执行率94.01%。",
        "851.26",
        "815.26",
    ),
    # a score is made up of its parts
    (
        "某局2024年绩效自评报告",
        "自评得分{}分，其中：预算执行9.4分，产出指标47.5分，效益指标28.5分，满意度指标9.8分，自评等级为“优”。",
        "95.2",
        "96.2",
    ),
    # a share of what came in is none of what was planned
    (
        EXECUTION,
        "一般公共预算收入完成41280万元，占年初预算76400万元的54.0%。税收收入完成27183万元，占一般公共预算收入的{}%；"
        "非税收入完成14097万元，占一般公共预算收入的34.1%。",
        "65.9",
        "35.6",
    ),
    # public revenue is taxes and what is none
    (EXECUTION, "一般公共预算收入{}亿元，下降12.6%，其中，税收收入37.4亿元；非税收入15.2亿元。", "52.6", "82.6"),
    # two halves make up the total of the income, and so that of the expenditure
    (
        BUDGET,
        "收入预算总计1642.5万元；支出预算总计{}万元，其中：基本支出1187.3万元；项目支出455.2万元。",
        "1642.5",
        "1442.5",
    ),
    # a base that is called one, and the office before the name of a sum
    (EXECUTION, "一般公共预算收入决算数218640万元，较上年208750万元的基数增加{}万元。", "9890", "9980"),
    (
        FINAL,
        "本部门年初结转和结余246.35万元，本年收入4152.80万元，本年支出4218.64万元，年末结转和结余{}万元。",
        "180.51",
        "108.51",
    ),
    # swapped neighbours in a part of a list long enough, a point out of place
    (
        EXECUTION,
        "城乡居民养老保险基金收入18.52亿元，其中个人缴费收入4.67亿元、财政补贴收入{}亿元、集体补助及利息收入0.36亿元。",
        "13.49",
        "13.94",
    ),
    (
        BUDGET,
        "项目支出12467.30万元。项目支出包括：航道养护5120.00万元，导航设施3640.80万元，港口安全{}万元，信息化1960.00万元。",
        "1746.50",
        "174.65",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "right", "wrong"), PAIRS)
def test_a_slip_is_told_and_what_is_right_is_not(tmp_path: Path, title: str, text: str, right: str, wrong: str) -> None:
    the_slip(tmp_path, title, text, right, wrong)


RIGHT = [
    # small firms are among the small and middle-sized
    "政府采购支出总额436.20万元，其中授予中小企业合同金额402.10万元，占政府采购支出总额的92.18%；"
    "授予小微企业合同金额310.40万元，占授予中小企业合同金额的77.19%。",
    # what follows a semicolon is no part
    "药品费5326.40万元，其中中药饮片2214.60万元，占药品费的41.58%；卫生材料费3187.20万元。",
    # numbered paragraphs that each list shares of their own whole
    "一、收入情况：本年收入合计10236.40万元，本年支出合计10298.20万元。\n二、收入决算：财政拨款收入10116.80万元，占98.83%；"
    "其他收入119.60万元，占1.17%。\n三、支出决算：基本支出7088.25万元，占68.83%；项目支出3209.95万元，占31.17%。"
    "与2022年度相比支出增加641.71万元，增长6.65%。",
    # a fund that made up a balance in the accounts of before 2019
    "收入总计包括：本年收入381642.30万元，用事业基金弥补收支差额1735.60万元，上年结转61208.40万元。"
    "支出总计包括：本年支出345871.20万元，结余分配1316.80万元，结转下年97398.30万元。",
    # a part named with its sum ends a reason
    "公务用车购置及运行费14.20万元，比上年减少1.60万元，下降10.13%，主要是加强车辆管理，其中公务用车购置费0万元，与上年持平，"
    "公务用车运行费14.20万元，比上年减少1.60万元，下降10.13%。",
    # next year's plan is held against this year's
    "2023年度“三公”经费支出预算64.30万元，支出决算58.20万元。公务用车保有量6辆。2024年“三公”经费预算64.30万元，与2023年预算持平，"
    "其中：因公出国（境）费30.00万元，公务用车购置及运行费26.30万元，公务接待费8.00万元。",
]  # fmt: skip


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_no_part_and_no_base_accuses_nobody(tmp_path: Path, text: str) -> None:
    assert accused(judged(tmp_path, FINAL, *text.split("\n"))) == []


def test_the_base_of_another_sum_of_the_same_name_is_not_used(tmp_path: Path) -> None:
    """What the province gave and what the city passed on are both 一般性转移支付."""
    run = judged(
        tmp_path,
        "某市2017年转移支付情况说明",
        "省对市一般性转移支付312640万元，比上年290350万元增长7.7%。",
        "市对县转移支付合计204826万元，其中：一般性转移支付186415万元，增长6.9%；专项转移支付18411万元。",
    )
    assert verdict_of(run, "6.9%") == "unverifiable"
    assert accused(run) == []


def test_a_base_that_was_completed_is_not_the_plan_of_its_year(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        "某县2023年预算执行情况和2024年预算草案的报告",
        "2023年全县一般公共预算收入完成152430万元，为预算149800万元的101.8%。",
        "2024年全县一般公共预算收入安排160050万元，比2023年完成数增长5.0%。",
    )
    assert verdict_of(run, "5.0%") in ("confirmed", "consistent")


@pytest.mark.parametrize(
    ("limit", "said", "verdict"),
    [
        ("112.40", "未超过核定限额", "confirmed"),
        ("112.40", "控制在限额以内", "confirmed"),
        ("92.40", "债务余额低于债务限额", "refuted"),
    ],
)
def test_a_balance_is_held_against_its_limit(tmp_path: Path, limit: str, said: str, verdict: str) -> None:
    run = judged(tmp_path, EXECUTION, f"2024年全县政府债务限额{limit}亿元，余额104.73亿元，{said}。")
    [found] = [r["verdict"] for r in run.claim_records if r["kind"] == "direction"]
    assert found == verdict


def test_a_share_of_one_side_that_is_right_of_the_other(tmp_path: Path) -> None:
    text = [
        "2024年，市本级国有资本经营预算收入完成36400万元，增长12.5%。",
        "2024年，市本级国有资本经营预算支出22150万元，完成预算的91.3%。",
        "向一般公共预算调出资金13200万元，占当年收入的59.6%。",
    ]
    [found] = accused(judged(tmp_path, "某市2024年国有资本经营预算执行情况", *text))
    assert found["check"] == "share"
    assert found["repair"][0]["proposed"] == "36.3"


def test_two_directions_of_a_balanced_budget(tmp_path: Path) -> None:
    text = [
        "（一）收入预算：2025年年初预算数6218.50万元。收入较2024年增加231.60万元，主要是一次性项目减少。",
        "（二）支出预算：2025年年初预算数6218.50万元。支出较2024年减少231.60万元。",
    ]
    found = accused(judged(tmp_path, BUDGET, *text))
    assert {r["check"] for r in found} >= {"balanced-changes"}


def test_a_reason_against_its_direction_names_what_moved(tmp_path: Path) -> None:
    text = (
        "2025年“三公”经费预算51.30万元，其中：公务用车运行费40.20万元，比2024年预算增加2.80万元，"
        "原因是公务用车数量减少；公务接待费11.10万元。"
    )
    [found] = [r for r in accused(judged(tmp_path, BUDGET, text)) if r["check"] == "reason-against-direction"]
    assert "“公务用车运行费”增加2.80万元" in found["message"]["zh"]


def test_full_width_digits_are_judged_like_others(tmp_path: Path) -> None:
    text = (
        "项目支出4183520.00元，由三项构成：（1）食堂改造2360000.00元，（2）操场维修６２３５２.００元，"
        "（3）图书购置1200000.00元。"
    )
    [found] = accused(judged(tmp_path, BUDGET, text))
    assert found["check"] == "text-list"
