"""Figures of a text that bear one another out, and those that cannot both be right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verdicts.texts import accused, judged, verdict_of, verdicts

RIGHT = [
    # a rate before its change
    ("某县2024年5月财政收支", "一般公共预算收入完成800.0亿元，比上年增长25.0%，增收160.0亿元。"),
    # a total after its addends
    ("某市2023年市级决算报告", "2023年收入决算数1203万元，加上级补助收入3412万元，调入资金501万元，收入总计5116万元。"),
    # moved from one figure to the other
    ("2023年度教育经费", "普通小学由上年的12000.00元增加到12600.00元，增长5.00%。"),
    # a plan named beside what was done
    ("某县2024年4月财政收支", "收入累计完成2500万元，完成年初预算数6000万元的41.7%，比上年减收100万元，下降3.8%。"),
    ("某县2024年4月财政收支", "全县完成财政总收入4300万元，占年初预算10000万元的43.0%。"),
    # a reported figure as the base
    ("某县2020年财政决算报告", "一般公共预算收入完成5750万元，比报告数5670万元增加80万元，增长1.4%。"),
    # a rate in brackets
    ("某局2019年“三公”经费预算说明", "“三公”经费预算支出9.80万元，较上年减少18.50万元（65.37%）。"),
    # traditional characters
    ("某署2024年预算说明", "公務接待費50.00萬元，比上年減少5.00萬元，下降9.09%。"),
    # the first block of a list divides the whole, what follows is beside it
    # income and expenditure balance
    ("某局2023年度决算说明", "2023年度总收入为1532.47万元，总支出为1532.47万元，收支平衡。"),
    # two sections say the same
    ("某局2024年预算说明", "政府采购预算386.50万元。", "2024年政府采购预算386.50万元，主要用于办公设备。"),
]


@pytest.mark.parametrize("paragraphs", RIGHT, ids=[str(n) for n in range(len(RIGHT))])
def test_what_fits_together_is_borne_out(paragraphs: tuple[str, ...], tmp_path: Path) -> None:
    run = judged(tmp_path, *paragraphs)
    assert len(run.claim_records) > 1
    open_ = [v for v in verdicts(run) if v[2] not in ("confirmed", "rounding", "consistent")]
    assert open_ == []
    assert accused(run) == []


def test_a_list_goes_on_after_its_whole_is_made_up(tmp_path: Path) -> None:
    """The first two kinds of staff make up the whole; the retired stand beside it and prove nothing."""
    text = "财政供养人员9300人。其中：行政编制1900人，事业编制7400人，离退休人员1200人。"
    run = judged(tmp_path, "某区2019年度决算说明", text)
    assert [verdict for _, _, verdict in verdicts(run)] == [*["consistent"] * 3, "unverifiable"]
    assert accused(run) == []


WRONG = [
    (("某局2019年“三公”经费预算说明", "公务接待费2.30万元，较上年减少1.5万元（42.86%）。"), "42.86%"),
    (("某局2023年决算说明", "公务接待费12.00万元，比上年减少3.00万元，下降25.00%。"), "25.00%"),
    (("某县2024年4月财政收支", "收入累计完成2500万元，完成年初预算数6000万元的51.7%。"), "51.7%"),
]


@pytest.mark.parametrize(("paragraphs", "figure"), WRONG, ids=[f for _, f in WRONG])
def test_what_cannot_be_is_refuted(paragraphs: tuple[str, ...], figure: str, tmp_path: Path) -> None:
    run = judged(tmp_path, *paragraphs)
    assert verdict_of(run, figure) == "refuted"
    assert any(figure.rstrip("%") in " ".join(f["figures"]) for f in accused(run))


def test_parts_in_paragraphs_of_their_own_below_their_total(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        "某县民政局2024年部门预算情况说明",
        "一、收入总计8,214.66万元",
        "（一）一般公共预算拨款收入7,931.25万元；",
        "（二）政府性基金预算拨款收入283.41万元；",
    )
    assert [verdict for _, _, verdict in verdicts(run)] == ["consistent"] * 3


def test_a_hundred_percent_of_what_is_new_is_common_usage(tmp_path: Path) -> None:
    """The base of nothing is only implied (level = change): no finding."""
    run = judged(tmp_path, "某区2022年决算说明", "海关事务50万元，较2021年决算数增加50万元，增长100%。")
    assert verdict_of(run, "100%") == "doubtful"
    assert accused(run) == []


def test_two_figures_that_no_words_share_out(tmp_path: Path) -> None:
    """“各是A，B万元”: which is whose is not said, so neither contradicts the other."""
    run = judged(
        tmp_path,
        "某单位2022年度单位决算情况说明",
        "2022年度收、支总计各是4125.49，4143.91万元。与2021年相比，收、支总计各减少1267.86，2570.97万元。",
    )
    assert accused(run) == []


def test_a_total_that_its_parts_apart_contradict(tmp_path: Path) -> None:
    """The parts of the three public expenses stand in sentences of their own; their changes must add up."""
    run = judged(
        tmp_path,
        "某区2019年度三公经费决算说明",
        "2019年度“三公”经费支出合计85.50万元，同比减少14.92万元。",
        "因公出国（境）经费0万元，同比减少0万元。公务用车购置及运行费83.40万元，同比减少14.92万元。公务接待费2.10万元，同比减少0.11万元。",
    )
    [finding] = accused(run)
    assert finding["check"] == "text-list"
    assert {"14.92万元", "0.11万元"} <= set(finding["figures"])


def test_a_direction_written_the_wrong_way_round_is_one_finding(tmp_path: Path) -> None:
    """减支…降低… for what rose: the sum and the rate both say so, and it is told once with what would mend it."""
    run = judged(
        tmp_path,
        "某市2021年三公经费决算公开说明",
        "公车购置及运行维护费支出1502.00万元，比上年减支198.00万元，降低11.65%。其中：公务用车购置费支出12.00万元，比上年减支"
        "868.00万元，降低98.64%；公务用车运行维护费1490.00万元，比上年减支670.00万元，降低81.71%。",
    )
    findings = [f for f in accused(run) if "670.00" in " ".join(f["figures"])]
    assert len(findings) == 1
    assert "增加670.00万元" in findings[0]["repair"][0]["proposed"]


def test_figures_of_another_scope_are_no_contradiction(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        "某市2024年一般公共预算收支",
        "全市一般公共预算收入284.1亿元。市级一般公共预算收入49.5亿元，县区一般公共预算收入234.6亿元。",
        "一般公共预算总收入1011.7亿元，其中：一般公共预算收入243.7亿元。",
    )
    assert accused(run) == []


def test_a_plan_is_no_other_statement_of_the_same_figure(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        "州本级2021年度三公经费决算",
        "公务接待费为122万元，较上年144万元减少22万元，下降15%，较预算数339万元减少217万元，下降64%。",
    )
    assert accused(run) == []
    assert all(verdict in ("confirmed", "rounding", "consistent") for _, _, verdict in verdicts(run))


def test_a_share_of_something_else_is_doubtful(tmp_path: Path) -> None:
    """The whole that was found resembles the one named; that is no proof."""
    run = judged(
        tmp_path,
        "2021年省级一般公共预算支出情况",
        "对市县税收返还和转移支付4404.78亿元，占总支出的67%（包括一般性转移支付3030.61亿元，占转移支付比重达82%）。",
    )
    assert accused(run) == []


def test_a_list_within_a_list_proves_nothing(tmp_path: Path) -> None:
    """The second opener stands within the first part, and what follows does not exceed that part."""
    text = (
        "转移性收入8.60亿元，其中：一般公共预算转移性收入8.50亿元，"
        "主要为税收返还0.70亿元；一般性转移支付5.30亿元；专项转移支付2.50亿元。"
    )
    run = judged(tmp_path, "某区2021年转移支付说明", text)
    assert accused(run) == []


def test_what_a_part_consists_of_opens_no_list_of_sums(tmp_path: Path) -> None:
    """“人员经费A，主要包括基本工资；公用经费B”: the words name kinds, no sums, so that two parts are the whole list."""
    text = "基本支出2146.90万元，其中：人员经费1988.40万元，主要包括基本工资；公用经费1588.50万元，主要包括办公费。"
    run = judged(tmp_path, "某院2023年度决算说明", text)
    assert [found["check"] for found in accused(run)] == ["text-list"]


def test_revenue_shared_with_other_levels_has_more_parts_than_its_own_funds(tmp_path: Path) -> None:
    text = "全县大口径财政收入完成68000万元，比上年下降5.0%。其中：一般公共预算收入42000万元，政府性基金收入3100万元。"
    run = judged(tmp_path, "某县2021年财政收支", text)
    assert accused(run) == []


def test_one_number_in_another_unit_than_twice_before(tmp_path: Path) -> None:
    lines = ("公务接待费2.36万元。", "2021年公务接待费2.36元，主要用于调研接待。", "我局2021年支出公务接待费2.36万元。")
    run = judged(tmp_path, "某局2021年“三公”经费决算说明", *lines)
    [found] = accused(run)
    assert (found["check"], found["repair"][0]["proposed"]) == ("text-text", "2.36万元")
    assert [verdict for *_, verdict in verdicts(run)].count("refuted") == 1


def test_two_units_told_once_each_prove_nothing(tmp_path: Path) -> None:
    run = judged(tmp_path, "某局2021年决算说明", "培训费2.36万元。", "人均培训费2.36元。")
    assert accused(run) == []


def test_percentages_in_the_order_of_the_figures_before(tmp_path: Path) -> None:
    """“分别为A、B和C，占…的a、b和c”: shared out among the same subjects."""
    text = (
        "2021年采购规模为1000.0亿元。货物、工程、服务采购规模分别为250.0亿元、600.0亿元和150.0亿元，"
        "占采购规模的25.0%、60.0%和16.0%。"
    )
    run = judged(tmp_path, "某市2021年政府采购情况", text)
    shares = [(r["value"], r["verdict"]) for r in run.claim_records if r["kind"] == "share"]
    assert shares == [("25.0", "confirmed"), ("60.0", "confirmed"), ("16.0", "refuted")]


def test_the_head_of_a_list_tells_which_parts_are_its_own(tmp_path: Path) -> None:
    """“购置及运行费A，其中：购置费B，购置1辆；运行费C”: what the head names stays its part after the semicolon."""
    text = (
        "“三公”经费支出31.40万元。其中：1.公务用车购置及运行费30.00万元，其中：购置费18.00万元，"
        "当年购置公务用车1辆；运行费14.00万元。2.公务接待费1.40万元。3.因公出国（境）费0万元。"
    )
    run = judged(tmp_path, "某局2023年度“三公”经费决算说明", text)
    [found] = accused(run)
    assert found["check"] == "text-list"
    assert {"30.00万元", "18.00万元", "14.00万元"} <= set(found["figures"])


def test_a_comma_printed_as_a_point_tells_which_figure_is_wrong(tmp_path: Path) -> None:
    text = (
        "“三公”经费支出6,210万元。其中：1.因公出国（境）费180万元；"
        "2.公务用车购置及运行费5.384万元；3.公务接待费646万元。"
    )
    run = judged(tmp_path, "某区2013年“三公”经费决算", text)
    [found] = accused(run)
    assert [(r["printed"], r["proposed"]) for r in found["repair"][:1]] == [("5.384", "5384.000")]


def test_suppliers_may_be_of_several_kinds(tmp_path: Path) -> None:
    text = "政府采购供应商注册总数达2500家。其中货物类1600家，工程类800家，服务类1100家。"
    run = judged(tmp_path, "某市2013年政府采购情况", text)
    assert accused(run) == []


@pytest.mark.parametrize(("share", "verdict"), [("82.27", "consistent"), ("72.27", "unverifiable")])
def test_a_share_of_a_total_that_a_later_paragraph_states(share: str, verdict: str, tmp_path: Path) -> None:
    lines = (f"（一）教育支出类科目5806105.16元，占支出总预算{share}%。", "2023年财政拨款收支总预算7057486.18元。")
    run = judged(tmp_path, "某校2023年单位预算", *lines)
    assert verdict_of(run, f"{share}%") == verdict
    assert accused(run) == []
