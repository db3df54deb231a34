"""Stacked and grouped bars over the years: three public expenses, personnel and operating cost, composition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from analyzer.plots import series, style
from analyzer.plots.shown import shows, shows_series
from analyzer.plots.words import Lang, say

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PARTS = ("vehicle_operation", "reception", "vehicle_purchase", "abroad")
Slot = tuple[int, str]


def slots(rows: pd.DataFrame) -> list[Slot]:
    """(year, stage) in order: where a bar stands."""
    return list(dict.fromkeys(zip(rows["year"].astype(int), rows["stage"].astype(str), strict=True)))


def slot_labels(places: list[Slot], lang: Lang, marked: set[Slot]) -> list[str]:
    """Tick labels: the year, its stage below, and “(implied)” where no figure of the bar is printed."""
    tail = {place: f"\n（{say('implied', lang)}）" if place in marked else "" for place in places}
    return [f"{year}\n{say(stage, lang)}{tail[year, stage]}" for year, stage in places]


def slot_axis(axes: Axes, places: list[Slot], lang: Lang, marked: set[Slot]) -> None:
    """Ticks for the bars; labels are thinned and turned where there are many."""
    labels = slot_labels(places, lang, marked)
    step = max(1, -(-len(places) // 16))
    axes.set_xticks(range(0, len(places), step), labels[::step], fontsize=9 if len(places) <= 10 else 7)
    for label in axes.get_xticklabels():
        label.set_linespacing(1.35)
    pad = 0.7 + max(0.0, (3 - len(places)) / 2)
    axes.set_xlim(-pad, len(places) - 1 + pad)
    axes.tick_params(axis="x", length=0, labelfontfamily=style.font())


@style.drawn
def three_public(panel: pd.DataFrame, entity: str | None = None, *, lang: Lang = "zh") -> Figure:
    """The three public expenses of one entity by item over the years, budget and final side by side.

    What is stated or implied by the text is hatched; a total whose items are not known is drawn as “not itemised”.
    """
    entity = series.named(panel, entity) or _having(panel, "three_public")
    rows = series.headline(panel, ("three_public", "vehicles", *PARTS), entity)
    title = f"{say('three_public', lang)} — {entity}"
    if not len(rows):
        return style.nothing(title, say("nothing", lang))
    places = slots(rows)
    values = {(int(y), s, c): (w, i) for y, s, c, w, i in
              zip(rows["year"], rows["stage"], rows["concept"], rows["wan"], rows["implied"], strict=True)}  # fmt: skip
    figure = style.canvas(max(6.4, 2.6 + 0.95 * len(places)), 4.6)
    axes = figure.subplots()
    marked = {p for p in places if all(i for (y, s, _), (_, i) in values.items() if (y, s) == p)}
    top = _stack(axes, places, values, lang)
    slot_axis(axes, places, lang, marked)
    style.money_axis(axes, say("wan", lang))
    axes.set_ylim(0, top * 1.15 if top else 1)
    if not top:
        axes.text(0.5, 0.5, say("all_zero", lang), transform=axes.transAxes, ha="center", color=style.MUTED)
    if axes.containers:
        figure.legend(*_legend(axes), loc="outside right upper", fontsize=9)
    note = say("hatched", lang) if bool(rows["implied"].any()) else ""
    shows_series(figure, rows, lang)
    return style.finish(figure, title, style.sources(rows["document"], say("source", lang), note))


def _having(panel: pd.DataFrame, concept: str) -> str:
    """The entity with most figures of a concept, else with most figures."""
    own = series.headline(panel, (concept,))
    return series.first_entity(own) or series.first_entity(panel)


def _legend(axes: Axes) -> tuple[list[Artist], list[str]]:
    """One entry a label, last drawn on top; a plain patch stands for a label rather than a hatched one."""
    from matplotlib.container import BarContainer

    found: dict[str, Artist] = {}
    for bars in axes.containers:
        label, patch = str(bars.get_label()), bars.patches[0] if isinstance(bars, BarContainer) else None
        if patch is not None and (label not in found or not patch.get_hatch()):
            found[label] = patch
    order = list(found)[::-1]
    return [found[label] for label in order], order


def _parts(values: Mapping[tuple[int, str, str], tuple[float, bool]], place: Slot) -> list[tuple[str, float, bool]]:
    """The pieces of one bar, from the ground up; what the items leave of the total is “rest”."""
    got = {c: values[(*place, c)] for c in (*PARTS, "vehicles", "three_public") if (*place, c) in values}
    pieces = [(c, *got[c]) for c in PARTS if c in got]
    cars = sum(got[c][0] for c in ("vehicle_operation", "vehicle_purchase") if c in got)
    if "vehicles" in got and got["vehicles"][0] - cars > 0.005:
        name = "rest" if cars else "vehicles"
        pieces.insert(0, (name, got["vehicles"][0] - cars, got["vehicles"][1]))
    known = sum(value for _, value, _ in pieces)
    if "three_public" in got and got["three_public"][0] - known > 0.005:
        pieces.append(("rest", got["three_public"][0] - known, got["three_public"][1]))
    return pieces


def _stack(
    axes: Axes, places: list[Slot], values: Mapping[tuple[int, str, str], tuple[float, bool]], lang: Lang
) -> float:
    bars = [_parts(values, place) for place in places]
    top = max((sum(v for _, v, _ in bar) for bar in bars), default=0.0)
    colour = dict(
        zip((*PARTS, "vehicles", "rest"), (*style.COLOURS[:4], style.COLOURS[0], style.COLOURS[7]), strict=True)
    )
    for x, bar in enumerate(bars):
        bottom = 0.0
        for name, value, implied in bar:
            if value <= 0:
                continue
            _piece(axes, x, bottom, value, colour[name], implied, say(name, lang))
            if value > 0.07 * top:
                _inside(axes, x, bottom + value / 2, value, name, implied)
            bottom += value
        axes.text(x, bottom + 0.015 * (top or 1), style.number(bottom), ha="center", va="bottom", fontsize=9)
    return top


def _piece(axes: Axes, x: float, bottom: float, value: float, colour: str, implied: bool, label: str,
           width: float = 0.62) -> None:  # fmt: skip
    face = style.paled(colour) if implied else colour  # opaque: SVG patterns drop the transparency of a face
    axes.bar(x, value, bottom=bottom, width=width, color=face, edgecolor=colour if implied else "white", linewidth=0.8,
             hatch=style.HATCH if implied else None, label=label)  # fmt: skip


def _inside(axes: Axes, x: float, y: float, value: float, name: str, implied: bool) -> None:
    dark = name in ("vehicle_operation", "vehicles", "reception") and not implied
    box = {"facecolor": "white", "edgecolor": "none", "pad": 1.0} if implied else None
    axes.text(x, y, style.number(value), ha="center", va="center", fontsize=8,
              color="white" if dark else style.INK, bbox=box)  # fmt: skip


@style.drawn
def costs(
    panel: pd.DataFrame, entity: str | None = None, *, heads: Mapping[int, int] | None = None, lang: Lang = "zh"
) -> Figure:
    """Personnel and operating expenditure of one entity over the years; implied years hatched.

    Personnel cost per head, in 万元, stands above the bars of years whose number of staff is known: from ``heads``
    (year → number), else from what the documents state.
    """
    entity = series.named(panel, entity) or _having(panel, "personnel")
    heads = series.heads(panel, entity) if heads is None else heads
    rows = series.headline(panel, ("personnel", "operating"), entity)
    title = f"{say('costs', lang)} — {entity}"
    if not len(rows):
        return style.nothing(title, say("nothing", lang))
    places = slots(rows)
    figure = style.canvas(max(6.4, 2.6 + 1.15 * len(places)), 4.4)
    axes = figure.subplots()
    top = float(rows["wan"].max())
    for year, stage, concept, wan, implied in zip(rows["year"], rows["stage"], rows["concept"], rows["wan"],
                                                  rows["implied"], strict=True):  # fmt: skip
        x = places.index((int(year), str(stage))) + (-0.21 if concept == "personnel" else 0.21)
        colour = style.COLOURS[0] if concept == "personnel" else style.COLOURS[1]
        _piece(axes, x, 0, wan, colour, bool(implied), say(str(concept), lang), width=0.4)
        text = style.number(wan)
        if heads and concept == "personnel" and heads.get(int(year)):
            text += f"\n{style.number(wan / heads[int(year)])} {say('per_head', lang)}"
        axes.text(x, max(wan, 0) + 0.012 * (top or 1), text, ha="center", va="bottom", fontsize=8)
    slot_axis(axes, places, lang, {p for p in places if rows[_at(rows, p)]["implied"].all()})
    style.money_axis(axes, say("wan", lang))
    low = min(0.0, float(rows["wan"].min()))
    axes.set_ylim(low * 1.1, top * 1.14 if top > 0 else 1)
    figure.legend(*_legend(axes), loc="outside right upper", fontsize=9)
    note = say("hatched", lang) if bool(rows["implied"].any()) else ""
    shows_series(figure, rows, lang)
    return style.finish(figure, title, style.sources(rows["document"], say("source", lang), note))


def _at(rows: pd.DataFrame, place: Slot) -> pd.Series:
    return (rows["year"] == place[0]) & (rows["stage"] == place[1])


@style.drawn
def composition(panel: pd.DataFrame, entity: str | None = None, *, most: int = 7, lang: Lang = "zh") -> Figure:
    """Expenditure by function class in percent of each year's sum; the largest ``most`` classes, the rest together."""
    entity = series.named(panel, entity) or series.first_entity(panel)
    rows = series.in_order(series.items(panel, entity, size=3).assign(entity=entity))
    rows = rows[rows["wan"] > 0]
    title = f"{say('composition', lang)} — {entity}"
    if not len(rows):
        return style.nothing(title, say("nothing", lang))
    places = slots(rows)
    sizes = rows.groupby("label")["wan"].sum().sort_values(ascending=False, kind="stable")
    names = [str(name) for name in sizes.index[:most]]
    figure = style.canvas(max(7.4, 4.2 + 0.95 * len(places)), 4.8)
    axes = figure.subplots()
    for x, place in enumerate(places):
        _percents(axes, x, rows[_at(rows, place)], names, lang)
    slot_axis(axes, places, lang, set())
    style.money_axis(axes, say("percent", lang))
    axes.set_ylim(0, 100)
    figure.legend(*_legend(axes), loc="outside right upper", fontsize=8.5)
    whole = rows.groupby(["year", "stage"])["wan"].transform("sum")
    columns = (say("year", lang), say("stage", lang), say("item", lang), say("wan", lang), say("percent", lang))
    cells = zip(rows["year"], rows["stage"], rows["label"], rows["wan"], whole, strict=True)
    shows(figure, columns, ((str(int(y)), say(str(s), lang), str(name), style.number(wan), f"{100 * wan / total:.1f}")
                            for y, s, name, wan, total in cells))  # fmt: skip
    return style.finish(figure, title, style.sources(rows["document"], say("source", lang)))


def _percents(axes: Axes, x: int, bar: pd.DataFrame, names: list[str], lang: Lang) -> None:
    whole = float(bar["wan"].sum())
    bottom = 0.0
    for n, name in enumerate([*names, ""]):
        chosen = bar["label"] == name if name else ~bar["label"].isin(names)
        part = 100 * float(bar.loc[chosen, "wan"].sum()) / whole
        if part <= 0:
            continue
        label = style.short(name, 14) if name else say("others", lang)
        axes.bar(x, part, bottom=bottom, width=0.62, color=style.COLOURS[n % 8], edgecolor="white", linewidth=0.8,
                 hatch=("", "", "", "", "....", "----", "xxxx", "")[n % 8] or None, label=label)  # fmt: skip
        if part > 4:
            box = {"facecolor": "white", "edgecolor": "none", "pad": 0.8, "alpha": 0.85}
            axes.text(x, bottom + part / 2, f"{part:.1f}", ha="center", va="center", fontsize=8, bbox=box)
        bottom += part
