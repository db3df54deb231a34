"""Many units at once: small multiples over the years, and one unit among its peers."""

from __future__ import annotations

from math import ceil, sqrt
from typing import TYPE_CHECKING

from analyzer.plots import series, style
from analyzer.plots.shown import shows
from analyzer.plots.words import Lang, say

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def _one_stage(panel: pd.DataFrame, concept: str) -> pd.DataFrame:
    rows = series.headline(panel, (concept,))
    return rows[rows["stage"] == series.main_stage(rows)] if len(rows) else rows


@style.drawn
def multiples(panel: pd.DataFrame, concept: str = "expenditure", *, most: int = 120, lang: Lang = "zh") -> Figure:
    """A small line chart a unit: the concept over the years, each on its own scale from zero.

    Gaps stay gaps; hollow dots are implied. Units beyond ``most`` (the smallest) are left out and counted.
    """
    rows = _one_stage(panel, concept)
    title = f"{say('multiples', lang)} — {say(concept, lang)}　{say('wan', lang)}"
    if not len(rows):
        return style.nothing(title, say("nothing", lang))
    sizes = rows.groupby("entity")["wan"].max().sort_values(ascending=False, kind="stable")
    names = [str(name) for name in sizes.index[:most]]
    columns = min(10, max(1, ceil(sqrt(len(names) * 1.25))))
    lines = ceil(len(names) / columns)
    small = len(names) > 12
    figure = style.canvas(max(6.4, columns * (1.45 if small else 2.4)), 1.2 + lines * (1.25 if small else 1.8))
    grid = figure.subplots(lines, columns, squeeze=False, sharex=True)
    years = (int(rows["year"].min()), int(rows["year"].max()))
    for n, axes in enumerate(grid.flat):
        if n < len(names):
            _sparkline(axes, rows[rows["entity"] == names[n]], names[n], years, small)
        else:
            axes.axis("off")
    note = f"+{len(sizes) - most} {say('units', lang)}" if len(sizes) > most else ""
    cells = zip(rows["entity"], rows["year"], rows["wan"], strict=True)
    shows(figure, (say("unit", lang), say("year", lang), say("wan", lang)),
          ((str(name), str(int(year)), style.number(wan)) for name, year, wan in cells if name in names))  # fmt: skip
    return style.finish(figure, title, style.sources(rows["document"], say("source", lang), note))


def _sparkline(axes: Axes, rows: pd.DataFrame, name: str, years: tuple[int, int], small: bool) -> None:
    values = dict(zip(rows["year"].astype(int), rows["wan"].astype(float), strict=True))
    span = range(years[0], years[1] + 1)
    line = [values.get(year, float("nan")) for year in span]
    axes.plot(list(span), line, color=style.COLOURS[0], linewidth=1.3, marker="o", markersize=2.6 if small else 4)
    implied = rows[rows["implied"]]
    axes.plot(implied["year"], implied["wan"], "o", markersize=3 if small else 5, markerfacecolor="white",
              markeredgecolor=style.COLOURS[0])  # fmt: skip
    top = max(max(values.values()), 0.0)
    axes.set_ylim(min(0.0, min(values.values())) * 1.1, top * 1.45 if top > 0 else 1)
    axes.set_xlim(years[0] - 0.5, years[1] + 0.5)
    last = max(values)
    falls = values[last] < values.get(last - 1, values[last])  # the line comes from above: the number goes below
    axes.annotate(style.number(values[last]), (last, values[last]), xytext=(0, -4 if falls else 4),
                  textcoords="offset points", va="top" if falls else "bottom",
                  ha="right" if last > years[0] else "center", fontsize=6.5 if small else 8)  # fmt: skip
    width = 8 if small else 14
    axes.set_title(style.wrapped(style.short(name, 2 * width - 1), width), fontsize=6.5 if small else 9, loc="left")
    axes.set_xticks(sorted({years[0], years[1]}), [str(y) for y in sorted({years[0], years[1]})])
    axes.set_yticks([0])
    axes.tick_params(labelsize=6 if small else 8, length=2, labelfontfamily=style.font())


