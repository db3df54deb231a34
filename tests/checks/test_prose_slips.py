"""Slips of prose found by mechanism: unfinished sentences, lone marks, past periods, names of tables and offices."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyzer.model import Source
from tests.checks.cases import Rows, case, document, said

SLIPS: list[tuple[str, tuple[str | Rows, ...], str]] = [
    ("reason-missing", ("公务接待费3.20万元，与上年预算持平，主要原因是。其他无变化。",), "主要原因是"),
    ("reason-missing", ("行政运行（项）20万元，主要用于。",), "主要用于"),
    ("rate-without-sign", ("较上年增加12.50万元，增长6.31。原因是调资。",), "6.31"),
    ("punctuation-unbalanced", ("开展“调解文书检查”、优秀案例”评选活动，共3次。",), "优秀案例”"),
    ("punctuation-unbalanced", ("组织自评项目12个（其中评级为优的5个，评级为良的7个。",), "（其中"),
    (
        "project-period-past",
        ("五、实施周期", "2023年1月1日-2023年12月31日"),
        "2024年1月1日-2024年12月31日",
    ),
    (
        "table-number-title",
        ("按公开06表财政拨款基本支出预算表列示。", "按公开08表财政拨款基本支出预算表列示。"),
        "06、08",
    ),
    (
        "department-for-unit",
        ("本单位无此项支出。", "单位预算安排10万元。", "本单位车辆2辆。", "2024年部门预算安排购置车辆0辆。"),
        "部门预算安排",
    ),
    (
        "typo-dropped-character",
        ("原因是提租补贴政策性调整。", "住房改革支出因提租补贴政策性调整增加。", "主要是提租补政策性调整。"),
        "提租补贴政策",
    ),
    ("template-residue", ("某局部门（单位）共有车辆3辆。",), "部门（单位）"),
    ("template-residue", ("人员经费100万元。（按“公开06表”中实际发生的科目填写）",), "填写"),
]

RIGHT: list[tuple[str, tuple[str | Rows, ...]]] = [
    ("reason-missing", ("主要原因是：", "一是人员增加；二是调资。")),
    ("rate-without-sign", ("较上年增加12.50万元，增长6.31%。", "增加12.50万元，增长2.10万元。")),
    ("punctuation-unbalanced", ("1）人员经费；2）公用经费（含差旅费）。",)),
    ("punctuation-unbalanced", ("包括（一）基本支出“人员”、（二）项目支出。",)),
    ("project-period-past", ("五、实施周期", "2023年1月1日-2024年12月31日")),
    (
        "project-period-past",
        ("上年的项目在2023年1月至2023年12月间验收。",),
    ),
    ("table-number-title", ("按公开06表财政拨款基本支出预算表列示。", "按公开08表一般公共预算基本支出预算表列示。")),
    ("department-for-unit", ("本部门收入10万元。", "部门预算安排20万元。")),
    ("typo-dropped-character", ("一般公共预算拨款收入增加。", "一般公共预算财政拨款收入增加。")),
]


@pytest.mark.parametrize(("check", "blocks", "words"), SLIPS, ids=[f"{c}-{n}" for n, (c, _, _) in enumerate(SLIPS)])
def test_a_slip_is_told(check: str, blocks: tuple[str | Rows, ...], words: str) -> None:
    [message] = said(check, case(document(*blocks)))
    assert words in message


@pytest.mark.parametrize(("check", "blocks"), RIGHT, ids=[f"{c}-{n}" for n, (c, _) in enumerate(RIGHT)])
def test_what_only_looks_like_it_is_spared(check: str, blocks: tuple[str | Rows, ...]) -> None:
    assert said(check, case(document(*blocks))) == []


@pytest.mark.parametrize(
    ("named", "told"),
    [("云山市档案馆", True), ("云山市清河区档案馆", False), ("清河区档案馆", False), ("云山市清河区图书馆", True)],
)
def test_a_heading_of_another_office(named: str, told: bool) -> None:
    """The name of the higher office lacks the region in the middle; a short form of the own name is no other office."""
    of = case(document("一、概况"))
    conflict = Source(document="sample.txt", line=1, row=named, text=f"{named}2024年单位预算表")
    profile = replace(of.reading.profile, conflicts=(conflict,))
    reading = replace(of.reading, extraction=replace(of.reading.extraction, profile=profile))
    messages = said("heading-organisation", replace(of, reading=reading))
    assert bool(messages) is told
