"""Zhejiang: compared with last year's execution (比上年执行数), final accounts with 收入总计、支出总计 各增加."""

# ruff: noqa: E501, UP031 - sentences stand whole, so that they can be read; templates hold braces of their own

from __future__ import annotations

from tests.seeded.speech import Voice
from tests.seeded.style import Style, Wording
from tests.seeded.styles.parts import class_shares, glossary, heading, joined, leaves, listed, named, sources
from tests.specimens.specification import Prose

STYLE = Style(
    id="zhejiang", thousands=True, text_thousands=True, rate_decimals=1, text_zero="0.00", total_last=False, three="rows",
    wording=Wording(base="比{p}年执行数", flat="与{p}年执行数持平", against="execution", reason="主要是"),
    final_wording=Wording(base="比上年", flat="与上年持平", reason="主要原因是"),
    titles={
        "income_expenditure": ("{y}年{scope}收支预算总表", "收入支出决算总表"), "income": ("{y}年{scope}收入预算总表", "收入决算表"),
        "expenditure": ("{y}年{scope}支出预算总表", "支出决算表"),
        "appropriation": ("{y}年财政拨款收支预算总表", "财政拨款收入支出决算总表"),
        "general_public_budget": ("{y}年一般公共预算支出表", "一般公共预算财政拨款支出决算表"),
        "basic_expenditure": ("{y}年一般公共预算基本支出表", "一般公共预算财政拨款基本支出决算表"),
        "government_funds": ("{y}年政府性基金预算支出表", "政府性基金预算财政拨款收入支出决算表"),
        "state_capital": ("{y}年国有资本经营预算支出表", "国有资本经营预算财政拨款支出决算表"),
        "three_public": ("{y}年一般公共预算“三公”经费支出表", "财政拨款“三公”经费支出决算表"),
    },
)  # fmt: skip


def narrative(voice: Voice) -> list[Prose]:
    """The text of a budget or of final accounts."""
    return _final(voice) if voice.books.final else _budget(voice)


def _budget(voice: Voice) -> list[Prose]:
    items = (
        voice.say(named("（%d）<name>（项）{L:<key>}" % number, code, "g"))
        for number, code in enumerate(leaves(voice, "g"), 1)
    )
    return [
        heading(f"（一）关于{voice.books.year}年收支预算情况的总体说明"),
        voice.prose("按照综合预算的原则，{org}所有收入和支出均纳入{scope}预算管理。{y}年收支总预算{L:i.all}。"),
        heading(f"（二）关于{voice.books.year}年收入预算情况说明"),
        joined(voice.say("{org}{y}年收入预算{L:i}，其中："), sources(voice, "<name>{L:<key>}，占{S:<key>/i}", "；", "。")),
        heading(f"（三）关于{voice.books.year}年支出预算情况说明"),
        voice.prose("{org}{y}年支出预算{L:x}，其中：基本支出{L:x.basic}，占{S:x.basic/x}；项目支出{L:x.project}，占{S:x.project/x}。"),
        heading(f"（四）关于{voice.books.year}年一般公共预算当年拨款情况说明"),
        voice.prose("{org}{y}年一般公共预算支出{L:g}，{W:g}。"), joined(["具体使用情况："], listed(items, "；")),
        heading(f"（五）关于{voice.books.year}年一般公共预算基本支出情况说明"),
        voice.prose("{org}{y}年一般公共预算基本支出{L:g.basic}，其中：人员经费{L:g.personnel}；公用经费{L:g.operating}。"),
        heading(f"（六）关于{voice.books.year}年一般公共预算“三公”经费情况说明"),
        voice.prose("{org}{y}年“三公”经费预算数为{L:t}，{W:t}。其中："),
        voice.prose("1.因公出国（境）费用：{y}年安排{L:t.abroad}，{V:t.abroad}。"),
        voice.prose("2.公务接待费：{y}年安排{L:t.reception}，{V:t.reception}。"),
        voice.prose("3.公务用车购置及运行维护费：{y}年安排{L:t.vehicles}，{V:t.vehicles}，其中：公务用车购置支出{L:t.purchase}；公务用车运行"
                    "维护费{L:t.operation}。"),
        *glossary(),
    ]  # fmt: skip


def _final(voice: Voice) -> list[Prose]:
    return [
        heading("一、收入支出决算总体情况说明"),
        voice.prose("{org}{y}年度收入总计{L:i.all}，支出总计{L:x.all}，{V:i.all}。"),
        heading("二、收入决算情况说明"),
        joined(voice.say("本年收入合计{L:i}；包括"), sources(voice, "<name>{L:<key>}（占收入合计{S:<key>/i}）", "、", "。")),
        heading("三、支出决算情况说明"),
        voice.prose("本年支出合计{L:x}，其中基本支出{L:x.basic}，占{S:x.basic/x}；项目支出{L:x.project}，占{S:x.project/x}。"),
        heading("四、一般公共预算财政拨款支出决算总体情况说明"),
        voice.prose("{org}{y}年度一般公共预算财政拨款支出{L:g}，占本年支出合计的{S:g/x}。{W:g}。"),
        joined(voice.say("一般公共预算财政拨款支出主要用于以下方面："), class_shares(voice, "g", "<name>（类）支出{L:<key>}，占{S:<key>/g}")),
        voice.prose("{org}{y}年度一般公共预算财政拨款支出年初预算为{A:g}，支出决算为{L:g}，{K:g}，{X:g}。"),
        heading("五、“三公”经费支出决算情况说明"),
        voice.prose("{y}年度“三公”经费财政拨款支出预算为{A:t}，支出决算为{L:t}，{K:t}，{V:t}。"), *glossary(),
    ]  # fmt: skip
