"""Figures that the words of a text compute: balances, means, vacant posts, lists below a count, rates of several."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verdicts.texts import accused, judged, the_slip, verdict_of, verdicts

FINAL, BUDGET = "某局2023年度部门决算", "某局2025年部门预算"
REPORT = "某市2024年财政预算执行情况"

PAIRS = [
    # what is left at the end of a year
    (
        FINAL,
        "2023年度收入合计2298.36万元。年初结转和结余18.12万元。\n2023年度支出合计2287.64万元。年末结转和结余{}万元。",
        "28.84",
        "18.12",
    ),
    (
        BUDGET,
        "收支相抵，2025年当年预算结余47130万元，四个险种分别结余23870万元、11710万元、1520万元、10030万元。"
        "上年末滚存结余812560万元，2025年末滚存结余预计{}万元。",
        "859690",
        "856990",
    ),
    # posts that nobody holds
    (BUDGET, "核定编制182名，在编176名，空编{}名。", "6", "9"),
    # means and rates of several projects
    (
        FINAL,
        "水库项目自评得分96.5分；河道项目自评得分92.0分；饮水项目自评得分94.3分。三个项目平均得分{}分。",
        "94.27",
        "94.72",
    ),
    (
        FINAL,
        "甲项目全年预算数386.00万元，执行数361.42万元，执行率93.63%；乙项目全年预算数94.00万元，执行数92.12万元，"
        "执行率98.00%。总体执行率{}%。",
        "94.49",
        "94.94",
    ),
    (FINAL, "财政拨款收入24165.20万元。\n在校学生12860人，核定编制986人。生均财政拨款{}元。", "18791", "17891"),
    # sums that the words count
    (
        REPORT,
        "专项转移支付：农林水24800万元、节能环保18456万元、交通运输12300万元、住房保障10700万元，四个方面共计{}万元。",
        "66256",
        "65256",
    ),
    (
        BUDGET,
        "年末在编职工398人，其中卫生专业技术人员346人、管理人员21人、工勤技能人员{}人。",
        "31",
        "13",
    ),
    ("某医院2023年度决算", "纳入决算编制范围的核算机构共{}个，即本部、江北院区、康复分院。", "3", "4"),
    # the direction of each rate of a respective list
    (
        REPORT,
        "2024年教育、社会保障和就业、卫生健康三项支出分别为112.40亿元、96.35亿元和58.77亿元，"
        "上年依次为107.85亿元、90.81亿元和57.16亿元，同比分别增长4.22%、增长6.10%和{}2.82%。",
        "增长",
        "下降",
    ),
    # totals that the text says are even
    (
        REPORT,
        "上级补助196417万元、债务转贷48600万元，收入总计{}万元。\n本级支出204869万元、上解支出40148万元，"
        "支出总计245017万元，收支平衡。",
        "245017",
        "235103",
    ),
    # shares of one list are right of what stands above it, or of their own sum
    (
        FINAL,
        "1.总体情况。2023年度一般公共预算财政拨款支出633.73万元，比2022年增加38.15万元。\n2.结构情况。一般公共服务支出519.08万元，"
        "占81.91%；社会保障和就业支出{}万元，占9.25%；卫生健康支出22.47万元，占3.55%；住房保障支出33.54万元，占5.29%。",
        "58.64",
        "5.86",
    ),
    (
        FINAL,
        "2023年本年支出合计{}万元，其中：基本支出5092.07万元，占89.55%；项目支出594.31万元，占10.45%。",
        "5686.38",
        "5318.46",
    ),
    # a part that is more than its whole, and a share that tells which digit is one too many
    (
        FINAL,
        "一般公共预算财政拨款支出决算4136.90万元。其中：\n1.社会保障和就业支出{}万元，占一般公共预算财政拨款支出的92.23%。",
        "3815.27",
        "38815.27",
    ),
    # a division by function that leaves a class out
    (
        BUDGET,
        "2025年一般公共预算支出{}万元，按功能科目分类：\n（一）社会保障和就业支出8296.81万元。\n（二）卫生健康支出48.25万元。"
        "\n（三）住房保障支出70.30万元。",
        "8415.36",
        "8345.06",
    ),
    # a public expense told again in other words, behind a day of record
    (
        "云山县信访局2025年部门预算",
        "公务用车购置及运行费12.6万元，其中：公务用车购置费0万元，公务用车运行维护费12.6万元。\n"
        "2024年期末，共有车辆3辆；“三公”经费中安排车辆运行维护费{}万元。",
        "12.6",
        "16.2",
    ),
    # a comparison behind a list is of what the list divides
    (
        BUDGET,
        "机关运行经费113.25万元，主要用于办公费14.51万元、印刷费4.26万元、差旅费11.38万元，保障日常办公；"
        "较2024年增加5.82万元，增长{}%。",
        "5.42",
        "4.52",
    ),
    # projects numbered behind their count
    (
        BUDGET,
        "2025年重点项目{}个，合计安排资金1636.80万元。具体为：（1）灌区改造项目896.50万元；（2）河流治理项目367.50万元；"
        "（3）饮水维修项目372.80万元。",
        "3",
        "4",
    ),
    (FINAL, "年初部门预算安排支出1720.30万元，实际支出1542.17万元，执行率{}%。", "89.65", "111.55"),
    # a part that is called by nothing but its year
    (
        BUDGET,
        "2025年政府性基金预算支出302.20万元，其中本年安排264.80万元、上年结转37.40万元。"
        "与上年预算数318.50万元相比，减少16.30万元，下降{}%。",
        "5.12",
        "5.39",
    ),
]


@pytest.mark.parametrize(("title", "text", "right", "wrong"), PAIRS, ids=[text[:14] for _, text, *_ in PAIRS])
def test_a_text_with_and_without_its_slip(title: str, text: str, right: str, wrong: str, tmp_path: Path) -> None:
    found = the_slip(tmp_path, title, text, right, wrong)
    assert any(right in repair["proposed"] for repair in found["repair"])


@pytest.mark.parametrize(
    ("title", "text"),
    [
        # who is counted in one way may be counted in another
        (BUDGET, "全局在职人员120人，其中本科及以上学历89人，党员60人。"),
        (FINAL, "全年举办培训班12期，其中线上培训8期，业务培训7期。"),
        (FINAL, "公务用车保有量12辆，其中新能源车8辆，执法执勤用车7辆。"),
        # the shares say of what they are, and another sum is told first
        (
            FINAL,
            "收入总计50827.01万元，包括：财政拨款收入24165.20万元，占收入合计的51.62%；事业收入20318.40万元，"
            "占收入合计的43.40%；经营收入316.25万元，占收入合计的0.68%；其他收入2012.50万元，占收入合计的4.30%；"
            "年初结转和结余4014.66万元。",
        ),
        # what stands after the full stop is of what was told before
        (
            BUDGET,
            "部门整体支出5372.00万元；19个项目纳入绩效目标管理，涉及资金合计2359.42万元，占比100%。其中基本支出3012.58万元。",
        ),
        # a review cuts off what was handed in
        (
            BUDGET,
            "一般公共预算24303.58万元。开展事前绩效评估项目4个，核减资金612.00万元，核减率6.38%（送审资金9600.00万元）。",
        ),
        # a plan that was passed is no change
        (REPORT, "2024年收入24.85亿元，超出年初预算24.00亿元目标，完成比例为103.54%。"),
        # the year of what is compared with is not the document's
        ("情况说明", "“三公”经费214.60万元，比2022年决算数221.35万元减少6.75万元，下降3.05%。"),
        # the sum of what was just listed, named by nothing
        (
            BUDGET,
            "一般公共预算财政拨款支出按性质分，基本支出1040.79万元，项目支出2588.50万元；与2024年的3511.34万元相比"
            "增加117.95万元，增长3.36%。",
        ),
        # what is told below a sum and its parts is of the sum
        (
            FINAL,
            "“三公”经费支出160万元，其中，因公出国（境）费支出61万元；公务用车费支出63万元；公务接待费支出36万元。具体情况如下：\n"
            "1．因公出国（境）费支出61万元。\n2．公务用车费支出63万元。\n3．公务接待费支出36万元。",
        ),
        # income and expenditure are two sides of one total, and nothing spent is no part of a plan
        (
            FINAL,
            "2023年度收入总计512.68万元，支出总计512.68万元。其中本年收入合计498.37万元，2022年度471.52万元，增加26.85万元；"
            "本年支出合计505.90万元，2022年度480.11万元，增加25.79万元。",
        ),
        (
            FINAL,
            "“三公”经费支出19.78万元，包括：公务接待费，无因公出国（境）费。年初预算24万元，完成年初预算的82.42%。",
        ),
        # the total of projects is no total of the office
        (
            "某局2025年部门预算",
            "某局2025年支出总计736.4万元。\n2025年预算项目4个，预算支出总额214.6万元，均编制绩效目标。",
        ),
        # what a year leaves may lack a term that is not told
        (
            FINAL,
            "2023年度收入合计2298.36万元。年初结转和结余18.12万元。2023年度支出合计2287.64万元。年末结转和结余20.00万元。",
        ),
    ],
)
def test_what_may_be_right_stays_unaccused(title: str, text: str, tmp_path: Path) -> None:
    assert accused(judged(tmp_path, title, *text.split("\n"))) == []


def test_kinds_that_exclude_each_other_are_still_accused(tmp_path: Path) -> None:
    [found] = accused(judged(tmp_path, BUDGET, "公务用车保有量12辆，其中一般公务用车8辆，执法执勤用车7辆。"))
    assert "15" in found["message"]["zh"]


LINES = (
    "{}2025年共安排项目{}个，分别为：",
    "1.项目名称：高标准农田管护，预算安排186.00万元；",
    "2.项目名称：动物防疫补助，预算安排148.50万元；",
    "3.项目名称：农产品监测，预算安排72.30万元。",
    "二、其他情况",
)


@pytest.mark.parametrize(("count", "told"), [("3", []), ("4", ["3"])])
def test_projects_numbered_below_their_count(count: str, told: list[str], tmp_path: Path) -> None:
    lines = [LINES[0].format("", count), *LINES[1:]]
    found = accused(judged(tmp_path, BUDGET, *lines))
    assert [repair["proposed"] for finding in found for repair in finding["repair"]] == told


def test_a_rate_that_is_called_greatest_is_a_share(tmp_path: Path) -> None:
    run = judged(tmp_path, FINAL, "支出合计19.46亿元。城乡社区支出6.92亿元。城乡社区支出所占份额最大，为35.56%。")
    assert verdicts(run)[-1][:2] == ("share", "35.56%")
    assert verdict_of(run, "35.56%") in ("confirmed", "consistent")


TABLE = (
    "项目支出绩效信息表",
    "单位：万元",
    "项目名称\t预算数\t一级指标\t二级指标\t指标值",
    "合计\t1311.50\t\t\t",
    "支流水体综合治理\t827.10\t数量指标\t治理长度\t≥23公里",
    "生活污水设施运维（政府性基金）\t298.00\t数量指标\t设施数量\t≥118座",
    "土壤状况调查\t186.40\t数量指标\t地块\t≥12个",
    "",
    "五、绩效情况说明",
)


@pytest.mark.parametrize(
    ("count", "amount", "told"), [("3", "298.00", []), ("2", "298.00", ["3"]), ("3", "186.40", ["298.00"])]
)
def test_projects_of_the_text_follow_the_lines_of_their_table(
    count: str, amount: str, told: list[str], tmp_path: Path
) -> None:
    sentence = (
        f"2025年{count}个项目实行绩效目标管理，涉及预算资金1311.50万元，其中支流水体综合治理827.10万元、"
        f"生活污水设施运维{amount}万元、土壤状况调查186.40万元。"
    )
    found = accused(judged(tmp_path, BUDGET, *TABLE, sentence))
    assert [repair["proposed"] for finding in found for repair in finding["repair"]][:1] == told
