"""What the figures of a text add up to: what is left over, sums beside brackets, shares of each other, an only part."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verdicts.texts import accused, judged, verdict_of

RIGHT = [
    # what is left over, from totals
    ("某区2020年财政决算说明",
     "地方一般公共预算收入185700万元，加上级补助收入97100万元，上年结余24900万元，收入合计307700万元。",
     "一般公共预算支出250100万元（含上级补助支出），加上解上级支出35100万元，安排预算稳定调节基金9900万元（累计稳定调节基金"
     "25690万元），支出合计295100万元。", "收支相抵，年终结余12600万元，全部结转下年使用。"),
    # what is left over, from what is named
    ("某区2020年财政决算说明",
     "国有资本经营收入1570万元，上级补助收入46万元，上年结余147万元，国有资本经营支出1535万元。",
     "收支相抵，年终结余228万元。"),
    # nothing is added
    ("某镇2022年决算报告", "全镇政府性基金收入36.20万元，加上上年结转收入0万元，收入总计36.20万元。"),
    # two shares that make up the whole
    ("某县2015年8月预算执行情况", "税收占财政总收入的比重为53.84%，非税收入占财政总收入比重为46.16%。"),
    # new bonds are a level, their uses its parts, their shares its shares
    ("某县2021年政府债券公开",
     "新增债券资金17310万元中，用于农林水利2950万元、社会事业6400万元、市政基础设施7960万元，分别占新增债券总额的17.04%、36.97%和45.98%。"),
    # the one part is the whole
    ("某部2018年预算说明", "2018年“三公”经费预算数为4.5万元，其中，公务接待费4.5万元。"),
]  # fmt: skip


@pytest.mark.parametrize("paragraphs", RIGHT, ids=[str(n) for n in range(len(RIGHT))])
def test_what_fits_together_is_borne_out(paragraphs: tuple[str, ...], tmp_path: Path) -> None:
    run = judged(tmp_path, *paragraphs)
    assert accused(run) == []
    told = [(f"{r['value']}{r['unit']}", r["verdict"]) for r in run.claim_records if "累计" not in r["text"]]
    assert len(told) > 1
    assert [value for value, verdict in told if verdict in ("unverifiable", "doubtful", "refuted")] == []


def test_a_sum_that_says_it_is_complete_and_is_not(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        "某县2022年预算执行情况",
        "政府性基金预算收入55180万元，加上级补助收入13260万元、专项债务转贷收入61000万元、上年结转7430万元，收入总计137780万元。",
    )
    assert [found["check"] for found in accused(run)] == ["text-list"]


def test_two_digits_swapped_in_a_total_of_two_sentences(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        "某省2025年预算执行情况",
        "省本级一般公共预算收入完成690.36亿元，其中：税收收入323.72亿元；非税收入366.64亿元。加上中央转移支付4052.29亿元，市县上解"
        "收入218.47亿元，一般债务收入1205.60亿元，以及调入资金、上年结转等312.44亿元，收入合计6497.16亿元。",
    )
    assert [found["check"] for found in accused(run)] == ["text-list"]


def test_what_may_be_owed_is_no_part_of_what_is_owed(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        "某省2024年1月地方政府债券发行和债务余额情况",
        "全省地方政府债务余额4386.6亿元，控制在批准的债务余额限额5016.3亿元之内（其中一般债务限额2014.8亿元、专项债务限额3001.5"
        "亿元）。其中，一般债务1714.2亿元，专项债务2672.4亿元。",
    )
    assert accused(run) == []


TAXES = (
    "增值税完成11930万元，同比增长1.05%，增收124万元；",
    "企业所得税完成5448万元，同比增长49.88%，增收1813万元；",
    "个人所得税完成543万元，同比增长5.44%，增收28万元；",
    "印花税完成1198万元，同比增长34.30%，增收306万元；",
)


@pytest.mark.parametrize(("rate", "faults"), [("38.92", []), ("33.92", ["rate-of-change"])])
def test_a_form_that_holds_in_item_after_item_tells_the_one_that_does_not(
    rate: str, faults: list[str], tmp_path: Path
) -> None:
    run = judged(tmp_path, "某区2021年税收情况", *TAXES, f"资源税完成1385万元，同比增长{rate}%，增收388万元。")
    assert [found["check"] for found in accused(run)] == faults


def test_a_form_that_hardly_ever_holds_is_misread(tmp_path: Path) -> None:
    wrong = [line.replace("增收", "增收9") for line in TAXES]
    run = judged(tmp_path, "某区2021年税收情况", TAXES[0], *wrong, "资源税完成1385万元，同比增长33.92%，增收388万元。")
    assert accused(run) == []


def test_by_how_much_a_plan_is_passed_is_no_plan(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        "某幼儿园2017年度部门决算",
        "2017年度，一般公共预算财政拨款支出总计1698.18万元，完成年初预算103.32%，决算数大于预算数54.53万元。",
    )
    assert accused(run) == []
    assert verdict_of(run, "103.32%") == "consistent"


def test_a_rate_in_the_direction_opposite_to_its_change(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        "某县2022年预算执行情况",
        "全县一般公共预算支出完成296540万元，占调整预算97.36%，同比下降3.10%，增支8917万元。",
    )
    assert [(found["check"], found["repair"][0]["proposed"]) for found in accused(run)] == [("direction", "增长3.10%")]


def test_a_share_of_a_whole_that_its_words_name(tmp_path: Path) -> None:
    text = "地方一般公共预算收入完成27584万元。税收收入完成10747万元，占一般公共预算收入的{}%。"
    assert accused(judged(tmp_path, "某县2022年预算执行情况", text.format("38.96"))) == []
    assert [found["check"] for found in accused(judged(tmp_path, "某县2022年预算执行情况", text.format("36.98")))] == [
        "share"
    ]


def test_a_sum_with_a_remark_in_brackets_proves_nothing(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        "某县2022年预算执行情况",
        "政府性基金预算收入55180万元，加上级补助收入13260万元（其中特别国债5000万元）、上年结转7430万元，收入总计137780万元。",
    )
    assert accused(run) == []


def test_shares_of_a_list_are_of_what_it_makes_up(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        "某医院2023年度决算说明",
        "2023年度财政拨款支出4642.22万元，其中：基本支出3329.47万元，项目支出1312.75万元。",
        "财政拨款支出按功能分类，包括：",
        "1.社会保障和就业支出1052.23万元，占22.67%。",
        "2.卫生健康支出2977.45万元，占64.14%。",
        "3.住房保障支出612.54万元，占13.19%。",
    )
    assert accused(run) == []
    assert [verdict_of(run, share) for share in ("22.67%", "64.14%", "13.19%")] == ["confirmed"] * 3


def test_numbered_parts_in_brackets_are_a_list(tmp_path: Path) -> None:
    """The whole is its parts with two digits swapped."""
    run = judged(
        tmp_path,
        "某区宣传部2018年部门预算说明",
        "项目支出：2018年年初预算数为576.00万元，是指为完成特定任务而发生的支出。其中：（1、报刊订阅17.00万元；2、大美新区54万元；"
        "3、上稿补助11万元；4、手机报26万元；5、媒体合作108万元；6、融媒体平台351万元）。",
    )
    assert [found["check"] for found in accused(run)] == ["text-list"]


@pytest.mark.parametrize(("rate", "faults"), [("16.97", []), ("14.6", ["rate-of-change"])])
def test_a_rate_and_the_change_that_follows_it_at_once(rate: str, faults: list[str], tmp_path: Path) -> None:
    text = f"地方一般公共预算收入（同口径）完成30,161万元，同比增长{rate}%，增收4,376万元。"
    assert [found["check"] for found in accused(judged(tmp_path, "某州2018年财政收支", text))] == faults


def test_a_rate_on_a_basis_of_its_own_is_not_that_of_the_change(tmp_path: Path) -> None:
    text = "地方一般公共预算收入完成30,161万元，同口径增长14.6%，增收4,376万元。"
    assert accused(judged(tmp_path, "某州2018年财政收支", text)) == []
