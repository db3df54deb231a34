"""Lists that divide a sum once more, overlap, are ended, or promise a sum."""

from __future__ import annotations

from pathlib import Path

from tests.verdicts.texts import accused, judged, verdict_of

TITLE = "某县某局2024年部门预算情况说明"


def test_a_sum_divided_by_source_in_the_next_sentence(tmp_path: Path) -> None:
    """一般公共预算拨款 is a part of the project expenditure, no total of its own."""
    run = judged(
        tmp_path,
        TITLE,
        "2024年一般公共预算拨款收入2563.99万元。",
        "2024年项目支出1145.29万元，共8个项目。按资金来源分：本年一般公共预算拨款1020.52万元，单位资金38.53万元，上年结转86.24万元。"
        "其中：管护补助333.26万元，绿化补助301.27万元。",
    )
    assert (accused(run), verdict_of(run, "1020.52万元")) == ([], "consistent")


def test_another_division_is_of_the_head_and_not_of_the_last_part(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        "2017年12月地方政府债券发行情况",
        "12月发行地方政府债券346亿元。其中，一般债券25亿元，专项债券321亿元；按用途划分，新增债券135亿元，置换债券211亿元。",
    )
    assert accused(run) == []


def test_parts_that_exceed_their_whole_by_more_than_any_of_them_overlap(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        "某市医院2021年度收支情况",
        "业务收入26.88亿元，其中：（一）药品收入5.68亿元；卫生材料收入4.2亿元；医疗收入26.50亿元。（二）门诊收入8.56亿元；住院收入17.94亿元。",
    )
    assert accused(run) == []


def test_counts_that_make_up_their_whole_before_others_follow(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        "某幼儿园2017年度决算公开",
        "实有教职工62人，其中高级教师4人，中级25人，初级23人，管理人员3人，技师3人，高级工3人，工人1人，退休职工28人。",
    )
    assert (accused(run), verdict_of(run, "62人")) == ([], "confirmed")


def test_the_words_of_a_sum_over_two_sentences(tmp_path: Path) -> None:
    """265.8 + 126.8 = 392.6: two digits of the second are swapped."""
    run = judged(
        tmp_path,
        "某区2021年预算执行情况",
        "2021年全区一般公共预算支出完成265.8亿元，增长2.5%。加上转移性支出128.6亿元，支出合计392.6亿元。",
    )
    [found] = accused(run)
    assert "126.8" in {repair["proposed"] for repair in found["repair"]}


def test_parts_of_a_change_with_two_digits_swapped(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        "某区2020年区级预算调整方案",
        "收入预算总计调整为439996万元，调增44842万元，主要是调增上级补助收入28442万元、债务转贷收入20000万元。",
    )
    [found] = accused(run)
    assert "24842" in {repair["proposed"] for repair in found["repair"]}


def test_what_is_reserved_is_no_more_than_what_is_bought(tmp_path: Path) -> None:
    budget = "2024年政府采购预算86.40万元，其中：货物预算23.40万元，服务预算63.00万元。"
    more = judged(tmp_path, TITLE, budget + "面向中小企业预留政府采购项目预算金额96.52万元。")
    assert len(accused(more)) == 1
    less = judged(tmp_path, TITLE, budget + "面向中小企业预留政府采购项目预算金额76.52万元。")
    assert accused(less) == []


def test_no_sum_less_than_nothing_is_proposed(tmp_path: Path) -> None:
    run = judged(
        tmp_path, TITLE, "2024年“三公”经费预算5.00万元，其中：公务接待费2.00万元，公务用车运行维护费9.00万元。"
    )
    proposals = [repair["proposed"] for found in accused(run) for repair in found["repair"]]
    assert proposals
    assert not any(text.startswith("-") for text in proposals)


def test_what_a_list_shares_out_and_its_sum(tmp_path: Path) -> None:
    run = judged(tmp_path, TITLE, "三个重点项目分别为186.40万元、145.26万元、61.24万元，合计394.90万元。")
    assert [found["check"] for found in accused(run)] == ["text-list"]
    right = judged(tmp_path, TITLE, "三个重点项目分别为186.40万元、145.26万元、61.24万元，合计392.90万元。")
    assert accused(right) == []


def test_the_one_part_that_is_all_and_what_divides_it(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        TITLE,
        "公务用车购置及运行维护费10.43万元。其中公务用车运行维护费10.43万元，一般公共预算基本支出中列支9.25万元，其余在项目支出中列支。",
    )
    assert accused(run) == []


def test_a_sum_that_the_other_side_bears_out(tmp_path: Path) -> None:
    """32.85 + 55.70 is 88.55, which is what was spent: the income of 90.55 is wrong."""
    run = judged(
        tmp_path,
        "某县2021年财政决算情况",
        "一般公共预算收入完成32.85亿元，加上转移性收入55.70亿元（其中：税收返还1.53亿元），收入合计90.55亿元。",
        "一般公共预算支出完成59.85亿元，加上转移性支出28.70亿元，支出合计88.55亿元。收支平衡。",
    )
    assert {repair["proposed"] for found in accused(run) for repair in found["repair"]} >= {"88.55"}
    assert verdict_of(run, "90.55亿元") == "refuted"


def test_the_total_of_one_side_in_the_same_paragraph(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        "某区2024年财政决算情况",
        "国有资本经营预算收入30100万元，下降0.6%。加上级补助收入344万元，收入总量为30644万元。"
        "国有资本经营预算支出444万元。加调出资金30000万元，支出总量为30444万元。",
    )
    assert verdict_of(run, "30644万元") == "refuted"
