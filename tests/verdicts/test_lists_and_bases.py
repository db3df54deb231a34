"""What a share, a change or a list is of: words before it, a total beside it, a list that ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verdicts.texts import accused, judged, the_slip, verdict_of

FINAL, BUDGET = "某局2023年度部门决算", "某局2025年部门预算"
REPORT = "某市2025年社会保险基金预算"

PAIRS = [
    # a base told in brackets behind its change, or in the next sentence
    (
        FINAL,
        "公务接待费支出3.05万元，比预算数{}0.55万元（预算数为3.60万元）。",
        "减少",
        "增加",
    ),
    (
        FINAL,
        "本年收入合计4286.35万元，较2022年增加299.63万元，增长7.52%，主要原因是资金增加。2022年本年收入为{}万元。",
        "3986.72",
        "986.72",
    ),
    # the rate of an adjusted plan
    (
        "关于2025年预算调整方案的报告",
        "2025年政府性基金收入年初预算36000万元，拟调减9800万元，调整后为26200万元，下降{}%。",
        "27.22",
        "37.40",
    ),
    # a share of the total right before it
    (
        BUDGET,
        "新增政府债券31.20亿元。专项债券投向：——产业园区基础设施11.20亿元；——医疗卫生6.85亿元；——职业教育8.25亿元。"
        "三个领域合计26.30亿元，产业园区占{}%。",
        "42.59",
        "35.90",
    ),
    # each half tells the share of the other, and what stands beside a head is no part of it
    (
        FINAL,
        "基本支出6815.94万元，占68.83%（其中人员经费5902.36万元，公用经费913.58万元）；项目支出3086.24万元，占{}%。",
        "31.17",
        "68.83",
    ),
    # a share is of this year's whole, also where it comes out of last year's
    (
        "某旗2024年预算执行情况",
        "2024年，全旗一般公共预算收入完成68591万元，比上年同期63942万元增加4649万元，增长7.27%。其中：税收收入完成48215万元，"
        "占一般公共预算收入的{}%；非税收入完成20376万元，占一般公共预算收入的29.71%。",
        "70.29",
        "75.40",
    ),
    # a total that leaves an item out is not the other side's
    (
        "某县2023年预算执行情况",
        "收支平衡情况：地方一般公共预算收入62364万元，上级补助收入218460万元（其中：返还性收入4126万元），转贷收入21300万元，上年结余18745万元，"
        "调入资金9871万元，收入总计{}万元。一般公共预算支出298730万元，上解上级支出4150万元，债务还本支出12600万元，"
        "结转下年15260万元，支出总计330740万元。",
        "330740",
        "320869",
    ),
    # what no sentence tells is nothing this year, and can only have fallen
    (
        FINAL,
        "“三公”经费支出决算为19.60万元，较上年减少{}万元。\n公务用车购置及运行维护费支出决算为18.64万元，较上年减少1.16万元。\n"
        "公务接待费支出决算为0.96万元，较上年减少0.59万元。",
        "1.75",
        "1.16",
    ),
    # a part by its very name
    (FINAL, "公务接待费支出决算为3.28万元，其中：国内接待费{}万元，接待26批次。", "1.28", "4.28"),
    # a whole that no figure is called by
    (
        BUDGET,
        "青榕县78450万元，占下达县区总数的27.61%；武榕县92136万元，占32.43%；融榕区64284万元，占22.63%；柳榕区49250万元，占{}%。",
        "17.33",
        "37.33",
    ),
    # a whole that is its parts' sum misprinted, however little it is then
    (
        FINAL,
        "年末资产总额{}万元，其中流动资产412.30万元、固定资产净值3102.15万元、无形资产170.07万元。",
        "3684.52",
        "384.52",
    ),
    # lists that words divide anew
    (
        REPORT,
        "2025年社会保险基金收入预算618420万元。按险种划分，城乡居民基本养老保险基金196350万元、职工基本医疗保险基金{}万元、"
        "城乡居民基本医疗保险基金98640万元、失业保险基金68560万元。按来源划分，社会保险费收入402315万元，财政补贴收入168400万元，"
        "利息收入12480万元，其他收入35225万元。",
        "254870",
        "24870",
    ),
    # tables told in lines
    (
        BUDGET,
        "一般公共服务支出：4621877.00元\n社会保障和就业支出：{}元\n卫生健康支出：631156.00元\n农林水支出：3706494.10元\n"
        "支出合计：10143550.20元",
        "1184023.10",
        "184023.10",
    ),
    # one figure told twice, two digits swapped
    (
        FINAL,
        "年末结转和结余135.18万元，全部为项目资金。\n其他事项如下。\n年末结转和结余{}万元，按规定结转下年。",
        "135.18",
        "153.18",
    ),
    # averages over visits, by the name of whom they are over
    (
        "某医院2023年度单位决算",
        "医疗收入21486.30万元中，门急诊收入8137.62万元，住院收入13348.68万元。全年门急诊386420人次，门急诊次均费用210.59元；"
        "出院14206人次，住院次均费用{}元。",
        "9396.51",
        "10396.51",
    ),
]


@pytest.mark.parametrize(("title", "text", "right", "wrong"), PAIRS, ids=[text[:14] for _, text, *_ in PAIRS])
def test_a_text_with_and_without_its_slip(title: str, text: str, right: str, wrong: str, tmp_path: Path) -> None:
    the_slip(tmp_path, title, text, right, wrong)


@pytest.mark.parametrize(
    ("title", "text", "wrong"),
    [
        # an open list is never more than its whole where its kinds exclude each other
        (BUDGET, "共有车辆6辆，其中，机要通信用车1辆、应急保障用车2辆、执法执勤用车4辆等。", "6辆"),
        (BUDGET, "年末实有在职人员49人，其中行政18人、事业21人、工勤及服务期人员8人；退休人员26人。", "49人"),
        (BUDGET, "在校学生6160人，其中男生1124人、女生1036人。", "6160人"),
        # grades of what was evaluated
        (FINAL, "纳入自评的项目共14个。从自评结果看，等次为“优”的10个，“良”的4个，“中”的1个。", "14个"),
        (FINAL, "对16个项目开展绩效自评，自评结果为“优”的项目11个，“良”的3个，“中”的1个。", "16"),
        # public expenses without a purchase, and a gap that no car costs
        (
            BUDGET,
            "“三公”经费预算14.00万元。其中：因公出国（境）费0.00万元；公务用车运行维护费7.20万元；公务接待费2.80万元。",
            "14.00万元",
        ),
        # a part that prints its neighbour's figure once more
        (
            FINAL,
            "收入总计58230.46万元、支出总计58230.46万元。支出总计由本年支出52910.77万元、结余分配830.25万元、年末结转结余"
            "4489.44万元构成。\n本年支出按功能分类：教育支出44208.60万元、科学技术支出986.45万元、社会保障和就业支出4320.11万元、"
            "卫生健康支出1290.36万元、住房保障支出1290.36万元。",
            "52910.77万元",
        ),
        # the balance of a year, each term told side by side
        (
            FINAL,
            "年初结转和结余88.42万元，本年收入2014.86万元，本年支出2037.15万元，结余分配0.00万元，年末结转和结余65.14万元。",
            "65.14万元",
        ),
    ],
)  # fmt: skip
def test_a_sum_that_does_not_come_out(title: str, text: str, wrong: str, tmp_path: Path) -> None:
    [found] = accused(judged(tmp_path, title, *text.split("\n")))
    assert wrong in found["message"]["zh"]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        # of this year's expenditure, not of the income told before
        (
            FINAL,
            "收入总计3360.72万元，其中本年收入合计3268.42万元，年初结转和结余92.30万元；支出总计3360.72万元，其中本年支出合计"
            "3241.58万元，年末结转和结余119.14万元。\n本年收入中财政拨款收入3105.27万元，占95.01%；其他收入163.15万元，占4.99%。"
            "本年支出中基本支出2764.93万元，占85.3%；项目支出476.65万元，占14.7%。",
        ),
        # a list by commas that makes up its head ends at the semicolon
        (
            BUDGET,
            "收支总预算5236.48万元。\n基本支出3962.16万元，占75.66%，其中人员经费3618.75万元，公用经费343.41万元；"
            "项目支出1274.32万元，占24.34%，比上年增加192.02万元，增长17.74%。",
        ),
        # a list by semicolons goes on behind the part that makes up its head
        (
            "某局2022年单位预算",
            "2022年“三公”经费预算安排38.51万元，比上年减少9.42万元，下降19.7%。其中：因公出国（境）费0万元，与上年持平；公务用车购置及"
            "运行维护费38.51万元（公务用车购置费0万元，公务用车运行维护费38.51万元），比上年减少2.13万元，下降5.2%；公务接待费0万元，"
            "比上年减少7.29万元，下降100.0%。",
        ),
        # a part that holds another
        (
            FINAL,
            "项目支出476.66万元。\n项目支出中，生活补助128.40万元；校园维修等7个项目（含生活补助）共支出352.40万元，占项目支出的73.93%。",
        ),
        # the names behind a count are of the next one
        (BUDGET, "局机关内设股室5个，所属事业单位3个，即县退役军人服务中心、县烈士陵园管理所、县军休服务站。"),
        # a year of its own behind an enumerator
        (
            "某区2023年“三公”经费决算汇总情况",
            "④2024年，全区“三公”经费预算安排1980.00万元，比2023年预算减少70.00万元，下降3.41%。",
        ),
        # fewer grades than were evaluated
        (FINAL, "纳入自评的项目共14个。从自评结果看，等次为“优”的10个，“良”的2个。"),
    ],
)  # fmt: skip
def test_what_looks_odd_and_is_right(title: str, text: str, tmp_path: Path) -> None:
    assert accused(judged(tmp_path, title, *text.split("\n"))) == []


def test_a_difference_is_borne_out_in_the_direction_told_alone(tmp_path: Path) -> None:
    run = judged(tmp_path, FINAL, "会议费支出153.05万元，比上年决算增加26.55万元，上年会议费支出179.60万元。")
    assert verdict_of(run, "26.55万元") != "consistent"


def test_the_first_few_of_a_list_have_one_share(tmp_path: Path) -> None:
    text = (
        "一般公共预算支出11786万元。主要支出项目：农林水支出2947万元，一般公共服务支出2416万元，城乡社区支出2078万元，"
        "教育支出1183万元等。前三项支出合计占一般公共预算支出的63.13%。"
    )
    assert verdict_of(judged(tmp_path, FINAL, text), "63.13%") == "confirmed"
