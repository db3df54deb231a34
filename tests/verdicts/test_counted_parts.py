"""Parts of what is counted and listed: which head they have, when their number tells that they are all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verdicts.texts import accused, judged, the_slip, verdicts

FINAL, BUDGET = "某局2023年度部门决算", "某局2025年部门预算"

SLIPS = [
    # pieces without a word of their own are counted like those with one
    (FINAL, "对2023年度{}个项目开展绩效自评，其中自评等级为优的9个、良的4个、中的1个。", "14", "15"),
    (
        FINAL,
        "自评共涉及项目{}个，涉及资金1704.44万元。结果为“优”的项目11个，为“良”的3个，为“中”的1个。",
        "15",
        "16",
    ),
    (FINAL, "汇总范围为全县的{}个预算单位，其中：行政单位46个，事业单位118个，其他单位13个。", "177", "167"),
    # as many numbered parts as projects were counted are all of them
    (
        BUDGET,
        "2025年安排项目3个，项目支出合计{}万元。具体为：\n（一）招商推介活动经费120.00万元；\n（二）驻点工作经费96.50万元；\n"
        "（三）重点企业扶持资金180.00万元。",
        "396.50",
        "478.70",
    ),
    (
        BUDGET,
        "支出预算总额1044.78万元，其中：基本支出461.61万元；项目支出583.17万元。\n2025年安排项目3个，项目支出合计{}万元。具体为：\n"
        "（一）招商推介活动经费216.50万元；\n（二）企业扶持资金266.40万元；\n（三）其他项目100.27万元。",
        "583.17",
        "678.70",
    ),
    (BUDGET, "项目支出249.08万元，共安排项目{}个：供养保障108.40万元；设施改造44.20万元；康复96.48万元。", "3", "4"),
    # names that 包括 opens may be fewer than are told, never more
    (BUDGET, "纳入编制范围的预算单位共计{}家，具体包括：某县水利局（机关）、河湖管理所、灌区管理处。", "3", "2"),
    # vehicles of one more use stand behind the description of the last
    (
        FINAL,
        "车辆{}辆，价值162.33万元，其中：领导用车0辆、其他用车2辆，其他用车主要是：新闻采访用车；特种专业技术用车2辆。",
        "4",
        "5",
    ),
    # income and expenditure are made up each for itself
    (
        FINAL,
        "2023年度收、支总计5461.80万元。\n收入总计由本年收入5273.85万元和年初结转和结余187.95万元构成；支出总计由本年支出{}万元和"
        "年末结转和结余99.83万元构成。",
        "5361.97",
        "53361.97",
    ),
    # new bonds, and bonds that refinance older ones
    (FINAL, "争取新增债券{}万元，其中：一般债券7170万元，专项债券15000万元；再融资债券5430万元。", "22170", "27600"),
    # what is counted by its kinds, and then in all
    (FINAL, "绩效自评中，一般公共预算项目2个，政府性基金预算项目1个，共{}个项目，涉及资金1740.51万元。", "3", "4"),
    (FINAL, "共{}个项目纳入绩效目标管理，其中，续建项目9个，新增项目6个。", "15", "14"),
    # the four of a fund in one sentence
    (
        FINAL,
        "政府性基金预算财政拨款年初结转和结余48.60万元，本年收入780.00万元，本年支出{}，年末结转和结余136.25万元。",
        "692.35万元",
        "692.35元",
    ),
    # a list that stands in the sentence of its whole, and what else its parts make up
    (
        BUDGET,
        "公用经费86.74万元。\n机关运行经费共计安排{}万元，其中办公费18.62万元、印刷费6.40万元、差旅费12.35万元、邮电费9.80万元、"
        "取暖费14.57万元、其他交通费用25.00万元。",
        "86.74",
        "72.17",
    ),
    # classes of one side behind the parts of the other
    (
        BUDGET,
        "支出预算3222.95万元，其中：基本支出986.45万元；项目支出2236.50万元。\n财政拨款收支预算总数3222.95万元。收入包括：一般公共预算"
        "拨款收入2864.37万元、上年结转358.58万元；支出包括：社会保障和就业支出3045.85万元、卫生健康支出{}万元、住房保障支出82.47万元、"
        "其他支出46.00万元。",
        "48.63",
        "82.47",
    ),
    # nothing was spent on vehicles, and each cost something
    (FINAL, "公务用车运行维护费0.00万元，公务用车保有量16辆，车均运行维护费{}万元。", "0.00", "3.50"),
    # parts by number, with what they hold between them
    (
        FINAL,
        "一般公共预算基本支出{}万元，其中：（一）人员经费1958.62万元。主要包括：基本工资、津贴补贴、奖金等。（二）公用经费187.76万元。"
        "主要包括：办公费、水费等。",
        "2146.38",
        "2196.38",
    ),
    (
        FINAL,
        "基本支出{}万元，其中：（一）人员经费1062.35万元，主要包括：基本工资等。（二）公用经费92.74万元。",
        "1155.09",
        "8155.09",
    ),
    # the other half of basic expenditure behind a full stop
    (
        FINAL,
        "基本支出{}万元，其中：人员经费386.52万元，包括：基本工资、津贴补贴等。公用经费34.18万元，包括：办公费、水费等。",
        "420.70",
        "470.70",
    ),
    # two totals that a slip of the pen parts
    (FINAL, "某单位收入总计{}万元，支出总计1525.22万元，收、支总计各增加112.86万元。", "1525.22", "125.22"),
    # what a sum is for stands between it and its parts
    (
        FINAL,
        "基本支出1943.09万元，占35.0%。主要是为保障机构正常运转而发生的各项支出，其中：工资福利支出1462.38万元，商品和服务支出{}万元，"
        "对个人和家庭的补助支出296.14万元。",
        "184.57",
        "148.57",
    ),
    # kinds of assets, and a change that is that of a part
    (
        FINAL,
        "资产总额{}元，其中，流动资产8426173.20元，固定资产14682905.37元，无形资产264180.00元。",
        "23373258.57",
        "23109078.57",
    ),
    (
        BUDGET,
        "支出预算数7449.80万元。支出较上年增加465.44万元，其中基本支出增加132.22万元，项目支出增加{}万元。",
        "333.22",
        "465.44",
    ),
    # an average of six digits over another number
    (FINAL, "公务用车运行维护费55.579900万元。公务用车保有量18辆，车均运行维护费{}万元。", "3.087772", "3.473744"),
    # a level in a smaller unit than its change
    (FINAL, "机关运行经费支出{}，比2022年减少4.51万元，下降5.12%。", "83.64万元", "83.64元"),
    # what each of the vehicles kept costs
    (FINAL, "公务用车运行维护费33.60万元，公务用车保有量16辆，车均运行维护费{}万元。", "2.10", "3.50"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "right", "wrong"), SLIPS, ids=[text[:16] for _, text, *_ in SLIPS])
def test_what_is_counted_makes_up_its_head(title: str, text: str, right: str, wrong: str, tmp_path: Path) -> None:
    the_slip(tmp_path, title, text, right, wrong)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        # a list behind two counts is of both
        (BUDGET, "本部门包括4个机关行政股室及1个下属单位，其中：列入2025年部门预算编制范围的单位共2个。"),
        # units below the office, named with the office itself
        (BUDGET, "所属二级预算单位2个，包括：某局机关、某县图书馆、某县文化馆。"),
        # two grades alone may leave the others untold
        (FINAL, "对14个项目开展绩效自评，自评等级为优的9个、良的4个。"),
        # a share of money is none of what was counted before
        (FINAL, "对14个项目开展绩效自评，其中优9个、良4个、中1个，涉及预算资金1236.40万元，占项目支出总额的87.16%。"),
        # changes of two parts of a total that holds what is left over as well
        (
            FINAL,
            "支出总计5549.84万元，包括：\n1.基本支出1943.09万元。\n2.项目支出3342.06万元。\n3.年末结转和结余264.69万元。\n"
            "与上年相比，支出增加526.66万元，其中：基本支出增加47.67万元，项目支出增加393.69万元。",
        ),
        # what was planned is not what made up the balance
        (
            "某县2023年社会保险基金决算",
            "收入预算数80950万元，决算数84652万元。支出预算数93200万元，决算数87915万元。当年收支缺口3263万元。",
        ),
    ],
)
def test_what_leaves_room_is_not_accused(title: str, text: str, tmp_path: Path) -> None:
    assert accused(judged(tmp_path, title, *text.split("\n"))) == []


@pytest.mark.parametrize(
    ("title", "text", "figure"),
    [
        (FINAL, "对13个项目开展了绩效自评，其中一级项目9个、二级项目4个。", "13"),
        (BUDGET, "共有车辆9辆，其中，机要通信用车1辆、应急保障用车4辆、执法执勤用车2辆、其他用车2辆等。", "9辆"),
        (
            BUDGET,
            "财政拨款收入15014.35万元，比2024年预算增加196.73万元。\n财政拨款支出15014.35万元，比2024年预算增加196.73万元。",
            "196.73万元",
        ),
        (
            FINAL,
            "本年收入合计2770.85万元，其中：一般公共预算财政拨款收入2146.85万元；政府性基金预算财政拨款收入624.00万元。\n"
            "其中：教育支出1628.25万元，占76.50%；卫生健康支出500.16万元，占23.50%。\n"
            "2023年度政府性基金预算财政拨款支出582.64万元，占政府性基金收入的93.37%。",
            "93.37%",
        ),
        (FINAL, "公务用车保有量3辆。\n三、资产\n共有车辆3辆，其中，机要通信用车1辆，其他用车2辆。", "3辆"),
        (BUDGET, "某市体育局预算收入15539.00万元。\n预算支出总额15539.00万元。", "15539.00万元"),
        (
            BUDGET,
            "支出预算总计6982.84万元。\n整体支出纳入绩效目标管理，涉及四本预算资金6982.84万元。",
            "6982.84万元",
        ),
    ],
)
def test_what_the_text_itself_bears_out(title: str, text: str, figure: str, tmp_path: Path) -> None:
    told = {verdict for _, value, verdict in verdicts(judged(tmp_path, title, *text.split("\n"))) if value == figure}
    assert told
    assert told <= {"confirmed", "consistent"}


def test_no_rate_of_nothing_is_no_reason_of_what_follows(tmp_path: Path) -> None:
    text = "公务接待费预算为0万元，支出决算为0万元，由于预算为零，无法计算百分比，决算数等于预算数，与上年相比持平。"
    assert [r["kind"] for r in judged(tmp_path, FINAL, text).claim_records] == ["level", "level", "direction", "flat"]
