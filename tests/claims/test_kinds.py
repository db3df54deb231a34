"""One sentence for each kind of claim and each wording of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.claims.narrate import brief, claims, others


@pytest.mark.parametrize(
    ("text", "subject", "value", "unit"),
    [
        ("2024年收入预算1777.81万元。", "收入预算", "1777.81", "万元"),
        ("2024年财政拨款的机关运行经费预算为171.01万元。", "财政拨款的机关运行经费", "171.01", "万元"),
        ("“三公”经费预算安排4.95万元。", "“三公”经费", "4.95", "万元"),
        ("培训费共计12元。", "培训费", "12", "元"),
        ("机关运行经费支出一亿元。", "机关运行经费支出", "100000000", "元"),
        ("公务接待费13.95。", "公务接待费", "13.95", ""),
    ],
)
def test_level(text: str, subject: str, value: str, unit: str) -> None:
    (claim,) = claims(text)
    assert (claim.kind, claim.subject, str(claim.value), claim.unit) == ("level", subject, value, unit)
    assert (claim.year, claim.stage) == (2024, "budget")


@pytest.mark.parametrize("verb", ["增加", "增长", "提高", "上升", "增加了", "增加数为", "增支", "多"])
def test_change_upwards(verb: str) -> None:
    level, change = claims(f"公务接待费5万元，比2023年预算{verb}1.2万元。")
    assert (change.kind, change.direction, str(change.value)) == ("change", "greater", "1.2")
    assert (change.base_year, change.base_stage, change.current) == (2023, "budget", level.id)


@pytest.mark.parametrize("verb", ["减少", "下降", "降低", "压减", "压缩", "核减", "节约", "少"])
def test_change_downwards(verb: str) -> None:
    _, change = claims(f"公务接待费5万元，较上年{verb}1.2万元。")
    assert (change.kind, change.direction, change.base_year) == ("change", "less", 2023)


@pytest.mark.parametrize(
    ("base", "year", "stage"),
    [
        ("比2023年预算", 2023, "budget"),
        ("较2023年预算执行数", 2023, "execution"),
        ("与2023年决算数相比", 2023, "final"),
        ("较上年年初预算数", 2023, "budget"),
        ("比去年决算", 2023, "final"),
        ("与上年执行数对比", 2023, "execution"),
        ("比2024年年初预算数", 2024, "budget"),
        ("同比", 2023, ""),
        ("与上年相比", 2023, ""),
        ("比2019年", 2019, ""),
    ],
)
def test_what_a_change_is_compared_with(base: str, year: int, stage: str) -> None:
    *_, change = claims(f"公务接待费5万元，{base}减少1万元。")
    assert (change.kind, change.base_year, change.base_stage) == ("change", year, stage)


@pytest.mark.parametrize(
    ("base", "stage"),
    [
        ("年初预算", "initial_budget"),
        ("全年预算", "full_year_budget"),
        ("调整预算数", "full_year_budget"),
        ("预算", "budget"),
    ],
)
def test_in_final_accounts_a_budget_without_year_is_that_of_the_same_year(base: str, stage: str) -> None:
    *_, change = claims(f"公务接待费支出5万元，比{base}减少1万元。", stage="final")
    assert (change.base_year, change.base_stage) == (2024, stage)


def test_a_base_without_stage_takes_the_one_the_document_always_uses() -> None:
    found = claims("收入预算5万元，比2023年预算增加1万元。", "支出预算5万元，较上年增加1万元。")
    assert [c.base_stage for c in found if c.kind == "change"] == ["budget", "budget"]


def test_the_printed_year_of_a_base_is_kept_even_where_it_is_the_wrong_one() -> None:
    level, base, change, rate = claims("支出预算10万元，比2024年年初预算数9万元增加1万元，增长11.11%。")
    assert (base.kind, base.year, change.base_year, rate.base_year) == ("level", 2024, 2024, 2024)
    assert change.current == level.id
    assert change.base == base.id


def test_the_base_level_is_linked() -> None:
    level, base, change, rate = claims("收入预算1777.81万元，比2023年年初预算数1817.94万元减少40.13万元，下降2.21%。")
    assert (base.year, base.stage, base.subject) == (2023, "budget", "收入预算")
    assert (change.current, change.base) == (level.id, base.id)
    assert (rate.current, rate.base, rate.change) == (level.id, base.id, change.id)


def test_rate_beside_a_change_in_brackets() -> None:
    _, change, rate = claims("公务用车运行维护费8万元，较上年减少0.5万元（下降5.88%）。")
    assert (rate.kind, str(rate.value), rate.direction, rate.change) == ("rate", "5.88", "less", change.id)


@pytest.mark.parametrize(
    ("words", "direction"), [("增幅5%", "greater"), ("降幅为5%", "less"), ("增长率为5%", "greater")]
)
def test_rate_as_a_noun(words: str, direction: str) -> None:
    *_, rate = claims(f"收入预算100万元，比上年变化较大，{words}。")
    assert (rate.kind, rate.direction) == ("rate", direction)


def test_a_difference_with_its_sign() -> None:
    level, before, gap, change = claims(
        "2024年度收入合计42,564,994.18元。",
        "上年收入合计为45,341,390.01元，两年差值为-2,776,395.83元，即本年收入合计减少2,776,395.83元。",
        stage="final",
    )
    assert (before.year, before.kind) == (2023, "level")
    assert (gap.kind, gap.direction, gap.value) == ("change", "less", Decimal("2776395.83"))
    assert change.direction == "less"
    assert level.year == 2024


@pytest.mark.parametrize(
    ("now", "before", "direction"), [("0", "0.95", "less"), ("0.95", "0", "greater"), ("2", "3", "less")]
)
def test_a_bare_difference_has_the_sign_of_its_figures(now: str, before: str, direction: str) -> None:
    """Found as a false accusation: a level of nothing was taken for no level, and the difference for an increase."""
    *_, gap = claims(f"公务用车运行维护费支出{now}万元，年初预算为{before}万元，差值为0.95万元。", stage="final")
    assert (gap.kind, gap.direction) == ("change", direction)


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("占收入预算的60%", "收入预算"),
        ("占总支出预算60%", "总支出预算"),
        ("占本年支出合计的比重为60%", "本年支出合计"),
        ("占比60%", ""),
    ],
)
def test_share(text: str, of: str) -> None:
    level, share = claims(f"事业收入37.70万元，{text}。")
    assert (share.kind, share.of, share.current) == ("share", of, level.id)


def test_an_elided_whole_of_a_share_is_the_head_of_the_list() -> None:
    *_, share = claims("本年收入合计100万元，其中：其他收入20万元，占20%。", stage="final")
    assert share.of == "本年收入合计"


@pytest.mark.parametrize("words", ["完成年初预算的95.73%", "完成年初预算95.73%", "为年初预算的95.73%"])
def test_completion(words: str) -> None:
    budget, final, done = claims(f"公务接待费支出年初预算为40元，支出决算为30元，{words}。", stage="final")
    assert (budget.stage, final.stage) == ("initial_budget", "final")
    assert (done.kind, done.base_stage, done.current, done.base) == (
        "completion",
        "initial_budget",
        final.id,
        budget.id,
    )


def test_completion_of_a_printed_budget() -> None:
    final, budget, done = claims("公务接待费支出决算为62元，完成全年预算84元的73.2%。", stage="final")
    assert (budget.kind, budget.stage) == ("level", "full_year_budget")
    assert (done.kind, done.base, done.current) == ("completion", budget.id, final.id)


def test_an_execution_rate_without_subject() -> None:
    (claim,) = claims("预算执行率为98.5%。", stage="final")
    assert (claim.kind, claim.subject) == ("completion", "预算执行率")


@pytest.mark.parametrize(
    "words",
    [
        "与2023年预算持平",
        "比2023年预算持平",
        "与2023年预算数相比无变化",
        "与2023年预算数一致",
        "较2023年预算没有变化",
        "与2023年预算数相同",
    ],
)
def test_flat(words: str) -> None:
    level, flat = claims(f"公务接待费5万元。{words}，主要原因是公务接待费保持不变。")
    assert (flat.kind, flat.direction, flat.value) == ("flat", "equal", None)
    assert (flat.base_year, flat.base_stage, flat.current) == (2023, "budget", level.id)
    assert flat.reason == "公务接待费保持不变"


def test_flat_words_without_a_comparison_state_nothing() -> None:
    assert not claims("机构设置保持不变。收支口径一致。")


def test_all_flat_alike() -> None:
    found = claims("会议费预算6万元，培训费预算9.5万元，均较上年持平。")
    assert [brief(c) for c in found[2:]] == ["flat 会议费 equal", "flat 培训费 equal"]
    assert [c.current for c in found[2:]] == [found[0].id, found[1].id]


@pytest.mark.parametrize(
    ("word", "direction"), [("小于", "less"), ("大于", "greater"), ("等于", "equal"), ("低于", "less")]
)
def test_direction(word: str, direction: str) -> None:
    budget, final, claim = claims(
        f"公务接待费年初预算为4万元，支出决算为3万元。决算数{word}预算数的主要原因：厉行节约。", stage="final"
    )
    assert (claim.kind, claim.direction, claim.reason) == ("direction", direction, "厉行节约")
    assert (claim.current, claim.base, claim.base_stage) == (final.id, budget.id, "initial_budget")


def test_a_direction_that_leaves_its_left_side_out() -> None:
    *_, claim = claims("财政拨款支出9237万元，完成年初预算的99.97%，小于预算数。", stage="final")
    assert brief(claim) == "direction 财政拨款支出 less"


def test_a_template_that_leaves_the_direction_open_states_none() -> None:
    assert not claims("决算数大于（小于）预算数的主要原因：XXXX。", stage="final")


def test_instructions_of_a_template_state_nothing() -> None:
    assert not claims("决算数大于预算数XXXX。（如持平作持平表述）预决算持平的不用说明变动原因。"[12:], stage="final")
    assert not claims("某市XX局2024年度无“三公”经费财政拨款支出。", stage="final")


def test_none_at_all_is_a_level_of_zero() -> None:
    (claim,) = claims("某某局2024年度无“三公”经费财政拨款支出。", stage="final", entity="某某局")
    assert (claim.kind, claim.value, claim.subject) == ("level", Decimal(0), "“三公”经费财政拨款支出")


def test_a_note_on_an_empty_table_is_no_claim() -> None:
    assert not claims("注：本单位2024年度无政府性基金预算财政拨款安排的支出，此表为空。")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共有车辆7辆。", "count 车辆 7辆"),
        ("下属5家预算单位。", "count 预算单位 5家"),
        ("内设6个科室。", "count 科室 6"),
        ("年末实有39人。", "count 实有人员 39人"),
        ("事业编制42名。", "count 事业编制 42名"),
        ("编报绩效目标的项目50个。", "count 编报绩效目标的项目 50个"),
        ("单价100万元（含）以上设备（不含车辆）2台（套）。", "count 单价100万元（含）以上设备（不含车辆） 2台（套）"),
        ("内设办公室等八个科室。", "count 科室 8"),
    ],
)
def test_count(text: str, expected: str) -> None:
    (claim,) = claims(text)
    assert brief(claim) == expected


def test_assets_are_of_the_day_they_were_counted() -> None:
    held, parts, bought = claims(
        "截至2023年8月31日，本部门共有车辆7辆，其中：其他用车7辆。2024年部门预算安排购置车辆1辆。"
    )
    assert (held.year, parts.year, bought.year) == (2023, 2023, 2024)
    assert parts.whole == held.id


def test_areas_are_claims_only_where_they_can_be_added_up() -> None:
    whole, part = claims("规划建筑面积约为13459平方米，其中地上建筑面积为8013平方米。")
    assert part.whole == whole.id
    assert others("办公用房面积1860平方米，编制42名。")["1860平方米"] == "area"


def test_a_percentage_point_and_a_satisfaction_rate_are_none() -> None:
    found = others("项目支出占比较上年下降0.6个百分点，群众满意度达到95%。")
    assert found == {"0.6个百分点": "percentage-point", "95%": "standard"}


def test_definitions_state_nothing() -> None:
    assert not claims(
        "名词解释", "基本支出：指单位为维持日常运转安排的支出，不超过100万元。", "一、公用经费是指1万元以下的支出。"
    )


def test_a_comparison_of_two_earlier_years_is_between_them() -> None:
    later, before, change, rate = claims("2023年支出决算30万元，比2022年决算数40万元增加10万元，增长25%。", year=2024)
    assert (later.year, before.year, change.year) == (2023, 2022, 2023)
    assert (change.current, change.base) == (rate.current, rate.base) == (later.id, before.id)
