"""Beijing: the base stands in the sentence (比上年年初预算数…万元减少…), shares of the total, 三公 table with a row a year."""

# ruff: noqa: E501, UP031 - sentences stand whole, so that they can be read; templates hold braces of their own

from __future__ import annotations

from tests.seeded.speech import Voice
from tests.seeded.style import Style, Wording
from tests.seeded.styles.parts import glossary, heading, joined, sources
from tests.specimens.specification import Prose

STYLE = Style(
    id="beijing", three="years", three_way=True, three_final="halves", triples=False, text_zero="0.00",
    wording=Wording(base="比{p}年年初预算数{P}", flat="与{p}年年初预算数持平"),
    final_wording=Wording(base="比{p}年度决算数{P}", flat="与{p}年度决算数持平"),
    heads={"code": "科目编码", "name": "科目名称"},
    titles={
        "income_expenditure": ("收支总表", "收入支出决算总表"), "income": ("收入总表", "收入决算表"),
        "expenditure": ("支出总表", "支出决算表"), "appropriation": ("财政拨款收支总表", "财政拨款收入支出决算总表"),
        "general_public_budget": ("一般公共预算财政拨款支出表", "一般公共预算财政拨款支出决算表"),
        "basic_expenditure": ("一般公共预算财政拨款基本支出表", "一般公共预算财政拨款基本支出决算表"),
        "government_funds": ("政府性基金预算财政拨款支出表", "政府性基金预算财政拨款支出决算表"),
        "state_capital": ("国有资本经营预算财政拨款支出表", "国有资本经营预算财政拨款支出决算表"),
        "three_public": ("财政拨款“三公”经费支出表", "财政拨款“三公”经费支出决算表"),
    },
)  # fmt: skip


def narrative(voice: Voice) -> list[Prose]:
    """The text of a budget or of final accounts."""
    word = "决算" if voice.books.final else "预算"
    names = ("本年收入合计", "本年支出合计") if voice.books.final else ("收入预算", "支出预算")
    share = sources(voice, "<name>{L:<key>}，占%s的{S:<key>/i}" % names[0], "；", "。")
    blocks = [
        heading("一、单位情况说明"), voice.prose("{self}内设6个科室，事业编制42名，年末实有39人，办公用房面积1860平方米。"),
        heading(f"二、收入{word}情况说明"), voice.prose("{y}年度%s{L:i}，{W:i}。" % names[0]), joined(share),
        heading(f"三、支出{word}情况说明"), voice.prose("{y}年度%s{L:x}，{V:x}。" % names[1]),
        voice.prose("其中：基本支出%s{L:x.basic}，占总支出%s的{S:x.basic/x}，{V:x.basic}；项目支出%s{L:x.project}，占总支出%s的"
                    "{S:x.project/x}，{V:x.project}。" % ((word,) * 4)),
        heading(f"四、财政拨款“三公”经费{word}情况说明"),
        voice.prose("{y}年{self}财政拨款“三公”经费%s安排{L:t}，{V:t}。其中：" % word),
        voice.prose("1.因公出国（境）费用。{y}年%s安排{L:t.abroad}，{V:t.abroad}。" % word),
        voice.prose("2.公务接待费。{y}年%s安排{L:t.reception}，{V:t.reception}。" % word),
        voice.prose("3.公务用车购置和运行维护费。{y}年%s安排{L:t.vehicles}（其中：公务用车购置费{L:t.purchase}，公务用车运行维护费"
                    "{L:t.operation}），{V:t.vehicles}。" % word),
        heading("五、其他情况说明"),
        voice.prose("（一）{y}年{self}政府采购预算总额{L:p}，其中：政府采购货物预算{L:p.goods}，政府采购工程预算{L:p.works}，政府采购服务"
                    "预算{L:p.services}。") if not voice.books.final else
        voice.prose("（一）{y}年{self}政府采购支出总额{L:p}，其中：政府采购货物支出{L:p.goods}，政府采购工程支出{L:p.works}，政府采购服务"
                    "支出{L:p.services}。"),
        voice.prose("（二）截至{kept}年底，{self}共有车辆{N:vehicles}台；单位价值50万元以上的通用设备{N:equipment}台（套）。"),
        *glossary(),
    ]  # fmt: skip
    return blocks
