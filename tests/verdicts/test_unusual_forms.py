"""Statements in forms that few offices use: two measures at once, verbs against figures, halves told by 非 or 在编."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verdicts.test_whose_money import TABLE, TITLE
from tests.verdicts.texts import accused, judged, verdict_of

GUESTS = "本年度共发生公务接待{all}批次、268人次，其中接待检查19批次、154人次，接待考察交流12批次、114人次。"


@pytest.mark.parametrize(("batches", "faults"), [("31", 0), ("32", 1)])
def test_a_list_in_two_measures_holds_in_both(tmp_path: Path, batches: str, faults: int) -> None:
    assert len(accused(judged(tmp_path, TITLE, GUESTS.format(all=batches)))) == faults


@pytest.mark.parametrize(
    ("sentence", "checks"),
    [
        ("公务接待费由上年年初预算9.00万元增加到8.20万元，降幅8.89%。", ["direction"]),
        ("公务接待费由上年年初预算9.00万元减少到8.20万元，降幅8.89%。", []),
        ("公务接待费由上年年初预算8.20万元增加到9.00万元，增幅9.76%。", []),
        ("本年支出完成年初预算的110.05%，比年初预算减少165.90万元。", ["direction"]),
        ("本年支出完成年初预算的110.05%，比年初预算增加165.90万元。", []),
        ("培训费支出5.86万元，全年预算为7.20万元，预算执行比例为122.87%。", ["completion"]),
        ("培训费支出5.86万元，全年预算为7.20万元，预算执行比例为81.39%。", []),
        ("年末在职职工634人，其中在编312人、编外320人。", ["text-list"]),
        ("年末在职职工632人，其中在编312人、编外320人。", []),
        ("年末结转和结余766.66万元（其中财政拨款结转64.60万元、非财政拨款结转和结余712.06万元）。", ["text-list"]),
        ("年末结转和结余776.66万元（其中财政拨款结转64.60万元、非财政拨款结转和结余712.06万元）。", []),
        ("会议费36.00万元，差旅费84.00万元，比上年预算30.00万元增加6.00万元，增长20%。", []),
    ],
)
def test_what_contradicts_itself(tmp_path: Path, sentence: str, checks: list[str]) -> None:
    assert [f["check"] for f in accused(judged(tmp_path, TITLE, sentence))] == checks


def test_the_second_side_has_its_own_completion(tmp_path: Path) -> None:
    sentence = "本年收入368.60万元，完成年初预算的102.39%；本年支出完成年初预算的97.21%。"
    run = judged(tmp_path, TITLE, *TABLE, sentence)
    assert [r["subject"] for r in run.claim_records if r["kind"] == "completion"] == ["本年收入", "本年支出"]


def test_swapped_digits_of_the_cell_are_told_whatever_else_the_words_say(tmp_path: Path) -> None:
    sentence = "财政拨款支出中，社会保障和就业支出{}万元、卫生健康支出19.63万元。"
    for figure, verdict in (("348.73", "refuted"), ("351.92", "doubtful")):
        assert verdict_of(judged(tmp_path, TITLE, *TABLE, sentence.format(figure)), f"{figure}万元") == verdict


SHARES = (
    "2024年收入总计409.04万元，其中本年收入354.34万元、上年结转54.70万元。",
    "本年收入中，一般公共预算拨款300.34万元，占收入总计的{share}%。",
)


@pytest.mark.parametrize(("share", "faults"), [("73.43", 0), ("84.76", 1)])
def test_a_share_is_of_the_whole_that_it_names(tmp_path: Path, share: str, faults: int) -> None:
    told = (SHARES[0], SHARES[1].format(share=share))
    assert len(accused(judged(tmp_path, TITLE, "一、收支情况", *told))) == faults


SUMMARY = (
    "收支总表",
    "单位：万元",
    "收入\t\t支出\t",
    "项目\t本年预算数\t项目（按经济分类）\t本年预算数",
    "一、一般公共预算拨款收入\t900.00\t一、基本支出\t{basic}",
    "二、其他收入\t100.00\t工资福利支出\t500.00",
    "\t\t商品和服务支出\t200.00",
    "\t\t二、项目支出\t300.00",
    "\t\t资本性支出\t300.00",
    "本年收入合计\t1000.00\t本年支出合计\t1000.00",
    "收入总计\t1000.00\t支出总计\t1000.00",
    "",
)


@pytest.mark.parametrize(("basic", "faults"), [("700.00", False), ("750.00", True)])
def test_two_numbered_heads_make_up_the_side(tmp_path: Path, basic: str, faults: bool) -> None:
    lines = [line.format(basic=basic) for line in SUMMARY]
    assert bool(accused(judged(tmp_path, "云山市民政局2024年度部门预算", *lines))) is faults


FUND = (
    "政府性基金预算财政拨款收入支出决算表",
    "单位：万元",
    "科目编码\t科目名称\t年初结转和结余\t本年收入\t本年支出\t年末结转和结余",
)


@pytest.mark.parametrize(("row", "faults"), [("212\t城乡社区支出\t\t86.00\t86.00\t", 1), ("\t\t\t\t\t", 0)])
def test_a_sentence_that_calls_a_filled_table_empty(tmp_path: Path, row: str, faults: int) -> None:
    sentence = "本部门2024年度无政府性基金预算财政拨款收支及结转结余情况，相关报表以空表列示。"
    told = accused(judged(tmp_path, TITLE, *FUND, row, "", sentence))
    assert len([f for f in told if f["check"] == "empty-note"]) == faults


@pytest.mark.parametrize(
    ("sentence", "checks"),
    [
        ("年初在职教职工212人，期间调入5人，新分配8人，调出4人，退休6人，年末在职教职工{}人。", ("215", "217")),
        (
            "薪酬调整增加143.71万元，新增246.72万元，重新招标减少134.63万元，三者抵消后净增加{}万元。",
            ("255.80", "275.80"),
        ),
        ("公用经费429.49万元，按在校学生3186人计算，生均支出1348.05{}。", ("元", "万元")),
        ("支出合计6143.24万元，基本支出3368.05万元、项目支出2775.19万元，分别占54.83%和{}%。", ("45.17", "46.17")),
        (
            "防汛费年初预算为180.00万元，年中追加40.00万元，支出决算为214.08万元，完成年初预算的{}%。",
            ("118.93", "97.31"),
        ),
        ("绩效自评的全年预算数合计1570.00万元，执行数合计1536.54万元，综合执行率{}%。", ("97.87", "95.87")),
        ("项目支出418.00万元，共4个项目，其中延续性项目268.00万元、新增项目{}万元。", ("150.00", "160.00")),
        ("固定资产原值6840.25万元，累计折旧2915.60万元，净值{}万元。", ("3924.65", "3294.65")),
        ("纳入决算编制范围的预算单位共{}个，其中：局机关本级1个，二级预算单位2个。", ("3", "4")),
    ],
)
def test_what_a_sentence_promises(tmp_path: Path, sentence: str, checks: tuple[str, str]) -> None:
    right, wrong = checks
    assert accused(judged(tmp_path, TITLE, sentence.format(right))) == []
    assert len(accused(judged(tmp_path, TITLE, sentence.format(wrong)))) == 1


def test_a_joint_share_is_of_the_last_few_figures(tmp_path: Path) -> None:
    sentence = (
        "收入预算1000.00万元，其中：财政拨款收入{}万元；其他收入、上年结转分别为14.00万元、24.00万元，合计占比3.80%。"
    )
    run = judged(tmp_path, TITLE, sentence.format("962.00"))
    assert verdict_of(run, "3.80%") == "confirmed"


LISTED = "序号\t内容\t是否空表\t公开空表理由"
FUND_TABLE = (
    "2024年政府性基金收支表",
    "单位：万元",
    "科目编码\t科目名称\t年初结转和结余\t本年收入\t本年支出\t年末结转和结余",
)


@pytest.mark.parametrize(("flag", "faults"), [("是", 1), ("否", 0)])
def test_a_list_of_the_tables_that_calls_a_filled_one_empty(tmp_path: Path, flag: str, faults: int) -> None:
    rows = (
        LISTED,
        f"表1\t2024年政府性基金收支表\t{flag}\t不涉及",
        "",
        *FUND_TABLE,
        "212\t城乡社区支出\t\t86.00\t86.00\t",
        "",
    )
    told = accused(judged(tmp_path, TITLE, *rows))
    assert len([f for f in told if f["check"] == "empty-note"]) == faults


def test_the_number_of_an_office_is_no_code_of_an_account(tmp_path: Path) -> None:
    rows = (
        "支出总表",
        "单位：万元",
        "科目编码\t科目名称\t合计\t基本支出\t项目支出",
        "301\t云山市民政局\t390.48\t199.59\t190.89",
        "301001\t云山市民政局本级\t390.48\t199.59\t190.89",
        "",
    )
    told = accused(judged(tmp_path, TITLE, *rows, "工资福利支出（301）125.27万元，商品和服务支出（302）76.65万元。"))
    assert [f["check"] for f in told if f["check"] == "account-name"] == []


@pytest.mark.parametrize(("year", "faults"), [(2023, 1), (2024, 0)])
def test_vehicles_are_kept_at_the_end_of_the_year(tmp_path: Path, year: int, faults: int) -> None:
    sentence = f"截至{year}年12月31日，使用财政拨款购置并由部门开支运行维护费的公务用车保有量为9辆。"
    told = accused(judged(tmp_path, TITLE, sentence))
    assert len([f for f in told if f["check"] == "record-date"]) == faults


OFFICES = (
    "单位构成及人员情况如下：",
    "序号\t单位名称\t编制人数\t在职人数\t离退休人数",
    "1\t云山市民政局本级\t18\t17\t30",
    "2\t云山市救助管理站\t124\t118\t34",
    "\t合计\t142\t135\t64",
    "",
)


@pytest.mark.parametrize(("posts", "faults"), [("142", 0), ("132", 1)])
def test_staff_is_what_the_table_of_offices_counts(tmp_path: Path, posts: str, faults: int) -> None:
    sentence = f"现有总编制{posts}人，其中行政编制18人、事业编制124人。在职人员总数135人，单位管理的离退休人员64人。"
    run = judged(tmp_path, TITLE, *OFFICES, sentence)
    assert len(accused(run)) == faults
    assert verdict_of(run, "135人") == verdict_of(run, "64人") == "confirmed"
    assert verdict_of(run, f"{posts}人") == ("refuted" if faults else "confirmed")


COSTS = (
    "机关运行经费支出决算表",
    "单位：万元",
    "科目编码\t科目名称\t机关运行经费支出决算",
    "\t合计\t{total}",
    "302\t商品和服务支出\t185.84",
    "30201\t办公费\t146.32",
    "30239\t其他交通费用\t39.52",
    "310\t资本性支出\t3.80",
    "31002\t办公设备购置\t3.80",
    "",
)


def test_operating_costs_by_account_add_up(tmp_path: Path) -> None:
    told = "2024年度机关运行经费支出决算189.64万元。"
    assert accused(judged(tmp_path, TITLE, *(line.format(total="189.64") for line in COSTS), told)) == []
    [found] = accused(judged(tmp_path, TITLE, *(line.format(total="198.64") for line in COSTS), told))
    assert found["sources"][0]["row"] == "合计"


PROJECTS = (
    "公开3个项目，即水库除险加固、山洪灾害防治、河长制工作，全年预算数依次为1320.00万元、286.50万元、120.00万元，"
    "全年执行数依次为1243.87万元、281.34万元、120.00万元，预算执行率依次为{rate}%、98.20%、100.00%。"
)


@pytest.mark.parametrize(("rate", "verdict"), [("94.23", "confirmed"), ("92.43", "refuted")])
def test_three_lists_share_their_names(tmp_path: Path, rate: str, verdict: str) -> None:
    run = judged(tmp_path, TITLE, PROJECTS.format(rate=rate))
    assert verdict_of(run, f"{rate}%") == verdict
    assert verdict_of(run, "98.20%") == "confirmed"


MOVED = "2024年总收入7478.02万元，财政拨款收入1415.35万元；占总收入的比重由上年的21.31%降为{share}%。"


@pytest.mark.parametrize(("share", "verdict"), [("18.93", "confirmed"), ("18.39", "refuted")])
def test_a_share_that_moved_is_one_of_this_year(tmp_path: Path, share: str, verdict: str) -> None:
    run = judged(tmp_path, TITLE, MOVED.format(share=share))
    assert verdict_of(run, f"{share}%") == verdict
    assert verdict_of(run, "21.31%") == "unverifiable"


BY_SOURCE = (
    "一般公共预算支出预算表",
    "单位：元",
    "科目编码\t科目名称\t合计\t基本支出\t项目支出",
    "\t合计\t1000.00\t800.00\t200.00",
    "208\t社会保障和就业支出\t1000.00\t800.00\t200.00",
    "",
    "基本支出预算表（人员类、运转类公用经费项目）",
    "单位：元",
    "经济科目编码\t经济科目名称\t总计\t一般公共预算\t单位资金",
    "301\t工资福利支出\t1500.00\t600.00\t900.00",
    "302\t商品和服务支出\t300.00\t200.00\t100.00",
    "\t合计\t1800.00\t800.00\t1000.00",
    "",
)


def test_basic_expenditure_by_source_is_not_that_of_the_general_budget_alone(tmp_path: Path) -> None:
    assert accused(judged(tmp_path, "云山市中医医院2025年部门预算", *BY_SOURCE)) == []


PLAN = "年初批复财政拨款支出预算500.00万元，年中追加80.00万元，支出决算为560.00万元，完成年初预算的112.00%。"


def test_what_moves_a_plan_is_no_difference_from_it(tmp_path: Path) -> None:
    assert accused(judged(tmp_path, TITLE, PLAN)) == []


BOUGHT = (
    "政府采购预算表",
    "单位：万元",
    "项目名称\t采购品目\t数量\t单价\t金额",
    "办公设备\t计算机\t10\t0.50\t5.00",
    "办公设备\t打印机\t2\t0.30\t0.60",
    "合计\t\t\t\t5.60",
    "",
)


@pytest.mark.parametrize(("sentence", "faults"), [("2025年没有政府采购预算。", 1), ("2025年政府采购预算5.60万元。", 0)])
def test_nothing_is_bought_where_a_table_lists_purchases(tmp_path: Path, sentence: str, faults: int) -> None:
    told = (*BOUGHT, "2025年培训费3.00万元。", sentence)
    assert len(accused(judged(tmp_path, "云山市民政局2025年部门预算", *told))) == faults


def test_a_year_before_a_comma_is_that_of_the_sentence(tmp_path: Path) -> None:
    sentence = "2025年，一般公共预算收入预期39800万元，比2024年预计完成数增长3.6%。"
    run = judged(tmp_path, "某镇2024年预算执行情况报告", "二、2025年预算草案", sentence)
    assert accused(run) == []
    assert [r["year"] for r in run.claim_records if r["kind"] == "level"] == [2025]


ADJUSTED = "全县收入预算为82450万元，根据实际收入情况调整为80622万元，其中县本级收入预算为60850万元，调整为59022万元。"


def test_a_part_told_in_two_stages_is_no_two_parts(tmp_path: Path) -> None:
    assert accused(judged(tmp_path, "某县2024年预算调整方案", ADJUSTED)) == []


TOTALS = (
    "收支总表",
    "单位：万元",
    "收入\t\t支出\t",
    "项目\t2024年\t项目\t2024年",
    "一、一般公共预算拨款收入\t2294.62\t一、农林水支出\t2331.12",
    "本年收入合计\t2294.62\t本年支出合计\t2331.12",
    "上年结转\t36.50\t年终结转\t",
    "收入总计\t2331.12\t支出总计\t2331.12",
    "",
)


@pytest.mark.parametrize(("rate", "verdict"), [("10.46", "confirmed"), ("10.64", "refuted")])
def test_a_rate_is_of_the_total_that_was_stated(tmp_path: Path, rate: str, verdict: str) -> None:
    """10.64 % is what the change would be of the income without what was carried over."""
    sentence = f"2024年收入总计2331.12万元，比2023年增加220.68万元，增长{rate}%。"
    run = judged(tmp_path, "云山市民政局2024年部门预算", *TOTALS, sentence)
    assert verdict_of(run, f"{rate}%") == verdict


def test_what_is_computed_is_shown_from_the_figures_as_printed(tmp_path: Path) -> None:
    sentence = "公务接待费0.46万元，比上年减少0.14万元，下降2.33%。"
    [found] = accused(judged(tmp_path, TITLE, sentence))
    assert "-23.33%" in found["figures"]


PUBLIC = (
    "“三公”经费决算支出66.00万元，较上年减少11.00万元，下降14.29%。其中：因公出国（境）经费2.00万元，较上年减少1.00万元；"
    "公务接待费48.00万元，由上年的53.00万元减少到48.00万元，降幅9.43%；公务用车运行维护费14.00万元，较上年减少4.00万元；"
    "公务用车购置费2.00万元，较上年减少1.00万元。"
)


def test_a_part_that_tells_its_move_and_no_change_leaves_the_list_open(tmp_path: Path) -> None:
    assert accused(judged(tmp_path, TITLE, PUBLIC)) == []
