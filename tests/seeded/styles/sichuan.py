"""Sichuan: 收支总预算, items with 年预算数为, 三公 items compared by rate alone (较上年预算下降…%)."""

# ruff: noqa: E501 - sentences stand whole, so that they can be read; templates hold braces of their own

from __future__ import annotations

from dataclasses import replace

from tests.seeded.speech import Voice
from tests.seeded.style import Style, Wording
from tests.seeded.styles.parts import class_shares, glossary, heading, joined, leaves, sources
from tests.specimens.specification import Prose

STYLE = Style(
    id="sichuan", split_codes=True, text_zero="0", three="single", zero="0.00",
    wording=Wording(base="较{p}年预算数", flat="与{p}年预算数持平", more="增加", less="减少", reason="主要原因是"),
    final_wording=Wording(base="与{p}年相比，", flat="与{p}年持平", reason="主要变动原因是"),
    heads={"code": "科目编码", "name": "单位名称（科目）"},
    titles={
        "income_expenditure": ("{scope}收支总表", "收入支出决算总表"), "income": ("{scope}收入总表", "收入决算表"),
        "expenditure": ("{scope}支出总表", "支出决算表"), "appropriation": ("财政拨款收支预算总表", "财政拨款收入支出决算总表"),
        "general_public_budget": ("一般公共预算支出预算表", "一般公共预算财政拨款支出决算表"),
        "basic_expenditure": ("一般公共预算基本支出预算表", "一般公共预算财政拨款基本支出决算表"),
        "government_funds": ("政府性基金支出预算表", "政府性基金预算财政拨款收入支出决算表"),
        "state_capital": ("国有资本经营预算支出预算表", "国有资本经营预算财政拨款支出决算表"),
        "three_public": ("一般公共预算“三公”经费支出预算表", "一般公共预算财政拨款“三公”经费支出决算表"),
    },
)  # fmt: skip


def narrative(voice: Voice) -> list[Prose]:
    """The text of a budget or of final accounts."""
    return _final(voice) if voice.books.final else _budget(voice)


def _budget(voice: Voice) -> list[Prose]:
    wording = replace(voice.wording, base="较{p}年预算", flat="与{p}年预算持平", more="增长", less="下降")
    return [
        heading("一、收支预算情况说明"),
        voice.prose("按照综合预算的原则，{org}所有收入和支出均纳入{scope}预算管理。{y}年收支预算总数{L:i.all}，{W:i.all}。"),
        heading("（一）收入预算情况", 4),
        joined(voice.say("{org}{y}年收入预算{L:i}，其中："), sources(voice, "<name>{L:<key>}，占{S:<key>/i}", "；", "。")),
        heading("（二）支出预算情况", 4),
        voice.prose("{org}{y}年支出预算{L:x}，其中：基本支出{L:x.basic}，占{S:x.basic/x}；项目支出{L:x.project}，占{S:x.project/x}。"),
        heading("二、一般公共预算当年拨款情况说明"),
        voice.prose("{org}{y}年一般公共预算支出{L:g}，{W:g}。"),
        joined(class_shares(voice, "g", "<name>{L:<key>}，占{S:<key>/g}")),
        *(_item(voice, number, code) for number, code in enumerate(leaves(voice, "g"), start=1)),
        heading("三、一般公共预算基本支出情况说明"),
        voice.prose("{org}{y}年一般公共预算基本支出{L:g.basic}，其中：人员经费{L:g.personnel}，公用经费{L:g.operating}。"),
        heading("四、“三公”经费财政拨款预算安排情况说明"),
        voice.prose("{org}{y}年“三公”经费财政拨款预算数{L:t}，其中：因公出国（境）经费{L:t.abroad}，公务接待费{L:t.reception}，公务用车购置及"
                    "运行维护费{L:t.vehicles}。"),
        joined(voice.say("（一）公务接待费{R:t.reception}。", wording) if _moves(voice, "t.reception") else ["（一）公务接待费用于公务往来。"]),
        joined(voice.say("（二）公务用车购置及运行维护费{R:t.vehicles}。", wording) if _moves(voice, "t.vehicles") else ["（二）公务用车按规定使用。"]),
        voice.prose("单位现有公务用车{N:vehicles}辆。{y}年安排公务用车运行维护费{L:t.operation}，用于燃油、维修、保险等方面支出。"),
        *glossary(),
    ]  # fmt: skip


def _moves(voice: Voice, key: str) -> bool:
    return bool(voice.books.previous[key])


def _item(voice: Voice, number: int, code: str) -> Prose:
    return joined(
        [f"{number}、", voice.path(code)],
        voice.say(f"{{y}}年预算数为{{L:g:{code}}}，主要用于："),
        [voice.purpose(code), "。"],
    )


def _final(voice: Voice) -> list[Prose]:
    items = [f"支出决算为{{L:g:{code}}}，{{K:g:{code}}}。" for code in leaves(voice, "g")]
    return [
        heading("一、收入支出决算总体情况说明"), voice.prose("{y}年度收、支总计均为{L:i.all}。{W:i.all@收、支总计}。"),
        heading("二、收入决算情况说明"),
        joined(voice.say("{y}年度本年收入合计{L:i}，其中："), sources(voice, "<name>{L:<key>}，占{S:<key>/i}", "；", "。")),
        heading("三、支出决算情况说明"),
        voice.prose("{y}年度本年支出合计{L:x}，其中：基本支出{L:x.basic}，占{S:x.basic/x}；项目支出{L:x.project}，占{S:x.project/x}。"),
        heading("四、一般公共预算财政拨款支出决算情况说明"),
        voice.prose("{y}年度一般公共预算财政拨款支出{L:g}，占本年支出合计的{S:g/x}。{W:g}。"),
        joined(["主要用于以下方面："], class_shares(voice, "g", "<name>{L:<key>}，占{S:<key>/g}")),
        *(joined([f"{n}.", voice.path(code, "{}（类）{}（款）{}（项）"), "："], voice.say(text))
          for n, (code, text) in enumerate(zip(leaves(voice, "g"), items, strict=True), start=1)),
        heading("五、“三公”经费财政拨款支出决算情况说明"),
        voice.prose("{y}年度“三公”经费财政拨款支出决算为{L:t}，{K:t}，{V:t}。"), *glossary(),
    ]  # fmt: skip
