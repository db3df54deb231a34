"""The question that each kind of anomaly asks, in Chinese and English, with its figures as a reader likes them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final, Literal

from analyzer.anomalies.signals.decimals import REVERSAL, STAGE
from analyzer.concepts.codes import economic_name, function_name
from analyzer.concepts.labels import unnumbered
from analyzer.series.sources import NAMES

Lang = Literal["zh", "en"]
ENDINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "stated, numbers agree": ("-explained", "-stated"), "stated": ("-stated",), "stated, numbers differ": ("-stated",),
}  # fmt: skip
"""What the text states → endings of the kind under which its question stands, best first."""
LANGS: Final[tuple[Lang, Lang]] = ("zh", "en")


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    text = (files("analyzer") / "assets" / "anomalies" / "questions.csv").read_text("utf-8")
    return MappingProxyType({row["kind"]: row for row in csv.DictReader(text.splitlines())})


KINDS: Final[Mapping[str, tuple[str, str]]] = {
    kind: (row["name_zh"], row["name_en"]) for kind, row in _table().items() if row["name_zh"]
}
"""Kind → what it says, in Chinese and English."""

_STAGES: Final = {
    "budget": ("预算", "budget"),
    "final": ("决算", "final accounts"),
    "execution": ("执行数", "execution"),
    "initial_budget": ("年初预算", "initial budget"),
    "full_year_budget": ("全年预算", "full-year budget"),
}
_UNITS: Final = {"cost-per-vehicle": ("辆", "vehicle"), "cost-per-reception": ("批次", "reception"),
                 "cost-per-guest": ("人次", "guest"), "cost-per-head": ("人", "head")}  # fmt: skip
_WITNESS: Final = {
    REVERSAL: ("次年又回到原来的水平", "the next year is back where it was"),
    STAGE: ("同年另一口径（预算或决算）仍是原来的水平", "the year's other stage stands at the old size"),
    "sum": ("本科目已超过单位支出总计", "the item alone exceeds the unit's total"),
}


def number(value: float) -> str:
    """A number as a reader likes it: 16,356.02; 9; 0.95."""
    digits = 2 if abs(value) >= 0.1 or value == 0 else 4
    text = f"{value:,.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text.replace("-", "−")


def percent(value: float) -> str:
    """A change in percent with its sign."""
    return f"{value:+.1f}%".replace("-", "−")


def name_of(row: Mapping[str, Any], lang: Lang = "zh") -> str:
    """The subject of a card: a headline series by its name, a code by its printed label."""
    if row["key"] in NAMES:
        return NAMES[row["key"]][LANGS.index(lang)]
    code = str(row["code"])
    label = unnumbered(str(row["label"] or "")).lstrip("0123456789")
    name = label or function_name(code) or economic_name(code) or code
    return f"{name}（{code}）" if code and name != code else name


def question(row: Mapping[str, Any], lang: Lang) -> str:
    """What one would ask about a card."""
    at = LANGS.index(lang)
    kind = str(row["kind"])
    known = [kind + ending for ending in ENDINGS.get(str(row["explained"]), ()) if kind + ending in _table()]
    template = _table()[known[0] if known else kind][f"question_{lang}"]
    now, base = _value(row, "now"), _value(row, "base")
    values = {
        "year": int(row["year"]), "stage": _STAGES.get(str(row["stage"]), ("", ""))[at], "label": name_of(row, lang),
        "now": number(now), "base": number(base), "rise": number(abs(now - base)),
        "percent": percent(100 * (now / base - 1)) if base else "",
        "times": number(round(now / base, 4) if base else 0.0),
        "witness": _WITNESS.get(str(row["witness"]), ("", ""))[at], "share": _share(row, at),
        "peers": _peers(row, at), "reason": _reason(row, at), "often": row["often"],
        "thing": _UNITS.get(str(row["kind"]), ("", ""))[at], "cost": number(_value(row, "cost")),
        "equal": _count(row, "equal"), "number": _count(row, "number"), "middle": f"{100 * _value(row, 'middle'):.0f}%",
        "part": f"{100 * _value(row, 'equal') / max(_value(row, 'number'), 1):.0f}%",
    }  # fmt: skip
    return template.format(**values)


def _value(row: Mapping[str, Any], name: str) -> float:
    value = row[name]
    return float(value) if value is not None and value == value else 0.0


def _count(row: Mapping[str, Any], name: str) -> int:
    return int(_value(row, name))


def _share(row: Mapping[str, Any], at: int) -> str:
    total, money = _value(row, "total"), max(_value(row, "now"), _value(row, "base"))
    if not total or money < 0.0005 * total:
        return ""
    part = f"{100 * money / total:.1f}%"
    return (f"，占支出总计的{part}", f", {part} of total expenditure")[at]


def _peers(row: Mapping[str, Any], at: int) -> str:
    count, middle = _count(row, "peers"), _value(row, "middle")
    if count < 3 or not middle:
        return ""
    if str(row["kind"]).startswith("cost-"):
        return (f"，同类{count}家中位数为{number(middle)}万元", f", {number(middle)} at the median of {count} peers")[
            at
        ]
    low, mid, high = (percent(100 * (_value(row, name) - 1)) for name in ("low", "middle", "high"))
    return (f"，同类{count}家中位数{mid}（中间一半{low}至{high}）",
            f", {mid} at the median of {count} peers (middle half {low} to {high})")[at]  # fmt: skip


def _reason(row: Mapping[str, Any], at: int) -> str:
    if str(row["reason"]):
        return (f"，文中原因为「{row['reason']}」", f", for which the text says “{row['reason']}”")[at]
    if row["explained"] == "no text":
        return ""
    return ("，未在文中找到原因", "; no reason was found in the text")[at]
