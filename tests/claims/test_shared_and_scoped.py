"""Figures shared out by 各, sums set aside, items of an enumeration, years and names that a paragraph begins with."""

from __future__ import annotations

import pytest

from tests.claims.narrate import brief, claims


def test_two_sides_share_figures_that_one_unit_follows() -> None:
    found = claims(
        "2022年度收、支总计各是8250.98,8287.82万元。与2021年相比,收、支总计各减少2535.72,5141.94万元,各下降23.51%、38.28%。",
        year=2022,
        stage="final",
    )
    assert [brief(c) for c in found] == [
        "level 收入总计 8250.98万元",
        "level 支出总计 8287.82万元",
        "change 收入总计 2535.72万元 less",
        "change 支出总计 5141.94万元 less",
        "rate 收入总计 23.51% less",
        "rate 支出总计 38.28% less",
    ]
    assert [c.current for c in found[2:]] == [found[0].id, found[1].id] * 2


def test_what_is_set_aside_is_not_what_the_sentence_goes_on_about() -> None:
    found = claims(
        "2024年财政拨款2831.84万元，比年初预算增加536.24万元；剔除当年划入的项目361.58万元后，同口径增加174.66万元，增长7.61%。"
    )
    assert {c.subject for c in found if c.kind in ("change", "rate")} == {found[0].subject}


def test_the_next_item_ends_the_list_within_the_item_before() -> None:
    found = claims(
        "1.基本支出1128.11万元，占63.94%。其中，人员支出1003.48万元，公用支出124.62万元。2.项目支出636.26万元，占36.06%。"
    )
    by_subject = {c.subject: c for c in found if c.kind == "level"}
    assert by_subject["人员支出"].whole == by_subject["基本支出"].id
    assert by_subject["项目支出"].whole == ""


def test_the_nearest_count_is_the_head_of_its_parts() -> None:
    found = claims("编制数38人，实有人数51人，其中：在职35人，退休16人。")
    head = next(c for c in found if c.value == 51)
    assert {c.whole for c in found if c.value in (35, 16)} == {head.id}


def test_a_paragraph_that_begins_with_the_year_of_the_document_is_of_it() -> None:
    found = claims(
        "二、2021年“三公”经费决算情况",
        "2021年度公务用车运行费15.46万元。",
        "2022年度“三公”经费预算较2021年度增加3.36万元，其中公务用车运行费较上年同期增加4.54万元，增长29.37%。",
        year=2022,
    )
    assert {(c.year, c.base_year) for c in found if c.kind in ("change", "rate")} == {(2022, 2021)}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("2021年医院共完成出院人次126134，同比增加13620人次。", "count"),
        ("2020年一般公共预算支出决算数13442万元，完成调整数的119%。", "completion"),
    ],
)
def test_counts_and_plans_that_only_their_noun_tells(sentence: str, expected: str) -> None:
    assert expected in [c.kind for c in claims(sentence, year=2021, stage="final")]


def test_a_project_is_named_by_its_label() -> None:
    [found] = claims("1.项目名称：壁画数字化采集项目；预算安排规模：65.23万元；项目承担单位：某县博物馆。")
    assert brief(found) == "level 壁画数字化采集项目 65.23万元"


def test_what_a_part_is_compared_with_is_no_part() -> None:
    found = claims("预计2020年收入完成67514万元，其中县本级完成47534万元，比年初预算50030万元减少2496万元。", year=2020)
    by_value = {str(c.value): c for c in found}
    assert (by_value["47534"].whole, by_value["50030"].whole) == (by_value["67514"].id, "")


def test_each_unit_of_a_count_has_parts_of_its_own() -> None:
    found = claims(
        "国内公务接待46批次、385人次，其中：外省来访12批次、96人次，省内来访34批次、289人次。", stage="final"
    )
    wholes = {(c.unit, str(c.value)): c.whole for c in found}
    people = next(c.id for c in found if c.value == 385)
    assert {wholes["人次", "96"], wholes["人次", "289"]} == {people}


def test_the_heading_of_the_explanations_may_bear_last_years_number() -> None:
    found = claims("第三部分 2023年度部门决算情况说明", "收入总计120.50万元。", year=2024, stage="final")
    assert [c.year for c in found] == [2024]


def test_expenditure_with_what_was_carried_over_is_expenditure() -> None:
    from analyzer.binding.subjects import places_of

    assert places_of("一般公共预算财政拨款支出（含上年结转）") == places_of("一般公共预算财政拨款支出")


def test_a_plan_may_say_who_passed_it() -> None:
    found = claims(
        "2020年，全镇财政总收入350478万元，为镇十六届人大十次会议调整预算收入601556万元的58.26%。", year=2020
    )
    assert [(c.kind, str(c.value)) for c in found] == [
        ("level", "350478"),
        ("level", "601556"),
        ("completion", "58.26"),
    ]


def test_funds_that_money_is_moved_from_are_no_stage() -> None:
    found = claims("从政府性基金预算、国有资本经营预算等调入90.8亿元。", year=2019, stage="final")
    assert [c.stage for c in found] == ["final"]
