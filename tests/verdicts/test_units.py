"""Figures whose digits are right and whose unit is not."""

from __future__ import annotations

from pathlib import Path

from tests.verdicts.texts import accused, judged

TITLE = "某市医院2021年度收支情况"


def test_a_part_greater_than_its_whole_that_fits_in_the_smaller_unit(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        TITLE,
        "2021年度总收入29.14亿元。其中：",
        "财政补助收入2.24亿元，同比减少6033.06万元。",
        "科教收入206.96亿元，同比增加42.78万元。",
        "业务收入26.88亿元，同比增加2.85亿元。",
    )
    [found] = accused(run)
    assert (found["check"], found["repair"][0]["proposed"], found["repair"][0]["edit"]) == (
        "text-text", "206.96万元", "unit-slip",
    )  # fmt: skip


def test_what_follows_a_complete_list_is_no_part_in_another_unit(tmp_path: Path) -> None:
    """Interest is paid beside the principal: small money in 万元 would fit any list."""
    run = judged(
        tmp_path,
        "某区2022年度政府债务情况",
        "2022年度偿还债务本金1.48亿元，其中一般债务1.12亿元、专项债务0.36亿元；支付利息2.25亿元，其中一般债务0.68亿元、专项债务1.57亿元。",
    )
    assert accused(run) == []


def test_a_part_in_a_list_by_semicolons_that_comes_out_in_the_smaller_unit(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        "某局2023年度部门决算",
        "公务接待费支出决算数为12,846.00元。其中：国内接待费12,846.00万元；国（境）外接待费0元。",
    )
    [found] = accused(run)
    assert [(r["proposed"], r["edit"]) for r in found["repair"]] == [("12846.00元", "unit-slip")]


def test_one_sum_of_many_digits_told_in_two_units(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        "某区2020年区级预算调整方案",
        "新增政府债务额度58000万元，其中一般债券18000万元、专项债券20000万元，政府主权外贷20000万元。",
        "政府主权外贷资金20000元用于防洪护岸综合治理项目。",
    )
    [found] = accused(run)
    assert (found["check"], found["repair"][0]["proposed"]) == ("text-text", "20000万元")


def test_one_part_in_a_smaller_unit_than_all_others(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        "某县2023年政府债务情况",
        "县本级新增一般债券7.62亿元，用于公路建设4.26亿元，保障性住房0.09万元，医疗卫生0.18亿元，农林水利0.24亿元，其他2.85亿元。",
    )
    [found] = accused(run)
    assert (found["check"], found["repair"][0]["proposed"]) == ("text-text", "0.09亿元")


def test_a_small_part_of_a_list_that_comes_out_without_it(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        "某县2023年政府债务情况",
        "县本级新增一般债券7.62亿元，用于公路建设4.26亿元，保障性住房0.09万元，医疗卫生0.51亿元，其他2.85亿元。",
    )
    assert accused(run) == []


def test_nothing_is_nothing_in_every_unit(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        "某单位2018年“三公”经费决算",
        "2018年“三公”经费决算总额12.81万元，其中因公出国（境）费0元，公务用车运行费8.81万元，公务接待费4.00万元。",
    )
    assert accused(run) == []


def test_a_change_and_its_rate_tell_the_unit_of_their_level(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        "某县档案馆2024年度单位决算说明",
        "2024年度机关运行经费支出623500.00万元，比上年减少2.15万元，下降3.33%，主要是压减开支。",
    )
    [found] = accused(run)
    assert (found["check"], found["repair"][0]["proposed"]) == ("text-text", "623500.00元")


def test_a_change_in_another_unit_than_its_level_is_the_one_apart(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        "某市2018年上半年预算执行情况",
        "上半年，一般公共预算支出完成255325万元，比上年同期增支14484元，增长6.01%。",
    )
    [found] = accused(run)
    assert (found["check"], found["repair"][0]["proposed"]) == ("text-text", "14484万元")
