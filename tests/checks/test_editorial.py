"""Slips of the pen, each with a place where the same characters are right."""

from __future__ import annotations

import pytest

from tests.checks.cases import Rows, case, document, found, said

SLIPS: list[tuple[str, tuple[str | Rows, ...], str]] = [
    ("template-residue", ("项目支出 30 万元，其他支出增加（减少）0 万元。",), "增加（减少）0 万元"),
    (
        "template-residue",
        ("机关运行经费减少5.84万元，主要原因是增加（减少）办公设备采购。",),
        "主要原因是增加（减少）办公设备采购",
    ),
    ("template-residue", ("云山市 XX 局 2024 年度部门决算",), "XX"),
    ("template-residue", ("决算数大于（小于）预算数的主要原因：人员变动。",), "大于（小于）"),
    ("template-residue", ("年末结转97.57万元。（注：请单位根据实际情况填写增减变动原因）",), "请单位根据实际情况填写"),
    ("template-residue", ("公务接待费为____万元，与上年持平。",), "____"),
    (
        "contents-page-order",
        ("三公经费支出表.....17", "一、单位职责.....16", "二、总体情况.....18"),
        "三公经费支出表 17",
    ),
    ("amount-without-unit", ("六、年度预算安排", "项目总预算1720.00万，其中认定费1720.00万元。"), "年度预算安排"),
    ("amount-without-unit", ("公务接待费预算为1.20万元，公务用车费为13.95。",), "13.95"),
    ("punctuation-doubled", ("保障单位正常运转。。其中人员经费若干。",), "。。"),
    ("punctuation-section-end", ("二、收入", "本年收入 20.51 万元，占 99.79%；", "三、支出"), "；"),
    ("punctuation-in-field", ([["工作记录。反馈", "1"]],), "工作记录。反馈"),
    ("punctuation-in-field", ([[".按规定进行设备维护保养", "1"]],), ".按规定"),
    ("layout-field-codes", ("第一部分 单位概况 PAGEREF _Toc25831 h 3",), "PAGEREF"),
    ("layout-field-codes", ([["增长率", "#DIV/0!"]],), "#DIV/0!"),
    ("punctuation-brackets", ("行政事业单位医疗（款)行政单位医疗（项）63.19万元。",), "（款)"),
    ("wording-flat", ("政府性基金支出0万元，比2024年预算持平。",), "比2024年预算持平"),
    ("number-format-mixed", ("收入37,151.47万元。", "其中扶持资金3136.40万元。"), "3136.40"),
    ("typo", ("本年财政拔款收入 20 万元。",), "财政拨款"),
    ("typo", ("公务车用车运行费保持不变。",), "公务用车"),
    ("typo-doubled-word", ("用于保障单位运转的的支出。",), "的的"),
    ("typo-in-name", ("“五险一金”大厅、“五险一金”经费、“五险一金”合署", "通过五项一金合署保障"), "五项一金"),
    ("terms-inconsistent", ("政府基金预算支出表", "政府性基金预算拨款 0 万元"), "政府基金预算"),
    ("terms-inconsistent", ("6、上缴上级支出：指上缴上级的支出。", [["经营支出", "上解上级", "支出"]]), "上解上级支出"),
]

