"""Statements that the figures about them make up, to the last digit and against the odds of chance."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verdicts.texts import accused, judged, verdict_of

RIGHT = [
    # what a plan leaves, and the rate on the same basis as the change before it
    (("某县2023年“三公”经费说明",
      "全县“三公”经费决算支出1016.35万元，完成年初预算1240万元的81.96%，结余223.65万元；按同口径同比减少55.84万元，下降5.21%。"),
     ("223.65万元", "5.21%")),
    # a rate of execution of sums named apart
    (("某项资金绩效评价报告", "下达资金5100万元。截至年末支出3099.78万元，预算执行率60.78%。"), ("60.78%",)),
    # a cost per guest
    (("某县2023年决算说明", "公务接待费258.00万元，共接待24937人，人均接待费103.46元。"), ("103.46元",)),
]  # fmt: skip


@pytest.mark.parametrize(("paragraphs", "values"), RIGHT, ids=[v[0] for _, v in RIGHT])
def test_what_comes_out_is_borne_out(paragraphs: tuple[str, ...], values: tuple[str, ...], tmp_path: Path) -> None:
    run = judged(tmp_path, *paragraphs)
    assert [verdict_of(run, value) for value in values] == ["consistent"] * len(values)
    assert accused(run) == []


def test_a_percentage_of_two_digits_comes_out_of_anything(tmp_path: Path) -> None:
    """Five figures have ten ratios: 60 % is among them by chance (251 of 419), and so proves nothing."""
    sums = "，".join(f"{name}项目支出{n}万元" for name, n in zip("甲乙丙丁戊", (137, 251, 376, 419, 562), strict=True))
    run = judged(tmp_path, "某项资金绩效评价报告", f"{sums}。预算执行率60%。")
    assert verdict_of(run, "60%") == "unverifiable"


def test_three_digits_add_up_by_chance(tmp_path: Path) -> None:
    """No word says that one project's money is the sum of two others'."""
    sums = "，".join(f"{name}项目支出{n}万元" for name, n in zip("甲乙丙丁戊", (137, 419, 251, 562, 388), strict=True))
    run = judged(tmp_path, "某项资金绩效评价报告", f"{sums}。")
    assert {r["verdict"] for r in run.claim_records} == {"unverifiable"}


def test_what_is_refuted_bears_nothing_out(tmp_path: Path) -> None:
    text = "“三公”经费预算1240.00万元，决算1016.35万元，比预算减少233.65万元。结余233.65万元。"
    run = judged(tmp_path, "某县2023年决算说明", text)
    assert "consistent" not in [r["verdict"] for r in run.claim_records if r["value"] == "233.65"]


BALANCES = [
    ("2023年末结转和结余93.17万元，较年初减少16.06万元，下降14.70%。", ("16.06万元", "14.70%")),
]


@pytest.mark.parametrize(("text", "values"), BALANCES)
def test_the_beginning_of_the_year_is_no_budget(text: str, values: tuple[str, ...], tmp_path: Path) -> None:
    """A balance at the end of the year is compared with that at its beginning, never with itself."""
    run = judged(tmp_path, "某校2023年度部门决算", text)
    assert accused(run) == []
    assert {verdict_of(run, value) for value in values} <= {"consistent", "confirmed"}


def test_what_is_counted_on_after_a_semicolon_is_no_part(tmp_path: Path) -> None:
    text = "实有在编688人，其中卫生专业技术人员602人，占在编人员的87.5%；编外聘用214人；离休2人、退休316人。"
    assert accused(judged(tmp_path, "某医院2025年单位预算", text)) == []


def test_a_share_beyond_the_whole_is_of_another_whole(tmp_path: Path) -> None:
    text = (
        "45亿元债券资金中，交通建设安排16.5亿元，占36.7%；农林水项目安排27.0亿元，占60.0%；政权建设项目1.5亿元，占3.3%。"
        "上述安排中，用于民生支出39.5亿元，占87.8%。"
    )
    assert accused(judged(tmp_path, "某省2013年预算调整方案", text)) == []


def test_last_years_money_is_an_addend_of_this_years(tmp_path: Path) -> None:
    text = (
        "全年一般公共预算收入201.18亿元，加上税收返还1.44亿元，上级补助33.12亿元，新增一般债券0.80亿元，调入资金1562万元，"
        "上年专项结转7.72亿元，可用财力合计244.42亿元。"
    )
    assert accused(judged(tmp_path, "某区2023年财政决算", text)) == []


def test_what_there_is_none_of_is_spoken_of(tmp_path: Path) -> None:
    """“因公出国（境）费未安排预算，与2024年相同” says nothing of the total named before it."""
    text = (
        "2025年“三公”经费预算41.70万元，比2024年减少2.30万元。其中：因公出国（境）费未安排预算，与2024年相同；公务接待费2.10万元，"
        "比2024年减少0.70万元；公务用车运行费39.60万元，比2024年减少1.60万元；公务用车购置费未安排预算，与2024年相同。"
    )
    run = judged(tmp_path, "某院2025年部门预算", text)
    assert accused(run) == []
    assert [r["subject"] for r in run.claim_records if r["kind"] == "flat"] == ["因公出国（境）费", "公务用车购置费"]


def test_a_figure_for_each_is_part_of_no_sum(tmp_path: Path) -> None:
    text = "公务用车运行维护费18.42万元，其中：日常运行18.42万元，车均运行维护费2.63万元，年末公务用车保有量7辆。"
    run = judged(tmp_path, "某局2023年决算说明", text)
    assert accused(run) == []


def test_basic_expenditure_of_one_fund_is_not_that_of_all_money(tmp_path: Path) -> None:
    lines = ("本年支出合计60000.00万元，其中：基本支出52316.40万元。", "一般公共预算财政拨款基本支出2146.93万元。")
    assert accused(judged(tmp_path, "某院2023年度单位决算", *lines)) == []
