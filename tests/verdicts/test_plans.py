"""Plans that are moved, missed or passed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verdicts.texts import accused, judged, the_slip, verdict_of, verdicts


def test_how_far_a_plan_is_moved_is_not_how_much_it_grows(tmp_path: Path) -> None:
    text = (
        "一般公共预算收入由325,800万元调整为374,400万元，调增48,600万元，增长18.3%。其中：税收收入由240,300万元调减为214,200万元，"
        "调减26,100万元，下降9.7%。"
    )
    run = judged(tmp_path, "某区2020年区级预算调整方案", text)
    assert accused(run) == []
    assert verdict_of(run, "48600万元") == verdict_of(run, "26100万元") == "confirmed"
    assert [r["year"] for r in run.claim_records if r["value"] in ("325800", "240300")] == [2020, 2020]


@pytest.mark.parametrize(("short", "verdict"), [("6168", "confirmed"), ("6188", "refuted")])
def test_what_is_short_is_short_of_the_plan(short: str, verdict: str, tmp_path: Path) -> None:
    text = f"一般公共预算收入34943万元，完成预算41111万元的85.0%，短收{short}万元，同比下降10.2%，减收3984万元。"
    run = judged(tmp_path, "某县2024年财政决算", text)
    assert verdict_of(run, f"{short}万元") == verdict


@pytest.mark.parametrize(("rate", "checks"), [("79.39", []), ("89.39", ["completion"])])
def test_the_budget_of_what_is_evaluated_is_a_plan(rate: str, checks: list[str], tmp_path: Path) -> None:
    text = f"“三公”经费支出13.10万元，预算数为16.50万元，完成预算的{rate}%，比上年减少0.82万元，下降5.89%。"
    run = judged(tmp_path, "某局2023年度部门整体支出绩效自评报告", text)
    assert [f["check"] for f in accused(run)] == checks
    assert verdict_of(run, "5.89%") == "confirmed"


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("政府采购预算760.00万元，实际采购金额728.53万元，采购执行率为{}%。", "95.86", "92.86"),
        ("全市城镇新增就业32560人，年度目标为30000人，完成目标任务的{}%。", "108.53", "180.53"),
        (
            "财政拨款支出14286.35万元，较上年减少819.37万元，下降5.42%。支出年初预算为12640.00万元，支出决算完成年初预算的{}%。",
            "113.02",
            "113.72",
        ),
    ],
)
def test_a_plan_and_what_came_of_it_were_told_last(text: str, right: str, wrong: str, tmp_path: Path) -> None:
    found = the_slip(tmp_path, "某局2023年度部门整体支出绩效自评报告", text, right, wrong)
    assert [r["proposed"] for r in found["repair"]] == [right]


def test_what_is_planned_grows_on_what_was_done_or_on_what_was_planned(tmp_path: Path) -> None:
    """“同比” does not tell which; a figure that comes out on either is right."""
    run = judged(
        tmp_path,
        "关于某县2023年财政预算执行情况和2024年财政预算草案的报告",
        "一、2023年财政预算执行情况",
        "全县政府性基金收入完成86340万元，为预算92000万元的93.8%。一般公共预算收入完成105235万元，为预算的101.2%。",
        "二、2024年财政预算草案",
        "2024年，一般公共预算收入预期目标为110500万元，同比增长5.0%。政府性基金收入安排90000万元，同比增长4.2%。",
    )
    assert accused(run) == []
    assert verdict_of(run, "4.2%") == verdict_of(run, "5.0%") == "consistent"


@pytest.mark.parametrize(("word", "checks"), [("大于", []), ("小于", ["direction"])])
def test_a_completion_tells_which_is_greater(word: str, checks: list[str], tmp_path: Path) -> None:
    text = f"一般公共预算收入调整为39,150万元。全年完成39,287万元，完成数{word}调整预算数，占调整预算的100.35%。"
    run = judged(tmp_path, "某县2021年决算草案审计", text)
    assert [f["check"] for f in accused(run)] == checks


def test_a_plan_of_next_year_is_compared_with_this_one(tmp_path: Path) -> None:
    text = "2018年安排“三公”经费预算30.00万元，较2017年实际支出减少1.50万元，下降4.76%。"
    run = judged(tmp_path, "某部2017年“三公”经费支出情况", "2017年“三公”经费支出合计31.50万元。", text)
    assert accused(run) == []


def test_numbered_paragraphs_share_their_whole(tmp_path: Path) -> None:
    """Two of three shares are of one whole; the third, printed 94.0 for 84.0, is of it too."""
    items = ("（1）社会保障和就业支出381.60万元，占11.9%。", "（2）卫生健康支出2702.18万元，占{}%。",
             "（3）住房保障支出133.08万元，占4.1%。")  # fmt: skip
    for printed, checks in (("84.0", []), ("94.0", ["share"])):
        lines = ["财政拨款支出构成情况", *(line.format(printed) for line in items)]
        run = judged(tmp_path, "某院2022年单位决算", *lines)
        assert [f["check"] for f in accused(run)] == checks


def test_two_kinds_of_assets_are_not_all(tmp_path: Path) -> None:
    text = "资产总额186432.75万元，其中房屋构筑物121865.30万元，设备48327.60万元。"
    run = judged(tmp_path, "某校2022年决算", text)
    assert accused(run) == []
    assert len(verdicts(run)) == 3


def test_a_rate_between_two_stated_levels_stands_against_a_wrong_word(tmp_path: Path) -> None:
    """531.68 is 8.81 % more than 488.63: what is wrong is 减少, told once."""
    text = "公务用车运行维护费支出531.68万元，比2018年的488.63万元减少43.05万元，增长8.81%。"
    run = judged(tmp_path, "某县2019年“三公”经费决算", text)
    assert [f["check"] for f in accused(run)] == ["change-difference"]
    assert verdict_of(run, "8.81%") == "confirmed"


@pytest.mark.parametrize(("share", "checks"), [("91.68", []), ("91.86", ["share"]), ("77.77", [])])
def test_swapped_digits_of_a_share(share: str, checks: list[str], tmp_path: Path) -> None:
    """Of which income the share is, no words say for sure; two swapped digits do."""
    text = f"政府性基金收入41.36亿元，其中土地出让收入37.92亿元，占基金收入的{share}%。"
    assert [f["check"] for f in accused(judged(tmp_path, "某区2022年预算执行情况", text))] == checks


@pytest.mark.parametrize(("town", "checks"), [("124474", []), ("12474", ["text-list"]), ("24474", ["text-list"])])
def test_a_digit_left_out_of_a_list(town: str, checks: list[str], tmp_path: Path) -> None:
    text = f"全区收入完成169754万元，其中：区本级收入45280万元，乡镇级收入{town}万元。"
    assert [f["check"] for f in accused(judged(tmp_path, "某区2022年5月收入", text))] == checks


def test_the_base_of_another_paragraph_gives_way_to_a_rate_beside_the_change(tmp_path: Path) -> None:
    lines = (
        "2023年市本级一般公共预算地方收入11.3亿元。",
        "2024年全市一般公共预算地方收入预计15.6亿元,比上年增加1.4亿元,增长9.9%。",
    )
    run = judged(tmp_path, "某市2024年预算草案", *lines)
    assert accused(run) == []
    assert verdict_of(run, "9.9%") == "confirmed"


@pytest.mark.parametrize(("moved", "checks"), [("36.30", []), ("31.26", ["change-difference"])])
def test_a_total_that_was_not_moved_with_its_parts(moved: str, checks: list[str], tmp_path: Path) -> None:
    text = (
        "政府性基金预算收入总计由年初的31.26亿元调整为36.30亿元，调增5.04亿元；"
        f"支出总计由年初的31.26亿元相应调整为{moved}亿元，调增5.04亿元，收支平衡。"
    )
    assert [f["check"] for f in accused(judged(tmp_path, "某市2021年预算调整方案", text))] == checks


def test_a_base_with_a_digit_too_many_is_mended_before_its_rate(tmp_path: Path) -> None:
    text = "其他司法支出2025年执行数为43269.3万元，2026年预算安排为3845.49万元，与2025年执行数相比增加17.62%。"
    [found] = accused(judged(tmp_path, "某局2026年单位预算", text))
    repairs = [(r["printed"], r["proposed"]) for r in found["repair"]]
    assert repairs == [("43269.3", "3269.3"), ("17.62", "下降91.11%")]


@pytest.mark.parametrize(("text", "proposed"), [
    ("985.05万元，与上年相比减少42.41万元，增长4.50%。", "增加42.41万元"),
])  # fmt: skip
def test_a_change_turned_round_is_blamed_before_its_rate(text: str, proposed: str, tmp_path: Path) -> None:
    [found] = accused(judged(tmp_path, "某局2025年部门预算", f"住房保障支出（类）支出{text}"))
    assert (found["check"], found["repair"][0]["proposed"]) == ("direction", proposed)


def test_plans_that_others_set(tmp_path: Path) -> None:
    """“为市下达全年目标A的B%”: whoever set it; a rate on a basis of its own between does not change the subject."""
    text = (
        "公共预算收入完成30.00亿元，同口径增长5.00%，为人大预算数40.00亿元的75.00%，为市下全年目标50.00亿元的61.00%。"
    )
    run = judged(tmp_path, "某区2016年财政收支", text)
    assert verdict_of(run, "75.00%") == "confirmed"
    assert verdict_of(run, "61.00%") == "refuted"


def test_a_sum_that_runs_into_a_percentage_is_no_base(tmp_path: Path) -> None:
    text = "一般公共预算收入完成30.00亿元，为人大预算数40.00亿元的75.00%，为市下季度目标29.00亿元103.45%。"
    run = judged(tmp_path, "某区2016年财政收支", text)
    assert accused(run) == []


def test_a_rate_on_its_own_basis_is_not_held_against_a_plain_change(tmp_path: Path) -> None:
    run = judged(tmp_path, "某省2021年决算报告", "一般公共预算支出完成5000.00亿元，同口径增长3.2%，增支20.00亿元。")
    assert accused(run) == []


def test_the_level_of_the_year_before_in_brackets(tmp_path: Path) -> None:
    """“与2021年度（A）相比，增加B”: what is in the brackets is of that year."""
    text = "2022年度收、支总计均为1983.91万元。与2021年度（1860.35万元）相比，收、支总计各增加123.56万元，增长6.6%。"
    run = judged(tmp_path, "某单位2022年度决算说明", text)
    years = {f"{r['value']}": r["year"] for r in run.claim_records}
    assert (years["1860.35"], years["1983.91"]) == (2021, 2022)
    assert verdict_of(run, "123.56万元") == "confirmed"


def test_a_year_at_the_end_of_a_name_is_a_year(tmp_path: Path) -> None:
    """“经营收入2021年为A，本年减少B” against this year's level of the same name."""
    text = "经营收入171.46万元，占本年收入8.9%，经营收入2021年为139.88万元，本年减少31.58万元。"
    [found] = accused(judged(tmp_path, "某单位2022年度决算说明", text))
    assert found["check"] in ("change-difference", "direction")


