"""Hebei: full class lists, numbered rows, plain numbers with trailing zeros dropped, targets and procurement tables."""

# ruff: noqa: E501 - sentences stand whole, so that they can be read; templates hold braces of their own

from __future__ import annotations

from tests.seeded.speech import Voice
from tests.seeded.style import Style, Wording
from tests.seeded.styles.parts import glossary, heading, joined, project_list
from tests.specimens.specification import Prose

STYLE = Style(
    id="hebei", numbered=True, indices=True, all_classes=True, strip=True, text_zero="0", three="rows",
    wording=Wording(base="较{p}年预算", flat="与{p}年预算持平", join="，", reason="主要是"),
    final_wording=Wording(base="与{p}年度决算相比", flat="与上年决算持平", up="增长", down="降低", reason="主要是"),
    heads={"code": "{kind}分类科目编码"}, above=("{code} {org}", "预算年度：{y}"),
    titles={
        "income_expenditure": ("{scope}预算收支总表", "收入支出决算总表"), "income": ("{scope}预算收入总表", "收入决算表"),
        "expenditure": ("{scope}预算支出总表", "支出决算表"),
        "appropriation": ("{scope}预算财政拨款收支总表", "财政拨款收入支出决算总表"),
        "general_public_budget": ("{scope}预算一般公共预算财政拨款支出表", "一般公共预算财政拨款支出决算表"),
        "basic_expenditure": ("{scope}预算一般公共预算财政拨款基本支出表", "一般公共预算财政拨款基本支出决算表"),
        "government_funds": ("{scope}预算政府基金预算财政拨款支出表", "政府性基金预算财政拨款收入支出决算表"),
        "state_capital": ("{scope}预算国有资本经营预算财政拨款支出表", "国有资本经营预算财政拨款支出决算表"),
        "three_public": ("{scope}预算财政拨款“三公”经费支出表", "财政拨款“三公”经费支出决算表"),
    },
)  # fmt: skip


def narrative(voice: Voice) -> list[Prose]:
    """The text of a budget or of final accounts."""
    return _final(voice) if voice.books.final else _budget(voice)


def _budget(voice: Voice) -> list[Prose]:
    say = voice.say
    projects, whole = project_list(voice, "<name>{L:<key>}", 4)
    agency = []
    if voice.books.current["agency"]:
        agency = [heading("三、机关运行经费安排情况"),
                  voice.prose("{y}年，{org}机关运行经费共计安排{L:agency}，主要用于办公费、邮电费、差旅费等日常运行支出。")]  # fmt: skip
    return [
        heading(f"一、{voice.books.scope_name}职责及机构设置情况"),
        voice.prose("{org}负责本行政区域内有关公共事务的组织实施和业务指导工作。"),
        heading(f"二、{voice.books.scope_name}预算安排的总体情况"),
        heading("1、收入说明", 4),
        voice.prose("反映{org}当年全部收入。{y}年预算收入{L:i}，其中：一般公共预算收入{L:i.general_public}，基金预算收入"
                    "{L:i.government_funds}，国有资本经营预算收入{L:i.state_capital}，事业收入{L:i.service_income}，其他收入"
                    "{L:i.other_income}。上年结转结余{L:carry_in}。"),
        heading("2、支出说明", 4),
        joined(say("{y}年支出预算{L:x}，其中基本支出{L:x.basic}，包括人员经费{L:x.personnel}和日常公用经费{L:x.operating}；"
                   "项目支出{L:x.project}，主要为"), projects, ["。" if whole else "等。"]),
        heading("3、比上年增减情况", 4),
        voice.prose("{y}年预算支出安排{L:x}，{V:x}，其中：基本支出{V:x.basic}，项目支出{V:x.project}。"),
        *agency,
        heading("四、财政拨款“三公”经费预算情况及增减变化原因"),
        voice.prose("{y}年，{org}财政拨款“三公”经费预算安排{L:t}，其中因公出国（境）费{L:t.abroad}；公务用车购置及运维费"
                    "{L:t.vehicles}（其中：公务用车购置费{L:t.purchase}，公务用车运行维护费{L:t.operation}）；公务接待费"
                    "{L:t.reception}。“三公”经费总额{W:t}。"),
        *glossary(),
    ]  # fmt: skip


def _final(voice: Voice) -> list[Prose]:
    return [
        heading("一、收入支出决算总体情况说明"),
        voice.prose("{org}{y}年度收、支总计（含结转和结余）{L:i.all}。{W:i.all@收、支总计}。"),
        heading("二、收入决算情况说明"),
        voice.prose("{org}{y}年度收入合计{L:i}，其中：财政拨款收入{L:i.fiscal}，占{S:i.fiscal/i}；事业收入{L:i.service_income}，占"
                    "{S:i.service_income/i}；其他收入{L:i.other_income}，占{S:i.other_income/i}。"),
        heading("三、支出决算情况说明"),
        voice.prose("{org}{y}年度支出合计{L:x}，其中：基本支出{L:x.basic}，占{S:x.basic/x}；项目支出{L:x.project}，占"
                    "{S:x.project/x}。"),
        heading("四、财政拨款收入支出决算情况说明"),
        voice.prose("{org}{y}年度财政拨款支出{L:fx}，{K:fx}，{X:fx}。其中：一般公共预算财政拨款支出{L:g}，"
                    "{K:g}。"),
        heading("五、一般公共预算“三公”经费支出决算情况说明"),
        voice.prose("{org}{y}年度“三公”经费财政拨款支出预算为{A:t}，支出决算为{L:t}，完成预算的{C:t}；{V:t}。")
        if voice.books.initial["t"] else voice.prose("{org}{y}年度“三公”经费支出决算为{L:t}。"),
        *glossary(),
    ]  # fmt: skip
