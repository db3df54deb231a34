"""Wholes of which there are two kinds and no third, and lists that words or a second sum complete."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verdicts.texts import accused, judged, the_slip

BUDGET, FINAL, REPORT = "某县2024年预算说明", "某局2024年度部门决算说明", "某县2024年预算执行情况报告"


@pytest.mark.parametrize(
    ("title", "text", "right", "wrong"),
    [
        # a limit is divided by kinds that do not say 限额 again
        (BUDGET, "2024年地方政府债务限额5.73亿元，其中一般债务4.68亿元，专项债务{}亿元。", "1.05", "1.65"),
        # the other kind behind what the first is spent on, after a full stop
        (
            BUDGET,
            "地方政府债务余额19.2316亿元，其中：一般债务余额6.6116亿元，主要用于道路建设5.1亿元，学校建设0.55亿元。专项债务"
            "余额{}亿元，主要用于棚户区改造8.85亿元，工业园0.5亿元。",
            "12.62",
            "12.26",
        ),
        # kinds first, then another division in lines of their own
        (
            BUDGET,
            "发行地方政府债券2.38亿元，其中：一般债券{}亿元，专项债券1.00亿元。\n其中：发行新增债券2.38亿元；发行置换债券0.00"
            "亿元；发行再融资债券0.00亿元。",
            "1.38",
            "9.38",
        ),
        (
            REPORT,
            "一般公共预算收入50.3亿元，下降14.1%。其中，税收收入35.5亿元，下降15.1%；非税收入{}亿元。",
            "14.8",
            "44.8",
        ),
        (REPORT, "全县一般公共预算支出52.37亿元。其中县本级支出34.20亿元，乡镇级支出{}亿元。", "18.17", "18.67"),
        (BUDGET, "全年发行政府债券28.64亿元，其中：新增债券20.28亿元，再融资债券{}亿元。", "8.36", "8.66"),
        (
            FINAL,
            "基本支出1325.43万元，其中人员经费1128.95万元（工资福利支出1042.60万元、对个人和家庭的补助{}万"
            "元）。",
            "86.35",
            "46.35",
        ),
        # a list behind a percentage
        (
            FINAL,
            "公务用车购置及运行费支出785万元，较年初预算减少28%其中：公务用车购置费{}万元，公务用车运行维护"
            "费511万元。",
            "274",
            "874",
        ),
        # parts by clauses on one basis
        (
            BUDGET,
            "“三公”经费同口径比2023年减少830万元。其中：因公出国（境）费同口径比2023年减少9万元。公务接待费同口径比2023年减少"
            "38万元；公务用车购置费同口径比2023年减少334万元。公务用车运行费同口径比2023年减少{}万元。",
            "449",
            "249",
        ),
        # all that purchases are awarded for is told by the form of disclosure
        (
            FINAL,
            "政府采购支出总额247.13万元，其中货物102.71万元、服务144.42万元；授予中小企业合同金额196.28万元，占{}%。",
            "79.42",
            "79.72",
        ),
        # divided by level and by tax, behind a full stop or in a paragraph of its own
        (
            REPORT,
            "2024年，全省一般公共预算收入2888.8亿元。其中：税收收入1942.6亿元，占67.2%；非税收入946.2亿元，占32.8%。分级次看，省级"
            "收入487.8亿元，增长1.5%；市县级收入{}亿元。",
            "2401.0",
            "4201.0",
        ),
        (
            REPORT,
            "2024年，全县税收收入完成68759万元。\n1.分税种看：增值税33905万元，增长9.25%；企业所得税{}万元；个人所得税2508万元；城市维护"
            "建设税3208万元；房产税4547万元；契税6410万元；其余各税8943万元。",
            "9238",
            "938",
        ),
        (
            BUDGET,
            "核定我市地方政府债务限额556.82亿元，其中一般债务限额179.12亿元、专项债务限额377.70亿元。分级次看，市本级189.07亿元，石堰区"
            "121.55亿元，清坪县{}亿元，枫林县78.47亿元，桃源岭县66.21亿元。",
            "101.52",
            "1101.52",
        ),
        (
            BUDGET,
            "限额共安排项目{}个，分领域为：\n——市政基础设施11个，41500万元；\n——社会事业9个，36800万元；\n——农林水利6个，25100万元；\n"
            "——生态环保3个，12900万元。",
            "29",
            "26",
        ),
    ],
)  # fmt: skip
def test_two_kinds_are_all(tmp_path: Path, title: str, text: str, right: str, wrong: str) -> None:
    the_slip(tmp_path, title, text, right, wrong)


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        # two sums that agree, and not with what is printed as both
        ("年初批复项目8个，年中新增9个，全年实施项目共{}个。其中县级资金项目11个、上级专项项目6个。", "17", "19"),
        # two lists of one kind in two measures
        (
            "共安排国内公务接待{}批次（其中：接待上级检查调研21批次、兄弟单位交流学习47批次），接待人次535人次（其中：上级检查"
            "调研133人次、交流学习402人次）。",
            "68",
            "77",
        ),
        ("2024年实行绩效管理的项目{}个，涉及财政拨款968.37万元，按管理方式分，重点项目3个、一般项目6个。", "9", "8"),
        # both sides of a budget come to one sum
        (
            "收入合计6449万元；本级支出合计{}万元，其中：一般公共服务支出2650万元，教育支出1744万元，卫生健康支出1381万元，结转"
            "下年674万元。",
            "6449",
            "6479",
        ),
        # pairs of two measures in turn
        (
            "2.国内公务接待46批次，{}人次，共计支出3.30万元。其中局机关接待31批次、279人次，救援队接待15批次、139人次。",
            "418",
            "448",
        ),
        (
            "评价指标满分100分，其中决策15分、过程25分、产出35分、效益25分。\n决策得14.0分，得分率93.33%；过程得21.5分，得分率86.00%；产出"
            "得32.5分，得分率92.86%；效益得22.5分，得分率90.00%。\n项目综合得分{}分。",
            "90.5",
            "92.5",
        ),
        ("综合得分{}分，其中：决策18分、过程17分、产出35分、效益18分。", "88", "90"),
        (
            "综合得分{}分。其中：决策指标满分20分，得17.5分；过程指标满分30分，得22.4分；产出指标满分50分，"
            "得28.6分。",
            "68.5",
            "65.8",
        ),
        ("项目管理得18.4分、履职效能得37.2分、社会效应得27.5分、发展能力得9.3分，总得分{}分。", "92.4", "94.2"),
        (
            "收入99689万元，增长4.5%；支出{}万元，增长4.8%。当年结余17093万元，上年末滚存结余173294万元，年末滚存结余190387万元。",
            "82596",
            "82596.5",
        ),
    ],
)  # fmt: skip
def test_what_completes_a_list(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    if wrong != "82596.5":
        the_slip(tmp_path, FINAL, text, right, wrong)
        return
    assert accused(judged(tmp_path, REPORT, text.format(right))) == []
    [found] = accused(judged(tmp_path, REPORT, text.format("82956")))
    assert found["check"] == "text-list"


@pytest.mark.parametrize(
    "text",
    [
        # what the words leave out of the list before
        "收入合计16167.72万元，其中：财政拨款收入16075.47万元；其他收入92.25万元；年初结转和结余178.04万元不在其内。",
        # what is left over is no part of what was spent
        "支出合计16179.40万元，其中：基本支出11596.99万元；项目支出4582.41万元；年末结转和结余166.36万元。",
        # a plan that was moved, not what was taken back
        "年初批复部门预算3120.50万元。年中追加2310.80万元，收回96.40万元，调整后预算5334.90万元，其中基本支出1896.72万元、项目支出"
        "3438.18万元。",
        # the sum of what stands before it, and of no list below
        "2023年购置费预算180.00万元，运行维护费预算1168.92万元；执行数分别为179.52万元和1093.40万元，共1272.92万元。\n"
        "运行维护费中，县级部门安排845.20万元、乡镇安排282.26万元。",
        # a share that names no whole, of what its paragraph divides
        "政府采购支出总额6067.18万元，其中货物2615.35万元、工程1617.44万元、服务1834.39万元；授予中小企业合同金额5216.06万元，占"
        "85.97%，其中授予小微企业3723.13万元，占61.37%。",
        # income told before is no addend of expenditure
        "本年收入合计29069.49万元，加上年初结转和结余835.52万元，收入总计为29905.01万元；本年支出合计27902.86万元，结余分配1351.99"
        "万元，年末结转和结余650.16万元，支出总计为29905.01万元。",
        # parts of a count told before, and of none of a run
        "预算单位共6个，即局本级和所属5个单位，其中行政单位1个、参公单位1个、事业单位4个。",
        "分单位“三公”经费：局本级44.00万元、图书馆25.00万元、体育学校9.00万元；其中局本级公务接待费14.00万元，执法队运行费36.00万元。",
        # a share of last year, and a rate on a basis of its own
        "非税收入完成36994万元，上年为35399万元，占一般公共预算收入75908万元的48.74%，上年占比为46.43%。",
        "收、支总计10225.39万元。与2023年度相比，收、支总计各增加428.77万元，增长4.4%；剔除上年一次性因素，按可比口径增长4.2%。",
        # a score in whole points of parts with decimals
        "综合得分93分，其中：决策9.58分、过程30.50分、产出35分、效益18分。",
        # the totals of a fund balance among themselves
        "一般公共预算收入182977万元，加上级补助92729万元，财力总计275706万元。支出总计275706万元，收支平衡。\n政府性基金收入由101946"
        "万元调整为88649万元；加上级补助4300万元、专项债券转贷63536万元，收入总计156485万元。",
    ],
)
def test_right_texts_are_left_alone(tmp_path: Path, text: str) -> None:
    assert accused(judged(tmp_path, FINAL, *text.split("\n"))) == []
