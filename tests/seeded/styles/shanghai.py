"""Shanghai: tables in whole 元, text in 万元, items compared with last year's execution by rate alone."""

# ruff: noqa: E501 - sentences stand whole, so that they can be read; templates hold braces of their own

from __future__ import annotations

from dataclasses import replace

from tests.seeded.speech import Voice
from tests.seeded.style import Style, Wording
from tests.seeded.styles.parts import class_shares, glossary, heading, joined, leaves
from tests.specimens.specification import Prose

STYLE = Style(
    id="shanghai", unit="元", decimals=0, thousands=True, zero="0", split_codes=True, total_last=True,
    wording=Wording(base="比{p}年预算", flat="与{p}年预算持平"), three="single", three_unit="万元", three_final="pairs",
    final_wording=Wording(base="与{p}年度相比，", flat="与{p}年度持平", reason="主要原因："),
    heads={"code": "功能分类科目编码", "name": "{kind}分类科目名称"}, above=("编制{scope}：{org}",),
    titles={
        "income_expenditure": ("{y}年{scope}财务收支预算总表", "收入支出决算总表"), "income": ("{y}年{scope}收入预算总表", "收入决算表"),
        "expenditure": ("{y}年{scope}支出预算总表", "支出决算表"),
        "appropriation": ("{y}年{scope}财政拨款收支预算总表", "财政拨款收入支出决算总表"),
        "general_public_budget": ("{y}年{scope}一般公共预算支出功能分类预算表", "一般公共预算财政拨款支出决算表"),
        "basic_expenditure": ("{y}年{scope}一般公共预算基本支出部门预算经济分类预算表", "一般公共预算财政拨款基本支出决算表"),
        "government_funds": ("{y}年{scope}政府性基金预算支出功能分类预算表", "政府性基金预算财政拨款收入支出决算表"),
        "state_capital": ("{y}年{scope}国有资本经营预算支出功能分类预算表", "国有资本经营预算财政拨款收入支出决算表"),
        "three_public": ("{scope}“三公”经费和机关运行经费预算表", "财政拨款“三公”经费支出决算表"),
    },
)  # fmt: skip
_EXECUTION = Wording(base="比{p}年预算执行数", flat="与{p}年预算执行数持平", against="execution")


def narrative(voice: Voice) -> list[Prose]:
    """The text of a budget or of final accounts."""
    return _final(voice) if voice.books.final else _budget(voice)


def _budget(voice: Voice) -> list[Prose]:
    blocks = [
        heading(f"{voice.books.year}年{voice.books.scope_name}预算编制说明", 2),
        voice.prose("{y}年，{org}收入预算{L:i}，其中：财政拨款收入{L:i.fiscal}，{V:i.fiscal}；事业收入{L:i.service_income}；其他收入"
                    "{L:i.other_income}。"),
        voice.prose("支出预算{L:x}，其中：财政拨款支出预算{L:fx}，{V:fx}。财政拨款支出预算中，一般公共预算拨款支出预算{L:g}，{V:g}；"
                    "政府性基金拨款支出预算{L:f}，{V:f}；国有资本经营预算拨款支出预算{L:k}，{V:k}。"),
        voice.prose("财政拨款支出主要内容如下："),
        *(_item(voice, number, code) for number, code in enumerate(leaves(voice, "g"), start=1)),
        heading("其他相关情况说明", 2), heading(f"一、{voice.books.year}年“三公”经费预算情况说明"),
        voice.prose("{y}年“三公”经费预算数为{L:t}，{V:t}。其中："),
        voice.prose("（一）因公出国（境）费{L:t.abroad}，{V:t.abroad}。"),
        voice.prose("（二）公务用车购置及运行费{L:t.vehicles}，{V:t.vehicles}。其中：公务用车购置费{L:t.purchase}，{V:t.purchase}；"
                    "公务用车运行费{L:t.operation}，{V:t.operation}。"),
        voice.prose("（三）公务接待费{L:t.reception}，{V:t.reception}。"),
    ]  # fmt: skip
    if voice.books.current["agency"]:
        blocks += [heading("二、机关运行经费预算"), voice.prose("{y}年{org}财政拨款的机关运行经费预算为{L:agency}。")]
    return [*blocks, *_procurement(voice), *glossary()]


