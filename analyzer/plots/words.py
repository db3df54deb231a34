"""The words on the plots, in Chinese and English."""

from __future__ import annotations

from typing import Final, Literal

Lang = Literal["zh", "en"]

WORDS: Final[dict[str, tuple[str, str]]] = {
    "wan": ("金额（万元）", "amount (10,000 yuan)"),
    "wan_change": ("增减（万元）", "change (10,000 yuan)"),
    "percent": ("比重（%）", "share (%)"),
    "year": ("年度", "year"),
    "stage": ("口径", "stage"),
    "item": ("项目", "item"),
    "origin": ("来源", "origin"),
    "printed": ("表列", "printed"),
    "unit": ("单位", "unit"),
    "source": ("来源：", "Source: "),
    "hatched": (
        "斜线：表内未列、由文字所述或增减推算的数",
        "Hatched: not printed in a table, stated or implied by the text",
    ),
    "nothing": ("没有可画的数据", "nothing to draw"),
    "all_zero": ("各项均为零", "all items are zero"),
    "three_public": ("“三公”经费", "Three public expenses"),
    "abroad": ("因公出国（境）费", "travel abroad"),
    "vehicle_purchase": ("公务用车购置费", "vehicle purchase"),
    "vehicle_operation": ("公务用车运行维护费", "vehicle operation"),
    "vehicles": ("公务用车购置及运行维护费", "vehicles"),
    "reception": ("公务接待费", "reception"),
    "rest": ("未分项", "not itemised"),
    "others": ("其他", "other"),
    "other_parts": ("其余（未列明）", "rest (not named)"),
    "personnel": ("人员经费", "personnel"),
    "operating": ("公用经费", "operating"),
    "basic": ("基本支出", "basic expenditure"),
    "project": ("项目支出", "project expenditure"),
    "expenditure": ("支出总计", "total expenditure"),
    "income": ("收入总计", "total income"),
    "current_expenditure": ("本年支出合计", "expenditure of the year"),
    "agency_operating": ("机关运行经费", "agency operating cost"),
    "costs": ("人员经费与公用经费", "Personnel and operating expenditure"),
    "per_head": ("人均（万元/人）", "per head (10,000 yuan)"),
    "composition": ("支出构成", "Composition of expenditure"),
    "waterfall": ("支出增减的构成", "What made the change of expenditure"),
    "dumbbell": ("两年对比", "Two years compared"),
    "heat": ("各项逐年增减（%）", "Change by item and year (%)"),
    "multiples": ("各单位历年", "Units over the years"),
    "peers": ("与同类单位比较", "Among peers"),
    "median": ("中位数", "median"),
    "new": ("新增", "new"),
    "budget": ("预算", "budget"),
    "final": ("决算", "final"),
    "execution": ("执行", "executed"),
    "initial_budget": ("年初预算", "initial budget"),
    "full_year_budget": ("全年预算", "full-year budget"),
    "implied": ("推算", "implied"),
    "units": ("家单位", "units"),
}


def say(key: str, lang: Lang = "zh") -> str:
    """The word for ``key``; an unknown key (a printed label) is its own word."""
    pair = WORDS.get(key)
    return key if pair is None else pair[0 if lang == "zh" else 1]
