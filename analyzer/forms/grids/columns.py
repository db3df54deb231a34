"""What each column of a statement holds, read off its header path; and the sides of a statement.

A path is read from its leaf upwards: the deepest label that names something decides, 合计 and 小计 take the meaning
of their parent, 预算数 / 决算数 / 执行数 tell the stage, 上年 / 2023年 the year, （万元） the unit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from analyzer.concepts.labels import plain_label
from analyzer.concepts.vocabulary import Side, heading_of
from analyzer.forms.grids.captions import unit_in
from analyzer.forms.grids.header import Path, trimmed
from analyzer.model import Stage
from analyzer.text import squeeze

Role = Literal["sequence", "code", "label", "year", "text", "measure", "item", "unknown"]

FUNDS = {"general_public", "government_funds", "state_capital", "fiscal", "special_account", "unit_funds"}
CARRIES = {"carry_in", "carry_out", "fiscal_carry", "nonfiscal_carry"}
TOTALS = {"total", "amount"}
NATURES = {"basic", "project", "personnel", "operating", "special_business", "business_expenditure"}
LONE_SIDES = {
    "财政拨款收入": "fiscal",
    "财政拨款支出": "fiscal",
    "本年收入": "fund_income",
    "本年支出": "fund_expenditure",
    "收入": "amount",
    "支出": "amount",
}
"""What a label that elsewhere names a side means over a single column of a one-sided statement."""
RATE = re.compile(r"(?=.*[%％])(?=.*[增减比率幅变占为])|的[%％]|完成.*[%％]|^[（(]?[%％][）)]?$")
"""A label that heads percentages: growth, completion, share."""
FLOWS = {"income_current": "income_current", "fund_income": "current_subtotal", "fund_expenditure": "total"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its path as printed, its role, the concept it holds, and what the path says of stage, year and unit.

    ``year`` is absolute, ``shift`` relative to the year of the document (上年: −1).
    """

    index: int
    path: Path
    role: Role
    concept: str = ""
    part: str = ""
    stage: Stage | Literal[""] = ""
    year: int | None = None
    shift: int = 0
    unit: str = ""
    side: Side = ""

    @property
    def name(self) -> str:
        """The labels of the header, from the top, with “/” between."""
        return "/".join(self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Columns that are read as one row: keys and the figures beside them."""

    columns: tuple[Column, ...]
    side: Side = ""

    def of(self, *roles: str) -> tuple[Column, ...]:
        """The columns that have one of ``roles``."""
        return tuple(column for column in self.columns if column.role in roles)


def stage_of(label: str) -> Stage | Literal[""]:
    """The stage that one label names, empty where it names none."""
    flat = squeeze(label)
    if re.search(r"执行数|预计执行|实际执行|完成数", flat):
        return "execution"
    if re.search(r"年初预算", flat):
        return "initial_budget"
    if re.search(r"(调整|全年|变动|追加)后?(的)?预算|预算调整数|调整数", flat):
        return "full_year_budget"
    if re.search(r"决算", flat):
        return "final"
    return (
        "budget"
        if re.search(r"预算(数|金额|额|安排)|^(?:20\d\d年|本年|上年|全年)?度?预算$|批复数|计划数|控制数", flat)
        else ""
    )


def year_of(label: str) -> tuple[int | None, int]:
    """(year, shift) that one label names."""
    flat = squeeze(label)
    if found := re.search(r"(20\d\d)年?", flat):
        return int(found[1]), 0
    last = re.search(
        r"上年(?!结转|结余|度?财政拨款结|一般公共预算结|政府性基金结)|上一?年度?(?=预算|决算|执行|数)|去年", flat
    )
    return None, -1 if last and not re.search(r"(比|较|同)上", flat) else 0


_YEAR_ALONE = re.compile(r"20\d\d年度?")
"""“2024年” under 收入: the amount of that year."""


def column(index: int, path: Path, shared: int = 0, two_sided: bool = False) -> Column:
    """The column under ``path``; ``unknown`` where no label of it is in the vocabulary.

    The first ``shared`` labels stand over all figures of the table and so tell no column from another.
    """
    role, concept, leaf = _meaning(path[shared:] or path, two_sided)
    if not role and path and _YEAR_ALONE.fullmatch(squeeze(path[-1])) and (len(path) == 1 or side_of(path)):
        role, concept = "measure", "amount"
    if any(RATE.search(label) for label in path):
        role, concept = "measure", "change_rate"
    stage: Stage | Literal[""] = ""
    year, shift, unit = None, 0, ""
    for label in path:
        stage = stage_of(label) or stage
        told, moved = year_of(label)
        year, shift = told or year, moved or shift
        unit = unit_in(label) or _bracketed(label) or unit
    if concept == "change_rate":
        unit = "%"
    if concept in ("change", "change_rate"):
        year, shift, stage = None, 0, ""
    kind: Role = role or "unknown"  # type: ignore[assignment]
    return Column(
        index=index, path=path, role=kind, concept=concept, part=leaf, stage=stage, year=year, shift=shift, unit=unit,
        side=side_of(path),
    )  # fmt: skip


def _bracketed(label: str) -> str:
    found = re.search(r"[（(](万元|元|千元|亿元|%|％)[）)]", squeeze(label))
    return (found[1].replace("％", "%")) if found else ""


def meaning_of(label: str) -> tuple[str, str]:
    """(role, concept) of one header label; without its year and stage where it is unknown with them."""
    best = ("", "")
    for form in trimmed(label):
        found = heading_of(form)
        if found[1] == "amount" and form != trimmed(label)[-1]:
            best = best if best[0] else found
            continue
        if found[0]:
            return found
    return best


def _meaning(path: Path, two_sided: bool) -> tuple[str, str, str]:
    """(role, concept, code part): the deepest label that says more than 合计 or 金额."""
    total = ""
    read = [meaning_of(label) for label in path]
    if path and read[-1][0] in ("code", "sequence", "label", "year", "text"):
        return read[-1][0], read[-1][1], read[-1][1] if read[-1][0] == "code" else ""
    for label, (role, concept) in zip(reversed(path), reversed(read), strict=True):
        lone = "" if two_sided else LONE_SIDES.get(plain_label(label), "")
        if role == "side" and lone and (not total or lone == "fiscal"):
            return "measure", lone, ""
        if role == "side" and total == "total" and concept == "income" and not two_sided:
            return "measure", "current_subtotal", ""
        if role == "measure" and concept in TOTALS:
            total = total or concept
        elif role in ("measure", "item"):
            if total and concept in FLOWS:
                return "measure", FLOWS[concept], ""
            return role, concept, ""
        elif role == "text" and not total:
            return "text", "", ""
        elif role in ("code", "label") and not total:
            return role, concept, concept if role == "code" else ""
    if total:
        return "measure", total, ""
    return "", "", ""


def side_of(path: Path) -> Side:
    """The side that the top of a path names (收入 / 支出, also 收入预算 or 财政拨款支出)."""
    for label in path[:2]:
        role, concept = heading_of(label)
        if role == "side":
            return "income" if concept == "income" else "expenditure"
    top = plain_label(path[0]) if path else ""
    if re.search(r"^(本年|财政拨款)?收入|收入$|^收入", top):
        return "income"
    return "expenditure" if re.search(r"支出", top) else ""


def segments(columns: Sequence[Column], two_sided: bool) -> tuple[Segment, ...]:
    """The columns cut where a key column comes again after a figure (收入 | 支出; code | name | amount twice)."""
    groups: list[list[Column]] = [[]]
    first: set[str] = set()
    for item in columns:
        key = item.role in ("label", "code")
        leaf = item.path[-1] if item.path else ""
        figured = any(c.role in ("measure", "item", "unknown") for c in groups[-1])
        if key and figured and (leaf in first or (two_sided and item.role == "label") or _sided(item, groups[-1])):
            groups.append([])
        groups[-1].append(item)
        if len(groups) == 1 and key:
            first.add(leaf)
    groups = [group for group in groups if group]
    sides = [_side(group, index, two_sided) for index, group in enumerate(groups)]
    return tuple(Segment(columns=tuple(group), side=side) for group, side in zip(groups, sides, strict=True))


def _sided(item: Column, group: Sequence[Column]) -> bool:
    before = {c.side for c in group if c.side}
    return bool(item.side) and bool(before) and item.side not in before


def _side(group: Sequence[Column], index: int, two_sided: bool) -> Side:
    if not two_sided:
        return ""
    labels = [c.side for c in group if c.role == "label" and c.side]
    told = labels or [c.side for c in group if c.side]
    if told:
        return told[0]
    return "income" if index == 0 else "expenditure"


CURRENT = {"income_current", "expenditure_current", "fund_expenditure"}


def settled(parts: Sequence[Segment]) -> tuple[Segment, ...]:
    """Segments whose columns carry the measure they have among their neighbours.

    本年收入合计 is the total where no other total stands beside it; a lone figure beside codes is simply the amount.
    """
    return tuple(replace(part, columns=composed(_settled(part, len(parts) > 1))) for part in parts)


def _one_classification(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Where two classifications stand beside each other (政府经济 | 部门经济), the rows are keyed by one of them."""
    paths = list(dict.fromkeys(c.path for c in columns if c.role == "code" and c.concept == "code"))
    if len(paths) < 2:
        return tuple(columns)
    main = next((p for wanted in ("部门", "功能") for p in paths if any(wanted in label for label in p)), paths[0])
    others = {p for p in paths if p != main}
    tops = {p[:-1] for p in others if len(p) > 1 and p[:-1] != main[:-1]}
    result, aside = [], False
    for c in columns:
        if c.role == "code":
            aside = c.path in others
        lateral = c.role == "label" and (aside or (c.path[:-1] in tops and len(c.path) > 1))
        result.append(replace(c, role="text", concept="") if c.path in others or lateral else c)
    return tuple(result)


def _settled(part: Segment, several: bool) -> tuple[Column, ...]:
    part = replace(part, columns=_one_classification(part.columns))
    figures = [c for c in part.columns if c.role == "measure"]
    totals = any(c.concept == "total" for c in figures)
    beside = {
        "income_current": "current_subtotal",
        "expenditure_current": "current_subtotal",
        "fund_expenditure": "current_subtotal",
    }
    lone = several and len(part.of("measure", "item", "unknown")) == 1

    def of(c: Column) -> Column:
        if c.role == "measure" and c.concept in CURRENT:
            return replace(c, concept=beside[c.concept] if totals else "total")
        if lone and c.concept in NATURES and part.of("code"):
            return replace(c, concept="amount")
        return c

    return tuple(of(c) for c in part.columns)


def composed(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Columns whose concept alone would not tell them apart get the fund of their parent in front (“fund.basic”)."""
    figures = [c for c in columns if c.role == "measure" and not c.shift]
    funds = {id(c): _fund(c) for c in figures if c.concept in NATURES | TOTALS}
    if len({fund for fund in funds.values() if fund}) < 2 and not _mixed(funds, figures):
        funds = {}
    result = []
    for c in columns:
        if (carried := _carried(c)) and c.concept in FUNDS | {"total"}:
            result.append(replace(c, concept=carried if c.concept == "total" else f"{carried}.{c.concept}"))
            continue
        fund = funds.get(id(c), "")
        if fund and c.concept in NATURES:
            result.append(replace(c, concept=f"{fund}.{c.concept}"))
        else:
            result.append(replace(c, concept=fund) if fund and c.concept in TOTALS else c)
    return tuple(result)


def _mixed(funds: dict[int, str], figures: Sequence[Column]) -> bool:
    """Whether some natures stand under a fund and the same natures stand under none."""
    under = {c.concept for c in figures if funds.get(id(c))}
    return any(not funds.get(id(c)) and c.concept in under & NATURES for c in figures)


def _carried(item: Column) -> str:
    """The carry-over that stands above a column (上年结转结余 over 一般公共预算), empty where none does."""
    if item.role != "measure":
        return ""
    above = (meaning_of(label)[1] for label in item.path[:-1])
    return next((concept for concept in above if concept in CARRIES), "")


def _fund(item: Column) -> str:
    for label in reversed(item.path[:-1]):
        role, concept = meaning_of(label)
        if role == "measure" and concept in FUNDS:
            return concept
    return ""