def test_a_part_singled_out_is_what_the_sentence_goes_on_about(tmp_path: Path) -> None:
    text = "财政拨款2903.05万元，上年结转31.25万元。其中财政拨款，2023年预算安排2593.12万元，今年增加309.93万元。"
    run = judged(tmp_path, "某局2024年部门预算", text)
    assert verdict_of(run, "309.93万元") == "confirmed"


def test_small_firms_are_another_division_of_what_is_bought(tmp_path: Path) -> None:
    text = "政府采购预算96.40万元。其中：货物类23.60万元，工程类38.00万元，服务类31.80万元；面向中小企业预留67.48万元。"
    [found] = accused(judged(tmp_path, "某局2024年部门预算", text))
    assert (found["check"], "67.48万元" in found["figures"]) == ("text-list", False)


def test_a_sum_that_words_promise_needs_no_many_digits(tmp_path: Path) -> None:
    text = "土地有偿使用费收入7亿元，加上动用上年结转收入2.9亿元，当年可用于安排支出的收入9.9亿元。"
    run = judged(tmp_path, "某市2016年政府性基金预算说明", text)
    assert verdict_of(run, "9.9亿元") in ("confirmed", "consistent")


def test_kinds_of_debt_stand_beside_each_other(tmp_path: Path) -> None:
    text = "债务限额6.1358亿元，包括一般债务限额1.71亿元，其中：外债转贷0.5884亿元，专项债务限额4.4258亿元。"
    assert accused(judged(tmp_path, "某县2023年债务情况", text)) == []


def test_what_a_unit_keeps_in_reserve_is_a_part_of_its_expenditure(tmp_path: Path) -> None:
    text = "支出预算合计9150.00万元，其中：基本支出5900.00万元，项目支出3140.00万元，单位预留机动经费110.00万元。"
    run = judged(tmp_path, "某厅2017年部门预算说明", text)
    assert verdict_of(run, "9150.00万元") in ("confirmed", "consistent")
    assert accused(run) == []