@style.drawn
def peers(
    panel: pd.DataFrame,
    entity: str | None = None,
    concept: str = "expenditure",
    *,
    year: int | None = None,
    lang: Lang = "zh",
) -> Figure:
    """All units of a year sorted by the concept, one highlighted, the median as a line.

    Up to 30 units are named; beyond that only the highlighted one is.
    """
    entity = series.named(panel, entity)
    rows = _one_stage(panel, concept)
    title = f"{say('peers', lang)} — {say(concept, lang)}"
    if not len(rows):
        return style.nothing(title, say("nothing", lang))
    own = rows[rows["entity"] == entity] if entity else rows
    year = year or int((own if len(own) else rows)["year"].max())
    chosen = rows[rows["year"] == year].sort_values("wan", ascending=False, kind="stable")
    if not len(chosen):
        return style.nothing(f"{title} {year}", say("nothing", lang))
    figure = style.canvas(8.2, 1.8 + (0.3 * len(chosen) if len(chosen) <= 30 else 4.6))
    axes = figure.subplots()
    (_named if len(chosen) <= 30 else _ranked)(axes, chosen, entity, lang)
    told = zip(chosen["entity"], chosen["wan"], strict=True)
    shows(figure, (say("unit", lang), say("wan", lang)), ((str(name), style.number(wan)) for name, wan in told))
    return style.finish(figure, f"{title} {year}", style.sources(chosen["document"], say("source", lang)))


def _colours(chosen: pd.DataFrame, entity: str | None) -> list[str]:
    return [style.COLOURS[1] if name == entity else "#a9bccd" for name in chosen["entity"]]


def _named(axes: Axes, chosen: pd.DataFrame, entity: str | None, lang: Lang) -> None:
    top = max(float(chosen["wan"].max()), 0.0) or 1.0
    spots = range(len(chosen))
    axes.barh(spots, chosen["wan"], height=0.66, color=_colours(chosen, entity))
    for y, wan in enumerate(chosen["wan"]):
        axes.text(max(wan, 0) + 0.012 * top, y, style.number(wan), va="center", fontsize=8,
                  bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6})  # fmt: skip
    names = [style.short(str(name), 20) for name in chosen["entity"]]
    axes.set_yticks(list(spots), names, fontsize=8.5)
    for label, name in zip(axes.get_yticklabels(), chosen["entity"], strict=True):
        label.set_color(style.COLOURS[1] if name == entity else style.INK)
    median = float(chosen["wan"].median())
    axes.axvline(median, color=style.INK, linewidth=0.9, linestyle="--")
    axes.set_ylim(len(chosen) - 0.4, -1.1)
    axes.text(median, -0.95, f" {say('median', lang)} {style.number(median)}", fontsize=8, va="center")
    axes.set_xlim(min(0.0, float(chosen["wan"].min())) * 1.1, top * 1.15)
    style.money_axis(axes, say("wan", lang), axis="x")
    axes.tick_params(axis="y", length=0)


def _ranked(axes: Axes, chosen: pd.DataFrame, entity: str | None, lang: Lang) -> None:
    axes.bar(range(len(chosen)), chosen["wan"], width=0.9, color=_colours(chosen, entity))
    median = float(chosen["wan"].median())
    axes.axhline(median, color=style.INK, linewidth=0.9, linestyle="--")
    right = len(chosen) - 1
    axes.annotate(f"{say('median', lang)} {style.number(median)}", (right, median), xytext=(0, 4),
                  textcoords="offset points", ha="right", fontsize=8.5)  # fmt: skip
    for x, (name, wan) in enumerate(zip(chosen["entity"], chosen["wan"], strict=True)):
        if name == entity:
            side = "left" if x < len(chosen) / 2 else "right"
            axes.annotate(f"{style.short(str(name), 22)}  {style.number(wan)}", (x, wan), xytext=(0, 26),
                          textcoords="offset points", ha=side, fontsize=9,
                          arrowprops={"arrowstyle": "-", "color": style.INK})  # fmt: skip
    axes.set_xticks([0, right], ["1", str(right + 1)])
    axes.set_xlabel(f"{len(chosen)} {say('units', lang)}")
    style.money_axis(axes, say("wan", lang))
