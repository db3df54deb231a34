"""Words that say whose a figure is: of which money, of which whole, of which year; and what a table says in 万元."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verdicts.texts import accused, judged, verdict_of

TITLE = "云山市民政局2024年度部门决算"
TABLE = (
    "财政拨款收入支出决算总表",
    "单位：万元",
    "收入\t\t支出\t",
    "项目\t金额\t项目\t金额",
    "一、一般公共预算财政拨款\t328.60\t一、社会保障和就业支出\t348.37",
    "二、政府性基金预算财政拨款\t40.00\t二、卫生健康支出\t19.63",
    "本年收入合计\t368.60\t本年支出合计\t368.00",
    "年初财政拨款结转和结余\t6.19\t年末财政拨款结转和结余\t6.79",
    "总计\t374.79\t总计\t374.79",
    "",
    "支出决算表",
    "单位：万元",
    "科目编码\t科目名称\t合计\t基本支出\t项目支出",
    "\t合计\t390.48\t199.59\t190.89",
    "208\t社会保障和就业支出\t370.85\t179.96\t190.89",
    "210\t卫生健康支出\t19.63\t19.63\t",
    "",
    "“三公”经费支出决算表",
    "单位：万元",
    "项目\t决算数",
    "合计\t10.72",
    "公务用车运行维护费\t9.86",
    "公务接待费\t0.86",
    "",
)


def said(tmp_path: Path, *sentences: str) -> list[tuple[str, str]]:
    """The check and the wrong figure of each accusation against sentences below the tables."""
    return [(f["check"], f["figures"][0].rstrip("万元")) for f in accused(judged(tmp_path, TITLE, *TABLE, *sentences))]


def test_what_is_left_of_the_money_that_the_paragraph_opens_with(tmp_path: Path) -> None:
    """The table totals what is left of all appropriations."""
    heading = "（一）财政拨款收支情况"
    assert said(tmp_path, heading, "2024年度衔接推进乡村振兴补助资金支出52.17万元，年末结转3.60万元。") == []
    assert said(tmp_path, heading, "2024年度财政拨款支出368.00万元，年末结转3.60万元。") == [("text-table", "3.60")]


@pytest.mark.parametrize(
    "sentence",
    [
        "2024年度财政拨款收入总计、支出总计均为374.79万元。",
        "2024年度“三公”经费支出决算10.72万元。另有使用事业收入安排的公务接待费3.24万元。",
        "2024年度社会保障和就业支出370.85万元，其中当年安排352.40万元。",
        "支出由两部分安排：财政拨款安排368.00万元，其他收入安排21.46万元。",
    ],
)
def test_another_money_than_the_cells(tmp_path: Path, sentence: str) -> None:
    assert said(tmp_path, sentence) == []


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("2024年度财政拨款收入总计、支出总计均为347.79万元。", "347.79"),
        ("2024年度“三公”经费支出决算10.72万元，其中公务接待费0.68万元。", "0.68"),
    ],
)
def test_the_same_money(tmp_path: Path, sentence: str, figure: str) -> None:
    assert figure in {number for _, number in said(tmp_path, sentence)}


@pytest.mark.parametrize(
    ("sentence", "faults"),
    [
        ("2024年度公务用车运行维护费9.86元。", True),
        ("2024年度全部支出390.48元。", True),
        ("2024年度公务用车运行维护费98600元。", False),
        ("2024年度人均接待费用9.86元。", False),
    ],
)
def test_the_digits_of_a_cell_in_a_smaller_unit(tmp_path: Path, sentence: str, faults: bool) -> None:
    found = accused(judged(tmp_path, TITLE, *TABLE, sentence))
    assert bool(found) is faults
    if faults:
        assert found[0]["repair"][0]["proposed"].endswith("万元")  # before the same sum in other digits


BASES = (
    "2024年度财政拨款支出368.00万元，其中一般公共预算拨款355.00万元。"
    "财政拨款用于社会保障和就业支出348.37万元，占{share}%。"
)


@pytest.mark.parametrize(("share", "verdict"), [("94.67", "consistent"), ("99.67", "unverifiable")])
def test_a_share_of_what_the_last_figure_is_a_part_of(tmp_path: Path, share: str, verdict: str) -> None:
    assert verdict_of(judged(tmp_path, TITLE, BASES.format(share=share)), f"{share}%") == verdict


MOVED = "老年福利（项）年初预算为280.00万元，年中追加后全年预算为340.00万元，支出决算为318.25万元，完成{plan}的93.60%。"


@pytest.mark.parametrize(("plan", "faults"), [("全年预算", False), ("年初预算", True)])
def test_a_completion_of_the_plan_that_it_names(tmp_path: Path, plan: str, faults: bool) -> None:
    sentence = "1.社会保障和就业支出（类）社会福利（款）" + MOVED.format(plan=plan)
    assert bool(accused(judged(tmp_path, TITLE, sentence))) is faults


BOTH = (
    "2024年度收入、支出总计均为3989.78万元。"
    "与2023年度收支总计3806.32万元相比，收入、支出总计各增加{change}万元，增长4.82%。"
)


@pytest.mark.parametrize(("change", "faults"), [("183.46", False), ("163.46", True)])
def test_both_sides_change_by_one_amount(tmp_path: Path, change: str, faults: bool) -> None:
    run = judged(tmp_path, TITLE, BOTH.format(change=change))
    assert bool(accused(run)) is faults
    assert verdict_of(run, f"{change}万元") == ("refuted" if faults else "confirmed")


ADJUSTED = "2025年培训费预算11.30万元。2024年年初预算为10.00万元，年中调整为12.50万元，比上年调整预算减少{less}万元。"


@pytest.mark.parametrize(("less", "faults"), [("1.20", False), ("2.10", True)])
def test_a_plan_that_was_moved_is_of_the_year_before_it(tmp_path: Path, less: str, faults: bool) -> None:
    run = judged(tmp_path, "云山市民政局2025年部门预算", ADJUSTED.format(less=less))
    assert bool(accused(run)) is faults


LIST = (
    "重点项目如下：",
    "1.清扫保洁项目，预算安排5236.00万元。",
    "2.执法协管项目，预算安排685.00万元。",
    "3.环卫设施项目，预算安排930.00万元。",
)


@pytest.mark.parametrize(
    ("closing", "verdict"),
    [
        ("以上三个项目预算合计6851.00万元。", "consistent"),
        ("以上三个项目预算合计6815.00万元。", "refuted"),
        ("上述项目预算合计6851.00万元。", "consistent"),
        ("上述项目预算合计6815.00万元。", "refuted"),  # two digits swapped
        ("上述项目预算合计7020.00万元。", "unverifiable"),
    ],
)
def test_a_sum_of_the_projects_above(tmp_path: Path, closing: str, verdict: str) -> None:
    """Without a number the words may mean more than the list."""
    run = judged(tmp_path, "云山市城管局2025年部门预算", "十五、绩效目标情况", *LIST, closing)
    assert verdict_of(run, closing.split("合计")[1].rstrip("。")) == verdict


def test_projects_of_a_numbered_list_are_named_by_its_first_clause(tmp_path: Path) -> None:
    run = judged(tmp_path, "云山市城管局2025年部门预算", "十五、绩效目标情况", *LIST)
    assert [r["subject"] for r in run.claim_records] == ["清扫保洁项目", "执法协管项目", "环卫设施项目"]


SPENT = (
    "支出决算表",
    "单位：万元",
    "科目编码\t科目名称\t合计\t基本支出\t项目支出",
    "\t合计\t529.15\t121.31\t407.84",
    "208\t社会保障和就业支出\t529.15\t121.31\t407.84",
    "",
    "一般公共预算财政拨款支出决算表",
    "单位：万元",
    "科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出",
    "\t合计\t489.84\t121.31\t368.53",
    "208\t社会保障和就业支出\t489.84\t121.31\t368.53",
    "",
)


@pytest.mark.parametrize(("basic", "faults"), [("22.93", False), ("24.77", True)])
def test_a_share_of_the_whole_that_its_sister_is_of(tmp_path: Path, basic: str, faults: bool) -> None:
    sentence = f"2024年度本年支出合计529.15万元，其中：基本支出121.31万元，占{basic}%；项目支出407.84万元，占77.07%。"
    assert bool(accused(judged(tmp_path, TITLE, *SPENT, sentence))) is faults


GROWN = "年初预算为518.00万元，加上年初结转及年中追加后全年预算为656.44万元，支出决算为641.30万元，完成{plan}的97.69%。"


@pytest.mark.parametrize(("plan", "faults"), [("全年预算", False), ("年初预算", True)])
def test_what_made_a_plan_grow_is_no_subject(tmp_path: Path, plan: str, faults: bool) -> None:
    sentence = "1.交通运输支出（类）公路水路运输（款）公路养护（项）。" + GROWN.format(plan=plan)
    assert bool(accused(judged(tmp_path, TITLE, sentence))) is faults


def test_a_rate_of_last_year_is_not_of_this_years_figures(tmp_path: Path) -> None:
    sentences = (
        "2024年一般公共预算支出390.48万元。",
        "2023年本部门一般公共预算支出执行率96.8%，较上年提高1.3个百分点。",
    )
    assert accused(judged(tmp_path, "云山市民政局2024年部门预算", *sentences)) == []


def test_last_years_figure_kept_as_this_years_is_no_fault_of_the_rate(tmp_path: Path) -> None:
    sentence = "2024年度机关运行经费支出91.25万元，比2023年度的91.25万元减少6.68万元，下降7.32%。"
    assert [f["check"] for f in accused(judged(tmp_path, TITLE, sentence))] == ["change-difference"]


def test_a_completion_tells_whose_unit_is_wrong(tmp_path: Path) -> None:
    sentence = "2.信息化项目：全年预算数86.20万元，全年执行数862000.00万元，预算执行率100.00%。"
    [found] = accused(judged(tmp_path, TITLE, "绩效情况", sentence))
    assert (found["check"], found["repair"][0]["proposed"]) == ("text-text", "862000.00元")


def test_a_figure_of_a_table_in_yuan_told_in_wan_yuan(tmp_path: Path) -> None:
    table = ("项目支出表", "单位：元", "项目名称\t金额", "合计\t9864000.00", "环境卫生管养服务\t9864000.00", "")
    [found] = accused(judged(tmp_path, TITLE, *table, "环境卫生管养服务项目安排9864000万元。"))
    assert found["check"] == "text-table"


FUND = (
    "政府性基金预算财政拨款收入支出决算表",
    "单位：万元",
    "科目编码\t科目名称\t年初结转和结余\t本年收入\t本年支出合计\t年末结转和结余",
    "\t合计\t24.00\t360.00\t371.24\t12.76",
    "212\t城乡社区支出\t24.00\t360.00\t371.24\t12.76",
    "",
)


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("2024年度政府性基金预算财政拨款年初结转和结余24.00万元。", "confirmed"),
        ("2024年度政府性基金预算财政拨款年初结转和结余42.00万元。", "refuted"),
        ("2024年度政府性基金预算财政拨款年末结转和结余12.76万元。", "confirmed"),
    ],
)
def test_what_a_fund_carried_over(tmp_path: Path, sentence: str, verdict: str) -> None:
    run = judged(tmp_path, TITLE, *TABLE, *FUND, sentence)
    assert [r["verdict"] for r in run.claim_records] == [verdict]


@pytest.mark.parametrize(
    "sentence",
    [
        "公务用车运行维护费9.86万元，其中由基本支出安排6.40万元、由项目支出安排3.46万元。",
        "公务用车运行维护费9.86万元。运行费中，基本支出安排6.40万元，巡查项目安排3.46万元。",
        "事业收入73.99万元，除安排设施改造项目外，用于单位基本支出35.99万元。",
        "公务接待费0.86万元。另有单位资金安排公务接待费0.60万元，不在上述口径之内。",
        "2024年度财政拨款本年收入368.60万元；本年支出368.00万元。",
    ],
)
def test_a_part_that_something_else_pays_for(tmp_path: Path, sentence: str) -> None:
    assert said(tmp_path, sentence) == []


def test_a_plan_that_is_not_printed_is_not_the_one_that_is(tmp_path: Path) -> None:
    sentence = "2024年度财政拨款支出368.00万元。年初预算为364.10万元，完成年初预算的101.07%；完成全年预算的99.92%。"
    run = judged(tmp_path, TITLE, sentence)
    assert accused(run) == []
    assert verdict_of(run, "99.92%") == "unverifiable"


INVERTED = "2024年度财政拨款支出368.00万元，完成年初预算的{rate}%，比年初预算增加15.60万元，决算数{word}预算数。"


@pytest.mark.parametrize(
    ("rate", "word", "checks"),
    [("104.43", "大于", []), ("95.76", "大于", ["completion"]), ("104.43", "小于", ["direction"])],
)
def test_an_order_that_a_change_bears_out(tmp_path: Path, rate: str, word: str, checks: list[str]) -> None:
    run = judged(tmp_path, TITLE, INVERTED.format(rate=rate, word=word))
    assert [f["check"] for f in accused(run)] == checks


def test_a_change_from_what_was_spent_is_none_from_the_plan(tmp_path: Path) -> None:
    sentence = "2024年一般公共预算当年拨款502.77万元，比2023年执行数增加15.55万元；2023年年初预算为438.57万元。"
    assert accused(judged(tmp_path, "云山市林业局2024年部门预算", sentence)) == []


def test_what_was_spent_completes_the_plan_and_no_plan_another(tmp_path: Path) -> None:
    sentences = (
        "2023年度一般公共预算财政拨款支出5504.98万元，比上年增加50.00万元。",
        "（二）预算执行。年初预算为4586.23万元，年中追加后全年预算数为5581.15万元，上述支出完成年初预算的120.03%、完成全年预算数的98.63%。",
    )
    assert accused(judged(tmp_path, "云山县水利局2023年度部门决算", *sentences)) == []


PLANNED = (
    "2024年一般公共预算当年拨款19239.07万元，比2023年年初预算数增加614.02万元。"
    "与2023年执行数18402.75万元相比，增加{more}万元。"
)


@pytest.mark.parametrize(("more", "faults"), [("836.32", False), ("863.32", True)])
def test_a_change_from_the_plan_is_none_from_what_was_spent(tmp_path: Path, more: str, faults: bool) -> None:
    assert bool(accused(judged(tmp_path, "云山市教育局2024年部门预算", PLANNED.format(more=more)))) is faults


FUNCTIONS = (
    "支出总表",
    "单位：万元",
    "科目编码\t科目名称\t合计\t基本支出\t项目支出",
    "\t合计\t1967.85\t1719.24\t248.61",
    "205\t教育支出\t1745.87\t1497.26\t248.61",
    "208\t社会保障和就业支出\t221.98\t221.98\t",
    "",
)


@pytest.mark.parametrize(("social", "faults"), [("221.98", False), ("215.22", True)])
def test_accounts_divide_all_expenditure(tmp_path: Path, social: str, faults: bool) -> None:
    sentences = (
        "2024年支出预算按支出性质划分，基本支出1719.24万元；项目支出248.61万元。",
        f"按支出功能分类划分，教育支出1745.87万元，占88.72%；社会保障和就业支出{social}万元。",
    )
    assert bool(accused(judged(tmp_path, "云山市教育局2024年部门预算", *FUNCTIONS, *sentences))) is faults


def test_a_share_tells_whose_unit_is_wrong(tmp_path: Path) -> None:
    sentence = (
        "授予中小企业合同金额1517.86万元，其中：授予小微企业合同金额9636000.00万元，占授予中小企业合同金额的63.48%。"
    )
    [found] = accused(judged(tmp_path, TITLE, sentence))
    assert found["repair"][0]["proposed"] == "9636000.00元"


TWICE = (
    "2024年度一般公共预算财政拨款支出年初预算为7320.49万元，年中调整后全年预算为7521.36万元，"
    "支出决算为7409.49万元，完成年初预算的101.22%、全年预算的{rate}%。"
)


@pytest.mark.parametrize(("rate", "verdict"), [("98.51", "confirmed"), ("95.81", "refuted")])
def test_a_second_plan_completed_in_one_breath(tmp_path: Path, rate: str, verdict: str) -> None:
    assert verdict_of(judged(tmp_path, TITLE, TWICE.format(rate=rate)), f"{rate}%") == verdict


@pytest.mark.parametrize(("wages", "checks"), [("28433923.40", []), ("2843923.40", ["text-table"])])
def test_the_accounts_of_personnel_have_lines_of_their_own(tmp_path: Path, wages: str, checks: list[str]) -> None:
    table = (
        "一般公共预算财政拨款基本支出决算表",
        "单位：元",
        "科目编码\t科目名称\t决算数",
        "301\t工资福利支出\t28433923.40",
        "303\t对个人和家庭的补助\t968662.12",
        "\t人员经费合计\t29402585.52",
        "",
    )
    text = f"人员经费29402585.52元，包括工资福利支出{wages}元、对个人和家庭的补助968662.12元（退休费715719.31元）。"
    heading = "六、一般公共预算财政拨款基本支出决算情况说明"
    found = accused(judged(tmp_path, "云山医院2024年度单位决算", *table, heading, text))
    assert [f["check"] for f in found] == checks


def test_operating_costs_by_their_other_name(tmp_path: Path) -> None:
    """Four digits do: 机关运行经费 is what the tables call 公用经费."""
    table = (
        "支出总表",
        "单位：万元",
        "科目编码\t科目名称\t合计\t人员经费\t公用经费",
        "2240101\t行政运行\t410.34\t352.12\t58.22",
        "",
    )
    [found] = accused(judged(tmp_path, "云山县应急局2025年部门预算", *table, "2025年机关运行经费58.22元。"))
    assert "58.22万元" in {repair["proposed"] for repair in found["repair"]}


@pytest.mark.parametrize(
    "sentence",
    [
        "公务接待费0.86万元。全部资金公务接待费合计2.21万元。",
        "2024年度财政拨款收入合计374.79万元，其中：本年收入368.60万元，上年结转6.19万元。",
    ],
)
def test_a_wider_sum_than_the_cell(tmp_path: Path, sentence: str) -> None:
    assert said(tmp_path, sentence) == []


@pytest.mark.parametrize(
    ("sentence", "proposed"),
    [
        ("项目：全年预算数1240.00万元，执行数1196.40元，执行率96.48%。", "1196.40万元"),
        ("项目：全年预算数86.20万元，执行数862000.00万元，执行率100.00%。", "862000.00元"),
    ],
)
def test_the_unit_that_a_percentage_asks_for(tmp_path: Path, sentence: str, proposed: str) -> None:
    [found] = accused(judged(tmp_path, TITLE, "绩效情况", sentence))
    assert found["repair"][0]["proposed"] == proposed


PAST = "1.医疗救助项目：2024年全年预算数210.00万元，实际支出189.42万元，预算执行率{rate}%；2025年安排165.60万元。"


@pytest.mark.parametrize(("rate", "faults"), [("90.20", False), ("92.20", True)])
def test_a_completion_of_last_years_plan(tmp_path: Path, rate: str, faults: bool) -> None:
    run = judged(tmp_path, "云山县医保局2025年部门预算", "绩效情况", PAST.format(rate=rate))
    assert bool(accused(run)) is faults


def test_units_divide_all_income_and_not_the_sum_before(tmp_path: Path) -> None:
    sentences = (
        "2025年收入总计1395.33万元，支出总计1395.33万元。",
        "扣除上年结转后，本年收入合计1309.73万元。按预算单位分，局本级收入960.41万元，服务中心收入434.92万元。",
    )
    assert accused(judged(tmp_path, "云山县医保局2025年部门预算", *sentences)) == []


def test_fields_of_a_project_name_nothing(tmp_path: Path) -> None:
    table = (
        "项目支出表",
        "单位：万元",
        "项目名称\t金额",
        "合计\t515.00",
        "河道治理配套\t440.00",
        "防汛物资储备\t75.00",
        "",
    )
    lines = (
        "1.项目名称：防汛物资储备",
        "设立的政策依据：县防汛抗旱应急预案",
        "预算安排规模：750000.00万元",
        "资金执行时间：2024年1月-12月",
    )
    [found] = accused(judged(tmp_path, "云山县水利局2024年部门预算", *table, *lines))
    assert found["check"] == "text-table"


def test_what_is_bought_by_kind_is_tallied(tmp_path: Path) -> None:
    sentence = "政府采购预算512.40万元，其中：货物36.50万元、工程198.00万元、服务287.90万元。"
    run = judged(tmp_path, "云山县水利局2024年部门预算", sentence)
    assert verdict_of(run, "512.40万元") == "refuted"
    assert verdict_of(run, "36.50万元") == "unverifiable"


@pytest.mark.parametrize(
    "sentence",
    [
        "以上为部门汇总数，其中局机关本级“三公”经费8.60万元。",
        "如将财政专户管理资金安排的部分一并计算，“三公”经费为13.20万元。",
        "按全部资金口径，“三公”经费为13.20万元。",
    ],
)
def test_other_units_or_other_money(tmp_path: Path, sentence: str) -> None:
    parts = (
        "2024年度“三公”经费支出决算10.72万元，其中：因公出国（境）费0万元，公务用车购置费0万元，"
        "公务用车运行维护费9.86万元，公务接待费0.86万元。"
    )
    assert said(tmp_path, parts, sentence) == []


def test_a_unit_that_a_table_has_told_accuses_no_other_figure(tmp_path: Path) -> None:
    sentence = "公务用车运行维护费年初预算为9.86万元，支出决算为9.86元，完成年初预算的100%，决算数等于年初预算数。"
    [found] = accused(judged(tmp_path, TITLE, *TABLE, sentence))
    assert (found["check"], found["figures"][0]) == ("text-table", "9.86元")
