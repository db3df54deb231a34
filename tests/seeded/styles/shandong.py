"""Shandong: 比上年预算, bracketed rates (增加…万元（增长…%）), tables in 万元 with the total row first."""

# ruff: noqa: E501, UP031 - sentences stand whole, so that they can be read; templates hold braces of their own

from __future__ import annotations

from tests.seeded.speech import Voice
from tests.seeded.style import Style, Wording
from tests.seeded.styles.parts import class_shares, glossary, heading, joined, sources
from tests.specimens.specification import Prose

STYLE = Style(
    id="shandong", zero="", text_zero="0", strip=True, three="rows",
    wording=Wording(base="比上年预算", flat="与上年预算持平", join="（", reason="主要是"),
    final_wording=Wording(base="比上年决算数", flat="与上年决算数持平", join="（", reason="主要是"),
    heads={"code": "科目编码", "name": "科目名称"}, above=("编报{scope}：{org}",),
    titles={
        "income_expenditure": ("收支预算总表", "收入支出决算总表"), "income": ("收入预算表", "收入决算表"),
        "expenditure": ("支出预算表", "支出决算表"), "appropriation": ("财政拨款收支预算总表", "财政拨款收入支出决算总表"),
        "general_public_budget": ("一般公共预算支出表", "一般公共预算财政拨款支出决算表"),
        "basic_expenditure": ("一般公共预算基本支出表", "一般公共预算财政拨款基本支出决算表"),
        "government_funds": ("政府性基金预算支出表", "政府性基金预算财政拨款收入支出决算表"),
        "state_capital": ("国有资本经营预算支出表", "国有资本经营预算财政拨款支出决算表"),
        "three_public": ("一般公共预算财政拨款安排的“三公”经费预算表", "财政拨款“三公”经费支出决算表"),
    },
)  # fmt: skip


def narrative(voice: Voice) -> list[Prose]:
    """The text of a budget or of final accounts."""
    word = "决算" if voice.books.final else "预算"
    agency = [heading("四、机关运行经费"), voice.prose("{y}年机关运行经费%s{L:agency}，{V:agency}。" % word)]
    return [
        heading(f"一、{voice.books.scope_name}收支{word}总体情况"),
        joined(voice.say("{y}年收入%s{L:i}，{V:i}。其中：" % word), sources(voice, "<name>{L:<key>}，占{S:<key>/i}", "，", "。")),
        voice.prose("{y}年支出%s{L:x}，{V:x}。其中：基本支出{L:x.basic}，占{S:x.basic/x}，项目支出{L:x.project}，占{S:x.project/x}。" % word),
        heading("二、一般公共预算财政拨款支出情况"), voice.prose("{y}年一般公共预算财政拨款支出{L:g}，{W:g}。"),
        joined(["按功能分类科目："], class_shares(voice, "g", "<name>（类）支出{L:<key>}，占{S:<key>/g}")),
        voice.prose("一般公共预算财政拨款基本支出{L:g.basic}，其中：人员经费{L:g.personnel}，公用经费{L:g.operating}。"),
        heading("三、“三公”经费情况"),
        voice.prose("{y}年“三公”经费%s{L:t}，{V:t}。其中：因公出国（境）费{L:t.abroad}，{V:t.abroad}；公务用车购置费{L:t.purchase}，{V:t.purchase}；"
                    "公务用车运行维护费{L:t.operation}，{V:t.operation}；公务接待费{L:t.reception}，{V:t.reception}。" % word),
        *(agency if voice.books.current["agency"] else []), *glossary(),
    ]  # fmt: skip
