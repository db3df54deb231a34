"""Yunnan: everything in 元 with two decimals and thousands separators, shares throughout, 年初预算 against 决算."""

# ruff: noqa: E501, UP031 - sentences stand whole, so that they can be read; templates hold braces of their own

from __future__ import annotations

from tests.seeded.speech import Voice
from tests.seeded.style import Style, Wording
from tests.seeded.styles.parts import class_shares, glossary, heading, joined, project_list
from tests.specimens.specification import Prose

STYLE = Style(
    id="yunnan", unit="元", thousands=True, zero="0.00", indices=True, text_unit="元", text_thousands=True, text_zero="0.00",
    wording=Wording(base="较上年预算", flat="与上年预算数一致", reason="主要原因是"), three="years", three_final="halves",
    final_wording=Wording(base="与上年相比，", flat="与上年决算数一致", reason="主要原因是"),
    heads={"code": "{kind}分类科目编码"},
    titles={
        "income_expenditure": ("{scope}财务收支预算总表", "收入支出决算表"), "income": ("{scope}收入预算表", "收入决算表"),
        "expenditure": ("{scope}支出预算表", "支出决算表"), "appropriation": ("财政拨款收支预算总表", "财政拨款收入支出决算表"),
        "general_public_budget": ("一般公共预算支出预算表", "一般公共预算财政拨款收入支出决算表"),
        "three_public": ("一般公共预算“三公”经费支出预算表", "一般公共预算财政拨款“三公”经费情况表"),
        "basic_expenditure": ("一般公共预算基本支出预算表", "一般公共预算财政拨款基本支出决算表"),
        "government_funds": ("政府性基金预算支出预算表", "政府性基金预算财政拨款收入支出决算表"),
        "state_capital": ("国有资本经营预算支出预算表", "国有资本经营预算财政拨款收入支出决算表"),
    },
)  # fmt: skip


def narrative(voice: Voice) -> list[Prose]:
    """The text of a budget or of final accounts."""
    word = "决算" if voice.books.final else "预算"
    shares = class_shares(voice, "g", "<name>（类）支出{L:<key>}，占一般公共预算财政拨款总支出的{S:<key>/g}")
    projects, whole = project_list(voice, "<name>{L:<key>}", 3)
    three = "年初预算为{A:<k>}，决算为{L:<k>}，{K:<k>}，{V:<k>}" if voice.books.final else "{y}年预算为{L:<k>}，{V:<k>}"
    blocks = [
        heading("主要职责和机构设置", 2), voice.prose("主要职责：负责有关行业管理和公共服务工作。年末实有在职人员87人。"),
        heading(f"一、收入{word}情况说明"),
        voice.prose("{org}{y}年度收入合计{L:i}。其中：财政拨款收入{L:i.fiscal}，占总收入的{S:i.fiscal/i}；事业收入{L:i.service_income}，占"
                    "总收入的{S:i.service_income/i}；其他收入{L:i.other_income}，占总收入的{S:i.other_income/i}。{W:i@收入合计}。"),
        heading(f"二、支出{word}情况说明"),
        voice.prose("{y}年度支出合计{L:x}。其中：基本支出{L:x.basic}，占总支出的{S:x.basic/x}；项目支出{L:x.project}，占总支出的"
                    "{S:x.project/x}。{V:x@支出合计}。"),
        voice.prose("（一）基本支出情况。{y}年度用于保障机构正常运转的日常支出{L:x.basic}。其中：基本工资、津贴补贴等人员经费支出"
                    "{L:x.personnel}，占基本支出的{S:x.personnel/x.basic}；办公费、印刷费、水电费等公用经费支出{L:x.operating}，占基本支出"
                    "的{S:x.operating/x.basic}。"),
        joined(voice.say("（二）项目支出情况。{y}年度用于完成特定任务的专项业务支出{L:x.project}，具体包括"), projects, ["。" if whole else "等。"]),
        heading(f"三、一般公共预算财政拨款支出{word}情况说明"),
        voice.prose("一般公共预算财政拨款支出{L:g}，占本年支出合计的{S:g/x}。{V:g}。"), joined(shares),
        heading(f"四、财政拨款“三公”经费支出{word}情况说明"),
        voice.prose("{y}年度一般公共预算财政拨款“三公”经费支出%s。" % three.replace("<k>", "t")),
        voice.prose("公务用车购置费支出%s。" % three.replace("<k>", "t.purchase")),
        voice.prose("公务用车运行维护费支出%s，公务用车保有量为{N:vehicles}辆。" % three.replace("<k>", "t.operation")),
        voice.prose("公务接待费支出%s。" % three.replace("<k>", "t.reception")),
        *glossary(),
    ]  # fmt: skip
    return blocks
