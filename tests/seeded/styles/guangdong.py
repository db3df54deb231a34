"""Guangdong: rates with one decimal, 三公 in one paragraph, changes with 比上年, 机关运行经费 by name."""

# ruff: noqa: E501, UP031 - sentences stand whole, so that they can be read; templates hold braces of their own

from __future__ import annotations

from tests.seeded.speech import Voice
from tests.seeded.style import Style, Wording
from tests.seeded.styles.parts import glossary, heading
from tests.specimens.specification import Prose

STYLE = Style(
    id="guangdong", thousands=True, text_thousands=True, zero="0.00", text_zero="0", rate_decimals=1, three="rows",
    wording=Wording(base="比上年", flat="与上年持平", reason="主要原因是"), triples=True,
    final_wording=Wording(base="比上年决算数", flat="与上年决算数持平", reason="主要原因是"),
    heads={"code": "{kind}科目编码", "name": "{kind}科目名称"}, above=("{scope}名称：{org}",),
    titles={
        "income_expenditure": ("{scope}收支总体情况表", "收入支出决算总表"), "income": ("{scope}收入总体情况表", "收入决算表"),
        "expenditure": ("{scope}支出总体情况表", "支出决算表"), "appropriation": ("财政拨款收支总体情况表", "财政拨款收入支出决算总表"),
        "general_public_budget": ("一般公共预算支出情况表（按功能分类科目）", "一般公共预算财政拨款支出决算表"),
        "basic_expenditure": ("一般公共预算基本支出情况表（按支出经济分类科目）", "一般公共预算财政拨款基本支出决算明细表"),
        "government_funds": ("政府性基金预算支出情况表", "政府性基金预算财政拨款收入支出决算表"),
        "state_capital": ("国有资本经营预算支出情况表", "国有资本经营预算财政拨款支出决算表"),
        "three_public": ("财政拨款安排的“三公”经费预算表", "一般公共预算财政拨款“三公”经费支出决算表"),
    },
)  # fmt: skip


def narrative(voice: Voice) -> list[Prose]:
    """The text of a budget or of final accounts."""
    return _final(voice) if voice.books.final else _budget(voice)


def _budget(voice: Voice) -> list[Prose]:
    agency = (
        [voice.prose("{y}年，{self}机关运行经费安排{L:agency}，{W:agency}。")] if voice.books.current["agency"] else []
    )
    return [
        heading(f"一、{voice.books.scope_name}预算收支增减变化情况"),
        voice.prose("{y}年{self}收入预算{L:i}，{W:i}，其中：一般公共预算拨款{L:i.general_public}，政府性基金预算拨款"
                    "{L:i.government_funds}，国有资本经营预算拨款{L:i.state_capital}，事业收入{L:i.service_income}，其他收入"
                    "{L:i.other_income}；支出预算{L:x}，{W:x}，其中：基本支出{L:x.basic}，项目支出"
                    "{L:x.project}。"),
        heading("二、“三公”经费安排情况"),
        voice.prose("{y}年{self}“三公”经费预算安排{L:t}，{W:t}。其中：因公出国（境）费{L:t.abroad}，{V:t.abroad}；公务用车购置及运行维护费"
                    "{L:t.vehicles}（公务用车购置费{L:t.purchase}，公务用车运行维护费{L:t.operation}），{V:t.vehicles}；公务接待费"
                    "{L:t.reception}，{V:t.reception}。"),
        *([heading("三、机关运行经费安排情况"), *agency] if agency else []),
        heading("四、政府采购情况"),
        voice.prose("{y}年{self}政府采购安排{L:p}，其中：货物类采购预算{L:p.goods}，工程类采购预算{L:p.works}，服务类采购预算"
                    "{L:p.services}。"),
        heading("五、国有资产占有使用情况"), voice.prose("截至{kept}年12月31日，{self}共有车辆{N:vehicles}辆，单价100万元以上设备{N:equipment}台（套）。"),
        *glossary(),
    ]  # fmt: skip


def _final(voice: Voice) -> list[Prose]:
    three = "{K:<k>}，{V:<k>}"
    return [
        heading("一、收入支出决算总体情况"),
        voice.prose("{org}{y}年度总收入{L:i}，其中：财政拨款收入{L:i.fiscal}，占{S:i.fiscal/i}；事业收入{L:i.service_income}，占"
                    "{S:i.service_income/i}；其他收入{L:i.other_income}，占{S:i.other_income/i}。{W:i@总收入}。"),
        voice.prose("{org}{y}年度总支出{L:x}，其中：基本支出{L:x.basic}，占{S:x.basic/x}；项目支出{L:x.project}，占{S:x.project/x}。{W:x@总支出}。"),
        heading("二、“三公”经费财政拨款支出决算情况说明"),
        voice.prose("{org}{y}年度“三公”经费财政拨款支出决算为{L:t}，%s。其中：因公出国（境）费支出决算为{L:t.abroad}，%s；公务用车购置及运行维护费"
                    "支出决算为{L:t.vehicles}，%s；公务接待费支出决算为{L:t.reception}，%s。"
                    % tuple(three.replace("<k>", key) for key in ("t", "t.abroad", "t.vehicles", "t.reception"))),
        *_split(voice), *glossary(),
    ]  # fmt: skip


def _split(voice: Voice) -> list[Prose]:
    if not voice.books.current["t"]:
        return []
    return [voice.prose("{y}年度“三公”经费财政拨款支出决算中，因公出国（境）费{L:t.abroad}，占{S:t.abroad/t}；公务用车购置及运行维护费支出"
                        "{L:t.vehicles}，占{S:t.vehicles/t}；公务接待费支出{L:t.reception}，占{S:t.reception/t}。公务用车保有量为"
                        "{N:vehicles}辆。")]  # fmt: skip
