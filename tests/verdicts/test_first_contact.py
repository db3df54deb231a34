"""Wordings and slips of texts that nothing was written beside: each right, and each with the slip that was in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verdicts.texts import accused, judged, verdict_of

TITLE = "某局2023年度部门决算"

SHARES = (
    "三、2023年度支出合计6290.48万元，其中：基本支出2467.80万元，占39.2%；项目支出3822.68万元，占60.8%。",
    "四、财政拨款支出按功能分类，主要用于以下方面：一般公共服务支出1680.25万元，占29.0%；社会保障和就业支出512.06万元，"
    "占8.8%；卫生健康支出188.40万元，占3.2%；城乡社区支出940.77万元，占16.2%；农林水支出{water}万元，占{share}%；"
    "住房保障支出193.48万元，占3.3%。以上合计5800.10万元。",
)


@pytest.mark.parametrize(
    ("water", "share", "told"),
    [
        ("2285.14", "39.4", []),
        ("2285.14", "34.9", [("share", "39.4")]),
        ("2825.14", "39.4", [("text-list", "2285.14")]),
    ],
)
def test_shares_of_what_they_make_up_themselves(
    water: str, share: str, told: list[tuple[str, str]], tmp_path: Path
) -> None:
    """Not of the whole of the paragraph before, whose own shares are right."""
    run = judged(tmp_path, TITLE, *(text.format(water=water, share=share) for text in SHARES))
    assert [(f["check"], f["repair"][0]["proposed"]) for f in accused(run)] == told


def test_a_share_of_what_the_paragraph_begins_with(tmp_path: Path) -> None:
    text = (
        "政府采购支出总额1800.00万元。授予中小企业合同金额1530.00万元，占政府采购支出总额的85.0%，其中：授予小微企业合同金额"
        "918.00万元，占授予中小企业合同金额的60.0%；授予大型企业合同金额270.00万元，占15.0%。"
    )
    assert accused(judged(tmp_path, TITLE, text)) == []


def test_no_part_is_greater_than_the_whole_that_its_share_names(tmp_path: Path) -> None:
    text = "政府采购支出总额91.49万元。授予中小企业合同金额98.20万元，占政府采购支出总额的96.40%。"
    [found] = accused(judged(tmp_path, TITLE, text))
    assert [(r["printed"], r["proposed"]) for r in found["repair"]] == [("98.20", "88.20")]


ONE_SLIP = [
    (
        "（一）收入预算：2023年总收入15521.22万元，其中：一般公共预算拨款8416.30万元，政府性基金预算拨款5230.00万元，"
        "上年结转1874.92万元。收入较2022年减少1952.35万元，主要是一般公共预算拨款增加312.48万元，政府性基金预算拨款减少"
        "{}万元，上年结转增加405.17万元。",
        "2670.00",
        "2760.00",
    ),
    ("项目支出2704118.30元，用于办案1380450.00元、装备购置906668.30{}、听证室改造417000.00元。", "元", "万元"),
    ("本院共有车辆{}辆，其中：执法执勤用车11辆、特种专业技术用车3辆、机要通信用车1辆。", "15", "14"),
    ("公务接待费支出0.94万元，折合{}元。", "9400", "94000"),
    ("原预算安排支出268500万元，调增30300万元，调整后支出预算为{}万元。", "298800", "289800"),
    ("公务用车运行维护费46.20万元，在上年44.00万元的基础上增加{}万元，增长5.0%。", "2.20", "22.00"),
    ("公务接待费支出决算为3.18万元，完成预算的{}%，预算为6.00万元。", "53.00", "63.60"),
    ("国内公务接待115批次，比上年的117批次减少{}批次。", "2", "3"),
    ("教育支出33.16亿元，增长5.2%；社会保障支出29.87亿元；卫生支出15.42亿元。以上三项合计{}亿元。", "78.45", "63.03"),
    ("机关运行经费48.40万元，比2022年54.10万元{}5.70万元。", "减少", "增加"),
    ("公务车运行维护费61.20万元，费用支出较上年支出数（64.85万元）{}3.65万元。", "减少", "增加"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right", "wrong"), ONE_SLIP, ids=[wrong for _, _, wrong in ONE_SLIP])
def test_a_sentence_with_and_without_its_slip(sentence: str, right: str, wrong: str, tmp_path: Path) -> None:
    assert accused(judged(tmp_path, TITLE, sentence.format(right))) == []
    [found] = accused(judged(tmp_path, TITLE, sentence.format(wrong)))
    assert any(right in repair["proposed"] for repair in found["repair"])


TOTALS = (
    "收入、支出决算总计8462.35万元。与上年相比，收、支总计各{}417.28万元，{}5.19%。其中：",
    "（一）收入决算总计8462.35万元。包括：",
    "1.本年收入决算合计8341.17万元。与上年相比，增加402.56万元，增长5.07%。",
    "2.使用非财政拨款结余0万元。与上年决算数相同。",
    "3.年初结转和结余121.18万元。与上年相比，增加14.72万元，增长13.83%。",
    "（二）支出决算总计8462.35万元。包括：",
    "1.本年支出决算合计8298.44万元。",
    "2.结余分配{}万元。",
    "3.年末结转和结余147.41万元。",
)


@pytest.mark.parametrize(
    ("moved", "kept", "told"),
    [("增加", "16.50", []), ("减少", "16.50", ["增加417.28万元"]), ("增加", "61.50", ["16.50"])],
)
def test_totals_that_are_called_by_their_stage(moved: str, kept: str, told: list[str], tmp_path: Path) -> None:
    """本年支出决算合计 is a part of 支出决算总计, and what both totals moved by is what the parts of one did."""
    first, *rest = TOTALS
    lines = (first.format(moved, "增长" if moved == "增加" else "下降"), *(line.format(kept) for line in rest))
    found = accused(judged(tmp_path, TITLE, *lines))
    assert [f["check"] for f in found] == ["text-list"] * len(told)
    assert all(any(r["proposed"] == meant for r in f["repair"]) for f, meant in zip(found, told, strict=True))


@pytest.mark.parametrize(
    "sentence",
    [
        "“三公”经费支出3.96万元（与预算数相同），较上年减少0.24万元。",
        "接收安置退役士兵182人，其中自主就业163人，由政府安排工作19人，较上年的196人减少14人。",
        "“三公”经费1906.90万元，其中：因公出国（境）费95.00万元；公务用车购置及运行维护费1442.50万元；公务接待费369.40万元。"
        "“三公”经费口径为一般公共预算拨款1862.90万元和政府性基金预算拨款44.00万元。",
        "“三公”经费支出1084.57万元，其中：因公出国（境）费0.00万元，公务用车购置费168.42万元，公务用车运行维护费651.90万元，"
        "公务接待费264.25万元。县直单位“三公”经费支出722.31万元，乡镇“三公”经费支出362.26万元。",
    ],
)
def test_what_is_right_stays_unaccused(sentence: str, tmp_path: Path) -> None:
    assert accused(judged(tmp_path, TITLE, sentence)) == []


def test_a_rate_of_a_level_that_another_paragraph_states(tmp_path: Path) -> None:
    lines = (
        "收入包括：一般公共预算拨款1342.66万元、上年结转结余28.90万元。",
        "上年结转结余同比减少15.30万元，同比下降34.62%。",
    )
    assert verdict_of(judged(tmp_path, "某部2024年部门预算", *lines), "34.62%") == "consistent"


def test_parts_of_a_count_are_of_its_year(tmp_path: Path) -> None:
    run = judged(tmp_path, "某局2025年部门预算", "2024年末编制数132人，其中：行政编制38人、事业编制94人。")
    assert verdict_of(run, "132人") == "confirmed"


def test_what_may_be_a_set_is_counted_as_what_it_is(tmp_path: Path) -> None:
    run = judged(tmp_path, TITLE, "征集共购入文物23件（套），包括陶俑14件、铜镜6件、墓志3件。")
    assert verdict_of(run, "23件（套）") == "confirmed"


BASIC = (
    "一般公共预算基本支出表",
    "单位：万元",
    "科目编码\t科目名称\t合计\t人员经费\t公用经费",
    "\t合计\t88.40\t\t88.40",
    "302\t商品和服务支出\t88.40\t\t88.40",
    "30201\t办公费\t14.26\t\t14.26",
    "30202\t印刷费\t3.85\t\t3.85",
    "30205\t水费\t1.42\t\t1.42",
    "30206\t电费\t6.30\t\t6.30",
    "30208\t取暖费\t5.64\t\t5.64",
    "30211\t差旅费\t8.53\t\t8.53",
    "30299\t其他商品和服务支出\t48.40\t\t48.40",
    "",
)


@pytest.mark.parametrize(("printing", "told"), [("3.85", []), ("8.53", ["3.85"])])
def test_a_line_of_the_table_of_all_others_of_its_list(printing: str, told: list[str], tmp_path: Path) -> None:
    """水电费 is of two lines, and no fault of the list."""
    text = (
        f"机关运行经费共计安排88.40万元，包括办公费14.26万元、印刷费{printing}万元、水电费7.72万元、取暖费5.64万元、"
        "差旅费8.53万元等。"
    )
    found = accused(judged(tmp_path, "云山市交通运输局2025年部门预算", *BASIC, "三、机关运行经费安排情况", text))
    assert [f["repair"][0]["proposed"] for f in found] == told


FUND_TABLE = (
    "政府性基金预算支出表",
    "单位：元",
    "科目编码\t科目名称\t合计\t基本支出\t项目支出",
    "",
    "一般公共预算专项支出表",
    "单位：元",
    "项目编码\t项目名称\t合计\t本年一般公共预算拨款",
    "\t合计\t1,863,000.00\t1,863,000.00",
    "127-01\t管护费\t1,863,000.00\t1,863,000.00",
)


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("注：本部门2025年无政府性基金预算拨款安排的支出，部门公开表08为空表。", 0),
        ("注：本部门无此项支出，故本表为空表。", 1),
    ],
)
def test_a_note_calls_the_table_empty_that_it_names(note: str, told: int, tmp_path: Path) -> None:
    found = accused(judged(tmp_path, "云山市林业局2025年部门预算", *FUND_TABLE, note))
    assert len([f for f in found if f["check"] == "empty-note"]) == told


@pytest.mark.parametrize(("share", "told"), [("18.58", []), ("15.42", ["18.58"])])
def test_a_share_of_the_whole_that_its_sibling_names(share: str, told: list[str], tmp_path: Path) -> None:
    lines = (
        "2025年收入预算总额5284.00万元。",
        "2025年一般公共预算拨款支出预算4386.20万元，具体安排情况如下：",
        "（一）基本支出：2025年基本支出3571.20万元，占一般公共预算拨款支出的81.42%。",
        f"（二）项目支出：2025年项目支出815.00万元，占{share}%。",
    )
    found = accused(judged(tmp_path, "某校2025年部门预算", *lines))
    assert [f["repair"][0]["proposed"] for f in found] == told
