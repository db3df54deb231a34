"""Plots of the panel: each takes the panel and returns a Figure; nothing is shown.

They work with one year, with missing years, zeros, a hundred units and long names; where there is nothing to draw the
figure says so. ``figures`` draws all that make sense for a run; ``render`` writes one with the same bytes each time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzer.errors import UsageError
from analyzer.plots.bars import composition, costs, three_public
from analyzer.plots.compare import dumbbell, heat
from analyzer.plots.style import png, svg
from analyzer.plots.units import multiples, peers
from analyzer.plots.waterfall import total_change, waterfall
from analyzer.plots.words import Lang

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

__all__ = ["composition", "costs", "dumbbell", "figures", "heat", "multiples", "peers", "png", "render", "svg",
           "three_public", "unit_figures", "waterfall"]  # fmt: skip

NAMED_UNITS = 12
"""Up to this many units each get their own figures in ``figures``."""


def figures(panel: pd.DataFrame, changes: pd.DataFrame | None = None, *, lang: Lang = "zh") -> dict[str, Figure]:
    """All figures that have something to show, by name: those of each unit (``three-public``, or ``three-public-2`` for
    the second unit …), then ``units`` and ``peers`` where there are several."""
    from analyzer.plots.series import entities, headline

    found: dict[str, Figure] = {}
    names = entities(panel)
    for number, entity in enumerate(names[:NAMED_UNITS], start=1):
        tail = f"-{number}" if len(names) > 1 else ""
        found |= {f"{kind}{tail}": fig for kind, fig in unit_figures(panel, entity, changes, lang=lang).items()}
    if len(names) > 1 and len(headline(panel, ("expenditure",))):
        found["units"] = multiples(panel, lang=lang)
        found["peers"] = peers(panel, lang=lang)
    return found


def unit_figures(
    panel: pd.DataFrame, entity: str, changes: pd.DataFrame | None = None, *, lang: Lang = "zh"
) -> dict[str, Figure]:
    """The figures of one unit that have something to show, by kind.

    Kinds: three-public, costs, composition, waterfall, dumbbell, heat. ``changes`` saves computing them again.
    """
    from analyzer import series
    from analyzer.changes import changes as compare
    from analyzer.plots.series import headline, heads, items

    own = panel[panel["entity"] == entity]
    changed = compare(own) if changes is None else changes[changes["entity"] == entity]
    told = series.build(own)
    codes = items(own, entity)
    found: dict[str, Figure] = {}
    if len(headline(told, ("three_public", "vehicles", "reception", "abroad"))):
        found["three-public"] = three_public(told, entity, lang=lang)
    if len(headline(told, ("personnel", "operating"))):
        found["costs"] = costs(told, entity, heads=heads(own, entity), lang=lang)
    if len(codes) and (codes["wan"] > 0).any():
        found["composition"] = composition(own, entity, lang=lang)
    if total_change(changed, entity, None) is not None:
        found["waterfall"] = waterfall(changed, entity, lang=lang)
    if codes["year"].nunique() > 1:
        found["dumbbell"] = dumbbell(own, entity, lang=lang)
    if codes["year"].nunique() > 2:
        found["heat"] = heat(own, entity, lang=lang)
    return found


def render(figure: Figure, kind: str) -> bytes:
    """The figure as ``svg`` or ``png``, the same bytes each time. Raises UsageError for another kind."""
    if kind not in ("svg", "png"):
        raise UsageError(f"{kind}: figures are written as svg or png")
    return svg(figure) if kind == "svg" else png(figure)