def _item(voice: Voice, number: int, code: str) -> Prose:
    path = voice.path(code, "“{}（类）{}（款）{}（项）”")
    key = f"g:{code}"
    start = [f"{number}. ", path, *voice.say(f"{{L:{key}}}，主要用于"), voice.purpose(code), "。"]
    if voice.books.execution[key]:
        middle = voice.say(f"{{p}}年当年预算执行数为{{Z:{key}}}，{{y}}年预算安排{{L:{key}}}，{{R:{key}}}。", _EXECUTION)
        return joined(start, middle)
    return joined(start)


def _procurement(voice: Voice) -> list[Prose]:
    return [
        heading("三、政府采购预算情况"),
        voice.prose("{y}年{self}政府采购预算{L:p}，其中：政府采购货物预算{L:p.goods}、政府采购工程预算{L:p.works}、政府采购服务预算"
                    "{L:p.services}。"),
        heading("四、国有资产占有使用情况"),
        voice.prose("截至{kept}年8月31日，{org}共有车辆{N:vehicles}辆，其中：其他用车{N:vehicles}辆；单价100万元（含）以上设备（不含车辆）"
                    "{N:equipment}台（套）。"),
    ]  # fmt: skip


def _final(voice: Voice) -> list[Prose]:
    shares = class_shares(voice, "g", "<name>（类）{L:<key>}，占{S:<key>/g}")
    return [
        heading("一、收入支出决算总体情况说明"),
        voice.prose("{org}{y}年度收入支出总计{L:i.all}。{W:i.all@收入支出总计}。"),
        heading("二、收入决算情况说明"),
        voice.prose("本年收入合计{L:i}，其中：财政拨款收入{L:i.fiscal}，占{S:i.fiscal/i}；事业收入{L:i.service_income}，占"
                    "{S:i.service_income/i}；其他收入{L:i.other_income}，占{S:i.other_income/i}。"),
        heading("三、支出决算情况说明"),
        voice.prose("本年支出合计{L:x}，其中：基本支出{L:x.basic}，占{S:x.basic/x}；项目支出{L:x.project}，占{S:x.project/x}。"),
        heading("四、财政拨款收入支出决算总体情况说明"),
        voice.prose("{org}{y}年度财政拨款收入支出总计{L:fi.all}。{W:fi.all}。"),
        heading("五、一般公共预算财政拨款支出决算情况说明"),
        voice.prose("一般公共预算财政拨款支出{L:g}，占本年支出合计的{S:g/x}。{W:g@一般公共预算财政拨款支出}。"),
        joined(voice.say("一般公共预算财政拨款支出{L:g}，主要用于以下方面："), shares),
        voice.prose("一般公共预算财政拨款支出年初预算为{A:g}，支出决算为{L:g}，{K:g}。其中："),
        *(_final_item(voice, number, code) for number, code in enumerate(leaves(voice, "g"), start=1)),
        heading("六、一般公共预算财政拨款基本支出决算情况说明"),
        voice.prose("一般公共预算财政拨款基本支出{L:g.basic}。其中：人员经费{L:g.personnel}，公用经费{L:g.operating}。"),
        heading("七、财政拨款“三公”经费支出决算情况说明"),
        voice.prose("“三公”经费财政拨款支出年初预算为{A:t}，支出决算为{L:t}，{K:t}，其中：因公出国（境）费支出决算为{L:t.abroad}；公务用车购置及"
                    "运行维护费支出决算为{L:t.vehicles}；公务接待费支出决算为{L:t.reception}。"),
        *_agency(voice), *_final_procurement(voice), *glossary(),
    ]  # fmt: skip


def _agency(voice: Voice) -> list[Prose]:
    if not voice.books.current["agency"]:
        return []
    wording = replace(voice.wording, base="比{p}年度", flat="与{p}年度持平")
    return [heading("八、机关运行经费支出情况"), joined(voice.say("机关运行经费支出{L:agency}，{W:agency}。", wording))]


def _final_procurement(voice: Voice) -> list[Prose]:
    template = "{org}{y}年度政府采购金额（以合同签订为准）为{L:p}，其中：货物采购金额{L:p.goods}、工程采购金额{L:p.works}、服务采购金额{L:p.services}。"
    return [heading("九、政府采购支出情况"), voice.prose(template)]


def _final_item(voice: Voice, number: int, code: str) -> Prose:
    key = f"g:{code}"
    start = [f"{number}、", voice.path(code), "。主要用于：", voice.purpose(code), "。"]
    if not voice.books.initial[key]:
        return joined(start, voice.say(f"支出决算为{{L:{key}}}。"))
    return joined(start, voice.say(f"年初预算为{{A:{key}}}，支出决算为{{L:{key}}}。决算数{{X:{key}}}。"))
