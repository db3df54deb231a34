"""Lists that a line without a figure introduces, numbers beside their sums and standards, and figures told again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verdicts.texts import accused, judged, the_slip

BUDGET, FINAL = "云山市浦川区江桥湾街道办事处2024年部门预算编制说明", "云山市档案馆2024年度部门决算说明"

PAIRS = [
    pytest.param(
        BUDGET,
        "一般公共预算拨款支出预算17,324.10万元。\n一般公共预算拨款支出主要内容如下：\n1.一般公共服务支出2,483.16万元；\n"
        "2.文化旅游体育与传媒支出235.40万元；\n3.社会保障和就业支出4,628.73万元；\n4.卫生健康支出{}万元；\n"
        "5.城乡社区支出8,464.15万元；\n6.农林水支出578.38万元；\n7.住房保障支出518.08万元。",
        "416.20",
        "461.20",
        id="lines",
    ),
    pytest.param(
        BUDGET,
        "基本支出1436.15万元，项目支出4246.15万元。\n项目支出共9个项目，按领域划分为四类：\n1、国土绿化类3个，2186万元；\n"
        "2、生态修复类2个，{}万元；\n3、防灭火类3个，542.75万元；\n4、有害生物防治类1个，553.2万元。",
        "964.2",
        "96.42",
        id="lines that count first",
    ),
    pytest.param(
        FINAL,
        "基本支出438.26万元，占本年支出的71.55%；项目支出174.22万元，占本年支出的28.45%。"
        "项目支出共三项：主体班培训86.40万元，教学设施改造{}万元，智库课题研究35.52万元。",
        "52.30",
        "53.20",
        id="counted off",
    ),
    pytest.param(
        BUDGET,
        "本单位现有教学仪器设备{}台（套），其中实训设备1920台（套）、计算机816台（套）、其他教学设备128台（套），"
        "单价50万元以上的11台（套）。",
        "2864",
        "2684",
        id="dear things are of some kind",
    ),
    pytest.param(
        FINAL,
        "截至2024年12月31日，共有车辆{}辆，其中机要通信用车1辆、应急保障用车2辆、其他用车3辆；上年末为7辆，年内报废1辆。",
        "6",
        "7",
        id="what went is no kind",
    ),
    pytest.param(
        BUDGET,
        "2024年安排项目支出1092.00万元，项目共{}个，其中综合观测站网建设维护5个、486.00万元，预报预警4个、415.00万元，"
        "人工影响天气作业2个、191.00万元。",
        "11",
        "12",
        id="counts beside sums",
    ),
    pytest.param(
        BUDGET,
        "实有在职人员22人，其中行政10人、事业12人；离退休人员10人，其中离休1人、退休9人；在职与离退休人员共计{}人。",
        "32",
        "33",
        id="two kinds together",
    ),
    pytest.param(
        BUDGET,
        "按生均600元的标准，330名幼儿安排公用经费{}万元。",
        "19.80",
        "18.90",
        id="a standard a head",
    ),
    pytest.param(
        BUDGET,
        "项目支出主要有罪犯生活费{}万元（按3150人、每人每年7200元测算）、狱政设施维修改造960.00万元等。",
        "2268.00",
        "2286.00",
        id="a standard in brackets",
    ),
    pytest.param(
        BUDGET,
        "集中供养人员生活补助{}万元，按236人、每人每月1200元、12个月计算；消防改造120.00万元。",
        "339.84",
        "393.84",
        id="a standard a month",
    ),
    pytest.param(
        FINAL,
        "“三公”经费支出决算为68.40万元，全部为公务用车运行维护费，年末公务用车保有量24辆，车均运维费{}万元。",
        "2.85",
        "2.58",
        id="an average over the sum told",
    ),
    pytest.param(
        FINAL,
        "公务用车购置及运行维护费支出69.12万元。其中：公务用车购置支出19.98万元；公务用车运行维护费支出49.14万元。"
        "年末公务用车保有量13辆，车均运行维护费{}万元。",
        "3.78",
        "5.32",
        id="an average of the sum named",
    ),
    pytest.param(
        FINAL,
        "本年支出合计3205.60万元，其中：基本支出1842.36万元，占57.47%；项目支出1363.24万元，占42.53%。"
        "2023年基本支出占比为55.12%，2024年较2023年提高{}个百分点。",
        "2.35",
        "2.53",
        id="points between years",
    ),
    pytest.param(
        FINAL,
        "一般公共预算财政拨款支出年初预算为2860.50万元，经追加后全年预算为4120.80万元，支出决算为3987.64万元，"
        "完成年初预算的{}%。决算数大于年初预算数。",
        "139.40",
        "96.77",
        id="the plan that the words name",
    ),
    pytest.param(
        BUDGET,
        "2024年，江桥湾街道办事处预算支出总额为18,652.80万元。\n"
        "与2023年预算相比，支出总额减少{}万元，2023年预算支出总额为19,217.60万元，下降2.94%。",
        "564.80",
        "546.80",
        id="an office by its short name",
    ),
    pytest.param(
        FINAL,
        "对2024年度一般公共预算项目开展绩效自评，共涉及项目5个；另有政府性基金预算项目1个。"
        "一般公共预算项目自评结果，评为“优”的4个、评为“良”的{}个。",
        "1",
        "2",
        id="grades of one fund",
    ),
]


PAIRS += [
    pytest.param(
        BUDGET,
        "基本支出3105.20万元，全部为离退休人员经费；项目支出2125.40万元，共四项：\n——药品加成补助860.00万元；\n"
        "——住院医师规范化培训412.50万元；\n——重点专科建设300.00万元；\n——设备购置贷款贴息{}万元。",
        "552.90",
        "525.90",
        id="dashes that the line above counts",
    ),
    pytest.param(
        BUDGET,
        "一是航标维护{}万元，128座，每座全年3.6万元；\n二是航道疏浚600.00万元，工程量12.5万立方米。",
        "460.80",
        "406.80",
        id="a standard for each of what no other statement counts",
    ),
    pytest.param(
        FINAL,
        "储备地块前期开发6120.45万元（{}亿元）。",
        "0.61",
        "6.12",
        id="once more in brackets",
    ),
    pytest.param(
        FINAL,
        "收入2626.06万元；连同年初结转和结余326.48万元，收入总计2952.54万元。支出2741.85万元。年末结转和结余{}万元，"
        "同年初相比下降35.47%。",
        "210.69",
        "310.69",
        id="more left than there was",
    ),
    pytest.param(
        FINAL,
        "全年支出4987.36万元，为年初预算5420.00万元的92.02%，少支432.64万元。预算执行率比上年的95.30%下降{}个百分点。",
        "3.28",
        "3.44",
        id="points from last year",
    ),
    pytest.param(
        FINAL,
        "政府采购支出1263.80万元，其中货物214.60万元、服务1049.20万元。授予中小企业合同金额884.66万元，占政府采购支出总额的"
        "70.00%；其中授予小微企业530.80万元，占政府采购支出总额的{}%。",
        "42.00",
        "60.00",
        id="a whole in short",
    ),
    pytest.param(
        BUDGET,
        "场馆免费开放补助150.00万元，2023年为60.00万元，增加90.00万元，增长{}倍。",
        "1.5",
        "2.5",
        id="times as much",
    ),
    pytest.param(
        FINAL,
        "2022年、2023年、2024年财政拨款“三公”经费分别为3.96万元、3.42万元和2.87万元，后两年依次下降13.64%、{}%。",
        "16.08",
        "16.80",
        id="year by year",
    ),
    pytest.param(
        FINAL,
        "公务用车年初保有11辆，本年新购2辆、报废3辆，年末保有{}辆。",
        "10",
        "12",
        id="vehicles that came and went",
    ),
    pytest.param(
        FINAL,
        "政府性基金预算财政拨款支出805.40万元，其中农村基础设施建设支出{}、其他支出125.40万元。",
        "680.00万元",
        "0.68亿元",
        id="a part in another unit with its point elsewhere",
    ),
    pytest.param(
        FINAL,
        "卫生健康支出（类）年初预算为1041.60万元，支出决算为{}万元，完成年初预算的109.04%；"
        "社会保障和就业支出（类）年初预算为86.40万元，支出决算为88.15万元，完成年初预算的102.03%。",
        "1135.75",
        "1153.75",
        id="a completion of what was spent",
    ),
    pytest.param(
        BUDGET,
        "特困人员集中供养，按156人、每人每月1050元、全年12个月测算，安排{}万元。",
        "196.56",
        "16.38",
        id="a single month",
    ),
    pytest.param(
        FINAL,
        "“三公”经费支出年初预算6.80万元，支出决算4.92万元，完成年初预算的72.35%。其中：公务用车运行维护费预算4.00万元、决算3.36万元，"
        "完成84.00%；公务接待费预算2.80万元、决算1.56万元，完成{}%。",
        "55.71",
        "57.51",
        id="plan and spending of the last part",
    ),
    pytest.param(
        FINAL,
        "公务接待费3.15万元。国内公务接待42批次、350人次（省内来宾210人次、省外来宾140人次），批均750元，人均{}元。",
        "90",
        "900",
        id="counts in brackets that have closed",
    ),
    pytest.param(
        FINAL,
        "公务用车购置及运行维护费379.95万元；公务接待费6.80万元。公务用车购置费98.60万元；公务用车运行维护费{}万元。",
        "281.35",
        "2811.35",
        id="a part with a digit too many",
    ),
    pytest.param(
        BUDGET,
        "其中公共文化服务提质项目286.00万元。\n对重点项目实行绩效目标管理，其中公共文化服务提质项目{}万元。",
        "286.00",
        "268.00",
        id="a project told twice",
    ),
    pytest.param(
        BUDGET,
        "1.道路清扫保洁。预算4200.00万元，支出4116.00万元，执行率98.00%。\n"
        "2.生活垃圾转运。预算2150.00万元，支出2083.35万元，执行率96.90%。\n"
        "3.公厕管养。预算680.00万元，支出656.20万元，执行率96.50%。\n"
        "上述三个项目预算合计7030.00万元，支出合计{}万元。",
        "6855.55",
        "6855.65",
        id="plans and spending of the items above",
    ),
    pytest.param(
        BUDGET,
        "养老保险：收入21840万元；支出18236万元，比上年预计执行数17164万元增加1072万元。预计待遇领取人数38620人，人均年养老金{}元。",
        "4722",
        "4272",
        id="swapped digits of one of several quotients",
    ),
    pytest.param(
        FINAL,
        "对7个重点项目开展绩效自评。自评等级为“优”的4个、“良”的{}个、“中”的1个。",
        "2",
        "3",
        id="important projects are counted",
    ),
]


@pytest.mark.parametrize(("title", "text", "right", "wrong"), PAIRS)
def test_a_slip_is_told_and_what_is_right_is_not(tmp_path: Path, title: str, text: str, right: str, wrong: str) -> None:
    the_slip(tmp_path, title, text, right, wrong)


def test_two_shares_that_are_exchanged_are_both_told(tmp_path: Path) -> None:
    text = "2024年度本年支出1362.89万元，其中：基本支出801.54万元，占{}%；项目支出561.35万元，占{}%。"
    assert accused(judged(tmp_path, FINAL, text.format("58.81", "41.19"))) == []
    found = accused(judged(tmp_path, FINAL, text.format("41.19", "58.81")))
    assert [f["check"] for f in found] == ["share", "share"]


def test_a_rate_that_is_right_of_what_a_list_asks_for_is_no_fault(tmp_path: Path) -> None:
    text = (
        "“三公”经费预算合计24.70万元，较上年减少2.30万元，下降8.52%。因公出国（境）费预算为0万元；公务接待费预算为9.00万元，"
        "较上年减少0.50万元，下降5.56%；公务用车购置及运行维护费为16.20万元，较上年减少1.80万元，下降10.00%。"
    )
    [found] = accused(judged(tmp_path, BUDGET, text))
    assert found["check"] == "text-list"
    assert "印列9.00万元" in found["message"]["zh"]


def test_what_is_told_again_tells_which_figure_is_wrong(tmp_path: Path) -> None:
    """A completion that is right of the other telling is no fault of its own."""
    text = (
        "“三公”经费支出决算为78.40万元；其中，因公出国（境）费支出决算为0.00万元，公务用车购置及运行维护费支出决算为69.12万元，"
        "公务接待费支出决算为11.63万元，完成预算13.00万元的71.38%。",
        "公务接待费支出9.28万元。",
    )
    [found] = accused(judged(tmp_path, FINAL, *text))
    assert found["check"] == "text-list"
    assert "印列11.63万元" in found["message"]["zh"]


def test_an_average_over_a_number_that_is_wrong_is_its_witness(tmp_path: Path) -> None:
    text = (
        "公务用车运行维护费11.60万元，平均每辆1.93万元。",
        "年末共有车辆7辆，其中机要通信用车1辆、应急保障用车2辆、其他用车3辆。",
    )
    [found] = accused(judged(tmp_path, FINAL, *text))
    assert found["check"] == "text-list"
    assert "印列7辆" in found["message"]["zh"]


def test_what_was_moved_away_is_a_part_of_money(tmp_path: Path) -> None:
    text = "2024年政府性基金支出总计3319万元，其中本级支出1703万元，调出资金103万元用于统筹使用，结转下年使用1513万元。"
    assert accused(judged(tmp_path, FINAL, text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "收入5236.71万元，由管理费用拨款5180.00万元和其他收入56.71万元组成，收支相抵，当年结余249.35万元，按规定缴回。",
        "财政拨款收、支总计均为15132.20万元。其中，财政拨款本年收入14819.74万元、本年支出14387.24万元，"
        "年末财政拨款结转和结余744.96万元，其中政府性基金结转500.00万元。",
        "剔除一次性因素后，人均支出为2.40万元，按28人计67.20万元。",
        "年末公务用车保有量5辆，车均运行维护费2.96万元；公务用车运行维护费14.80万元，其中基本支出安排的运行维护费9.60万元。",
        "公务用车运行维护费14.80万元，年末公务用车保有量5辆，车均运行维护费2.96万元，其中基本支出安排的运行维护费9.60万元。",
    ],
    ids=["composed", "two ends", "aside", "an average before", "an average between"],
)
def test_what_follows_a_list_is_no_part_of_it(tmp_path: Path, text: str) -> None:
    assert accused(judged(tmp_path, FINAL, text)) == []


def test_a_figure_in_the_wrong_unit_is_told_once(tmp_path: Path) -> None:
    text = "2024年度机关运行经费支出712600.00万元，2023年度为68.08万元，较上年增加3.18万元，增长4.67%。"
    [found] = accused(judged(tmp_path, FINAL, text))
    assert found["check"] == "change-difference"
    assert {repair["proposed"] for repair in found["repair"]} >= {"712600.00元", "71.26"}


def test_a_change_that_goes_the_other_way_tells_its_sum(tmp_path: Path) -> None:
    """The sum of changes is right of the change as it is meant, and no fault of its own."""
    text = (
        "“三公”经费预算数为98.80万元，比上年执行数95.37万元增加3.43万元，增长3.60%，具体如下：",
        "1.因公出国（境）费用：2024年不安排预算，比上年执行数减少4.60万元，下降100%。",
        "2.公务接待费：2024年安排38.20万元，比上年执行数41.25万元增加3.05万元，增长7.39%。",
        "3.公务用车购置及运行维护费：2024年安排60.60万元，比上年执行数增加11.08万元，增长22.37%。",
    )
    assert [found["check"] for found in accused(judged(tmp_path, BUDGET, *text))] == ["direction"]


def test_a_list_that_nothing_counts_may_leave_parts_out(tmp_path: Path) -> None:
    text = (
        "项目支出4246.15万元。",
        "项目支出主要包括：",
        "1、国土绿化2186万元；",
        "2、生态修复964.2万元；",
        "3、防灭火542.75万元。",
    )
    assert accused(judged(tmp_path, BUDGET, *text)) == []
