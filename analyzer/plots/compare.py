"""Two years side by side, and the changes of all items in all years."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from analyzer.plots import series, style
from analyzer.plots.shown import shows
from analyzer.plots.words import Lang, say

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


@style.drawn
def dumbbell(
    panel: pd.DataFrame, entity: str | None = None, *, size: int = 3, most: int = 18, lang: Lang = "zh"
) -> Figure:
    """Expenditure by function code of ``size`` digits in the last two years that the panel has, one line a code.

    The ``most`` codes that changed most are shown, the largest on top. One year alone shows as single dots.
    """
    entity = series.named(panel, entity) or series.first_entity(panel)
    rows = series.items(panel, entity, size=size)
    title = f"{say('dumbbell', lang)} — {entity}"
    if not len(rows):
        return style.nothing(title, say("nothing", lang))
    rows = rows[rows["stage"] == series.main_stage(rows)]
    years = sorted(rows["year"].unique())[-2:]
    table = rows[rows["year"].isin(years)].pivot_table(index="label", columns="year", values="wan", aggfunc="sum")
    change = (table[years[-1]].fillna(0) - table[years[0]].fillna(0)).abs()
    table = table.loc[change.sort_values(ascending=False, kind="stable").index[:most]]
    table = table.loc[table[years[-1]].fillna(0).sort_values(ascending=False, kind="stable").index]
    figure = style.canvas(8.2, 1.9 + 0.36 * len(table))
    axes = figure.subplots()
    _dumbbells(axes, table, [int(y) for y in years])
    _shows(figure, table, years, style.number, lang)
    style.money_axis(axes, say("wan", lang), axis="x")
    figure.legend(loc="outside right upper", fontsize=9)
    return style.finish(figure, title, style.sources(rows["document"], say("source", lang)))


def _shows(figure: Figure, table: pd.DataFrame, years: Sequence[Any], text: Callable[[float], str], lang: Lang) -> None:
    """Keep a row an item and a column a year with the figure; what is not known stays empty."""
    shows(figure, (say("item", lang), *(str(year) for year in years)),
          ((str(name), *(text(float(row[y])) if row[y] == row[y] else "" for y in years))
           for name, row in table.iterrows()))  # fmt: skip


def _dumbbells(axes: Axes, table: pd.DataFrame, years: list[int]) -> None:
    top = float(table.max().max()) or 1.0
    for y, (_, row) in enumerate(table.iterrows()):
        old, new = row[years[0]], row[years[-1]]
        if old == old and new == new:
            axes.plot([old, new], [y, y], color=style.MUTED, linewidth=1.6, zorder=1)
        values = [v for v in (old, new) if v == v]
        text = style.signed(new - old) if len(values) == 2 and years[0] != years[-1] else style.number(values[-1])
        axes.text(max(values) + 0.02 * top, y, text, va="center", fontsize=8, color=style.INK)
    spots = range(len(table))
    if len(years) > 1:
        axes.scatter(table[years[0]], spots, s=46, facecolor="white", edgecolor=style.COLOURS[0], linewidth=1.4,
                     zorder=2, label=str(years[0]))  # fmt: skip
    axes.scatter(table[years[-1]], spots, s=50, color=style.COLOURS[0], zorder=3, label=str(years[-1]))
    axes.set_yticks(list(spots), [style.short(str(name), 16) for name in table.index], fontsize=9)
    axes.set_ylim(len(table) - 0.4, -0.6)
    axes.set_xlim(min(0.0, float(table.min().min())) - 0.02 * top, top * 1.18)
    axes.tick_params(axis="y", length=0, labelfontfamily=style.font())


@style.drawn
def heat(panel: pd.DataFrame, entity: str | None = None, *, size: int = 3, most: int = 30, lang: Lang = "zh") -> Figure:
    """Change on the year before in percent, by function code of ``size`` digits and year.

    A cell without the year before is empty, one that starts from zero says “new”; colours end at ±100 %.
    """
    entity = series.named(panel, entity) or series.first_entity(panel)
    rows = series.items(panel, entity, size=size)
    rows = rows[rows["stage"] == series.main_stage(rows)] if len(rows) else rows
    title = f"{say('heat', lang)} — {entity}"
    if rows["year"].nunique() < 2:
        return style.nothing(title, say("nothing", lang))
    table = rows.pivot_table(index="label", columns="year", values="wan", aggfunc="sum")
    table = table.loc[table.max(axis=1).sort_values(ascending=False, kind="stable").index[:most]]
    known = {int(y) for y in table.columns}
    years = sorted(y for y in known if y - 1 in known)
    if not years:
        return style.nothing(title, say("nothing", lang))
    figure = style.canvas(max(6.4, 3.6 + 0.95 * len(years)), 1.8 + 0.36 * len(table))
    axes = figure.subplots()
    _cells(figure, axes, table, years, lang)
    return style.finish(figure, title, style.sources(rows["document"], say("source", lang)))


def _cells(figure: Figure, axes: Axes, table: pd.DataFrame, years: list[int], lang: Lang) -> None:
    import numpy as np

    now = table[years].to_numpy(dtype=float)
    before = table[[y - 1 for y in years]].to_numpy(dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        change = np.where(before != 0, 100 * (now - before) / np.abs(before), np.nan)
    _shows(figure, table[years].assign(**dict(zip(map(str, years), change.T, strict=True)))[list(map(str, years))],
           list(map(str, years)), lambda value: style.signed(round(value, 1)), lang)  # fmt: skip
    image = axes.imshow(np.clip(change, -100, 100), cmap="PuOr_r", vmin=-100, vmax=100, aspect="auto")
    for (y, x), value in np.ndenumerate(change):
        text = style.signed(round(float(value), 1)) if value == value else ""
        if value != value and before[y, x] == 0 and now[y, x] > 0:
            text = say("new", lang)
        dark = value == value and abs(value) > 70
        axes.text(x, y, text, ha="center", va="center", fontsize=8, color="white" if dark else style.INK)
    axes.set_xticks(range(len(years)), [str(y) for y in years])
    axes.set_yticks(range(len(table)), [style.short(str(name), 16) for name in table.index], fontsize=9)
    axes.tick_params(length=0, labelfontfamily=style.font())
    bar = figure.colorbar(image, ax=axes, shrink=0.8, label="%", extend="both")
    bar.ax.tick_params(labelfontfamily=style.font())
