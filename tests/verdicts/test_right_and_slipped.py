"""Sentences whose figures another place of the same text settles: each right, and each with a slip, which is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verdicts.texts import accused, judged, verdict_of

FINAL, BUDGET = "某局2023年度部门决算", "某局2025年部门预算"

PAIRS = [
    # what a change or a standstill is told from stands behind it
    (BUDGET, "安全监管（项）268.40万元，较上年增加{}万元，上年为243.00万元。", "25.40", "23.16"),
    (BUDGET, "会议费{}万元，与上年持平，2024年预算为2.10万元。", "2.10", "2.00"),
    (BUDGET, "公务用车运行维护费{}万元，2024年为22.40万元，两年持平。", "22.40", "24.20"),
    (FINAL, "“三公”经费支出1.92万元，同比下降{}%，上年为2.40万元。", "20", "25"),
    (
        BUDGET,
        "2025年收入预算总额412.85万元。\n2025年收入预算比2024年增加{}万元，增长7.37%。2024年收入预算384.50万元。",
        "28.35",
        "28.53",
    ),
    # figures for one of many
    (FINAL, "公务用车购置费5.60万元，购置公务用车2辆，每辆{}万元。", "2.80", "8.20"),
    (FINAL, "对120名困难职工每人补助{}元，共发放48.00万元。", "4000", "40000"),
    (
        FINAL,
        "“三公”经费4.89万元，其中：用车运行费4.05万元，保有量2辆；公务接待费0.84万元，接待12批次、96人次，人均{}元。",
        "87.50",
        "78.50",
    ),
    (FINAL, "公务用车运行维护费40.32万元。公务用车保有量14辆，每辆车平均运行费用{}万元。", "2.88", "3.10"),
    # lists
    (BUDGET, "在职教职工{}人，其中专任教师148人、管理人员12人、工勤人员6人；退休教师93人。", "166", "160"),
    (
        FINAL,
        "本部门共有车辆{}辆，其中：应急保障用车6辆、执法执勤用车9辆、特种专业技术用车12辆、离退休干部用车1辆。",
        "28",
        "27",
    ),
    (
        BUDGET,
        "2025年安排项目支出{}万元，具体项目为：法律援助96.00万元；社区矫正72.80万元；中心运行81.20万元。",
        "250.00",
        "168.80",
    ),
    (
        FINAL,
        "2023年度收、支总计1171.91万元。收入总计包括：财政拨款收入1085.67万元、年初结转和结余86.24万元。"
        "支出总计包括：本年支出1093.60万元、年末结转和结余{}万元。",
        "78.31",
        "73.81",
    ),
    (FINAL, "本年支出1093.60万元、年末结转和结余{}万元，二者之和1171.91万元。", "78.31", "73.81"),
    (BUDGET, "安排筛查补助120.00万元、家庭教育指导36.50万元、创业贴息58.00万元，共{}万元。", "214.50", "241.50"),
    (
        FINAL,
        "收入方：本级收入52637万元，上级补助268300万元，债务转贷34000{}，上年结转21175万元，总计376112万元。",
        "万元",
        "亿元",
    ),
    (BUDGET, "在职人数由年初的426人核增至468人，新增{}人。", "42", "32"),
    # shares
    (
        FINAL,
        "“三公”经费支出决算为7.76万元。公务用车购置及运行费支出{}万元，占72.4%；公务接待费支出2.14万元，占27.6%。",
        "5.62",
        "5.26",
    ),
    (
        BUDGET,
        "收入预算14747.01万元，其中：本年财政拨款收入14517.37万元，上年结转229.64万元。\n2025年支出预算14747.01万元，其中："
        "基本支出6178.47万元，占总支出预算的41.90%；项目支出8568.54万元，占总支出预算的{}%。",
        "58.10",
        "59.02",
    ),
    (BUDGET, "采购预算3689.50万元，其中预留给小微企业的比例为{}%，即2582.65万元。", "70", "60"),
    (BUDGET, "公共预算拨款收入340.50万元、专户资金收入24.50万元，各占93.29%、{}%。收入365.00万元。", "6.71", "7.61"),
    (FINAL, "一般预算收入完成51.70亿元。其中：税收收入完成42.18亿元，税收占比{}%；非税收入9.52亿元。", "81.6", "78.3"),
    (
        BUDGET,
        "支出预算396.20万元。具体构成：法律援助预算数322.64万元，占81.43%；社会保障支出{}万元，占8.62%；"
        "卫生健康支出18.92万元，占4.78%；住房保障支出20.48万元，占5.17%。",
        "34.16",
        "18.92",
    ),
    (
        FINAL,
        "支出总计3909759.78元，其中基本支出3104876.42元；项目支出804883.36元。\n"
        "基本支出中人员经费2896312.42元；公用经费208564{}。",
        "元",
        "万元",
    ),
    # the difference of two figures
    (
        BUDGET,
        "政府采购预算1554.50万元，其中货物类1248.60万元、服务类305.90万元，货物类比服务类多{}万元。",
        "942.70",
        "924.70",
    ),
    # what is all of another
    (FINAL, "“三公”经费支出3.20万元，全部为公务接待费，比上年4.00万元减少{}万元。", "0.80", "0.60"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "sentence", "right", "wrong"), PAIRS, ids=[sentence[:16] for _, sentence, *_ in PAIRS]
)
def test_a_sentence_with_and_without_its_slip(
    title: str, sentence: str, right: str, wrong: str, tmp_path: Path
) -> None:
    assert accused(judged(tmp_path, title, sentence.format(right))) == []
    found = accused(judged(tmp_path, title, sentence.format(wrong)))
    assert len(found) == 1
    assert wrong in found[0]["message"]["zh"]


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        # the parts are of this year's plan, not of what brackets add of another year
        (
            BUDGET,
            "“三公”经费预算为19.50万元，比2024年决算增加3.13万元（2024年预算、决算分别为21.00万元和16.37万元）。"
            "其中：公务接待费2.00万元；公务用车购置及运行费17.50万元。",
        ),
        # the plan is no addend, and what is added to stands in another sentence
        (
            "某区2024年预算执行情况和2025年预算草案的报告",
            "区级一般公共预算支出84.13亿元，为调整预算86.90亿元的96.8%。再加上解支出8.42亿元、债务还本支出2.90亿元、"
            "安排预算稳定调节基金1.76亿元，支出总计97.21亿元。",
        ),
        # shares of what the first of them names
        (
            BUDGET,
            "2025年事业收入28640.00万元、一般公共预算收入3270.55万元、其他收入415.20万元。事业收入占收入总预算的86.44%，"
            "其中医疗收入27935.00万元；一般公共预算收入占9.87%；其他收入占1.25%。",
        ),
        # the change is of all visitors, not of the last part of them
        (FINAL, "全年接待观众312180人次，线下213460人次、线上98720人次，较上年增加41180人次，增长15.20%。"),
        # a plan told before is not what changed
        (FINAL, "三公经费支出3.92万元，全部为公务用车运行费，预算数4.50万元，与2022年度相比减少0.33万元，下降7.76%。"),
        # what stands still nowhere: two levels told apart
        (BUDGET, "项目支出886.24万元，比基本支出少630.19万元。基本支出1516.43万元。"),
    ],
)  # fmt: skip
def test_what_is_right_stays_unaccused(title: str, sentence: str, tmp_path: Path) -> None:
    assert accused(judged(tmp_path, title, sentence)) == []


def test_shares_of_a_list_with_a_part_of_nothing_stay_unaccused(tmp_path: Path) -> None:
    text = (
        "总收入9013.90万元，其中：财政拨款收入9011.49万元，占100.0%；事业收入0万元，占0.0%；其他收入2.41万元，占0.0%。"
    )
    assert accused(judged(tmp_path, FINAL, text)) == []


def test_items_below_a_line_that_only_announces_them(tmp_path: Path) -> None:
    lines = (
        "财政拨款支出预算19874.60万元。基本支出预算14206.35万元；项目支出预算5668.25万元。",
        "项目支出预算安排如下：",
        "①人员经费{}万元，人数426人；",
        "②装备购置1120.25万元，其中器材684.25万元、车辆436.00万元；",
        "③训练与宣传568.00万元。",
    )
    right, wrong = ([line.format(figure) for line in lines] for figure in ("3980.00", "398.00"))
    assert accused(judged(tmp_path, BUDGET, *right)) == []
    [found] = accused(judged(tmp_path, BUDGET, *wrong))
    assert "3980.00" in [repair["proposed"] for repair in found["repair"]]


def test_a_sum_that_goes_on_with_what_the_paragraph_before_begins(tmp_path: Path) -> None:
    lines = (
        "区级一般公共预算收入完成61.77亿元。其中，税收收入47.82亿元；非税收入13.95亿元。",
        "加上市级转移支付21.35亿元、上年结余1.88亿元、调入资金6.27亿元、动用预算稳定调节基金3.05亿元，收入总计{}亿元。",
    )
    title = "某区2024年预算执行情况的报告"
    assert accused(judged(tmp_path, title, *(line.format("94.32") for line in lines))) == []
    [found] = accused(judged(tmp_path, title, *(line.format("91.27") for line in lines)))
    assert [repair["proposed"] for repair in found["repair"]] == ["94.32"]


PROJECTS = (
    "项目支出情况表",
    "单位：万元",
    "科目编码\t项目名称\t项目支出合计\t财政拨款",
    "\t合计\t273.75\t273.75",
    "2050203\t初中教学设备更新\t96.38\t96.38",
    "2050204\t理化生实验室改造\t97.42\t97.42",
    "2050204\t学业水平考试考务\t61.30\t61.30",
    "2050803\t教师全员培训\t18.65\t18.65",
    "",
    "七、项目支出情况说明",
)


@pytest.mark.parametrize(("amount", "told"), [("97.42", []), ("7.42", ["97.42"])])
def test_a_section_that_names_the_lines_of_a_table(amount: str, told: list[str], tmp_path: Path) -> None:
    amounts = {
        "初中教学设备更新": "96.38",
        "理化生实验室改造": amount,
        "学业水平考试考务": "61.30",
        "教师全员培训": "18.65",
    }
    lines = [f"项目名称：{name}；预算安排规模：{figure}万元；项目承担单位：本校。" for name, figure in amounts.items()]
    found = accused(judged(tmp_path, "某校2025年单位预算", *PROJECTS, *lines))
    assert [f["repair"][0]["proposed"] for f in found] == told


@pytest.mark.parametrize(
    ("title", "sentence", "words", "verdict"),
    [
        (BUDGET, "机关运行经费预算238.64万元，人均公用支出按52人测算，为4.59万元。", "4.59万元", "consistent"),
        (BUDGET, "实有人数32人，其中：在职26人，增加2人；退休6人。", "32人", "confirmed"),
        (BUDGET, "本院共有车辆10辆：救护车8辆，其他用车2辆。", "10辆", "confirmed"),
        (
            BUDGET,
            "教育支出30.10亿元；卫生支出15.10亿元；农林水支出15.00亿元。上述3项支出60.20亿元。",
            "60.20亿元",
            "consistent",
        ),
    ],
)
def test_what_the_text_bears_out(title: str, sentence: str, words: str, verdict: str, tmp_path: Path) -> None:
    assert verdict_of(judged(tmp_path, title, sentence), words) == verdict


@pytest.mark.parametrize(
    "sentence",
    [
        # a third kind of income, which is not told, rose
        "收入合计减少1754542.78元。其中：财政拨款收入减少1755027.18元；事业收入减少43295.18元。",
        # one total told of all money, one of the appropriation
        "收、支总计1556.33万元，与上年相比收、支总计各增加36.87万元，上年收、支总计为1519.46万元。\n"
        "财政拨款收、支总计均为1527.64万元，与上年相比收、支总计各增加37.92万元，增长2.55%。",
        # the share is of the list, not of its last part
        "全县“三保”支出2425.25万元，其中保民生1312.80万元、保工资1026.15万元、保运转86.30万元，占一般公共预算支出的62.33%。",
    ],
)
def test_what_other_money_explains_stays_unaccused(sentence: str, tmp_path: Path) -> None:
    assert accused(judged(tmp_path, FINAL, sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        # two divisions agree with each other, and not with the total
        (
            "本年支出合计1483.25万元，其中：一般公共服务支出631.27万元，农林水支出852.05万元，住房保障支出63.51万元。"
            "按支出性质分，基本支出873.44万元，项目支出673.39万元。",
            "1546.83",
        ),
        # classes exclude each other
        (
            "支出合计1483.32万元，其中：一般公共服务支出631.27万元，农林水支出852.05万元，住房保障支出63.51万元。",
            "1546.83",
        ),
        # one sum, told of both sides and of one
        (
            "2023年度收支总预算431.80万元。2023年收入预算409.86万元，其中：财政拨款收入386.24万元；事业收入18.00万元；"
            "上年结转27.56万元。",
            "431.80",
        ),
        # the one that is all of it is not all of it
        (
            "政府采购支出总额84216.00元，其中：政府采购货物支出84216.00元；政府采购工程支出0.00元；"
            "政府采购服务支出157630.40元。",
            "241846.40",
        ),
        # the plans of the parts are parts of the plan
        (
            "“三公”经费年初预算为6.20万元，支出决算为5.92万元。其中：用车运行维护费年初预算为5.20万元，决算为4.68万元；"
            "公务接待费年初预算为1.80万元，决算为1.24万元。",
            "7.00",
        ),
        # of this year's figure
        ("支出426815万元，为调整预算447520万元的95.4%，比上年增支15509万元，增长3.6%。", "3.8"),
        ("资产总额14330279.65元。资产总额上年末为13987256.40元，本年减少343023.25元。", "增加343023.25元"),
    ],
)
def test_what_does_not_come_out_is_told_with_what_would(sentence: str, told: str, tmp_path: Path) -> None:
    [found] = accused(judged(tmp_path, FINAL, sentence))
    assert told in [repair["proposed"] for repair in found["repair"]]


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        # what is told of the plan afterwards is not what the list divides
        (
            "某县2023年预算执行情况和2024年预算草案的报告",
            "全县一般公共预算收入完成189426万元，为预算的101.8%。年初预算数为186000万元。其中：税收收入128734万元；"
            "非税收入60692万元。",
        ),
        # the second of two parts that make up another total names its own whole
        (
            BUDGET,
            "2025年收入总计1137.89万元，其中：本年收入合计1119.29万元，上年结转18.60万元。收入预算包括：一般公共预算拨款收入"
            "1107.29万元，占收入总计的97.31%；单位资金收入12.00万元，占收入总计的1.05%。",
        ),
    ],
)  # fmt: skip
def test_a_whole_is_not_another_of_its_name(title: str, sentence: str, tmp_path: Path) -> None:
    assert accused(judged(tmp_path, title, sentence)) == []


def test_a_share_is_of_what_was_spent_and_not_of_its_plan(tmp_path: Path) -> None:
    text = (
        "全县一般公共预算支出512438万元，完成调整预算528600万元的96.9%，增长3.0%。民生类支出437622万元，"
        "占一般公共预算支出的82.8%。"
    )
    [found] = accused(judged(tmp_path, "某县2023年预算执行情况的报告", text))
    assert [repair["proposed"] for repair in found["repair"]] == ["85.4"]


def test_shares_that_make_up_a_hundred_blame_the_part_that_does_not_fit(tmp_path: Path) -> None:
    lines = (
        "2023年度本年收入合计17987.23万元。",
        "本年收入的具体构成为：财政拨款收入1842.60万元，占10.2%；事业收入{}万元，占88.6%；其他收入208.15万元，占1.2%。",
    )
    assert accused(judged(tmp_path, FINAL, *(line.format("15936.48") for line in lines))) == []
    [found] = accused(judged(tmp_path, FINAL, *(line.format("1593.65") for line in lines)))
    assert "15936.48" in [repair["proposed"] for repair in found["repair"]]