RIGHT: list[tuple[str, tuple[str | Rows, ...]]] = [
    ("template-residue", ("四、收支增加（减少）情况",)),
    ("template-residue", ("截至 2024 年末，部门（单位）共有车辆 3 辆，位于 W060701 单元。",)),
    ("contents-page-order", ("收支总表.....1", "收入总表.....3", "附表一.....1", "附表二.....2")),
    ("amount-without-unit", ("参保人数达25.1万人，覆盖12万，面积3.5万平方米，经费10万元。",)),
    ("amount-without-unit", ("三项预算分别为1.20、2.30万元，平均得分为99.43。经费10万元。",)),
    ("punctuation-doubled", ("包括：（一）人员经费……（二）公用经费。",)),
    ("punctuation-section-end", ("（一）收入 20.51 万元，占 99.79%；", "（二）其他收入 0.04 万元，占 0.21%。")),
    ("punctuation-in-field", ([["1.按规定维护设备。2.提高效率", "0.50"]],)),
    ("punctuation-brackets", ("因公出国（境）费(含培训)0万元。",)),
    ("wording-flat", ("比2024年预算增加1万元，与上年持平。",)),
    ("number-format-mixed", ("收入37,151.47万元，其中扶持资金136.40万元，面积4000.6平方米。",)),
    ("typo-doubled-word", ("以保障为目的的支出，2024年年初预算数。",)),
    ("typo-in-name", ("“十四五”“十三五”规划，基本工资、基本公资",)),
    ("terms-inconsistent", ("政府性基金预算拨款 0 万元，政府性基金预算支出 0 万元。",)),
    ("terms-inconsistent", ("报名截止日期为3月，截至2024年末共有车辆3辆。",)),
]


@pytest.mark.parametrize(("check", "blocks", "words"), SLIPS, ids=[f"{c}-{n}" for n, (c, _, _) in enumerate(SLIPS)])
def test_a_slip_is_quoted(check: str, blocks: tuple[str | Rows, ...], words: str) -> None:
    [message] = said(check, case(document(*blocks)))
    assert words in message


@pytest.mark.parametrize(("check", "blocks"), RIGHT, ids=[f"{c}-{n}" for n, (c, _) in enumerate(RIGHT)])
def test_the_same_characters_in_their_right_place(check: str, blocks: tuple[str | Rows, ...]) -> None:
    assert said(check, case(document(*blocks))) == []


def test_a_missing_full_stop_before_a_heading() -> None:
    """Told only where the other paragraphs have theirs."""
    stopped = [f"第{n}项经费，用于保障运转，共计 {n}.00 万元，与上年持平。" for n in range(1, 6)]
    bare = "机关运行经费预算，用于保障运转，为 464.64 万元"
    [message] = said("punctuation-missing-stop", case(document(*stopped, bare, "三、政府采购")))
    assert "464.64" in message
    assert not found("punctuation-missing-stop", case(document(bare, "三、政府采购", bare, "四、绩效", bare)))


def test_slips_of_one_kind_are_one_finding() -> None:
    """A proof-reader's list is short: each kind once, with all its places."""
    [finding] = found("typo", case(document("财政拔款 1 万元。", "财政拔款 2 万元。", "公务车用车 1 辆。")))
    assert [s.line for s in finding.sources] == [1, 2, 3] or len(finding.sources) == 3
    assert {r.proposed for r in finding.repair} >= {"财政拨款", "公务用车"}


def test_an_empty_page() -> None:
    from analyzer.model import Document, Paragraph

    blocks = tuple(Paragraph(text=f"第{n}页的内容", page=n) for n in (1, 2, 4, 5))
    made = Document(name="a.pdf", path="a.pdf", format="pdf", sha256="", blocks=blocks, pages=5)
    [message] = said("layout-empty-page", case(made))
    assert "第3页" in message


FORM = ["科目编码", "科目名称", "合计", "人员经费", "公用经费"]


def test_a_row_of_the_prescribed_form_left_out() -> None:
    """A table that prints blank rows too lacks 30306; one that prints only what has a figure lacks nothing."""
    from analyzer.concepts.codes import economic_codes
    from tests.checks.cases import read

    names = {c.code: c.name for c in economic_codes() if c.code.startswith("303") and c.valid(2024)}
    rows = [[c, n, "1.00" if c in ("303", "30302") else "", "", ""] for c, n in names.items() if c != "30306"]
    blocks = ("云山市档案馆2024年单位预算", "一般公共预算财政拨款基本支出表", "单位：万元")
    [message] = said("table-row-missing", read(document(*blocks, [FORM, *rows])))
    assert "30306" in message
    assert not said("table-row-missing", read(document(*blocks, [FORM, *(r for r in rows if r[2])])))
