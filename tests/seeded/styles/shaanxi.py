"""Shaanxi: 综合预算, items in numbered lists with their code in brackets, conference and training costs beside 三公."""

# ruff: noqa: E501, UP031 - sentences stand whole, so that they can be read; templates hold braces of their own

from __future__ import annotations

from tests.seeded.codes import ECONOMIC
from tests.seeded.speech import Voice
from tests.seeded.style import Style, Wording
from tests.seeded.styles.parts import glossary, heading, joined, leaves, listed, named
from tests.specimens.specification import Prose

STYLE = Style(
    id="shaanxi", three="years", strip=True, text_zero="0", triples=False, three_final="halves",
    wording=Wording(base="较上年", flat="与上年持平", join="，", reason="原因是"),
    heads={"code": "{kind}科目编码", "name": "{kind}科目名称", "costs": "yes"},
    titles={
        "income_expenditure": ("{y}年{scope}综合预算收支总表", "收入支出决算总表"),
        "income": ("{y}年{scope}综合预算收入总表", "收入决算表"), "expenditure": ("{y}年{scope}综合预算支出总表", "支出决算表"),
        "appropriation": ("{y}年{scope}综合预算财政拨款收支总表", "财政拨款收入支出决算总表"),
        "general_public_budget": ("{y}年{scope}综合预算一般公共预算支出明细表（按功能科目分）", "一般公共预算财政拨款支出决算表"),
        "basic_expenditure": ("{y}年{scope}综合预算一般公共预算基本支出明细表（按经济科目分）", "一般公共预算财政拨款基本支出决算表"),
        "government_funds": ("{y}年{scope}综合预算政府性基金支出表", "政府性基金预算财政拨款收入支出决算表"),
        "state_capital": ("{y}年{scope}综合预算国有资本经营预算支出表", "国有资本经营预算财政拨款支出决算表"),
        "three_public": ("{y}年{scope}综合预算一般公共预算拨款“三公”经费及会议费、培训费支出预算表", "财政拨款“三公”经费支出决算表"),
    },
)  # fmt: skip


def narrative(voice: Voice) -> list[Prose]:
    """The text of a budget or of final accounts."""
    word = "决算" if voice.books.final else "预算"
    blocks = [
        heading(f"一、{voice.books.scope_name}主要职责及机构设置"), voice.prose("我单位内设9个科室，行政编制48人。"),
        heading("二、收支情况"),
        voice.prose("按照预算管理有关规定，所有收入和支出均纳入综合预算。{y}年{self}%s收入{L:i}，{W:i}，其中一般公共预算拨款收入"
                    "{L:i.general_public}、政府性基金拨款收入{L:i.government_funds}、国有资本经营预算收入{L:i.state_capital}、事业收入"
            "{L:i.service_income}、其他收入{L:i.other_income}。" % word),
        voice.prose("{y}年{self}%s支出{L:x}，{V:x}，其中一般公共预算拨款支出{L:g}。" % word),
        heading("三、一般公共预算拨款支出明细情况"), voice.prose("（一）支出按功能科目分类的明细情况"),
        voice.prose("{self}{y}年一般公共预算支出{L:g}，其中："),
        *(_item(voice, number, code) for number, code in enumerate(leaves(voice, "g"), start=1)),
        voice.prose("（二）支出按经济科目分类的明细情况"), _economic(voice),
        heading("四、“三公”经费等预算情况"),
        voice.prose("{self}{y}年一般公共预算“三公”经费%s支出{L:t}，{V:t}。其中：因公出国（境）经费{L:t.abroad}，{V:t.abroad}；公务接待费"
                    "{L:t.reception}，{V:t.reception}；公务用车运行维护费{L:t.operation}，{V:t.operation}；公务用车购置费"
                    "{L:t.purchase}，{V:t.purchase}。" % word),
        voice.prose("会议费{L:meeting}，{V:meeting}；培训费{L:training}，{V:training}。"),
        heading("五、其他说明"),
        voice.prose("截至{kept}年底，{self}共有车辆{N:vehicles}辆；单价20万元以上的设备{N:equipment}台（套）。"), *glossary(),
    ]  # fmt: skip
    return blocks


def _item(voice: Voice, number: int, code: str) -> Prose:
    end = "。" if code == leaves(voice, "g")[-1] else "；"
    path = voice.say(named("（%d）<name>（<code>）{L:<key>}，{W:<key>}%s" % (number, end), code, "g"))
    return joined(path)


def _economic(voice: Voice) -> Prose:
    codes = [code for code in voice.books.current.codes("e") if len(code) == 3]
    phrases = (voice.say(f"{ECONOMIC[code]}（{code}）{{L:e:{code}}}") for code in codes)
    return joined(["1.按照部门预算支出经济分类的类级科目说明。其中："], listed(phrases, "，"))
