"""Hubei: 收、支总计 in final accounts, changes carried by 与上年相比, complete item lists with 完成年初预算的."""

# ruff: noqa: E501 - sentences stand whole, so that they can be read; templates hold braces of their own

from __future__ import annotations

from tests.seeded.speech import Voice
from tests.seeded.style import Style, Wording
from tests.seeded.styles.parts import class_shares, glossary, heading, joined, leaves, sources
from tests.specimens.specification import Prose

STYLE = Style(
    id="hubei", rate_decimals=1, total_last=True, total_label="合计", text_zero="0.00", three="years", indices=False,
    wording=Wording(base="比上年预算", flat="与上年预算持平", up="上升", down="下降", reason="主要是"),
    final_wording=Wording(base="与{p}年度相比，", flat="与{p}年度持平", reason="主要原因是"), three_final="halves",
    heads={"code": "科目编码", "name": "科目名称"}, above=("填报{scope}：{org}",),
    titles={
        "income_expenditure": ("{y}年{scope}收支总表", "收入支出决算总表"), "income": ("{y}年{scope}收入总表", "收入决算表"),
        "expenditure": ("{y}年{scope}支出总表", "支出决算表"), "appropriation": ("{y}年财政拨款收支总表", "财政拨款收入支出决算总表"),
        "general_public_budget": ("{y}年一般公共预算支出表", "一般公共预算财政拨款支出决算表"),
        "basic_expenditure": ("{y}年一般公共预算基本支出表", "一般公共预算财政拨款基本支出决算明细表"),
        "government_funds": ("{y}年政府性基金预算支出表", "政府性基金预算财政拨款收入支出决算表"),
        "state_capital": ("{y}年国有资本经营预算支出表", "国有资本经营预算财政拨款支出决算表"),
        "three_public": ("{y}年财政拨款“三公”经费支出表", "财政拨款“三公”经费支出决算表"),
    },
)  # fmt: skip


def narrative(voice: Voice) -> list[Prose]:
    """The text of a budget or of final accounts."""
    return _final(voice) if voice.books.final else _budget(voice)


def _budget(voice: Voice) -> list[Prose]:
    return [
        heading("一、预算收支安排及增减变化情况"),
        joined(voice.say("{y}年{org}收入预算{L:i}，{V:i}。其中："), sources(voice, "<name>{L:<key>}，占{S:<key>/i}", "；", "。")),
        voice.prose("{y}年{org}支出预算{L:x}，{W:x}。其中：基本支出{L:x.basic}，占{S:x.basic/x}；项目支出{L:x.project}，占{S:x.project/x}。"),
        joined(["按支出功能分类："], class_shares(voice, "x", "<name>{L:<key>}，占{S:<key>/x}")),
        heading("二、“三公”经费预算及增减变化情况"),
        voice.prose("{y}年“三公”经费预算{L:t}，{W:t}。其中：因公出国（境）费{L:t.abroad}；公务接待费{L:t.reception}；公务用车购置及运行维护费"
                    "{L:t.vehicles}，其中公务用车购置费{L:t.purchase}，公务用车运行维护费{L:t.operation}。"),
        heading("三、政府采购预算情况"),
        voice.prose("{y}年政府采购预算{L:p}，其中：货物类{L:p.goods}，工程类{L:p.works}，服务类{L:p.services}。"), *glossary(),
    ]  # fmt: skip


def _final(voice: Voice) -> list[Prose]:
    return [
        heading("一、收入支出决算总体情况说明"), voice.prose("{y}年度收、支总计均为{L:i.all}。{W:i.all@收、支总计}。"),
        heading("二、收入决算情况说明"),
        joined(voice.say("{y}年度收入合计{L:i}，{V:i}。其中："), sources(voice, "<name>{L:<key>}，占本年收入{S:<key>/i}", "；", "。")),
        heading("三、支出决算情况说明"),
        voice.prose("{y}年度支出合计{L:x}，{V:x}。其中：基本支出{L:x.basic}，占本年支出{S:x.basic/x}；项目支出{L:x.project}，占本年支出"
                    "{S:x.project/x}。"),
        heading("四、一般公共预算财政拨款支出决算情况说明"),
        voice.prose("{y}年度一般公共预算财政拨款支出{L:g}，占本年支出合计的{S:g/x}。{W:g@一般公共预算财政拨款支出}。"),
        joined(["主要用于以下方面："], class_shares(voice, "g", "<name>（类）支出{L:<key>}，占{S:<key>/g}")),
        voice.prose("{y}年度一般公共预算财政拨款支出年初预算为{A:g}，支出决算为{L:g}，{K:g}。其中：基本支出{L:g.basic}，项目支出{L:g.project}。"),
        *(_item(voice, number, code) for number, code in enumerate(leaves(voice, "g"), start=1)),
        heading("五、财政拨款“三公”经费支出决算情况说明"),
        voice.prose("{y}年度“三公”经费财政拨款支出预算为{A:t}，支出决算为{L:t}，{K:t}；{V:t}。"), *glossary(),
    ]  # fmt: skip


def _item(voice: Voice, number: int, code: str) -> Prose:
    key = f"g:{code}"
    if not voice.books.initial[key]:
        return joined([f"{number}.", voice.path(code), "。"], voice.say(f"支出决算为{{L:{key}}}。"))
    return joined(
        [f"{number}.", voice.path(code), "。"],
        voice.say(f"年初预算为{{A:{key}}}，支出决算为{{L:{key}}}，{{K:{key}}}，支出决算数{{X:{key}}}。"),
    )
