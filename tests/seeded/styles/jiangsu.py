"""Jiangsu: 收、支预算总计各增加, every class with amount, share and change, 三公 with shares of the total."""

# ruff: noqa: E501, UP031 - sentences stand whole, so that they can be read; templates hold braces of their own

from __future__ import annotations

from tests.seeded.codes import CLASSES
from tests.seeded.speech import Voice
from tests.seeded.style import Style, Wording
from tests.seeded.styles.parts import classes, glossary, heading, joined, leaves
from tests.specimens.specification import Prose

STYLE = Style(
    id="jiangsu", text_zero="0", strip=True, three="single", indices=False,
    wording=Wording(base="与上年相比", flat="与上年预算数相同", reason="主要原因是"),
    final_wording=Wording(base="与上年相比，", flat="与上年决算数相同", reason="主要原因是"),
    heads={"code": "科目编码", "name": "科目名称"}, above=("公开01表", "{scope}名称：{org}"),
    titles={
        "income_expenditure": ("收支总表", "收入支出决算总表"), "income": ("收入总表", "收入决算表"),
        "expenditure": ("支出总表", "支出决算表"), "appropriation": ("财政拨款收支总表", "财政拨款收入支出决算总表"),
        "general_public_budget": ("一般公共预算支出表", "一般公共预算财政拨款支出决算表"),
        "basic_expenditure": ("一般公共预算基本支出表", "一般公共预算财政拨款基本支出决算表"),
        "government_funds": ("政府性基金预算支出表", "政府性基金预算收入支出决算表"),
        "state_capital": ("国有资本经营预算支出预算表", "国有资本经营预算支出决算表"),
        "three_public": ("一般公共预算“三公”经费支出预算表", "财政拨款“三公”经费支出决算表"),
    },
)  # fmt: skip


def narrative(voice: Voice) -> list[Prose]:
    """The text of a budget or of final accounts."""
    word = "决算" if voice.books.final else "预算"
    items = [
        joined([f"{n}．", voice.path(code)], voice.say(_item(voice, code)))
        for n, code in enumerate(leaves(voice, "g"), start=1)
    ]
    classed = [
        joined(voice.say(f"（{n}）{CLASSES[code]}（类）支出{{L:x:{code}}}，主要用于相关工作支出。{{W:x:{code}}}。"))
        for n, code in enumerate(classes(voice, "x"), start=1)
    ]
    return [
        heading(f"一、收支{word}总体情况说明"),
        voice.prose("{org}{y}年度收入、支出%s总计{L:i.all}，{V:i.all}。其中：" % word),
        voice.prose("（一）收入%s总计{L:i.all}。包括：本年收入合计{L:i}，上年结转结余{L:carry_in}。" % word),
        voice.prose("（二）支出%s总计{L:x.all}。包括：本年支出合计{L:x}，年终结转结余{L:carry_out}。" % word),
        *classed,
        heading(f"二、收入{word}情况说明"),
        voice.prose("{org}{y}年本年收入合计{L:i}，其中：一般公共预算拨款收入{L:i.general_public}，占{S:i.general_public/i}；政府性基金预算拨款"
                    "收入{L:i.government_funds}，占{S:i.government_funds/i}；国有资本经营预算拨款收入{L:i.state_capital}，占"
                    "{S:i.state_capital/i}；事业收入{L:i.service_income}，占{S:i.service_income/i}；其他收入{L:i.other_income}，占"
                    "{S:i.other_income/i}。"),
        heading(f"三、支出{word}情况说明"),
        voice.prose("{org}{y}年本年支出合计{L:x}，其中：基本支出{L:x.basic}，占{S:x.basic/x}；项目支出{L:x.project}，占{S:x.project/x}。"),
        heading(f"四、一般公共预算支出{word}情况说明"), voice.prose("{org}{y}年一般公共预算财政拨款支出%s{L:g}，{W:g}。" % word),
        *items,
        heading(f"五、一般公共预算“三公”经费支出{word}情况说明"), *_three(voice, word), *glossary(),
    ]  # fmt: skip


def _item(voice: Voice, code: str) -> str:
    return f"支出{{L:g:{code}}}，{{W:g:{code}}}。"


def _three(voice: Voice, word: str) -> list[Prose]:
    if not voice.books.current["t"]:
        return [voice.prose(f"{{org}}{{y}}年度未安排“三公”经费{word}。")]
    return [
        voice.prose(f"{{org}}{{y}}年度财政拨款安排的“三公”经费{word}支出{{L:t}}，其中，因公出国（境）费支出{{L:t.abroad}}，占“三公”经费的"
                    f"{{S:t.abroad/t}}；公务用车购置及运行维护费支出{{L:t.vehicles}}，占“三公”经费的{{S:t.vehicles/t}}；公务接待费支出"
                    f"{{L:t.reception}}，占“三公”经费的{{S:t.reception/t}}。具体情况如下："),
        voice.prose(f"1．因公出国（境）费{word}支出{{L:t.abroad}}，{{W:t.abroad}}。"),
        voice.prose(f"2．公务用车购置及运行维护费{word}支出{{L:t.vehicles}}。其中：（1）公务用车购置{word}支出{{L:t.purchase}}，{{W:t.purchase}}。"
                    f"（2）公务用车运行维护费{word}支出{{L:t.operation}}，{{W:t.operation}}。"),
        voice.prose(f"3．公务接待费{word}支出{{L:t.reception}}，{{W:t.reception}}。"),
    ]  # fmt: skip
