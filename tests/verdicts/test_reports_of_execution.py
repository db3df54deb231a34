"""Reports on how a budget was carried out: balances that roll on, paces, lists in lines, plans that were missed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verdicts.texts import accused, judged, the_slip, verdict_of

TITLE = "某市2023年预算执行情况的报告"
LINES = (
    "市级一般公共预算支出决算137.47亿元，为调整预算的97.5%。按功能科目：\n——一般公共服务支出21.52亿元；\n"
    "——教育支出{}亿元；\n——社会保障和就业支出30.75亿元；\n——农林水支出21.31亿元；\n——其余科目支出38.17亿元。"
)
SLIPS = [
    (LINES, "25.72", "24.62"),
    ("本年收支结余6979万元，上年末滚存结余41230万元，年末滚存结余{}万元。", "48209", "84209"),
    ("收入29.31亿元，含个人缴费10.42亿元、财政补贴17.43亿元；支出28.45亿元；本年结余0.86亿元，上年末滚存16.88亿元，"
     "年末滚存{}亿元。", "17.74", "18.64"),
    ("一般公共预算支出315913万元，占年初预算431988万元的73.1%，以序时进度75%衡量，{}序时进度1.9个百分点。",
     "慢于", "快于"),
    ("全镇设村（居）21个，其中行政村17个、社区4个，下达行政村运转补助448.80万元，村均{}万元。", "26.40", "24.60"),
    ("乡村建设投入675.85万元，用于：通村路拓宽312.60万元（3.4公里）、污水管网改造208.45{}、公共照明154.80万元。",
     "万元", "元"),
    ("一般公共预算收入年初预算为2122435万元，实际完成2095198万元，完成预算的98.72%，比预算短收{}万元；与上年相比，"
     "增长3.95%，增收79537万元。", "27237", "72237"),
    ("预算支出394626万元＋上解支出6178万元＋结转下年{}万元＝支出总量412647万元。", "11843", "18143"),
    ("（一）养老：本年结余0.31亿元，上年末滚存2.85亿元，年末滚存3.16亿元。（二）医疗：本年结余0.86亿元，年末滚存{}亿元，"
     "上年末滚存16.88亿元。", "17.74", "18.64"),
    ("2023年末政府债务限额8703.2亿元，其中一般债务限额3313.5亿元，专项债务限额5389.7亿元。按地区：省本级1664.6亿元、滨江市"
     "2473.5亿元、平原市{}亿元、林海市1141.7亿元、其余市1801.3亿元。", "1622.1", "11622.1"),
    ("2023年末全省政府债务余额8098.9亿元，较上年末增加1227.3亿元，增长17.9%；一般债务余额{}亿元，专项债务余额4965.7亿元。",
     "3133.2", "3103.2"),
    ("支出合计11565.36万元，其中：基本支出371.40万元，项目支出11193.96万元。\n一般公共预算财政拨款基本支出{}万元，其中：人员经费"
     "337.81万元；公用经费33.59万元。", "371.40", "31.40"),
    ("卫生健康支出中：行政运行297.29万元，财政对城乡居民基本医疗保险基金的补助9033.70万元。财政对居民医保的补助较2022年的"
     "8503.00万元{}530.70万元。", "增加", "减少"),
    ("部门收入总预算1264.27万元，支出总预算{}万元，收支平衡。", "1264.27", "1246.27"),
    ("现有在职人员54人（男29人，女{}人），其中专业技术人员38人，占在职人员的70.37%。", "25", "26"),
    ("全年门急诊286400人次，比上年251300人次增加35100人次，增长{}%。", "13.97", "19.37"),
    ("收入预算26999.44万元。本年收入26385.70万元，上年结转613.74万元。一般公共预算拨款收入16835.20万元、财政专户管理资金收入"
     "7420.00万元。本年收入中，一般公共预算拨款收入占63.80%，财政专户管理资金收入占28.12%，两项合计{}万元。",
     "24255.20", "24552.20"),
    ("收支总计12142.10万元，其中事业收入158.00万元。\n2023年收支总计折合{}亿元。", "1.21", "12.14"),
    ("职工282人，其中：局机关52人、第一中学130人、第二小学100人。\n安排项目{}个，其中局机关3个、第一中学4个、第二小学2个。",
     "9", "10"),
    ("满分100分：决策20分、过程20分、产出30分、效益30分。各项得分：决策17.0分，得分率85.00%；过程16.5分，得分率82.50%；"
     "产出27.0分，得分率90.00%；效益25.5分，得分率85.00%。总分{}分。", "86.0", "88.0"),
    ("预算资金1452.73万元，来源为：上级专项925.27万元、区级配套527.46万元。年末到位1352.51万元，到位率93.10%；"
     "区级配套到位427.24万元，到位率{}%。", "81.00", "18.00"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "right", "wrong"), SLIPS, ids=[wrong for _, _, wrong in SLIPS])
def test_a_slip_is_told_and_what_is_right_is_not(text: str, right: str, wrong: str, tmp_path: Path) -> None:
    the_slip(tmp_path, TITLE, text, right, wrong)


def test_what_fell_short_of_a_plan_is_no_base_of_last_year(tmp_path: Path) -> None:
    text = SLIPS[6][0].format("27237")
    run = judged(tmp_path, TITLE, text)
    assert verdict_of(run, "27237万元") == "confirmed"
    assert verdict_of(run, "3.95%") == "consistent"


def test_spending_ends_the_list_of_the_income(tmp_path: Path) -> None:
    run = judged(tmp_path, TITLE, SLIPS[2][0].format("17.74"))
    assert [r["subject"] for r in run.claim_records][3:5] == ["支出", "结余"]


def test_a_figure_per_head_is_no_whole(tmp_path: Path) -> None:
    text = "人均财政支出3298.17元；全镇设村21个，其中行政村17个、社区4个，下达行政村运转补助448.80万元，村均26.40万元。"
    assert accused(judged(tmp_path, TITLE, text)) == []


def test_a_list_in_lines_without_the_others_need_not_come_out(tmp_path: Path) -> None:
    text = LINES.format("24.62").replace("其余科目", "住房保障")
    assert accused(judged(tmp_path, TITLE, *text.split("\n"))) == []


def test_chief_parts_by_kind_need_not_come_out(tmp_path: Path) -> None:
    """“分税种看” may name the chief taxes alone."""
    text = "税收收入150.00亿元，增长3.0%。分税种看，增值税61.25亿元、企业所得税31.47亿元、个人所得税12.35亿元。"
    assert accused(judged(tmp_path, TITLE, text)) == []


def test_those_who_came_cost_what_was_spent(tmp_path: Path) -> None:
    text = (
        "公务接待费全年预算为36.00万元，支出决算为24.48万元，完成全年预算的68.0%。国内公务接待68批次、612人次，其中接待外省"
        "168人次，接待省内444人次，人均接待费{}元。"
    )
    the_slip(tmp_path, "某局2023年部门决算", text, "400.00", "588.24")


def test_pupils_are_those_of_the_school(tmp_path: Path) -> None:
    text = (
        "三所学校在校学生7485人，其中第一中学3260人、实验小学2485人、职业学校1740人。\n"
        "第一中学公用经费2616.23万元，生均{}元；实验小学公用经费1755.60万元，生均7064.79元。"
    )
    the_slip(tmp_path, "某局2023年部门决算", text, "8025.25", "10528.09")


def test_what_is_left_is_not_all(tmp_path: Path) -> None:
    text = "项目支出8210.36万元。\n上述四个项目支出7254.00万元。其余项目支出956.36万元。"
    assert accused(judged(tmp_path, "某局2023年部门决算", *text.split("\n"))) == []


def test_posts_are_no_whole_of_those_who_hold_them(tmp_path: Path) -> None:
    text = "部门人员编制82人，在职实有76人，其中：行政41人，参公22人，事业13人。"
    assert accused(judged(tmp_path, "某局2023年部门决算", text)) == []


def test_some_public_expenses_are_no_more_than_all(tmp_path: Path) -> None:
    text = (
        "“三公”经费支出预算36.00万元，支出决算28.01万元，完成预算的77.81%。公务用车运行维护费23.84万元，保有量8辆；"
        "公务接待费{}万元，接待52批次、438人次。"
    )
    the_slip(tmp_path, "某局2023年部门决算", text, "4.17", "7.14")
