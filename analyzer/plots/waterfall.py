"""What made the change of the total: base, parts, result."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from analyzer.concepts.places import preference
from analyzer.plots import style
from analyzer.plots.series import name_of, named
from analyzer.plots.shown import shows
from analyzer.plots.words import Lang, say

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


_WHOLES = {
    "expenditure": 0,
    "current_expenditure": 1,
    "fiscal_expenditure": 2,
    "fiscal_total_expenditure": 3,
    "income": 4,
}


class Step(NamedTuple):
    """A part of a change in 万元."""

    label: str
    value: float


@style.drawn
def waterfall(
    changed: pd.DataFrame, entity: str | None = None, year: int | None = None, *, most: int = 9, lang: Lang = "zh"
) -> Figure:
    """From last year's total expenditure to this year's, by what the documents say made the change.

    Takes the frame of ``analyzer.changes.changes`` (a panel is turned into one). The parts are function classes where
    both years print them, else the headline parts and the projects that the text names; what they leave is “rest”.
    """
    if "absolute_fen" not in changed:
        from analyzer.changes import changes

        changed = changes(changed)
    whole = total_change(changed, named(changed, entity), year)
    if whole is None:
        return style.nothing(say("waterfall", lang), say("nothing", lang))
    steps = parts_of(changed, whole, most, lang)
    base, result = float(whole["base_fen"]) / 1e6, float(whole["amount_fen"]) / 1e6
    stage = say(str(whole["stage"]), lang)
    first, last = f"{int(whole['base_year'])} {stage}", f"{int(whole['year'])} {stage}"
    implied = str(whole["base_origin"]) != "printed"
    first += f"（{say('implied', lang)}）" if implied else ""
    figure = style.canvas(8.2, 1.7 + 0.42 * (len(steps) + 2))
    axes = figure.subplots()
    _draw(axes, Step(first, base), steps, Step(last, result), implied)
    style.money_axis(axes, say("wan", lang), axis="x")
    axes.grid(axis="y", visible=False)
    note = say("hatched", lang) if implied else ""
    documents = {str(whole["document"]), str(whole["base_document"])}
    told = (
        (first, style.number(base)),
        *((s.label, style.signed(s.value)) for s in steps),
        (last, style.number(result)),
    )
    shows(figure, (say("item", lang), say("wan", lang)), told)
    return style.finish(figure, f"{say('waterfall', lang)} — {whole['entity']}",
                        style.sources(documents, say("source", lang), note))  # fmt: skip


def total_change(changed: pd.DataFrame, entity: str | None, year: int | None) -> pd.Series | None:
    """The latest known change of an entity's total expenditure (or income, where expenditure has none)."""
    rows = changed[
        changed["base_fen"].notna() & changed["concept"].isin(["expenditure", "fiscal_expenditure", "income"])
    ]
    if entity is not None:
        rows = rows[rows["entity"] == entity]
    if year is not None:
        rows = rows[rows["year"] == year]
    if not len(rows):
        return None
    concepts = rows["concept"].astype("str")
    place = [preference(c, str(s)) for c, s in zip(concepts, rows["statement"], strict=True)]
    differs = rows["stage"].astype("str") != rows["base_stage_used"].astype("str")
    ranked = rows.assign(a=concepts.map(_WHOLES), b=place, c=differs, d=-rows["year"].astype("int64"))
    return ranked.sort_values(["c", "d", "a", "b"], kind="stable").iloc[0]


def parts_of(changed: pd.DataFrame, whole: pd.Series, most: int, lang: Lang) -> list[Step]:
    """The parts of a change, greatest first, with what they leave of it at the end."""
    same = changed[(changed["entity"] == whole["entity"]) & (changed["year"] == whole["year"])
                   & (changed["stage"] == whole["stage"]) & changed["absolute_fen"].notna()]  # fmt: skip
    steps = _by_class(same, whole) or _by_headline(same, lang)
    steps = [step for step in steps if abs(step.value) >= 0.005]
    kept = sorted(steps, key=lambda s: -abs(s.value))[:most]
    steps = [step for step in steps if step in kept] if len(steps) <= most else kept
    rest = float(whole["absolute_fen"]) / 1e6 - sum(step.value for step in steps)
    return [*steps, Step(say("other_parts", lang), rest)] if abs(rest) >= 0.005 else steps


def _by_class(same: pd.DataFrame, whole: pd.Series) -> list[Step]:
    codes = same[(same["statement"] == whole["statement"]) & (same["code"].str.len() == 3)
                 & (same["measure"] == whole["measure"]) & (same["side"] == whole["side"])]  # fmt: skip
    rows = codes.sort_values("absolute_fen", key=lambda s: -s.abs(), kind="stable")
    cells = zip(rows["code"], rows["row"], rows["absolute_fen"], strict=True)
    return [Step(name_of(str(code), str(label)), float(fen) / 1e6) for code, label, fen in cells]


def _by_headline(same: pd.DataFrame, lang: Lang) -> list[Step]:
    known = {str(c): float(fen) / 1e6 for c, fen in zip(same["concept"], same["absolute_fen"], strict=True) if c}
    steps = [Step(say(c, lang), known[c]) for c in ("personnel", "operating") if c in known]
    if not steps and "basic" in known:
        steps = [Step(say("basic", lang), known["basic"])]
    named = same[(same["statement"] == "narrative") & (same["within"] == "project")]
    listed = [
        Step(name_of("", str(row)), float(fen) / 1e6)
        for row, fen in zip(named["row"], named["absolute_fen"], strict=True)
    ]
    if not listed and "project" in known:
        listed = [Step(say("project", lang), known["project"])]
    return [*steps, *listed]


def _draw(axes: Axes, first: Step, steps: list[Step], last: Step, implied: bool) -> None:
    at, span = first.value, max(abs(first.value), abs(last.value), 1e-9)
    low = high = at
    for y, step in enumerate(steps, start=1):
        axes.barh(y, step.value, left=at, height=0.6, color=style.COLOURS[0 if step.value >= 0 else 1])
        axes.plot([at + step.value] * 2, [y - 0.3, y + 1.3], color=style.MUTED, linewidth=0.7)
        right = max(at, at + step.value)
        axes.text(right + 0.012 * span, y, style.signed(step.value), va="center", fontsize=9)
        at += step.value
        low, high = min(low, at), max(high, right, at)
    axes.plot([first.value] * 2, [-0.3, 1.3], color=style.MUTED, linewidth=0.7)
    for y, step, hatch in ((0, first, implied), (len(steps) + 1, last, False)):
        axes.barh(y, step.value, height=0.6, color="#e4e4e4" if hatch else style.COLOURS[2], edgecolor=style.MUTED,
                  hatch=style.HATCH if hatch else None, linewidth=0.8)  # fmt: skip
        axes.text(max(step.value, 0) + 0.012 * span, y, style.number(step.value), va="center", fontsize=9)
    labels = [first.label, *(style.wrapped(style.short(step.label, 30), 15) for step in steps), last.label]
    axes.set_yticks(range(len(labels)), labels, fontsize=9)
    axes.tick_params(axis="y", length=0, labelfontfamily=style.font())
    axes.set_ylim(len(labels) - 0.4, -0.6)
    axes.set_xlim(min(0.0, low, last.value) * 1.1, max(high, first.value, last.value, 0) * 1.16 or 1)
